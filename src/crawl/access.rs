//! By which way a client goes out.

use std::time::Duration;

use reqwest::{Proxy, redirect};

use super::guard::Vetted;
use super::{FetchError, Guard, Limits, Names};

/// Headers of a response, at most. Servers send some twenty; browsers stop in the hundreds.
const HEADERS: usize = 256;

/// Connections kept open to a host, and for how long: shorter than servers keep them (Apache: 5 s), so that few close just as we ask again, and than
/// it takes to run out of file descriptors over many hosts.
const IDLE_CONNECTIONS: usize = 16;
const IDLE_FOR: Duration = Duration::from_secs(4);

/// By which way a client goes out, and what it trusts.
#[derive(Debug, Clone, Default)]
pub struct Access {
    /// Which addresses it may go to. Behind a proxy, which looks names up itself, only addresses in URLs are checked.
    pub guard: Guard,
    /// Who tells it the addresses of names.
    pub names: Names,
    /// The proxy that all requests go through; by default none, whatever the environment says.
    pub proxy: Option<String>,
    /// Whether https hosts are believed without a certificate that is in order.
    pub insecure: bool,
}

/// The underlying client, not yet built: it follows no redirects, tries nothing again, and knows no proxy but the one that was named.
///
/// # Errors
/// The proxy's address is none.
pub(super) fn builder(limits: Limits, access: &Access) -> Result<reqwest::ClientBuilder, FetchError> {
    let guard = access.proxy.is_none().then(|| access.guard.clone());
    let builder = reqwest::Client::builder()
        .connect_timeout(limits.connect)
        .pool_max_idle_per_host(IDLE_CONNECTIONS)
        .pool_idle_timeout(IDLE_FOR)
        .http1_max_headers(HEADERS)
        .http1_allow_obsolete_multiline_headers_in_responses(true)
        .http1_ignore_invalid_headers_in_responses(true)
        .http2_max_header_list_size(limits.headers as u32)
        .tls_danger_accept_invalid_certs(access.insecure)
        .dns_resolver(Vetted { names: access.names.clone(), guard })
        .redirect(redirect::Policy::none())
        .retry(reqwest::retry::never())
        .no_proxy()
        .referer(false);
    match &access.proxy {
        None => Ok(builder),
        // What is wrong with it is not said: it may hold a password.
        Some(proxy) => match Proxy::all(proxy) {
            Ok(proxy) => Ok(builder.proxy(proxy)),
            Err(_) => Err(FetchError::Other("the proxy's address is none: write http://HOST:PORT".to_owned())),
        },
    }
}
