//! Former levels: what somebody had before, and «من … إلى».
//!
//! In: the figures of a text. Out: which of them stand no longer.
//! May import: what claims imports.

use super::super::clause;
use super::super::cue::past_quotes;
use super::super::draft::{Cue, Draft};
use super::super::reading::Scene;
use super::GOVERNOR_BACK;
use crate::lexicon::{Role, Roles};
use crate::record::{Qualifier, Status};

/// «هبطت إلى المركز الخامس، بعد أن احتلت الأول»: the place before this one, told behind it.
pub(super) fn places_left(scene: &Scene<'_>, drafts: &mut [Draft]) {
    let mut last = None;
    for draft in drafts.iter_mut().filter(|d| d.cue.is_rank()) {
        let sentence = scene.sentence_of(draft.tokens.start);
        let after = |i: usize| scene.key(i) == "بعدما" || scene.key(i) == "بعد" && scene.key(i + 1) == "ان";
        let from = draft.opens.saturating_sub(GOVERNOR_BACK + 2).max(scene.sentence(sentence).start);
        let lead = (from..draft.opens).rev().find(|i| after(*i));
        let held = lead.is_some_and(|l| (l..draft.opens).any(|i| scene.word(i).verb && scene.word(i).has(Role::Place)));
        if held && last == Some(sentence) && draft.status == Status::Stated {
            draft.status = Status::Former;
        }
        // «أفضل 100 ميناء، بعدما حل في المركز 71»: one of many, and which.
        last = Some(sentence).filter(|_| draft.cue != Cue::TopN);
    }
}

/// «بعد أن كان 4 ملايين», «بدلا من 112».
pub(super) fn is_former(scene: &Scene<'_>, draft: &Draft, clause: usize) -> bool {
    let sentence = scene.sentence(scene.sentence_of(draft.tokens.start)).start;
    let from = clause.min(draft.opens.saturating_sub(6)).max(sentence);
    // «بيسان عوض»: a name, where no figure is given instead of another one.
    let named = |i: usize| {
        let given = || scene.is_given(i);
        scene.word(i + 1).figure.is_none() && !scene.word(i + 1).hedge && given()
    };
    let former = |i: usize| scene.word(i).has(Role::Former) && scene.word(i).len > 0;
    // «كان عدد الأصوات الملغاة 1,877 صوتا»: votes are cast once.
    let votes = scene.lexicon.metric_name(draft.metric) == "votes";
    let told = |i: usize| votes && scene.key(i).trim_start_matches(['و', 'ف']).starts_with("كان");
    let cue = (from..draft.opens).rev().find(|i| former(*i) && !named(*i) && !told(*i));
    was(scene, draft, clause)
        || cue.is_some_and(|i| {
            let compares = scene.word(i).has(Role::Compare);
            let other = compares && (has_owner_after(scene, draft) || draft.opens > i + 4);
            !other && !clause::figure_between(scene, i, draft.opens)
        })
}

/// «إذ كانت في المرتبة الخامسة», «كان رابعا العام الماضي»: a place that somebody had.
fn was(scene: &Scene<'_>, draft: &Draft, clause: usize) -> bool {
    let bare = |i: usize| scene.key(i).trim_start_matches(['و', 'ف']);
    let verb = clause::last_verb(scene, clause, draft.opens).filter(|v| draft.cue.is_rank() && v + 3 >= draft.opens);
    verb.filter(|v| matches!(bare(*v), "كان" | "كانت" | "كانا" | "كانوا")).is_some_and(|v| {
        // «فيما كانت الرتبة 49 من نصيب الكويت»: the place itself is spoken of.
        let itself = v + 1 == draft.tokens.start;
        let because = v > 0 && !itself && matches!(scene.key(v - 1), "اذ" | "بعدما" | "بينما" | "فيما");
        let end = draft.tokens.end;
        let past =
            (end..end + 4).any(|i| matches!(scene.key(i), "الماضي" | "الماضيه" | "السابق" | "السابقه" | "المنصرم"));
        because || past
    })
}

/// «مقارنة بـ5 ملايين للزمالك»: the figure compared is another owner's level.
fn has_owner_after(scene: &Scene<'_>, draft: &Draft) -> bool {
    let at = past_quotes(scene, draft.tokens.end);
    let lam = scene.word(at).preposition == Some('ل')
        || scene.key(at) == "لدي"
        || scene.key(at) == "ل"
        || scene.key(at).starts_with('ل');
    lam && !scene.word(at).has(Role::RateAfter)
}

/// «من 3 إلى 5 ملايين» after a verb of movement: an old level and a new one.
pub(super) fn old_and_new(scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
    let mut split = Vec::new();
    for draft in drafts.iter_mut() {
        let clause = clause::start(scene, draft.opens);
        let moves = Roles::all(&[Role::Move, Role::Gain]);
        let moved =
            (clause..draft.opens).any(|i| scene.word(i).senses.roles.any(moves) || scene.word(i).has(Role::Delta));
        let from = clause::any(scene, draft.opens.saturating_sub(2), draft.opens + 1, Role::Preposition)
            .is_some_and(|i| scene.key(i) == "من");
        let grown = from && draft.value_high.is_some_and(|high| high >= 5.0 * draft.value) && !draft.cue.is_rank();
        // «من خمسة آلاف متابع إلى مليون» without any verb.
        let verbless = clause::last_verb(scene, clause, draft.opens).is_none() && draft.unit.is_some();
        let class = draft.cue.is_rank() && !draft.tokens.clone().any(|i| scene.key(i) == "الي");
        if (moved || grown) && draft.value_high.is_some() && !class {
            split.push(new_level(scene, draft));
        } else if (moved || verbless && goes_to_figure(scene, draft))
            && from
            && to_follows(scene, draft)
            && draft.status == Status::Stated
        {
            draft.status = Status::Former;
        }
    }
    drafts.extend(split);
    drafts.sort_by_key(|d| d.tokens.start);
}

fn to_follows(scene: &Scene<'_>, draft: &Draft) -> bool {
    let end = draft.tokens.end;
    (end..end + 6).any(|i| scene.key(i) == "الي" || scene.key(i) == "الى")
}

fn goes_to_figure(scene: &Scene<'_>, draft: &Draft) -> bool {
    let end = draft.tokens.end;
    scene.key(end) == "الي" && (end + 1..end + 4).any(|i| scene.word(i).figure.is_some())
}

/// Cuts a range in two: the old level stays in `draft`, the new one is given back.
fn new_level(scene: &Scene<'_>, draft: &mut Draft) -> Draft {
    let to = (draft.tokens.clone())
        .find(|i| matches!(scene.key(*i), "الي" | "-" | "–"))
        .map_or(draft.tokens.start, |i| i + 1);
    let high = draft.value_high.take().unwrap_or(draft.value);
    let new = Draft {
        value: high,
        tokens: to..draft.tokens.end,
        qualifier: Qualifier::Exact,
        status: Status::Stated,
        ..draft.clone()
    };
    draft.tokens.end = to.saturating_sub(1).max(draft.tokens.start + 1);
    draft.qualifier = Qualifier::Exact;
    draft.status = Status::Former;
    draft.unit = None;
    new
}
