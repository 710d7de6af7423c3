//! Decoding: which charset the bytes are really in.
//!
//! In: bytes, and what the header said. Out: text, and warnings when the charset was guessed or bytes were lost.
//! May import: record.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};

use super::mojibake::undo;
use crate::record::Warning;

/// How far into a page a declaration is looked for, in bytes.
const DECLARATION: usize = 8192;
/// Most bytes that a guess looks at.
const GUESS: usize = 1 << 18;
/// Share of broken sequences among non-ASCII bytes up to which text is taken for damaged UTF-8, one in.
const DAMAGED: usize = 20;

/// Decodes a page or a text. A byte-order mark wins; then bytes that are valid UTF-8 are UTF-8 whatever is declared;
/// then what is declared holds unless the bytes speak against it.
pub(super) fn decode<'b>(bytes: &'b [u8], content_type: Option<&str>) -> (Cow<'b, str>, Vec<Warning>) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return read(encoding, bytes.get(mark..).unwrap_or_default(), false);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return read(encoding, bytes, true);
    }
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) => meant(text),
        Err(_) => legacy(bytes, content_type),
    }
}

/// Valid UTF-8 as it was meant: somebody may have read it by the wrong charset and saved what he saw.
fn meant(text: &str) -> (Cow<'_, str>, Vec<Warning>) {
    let Some((meant, fault)) = undo(text) else { return (Cow::Borrowed(text), Vec::new()) };
    let names = (fault.meant.name(), fault.taken.name());
    let detail = format!("text of the page was {} read as {} and saved again, which was undone", names.0, names.1);
    let mut warnings = vec![Warning::new("mojibake_undone", detail)];
    if meant.contains('\u{FFFD}') {
        warnings.push(replaced(&meant, fault.meant));
    }
    (Cow::Owned(meant), warnings)
}

fn legacy<'b>(bytes: &'b [u8], content_type: Option<&str>) -> (Cow<'b, str>, Vec<Warning>) {
    if is_damaged_utf8(bytes) {
        return read(UTF_8, bytes, false);
    }
    let declared = declared(bytes, content_type).filter(|e| *e != UTF_8);
    match (arabic(bytes), declared) {
        (Some(found), said) => read(found, bytes, said != Some(found)),
        (None, Some(said)) => read(said, bytes, false),
        (None, None) => read(guess(bytes), bytes, true),
    }
}

fn read<'b>(encoding: &'static Encoding, bytes: &'b [u8], guessed: bool) -> (Cow<'b, str>, Vec<Warning>) {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let mut warnings = Vec::new();
    if guessed {
        let detail = format!("the page does not say its charset, or not rightly; read as {}", encoding.name());
        warnings.push(Warning::new("charset_guessed", detail));
    }
    if broken {
        warnings.push(replaced(&text, encoding));
    }
    (text, warnings)
}

fn replaced(text: &str, encoding: &'static Encoding) -> Warning {
    let lost = text.chars().filter(|c| *c == '\u{FFFD}').count();
    let share = 100.0 * lost as f64 / text.chars().count().max(1) as f64;
    let detail = format!("{lost} characters ({share:.2}%) are not {} and were replaced", encoding.name());
    Warning::new("replaced_characters", detail)
}

/// UTF-16 without a mark shows by zero bytes on one side of the ASCII characters in its markup.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(1024))?;
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = head.len() / 8;
    match head.len() >= 16 {
        true if odd > many && even * 8 < odd => Some(UTF_16LE),
        true if even > many && odd * 8 < even => Some(UTF_16BE),
        _ => unmarked_arabic_utf16(head),
    }
}

/// Arabic text in UTF-16 without ASCII: every other byte is 06.
fn unmarked_arabic_utf16(head: &[u8]) -> Option<&'static Encoding> {
    let sixes = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 6).count();
    let (even, odd, many) = (sixes(0), sixes(1), head.len() * 3 / 8);
    match head.len() >= 16 {
        true if odd > many => Some(UTF_16LE),
        true if even > many => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether most non-ASCII bytes form UTF-8 sequences, so that the rest is damage.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut broken, mut other) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        broken += usize::from(!chunk.invalid().is_empty());
        other += chunk.valid().bytes().filter(|b| !b.is_ascii()).count();
    }
    other > 0 && broken * DAMAGED <= other
}

