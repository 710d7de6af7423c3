//! `marsad init`: a commented configuration to begin with.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::PathBuf;

use anyhow::{Context, bail};

use super::terminal::say;
use super::{End, args, config};

/// The configuration, with what most will want and the rest as comments.
pub const TEMPLATE: &str = include_str!("marsad.toml");

/// Writes the configuration, unless there is one.
pub fn run(options: &args::Init) -> anyhow::Result<End> {
    let path = options.file.clone().unwrap_or_else(|| PathBuf::from(config::DEFAULT));
    match File::create_new(&path) {
        Ok(mut file) => {
            file.write_all(TEMPLATE.as_bytes()).with_context(|| format!("cannot write to {}", path.display()))?
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("{} is there already and has not been touched; name another file", path.display())
        }
        Err(error) => return Err(error).with_context(|| format!("cannot write to {}", path.display())),
    }
    say(format_args!("{} is written; name your feeds in it, then run: marsad crawl", path.display()));
    Ok(End::Done)
}
