//! Figures without any cue in their sentence: what their line, the list or its lead-in speaks of.
//!
//! In: the figures bound so far. Out: the same, with those bound that the line settles.
//! May import: what claims imports.

use std::ops::Range;

use super::super::draft::{Cue, Draft};
use super::super::reading::Scene;
use super::super::{clause, cue};
use super::{Unbound, draft, is_weighty};
use crate::lexicon::{Head, MetricId, Role};
use crate::numbers::Quantity;

/// How many figures back or on a metric is looked for.
const FIGURES_BACK: usize = 24;

/// Longest name of an item before its colon, in tokens.
const LONGEST_ITEM: usize = 8;

/// How many lines above a list its lead-in is looked for.
const LIST_LINES: usize = 15;

/// Figures without any cue in their sentence take the metric spoken of in their line.
pub(super) fn settle(scene: &Scene<'_>, bound: &mut [Option<Result<Draft, Unbound>>], ranks: &[Draft]) {
    for at in 0..bound.len() {
        let open = matches!(bound[at], Some(Err(Unbound::NoCue))) && is_weighty(scene, &scene.figures[at]);
        if let Some(draft) = open.then(|| from_line(scene, bound, at, ranks)).flatten() {
            bound[at] = Some(Ok(draft));
        }
    }
}

pub(super) fn from_line(
    scene: &Scene<'_>,
    bound: &[Option<Result<Draft, Unbound>>],
    at: usize,
    ranks: &[Draft],
) -> Option<Draft> {
    let figure = &scene.figures[at];
    let line = scene.line(figure.tokens.start);
    let social = |d: &&Draft| !scene.lexicon.is_generic(d.metric) && line.contains(&d.tokens.start);
    let drafts = |range: Range<usize>| bound[range].iter().filter_map(|b| b.as_ref()?.as_ref().ok());
    let earlier = drafts(at.saturating_sub(FIGURES_BACK)..at).rev().find(social).map(|d| (d.metric, Cue::Elided));
    let lead = || {
        let governor = cue::governor(scene, line.start, figure.tokens.start).map(|g| (g.metric, Cue::Elided));
        governor.filter(|(m, _)| !(scene.lexicon.is_generic(*m) && reached(scene, figure.tokens.start)))
    };
    let later = || drafts(at + 1..bound.len().min(at + FIGURES_BACK)).find(social).map(|d| (d.metric, Cue::Later));
    // «عدد حضور الدورة ناهز 400 ألف»: it counts what it says.
    let start = clause::start(scene, figure.tokens.start);
    let total = clause::any(scene, start, figure.tokens.start, Role::Total);
    let named =
        total.is_some_and(|t| !scene.is_definite(t) && scene.word(t).pronoun.is_none() && scene.is_nominal(t + 1));
    if named && governor_free(scene, start, figure.tokens.start) {
        return None;
    }
    let (metric, cue) = earlier
        .or_else(lead)
        .or_else(|| bullet_before(scene, bound, at))
        .or_else(|| passed_on(scene, bound, at))
        .or_else(later)
        .or_else(|| lead_in(scene, line.start))
        .or_else(|| assumed(scene, figure, ranks))?;
    (!scene.lexicon.is_generic(metric)).then(|| draft(scene, figure, metric, None, cue))
}

/// Whether no metric's noun or verb stands between two tokens.
fn governor_free(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    cue::governor(scene, from, to).is_none()
}

/// «- منصة …: 25 مليون مستخدم» and below it «- منصة …: 28 مليونا»: items of a list count the same.
pub(super) fn bullet_before(
    scene: &Scene<'_>,
    bound: &[Option<Result<Draft, Unbound>>],
    at: usize,
) -> Option<(MetricId, Cue)> {
    let line = scene.line(scene.figures[at].tokens.start);
    let above = scene.line(line.start.checked_sub(1)?);
    let bullet = |i: usize| matches!(scene.key(i), "•" | "-" | "–" | "*" | "●" | "▪" | "◾");
    let numeral = |i: usize| {
        let digits = scene.key(i).len() <= 2 && scene.key(i).bytes().all(|b| b.is_ascii_digit());
        digits && matches!(scene.key(i + 1), "-" | "–" | "." | ")")
    };
    let numbered = numeral(line.start) && numeral(above.start);
    let opens = line.start + usize::from(numbered);
    let first = |f: &Quantity| !scene.figures_in(&(opens..f.tokens.start)).iter().any(|q| q.number().is_some());
    let alike = bullet(line.start) && scene.key(line.start) == scene.key(above.start);
    // «النادي الإفريقي: 1,3 مليون» below «الترجي: 1,9 مليون متابع»
    let named = |range: &Range<usize>| {
        let colon = (range.start + 1..range.end.min(range.start + LONGEST_ITEM)).find(|i| scene.key(*i) == ":");
        colon.is_some_and(|c| scene.word(c + 1).figure.is_some() && (range.start..c).all(|i| !scene.word(i).verb))
    };
    let same = (alike || numbered || named(&line) && named(&above)) && first(&scene.figures[at]);
    let mut drafts = bound[..at].iter().rev().take(FIGURES_BACK).filter_map(|b| b.as_ref()?.as_ref().ok());
    let first = drafts.rfind(|d| above.contains(&d.tokens.start)).filter(|_| same)?;
    (!scene.lexicon.is_generic(first.metric)).then_some((first.metric, Cue::Elided))
}

