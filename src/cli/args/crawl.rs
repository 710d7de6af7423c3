//! What can be said of crawling and of the store.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::{Finding, Going, NumbersFormat, seconds};

pub(super) const CRAWL_EXAMPLES: &str = "\
Examples:
  marsad crawl --urls addresses.txt --output records.jsonl
  marsad crawl --urls addresses.txt --output records.jsonl     again: goes on where it was stopped
  marsad crawl --feed https://example.com/rss --store news.db --output news.jsonl
  marsad crawl --limit 100 --max-time 600                      what marsad.toml says (marsad init writes one)
  marsad crawl --dry-run                                       what is due now; nothing is fetched

With --urls, --feed or --sitemap the sources of marsad.toml are left out; what else of it stands on the command line goes first, too.
What was found, fetched and read is kept in the store; the output grows by records that are new or have changed.

Exit codes:
  0  done, also when there was nothing new
  1  some pages could not be fetched; the others are written
  2  the command cannot be carried out as given
  3  no space left to write to; the next run goes on from there
  4  no host answered
  75 another run is at work in the store
  130, 143  ended by Ctrl-C or SIGTERM; the next run goes on from there";

pub(super) const INIT_EXAMPLES: &str = "\
Examples:
  marsad init                  writes marsad.toml, unless there is one
  marsad init sport.toml       to be named later: marsad crawl --config sport.toml";

pub(super) const STATUS_EXAMPLES: &str = "\
Examples:
  marsad status
  marsad status --store news.db";

pub(super) const SEARCH_EXAMPLES: &str = "\
Finds articles that hold all the words, however they are spelled: hamza, harakat, ta marbuta, final ya and the definite article make no
difference. The newest come first, with the words marked where they stand.

Examples:
  marsad search 'مكتبة الجامعة'
  marsad search --store news.db --format jsonl 'متابع' | jq .url";

/// Options of `marsad init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The file to write [default: marsad.toml]
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// Options of `marsad crawl`. What is said nowhere, neither here nor in marsad.toml, has the library's default.
#[derive(Debug, Args)]
pub struct Crawl {
    /// Read addresses from this file, one a line, or from standard input (-)
    #[arg(long, value_name = "FILE")]
    pub urls: Vec<PathBuf>,
    /// Take what this feed leads to: RSS, Atom or JSON; can be given several times
    #[arg(long, value_name = "URL")]
    pub feed: Vec<String>,
    /// Take what this sitemap, or index of sitemaps, leads to; can be given several times
    #[arg(long, value_name = "URL")]
    pub sitemap: Vec<String>,
    /// Leave entries of feeds and sitemaps that are older than this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub since: Option<Date>,
    /// Fetch nothing and write nothing; print what is due
    #[arg(long)]
    pub dry_run: bool,
    /// The file in which everything is kept [default: marsad.db]
    #[arg(long, value_name = "FILE")]
    pub store: Option<PathBuf>,
    /// Append records to this file instead of writing them to standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Keep requests and answers in this folder, as WARC
    #[arg(long, value_name = "FOLDER")]
    pub warc: Option<PathBuf>,
    /// Read this file instead of marsad.toml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Fetches at the same time [default: 64]
    #[arg(long, value_name = "N")]
    pub concurrency: Option<NonZeroUsize>,
    /// Fetches at the same time from one host [default: 2]
    #[arg(long, value_name = "N")]
    pub per_host: Option<NonZeroUsize>,
    /// Seconds between two fetches from one host [default: 1]
    #[arg(long, value_name = "S", value_parser = seconds_or_none)]
    pub delay: Option<Duration>,
    /// Fetch pages whatever robots.txt says
    #[arg(long)]
    pub no_robots: bool,
    /// Fetch at most so many pages
    #[arg(long, value_name = "N")]
    pub limit: Option<u64>,
    /// End after so many seconds
    #[arg(long, value_name = "S", value_parser = seconds)]
    pub max_time: Option<Duration>,
    /// Seconds before a page that failed is tried again; each further time four times as long [default: 2]
    #[arg(long, value_name = "S", value_parser = seconds)]
    pub retry_delay: Option<Duration>,
    /// Wait for another run to end instead of giving up with 75
    #[arg(long)]
    pub wait: bool,
    /// Write the run's figures to this file in the text format of Prometheus
    #[arg(long, value_name = "FILE")]
    pub metrics: Option<PathBuf>,
    /// How messages are written
    #[arg(long, value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
    /// Say nothing but what failed
    #[arg(long, short)]
    pub quiet: bool,
    /// Say a line for every page
    #[arg(long, short, conflicts_with = "quiet")]
    pub verbose: bool,
    /// By which way.
    #[command(flatten)]
    pub going: Going,
    /// Which claims are written.
    #[command(flatten)]
    pub finding: Finding,
}

/// How messages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people
    Text,
    /// One JSON object a line
    Json,
}

/// Options of `marsad status`.
#[derive(Debug, Args)]
pub struct Status {
    /// The store [default: marsad.db]
    #[arg(long, value_name = "FILE")]
    pub store: Option<PathBuf>,
    /// The configuration that names the store, instead of marsad.toml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// Options of `marsad search`.
#[derive(Debug, Args)]
pub struct Search {
    /// Words, all of which an article must hold
    #[arg(required = true, value_name = "WORDS")]
    pub words: Vec<String>,
    /// The store [default: marsad.db]
    #[arg(long, value_name = "FILE")]
    pub store: Option<PathBuf>,
    /// The configuration that names the store, instead of marsad.toml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Articles shown at most
    #[arg(long, short = 'n', value_name = "N", default_value = "10")]
    pub limit: NonZeroUsize,
    /// How articles are shown: for people, or as records
    #[arg(long, short, value_enum, default_value_t = NumbersFormat::Table)]
    pub format: NumbersFormat,
}

fn seconds_or_none(said: &str) -> Result<Duration, String> {
    let seconds: f64 = said.parse().map_err(|_| "not a number of seconds".to_owned())?;
    Duration::try_from_secs_f64(seconds).map_err(|e| e.to_string())
}
