//! Who may be asked next, and when: each host at its own pace, none waiting for another.
//!
//! Pure: the time is given. Every operation costs the logarithm of the number of hosts, whatever the number of URLs. A run asks [`Pace::next`] until it gives
//! nothing, sleeps until [`Pace::wake`] or until a fetch ends, and tells each end to [`Pace::finish`].

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::time::{Duration, Instant};

use url::Url;

use super::{Failure, FetchError, Fetched};

/// Requests to a host at the same time before it has shown that it is brisk.
const SLOTS_AT_FIRST: usize = 2;

/// An answer within this time lets a host have one request more at the same time; a slower one halves their number. So a slow or dead
/// host never holds more than a place or two of those that all share.
const BRISK: Duration = Duration::from_secs(2);

/// The gap between two requests is drawn out by up to this share, so that many runs don't fall into step.
const JITTER: f64 = 0.3;

/// How often a host's rest can double: 2^16 seconds are most of a day.
const DOUBLINGS: u32 = 16;

/// How fast to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pacing {
    /// Requests at the same time.
    pub at_once: usize,
    /// Requests to one host at the same time.
    pub per_host: usize,
    /// From one request to a host to the next. When it is more than nothing, a host that takes longer than this to answer has as long between requests.
    pub delay: Duration,
    /// The longest delay that a host may ask for or slow us down to.
    pub longest_delay: Duration,
    /// The rest after a first failure; doubles with each further one in a row.
    pub rest: Duration,
    /// The longest rest, whatever a host asks for.
    pub longest_rest: Duration,
    /// Failures in a row after which a host is let be.
    pub failures: u32,
}

impl Default for Pacing {
    /// A second a request, as Scrapy's and Heritrix' polite settings have it; half a minute at most for hosts that ask for more, for a robots file that asks for hours
    /// means to forbid and should; an hour of rest at most, which is what a nightly run can wait.
    fn default() -> Self {
        Self {
            at_once: 64,
            per_host: 2,
            delay: Duration::from_secs(1),
            longest_delay: Duration::from_secs(30),
            rest: Duration::from_secs(1),
            longest_rest: Duration::from_secs(3600),
            failures: 5,
        }
    }
}

/// How a host took a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It answered, be it that there is no such page, in this time.
    Good(Duration),
    /// It is overloaded, and may say for how long.
    Busy(Option<Duration>),
    /// It did not answer, broke off or broke down.
    Failed,
}

impl Answer {
    /// What the outcome of a fetch says of its host.
    pub fn of(outcome: &Result<Fetched, Failure>) -> Self {
        match outcome {
            Ok(fetched) => Self::Good(fetched.hops.last().map_or(Duration::ZERO, |hop| hop.took)),
            Err(failure) => match &failure.error {
                FetchError::Status(429 | 503, _) => Self::Busy(failure.retry_after),
                FetchError::NoTrust(_) => Self::Failed,
                error if error.is_passing() => Self::Failed,
                _ => Self::Good(failure.hops.last().map_or(Duration::ZERO, |hop| hop.took)),
            },
        }
    }
}

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
    dice: u64,
}

#[derive(Debug)]
struct Host<T> {
    queue: VecDeque<T>,
    in_flight: usize,
    slots: usize,
    /// Before then it is not asked.
    free_at: Instant,
    /// The place in [`Pace::ready`].
    listed: Option<Instant>,
    /// The delay that its robots file asks for.
    asked: Duration,
    /// The delay that its failures earned it.
    slowed: Duration,
    /// How long it takes to answer, smoothed.
    usual: Duration,
    failures: u32,
}

impl<T> Pace<T> {
    /// Nothing waits. `seed` is for the jitter.
    pub fn new(pacing: Pacing, seed: u64) -> Self {
        let (ids, hosts, ready) = (HashMap::new(), Vec::new(), BTreeSet::new());
        Self { pacing, ids, hosts, ready, waiting: 0, in_flight: 0, dice: seed | 1 }
    }

