//! Adjectives with a noun of their own: what they say of a name is no part of it.
//!
//! In: a place behind the head of a name. Out: where the adjective ends.
//! May import: what claims imports.

use super::reading::Scene;
use crate::lexicon::{Head, Role, Roles};

/// «المنتهية ولايته», «المثير للجدل», «البالغ من العمر 30 عاما»: where an adjective with a noun of its own ends, which says something of a
/// name without being part of it.
pub(super) fn described(scene: &Scene<'_>, i: usize) -> Option<usize> {
    let (key, next) = (scene.key(i), scene.word(i + 1));
    if !key.starts_with("ال") || scene.starts_line(i + 1) {
        return None;
    }
    if matches!(key, "المثير" | "المثيره") && scene.key(i + 1).starts_with("لل") {
        return Some(i + 2);
    }
    let age = match scene.key(i + 1) {
        "عمره" | "عمرها" => Some(i + 2),
        "من" if scene.key(i + 2) == "العمر" => Some(i + 3),
        _ => None,
    };
    if let Some(years) = age.filter(|_| key.starts_with("البالغ")) {
        let figure = scene.word(years).figure.map(|f| &scene.figures[f]);
        return figure.map(|f| f.tokens.end);
    }
    let (raw, letters) = (scene.tokens.raw(i + 1), scene.letters(i + 1));
    let owned = letters >= 4 && (raw.ends_with('ه') || raw.ends_with("ها")) && !scene.key(i + 1).ends_with("لله");
    let participle = key.starts_with("الم") && scene.head(i).is_none() && scene.word(i).figure.is_none();
    let noun = !next.article && !next.verb && next.metric().is_none() && next.preposition.is_none();
    // «ولايته» is a term of office before it is a state.
    let noun = noun && matches!(next.senses.head, None | Some(Head::Organisation)) && !next.senses.roles.any(MEASURED);
    let listed = scene.is_given(i + 1);
    (participle && owned && noun && !listed && !super::phrase::names_holder(scene, i + 1)).then_some(i + 2)
}

/// What is measured is no quality: «البالغ عددهم».
const MEASURED: Roles = Roles::all(&[Role::Total, Role::Preposition, Role::Adverb, Role::Whole]);

/// Whether a name goes on at `i`.
fn names_on(scene: &Scene<'_>, i: usize, limit: usize) -> bool {
    i < limit && scene.is_nominal(i) && !scene.starts_line(i) && !scene.word(i).conjunction && !scene.word(i).article
}

/// Where such an adjective at `i` ends, when a name goes on behind it.
pub(super) fn described_name(scene: &Scene<'_>, i: usize, limit: usize) -> Option<usize> {
    described(scene, i).filter(|end| names_on(scene, *end, limit))
}
