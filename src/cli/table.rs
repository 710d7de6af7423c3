//! Records for people: `label: value` lines, what may be Arabic last on its line and isolated.

use std::fmt::{self, Write};

use marsad::export::{figure, name, period};
use marsad::record::{Claim, Kind, Record, Status};

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
    writeln!(out, "  claim {number}: {} = {}", plain(&claim.metric), figure(claim))?;
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