/// «… جمعت 18 مليون تفاعل.» and on the next line «وجاءت … خلفها بـ16 مليونا»: who comes behind has of the same.
fn passed_on(scene: &Scene<'_>, bound: &[Option<Result<Draft, Unbound>>], at: usize) -> Option<(MetricId, Cue)> {
    let first = scene.figures[at].tokens.start;
    let (sentence, line) = (scene.sentence(scene.sentence_of(first)), scene.line(first));
    let above = scene.line(line.start.checked_sub(1)?);
    let verb = (sentence.start..first).find(|i| scene.word(*i).verb)?;
    let placed = scene.word(verb).has(Role::Place) || scene.word(verb).has(Role::Follow);
    let behind = (verb..first).any(|i| scene.word(i).has(Role::Behind) || scene.word(i).has(Role::Follow));
    let opens = clause::opening(scene, &scene.figures[at]);
    let by = clause::by_ba(scene, opens, first.saturating_sub(1)) && sentence.start == line.start && verb == line.start;
    let mut drafts = bound[..at].iter().rev().take(FIGURES_BACK).filter_map(|b| b.as_ref()?.as_ref().ok());
    let last = drafts.find(|d| above.contains(&d.tokens.start) && !scene.lexicon.is_generic(d.metric))?;
    // «وحل الهلال ثانيا بـ10.9 مليون»
    let ranked = (verb..first).any(|i| scene.word(i).rank);
    (placed && (behind || ranked) && by).then_some((last.metric, Cue::Elided))
}

/// A ranking of accounts on a platform that never says what it counts counts followers, and so does what an account reaches: «حساب … تجاوز
/// المليون».
pub(super) fn assumed(scene: &Scene<'_>, figure: &Quantity, ranks: &[Draft]) -> Option<(MetricId, Cue)> {
    let first = figure.tokens.start;
    let sentence = scene.sentence(scene.sentence_of(first));
    let ranked = ranks.iter().any(|r| sentence.contains(&r.tokens.start) && r.tokens.start < first);
    let platform =
        sentence.clone().any(|i| scene.platform(i).is_some_and(|p| scene.lexicon.platform_name(p).is_some()));
    let opens = clause::opening(scene, figure);
    let by_ba = clause::by_ba(scene, opens, first.saturating_sub(1));
    let bare = cue::after(scene, figure.tokens.end) == cue::After::Nothing;
    let metric = scene.lexicon.metric("followers")?;
    (platform && bare && (ranked && by_ba || reached(scene, first))).then_some((metric, Cue::Assumed))
}

/// Whether the figure is what an account's page, named at the head of the clause, passes or reaches.
pub(super) fn reached(scene: &Scene<'_>, figure: usize) -> bool {
    let start = clause::start(scene, figure);
    let verb = clause::last_verb(scene, start, figure).filter(|v| scene.word(*v).has(Role::Exceed));
    let account = |i: usize| {
        let key = super::super::anaphora::bare_key(scene, i);
        scene.head(i) == Some(Head::Account) && matches!(key, "حساب" | "صفحه" | "حسابه" | "حسابها" | "صفحته" | "صفحتها")
    };
    verb.is_some_and(|v| figure - v <= 3 && (start..v).any(account))
}

/// The lines of a list take the metric of the line that leads in to them and ends in a colon.
pub(super) fn lead_in(scene: &Scene<'_>, line: usize) -> Option<(MetricId, Cue)> {
    let mut start = line;
    for _ in 0..LIST_LINES {
        let above = scene.line(start.checked_sub(1)?);
        start = above.start;
        if scene.key(above.end - 1) == ":" {
            let metric = above.rev().filter_map(|i| scene.word(i).unit()).find(|m| !scene.lexicon.is_generic(*m))?;
            return Some((metric, Cue::Elided));
        }
    }
    None
}
