//! Which claims are written: what the options mean to the library.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use marsad::claims::Options;
use marsad::lexicon::ClaimWords;
use marsad::record::Record;

use super::args::Finding;

impl Finding {
    /// What to look for.
    pub fn options(self) -> Options {
        Options { all: self.all }
    }

    /// The record without the claims that are not sure enough.
    pub fn narrow(self, mut record: Record) -> Record {
        record.claims.retain(|claim| claim.confidence >= self.min_confidence);
        record
    }
}

/// The words of claims: the built-in ones, with the metrics of these files added; none without files, so that the built-in ones are read only
/// when a text needs them.
///
/// # Errors
/// A file cannot be read, or one of its rows is malformed: the error names file, line and column.
pub fn words(files: &[PathBuf]) -> anyhow::Result<Option<ClaimWords>> {
    let mut words: Option<ClaimWords> = None;
    for file in files {
        let name = file.display().to_string();
        let text = fs::read_to_string(file).with_context(|| name.clone())?;
        let known = words.as_ref().unwrap_or_else(|| ClaimWords::built_in());
        words = Some(known.with_user_rows(&name, text.trim_start_matches('\u{feff}'))?);
    }
    Ok(words)
}
