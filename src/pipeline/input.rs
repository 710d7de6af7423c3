//! What a batch is made of: files, folders, glob patterns, web archives and standard input, one page after the other.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, Read};
use std::iter::Take;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::Form;
use super::folder::Folder;
use super::warc::{self, Archived};
use crate::archive::{ReadError, Undecodable};
use crate::page::Hints;
use crate::record::Warning;

/// Bytes of the largest page that is read. The largest news pages are a few MB; what is above this is no page.
pub const MAX_PAGE: u64 = 64 << 20;

/// An input that gave no page.
#[derive(Debug, Error)]
#[error("{path}: {fault}")]
pub struct InputError {
    /// The input as it was named or found.
    pub path: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with an input, and what can be done.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Fault {
    /// Nothing is there.
    #[error("no such file or folder; check its spelling")]
    Missing,
    /// A pattern that nothing fits.
    #[error("no file fits this pattern; check it, and quote it where the shell would change it")]
    NoMatch,
    /// A pattern that is not one.
    #[error("not a pattern: {0}")]
    Pattern(&'static str),
    /// A folder without pages.
    #[error(
        "no pages in this folder; pages end in .html, .htm, .xhtml or .txt, archives in .warc or .warc.gz, others can be given by name"
    )]
    NoPages,
    /// The system does not let us read it.
    #[error("cannot be read: {0}; check its permissions")]
    Unreadable(#[source] io::Error),
    /// Larger than any page, in bytes.
    #[error("{size} MB, more than the {limit} MB that a page may have; split it", size = .0 >> 20, limit = MAX_PAGE >> 20)]
    TooLarge(u64),
    /// A web archive, or a part of one, that gives no pages.
    #[error("{0}")]
    Archive(#[source] ReadError),
    /// An archived page whose encodings cannot be undone.
    #[error("skipped: {0}")]
    Undecodable(#[source] Undecodable),
}

impl InputError {
    /// Whether it is damage to a part of an archive, which takes nothing from the rest.
    pub fn is_local(&self) -> bool {
        matches!(self.fault, Fault::Archive(ReadError::Damaged(_)) | Fault::Undecodable(_))
    }

    pub(super) fn new(path: &Path, fault: Fault) -> Self {
        Self { path: path.display().to_string(), fault }
    }

    pub(super) fn unreadable(path: &Path, error: io::Error) -> Self {
        let missing = error.kind() == io::ErrorKind::NotFound;
        Self::new(path, if missing { Fault::Missing } else { Fault::Unreadable(error) })
    }
}

/// One page to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Standard input, written `-`.
    Stdin,
    /// A file.
    File(PathBuf),
    /// A page in a web archive.
    Archived(Box<Archived>),
}

/// What the named files are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Holding {
    /// Pages or archives, told by their names or else by their first bytes; standard input is a page.
    #[default]
    Either,
    /// Pages only.
    Pages,
    /// Archives only, standard input too.
    Archives,
}

impl Input {
    /// The file's path, or `-`.
    pub fn path(&self) -> &Path {
        match self {
            Input::Stdin => Path::new("-"),
            Input::File(path) => path,
            Input::Archived(page) => page.path(),
        }
    }

    /// What the record calls it.
    pub fn source(&self) -> String {
        match self {
            Input::Archived(page) => page.source(),
            _ => self.path().display().to_string(),
        }
    }

    /// What is known of it before it is read.
    pub fn hints(&self) -> Hints<'_> {
        match self {
            Input::Archived(page) => page.hints(),
            _ => Hints::default(),
        }
    }

    /// The form that its name or its server promises.
    pub fn form(&self) -> Option<Form> {
        match self {
            Input::Archived(page) => page.hints().content_type.and_then(Form::of_media_type),
            _ => Form::of_name(self.path()),
        }
    }

    /// What speaks against it, for its record.
    pub fn warnings(&self) -> Vec<Warning> {
        match self {
            Input::Archived(page) => page.warnings(),
            _ => Vec::new(),
        }
    }

