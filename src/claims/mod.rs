//! Claims: who has how much of what, where, when, according to whom, in which exact words.
//!
//! In: an article. Out: [`Claim`]s in text order, title first.
//! May import: page, numbers, arabic, lexicon, record.

mod advert;
mod agreement;
mod anaphora;
mod bind;
mod clause;
mod confidence;
mod context;
mod cue;
mod described;
mod draft;
mod explain;
mod fact;
mod measure;
mod mention;
mod naming;
mod numbered;
mod pairs;
mod period;
mod phrase;
mod rank;
mod reading;
mod relative;
mod salience;
mod scope;
mod sense;
mod source;
mod status;
mod story;
mod subject;
mod table;
mod text;
mod wording;

pub use explain::{Explanation, explain};
pub use story::{Observed, observe};
pub use subject::Candidate;

use crate::lexicon::ClaimWords;
use crate::page::Article;
use crate::record::{Claim, Kind};

/// What to look for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Also give deltas, targets, forecasts, denials, rates and former values.
    pub all: bool,
}

/// Finds the claims of an article, evidence included. Pages of other kinds have none.
pub fn find(article: &Article, options: Options) -> Vec<Claim> {
    find_with(article, options, ClaimWords::built_in())
}

/// Finds the claims of an article by other words than the built-in ones: a user's metrics added.
pub fn find_with(article: &Article, options: Options, words: &ClaimWords) -> Vec<Claim> {
    if article.kind == Kind::Article { story::claims(article, options, words) } else { Vec::new() }
}

#[cfg(test)]
mod tests;
