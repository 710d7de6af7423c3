//! What can be said on the command line: plain data, nothing is done here.

mod crawl;

use std::net::IpAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use ipnet::IpNet;
use jiff::civil::Date;

pub use crawl::{Crawl, Init, LogFormat, Search, Status};

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  some inputs failed; the others are written
  2  the command cannot be carried out as given
  3  no space left to write to
  4  nothing could be reached (fetch, crawl)
  75 another run is at work in the store (crawl)
  130, 143  ended by Ctrl-C or SIGTERM; the next run goes on from there (crawl)";

const EXTRACT_EXAMPLES: &str = "\
Examples:
  marsad extract page.html                        one record on standard output
  marsad extract pages/ --output records.jsonl    a folder and all folders in it
  marsad extract 'pages/2025-*.html' --format table
  marsad extract pages/ --format csv --bom --output claims.csv   one row a claim, for Excel
  marsad extract pages/ --format html --output claims.html       figures marked in their sentences
  curl -s https://example.com/story | marsad extract - --from html | jq .claims
  marsad extract crawl-*.warc.gz --output records.jsonl
  marsad extract --explain page.html              what was decided about each block and each figure, and why
  marsad extract pages/ --lexicon my-metrics.tsv  metrics of your own, in the form of lexicon/metrics.tsv

Rules for the pages of one site stand in marsad.toml, each a CSS selector:
  [site.\"example.com\"]
  body = \"div.story\"
  title = \"h1\"
  author = \".writer\"
  published = \"time\"
  drop = \".promo, .poll\"

Exit codes:
  0  done
  1  some inputs failed; the others are written
  2  the command cannot be carried out as given
  3  no space left to write to";

const FETCH_EXAMPLES: &str = "\
Examples:
  marsad fetch https://example.com/story --format table
  marsad fetch https://example.com/a https://example.com/b --output records.jsonl
  marsad fetch http://archive.intranet/story --allow-private 10.0.0.0/8

Exit codes:
  0  done
  1  some pages could not be fetched; the others are written
  2  the command cannot be carried out as given
  3  no space left to write to
  4  no host answered";

const NUMBERS_EXAMPLES: &str = "\
Every line of standard input gives one line: {\"quantities\": [{text, start, end, kind, value, value_high, unit, qualifier}]}.
Offsets are Unicode scalars. Kinds: cardinal, decimal, ordinal, fraction, percent, money, quantity, range, date, period, duration.
Qualifiers: about, more_than, less_than, at_least, at_most, range; a field that says nothing is left out. A vague amount
has the value null. Dates are ISO 8601; XXXX stands for a year that is not said. \"inside\": true marks the bare number of the
quantity before it, \"flags\" what was odd about its spelling. An answer is written before the next line is waited for.

Examples:
  echo 'بلغ 24 مليونا و374 ألفا' | marsad numbers
  echo 'نحو «12» مليونا و»485» ألف متابع' | marsad numbers | jq '.quantities[0].value'
  echo 'المركز الـ116 في الربع الثالث من العام الماضي' | marsad numbers --ref 2025-11-20 --format table
  marsad numbers --ref 2025-03-02 < sentences.txt > quantities.jsonl";

const SCHEMA_EXAMPLES: &str = "\
Example:
  marsad schema > record.schema.json";

/// Turns Arabic news pages into figures that can be checked.
#[derive(Debug, Parser)]
#[command(name = "marsad", version, about, after_help = EXIT_CODES, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read pages from files and folders into records
    #[command(after_help = EXTRACT_EXAMPLES)]
    Extract(Extract),
    /// Fetch a few pages now and read them into records
    #[command(after_help = FETCH_EXAMPLES)]
    Fetch(Fetch),
    /// Fetch what is due of addresses, feeds and sitemaps into records and a store
    #[command(after_help = crawl::CRAWL_EXAMPLES)]
    Crawl(Box<Crawl>),
    /// Write a commented marsad.toml to begin with
    #[command(after_help = crawl::INIT_EXAMPLES)]
    Init(Init),
    /// Show how the store stands: sources, last runs, failures, what is due
    #[command(after_help = crawl::STATUS_EXAMPLES)]
    Status(Status),
    /// Find articles in the store by their words
    #[command(after_help = crawl::SEARCH_EXAMPLES)]
    Search(Search),
    /// Read the quantities in lines of text
    #[command(after_help = NUMBERS_EXAMPLES)]
    Numbers(Numbers),
    /// Print the JSON Schema of a record
    #[command(after_help = SCHEMA_EXAMPLES)]
    Schema,
    /// Print a completion script for a shell
    #[command(hide = true)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(hide = true)]
    Man,
}

/// What an input is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum From {
    /// Told by the file's name, or else by its first bytes
    Auto,
    /// HTML
    Html,
    /// Plain text
    Text,
    /// Web archives
    Warc,
}

/// How records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One JSON object a line
    Jsonl,
    /// One JSON array
    Json,
    /// For people
    Table,
    /// One row a claim, for spreadsheets and data frames; what a page says is never a formula
    Csv,
    /// One page for a browser, every figure marked in its sentence
    Html,
}

