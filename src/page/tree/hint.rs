//! What an element's class, id and role suggest: bits, matched once while the tree is built.
//!
//! In: raw attributes. Out: a [`Hint`]. The words are data: `lexicon/class_hints.tsv`.

use std::ops::BitOr;
use std::sync::LazyLock;

use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::dfa::DFA;
use aho_corasick::{Anchored, StartKind};

use super::attribute::Attributes;
use super::tag::Tag;
use crate::lexicon::{LexiconError, Table};

/// A set of suggestions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hint(pub u32);

/// The names of the bits that the lexicon may use, lowest first.
const NAMES: [&str; 23] = [
    "body", "content", "comment", "share", "related", "nav", "footer", "header", "side", "advert", "byline", "tags",
    "caption", "signup", "consent", "hidden", "title", "lead", "toc", "legal", "ticker", "quote", "tool",
];

#[allow(missing_docs)]
impl Hint {
    pub const NONE: Hint = Hint(0);
    pub const BODY: Hint = Hint(1);
    pub const CONTENT: Hint = Hint(1 << 1);
    pub const COMMENT: Hint = Hint(1 << 2);
    pub const SHARE: Hint = Hint(1 << 3);
    pub const RELATED: Hint = Hint(1 << 4);
    pub const NAV: Hint = Hint(1 << 5);
    pub const FOOTER: Hint = Hint(1 << 6);
    pub const HEADER: Hint = Hint(1 << 7);
    pub const SIDE: Hint = Hint(1 << 8);
    pub const ADVERT: Hint = Hint(1 << 9);
    pub const BYLINE: Hint = Hint(1 << 10);
    pub const TAGS: Hint = Hint(1 << 11);
    pub const CAPTION: Hint = Hint(1 << 12);
    pub const SIGNUP: Hint = Hint(1 << 13);
    pub const CONSENT: Hint = Hint(1 << 14);
    pub const HIDDEN: Hint = Hint(1 << 15);
    pub const TITLE: Hint = Hint(1 << 16);
    pub const LEAD: Hint = Hint(1 << 17);
    pub const TOC: Hint = Hint(1 << 18);
    pub const LEGAL: Hint = Hint(1 << 19);
    pub const TICKER: Hint = Hint(1 << 20);
    pub const QUOTE: Hint = Hint(1 << 21);
    pub const TOOL: Hint = Hint(1 << 22);
    /// A link that leads somewhere.
    pub const HREF: Hint = Hint(1 << 24);
    /// Styled or declared not to be seen.
    pub const UNSEEN: Hint = Hint(1 << 25);
    /// Declared with `itemprop` or `property`.
    pub const PROPERTY: Hint = Hint(1 << 26);
    /// Declared the article's body with `itemprop`.
    pub const ARTICLE_BODY: Hint = Hint(1 << 27);
    /// A link whose `rel` speaks of an author.
    pub const AUTHOR: Hint = Hint(1 << 28);

    /// All bits but those of `other`.
    pub fn without(self, other: Hint) -> Hint {
        Hint(self.0 & !other.0)
    }

