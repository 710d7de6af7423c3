//! Words as hashes of their folded spelling: what texts are compared by when it matters only which words they share.

use super::fold::{FOLDED, VANISHED, fold, fold_char, is_presentation_form};
use super::script::{BLOCK, Table, is_alphanumeric, is_alphanumeric_at};

/// Calls `found` with the hash of every word of a text, in order; words that are spelt alike once folded hash alike, on every
/// machine and in every version.
///
/// ```
/// let hashes = |text| {
///     let mut all = Vec::new();
///     marsad::arabic::each_word(text, |hash| all.push(hash));
///     all
/// };
/// assert_eq!(hashes("إلى المدرسةِ، غدًا"), hashes("الي المدرسه غدا"));
/// ```
pub fn each_word(text: &str, mut found: impl FnMut(u64)) {
    let (mut at, mut hash, mut open) = (0, FNV, false);
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        let plain = PLAIN[usize::from(byte)];
        if plain != 0 {
            (hash, open, at) = (fnv(hash, plain as char), true, at + 1);
            continue;
        }
        let (sign, len) = match (byte, bytes.get(at + 1)) {
            (..=0x7F, _) => (Sign::Mark, 1),
            // The Arabic block.
            (0xD8..=0xDB, Some(trail)) => (ARABIC[usize::from(byte & 3) << 6 | usize::from(trail & 63)], 2),
            _ => other(&text[at..]),
        };
        at += len;
        match sign {
            Sign::Letter(folded) => (hash, open) = (fnv(hash, folded), true),
            Sign::Form(c) => {
                (hash, open) = (fold(c.encode_utf8(&mut [0; 4])).chars().fold(hash, fnv), true);
            }
            // What folding drops, such as harakat, stands inside words.
            Sign::Vanished => {}
            Sign::Mark => {
                if std::mem::take(&mut open) {
                    found(std::mem::replace(&mut hash, FNV));
                }
            }
        }
    }
    if open {
        found(hash);
    }
}

#[derive(Clone, Copy)]
enum Sign {
    /// A letter or digit, folded.
    Letter(char),
    /// A presentation form, which stands for one letter or several.
    Form(char),
    Vanished,
    Mark,
}

/// ASCII letters and digits folded, 0 for all other bytes.
static PLAIN: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0u8;
    while byte < 0x80 {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// The signs of the Arabic block.
static ARABIC: Table<Sign> = {
    let mut table = [Sign::Mark; BLOCK];
    let mut at = 0;
    while at < table.len() {
        if FOLDED[at] == VANISHED {
            table[at] = Sign::Vanished;
        } else if is_alphanumeric_at(at) {
            table[at] = Sign::Letter(FOLDED[at]);
        }
        at += 1;
    }
    table
};

/// The sign that a text begins with, and its bytes.
fn other(text: &str) -> (Sign, usize) {
    let Some(c) = text.chars().next() else { return (Sign::Mark, 1) };
    let sign = match fold_char(c) {
        _ if is_presentation_form(c) => Sign::Form(c),
        None => Sign::Vanished,
        Some(folded) if is_alphanumeric(c) => Sign::Letter(folded),
        Some(_) => Sign::Mark,
    };
    (sign, c.len_utf8())
}

/// FNV-1a, a scalar taken as one byte would be.
const FNV: u64 = 0xcbf2_9ce4_8422_2325;

#[inline]
fn fnv(hash: u64, part: char) -> u64 {
    (hash ^ u64::from(part)).wrapping_mul(0x0100_0000_01b3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(text: &str) -> Vec<u64> {
        let mut all = Vec::new();
        each_word(text, |hash| all.push(hash));
        all
    }

    #[test]
    fn spelling_and_marks_make_no_difference() {
        assert_eq!(hashes("قالت إنّ العددَ، كبير"), hashes("قالت ان العدد كبير"));
        assert_eq!(hashes("ﺍﻟﺴﻌﻮﺩﻳﺔ ٢٤ K"), hashes("السعودية 24 k"));
        assert_eq!(hashes(" \u{200F} — ").len(), 0);
    }

    #[test]
    fn other_words_hash_otherwise() {
        assert_ne!(hashes("البحر والنهر"), hashes("النهر والبحر"));
    }
}
