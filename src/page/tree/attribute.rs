//! The attributes of a tag, after the WHATWG standard's states: quoted in all ways, broken ones too.
//!
//! In: what stands behind a tag's name. Out: names and raw values, and where the tag ends.
//! May import: nothing of marsad.

use memchr::memchr;

/// The attributes of a start tag, name and raw value, in order, up to the `>` that ends the tag.
pub(super) struct Attributes<'p> {
    rest: &'p [u8],
}

impl<'p> Attributes<'p> {
    /// The attributes that a text begins with, which stands behind a tag's name.
    pub fn new(text: &'p [u8]) -> Self {
        Self { rest: text }
    }

    /// What stands behind the attributes read so far: of all of them, a `>`, or nothing where the page ends first.
    pub fn rest(&self) -> &'p [u8] {
        self.rest
    }
}

impl<'p> Iterator for Attributes<'p> {
    type Item = (&'p [u8], &'p [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let between = |b: &u8| b.is_ascii_whitespace() || *b == b'/';
        let start = self.rest.iter().position(|b| !between(b)).unwrap_or(self.rest.len());
        self.rest = &self.rest[start..];
        let (first, more) = self.rest.split_first()?;
        if *first == b'>' {
            return None;
        }
        let name = 1 + more.iter().position(|b| between(b) || matches!(b, b'=' | b'>')).unwrap_or(more.len());
        let (name, rest) = self.rest.split_at(name);
        let assigned = rest.trim_ascii_start().strip_prefix(b"=").map(|value| value_of(value.trim_ascii_start()));
        let (value, rest) = assigned.unwrap_or((b"", rest));
        self.rest = rest;
        Some((name, value))
    }
}

/// The value that a text begins with, quoted or not, and what stands behind it.
fn value_of(text: &[u8]) -> (&[u8], &[u8]) {
    match text {
        [quote @ (b'"' | b'\''), inner @ ..] => {
            let len = memchr(*quote, inner).unwrap_or(inner.len());
            (&inner[..len], inner.get(len + 1..).unwrap_or_default())
        }
        _ => {
            let end = text.iter().position(|b| b.is_ascii_whitespace() || *b == b'>');
            text.split_at(end.unwrap_or(text.len()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<(String, String)>, String) {
        let owned = |part: &[u8]| String::from_utf8_lossy(part).into_owned();
        let mut attributes = Attributes::new(text.as_bytes());
        let all = attributes.by_ref().map(|(name, value)| (owned(name), owned(value))).collect();
        (all, owned(attributes.rest()))
    }

    #[test]
    fn values_are_quoted_in_all_ways() {
        let (all, rest) = read(r#" a="1>2" b='3' c=4 d = "5"e hidden/>text>"#);
        let pairs: Vec<(&str, &str)> = all.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        assert_eq!(pairs, [("a", "1>2"), ("b", "3"), ("c", "4"), ("d", "5"), ("e", ""), ("hidden", "")]);
        assert_eq!(rest, ">text>");
    }

    #[test]
    fn a_tag_that_the_page_cuts_has_no_end() {
        assert_eq!(read(" a=\"1>2").1, "");
        assert_eq!(read(" a").1, "");
        assert_eq!(read(" a=>x").1, ">x");
    }
}
