//! What can be said on the command line: plain data, nothing is done here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// Turns Arabic news pages into figures that can be checked.
#[derive(Debug, Parser)]
#[command(name = "marsad", version, about, propagate_version = true)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read pages from files and folders into records
    Extract(Extract),
    /// Read the quantities in lines of text
    Numbers(Numbers),
    /// Print the JSON Schema of a record
    Schema,
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
}

/// Options of `marsad extract`.
#[derive(Debug, Args)]
pub struct Extract {
    /// Files, folders, glob patterns, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// What the inputs are written in
    #[arg(long, value_enum, default_value_t = From::Auto)]
    pub from: From,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Pages read at the same time [default: one a core]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<usize>,
    /// Also give deltas, targets, forecasts, denials, rates and former values
    #[arg(long)]
    pub all: bool,
}

/// Options of `marsad numbers`.
#[derive(Debug, Args)]
pub struct Numbers {
    /// The day that relative dates are counted from
    #[arg(long = "ref", value_name = "YYYY-MM-DD")]
    pub reference: Option<Date>,
}
