//! `marsad completions` and `marsad man`: what packagers install beside the program.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_complete::Shell;

use super::End;
use super::args::Arguments;

/// Prints the completion script of a shell.
pub fn completions(shell: Shell) -> anyhow::Result<End> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "marsad", &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(End::Done)
}

/// Prints the manual page in roff: `marsad man | man -l -`.
pub fn man() -> anyhow::Result<End> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
    io::stdout().lock().write_all(&page)?;
    Ok(End::Done)
}
