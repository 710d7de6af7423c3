//! Records for people: `label: value` lines, what may be Arabic last on its line and isolated.

use std::fmt::{self, Write};

use marsad::record::{Claim, Kind, Period, Qualifier, Record, Status};
use serde::Serialize;

use super::terminal::{isolate, plain};

/// A record as lines, an empty one at the end.
///
/// # Errors
/// None in practice: writing to a string does not fail.
pub fn render(record: &Record) -> Result<String, fmt::Error> {
    let mut out = String::new();
    writeln!(out, "{}", plain(&record.source))?;
    heading(&mut out, record)?;
    for (index, claim) in record.claims.iter().enumerate() {
        lines(&mut out, index + 1, claim)?;
    }
    if record.claims.is_empty() && record.kind == Kind::Article {
        writeln!(out, "  no claims")?;
    }
    writeln!(out)?;
    Ok(out)
}

fn heading(out: &mut String, record: &Record) -> fmt::Result {
    line(out, 2, "kind", Some(&name(&record.kind)))?;
    line(out, 2, "url", record.url.as_deref())?;
    line(out, 2, "published", record.published.as_deref())?;
    line(out, 2, "language", record.language.as_deref())?;
    let stripped: Vec<String> = record.stripped.iter().map(|s| format!("{} {}", name(&s.kind), s.count)).collect();
    line(out, 2, "stripped", Some(stripped.join(", ").as_str()).filter(|s| !s.is_empty()))?;
    for warning in &record.warnings {
        line(out, 2, "warning", Some(&format!("{}: {}", warning.code, warning.detail)))?;
    }
    arabic(out, 2, "authors", Some(record.authors.join("، ").as_str()).filter(|s| !s.is_empty()))?;
    arabic(out, 2, "title", record.title.as_deref())
}

fn lines(out: &mut String, number: usize, claim: &Claim) -> fmt::Result {
    writeln!(out, "  claim {number}: {} = {}", plain(&claim.metric), value(claim))?;
    line(out, 4, "platform", claim.platform.as_deref())?;
    line(out, 4, "status", Some(name(&claim.status).as_str()).filter(|_| claim.status != Status::Stated))?;
    line(out, 4, "confidence", Some(&format!("{:.2}", claim.confidence)))?;
    line(out, 4, "odd", Some(claim.warnings.join(", ").as_str()).filter(|s| !s.is_empty()))?;
    arabic(out, 4, "subject", claim.subject.as_deref())?;
    arabic(out, 4, "unit", claim.unit.as_deref())?;
    arabic(out, 4, "scope", claim.scope.as_deref())?;
    arabic(out, 4, "period", claim.period.as_ref().map(period).as_deref())?;
    arabic(out, 4, "according to", claim.attribution.as_deref())?;
    arabic(out, 4, "quote", Some(&claim.quote))
}

fn line(out: &mut String, indent: usize, label: &str, value: Option<&str>) -> fmt::Result {
    value.map_or(Ok(()), |value| writeln!(out, "{:indent$}{label}: {}", "", plain(value)))
}

fn arabic(out: &mut String, indent: usize, label: &str, value: Option<&str>) -> fmt::Result {
    value.map_or(Ok(()), |value| writeln!(out, "{:indent$}{label}: {}", "", isolate(value)))
}

/// The figure as a reader writes it: `more than 2,300,000`, `5 to 7`.
fn value(claim: &Claim) -> String {
    let low = grouped(claim.value);
    match (claim.qualifier, claim.value_high) {
        (_, Some(high)) => format!("{low} to {}", grouped(high)),
        (Qualifier::Exact, None) => low,
        (qualifier, None) => format!("{} {low}", name(&qualifier).replace('_', " ")),
    }
}

/// A number with commas between its thousands.
pub fn grouped(number: f64) -> String {
    let written = number.to_string();
    let (whole, rest) = written.split_at(written.find('.').unwrap_or(written.len()));
    let (sign, digits) = whole.split_at(usize::from(whole.starts_with('-')));
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().filter_map(|g| std::str::from_utf8(g).ok()).collect();
    format!("{sign}{}{rest}", groups.join(","))
}

/// The dates, where they are known, then the words.
fn period(period: &Period) -> String {
    let day = |day: &Option<String>| day.clone().unwrap_or_else(|| "…".to_owned());
    match (&period.start, &period.end) {
        (None, None) => period.text.clone(),
        (start, end) => format!("{}/{} {}", day(start), day(end), period.text),
    }
}

/// The name that a value has in the record.
pub fn name(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(12_300_000.0), "12,300,000");
        assert_eq!(grouped(-1234.5), "-1,234.5");
        assert_eq!(grouped(7.0), "7");
        assert_eq!(grouped(1e15), "1,000,000,000,000,000");
    }

    #[test]
    fn values_carry_their_hedge() {
        let claim = Claim { value: 5.0, qualifier: Qualifier::MoreThan, ..Claim::default() };
        assert_eq!(value(&claim), "more than 5");
        let range = Claim { value: 5.0, value_high: Some(7.0), qualifier: Qualifier::Range, ..Claim::default() };
        assert_eq!(value(&range), "5 to 7");
    }
}
