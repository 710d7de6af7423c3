//! What a page costs: page to article, article to claims, page to record. `cargo bench`; figures in `benches/README.md`.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fs;
use std::hint::black_box;
use std::path::PathBuf;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use marsad::claims::{self, Options};
use marsad::page::{self, Article};
use marsad::pipeline::{Form, Page, content_hash, near_hash, read};
use serde_json::Value;

/// The pages of `fixtures/`, as stored.
fn fixtures() -> Vec<(Form, Vec<u8>)> {
    let pages = glob::glob(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/*/page.*")).unwrap().map(Result::unwrap);
    pages.map(|path: PathBuf| (Form::of_name(&path).unwrap(), fs::read(&path).unwrap())).collect()
}

/// News paragraphs full of figures, from the project's own gold, until there are `words` of them.
fn article(words: usize) -> String {
    let gold = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/gold/claims.jsonl")).unwrap();
    let texts =
        gold.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["text"].as_str().unwrap().to_owned());
    let (mut out, mut left) = (Vec::new(), words);
    for text in texts {
        let taken: Vec<&str> = text.split(' ').take(left).collect();
        left -= taken.len();
        out.push(taken.join(" "));
    }
    out.join("\n").trim_end().to_owned()
}

/// A page of about 100 KB, as large as news pages are: an article of 500 words among menus, tickers and lists of headlines.
fn page_of_100_kb() -> Vec<u8> {
    let body: String = article(500).lines().map(|p| format!("<p>{p}</p>\n")).collect();
    let headline = |i: usize| {
        format!(
            "<li class=\"item-{i}\"><a href=\"/news/2026/{i}\" title=\"خبر\"><span>وزارة النقل تعلن مواعيد القطارات في العيد</span></a></li>\n"
        )
    };
    let list: String = (0..520).map(headline).collect();
    let page = format!(
        "<!DOCTYPE html><html lang=\"ar\"><head><meta charset=\"utf-8\"><title>تقرير الأرقام</title></head><body>\
         <ul class=\"menu\">{list}</ul><article><h1>تقرير الأرقام</h1>{body}</article></body></html>"
    );
    page.into_bytes()
}

fn load(pages: &[(Form, Vec<u8>)]) -> Throughput {
    let bytes = pages.iter().map(|(_, bytes)| bytes.len() as u64).sum();
    Throughput::ElementsAndBytes { elements: pages.len() as u64, bytes }
}

fn to_article(form: Form, bytes: &[u8]) -> Article {
    match form {
        Form::Html => page::read_html(bytes, &Default::default()),
        Form::Text => page::read_text(bytes, &Default::default()),
    }
}

fn to_record(form: Form, bytes: &[u8]) -> marsad::record::Record {
    read(&Page { bytes, source: "bench", form, hints: Default::default() }, Options::default())
}

fn fixtures_in_steps(c: &mut Criterion) {
    let pages = fixtures();
    let articles: Vec<Article> = pages.iter().map(|(form, bytes)| to_article(*form, bytes)).collect();
    let mut group = c.benchmark_group("fixtures");
    group.throughput(load(&pages));
    group.bench_function("page to article", |b| {
        b.iter(|| pages.iter().map(|(f, p)| to_article(*f, p).text.len()).sum::<usize>())
    });
    group.bench_function("page to record", |b| {
        b.iter(|| pages.iter().map(|(f, p)| to_record(*f, p).claims.len()).sum::<usize>())
    });
    let bytes = articles.iter().map(|a| a.text.len() as u64).sum();
    group.throughput(Throughput::ElementsAndBytes { elements: articles.len() as u64, bytes });
    group.bench_function("article to claims", |b| {
        b.iter(|| articles.iter().map(|a| claims::find(a, Options::default()).len()).sum::<usize>());
    });
    group.bench_function("article to hashes", |b| {
        b.iter(|| articles.iter().map(|a| content_hash(&a.text).len() + near_hash(&a.text).len()).sum::<usize>());
    });
    group.finish();
}

/// An article as news pages have them, with a claim in some sixty words: the fixtures' articles one after the other.
fn plain_article(words: usize) -> String {
    let pages = fixtures();
    let texts: Vec<String> = pages.iter().map(|(form, bytes)| to_article(*form, bytes).text).collect();
    let joined = texts.join("\n");
    let end = joined.match_indices(char::is_whitespace).nth(words - 1).map_or(joined.len(), |(at, _)| at);
    joined[..end].to_owned()
}

fn one_article_and_one_page(c: &mut Criterion) {
    let page = page_of_100_kb();
    let mut group = c.benchmark_group("one");
    for (name, text) in [
        ("article of 500 words to claims", plain_article(500)),
        ("article of 500 words full of figures to claims", article(500)),
    ] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        let article = Article { text, language: Some("ar".to_owned()), ..Article::default() };
        group.bench_function(name, |b| b.iter(|| claims::find(black_box(&article), Options::default())));
    }
    group.throughput(Throughput::Bytes(page.len() as u64));
    group.bench_function("page of 100 KB to record", |b| b.iter(|| to_record(Form::Html, black_box(&page))));
    group.finish();
}

criterion_group!(benches, fixtures_in_steps, one_article_and_one_page);
criterion_main!(benches);
