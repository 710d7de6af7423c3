//! How one host is asked: how many requests at the same time, how long between them, and how long it is let be.
//!
//! Pure: the time and the dice are given.

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

/// How often a host's rest doubles while it may still be a few bad pages, and how often in all: 2^16 seconds are most of a day.
const FIRST_DOUBLINGS: u32 = 2;
const DOUBLINGS: u32 = 16;

/// The longest delay that failures earn a host, in rests.
const SLOWEST: u32 = 4;

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
    /// The rest after a first failure; up to four times as long after further ones in a row, and doubling with each when the host is let be.
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
            failures: 10,
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
    /// It did not answer, or broke down.
    Failed,
}

impl Answer {
    /// What the outcome of a fetch says of its host.
    pub fn of(outcome: &Result<Fetched, Failure>) -> Self {
        match outcome {
            Ok(fetched) => Self::Good(fetched.hops.last().map_or(Duration::ZERO, |hop| hop.took)),
            Err(failure) => match &failure.error {
                FetchError::Status(429 | 503, _) => Self::Busy(failure.retry_after),
                FetchError::NoTrust(_) | FetchError::Status(500.., _) => Self::Failed,
                error if error.is_unreachable() => Self::Failed,
                // What came broken came from a host that answers.
                _ => Self::Good(failure.hops.last().map_or(Duration::ZERO, |hop| hop.took)),
            },
        }
    }
}

/// One host's tempo.
#[derive(Debug, Clone)]
pub struct Tempo {
    in_flight: usize,
    slots: usize,
    /// Before then it is not asked.
    free_at: Instant,
    /// The delay that its robots file asks for.
    asked: Duration,
    /// The delay that its failures earned it.
    slowed: Duration,
    /// How long it takes to answer, smoothed.
    usual: Duration,
    failures: u32,
}

impl Tempo {
    /// A host of which nothing is known; it may be asked at once.
    pub fn new(pacing: &Pacing, now: Instant) -> Self {
        Self {
            in_flight: 0,
            slots: SLOTS_AT_FIRST.min(pacing.per_host.max(1)),
            free_at: now,
            asked: Duration::ZERO,
            slowed: Duration::ZERO,
            usual: Duration::ZERO,
            failures: 0,
        }
    }

    /// When it may be asked; `None` as long as it is asked as often at the same time as it may be.
    pub fn free_at(&self, pacing: &Pacing) -> Option<Instant> {
        let slots = if self.asked.is_zero() && !self.is_broken(pacing) { self.slots } else { 1 };
        (self.in_flight < slots).then_some(self.free_at)
    }

    /// A request begins. `dice` is a number from 0 to 1.
    pub fn begin(&mut self, pacing: &Pacing, now: Instant, dice: f64) {
        self.in_flight += 1;
        self.free_at = now + self.gap(pacing).mul_f64(1.0 + JITTER * dice);
    }

    /// A request has ended. `dice` is a number from 0 to 1.
    pub fn end(&mut self, answer: Answer, pacing: &Pacing, now: Instant, dice: f64) {
        self.in_flight = self.in_flight.saturating_sub(1);
        match answer {
            Answer::Good(took) => self.good(took, pacing),
            Answer::Busy(wait) => self.bad(wait.unwrap_or_default(), pacing, now, dice),
            Answer::Failed => self.bad(Duration::ZERO, pacing, now, dice),
        }
        self.free_at = self.free_at.max(now + self.asked);
    }

    /// What was begun did not become a request for a page, but the host was asked all the same, for its robots file.
    pub fn undo(&mut self, pacing: &Pacing, now: Instant) {
        self.in_flight = self.in_flight.saturating_sub(1);
        self.free_at = self.free_at.max(now + self.gap(pacing));
    }

    /// The delay that the robots file asks for holds from the next request on; what is beyond the longest delay is cut. Gives what holds.
    pub fn ask_delay(&mut self, delay: Duration, pacing: &Pacing) -> Duration {
        self.asked = delay.min(pacing.longest_delay);
        self.asked
    }

    /// It is not asked for so long, up to the longest rest.
    pub fn rest(&mut self, time: Duration, pacing: &Pacing, now: Instant) {
        self.free_at = self.free_at.max(now + time.min(pacing.longest_rest));
    }

    /// Whether it is let be after too many failures in a row.
    pub fn is_broken(&self, pacing: &Pacing) -> bool {
        self.failures >= pacing.failures
    }

    /// From one request to the next, without jitter.
    fn gap(&self, pacing: &Pacing) -> Duration {
        let own = if pacing.delay.is_zero() { Duration::ZERO } else { pacing.delay.max(self.usual) };
        own.max(self.slowed).min(pacing.longest_delay.max(pacing.delay)).max(self.asked)
    }

    fn good(&mut self, took: Duration, pacing: &Pacing) {
        self.failures = 0;
        self.usual = (self.usual * 3 + took) / 4;
        self.slowed /= 2;
        if self.slowed < pacing.rest / 100 {
            self.slowed = Duration::ZERO;
        }
        self.slots = if took < BRISK { (self.slots + 1).min(pacing.per_host.max(1)) } else { (self.slots / 2).max(1) };
    }

    /// The rest is the longest of what the host asks for and what its failures in a row come to.
    fn bad(&mut self, wait: Duration, pacing: &Pacing, now: Instant, dice: f64) {
        let beyond = (self.failures + 1).saturating_sub(pacing.failures);
        let doublings = (self.failures.min(FIRST_DOUBLINGS) + beyond).min(DOUBLINGS);
        let rest = pacing.rest.saturating_mul(1 << doublings).mul_f64(1.0 + JITTER * dice);
        self.failures = self.failures.saturating_add(1);
        self.slots = 1;
        self.slowed = (self.slowed * 2).max(pacing.rest).min(pacing.rest * SLOWEST).min(pacing.longest_delay);
        self.rest(rest.max(wait), pacing, now);
    }
}

/// Numbers from 0 to 1 for the jitter: xorshift64* (Vigna 2016).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice that always roll the same for the same seed.
    pub fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// The next number.
    pub fn roll(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// The name under which a URL's host is paced: one pace for http and https, one for each other port.
pub fn host_name(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}
