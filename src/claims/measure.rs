//! Measures: the nouns that name a metric, and where they stand.
//!
//! In: a token of a text. Out: whether it counts a figure, orders a rank, or heads a chain of such nouns.
//! May import: what claims imports.

use super::reading::Scene;
use crate::lexicon::Role;

/// Whether the metric noun at `at` is the counted noun of a figure before it.
pub(super) fn counted(scene: &Scene<'_>, at: usize) -> bool {
    // «3.9 ملايين لشركة …» counts no companies.
    if scene.word(at).preposition.is_some() {
        return false;
    }
    // «٤ ⇥ مطبخ أم سالم»: nor does a figure count what the next cell names.
    if scene.starts_line(at) || scene.has_tabs && super::table::tab_before(scene, at) {
        return false;
    }
    let before = (at.saturating_sub(3)..at).rev().find(|i| !scene.is_quote(*i) && scene.word(*i).unit().is_none());
    // «شاهد الملايين المقطع»
    let apart = |i: usize| scene.word(at).article && scene.tokens.raw(i).starts_with("ال");
    use crate::numbers::QuantityKind::{Date, Ordinal, Period};
    // «اختفى صباح الخميس حساب المؤثرة»: a day counts nothing.
    let counts = |f: usize| !matches!(scene.figures[f].kind, Ordinal | Date | Period);
    before.filter(|i| !apart(*i)).is_some_and(|i| scene.word(i).figure.is_some_and(counts))
}

/// The token before `i`, quotation marks skipped.
pub(super) fn before(scene: &Scene<'_>, i: usize, start: usize) -> Option<usize> {
    (start..i).rev().find(|at| !(scene.is_quote(*at) || scene.key(*at) == "ال"))
}

/// Words of the longest class that somebody is the best of.
const LONGEST_CLASS: usize = 4;

/// «أولا في مستخدمي تيك توك»: the metric is what the order is by.
pub(super) fn is_criterion(scene: &Scene<'_>, metric: usize) -> bool {
    // «الأكثر تفاعلا في لبنان»: what they lead in.
    let start = scene.sentence(scene.sentence_of(metric)).start;
    // «أكثر القنوات مشاهدة في المغرب»
    let noun = |i: &usize| scene.is_definite(*i) && scene.is_nominal(*i) && !scene.word(*i).has(Role::Superlative);
    let class = (start..metric).rev().take(LONGEST_CLASS).take_while(noun);
    let best = metric - class.count();
    let bare = best == metric || !scene.word(metric).article && scene.word(metric).preposition.is_none();
    if bare && best > start && scene.word(best - 1).has(Role::Superlative) {
        return true;
    }
    let mut at = before(scene, metric, start);
    // «في المركز الأول بعدد مستخدمي البوابة»
    while at.is_some_and(|a| scene.word(a).has(Role::Total) && scene.key(a) != "بعدد") {
        at = at.and_then(|a| before(scene, a, start));
    }
    if at.is_some_and(|a| scene.key(a) == "بعدد" && orders(scene, start, a, 4)) {
        return true;
    }
    let Some(preposition) = at.filter(|a| matches!(scene.key(*a), "في" | "حيث" | "حسب" | "ب")) else {
        return false;
    };
    // «تتصدر مصر دول شمال إفريقيا من حيث …»: «حيث» by itself says that it is of an order.
    let back = if scene.key(preposition) == "حيث" { FARTHEST_ORDER } else { 4 };
    orders(scene, start, preposition, back)
}

/// Whether a place is told in the `back` tokens before `at`.
fn orders(scene: &Scene<'_>, start: usize, at: usize, back: usize) -> bool {
    (start..at).rev().take(back).any(|i| {
        let word = scene.word(i);
        let ordinal = word.figure.map(|f| scene.figures[f].kind) == Some(crate::numbers::QuantityKind::Ordinal);
        ordinal || word.rank || word.has(Role::Top) || word.has(Role::TopNoun)
    })
}

/// How far before «من حيث» the place stands that it is said of, in tokens.
const FARTHEST_ORDER: usize = 9;

/// «مرات ظهور منشورات الحملة»: of metric nouns in a chain the first says what is counted.
pub(super) fn outermost(scene: &Scene<'_>, mut at: usize, start: usize) -> usize {
    while at > start {
        let before = (start..at).rev().find(|i| scene.word(*i).len > 0).unwrap_or(at);
        let word = scene.word(before);
        let metric = word.metric().is_some_and(|m| !scene.lexicon.is_generic(m));
        let chained = metric && word.senses.head.is_none() && before + word.len == at && !scene.word(at).conjunction;
        if !chained || word.figure.is_some() || counted(scene, before) {
            break;
        }
        at = before;
    }
    at
}
