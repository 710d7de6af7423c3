//! One file of an archive while it is written.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::digest::digest_of;
use super::field::{self, Head};
use super::index::Index;
use super::name::{Name, OPEN};
use super::seal::record_id;
use super::{Plan, Sealed, member};

/// The format that the warcinfo record says we keep to.
const FORMAT: &str = "format: WARC File Format 1.1\r\n\
    conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n";

/// A segment in work: `.open` stands behind its name, and its lock keeps repairs away.
#[derive(Debug)]
pub(super) struct Segment {
    folder: PathBuf,
    pub(super) name: Name,
    file: File,
    pub(super) length: u64,
    index: Index,
}

impl Segment {
    /// Begins a segment with its warcinfo record.
    ///
    /// # Errors
    /// The folder cannot be written to.
    pub(super) fn create(folder: &Path, name: Name, plan: &Plan) -> io::Result<Self> {
        let path = folder.join(format!("{name}{OPEN}"));
        let file = OpenOptions::new().append(true).create_new(true).open(path)?;
        file.try_lock()?;
        let index = Index::new(name.to_string());
        let mut segment = Self { folder: folder.to_owned(), name, file, length: 0, index };
        segment.write(&warcinfo(&segment.name, plan))?;
        Ok(segment)
    }

    /// Adds an exchange and gives the offset at which it stands.
    ///
    /// # Errors
    /// It could not be written; the segment is as it was before.
    pub(super) fn append(&mut self, sealed: &Sealed) -> io::Result<u64> {
        let offset = self.write(&sealed.bytes)?;
        if sealed.first == 0 {
            return Ok(offset);
        }
        self.index.add(&sealed.entry, offset, sealed.first as u64);
        Ok(offset)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<u64> {
        let offset = self.length;
        if let Err(error) = self.file.write_all(bytes) {
            // What cannot be cut now is cut by the next run.
            let _ = self.file.set_len(offset);
            return Err(error);
        }
        self.length += bytes.len() as u64;
        Ok(offset)
    }

    /// Has the system put everything on the disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    /// Whether it holds an exchange.
    pub(super) fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// Writes the index, then gives the segment its name: a segment that is closed has its index. One that holds no exchange is removed.
    pub(super) fn close(self) -> io::Result<()> {
        let open = self.folder.join(format!("{}{OPEN}", self.name));
        if self.is_empty() {
            return fs::remove_file(open);
        }
        self.file.sync_all()?;
        self.index.write(&self.folder)?;
        fs::rename(open, self.folder.join(self.name.to_string()))?;
        sync_folder(&self.folder)
    }
}

/// Has the system put the names of a folder on the disk; where folders cannot be opened, it does so by itself.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder).map_or(Ok(()), |folder| folder.sync_all())
}

fn warcinfo(name: &Name, plan: &Plan) -> Vec<u8> {
    let one_line = |said: &str| said.replace(char::is_control, " ");
    let (software, robots) = (one_line(&plan.software), one_line(&plan.robots));
    let block = format!("software: {software}\r\n{FORMAT}robots: {robots}\r\n");
    let mut head = Head::new("warcinfo");
    head.field("WARC-Record-ID", record_id());
    head.field("WARC-Date", field::date(Timestamp::now()));
    head.field("WARC-Filename", name);
    head.field("WARC-Block-Digest", digest_of(&[block.as_bytes()]));
    head.field("Content-Type", "application/warc-fields");
    let mut bytes = Vec::new();
    member::pack(&mut bytes, &[&head.end(block.len()), block.as_bytes(), b"\r\n\r\n"]);
    bytes
}