    /// Whether any bit of `other` is set.
    pub fn any(self, other: Hint) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Hint {
    type Output = Hint;
    fn bitor(self, other: Hint) -> Hint {
        Hint(self.0 | other.0)
    }
}

struct Words {
    finder: DFA,
    start: StateID,
    /// The bit of each word, and whether it must stand between marks.
    bits: Vec<(Hint, bool)>,
}

static WORDS: LazyLock<Option<Words>> = LazyLock::new(|| read(include_str!("../../../lexicon/class_hints.tsv")).ok());

fn read(text: &str) -> Result<Words, LexiconError> {
    let table = Table::parse("class_hints.tsv", text)?;
    let (mut words, mut bits) = (Vec::new(), Vec::new());
    for row in table.rows() {
        let name = row.get("hint");
        let bit =
            NAMES.iter().position(|n| *n == name).ok_or_else(|| row.error("hint", format!("`{name}` is no hint")))?;
        words.push(row.get("word"));
        bits.push((Hint(1 << bit), row.get("match") == "word"));
    }
    let bad = |problem: String| LexiconError::BadCell {
        name: "class_hints.tsv".to_owned(),
        line: 0,
        column: "word".to_owned(),
        problem,
    };
    let mut builder = DFA::builder();
    let finder = builder.ascii_case_insensitive(true).start_kind(StartKind::Unanchored).build(&words);
    let finder = finder.map_err(|e| bad(e.to_string()))?;
    let start = finder.start_state(Anchored::No).map_err(|e| bad(e.to_string()))?;
    Ok(Words { finder, start, bits })
}

/// Class names seen last: those of a list's items are all alike.
const SEEN: usize = 256;

/// Reads hints off the elements of one page.
pub(super) struct Reader<'p> {
    seen: [(&'p [u8], Hint); SEEN],
    /// The most attributes that one element had.
    pub most_attributes: usize,
}

impl<'p> Reader<'p> {
    pub fn new() -> Self {
        Self { seen: [(b"", Hint::NONE); SEEN], most_attributes: 0 }
    }

    /// The hints of an element's attributes.
    pub fn hints(&mut self, tag: Tag, attributes: &mut Attributes<'p>) -> Hint {
        let (mut found, mut count) = (Hint::NONE, 0);
        for (name, value) in attributes {
            count += 1;
            found = found
                | match name {
                    b"class" | b"id" | b"role" | b"CLASS" | b"ID" => self.words(value),
                    _ => hint_of(tag, name, value),
                };
        }
        self.most_attributes = self.most_attributes.max(count);
        found
    }

    /// The hints of a class name, looked up or found out.
    fn words(&mut self, value: &'p [u8]) -> Hint {
        let (first, last) =
            (value.first_chunk().copied().unwrap_or([0; 4]), value.last_chunk().copied().unwrap_or([0; 4]));
        let mixed = u32::from_le_bytes(first) ^ u32::from_le_bytes(last).rotate_left(9) ^ value.len() as u32;
        let place = &mut self.seen[(mixed.wrapping_mul(0x9E37_79B9) >> 24) as usize % SEEN];
        if place.0 != value {
            *place = (value, words(value));
        }
        place.1
    }
}

fn hint_of(tag: Tag, name: &[u8], value: &[u8]) -> Hint {
    match name {
        b"href" | b"HREF" if tag == Tag::A && !value.is_empty() => Hint::HREF,
        b"rel" if tag == Tag::A && contains(value, b"author") => Hint::AUTHOR,
        b"hidden" => Hint::UNSEEN,
        b"aria-hidden" if value == b"true" => Hint::HIDDEN,
        b"style" | b"STYLE" if is_unseen_style(value) => Hint::UNSEEN,
        b"itemprop" | b"property" if contains(value, b"articleBody") => Hint::ARTICLE_BODY,
        b"itemprop" | b"property" => Hint::PROPERTY,
        _ => Hint::NONE,
    }
}

fn contains(value: &[u8], part: &[u8]) -> bool {
    memchr::memmem::find(value, part).is_some()
}

fn is_unseen_style(value: &[u8]) -> bool {
    let Some(at) = memchr::memmem::find(value, b"display") else { return false };
    let rest = value.get(at + 7..).unwrap_or_default().trim_ascii_start();
    rest.strip_prefix(b":").is_some_and(|v| v.trim_ascii_start().starts_with(b"none"))
}

fn words(value: &[u8]) -> Hint {
    let Some(words) = WORDS.as_ref() else { return Hint::NONE };
    let mut found = Hint::NONE;
    let mut state = words.start;
    for (at, byte) in value.iter().enumerate() {
        state = words.finder.next_state(Anchored::No, state, *byte);
        if words.finder.is_match(state) {
            found = found | ending(words, value, state, at + 1);
        }
    }
    found
}

/// The hints of the words that end before `end`, where the automaton is in `state`.
fn ending(words: &Words, value: &[u8], state: StateID, end: usize) -> Hint {
    let mut found = Hint::NONE;
    for index in 0..words.finder.match_len(state) {
        let word = words.finder.match_pattern(state, index);
        let Some((bit, alone)) = words.bits.get(word.as_usize()) else { continue };
        if !*alone || stands_alone(value, end - words.finder.pattern_len(word), end) {
            found = found | *bit;
        }
    }
    found
}

/// Whether a word stands between marks, the ends, or changes of case: `article-meta`, `articleMeta`.
fn stands_alone(value: &[u8], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).and_then(|i| value.get(i));
    let left = before
        .is_none_or(|b| !b.is_ascii_alphanumeric() || (b.is_ascii_lowercase() && value[start].is_ascii_uppercase()));
    let right = value.get(end).is_none_or(|b| !b.is_ascii_alphabetic() || b.is_ascii_uppercase());
    left && right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_well_formed() {
        assert!(read(include_str!("../../../lexicon/class_hints.tsv")).is_ok());
    }

    #[test]
    fn words_and_parts_are_found() {
        let hints = |tag, attributes| Reader::new().hints(tag, &mut Attributes::new(attributes));
        assert_eq!(hints(Tag::Div, b" class=\"ad article-meta\""), Hint::ADVERT | Hint::BYLINE | Hint::CONTENT);
        assert!(!hints(Tag::Div, b" class=header-reads").any(Hint::ADVERT));
        assert_eq!(hints(Tag::Div, b" style='color:red; display : none'"), Hint::UNSEEN);
        assert_eq!(hints(Tag::A, b" href=/x"), Hint::HREF);
    }
}
