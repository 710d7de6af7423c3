//! Addresses as the frontier holds them.

use url::Url;

use crate::store::{Found, Group, Millis, Role, StoreError};

/// An address in the form in which it is fetched, with its host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The address, without credentials and fragment.
    pub url: String,
    /// The host, with the port where it is not the scheme's own.
    pub host: String,
}

impl Address {
    /// Reads an address; `None` for what no page can be fetched from.
    pub fn read(said: &str) -> Option<Self> {
        let mut url = Url::parse(said.trim()).ok().filter(|u| matches!(u.scheme(), "http" | "https"))?;
        url.set_fragment(None);
        let name = url.host_str()?;
        let host = url.port().map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"));
        Some(Self { host, url: url.into() })
    }
}

/// Notes an address that the user named, and tells whether it is new.
///
/// # Errors
/// As SQLite has them.
pub fn note_named(group: &Group<'_>, address: &Address, role: Role, run: i64, now: Millis) -> Result<bool, StoreError> {
    let source = if role.is_source() { Some(group.source(role, &address.url)?) } else { None };
    let found = Found { url: &address.url, host: &address.host, role, source, depth: 0, named: true };
    group.find(&found, run, now)
}
