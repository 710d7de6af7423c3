//! Rows: names that و joins under one head or behind their figures: «جامعات الرباط والجديدة», «الجزيرة (3390) والنيلين (3871)».
//!
//! In: a word that no name could open by itself. Out: whether its place in a row makes it one.
//! May import: what claims imports.

use super::super::reading::Scene;
use super::is_many;
use crate::lexicon::Head;

/// How far back the head of a row stands, in tokens.
const LONGEST_ROW: usize = 10;

/// Whether the word at `i` stands in a row of names.
pub(super) fn in_row(scene: &Scene<'_>, i: usize) -> bool {
    let word = scene.word(i);
    // What و joins to a word with the article has its own: «الخرطوم والنيلين», «الرباط والجديدة».
    let joined = word.conjunction && word.figure.is_none() && !word.hedge && !scene.starts_line(i);
    joined && scene.key(i).starts_with("وال") && (is_bracketed_item(scene, i) || has_plural_head(scene, i))
}

/// «الملك عبدالله للعلوم والتقنية (215)»: what a body is for, when its place in brackets follows.
pub(super) fn is_numbered_field(scene: &Scene<'_>, i: usize) -> bool {
    let field = scene.word(i).preposition == Some('ل') && scene.word(i).article && scene.head(i).is_none();
    let pair = scene.word(i + 1).conjunction && scene.word(i + 1).article;
    field && has_number(scene, i + 1 + usize::from(pair))
}

/// «(215)»: a number alone in brackets.
pub(super) fn has_number(scene: &Scene<'_>, i: usize) -> bool {
    scene.key(i) == "(" && scene.word(i + 1).figure.is_some() && scene.key(i + 2) == ")"
}

/// «… (3390) والنيلين (3871)»: between two figures in brackets.
fn is_bracketed_item(scene: &Scene<'_>, i: usize) -> bool {
    let before = i > 2 && scene.key(i - 1) == ")" && scene.word(i - 2).figure.is_some();
    before && scene.key(i + 1) == "(" && scene.word(i + 2).figure.is_some()
}

/// «جامعات الخرطوم والجزيرة والنيلين»: several bodies under one head, each by one word.
fn has_plural_head(scene: &Scene<'_>, i: usize) -> bool {
    let back = (i.saturating_sub(LONGEST_ROW)..i).rev();
    let item = |at: &usize| {
        let word = scene.word(*at);
        let plain = !word.verb && word.figure.is_none() && !scene.is_mark(*at) && word.preposition.is_none();
        plain && (word.conjunction || at.checked_sub(1).is_some_and(|before| is_head(scene, before)))
    };
    let head = back.clone().find(|at| !item(at)).filter(|at| at + 1 < i);
    head.is_some_and(|at| is_head(scene, at))
}

fn is_head(scene: &Scene<'_>, i: usize) -> bool {
    let word = scene.word(i);
    let body = matches!(word.senses.head, Some(Head::Organisation | Head::Account));
    body && !word.article && word.pronoun.is_none() && is_many(scene, i)
}
