//! Claims: who has how much of what, where, when, according to whom, in which exact words.
//!
//! In: an article. Out: [`Claim`]s in text order, title first.
//! May import: page, numbers, arabic, lexicon, record.

use crate::page::Article;
use crate::record::Claim;

/// What to look for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Also give deltas, targets, forecasts, denials, rates and former values.
    pub all: bool,
}

/// Finds the claims of an article, evidence included.
pub fn find(_article: &Article, _options: Options) -> Vec<Claim> {
    Vec::new()
}
