//! One fetch over HTTP: redirects, deadlines and caps are ours, and so is what may be sent where.

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use jiff::{Timestamp, Unit};
use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, DATE, ETAG, HeaderMap, HeaderName, HeaderValue,
    IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION, RETRY_AFTER, USER_AGENT as USER_AGENT_HEADER,
};
use reqwest::{Response, StatusCode};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::spawn_blocking;
use tokio::time::timeout;
use url::Url;

use super::access::builder;
use super::error::clipped;
use super::hop::{request_head, response_head};
use super::{Access, Cut, Failure, FetchError, Fetched, Guard, Hop, Limits, Request, Wanted, decode, retry_after};

/// The name by which `robots.txt` calls us.
pub const PRODUCT: &str = "marsad";

/// How marsad names itself to servers.
pub const USER_AGENT: &str = concat!("marsad/", env!("CARGO_PKG_VERSION"), " (reads figures in Arabic news pages)");

/// What a page may be: HTML first, text too.
const ACCEPTED: &str = "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1";

/// Media types that are no page, by their beginning.
const NO_PAGES: [&str; 8] = [
    "image/",
    "audio/",
    "video/",
    "font/",
    "application/pdf",
    "application/zip",
    "application/octet-stream",
    "application/vnd.",
];

/// Bodies beyond so many bytes wait for one of [`LARGE_AT_ONCE`] places, so that memory is bounded whatever servers send.
const LARGE: usize = 1 << 20;
const LARGE_AT_ONCE: usize = 6;

/// Compressed bodies beyond so many bytes are decompressed off the async threads, [`DECODED_AT_ONCE`] at a time.
const LONG_TO_DECODE: usize = 64 << 10;
const DECODED_AT_ONCE: usize = 2;

/// What is read of a redirect's body, and for how long: nothing depends on it.
const REDIRECT_BODY: usize = 64 << 10;
const REDIRECT_WAIT: Duration = Duration::from_secs(2);

/// An HTTP client with its limits. Cheap to clone; clones share their connections.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    limits: Limits,
    guard: Guard,
    proxied: bool,
    insecure: bool,
    /// Whether there are certificates to trust hosts by.
    secure: bool,
    large: Arc<Semaphore>,
    decoding: Arc<Semaphore>,
}

