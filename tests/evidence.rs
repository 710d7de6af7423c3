//! What holds for every record ever written.

use std::sync::LazyLock;

use marsad::arabic::fold;
use marsad::record::{Claim, Field, Kind, Record};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

static SCHEMA: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    let schema = serde_json::to_value(schemars::schema_for!(Record)).unwrap();
    jsonschema::validator_for(&schema).unwrap()
});

/// Everything in which a record breaks its promises. `source` is the plain text it was read from, where it was plain text.
pub fn faults(record: &Record, source: Option<&str>) -> Vec<String> {
    let mut faults = schema_faults(record);
    for claim in &record.claims {
        faults.extend(claim_faults(record, claim, source).into_iter().map(|f| format!("«{}»: {f}", claim.quote)));
    }
    let places: Vec<_> = record.claims.iter().map(|c| (c.field == Field::Text, c.start)).collect();
    if !places.is_sorted() {
        faults.push("claims are not in text order, title first".to_owned());
    }
    if record.kind != Kind::Article && !(record.claims.is_empty() && record.text.is_empty()) {
        faults.push(format!("{:?} pages have neither text nor claims", record.kind));
    }
    faults
}

fn schema_faults(record: &Record) -> Vec<String> {
    let value = serde_json::to_value(record).unwrap();
    SCHEMA.iter_errors(&value).map(|e| format!("schema: {e}")).collect()
}

fn claim_faults(record: &Record, claim: &Claim, source: Option<&str>) -> Vec<String> {
    let field = match claim.field {
        Field::Text => record.text.as_str(),
        Field::Title => record.title.as_deref().unwrap_or(""),
    };
    let checks = [
        (slice(field, claim.start, claim.end) == claim.quote, "the evidence rule: field[start..end] is not the quote"),
        (claim.start < claim.end, "the quote is empty"),
        (claim.sentence.contains(&claim.quote), "the sentence does not hold the quote"),
        (claim.value.is_finite() && claim.value_high.is_none_or(f64::is_finite), "the value is no number"),
        (claim.value_high.is_none_or(|high| high >= claim.value), "the range is upside down"),
        ((0.0..=1.0).contains(&claim.confidence), "the confidence is not between 0 and 1"),
        (claim.id.len() == 16 && claim.id.bytes().all(|b| b.is_ascii_hexdigit()), "the id is not 16 hex digits"),
        (in_source(claim, source), "source_start..source_end are not the quote's words in the input"),
    ];
    checks.iter().filter(|(holds, _)| !holds).map(|(_, fault)| (*fault).to_owned()).collect()
}

/// The words are the same; their spelling may differ by what the text's tidying levels, such as white space. Loose marks of letters are left out:
/// of a letter that is composed with one, the base is what is found again.
fn in_source(claim: &Claim, source: Option<&str>) -> bool {
    let visible = |text: &str| {
        text.chars()
            .filter(|c| !c.is_control() || c.is_whitespace())
            .nfd()
            .filter(|c| canonical_combining_class(*c) == 0)
            .collect::<String>()
    };
    let words = |text: &str| fold(&visible(text)).split_whitespace().collect::<Vec<_>>().join(" ");
    match (source, claim.source_start, claim.source_end) {
        (Some(source), Some(start), Some(end)) => {
            let (source, mut lines) = (words(slice(source, start, end)), claim.quote.lines().map(words));
            // Between two lines of a quote the input may have one that is boilerplate.
            let (first, last) = (lines.next().unwrap_or_default(), lines.next_back());
            last.map_or(source == first, |last| source.starts_with(&first) && source.ends_with(&last))
        }
        (source, start, end) => source.is_none() && start.is_none() && end.is_none(),
    }
}

/// A stretch of a text in Unicode scalars, as Python would slice it.
fn slice(text: &str, start: usize, end: usize) -> &str {
    let byte = |scalar: usize| text.char_indices().nth(scalar).map_or(text.len(), |(at, _)| at);
    if start <= end { &text[byte(start)..byte(end)] } else { "" }
}
