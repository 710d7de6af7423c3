//! `marsad crawl`: what is due, from the network to records, store and archive.

mod addresses;
mod metrics;
mod open;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use marsad::crawl::Client;
use marsad::pipeline::crawl::{self, Report, RunClock};
use marsad::store::{RunLock, Store};
use tracing::Level;

use super::args::{Crawl, LogFormat};
use super::config::Config;
use super::fetch::{access, limits};
use super::signals::Signals;
use super::terminal::{plain, say};
use super::{End, log};

/// The store that is named on the command line, or in the configuration, or the usual one.
///
/// # Errors
/// The configuration cannot be read.
pub fn named_store(named: Option<&Path>, config: Option<&Path>) -> anyhow::Result<PathBuf> {
    let said = |config: Config| config.crawl.store.unwrap_or_else(|| PathBuf::from(open::STORE));
    named.map_or_else(|| Config::load(config).map(said), |named| Ok(named.to_owned()))
}

/// Runs in a row without anything new after which a source is warned of.
const STALE_AFTER: u64 = 7;

/// Does what is due.
pub fn run(mut options: Crawl) -> anyhow::Result<End> {
    log::begin(options.log_format, level(&options));
    let config = Config::load(options.config.as_deref())?;
    open::take_over(&mut options, &config.crawl);
    open::refuse(&options)?;
    if options.dry_run {
        return dry_run(&options, &config);
    }
    let path = open::store(&options);
    let _lock = RunLock::take(&path, options.wait).with_context(|| path.display().to_string())?;
    let mut store = Store::open(&path).with_context(|| path.display().to_string())?;
    let outputs = open::outputs(&mut store, &options)?;
    let client = Client::new(limits(&options.going), access(&options.going))?;
    let (signals, clock) = (Signals::listen()?, RunClock::new());
    let mut plan = open::plan(&options, &config)?;
    let run = addresses::note(&mut store, &mut plan, &options, &config, &clock)?;
    refuse_nothing(&store)?;
    let sources: Vec<i64> = plan.sources.keys().copied().collect();
    let (mut store, report) = crawl::run(&plan, client, store, outputs, run, clock, signals.stop())?;
    let end = signals.end().unwrap_or_else(|| end(&report));
    note_end(&mut store, run, &report, end, &clock)?;
    warn_of_stale(&mut store, &sources, config.crawl.stale_after.unwrap_or(STALE_AFTER))?;
    if let Some(file) = &options.metrics {
        metrics::write(file, &report, &store.reader()?.status(clock.now())?, end, clock.now())?;
    }
    tell(&options, &report, end);
    Ok(end)
}

/// A crawl that knows no address at all was asked for by mistake.
fn refuse_nothing(store: &Store) -> anyhow::Result<()> {
    if store.reader()?.is_empty()? {
        bail!(
            "no address to begin with; name some with --urls, --feed or --sitemap, or in marsad.toml (marsad init writes one)"
        );
    }
    Ok(())
}

fn level(options: &Crawl) -> Level {
    match (options.quiet, options.verbose) {
        (true, _) => Level::WARN,
        (_, true) => Level::DEBUG,
        _ => Level::INFO,
    }
}

/// Notes everything in a transaction that is thrown away, and prints what would be due.
fn dry_run(options: &Crawl, config: &Config) -> anyhow::Result<End> {
    let path = open::store(options);
    let _lock = path.exists().then(|| RunLock::take(&path, options.wait)).transpose()?;
    let mut store = if path.exists() { Store::open(&path) } else { Store::in_memory() }
        .with_context(|| path.display().to_string())?;
    let (clock, mut plan) = (RunClock::new(), open::plan(options, config)?);
    let group = store.begin()?;
    let run = addresses::note_in(&group, &mut plan, options, config, &clock)?;
    let mut out = io::stdout().lock();
    for (role, url) in group.due_now(clock.now(), options.limit.unwrap_or(u64::MAX))? {
        writeln!(out, "{}\t{}", role.name(), plain(&url))?;
    }
    tracing::debug!(run, "nothing was fetched and nothing is kept");
    Ok(End::Done)
}

fn note_end(store: &mut Store, run: i64, report: &Report, end: End, clock: &RunClock) -> anyhow::Result<()> {
    let outcome = match end {
        End::Interrupted | End::Terminated => "stopped",
        _ => "done",
    };
    let group = store.begin()?;
    group.note_run(run, &report.sums(), Some((clock.now(), outcome)))?;
    Ok(group.commit()?)
}

fn warn_of_stale(store: &mut Store, sources: &[i64], after: u64) -> anyhow::Result<()> {
    let group = store.begin()?;
    for source in sources {
        if let Some(state) = group.source_state(*source)?.filter(|state| state.idle >= after) {
            tracing::warn!(url = state.url, runs = state.idle, "nothing new for {} runs; has it moved?", state.idle);
        }
    }
    Ok(())
}

/// The summary.
fn tell(options: &Crawl, report: &Report, end: End) {
    match options.log_format {
        _ if options.quiet => {}
        LogFormat::Text => say(format_args!("{report}")),
        LogFormat::Json => {
            let (pages, new, unchanged, failed) = (report.pages, report.fresh, report.unchanged, report.failed());
            let seconds = report.took.as_secs_f64();
            tracing::info!(pages, new, unchanged, failed, seconds, exit = end as u8, "{report}");
        }
    }
}

fn end(report: &Report) -> End {
    match report.failed() {
        0 => End::Done,
        _ if report.is_unreachable() => End::Unreachable,
        _ => End::SomeFailed,
    }
}
