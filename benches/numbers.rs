//! What reading numbers costs: tokens, then quantities, in MB of article text a second on one core. `cargo bench --bench numbers`.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fs;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use marsad::arabic::tokenize;
use marsad::numbers::{Reference, read};
use serde_json::Value;

/// The paragraphs of the project's own gold: news text with far more figures than most.
fn articles() -> String {
    let gold = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/gold/claims.jsonl")).unwrap();
    let texts =
        gold.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["text"].as_str().unwrap().to_owned());
    texts.collect::<Vec<_>>().join("\n")
}

fn numbers(criterion: &mut Criterion) {
    let text = articles();
    let mut group = criterion.benchmark_group("numbers");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("tokenize", |b| b.iter(|| tokenize(black_box(&text)).len()));
    let reference = Reference { day: Some(jiff::civil::date(2026, 1, 10)) };
    group.bench_function("tokenize and read", |b| b.iter(|| read(&tokenize(black_box(&text)), reference).len()));
    group.finish();
}

criterion_group!(benches, numbers);
criterion_main!(benches);
