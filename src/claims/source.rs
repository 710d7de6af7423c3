//! Attribution: who says so, before the figures or after them.

use std::ops::Range;

use super::mention::{Mention, Slot};
use super::reading::Scene;
use super::subject::Cast;
use crate::lexicon::Role;

/// The source that each sentence names.
pub(super) fn sources(scene: &Scene<'_>, cast: &Cast) -> Vec<Option<usize>> {
    (0..scene.sentences.len()).map(|s| source(scene, cast, s)).collect()
}

fn source(scene: &Scene<'_>, cast: &Cast, sentence: usize) -> Option<usize> {
    let here = cast.of_sentence(sentence);
    let speaks_for_itself = |m: &usize| {
        let mention = &cast.mentions[*m];
        let figures = scene.key(mention.tokens.start) == "الارقام";
        mention.slot == Slot::Source && !figures && !super::subject::is_platform_only(scene, mention)
    };
    let named = here.clone().find(speaks_for_itself);
    let reported = || here.clone().find(|m| publishes(scene, cast, &here, *m));
    let spoken = || here.clone().find(|m| speaks(scene, &cast.mentions[*m], scene.sentence(sentence)));
    let quoted = || {
        let says = |i: usize| {
            matches!(scene.key(i), "قايلا" | "قايله" | "موكدا" | "موكده" | "موضحا" | "موضحه" | "مشيرا" | "مشيره")
        };
        let at = scene.sentence(sentence).find(|i| says(*i))?;
        here.clone().find(|m| cast.mentions[*m].slot == Slot::Subject && cast.mentions[*m].tokens.end <= at)
    };
    let found = named.or_else(reported).or_else(spoken).or_else(quoted)?;
    Some(owner_of_report(scene, cast, found))
}

/// «أظهر تقرير لشركة …»: the report's maker, when it is named.
fn owner_of_report(scene: &Scene<'_>, cast: &Cast, m: usize) -> usize {
    let mention = &cast.mentions[m];
    let report = mention.tokens.clone().any(|i| scene.word(i).has(Role::Report));
    let next = cast
        .mentions
        .get(m + 1)
        .filter(|n| report && n.tokens.start <= mention.tokens.end + 2 && n.slot == Slot::Possessor);
    if next.is_some() { m + 1 } else { m }
}

/// «والأرقام صادرة عن منصة …».
fn publishes(scene: &Scene<'_>, _cast: &Cast, _here: &Range<usize>, m: usize) -> bool {
    let start = _cast.mentions[m].tokens.start;
    start > 0 && (start.saturating_sub(2)..start).any(|i| scene.word(i).has(Role::Source))
}

/// «الوليد بن طلال: …» at the head of a headline.
fn speaks(scene: &Scene<'_>, mention: &Mention, sentence: Range<usize>) -> bool {
    let head = mention.tokens.start <= sentence.start + 1;
    head && scene.key(mention.tokens.end) == ":"
        && mention.slot == Slot::Subject
        && sentence.end > mention.tokens.end + 4
        && scene.word(mention.tokens.end + 1).figure.is_none()
}
