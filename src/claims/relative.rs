//! Relative clauses: the noun that is described, by a relative pronoun, a participle or a verb right behind an indefinite noun.
//!
//! In: the mentions of a text and a place in such a clause. Out: the mention that the clause is about.
//! May import: what claims imports.

use super::agreement::{self, Form, agrees};
use super::anaphora::dative;
use super::mention::{Mention, Slot};
use super::reading::Scene;
use super::subject::Cast;
use crate::lexicon::{Head, Pronoun, Role, Roles};

/// How many mentions back, and how many tokens, a relative clause finds its noun.
const CHAIN_BACK: usize = 3;
const FARTHEST_RELATIVE: usize = 6;

/// «الفنان الذي يتابعه …»: the pronoun of a relative clause is its antecedent.
pub(super) fn relative_before(scene: &Scene<'_>, cast: &Cast, at: usize) -> Option<usize> {
    let start = scene.sentence(scene.sentence_of(at)).start;
    // «قناة …، البالغ مشتركوها 68 ألفا»: the participle is about the noun before it.
    let levels = Roles::all(&[Role::Level, Role::Exceed]);
    let participle = |i: usize| {
        let word = scene.word(i);
        word.article && word.senses.nominal && word.senses.roles.any(levels)
    };
    let r = (start..at).rev().take(6).find(|i| scene.word(*i).has(Role::Relative) || participle(*i))?;
    let noun = antecedent(scene, cast, r, &|_| true)?;
    (scene.word(r).has(Role::Relative) || agrees(scene, &cast.mentions[noun], scene.word(at).pronoun)).then_some(noun)
}

/// «أطلقت الوزارة منصة للتطعيم سجل فيها …», «في مقطع على إنستغرام شاهده …»: behind an indefinite noun a verb of its own says something of it.
pub(super) fn described_by(scene: &Scene<'_>, cast: &Cast, at: usize, pronoun: Option<Pronoun>) -> Option<usize> {
    let says = |v: &usize| scene.word(*v).verb && !scene.word(*v).conjunction;
    let own = Some(at).filter(|v| says(v) && scene.word(*v).pronoun.is_some());
    let verb = own.or_else(|| at.checked_sub(1).filter(|v| dative(scene.key(at)).is_some() && says(v)))?;
    let before = cast.of_sentence(scene.sentence_of(at)).rev().filter(|m| cast.mentions[*m].tokens.end <= verb);
    let clear = |from: usize| !(from..verb).any(|i| scene.is_mark(i) && !scene.is_quote(i) || scene.word(i).verb);
    let run = before.take(CHAIN_BACK).find(|m| {
        let mention = &cast.mentions[*m];
        let title = scene.is_quote(mention.tokens.start) && mention.slot == Slot::Oblique && mention.tokens.end == verb;
        let made = title || matches!(mention.head, Some(Head::Account | Head::Work)) && mention.pronoun.is_none();
        made && !scene.is_definite(mention.tokens.start) && clear(mention.tokens.end)
    });
    run.filter(|m| agrees(scene, &cast.mentions[*m], pronoun))
}

/// The noun that the relative pronoun at `r` is about: the last one that agrees with it; «مطعم «البيت» في عمان، الذي …» is the
/// restaurant.
pub(super) fn antecedent(scene: &Scene<'_>, cast: &Cast, r: usize, likely: &dyn Fn(&Mention) -> bool) -> Option<usize> {
    let wanted = match scene.key(r) {
        "الذي" => Some(Form::Masculine),
        "التي" => Some(Form::Feminine),
        _ => None,
    };
    // «المقطع الذي ظهر فيه الممثل والذي شوهد …»: a second clause about the noun of the first.
    let first = scene.word(r).conjunction.then(|| {
        let start = scene.sentence(scene.sentence_of(r)).start;
        (start..r).rev().find(|i| scene.word(*i).has(Role::Relative) && scene.key(*i) == &scene.key(r)[2..])
    });
    if let Some(first) = first.flatten() {
        return antecedent(scene, cast, first, likely);
    }
    let before = cast.of_sentence(scene.sentence_of(r)).rev().filter(|m| cast.mentions[*m].tokens.end <= r);
    let chain = before.take(CHAIN_BACK).filter(|m| {
        let mention = &cast.mentions[*m];
        let end = mention.tokens.end;
        let verbless = (end..r).all(|i| !scene.word(i).verb && scene.word(i).figure.is_none());
        verbless && end + FARTHEST_RELATIVE >= r
    });
    let chain: Vec<usize> = chain.collect();
    let form = |m: &usize| agreement::form(scene, &cast.mentions[*m]);
    let agreeing = |m: &usize| wanted.is_none() || form(m).is_none_or(|f| Some(f) == wanted);
    let sure = chain.iter().find(|m| wanted.is_some() && form(m) == wanted);
    // «الصورة … لملعب «ماراكانا» في ريو التي حصلت على … إعجاب»
    let sort = |m: &usize| agreeing(m) && likely(&cast.mentions[*m]) && form(m) == wanted;
    let sorted = chain.iter().find(|m| sort(m)).filter(|_| chain.first().is_some_and(|m| !likely(&cast.mentions[*m])));
    let nearest = sorted.or(chain.iter().find(|m| agreeing(m))).or(chain.first())?;
    // «فلان صاحب الخواطر، الذي …»: whoever holds it rather than what is held.
    let holder = |m: &usize| {
        let at = cast.mentions[*m].tokens.start.checked_sub(1).filter(|at| scene.word(*at).has(Role::Holder))?;
        chain.iter().find(|c| cast.mentions[**c].tokens.end == at)
    };
    let nearest = holder(nearest).unwrap_or(nearest);
    // After a comma the clause is about the head of the chain rather than about the place or person that it ends in.
    let parted = scene.key(r - 1) == "،" && matches!(cast.mentions[*nearest].slot, Slot::Oblique | Slot::Platform);
    Some(*if parted { sure.unwrap_or(nearest) } else { nearest })
}
