//! Short texts compared by their folded words.
//!
//! In: a title, a name. Out: its words; how like two are.
//! May import: arabic.

use std::collections::HashSet;

use crate::arabic::{fold, is_alphanumeric};

/// The folded words of a text, marks left out.
pub(super) fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    folded.split(|c: char| !is_alphanumeric(c)).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// The share of words that two texts have in common, 0 to 1 (Dice).
pub(super) fn likeness(a: &[String], b: &[String]) -> f32 {
    let (a, b): (HashSet<&str>, HashSet<&str>) =
        (a.iter().map(String::as_str).collect(), b.iter().map(String::as_str).collect());
    let common = a.intersection(&b).count();
    2.0 * common as f32 / (a.len() + b.len()).max(1) as f32
}