    /// The number of a host, known or new.
    pub fn host(&mut self, name: &str, now: Instant) -> HostId {
        if let Some(id) = self.ids.get(name) {
            return *id;
        }
        let id = HostId(self.hosts.len() as u32);
        self.ids.insert(name.into(), id);
        self.hosts.push(Host::new(now, self.pacing.per_host));
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
        let jitter = 1.0 + JITTER * self.roll();
        let pacing = self.pacing;
        let host = self.hosts.get_mut(id.0 as usize)?;
        let item = host.queue.pop_front()?;
        host.in_flight += 1;
        host.free_at = now + host.gap(&pacing).mul_f64(jitter);
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
        let jitter = 1.0 + JITTER * self.roll();
        let pacing = self.pacing;
        let Some(host) = self.hosts.get_mut(id.0 as usize) else { return };
        host.in_flight = host.in_flight.saturating_sub(1);
        match answer {
            Answer::Good(took) => host.good(took, &pacing),
            Answer::Busy(wait) => host.bad(wait.unwrap_or_default(), jitter, &pacing, now),
            Answer::Failed => host.bad(Duration::ZERO, jitter, &pacing, now),
        }
        host.free_at = host.free_at.max(now + host.asked);
        self.in_flight = self.in_flight.saturating_sub(1);
        self.list(id);
    }

    /// What was given goes back to the head of its queue without a request for it; its turn comes after the host's delay.
    pub fn put_back(&mut self, id: HostId, item: T, now: Instant) {
        let pacing = self.pacing;
        let Some(host) = self.hosts.get_mut(id.0 as usize) else { return };
        host.queue.push_front(item);
        host.in_flight = host.in_flight.saturating_sub(1);
        host.free_at = host.free_at.max(now + host.gap(&pacing));
        self.waiting += 1;
        self.in_flight = self.in_flight.saturating_sub(1);
        self.list(id);
    }

    /// The delay that a host's robots file asks for holds from the next request on; what is beyond the longest delay is cut. Gives what holds.
    pub fn ask_delay(&mut self, id: HostId, delay: Duration) -> Duration {
        let asked = delay.min(self.pacing.longest_delay);
        if let Some(host) = self.hosts.get_mut(id.0 as usize) {
            host.asked = asked;
        }
        asked
    }

    /// The host is not asked for so long, up to the longest rest.
    pub fn rest(&mut self, id: HostId, time: Duration, now: Instant) {
        let time = time.min(self.pacing.longest_rest);
        if let Some(host) = self.hosts.get_mut(id.0 as usize) {
            host.free_at = host.free_at.max(now + time);
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
        self.hosts.get(id.0 as usize).is_some_and(|host| host.failures >= self.pacing.failures)
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
        let slots = if host.asked.is_zero() && host.failures < self.pacing.failures { host.slots } else { 1 };
        if !host.queue.is_empty() && host.in_flight < slots {
            host.listed = Some(host.free_at);
            self.ready.insert((host.free_at, id));
        }
    }

    /// From 0 to 1; xorshift64* (Vigna 2016).
    fn roll(&mut self) -> f64 {
        self.dice ^= self.dice >> 12;
        self.dice ^= self.dice << 25;
        self.dice ^= self.dice >> 27;
        (self.dice.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11) as f64 / (1u64 << 53) as f64
    }
}

impl<T> Host<T> {
    fn new(now: Instant, per_host: usize) -> Self {
        Self {
            queue: VecDeque::new(),
            in_flight: 0,
            slots: SLOTS_AT_FIRST.min(per_host.max(1)),
            free_at: now,
            listed: None,
            asked: Duration::ZERO,
            slowed: Duration::ZERO,
            usual: Duration::ZERO,
            failures: 0,
        }
    }

    /// From one request to the next, without jitter.
    fn gap(&self, pacing: &Pacing) -> Duration {
        let own = if pacing.delay.is_zero() { Duration::ZERO } else { pacing.delay.max(self.usual) };
        own.max(self.slowed).min(pacing.longest_delay).max(self.asked)
    }

    fn good(&mut self, took: Duration, pacing: &Pacing) {
        self.failures = 0;
        self.usual = (self.usual * 3 + took) / 4;
        self.slowed = self.slowed * 3 / 4;
        if self.slowed < pacing.rest / 100 {
            self.slowed = Duration::ZERO;
        }
        self.slots = if took < BRISK { (self.slots + 1).min(pacing.per_host.max(1)) } else { (self.slots / 2).max(1) };
    }

    /// The rest is the longest of what the host asks for and what its failures in a row come to.
    fn bad(&mut self, wait: Duration, jitter: f64, pacing: &Pacing, now: Instant) {
        let rest = pacing.rest.saturating_mul(1 << self.failures.min(DOUBLINGS)).mul_f64(jitter);
        self.failures = self.failures.saturating_add(1);
        self.slots = 1;
        self.slowed = (self.slowed * 2).max(pacing.rest).min(pacing.longest_delay);
        self.free_at = self.free_at.max(now + rest.max(wait).min(pacing.longest_rest));
    }
}

/// The name under which a URL's host is paced: one pace for http and https, one for each other port.
pub fn host_name(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

#[cfg(test)]
#[path = "pace_tests.rs"]
mod tests;
