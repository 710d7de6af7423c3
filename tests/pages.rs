//! The same article as plain text and inside a page full of boilerplate gives the same claims: ticker, read-also boxes, notices and
//! counters round it, figures split by inline tags, no-break spaces and Eastern digits in them. The articles are the gold's.

use std::fs;

use marsad::arabic::fold;
use marsad::pipeline::{Form, Page, read};
use marsad::record::{Claim, Record};
use serde_json::Value;

/// Paragraphs of one article: enough that it is longer than what stands round it.
const PARAGRAPHS: usize = 8;

const TITLE: &str = "المدينة تستعد لموسم الأمطار";

const ABOVE: &str = r#"<header><div class="top-bar">الأحد <a href="/about">من نحن</a> <a href="/ads">أعلن معنا</a></div>
<nav class="main-menu"><ul><li><a href="/1">الرئيسية</a></li><li><a href="/2">سياسة</a></li><li><a href="/3">رياضة</a></li></ul></nav></header>
<div class="breaking-news ticker"><span>عاجل</span><ul>
<li><a href="/n/1">فيديو طفلة يحصد 9 ملايين مشاهدة على تيك توك</a></li>
<li><a href="/n/2">المركز الثاني عالميا لصفحة نادي الميناء على فيسبوك</a></li>
<li><a href="/n/3">قناة الواحة تتخطى 4 ملايين مشترك</a></li></ul></div>"#;

const WITHIN: [&str; 3] = [
    r#"<div class="read-also"><strong>اقرأ أيضا</strong><ul><li><a href="/n/4">صفحة البلدية تصل إلى 2 مليون متابع</a></li>
<li><a href="/n/5">أغنية تتصدر بـ5 ملايين مشاهدة</a></li></ul></div>"#,
    r#"<div class="share-buttons"><a href="/f">فيسبوك</a> <a href="/x">تويتر</a> <a href="/w">واتساب</a> <span class="count">1,204</span></div>"#,
    r#"<p class="related">اقرأ أيضا: <a href="/n/6">الحساب الرسمي يتجاوز 7 ملايين متابع</a></p>"#,
];

const BELOW: &str = r#"<p>تابعوا آخر الأخبار عبر قناتنا على تلغرام</p>
<div class="post-views">عدد المشاهدات: 1586</div><div class="comments-title">25 تعليقا</div>
<div class="tags"><a href="/t/1">متابعون</a> <a href="/t/2">أرقام</a></div></article></main>
<aside class="sidebar"><h3>الأكثر قراءة</h3><ol><li><a href="/n/7">لاعب يبلغ 30 مليون متابع على إنستغرام</a></li>
<li><a href="/n/8">مقطع يشاهده 12 مليون شخص</a></li></ol></aside>
<footer><p>تابعونا: 3 ملايين متابع على فيسبوك</p><p>جميع الحقوق محفوظة © 2025</p></footer>"#;

/// The gold's single paragraphs, so many an article.
fn articles() -> Vec<Vec<String>> {
    let gold = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/gold/claims.jsonl")).unwrap();
    let items = gold.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    // A line that a page of text, too, would drop as boilerplate is left to the fixtures.
    let single = items.filter(|i| i["kind"] == "single" && !i["claims"].as_array().unwrap().is_empty());
    let texts: Vec<String> = single.map(|i| i["text"].as_str().unwrap().to_owned()).collect();
    let texts: Vec<String> = texts.into_iter().filter(|t| !t.contains(['\n', '|', '\t', '<', '&'])).collect();
    texts.chunks(PARAGRAPHS).map(<[String]>::to_vec).collect()
}

fn eastern(text: &str) -> String {
    text.chars().map(|c| c.to_digit(10).and_then(|d| char::from_u32(0x660 + d)).unwrap_or(c)).collect()
}

