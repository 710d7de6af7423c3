//! The time of a run.

use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::store::Millis;

/// A clock that is set when a run begins and goes evenly from there, however the machine's own is set meanwhile.
#[derive(Debug, Clone, Copy)]
pub struct RunClock {
    set_to: Millis,
    at: Instant,
}

impl RunClock {
    /// Set to the machine's time.
    pub fn new() -> Self {
        Self { set_to: Timestamp::now().as_millisecond(), at: Instant::now() }
    }

    /// Milliseconds since 1970.
    pub fn now(&self) -> Millis {
        self.set_to + millis(self.at.elapsed())
    }

    /// Time since it was set.
    pub fn elapsed(&self) -> Duration {
        self.at.elapsed()
    }

    /// When the clock will show `time`; its beginning for times before that.
    pub(super) fn instant(&self, time: Millis) -> Instant {
        self.at + Duration::from_millis(u64::try_from(time - self.set_to).unwrap_or(0))
    }
}

impl Default for RunClock {
    fn default() -> Self {
        Self::new()
    }
}

/// A duration in whole milliseconds.
pub(super) fn millis(duration: Duration) -> Millis {
    Millis::try_from(duration.as_millis()).unwrap_or(Millis::MAX / 4)
}