impl Client {
    /// A client that goes to servers by the way that `access` says.
    ///
    /// On a machine without CA certificates plain http still works, and https fails with [`FetchError::NoCertificates`].
    ///
    /// # Errors
    /// The proxy's address is none, or the TLS library cannot be set up.
    pub fn new(limits: Limits, access: Access) -> Result<Self, FetchError> {
        // The first of several clients sets the provider; the others find it set.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let (http, secure) = match builder(limits, &access)?.build() {
            Ok(http) => (http, true),
            Err(_) => {
                let builder = builder(limits, &access)?.tls_certs_only([]);
                (builder.build().map_err(|e| FetchError::Other(e.to_string()))?, false)
            }
        };
        let Access { guard, proxy, insecure, .. } = access;
        let places = |number| Arc::new(Semaphore::new(number));
        let (large, decoding) = (places(LARGE_AT_ONCE), places(DECODED_AT_ONCE));
        Ok(Self {
            http,
            limits,
            guard,
            proxied: proxy.is_some(),
            insecure,
            secure: secure || insecure,
            large,
            decoding,
        })
    }

    /// Which addresses this client goes to.
    pub fn guard(&self) -> &Guard {
        &self.guard
    }

    /// Fetches one thing, redirects followed.
    ///
    /// # Errors
    /// See [`FetchError`]; what did not come whole is an error, never a shorter page, but for [`Wanted::Beginning`].
    pub async fn get(&self, request: &Request) -> Result<Fetched, Failure> {
        let deadline = Instant::now() + self.limits.total;
        let mut trail = Trail { asked: String::new(), hops: Vec::new(), retry_after: None, deadline };
        match self.follow(request, &mut trail).await {
            Ok(fetched) => Ok(Fetched { hops: trail.hops, ..fetched }),
            Err(error) => Err(Failure { error, retry_after: trail.retry_after, hops: trail.hops }),
        }
    }

    async fn follow(&self, request: &Request, trail: &mut Trail) -> Result<Fetched, FetchError> {
        let mut first = Url::parse(&request.url).map_err(|e| FetchError::Address(e.to_string()))?;
        trail.asked = without_credentials(&first);
        first.set_fragment(None);
        let mut url = first.clone();
        for _ in 0..=self.limits.redirects {
            let headers = headers(request, url.origin() == first.origin())?;
            let response = self.ask(&url, headers, trail).await?;
            match next_place(&url, &response, self.limits.location) {
                None => return self.take(request, url, response, trail).await,
                Some(next) => {
                    let _ = timeout(REDIRECT_WAIT, self.body(response, REDIRECT_BODY, trail)).await;
                    url = with_credentials(next?, &first);
                }
            }
        }
        Err(FetchError::Redirects(self.limits.redirects))
    }

    /// Sends one request and waits for the headers, which become a new hop.
    async fn ask(&self, url: &Url, headers: HeaderMap, trail: &mut Trail) -> Result<Response, FetchError> {
        self.guard.url(url)?;
        if url.scheme() == "https" && !self.secure {
            return Err(FetchError::NoCertificates);
        }
        let (date, began) = (Timestamp::now(), Instant::now());
        let request_head = request_head(url, &headers);
        let (limit, slow) = trail.within(self.limits.first_byte, "answer", self.limits.total);
        let response = timeout(limit, self.send(url, headers)).await.map_err(|_| slow)?;
        let response = response.map_err(|e| FetchError::of_request(&e, self.limits.connect))?;
        let ip = response.remote_addr().filter(|_| !self.proxied).map(|socket| socket.ip());
        if let Some(ip) = ip {
            self.guard.address(ip)?;
        }
        let response_head = response_head(response.status(), response.headers());
        if response_head.len() > self.limits.headers {
            return Err(FetchError::Headers(self.limits.headers));
        }
        let (url, status, took) = (without_credentials(url), response.status().as_u16(), began.elapsed());
        let truncated = Some(Cut::Unspecified);
        trail.hops.push(Hop {
            url,
            date,
            ip,
            status,
            request_head,
            response_head,
            body: Bytes::new(),
            truncated,
            took,
        });
        Ok(response)
    }

    /// Sends a request, and once more when the connection closes before an answer: the server may have closed it as idle just then, and what only reads may
    /// be asked again (RFC 9110, 9.2.2).
    async fn send(&self, url: &Url, headers: HeaderMap) -> reqwest::Result<Response> {
        let first = self.http.get(url.clone()).headers(headers.clone()).send().await;
        match first {
            Err(error) if FetchError::closed_early(&error) => self.http.get(url.clone()).headers(headers).send().await,
            other => other,
        }
    }

    /// Reads the last response to its end.
    async fn take(
        &self,
        request: &Request,
        url: Url,
        response: Response,
        trail: &mut Trail,
    ) -> Result<Fetched, FetchError> {
        let (status, said) = (response.status(), response.headers().clone());
        let unchanged = status == StatusCode::NOT_MODIFIED && request.is_conditional();
        let content_type = text(&said, &CONTENT_TYPE);
        if !status.is_success() && !unchanged {
            trail.retry_after = text(&said, &RETRY_AFTER)
                .and_then(|t| retry_after(&t, text(&said, &DATE).as_deref(), Timestamp::now()));
            let _ = self.body(response, self.limits.wire, trail).await;
            return Err(FetchError::Status(status.as_u16(), status.canonical_reason().unwrap_or("")));
        }
        if request.wanted == Wanted::Page {
            refuse_other_media(content_type.as_deref())?;
        }
        if request.wanted != Wanted::Beginning && response.content_length() > Some(self.limits.wire as u64) {
            trail.hops.iter_mut().last().into_iter().for_each(|hop| hop.truncated = Some(Cut::Length));
            return Err(FetchError::TooLarge(self.limits.wire));
        }
        let (truncated, bytes) = match self.body(response, self.limits.wire, trail).await {
            // The place among the large is held until there is nothing compressed left.
            Ok(_held) => (None, self.decode(trail, &said).await?),
            Err(error) if request.wanted == Wanted::Beginning => beginning(trail, &said, error)?,
            Err(error) => return Err(error),
        };
        Ok(Fetched {
            asked: trail.asked.clone(),
            url: without_credentials(&url),
            status: status.as_u16(),
            content_type,
            etag: text(&said, &ETAG),
            last_modified: text(&said, &LAST_MODIFIED),
            fetched_at: Timestamp::now().round(Unit::Second).unwrap_or_default().to_string(),
            bytes,
            truncated,
            unchecked: self.insecure && url.scheme() == "https",
            hops: Vec::new(),
        })
    }

    /// Reads the body piece by piece into the last hop, so that an endless one ends after `most` bytes. A large one gives the place that it takes
    /// among the few.
    async fn body(&self, response: Response, most: usize, trail: &mut Trail) -> Result<Place, FetchError> {
        let length = response.content_length().unwrap_or(0).min(LARGE as u64) as usize;
        let mut body = Vec::with_capacity(length);
        let ended = self.pieces(response, most, trail, &mut body).await;
        if let Some(hop) = trail.hops.last_mut() {
            hop.body = Bytes::from(body);
            hop.truncated = ended.as_ref().err().map(cut);
        }
        ended
    }

    async fn pieces(
        &self,
        mut response: Response,
        most: usize,
        trail: &Trail,
        body: &mut Vec<u8>,
    ) -> Result<Place, FetchError> {
        let mut held = None;
        loop {
            let (limit, slow) = trail.within(self.limits.idle, "further data", self.limits.total);
            let piece = timeout(limit, response.chunk()).await.map_err(|_| slow)?;
            let Some(piece) = piece.map_err(|e| FetchError::of_body(&e))? else { return Ok(held) };
            let room = most - body.len();
            body.extend_from_slice(&piece[..piece.len().min(room)]);
            if piece.len() > room {
                return Err(FetchError::TooLarge(most));
            }
            if body.len() > LARGE && held.is_none() {
                held = self.place(&self.large, trail).await?;
            }
        }
    }

    async fn place(&self, places: &Arc<Semaphore>, trail: &Trail) -> Result<Place, FetchError> {
        let (limit, slow) = trail.within(self.limits.total, "place", self.limits.total);
        timeout(limit, places.clone().acquire_owned()).await.map(Result::ok).map_err(|_| slow)
    }

    /// Decompresses the last hop's body.
    async fn decode(&self, trail: &Trail, said: &HeaderMap) -> Result<Bytes, FetchError> {
        let wire = trail.body();
        let (encodings, most) = (encodings(said), self.limits.decoded);
        if wire.len() < LONG_TO_DECODE || encodings.is_empty() {
            return decode::decoded(&wire, &encodings, most);
        }
        let place = self.place(&self.decoding, trail).await?;
        let decoding = spawn_blocking(move || (decode::decoded(&wire, &encodings, most), place).0);
        decoding.await.map_err(|e| FetchError::Other(e.to_string()))?
    }
}

