//! What a run did, in figures.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::time::Duration;

use crate::record::Kind;
use crate::store::RunSums;

/// The sums of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Pages answered, also those that had not changed.
    pub pages: u64,
    /// Records written: pages that are new or have changed.
    pub fresh: u64,
    /// Records by kind: articles, indexes, empty and blocked pages.
    pub kinds: BTreeMap<&'static str, u64>,
    /// Pages whose server said that they had not changed.
    pub unchanged: u64,
    /// Records whose text repeats an earlier one's to the letter, or but for a few words.
    pub repeated: u64,
    /// Claims in the records.
    pub claims: u64,
    /// Addresses that failed, by the cause of the last try.
    pub failures: BTreeMap<String, u64>,
    /// Failed fetches that were to be tried again in this run.
    pub retried: u64,
    /// Those causes that mean that nothing answered.
    pub unanswered: BTreeSet<String>,
    /// Bytes of bodies, decoded.
    pub bytes: u64,
    /// How long it took.
    pub took: Duration,
}

impl Report {
    /// Adds a record.
    pub(super) fn record(&mut self, kind: Kind, claims: usize) {
        let name = match kind {
            Kind::Article => "article",
            Kind::Index => "index",
            Kind::Empty => "empty",
            Kind::Blocked => "blocked",
        };
        *self.kinds.entry(name).or_default() += 1;
        self.pages += 1;
        self.fresh += 1;
        self.claims += claims as u64;
    }

    /// Adds a page that is as it was.
    pub(super) fn unchanged(&mut self) {
        self.pages += 1;
        self.unchanged += 1;
    }

    /// Whether nothing answered at all.
    pub fn is_unreachable(&self) -> bool {
        self.pages == 0 && self.failed() > 0 && self.failures.keys().all(|cause| self.unanswered.contains(cause))
    }

    /// Addresses that failed.
    pub fn failed(&self) -> u64 {
        self.failures.values().sum()
    }

    /// What the store keeps of it.
    pub fn sums(&self) -> RunSums {
        RunSums { pages: self.pages, fresh: self.fresh, unchanged: self.unchanged, failed: self.failed() }
    }
}

impl fmt::Display for Report {
    /// The summary line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds: Vec<String> = self.kinds.iter().map(|(kind, n)| format!("{n} {kind}")).collect();
        let kinds = if kinds.is_empty() { String::new() } else { format!(" ({})", kinds.join(", ")) };
        write!(f, "{} pages, {} new{kinds}, {} unchanged, ", self.pages, self.fresh, self.unchanged)?;
        write!(f, "{} repeated, {} claims, {} failed", self.repeated, self.claims, self.failed())?;
        let causes: Vec<String> = self.failures.iter().map(|(cause, n)| format!("{n} {cause}")).collect();
        if !causes.is_empty() {
            write!(f, " ({})", causes.join(", "))?;
        }
        let seconds = self.took.as_secs_f64();
        write!(f, ", {seconds:.1} s, {:.0} pages/s", self.pages as f64 / seconds.max(1e-3))
    }
}
