//! The lexicons: `lexicon/*.tsv` read once into typed tables.
//!
//! In: tab-separated text. Out: one typed table a file, in a module of this folder.
//! May import: record, arabic (folding of terms).

mod boilerplate;
pub mod numbers;
mod tsv;

pub use boilerplate::{Phrases, Verdict, boilerplate};
pub use tsv::{LexiconError, Row, Table};
