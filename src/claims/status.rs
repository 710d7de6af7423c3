//! Status: whether a figure is a level that the text states, and how the verb hedges it.

mod change;
mod former;
mod hedge;
mod rate;
mod unreal;

use self::change::{is_delta, joined_changes};
use self::former::{is_former, old_and_new, places_left};
use self::hedge::hedge;
use self::rate::{is_rate, shared_rates};
use self::unreal::{goes_on_unreal, unreal};
use super::clause;
use super::draft::Draft;
use super::reading::Scene;
use crate::lexicon::Role;
use crate::record::Status;

/// Sets the status of every draft and the qualifier that its verb gives. Drafts that are prices or offers are removed.
pub(super) fn judge(scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
    for draft in drafts.iter_mut() {
        hedge(scene, draft);
        draft.status = status(scene, draft);
    }
    old_and_new(scene, drafts);
    places_left(scene, drafts);
    shared_rates(scene, drafts);
    joined_changes(scene, drafts);
}

fn status(scene: &Scene<'_>, draft: &Draft) -> Status {
    let clause = clause::start(scene, draft.opens);
    let sentence = scene.sentence(scene.sentence_of(draft.tokens.start));
    if is_delta(scene, draft, clause) {
        return Status::Delta;
    }
    if is_former(scene, draft, clause) {
        return Status::Former;
    }
    if is_rate(scene, draft, clause) {
        return Status::Rate;
    }
    // What is denied of one does not deny what a relative clause says of another.
    // But «يشترط البرنامج الذي أطلقته الوزارة أن يكون …» goes on behind it.
    let goes_on = |r: &usize| !(*r..draft.opens).any(|i| matches!(scene.key(i), "ان" | "الا"));
    let relative = clause::any(scene, clause, draft.opens, Role::Relative).filter(goes_on).unwrap_or(clause);
    unreal(scene, draft, relative, &sentence)
        .or_else(|| goes_on_unreal(scene, draft, clause, &sentence))
        .unwrap_or_default()
}

/// How far before «أن» stands the verb that governs it («يتوقع المدير أن»), in tokens.
const GOVERNOR_BACK: usize = 3;
