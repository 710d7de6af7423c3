//! The hedge that a verb, a negation or words behind the unit give a figure.
//!
//! In: a figure. Out: its qualifier, set where its own words give none.
//! May import: what claims imports.

use super::super::clause;
use super::super::cue::past_quotes;
use super::super::draft::Draft;
use super::super::reading::Scene;
use crate::lexicon::Role;
use crate::record::Qualifier;

/// «لا يقل», «لم يتجاوز»: the qualifier that a negated verb gives.
pub(super) fn bound_verb(scene: &Scene<'_>, negation: usize, limit: usize) -> Option<Qualifier> {
    let verb = negation + 1;
    let key = scene.key(verb);
    let less = matches!(key, "يقل" | "تقل" | "يقلون");
    let word = scene.word(verb);
    let more = word.has(Role::Exceed)
        || matches!(key, "يزيد" | "تزيد" | "يزيدون" | "يزد" | "تزد" | "يتعد" | "تتعد" | "يتخط" | "تتخط");
    // «لا يزيدون على 7 ملايين»: the verb may be the figure's own hedge.
    let more = more && (verb < limit || word.hedge);
    match (less, more) {
        (true, _) => Some(Qualifier::AtLeast),
        (_, true) => Some(Qualifier::AtMost),
        _ => None,
    }
}

/// The hedge of a verb or of words after the unit, where the figure itself is bare.
pub(super) fn hedge(scene: &Scene<'_>, draft: &mut Draft) {
    if draft.cue.is_rank() || draft.value_high.is_some() {
        return;
    }
    let start = clause::start(scene, draft.opens);
    let clause = start..draft.opens;
    let negation = clause.clone().rev().find(|i| scene.word(*i).has(Role::Negation));
    let negation = negation.filter(|i| !clause::figure_between(scene, *i, draft.opens));
    if let Some(bound) = negation.and_then(|i| bound_verb(scene, i, draft.opens)) {
        draft.qualifier = bound;
        return;
    }
    if draft.qualifier != Qualifier::Exact {
        return;
    }
    if let Some(before) = hedge_before(scene, draft) {
        draft.qualifier = before;
    } else if let Some(after) = hedge_after(scene, draft) {
        draft.qualifier = after;
    } else if let Some(verb) = clause::last_verb(scene, start, draft.opens)
        .filter(|v| !clause::count_between(scene, *v, draft.opens) && !brackets_apart(scene, *v, draft.opens))
    {
        draft.qualifier = hedge_of_verb(scene, verb, draft.opens);
    }
}

/// «تجاوز أسماء لامعة مثل فلان (81 مليون متابع)»: no verb before the bracket is said of what stands in it.
fn brackets_apart(scene: &Scene<'_>, verb: usize, opens: usize) -> bool {
    let last = (verb..=opens).rev().find(|i| matches!(scene.key(*i), "(" | ")"));
    last.is_some_and(|i| scene.key(i) == "(")
}

fn hedge_of_verb(scene: &Scene<'_>, verb: usize, opens: usize) -> Qualifier {
    let word = scene.word(verb);
    let key = scene.key(verb);
    let grows = matches!(key.trim_start_matches(['و', 'ف']), "يزيد" | "تزيد" | "زاد" | "زادت" | "يربو" | "تربو");
    let on = opens > 0 && (verb..=opens).any(|i| matches!(scene.key(i), "علي" | "عن"));
    match () {
        () if word.has(Role::Exceed) && !is_other_object(scene, verb, opens) => Qualifier::MoreThan,
        () if grows && on => Qualifier::MoreThan,
        () if word.has(Role::Nearly) => Qualifier::About,
        () => Qualifier::Exact,
    }
}

/// «تجاوز منافسه بـ5 ملايين»: the verb's object is not the figure.
fn is_other_object(scene: &Scene<'_>, verb: usize, opens: usize) -> bool {
    opens > verb + 1 && clause::by_ba(scene, opens, opens)
}

/// «وأكثر من» right before the figure.
fn hedge_before(scene: &Scene<'_>, draft: &Draft) -> Option<Qualifier> {
    let from = draft.tokens.start.checked_sub(2).filter(|i| scene.key(i + 1) == "من")?;
    match scene.key(from).trim_start_matches(['و', 'ف', 'ب', 'ل']) {
        "اكثر" | "ازيد" => Some(Qualifier::MoreThan),
        "اقل" => Some(Qualifier::LessThan),
        _ => None,
    }
}

/// «على الأقل», «تقريبا», «كحد أقصى» after the unit.
fn hedge_after(scene: &Scene<'_>, draft: &Draft) -> Option<Qualifier> {
    let at = past_quotes(scene, draft.tokens.end);
    let pair = (scene.key(at), scene.key(at + 1));
    match pair {
        ("علي", "الاقل") | ("كحد" | "بحد", "ادني") => Some(Qualifier::AtLeast),
        ("علي", "الاكثر") | ("كحد" | "بحد", "اقصي") => Some(Qualifier::AtMost),
        ("تقريبا", _) => Some(Qualifier::About),
        ("فاكثر" | "فما", _) => Some(Qualifier::AtLeast),
        ("الا", "قليلا") => Some(Qualifier::LessThan),
        _ => None,
    }
}
