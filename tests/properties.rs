//! Random texts through the whole pipeline: no panic, and every claim quotes what stands there.

use marsad::claims::Options;
use marsad::pipeline::{Form, Page, read};
use proptest::prelude::*;

use crate::evidence;

/// What news about figures is made of, and what breaks readers of it.
const PIECES: &[&str] = &[
    "بلغ",
    "عدد",
    "متابعي",
    "الصفحة",
    "صفحة",
    "وزارة",
    "الثقافة",
    "على",
    "فيسبوك",
    "تويتر",
    "إكس",
    "مليون",
    "مليوني",
    "مليونا",
    "ألف",
    "آلاف",
    "متابع",
    "متابعا",
    "تفاعل",
    "مشاهدة",
    "إعجاب",
    "أكثر من",
    "نحو",
    "بين",
    "و",
    "في المائة",
    "%",
    "٪",
    "٣٫٥",
    "12,083,986",
    "12.5",
    "1٬248",
    "«24»",
    "24",
    "٥",
    "ثلاثة",
    "خمسمئة",
    "واحد",
    "المركز",
    "الأول",
    "الـ116",
    "ثانيا",
    "تصدرت",
    "الترتيب",
    "بحسب",
    "مؤسسة",
    "خلال",
    "عام 2025",
    "الربع الثالث",
    "2025",
    "مارس",
    "اقرأ أيضا:",
    "شارك",
    "التعليقات",
    "تابعونا",
    "،",
    ".",
    ":",
    "؛",
    "!",
    "\n",
    "\n\n",
    "\t",
    "|",
    "•",
    "-",
    "–",
    "(",
    ")",
    "«",
    "»",
    "\"",
    "\u{200f}",
    "\u{202b}",
    "\u{202c}",
    "\u{a0}",
    "\u{640}",
    "\u{64b}",
    "\u{651}",
    "ﻻ",
    "ﷺ",
    "e\u{301}",
    "🙂",
    "\u{0}",
    "\u{feff}",
    "   ",
    "الأولى",
    "الأخيرة",
    "مقابل",
    "على التوالي",
    "من",
    "إلى",
    "ملايين",
    "مليار",
    "دولار",
    "شخص",
    "موظف",
    "رتبة",
    "<",
    "&amp;",
    "&#1632;",
    "2,5",
    "7-3",
    "1/2",
    "07/03/2025",
];

fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![9 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,3}"];
    let glued = (piece, prop::sample::select(vec![" ", " ", " ", ""]));
    prop::collection::vec(glued, 0..120).prop_map(|all| all.into_iter().map(|(piece, gap)| piece + gap).collect())
}

fn check(bytes: &[u8], form: Form, source: Option<&str>) {
    let page = Page { bytes, source: "random", form, hints: Default::default() };
    for all in [false, true] {
        let record = read(&page, Options { all });
        // Random letters may show a fault that is undone: the record's text is then not the input's.
        let undone = record.warnings.iter().any(|w| w.code == "mojibake_undone");
        let mut faults = evidence::faults(&record, source.filter(|_| !undone));
        faults.extend(record.warnings.iter().filter(|w| w.code == "internal_error").map(|w| w.detail.clone()));
        assert!(faults.is_empty(), "{}\n{record:#?}", faults.join("\n"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_text_keeps_the_evidence_rule(text in words()) {
        check(text.as_bytes(), Form::Text, Some(&text));
    }

    #[test]
    fn random_pages_keep_the_evidence_rule(title in words(), blocks in prop::collection::vec(words(), 0..6)) {
        let body: String = blocks.iter().map(|b| format!("<p>{b}</p>")).collect();
        let page = format!("<html><head><title>{title}</title></head><body><h1>{title}</h1><article>{body}</article></body></html>");
        check(page.as_bytes(), Form::Html, None);
    }

    #[test]
    fn random_bytes_break_nothing(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let page = |form| Page { bytes: &bytes, source: "random", form, hints: Default::default() };
        for form in [Form::Html, Form::Text] {
            let record = read(&page(form), Options { all: true });
            prop_assert!(record.warnings.iter().all(|w| w.code != "internal_error"), "{:?}", record.warnings);
        }
    }
}
