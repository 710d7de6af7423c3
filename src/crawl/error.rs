//! Why a page could not be fetched.

use std::error::Error;
use std::io;
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
    /// The body ended early: what came of it is not the page.
    #[error("the connection broke off before the page was whole")]
    Truncated,
    /// The body is not compressed as the server says.
    #[error("the page is compressed in a way that cannot be read")]
    Decode,
    /// Not a page.
    #[error("this is {0}, not a page")]
    NotAPage(String),
    /// Something that has no name here.
    #[error("{0}")]
    Other(String),
}

impl FetchError {
    /// Whether nothing answered: no host, no connection, no trust, no time.
    pub fn is_unreachable(&self) -> bool {
        use FetchError::*;
        matches!(self, UnknownHost | NoConnection(_) | NoTrust(_) | NoCertificates | Slow { .. })
    }

    /// The cause of a failed request. `connect` is the time that connecting may take.
    pub(super) fn of_request(error: &reqwest::Error, connect: Duration) -> Self {
        if error.is_timeout() {
            return Self::Slow { what: "connection", within: connect };
        }
        if error.is_dns() {
            return Self::UnknownHost;
        }
        let tls = causes(error).find_map(|cause| cause.downcast_ref::<rustls::Error>());
        match tls {
            Some(tls) => Self::NoTrust(tls.to_string()),
            None if error.is_connect() => Self::NoConnection(root(error)),
            None => Self::Other(root(error)),
        }
    }

    /// The cause of a body that could not be read to its end.
    pub(super) fn of_body(error: &reqwest::Error) -> Self {
        let broken = causes(error).find_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
        match broken {
            Some(io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::Other) => Self::Decode,
            _ => Self::Truncated,
        }
    }
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
