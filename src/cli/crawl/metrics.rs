//! The figures of a run in the text format of Prometheus, for node exporter's textfile collector.

use std::fmt::{self, Write as _};
use std::fs;
use std::path::Path;

use anyhow::Context;
use marsad::pipeline::crawl::Report;
use marsad::store::{Millis, Status};

use super::super::End;

/// Writes the file in one piece: a collector that reads meanwhile sees the old one or the new one.
pub fn write(file: &Path, report: &Report, status: &Status, end: End, now: Millis) -> anyhow::Result<()> {
    let text = render(report, status, end, now)?;
    let mut beside = file.as_os_str().to_owned();
    beside.push(format!(".{}", std::process::id()));
    let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, file));
    written.with_context(|| format!("cannot write to {}", file.display()))
}

fn render(report: &Report, status: &Status, end: End, now: Millis) -> Result<String, fmt::Error> {
    let mut out = String::new();
    let mut gauge = |name: &str, help: &str, values: &[(String, f64)]| -> fmt::Result {
        writeln!(out, "# HELP marsad_{name} {help}\n# TYPE marsad_{name} gauge")?;
        values.iter().try_for_each(|(labels, value)| writeln!(out, "marsad_{name}{labels} {value}"))
    };
    let one = |value: f64| [(String::new(), value)];
    gauge("run_ended_timestamp_seconds", "When the last run ended.", &one(now as f64 / 1000.0))?;
    gauge("run_exit_code", "Its exit code.", &one(f64::from(end as u8)))?;
    gauge("run_seconds", "How long it took.", &one(report.took.as_secs_f64()))?;
    gauge("run_pages", "Pages answered in it.", &one(report.pages as f64))?;
    gauge("run_new", "Records written in it.", &one(report.fresh as f64))?;
    gauge("run_unchanged", "Pages that had not changed.", &one(report.unchanged as f64))?;
    gauge("run_claims", "Claims in its records.", &one(report.claims as f64))?;
    gauge("run_bytes", "Bytes of the pages, decompressed.", &one(report.bytes as f64))?;
    let kinds: Vec<_> = report.kinds.iter().map(|(kind, n)| (label("kind", kind), *n as f64)).collect();
    gauge("run_records", "Records by kind.", &kinds)?;
    let failures: Vec<_> = report.failures.iter().map(|(cause, n)| (label("cause", cause), *n as f64)).collect();
    gauge("run_failures", "Addresses that failed in it, by cause.", &failures)?;
    gauge("due", "Addresses that are due.", &one(status.due as f64))?;
    let idle: Vec<_> = status.sources.iter().map(|s| (label("source", &s.url), s.idle as f64)).collect();
    gauge("source_idle_runs", "Runs in a row in which a source gave nothing new.", &idle)?;
    Ok(out)
}

fn label(name: &str, value: &str) -> String {
    let value = value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("{{{name}=\"{value}\"}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_cannot_be_broken_out_of() {
        assert_eq!(label("source", "a\"b\\c\nd"), "{source=\"a\\\"b\\\\c\\nd\"}");
    }
}
