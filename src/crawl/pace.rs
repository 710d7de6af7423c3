//! Who may be asked next, and when: each host at its own pace, none waiting for another.
//!
//! Pure: the time is given. Every operation costs the logarithm of the number of hosts, whatever the number of URLs. A run asks [`Pace::next`] until it gives
//! nothing, sleeps until [`Pace::wake`] or until a fetch ends, and tells each end to [`Pace::finish`].

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::time::{Duration, Instant};

use super::{Answer, Dice, Pacing, Tempo};

/// A host, as [`Pace`] numbers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HostId(u32);

/// What waits, host by host. `T` is what stands for a URL: best a small number.
#[derive(Debug)]
pub struct Pace<T> {
    pacing: Pacing,
    ids: HashMap<Box<str>, HostId>,
    hosts: Vec<Host<T>>,
    /// The hosts that have something waiting and a slot free, by the time at which they may be asked.
    ready: BTreeSet<(Instant, HostId)>,
    waiting: usize,
    in_flight: usize,
    dice: Dice,
}

#[derive(Debug)]
struct Host<T> {
    queue: VecDeque<T>,
    tempo: Tempo,
    /// The place in [`Pace::ready`].
    listed: Option<Instant>,
}

impl<T> Pace<T> {
    /// Nothing waits. `seed` is for the jitter.
    pub fn new(pacing: Pacing, seed: u64) -> Self {
        let (ids, hosts, ready) = (HashMap::new(), Vec::new(), BTreeSet::new());
        Self { pacing, ids, hosts, ready, waiting: 0, in_flight: 0, dice: Dice::new(seed) }
    }

    /// The number of a host, known or new.
    pub fn host(&mut self, name: &str, now: Instant) -> HostId {
        if let Some(id) = self.ids.get(name) {
            return *id;
        }
        let id = HostId(self.hosts.len() as u32);
        self.ids.insert(name.into(), id);
        self.hosts.push(Host { queue: VecDeque::new(), tempo: Tempo::new(&self.pacing, now), listed: None });
        id
    }

    /// Puts something into its host's queue.
    pub fn push(&mut self, host: HostId, item: T) {
        if let Some(queue) = self.hosts.get_mut(host.0 as usize).map(|host| &mut host.queue) {
            queue.push_back(item);
            self.waiting += 1;
            self.list(host);
        }
    }

    /// What may go now, if anything. Whatever is given must be brought to its end with [`Pace::finish`] or [`Pace::put_back`].
    pub fn next(&mut self, now: Instant) -> Option<(HostId, T)> {
        let &(at, id) = self.ready.first()?;
        if at > now || self.in_flight >= self.pacing.at_once {
            return None;
        }
        let dice = self.dice.roll();
        let host = self.hosts.get_mut(id.0 as usize)?;
        let item = host.queue.pop_front()?;
        host.tempo.begin(&self.pacing, now, dice);
        self.waiting -= 1;
        self.in_flight += 1;
        self.list(id);
        Some((id, item))
    }

    /// When something may go; `None` when nothing may before a fetch ends, or nothing waits.
    pub fn wake(&self) -> Option<Instant> {
        self.ready.first().map(|(at, _)| *at).filter(|_| self.in_flight < self.pacing.at_once)
    }

    /// A request came to its end.
    pub fn finish(&mut self, id: HostId, answer: Answer, now: Instant) {
        let dice = self.dice.roll();
        let Some(host) = self.hosts.get_mut(id.0 as usize) else { return };
        host.tempo.end(answer, &self.pacing, now, dice);
        self.in_flight = self.in_flight.saturating_sub(1);
        self.list(id);
    }

    /// What was given goes back to the head of its queue without a request for it; its turn comes after the host's delay.
    pub fn put_back(&mut self, id: HostId, item: T, now: Instant) {
        let Some(host) = self.hosts.get_mut(id.0 as usize) else { return };
        host.queue.push_front(item);
        host.tempo.undo(&self.pacing, now);
        self.waiting += 1;
        self.in_flight = self.in_flight.saturating_sub(1);
        self.list(id);
    }

    /// The delay that a host's robots file asks for holds from the next request on; what is beyond the longest delay is cut. Gives what holds.
    pub fn ask_delay(&mut self, id: HostId, delay: Duration) -> Duration {
        let pacing = &self.pacing;
        self.hosts.get_mut(id.0 as usize).map_or(delay, |host| host.tempo.ask_delay(delay, pacing))
    }

    /// The host is not asked for so long, up to the longest rest.
    pub fn rest(&mut self, id: HostId, time: Duration, now: Instant) {
        if let Some(host) = self.hosts.get_mut(id.0 as usize) {
            host.tempo.rest(time, &self.pacing, now);
        }
        self.list(id);
    }

    /// Takes out all that waits for hosts which will not be asked before `until`: it is for the next run.
    pub fn give_up(&mut self, until: Instant) -> Vec<T> {
        let later: Vec<HostId> = self.ready.range((until, HostId(0))..).map(|(_, id)| *id).collect();
        let mut given_up = Vec::new();
        for id in later {
            if let Some(host) = self.hosts.get_mut(id.0 as usize) {
                given_up.extend(std::mem::take(&mut host.queue));
            }
            self.list(id);
        }
        self.waiting -= given_up.len();
        given_up
    }

    /// Whether the host is let be after too many failures in a row.
    pub fn is_broken(&self, id: HostId) -> bool {
        self.hosts.get(id.0 as usize).is_some_and(|host| host.tempo.is_broken(&self.pacing))
    }

    /// How many wait.
    pub fn waiting(&self) -> usize {
        self.waiting
    }

    /// How many wait for a host.
    pub fn waiting_for(&self, id: HostId) -> usize {
        self.hosts.get(id.0 as usize).map_or(0, |host| host.queue.len())
    }

    /// How many are under way.
    pub fn in_flight(&self) -> usize {
        self.in_flight
    }

    /// Sets the host's place among those ready.
    fn list(&mut self, id: HostId) {
        let Some(host) = self.hosts.get_mut(id.0 as usize) else { return };
        if let Some(at) = host.listed.take() {
            self.ready.remove(&(at, id));
        }
        if let Some(at) = host.tempo.free_at(&self.pacing).filter(|_| !host.queue.is_empty()) {
            host.listed = Some(at);
            self.ready.insert((at, id));
        }
    }
}

#[cfg(test)]
#[path = "pace_tests.rs"]
mod tests;
