//! The lexicons: `lexicon/*.tsv` read once into typed tables.
//!
//! In: tab-separated text. Out: one typed table a file, in a module of this folder.
//! May import: record, arabic (folding of terms).

mod boilerplate;
mod byline;
mod dateline;
mod forms;
mod gender;
mod index;
mod kind;
mod listing;
pub mod numbers;
mod roles;
mod source;
mod terms;
mod tsv;
mod words;

pub use boilerplate::{Phrases, Verdict, boilerplate};
pub use byline::{BylineWord, byline_words};
pub use dateline::{DateWord, date_words};
pub use gender::{Gender, genders};
pub use index::{Index, WordHasher};
pub use kind::{KindWord, kind_words};
pub use listing::{Listing, Said};
pub use roles::{Role, Roles};
pub use source::{SourceWord, SourceWords, source_words};
pub use terms::{Found, Head, MetricId, MetricWord, NounClass, PlatformId, Pronoun, Senses, Terms, cut_pronoun};
pub use tsv::{LexiconError, Row, Table};
pub use words::ClaimWords;
