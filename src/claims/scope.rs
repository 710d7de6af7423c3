//! Scopes: among whom a rank holds.
//!
//! In: the words around a rank. Out: those that say among whom.
//! May import: what claims imports.

use std::ops::Range;

use super::clause;
use super::cue::past_quotes;
use super::draft::{Cue, Draft};
use super::mention::{Mention, Slot};
use super::reading::Scene;
use super::subject::Cast;
use crate::lexicon::Role;

/// Among whom the rank at `at` holds: the words after it, the list of a top verb, the list named before, or what the places joined to it share.
pub(super) fn scope(scene: &Scene<'_>, cast: &Cast, drafts: &[Draft], at: usize) -> Option<String> {
    let joined = |a: &usize| {
        let next = drafts.get(a + 1).filter(|n| n.cue.is_rank() && n.tokens.start == drafts[*a].tokens.end);
        next.map(|_| a + 1)
    };
    let mut row = std::iter::successors(Some(at), joined).filter(|a| drafts[*a].cue.is_rank());
    let range = row.find_map(|a| of_rank(scene, cast, &drafts[a]))?;
    Some(scene.tokens.slice(range).to_owned()).filter(|s| !s.is_empty())
}

fn of_rank(scene: &Scene<'_>, cast: &Cast, draft: &Draft) -> Option<Range<usize>> {
    let sentence = scene.sentence(scene.sentence_of(draft.tokens.start));
    let end = draft.tokens.end;
    of_order(scene, draft, sentence.end)
        .or_else(|| scope_after(scene, past_class(scene, end, sentence.end), sentence.end))
        .or_else(|| scope_after(scene, past_all(scene, end)?, sentence.end))
        .or_else(|| listed(scene, cast, draft))
        .or_else(|| after_brackets(scene, end, sentence.end))
        .or_else(|| among_before(scene, sentence.start, draft.opens))
}

/// «على عرش العملات الأكثر تداولا في السوق», «صدارة الأندية الآسيوية»: the order that a throne or a lead is of.
fn of_order(scene: &Scene<'_>, draft: &Draft, limit: usize) -> Option<Range<usize>> {
    let end = draft.tokens.end;
    let word = scene.word(end - 1);
    let of = draft.cue == Cue::First
        && (word.has(Role::Throne) || word.has(Role::TopNoun))
        && !word.article
        && word.pronoun.is_none();
    let run = noun_run(scene, end, limit);
    (of && run > end).then(|| end..scope_after(scene, run, limit).map_or(run, |more| more.end))
}

/// «المرتبة 39 من 150 على مستوى …»: past how many there are.
fn past_all(scene: &Scene<'_>, end: usize) -> Option<usize> {
    let all = scene.word(end + 1).figure.filter(|_| scene.key(end) == "من")?;
    Some(scene.figures[all].tokens.end)
}

/// «ثاني أكثر الحسابات الحكومية متابعة في السلطنة»: past the class that the best are of.
fn past_class(scene: &Scene<'_>, end: usize, limit: usize) -> usize {
    if !scene.word(end - 1).has(Role::Superlative) {
        return end;
    }
    let run = noun_run(scene, end, limit);
    let by = scene.word(run);
    if by.unit().is_some() && by.preposition.is_none() && !by.conjunction { run + 1 } else { run }
}

/// «(المركز 17) وروما (20) في ترتيب الأندية»: the list named after a row of places in brackets.
fn after_brackets(scene: &Scene<'_>, end: usize, limit: usize) -> Option<Range<usize>> {
    let list = |i: &usize| matches!(scene.key(*i), "في" | "ضمن") && scene.word(i + 1).has(Role::ScopeHead);
    let at = (end..limit).find(list).filter(|_| scene.key(end) == ")")?;
    Some(at..noun_run(scene, at + 1, limit))
}

/// «عالميا», «عربيا وإفريقيا», «بين الحسابات الحكومية», «في ترتيب الأندية» after the rank words.
fn scope_after(scene: &Scene<'_>, end: usize, limit: usize) -> Option<Range<usize>> {
    let mut i = past_criterion(scene, past_quotes(scene, end), limit);
    let (mut from, mut to) = (None, i);
    while i < limit && !scene.starts_line(i) {
        let next = scope_piece(scene, i, limit)?.max(i);
        if next == i {
            break;
        }
        from = from.or(Some(i));
        (i, to) = (next, next);
        i = past_quotes(scene, i);
    }
    from.map(|f| f..to)
}

/// «أولا في مستخدمي تيك توك عربيا»: what the order is by stands before its scope.
fn past_criterion(scene: &Scene<'_>, i: usize, limit: usize) -> usize {
    let by = scene.key(i) == "في" && (scene.measures(i + 1) || scene.word(i + 1).has(Role::Total));
    let end = if by { noun_run(scene, i + 1, limit) } else { i };
    if scene.word(end).has(Role::Scope) { end } else { i }
}

