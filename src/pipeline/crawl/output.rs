//! The file of records, which never holds more than the store has committed.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::store::{Group, Sink, StoreError};

/// Where records are written, one a line.
#[derive(Debug)]
pub struct JsonLines {
    place: Place,
    gathered: Vec<u8>,
    written: u64,
    committed: u64,
}

#[derive(Debug)]
enum Place {
    Stdout(io::Stdout),
    File(File, PathBuf),
}

impl JsonLines {
    /// What the store calls outputs of this kind.
    pub const KIND: &str = "jsonl";

    /// Standard output: what is written there cannot be taken back, so a record may come twice after a kill.
    pub fn stdout() -> Self {
        Self::new(Place::Stdout(io::stdout()), 0)
    }

    /// Appends to a file, from where the store says that it is committed, or from its end if the store doesn't know it. What stands behind is
    /// cut: a run that was killed wrote it before its pages were noted, and they will come again. Also tells how many bytes are missing
    /// of what was committed, should the file have been cut or replaced since.
    ///
    /// # Errors
    /// The file cannot be opened, read or cut.
    pub fn append(path: &Path, committed: Option<u64>) -> io::Result<(Self, u64)> {
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        let length = file.metadata()?.len();
        let promised = committed.unwrap_or(length);
        let keep = if length < promised || committed.is_none() { whole_lines(&mut file, length)? } else { promised };
        if keep < length {
            file.set_len(keep)?;
        }
        file.seek(SeekFrom::Start(keep))?;
        Ok((Self::new(Place::File(file, path.to_owned()), keep), promised.saturating_sub(length)))
    }

    fn new(place: Place, committed: u64) -> Self {
        Self { place, gathered: Vec::new(), written: committed, committed }
    }

    /// The file's path; none for standard output.
    pub(super) fn path(&self) -> Option<&Path> {
        match &self.place {
            Place::Stdout(_) => None,
            Place::File(_, path) => Some(path),
        }
    }

    /// The file's path, or words for standard output.
    pub fn name(&self) -> String {
        match &self.place {
            Place::Stdout(_) => "standard output".to_owned(),
            Place::File(_, path) => path.display().to_string(),
        }
    }

    /// Takes one line, its end included.
    pub(super) fn add(&mut self, line: &str) {
        self.gathered.extend_from_slice(line.as_bytes());
    }

    /// Writes what was added.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        match &mut self.place {
            Place::Stdout(stdout) => stdout.write_all(&self.gathered).and_then(|()| stdout.flush())?,
            Place::File(file, _) => file.write_all(&self.gathered)?,
        }
        self.written += self.gathered.len() as u64;
        self.gathered.clear();
        Ok(())
    }

    /// Has the system put everything on the disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        match &self.place {
            Place::Stdout(_) => Ok(()),
            Place::File(file, _) => file.sync_data(),
        }
    }

    /// Has the store know how far the file is written.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn note(&self, group: &Group<'_>, sink: &Sink) -> Result<(), StoreError> {
        group.written(sink.id, &self.name(), self.written)
    }

    /// The store has committed what was flushed.
    pub(super) fn commit(&mut self) {
        self.committed = self.written;
    }

    /// Takes back what the store has not committed. What cannot be cut now is cut when the next run begins.
    pub(super) fn take_back(&mut self) {
        self.gathered.clear();
        self.written = self.committed;
        if let Place::File(file, _) = &mut self.place {
            let _ = file.set_len(self.committed).and_then(|()| file.seek(SeekFrom::Start(self.committed)));
        }
    }
}

/// The length of a file up to the end of its last whole line.
fn whole_lines(file: &mut File, length: u64) -> io::Result<u64> {
    const STEP: u64 = 1 << 16;
    let mut end = length;
    while end > 0 {
        let start = end.saturating_sub(STEP);
        let mut piece = vec![0; usize::try_from(end - start).unwrap_or(0)];
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut piece)?;
        if let Some(at) = memchr::memrchr(b'\n', &piece) {
            return Ok(start + at as u64 + 1);
        }
        end = start;
    }
    Ok(0)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn file(content: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.jsonl");
        fs::write(&path, content).unwrap();
        (folder, path)
    }

    #[test]
    fn what_was_not_committed_is_cut() {
        let (_folder, path) = file("{}\n{\"a\":1}\n{\"half");
        let (mut lines, missing) = JsonLines::append(&path, Some(3)).unwrap();
        assert_eq!(missing, 0);
        lines.add("[]\n");
        lines.flush().unwrap();
        assert_eq!(lines.written, 6);
        assert_eq!(fs::read_to_string(&path).unwrap(), "{}\n[]\n");
    }

    #[test]
    fn a_file_that_the_store_does_not_know_is_appended_to() {
        let (_folder, path) = file("{}\n{\"half");
        let (mut lines, _) = JsonLines::append(&path, None).unwrap();
        lines.add("[]\n");
        lines.flush().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "{}\n[]\n");
    }

    #[test]
    fn a_file_that_is_shorter_than_promised_is_told() {
        let (_folder, path) = file("{}\n{\"ha");
        let (_, missing) = JsonLines::append(&path, Some(20)).unwrap();
        assert_eq!((missing, fs::read_to_string(&path).unwrap().as_str()), (13, "{}\n"));
    }

    #[test]
    fn what_is_taken_back_is_gone() {
        let (_folder, path) = file("");
        let (mut lines, _) = JsonLines::append(&path, None).unwrap();
        lines.add("1\n");
        lines.flush().unwrap();
        lines.commit();
        lines.add("2\n");
        lines.flush().unwrap();
        lines.take_back();
        lines.add("3\n");
        lines.flush().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "1\n3\n");
    }

    #[test]
    fn the_last_line_is_found_from_behind() {
        let (_folder, path) = file(&format!("a\n{}", "x".repeat(200_000)));
        let mut file = File::open(&path).unwrap();
        assert_eq!(whole_lines(&mut file, 200_002).unwrap(), 2);
    }
}
