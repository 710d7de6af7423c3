//! What is asked for, and what came.

use std::time::Duration;

use bytes::Bytes;

use super::{Cut, FetchError, Hop};

/// What the asker can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wanted {
    /// A page: pictures, films and documents are refused by their `Content-Type` before they are read.
    #[default]
    Page,
    /// Anything, and all of it: a feed.
    Anything,
    /// Anything, and where it is too large or breaks off, as much as came: `robots.txt`, a sitemap.
    Beginning,
}

/// One thing to fetch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// The address, http or https. User name and password in it are sent to its own origin, never shown.
    pub url: String,
    /// The `ETag` of the copy at hand, as the server gave it.
    pub etag: Option<String>,
    /// The `Last-Modified` of the copy at hand, as the server gave it.
    pub last_modified: Option<String>,
    /// Further headers. Like all that the asker gives, they go to the address's own origin (scheme, host, port) and to no other.
    pub headers: Vec<(String, String)>,
    /// What the asker can read.
    pub wanted: Wanted,
}

impl Request {
    /// A page, for the first time.
    pub fn page(url: impl Into<String>) -> Self {
        Self { url: url.into(), ..Self::default() }
    }

    /// Something else than a page, for the first time.
    pub fn other(url: impl Into<String>, wanted: Wanted) -> Self {
        Self { url: url.into(), wanted, ..Self::default() }
    }

    /// Whether there is a copy at hand that the server may say is still good.
    pub(super) fn is_conditional(&self) -> bool {
        self.etag.is_some() || self.last_modified.is_some()
    }
}

/// Something as it was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The address asked for, without credentials.
    pub asked: String,
    /// The address that answered, after redirects, without credentials and fragment.
    pub url: String,
    /// 200 and its like, or 304 when the copy at hand is still good; then there are no bytes.
    pub status: u16,
    /// The `Content-Type` header.
    pub content_type: Option<String>,
    /// The `ETag` header.
    pub etag: Option<String>,
    /// The `Last-Modified` header.
    pub last_modified: Option<String>,
    /// RFC 3339 time of the answer, to the second.
    pub fetched_at: String,
    /// The body, decompressed; shares its memory with the last hop where it was not compressed.
    pub bytes: Bytes,
    /// Why the body is not whole; only for [`Wanted::Beginning`].
    pub truncated: Option<Cut>,
    /// Whether the host's certificate was not looked at.
    pub unchecked: bool,
    /// Every request that it took, in order.
    pub hops: Vec<Hop>,
}

/// A fetch that gave nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Why.
    pub error: FetchError,
    /// How long the server asks to be left alone.
    pub retry_after: Option<Duration>,
    /// Every request that was answered, in order.
    pub hops: Vec<Hop>,
}
