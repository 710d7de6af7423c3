//! The addresses and sources that the user names.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, bail};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use marsad::crawl::LinkFilter;
use marsad::pipeline::crawl::{Address, Plan, RunClock, SourceRules, note_named, note_source};
use marsad::store::{Group, Role, Store};

use super::super::args::Crawl;
use super::super::config::{Config, Section};

/// Addresses noted in one transaction.
const NOTED: usize = 10_000;

/// Begins a run, notes what is named, and puts what is to be followed of each source into the plan. Gives the run's number.
pub fn note(
    store: &mut Store,
    plan: &mut Plan,
    options: &Crawl,
    config: &Config,
    clock: &RunClock,
) -> anyhow::Result<i64> {
    let group = store.begin()?;
    let run = group.begin_run(clock.now())?;
    note_sources(&group, plan, options, config, run, clock)?;
    group.commit()?;
    for file in &options.urls {
        let mut lines = numbered(file)?.peekable();
        while lines.peek().is_some() {
            let group = store.begin()?;
            note_lines(&group, file, lines.by_ref().take(NOTED), run, clock)?;
            group.commit()?;
        }
    }
    Ok(run)
}

/// As [`note`], all in one group.
pub fn note_in(
    group: &Group<'_>,
    plan: &mut Plan,
    options: &Crawl,
    config: &Config,
    clock: &RunClock,
) -> anyhow::Result<i64> {
    let run = group.begin_run(clock.now())?;
    note_sources(group, plan, options, config, run, clock)?;
    options.urls.iter().try_for_each(|file| note_lines(group, file, numbered(file)?, run, clock))?;
    Ok(run)
}

type Lines = dyn Iterator<Item = (usize, io::Result<String>)>;

fn numbered(file: &Path) -> anyhow::Result<Box<Lines>> {
    if file == Path::new("-") {
        return Ok(Box::new((1..).zip(io::stdin().lines())));
    }
    let opened = File::open(file).with_context(|| format!("{} cannot be read", file.display()))?;
    Ok(Box::new((1..).zip(BufReader::new(opened).lines())))
}

fn note_lines(
    group: &Group<'_>,
    file: &Path,
    lines: impl Iterator<Item = (usize, io::Result<String>)>,
    run: i64,
    clock: &RunClock,
) -> anyhow::Result<()> {
    let now = clock.now();
    for (number, line) in lines {
        let line = line.with_context(|| format!("{} cannot be read", file.display()))?;
        let said = line.trim();
        if said.is_empty() || said.starts_with('#') {
            continue;
        }
        match Address::read(said) {
            Some(address) => drop(note_named(group, &address, run, now)?),
            None => {
                tracing::warn!("{}, line {number}: no address that begins with http:// or https://", file.display())
            }
        }
    }
    Ok(())
}

fn note_sources(
    group: &Group<'_>,
    plan: &mut Plan,
    options: &Crawl,
    config: &Config,
    run: i64,
    clock: &RunClock,
) -> anyhow::Result<()> {
    let since = options.since.map(|day| day.to_zoned(TimeZone::UTC).map(|zoned| zoned.timestamp())).transpose()?;
    let aged = |age: Option<Duration>| since.or_else(|| Timestamp::now().checked_sub(age?).ok());
    let list = |age| SourceRules { since: aged(age), ..SourceRules::default() };
    let mut named: Vec<(Role, &str, SourceRules)> = Vec::new();
    named.extend(options.feed.iter().map(|url| (Role::Feed, url.as_str(), list(None))));
    named.extend(options.sitemap.iter().map(|url| (Role::Sitemap, url.as_str(), list(None))));
    // Who names something on the command line means that.
    let none = Config::default();
    let told = [options.urls.len(), options.feed.len(), options.sitemap.len()].iter().any(|number| *number > 0);
    let config = if told { &none } else { config };
    named.extend(config.feed.iter().map(|l| (Role::Feed, l.url.as_str(), list(l.max_age_days.map(|d| d.0)))));
    named.extend(config.sitemap.iter().map(|l| (Role::Sitemap, l.url.as_str(), list(l.max_age_days.map(|d| d.0)))));
    named.extend(config.section.iter().map(|s| (Role::Section, s.url.as_str(), section(s))));
    for (role, url, rules) in named {
        let Some(address) = Address::read(url) else {
            bail!("{}: {url}: no address that begins with http:// or https://", role.name());
        };
        let source = note_source(group, &address, role, run, clock.now())?;
        plan.sources.insert(source, rules);
    }
    Ok(())
}

fn section(said: &Section) -> SourceRules {
    let usual = SourceRules::default();
    SourceRules {
        links: LinkFilter::new(said.links.iter().map(String::as_str), said.leave.iter().map(String::as_str)),
        depth: said.depth.unwrap_or(usual.depth),
        most: said.limit.unwrap_or(usual.most),
        since: None,
    }
}
