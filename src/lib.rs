//! marsad (مرصد) turns Arabic news pages into figures that can be checked.
//!
//! Bytes go in, a [`record::Record`] comes out. One direction only:
//! `page` reads a page into an article, `numbers` reads the quantities of a text,
//! `claims` binds them to who and what, `pipeline` is the one place that joins them,
//! and `export` writes records for spreadsheets and browsers.

pub mod arabic;
pub mod archive;
pub mod claims;
pub mod crawl;
pub mod export;
pub mod lexicon;
pub mod numbers;
pub mod page;
pub mod pipeline;
pub mod record;
pub mod store;
