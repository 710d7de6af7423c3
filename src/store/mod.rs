//! The store: one SQLite file that knows every address, every fetch and every record.
//!
//! In: addresses found, outcomes of fetches, records. Out: what is due, what is known, what was found. Times are given, never read.
//! May import: record, arabic (folding). Knows no network, no HTML and no options.

mod articles;
mod error;
mod frontier;
mod group;
mod lock;
mod open;
mod runs;
mod search;
mod status;
mod words;

pub use articles::{Article, Same};
pub use error::StoreError;
pub use frontier::{Due, Found, Role, key};
pub use group::{Fetch, Group, Sink, Validators};
pub use lock::RunLock;
pub use open::{Reader, Store, VERSION};
pub use runs::{RunSums, SourceState};
pub use search::{Hit, Query};
pub use status::{RunLine, Status};
pub use words::index_words;

/// Milliseconds since 1970, UTC.
pub type Millis = i64;
