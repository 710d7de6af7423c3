//! Writing outcomes: outputs first, then one transaction that says how far they are written.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use tokio::sync::mpsc::UnboundedSender;

use super::clock::{RunClock, millis};
use super::output::JsonLines;
use super::reading::{Answer, Outcome, Read};
use super::visit::Note;
use super::{CrawlError, Plan, Report};
use crate::crawl::Failure;
use crate::store::{Article, Fetch, Group, Millis, Sink, Store, Validators};

/// How long outcomes are gathered into one transaction, and how many.
const GATHERED_FOR: Duration = Duration::from_millis(50);
const GATHERED: usize = 256;

/// How often the outputs are brought to the disk itself, so that a power cut costs no more than this.
const SYNCED_EVERY: Duration = Duration::from_secs(2);

/// The one who writes.
pub(super) struct Keeper<'p> {
    plan: &'p Plan,
    store: Store,
    output: JsonLines,
    run: i64,
    clock: RunClock,
    report: Report,
    synced: Instant,
}

/// What the outcomes of a group mean to the dispatcher.
#[derive(Default)]
struct Gathered {
    hosts: Vec<i64>,
    stirred: bool,
}

impl<'p> Keeper<'p> {
    pub fn new(plan: &'p Plan, store: Store, output: JsonLines, run: i64, clock: RunClock) -> Self {
        Self { plan, store, output, run, clock, report: Report::default(), synced: Instant::now() }
    }

    /// Writes outcomes until no more come.
    pub fn work(mut self, outcomes: &Receiver<Outcome>, notes: &UnboundedSender<Note>) -> Result<Report, CrawlError> {
        let kept = self.keep_all(outcomes, notes);
        if kept.is_err() {
            let _ = notes.send(Note::Broken);
        }
        kept?;
        self.report.took = self.clock.elapsed();
        Ok(self.report)
    }

    fn keep_all(&mut self, outcomes: &Receiver<Outcome>, notes: &UnboundedSender<Note>) -> Result<(), CrawlError> {
        let sink = self.sink()?;
        while let Ok(first) = outcomes.recv() {
            let gathered = self.group(first, outcomes, sink.as_ref());
            match gathered {
                Ok(gathered) => {
                    let _ = notes.send(Note::Settled { hosts: gathered.hosts, stirred: gathered.stirred });
                }
                Err(error) => {
                    self.output.take_back();
                    return Err(error);
                }
            }
        }
        Ok(())
    }

    /// The output as the store knows it.
    fn sink(&mut self) -> Result<Option<Sink>, CrawlError> {
        let Some(path) = self.output.path() else { return Ok(None) };
        let path = path.display().to_string();
        let group = self.store.begin()?;
        let sink = group.sink(JsonLines::KIND, &path)?;
        group.commit()?;
        Ok(Some(sink))
    }

    /// Writes one outcome and those that come soon after, in one transaction.
    fn group(
        &mut self,
        first: Outcome,
        outcomes: &Receiver<Outcome>,
        sink: Option<&Sink>,
    ) -> Result<Gathered, CrawlError> {
        let Self { plan, store, output, run, clock, report, synced } = self;
        let group = store.begin()?;
        let mut gathered = Gathered::default();
        let mut pages = Pages { plan, group: &group, output, run: *run, clock, report };
        let (until, mut next) = (Instant::now() + GATHERED_FOR, Ok(first));
        while let Ok(outcome) = next {
            gathered.hosts.push(outcome.host);
            gathered.stirred |= pages.keep(outcome)?;
            next = match gathered.hosts.len() < GATHERED {
                true => outcomes.recv_timeout(until.saturating_duration_since(Instant::now())),
                false => Err(RecvTimeoutError::Timeout),
            };
        }
        let length = output.flush().map_err(|e| CrawlError::Output(output.name(), e))?;
        if synced.elapsed() >= SYNCED_EVERY {
            output.sync().map_err(|e| CrawlError::Output(output.name(), e))?;
            *synced = Instant::now();
        }
        if let Some(sink) = sink {
            group.written(sink.id, "", length)?;
        }
        group.note_run(*run, &report.sums(), None)?;
        group.commit()?;
        output.commit();
        Ok(gathered)
    }
}

