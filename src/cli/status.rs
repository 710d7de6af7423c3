//! `marsad status`: how the store stands.

use std::fmt::{self, Write as _};
use std::io::{self, Write as _};

use anyhow::Context;
use jiff::Timestamp;
use marsad::store::{Millis, Reader, RunLine, SourceState, Status};

use super::terminal::plain;
use super::{End, args, crawl};

/// Prints the store in figures.
pub fn run(options: &args::Status) -> anyhow::Result<End> {
    let path = crawl::named_store(options.store.as_deref(), options.config.as_deref())?;
    let reader = Reader::open(&path).with_context(|| path.display().to_string())?;
    let status = reader.status(Timestamp::now().as_millisecond())?;
    io::stdout().lock().write_all(render(&status)?.as_bytes())?;
    Ok(End::Done)
}

fn render(status: &Status) -> Result<String, fmt::Error> {
    let mut out = String::new();
    let next = status.next.map_or_else(String::new, |next| format!(", the first at {}", time(next)));
    writeln!(out, "addresses: {} known, {} due now, {} later{next}", status.known, status.due, status.later)?;
    let kinds: Vec<String> = status.records.iter().map(|(kind, n)| format!("{n} {kind}")).collect();
    let kinds = if kinds.is_empty() { "none".to_owned() } else { kinds.join(", ") };
    let (same, near) = status.repeated;
    writeln!(out, "records: {kinds}; {same} repeat another to the letter, {near} but for a few words")?;
    writeln!(out, "claims: {}", status.claims)?;
    for source in &status.sources {
        writeln!(out, "{}", source_line(source))?;
    }
    for (cause, addresses, given_up) in &status.failures {
        writeln!(out, "failed: {cause}: {addresses}, of which {given_up} given up")?;
    }
    for run in &status.runs {
        writeln!(out, "{}", run_line(run))?;
    }
    Ok(out)
}

fn source_line(source: &SourceState) -> String {
    let last = source.last_new.map_or_else(|| "never".to_owned(), time);
    let idle = if source.idle == 0 { String::new() } else { format!(", nothing new for {} runs", source.idle) };
    let failed = source.last_cause.as_ref().map_or_else(String::new, |cause| format!(", failed: {cause}"));
    let (role, url) = (source.role.name(), plain(&source.url));
    format!(
        "{role}: {url}: {} found, {} in the last run, new last {last}{idle}{failed}",
        source.found, source.found_last
    )
}

fn run_line(run: &RunLine) -> String {
    let ended = run.ended.map_or_else(
        || "not ended".to_owned(),
        |ended| format!("{:.0} s, {}", (ended - run.began) as f64 / 1000.0, run.outcome.as_deref().unwrap_or("ended")),
    );
    let sums = run.sums;
    format!(
        "run: {}: {} pages, {} new, {} unchanged, {} failed, {ended}",
        time(run.began),
        sums.pages,
        sums.fresh,
        sums.unchanged,
        sums.failed
    )
}

/// RFC 3339, to the second.
fn time(at: Millis) -> String {
    Timestamp::from_second(at / 1000).map_or_else(|_| "?".to_owned(), |t| t.to_string())
}
