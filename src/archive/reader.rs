//! Records of any crawler's archive, one after the other.

use std::io::{self, Read};
use std::mem;

use memchr::memmem;
use thiserror::Error;

use super::field::Fields;
use super::plain::{Plain, Spot};
use super::record::Record;

/// How every record begins.
const MARK: &[u8] = b"WARC/";
/// Bytes of the longest head that is read.
const LONGEST_HEAD: usize = 256 << 10;
/// Bytes looked at behind a record: the two empty lines that should be there, and some more that a careless writer may have left.
const BEHIND: usize = 32;
/// Bytes searched at once for the next record.
const PIECE: usize = 64 << 10;

/// Bytes of an archive that gave no record; the reader goes on behind them.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{what} at offset {offset}, skipped to {}", .next.map_or_else(|| "the end".to_owned(), |n| format!("offset {n}")))]
pub struct Damage {
    /// Where it begins in the file.
    pub offset: u64,
    /// What is wrong.
    pub what: &'static str,
    /// Where the next record stands.
    pub next: Option<u64>,
}

/// Why a reader gives no record.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// Part of the archive cannot be read; the rest can.
    #[error("{0}")]
    Damaged(Damage),
    /// The file cannot be read.
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
    /// The forerunner of WARC.
    #[error("this is an ARC archive; make it a WARC first: warcio recompress OLD.arc.gz NEW.warc.gz")]
    Arc,
    /// An archive packed with zstd.
    #[error("this is packed with zstd; unpack it first: zstd -d FILE.warc.zst")]
    Zstd,
    /// There is no record in it.
    #[error("there is no WARC record in it")]
    NotWarc,
}

/// Reads records from an input, in bounded memory: plain or packed, of WARC 0.18, 1.0 or 1.1.
///
/// An `Err` that is [`ReadError::Damaged`] is followed by the records behind the damage; any other is the last item.
#[derive(Debug)]
pub struct Reader<R> {
    plain: Plain<R>,
    limit: usize,
    /// Damage that no record has followed yet.
    damage: Option<Damage>,
    began: bool,
    any: bool,
    ended: bool,
}

impl<R: Read> Reader<R> {
    /// A reader that keeps at most `limit` bytes of a record's block.
    pub fn new(from: R, limit: usize) -> Self {
        Self { plain: Plain::new(from), limit, damage: None, began: false, any: false, ended: false }
    }

    fn read(&mut self) -> Result<Option<Record>, ReadError> {
        if !mem::replace(&mut self.began, true) {
            self.refuse_others()?;
        }
        loop {
            self.skip_blank()?;
            let ahead = self.plain.ahead(MARK.len())?;
            if ahead.starts_with(MARK) {
                if let Some(damage) = self.damage.take() {
                    let next = Some(self.plain.spot().offset);
                    return Err(ReadError::Damaged(Damage { next, ..damage }));
                }
                if let Some(record) = self.record()? {
                    self.any = true;
                    return Ok(Some(record));
                }
            } else if !ahead.is_empty() {
                let offset = self.plain.spot().offset;
                self.spoil(offset, "bytes that are no record");
                self.seek_record()?;
            } else if let Some(hole) = self.plain.take_hole() {
                self.spoil(hole.offset, hole.what);
            } else {
                return self.end();
            }
        }
    }

    /// Other kinds of archives are told apart from damaged ones.
    fn refuse_others(&mut self) -> Result<(), ReadError> {
        let head = self.plain.ahead(16)?;
        if head.starts_with(b"\x28\xb5\x2f\xfd") {
            return Err(ReadError::Zstd);
        }
        if head.starts_with(b"filedesc:") { Err(ReadError::Arc) } else { Ok(()) }
    }

    fn skip_blank(&mut self) -> io::Result<()> {
        loop {
            let ahead = self.plain.ahead(1)?;
            let blank = blanks(ahead);
            let more = blank > 0 && blank == ahead.len();
            self.plain.pass(blank);
            if !more {
                return Ok(());
            }
        }
    }

    fn end(&mut self) -> Result<Option<Record>, ReadError> {
        self.ended = true;
        match self.damage.take() {
            _ if !self.any => Err(ReadError::NotWarc),
            Some(damage) => Err(ReadError::Damaged(damage)),
            None => Ok(None),
        }
    }

    /// Notes damage; of pieces that follow each other the first says what is wrong.
    fn spoil(&mut self, offset: u64, what: &'static str) {
        self.damage.get_or_insert(Damage { offset, what, next: None });
    }

    /// The record that begins here; `None` when it is damaged, which is noted.
    fn record(&mut self) -> io::Result<Option<Record>> {
        let spot = self.plain.spot();
        let Some(fields) = self.head()? else {
            return self.spoiled(spot, "a record whose head has no end");
        };
        let Some(length) = fields.get("Content-Length").and_then(|length| length.parse().ok()) else {
            return self.spoiled(spot, "a record that does not tell its length");
        };
        let begin = self.plain.position();
        let (kept, whole) = self.block(length)?;
        if whole && self.ends_here()? {
            return Ok(Some(Record::new(spot, fields, kept, length)));
        }
        // A length that is too large has swallowed the next record, or its beginning.
        if self.plain.position() == begin + kept.len() as u64 {
            let next = mark(&kept).unwrap_or(kept.len().saturating_sub(BEHIND));
            self.plain.put_back(&kept[next..]);
        }
        let what = if self.plain.is_torn() {
            "a damaged or cut gzip member"
        } else {
            "a record that is not as long as it says"
        };
        self.spoiled(spot, what)
    }

