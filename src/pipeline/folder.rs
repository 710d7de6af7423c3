//! The pages of a folder and of all folders in it, sorted by name, listed only as they are drawn.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::vec::IntoIter;

use super::warc::is_archive_name;
use super::{Form, InputError};

/// Bytes of a file without an extension that are looked at for mark-up.
const PEEK: u64 = 4096;

/// Walks a folder. A folder that is reached twice, through symbolic links, is read once, so a loop of links ends.
#[derive(Debug)]
pub(super) struct Folder {
    /// The folders being listed, outermost first, each with the names not yet visited.
    open: Vec<(PathBuf, IntoIter<OsString>)>,
    seen: HashSet<PathBuf>,
}

impl Folder {
    /// A walk of the folder at `path`.
    ///
    /// # Errors
    /// The folder cannot be listed.
    pub(super) fn open(path: &Path) -> Result<Self, InputError> {
        let mut folder = Self { open: Vec::new(), seen: HashSet::new() };
        folder.enter(path.to_owned())?;
        Ok(folder)
    }

    fn enter(&mut self, path: PathBuf) -> Result<(), InputError> {
        let unreadable = |error| InputError::unreadable(&path, error);
        if self.seen.insert(path.canonicalize().map_err(unreadable)?) {
            let names = sorted_names(&path).map_err(unreadable)?;
            self.open.push((path, names.into_iter()));
        }
        Ok(())
    }

    /// A page to read, an error to report, or `None` for what is neither page nor folder.
    fn visit(&mut self, path: PathBuf) -> Option<Result<PathBuf, InputError>> {
        let about = match fs::metadata(&path) {
            Ok(about) => about,
            Err(error) => return is_page_name(&path).then(|| Err(InputError::unreadable(&path, error))),
        };
        if about.is_dir() {
            return self.enter(path).err().map(Err);
        }
        (about.is_file() && is_page(&path)).then_some(Ok(path))
    }
}

impl Iterator for Folder {
    type Item = Result<PathBuf, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (folder, names) = self.open.last_mut()?;
            match names.next() {
                None => drop(self.open.pop()),
                Some(name) => {
                    let path = folder.join(name);
                    if let Some(found) = self.visit(path) {
                        return Some(found);
                    }
                }
            }
        }
    }
}

/// Names alone, so that a folder of a million pages costs some 50 MB; hidden ones are left out.
fn sorted_names(folder: &Path) -> io::Result<Vec<OsString>> {
    let names = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.file_name()));
    let visible = names.filter(|name| !name.as_ref().is_ok_and(|n| n.as_encoded_bytes().starts_with(b".")));
    let mut names = visible.collect::<io::Result<Vec<_>>>()?;
    names.sort_unstable();
    Ok(names)
}

/// Whether a file is named as pages are, or has no extension, as crawlers often save pages, and holds mark-up.
fn is_page(path: &Path) -> bool {
    is_page_name(path) || (path.extension().is_none() && looks_like_html(path).unwrap_or(false))
}

fn is_page_name(path: &Path) -> bool {
    Form::of_name(path).is_some() || is_archive_name(path)
}

fn looks_like_html(path: &Path) -> io::Result<bool> {
    let mut head = Vec::new();
    File::open(path)?.take(PEEK).read_to_end(&mut head)?;
    Ok(Form::of_bytes(&head) == Form::Html)
}
