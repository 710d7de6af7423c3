//! The address that a page declares, found without reading the page.
//!
//! In: bytes. Out: the canonical address. May import: page.

use std::sync::LazyLock;

use regex::bytes::Regex;

use super::tree::attribute_of;

/// Bytes in which it is looked for: heads with much script are some 100 KB.
const LOOKED_AT: usize = 256 << 10;

/// Ends at the longest such tag that is worth reading.
static TAG: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i-u)<(?:link|meta)\s[^>]{0,1000}>").ok());

/// The page's own address as `rel=canonical` or `og:url` give it, the former first.
pub fn declared_address(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let mut shared = None;
    for tag in TAG.as_ref()?.find_iter(head) {
        let is = |name, value: &str| attribute_of(tag.as_bytes(), name).is_some_and(|v| v.eq_ignore_ascii_case(value));
        if is("rel", "canonical") {
            return attribute_of(tag.as_bytes(), "href");
        }
        if shared.is_none() && (is("property", "og:url") || is("name", "og:url")) {
            shared = attribute_of(tag.as_bytes(), "content");
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_canonical_address_goes_first() {
        let og = r#"<META content='https://a.example/2' property="og:url">"#;
        let canonical = r#"<link href=https://a.example/1 rel="canonical"/>"#;
        assert_eq!(declared_address(format!("{og}{canonical}").as_bytes()).as_deref(), Some("https://a.example/1"));
        assert_eq!(declared_address(og.as_bytes()).as_deref(), Some("https://a.example/2"));
        assert_eq!(declared_address(b"<link rel=stylesheet href=a.css><p>"), None);
    }
}