    fn spoiled(&mut self, spot: Spot, what: &'static str) -> io::Result<Option<Record>> {
        self.spoil(spot.offset, what);
        Ok(None)
    }

    /// Reads a record's head and passes it; of one without an end only the mark is passed.
    fn head(&mut self) -> io::Result<Option<Fields>> {
        let mut wanted = 4 << 10;
        loop {
            let ahead = self.plain.ahead(wanted)?;
            if let Some(end) = head_end(ahead) {
                let first = memchr::memchr(b'\n', ahead).unwrap_or(0);
                let fields = Fields::read(&ahead[first + 1..end]);
                self.plain.pass(end);
                return Ok(Some(fields));
            }
            if ahead.len() < wanted || wanted >= LONGEST_HEAD {
                self.plain.pass(MARK.len());
                return Ok(None);
            }
            wanted *= 2;
        }
    }

    /// Passes a block and keeps its first `limit` bytes; false when it ends before its length.
    fn block(&mut self, length: u64) -> io::Result<(Vec<u8>, bool)> {
        let wanted = usize::try_from(length).unwrap_or(self.limit).min(self.limit);
        let mut kept = Vec::with_capacity(wanted.min(PIECE));
        while kept.len() < wanted {
            let piece = self.piece((wanted - kept.len()) as u64)?;
            if piece == 0 {
                return Ok((kept, false));
            }
            kept.extend_from_slice(&self.plain.ahead(piece)?[..piece]);
            self.plain.pass(piece);
        }
        let left = length - wanted as u64;
        // What is too long to be kept is likely a wrong length: it must not swallow the archive.
        let whole = left == 0 || mark(&kept).is_none() && self.pass_block(left)?;
        Ok((kept, whole))
    }

    /// Passes the rest of a block; false when another record or the end comes before.
    fn pass_block(&mut self, mut left: u64) -> io::Result<bool> {
        while left > 0 {
            let piece = self.piece(left)?;
            let found = mark(&self.plain.ahead(piece)?[..piece]);
            self.plain.pass(found.unwrap_or(piece));
            if piece == 0 || found.is_some() {
                return Ok(false);
            }
            left -= piece as u64;
        }
        Ok(true)
    }

    /// How many bytes ahead belong to a block that goes on for `left` bytes: 0 where it ends early, with the input or before a record
    /// in a member of its own.
    fn piece(&mut self, left: u64) -> io::Result<usize> {
        if self.plain.to_member(0) == Some(0) && self.plain.ahead(MARK.len())?.starts_with(MARK) {
            return Ok(0);
        }
        let ahead = self.plain.ahead(1)?.len();
        let member = self.plain.to_member(1).unwrap_or(ahead);
        Ok(ahead.min(member).min(usize::try_from(left).unwrap_or(ahead)))
    }

    /// Whether a record may end here: before empty lines and another record, a new member, or the end of a file that is not torn here.
    fn ends_here(&mut self) -> io::Result<bool> {
        let ahead = self.plain.ahead(BEHIND)?;
        let blank = blanks(ahead);
        let rest = &ahead[blank..];
        let another =
            if rest.len() < MARK.len() { !rest.is_empty() && MARK.starts_with(rest) } else { rest.starts_with(MARK) };
        let nothing = rest.is_empty();
        let member = self.plain.to_member(0).is_some_and(|next| next <= blank);
        Ok(another || member || nothing && !self.plain.is_torn())
    }

    /// Passes everything up to the next record, a hole or the end.
    fn seek_record(&mut self) -> io::Result<()> {
        loop {
            let ahead = self.plain.ahead(PIECE)?;
            let seen = ahead.len();
            if let Some(at) = mark(ahead) {
                self.plain.pass(at);
                return Ok(());
            }
            if seen < PIECE {
                self.plain.pass(seen);
                return Ok(());
            }
            self.plain.pass(seen - BEHIND);
        }
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<Record, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let item = self.read();
        self.ended |=
            matches!(&item, Ok(None)) || matches!(&item, Err(error) if !matches!(error, ReadError::Damaged(_)));
        item.transpose()
    }
}

/// Line ends at the beginning.
fn blanks(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count()
}

/// Where a head ends, its empty line included.
pub(super) fn head_end(bytes: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'\n', bytes).find_map(|at| match &bytes[at + 1..] {
        [b'\n', ..] => Some(at + 2),
        [b'\r', b'\n', ..] => Some(at + 3),
        _ => None,
    })
}

/// Where a record begins: its mark, a version, the end of the line and a field.
fn mark(bytes: &[u8]) -> Option<usize> {
    memmem::find_iter(bytes, MARK).find(|at| {
        let rest = &bytes[at + MARK.len()..];
        let version = rest.iter().take_while(|b| b.is_ascii_digit() || **b == b'.').count();
        let line = &rest[version..];
        let field = line.strip_prefix(b"\r").unwrap_or(line).strip_prefix(b"\n").and_then(<[u8]>::first);
        version > 0 && field.is_some_and(u8::is_ascii_alphabetic)
    })
}
