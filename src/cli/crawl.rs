//! `marsad crawl`: what is due, from the network to records, store and archive.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use marsad::crawl::{Client, Limits};
use marsad::pipeline::Sites;
use marsad::pipeline::crawl::{self, Address, JsonLines, Plan, Report, Retry, RunClock, note_named};
use marsad::store::{Role, RunLock, Store};
use tracing::Level;

use super::args::Crawl;
use super::config::Config;
use super::fetch::access;
use super::signals::Signals;
use super::terminal::say;
use super::{End, log, output};

/// The store when none is named.
pub const STORE: &str = "marsad.db";

/// Addresses noted in one transaction.
const NOTED: usize = 10_000;

/// Does what is due.
pub fn run(options: Crawl) -> anyhow::Result<End> {
    log::begin(options.log_format, level(&options));
    let config = Config::load(options.config.as_deref())?;
    let sites = Sites::with_rules(config.rules()?);
    let path = options.store.clone().unwrap_or_else(|| PathBuf::from(STORE));
    refuse(&options, &path)?;
    let _lock = RunLock::take(&path, options.wait).with_context(|| path.display().to_string())?;
    let mut store = Store::open(&path).with_context(|| path.display().to_string())?;
    let output = open_output(&mut store, options.output.as_deref())?;
    let client = Client::new(Limits::default(), access(&options.going))?;
    let signals = Signals::listen()?;
    let clock = RunClock::new();
    let run = note_addresses(&mut store, &options.urls, &clock)?;
    let report = crawl::run(&plan(&options, sites), client, store, output, run, clock, signals.stop())?;
    if !options.quiet {
        say(format_args!("{report}"));
    }
    Ok(signals.end().unwrap_or_else(|| end(&report)))
}

fn level(options: &Crawl) -> Level {
    match (options.quiet, options.verbose) {
        (true, _) => Level::WARN,
        (_, true) => Level::DEBUG,
        _ => Level::INFO,
    }
}

/// Refuses what cannot work before anything is fetched.
fn refuse(options: &Crawl, store: &Path) -> anyhow::Result<()> {
    if store.is_dir() {
        bail!("the store {} is a folder; name a file in it", store.display());
    }
    for file in [Some(store), options.output.as_deref()].into_iter().flatten() {
        output::refuse_place(file)?;
    }
    if let Some(output) = &options.output {
        output::keep_apart(output, &options.urls)?;
    }
    Ok(())
}

fn plan(options: &Crawl, sites: Sites) -> Plan {
    let plan = Plan::default();
    Plan {
        concurrency: options.concurrency.map_or(plan.concurrency, usize::from),
        per_host: options.per_host.map_or(plan.per_host, usize::from),
        delay: options.delay.unwrap_or(plan.delay),
        limit: options.limit,
        max_time: options.max_time,
        retry: Retry { first: options.retry_delay.unwrap_or(plan.retry.first), ..plan.retry },
        sites,
        finding: options.finding.options(),
        min_confidence: options.finding.min_confidence,
        ..plan
    }
}

/// The output, cut back to what the store has committed.
fn open_output(store: &mut Store, path: Option<&Path>) -> anyhow::Result<JsonLines> {
    let Some(path) = path else { return Ok(JsonLines::stdout()) };
    let path = std::path::absolute(path)?;
    let group = store.begin()?;
    let known = group.sink(JsonLines::KIND, &path.display().to_string())?;
    let committed = (known.length > 0).then_some(known.length);
    let (output, missing) =
        JsonLines::append(&path, committed).with_context(|| format!("cannot write to {}", path.display()))?;
    if missing > 0 {
        tracing::warn!(
            "{} is {missing} bytes shorter than it was left; records are added behind what is there",
            path.display()
        );
    }
    group.commit()?;
    Ok(output)
}

/// Begins a run and notes the addresses of files and standard input.
fn note_addresses(store: &mut Store, files: &[PathBuf], clock: &RunClock) -> anyhow::Result<i64> {
    let group = store.begin()?;
    let run = group.begin_run(clock.now())?;
    group.commit()?;
    for file in files {
        let lines: Box<dyn BufRead> = match file.to_str() {
            Some("-") => Box::new(io::stdin().lock()),
            _ => Box::new(BufReader::new(
                File::open(file).with_context(|| format!("{} cannot be read", file.display()))?,
            )),
        };
        note_lines(store, lines, file, run, clock)?;
    }
    Ok(run)
}

fn note_lines(
    store: &mut Store,
    lines: Box<dyn BufRead>,
    file: &Path,
    run: i64,
    clock: &RunClock,
) -> anyhow::Result<()> {
    let now = clock.now();
    let mut group = store.begin()?;
    for (at, line) in lines.lines().enumerate() {
        let line = line.with_context(|| format!("{} cannot be read", file.display()))?;
        let said = line.trim();
        if said.is_empty() || said.starts_with('#') {
            continue;
        }
        match Address::read(said) {
            Some(address) => {
                note_named(&group, &address, Role::Page, run, now)?;
            }
            None => {
                tracing::warn!("{}, line {}: no address that begins with http:// or https://", file.display(), at + 1)
            }
        }
        if at % NOTED == NOTED - 1 {
            group.commit()?;
            group = store.begin()?;
        }
    }
    Ok(group.commit()?)
}

fn end(report: &Report) -> End {
    match report.failed() {
        0 => End::Done,
        failed if report.pages == 0 && report.unreachable == failed => End::Unreachable,
        _ => End::SomeFailed,
    }
}
