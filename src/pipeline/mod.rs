//! The pipeline: the one place that joins the layers.
//!
//! In: the bytes of a page and what is known of it. Out: its [`Record`](crate::record::Record).
//! May import: all of the layers below; nothing here knows options, terminals or exit codes.

mod batch;
pub mod crawl;
mod fetch;
mod folder;
mod form;
mod hash;
mod input;
mod read;
mod refuse;
mod sites;
mod warc;

pub use batch::in_order;
pub use fetch::fetch;
pub use form::Form;
pub use hash::{content_hash, near_hash};
pub use input::{Fault, Holding, Input, InputError, Inputs, MAX_PAGE};
pub use read::{Page, explain, read, read_with};
pub use refuse::{is_refused, refused};
pub use sites::Sites;
pub use warc::Archived;
