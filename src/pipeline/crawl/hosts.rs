//! Which address is next: what is due is drawn from the store a little at a time, host by host, and waits for its host's pace.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::time::{Duration, Instant};

use super::clock::RunClock;
use crate::crawl::{Answer, HostId, Pace, Pacing};
use crate::store::{Due, Millis, Reader, StoreError};

/// Hosts worked on at the same time: memory is bounded by them. More than any concurrency that a machine bears.
const ACTIVE: usize = 1024;
/// Addresses drawn from the store at once.
const DRAWN: usize = 32;
/// Hosts looked at in the store before addresses are handed out again.
const LOOKED_AT: usize = 64;

/// The hosts that have something due.
pub(super) struct Hosts {
    pace: Pace<Due>,
    active: HashMap<HostId, Active>,
    /// The last host looked at in the store; none once all have been.
    looking: Option<i64>,
    /// When the first address that is not yet due will be.
    next_due: Option<Millis>,
}

/// What is known of a host as long as it has something due or in flight.
struct Active {
    /// The store's number for it.
    id: i64,
    /// The last address drawn: what stands before it in the store is in flight.
    drawn: (Millis, i64),
    /// Whether the store had no more.
    dry: bool,
    /// Addresses handed out whose outcome is not yet committed. Until then the store would give them out again.
    unsettled: usize,
    /// The delay that its robots.txt asks for, as the pace knows it.
    asked: Duration,
}

/// What to do now.
pub(super) enum Next {
    /// Fetch this, from a host that asks for this delay.
    Fetch(Due, HostId, Duration),
    /// Nothing before then; with none, nothing before something else happens.
    Wait(Option<Instant>),
}

impl Hosts {
    pub fn new(pacing: Pacing, seed: u64) -> Self {
        Self { pace: Pace::new(pacing, seed), active: HashMap::new(), looking: Some(0), next_due: None }
    }

    /// The next address to fetch.
    pub fn next(&mut self, reader: &Reader, clock: &RunClock) -> Result<Next, StoreError> {
        loop {
            if self.next_due.is_some_and(|due| due <= clock.now()) {
                self.stir(reader, clock)?;
            }
            self.look(reader, clock)?;
            if let Some((host, due)) = self.pace.next(Instant::now()) {
                let asked = self.hand_out(host, reader, clock)?;
                return Ok(Next::Fetch(due, host, asked));
            }
            if self.looking.is_none() || self.active.len() >= ACTIVE {
                let due = self.next_due.map(|due| clock.instant(due));
                return Ok(Next::Wait([self.pace.wake(), due].into_iter().flatten().min()));
            }
        }
    }

    /// The longest time that there may be between two requests to a host that is well.
    pub fn longest_gap(&self, pacing: &Pacing) -> Duration {
        let own = if pacing.delay.is_zero() { Duration::ZERO } else { pacing.delay.max(pacing.longest_delay) };
        let asked = self.active.values().map(|active| active.asked.min(pacing.longest_delay)).max();
        // Gaps are drawn out by up to a third.
        own.max(asked.unwrap_or_default()).mul_f64(1.5)
    }

    /// Takes on hosts that have something due.
    fn look(&mut self, reader: &Reader, clock: &RunClock) -> Result<(), StoreError> {
        let Some(after) = self.looking.filter(|_| self.active.len() < ACTIVE) else { return Ok(()) };
        let found = reader.hosts(after, LOOKED_AT.min(ACTIVE - self.active.len()))?;
        self.looking = found.last().map(|last| last.0);
        for (id, name, due) in found {
            if due > clock.now() {
                self.next_due = Some(self.next_due.map_or(due, |next| next.min(due)));
                continue;
            }
            let host = self.pace.host(&name, Instant::now());
            if let Entry::Vacant(place) = self.active.entry(host) {
                let drawn = (Millis::MIN, 0);
                place.insert(Active { id, drawn, dry: false, unsettled: 0, asked: Duration::ZERO });
                self.draw(host, reader, clock)?;
            }
        }
        Ok(())
    }

    fn hand_out(&mut self, host: HostId, reader: &Reader, clock: &RunClock) -> Result<Duration, StoreError> {
        let Some(active) = self.active.get_mut(&host) else { return Ok(Duration::ZERO) };
        active.unsettled += 1;
        let asked = active.asked;
        if !active.dry && self.pace.waiting_for(host) == 0 {
            self.draw(host, reader, clock)?;
        }
        Ok(asked)
    }

    /// Draws a host's next addresses.
    fn draw(&mut self, host: HostId, reader: &Reader, clock: &RunClock) -> Result<(), StoreError> {
        let Some(active) = self.active.get_mut(&host) else { return Ok(()) };
        let found = reader.due(active.id, active.drawn, clock.now(), DRAWN)?;
        active.drawn = found.last().map_or(active.drawn, |last| (last.due_at, last.page));
        active.dry = found.len() < DRAWN;
        let later = if active.dry { reader.next_due(active.id, clock.now())? } else { None };
        self.next_due = [self.next_due, later].into_iter().flatten().min();
        found.into_iter().for_each(|due| self.pace.push(host, due));
        self.let_go(host);
        Ok(())
    }

    /// Forgets a host that has nothing more.
    fn let_go(&mut self, host: HostId) {
        let over = |active: &Active| active.dry && active.unsettled == 0;
        if self.pace.waiting_for(host) == 0 && self.active.get(&host).is_some_and(over) {
            self.active.remove(&host);
        }
    }

    /// A fetch has ended.
    pub fn freed(&mut self, host: HostId, answer: Answer) {
        self.pace.finish(host, answer, Instant::now());
    }

    /// The host asks for this delay, and the address that was to be fetched waits for it.
    pub fn put_back(&mut self, host: HostId, due: Due, delay: Duration) {
        let holds = self.pace.ask_delay(host, delay);
        if holds < delay {
            tracing::warn!(
                url = due.url,
                "the host asks for {} s between requests; {} s is the most that is kept",
                delay.as_secs(),
                holds.as_secs()
            );
        }
        self.pace.put_back(host, due, Instant::now());
        if let Some(active) = self.active.get_mut(&host) {
            active.asked = delay;
            active.unsettled -= 1;
        }
    }

    /// An outcome of the host has been committed.
    pub fn settled(&mut self, host: HostId) {
        if let Some(active) = self.active.get_mut(&host) {
            active.unsettled -= 1;
            self.let_go(host);
        }
    }

    /// Something new has been committed: every host may have more.
    pub fn stir(&mut self, reader: &Reader, clock: &RunClock) -> Result<(), StoreError> {
        (self.looking, self.next_due) = (Some(0), None);
        let dry = self.active.iter().filter(|(_, active)| active.dry).map(|(host, _)| *host);
        dry.collect::<Vec<_>>().into_iter().try_for_each(|host| self.draw(host, reader, clock))
    }
}
