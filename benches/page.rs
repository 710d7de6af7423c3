//! What the steps from a page to its article cost, apart: decoding and tree, the whole article, the same without markup's noise.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fs;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use marsad::page::tree::Tree;
use marsad::page::{explain_html, read_html};

fn pages() -> Vec<String> {
    let found = glob::glob(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/*/page.html")).unwrap().map(Result::unwrap);
    found.filter_map(|path| String::from_utf8(fs::read(path).unwrap()).ok()).collect()
}

fn bench(c: &mut Criterion) {
    let pages = pages();
    let mut group = c.benchmark_group("page");
    group.throughput(Throughput::Bytes(pages.iter().map(|p| p.len() as u64).sum()));
    group.bench_function("tree", |b| {
        b.iter(|| pages.iter().map(|p| Tree::parse(black_box(p)).nodes().len()).sum::<usize>())
    });
    group.bench_function("content", |b| {
        b.iter(|| pages.iter().map(|p| explain_html(black_box(p.as_bytes()), &Default::default()).len()).sum::<usize>())
    });
    group.bench_function("article", |b| {
        b.iter(|| {
            pages.iter().map(|p| read_html(black_box(p.as_bytes()), &Default::default()).text.len()).sum::<usize>()
        })
    });
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
