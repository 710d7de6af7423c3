//! Short texts compared by their folded words.
//!
//! In: a title, a name. Out: its words; how like two are.
//! May import: arabic.

use crate::arabic::{each_word, fold, is_alphanumeric};

/// The words of a text as hashes of their folded spelling, marks left out.
pub(super) fn words(text: &str) -> Vec<u64> {
    let mut words = Vec::new();
    each_word(text, |word| words.push(word));
    words
}

/// How many words a text has.
pub(super) fn count(text: &str) -> usize {
    let mut count = 0;
    each_word(text, |_| count += 1);
    count
}

/// The folded words of a text, run together.
pub(super) fn letters(text: &str) -> String {
    let mut folded = fold(text);
    folded.retain(is_alphanumeric);
    folded
}

/// The distinct words of a text, sorted.
pub(super) fn vocabulary(text: &str) -> Vec<u64> {
    let mut words = words(text);
    words.sort_unstable();
    words.dedup();
    words
}

/// The share of words that two vocabularies have in common, 0 to 1 (Dice).
pub(super) fn likeness(a: &[u64], b: &[u64]) -> f32 {
    let (mut left, mut right, mut common) = (0, 0, 0);
    while let (Some(one), Some(other)) = (a.get(left), b.get(right)) {
        let order = one.cmp(other);
        left += usize::from(order.is_le());
        right += usize::from(order.is_ge());
        common += usize::from(order.is_eq());
    }
    2.0 * common as f32 / (a.len() + b.len()).max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_counts_every_word_once() {
        assert_eq!(likeness(&vocabulary("عن المدن، عن البحر"), &vocabulary("عَن البحر")), 0.8);
        assert_eq!(likeness(&vocabulary(""), &vocabulary("عن")), 0.0);
        assert_eq!(likeness(&[], &[]), 0.0);
    }
}
