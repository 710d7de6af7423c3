//! What a page is written in: HTML or plain text, told by its name or, failing that, by its first bytes.

use std::path::Path;

/// How the bytes of a page are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Mark-up.
    Html,
    /// Plain text, which may carry a page's boilerplate around the article.
    Text,
}

/// Bytes looked at for a sign of mark-up: past the longest licence comment before a doctype.
const SNIFFED: usize = 4096;

/// Tags that plain text does not hold by chance, lower case.
const TAGS: [&str; 12] =
    ["!doctype", "!--", "?xml", "html", "head", "body", "div", "p", "meta", "title", "script", "table"];

impl Form {
    /// The form that a file's name promises; `None` when the name says nothing.
    pub fn of_name(path: &Path) -> Option<Form> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        // Crawlers keep the query in the name: `story.html?page=2`.
        match extension.split('?').next()? {
            "html" | "htm" | "xhtml" | "xht" | "shtml" => Some(Form::Html),
            "txt" | "text" => Some(Form::Text),
            _ => None,
        }
    }

    /// The form that a `Content-Type` header promises; plain text is left open, as servers call much HTML so.
    pub fn of_media_type(content_type: &str) -> Option<Form> {
        let name = content_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
        matches!(name.as_str(), "text/html" | "application/xhtml+xml").then_some(Form::Html)
    }

    /// The form that the bytes themselves show. NUL bytes are passed over, so UTF-16 mark-up is seen too.
    pub fn of_bytes(bytes: &[u8]) -> Form {
        let head = bytes.iter().take(SNIFFED).filter(|b| **b != 0).map(u8::to_ascii_lowercase);
        let head: Vec<u8> = head.collect();
        let opened = head.split(|b| *b == b'<').skip(1);
        if opened.into_iter().any(opens_tag) { Form::Html } else { Form::Text }
    }
}

/// Whether what follows a `<` is one of [`TAGS`], ended as a tag's name ends.
fn opens_tag(rest: &[u8]) -> bool {
    TAGS.iter().any(|tag| {
        let after = rest.strip_prefix(tag.as_bytes()).map(|r| r.first());
        after.is_some_and(|next| tag.starts_with('!') || next.is_none_or(|b| b" \t\r\n/>".contains(b)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_form() {
        assert_eq!(Form::of_name(Path::new("a/B.HTM")), Some(Form::Html));
        assert_eq!(Form::of_name(Path::new("a/b.txt")), Some(Form::Text));
        assert_eq!(Form::of_name(Path::new("a/b.html?page=2")), Some(Form::Html));
        assert_eq!(Form::of_name(Path::new("a/b.orig")), None);
    }

    #[test]
    fn bytes_tell_the_form_when_the_name_does_not() {
        assert_eq!(Form::of_bytes(b"\xEF\xBB\xBF <!DOCTYPE html><title>x"), Form::Html);
        assert_eq!(Form::of_bytes("<p>نص</p>".as_bytes()), Form::Html);
        assert_eq!(Form::of_bytes("خبر: 5 < 7 و <3".as_bytes()), Form::Text);
        assert_eq!(Form::of_bytes(b""), Form::Text);
    }

    #[test]
    fn utf_16_markup_is_seen() {
        let wide: Vec<u8> = "<html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(Form::of_bytes(&wide), Form::Html);
    }
}
