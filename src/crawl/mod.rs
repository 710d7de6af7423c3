//! The network: from addresses to bytes with what the server said of them.
//!
//! In: addresses and limits. Out: [`Fetched`] pages or a [`FetchError`] that says what a person can do.
//! May import: record; knows no Arabic and no HTML. Robots, pace, address guard, frontier, feeds and sitemaps have their place here.

mod client;
mod error;
mod limits;

pub use client::{Client, Fetched, USER_AGENT};
pub use error::FetchError;
pub use limits::Limits;
