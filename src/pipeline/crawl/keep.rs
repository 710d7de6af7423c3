//! Writing: outputs first, then one transaction that says how far they are written.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use tokio::sync::mpsc::UnboundedSender;

use super::clock::RunClock;
use super::outcome::Pages;
use super::reading::Unwritten;
use super::visit::Note;
use super::{CrawlError, Outputs, Plan, Report};
use crate::crawl::HostId;
use crate::store::{Sink, Store};

/// How long outcomes are gathered into one transaction, and how many.
const GATHERED_FOR: Duration = Duration::from_millis(50);
const GATHERED: usize = 256;

/// How often the outputs are brought to the disk itself, so that a power cut costs no more than this.
const SYNCED_EVERY: Duration = Duration::from_secs(10);

/// The one who writes.
pub(super) struct Keeper<'p> {
    plan: &'p Plan,
    store: Store,
    outputs: Outputs,
    run: i64,
    clock: RunClock,
    report: Report,
    taken: HashMap<i64, usize>,
    synced: Instant,
}

/// What a group means to the dispatcher.
#[derive(Default)]
struct Gathered {
    number: usize,
    hosts: Vec<HostId>,
    stirred: bool,
}

impl<'p> Keeper<'p> {
    pub fn new(plan: &'p Plan, store: Store, outputs: Outputs, run: i64, clock: RunClock) -> Self {
        Self {
            plan,
            store,
            outputs,
            run,
            clock,
            report: Report::default(),
            taken: HashMap::new(),
            synced: Instant::now(),
        }
    }

    /// Writes until no more comes. On an error what was not committed is taken back, as far as it can be now.
    pub fn work(
        mut self,
        unwritten: &Receiver<Unwritten>,
        notes: &UnboundedSender<Note>,
    ) -> Result<(Store, Report), CrawlError> {
        if let Err(error) = self.keep_all(unwritten, notes) {
            let _ = notes.send(Note::Broken);
            self.outputs.lines.take_back();
            return Err(error);
        }
        self.sync()?;
        self.sum_up()?;
        if let Some(archive) = self.outputs.archive {
            archive.close().map_err(|e| CrawlError::Output("the archive".to_owned(), e))?;
        }
        Ok((self.store, self.report))
    }

    fn keep_all(&mut self, unwritten: &Receiver<Unwritten>, notes: &UnboundedSender<Note>) -> Result<(), CrawlError> {
        let sink = self.sink()?;
        while let Ok(first) = unwritten.recv() {
            let gathered = self.group(first, unwritten, sink.as_ref())?;
            // Fails only when the run has broken off.
            let _ = notes.send(Note::Settled { hosts: gathered.hosts, stirred: gathered.stirred });
        }
        Ok(())
    }

    /// What failed and was not mended by another try.
    fn sum_up(&mut self) -> Result<(), CrawlError> {
        self.report.took = self.clock.elapsed();
        self.report.failures = self.store.begin()?.failed_in(self.run)?.into_iter().collect();
        Ok(())
    }

    /// The file of records as the store knows it.
    fn sink(&mut self) -> Result<Option<Sink>, CrawlError> {
        let Some(path) = self.outputs.lines.path() else { return Ok(None) };
        let path = path.display().to_string();
        let group = self.store.begin()?;
        let sink = group.sink(super::JsonLines::KIND, &path)?;
        group.commit()?;
        Ok(Some(sink))
    }

    /// Writes one outcome and those that come soon after, in one transaction.
    fn group(
        &mut self,
        first: Unwritten,
        unwritten: &Receiver<Unwritten>,
        sink: Option<&Sink>,
    ) -> Result<Gathered, CrawlError> {
        self.sync_now_and_then()?;
        let Self { plan, store, outputs, run, clock, report, taken, .. } = self;
        let group = store.begin()?;
        let mut gathered = Gathered::default();
        let mut pages = Pages { plan, group: &group, outputs, run: *run, clock, report, taken };
        let (until, mut next) = (Instant::now() + GATHERED_FOR, Ok(first));
        while let Ok(ready) = next {
            gathered.take(&mut pages, ready)?;
            next = match gathered.number < GATHERED {
                true => unwritten.recv_timeout(until.saturating_duration_since(Instant::now())),
                false => Err(RecvTimeoutError::Timeout),
            };
        }
        outputs.lines.flush().map_err(|e| CrawlError::Output(outputs.lines.name(), e))?;
        if let Some(sink) = sink {
            outputs.lines.note(&group, sink)?;
        }
        if let Some(archive) = &outputs.archive {
            archive.note(&group)?;
        }
        group.note_run(*run, &report.sums(), None)?;
        group.commit()?;
        outputs.lines.commit();
        Ok(gathered)
    }

    fn sync_now_and_then(&mut self) -> Result<(), CrawlError> {
        if self.synced.elapsed() < SYNCED_EVERY {
            return Ok(());
        }
        self.synced = Instant::now();
        self.sync()
    }

    fn sync(&self) -> Result<(), CrawlError> {
        let lines = &self.outputs.lines;
        lines.sync().map_err(|e| CrawlError::Output(lines.name(), e))?;
        let archive = self.outputs.archive.as_ref();
        archive.map_or(Ok(()), |a| a.sync()).map_err(|e| CrawlError::Output("the archive".to_owned(), e))
    }
}

impl Gathered {
    fn take(&mut self, pages: &mut Pages<'_, '_>, ready: Unwritten) -> Result<(), CrawlError> {
        self.number += 1;
        match ready {
            Unwritten::Aside(packed) => pages.archive(&packed, None).map(drop),
            Unwritten::Outcome(outcome) => {
                self.hosts.push(outcome.host);
                self.stirred |= pages.keep(&outcome)?;
                Ok(())
            }
        }
    }
}
