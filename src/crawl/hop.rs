//! One request and its response, as an archive keeps them.

use std::net::IpAddr;
use std::time::Duration;

use bytes::Bytes;
use jiff::Timestamp;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, TRANSFER_ENCODING};
use reqwest::{StatusCode, Version};
use url::{Position, Url};

/// Why a body is not whole, as `WARC-Truncated` says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// It was longer than we take.
    Length,
    /// It took longer than we wait.
    Time,
    /// The connection broke off.
    Disconnect,
    /// We did not want it.
    Unspecified,
}

impl Cut {
    /// The value of a WARC's `WARC-Truncated` field.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Time => "time",
            Self::Disconnect => "disconnect",
            Self::Unspecified => "unspecified",
        }
    }
}

/// One request and what came back: a fetch has one hop for each redirect and one for the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// The address asked, without credentials.
    pub url: String,
    /// When the request was sent.
    pub date: Timestamp,
    /// Who answered; unknown behind a proxy.
    pub ip: Option<IpAddr>,
    /// The status of the response.
    pub status: u16,
    /// The request as HTTP/1.1, without credentials.
    pub request_head: Vec<u8>,
    /// Status line and headers as HTTP/1.1, without `Transfer-Encoding`, for `body` is no longer in chunks. `Content-Encoding` stands.
    pub response_head: Vec<u8>,
    /// The body as it was sent, still compressed.
    pub body: Bytes,
    /// Why the body is not whole.
    pub truncated: Option<Cut>,
    /// How long the response's headers took to come.
    pub took: Duration,
}

/// The request line and the headers, with the empty line behind them.
pub(super) fn request_head(url: &Url, headers: &HeaderMap) -> Vec<u8> {
    let target = &url[Position::BeforePath..Position::AfterQuery];
    let host = &url[Position::BeforeHost..Position::AfterPort];
    let mut head = format!("GET {target} HTTP/1.1\r\nhost: {host}\r\n").into_bytes();
    write_headers(&mut head, headers, &AUTHORIZATION);
    head
}

/// The status line and the headers, with the empty line behind them.
pub(super) fn response_head(status: StatusCode, headers: &HeaderMap) -> Vec<u8> {
    let version = Version::HTTP_11;
    let reason = status.canonical_reason().unwrap_or("");
    let mut head = format!("{version:?} {} {reason}\r\n", status.as_u16()).into_bytes();
    write_headers(&mut head, headers, &TRANSFER_ENCODING);
    head
}

fn write_headers(head: &mut Vec<u8>, headers: &HeaderMap, left_out: &HeaderName) {
    for (name, value) in headers.iter().filter(|(name, _)| *name != left_out) {
        head.extend_from_slice(name.as_str().as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    head.extend_from_slice(b"\r\n");
}
