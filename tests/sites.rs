//! What a batch knows of a site: blocks that its pages repeat, and the user's own rules.

use crate::run::{folder, run_in};

const HOUSE: &str = "يسعد أسرة التحرير أن تتلقى مقترحات القراء وملاحظاتهم في كل وقت، وأن تنشر المفيد منها.";

/// The `n`th story of a site, with a paragraph of the house that reads like any other.
fn page(n: usize) -> String {
    let place = ["المرفأ", "البستان", "المتحف", "الملعب", "الجسر"][n];
    format!(
        "<html lang=ar><head><title>{place} يستقبل زواره من جديد</title><link rel=canonical href='https://news.example.org/{n}'></head>\
         <body><article><h1>{place} يستقبل زواره من جديد</h1>\
         <p>فتح {place} أبوابه أمام الزوار صباح اليوم بعد أشهر من العمل، وقال القائمون عليه إن الدخول مجاني حتى الجمعة.</p>\
         <p>{HOUSE}</p>\
         <p>وبلغ عدد زوار {place} في يومه الأول {n}400 زائر بحسب مديره، وهو رقم لم يسجل منذ أعوام طويلة.</p></article></body></html>"
    )
}

fn pages() -> Vec<(String, Vec<u8>)> {
    (1..5).map(|n| (format!("{n}.html"), page(n).into_bytes())).collect()
}

fn texts(arguments: &[&str], more: &[(&str, &[u8])]) -> Vec<(String, String)> {
    let pages = pages();
    let files: Vec<(&str, &[u8])> =
        pages.iter().map(|(n, p)| (n.as_str(), p.as_slice())).chain(more.iter().copied()).collect();
    let folder = folder(&files);
    let ran = run_in(folder.path(), arguments);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let mut read: Vec<_> = ran.records().into_iter().map(|r| (r.source, r.text)).collect();
    read.sort();
    read
}

#[test]
fn what_the_pages_of_a_site_repeat_is_stripped_whatever_their_order() {
    let known = texts(&["extract", "1.html", "2.html", "3.html", "4.html"], &[]);
    assert!(known.iter().all(|(_, text)| !text.contains(HOUSE) && text.contains("زائر بحسب مديره")), "{known:?}");
    assert_eq!(known, texts(&["extract", "4.html", "2.html", "1.html", "3.html", "--jobs", "1"], &[]));
}

#[test]
fn site_memory_can_be_left_out() {
    let all = texts(&["extract", "--no-site-memory", "1.html", "2.html", "3.html", "4.html"], &[]);
    assert!(all.iter().all(|(_, text)| text.contains(HOUSE)), "{all:?}");
}

#[test]
fn two_pages_prove_nothing() {
    let two = texts(&["extract", "1.html", "2.html"], &[]);
    assert!(two.iter().all(|(_, text)| text.contains(HOUSE)), "{two:?}");
}

#[test]
fn the_users_rules_are_read_from_the_folder_or_from_a_named_file() {
    let rules: &[u8] = b"[site.\"example.org\"]\ndrop = \"p:nth-of-type(2)\"\nbody = \"article\"\n";
    let default = texts(&["extract", "1.html"], &[("marsad.toml", rules)]);
    assert!(!default[0].1.contains(HOUSE) && default[0].1.contains("مجاني"), "{default:?}");
    assert_eq!(default, texts(&["extract", "1.html", "--config", "my.toml"], &[("my.toml", rules)]));
}

#[test]
fn a_file_of_rules_that_cannot_be_understood_is_named_with_its_line() {
    for (rules, said) in [
        ("[site.\"example.org\"]\nbodi = \"article\"\n", "unknown field `bodi`"),
        ("[site.\"example.org\"]\nbody = \"div >\"\n", "is no CSS selector"),
        ("site = 3\n", "marsad.toml cannot be understood"),
    ] {
        let folder = folder(&[("a.html", page(1).as_bytes()), ("marsad.toml", rules.as_bytes())]);
        let ran = run_in(folder.path(), &["extract", "a.html"]);
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert!(ran.err.contains(said), "{}", ran.err);
    }
}
