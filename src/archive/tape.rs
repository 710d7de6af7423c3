//! Bytes that are read once, with a bounded way back.

use std::io::{self, Read};

/// Bytes that are read at once.
const PIECE: usize = 128 << 10;
/// Bytes behind the place of reading that are kept: damage is noticed some way after where it is. A stored deflate block, which hides
/// whatever stands in it, has at most 64 KB.
const WAY_BACK: usize = 256 << 10;

/// An input read piece by piece.
#[derive(Debug)]
pub(super) struct Tape<R> {
    from: R,
    kept: Vec<u8>,
    at: usize,
    /// Where in the input `kept` begins.
    start: u64,
    ended: bool,
}

impl<R: Read> Tape<R> {
    pub(super) fn new(from: R) -> Self {
        Self { from, kept: Vec::new(), at: 0, start: 0, ended: false }
    }

    /// Bytes of the input before the place of reading.
    pub(super) fn offset(&self) -> u64 {
        self.start + self.at as u64
    }

    /// What follows: at least `wanted` bytes, unless the input ends before.
    pub(super) fn ahead(&mut self, wanted: usize) -> io::Result<&[u8]> {
        while self.kept.len() - self.at < wanted && !self.ended {
            self.read()?;
        }
        Ok(&self.kept[self.at..])
    }

    fn read(&mut self) -> io::Result<()> {
        let old = self.at.saturating_sub(WAY_BACK);
        if old > PIECE {
            self.kept.drain(..old);
            self.at -= old;
            self.start += old as u64;
        }
        let before = self.kept.len();
        self.ended = (&mut self.from).take(PIECE as u64).read_to_end(&mut self.kept)? == 0;
        debug_assert!(self.ended || self.kept.len() > before);
        Ok(())
    }

    /// Moves on by bytes that were seen ahead.
    pub(super) fn pass(&mut self, bytes: usize) {
        self.at = self.kept.len().min(self.at + bytes);
    }

    /// Goes back to an offset, or as near to it as is kept.
    pub(super) fn back_to(&mut self, offset: u64) {
        let at = usize::try_from(offset.saturating_sub(self.start)).unwrap_or(usize::MAX);
        self.at = self.at.min(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_long_and_bounded() {
        let input: Vec<u8> = (0..4_000_000u32).map(|n| (n / 7) as u8).collect();
        let mut tape = Tape::new(&input[..]);
        while !tape.ahead(1).unwrap().is_empty() {
            let seen = tape.ahead(10).unwrap().len();
            tape.pass(seen.min(10_000));
            assert!(tape.kept.capacity() < 2 << 20, "{}", tape.kept.capacity());
        }
        assert_eq!(tape.offset(), 4_000_000);
        tape.back_to(4_000_000 - WAY_BACK as u64);
        assert_eq!(tape.ahead(4).unwrap()[..4], input[4_000_000 - WAY_BACK..][..4]);
        tape.back_to(0);
        assert!(tape.offset() > 2_000_000);
    }
}