    /// Its first bytes, at most `limit` of them; none of standard input, which can be read only once.
    ///
    /// # Errors
    /// It is not there or cannot be read.
    pub fn head(&self, limit: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(usize::try_from(limit).unwrap_or(0));
        if let Input::File(path) = self {
            File::open(path)?.take(limit).read_to_end(&mut bytes)?;
        }
        Ok(bytes)
    }

    /// Its bytes, at most [`MAX_PAGE`] of them.
    ///
    /// # Errors
    /// It is not there, cannot be read or decoded, or is too large.
    pub fn load(&self) -> Result<Cow<'_, [u8]>, InputError> {
        let read = match self {
            Input::Stdin => read_capped(&mut io::stdin().lock(), 0),
            Input::File(path) => File::open(path).and_then(|mut file| {
                let size = file.metadata().map_or(0, |m| m.len());
                read_capped(&mut file, size)
            }),
            Input::Archived(page) => return page.load(),
        };
        let (bytes, size) = read.map_err(|error| InputError::unreadable(self.path(), error))?;
        if size > MAX_PAGE { Err(InputError::new(self.path(), Fault::TooLarge(size))) } else { Ok(bytes.into()) }
    }
}

/// The bytes and their number: of a file that is too large the size alone, of an endless stream what was seen of it.
fn read_capped(from: &mut dyn Read, size: u64) -> io::Result<(Vec<u8>, u64)> {
    if size > MAX_PAGE {
        return Ok((Vec::new(), size));
    }
    // Room for one byte more than there should be: its lack is how the end is told without growing.
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    from.take(MAX_PAGE + 1).read_to_end(&mut bytes)?;
    let size = bytes.len() as u64;
    Ok((bytes, size))
}

/// The pages of a batch in the order in which they were named, folders sorted; drawn one by one, never listed as a whole.
#[derive(Debug)]
pub struct Inputs {
    named: std::vec::IntoIter<PathBuf>,
    matched: std::vec::IntoIter<PathBuf>,
    folder: Option<(PathBuf, Folder, bool)>,
    archive: Option<Take<warc::Pages>>,
    holding: Holding,
    /// Most pages of one archive.
    most: usize,
    /// While pages are counted, the number of archives met, which are left closed.
    unopened: Option<usize>,
    skip: Option<PathBuf>,
}

impl Inputs {
    /// The pages that `named` stands for: files, folders, patterns, `-`. A file in a folder that is `skip` (the output of the
    /// same run) is passed over.
    pub fn new(named: Vec<PathBuf>, skip: Option<&Path>) -> Self {
        let skip = skip.and_then(|path| path.canonicalize().ok());
        Self {
            named: named.into_iter(),
            matched: Vec::new().into_iter(),
            folder: None,
            archive: None,
            holding: Holding::Either,
            most: usize::MAX,
            unopened: None,
            skip,
        }
    }

    /// The same, where what the files are is known.
    pub fn holding(self, holding: Holding) -> Self {
        Self { holding, ..self }
    }

    /// At most the first `most` pages of each archive.
    pub fn beginnings(self, most: usize) -> Self {
        Self { most, ..self }
    }

    /// How many pages there are; `None` where one of the files is an archive, which would have to be read for it.
    pub fn number(self) -> Option<usize> {
        let mut files = Self { unopened: Some(0), ..self };
        let number = files.by_ref().count();
        (files.unopened == Some(0)).then_some(number)
    }

