//! The shapes of an index's keys: a cheap "surely not" before a word is hashed.
//!
//! In: keys. Out: whether a key of that shape was ever added.
//! May import: nothing.

/// Shapes fall into a grid of 64 second bytes by 64 fourth bytes: the letters of two-byte script differ there.
const GRID: usize = 64 * 64;

/// For the first two letters, which lengths occur.
#[derive(Debug, Clone)]
pub(super) struct Shapes(Vec<u16>);

impl Default for Shapes {
    fn default() -> Self {
        Self(vec![0; GRID])
    }
}

impl Shapes {
    /// Notes the shape of a key.
    pub fn add(&mut self, key: &str) {
        let (place, length) = shape(key);
        self.0[place] |= length;
    }

    /// False if no such key was added; true says nothing.
    pub fn may_hold(&self, key: &str) -> bool {
        let (place, length) = shape(key);
        self.0[place] & length != 0
    }
}

/// A place in the grid and the bit of the length there.
fn shape(key: &str) -> (usize, u16) {
    let bytes = key.as_bytes();
    let low = |at: usize| usize::from(bytes.get(at).copied().unwrap_or_default() & 63);
    (low(1) << 6 | low(3), 1 << (bytes.len() / 2).min(15))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_is_never_denied() {
        let keys = ["", "%", "km", "و", "الف", "مليون", "اربعهعشرالفا"];
        let mut shapes = Shapes::default();
        keys.iter().for_each(|key| shapes.add(key));
        assert!(keys.iter().all(|key| shapes.may_hold(key)));
    }

    #[test]
    fn other_letters_and_lengths_are_denied() {
        let mut shapes = Shapes::default();
        shapes.add("مليون");
        assert!(["قليون", "مثيون", "مليونا"].iter().all(|key| !shapes.may_hold(key)));
    }
}
