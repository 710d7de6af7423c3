//! Records for other programs and other eyes: CSV for spreadsheets, HTML for browsers, and how figures are worded for people.
//!
//! In: records, one at a time. Out: bytes, with what stands before the first and behind the last of them.
//! May import: record.

mod csv;
mod html;
mod wording;

pub use csv::{CsvError, csv_head, csv_rows};
pub use html::{HTML_TAIL, html_head, html_section};
pub use wording::{figure, grouped, name, period};

#[cfg(test)]
mod tests {
    use crate::record::{Claim, Record, SCHEMA};

    pub fn record(claims: Vec<Claim>) -> Record {
        let empty = serde_json::json!({
            "schema": SCHEMA, "source": "page.html", "kind": "article", "authors": [], "tags": [], "text": "", "stripped": [],
            "content_hash": "", "near_hash": "", "claims": claims, "warnings": [],
        });
        serde_json::from_value(empty).unwrap()
    }
}
