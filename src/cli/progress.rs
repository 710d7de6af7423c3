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

    /// Shows that `done` inputs are done after `elapsed`. `total` counts them all, where that is known; it is asked once, when the bar appears.
    pub fn show(&mut self, done: usize, elapsed: Duration, total: impl FnOnce() -> Option<usize>) {
        if !self.wanted || elapsed < SHORT {
            return;
        }
        self.bar.get_or_insert_with(|| bar(total())).set_position(done as u64);
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

fn bar(total: Option<usize>) -> ProgressBar {
    let looks =
        if total.is_some() { "{wide_bar} {pos}/{len} pages, {eta} left" } else { "{spinner} {pos} pages, {per_sec}" };
    let style = ProgressStyle::with_template(looks).unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = total.map_or_else(ProgressBar::no_length, |total| ProgressBar::new(total as u64));
    bar.with_style(style)
}
