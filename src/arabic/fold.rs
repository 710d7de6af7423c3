//! Folding: one key for the many ways a word is written.
//!
//! Lossy on purpose; nothing folded is ever shown. Harakat, tatweel, zero-width and bidi controls vanish; the seats of
//! hamza, final ya and ta marbuta are levelled; presentation forms become letters; the three digit scripts become ASCII.

use unicode_normalization::UnicodeNormalization;

use super::script::{BLOCK, Table, place, scalar};

/// Whether a scalar carries nothing to read: harakat, Quranic marks, tatweel, zero-width and bidi controls, soft hyphen.
pub(super) const fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}'
        | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E4}' | '\u{06E7}' | '\u{06E8}' | '\u{06EA}'..='\u{06ED}'
        | '\u{0300}'..='\u{036F}')
        || is_control(c)
}

/// Whether a scalar is invisible: zero-width, bidi control, soft hyphen, byte-order mark.
pub(super) const fn is_control(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// The folded form of one scalar; `None` when it vanishes. Presentation forms need [`fold`], which decomposes them.
#[inline]
pub fn fold_char(c: char) -> Option<char> {
    match place(c) {
        _ if c.is_ascii() => Some(c.to_ascii_lowercase()),
        Some(at) => Some(FOLDED[at]).filter(|folded| *folded != VANISHED),
        None => fold_other(c),
    }
}

fn fold_other(c: char) -> Option<char> {
    if is_mark(c) { None } else { c.to_lowercase().next() }
}

/// What stands in [`FOLDED`] for a scalar that vanishes.
pub(super) const VANISHED: char = '\0';

/// The folded forms of the Arabic block.
pub(super) static FOLDED: Table<char> = {
    let mut table = [VANISHED; BLOCK];
    let mut at = 0;
    while at < table.len() {
        table[at] = level(scalar(at));
        at += 1;
    }
    table
};

/// The seats of hamza, final ya, ta marbuta and neighbours' letters levelled, digits made ASCII.
const fn level(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' | 'ٲ' | 'ٳ' => 'ا',
        'ى' | 'ئ' | 'ی' | 'ے' | 'ې' => 'ي',
        'ؤ' => 'و',
        'ة' | 'ہ' | 'ە' | 'ھ' | 'ۀ' => 'ه',
        'ک' | 'ڪ' => 'ك',
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        _ if is_mark(c) => VANISHED,
        _ => c,
    }
}

const fn digit(c: char, zero: char) -> char {
    (b'0' + (c as u32 - zero as u32) as u8) as char
}

/// Whether a scalar is a compatibility form that stands for one or more plain letters.
pub fn is_presentation_form(c: char) -> bool {
    matches!(c, '\u{FB50}'..='\u{FDFB}' | '\u{FE70}'..='\u{FEFC}')
}

/// Appends the folded form of `c` to `out`.
#[inline]
pub(super) fn push_folded(c: char, out: &mut String) {
    match place(c) {
        Some(at) if FOLDED[at] != VANISHED => out.push(FOLDED[at]),
        Some(_) => {}
        None if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        None => push_other(c, out),
    }
}

/// Appends the folded form of a scalar of another script, or the letters that a presentation form stands for.
fn push_other(c: char, out: &mut String) {
    if is_presentation_form(c) {
        out.extend(std::iter::once(c).nfkc().filter_map(fold_char).filter(|f| *f != ' '));
    } else {
        out.extend(fold_char(c));
    }
}

/// The folded form of a text: the key by which words and phrases are compared.
///
/// ```
/// assert_eq!(marsad::arabic::fold("الصَّفحةُ الأولى ٢٤"), "الصفحه الاولي 24");
/// ```
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| push_folded(c, &mut out));
    out
}

/// The dotless skeleton of a folded word: letters that differ only by dots become one.
///
/// It catches scale words with a wrong dot (ملايبن for ملايين) without a list of typos.
pub fn skeleton(folded: &str) -> String {
    folded.chars().map(rasm).collect()
}

/// A letter without its dots.
pub fn rasm(c: char) -> char {
    match c {
        'ب' | 'ت' | 'ث' | 'ن' | 'ي' | 'پ' => 'ٮ',
        'ج' | 'ح' | 'خ' | 'چ' => 'ح',
        'د' | 'ذ' => 'د',
        'ر' | 'ز' | 'ژ' => 'ر',
        'س' | 'ش' => 'س',
        'ص' | 'ض' => 'ص',
        'ط' | 'ظ' => 'ط',
        'ع' | 'غ' => 'ع',
        'ف' | 'ق' | 'ڤ' => 'ڡ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_hamza_seats_ya_and_ta_marbuta() {
        assert_eq!(fold("مئة مائة مؤسسة إكس آلاف على"), "ميه مايه موسسه اكس الاف علي");
    }

    #[test]
    fn drops_harakat_tatweel_and_controls() {
        assert_eq!(fold("الهجــرة\u{200F} مُتابِعًا"), "الهجره متابعا");
    }

    #[test]
    fn three_digit_scripts_become_ascii() {
        assert_eq!(fold("٢٤ ۲۴ 24"), "24 24 24");
    }

    #[test]
    fn presentation_forms_become_letters() {
        assert_eq!(fold("ﺍﻟﺴﻌﻮﺩﻳﺔ ﻻ"), "السعوديه لا");
    }

    #[test]
    fn skeleton_ignores_dots() {
        assert_eq!(skeleton(&fold("ملايبن")), skeleton(&fold("ملايين")));
    }
}