/// Where records go and what is said meanwhile: the same for every command that writes records.
#[derive(Debug, Clone, Args)]
pub struct Writing {
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How records are written
    #[arg(long, short, value_enum, default_value_t = Format::Jsonl)]
    pub format: Format,
    /// Begin CSV with the byte order mark by which Excel knows UTF-8
    #[arg(long)]
    pub bom: bool,
    /// Say nothing but what failed
    #[arg(long, short)]
    pub quiet: bool,
    /// Say a line for every page
    #[arg(long, short, action = ArgAction::SetTrue, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// Which claims are written.
#[derive(Debug, Clone, Copy, Args)]
pub struct Finding {
    /// Also give deltas, targets, forecasts, denials, rates and former values
    #[arg(long)]
    pub all: bool,
    /// Leave out claims below this confidence, from 0 to 1
    #[arg(long, value_name = "P", default_value_t = 0.0, value_parser = confidence, hide_default_value = true)]
    pub min_confidence: f64,
}

fn confidence(said: &str) -> Result<f64, String> {
    let value: f64 = said.parse().map_err(|_| "not a number".to_owned())?;
    if (0.0..=1.0).contains(&value) { Ok(value) } else { Err("a confidence is between 0 and 1".to_owned()) }
}

/// Options of `marsad extract`.
#[derive(Debug, Args)]
pub struct Extract {
    /// Files, folders, glob patterns, web archives (.warc, .warc.gz), or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// What the inputs are written in
    #[arg(long, value_enum, default_value_t = From::Auto)]
    pub from: From,
    /// Pages read at the same time [default: one a core]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// Don't compare the pages of a site with each other: blocks that they share stay where they read as the article
    #[arg(long)]
    pub no_site_memory: bool,
    /// Read this file instead of marsad.toml, which holds rules for the pages of sites
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Read metrics of your own from this file, in the form of lexicon/metrics.tsv; can be given several times
    #[arg(long, value_name = "FILE")]
    pub lexicon: Vec<PathBuf>,
    /// Instead of records, print each HTML page's blocks and every page's figures with what was decided and why
    #[arg(long)]
    pub explain: bool,
    #[command(flatten)]
    pub finding: Finding,
    #[command(flatten)]
    pub writing: Writing,
}

/// Options of `marsad fetch`.
#[derive(Debug, Args)]
pub struct Fetch {
    /// Addresses that begin with http:// or https://
    #[arg(required = true, value_name = "URL")]
    pub addresses: Vec<String>,
    /// Pages fetched at the same time
    #[arg(long, short, value_name = "N", default_value = "4")]
    pub jobs: NonZeroUsize,
    /// Tries after a failure that may pass: a connection that broke off, a server that is busy
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub retries: usize,
    /// By which way.
    #[command(flatten)]
    pub going: Going,
    /// Which claims are written.
    #[command(flatten)]
    pub finding: Finding,
    /// Where and how.
    #[command(flatten)]
    pub writing: Writing,
}

/// By which way the network is gone to: the same for every command that fetches.
#[derive(Debug, Clone, Args)]
pub struct Going {
    /// Also go to these private addresses, such as 127.0.0.0/8; can be given several times
    #[arg(long, value_name = "CIDR", value_parser = network)]
    pub allow_private: Vec<IpNet>,
    /// Send every request through this proxy; the environment's proxy variables are not looked at
    #[arg(long, value_name = "URL")]
    pub proxy: Option<String>,
    /// Don't check the certificates of https hosts; records say so
    #[arg(long)]
    pub insecure: bool,
    /// Seconds to wait for a connection
    #[arg(long, value_name = "S", value_parser = seconds, default_value = "10")]
    pub connect_timeout: Duration,
    /// Seconds to wait for an answer to begin
    #[arg(long, value_name = "S", value_parser = seconds, default_value = "20")]
    pub answer_timeout: Duration,
    /// Seconds to wait when a page stops coming
    #[arg(long, value_name = "S", value_parser = seconds, default_value = "20")]
    pub idle_timeout: Duration,
    /// Seconds that a page may take in all
    #[arg(long, value_name = "S", value_parser = seconds, default_value = "120")]
    pub timeout: Duration,
}

/// A network, or one address.
pub fn network(said: &str) -> Result<IpNet, String> {
    let one = said.parse::<IpAddr>().map(IpNet::from);
    said.parse().or(one).map_err(|_| "write it like 10.0.0.0/8 or fd00::/8".to_owned())
}

fn seconds(said: &str) -> Result<Duration, String> {
    let seconds: f64 = said.parse().map_err(|_| "not a number of seconds".to_owned())?;
    let duration = Duration::try_from_secs_f64(seconds).map_err(|e| e.to_string())?;
    if duration.is_zero() { Err("must be more than 0".to_owned()) } else { Ok(duration) }
}

/// How quantities are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NumbersFormat {
    /// One JSON object for every line of text
    Jsonl,
    /// For people: a line for every quantity, an empty one after every text
    Table,
}

/// Options of `marsad numbers`.
#[derive(Debug, Args)]
pub struct Numbers {
    /// The day that relative dates are counted from
    #[arg(long = "ref", value_name = "YYYY-MM-DD")]
    pub reference: Option<Date>,
    /// How quantities are written
    #[arg(long, short, value_enum, default_value_t = NumbersFormat::Jsonl)]
    pub format: NumbersFormat,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn arguments_are_well_formed() {
        super::Arguments::command().debug_assert();
    }
}
