//! What each page of a folder costs from bytes to record, claims included, and how much memory that takes.
//!
//! `page_times FOLDER`: reads every file several times, keeps the least of each page's times, and prints how they are spread, the dearest pages, and the
//! peak of memory beside the largest page.

#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use marsad::pipeline::{Form, Page, read};

/// Times each page is read.
const TIMES: usize = 5;
/// Dearest pages that are named.
const NAMED: usize = 8;

struct Timed {
    page: PathBuf,
    bytes: usize,
    least: Duration,
}

fn main() {
    let folder = std::env::args().nth(1).unwrap();
    let mut pages: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    // Lexicons are read once, by the first page.
    timed(pages[0].clone());
    let mut times: Vec<Timed> = pages.into_iter().map(timed).collect();
    times.sort_by_key(|t| t.least);
    report(&times);
}

fn timed(page: PathBuf) -> Timed {
    let bytes = fs::read(&page).unwrap();
    let once = || {
        let began = Instant::now();
        let record = read(
            &Page { bytes: &bytes, source: "page", form: Form::Html, hints: Default::default() },
            Default::default(),
        );
        assert_eq!(record.source, "page");
        began.elapsed()
    };
    let least = (0..TIMES).map(|_| once()).min().unwrap();
    Timed { page, bytes: bytes.len(), least }
}

fn report(times: &[Timed]) {
    let at = |share: usize| ms(times[(times.len() - 1) * share / 100].least);
    let mean = times.iter().map(|t| t.least).sum::<Duration>() / times.len() as u32;
    println!(
        "{} pages: mean {:.2} ms, median {:.2}, p90 {:.2}, p99 {:.2}, most {:.2}",
        times.len(),
        ms(mean),
        at(50),
        at(90),
        at(99),
        at(100)
    );
    for t in times.iter().rev().take(NAMED) {
        println!("{:8.2} ms {:8} kB  {}", ms(t.least), t.bytes / 1000, t.page.display());
    }
    let largest = times.iter().map(|t| t.bytes).max().unwrap() as f64 / 1e6;
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("unknown").trim();
    println!("peak memory {peak}, largest page {largest:.1} MB");
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
