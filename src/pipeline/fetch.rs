//! From an address to a record.

use std::time::Duration;

use tokio::task;
use tokio::time::sleep;

use super::{Form, Page, Sites, read};
use crate::claims;
use crate::crawl::{Client, Failure, FetchError, Fetched, Request};
use crate::page::Hints;
use crate::record::{Record, Warning};

/// Waited before another try when the server does not say how long, and the longest that it may say.
const PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// Fetches a page, once more for each of `retries` when the cause of a failure may pass, and reads it off the async threads.
///
/// # Errors
/// The page could not be fetched; what is wrong with a page that came is in its record's warnings.
pub async fn fetch(
    client: &Client,
    address: &str,
    retries: usize,
    options: claims::Options,
) -> Result<Record, FetchError> {
    let fetched = patiently(client, &Request::page(address), retries).await?;
    let reading = task::spawn_blocking(move || record(&fetched, &Sites::default(), options));
    reading.await.map_err(|e| FetchError::Other(e.to_string()))
}

async fn patiently(client: &Client, request: &Request, mut retries: usize) -> Result<Fetched, FetchError> {
    loop {
        match client.get(request).await {
            Ok(fetched) => return Ok(fetched),
            Err(failure) if retries == 0 || !is_worth_a_try(&failure) => return Err(failure.error),
            Err(failure) => sleep(failure.retry_after.unwrap_or(PAUSE)).await,
        }
        retries -= 1;
    }
}

/// Who did not answer in time has had time enough, and who asks for a long pause will not be waited for.
fn is_worth_a_try(failure: &Failure) -> bool {
    let short = failure.retry_after.is_none_or(|wait| wait <= LONGEST_PAUSE);
    failure.error.is_passing() && short && !matches!(failure.error, FetchError::Slow { .. } | FetchError::UnknownHost)
}

/// The record of a page that was fetched, with what is known of its site.
pub(super) fn record(fetched: &Fetched, sites: &Sites, options: claims::Options) -> Record {
    let content_type = fetched.content_type.as_deref();
    let hints =
        Hints { url: Some(&fetched.url), content_type, fetched_at: Some(&fetched.fetched_at), ..Hints::default() };
    let hints = sites.hint(hints, &fetched.bytes);
    let form = content_type.and_then(Form::of_media_type).unwrap_or_else(|| Form::of_bytes(&fetched.bytes));
    let mut record = read(&Page { bytes: &fetched.bytes, source: &fetched.asked, form, hints }, options);
    record.warnings.extend(warnings(fetched));
    record
}

/// What a reader of the record should know of how the page came.
fn warnings(fetched: &Fetched) -> Option<Warning> {
    let detail = "the host's certificate was not looked at (--insecure): anyone on the way may have written the page";
    fetched.unchecked.then(|| Warning::new("unchecked_host", detail))
}
