//! What a run that was killed left behind: cut to its last whole record, indexed and closed.

use std::fmt;
use std::fs::{self, OpenOptions};
use std::io;
use std::path::Path;

use super::index::{self, Entry, Index};
use super::member::Members;
use super::name::OPEN;
use super::segment::sync_folder;

/// What was done to a segment, for the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// The segment's name.
    pub file: String,
    /// Its bytes before.
    pub was: u64,
    /// Its bytes now; 0 when nothing was left and it was removed.
    pub now: u64,
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, was, now } = self;
        match now {
            0 => write!(f, "{file}: removed, for none of its {was} bytes are of a finished page"),
            _ if was > now => write!(f, "{file}: cut from {was} to {now} bytes, where its last finished page ends"),
            _ => write!(f, "{file}: indexed and closed, whole at {now} bytes"),
        }
    }
}

/// Cuts a segment that a killed run left to its last whole record, writes its index and closes it.
///
/// For an archive whose store is gone; a run that has its store calls [`Writer::resume`](super::Writer::resume), which knows better.
///
/// # Errors
/// [`io::ErrorKind::WouldBlock`] while a run writes to it; or it cannot be read or written.
pub fn repair(segment: &Path) -> io::Result<Repair> {
    settle(segment, u64::MAX)
}

/// As [`repair`], and cuts what stands behind the first `keep` bytes.
pub(super) fn settle(segment: &Path, keep: u64) -> io::Result<Repair> {
    let file = OpenOptions::new().read(true).append(true).open(segment)?;
    file.try_lock()?;
    let (folder, name) = place(segment);
    let was = file.metadata()?.len();
    let mut index = Index::new(name.clone());
    let mut now = 0;
    let whole = Members::of(file.try_clone()?).take_while(|member| member.offset + member.length <= keep);
    for member in whole {
        now = member.offset + member.length;
        if let Some(entry) = Entry::read(&member.head) {
            index.add(&entry, member.offset, member.length);
        }
    }
    if index.is_empty() {
        return remove(segment);
    }
    if now < was {
        file.set_len(now)?;
    }
    file.sync_all()?;
    index.write(folder)?;
    fs::rename(segment, folder.join(&name))?;
    sync_folder(folder)?;
    Ok(Repair { file: name, was, now })
}

/// Removes a segment and its index.
pub(super) fn remove(segment: &Path) -> io::Result<Repair> {
    let (folder, file) = place(segment);
    let was = fs::metadata(segment)?.len();
    match fs::remove_file(index::path(folder, &file)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => fs::remove_file(segment)?,
    }
    Ok(Repair { file, was, now: 0 })
}

/// The folder of a segment and its name without `.open`.
fn place(segment: &Path) -> (&Path, String) {
    let name = segment.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let folder = segment.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    (folder, name.strip_suffix(OPEN).unwrap_or(&name).to_owned())
}
