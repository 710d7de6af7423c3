//! Web archives: what was asked and answered, kept as WARC 1.1 with a CDXJ index beside it.
//!
//! In: [`Exchange`]s. Out: segments `.warc.gz`, one gzip member a record; and from any crawler's archive its [`Record`]s.
//! May import: nothing of ours; knows no network and no pages.

mod decode;
mod digest;
mod exchange;
mod field;
mod index;
mod member;
mod name;
mod plain;
mod reader;
mod record;
mod repair;
mod seal;
mod segment;
mod surt;
mod tape;
#[cfg(test)]
mod tests;
mod writer;

pub use decode::Undecodable;
pub use digest::payload_digest;
pub use exchange::{Exchange, RefersTo, Truncated};
pub use reader::{Damage, ReadError, Reader};
pub use record::{HttpHead, Record};
pub use repair::{Repair, repair};
pub use seal::{Sealed, seal};
pub use surt::surt;
pub use writer::{Place, Plan, Position, Writer};
