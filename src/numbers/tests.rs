//! Readings that must hold, one line of our own Arabic each.
//!
//! In: texts. Out: passes or fails.
//! May import: everything numbers may.

use super::{Quantity, Reference, read};
use crate::arabic::tokenize;

pub(super) fn quantities(text: &str) -> Vec<Quantity> {
    read(&tokenize(text), Reference::default())
}

/// The words and values of what is read, as `words=value`.
fn shown(text: &str) -> Vec<String> {
    let cut = |q: &Quantity| text.chars().skip(q.span.start).take(q.span.len()).collect::<String>();
    let value = |q: &Quantity| match (q.number(), q.value_high) {
        (Some(low), Some(high)) => format!("{low}..{high}"),
        (Some(value), None) => value.to_string(),
        (None, _) => "?".to_owned(),
    };
    quantities(text).iter().map(|q| format!("{}={}", cut(q), value(q))).collect()
}

#[test]
fn figures_of_newspapers() {
    let cases = [
        ("جمعت الصفحة 17 مليون تفاعل و3.4 مليون متابع", "17 مليون=17000000 | 3.4 مليون=3400000"),
        ("بلغ «36» مليون مشاهدة", "«36» مليون=36000000"),
        ("وصل إلى «11» مليونا و»275» ألف متابع", "«11» مليونا و»275» ألف=11275000"),
        ("31 مليونا و208 آلاف و450 مشاهدة", "31 مليونا و208 آلاف و450=31208450"),
        ("11.072.304 متابعا", "11.072.304=11072304"),
        ("11،072،304 متابعا", "11،072،304=11072304"),
        ("نشرت 1.640 منشورا", "1.640=1640"),
        ("أكثر من 15مليون متابع", "أكثر من 15مليون=15000000"),
        ("مليون ونصف المليون مشاهدة", "مليون ونصف المليون=1500000"),
        ("مليوني مشاهدة وربع مليون تعليق", "مليوني=2000000 | ربع مليون=250000"),
        ("ملياران و300 مليون", "ملياران و300 مليون=2300000000"),
        ("بين 5 و7 ملايين متابع", "بين 5 و7 ملايين=5000000..7000000"),
        ("ستين ألفا من المتابعين", "ستين ألفا=60000"),
        ("12 ملايبن متابع", "12 ملايبن=12000000"),
        ("4ر2 مليون دولار", "4ر2 مليون دولار=2400000"),
        ("بنسبة 51,7% أو %50 أو 77.9 في المائة", "51,7%=51.7 | %50=50 | 77.9 في المائة=77.9"),
        ("68283 ألف مواطنا", "68283 ألف=68283"),
        ("عشرات الآلاف من المتابعين", "عشرات الآلاف=?"),
        ("لا يقل عن مليوني متابع", "لا يقل عن مليوني=2000000"),
        ("خمسمائة وثلاثة وعشرين ألفا وستمئة واثني عشر", "خمسمائة وثلاثة وعشرين ألفا وستمئة واثني عشر=523612"),
        ("٦٦ ألفًا و٩٥٩ متابعا", "٦٦ ألفًا و٩٥٩=66959"),
    ];
    for (text, expected) in cases {
        assert_eq!(shown(text).join(" | "), expected, "{text}");
    }
}

#[test]
fn no_quantities() {
    let cases = [
        "في يوم واحد",
        "واحدة من أكبر الصفحات",
        "http://example.com/a?b=30%2020",
        "الخادم 192.168.1.10 بالإصدار 3.2.1",
        "الساعة 10:30",
        "فاز الفريق 3-1",
        "اتصل على 0501234567",
        "لست هنا",
    ];
    for text in cases {
        assert_eq!(shown(text), Vec::<String>::new(), "{text}");
    }
}
