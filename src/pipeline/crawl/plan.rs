//! What a run is asked to do.

use std::collections::HashMap;
use std::time::Duration;

use jiff::Timestamp;

use super::clock::millis;
use crate::claims;
use crate::crawl::{LinkFilter, Pacing};
use crate::pipeline::Sites;
use crate::store::Millis;

/// The options of a run.
#[derive(Debug, Clone)]
pub struct Plan {
    /// How fast to go.
    pub pacing: Pacing,
    /// Whether hosts are asked what they allow robots.
    pub robots: bool,
    /// Threads that read pages.
    pub readers: usize,
    /// Most pages fetched in this run.
    pub limit: Option<u64>,
    /// Longest time of this run.
    pub max_time: Option<Duration>,
    /// When pages that failed are fetched again.
    pub retry: Retry,
    /// After which time a page that was read is fetched again; none for never.
    pub revisit: Option<Duration>,
    /// What of each source is followed, by the store's numbers.
    pub sources: HashMap<i64, SourceRules>,
    /// The user's rules for the pages of sites.
    pub sites: Sites,
    /// Which claims are looked for.
    pub finding: claims::Options,
    /// Leave out claims below this confidence.
    pub min_confidence: f64,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            pacing: Pacing::default(),
            robots: true,
            readers: std::thread::available_parallelism().map_or(1, usize::from),
            limit: None,
            max_time: None,
            retry: Retry::default(),
            revisit: None,
            sources: HashMap::new(),
            sites: Sites::default(),
            finding: claims::Options::default(),
            min_confidence: 0.0,
        }
    }
}

/// What of a source is followed.
#[derive(Debug, Clone)]
pub struct SourceRules {
    /// Of section pages: which links.
    pub links: LinkFilter,
    /// Of section pages: how many steps away. 1 is what the section page itself links.
    pub depth: u32,
    /// Addresses taken in one run.
    pub most: usize,
    /// Of feeds and sitemaps: entries that are older are left. Those that tell no time are taken.
    pub since: Option<Timestamp>,
}

impl Default for SourceRules {
    fn default() -> Self {
        Self { links: LinkFilter::default(), depth: 1, most: 50_000, since: None }
    }
}

/// When a fetch that failed for a cause that may pass is tried again: each time after four times as long as before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    /// Before the first new try.
    pub first: Duration,
    /// Tries, over all runs, after which an address is given up.
    pub tries: u32,
}

impl Default for Retry {
    /// 2 s, 8 s, then in later runs: 32 s, 2 min … a day, ten times.
    fn default() -> Self {
        Self { first: Duration::from_secs(2), tries: 10 }
    }
}

/// Longest time between two tries.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

impl Retry {
    /// When to try again after `tries` failures, the last one at `now`; `None` to give up. `asked` is what the server said. A quarter more
    /// or less, by the page's id, keeps addresses that failed together from coming back together.
    pub fn next(&self, page: i64, tries: u32, asked: Option<Duration>, now: Millis) -> Option<Millis> {
        if tries >= self.tries {
            return None;
        }
        let wait = self.first.saturating_mul(4u32.saturating_pow(tries.saturating_sub(1))).min(LONGEST);
        let spread =
            wait.mul_f64(0.75 + f64::from((page.cast_unsigned() as u32).wrapping_mul(2_654_435_769) >> 16) / 131_072.0);
        Some(now.saturating_add(millis(spread.max(asked.unwrap_or_default().min(LONGEST)))))
    }

    /// How long a run waits for tries to come: long enough for two.
    pub fn patience(&self) -> Duration {
        self.first.saturating_mul(10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_come_further_and_further_apart() {
        let retry = Retry { first: Duration::from_secs(2), tries: 10 };
        let waits: Vec<Millis> = (1..10).map(|tries| retry.next(7, tries, None, 0).unwrap()).collect();
        assert!(waits.windows(2).all(|w| w[1] >= w[0]), "{waits:?}");
        assert!((1_500..=2_500).contains(&waits[0]) && waits[8] <= 110_000_000, "{waits:?}");
        assert_eq!(retry.next(7, 10, None, 0), None);
        assert_eq!(retry.next(7, 1, Some(Duration::from_secs(60)), 0), Some(60_000));
    }

    #[test]
    fn pages_do_not_come_back_together() {
        let retry = Retry::default();
        let times: std::collections::BTreeSet<Millis> =
            (0..100).map(|page| retry.next(page, 2, None, 0).unwrap()).collect();
        assert!(times.len() > 80, "{}", times.len());
    }
}
