//! Short texts compared by their folded words.
//!
//! In: a title, a name. Out: its words; how like two are.
//! May import: arabic.

use std::cmp::Ordering;

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

/// The share of words that two texts have in common, 0 to 1 (Dice). Both lists are sorted.
pub(super) fn likeness(a: &[u64], b: &[u64]) -> f32 {
    let (mut a, mut b) = (distinct(a).peekable(), distinct(b).peekable());
    let (mut common, mut all) = (0, 0);
    loop {
        let order = match (a.peek(), b.peek()) {
            (None, None) => break,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(left), Some(right)) => left.cmp(right),
        };
        all += usize::from(order.is_le() && a.next().is_some()) + usize::from(order.is_ge() && b.next().is_some());
        common += usize::from(order.is_eq());
    }
    2.0 * common as f32 / all.max(1) as f32
}

fn distinct(sorted: &[u64]) -> impl Iterator<Item = &u64> {
    sorted.chunk_by(|a, b| a == b).filter_map(<[u64]>::first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_counts_every_word_once() {
        let sorted = |text: &str| {
            let mut words = words(text);
            words.sort();
            words
        };
        assert_eq!(likeness(&sorted("عن المدن، عن البحر"), &sorted("عَن البحر")), 0.8);
        assert_eq!(likeness(&sorted(""), &sorted("عن")), 0.0);
        assert_eq!(likeness(&[], &[]), 0.0);
    }
}
