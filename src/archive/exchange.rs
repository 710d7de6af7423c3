//! What an archive keeps of one hop: the request, the answer, and what is known of both.

use std::net::IpAddr;

use jiff::Timestamp;

/// One request and its answer. A redirect is an exchange of its own.
#[derive(Debug, Clone, Copy)]
pub struct Exchange<'e> {
    /// The address asked for. Credentials in it are left out of the archive.
    pub target_uri: &'e str,
    /// When the request was sent; archived to the second.
    pub date: Timestamp,
    /// The address that was dialled.
    pub ip: Option<IpAddr>,
    /// Request line and headers, as HTTP/1.1.
    pub request_head: &'e [u8],
    /// Status line and headers, as HTTP/1.1, without transfer encodings.
    pub response_head: &'e [u8],
    /// The body as it came: content encodings kept, transfer encodings removed.
    pub body: &'e [u8],
    /// Why the body is not whole, if it is not.
    pub truncated: Option<Truncated>,
    /// The earlier exchange that holds the same body: this one is archived without it.
    pub revisit: Option<RefersTo<'e>>,
}

/// The archived response that a revisit stands for.
#[derive(Debug, Clone, Copy)]
pub struct RefersTo<'e> {
    /// Its address.
    pub uri: &'e str,
    /// Its date.
    pub date: Timestamp,
    /// Its payload digest, as [`Place`](super::Place) gave it.
    pub payload_digest: &'e str,
}

/// Why a body is not whole (WARC 1.1, 5.13).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truncated {
    /// It is longer than we take.
    Length,
    /// It took longer than we wait.
    Time,
    /// The connection broke.
    Disconnect,
    /// Something else, such as a chunk that cannot be read.
    Unspecified,
}

impl Truncated {
    pub(super) fn reason(self) -> &'static str {
        match self {
            Truncated::Length => "length",
            Truncated::Time => "time",
            Truncated::Disconnect => "disconnect",
            Truncated::Unspecified => "unspecified",
        }
    }
}
