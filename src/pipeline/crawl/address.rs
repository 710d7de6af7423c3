//! Addresses as the frontier holds them.

use url::Url;

use crate::crawl::{host_name, normal};
use crate::store::{Found, Group, Millis, Role, StoreError};

/// An address in the form in which it is known and fetched, with the name under which its host is paced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The address, in its normal spelling, without credentials and fragment.
    pub url: String,
    /// The host, with the port where it is not the scheme's own.
    pub host: String,
}

impl Address {
    /// Reads an address; `None` for what no page can be fetched from.
    pub fn read(said: &str) -> Option<Self> {
        normal(said, None).map(|url| Self::of(&url))
    }

    /// An address that is in its normal spelling.
    pub(super) fn of(url: &Url) -> Self {
        Self { host: host_name(url), url: url.as_str().to_owned() }
    }
}

/// Notes an address that the user named, and tells whether it is new.
///
/// # Errors
/// As SQLite has them.
pub fn note_named(group: &Group<'_>, address: &Address, run: i64, now: Millis) -> Result<bool, StoreError> {
    let Address { url, host } = address;
    let found = Found { url, host, role: Role::Page, source: None, depth: 0, named: true, changed: None };
    group.find(&found, run, now)
}

/// Notes a source that the user named, due now, and gives its number.
///
/// # Errors
/// As SQLite has them.
pub fn note_source(group: &Group<'_>, address: &Address, role: Role, run: i64, now: Millis) -> Result<i64, StoreError> {
    let Address { url, host } = address;
    let source = group.source(role, url)?;
    group.find(&Found { url, host, role, source: Some(source), depth: 0, named: true, changed: None }, run, now)?;
    Ok(source)
}