/// Arabic in one byte a letter: the article «ال» is C7 E1 in windows-1256 and C7 E4 in ISO-8859-6, and neither pair
/// means anything in Western charsets. Among non-ASCII bytes of Arabic prose it is one pair in some twenty.
fn arabic(bytes: &[u8]) -> Option<&'static Encoding> {
    let (mut windows, mut iso, mut high, mut before) = (0usize, 0usize, 0usize, 0u8);
    for &byte in bytes {
        match (before, byte) {
            (0xC7, 0xE1) => windows += 1,
            (0xC7, 0xE4) => iso += 1,
            _ => {}
        }
        high += usize::from(byte >= 0x80);
        before = byte;
    }
    let best = if windows >= iso { (windows, WINDOWS_1256) } else { (iso, ISO_8859_6) };
    (best.0 > 0 && best.0 * 80 >= high).then_some(best.1)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let high = bytes.iter().position(|b| *b >= 0x80).unwrap_or(0);
    let end = bytes.len().min(high + GUESS);
    detector.feed(bytes.get(high..end).unwrap_or_default(), true);
    detector.guess(None, Utf8Detection::Deny)
}

/// The charset that the header or the page's own declaration names.
fn declared(bytes: &[u8], content_type: Option<&str>) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(DECLARATION)).unwrap_or_default();
    let from_header = content_type.and_then(|h| label(h.as_bytes()));
    // Where both name Western Europe or nothing, the more specific of the two is worth more.
    from_header.filter(|e| *e != WINDOWS_1252).or_else(|| label(head)).or(from_header)
}

/// The first charset named by `charset=` or `encoding=` in some bytes.
fn label(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut rest = bytes;
    while let Some(at) = memchr::memchr(b'=', rest) {
        let (before, after) = (rest.get(..at)?, rest.get(at + 1..)?);
        let names = |word: &[u8]| ends_with_word(before, word);
        if let Some(found) = (names(b"charset") || names(b"encoding")).then(|| named(after)).flatten() {
            return Some(found);
        }
        rest = after;
    }
    None
}

fn ends_with_word(bytes: &[u8], word: &[u8]) -> bool {
    let bytes = bytes.trim_ascii_end();
    bytes.len() >= word.len() && bytes[bytes.len() - word.len()..].eq_ignore_ascii_case(word)
}

fn named(value: &[u8]) -> Option<&'static Encoding> {
    let value = value.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
    let end = value.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_.:".contains(b))).unwrap_or(value.len());
    Encoding::for_label(value.get(..end)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "قالت الوزارة إن الصفحة بلغت مليون متابع";

    fn codes(warnings: &[Warning]) -> Vec<&str> {
        warnings.iter().map(|w| w.code.as_str()).collect()
    }

    #[test]
    fn arabic_charsets_are_found_whatever_is_declared() {
        for encoding in [WINDOWS_1256, ISO_8859_6] {
            for meta in ["", "<meta charset=utf-8>", "<meta charset=\"iso-8859-1\">", "<meta charset='windows-1252'>"] {
                let bytes = encoding.encode(&format!("{meta}{LINE}")).0.into_owned();
                let (text, warnings) = decode(&bytes, None);
                assert_eq!(text, format!("{meta}{LINE}"), "{}", encoding.name());
                assert_eq!(codes(&warnings), ["charset_guessed"]);
            }
        }
    }

    #[test]
    fn utf8_called_latin_stays_utf8() {
        assert_eq!(decode(LINE.as_bytes(), Some("text/html; charset=iso-8859-1")), (LINE.into(), Vec::new()));
    }

    #[test]
    fn utf16_needs_no_mark() {
        for page in [format!("<p>{LINE}</p>"), LINE.to_owned()] {
            let little: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = page.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(decode(&little, None).0, page);
            assert_eq!(decode(&big, None).0, page);
        }
    }

    #[test]
    fn damage_is_counted() {
        let mut bytes = LINE.repeat(5).into_bytes();
        bytes.insert(0, 0xFF);
        let (text, warnings) = decode(&bytes, None);
        assert_eq!((text.chars().next(), codes(&warnings)), (Some('\u{FFFD}'), vec!["replaced_characters"]));
    }

    #[test]
    fn western_text_is_not_taken_for_arabic() {
        let line = "Le garçon a été reçu à l'école, où l'élève étudie déjà";
        let bytes = WINDOWS_1252.encode(line).0.into_owned();
        assert_eq!(decode(&bytes, None).0, line);
    }
}
