//! The fault matrix: each row is a test or several, and `tests/FAULTS.md` says what became of each. Every test writes its line under `target/faults` and checks
//! that the table has it. With `WRITE_FAULTS=1` it only writes, and `cargo test --test main write_the_table -- --ignored` makes the table of what was written.

mod addresses;
mod answers;
mod archives;
mod exports;
mod hosts;
mod lists;
mod secure;
mod terminal;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use marsad::crawl::{Access, Client, Failure, Fetched, Guard, Limits, Names, Request};
use tokio::runtime::Runtime;

/// The rows of the matrix.
const ROWS: [&str; 42] = [
    "kill -9 at random moments",
    "kill -9 inside a WARC member",
    "SIGTERM and Ctrl-C",
    "disk full",
    "an output that cannot be written",
    "a second run with the same store",
    "standard output closed",
    "a store that is damaged or newer",
    "a body cut short",
    "compression cut short, wrong or with junk behind it",
    "bombs and many layers of compression",
    "bodies and chunks without end",
    "drips and silence",
    "headers too many, too large or malformed",
    "redirects without end or to nowhere",
    "redirects to other schemes",
    "private addresses in every spelling",
    "names that stand for private addresses",
    "cookies and secrets across hosts",
    "a password in an address",
    "TLS that is not to be trusted",
    "robots.txt of every kind",
    "Crawl-delay",
    "429 and 503 with Retry-After",
    "a dead host and a slow one among twenty",
    "a host that errs again and again",
    "304 and validators",
    "the same story at two addresses",
    "sitemaps that are hostile",
    "feeds that are broken",
    "HTML that is hostile",
    "charsets that lie",
    "formulas in CSV",
    "scripts in an HTML report",
    "control characters on a terminal",
    "hostile file names",
    "WARC files that are damaged",
    "WARC files that are hard to write",
    "few file descriptors, no names, no network",
    "a long run",
    "a clock that jumps",
    "a configuration that is wrong",
];

/// Runs one case of a row: what it gives is the outcome that the table must have. A case that fails panics.
pub fn row(number: usize, case: &str, outcome: impl FnOnce() -> String) {
    let line = format!("| {number} | {} | {case} | {} |", ROWS[number - 1], outcome());
    let folder = folder();
    fs::create_dir_all(&folder).unwrap();
    let name: String = case.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    fs::write(folder.join(format!("{number:02}-{name}.txt")), format!("{line}\n")).unwrap();
    if std::env::var_os("WRITE_FAULTS").is_some() {
        return;
    }
    let table = fs::read_to_string(table()).unwrap_or_default();
    assert!(table.lines().any(|known| known == line), "tests/FAULTS.md lacks this line; write it anew:\n{line}");
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/faults")
}

fn table() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/FAULTS.md")
}

const HEAD: &str = "# Faults survived\n\nWritten by the tests, not by hand: `rm -rf target/faults; WRITE_FAULTS=1 cargo test`, then `cargo test --test main write_the_table -- --ignored`. Every test of a row checks that its line\nstands here as it came out. Rows with several cases have several lines.\n\n| # | fault | case | outcome |\n| --- | --- | --- | --- |\n";

#[test]
#[ignore = "writes tests/FAULTS.md from the lines of the last run"]
fn write_the_table() {
    let mut lines: BTreeMap<String, String> = BTreeMap::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        lines.insert(path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap());
    }
    fs::write(table(), HEAD.to_owned() + &lines.into_values().collect::<String>()).unwrap();
}

/// Each line of the table must be one that a test of these sources still writes.
#[test]
fn the_table_names_only_cases_that_are_tested() {
    let pattern = format!("{}/tests/**/*.rs", env!("CARGO_MANIFEST_DIR"));
    let sources: String =
        glob::glob(&pattern).unwrap().map(|path| fs::read_to_string(path.unwrap()).unwrap()).collect();
    let table = fs::read_to_string(table()).unwrap();
    let cases =
        table.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| #") && !line.starts_with("| ---"));
    let cases: Vec<&str> = cases.collect();
    for number in 1..=ROWS.len() {
        assert!(cases.iter().any(|line| line.starts_with(&format!("| {number} |"))), "row {number} has no line");
    }
    for line in cases {
        let case = line.split(" | ").nth(2).unwrap();
        assert!(sources.contains(&format!("\"{case}\"")), "no test has the case {case:?}");
    }
}

/// Short limits, so that no test waits long.
pub fn limits() -> Limits {
    let short = Duration::from_millis(400);
    Limits {
        connect: short,
        first_byte: short,
        idle: short,
        total: Duration::from_millis(1200),
        wire: 2 << 20,
        decoded: 4 << 20,
        ..Limits::default()
    }
}

/// A client that may go to loopback.
pub fn client() -> Client {
    client_to("127.0.0.0/8", Names::System)
}

pub fn client_to(opened: &str, names: Names) -> Client {
    let access = Access { guard: Guard::new([opened.parse().unwrap()]), names, ..Access::default() };
    Client::new(limits(), access).unwrap()
}

/// A resolver of our own.
pub fn told(names: impl Fn(&str) -> Vec<std::net::IpAddr> + Send + Sync + 'static) -> Names {
    Names::Given(Arc::new(names))
}

pub fn get(client: &Client, url: &str) -> Result<Fetched, Failure> {
    Runtime::new().unwrap().block_on(client.get(&Request::page(url)))
}

/// The cause of a failure by its code; a page is none.
pub fn refusal(outcome: Result<Fetched, Failure>) -> String {
    match outcome {
        Ok(fetched) => format!("a page of {} bytes", fetched.bytes.len()),
        Err(failure) => failure.error.code(),
    }
}

/// The outcome of several cases that must all be the same.
pub fn all(outcomes: impl IntoIterator<Item = String>) -> String {
    let outcomes: Vec<String> = outcomes.into_iter().collect();
    assert!(outcomes.windows(2).all(|pair| pair[0] == pair[1]), "{outcomes:?}");
    outcomes[0].clone()
}
