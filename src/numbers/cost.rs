//! What reading costs and what it must never do: steps grow with the text and no faster, spans stay in order.
//!
//! In: texts made of the words the grammar knows. Out: passes or fails.
//! May import: everything numbers may.

use proptest::prelude::*;

use super::Reference;
use super::scan::scan;
use crate::arabic::tokenize;

/// Lookups a token may cost on average, however the words are mixed.
const STEPS_A_TOKEN: usize = 600;

const WORDS: [&str; 58] = [
    "بين",
    "من",
    "إلى",
    "و",
    "حتى",
    "5",
    "24",
    "2025",
    "1/2",
    "-",
    "«",
    "»",
    "مليون",
    "ألف",
    "آلاف",
    "مئة",
    "عشرين",
    "خمسة",
    "وخمسة",
    "ونصف",
    "الربع",
    "الثالث",
    "الأول",
    "يناير",
    "كانون",
    "الثاني",
    "يوم",
    "الجمعة",
    "هذا",
    "العام",
    "الماضي",
    "أكثر من",
    "لا يقل عن",
    "على",
    "الأقل",
    "دولار",
    "كيلومتر",
    "بالمئة",
    "%",
    "قبل",
    "بعد",
    "أسبوعين",
    "شهر",
    "واحد",
    "12.5",
    "عام",
    "،",
    "بضعة",
    "الـ",
    "والـ4",
    "و2019",
    "السنوات",
    "تقريبا",
    "رمضان",
    "إلا",
    "الساعة",
    "المركز",
    "ما",
];

fn texts() -> impl Strategy<Value = String> {
    let mixed = proptest::collection::vec(0..WORDS.len(), 1..200);
    let repeated = (proptest::collection::vec(0..WORDS.len(), 1..6), 1..60_usize);
    let repeated = repeated.prop_map(|(words, times)| words.repeat(times));
    prop_oneof![mixed, repeated].prop_map(|words| words.into_iter().map(|w| WORDS[w]).collect::<Vec<_>>().join(" "))
}

fn day() -> Reference {
    Reference { day: Some(jiff::civil::date(2025, 11, 20)) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn steps_grow_with_the_text(text in texts()) {
        let tokens = tokenize(&text);
        let (_, steps) = scan(&tokens, day());
        prop_assert!(steps <= STEPS_A_TOKEN * (tokens.len() + 1), "{steps} steps for {} tokens: {text}", tokens.len());
    }

    #[test]
    fn spans_are_in_order_and_inside(text in prop_oneof![texts(), any::<String>()]) {
        let tokens = tokenize(&text);
        let length = text.chars().count();
        let mut last = 0;
        for quantity in scan(&tokens, day()).0 {
            prop_assert!(last <= quantity.span.start && quantity.span.start < quantity.span.end);
            prop_assert!(quantity.span.end <= length && quantity.figure.end <= quantity.span.end);
            prop_assert!(quantity.tokens.end <= tokens.len());
            last = quantity.span.end;
        }
    }
}
