//! The marks of an XML file, one after the other, however broken the file is.
//!
//! Nothing is expanded but the five entities of XML and character references, so there is no bomb to go off; a declaration of a document type is passed over. What
//! is not closed ends where the next mark begins; what is longer than [`MAX_PIECE`] is cut.

use std::borrow::Cow;
use std::io::{self, BufRead};

use memchr::{memchr, memmem};

/// Bytes kept of one mark or one stretch of text.
const MAX_PIECE: usize = 64 << 10;

/// One mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// `<name attributes>`; `empty` when it ends in `/>`.
    Open { name: String, attributes: String, empty: bool },
    /// `</name>`
    Close { name: String },
    /// Text with its references replaced, or what stands in CDATA.
    Text(String),
}

/// A file that is read from its beginning.
pub(super) struct Marks<R> {
    source: R,
    piece: Vec<u8>,
    /// Whether the `<` of the next mark has been read.
    at_mark: bool,
}

impl<R: BufRead> Marks<R> {
    pub(super) fn new(source: R) -> Self {
        Self { source, piece: Vec::new(), at_mark: false }
    }

    /// The next mark; nothing at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Mark>> {
        loop {
            self.piece.clear();
            if !self.at_mark {
                self.at_mark = self.read_to(b'<')?;
                if !self.piece.is_empty() {
                    return Ok(Some(Mark::Text(unescaped(&String::from_utf8_lossy(&self.piece)).into_owned())));
                }
                if !self.at_mark {
                    return Ok(None);
                }
                continue;
            }
            self.at_mark = false;
            if !self.read_mark()? {
                return Ok(None);
            }
            if let Some(mark) = mark(&self.piece) {
                return Ok(Some(mark));
            }
        }
    }

    /// Reads on to the byte and over it, keeping what fits; gives whether it came.
    fn read_to(&mut self, end: u8) -> io::Result<bool> {
        loop {
            let held = self.source.fill_buf()?;
            if held.is_empty() {
                return Ok(false);
            }
            let at = memchr(end, held);
            let taken = &held[..at.unwrap_or(held.len())];
            let room = MAX_PIECE - self.piece.len().min(MAX_PIECE);
            self.piece.extend_from_slice(&taken[..taken.len().min(room)]);
            // Of what does not fit, the end is kept, for it tells whether a comment ends here.
            if taken.len() > room {
                let tail = &taken[taken.len().saturating_sub(2)..];
                self.piece.truncate(MAX_PIECE);
                self.piece.extend_from_slice(tail);
            }
            let read = taken.len() + usize::from(at.is_some());
            self.source.consume(read);
            if at.is_some() {
                return Ok(true);
            }
        }
    }

    /// Reads a mark up to its own `>`: one inside a comment, CDATA, a declaration or a quoted value is not it.
    fn read_mark(&mut self) -> io::Result<bool> {
        while self.read_to(b'>')? {
            if is_whole(&self.piece) {
                return Ok(true);
            }
            self.piece.push(b'>');
        }
        Ok(false)
    }
}

fn is_whole(piece: &[u8]) -> bool {
    if piece.starts_with(b"!--") {
        piece.len() >= 5 && piece.ends_with(b"--")
    } else if piece.starts_with(b"![CDATA[") {
        piece.ends_with(b"]]")
    } else if piece.starts_with(b"!") {
        !piece.contains(&b'[') || piece.trim_ascii_end().ends_with(b"]")
    } else {
        // A quote that is never closed must not eat the file.
        piece.len() >= MAX_PIECE || !in_quotes(piece)
    }
}