/// One piece of a scope at `i`; where it ends, or `i` when there is none.
fn scope_piece(scene: &Scene<'_>, i: usize, limit: usize) -> Option<usize> {
    let word = scene.word(i);
    if word.has(Role::Scope) {
        return Some(i + word.len.max(1));
    }
    let listed = |at: usize| scene.word(at).has(Role::ScopeHead) || scene.word(at).has(Role::Superlative);
    let somewhere = scene.key(i) == "في"
        && scene.is_nominal(i + 1)
        && (scene.word(i + 1).has(Role::ScopeHead) || !scene.word(i + 1).has(Role::Report))
        && scene.word(i + 1).senses.platform.is_none()
        && !scene.word(i + 1).senses.platform_head;
    let place = matches!(scene.key(i), "في" | "علي" | "ضمن" | "ب") && listed(i + 1) || somewhere;
    let among = word.has(Role::Among) || scene.key(i) == "من" && scene.key(i + 1) == "بين";
    if !(place || among) {
        return Some(i);
    }
    let mut from = i + word.len.max(1);
    // «بين كل الجامعات العربية»
    from += usize::from(among && matches!(scene.key(from), "كل" | "جميع" | "كافه" | "ساير"));
    if let Some(figure) = scene.word(from).figure {
        from = scene.figures[figure].tokens.end;
    }
    Some(noun_run(scene, from, limit))
}

/// A noun phrase with its superlatives and what they are by: «الحسابات الحكومية الأعلى أداء».
fn noun_run(scene: &Scene<'_>, from: usize, limit: usize) -> usize {
    let mut i = from;
    while i < limit && !scene.starts_line(i) {
        let word = scene.word(i);
        let accusative = i > from && scene.word(i - 1).has(Role::Superlative);
        let noun = scene.is_nominal(i)
            || scene.is_quote(i) && i > from
            || word.metric().is_some() && word.figure.is_none() && word.preposition.is_none();
        if !(noun && !word.conjunction || accusative) {
            break;
        }
        i += word.len.max(1);
    }
    i
}

/// How far behind a verb of the first place its list may stand, in tokens.
const FARTHEST_LIST: usize = 6;

/// The list that a verb of the first place heads: «تصدر رونالدو قائمة …», «تتصدر الوزارات الأكثر تفاعلا».
fn listed(scene: &Scene<'_>, cast: &Cast, draft: &Draft) -> Option<Range<usize>> {
    let end = draft.tokens.end;
    let sentence = scene.sentence_of(end.saturating_sub(1));
    let limit = scene.sentence(sentence).end;
    if draft.cue != Cue::First {
        return None;
    }
    let near = end..=end + FARTHEST_LIST;
    let list = |m: &&Mention| near.contains(&m.tokens.start) && matches!(m.slot, Slot::Scope | Slot::Object);
    let mention = cast.of_sentence(sentence).map(|m| &cast.mentions[m]).find(list);
    // «قائمة الأكثر استماعا»: the best by themselves are no mention.
    let head = |i: &usize| {
        scene.word(*i).has(Role::ScopeHead) || scene.word(*i).has(Role::Superlative) && scene.word(*i).article
    };
    let head = near.take_while(|i| *i < limit).find(head);
    let from = mention.map(|m| m.tokens.start).into_iter().chain(head).min()?;
    // «المتصدر بـ19 نقطة», «بعد تصدرها سباق»: a figure or another verb parts the list from this verb.
    let parted = (end..from).any(|i| scene.word(i).figure.is_some() || scene.word(i).has(Role::Top));
    if parted {
        return None;
    }
    let run =
        noun_run(scene, from, limit).max(mention.filter(|m| m.tokens.start == from).map_or(from, |m| m.tokens.end));
    Some(from..scope_after(scene, run, limit).map_or(run, |more| more.end))
}

/// «في تصنيف QS», «على قائمة …» before the rank.
fn among_before(scene: &Scene<'_>, start: usize, end: usize) -> Option<Range<usize>> {
    let clause = clause::start(scene, end);
    let at = (start..end).rev().find(|i| {
        let word = scene.word(*i);
        let next = scene.word(i + 1);
        let list = next.has(Role::ScopeHead) && !next.has(Role::TopNoun) && !next.article;
        list && matches!(scene.key(*i), "في" | "علي" | "ضمن" | "وفي" | "وضمن") || word.has(Role::Among) && word.len > 1
    })?;
    let to = noun_run(scene, at + scene.word(at).len.max(1), end);
    (to > at + scene.word(at).len.max(1) && (at >= clause || at <= start + 1)).then_some(at..to)
}
