//! Why a page could not be fetched.

use std::error::Error;
use std::io;
use std::net::IpAddr;
use std::time::Duration;

use thiserror::Error;

/// A fetch that gave no page. Messages name the cause and, where there is something to do, what.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FetchError {
    /// Not an address at all.
    #[error("not an address: {0}; addresses begin with http:// or https://")]
    Address(String),
    /// An address of another scheme, given or redirected to.
    #[error("{0}: only http and https are fetched")]
    Scheme(String),
    /// An address that is not of the public network, given, redirected to, or told for a host's name.
    #[error("{address} is {what} ({rfc}), not of the public network; --allow-private opens private networks")]
    Private {
        /// The address.
        address: IpAddr,
        /// What it is.
        what: &'static str,
        /// The document that says so.
        rfc: &'static str,
    },
    /// No such host, or no network.
    #[error("the host's name is not known; check its spelling and the network")]
    UnknownHost,
    /// The host does not answer.
    #[error("no connection: {0}")]
    NoConnection(String),
    /// The host's certificate is not to be trusted, or the two sides have no protocol in common.
    #[error("no secure connection: {0}")]
    NoTrust(String),
    /// This machine has no certificates to trust a host by.
    #[error(
        "this machine has no CA certificates, so https cannot be trusted; install them (package ca-certificates) or set SSL_CERT_FILE"
    )]
    NoCertificates,
    /// Nothing came in time.
    #[error("no {what} within {} s", .within.as_secs_f32())]
    Slow {
        /// What did not come.
        what: &'static str,
        /// The time it had.
        within: Duration,
    },
    /// Sent on and on.
    #[error("more than {0} redirects")]
    Redirects(usize),
    /// Sent on, but not where to.
    #[error("a redirect to nowhere ({0})")]
    Lost(String),
    /// The server says no.
    #[error("the server answers {0} {1}")]
    Status(u16, &'static str),
    /// The body is larger than any page.
    #[error("more than {} MB, the most that a page may have", .0 >> 20)]
    TooLarge(usize),
    /// The headers are larger than any page needs.
    #[error("more than {} KB of headers", .0 >> 10)]
    Headers(usize),
    /// The body ended early: what came of it is not the page.
    #[error("the connection broke off before the page was whole")]
    Truncated,
    /// The body is not compressed as the server says.
    #[error("the page is compressed {0}")]
    Decode(String),
    /// What came is not HTTP.
    #[error("the answer breaks the rules of HTTP: {0}")]
    Malformed(String),
    /// Not a page.
    #[error("this is {0}, not a page")]
    NotAPage(String),
    /// Something that has no name here.
    #[error("{0}")]
    Other(String),
}

impl FetchError {
    /// A stable word for the cause, to count and to filter by; of a status its number stands behind it (`status_404`).
    pub fn code(&self) -> String {
        use FetchError::*;
        let word = match self {
            Address(_) => "address",
            Scheme(_) => "scheme",
            Private { .. } => "private",
            UnknownHost => "unknown_host",
            NoConnection(_) => "no_connection",
            NoTrust(_) => "no_trust",
            NoCertificates => "no_certificates",
            Slow { .. } => "slow",
            Redirects(_) => "redirects",
            Lost(_) => "lost",
            Status(status, _) => return format!("status_{status}"),
            TooLarge(_) => "too_large",
            Headers(_) => "headers",
            Truncated => "truncated",
            Decode(_) => "decode",
            Malformed(_) => "malformed",
            NotAPage(_) => "not_a_page",
            Other(_) => "other",
        };
        word.to_owned()
    }

    /// Whether nothing answered: no host, no connection, no trust, no time.
    pub fn is_unreachable(&self) -> bool {
        use FetchError::*;
        matches!(self, UnknownHost | NoConnection(_) | NoTrust(_) | NoCertificates | Slow { .. })
    }

    /// Whether another try may do better: the cause lies in the network or in the server's load, not in the page.
    pub fn is_passing(&self) -> bool {
        use FetchError::*;
        match self {
            UnknownHost | NoConnection(_) | Slow { .. } | Truncated | Decode(_) | Malformed(_) => true,
            Status(status, _) => matches!(status, 408 | 425 | 429 | 500..),
            _ => false,
        }
    }

    /// The cause of a failed request. `connect` is the time that connecting may take.
    pub(super) fn of_request(error: &reqwest::Error, connect: Duration) -> Self {
        if let Some(ours) = causes(error).find_map(|cause| cause.downcast_ref::<FetchError>()) {
            return ours.clone();
        }
        if error.is_timeout() {
            return Self::Slow { what: "connection", within: connect };
        }
        let tls = causes(error).find_map(|cause| cause.downcast_ref::<rustls::Error>());
        match tls {
            Some(tls) => Self::NoTrust(tls.to_string()),
            None if error.is_connect() || broken(error).is_some() => Self::NoConnection(root(error)),
            None if Self::closed_early(error) => Self::NoConnection("it closed without an answer".to_owned()),
            None => Self::Malformed(root(error)),
        }
    }

    /// Whether the connection was there and closed before an answer began.
    pub(super) fn closed_early(error: &reqwest::Error) -> bool {
        use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset};
        let reset = matches!(broken(error), Some(BrokenPipe | ConnectionAborted | ConnectionReset));
        !error.is_connect() && !error.is_timeout() && (reset || root(error).starts_with("connection closed"))
    }

    /// The cause of a body that could not be read to its end.
    pub(super) fn of_body(error: &reqwest::Error) -> Self {
        match broken(error) {
            Some(io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::Other) => {
                Self::Malformed(root(error))
            }
            _ => Self::Truncated,
        }
    }
}

/// What the system said of the connection.
fn broken(error: &reqwest::Error) -> Option<io::ErrorKind> {
    causes(error).find_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind)
}

/// The errors under an error; an I/O error's own cause is under it too.
fn causes<'e>(error: &'e reqwest::Error) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    let first: Option<&'e (dyn Error + 'static)> = error.source();
    std::iter::successors(first, |&cause| match cause.downcast_ref::<io::Error>() {
        Some(io) => io.get_ref().map(|inner| inner as &(dyn Error + 'static)),
        None => cause.source(),
    })
}

/// What the lowest cause says, without the address, which may hold a password.
fn root(error: &reqwest::Error) -> String {
    causes(error).last().map_or_else(|| "the request failed".to_owned(), ToString::to_string)
}

/// A word from a server, short enough for a message and without what a terminal would obey.
pub(super) fn clipped(word: &str) -> String {
    word.chars().filter(|c| c.is_ascii_graphic()).take(40).collect()
}
