//! Handing out addresses.

use std::time::{Duration, Instant};

use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep_until, timeout};

use super::clock::RunClock;
use super::hosts::{Hosts, Next};
use super::visit::{Network, Note};
use super::{CrawlError, Plan, Stop};
use crate::store::{Reader, Role};

/// How long fetches in flight may take after a stop.
const GRACE: Duration = Duration::from_secs(9);

/// The one who says what is fetched when.
pub(super) struct Dispatch<'p> {
    plan: &'p Plan,
    reader: Reader,
    hosts: Hosts,
    network: Network,
    clock: RunClock,
    fetches: JoinSet<()>,
    unsettled: usize,
    pages: u64,
    stopped: bool,
}

impl<'p> Dispatch<'p> {
    pub fn new(plan: &'p Plan, reader: Reader, network: Network, clock: RunClock) -> Self {
        // The seed spreads the pace of several machines that begin at the same time.
        let hosts = Hosts::new(plan.pacing, clock.now().cast_unsigned() ^ u64::from(std::process::id()) << 40);
        let fetches = JoinSet::new();
        Self { plan, reader, hosts, network, clock, fetches, unsettled: 0, pages: 0, stopped: false }
    }

    /// Hands out until nothing is due or the run is stopped. On return nothing more is sent to the readers.
    pub async fn work(
        mut self,
        mut notes: UnboundedReceiver<Note>,
        mut stop: watch::Receiver<Stop>,
    ) -> Result<(), CrawlError> {
        loop {
            let wake = self.hand_out()?;
            if self.is_over(wake) {
                break;
            }
            let deadline = self.plan.max_time.map(|most| Instant::now() + most.saturating_sub(self.clock.elapsed()));
            let wake = [wake, deadline.filter(|_| !self.stopped)].into_iter().flatten().min();
            tokio::select! {
                note = notes.recv() => self.hear(note)?,
                _ = stop.wait_for(|stop| *stop == Stop::Soon), if !self.stopped => self.stopped = true,
                () = sleep_until(wake.unwrap_or_else(Instant::now).into()), if wake.is_some() => {}
            }
            while let Ok(note) = notes.try_recv() {
                self.hear(Some(note))?;
            }
            self.stopped |= deadline.is_some_and(|deadline| deadline <= Instant::now());
            if self.stopped {
                // What takes longer is given up: it is still due.
                timeout(GRACE, self.finish(&mut notes)).await.unwrap_or(Ok(()))?;
                break;
            }
        }
        self.fetches.shutdown().await;
        Ok(())
    }

    /// Begins as many fetches as may be; returns when to look again.
    fn hand_out(&mut self) -> Result<Option<Instant>, CrawlError> {
        while self.plan.limit.is_none_or(|most| self.pages < most) {
            match self.hosts.next(&self.reader, &self.clock)? {
                Next::Wait(until) => return Ok(until),
                Next::Fetch(due, host, asked) => {
                    self.unsettled += 1;
                    self.pages += u64::from(due.role == Role::Page);
                    self.fetches.spawn(self.network.clone().visit(due, host, asked, self.clock.now()));
                }
            }
        }
        Ok(None)
    }

    /// Whether everything is committed and nothing will be due soon.
    fn is_over(&self, wake: Option<Instant>) -> bool {
        // A host's usual pace is always waited for; a rest that it needs or asks for, only for a while.
        let patience = Instant::now() + self.plan.retry.patience().max(self.hosts.longest_gap(&self.plan.pacing));
        let spent = self.plan.limit.is_some_and(|most| self.pages >= most);
        self.unsettled == 0 && (spent || wake.is_none_or(|wake| wake > patience))
    }

    fn hear(&mut self, note: Option<Note>) -> Result<(), CrawlError> {
        while self.fetches.try_join_next().is_some() {}
        match note {
            Some(Note::Freed(host, answer)) => self.hosts.freed(host, answer),
            Some(Note::PutBack(due, host, delay)) => {
                self.unsettled -= 1;
                self.pages -= u64::from(due.role == Role::Page);
                self.hosts.put_back(host, *due, delay);
            }
            Some(Note::Settled { hosts, stirred }) => {
                self.unsettled -= hosts.len();
                hosts.into_iter().for_each(|host| self.hosts.settled(host));
                if stirred {
                    self.hosts.stir(&self.reader, &self.clock)?;
                }
            }
            Some(Note::Broken) | None => {
                self.stopped = true;
                self.fetches.abort_all();
                self.unsettled = 0;
            }
        }
        Ok(())
    }

    /// Waits until what is in flight is committed.
    async fn finish(&mut self, notes: &mut UnboundedReceiver<Note>) -> Result<(), CrawlError> {
        while self.unsettled > 0 {
            let note = notes.recv().await;
            self.hear(note)?;
        }
        Ok(())
    }
}
