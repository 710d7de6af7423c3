//! From an address to a record.

use tokio::task;

use super::{Form, Page, read};
use crate::claims;
use crate::crawl::{Client, FetchError, Fetched};
use crate::page::Hints;
use crate::record::Record;

/// Fetches a page and reads it. The reading is done off the async threads.
///
/// # Errors
/// The page could not be fetched; what is wrong with a page that came is in its record's warnings.
pub async fn fetch(client: &Client, address: &str, options: claims::Options) -> Result<Record, FetchError> {
    let fetched = client.fetch(address).await?;
    let reading = task::spawn_blocking(move || record(&fetched, options));
    reading.await.map_err(|e| FetchError::Other(e.to_string()))
}

fn record(fetched: &Fetched, options: claims::Options) -> Record {
    let content_type = fetched.content_type.as_deref();
    let hints =
        Hints { url: Some(&fetched.url), content_type, fetched_at: Some(&fetched.fetched_at), ..Hints::default() };
    let form = content_type.and_then(Form::of_media_type).unwrap_or_else(|| Form::of_bytes(&fetched.bytes));
    read(&Page { bytes: &fetched.bytes, source: &fetched.asked, form, hints }, options)
}
