//! Words as hashes of their folded spelling: what texts are compared by when it matters only which words they share.

use super::fold::{FOLDED, VANISHED, fold, fold_char, is_presentation_form};
use super::script::{is_alphanumeric, is_alphanumeric_at, place};

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
    let mut open = None;
    for c in text.chars() {
        match letter(c) {
            Sign::Letter(folded) => open = Some(fnv(open.unwrap_or(FNV), folded)),
            Sign::Form => open = Some(fold(c.encode_utf8(&mut [0; 4])).chars().fold(open.unwrap_or(FNV), fnv)),
            // What folding drops, such as harakat, stands inside words.
            Sign::Vanished => {}
            Sign::Mark => open.take().into_iter().for_each(&mut found),
        }
    }
    open.into_iter().for_each(found);
}

enum Sign {
    /// A letter or digit, folded.
    Letter(char),
    /// A presentation form, which stands for one letter or several.
    Form,
    Vanished,
    Mark,
}

#[inline]
fn letter(c: char) -> Sign {
    match place(c) {
        Some(at) if FOLDED[at] == VANISHED => Sign::Vanished,
        Some(at) if is_alphanumeric_at(at) => Sign::Letter(FOLDED[at]),
        Some(_) => Sign::Mark,
        None if c.is_ascii_alphanumeric() => Sign::Letter(c.to_ascii_lowercase()),
        None if c.is_ascii() => Sign::Mark,
        None if is_presentation_form(c) => Sign::Form,
        None => match fold_char(c) {
            None => Sign::Vanished,
            Some(folded) if is_alphanumeric(c) => Sign::Letter(folded),
            Some(_) => Sign::Mark,
        },
    }
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
