//! The progress bar of a long batch, on stderr, for a person who watches.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::output::is_watched;

/// A batch that ends sooner needs no bar.
const SHORT: Duration = Duration::from_secs(1);

/// A bar that appears once the batch turns out to be long.
pub struct Progress {
    bar: Option<ProgressBar>,
    wanted: bool,
}

impl Progress {
    /// No bar yet, and none ever when nobody watches or it is not `wanted`.
    pub fn new(wanted: bool) -> Self {
        Self { bar: None, wanted: wanted && is_watched() }
    }

    /// Shows that `done` inputs are done after `elapsed`. `total` counts them all; it is asked once, when the bar appears.
    pub fn show(&mut self, done: usize, elapsed: Duration, total: impl FnOnce() -> usize) {
        if !self.wanted || elapsed < SHORT {
            return;
        }
        self.bar.get_or_insert_with(|| bar(total() as u64)).set_position(done as u64);
    }

    /// Does `print` with the bar out of the way.
    pub fn aside(&self, print: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Takes the bar away.
    pub fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} pages, {eta} left");
    ProgressBar::new(total).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
