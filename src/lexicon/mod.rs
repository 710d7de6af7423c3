//! The lexicons: `lexicon/*.tsv` read once into typed tables.
//!
//! In: tab-separated text. Out: one typed table a file, in a module of this folder.
//! May import: record, arabic (folding of terms).

mod boilerplate;
mod byline;
mod dateline;
mod kind;
pub mod numbers;
mod terms;
mod tsv;

pub use boilerplate::{Phrases, Verdict, boilerplate};
pub use byline::{BylineWord, byline_words};
pub use dateline::{DateWord, date_words};
pub use kind::{KindWord, kind_words};
pub use terms::{Said, Terms};
pub use tsv::{LexiconError, Row, Table};