/// Whether the end of a tag stands in a quoted value: values begin behind an equals sign.
fn in_quotes(tag: &[u8]) -> bool {
    let (mut quote, mut before) = (None, b' ');
    for &byte in tag {
        match quote {
            Some(open) if byte == open => quote = None,
            None if before == b'=' && (byte == b'"' || byte == b'\'') => quote = Some(byte),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    quote.is_some()
}

fn mark(piece: &[u8]) -> Option<Mark> {
    if let Some(data) = piece.strip_prefix(b"![CDATA[") {
        return Some(Mark::Text(String::from_utf8_lossy(data.strip_suffix(b"]]").unwrap_or(data)).into_owned()));
    }
    // No mark holds another's beginning: what stands before it was never closed.
    let piece = if piece.starts_with(b"!") { piece } else { piece.rsplit(|b| *b == b'<').next().unwrap_or(piece) };
    let text = String::from_utf8_lossy(piece);
    if let Some(name) = text.strip_prefix('/') {
        return Some(Mark::Close { name: name.trim().to_owned() });
    }
    if !text.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return None;
    }
    let body = text.trim_end();
    let empty = body.ends_with('/');
    let body = body.strip_suffix('/').unwrap_or(body);
    let (name, attributes) = body.split_once(char::is_whitespace).unwrap_or((body, ""));
    Some(Mark::Open { name: name.to_owned(), attributes: attributes.to_owned(), empty })
}

/// The value of an attribute, by its full name.
pub(super) fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    while let Some((before, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, next) = match quote {
            Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            None => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        if before.trim().rsplit(char::is_whitespace).next() == Some(name) {
            return Some(unescaped(value).into_owned());
        }
        rest = next;
    }
    None
}

/// The text with the five entities of XML and character references replaced; whatever else begins with `&` stays as it is.
fn unescaped(text: &str) -> Cow<'_, str> {
    if memmem::find(text.as_bytes(), b"&").is_none() {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let known = after.get(..after.len().min(12)).unwrap_or(after).split_once(';');
        match known.and_then(|(name, _)| Some((name, character(name)?))) {
            Some((name, character)) => {
                plain.push(character);
                rest = &after[name.len() + 1..];
            }
            None => {
                plain.push('&');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(xml: &str) -> Vec<String> {
        let mut marks = Marks::new(xml.as_bytes());
        let said = |mark| match mark {
            Mark::Open { name, attributes, empty } => format!("<{name}|{attributes}{}>", if empty { "/" } else { "" }),
            Mark::Close { name } => format!("</{name}>"),
            Mark::Text(text) => text,
        };
        std::iter::from_fn(|| marks.next().unwrap()).map(said).collect()
    }

    #[test]
    fn marks_of_all_kinds() {
        assert_eq!(
            marks(
                "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b \"c\">]><a b='1>2' c>x &amp; &#x62;&b;<!-- <d> > --></a ><e/>"
            ),
            ["<a|b='1>2' c>", "x & b&b;", "</a>", "<e|/>"]
        );
        assert_eq!(marks("<![CDATA[<a>&amp;]]><b\n  c = \"d\" />"), ["<a>&amp;", "<b|  c = \"d\" />"]);
        assert_eq!(marks("1 < 2 <a>&nbsp;&;&#0;&#xD800;&"), ["1 ", "<a|>", "&nbsp;&;\0&#xD800;&"]);
        assert_eq!(marks("<a"), Vec::<String>::new());
    }

    #[test]
    fn attributes_are_found_by_their_full_name() {
        let attributes = "rel=alternate xml:base = 'http://a/?b&amp;c=d' href=\"e\"";
        assert_eq!(attribute(attributes, "xml:base").as_deref(), Some("http://a/?b&c=d"));
        assert_eq!(attribute(attributes, "href").as_deref(), Some("e"));
        assert_eq!(attribute(attributes, "rel").as_deref(), Some("alternate"));
        assert_eq!(attribute(attributes, "base"), None);
    }

    #[test]
    fn what_is_long_is_cut_and_the_rest_is_read() {
        let long = "x".repeat(MAX_PIECE * 3);
        let xml = format!("<a>{long}</a><!--{long}--><b {long}/><c d='{long}><e>");
        let read = marks(&xml);
        assert_eq!(read[1].len(), MAX_PIECE + 2);
        assert_eq!(read[2], "</a>");
        assert!(read[3].starts_with("<b|") && read.last().unwrap() == "<e|>", "{}", read.len());
    }
}