/// Digits in bold and half of the word after them in a span, with a no-break space between; every other paragraph in Eastern digits.
fn dressed(paragraph: &str, at: usize) -> String {
    let words: Vec<&str> = paragraph.split(' ').collect();
    let digits = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let mut dressed = String::new();
    for (i, word) in words.iter().enumerate() {
        let after = i > 0 && digits(words[i - 1]);
        let middle = word.char_indices().nth(2).map_or(word.len(), |(at, _)| at);
        dressed += match () {
            () if i == 0 => "",
            () if after || digits(word) => "&nbsp;",
            () => " ",
        };
        dressed += &match () {
            () if digits(word) => {
                format!("<b>{}</b>", if at.is_multiple_of(2) { eastern(word) } else { (*word).to_owned() })
            }
            () if after => format!("<span style=\"color:red\">{}</span>{}", &word[..middle], &word[middle..]),
            () => (*word).to_owned(),
        };
    }
    dressed
}

fn page(paragraphs: &[String]) -> String {
    let dressed = |(at, p): (usize, &String)| {
        let box_after = if at % 3 == 2 { WITHIN[at / 3 % WITHIN.len()] } else { "" };
        format!("<p>{}</p>\n{box_after}", dressed(p, at))
    };
    let body: String = paragraphs.iter().enumerate().map(dressed).collect();
    format!(
        "<!DOCTYPE html><html lang=\"ar\"><head><meta charset=\"utf-8\"><title>{TITLE} - صحيفة الميناء</title>\
         <meta property=\"og:type\" content=\"article\"></head><body>{ABOVE}\
         <main><article><h1>{TITLE}</h1>{body}{BELOW}</body></html>"
    )
}

fn record(text: &str, form: Form) -> Record {
    read(&Page { bytes: text.as_bytes(), source: "test", form, hints: Default::default() }, Default::default())
}

/// What a claim says, digits and spaces levelled.
fn said(claim: &Claim) -> String {
    let level =
        |text: &Option<String>| text.as_deref().map(|t| fold(t).split_whitespace().collect::<Vec<_>>().join(" "));
    let period = claim.period.as_ref().map(|p| (p.start.clone(), p.end.clone()));
    let Claim { metric, value, value_high, qualifier, platform, status, .. } = claim;
    let words = [&claim.subject, &claim.scope, &claim.attribution].map(level);
    format!("{metric} {value} {value_high:?} {qualifier:?} {platform:?} {status:?} {period:?} {words:?}")
}

fn all_said(record: &Record) -> Vec<String> {
    record.claims.iter().map(said).collect()
}

#[test]
fn an_article_in_a_page_full_of_boilerplate_gives_the_claims_of_its_text() {
    let (mut claims, mut differ) = (0, Vec::new());
    for paragraphs in articles() {
        let text = record(&format!("{TITLE}\n\n{}", paragraphs.join("\n\n")), Form::Text);
        let html = record(&page(&paragraphs), Form::Html);
        claims += text.claims.len();
        if all_said(&text) != all_said(&html) {
            differ.push(format!("{}\n  text {:#?}\n  html {:#?}", text.text, all_said(&text), all_said(&html)));
        }
    }
    assert!(claims > 500 && differ.is_empty(), "{claims} claims; {} differ:\n{}", differ.len(), differ.join("\n\n"));
}

#[test]
fn a_table_gives_the_claims_of_its_text() {
    let rows =
        [["القناة", "المشتركون"], ["قناة الهدهد", "1,250,000"], ["قناة السنبلة", "980,300"], ["قناة المرفأ", "41,700"]];
    let lead = "نشرت هيئة الإعلام في البلاد أعداد المشتركين في القنوات المحلية على يوتيوب، وقالت إنها ستنشرها في كل شهر.";
    let tail =
        "وتعتمد الهيئة في ذلك على ما يظهر في صفحات القنوات نفسها، ولا تحسب القنوات التي توقفت عن البث منذ زمن طويل.";
    let text = format!("{TITLE}\n\n{lead}\n\n{}\n\n{tail}", rows.map(|r| r.join("\t")).join("\n"));
    let row = |r: [&str; 2]| format!("<tr><td>{}</td><td><b>{}</b></td></tr>", r[0], eastern(r[1]));
    let html = page(&[lead.to_owned(), tail.to_owned()]);
    let html = html.replace(&format!("<p>{tail}"), &format!("<table>{}</table><p>{tail}", rows.map(row).concat()));
    let (text, html) = (record(&text, Form::Text), record(&html, Form::Html));
    assert_eq!(text.claims.len(), 3, "{:?}", all_said(&text));
    assert_eq!(all_said(&html), all_said(&text));
}
