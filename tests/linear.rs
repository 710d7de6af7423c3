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
    (0..3).map(|_| cost_once(work)).collect::<Option<Vec<u64>>>()?.into_iter().min()
}

fn cost_once(work: &impl Fn()) -> Option<u64> {
    let began = spent()?;
    work();
    Some(spent()? - began)
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

/// Words of the larger text, and how many times what a tenth of them costs it may cost: linear is 10.
const WORDS: usize = 1_000_000;
const MOST_OF_TEN: u64 = 15;

#[test]
fn a_million_words_cost_ten_times_a_tenth_of_them() {
    let gold = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/gold/claims.jsonl")).unwrap();
    let items = gold.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let text: Vec<String> = items.map(|item| item["text"].as_str().unwrap().to_owned()).collect();
    for between in ["\n\n", " "] {
        let text = text.join(between);
        let words: Vec<&str> = text.split(' ').collect();
        let repeated = |many: usize| words.iter().copied().cycle().take(many).collect::<Vec<_>>().join(" ");
        let (tenth, whole) = (repeated(WORDS / 10), repeated(WORDS));
        page(Form::Text)(&tenth);
        let costs = cost(&|| page(Form::Text)(&tenth)).zip(cost_once(&|| page(Form::Text)(&whole)));
        let fits = costs.is_none_or(|(tenth, whole)| whole <= MOST_OF_TEN * tenth + TICKS);
        assert!(fits, "parted by {between:?}: a tenth of a million words and all of them cost {costs:?} ns");
    }
}