    /// The next page of the folder being walked, if one is; an archive in it is opened next.
    fn walk(&mut self) -> Option<Result<Input, InputError>> {
        let (path, folder, any) = self.folder.as_mut()?;
        let (skip, holding) = (self.skip.as_deref(), self.holding);
        let wanted = |page: &Path| match holding {
            Holding::Either => true,
            Holding::Pages => !warc::is_archive_name(page),
            Holding::Archives => warc::is_archive_name(page),
        };
        let found = folder.find(|page| !page.as_ref().is_ok_and(|p| is_same_file(p, skip) || !wanted(p)));
        if let Some(page) = found {
            *any = true;
            return page.map_or_else(|error| Some(Err(error)), |path| self.enter(path));
        }
        let empty = (!*any).then(|| InputError::new(path, Fault::NoPages));
        self.folder = None;
        empty.map(Err)
    }

    /// A name as given, which is known not to be a pattern.
    fn open(&mut self, path: PathBuf) -> Option<Result<Input, InputError>> {
        match fs::metadata(&path) {
            Err(error) => Some(Err(InputError::unreadable(&path, error))),
            Ok(about) if !about.is_dir() => self.enter(path),
            Ok(_) => match Folder::open(&path) {
                Err(error) => Some(Err(error)),
                Ok(folder) => {
                    self.folder = Some((path, folder, false));
                    None
                }
            },
        }
    }

    /// A file: a page, or an archive whose pages come next.
    fn enter(&mut self, path: PathBuf) -> Option<Result<Input, InputError>> {
        let archive = match self.holding {
            Holding::Either => warc::is_archive(&path),
            Holding::Pages => false,
            Holding::Archives => true,
        };
        if let Some(unopened) = self.unopened.as_mut().filter(|_| archive) {
            *unopened += 1;
        }
        if !archive || self.unopened.is_some() {
            return Some(Ok(Input::File(path)));
        }
        match warc::Pages::of_file(path) {
            Ok(pages) => self.archive = Some(pages.take(self.most)),
            Err(error) => return Some(Err(error)),
        }
        None
    }

    /// A name as given: `-`, a path, or else a pattern.
    fn begin(&mut self, name: PathBuf) -> Option<Result<Input, InputError>> {
        if name == Path::new("-") && self.holding == Holding::Archives && self.unopened.is_none() {
            self.archive = Some(warc::Pages::of_stdin().take(self.most));
            return None;
        }
        if name == Path::new("-") {
            return Some(Ok(Input::Stdin));
        }
        if !is_pattern(&name) || fs::symlink_metadata(&name).is_ok() {
            return self.open(name);
        }
        match matches(&name) {
            Ok(paths) => {
                self.matched = paths.into_iter();
                None
            }
            Err(error) => Some(Err(error)),
        }
    }
}

impl Iterator for Inputs {
    type Item = Result<Input, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.archive.as_mut().and_then(Iterator::next) {
                return Some(found);
            }
            self.archive = None;
            if let Some(found) = self.walk() {
                return Some(found);
            }
            if self.archive.is_some() {
                continue;
            }
            let found = match self.matched.next() {
                Some(path) => self.open(path),
                None => {
                    let name = self.named.next()?;
                    self.begin(name)
                }
            };
            if found.is_some() {
                return found;
            }
        }
    }
}

/// Names are compared before files are: resolving every path of a folder would cost more than it saves.
fn is_same_file(path: &Path, other: Option<&Path>) -> bool {
    other.is_some_and(|other| path.file_name() == other.file_name() && path.canonicalize().is_ok_and(|p| p == other))
}

fn is_pattern(name: &Path) -> bool {
    name.as_os_str().as_encoded_bytes().iter().any(|b| b"*?[".contains(b))
}

/// The paths that fit a pattern, sorted.
fn matches(pattern: &Path) -> Result<Vec<PathBuf>, InputError> {
    let fault = |fault| InputError::new(pattern, fault);
    let found = glob::glob(&pattern.to_string_lossy()).map_err(|e| fault(Fault::Pattern(e.msg)))?;
    let mut paths = found.filter_map(Result::ok).collect::<Vec<_>>();
    paths.sort_unstable();
    if paths.is_empty() { Err(fault(Fault::NoMatch)) } else { Ok(paths) }
}
