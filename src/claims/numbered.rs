//! Numbers that end a name: «فرانس 24», «القناة 12».
//!
//! In: the words of a text and one of its figures. Out: whether the figure is part of a name.
//! May import: what claims imports.

use super::reading::Word;
use super::text::Text;
use crate::arabic::{Gap, TokenKind};
use crate::lexicon::{Head, Role};
use crate::numbers::{Quantity, QuantityKind};

/// How many words a name between its head and its number has at most.
const LONGEST_NAME: usize = 3;

/// The hours of a day: the number that channels are called by, even without a head.
const ROUND_THE_CLOCK: &str = "24";

/// Whether the figure is a number in digits that a channel, a station or a site is called by. `begins` says at which tokens other figures begin.
pub(super) fn is_name(words: &[Word], tokens: &Text<'_>, figure: &Quantity, begins: impl Fn(usize) -> bool) -> bool {
    let (i, key) = (figure.tokens.start, tokens.key(figure.tokens.start));
    let digits = (1..=3).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_digit());
    let spaced = |at: usize| tokens.get(at).is_some_and(|t| t.gap == Gap::Space);
    let kind = matches!(figure.kind, QuantityKind::Cardinal | QuantityKind::Ordinal);
    let plain = kind && figure.tokens.len() == 1 && figure.unit.is_none();
    if !(digits && plain && spaced(i) && i > 0) {
        return false;
    }
    let goes_on = begins(i + 1) || follows_name(words, tokens, i + 1);
    // «القناة 12 على يوتيوب»
    let before = words[i - 1];
    let channel = before.article && before.senses.head == Some(Head::Account) && before.preposition.is_none();
    // «نالت مسقط الموقع 86 دوليا»: a place.
    let scoped = words.get(i + 1).is_some_and(|w| w.has(Role::Scope));
    if channel
        && before.len == 1
        && !tokens.key(i - 1).ends_with("ات")
        && !(scoped && tokens.key(i - 1).ends_with("الموقع"))
    {
        return goes_on && key.len() <= 2;
    }
    // «جامعة قسنطينة 1 ثالثة»
    let campus = i >= 2 && tokens.key(i - 2).trim_start_matches('و') == "جامعه" && key.len() == 1;
    if campus && (is_land(words, i - 1) || is_bare(words, tokens, i - 1)) {
        return words.get(i + 1).is_none_or(|w| w.unit().is_none());
    }
    let clock = key == ROUND_THE_CLOCK && (goes_on || ends(words, tokens, i + 1));
    let named = is_land(words, i - 1) || is_bare(words, tokens, i - 1);
    headed(words, i) && (clock || goes_on && key.len() >= 2) || clock && named
}

/// «قناة 218», «قناة اليوم», «إذاعة بغداد»: a head without the article and no more than a name between it and the token at `i`.
fn headed(words: &[Word], i: usize) -> bool {
    let head = (i.saturating_sub(LONGEST_NAME + 1)..i).rev().find(|at| words[*at].senses.head.is_some());
    let named = |w: &Word| {
        w.len > 0
            && !w.verb
            && w.figure.is_none()
            && !w.conjunction
            && w.preposition.is_none()
            && !w.has(Role::Preposition)
            && w.unit().is_none()
            && w.senses.head.is_none()
    };
    head.is_some_and(|h| {
        let station = words[h].senses.head == Some(Head::Account) || words[h].has(Role::Station);
        station && !words[h].article && words[h].pronoun.is_none() && words[h + 1..i].iter().all(named)
    })
}

/// A land or town that no preposition governs.
fn is_land(words: &[Word], at: usize) -> bool {
    let free = at.checked_sub(1).is_none_or(|b| !words[b].has(Role::Preposition));
    let listed = words[at].land == 1;
    free && listed && words[at].preposition.is_none()
}

/// «فرانس», «كازا»: a word without the article that no lexicon has.
fn is_bare(words: &[Word], tokens: &Text<'_>, at: usize) -> bool {
    let word = words[at];
    let letters = tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word);
    let plain = !word.verb && !word.article && !word.conjunction && word.preposition.is_none();
    letters && plain && word.figure.is_none() && word.senses.is_unknown()
}

/// Whether the word at `at` goes on behind a name rather than being what a number counts.
fn follows_name(words: &[Word], tokens: &Text<'_>, at: usize) -> bool {
    let Some(word) = words.get(at).filter(|_| tokens.get(at).is_some_and(|t| t.gap != Gap::Line)) else {
        return false;
    };
    let barrier = word.has(Role::Barrier) || word.has(Role::Attribution);
    // «القناة 12 العبرية», «فرانس 24 بالعربية»
    let adjective = word.article && !word.conjunction && matches!(word.preposition, None | Some('ب'));
    let verb = word.verb && !word.has(Role::Scope);
    verb || word.has(Role::Preposition)
        || word.has(Role::Relative)
        || barrier
        || adjective
        || matches!(tokens.key(at), "ب" | "(")
}

/// Whether the clause ends at `at`.
fn ends(words: &[Word], tokens: &Text<'_>, at: usize) -> bool {
    let mark = tokens.get(at).is_none_or(|t| t.kind == TokenKind::Punct || t.gap == Gap::Line);
    mark || words.get(at).is_some_and(|w| w.conjunction)
}
