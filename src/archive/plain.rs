//! The plain bytes of an archive, whatever it is packed in: nothing, a gzip member a record, or one gzip for all.

use std::collections::VecDeque;
use std::io::{self, Read};

use flate2::{Decompress, FlushDecompress, Status};
use memchr::memmem;

use super::tape::Tape;

/// How a gzip member begins: its two magic bytes and the only method there is.
const MAGIC: &[u8] = b"\x1f\x8b\x08";
/// Bytes that are unpacked at once.
const PIECE: usize = 64 << 10;
/// Bytes in which the first record or member is looked for where an archive begins with neither.
const HEAD: usize = 1 << 20;
/// Packed and unpacked bytes of a would-be member that must make sense: chance does not get so far.
const TRIAL: (usize, usize) = (4096, 512);
/// The widest window of gzip.
const WINDOW: u8 = 15;

/// Where a byte stands: the offset in the file of its member, or of itself where nothing is packed, and how far it is inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Spot {
    pub(super) offset: u64,
    pub(super) within: u64,
}

/// Bytes that could not be unpacked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hole {
    pub(super) offset: u64,
    pub(super) what: &'static str,
    /// Whether it is inside a member, so that what came out of that member cannot be trusted either.
    pub(super) torn: bool,
}

#[derive(Debug, Clone, Copy)]
struct Start {
    position: u64,
    offset: u64,
    packed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    Unknown,
    None,
    Gzip,
}

/// Unpacks an input as it is read.
#[derive(Debug)]
pub(super) struct Plain<R> {
    tape: Tape<R>,
    packing: Packing,
    inflate: Decompress,
    /// Where the member being unpacked begins.
    member: Option<u64>,
    bytes: Vec<u8>,
    at: usize,
    /// How many plain bytes there were before `bytes`.
    base: u64,
    starts: VecDeque<Start>,
    hole: Option<Hole>,
}

impl<R: Read> Plain<R> {
    pub(super) fn new(from: R) -> Self {
        Self {
            tape: Tape::new(from),
            packing: Packing::Unknown,
            inflate: Decompress::new_gzip(WINDOW),
            member: None,
            bytes: Vec::new(),
            at: 0,
            base: 0,
            starts: VecDeque::new(),
            hole: None,
        }
    }

    /// Plain bytes before the place of reading.
    pub(super) fn position(&self) -> u64 {
        self.base + self.at as u64
    }

    /// What follows: at least `wanted` bytes, unless the input ends or a hole comes before.
    pub(super) fn ahead(&mut self, wanted: usize) -> io::Result<&[u8]> {
        while self.bytes.len() - self.at < wanted && self.hole.is_none() && self.grow()? {}
        Ok(&self.bytes[self.at..])
    }

    /// Moves on by bytes that were seen ahead.
    pub(super) fn pass(&mut self, bytes: usize) {
        self.at = self.bytes.len().min(self.at + bytes);
    }

    /// Puts back bytes that were just passed.
    pub(super) fn put_back(&mut self, passed: &[u8]) {
        self.base = self.position() - passed.len() as u64;
        self.bytes.splice(..self.at, passed.iter().copied());
        self.at = 0;
    }

    /// The hole behind the bytes seen ahead, if there is one; taking it, one goes on behind it.
    pub(super) fn take_hole(&mut self) -> Option<Hole> {
        self.hole.take()
    }

    /// Whether what follows the bytes seen ahead is a hole inside their own member.
    pub(super) fn is_torn(&self) -> bool {
        self.hole.as_ref().is_some_and(|hole| hole.torn)
    }

    /// Where the next byte stands.
    pub(super) fn spot(&self) -> Spot {
        let position = self.position();
        let start = self.starts.iter().rev().find(|start| start.position <= position).or(self.starts.front());
        let Some(Start { position: from, offset, packed }) = start.copied() else { return Spot::default() };
        let inside = position.saturating_sub(from);
        if packed { Spot { offset, within: inside } } else { Spot { offset: offset + inside, within: 0 } }
    }

    /// How many bytes there are, `least` or more, to where a member begins, if one does among those seen ahead.
    pub(super) fn to_member(&self, least: usize) -> Option<usize> {
        let position = self.position() + least as u64;
        let next = self.starts.iter().find(|start| start.packed && start.position >= position)?;
        usize::try_from(next.position - self.position()).ok()
    }

