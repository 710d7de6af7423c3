//! How long and how much one fetch may take.

use std::time::Duration;

/// The bounds of one fetch, redirects included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// From the first packet to an open connection, TLS included.
    pub connect: Duration,
    /// From the request, connecting included, to the end of the response's headers.
    pub first_byte: Duration,
    /// Between two pieces of the body.
    pub idle: Duration,
    /// The whole fetch.
    pub total: Duration,
    /// Bytes of the body as it is sent.
    pub wire: usize,
    /// Bytes of the body, decompressed.
    pub decoded: usize,
    /// Bytes of the response's headers.
    pub headers: usize,
    /// Bytes of the address that a redirect names.
    pub location: usize,
    /// Redirects followed.
    pub redirects: usize,
}

impl Default for Limits {
    /// Patient with slow servers, short with silent ones; ten times the largest news pages; five redirects, as RFC 9309 asks of crawlers.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            first_byte: Duration::from_secs(20),
            idle: Duration::from_secs(20),
            total: Duration::from_secs(120),
            wire: 10 << 20,
            decoded: 20 << 20,
            headers: 64 << 10,
            location: 8 << 10,
            redirects: 5,
        }
    }
}
