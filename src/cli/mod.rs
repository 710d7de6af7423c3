//! The command line: options in, library calls, exit code out.

mod args;
mod batch;
mod config;
mod crawl;
mod extract;
mod fetch;
mod finding;
mod init;
mod log;
mod manual;
mod numbers;
mod output;
mod progress;
mod schema;
mod search;
mod signals;
mod status;
mod table;
mod terminal;

use std::io;
use std::process::ExitCode;

use args::Command;
use clap::Parser;
use marsad::store::StoreError;
use terminal::say;

/// How a run ended, as its exit code says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Everything was done.
    Done = 0,
    /// Some inputs failed; the rest is written.
    SomeFailed = 1,
    /// The command cannot be carried out as given.
    Usage = 2,
    /// No space is left to write to.
    DiskFull = 3,
    /// No host answered.
    Unreachable = 4,
    /// Another run is at work.
    Locked = 75,
    /// Ended by Ctrl-C.
    Interrupted = 130,
    /// Ended by SIGTERM.
    Terminated = 143,
}

/// Reads the arguments, does what they say, and tells how it went. Errors are written to stderr.
pub fn run() -> ExitCode {
    let outcome = match args::Arguments::parse().command {
        Command::Extract(options) => extract::run(options),
        Command::Fetch(options) => fetch::run(options),
        Command::Crawl(options) => crawl::run(*options),
        Command::Init(options) => init::run(&options),
        Command::Status(options) => status::run(&options),
        Command::Search(options) => search::run(&options),
        Command::Numbers(options) => numbers::run(options),
        Command::Schema => schema::run(),
        Command::Completions { shell } => manual::completions(shell),
        Command::Man => manual::man(),
    };
    let end = outcome.unwrap_or_else(|error| report(&error));
    ExitCode::from(end as u8)
}

/// Says what went wrong; a reader that has gone away (`| head`) is no fault.
fn report(error: &anyhow::Error) -> End {
    match io_kind(error) {
        Some(io::ErrorKind::BrokenPipe) => End::Done,
        Some(io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge) => {
            say(format_args!("{error:#}; free some space and run again"));
            End::DiskFull
        }
        _ => {
            say(format_args!("{error:#}"));
            if is_locked(error) { End::Locked } else { End::Usage }
        }
    }
}

fn is_locked(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| matches!(cause.downcast_ref(), Some(StoreError::Locked(_))))
}

/// What the system said, where the system is the cause.
fn io_kind(error: &anyhow::Error) -> Option<io::ErrorKind> {
    error.chain().find_map(|cause| {
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        json.or_else(|| cause.downcast_ref::<io::Error>().map(io::Error::kind))
    })
}
