//! The heads of WARC records, and HTTP heads that cannot break out of them.

use std::fmt::{Display, Write};

use jiff::Timestamp;
use url::Url;

/// The first line of our records.
const VERSION: &str = "WARC/1.1\r\n";

/// A record's head while it is written.
pub(super) struct Head(String);

impl Head {
    pub(super) fn new(kind: &str) -> Self {
        let mut head = Self(VERSION.to_owned());
        head.field("WARC-Type", kind);
        head
    }

    /// Adds a field. Control characters in its value become spaces, so that no value opens a field of its own.
    pub(super) fn field(&mut self, name: &str, value: impl Display) {
        let value = value.to_string();
        let value: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        // Writing to a string cannot fail.
        let _ = write!(self.0, "{name}: {}\r\n", value.trim());
    }

    /// The whole head with the length of the block that follows.
    pub(super) fn end(mut self, length: usize) -> Vec<u8> {
        self.field("Content-Length", length);
        self.0.push_str("\r\n");
        self.0.into_bytes()
    }
}

/// A time as WARC writes it, to the second: older readers know no fractions, and a revisit must name its original by the same letters.
pub(super) fn date(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// An address without credentials and fragment, in the characters that a URI may have.
pub(super) fn target(uri: &str) -> String {
    let parsed = Url::parse(uri).map(|mut url| {
        // Both fail only where an address can have neither.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        url.set_fragment(None);
        url.into()
    });
    escape(&parsed.unwrap_or_else(|_| uri.to_owned()))
}

fn escape(uri: &str) -> String {
    let mut escaped = String::with_capacity(uri.len());
    for byte in uri.bytes() {
        if byte.is_ascii_graphic() && !b"<>\"".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

/// Headers that open doors, and so never reach an archive that may be given away.
const SECRETS: [&[u8]; 3] = [b"authorization:", b"proxy-authorization:", b"cookie:"];

/// An HTTP head in lines that end in CRLF, with the empty line at its end and no other; NUL and bare CR become spaces.
pub(super) fn http_head(head: &[u8]) -> Vec<u8> {
    let mut clean = Vec::with_capacity(head.len() + 2);
    for line in head.split(|b| *b == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() || SECRETS.iter().any(|s| line.len() >= s.len() && line[..s.len()].eq_ignore_ascii_case(s)) {
            continue;
        }
        clean.extend(line.iter().map(|b| if matches!(b, 0 | b'\r') { b' ' } else { *b }));
        clean.extend_from_slice(b"\r\n");
    }
    clean.extend_from_slice(b"\r\n");
    clean
}

/// The fields of a head, WARC's or HTTP's, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads lines after the first up to an empty one. Lines may end in CRLF or LF and go on in a line that begins with a space; one
    /// without a colon is passed over. Bytes beyond UTF-8 are replaced.
    pub(super) fn read(lines: &[u8]) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in lines.split(|b| *b == b'\n').map(<[u8]>::trim_ascii_end).take_while(|line| !line.is_empty()) {
            let text = String::from_utf8_lossy(line);
            if text.starts_with([' ', '\t']) {
                fields.last_mut().into_iter().for_each(|(_, value)| *value = format!("{value} {}", text.trim()));
            } else if let Some((name, value)) = text.split_once(':') {
                fields.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
        Self(fields)
    }

    /// The first value under a name, in whatever case it is written.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_cannot_open_a_field() {
        let mut head = Head::new("response");
        head.field("WARC-Target-URI", "http://a/\r\nWARC-Type: warcinfo\0");
        let head = String::from_utf8(head.end(0)).unwrap();
        assert_eq!(head.matches("\r\n").count(), 5, "{head}");
        assert!(head.contains("WARC-Target-URI: http://a/  WARC-Type: warcinfo\r\n"), "{head}");
    }

    #[test]
    fn an_address_is_cleaned() {
        assert_eq!(target("http://u:p@a.example/x y#z"), "http://a.example/x%20y");
        assert_eq!(target("no\r\naddress <ب>"), "no%0D%0Aaddress%20%3C%D8%A8%3E");
    }

    #[test]
    fn a_head_ends_where_it_ends() {
        let head = http_head(b"HTTP/1.1 200 OK\nA: b\rc\0d\r\n\r\nB: e\r\nauthorization: Basic eA==\r\n\r\n");
        assert_eq!(head, b"HTTP/1.1 200 OK\r\nA: b c d\r\nB: e\r\n\r\n");
    }
}