/// The pages of one group.
struct Pages<'g, 's> {
    plan: &'g Plan,
    group: &'g Group<'s>,
    output: &'g mut JsonLines,
    run: i64,
    clock: &'g RunClock,
    report: &'g mut Report,
}

impl Pages<'_, '_> {
    /// Writes an outcome, and tells whether it put anything into the frontier.
    fn keep(&mut self, outcome: Outcome) -> Result<bool, CrawlError> {
        match &outcome.answer {
            Answer::Page(read) => self.page(&outcome, read),
            Answer::Unchanged(said) => self.unchanged(&outcome, said),
            Answer::Failed(failure) => self.failure(&outcome, failure),
        }
    }

    fn page(&mut self, outcome: &Outcome, read: &Read) -> Result<bool, CrawlError> {
        let (page, record) = (outcome.due.page, &read.record);
        let answered = record.url.as_deref().filter(|url| *url != outcome.due.url);
        let fetch = Fetch { status: Some(read.status), answered, bytes: read.bytes, ..self.fetch(outcome) };
        self.group.fetched(&fetch)?;
        let json = read.line.trim_end();
        let same = self.group.article(&Article { page, record, json, words: &read.words })?;
        self.output.add(&read.line);
        self.report.record(record.kind, record.claims.len());
        self.report.repeated += u64::from(same.same_as.is_some() || same.near_to.is_some());
        self.report.bytes += read.bytes as u64;
        self.group.done(page, self.run, &read.validators, self.again())?;
        Ok(false)
    }

    /// The article that is kept is still good. A server need not repeat what it said of the version.
    fn unchanged(&mut self, outcome: &Outcome, said: &Validators) -> Result<bool, CrawlError> {
        let (due, known) = (&outcome.due, &outcome.due.validators);
        self.group.fetched(&Fetch { status: Some(304), ..self.fetch(outcome) })?;
        self.report.pages += 1;
        self.report.unchanged += 1;
        let said = Validators {
            etag: said.etag.clone().or_else(|| known.etag.clone()),
            last_modified: said.last_modified.clone().or_else(|| known.last_modified.clone()),
        };
        self.group.done(due.page, self.run, &said, self.again())?;
        Ok(false)
    }

    /// When a page that was answered is due again.
    fn again(&self) -> Option<Millis> {
        self.plan.revisit.map(|after| self.clock.now() + millis(after))
    }

    fn failure(&mut self, outcome: &Outcome, failure: &Failure) -> Result<bool, CrawlError> {
        let (due, error, cause) = (&outcome.due, &failure.error, failure.error.code());
        self.group.fetched(&Fetch { cause: Some(&cause), ..self.fetch(outcome) })?;
        let tries = if error.is_passing() { due.tries + 1 } else { 0 };
        let now = self.clock.now();
        let again = if tries > 0 { self.plan.retry.next(due.page, tries, failure.retry_after, now) } else { None };
        self.group.failed(due.page, self.run, &cause, tries, again)?;
        let soon = again.is_some_and(|at| at - now <= millis(self.plan.retry.patience()));
        if soon {
            self.report.retried += 1;
            tracing::debug!(url = due.url, cause, "failed, will be tried again: {error}");
        } else {
            *self.report.failures.entry(cause).or_default() += 1;
            self.report.unreachable += u64::from(error.is_unreachable());
            tracing::warn!(url = due.url, "{error}");
        }
        Ok(soon)
    }

    fn fetch<'o>(&self, outcome: &'o Outcome) -> Fetch<'o> {
        Fetch {
            page: outcome.due.page,
            run: self.run,
            at: outcome.at,
            status: None,
            cause: None,
            answered: None,
            bytes: 0,
            payload: None,
            place: None,
        }
    }
}
