//! The tokenizer: bytes into tags and text, after the WHATWG standard's states that matter to text.
//!
//! In: the page as text. Out: one [`Token`] after the other; nothing is copied.
//! May import: nothing of marsad.

use std::ops::Range;

use memchr::{memchr, memmem};

use super::tag::Tag;
use crate::page::steps::step;

/// One piece of markup. Ranges are byte ranges of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Text with its entities as written.
    Text(Range<usize>),
    /// A start tag: its name, its attributes.
    Start(Tag, Range<usize>, Range<usize>),
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
}

impl<'p> Scanner<'p> {
    pub fn new(page: &'p str) -> Self {
        Self { page: page.as_bytes(), at: 0, raw: None, cut: false }
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
        let end = self.tag_end(name.end)?;
        Some(Token::Start(tag, name.clone(), name.end..end))
    }

    fn end_tag(&mut self) -> Option<Option<Token>> {
        match self.page.get(self.at + 2) {
            Some(b) if b.is_ascii_alphabetic() => {
                let name = self.name(self.at + 2);
                let tag = Tag::named(&self.page[name.clone()]);
                Some(self.tag_end(name.end).map(|_| Token::End(tag, name)))
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

    /// Moves past the `>` that ends a tag and gives its place; `None` when the page ends first.
    fn tag_end(&mut self, mut at: usize) -> Option<usize> {
        let end = loop {
            // Names are short: to look at their bytes one by one is quicker than to prepare for more.
            let rest = self.page.get(at..).unwrap_or_default();
            match rest.iter().position(|b| matches!(b, b'>' | b'=')) {
                None => {
                    self.at = self.page.len();
                    self.cut = true;
                    return None;
                }
                Some(found) if rest[found] == b'>' => break at + found,
                Some(found) => at = self.value_end(at + found + 1),
            }
        };
        self.at = end + 1;
        Some(end)
    }

    /// The end of the attribute value that starts after the `=` before `at`.
    fn value_end(&self, at: usize) -> usize {
        let rest = self.page.get(at..).unwrap_or_default();
        let blanks = rest.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(rest.len());
        match rest.get(blanks) {
            Some(quote @ (b'"' | b'\'')) => {
                let inner = &rest[blanks + 1..];
                memchr(*quote, inner).map_or(self.page.len(), |len| at + blanks + len + 2)
            }
            Some(b'>') | None => at + blanks,
            Some(_) => {
                let value = &rest[blanks..];
                let len = value.iter().position(|b| b.is_ascii_whitespace() || *b == b'>').unwrap_or(value.len());
                at + blanks + len
            }
        }
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

/// The attributes of a start tag, name and raw value, in order.
pub(super) struct Attributes<'p> {
    rest: &'p [u8],
}

impl<'p> Attributes<'p> {
    pub fn new(attributes: &'p [u8]) -> Self {
        Self { rest: attributes }
    }
}

impl<'p> Iterator for Attributes<'p> {
    type Item = (&'p [u8], &'p [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.rest.iter().position(|b| !b.is_ascii_whitespace() && *b != b'/')?;
        let rest = &self.rest[start..];
        let name = 1 + rest[1..]
            .iter()
            .position(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'='))
            .unwrap_or(rest.len() - 1);
        let (name, rest) = rest.split_at(name);
        let after = rest.trim_ascii_start();
        match after.strip_prefix(b"=") {
            None => {
                self.rest = rest;
                Some((name, b""))
            }
            Some(value) => {
                let (value, rest) = value_of(value.trim_ascii_start());
                self.rest = rest;
                Some((name, value))
            }
        }
    }
}

fn value_of(value: &[u8]) -> (&[u8], &[u8]) {
    match value.first() {
        Some(quote @ (b'"' | b'\'')) => {
            let inner = &value[1..];
            let len = memchr(*quote, inner).unwrap_or(inner.len());
            (&inner[..len], inner.get(len + 1..).unwrap_or_default())
        }
        _ => value.split_at(value.iter().position(u8::is_ascii_whitespace).unwrap_or(value.len())),
    }
}
