//! The elements that the tree tells apart, and what HTML says of each.
//!
//! In: a tag's name. Out: a [`Tag`]. Source of the classes: the WHATWG HTML standard, "parsing" and "rendering".
//! May import: nothing of marsad.

/// An element's name; names that make no difference share [`Tag::Other`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
#[rustfmt::skip]
#[allow(missing_docs)]
pub enum Tag {
    Text, Other,
    A, Abbr, Address, Area, Article, Aside, Audio, B, Base, Big, Blockquote, Body, Br, Button, Canvas, Caption, Center, Cite,
    Code, Col, Colgroup, Dd, Del, Details, Dialog, Dir, Div, Dl, Dt, Em, Embed, Fieldset, Figcaption, Figure, Font, Footer,
    Form, Frameset, H1, H2, H3, H4, H5, H6, Head, Header, Hgroup, Hr, Html, I, Iframe, Img, Input, Ins, Label, Legend, Li, Link,
    Listing, Main, Mark, Marquee, Math, Menu, Meta, Nav, Nobr, Noembed, Noframes, Noscript, Object, Ol, Optgroup, Option, P,
    Param, Picture, Plaintext, Pre, Q, S, Script, Search, Section, Select, Small, Source, Span, Strike, Strong, Style, Sub,
    Summary, Sup, Svg, Table, Tbody, Td, Template, Textarea, Tfoot, Th, Thead, Time, Title, Tr, Track, Tt, U, Ul, Video, Wbr,
    Xmp,
}

impl Tag {
    /// How many tags there are.
    pub const COUNT: usize = Tag::Xmp as usize + 1;

    /// The tag of a name in any case.
    pub fn named(name: &[u8]) -> Tag {
        // Most names have a few letters: a copy of any length would cost more than they do.
        let packed = |part: &[u8]| part.iter().rev().fold(0, |all, b| all << 8 | u64::from(b.to_ascii_lowercase()));
        match name.len() {
            ..=8 => known(u128::from(packed(name))),
            9..=16 => known(u128::from(packed(&name[8..])) << 64 | u128::from(packed(&name[..8]))),
            _ => Tag::Other,
        }
    }

    /// Elements without content.
    pub fn is_void(self) -> bool {
        use Tag::*;
        matches!(self, Area | Base | Br | Col | Embed | Hr | Img | Input | Link | Meta | Param | Source | Track | Wbr)
    }

    /// Elements whose content is text up to their end tag.
    pub fn is_raw(self) -> bool {
        use Tag::*;
        matches!(self, Script | Style | Textarea | Title | Noscript | Iframe | Noembed | Noframes | Xmp)
    }

    /// Elements whose text a reader of the page does not see.
    pub fn is_unseen(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Script
                | Style
                | Textarea
                | Title
                | Noscript
                | Iframe
                | Noembed
                | Noframes
                | Template
                | Head
                | Svg
                | Math
                | Select
                | Audio
                | Video
                | Canvas
                | Object
        )
    }

    /// Elements that stand on lines of their own.
    pub fn is_block(self) -> bool {
        use Tag::*;
        self.closes_p()
            || matches!(
                self,
                Body | Br
                    | Button
                    | Caption
                    | Dd
                    | Dt
                    | Fieldset
                    | Frameset
                    | Head
                    | Html
                    | Iframe
                    | Legend
                    | Li
                    | Marquee
                    | Noscript
                    | Object
                    | Option
                    | Optgroup
                    | Select
                    | Tbody
                    | Td
                    | Tfoot
                    | Th
                    | Thead
                    | Tr
                    | Video
                    | Xmp
            )
    }

    /// Elements whose start ends an open paragraph.
    pub fn closes_p(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Address
                | Article
                | Aside
                | Blockquote
                | Center
                | Details
                | Dialog
                | Dir
                | Div
                | Dl
                | Fieldset
                | Figcaption
                | Figure
                | Footer
                | Form
                | Header
                | Hgroup
                | Hr
                | Listing
                | Main
                | Menu
                | Nav
                | Ol
                | P
                | Plaintext
                | Pre
                | Search
                | Section
                | Summary
                | Table
                | Ul
                | Xmp
        ) || self.is_heading()
    }

    /// h1 to h6.
    pub fn is_heading(self) -> bool {
        use Tag::*;
        matches!(self, H1 | H2 | H3 | H4 | H5 | H6)
    }

    /// Elements that an end tag of inline markup does not reach through: the standard's "special" category.
    pub fn is_special(self) -> bool {
        use Tag::*;
        self.is_block() && self != Br || matches!(self, Template | Style | Script | Title | Textarea)
    }

    /// Elements that end tags of blocks do not reach through: the standard's scope markers.
    pub fn is_scope(self) -> bool {
        use Tag::*;
        matches!(self, Caption | Html | Table | Td | Th | Marquee | Object | Template | Svg | Math)
    }

    /// Inline elements that the standard lets end inside blocks they contain.
    pub fn is_formatting(self) -> bool {
        use Tag::*;
        matches!(self, A | B | Big | Code | Em | Font | I | Nobr | S | Small | Strike | Strong | Tt | U)
    }

    /// Elements that may stand in a page's head.
    pub fn is_head(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Base | Link | Meta | Noframes | Noscript | Script | Style | Template | Title | Head | Html | Body
        )
    }
}

