//! One page over HTTP, redirects followed by us.

use jiff::{Timestamp, Unit};
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderName, LOCATION};
use reqwest::{Response, StatusCode, redirect};
use tokio::time::timeout;
use url::Url;

use super::{FetchError, Limits};

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

/// A page as it was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The address asked for, without credentials.
    pub asked: String,
    /// The address that answered, after redirects, without credentials and fragment.
    pub url: String,
    /// The `Content-Type` header.
    pub content_type: Option<String>,
    /// RFC 3339 time of the answer, to the second.
    pub fetched_at: String,
    /// The body, decompressed.
    pub bytes: Vec<u8>,
}

/// An HTTP client with its limits. Cheap to clone; clones share their connections.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    limits: Limits,
    /// Whether there are certificates to trust hosts by.
    secure: bool,
}

impl Client {
    /// A client that goes to servers directly, never through a proxy.
    ///
    /// On a machine without CA certificates plain http still works, and https fails with [`FetchError::NoCertificates`].
    ///
    /// # Errors
    /// The TLS library cannot be set up.
    pub fn new(limits: Limits) -> Result<Self, FetchError> {
        // The first of several clients sets the provider; the others find it set.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let (http, secure) = match builder(limits).build() {
            Ok(http) => (http, true),
            Err(_) => {
                (builder(limits).tls_certs_only([]).build().map_err(|e| FetchError::Other(e.to_string()))?, false)
            }
        };
        Ok(Self { http, limits, secure })
    }

    /// Fetches one page.
    ///
    /// # Errors
    /// See [`FetchError`]; a page that did not come whole is an error, never a shorter page.
    pub async fn fetch(&self, address: &str) -> Result<Fetched, FetchError> {
        let whole = timeout(self.limits.total, self.follow(address)).await;
        whole.unwrap_or(Err(FetchError::Slow { what: "whole page", within: self.limits.total }))
    }

    async fn follow(&self, address: &str) -> Result<Fetched, FetchError> {
        let mut url = Url::parse(address).map_err(|e| FetchError::Address(e.to_string()))?;
        let asked = shown(&url);
        for _ in 0..=self.limits.redirects {
            let response = self.ask(&url).await?;
            match next_place(&url, &response)? {
                Some(next) => url = next,
                None => return self.page(asked, url, response).await,
            }
        }
        Err(FetchError::Redirects(self.limits.redirects))
    }

    /// Sends one request and waits for the headers.
    async fn ask(&self, url: &Url) -> Result<Response, FetchError> {
        match url.scheme() {
            "https" if !self.secure => return Err(FetchError::NoCertificates),
            "http" | "https" => {}
            other => return Err(FetchError::Scheme(other.to_owned())),
        }
        let request = self.http.get(url.clone()).header(ACCEPT, ACCEPTED).send();
        match timeout(self.limits.first_byte, request).await {
            Ok(answer) => answer.map_err(|e| FetchError::of_request(&e, self.limits.connect)),
            Err(_) => Err(FetchError::Slow { what: "answer", within: self.limits.first_byte }),
        }
    }

    async fn page(&self, asked: String, mut url: Url, response: Response) -> Result<Fetched, FetchError> {
        let status = response.status();
        if !status.is_success() {
            return Err(FetchError::Status(status.as_u16(), status.canonical_reason().unwrap_or("")));
        }
        let content_type = header(&response, &CONTENT_TYPE);
        let kind = content_type.as_deref().unwrap_or("").to_ascii_lowercase();
        if NO_PAGES.iter().any(|other| kind.starts_with(other)) {
            return Err(FetchError::NotAPage(kind));
        }
        let fetched_at = Timestamp::now().round(Unit::Second).unwrap_or_default().to_string();
        let bytes = self.body(response).await?;
        url.set_fragment(None);
        Ok(Fetched { asked, url: shown(&url), content_type, fetched_at, bytes })
    }

    /// Reads the body piece by piece, so that an endless one ends at the cap.
    async fn body(&self, mut response: Response) -> Result<Vec<u8>, FetchError> {
        let mut bytes = Vec::new();
        loop {
            let piece = timeout(self.limits.idle, response.chunk()).await;
            let piece = piece.map_err(|_| FetchError::Slow { what: "further data", within: self.limits.idle })?;
            let Some(piece) = piece.map_err(|e| FetchError::of_body(&e))? else { return Ok(bytes) };
            if bytes.len() + piece.len() > self.limits.body {
                return Err(FetchError::TooLarge(self.limits.body));
            }
            bytes.extend_from_slice(&piece);
        }
    }
}

fn builder(limits: Limits) -> reqwest::ClientBuilder {
    let builder = reqwest::Client::builder().user_agent(USER_AGENT).connect_timeout(limits.connect);
    builder.redirect(redirect::Policy::none()).no_proxy().referer(false)
}

/// Where a redirect leads; `None` when the response is none.
fn next_place(url: &Url, response: &Response) -> Result<Option<Url>, FetchError> {
    let status = response.status();
    if !status.is_redirection() || status == StatusCode::NOT_MODIFIED {
        return Ok(None);
    }
    let place = header(response, &LOCATION).ok_or_else(|| FetchError::Lost(format!("{status}, no Location")))?;
    let next = url.join(place.trim()).map_err(|e| FetchError::Lost(e.to_string()))?;
    Ok(Some(next))
}

/// A header as text; header bytes beyond ASCII are read as UTF-8, as servers write Arabic addresses.
fn header(response: &Response, name: &HeaderName) -> Option<String> {
    response.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// The address without user name and password: for records and messages.
fn shown(url: &Url) -> String {
    let mut url = url.clone();
    // Both fail only where an address can have neither.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.into()
}
