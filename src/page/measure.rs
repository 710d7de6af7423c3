//! Measuring raw text without decoding it: letters, words, sentence marks.
//!
//! In: a text node as written in the page. Out: a [`Measure`].
//! May import: nothing of marsad.

use std::ops::AddAssign;

/// How much a text says, in any script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Measure {
    /// Letters and digits.
    pub letters: u32,
    /// Runs of them.
    pub words: u32,
    /// Marks that end a sentence, before a blank or the end.
    pub stops: u32,
    /// Commas and semicolons.
    pub commas: u32,
    /// Digits among the letters.
    pub digits: u32,
}

impl AddAssign for Measure {
    fn add_assign(&mut self, other: Measure) {
        self.letters += other.letters;
        self.words += other.words;
        self.stops += other.stops;
        self.commas += other.commas;
        self.digits += other.digits;
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Sign {
    Letter,
    Digit,
    Stop,
    Comma,
    Blank,
    /// Any other mark; and the bytes inside a character, which leave things as they are.
    Mark,
}

/// What each byte is, taken alone; letters of other scripts are told by their first byte.
const SIGNS: [Sign; 256] = {
    let mut signs = [Sign::Mark; 256];
    let mut b = 0;
    while b < 256 {
        signs[b] = match b as u8 {
            b'0'..=b'9' => Sign::Digit,
            b'a'..=b'z' | b'A'..=b'Z' | 0xC3..=0xE1 | 0xE3..=0xEF => Sign::Letter,
            b'.' | b'!' | b'?' => Sign::Stop,
            b',' | b';' => Sign::Comma,
            b' ' | b'\t' | b'\n' | b'\r' | 0x0C => Sign::Blank,
            _ => Sign::Mark,
        };
        b += 1;
    }
    signs
};

/// Measures a raw text.
pub(super) fn measure(raw: &str) -> Measure {
    let (bytes, mut m, mut at) = (raw.as_bytes(), Measure::default(), 0);
    let (mut in_word, mut stop) = (false, false);
    while let Some(&byte) = bytes.get(at) {
        // Runs of letters are nearly all there is.
        let (letters, past) = letters(&bytes[at..]);
        if letters > 0 {
            m.letters += letters as u32;
            m.words += u32::from(!in_word);
            (in_word, stop) = (true, false);
            at += past;
            continue;
        }
        let (sign, len) =
            if byte == b'&' || byte >= 0x80 { wide(byte, &bytes[at..]) } else { (SIGNS[byte as usize], 1) };
        match sign {
            Sign::Letter | Sign::Digit => {
                m.letters += 1;
                m.digits += u32::from(sign == Sign::Digit);
                m.words += u32::from(!in_word);
                (in_word, stop) = (true, false);
            }
            Sign::Mark => {}
            Sign::Blank => {
                m.stops += u32::from(stop);
                (in_word, stop) = (false, false);
                at += bytes[at + len..].iter().take_while(|b| b.is_ascii_whitespace()).count();
            }
            _ => {
                m.commas += u32::from(sign == Sign::Comma);
                (in_word, stop) = (false, sign == Sign::Stop);
            }
        }
        at += len;
    }
    m.stops += u32::from(stop);
    m
}

/// How many letters of one script, ASCII or Arabic, a text begins with, and their bytes.
#[inline]
fn letters(rest: &[u8]) -> (usize, usize) {
    match rest.first() {
        Some(0xD8 | 0xD9) => arabic_letters(rest),
        Some(b) if b.is_ascii_alphabetic() => {
            let letters = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
            (letters, letters)
        }
        _ => (0, 0),
    }
}

/// How many Arabic letters a text begins with, and their bytes: what [`wide`] takes for letters of the first two leads.
fn arabic_letters(rest: &[u8]) -> (usize, usize) {
    let (pairs, _) = rest.as_chunks::<2>();
    let letter = |[lead, trail]: &&[u8; 2]| match lead {
        0xD9 => true,
        0xD8 => !matches!(trail, 0x8C | 0x9B | 0x9F),
        _ => false,
    };
    let letters = pairs.iter().take_while(letter).count();
    (letters, 2 * letters)
}

/// The sign of a character outside ASCII or of a reference, and its length in bytes.
fn wide(byte: u8, rest: &[u8]) -> (Sign, usize) {
    let len = match byte {
        b'&' => return reference(rest),
        // Most Arabic letters.
        0xD9 | 0xDA => return (Sign::Letter, 2),
        0x80..=0xBF => return (Sign::Mark, 1),
        0xC0..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => 4,
    };
    let sign = match rest {
        // What decoding could not read.
        [0xEF, 0xBF, 0xBD, ..] => Sign::Mark,
        // NBSP; «، ؛ ؟ ۔»; the ellipsis; CJK full stop and comma.
        [0xC2, 0xA0, ..] => Sign::Blank,
        [0xD8, 0x8C | 0x9B, ..] | [0xE3, 0x80, 0x81, ..] => Sign::Comma,
        [0xD8, 0x9F, ..] | [0xDB, 0x94, ..] | [0xE2, 0x80, 0xA6, ..] | [0xE3, 0x80, 0x82, ..] => Sign::Stop,
        _ => SIGNS[byte as usize],
    };
    (sign, len)
}

fn reference(rest: &[u8]) -> (Sign, usize) {
    let Some(len) = rest.iter().take(12).position(|b| *b == b';') else { return (Sign::Mark, 1) };
    let sign = match &rest[..len] {
        [_, b'n', b'b', b's', b'p'] => Sign::Blank,
        [_, b'#', b'x' | b'X', digits @ ..] => numbered(digits, 16),
        [_, b'#', digits @ ..] => numbered(digits, 10),
        _ => Sign::Mark,
    };
    (sign, len + 1)
}

/// The sign of the character of a number.
fn numbered(digits: &[u8], radix: u32) -> Sign {
    let digits = std::str::from_utf8(digits).ok();
    let Some(c) = digits.and_then(|d| u32::from_str_radix(d, radix).ok()).and_then(char::from_u32) else {
        return Sign::Mark;
    };
    let mut written = [0; 4];
    match c.encode_utf8(&mut written).as_bytes() {
        [b'&'] => Sign::Mark,
        bytes if c.is_ascii() => SIGNS[usize::from(bytes[0])],
        bytes => wide(bytes[0], bytes).0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_scripts_measure_alike() {
        let arabic = measure("قال الوزير، أمس: بلغ العدد 12 ألفا. هل زاد؟");
        let latin = measure("qal alwzyr, ams: blg alcdd 12 alfa. hl zad?");
        assert_eq!(
            (arabic.words, arabic.stops, arabic.commas, arabic.digits),
            (latin.words, latin.stops, latin.commas, 2)
        );
        assert_eq!((latin.words, latin.stops, latin.commas), (9, 2, 1));
    }

    #[test]
    fn references_are_letters_blanks_or_marks() {
        assert_eq!(measure("&#1602;&#1575;&#1604;&nbsp;&#8220;x&#8221;").words, 2);
        let line = "قال الوزير، أمس: بلغ «العدد» 12 ألفا. هل زاد؟";
        let numbered: String =
            line.chars().map(|c| if c.is_ascii() { c.into() } else { format!("&#{};", c as u32) }).collect();
        assert_eq!(measure(&numbered), measure(line));
        assert_eq!(measure("Q&A a&b").words, 2);
    }
}
