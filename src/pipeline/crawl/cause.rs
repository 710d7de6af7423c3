//! Why a fetch failed, as the store counts it.

use crate::crawl::FetchError;

/// A stable word.
pub(super) fn code(error: &FetchError) -> String {
    if let FetchError::Status(status, _) = error {
        return format!("status_{status}");
    }
    let name = format!("{error:?}");
    let name = name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("other");
    name.chars().fold(String::new(), |out, c| match c.is_uppercase() && !out.is_empty() {
        true => out + "_" + &c.to_lowercase().to_string(),
        false => out + &c.to_lowercase().to_string(),
    })
}

/// Whether another try may do better.
pub(super) fn is_passing(error: &FetchError) -> bool {
    match error {
        FetchError::Status(status, _) => matches!(status, 408 | 425 | 429 | 500..),
        FetchError::Truncated | FetchError::Decode => true,
        other => other.is_unreachable(),
    }
}
