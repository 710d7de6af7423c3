//! The page as one small flat tree in document order.
//!
//! In: a page as text. Out: a [`Tree`]; linear in the page, no recursion, no allocation per node.
//! May import: lexicon.

mod attribute;
mod build;
mod entity;
mod hint;
mod scan;
mod tag;

use std::borrow::Cow;
use std::ops::Range;

pub use hint::Hint;
pub use tag::Tag;

use super::steps::step;
use attribute::Attributes;

/// Elements nested deeper than this become leaves, as in browsers.
pub const MOST_DEPTH: usize = 512;

/// The index of a node in its tree.
pub type NodeId = u32;

/// One element or one text. Nodes stand in document order, so `id + 1..end` are a node's descendants.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// What it is.
    pub tag: Tag,
    /// What its class, id and other attributes suggest.
    pub hints: Hint,
    /// The element around it; its own id for the root.
    pub parent: NodeId,
    /// One past its last descendant.
    pub end: NodeId,
    /// Of a text, its raw bytes in the page; of an element, its attributes.
    from: u32,
    to: u32,
}

/// The first value of each of some attributes of a tag that stands alone, as `<link rel=a href=b>`, entities decoded.
pub(super) fn attributes_of<'t, const N: usize>(tag: &'t [u8], names: [&str; N]) -> [Option<Cow<'t, str>>; N] {
    let start = tag.iter().position(u8::is_ascii_whitespace).unwrap_or(tag.len());
    values(tag.get(start..tag.len().saturating_sub(1)).unwrap_or_default(), names)
}

/// The first value of each of some attributes, by their lower-case names, entities decoded.
fn values<'a, const N: usize>(attributes: &'a [u8], names: [&str; N]) -> [Option<Cow<'a, str>>; N] {
    let mut found = [const { None }; N];
    for (name, value) in Attributes::new(attributes) {
        let place = names.iter().position(|n| name.eq_ignore_ascii_case(n.as_bytes()));
        if let Some(place) = place.and_then(|at| found.get_mut(at)).filter(|place| place.is_none()) {
            *place = std::str::from_utf8(value).ok().map(|value| entity::decode(value, true));
        }
    }
    found
}

/// A page's elements and texts.
#[derive(Debug)]
pub struct Tree<'p> {
    page: &'p str,
    nodes: Vec<Node>,
    /// What is strange about how the page is built.
    pub oddities: Oddities,
}

/// What a page's markup has that no sound page has. It is read all the same; who trusts the text should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Oddities {
    /// Whether elements were nested deeper than [`MOST_DEPTH`].
    pub too_deep: bool,
    /// Whether the page ended inside a tag or a comment: what comes behind it is lost.
    pub cut: bool,
    /// The most attributes that one tag has.
    pub attributes: usize,
    /// The length in bytes of the longest text without a tag in it, scripts and the like left out.
    pub longest_text: usize,
    /// Inline elements (`a`, `b`, `i`…) that were begun and that no tag of theirs ended.
    pub unclosed: usize,
}

impl<'p> Tree<'p> {
    /// Reads a page of at most 4 GB. Node 0 is the root, above all that the page holds.
    pub fn parse(page: &'p str) -> Self {
        build::build(page)
    }

    /// All nodes in document order.
    pub fn nodes(&self) -> &[Node] {
        step(self.nodes.len());
        &self.nodes
    }

    /// The node of an id; the root for an id out of range.
    pub fn node(&self, id: NodeId) -> &Node {
        step(1);
        self.nodes.get(id as usize).unwrap_or(&self.nodes[0])
    }

    /// The ids of a node and its descendants.
    pub fn within(&self, id: NodeId) -> Range<NodeId> {
        id..self.node(id).end
    }

    /// A text node as written in the page, entities and all; of an element, its attributes.
    pub fn raw(&self, id: NodeId) -> &'p str {
        let node = self.node(id);
        let raw = self.page.get(node.from as usize..node.to as usize).unwrap_or("");
        step(raw.len());
        raw
    }

    /// A text node's text, entities decoded.
    pub fn text(&self, id: NodeId) -> Cow<'p, str> {
        entity::decode(self.raw(id), false)
    }

    /// All text under a node, entities decoded, unseen elements too.
    pub fn all_text(&self, id: NodeId) -> String {
        self.within(id).filter(|i| self.node(*i).tag == Tag::Text).map(|i| self.text(i)).collect()
    }

    /// An element's class as written; nothing where it has none.
    pub(super) fn class(&self, id: NodeId) -> &'p [u8] {
        let class = Attributes::new(self.raw(id).as_bytes()).find(|(name, _)| name.eq_ignore_ascii_case(b"class"));
        class.map(|(_, value)| value).unwrap_or_default()
    }

    /// An element's attribute by its lower-case name, entities decoded.
    pub fn attribute(&self, id: NodeId, name: &str) -> Option<Cow<'p, str>> {
        if self.node(id).tag == Tag::Text {
            return None;
        }
        let found = Attributes::new(self.raw(id).as_bytes()).find(|(n, _)| n.eq_ignore_ascii_case(name.as_bytes()));
        found.and_then(|(_, value)| std::str::from_utf8(value).ok()).map(|value| entity::decode(value, true))
    }

    /// Several attributes of an element by their lower-case names, read in one go.
    pub(super) fn attributes<const N: usize>(&self, id: NodeId, names: [&str; N]) -> [Option<Cow<'p, str>>; N] {
        values(self.raw(id).as_bytes(), names)
    }

    /// The text that a reader of the page sees, white space as in the source. Blocks are parted by line breaks.
    pub fn visible_text(&self) -> String {
        let (mut out, mut id) = (String::new(), 0);
        while let Some(node) = self.nodes.get(id as usize) {
            if node.tag.is_unseen() && node.tag != Tag::Head {
                id = node.end;
                continue;
            }
            match node.tag {
                Tag::Text => out.push_str(&self.text(id)),
                tag if tag.is_block() => out.push('\n'),
                _ => {}
            }
            id += 1;
        }
        out
    }
}