/// A place among the few large bodies; free again when dropped.
type Place = Option<OwnedSemaphorePermit>;

/// What a fetch has come to so far.
struct Trail {
    asked: String,
    hops: Vec<Hop>,
    retry_after: Option<Duration>,
    deadline: Instant,
}

impl Trail {
    /// The body of the last hop.
    fn body(&self) -> Bytes {
        self.hops.last().map(|hop| hop.body.clone()).unwrap_or_default()
    }

    /// The time that a step has, and the error when it is not enough: the step's own, or that of the whole fetch.
    fn within(&self, step: Duration, what: &'static str, total: Duration) -> (Duration, FetchError) {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left < step {
            (left, FetchError::Slow { what: "whole page", within: total })
        } else {
            (step, FetchError::Slow { what, within: step })
        }
    }
}

/// What came of a body that was cut off: only of one that is not compressed, for no other can be read in part.
fn beginning(trail: &Trail, said: &HeaderMap, error: FetchError) -> Result<(Option<Cut>, Bytes), FetchError> {
    let came = trail.body();
    if !encodings(said).is_empty() || came.is_empty() { Err(error) } else { Ok((Some(cut(&error)), came)) }
}

/// The headers of a request. What the asker gave goes to its own origin only.
fn headers(request: &Request, own_origin: bool) -> Result<HeaderMap, FetchError> {
    let mut headers = HeaderMap::new();
    headers.insert(USER_AGENT_HEADER, HeaderValue::from_static(USER_AGENT));
    headers.insert(ACCEPT, HeaderValue::from_static(if request.wanted == Wanted::Page { ACCEPTED } else { "*/*" }));
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(decode::ACCEPTED));
    if !own_origin {
        return Ok(headers);
    }
    let validators = [(IF_NONE_MATCH, &request.etag), (IF_MODIFIED_SINCE, &request.last_modified)];
    for (name, value) in validators {
        // A validator that cannot be sent makes the request one without it.
        if let Some(value) = value.as_ref().and_then(|value| HeaderValue::from_bytes(value.as_bytes()).ok()) {
            headers.insert(name, value);
        }
    }
    for (name, value) in &request.headers {
        let wrong = || FetchError::Other(format!("no header can be named {name:?} and have such a value"));
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| wrong())?;
        headers.insert(name, HeaderValue::from_bytes(value.as_bytes()).map_err(|_| wrong())?);
    }
    Ok(headers)
}

