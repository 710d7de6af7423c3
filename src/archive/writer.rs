//! Appends exchanges to the segments of an archive.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::name::{Name, OPEN};
use super::repair::{Repair, remove, settle};
use super::segment::Segment;
use super::{Exchange, Sealed, index, seal};

/// How an archive is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What the names of segments begin with; only its ASCII letters, digits and `_` are kept.
    pub prefix: String,
    /// Bytes that a segment may have; only a single exchange that is larger makes a larger one.
    pub max_size: u64,
    /// The program, with its version.
    pub software: String,
    /// What it does with robots.txt: `obey` or `ignore`.
    pub robots: String,
}

/// Up to where an archive is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The segment in work, by the name it will have.
    pub file: String,
    /// Its length in bytes.
    pub length: u64,
}

/// Where an exchange stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The segment, by the name it will have.
    pub file: String,
    /// Where its response or revisit begins, in bytes.
    pub offset: u64,
    /// The bytes of that record, packed; 0 of a request that was never answered.
    pub length: u64,
    /// The digest of the body: revisits refer to it.
    pub payload_digest: String,
}

/// Writes an archive. Dropped without [`close`](Writer::close), it leaves its segment `.open`, as a kill does.
#[derive(Debug)]
pub struct Writer {
    folder: PathBuf,
    plan: Plan,
    segment: Segment,
}

impl Writer {
    /// Begins a series of segments in a folder, which is made where it is missing.
    ///
    /// Keep its [`position`](Writer::position) before the first exchange: what a killed run wrote is known by it.
    ///
    /// # Errors
    /// The folder cannot be written to.
    pub fn open(folder: &Path, plan: Plan) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let segment = Segment::create(folder, Name::first(&plan.prefix), &plan)?;
        Ok(Self { folder: folder.to_owned(), plan, segment })
    }

    /// Goes on where `committed` says that the last run came to: what it wrote after that is cut, so that every page is archived once.
    /// Segments begun since are removed, for no store knows what they hold, and older ones that could not be closed are closed. Other series
    /// in the folder are left alone. Also says what was cut.
    ///
    /// # Errors
    /// [`io::ErrorKind::WouldBlock`] while another run writes this series, [`io::ErrorKind::InvalidInput`] for a position that no writer
    /// gave; or the folder cannot be written to.
    pub fn resume(folder: &Path, plan: Plan, committed: &Position) -> io::Result<(Self, Vec<Repair>)> {
        fs::create_dir_all(folder)?;
        let last = Name::parse(&committed.file).ok_or(io::ErrorKind::InvalidInput)?;
        let mut repairs = settle_last(folder, committed)?.into_iter().collect::<Vec<_>>();
        for (path, name) in segments(folder)? {
            if last.is_before(&name) {
                repairs.push(remove(&path)?);
            } else if name.is_before(&last) && is_open(&path) {
                repairs.push(settle(&path, u64::MAX)?);
            }
        }
        let segment = Segment::create(folder, last.next(), &plan)?;
        Ok((Self { folder: folder.to_owned(), plan, segment }, repairs))
    }

    /// Archives one exchange.
    ///
    /// # Errors
    /// It could not be written, as on a full disk; the archive then ends where it did before.
    pub fn append(&mut self, exchange: &Exchange<'_>) -> io::Result<Place> {
        self.write(&seal(exchange))
    }

    /// Archives an exchange that was sealed before.
    ///
    /// # Errors
    /// As [`append`](Writer::append).
    pub fn write(&mut self, sealed: &Sealed) -> io::Result<Place> {
        if !self.segment.is_empty() && self.segment.length + sealed.bytes.len() as u64 > self.plan.max_size {
            self.rotate()?;
        }
        let offset = self.segment.append(sealed)?;
        let payload_digest = sealed.payload_digest().to_owned();
        Ok(Place { file: self.segment.name.to_string(), offset, length: sealed.first as u64, payload_digest })
    }

    fn rotate(&mut self) -> io::Result<()> {
        let next = Segment::create(&self.folder, self.segment.name.next(), &self.plan)?;
        std::mem::replace(&mut self.segment, next).close()
    }

    /// Has the system put everything on the disk: before the store commits what refers to it.
    ///
    /// # Errors
    /// The disk fails.
    pub fn sync(&self) -> io::Result<()> {
        self.segment.sync()
    }

    /// Where the archive ends now.
    pub fn position(&self) -> Position {
        Position { file: self.segment.name.to_string(), length: self.segment.length }
    }

    /// Writes the index of the last segment and gives the segment its name.
    ///
    /// # Errors
    /// They cannot be written; the next run does it then.
    pub fn close(self) -> io::Result<()> {
        self.segment.close()
    }
}

/// Brings the segment that was in work, or just closed, to the committed length. One that was moved away since, or closed as it should be, is left.
fn settle_last(folder: &Path, committed: &Position) -> io::Result<Option<Repair>> {
    let closed = folder.join(&committed.file);
    let open = folder.join(format!("{}{OPEN}", committed.file));
    if open.exists() {
        return settle(&open, committed.length).map(Some);
    }
    let Ok(about) = fs::metadata(&closed) else { return Ok(None) };
    let whole = about.len() == committed.length && index::path(folder, &committed.file).exists();
    if whole { Ok(None) } else { settle(&closed, committed.length).map(Some) }
}

/// The segments of all series in a folder.
fn segments(folder: &Path) -> io::Result<Vec<(PathBuf, Name)>> {
    let paths = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<io::Result<Vec<_>>>()?;
    let named = |path: PathBuf| Name::parse(&path.file_name()?.to_string_lossy()).map(|name| (path, name));
    Ok(paths.into_iter().filter_map(named).collect())
}

fn is_open(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(OPEN.as_bytes())
}
