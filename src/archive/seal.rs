//! From an exchange to the bytes of its records.

use uuid::Uuid;

use super::digest::digest_of;
use super::field::{self, Head};
use super::index::{Entry, status};
use super::{Exchange, RefersTo, member, payload_digest};

/// The two profiles of a revisit (WARC 1.1, 6.7).
const SAME_BODY: &str = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";
const NOT_MODIFIED: &str = "http://netpreserve.org/warc/1.1/revisit/server-not-modified";

/// The records of an exchange, packed and ready to be appended. Making them takes the time, and needs no writer: it can be done on
/// many threads.
#[derive(Debug, Clone, Default)]
pub struct Sealed {
    pub(super) bytes: Vec<u8>,
    /// Bytes of the first member, which holds the response or revisit.
    pub(super) first: usize,
    pub(super) entry: Entry,
}

impl Sealed {
    /// The digest of the body, or of the one it is a revisit of.
    pub fn payload_digest(&self) -> &str {
        &self.entry.digest
    }
}

/// Packs an exchange: its response, or revisit, and its request. A request that was never answered, so that the response head is empty, leaves
/// nothing in an archive.
pub fn seal(exchange: &Exchange<'_>) -> Sealed {
    if exchange.response_head.is_empty() {
        return Sealed::default();
    }
    let url = field::target(exchange.target_uri);
    let date = field::date(exchange.date);
    let (answer, request) = (record_id(), record_id());
    let head = |kind, id: &str, other: &str| {
        let mut head = Head::new(kind);
        head.field("WARC-Record-ID", id);
        head.field("WARC-Target-URI", &url);
        head.field("WARC-Date", &date);
        exchange.ip.iter().for_each(|ip| head.field("WARC-IP-Address", ip));
        head.field("WARC-Concurrent-To", other);
        head
    };
    let http = field::http_head(exchange.response_head);
    let kind = if exchange.revisit.is_some() { "revisit" } else { "response" };
    let mut bytes = Vec::new();
    let (digest, first) = add_answer(&mut bytes, head(kind, &answer, &request), &http, exchange);
    if !exchange.request_head.is_empty() {
        add_request(&mut bytes, head("request", &request, &answer), &field::http_head(exchange.request_head));
    }
    let entry = Entry { url, date, digest, ..Entry::default() }.of_http(exchange.revisit.is_some(), &http);
    Sealed { bytes, first, entry }
}

fn add_answer(bytes: &mut Vec<u8>, mut head: Head, http: &[u8], exchange: &Exchange<'_>) -> (String, usize) {
    exchange.truncated.iter().for_each(|t| head.field("WARC-Truncated", t.reason()));
    let body = if exchange.revisit.is_some() { &[] } else { exchange.body };
    let digest = match exchange.revisit {
        Some(RefersTo { uri, date, payload_digest }) => {
            let unchanged = status(http).as_deref() == Some("304");
            head.field("WARC-Profile", if unchanged { NOT_MODIFIED } else { SAME_BODY });
            head.field("WARC-Refers-To-Target-URI", field::target(uri));
            head.field("WARC-Refers-To-Date", field::date(date));
            payload_digest.to_owned()
        }
        None => payload_digest(body),
    };
    head.field("WARC-Payload-Digest", &digest);
    head.field("WARC-Block-Digest", digest_of(&[http, body]));
    head.field("Content-Type", "application/http; msgtype=response");
    let head = head.end(http.len() + body.len());
    (digest, member::pack(bytes, &[&head, http, body, b"\r\n\r\n"]))
}

fn add_request(bytes: &mut Vec<u8>, mut head: Head, http: &[u8]) {
    head.field("WARC-Block-Digest", digest_of(&[http]));
    head.field("Content-Type", "application/http; msgtype=request");
    member::pack(bytes, &[&head.end(http.len()), http, b"\r\n\r\n"]);
}

/// A new name for a record.
pub(super) fn record_id() -> String {
    format!("<urn:uuid:{}>", Uuid::new_v4())
}
