//! Wording: a mention as the record writes it, and the key that claims are grouped by.

use std::ops::Range;

use super::described::described;
use super::mention::Mention;
use super::reading::Scene;
use crate::arabic::{fold, is_alphanumeric};
use crate::lexicon::Head;

/// The mention without the letters glued to its front and without quotation marks that hold all of it.
pub(super) fn name(scene: &Scene<'_>, tokens: &Range<usize>) -> String {
    let tokens = &unrelated(scene, tokens);
    let text = &undescribed(scene, tokens);
    let first = tokens.clone().find(|i| !scene.is_quote(*i)).unwrap_or(tokens.start);
    let text = if first == tokens.start { uncliticised(scene, first, text) } else { text.to_owned() };
    unquoted(&text).trim().to_owned()
}

/// Whether a mention says first what its bearer is to somebody else.
pub(super) fn is_related(scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
    unrelated(scene, tokens).start > tokens.start
}

/// «غريمه التقليدي برشلونة», «زوجته هدى سليم»: a name without what its bearer is to somebody else.
fn unrelated(scene: &Scene<'_>, tokens: &Range<usize>) -> Range<usize> {
    let first = scene.word(tokens.start);
    let relation = first.pronoun.is_some() && matches!(first.senses.head, None | Some(Head::Person));
    // «التقليدي», «الأردنية»
    let title = |i: usize| scene.head(i) == Some(Head::Person);
    let adjective = |i: usize| scene.word(i).article && (scene.key(i).ends_with(['ي', 'ه']) || title(i));
    let name = (tokens.start + 1..tokens.end).find(|i| !adjective(*i));
    let named = name.filter(|i| {
        let word = scene.word(*i);
        relation
            && (word.article || word.senses.is_unknown() || scene.is_land(*i) || is_first_name(scene, *i))
            && word.preposition.is_none()
            && !word.conjunction
            && word.pronoun.is_none()
    });
    named.map_or(tokens.clone(), |from| from..tokens.end)
}

fn is_first_name(scene: &Scene<'_>, i: usize) -> bool {
    scene.is_given(i)
}

/// The words of a mention without adjectives that have a noun of their own: «الرئيس المنتهية ولايته فلان».
fn undescribed(scene: &Scene<'_>, tokens: &Range<usize>) -> String {
    let inner = |i: usize| described(scene, i).filter(|end| *end < tokens.end && i > tokens.start);
    let found = tokens.clone().find_map(|i| Some((i, inner(i)?)));
    let slice = |range: Range<usize>| scene.tokens.slice(range);
    match found {
        Some((from, to)) => format!("{} {}", slice(tokens.start..from), slice(to..tokens.end)),
        None => slice(tokens.clone()).to_owned(),
    }
}

fn uncliticised(scene: &Scene<'_>, first: usize, text: &str) -> String {
    let word = scene.word(first);
    let mut rest = text;
    if word.conjunction {
        rest = rest.strip_prefix(['و', 'ف']).unwrap_or(rest);
    }
    match word.preposition {
        Some('ل') if rest.starts_with("لل") => format!("ا{}", rest.strip_prefix('ل').unwrap_or(rest)),
        Some(letter) => rest.strip_prefix(letter).unwrap_or(rest).trim_start_matches('ـ').to_owned(),
        None => rest.to_owned(),
    }
}

fn unquoted(text: &str) -> &str {
    let marks = [('«', '»'), ('“', '”'), ('"', '"')];
    let inner = |(open, close)| text.strip_prefix(open).and_then(|t: &str| t.strip_suffix(close));
    let inner = marks.into_iter().find_map(inner);
    inner.filter(|t| !t.contains(['«', '»', '“', '”', '"'])).unwrap_or(text)
}

/// The folded mention without general heads and adjectives: «الصفحة الرسمية لوزارة الداخلية» and «وزارة الداخلية» are one.
pub(super) fn key(scene: &Scene<'_>, mention: &Mention) -> String {
    let mut from = mention.tokens.start;
    while from < mention.tokens.end && is_general(scene, from, &mention.tokens) {
        from += 1;
    }
    let range = if from < mention.tokens.end { from..mention.tokens.end } else { mention.tokens.clone() };
    let folded = fold(&name(scene, &range));
    let kept: String = folded.chars().map(|c| if is_alphanumeric(c) { c } else { ' ' }).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// «صفحة», «الحساب الرسمي», «منصة»: heads of what an owner runs, and their adjectives.
fn is_general(scene: &Scene<'_>, i: usize, tokens: &Range<usize>) -> bool {
    let word = scene.word(i);
    let account = word.senses.head == Some(Head::Account) || word.senses.platform_head;
    let official = matches!(scene.key(i), "الرسميه" | "الرسمي" | "رسميه" | "رسمي" | "الموثق" | "الموثقه");
    let adjective = i > tokens.start && official;
    account && word.senses.platform.is_none() || adjective || scene.is_quote(i) && i == tokens.start
}
