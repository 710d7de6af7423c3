//! Claims as CSV (RFC 4180), one row a claim, for spreadsheets and data frames.
//!
//! What a page says is never a formula: a cell of text that a spreadsheet would reckon out begins with an apostrophe instead, as OWASP advises
//! on CSV injection. Numbers stay numbers, negative ones too.

use std::borrow::Cow;

use csv::{Writer, WriterBuilder};
use thiserror::Error;

use super::wording::name;
use crate::record::{Claim, Record};

/// A row could not be written, which to memory does not happen.
#[derive(Debug, Error)]
#[error("cannot write a row of CSV: {0}")]
pub struct CsvError(String);

/// The columns, in their order.
const COLUMNS: [&str; 32] = [
    "source",
    "url",
    "site",
    "fetched_at",
    "published",
    "title",
    "id",
    "metric",
    "value",
    "value_high",
    "qualifier",
    "subject",
    "subject_key",
    "platform",
    "unit",
    "scope",
    "period",
    "period_start",
    "period_end",
    "attribution",
    "status",
    "confidence",
    "fact",
    "primary",
    "quote",
    "field",
    "start",
    "end",
    "source_start",
    "source_end",
    "sentence",
    "warnings",
];

/// The row of the columns' names.
///
/// # Errors
/// None in practice.
pub fn csv_head() -> Result<Vec<u8>, CsvError> {
    rows(|writer| writer.write_record(COLUMNS))
}

/// A row for each claim of the record, none for a record without claims.
///
/// # Errors
/// None in practice.
pub fn csv_rows(record: &Record) -> Result<Vec<u8>, CsvError> {
    rows(|writer| record.claims.iter().try_for_each(|claim| writer.write_record(row(record, claim))))
}

fn rows(write: impl FnOnce(&mut Writer<Vec<u8>>) -> csv::Result<()>) -> Result<Vec<u8>, CsvError> {
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    write(&mut writer).map_err(|e| CsvError(e.to_string()))?;
    writer.into_inner().map_err(|e| CsvError(e.to_string()))
}

fn row(record: &Record, claim: &Claim) -> [String; COLUMNS.len()] {
    let said = |text: &Option<String>| text.as_deref().map_or_else(String::new, |text| harmless(text).into_owned());
    let number = |n: Option<String>| n.unwrap_or_default();
    let period = claim.period.as_ref();
    [
        harmless(&record.source).into_owned(),
        said(&record.url),
        said(&record.site),
        said(&record.fetched_at),
        said(&record.published),
        said(&record.title),
        claim.id.clone(),
        harmless(&claim.metric).into_owned(),
        claim.value.to_string(),
        number(claim.value_high.map(|n| n.to_string())),
        name(&claim.qualifier),
        said(&claim.subject),
        said(&claim.subject_key),
        said(&claim.platform),
        said(&claim.unit),
        said(&claim.scope),
        period.map_or_else(String::new, |p| harmless(&p.text).into_owned()),
        period.map_or_else(String::new, |p| said(&p.start)),
        period.map_or_else(String::new, |p| said(&p.end)),
        said(&claim.attribution),
        name(&claim.status),
        claim.confidence.to_string(),
        claim.fact.to_string(),
        claim.primary.to_string(),
        harmless(&claim.quote).into_owned(),
        name(&claim.field),
        claim.start.to_string(),
        claim.end.to_string(),
        number(claim.source_start.map(|n| n.to_string())),
        number(claim.source_end.map(|n| n.to_string())),
        harmless(&claim.sentence).into_owned(),
        harmless(&claim.warnings.join(" ")).into_owned(),
    ]
}

/// The text behind an apostrophe where a spreadsheet would take it for a formula: its first sign that shows is one of `= + - @`, also in
/// their full width, or it begins with a tab or a line end.
fn harmless(text: &str) -> Cow<'_, str> {
    let shows = |c: &char| !(c.is_whitespace() || c.is_control() || is_mark(*c));
    let formula = matches!(text.chars().find(shows), Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'));
    if formula || text.starts_with(['\t', '\r', '\n']) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Marks of direction and width that do not show: a formula may hide behind them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::super::tests::record;
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_reckon_is_text() {
        for formula in ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\u{202b}=1", " =1", "＝1"] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        for text in ["12 مليون", "«=»", "a-b", ""] {
            assert_eq!(harmless(text), text);
        }
    }

    #[test]
    fn numbers_stay_numbers_and_rows_have_all_columns() {
        let claim = Claim { value: -2.5, quote: "ناقص \"2.5\"،\nنقطة".to_owned(), ..Claim::default() };
        let cells = row(&record(vec![claim.clone()]), &claim);
        assert_eq!(cells[8], "-2.5");
        let bytes = csv_rows(&record(vec![claim])).unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[..]);
        let read = reader.records().next().unwrap().unwrap();
        assert_eq!(read.len(), COLUMNS.len());
        assert_eq!(&read[24], "ناقص \"2.5\"،\nنقطة");
    }
}
