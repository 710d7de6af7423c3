//! Where records go: a file or standard output, whole records only.

use std::fs::{self, File};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use marsad::export::{HTML_TAIL, csv_head, html_head};

use super::args::{Format, Writing};

/// UTF-8's byte order mark.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Bytes gathered before they are written.
const GATHERED: usize = 1 << 16;

/// Longest time that a finished record waits to be seen.
const PATIENCE: Duration = Duration::from_millis(500);

/// A place to write records to.
pub struct Output {
    place: Place,
    format: Format,
    bom: bool,
    begun: bool,
    gathered: Vec<u8>,
    written: u64,
    last: Instant,
}

enum Place {
    Stdout(io::Stdout),
    File(File, PathBuf),
}

impl Output {
    /// Opens the file, or standard output when none is named. What stands in the file is replaced.
    ///
    /// # Errors
    /// The place cannot be written to, or the mark is asked for where none is; nothing has been touched then.
    pub fn open(path: Option<&Path>, writing: &Writing) -> anyhow::Result<Self> {
        if writing.bom && writing.format != Format::Csv {
            bail!("--bom begins a CSV file; add --format csv or leave it out");
        }
        let place = match path {
            None => Place::Stdout(io::stdout()),
            Some(path) => Place::File(create(path)?, path.to_owned()),
        };
        let (format, bom) = (writing.format, writing.bom);
        Ok(Self { place, format, bom, begun: false, gathered: Vec::new(), written: 0, last: Instant::now() })
    }

    /// Takes one record, already in the output's format; an empty one is none.
    ///
    /// # Errors
    /// The place is full or gone; the file ends after its last whole record then.
    pub fn write(&mut self, record: &[u8]) -> anyhow::Result<()> {
        if record.is_empty() {
            return Ok(());
        }
        let first = !self.begun;
        self.begin()?;
        if self.format == Format::Json && !first {
            self.gathered.extend_from_slice(b",\n");
        }
        self.gathered.extend_from_slice(record);
        if self.gathered.len() >= GATHERED || self.last.elapsed() >= PATIENCE { self.flush() } else { Ok(()) }
    }

    /// What stands before the first record, once.
    fn begin(&mut self) -> anyhow::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        match self.format {
            Format::Jsonl | Format::Table => {}
            Format::Json => self.gathered.extend_from_slice(b"[\n"),
            Format::Csv => {
                self.gathered.extend_from_slice(if self.bom { BOM } else { b"" });
                self.gathered.extend_from_slice(&csv_head()?);
            }
            Format::Html => self.gathered.extend_from_slice(html_head().as_bytes()),
        }
        Ok(())
    }

    /// Writes what is left and what closes the array of `json` and the page of `html`.
    ///
    /// # Errors
    /// As [`Output::write`].
    pub fn finish(mut self) -> anyhow::Result<()> {
        let empty = !self.begun;
        match self.format {
            Format::Json if empty => self.gathered.extend_from_slice(b"[]\n"),
            Format::Json => self.gathered.extend_from_slice(b"\n]\n"),
            Format::Csv => self.begin()?,
            Format::Html => {
                self.begin()?;
                self.gathered.extend_from_slice(HTML_TAIL.as_bytes());
            }
            Format::Jsonl | Format::Table => {}
        }
        self.flush()
    }

    fn flush(&mut self) -> anyhow::Result<()> {
        self.last = Instant::now();
        let outcome = match &mut self.place {
            Place::Stdout(stdout) => stdout.write_all(&self.gathered).and_then(|()| stdout.flush()),
            Place::File(file, _) => file.write_all(&self.gathered),
        };
        match outcome {
            Ok(()) => {
                self.written += self.gathered.len() as u64;
                self.gathered.clear();
                Ok(())
            }
            Err(error) => Err(self.give_up(error)),
        }
    }

    /// Cuts off the half record that a failed write may have left.
    fn give_up(&mut self, error: io::Error) -> anyhow::Error {
        match &self.place {
            Place::Stdout(_) => anyhow::Error::new(error).context("cannot write to standard output"),
            Place::File(file, path) => {
                // A pipe or a device cannot be cut; then there is nothing to mend.
                let _ = file.set_len(self.written);
                anyhow::Error::new(error).context(format!("cannot write to {}", path.display()))
            }
        }
    }
}

/// Whether somebody is watching stderr.
pub fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// Refuses a place where no file can be.
///
/// # Errors
/// It is a folder, or lies in none.
pub fn refuse_place(path: &Path) -> anyhow::Result<()> {
    if path.is_dir() {
        bail!("cannot write to {}: it is a folder; name a file in it", path.display());
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    if folder.is_some_and(|f| !f.exists()) {
        bail!("cannot write to {}: its folder is not there; create it first", path.display());
    }
    Ok(())
}

fn create(path: &Path) -> anyhow::Result<File> {
    refuse_place(path)?;
    File::create(path).with_context(|| format!("cannot write to {}", path.display()))
}

/// Refuses an output that is one of the named inputs: opening it would destroy the page.
///
/// # Errors
/// The two are the same file.
pub fn keep_apart(output: &Path, inputs: &[PathBuf]) -> anyhow::Result<()> {
    let Ok(there) = fs::canonicalize(output) else { return Ok(()) };
    if there.is_file() && inputs.iter().any(|input| fs::canonicalize(input).is_ok_and(|i| i == there)) {
        bail!("cannot write to {}: it is one of the inputs; name another file", output.display());
    }
    Ok(())
}
