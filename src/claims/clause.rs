//! Clauses: how far back in its sentence a figure is governed, and what stands around it.

use super::reading::Scene;
use crate::lexicon::{Role, Roles, SourceWord, source_words};
use crate::numbers::{Quantity, QuantityKind};

/// Words after a comma, or by themselves, that open an independent clause.
const OPENERS: Roles = Roles::all(&[Role::Connector, Role::Clause]);

/// The first token of the clause that holds token `at`.
pub(super) fn start(scene: &Scene<'_>, at: usize) -> usize {
    scene.clause(at).unwrap_or_else(|| scene.sentence(scene.sentence_of(at)).start)
}

/// For each token and the end, the last token before it that opens a clause, or the first of its sentence.
pub(super) fn starts(scene: &Scene<'_>) -> Vec<usize> {
    let (mut starts, mut open) = (Vec::with_capacity(scene.tokens.len() + 1), 0);
    let mut sentences = scene.sentences.iter().peekable();
    for at in 0..=scene.tokens.len() {
        while sentences.next_if(|s| s.end <= at).is_some() {}
        let first = sentences.peek().map_or(0, |s| s.start);
        if at > first && opens(scene, at - 1) {
            open = at - 1;
        }
        open = open.max(first.min(at));
        starts.push(open);
    }
    starts
}

fn opens(scene: &Scene<'_>, i: usize) -> bool {
    let word = scene.word(i);
    if word.len == 0 {
        return false;
    }
    if word.senses.roles.any(OPENERS) && opens_by_itself(scene, i) || scene.starts_line(i) {
        return true;
    }
    let comma = i > 0 && scene.is_mark(i - 1) && matches!(scene.key(i - 1), "،" | "," | "؛" | ":");
    if !(comma || word.verb) {
        return false;
    }
    let key = scene.key(i);
    // «كذبت المذيعة ما أشيع، وهي التي يتابعها 3 ملايين»
    if comma && matches!(key, "وهو" | "وهي") && scene.word(i + 1).has(Role::Relative) {
        return true;
    }
    // «لو وصل … لتبرع» answers its condition.
    let answers = || (scene.sentence(scene.sentence_of(i)).start..i).any(|at| scene.word(at).has(Role::Condition));
    let result = word.verb && word.preposition == Some('ل') && !answers();
    let past = word.verb && word.conjunction && !is_present(key);
    // «…، مؤكدة أن …»
    let after_comma = comma && (word.conjunction || word.verb || goes_on_saying(key) || word.senses.roles.any(OPENERS));
    // «الأرقام لا تكذب: قناة …»
    let told = i > 0
        && scene.key(i - 1) == ":"
        && word.figure.is_none()
        && !word.hedge
        && scene.is_nominal(i)
        && (scene.sentence(scene.sentence_of(i)).start..i).any(|at| scene.word(at).verb);
    result || past || after_comma || told
}

/// «بل», «لكن», «أما», and whatever leads to the next of a list.
fn opens_by_itself(scene: &Scene<'_>, i: usize) -> bool {
    let contrast = matches!(scene.key(i), "بل" | "لكن" | "لكنه" | "لكنها" | "ولكن" | "بينما" | "فيما" | "اما" | "واما");
    contrast || scene.word(i).has(Role::Connector)
}

fn goes_on_saying(key: &str) -> bool {
    source_words().is(key, SourceWord::Participle)
}

/// A verb in the present: its prefix shows through و.
fn is_present(key: &str) -> bool {
    let bare = key.strip_prefix('و').or(key.strip_prefix('ف')).unwrap_or(key);
    bare.starts_with('ي') || bare.starts_with('ت') && !bare.ends_with('ت')
}

/// The first token of a figure with its qualifier and the clitics before it.
pub(super) fn opening(scene: &Scene<'_>, figure: &Quantity) -> usize {
    let at = scene.tokens.at_scalar(figure.span.start).min(figure.tokens.start);
    let mut i = at;
    while i > 0 && !scene.starts_line(i) && (opens_quote(scene, i - 1) || scene.is_clitic(i - 1)) {
        i -= 1;
    }
    i
}

/// The first token of the hedge and the clitics before the figure whose first token is `first`.
pub(super) fn opening_of(scene: &Scene<'_>, first: usize) -> usize {
    scene.word(first).figure.map_or(first, |f| opening(scene, &scene.figures[f]))
}

/// Whether ب introduces the figure: «بـ19 مليون», «بنحو 9 ملايين».
pub(super) fn by_ba(scene: &Scene<'_>, opens: usize, figure: usize) -> bool {
    (opens..=figure).any(|i| match scene.key(i) {
        "ب" | "وب" | "فب" => true,
        key => {
            let bare = key.strip_prefix('و').unwrap_or(key);
            bare.starts_with('ب')
                && !matches!(bare, "بين" | "بليون" | "بلايين")
                && scene.tokens.get(i).is_some_and(|t| t.kind == crate::arabic::TokenKind::Word)
        }
    })
}

/// The last verb between `from` and `to`.
pub(super) fn last_verb(scene: &Scene<'_>, from: usize, to: usize) -> Option<usize> {
    (from..to).rev().find(|i| scene.word(*i).verb && scene.word(*i).len > 0)
}

/// The last verb between `from` and `to` outside of what a relative pronoun opens and a comma closes.
pub(super) fn main_verb(scene: &Scene<'_>, from: usize, to: usize) -> Option<usize> {
    let comma = |i: usize| matches!(scene.key(i), "،" | ",");
    let told = |v: usize| scene.word(v - 1).has(Role::Relative) && (v..to).any(comma);
    (from..to).rev().find(|i| scene.word(*i).verb && scene.word(*i).len > 0 && !(*i > from && told(*i)))
}

/// Whether any token between `from` and `to` has the role.
pub(super) fn any(scene: &Scene<'_>, from: usize, to: usize, role: Role) -> Option<usize> {
    (from..to).rev().find(|i| scene.word(*i).has(role))
}

/// Whether a figure other than a time stands between `from` and `to`.
pub(super) fn count_between(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    use QuantityKind::{Date, Duration, Ordinal, Period};
    let counts = |f: usize| !matches!(scene.figures[f].kind, Ordinal | Date | Period | Duration);
    (from..to).any(|i| scene.word(i).figure.is_some_and(counts))
}

/// Whether a figure stands between `from` and `to`.
pub(super) fn figure_between(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|i| scene.word(i).figure.is_some_and(|f| scene.figures[f].kind != QuantityKind::Ordinal))
}

/// Whether the token at `i` opens a quotation.
pub(super) fn opens_quote(scene: &Scene<'_>, i: usize) -> bool {
    matches!(scene.key(i), "«" | "“" | "„" | "(")
}

/// «تجاوز», «بلوغ», «تخطي» as nouns, without article and owner.
pub(super) fn is_level_deed(scene: &Scene<'_>, i: usize) -> bool {
    let word = scene.word(i);
    let levels = Roles::all(&[Role::Level, Role::Exceed, Role::Nearly]);
    let bare = !word.article && word.pronoun.is_none() && word.senses.metric.noun.is_none() && word.len > 0;
    bare && word.senses.nominal && (word.preposition.is_some() || !word.verb) && word.senses.roles.any(levels)
}
