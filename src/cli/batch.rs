//! What became of each page, and of all of them.

use std::time::{Duration, Instant};

use marsad::export::{csv_rows, html_section};
use marsad::pipeline::is_refused;
use marsad::record::Record;

use super::args::Format;
use super::terminal::say;
use super::{End, table};

/// What became of one input.
pub struct Outcome {
    /// Whether there is a record.
    pub read: bool,
    /// The record in the output's format; nothing when there is none to write, or no row in it.
    pub bytes: Vec<u8>,
    /// Claims in it.
    pub claims: usize,
    /// Warnings in it.
    pub warnings: usize,
    /// What to say of it, most often with `-v` only.
    pub note: Option<String>,
    /// Why it is no page.
    pub failure: Option<String>,
}

impl Outcome {
    /// A record, ready to be written.
    ///
    /// # Errors
    /// The record cannot be serialised, which no record of ours does.
    pub fn of(record: &Record, format: Format, verbose: bool) -> anyhow::Result<Self> {
        let refusal = record.warnings.first().filter(|_| is_refused(record));
        Ok(Self {
            read: true,
            bytes: render(record, format)?,
            claims: record.claims.len(),
            warnings: record.warnings.len(),
            note: verbose.then(|| note(record)),
            failure: refusal.map(|w| format!("{}: {}", record.source, w.detail)),
        })
    }

    /// Damage to an archive that takes nothing from its other pages.
    pub fn warned(what: String) -> Self {
        Self { read: false, bytes: Vec::new(), claims: 0, warnings: 1, note: Some(what), failure: None }
    }

    /// An input of which there is no record.
    pub fn failed(why: String) -> Self {
        Self { read: false, bytes: Vec::new(), claims: 0, warnings: 0, note: None, failure: Some(why) }
    }
}

/// A record in the output's format, without what stands between records.
fn render(record: &Record, format: Format) -> anyhow::Result<Vec<u8>> {
    Ok(match format {
        Format::Jsonl => {
            let mut line = serde_json::to_vec(record)?;
            line.push(b'\n');
            line
        }
        Format::Json => serde_json::to_vec_pretty(record)?,
        Format::Table => table::render(record)?.into_bytes(),
        Format::Csv => csv_rows(record)?,
        Format::Html => html_section(record)?.into_bytes(),
    })
}

fn note(record: &Record) -> String {
    let codes: Vec<&str> = record.warnings.iter().map(|w| w.code.as_str()).collect();
    let warned = if codes.is_empty() { String::new() } else { format!(", {}", codes.join(", ")) };
    format!("{}: {:?}, {}{warned}", record.source, record.kind, counted(record.claims.len(), "claim")).to_lowercase()
}

/// The sums over a batch.
pub struct Tally {
    began: Instant,
    seen: usize,
    pages: usize,
    claims: usize,
    warnings: usize,
    failures: usize,
}

impl Tally {
    /// An empty tally; its clock runs from now.
    pub fn new() -> Self {
        Self { began: Instant::now(), seen: 0, pages: 0, claims: 0, warnings: 0, failures: 0 }
    }

    /// Adds one input.
    pub fn add(&mut self, outcome: &Outcome) {
        self.seen += 1;
        self.pages += usize::from(outcome.read);
        self.claims += outcome.claims;
        self.warnings += outcome.warnings;
        self.failures += usize::from(outcome.failure.is_some());
    }

    /// Inputs seen so far.
    pub fn seen(&self) -> usize {
        self.seen
    }

    /// Time since the batch began.
    pub fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }

    /// The summary line.
    pub fn say(&self) {
        let rate = self.pages as f64 / self.elapsed().as_secs_f64().max(1e-6);
        let counts =
            [(self.pages, "page"), (self.claims, "claim"), (self.warnings, "warning"), (self.failures, "failure")];
        let counts: Vec<String> = counts.iter().map(|(n, what)| counted(*n, what)).collect();
        say(format_args!("{}, {rate:.0} pages/s", counts.join(", ")));
    }

    /// Whether every input gave its page.
    pub fn end(&self) -> End {
        if self.failures == 0 { End::Done } else { End::SomeFailed }
    }
}

fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
