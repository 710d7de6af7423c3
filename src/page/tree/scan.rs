//! The tokenizer: bytes into tags and text, after the WHATWG standard's states that matter to text.
//!
//! In: the page as text. Out: one [`Token`] after the other; nothing is copied.
//! May import: page.

use std::ops::Range;

use memchr::{memchr, memmem};

use super::attribute::Attributes;
use super::hint::{Hint, Reader};
use super::tag::Tag;
use crate::page::steps::step;

/// One piece of markup. Ranges are byte ranges of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Text with its entities as written.
    Text(Range<usize>),
    /// A start tag: its name, its attributes, and what these suggest.
    Start(Tag, Range<usize>, Range<usize>, Hint),
    /// An end tag and its name.
    End(Tag, Range<usize>),
}

/// Reads tokens off a page.
pub(super) struct Scanner<'p> {
    page: &'p [u8],
    at: usize,
    /// The raw-text element whose content comes next.
    raw: Option<Tag>,
    /// Whether the page ended inside a tag or a comment.
    pub cut: bool,
    /// Reads the attributes of start tags.
    pub reader: Reader<'p>,
}

impl<'p> Scanner<'p> {
    pub fn new(page: &'p str) -> Self {
        Self { page: page.as_bytes(), at: 0, raw: None, cut: false, reader: Reader::new() }
    }

    /// Makes the content of `tag` text up to its end tag.
    pub fn read_raw(&mut self, tag: Tag) {
        self.raw = Some(tag);
    }

    /// The next token, or `None` at the end.
    pub fn next(&mut self) -> Option<Token> {
        let from = self.at;
        let token = self.read();
        step(self.at - from);
        token
    }

    fn read(&mut self) -> Option<Token> {
        if let Some(text) = self.raw.take().and_then(|tag| self.raw_text(tag)) {
            return Some(text);
        }
        while self.at < self.page.len() {
            if self.page[self.at] == b'<'
                && let Some(step) = self.markup()
            {
                match step {
                    Some(token) => return Some(token),
                    None => continue,
                }
            }
            return Some(self.text());
        }
        None
    }

    /// Text up to the next `<` that opens markup.
    fn text(&mut self) -> Token {
        let start = self.at;
        let mut at = start + 1;
        while let Some(found) = self.page.get(at..).and_then(|rest| memchr(b'<', rest)) {
            at += found;
            if self.page.get(at + 1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'?')) {
                self.at = at;
                return Token::Text(start..at);
            }
            at += 1;
        }
        self.at = self.page.len();
        Token::Text(start..self.at)
    }

    /// At a `<`: `None` when it is text, `Some(None)` when it opened something without a token.
    fn markup(&mut self) -> Option<Option<Token>> {
        let next = *self.page.get(self.at + 1)?;
        match next {
            b'a'..=b'z' | b'A'..=b'Z' => Some(self.start_tag()),
            b'/' => self.end_tag(),
            b'!' => {
                self.skip_declaration();
                Some(None)
            }
            b'?' => {
                self.skip_past(b'>');
                Some(None)
            }
            _ => None,
        }
    }

    fn start_tag(&mut self) -> Option<Token> {
        let name = self.name(self.at + 1);
        let tag = Tag::named(&self.page[name.clone()]);
        let mut attributes = Attributes::new(&self.page[name.end..]);
        let hints = self.reader.hints(tag, &mut attributes);
        let end = self.tag_end(attributes)?;
        Some(Token::Start(tag, name.clone(), name.end..end, hints))
    }

    fn end_tag(&mut self) -> Option<Option<Token>> {
        match self.page.get(self.at + 2) {
            Some(b) if b.is_ascii_alphabetic() => {
                let name = self.name(self.at + 2);
                let tag = Tag::named(&self.page[name.clone()]);
                let attributes = Attributes::new(&self.page[name.end..]);
                Some(self.tag_end(attributes).map(|_| Token::End(tag, name)))
            }
            Some(_) => {
                self.skip_past(b'>');
                Some(None)
            }
            None => None,
        }
    }

    fn name(&self, start: usize) -> Range<usize> {
        let rest = &self.page[start..];
        let len = rest.iter().position(|b| matches!(b, b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r' | b'\x0C'));
        step(len.unwrap_or(rest.len()));
        start..start + len.unwrap_or(rest.len())
    }

    /// Moves past the `>` that ends a tag, behind whatever attributes are left, and gives its place; `None` when the page ends first.
    fn tag_end(&mut self, mut attributes: Attributes<'p>) -> Option<usize> {
        attributes.by_ref().for_each(drop);
        let end = self.page.len() - attributes.rest().len();
        self.at = (end + 1).min(self.page.len());
        self.cut |= end == self.page.len();
        (end < self.page.len()).then_some(end)
    }

    fn skip_past(&mut self, byte: u8) {
        let rest = &self.page[self.at..];
        self.at += memchr(byte, rest).map_or(rest.len(), |i| i + 1);
    }

    /// Comments, doctypes, and whatever else begins with `<!`.
    fn skip_declaration(&mut self) {
        let rest = &self.page[self.at..];
        if !rest.starts_with(b"<!--") {
            return self.skip_past(b'>');
        }
        let inner = &rest[4..];
        let len = if inner.starts_with(b">") {
            Some(1)
        } else if inner.starts_with(b"->") {
            Some(2)
        } else {
            comment_end(inner)
        };
        self.cut |= len.is_none();
        self.at += len.map_or(rest.len(), |len| len + 4);
    }

    /// The text of a raw-text element; stands before its end tag afterwards.
    fn raw_text(&mut self, tag: Tag) -> Option<Token> {
        let start = self.at;
        let mut at = start;
        while let Some(found) = self.page.get(at..).and_then(|rest| memmem::find(rest, b"</")) {
            at += found;
            let name = self.name(at + 2);
            if Tag::named(&self.page[name.clone()]) == tag && name.end < self.page.len() {
                self.at = at;
                return (at > start).then_some(Token::Text(start..at));
            }
            at += 2;
        }
        self.at = self.page.len();
        (self.at > start).then_some(Token::Text(start..self.at))
    }
}

/// Where a comment's text ends, past its closing mark: `-->` or `--!>`.
fn comment_end(inner: &[u8]) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = inner.get(at..).and_then(|rest| memmem::find(rest, b"--")) {
        at += found + 2;
        match inner.get(at..)? {
            [b'>', ..] => return Some(at + 1),
            [b'!', b'>', ..] => return Some(at + 2),
            _ => at -= 1,
        }
    }
    None
}
