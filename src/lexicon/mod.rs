//! The lexicons: `lexicon/*.tsv` read once into typed tables.
//!
//! In: tab-separated text. Out: one typed table a file, in a module of this folder.
//! May import: record, arabic (folding of terms).

mod tsv;

pub use tsv::{LexiconError, Row, Table};
