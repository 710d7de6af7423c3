//! The network: from addresses to bytes with what the server said of them.
//!
//! In: addresses and limits. Out: [`Fetched`] pages or a [`Failure`] whose [`FetchError`] says what a person can do.
//! May import: record; knows no Arabic and no HTML.

mod access;
mod client;
mod decode;
mod error;
mod guard;
mod hop;
mod limits;
mod links;
mod listing;
mod pace;
mod pattern;
mod ranges;
mod request;
mod retry_after;
mod robots;
mod robots_cache;
mod tempo;
mod urls;

pub use access::Access;
pub use client::{Client, PRODUCT, USER_AGENT, without_credentials};
pub use error::FetchError;
pub use guard::{Guard, Names};
pub use hop::{Cut, Hop};
pub use limits::Limits;
pub use links::LinkFilter;
pub use listing::{Entry, Listing, ListingLimits, read_listing};
pub use pace::{HostId, Pace};
pub use pattern::Pattern;
pub use request::{Failure, Fetched, Request, Wanted};
pub use retry_after::retry_after;
pub use robots::{MAX_ROBOTS, Robots};
pub use robots_cache::{Checked, Holding, RobotsCache, Verdict};
pub use tempo::{Answer, Dice, Pacing, Tempo, host_name};
pub use urls::{canonical, normal, same_site};
