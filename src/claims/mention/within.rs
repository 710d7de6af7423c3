//! What is named within a mention: the body that somebody runs or speaks for.
//!
//! In: a mention. Out: the mention inside of it.
//! May import: what claims imports.

use super::super::reading::Scene;
use super::{Mention, Slot};
use crate::lexicon::{BylineWord, Head, byline_words};

/// «رئيس جامعة بنها الدكتور سامح عزام»: the body between what somebody is and his own title or name.
pub(in crate::claims) fn named_within(scene: &Scene<'_>, mention: &Mention) -> Option<Mention> {
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let body = |i: usize| {
        let word = scene.word(i);
        let head = matches!(word.senses.head, Some(Head::Organisation | Head::Account));
        head && !word.article && word.pronoun.is_none()
    };
    if mention.head != Some(Head::Person) || mention.pronoun.is_some() {
        return None;
    }
    let from = (start + 1..end).find(|i| body(*i))?;
    let to = (from + 2..end).find(|i| opens_person(scene, *i)).unwrap_or(end);
    let named = Mention {
        tokens: from..to,
        slot: Slot::Oblique,
        head: scene.head(from),
        bare: false,
        vague: false,
        ..mention.clone()
    };
    (to > from + 1).then_some(named)
}

/// «صفحة الوزارة», «القروب الرئيسي للمبادرة», «قناة الفنان المصري»: whoever an account is of, by a general noun at its end.
pub(in crate::claims) fn general_within(scene: &Scene<'_>, mention: &Mention) -> Option<Mention> {
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let adjective = |i: usize| scene.word(i).article && scene.head(i).is_none() && !scene.is_quote(i);
    let owner = |i: usize| {
        let word = scene.word(i);
        let body = matches!(word.senses.head, Some(Head::Organisation | Head::Person));
        body && word.article && (word.preposition == Some('ل') || word.preposition.is_none() && i == start + 1)
    };
    if mention.head != Some(Head::Account) || mention.pronoun.is_some() {
        return None;
    }
    let from = (start + 1..end).find(|i| owner(*i))?;
    let general = (start + 1..from).all(adjective) && (from + 1..end).all(adjective);
    let inner = Mention { tokens: from..end, head: scene.head(from), bare: true, ..mention.clone() };
    general.then_some(inner)
}

/// A title, or a first name behind a definite word or a land that is no title itself: «جامعة القاهرة محمد …», but «جامعة الملك سعود».
fn opens_person(scene: &Scene<'_>, i: usize) -> bool {
    let title = scene.head(i) == Some(Head::Person) && scene.word(i).article;
    let given = byline_words().class_at(&scene.tokens, i, BylineWord::Given).is_some();
    let closed = scene.head(i - 1).is_none() && (scene.word(i - 1).article || scene.is_land(i - 1));
    title || given && closed
}
