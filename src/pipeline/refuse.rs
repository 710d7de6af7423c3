//! Inputs that are no page at all: their record says so and holds nothing else.

use crate::record::{Kind, Record, SCHEMA, Warning};

use super::{content_hash, near_hash};

/// Warning codes of inputs that gave nothing to read.
const REFUSALS: [&str; 4] = ["empty_input", "binary_input", "too_large", "internal_error"];

/// How files of other kinds begin, and what they are.
const SIGNATURES: [(&[u8], &str); 12] = [
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, a film or a WebP picture"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"),
];

/// Bytes looked at for control characters.
const LOOKED_AT: usize = 8192;

/// Of a hundred bytes, the control characters that no text in any charset holds; compressed data has some ten.
const TOO_MANY_CONTROLS: usize = 5;

/// Why the bytes cannot be a page, if they cannot.
pub(super) fn refusal(bytes: &[u8]) -> Option<Warning> {
    if bytes.is_empty() {
        return Some(Warning::new("empty_input", "the input has no bytes; fetch the page again"));
    }
    let known = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, what)| *what);
    let what = known.or_else(|| is_noise(bytes).then_some("binary data"))?;
    Some(Warning::new("binary_input", format!("this is {what}, not a page; turn it into HTML or plain text first")))
}

/// The control characters that are counted, by byte.
static IS_CONTROL: [bool; 256] = {
    let (mut table, mut byte) = ([false; 256], 0);
    while byte < table.len() {
        table[byte] = matches!(byte, 1..=5 | 7 | 8 | 14..=26 | 28..=31 | 127);
        byte += 1;
    }
    table
};

/// Whether the bytes hold more control characters than text does. NUL and 6 are not counted: they are every second byte of
/// UTF-16, of its Latin and of its Arabic letters.
fn is_noise(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let controls = head.iter().filter(|b| IS_CONTROL[usize::from(**b)]).count();
    let nothing = head.iter().all(|b| *b == 0);
    nothing || controls * 100 > head.len() * TOO_MANY_CONTROLS
}

/// The record of an input that gave no page: kind `empty`, and a warning that says why.
pub fn refused(source: &str, warning: Warning) -> Record {
    Record {
        schema: SCHEMA.to_owned(),
        source: source.to_owned(),
        kind: Kind::Empty,
        content_hash: content_hash(""),
        near_hash: near_hash(""),
        warnings: vec![warning],
        url: None,
        canonical_url: None,
        site: None,
        fetched_at: None,
        title: None,
        authors: Vec::new(),
        published: None,
        modified: None,
        section: None,
        tags: Vec::new(),
        language: None,
        text: String::new(),
        stripped: Vec::new(),
        claims: Vec::new(),
    }
}

/// Whether the record is of an input that gave no page to read, rather than of a page that says little.
pub fn is_refused(record: &Record) -> bool {
    record.warnings.iter().any(|w| REFUSALS.contains(&w.code.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> Option<String> {
        refusal(bytes).map(|w| w.code)
    }

    #[test]
    fn what_is_no_page_is_refused() {
        assert_eq!(code(b"").as_deref(), Some("empty_input"));
        assert_eq!(code(b"\x1f\x8b\x08\x00junk").as_deref(), Some("binary_input"));
        assert_eq!(code(&[0; 100]).as_deref(), Some("binary_input"));
        let noise: Vec<u8> = (0..4000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(code(&noise).as_deref(), Some("binary_input"));
    }

    #[test]
    fn every_charset_of_arabic_passes() {
        let text = "بلغ عدد المتابعين 5 ملايين\n";
        assert_eq!(code(text.as_bytes()), None);
        assert_eq!(code(&encoding_rs::WINDOWS_1256.encode(text).0), None);
        assert_eq!(code(&encoding_rs::ISO_8859_6.encode(text).0), None);
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(code(&wide), None);
        assert_eq!(code("نص\0 فيه أصفار\0 كثيرة\0".as_bytes()), None);
    }
}
