//! Character references: `&amp;`, `&#1575;`, `&#x627;`.
//!
//! In: raw text. Out: the text meant, borrowed when nothing changed. Source: WHATWG HTML, "named character references"
//! and "numeric character reference end state".

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use memchr::memchr;

/// Longest name in the standard's table.
const LONGEST: usize = 33;

static NAMED: LazyLock<HashMap<&'static str, String>> = LazyLock::new(|| {
    let rows = include_str!("../../../lexicon/entities.tsv").lines().skip(2).filter_map(|line| line.split_once('\t'));
    let scalar = |hex: &str| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
    rows.map(|(name, codes)| (name, codes.split(' ').filter_map(scalar).collect())).collect()
});

/// Decodes the references of a text, or of an attribute's value, where a name before a letter, a digit or `=` needs its `;`.
pub(super) fn decode(raw: &str, in_attribute: bool) -> Cow<'_, str> {
    let Some(first) = memchr(b'&', raw.as_bytes()) else {
        return Cow::Borrowed(raw);
    };
    let mut out = String::with_capacity(raw.len());
    let (mut done, mut next) = (0, Some(first));
    while let Some(at) = next {
        out.push_str(&raw[done..at]);
        done = at + push_reference(&raw[at..], in_attribute, &mut out);
        next = memchr(b'&', &raw.as_bytes()[done..]).map(|i| done + i);
    }
    out.push_str(&raw[done..]);
    Cow::Owned(out)
}

/// Appends what the `&` that `raw` begins with means; gives the bytes it took.
fn push_reference(raw: &str, in_attribute: bool, out: &mut String) -> usize {
    let taken = match raw.as_bytes().get(1) {
        Some(b'#') => numeric(raw, out),
        Some(b) if b.is_ascii_alphabetic() => named(raw, in_attribute, out),
        _ => None,
    };
    taken.unwrap_or_else(|| {
        out.push('&');
        1
    })
}

fn numeric(raw: &str, out: &mut String) -> Option<usize> {
    let (radix, start) = if raw.as_bytes().get(2)? | 32 == b'x' { (16, 3) } else { (10, 2) };
    let digits = raw[start..].bytes().take_while(|b| (*b as char).is_digit(radix)).count();
    if digits == 0 {
        return None;
    }
    let code = raw[start..start + digits]
        .bytes()
        .fold(0u32, |code, b| code.saturating_mul(radix).saturating_add((b as char).to_digit(radix).unwrap_or(0)));
    out.push(scalar(code));
    let end = start + digits;
    Some(end + usize::from(raw.as_bytes().get(end) == Some(&b';')))
}

/// The scalar a number stands for: windows-1252 in the C1 range, U+FFFD for what is no scalar.
fn scalar(code: u32) -> char {
    const C1: [u16; 32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ];
    match code {
        0 => '\u{FFFD}',
        0x80..=0x9F => char::from_u32(u32::from(C1[code as usize - 0x80])).unwrap_or('\u{FFFD}'),
        _ => char::from_u32(code).unwrap_or('\u{FFFD}'),
    }
}

fn named(raw: &str, in_attribute: bool, out: &mut String) -> Option<usize> {
    let bytes = &raw.as_bytes()[1..];
    let len = bytes.iter().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric()).count();
    if bytes.get(len) == Some(&b';')
        && let Some(text) = lookup(&raw[1..len + 2])
    {
        out.push_str(text);
        return Some(len + 2);
    }
    // Without a semicolon the longest name that needs none counts.
    for len in (2..=len).rev() {
        if let Some(text) = lookup(&raw[1..=len]) {
            let follows = bytes.get(len).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'=');
            if in_attribute && follows {
                return None;
            }
            out.push_str(text);
            return Some(len + 1);
        }
    }
    None
}

fn lookup(name: &str) -> Option<&'static str> {
    match name {
        "amp;" => Some("&"),
        "nbsp;" => Some("\u{A0}"),
        "quot;" => Some("\""),
        "lt;" => Some("<"),
        "gt;" => Some(">"),
        "raquo;" => Some("»"),
        "laquo;" => Some("«"),
        "rsquo;" => Some("’"),
        _ => NAMED.get(name).map(String::as_str),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded_as_the_standard_says() {
        for (raw, text) in [
            ("a &amp; b", "a & b"),
            ("&#1575;&#x644;", "ال"),
            ("&#147;&#0;&#xD800;&#9999999999;", "“\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("&notit; &notin; &copy2025 &amp", "¬it; ∉ ©2025 &"),
            ("&; & &x; &#; &#x;", "&; & &x; &#; &#x;"),
            ("&NotEqualTilde;", "≂\u{338}"),
        ] {
            assert_eq!(decode(raw, false), text);
        }
    }

    #[test]
    fn addresses_keep_their_parameters() {
        assert_eq!(decode("?a=1&copy=2&amp;lang=ar", true), "?a=1&copy=2&lang=ar");
    }
}
