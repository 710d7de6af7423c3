//! The pipeline: the one place that joins the layers.
//!
//! In: the bytes of a page and what is known of it. Out: its [`Record`](crate::record::Record).
//! May import: all of the layers below; nothing here knows options, terminals or exit codes.

mod form;
mod hash;
mod read;

pub use form::Form;
pub use hash::{content_hash, near_hash};
pub use read::{Page, read};
