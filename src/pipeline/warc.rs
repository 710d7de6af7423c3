//! Pages in web archives: which records are pages, and what their archive knows of them.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Stdin};
use std::path::{Path, PathBuf};

use url::Url;

use super::{Fault, Form, Input, InputError};
use crate::archive::{ReadError, Reader, Record, Undecodable};
use crate::page::Hints;
use crate::record::Warning;

/// Bytes of the largest archived page that is read, packed and unpacked: what a crawler takes at most. The pages in flight are all held in memory.
const LARGEST: usize = 20 << 20;

/// How the names of archives end; those of kinds that are not read too, so that they are refused by their names.
const NAMES: [&str; 8] =
    [".warc", ".warc.gz", ".warc.wet.gz", ".warc.gz.open", ".warc.zst", ".arc", ".arc.gz", ".warc.open"];

/// Media types of pages. Servers call much HTML `text/plain`.
const PAGES: [&str; 3] = ["text/html", "application/xhtml+xml", "text/plain"];

/// A page in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archived {
    path: PathBuf,
    record: Record,
}

impl Archived {
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// `path#offset`, with `+place` behind it where one gzip member holds several records.
    pub(super) fn source(&self) -> String {
        let Record { offset, within, .. } = self.record;
        let inside = if within == 0 { String::new() } else { format!("+{within}") };
        format!("{}#{offset}{inside}", self.path.display())
    }

    /// Where it can be found again without reading what comes before; `None` in an archive that is one gzip.
    pub(super) fn offset(&self) -> Option<u64> {
        (self.record.within == 0).then_some(self.record.offset)
    }

    pub(super) fn address(&self) -> Option<&str> {
        self.record.target_uri.as_deref()
    }

    pub(super) fn hints(&self) -> Hints<'_> {
        let Record { target_uri, date, .. } = &self.record;
        Hints {
            url: target_uri.as_deref(),
            content_type: media_type(&self.record),
            fetched_at: date.as_deref(),
            ..Hints::default()
        }
    }

    pub(super) fn load(&self) -> Result<Cow<'_, [u8]>, InputError> {
        let fault = |fault| InputError { path: self.source(), fault };
        if !self.record.is_whole() {
            return Err(fault(Fault::Undecodable(Undecodable::TooLarge(LARGEST))));
        }
        self.record.decoded(LARGEST).map_err(|error| fault(Fault::Undecodable(error)))
    }

    /// What the archive says against the page.
    pub(super) fn warnings(&self) -> Vec<Warning> {
        let changed = (self.record.is_as_archived() == Some(false)).then(|| {
            Warning::new("wrong_digest", "the archive says that other bytes were archived: the page was changed since")
        });
        let cut = self
            .record
            .field("WARC-Truncated")
            .map(|why| Warning::new("truncated", format!("the archive holds only the beginning of the page ({why})")));
        changed.into_iter().chain(cut).collect()
    }
}

/// The pages of one archive, drawn one by one.
#[derive(Debug)]
pub(super) struct Pages {
    path: PathBuf,
    records: Reader<Source>,
}

#[derive(Debug)]
enum Source {
    File(File),
    Stdin(Stdin),
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Source::File(file) => file.read(buffer),
            Source::Stdin(stdin) => stdin.read(buffer),
        }
    }
}

impl Pages {
    pub(super) fn of_file(path: PathBuf) -> Result<Self, InputError> {
        let file = File::open(&path).map_err(|error| InputError::unreadable(&path, error))?;
        Ok(Self { path, records: Reader::new(Source::File(file), LARGEST) })
    }

    pub(super) fn of_stdin() -> Self {
        Self { path: PathBuf::from("-"), records: Reader::new(Source::Stdin(io::stdin()), LARGEST) }
    }
}

impl Iterator for Pages {
    type Item = Result<Input, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        let item = self.records.find(|item| item.as_ref().map_or(true, is_page))?;
        Some(match item {
            Ok(record) => Ok(Input::Archived(Box::new(Archived { path: self.path.clone(), record }))),
            Err(ReadError::Io(error)) => Err(InputError::unreadable(&self.path, error)),
            Err(error) => Err(InputError::new(&self.path, Fault::Archive(error))),
        })
    }
}

/// The page that stands at an offset of an archive.
pub(super) fn page_at(path: &Path, offset: u64) -> Option<Archived> {
    let mut file = File::open(path).ok()?;
    file.seek(SeekFrom::Start(offset)).ok()?;
    let record = Reader::new(file, LARGEST).next()?.ok()?;
    Some(Archived { path: path.to_owned(), record })
}

/// Whether a file is an archive by its name, or by its first bytes where its name promises no page.
pub(super) fn is_archive(path: &Path) -> bool {
    is_archive_name(path) || Form::of_name(path).is_none() && begins_as_archive(path).unwrap_or(false)
}

pub(super) fn is_archive_name(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    NAMES.iter().any(|end| name.ends_with(end))
}

fn begins_as_archive(path: &Path) -> io::Result<bool> {
    let mut head = Vec::new();
    File::open(path)?.take(4 << 10).read_to_end(&mut head)?;
    if head.starts_with(b"\x1f\x8b") {
        let mut plain = [0; 5];
        flate2::read::GzDecoder::new(&head[..]).read_exact(&mut plain)?;
        return Ok(&plain == b"WARC/");
    }
    Ok(head.starts_with(b"WARC/"))
}

/// Whether a record holds a page: a good response, or what a crawler or converter put in itself, in HTML or text.
fn is_page(record: &Record) -> bool {
    let holds = match (record.kind.as_str(), &record.http) {
        ("response", Some(http)) => http.status.is_some_and(|status| (200..300).contains(&status)),
        ("response" | "resource" | "conversion", None) => true,
        _ => false,
    };
    holds && !is_robots(record) && looks_like_page(record)
}

fn looks_like_page(record: &Record) -> bool {
    match media_type(record) {
        Some(said) => {
            let name = said.split(';').next().unwrap_or("").trim();
            PAGES.iter().any(|page| name.eq_ignore_ascii_case(page))
        }
        None => record.decoded(LARGEST).is_ok_and(|bytes| Form::of_bytes(&bytes) == Form::Html),
    }
}

/// What crawlers archive beside the pages is text too.
fn is_robots(record: &Record) -> bool {
    let address = record.target_uri.as_deref().and_then(|uri| Url::parse(uri).ok());
    address.is_some_and(|url| url.path() == "/robots.txt" || !matches!(url.scheme(), "http" | "https"))
}

/// What the server, or else the archive, calls the payload.
fn media_type(record: &Record) -> Option<&str> {
    let said = match &record.http {
        Some(http) => http.header("Content-Type"),
        None => record.field("Content-Type"),
    };
    said.filter(|said| !said.is_empty())
}
