//! What the speller writes, the reader reads: every number below 100,000, and random ones in every newspaper style.
//!
//! In: numbers. Out: passes or fails.
//! May import: everything numbers may.

use proptest::prelude::*;

use super::spell::{Case, Gender, LIMIT, Noun, Style, counted, eastern, grouped, mixed, words};
use super::{Reference, Value, read};
use crate::arabic::tokenize;

const NOUNS: [Noun<'static>; 4] = [
    noun(["متابع", "متابعا", "متابعان", "متابعين", "متابعين"], Gender::Masculine),
    noun(["منشور", "منشورا", "منشوران", "منشورين", "منشورات"], Gender::Masculine),
    noun(["مشاهدة", "مشاهدة", "مشاهدتان", "مشاهدتين", "مشاهدات"], Gender::Feminine),
    noun(["زيارة", "زيارة", "زيارتان", "زيارتين", "زيارات"], Gender::Feminine),
];

const fn noun(forms: [&'static str; 5], gender: Gender) -> Noun<'static> {
    let [singular, accusative, dual, dual_oblique, plural] = forms;
    Noun { singular, accusative, dual, dual_oblique, plural, gender }
}

const SCALES: [(&str, &str, f64); 3] = [("مليون", "ملايين", 1e6), ("مليار", "مليارات", 1e9), ("ألف", "آلاف", 1e3)];

/// Whether `figure` inside `text` is read as one quantity of this value.
fn reads(before: &str, figure: &str, after: &str, value: f64) -> Result<(), TestCaseError> {
    let text = format!("{before}{figure}{after}");
    let (start, len) = (before.chars().count(), figure.chars().count());
    let tokens = tokenize(&text);
    let found = read(&tokens, Reference::default());
    let hit = found.iter().any(|q| {
        let span = (q.span.start, q.span.end) == (start, start + len);
        span && matches!(q.value, Some(Value::Number(n)) if (n - value).abs() <= 1e-9 * value.abs())
    });
    let shown: Vec<_> = found.iter().map(|q| (q.span, &q.value)).collect();
    prop_assert!(hit, "{text}: wanted {value} at {start}+{len}, read {shown:?}");
    Ok(())
}

/// Numbers of every size, and round ones, which newspapers love.
fn figures() -> impl Strategy<Value = u64> {
    let sized = (0_u32..15).prop_flat_map(|size| 0..10_u64.pow(size + 1));
    let round = (1_u64..1000, 0_u32..13).prop_map(|(n, zeros)| n * 10_u64.pow(zeros));
    prop_oneof![sized, round].prop_filter("below the limit", |n| *n < LIMIT)
}

fn styles() -> impl Strategy<Value = Style> {
    let genders = prop_oneof![Just(Gender::Masculine), Just(Gender::Feminine)];
    let cases = prop_oneof![Just(Case::Nominative), Just(Case::Oblique)];
    (genders, cases).prop_map(|(gender, case)| Style { gender, case })
}

/// Text as hurried hands write it: no hamza, no dots on ta marbuta, tatweel, harakat.
fn noisy(text: &str, noise: u8) -> String {
    let mut out = String::new();
    for (i, c) in text.chars().enumerate() {
        let plain = match c {
            'أ' | 'إ' | 'آ' if noise & 1 != 0 => 'ا',
            'ة' if noise & 2 != 0 => 'ه',
            'ي' if noise & 4 != 0 && text.chars().nth(i + 1).is_none_or(|n| n == ' ') => 'ى',
            c => c,
        };
        out.push(plain);
        let inner = c != ' ' && text.chars().nth(i + 1).is_some_and(|n| n != ' ' && n != 'و');
        if noise & 8 != 0 && inner && matches!(c, 'م' | 'ل' | 'س' | 'ع') {
            out.push('ـ');
        }
        if noise & 16 != 0 && c != ' ' && i % 5 == 2 {
            out.push('\u{64E}');
        }
    }
    out
}

/// Another letter on the same stroke.
fn other_dots(letter: char) -> char {
    match letter {
        'ي' => 'ب',
        'ن' => 'ت',
        'ف' => 'ق',
        'ر' => 'ز',
        other => other,
    }
}

#[test]
fn every_number_below_a_hundred_thousand_is_read_as_it_is_spelled() {
    for number in 0..100_000 {
        let gender = if number % 2 == 0 { Gender::Masculine } else { Gender::Feminine };
        let case = if number % 3 == 0 { Case::Nominative } else { Case::Oblique };
        let figure = words(number, Style { gender, case }).unwrap();
        reads("", &figure, "", number as f64).unwrap();
    }
}

#[test]
fn from_the_limit_on_nothing_is_spelled() {
    let style = Style { gender: Gender::Feminine, case: Case::Oblique };
    assert_eq!((words(LIMIT, style), mixed(LIMIT)), (None, None));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn words_alone(number in figures(), style in styles()) {
        prop_assume!(number != 1);
        let figure = words(number, style).unwrap();
        reads("بلغ العدد ", &figure, ".", number as f64)?;
        reads("", &figure, "", number as f64)?;
    }

    #[test]
    fn words_with_their_noun(number in figures(), which in 0..4_usize, oblique: bool) {
        prop_assume!(number > 2);
        let case = if oblique { Case::Oblique } else { Case::Nominative };
        let whole = counted(number, NOUNS[which], case).unwrap();
        let (figure, noun) = whole.rsplit_once(' ').unwrap();
        reads("حصدت الصفحة ", figure, &format!(" {noun} أمس"), number as f64)?;
    }

    #[test]
    fn digits_and_scale_words(number in figures(), which in 0..4_usize) {
        prop_assume!(number > 2);
        let figure = mixed(number).unwrap();
        reads("جمعت ", &figure, &format!(" {} في عام", NOUNS[which].singular), number as f64)?;
    }

    #[test]
    fn decimals_before_a_scale_word(whole in 0..1000_u32, rest in 1..1000_u32, scale in 0..3_usize, mark in 0..4_usize) {
        let mark = [".", ",", "،", "٫"][mark];
        let rest = format!("{rest:03}").trim_end_matches('0').to_owned();
        let value: f64 = format!("{whole}.{rest}").parse().unwrap();
        reads("", &format!("{whole}{mark}{rest} {}", SCALES[scale].0), " متابع", value * SCALES[scale].2)?;
    }

    #[test]
    fn halves_of_scale_words(times in 3..11_u32, scale in 0..3_usize, again: bool) {
        let (one, many, worth) = SCALES[scale];
        let tail = if again { format!(" ونصف ال{one}") } else { " ونصف".to_owned() };
        reads("بلغ ", &format!("{one}{tail}"), " مشاهدة", 1.5 * worth)?;
        reads("بلغ ", &format!("{one}ين{tail}"), " مشاهدة", 2.5 * worth)?;
        reads("بلغ ", &format!("{times} {many}{tail}"), " مشاهدة", (f64::from(times) + 0.5) * worth)?;
        reads("بلغ ", &format!("نصف {one}"), " مشاهدة", 0.5 * worth)?;
        reads("بلغ ", &format!("{one} وربع ال{one}"), " مشاهدة", 1.25 * worth)?;
        reads("بلغ ", &format!("ثلاثة أرباع ال{one}"), " مشاهدة", 0.75 * worth)?;
    }

    #[test]
    fn grouped_digits(number in figures(), mark in 0..7_usize) {
        let mark = [",", "،", ".", "٬", "'", "\u{A0}", "\u{202F}"][mark];
        let figure = grouped(number, mark);
        reads("سجلت ", &figure, " متابعا", number as f64)?;
        reads("سجلت ", &eastern(&figure), " متابعا", number as f64)?;
    }

    #[test]
    fn plain_and_eastern_digits(number in figures()) {
        let figure = number.to_string();
        reads("سجلت ", &figure, " متابعا", number as f64)?;
        reads("سجلت ", &eastern(&figure), " متابعا", number as f64)?;
        reads("سجلت ", &eastern(&mixed(number.max(3)).unwrap()), " متابعا", number.max(3) as f64)?;
    }

    #[test]
    fn quoted_digits(first in 3..999_u64, second in 3..999_u64, marks in 0..5_usize) {
        let [open, close] = [["«", "»"], ["»", "«"], ["\"", "\""], ["“", "”"], ["»", "»"]][marks];
        let (millions, thousands) = (mixed(first * 1_000_000).unwrap(), mixed(second * 1000).unwrap());
        let quoted = |text: &str| {
            let (digits, scale) = text.split_once(' ').unwrap();
            format!("{open}{digits}{close} {scale}")
        };
        let (one, two) = (quoted(&millions), quoted(&thousands));
        reads("بلغت ", &one, " تفاعل", (first * 1_000_000) as f64)?;
        reads("بلغت ", &format!("{one} و{two}"), " تفاعل", (first * 1_000_000 + second * 1000) as f64)?;
        reads("بلغت الـ", &format!("{one} و{two}"), " تفاعل", (first * 1_000_000 + second * 1000) as f64)?;
    }

    #[test]
    fn glued_clitics(number in 3..1_000_000_u64, clitic in 0..8_usize) {
        let clitic = ["بـ", "ب", "ل", "لـ", "و", "الـ", "ال", "فـ"][clitic];
        reads(&format!("جاءت {clitic}"), &number.to_string(), " متابعا", number as f64)?;
        reads("", &format!("{}مليون", number % 999 + 1), " متابع", ((number % 999 + 1) * 1_000_000) as f64)?;
        let style = Style { gender: Gender::Masculine, case: Case::Oblique };
        for letter in ["ب", "ل", "و"] {
            reads(&format!("جاءت {letter}"), &words(number, style).unwrap(), " متابعا", number as f64)?;
        }
    }

    #[test]
    fn noisy_spelling(number in figures(), style in styles(), noise in 0..32_u8) {
        prop_assume!(number != 1);
        reads("بلغ العدد ", &noisy(&words(number, style).unwrap(), noise), ".", number as f64)?;
        reads("جمعت ", &noisy(&mixed(number.max(3)).unwrap(), noise), " مشاهدة", number.max(3) as f64)?;
    }

    #[test]
    fn misspelt_scale_words(times in 11..999_u32, scale in 0..6_usize, at in 1..5_usize, slip in 0..4_u8) {
        let (right, worth) = [("مليون", 1e6), ("ملايين", 1e6), ("مليار", 1e9), ("مليارات", 1e9), ("ألفا", 1e3), ("آلاف", 1e3)][scale];
        let mut letters: Vec<char> = right.chars().collect();
        let at = at.min(letters.len() - 2);
        match slip {
            0 => letters[at] = other_dots(letters[at]),
            1 if letters.len() > 4 => letters.insert(at, letters[at]),
            2 if letters.len() > 5 => drop(letters.remove(at)),
            3 if letters.len() > 5 => letters.swap(at, at + 1),
            _ => {}
        }
        let wrong: String = letters.into_iter().collect();
        reads("بلغ ", &format!("{times} {wrong}"), " متابع", f64::from(times) * worth)?;
    }

    #[test]
    fn dual_nouns(which in 0..4_usize) {
        reads("حصد المقطع ", NOUNS[which].dual, " فقط", 2.0)?;
        if which > 0 {
            reads("بعد ", NOUNS[which].dual_oblique, " فقط", 2.0)?;
        }
    }
}
