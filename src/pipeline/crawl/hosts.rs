//! Which address is next: hosts take turns, each at its own pace.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::time::Instant;

use super::Plan;
use super::clock::RunClock;
use crate::store::{Due, Millis, Reader, StoreError};

/// Hosts worked on at the same time: memory is bounded by them. More than any concurrency that a machine bears.
const ACTIVE: usize = 1024;
/// Addresses drawn from the store at once.
const DRAWN: usize = 32;
/// Hosts looked at in the store before fetches are handed out again.
const LOOKED_AT: usize = 64;

/// The hosts that have something due.
pub(super) struct Hosts {
    active: HashMap<i64, Host>,
    /// Active hosts that may be asked, by when.
    ready: BTreeSet<(Instant, i64)>,
    /// The last host looked at in the store; none once all have been.
    looking: Option<i64>,
    /// When the first address that is not yet due will be.
    next_due: Option<Millis>,
}

struct Host {
    queue: VecDeque<Due>,
    /// The last address drawn: what stands before it in the store is in flight.
    drawn: (Millis, i64),
    /// Whether the store had no more.
    dry: bool,
    in_flight: usize,
    /// Fetches begun whose outcome is not yet committed. Until then the store would give them out again.
    unsettled: usize,
    next_at: Instant,
}

/// What to do now.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Fetch this, from this host.
    Fetch(Due, i64),
    /// Nothing before then; never, unless something is found.
    Wait(Option<Instant>),
}

impl Hosts {
    pub fn new() -> Self {
        Self { active: HashMap::new(), ready: BTreeSet::new(), looking: Some(0), next_due: None }
    }

    /// The next address to fetch.
    pub fn next(&mut self, reader: &Reader, plan: &Plan, clock: &RunClock) -> Result<Next, StoreError> {
        loop {
            if self.next_due.is_some_and(|due| due <= clock.now()) {
                self.stir(plan);
            }
            self.look(reader, clock)?;
            let now = Instant::now();
            let Some(&(at, id)) = self.ready.first() else {
                if self.looking.is_some() && self.active.len() < ACTIVE {
                    continue;
                }
                return Ok(Next::Wait(self.next_due.map(|due| clock.instant(due))));
            };
            if at > now {
                let due = self.next_due.map(|due| clock.instant(due));
                return Ok(Next::Wait(Some(due.map_or(at, |due| due.min(at)))));
            }
            self.ready.pop_first();
            if let Some(due) = self.draw(id, reader, plan, clock)? {
                return Ok(Next::Fetch(due, id));
            }
        }
    }

    /// Takes on hosts that have something due.
    fn look(&mut self, reader: &Reader, clock: &RunClock) -> Result<(), StoreError> {
        let Some(after) = self.looking.filter(|_| self.active.len() < ACTIVE) else { return Ok(()) };
        let found = reader.hosts(after, LOOKED_AT.min(ACTIVE - self.active.len()))?;
        self.looking = found.last().map(|last| last.0);
        let now = clock.now();
        for (id, _, due) in found {
            if due > now {
                self.next_due = Some(self.next_due.map_or(due, |next| next.min(due)));
            } else if let Entry::Vacant(place) = self.active.entry(id) {
                place.insert(Host::new());
                self.ready.insert((Instant::now(), id));
            }
        }
        Ok(())
    }

    /// The next address of a host whose turn it is.
    fn draw(&mut self, id: i64, reader: &Reader, plan: &Plan, clock: &RunClock) -> Result<Option<Due>, StoreError> {
        let Some(host) = self.active.get_mut(&id) else { return Ok(None) };
        if host.queue.is_empty() {
            host.queue = reader.due(id, host.drawn, clock.now(), DRAWN)?.into();
            host.dry = host.queue.len() < DRAWN;
            let later = if host.dry { reader.next_due(id, clock.now())? } else { None };
            self.next_due = [self.next_due, later].into_iter().flatten().min();
            host.drawn = host.queue.back().map_or(host.drawn, |last| (last.due_at, last.page));
        }
        let due = host.queue.pop_front();
        if due.is_some() {
            host.in_flight += 1;
            host.unsettled += 1;
            host.next_at = Instant::now() + plan.delay;
        }
        self.wait_turn(id, plan);
        Ok(due)
    }

    /// Puts a host in the row of those that may be asked, or lets go of one that has nothing more.
    fn wait_turn(&mut self, id: i64, plan: &Plan) {
        let Some(host) = self.active.get(&id) else { return };
        if host.is_over() {
            self.active.remove(&id);
        } else if host.in_flight < plan.per_host && !(host.dry && host.queue.is_empty()) {
            self.ready.insert((host.next_at, id));
        }
    }

    /// A fetch from the host has ended.
    pub fn freed(&mut self, id: i64, plan: &Plan) {
        if let Some(host) = self.active.get_mut(&id) {
            host.in_flight -= 1;
            // A row that it stood in before is left by its old time.
            self.ready.remove(&(host.next_at, id));
            host.next_at = host.next_at.max(Instant::now());
            self.wait_turn(id, plan);
        }
    }

    /// An outcome of the host has been committed.
    pub fn settled(&mut self, id: i64) {
        let Some(host) = self.active.get_mut(&id) else { return };
        host.unsettled -= 1;
        if host.is_over() {
            self.active.remove(&id);
        }
    }

    /// Something new has been committed: every host may have more.
    pub fn stir(&mut self, plan: &Plan) {
        (self.looking, self.next_due) = (Some(0), None);
        for (id, host) in self.active.iter_mut().filter(|(_, host)| host.dry && host.queue.is_empty()) {
            host.dry = false;
            if host.in_flight < plan.per_host {
                self.ready.insert((host.next_at, *id));
            }
        }
    }
}

impl Host {
    fn new() -> Self {
        let queue = VecDeque::new();
        Self { queue, drawn: (Millis::MIN, 0), dry: false, in_flight: 0, unsettled: 0, next_at: Instant::now() }
    }

    fn is_over(&self) -> bool {
        self.dry && self.queue.is_empty() && self.in_flight == 0 && self.unsettled == 0
    }
}
