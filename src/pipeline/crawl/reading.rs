//! Reading pages, on as many threads as there are cores.

use std::sync::mpsc::SyncSender;
use std::sync::{Mutex, PoisonError};

use tokio::sync::mpsc::Receiver;

use super::Plan;
use super::visit::Visit;
use crate::crawl::{FetchError, Fetched};
use crate::page::Hints;
use crate::pipeline::{Form, Page, read};
use crate::record::{Kind, Record};
use crate::store::{Due, Millis, Validators, index_words};

/// What came of an address, ready to be written.
pub(super) struct Outcome {
    pub due: Due,
    pub host: i64,
    pub at: Millis,
    pub answer: Answer,
}

/// What an address gave.
pub(super) enum Answer {
    /// A page.
    Page(Box<Read>),
    /// Nothing.
    Failed(FetchError),
}

/// A page that was read.
pub(super) struct Read {
    pub record: Record,
    /// The record as a line, its end included.
    pub line: String,
    /// The words by which it is found.
    pub words: String,
    pub status: u16,
    pub bytes: usize,
    pub validators: Validators,
}

/// Reads pages until no more come.
pub(super) fn labour(plan: &Plan, unread: &Mutex<Receiver<Visit>>, outcomes: &SyncSender<Outcome>) {
    loop {
        let visit = unread.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv();
        let Some(Visit { due, host, at, came }) = visit else { return };
        let answer = match came {
            Ok(fetched) => page(plan, &fetched),
            Err(error) => Answer::Failed(error),
        };
        // The writer goes before us only when it has failed.
        if outcomes.send(Outcome { due, host, at, answer }).is_err() {
            return;
        }
    }
}

fn page(plan: &Plan, fetched: &Fetched) -> Answer {
    let record = record(plan, fetched);
    match serde_json::to_string(&record) {
        Ok(mut line) => {
            line.push('\n');
            let words = words(&record);
            let validators = Validators::default();
            Answer::Page(Box::new(Read { record, line, words, status: 200, bytes: fetched.bytes.len(), validators }))
        }
        Err(error) => Answer::Failed(FetchError::Other(error.to_string())),
    }
}

fn record(plan: &Plan, fetched: &Fetched) -> Record {
    let content_type = fetched.content_type.as_deref();
    let hints =
        Hints { url: Some(&fetched.url), content_type, fetched_at: Some(&fetched.fetched_at), ..Hints::default() };
    let form = content_type.and_then(Form::of_media_type).unwrap_or_else(|| Form::of_bytes(&fetched.bytes));
    let mut record = read(&Page { bytes: &fetched.bytes, source: &fetched.asked, form, hints }, plan.finding);
    record.claims.retain(|claim| claim.confidence >= plan.min_confidence);
    record
}

fn words(record: &Record) -> String {
    match record.kind {
        Kind::Article => index_words(&format!("{}\n{}", record.title.as_deref().unwrap_or(""), record.text)),
        _ => String::new(),
    }
}
