//! Which claims are written: what the options mean to the library.

use std::borrow::Cow;
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

/// The words of claims: the built-in ones, with the metrics of these files added.
///
/// # Errors
/// A file cannot be read, or one of its rows is malformed: the error names file, line and column.
pub fn words(files: &[PathBuf]) -> anyhow::Result<Cow<'static, ClaimWords>> {
    let mut words = Cow::Borrowed(ClaimWords::built_in());
    for file in files {
        let name = file.display().to_string();
        let text = fs::read_to_string(file).with_context(|| name.clone())?;
        words = Cow::Owned(words.with_user_rows(&name, text.trim_start_matches('\u{feff}'))?);
    }
    Ok(words)
}