/// Where a redirect leads; `None` when the response is none.
fn next_place(url: &Url, response: &Response, longest: usize) -> Option<Result<Url, FetchError>> {
    let status = response.status();
    if !matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let Some(place) = text(response.headers(), &LOCATION) else {
        return Some(Err(FetchError::Lost(format!("{status}, no Location"))));
    };
    if place.len() > longest {
        return Some(Err(FetchError::Lost(format!("its address has {} bytes", place.len()))));
    }
    Some(url.join(place.trim()).map_err(|e| FetchError::Lost(e.to_string())))
}

/// A redirect's place without its fragment, with the user's credentials where it is of the origin that they are for, and with none that a server made up.
fn with_credentials(mut next: Url, first: &Url) -> Url {
    let own = next.origin() == first.origin();
    // Both fail only where an address can have neither.
    let _ = next.set_username(if own { first.username() } else { "" });
    let _ = next.set_password(first.password().filter(|_| own));
    next.set_fragment(None);
    next
}

fn refuse_other_media(content_type: Option<&str>) -> Result<(), FetchError> {
    let kind = content_type.unwrap_or("").to_ascii_lowercase();
    let other = NO_PAGES.iter().any(|other| kind.starts_with(other));
    if other { Err(FetchError::NotAPage(clipped(&kind))) } else { Ok(()) }
}

/// A header as text; header bytes beyond ASCII are read as UTF-8, as servers write Arabic addresses.
fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

fn encodings(headers: &HeaderMap) -> String {
    let named = headers.get_all(CONTENT_ENCODING).iter().map(|value| String::from_utf8_lossy(value.as_bytes()));
    named.collect::<Vec<_>>().join(",")
}

fn cut(error: &FetchError) -> Cut {
    match error {
        FetchError::TooLarge(_) => Cut::Length,
        FetchError::Slow { .. } => Cut::Time,
        _ => Cut::Disconnect,
    }
}

/// The address without user name and password: for records and messages.
pub fn without_credentials(url: &Url) -> String {
    let mut url = url.clone();
    // Both fail only where an address can have neither.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.into()
}
