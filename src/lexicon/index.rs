//! An index of folded words: every word of every text is looked for here, and most are not found.
//!
//! In: keys with what they mean. Out: the meaning of a key, or quickly nothing.
//! May import: nothing.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// What folded words mean.
#[derive(Debug, Clone)]
pub struct Index<T> {
    entries: HashMap<Box<str>, T, BuildHasherDefault<WordHasher>>,
    shapes: Shapes,
    endings: Endings,
}

impl<T> Default for Index<T> {
    fn default() -> Self {
        Self { entries: HashMap::default(), shapes: Shapes::default(), endings: Endings::default() }
    }
}

impl<T> Index<T> {
    /// The meaning of a key.
    #[inline]
    pub fn get(&self, key: &str) -> Option<&T> {
        if self.shapes.may_hold(key) { self.entries.get(key) } else { None }
    }

    /// The lengths of the keys that end as a word does: of all ways to cut its front only these may be keys.
    #[inline]
    pub fn lengths(&self, word: &str) -> Lengths {
        self.endings.of(word)
    }

    /// The meaning of a key, to be written.
    pub fn entry(&mut self, key: &str) -> &mut T
    where
        T: Default,
    {
        self.shapes.add(key);
        self.endings.add(key);
        self.entries.entry(key.into()).or_default()
    }

    /// All meanings, in no order.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.entries.values_mut()
    }
}

/// Shapes fall into a grid of 64 second bytes by 64 fourth bytes: the letters of two-byte script differ there.
const GRID: usize = 64 * 64;

/// The shapes of an index's keys, a cheap "surely not" before a word is hashed: for the first two letters, which lengths occur.
#[derive(Debug, Clone)]
struct Shapes(Vec<u16>);

impl Default for Shapes {
    fn default() -> Self {
        Self(vec![0; GRID])
    }
}

impl Shapes {
    /// Notes the shape of a key.
    fn add(&mut self, key: &str) {
        let (place, length) = shape(key);
        self.0[place] |= length;
    }

    /// False if no such key was added; true says nothing.
    #[inline]
    fn may_hold(&self, key: &str) -> bool {
        let (place, length) = shape(key);
        self.0.get(place).is_some_and(|lengths| lengths & length != 0)
    }
}

/// A place in the grid and the bit of the length there.
#[inline]
fn shape(key: &str) -> (usize, u16) {
    let bytes = key.as_bytes();
    let low = |at: usize| usize::from(bytes.get(at).copied().unwrap_or_default() & 63);
    (low(1) << 6 | low(3), length(key))
}

/// The bit of a key's length.
#[inline]
fn length(key: &str) -> u16 {
    1 << (key.len() / 2).min(15)
}

/// The same grid over the last two letters: what is cut off the front of a word leaves its end as it is.
#[derive(Debug, Clone)]
struct Endings(Vec<u16>);

impl Default for Endings {
    fn default() -> Self {
        Self(vec![0; GRID])
    }
}

impl Endings {
    /// Notes the ending of a key. One of a single letter may be left of any word with that letter last.
    fn add(&mut self, key: &str) {
        let place = ending(key);
        let row = place & !63;
        let places = if key.len() < 3 { row..row + 64 } else { place..place + 1 };
        self.0[places].iter_mut().for_each(|lengths| *lengths |= length(key));
    }

    #[inline]
    fn of(&self, word: &str) -> Lengths {
        Lengths(self.0.get(ending(word)).copied().unwrap_or_default())
    }
}

/// A place in the grid: the last letter's row, the column of the one before it.
#[inline]
fn ending(key: &str) -> usize {
    let low = |byte: u8| usize::from(byte & 63);
    match key.as_bytes() {
        [.., before, _, last] => low(*last) << 6 | low(*before),
        [.., last] => low(*last) << 6,
        [] => 0,
    }
}

/// A set of lengths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lengths(u16);

impl Lengths {
    /// Whether a key may be of that length.
    #[inline]
    pub fn holds(self, key: &str) -> bool {
        self.0 & length(key) != 0
    }

    /// Whether a word may be a key once its front, at most `cut` letters, is cut off.
    #[inline]
    pub fn holds_some(self, word: &str, cut: u32) -> bool {
        let longest = length(word);
        // The last bit stands for every length above it.
        let shortest = if longest == 1 << 15 { 1 } else { longest >> cut.min(15) };
        self.0 & (longest | (longest - 1)) & !shortest.saturating_sub(1) != 0
    }
}

/// Multiply and rotate by eight bytes: for keys where a flood of collisions is no danger.
#[derive(Debug, Clone, Copy, Default)]
pub struct WordHasher(u64);

impl WordHasher {
    #[inline]
    fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for WordHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some((eight, more)) = rest.split_first_chunk() {
            self.mix(u64::from_le_bytes(*eight));
            rest = more;
        }
        if let Some((four, more)) = rest.split_first_chunk() {
            self.mix(u64::from(u32::from_le_bytes(*four)));
            rest = more;
        }
        if !rest.is_empty() {
            self.mix(rest.iter().fold(1, |word, byte| word << 8 | u64::from(*byte)));
        }
    }

    /// The end of a string needs no mark of its own: a key is one string.
    #[inline]
    fn write_u8(&mut self, _: u8) {}

    #[inline]
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_is_found() {
        let keys = ["", "%", "km", "و", "الف", "مليون", "اربعهعشرالفا"];
        let mut index = Index::default();
        keys.iter().for_each(|key| *index.entry(key) = *key);
        assert!(keys.iter().all(|key| index.get(key) == Some(key)));
        assert_eq!(index.get("ملايين"), None);
    }

    #[test]
    fn a_word_ends_as_its_stem_does() {
        let keys = ["م", "km", "كم", "الف", "مليون", "اربعهعشرالفا", "قرن"];
        let mut index = Index::default();
        keys.iter().for_each(|key| *index.entry(key) = *key);
        for key in keys {
            for front in ["", "و", "بال", "وبال"] {
                let word = format!("{front}{key}");
                let lengths = index.lengths(&word);
                assert!(lengths.holds(key) && lengths.holds_some(&word, 4), "{word}");
            }
        }
        assert!(!index.lengths("وزيتون").holds_some("وزيتون", 0));
        assert!(!index.lengths("وزارة").holds_some("وزارة", 4));
    }

    #[test]
    fn other_letters_and_lengths_are_denied_unhashed() {
        let mut shapes = Shapes::default();
        shapes.add("مليون");
        assert!(["قليون", "مثيون", "مليونا"].iter().all(|key| !shapes.may_hold(key)));
    }
}
