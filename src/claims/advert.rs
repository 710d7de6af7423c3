//! Adverts and numerals: figures that belong to the page rather than to its news.
//!
//! In: a figure and the words around it. Out: whether it is an offer, an invitation or the numeral of a list item.
//! May import: what claims imports.

use super::reading::Scene;
use crate::lexicon::Role;
use crate::numbers::{Quantity, QuantityKind};

/// «تابعونا», «احجز»; so many for so much money.
pub(super) fn is_advert(scene: &Scene<'_>, figure: &Quantity, start: usize) -> bool {
    let end = figure.tokens.end;
    let limit = scene.sentence(scene.sentence_of(figure.tokens.start)).end;
    let offers = |i: usize| scene.word(i).has(Role::Advert) && !is_titled(scene, i, start);
    // «نفى شراء متابعين، مؤكدا أن حسابه …»: another clause.
    let told = |i: usize| (i + 1..figure.tokens.start).any(|at| matches!(scene.key(at), "ان" | "وان"));
    let called = (start..figure.tokens.start).any(|i| offers(i) && !told(i)) || invites(scene, figure);
    let money = |i: usize| scene.word(i).figure.is_some_and(|f| scene.figures[f].kind == QuantityKind::Money);
    let price = (end..limit.min(end + 7)).find(|i| money(*i));
    let paid = price.is_some_and(|p| (end..p).any(|i| matches!(scene.key(i), "=" | "ب" | "مقابل" | "بسعر" | "لقاء")));
    called || paid
}

/// «مجموعة «بيع وشراء صفاقس»»: a word of a quoted name behind a head offers nothing.
fn is_titled(scene: &Scene<'_>, i: usize, start: usize) -> bool {
    let from = i.saturating_sub(LONGEST_TITLE).max(start);
    let open = (from..i).rev().take_while(|q| scene.key(*q) != "»").find(|q| scene.key(*q) == "«");
    open.is_some_and(|q| q > start && scene.head(q - 1).is_some())
}

/// How far behind its quotation mark such a word stands, in tokens.
const LONGEST_TITLE: usize = 6;

/// «تابع «الضفة» على واتساب: أكثر من 20 ألف مشترك»: a line that opens with a call to the reader and sets the figure off by a colon.
fn invites(scene: &Scene<'_>, figure: &Quantity) -> bool {
    let line = scene.line(figure.tokens.start).start;
    let before = line..figure.tokens.start;
    let first = before.clone().find(|i| scene.word(*i).len > 0);
    first.is_some_and(|i| scene.word(i).has(Role::Call))
        && before.clone().any(|i| scene.key(i) == ":")
        && before.clone().any(|i| scene.platform(i).is_some())
}

/// A small number at the head of a line, set off by a mark.
pub(super) fn is_numeral(scene: &Scene<'_>, figure: &Quantity) -> bool {
    let first = figure.tokens.start;
    let mark = matches!(scene.key(figure.tokens.end), "-" | "–" | "." | ")" | "_" | "/");
    scene.starts_line(first) && mark && figure.tokens.len() == 1 && figure.number().is_some_and(|n| n < 200.0)
}
