//! The command line: options in, library calls, exit code out.

mod args;
mod extract;
mod numbers;
mod schema;

use std::io;
use std::process::ExitCode;

use args::Command;
use clap::Parser;

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
}

/// Reads the arguments, does what they say, and tells how it went. Errors are written to stderr.
pub fn run() -> ExitCode {
    let outcome = match args::Arguments::parse().command {
        Command::Extract(options) => extract::run(options),
        Command::Numbers(options) => numbers::run(options),
        Command::Schema => schema::run(),
    };
    let end = outcome.unwrap_or_else(|error| report(&error));
    ExitCode::from(end as u8)
}

/// Says what went wrong; a reader that has gone away (`| head`) is no fault.
fn report(error: &anyhow::Error) -> End {
    let kind = error.chain().find_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
    match kind {
        Some(io::ErrorKind::BrokenPipe) => return End::Done,
        Some(io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) => {
            say(format_args!("{error:#}; free some space and run again"));
            return End::DiskFull;
        }
        _ => say(format_args!("{error:#}")),
    }
    End::Usage
}

/// One line on stderr. When stderr itself is gone there is nobody left to tell.
fn say(message: std::fmt::Arguments<'_>) {
    use io::Write as _;
    let _ = writeln!(io::stderr().lock(), "marsad: {message}");
}
