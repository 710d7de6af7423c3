//! What a crawl is run with: options, plan, outputs.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use marsad::archive;
use marsad::crawl::Pacing;
use marsad::pipeline::Sites;
use marsad::pipeline::crawl::{Archive, JsonLines, Outputs, Plan, Retry};
use marsad::store::Store;

use super::super::args::Crawl;
use super::super::config::{self, Config};
use super::super::output;

/// The store when none is named.
pub const STORE: &str = "marsad.db";

/// Bytes of an archive's files: what most tools ask for.
const SEGMENT: u64 = 1 << 30;

/// Fills what the command line leaves open with what the configuration says.
pub fn take_over(options: &mut Crawl, said: &config::Crawl) {
    let path = |own: &mut Option<PathBuf>, said: &Option<PathBuf>| *own = own.take().or_else(|| said.clone());
    path(&mut options.store, &said.store);
    path(&mut options.output, &said.output);
    path(&mut options.warc, &said.warc);
    path(&mut options.metrics, &said.metrics);
    options.concurrency = options.concurrency.or(said.concurrency);
    options.per_host = options.per_host.or(said.per_host);
    options.delay = options.delay.or(said.delay.map(|s| s.0));
    options.no_robots |= said.robots == Some(false);
    options.limit = options.limit.or(said.limit);
    options.max_time = options.max_time.or(said.max_time.map(|s| s.0));
    options.retry_delay = options.retry_delay.or(said.retry_delay.map(|s| s.0));
    options.going.allow_private.extend(said.allow_private.iter().map(|n| n.0));
}

/// Where the store is.
pub fn store(options: &Crawl) -> PathBuf {
    options.store.clone().unwrap_or_else(|| PathBuf::from(STORE))
}

/// Refuses what cannot work, before anything is touched or fetched.
pub fn refuse(options: &Crawl) -> anyhow::Result<()> {
    let store = store(options);
    let files = [Some(&store), options.output.as_ref(), options.metrics.as_ref()];
    files.into_iter().flatten().try_for_each(|file| output::refuse_place(file))?;
    if let Some(output) = &options.output {
        output::keep_apart(output, &options.urls)?;
        output::keep_apart(output, std::slice::from_ref(&store))?;
    }
    if let Some(missing) = options.urls.iter().find(|file| *file != Path::new("-") && (!file.exists() || file.is_dir()))
    {
        bail!("{} cannot be read: there is no such file", missing.display());
    }
    if options.warc.as_ref().is_some_and(|folder| folder.is_file()) {
        bail!("the archive is a folder of files, and there is a file of its name");
    }
    Ok(())
}

/// What to do, but for the sources.
///
/// # Errors
/// A rule for a site's pages is none.
pub fn plan(options: &Crawl, config: &Config) -> anyhow::Result<Plan> {
    let plan = Plan::default();
    Ok(Plan {
        pacing: Pacing {
            at_once: options.concurrency.map_or(plan.pacing.at_once, usize::from).min(open_files()),
            per_host: options.per_host.map_or(plan.pacing.per_host, usize::from),
            delay: options.delay.unwrap_or(plan.pacing.delay),
            rest: options.retry_delay.unwrap_or(plan.pacing.rest),
            ..plan.pacing
        },
        robots: !options.no_robots,
        limit: options.limit,
        max_time: options.max_time,
        retry: Retry { first: options.retry_delay.unwrap_or(plan.retry.first), ..plan.retry },
        revisit: config.crawl.revisit_days.map(|days| days.0),
        sites: Sites::with_rules(config.rules()?),
        finding: options.finding.options(),
        min_confidence: options.finding.min_confidence,
        ..plan
    })
}

/// Files that the system lets us have open, less those that are not connections. Systems that don't say have limits beyond any
/// concurrency that they bear.
fn open_files() -> usize {
    const OURS: usize = 40;
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let said = limits.lines().find_map(|line| line.strip_prefix("Max open files"));
    let soft = said.and_then(|numbers| numbers.split_whitespace().next()).and_then(|number| number.parse().ok());
    soft.map_or(usize::MAX, |soft: usize| soft.saturating_sub(OURS).max(4))
}

/// The outputs, cut back to what the store has committed.
pub fn outputs(store: &mut Store, options: &Crawl) -> anyhow::Result<Outputs> {
    let lines = options.output.as_deref().map(|path| lines(store, path)).transpose()?;
    let archive = options.warc.as_deref().map(|folder| archive(store, folder, options)).transpose()?;
    Ok(Outputs { lines: lines.unwrap_or_else(JsonLines::stdout), archive })
}

fn lines(store: &mut Store, path: &Path) -> anyhow::Result<JsonLines> {
    let path = std::path::absolute(path)?;
    let group = store.begin()?;
    let known = group.sink(JsonLines::KIND, &path.display().to_string())?;
    let committed = (!known.file.is_empty() || known.length > 0).then_some(known.length);
    let (lines, missing) =
        JsonLines::append(&path, committed).with_context(|| format!("cannot write to {}", path.display()))?;
    if missing > 0 {
        let path = path.display();
        tracing::warn!("{path} is {missing} bytes shorter than it was left; records are added behind what is there");
    }
    // Noted before anything is written: a run that is killed before its first pages are noted leaves lines that the next one must cut.
    lines.note(&group, &known)?;
    group.commit()?;
    Ok(lines)
}

fn archive(store: &mut Store, folder: &Path, options: &Crawl) -> anyhow::Result<Archive> {
    let folder = std::path::absolute(folder)?;
    let plan = archive::Plan {
        prefix: "marsad".to_owned(),
        max_size: SEGMENT,
        software: concat!("marsad/", env!("CARGO_PKG_VERSION")).to_owned(),
        robots: if options.no_robots { "ignore" } else { "obey" }.to_owned(),
    };
    let group = store.begin()?;
    let (archive, repairs) = Archive::open(&folder, plan, &group)?;
    group.commit()?;
    repairs.iter().for_each(|repair| tracing::info!("{repair}"));
    Ok(archive)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn lines_that_were_never_noted_are_cut_and_those_of_others_kept() {
        let folder = tempfile::tempdir().unwrap();
        for before in ["", "{\"source\":\"another program's\"}\n"] {
            let path = folder.path().join(format!("{}.jsonl", before.len()));
            let mut store = Store::in_memory().unwrap();
            fs::write(&path, before).unwrap();
            drop(lines(&mut store, &path).unwrap());
            // A run writes, and is killed before it notes so.
            fs::write(&path, format!("{before}{{}}\n{{}}\n")).unwrap();
            drop(lines(&mut store, &path).unwrap());
            assert_eq!(fs::read_to_string(&path).unwrap(), before);
        }
    }
}
