//! Work grows with the input and no faster: every kind of hostile input is read at one size and at four times that size. What is
//! compared is this thread's processor time, whatever else the machine does; where the system does not tell it, nothing is.

use std::fs;

use marsad::arabic::tokenize;
use marsad::numbers::{self, Reference};
use marsad::pipeline::{Form, Page, read};

/// Bytes of the smaller input: enough that what is spent on any input is little beside it.
const SIZE: usize = 200_000;
/// Four times the input may cost so many times as much: what is linear costs 4, what is quadratic 16.
const MOST: u64 = 9;
/// Nanoseconds that count for nothing: some systems tell the time spent only at every tick of a slow clock. What is quadratic takes
/// far longer on the larger input.
const TICKS: u64 = 200_000_000;

/// Nanoseconds that this thread has run.
fn spent() -> Option<u64> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse().ok()
}

/// The least of several measures: what disturbs one only ever adds to it.
fn cost(work: &impl Fn()) -> Option<u64> {
    let once = || {
        let began = spent()?;
        work();
        Some(spent()? - began)
    };
    (0..3).map(|_| once()).collect::<Option<Vec<u64>>>()?.into_iter().min()
}

fn grows_no_faster(name: &str, read: impl Fn(&str), input: impl Fn(usize) -> String) {
    let (small, large) = (input(SIZE), input(4 * SIZE));
    read(&small);
    let costs = cost(&|| read(&small)).zip(cost(&|| read(&large)));
    let fits = costs.is_none_or(|(small, large)| large <= MOST * small + TICKS);
    assert!(fits, "{name}: an input and four times as much cost {costs:?} ns");
}

fn page(form: Form) -> impl Fn(&str) {
    move |text| {
        let page = Page { bytes: text.as_bytes(), source: "test", form, hints: Default::default() };
        assert_eq!(read(&page, Default::default()).source, "test");
    }
}

fn repeated(unit: &str) -> impl Fn(usize) -> String {
    move |size| unit.repeat(size / unit.len())
}

#[test]
fn pages_of_hostile_markup() {
    for unit in [
        "<div>",
        "<ul><li>",
        "<b><i>",
        "<a><i>",
        "<table><tr><td>",
        "<span>",
        "</p>",
        "<p>x",
        "&amp",
        "<!--",
        "<p a=\"",
        "=",
    ] {
        grows_no_faster(unit, page(Form::Html), repeated(unit));
    }
}

#[test]
fn pages_of_many_lines_and_of_one() {
    let words = "بلغ عدد المتابعين 5 ملايين متابع ثم ";
    for unit in
        [words, "<p>كتب المراسل أن الأسواق فتحت أبوابها صباح أمس.</p>\n", "<li><a href=x>خبر عاجل من المدينة</a>"]
    {
        grows_no_faster(unit, page(Form::Html), repeated(unit));
    }
    for unit in [words, "خبر   ", "بلغ العدد 5 ملايين متابع.\n", "قال الوزير: «", "\n\n", "الأول والثاني و"]
    {
        grows_no_faster(unit, page(Form::Text), repeated(unit));
    }
}

#[test]
fn an_element_of_many_attributes() {
    let tag = |size: usize| format!("<p {}>نص", (0..size / 12).map(|i| format!("a{i}=\"{i}\" ")).collect::<String>());
    grows_no_faster("attributes", page(Form::Html), tag);
}

#[test]
fn lines_of_numbers() {
    let read = |text: &str| {
        assert!(numbers::read(&tokenize(text), Reference::default()).len() <= text.len());
    };
    for unit in ["بلغ 24 مليونا و374 ألفا ثم ", "1,", "1 ", "مئة و", "بين 5 و", "من 2024 إلى ", "يناير ", "5/"]
    {
        grows_no_faster(unit, read, repeated(unit));
    }
}
