//! Short texts compared by their folded words.
//!
//! In: a title, a name. Out: its words; how like two are.
//! May import: arabic.

use std::cmp::Ordering;

use crate::arabic::{fold, is_alphanumeric};

/// The folded words of a text, marks left out.
pub(super) fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    folded.split(|c: char| !is_alphanumeric(c)).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// The folded words of a text, run together.
pub(super) fn letters(text: &str) -> String {
    let mut folded = fold(text);
    folded.retain(is_alphanumeric);
    folded
}

/// The share of words that two texts have in common, 0 to 1 (Dice). Both lists are sorted.
pub(super) fn likeness(a: &[String], b: &[String]) -> f32 {
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

fn distinct(sorted: &[String]) -> impl Iterator<Item = &String> {
    sorted.chunk_by(|a, b| a == b).filter_map(<[String]>::first)
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
