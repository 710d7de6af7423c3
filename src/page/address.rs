//! The address that a page declares, found without reading the page.
//!
//! In: bytes. Out: the canonical address. May import: page.

use std::borrow::Cow;

use memchr::memchr;

use super::tree::attributes_of;

/// Bytes in which it is looked for: heads with much script are some 100 KB.
const LOOKED_AT: usize = 256 << 10;

/// Bytes behind the name of the longest such tag that is worth reading.
const LONGEST: usize = 1_000;

/// The page's own address as `rel=canonical` or `og:url` give it, the former first.
pub fn declared_address(bytes: &[u8]) -> Option<String> {
    let mut shared = None;
    find(bytes, &mut shared).or(shared)
}

/// What `rel=canonical` gives: of the beginning of a page the same as of all of it, where it is there.
pub fn canonical_address(bytes: &[u8]) -> Option<String> {
    find(bytes, &mut None)
}

/// What `rel=canonical` gives; `shared` is the first `og:url` before it.
fn find(bytes: &[u8], shared: &mut Option<String>) -> Option<String> {
    let head = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let mut at = 0;
    while let Some(start) = memchr(b'<', &head[at..]).map(|found| at + found) {
        let Some(tag) = tag(&head[start..]) else {
            at = start + 1;
            continue;
        };
        let [rel, property, name, href, content] = attributes_of(tag, ["rel", "property", "name", "href", "content"]);
        let is = |said: &Option<Cow<'_, str>>, value| said.as_ref().is_some_and(|s| s.eq_ignore_ascii_case(value));
        if is(&rel, "canonical") {
            return href.map(Cow::into_owned);
        }
        if shared.is_none() && (is(&property, "og:url") || is(&name, "og:url")) {
            *shared = content.map(Cow::into_owned);
        }
        at = start + tag.len();
    }
    None
}

/// The `link` or `meta` that a text begins with.
fn tag(text: &[u8]) -> Option<&[u8]> {
    let (name, rest) = text.get(1..)?.split_at_checked(4)?;
    let named = name.eq_ignore_ascii_case(b"link") || name.eq_ignore_ascii_case(b"meta");
    if !named || !rest.first()?.is_ascii_whitespace() {
        return None;
    }
    let end = memchr(b'>', &rest[..rest.len().min(LONGEST)])?;
    text.get(..=1 + name.len() + end)
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
        assert_eq!(canonical_address(og.as_bytes()), None);
        assert_eq!(canonical_address(canonical.as_bytes()), declared_address(canonical.as_bytes()));
        assert_eq!(declared_address(b"<link rel=stylesheet href=a.css><p>"), None);
    }
}
