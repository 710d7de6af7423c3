//! Reading pages, on as many threads as there are cores.

use std::sync::mpsc::SyncSender;
use std::sync::{Mutex, PoisonError};

use tokio::sync::mpsc::Receiver;

use super::Plan;
use super::visit::Visit;
use crate::crawl::{Failure, FetchError, Fetched};
use crate::pipeline::fetch;
use crate::record::{Kind, Record};
use crate::store::{Due, Millis, Validators, index_words};

const NOT_MODIFIED: u16 = 304;

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
    /// What is known already: the server says that it has not changed.
    Unchanged(Validators),
    /// Nothing.
    Failed(Failure),
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
            Ok(fetched) if fetched.status == NOT_MODIFIED => Answer::Unchanged(validators(&fetched)),
            Ok(fetched) => page(plan, &fetched),
            Err(failure) => Answer::Failed(failure),
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
            let (status, bytes, validators) = (fetched.status, fetched.bytes.len(), validators(fetched));
            Answer::Page(Box::new(Read { record, line, words, status, bytes, validators }))
        }
        Err(error) => {
            Answer::Failed(Failure { error: FetchError::Other(error.to_string()), retry_after: None, hops: Vec::new() })
        }
    }
}

fn validators(fetched: &Fetched) -> Validators {
    Validators { etag: fetched.etag.clone(), last_modified: fetched.last_modified.clone() }
}

fn record(plan: &Plan, fetched: &Fetched) -> Record {
    let mut record = fetch::record(fetched, &plan.sites, plan.finding);
    record.claims.retain(|claim| claim.confidence >= plan.min_confidence);
    record
}

fn words(record: &Record) -> String {
    match record.kind {
        Kind::Article => index_words(&format!("{}\n{}", record.title.as_deref().unwrap_or(""), record.text)),
        _ => String::new(),
    }
}
