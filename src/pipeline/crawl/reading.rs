//! Reading pages, on as many threads as there are cores.

use std::sync::mpsc::SyncSender;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::mpsc::Receiver;

use super::Plan;
use super::discover::{Links, links};
use super::visit::{Came, Unread, Visit};
use super::warc::Packed;
use crate::crawl::{Failure, Fetched, Hop, HostId};
use crate::pipeline::fetch;
use crate::record::{Kind, Record};
use crate::store::{Due, Millis, Validators, index_words};

const NOT_MODIFIED: u16 = 304;

/// What is ready to be written.
pub(super) enum Unwritten {
    /// What came of an address.
    Outcome(Box<Outcome>),
    /// Exchanges for the archive alone.
    Aside(Packed),
}

/// What came of an address.
pub(super) struct Outcome {
    pub due: Due,
    pub host: HostId,
    pub at: Millis,
    pub answer: Answer,
    pub packed: Packed,
}

/// What an address gave.
pub(super) enum Answer {
    /// A page, and what it leads to.
    Page(Box<Read>, Links),
    /// A source.
    Source(Listed),
    /// What is known already: the server says that it has not changed.
    Unchanged(Validators),
    /// Nothing.
    Failed(Failed),
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

/// A source that was read.
pub(super) struct Listed {
    pub links: Links,
    pub status: u16,
    pub bytes: usize,
    pub validators: Validators,
}

/// Why there is nothing.
pub(super) struct Failed {
    /// A stable word.
    pub cause: String,
    /// For a person.
    pub message: String,
    /// Whether another try may do better.
    pub passing: bool,
    /// Whether nothing answered.
    pub unreachable: bool,
    /// How long the server asks to be left alone.
    pub wait: Option<Duration>,
    /// The status, where there was an answer.
    pub status: Option<u16>,
}

/// Reads pages until no more come. With `archived`, requests and answers are packed for the archive.
pub(super) fn labour(plan: &Plan, archived: bool, unread: &Mutex<Receiver<Unread>>, unwritten: &SyncSender<Unwritten>) {
    let pack = |hops: Vec<Hop>| if archived { Packed::new(hops) } else { Packed::default() };
    loop {
        let next = unread.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv();
        let ready = match next {
            None => return,
            Some(Unread::Aside(hops)) => Unwritten::Aside(pack(hops)),
            Some(Unread::Visit(visit)) => {
                let Visit { due, host, at, came } = *visit;
                let (answer, hops) = answer(plan, &due, came);
                Unwritten::Outcome(Box::new(Outcome { due, host, at, answer, packed: pack(hops) }))
            }
        };
        // The writer goes before us only when it has failed.
        if unwritten.send(ready).is_err() {
            return;
        }
    }
}

fn answer(plan: &Plan, due: &Due, came: Came) -> (Answer, Vec<Hop>) {
    match came {
        Came::Forbidden => (Answer::Failed(Failed::forbidden()), Vec::new()),
        Came::Unsaid(wait) => (Answer::Failed(Failed::unsaid(wait)), Vec::new()),
        Came::Answer(Err(failure)) => (Answer::Failed(Failed::of(&failure)), failure.hops),
        Came::Answer(Ok(fetched)) => {
            let answer = match fetched.status {
                NOT_MODIFIED => Answer::Unchanged(validators(&fetched)),
                _ if due.role.is_source() => source(plan, due, &fetched),
                _ => page(plan, due, &fetched),
            };
            (answer, fetched.hops)
        }
    }
}

fn source(plan: &Plan, due: &Due, fetched: &Fetched) -> Answer {
    let links = links(plan, due, fetched);
    match &links.broken {
        Some(why) if links.found.is_empty() => Answer::Failed(Failed::staying("unreadable", why.clone())),
        _ => {
            let (status, bytes, validators) = (fetched.status, fetched.bytes.len(), validators(fetched));
            Answer::Source(Listed { links, status, bytes, validators })
        }
    }
}

fn page(plan: &Plan, due: &Due, fetched: &Fetched) -> Answer {
    let mut record = fetch::record(fetched, &plan.sites, plan.finding);
    record.claims.retain(|claim| claim.confidence >= plan.min_confidence);
    match serde_json::to_string(&record) {
        Ok(mut line) => {
            line.push('\n');
            let words = words(&record);
            let (status, bytes, validators) = (fetched.status, fetched.bytes.len(), validators(fetched));
            let read = Read { record, line, words, status, bytes, validators };
            Answer::Page(Box::new(read), links(plan, due, fetched))
        }
        Err(error) => Answer::Failed(Failed::staying("internal", error.to_string())),
    }
}

fn validators(fetched: &Fetched) -> Validators {
    Validators { etag: fetched.etag.clone(), last_modified: fetched.last_modified.clone() }
}

fn words(record: &Record) -> String {
    match record.kind {
        Kind::Article => index_words(&format!("{}\n{}", record.title.as_deref().unwrap_or(""), record.text)),
        _ => String::new(),
    }
}

impl Failed {
    fn of(failure: &Failure) -> Self {
        let error = &failure.error;
        Self {
            cause: error.code(),
            message: error.to_string(),
            passing: error.is_passing(),
            unreachable: error.is_unreachable(),
            wait: failure.retry_after,
            status: failure.hops.last().map(|hop| hop.status),
        }
    }

    /// A failure that another try won't mend.
    fn staying(cause: &str, message: String) -> Self {
        let cause = cause.to_owned();
        Self { cause, message, passing: false, unreachable: false, wait: None, status: None }
    }

    fn forbidden() -> Self {
        Self::staying("robots", "the host's robots.txt forbids it".to_owned())
    }

    fn unsaid(wait: Duration) -> Self {
        let message = "the host's robots.txt cannot be had, so nothing may be fetched".to_owned();
        Self { passing: true, wait: Some(wait), ..Self::staying("robots_unknown", message) }
    }
}