const fn pack(name: &str) -> u128 {
    let (bytes, mut packed, mut i) = (name.as_bytes(), 0u128, 0);
    while i < bytes.len() {
        packed |= (bytes[i] as u128) << (8 * i);
        i += 1;
    }
    packed
}

/// Places for the names, several for each, so that most are found at the first look.
const PLACES: usize = 512;

/// The names by their place, each at the first free one from its own on.
type Names = [(u128, Tag); PLACES];

const fn place(packed: u128) -> usize {
    let mixed = (packed as u64 ^ (packed >> 64) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 55) as usize % PLACES
}

const fn placed(names: &[(&str, Tag)]) -> Names {
    let (mut table, mut i) = ([(0, Tag::Other); PLACES], 0);
    while i < names.len() {
        let packed = pack(names[i].0);
        let mut at = place(packed);
        while table[at].0 != 0 {
            at = (at + 1) % PLACES;
        }
        table[at] = (packed, names[i].1);
        i += 1;
    }
    table
}

fn known(packed: u128) -> Tag {
    let mut at = place(packed);
    loop {
        match NAMES[at] {
            (name, tag) if name == packed || name == 0 => return tag,
            _ => at = (at + 1) % PLACES,
        }
    }
}

macro_rules! known {
    ($($name:literal $tag:ident)*) => {
        static NAMES: Names = placed(&[$(($name, Tag::$tag)),*]);
    };
}

known! {
    "a" A "abbr" Abbr "address" Address "area" Area "article" Article "aside" Aside "audio" Audio "b" B "base" Base "big" Big
    "blockquote" Blockquote "body" Body "br" Br "button" Button "canvas" Canvas "caption" Caption "center" Center "cite" Cite
    "code" Code "col" Col "colgroup" Colgroup "dd" Dd "del" Del "details" Details "dialog" Dialog "dir" Dir "div" Div "dl" Dl
    "dt" Dt "em" Em "embed" Embed "fieldset" Fieldset "figcaption" Figcaption "figure" Figure "font" Font "footer" Footer
    "form" Form "frameset" Frameset "h1" H1 "h2" H2 "h3" H3 "h4" H4 "h5" H5 "h6" H6 "head" Head "header" Header "hgroup" Hgroup
    "hr" Hr "html" Html "i" I "iframe" Iframe "img" Img "input" Input "ins" Ins "label" Label "legend" Legend "li" Li
    "link" Link "listing" Listing "main" Main "mark" Mark "marquee" Marquee "math" Math "menu" Menu "meta" Meta "nav" Nav
    "nobr" Nobr "noembed" Noembed "noframes" Noframes "noscript" Noscript "object" Object "ol" Ol "optgroup" Optgroup
    "option" Option "p" P "param" Param "picture" Picture "plaintext" Plaintext "pre" Pre "q" Q "s" S "script" Script
    "search" Search "section" Section "select" Select "small" Small "source" Source "span" Span "strike" Strike
    "strong" Strong "style" Style "sub" Sub "summary" Summary "sup" Sup "svg" Svg "table" Table "tbody" Tbody "td" Td
    "template" Template "textarea" Textarea "tfoot" Tfoot "th" Th "thead" Thead "time" Time "title" Title "tr" Tr
    "track" Track "tt" Tt "u" U "ul" Ul "video" Video "wbr" Wbr "xmp" Xmp
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_case() {
        assert_eq!(
            (Tag::named(b"DIV"), Tag::named(b"BlockQuote"), Tag::named(b"h6")),
            (Tag::Div, Tag::Blockquote, Tag::H6)
        );
        assert_eq!((Tag::named(b"my-element"), Tag::named(b"aaaaaaaaaaaaaaaaaaaaa")), (Tag::Other, Tag::Other));
        assert!(
            NAMES.iter().filter(|(name, _)| *name != 0).all(|(name, tag)| known(*name) == *tag && *tag != Tag::Other)
        );
    }
}