    /// Unpacks some more; false at the end and at a hole.
    fn grow(&mut self) -> io::Result<bool> {
        self.forget();
        match self.member {
            Some(start) => self.unpack(start),
            None => self.begin(),
        }
    }

    /// Lets go of bytes that were passed.
    fn forget(&mut self) {
        if self.at > PIECE {
            self.bytes.drain(..self.at);
            self.base += self.at as u64;
            self.at = 0;
        }
        while self.starts.get(1).is_some_and(|next| next.position <= self.base) {
            self.starts.pop_front();
        }
    }

    fn unpack(&mut self, start: u64) -> io::Result<bool> {
        let packed = self.tape.ahead(1)?;
        if packed.is_empty() {
            return Ok(self.torn(start, "a gzip member that is cut off"));
        }
        self.bytes.reserve(PIECE);
        let before = self.inflate.total_in();
        let outcome = self.inflate.decompress_vec(packed, &mut self.bytes, FlushDecompress::None);
        self.tape.pass((self.inflate.total_in() - before) as usize);
        match outcome {
            Ok(Status::StreamEnd) => self.member = None,
            Ok(_) => {}
            Err(_) => {
                self.tape.back_to(start + 1);
                self.seek_member()?;
                return Ok(self.torn(start, "a damaged gzip member"));
            }
        }
        Ok(true)
    }

    fn torn(&mut self, offset: u64, what: &'static str) -> bool {
        self.member = None;
        self.hole = Some(Hole { offset, what, torn: true });
        false
    }

    /// At the beginning, and where a member has ended.
    fn begin(&mut self) -> io::Result<bool> {
        if self.packing == Packing::Unknown {
            self.packing = self.look()?;
        }
        if self.packing == Packing::None {
            return self.copy();
        }
        let offset = self.tape.offset();
        let ahead = self.tape.ahead(MAGIC.len())?;
        if ahead.starts_with(MAGIC) {
            self.inflate = Decompress::new_gzip(WINDOW);
            self.member = Some(offset);
            self.start(offset, true);
            return Ok(true);
        }
        if ahead.is_empty() {
            return Ok(false);
        }
        self.seek_member()?;
        self.hole = Some(Hole { offset, what: "bytes that are no gzip member", torn: false });
        Ok(false)
    }

    fn start(&mut self, offset: u64, packed: bool) {
        let position = self.base + self.bytes.len() as u64;
        self.starts.push_back(Start { position, offset, packed });
    }

    /// What the input is packed in, by how it begins.
    fn look(&mut self) -> io::Result<Packing> {
        let head = self.tape.ahead(HEAD)?;
        let record = memmem::find(head, b"WARC/").unwrap_or(head.len());
        let member = memmem::find_iter(head, MAGIC).find(|at| is_member(&head[*at..]));
        let packing = if member.is_some_and(|at| at < record) { Packing::Gzip } else { Packing::None };
        if packing == Packing::None {
            self.start(0, false);
        }
        Ok(packing)
    }

    fn copy(&mut self) -> io::Result<bool> {
        let ahead = self.tape.ahead(1)?;
        let length = ahead.len().min(PIECE);
        self.bytes.extend_from_slice(&ahead[..length]);
        self.tape.pass(length);
        Ok(length > 0)
    }

    /// Goes to the next beginning of a member that can be unpacked, or to the end.
    fn seek_member(&mut self) -> io::Result<()> {
        loop {
            let ahead = self.tape.ahead(TRIAL.0)?;
            if ahead.len() < MAGIC.len() {
                let rest = ahead.len();
                self.tape.pass(rest);
                return Ok(());
            }
            // Only so far as there is enough behind a place to try it.
            let tried = ahead.len().saturating_sub(TRIAL.0).max(1);
            let found = memmem::find_iter(&ahead[..ahead.len().min(tried + MAGIC.len() - 1)], MAGIC)
                .find(|at| is_member(&ahead[*at..]));
            self.tape.pass(found.unwrap_or(tried));
            if found.is_some() {
                return Ok(());
            }
        }
    }
}

/// Whether a gzip member begins here.
fn is_member(packed: &[u8]) -> bool {
    let mut unpacked = [0; TRIAL.1];
    let mut inflate = Decompress::new_gzip(WINDOW);
    let outcome = inflate.decompress(&packed[..packed.len().min(TRIAL.0)], &mut unpacked, FlushDecompress::None);
    outcome.is_ok() && inflate.total_out() > 0
}
