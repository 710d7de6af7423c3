//! Pairs: entities and figures in order, by «على التوالي».

use std::ops::Range;

use super::draft::{Cue, Draft};
use super::reading::Scene;
use super::subject::{Cast, FOLLOWED, Way, is_platform_only};
use crate::lexicon::{Role, Roles};
use crate::record::Status;

/// Gives the figures of every sentence that says "respectively", or names two places at once, to its entities in order.
pub(super) fn pair(scene: &Scene<'_>, cast: &Cast, drafts: &[Draft], owners: &mut [Option<(usize, Way)>]) {
    for sentence in 0..scene.sentences.len() {
        let tokens = scene.sentence(sentence);
        let place = |at: usize| drafts.partition_point(|d| d.tokens.start < at);
        let here = || place(tokens.start)..place(tokens.end);
        if tokens.clone().any(|i| scene.word(i).has(Role::Respectively)) {
            pair_sentence(scene, cast, sentence, drafts, here(), owners);
        } else if let Some(first) = two_places(scene, drafts, here()) {
            pair_sentence(scene, cast, sentence, drafts, first..here().end, owners);
        }
    }
}

/// «المركزين الثاني والثالث»: the first of two places that one noun in the dual names.
fn two_places(scene: &Scene<'_>, drafts: &[Draft], mut range: Range<usize>) -> Option<usize> {
    range.find(|at| {
        let noun = drafts[*at].tokens.start;
        let key = scene.key(noun);
        let dual = key.ends_with("ين") || key.ends_with("ان");
        let next = drafts.get(at + 1).is_some_and(|d| d.cue.is_rank() && d.tokens.start == drafts[*at].tokens.end);
        drafts[*at].cue == Cue::RankNoun && dual && next
    })
}

fn pair_sentence(
    scene: &Scene<'_>,
    cast: &Cast,
    sentence: usize,
    drafts: &[Draft],
    range: Range<usize>,
    owners: &mut [Option<(usize, Way)>],
) {
    let rows = rows(scene, cast, sentence);
    let every = runs(drafts, range);
    let beside: Vec<Range<usize>> = every.iter().flat_map(|run| joined(scene, drafts, run.clone())).collect();
    // «فيما يملك الثاني 287 ألفا و121 ألفا على التوالي»: of one of them, in another order.
    let told = |run: &Range<usize>| {
        let opens = drafts[run.start].opens;
        let before = opens.checked_sub(1).map(|b| scene.word(b).senses.roles);
        before.is_some_and(|b| b.any(Roles::all(&[Role::AnaphorFirst, Role::AnaphorSecond, Role::AnaphorLast])))
    };
    for run in (if beside.is_empty() { every } else { beside }).into_iter().filter(|run| !told(run)) {
        // «على إنستغرام وإكس 96 ألفا و71 ألفا على التوالي»: of one owner on several platforms.
        let followed = FOLLOWED.contains(&scene.lexicon.metric_name(drafts[run.start].metric));
        let host = |row: &&Vec<usize>| followed && row.iter().all(|m| is_platform_only(scene, &cast.mentions[*m]));
        let named = rows
            .iter()
            .filter(|row| !host(row))
            .filter(|r| r.len() == run.len())
            .min_by_key(|r| distance(cast, drafts, r, &run));
        let both = both(scene, drafts, &run, owners).filter(|_| named.is_none());
        for (draft, mention) in run.clone().zip(named.or(both.as_ref()).into_iter().flatten()) {
            owners[draft] = Some((*mention, Way::Respectively));
        }
    }
}

/// «ويبلغ عدد مستخدميه فيهما 2.4 و22.6 مليونا على الترتيب»: the two whose figures came last in the sentence.
fn both(
    scene: &Scene<'_>,
    drafts: &[Draft],
    run: &Range<usize>,
    owners: &[Option<(usize, Way)>],
) -> Option<Vec<usize>> {
    let start = scene.sentence(scene.sentence_of(drafts[run.start].tokens.start)).start;
    let dual = |i: usize| matches!(scene.key(i), "فيهما" | "لهما" | "لديهما" | "لكليهما" | "عندهما" | "منهما");
    let told = (start..drafts[run.start].opens).rev().take(DUAL_BACK).any(dual) && run.len() == 2;
    let mut named: Vec<usize> = Vec::new();
    for at in (0..run.start).rev().filter(|at| told && drafts[*at].tokens.start >= start) {
        named.extend(owners[at].map(|(m, _)| m).filter(|m| !named.contains(m) && named.len() < 2));
    }
    named.reverse();
    Some(named).filter(|named| named.len() == 2)
}

/// How far before the figures of two stands the pronoun of both, in tokens.
const DUAL_BACK: usize = 4;

fn distance(cast: &Cast, drafts: &[Draft], row: &[usize], run: &Range<usize>) -> usize {
    let place = |m: Option<&usize>| m.map_or(0, |m| cast.mentions[*m].tokens.start);
    drafts[run.start].tokens.start.abs_diff(place(row.first()))
}

/// Runs of figures of one metric.
fn runs(drafts: &[Draft], range: Range<usize>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in range {
        match runs.last_mut().filter(|r| r.end == at && drafts[r.start].metric == drafts[at].metric) {
            Some(run) => run.end = at + 1,
            None => runs.push(at..at + 1),
        }
    }
    runs.retain(|r| r.len() > 1);
    runs
}

/// «بـ 19.3 و21.4 مليون»: of a run those figures that nothing but و and commas part.
fn joined(scene: &Scene<'_>, drafts: &[Draft], run: Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in run {
        let beside = |last: usize| {
            let link = |i: usize| matches!(scene.key(i), "و" | "،" | "," | "ثم" | "ب") || scene.is_quote(i);
            let mut gap = drafts[last].tokens.end..drafts[at].opens;
            let apart = gap.is_empty() && !scene.key(gap.end).starts_with('و');
            gap.all(link) && !apart && drafts[last].status == Status::Stated
        };
        match found.last_mut().filter(|r| beside(r.end - 1)) {
            Some(run) => run.end = at + 1,
            None => found.push(at..at + 1),
        }
    }
    found.retain(|r| r.len() > 1);
    found
}

/// Rows of entities joined by و or commas.
pub(super) fn rows(scene: &Scene<'_>, cast: &Cast, sentence: usize) -> Vec<Vec<usize>> {
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for m in cast.of_sentence(sentence) {
        let tokens = &cast.mentions[m].tokens;
        let joined = |last: usize| {
            let gap = cast.mentions[last].tokens.end..tokens.start;
            let link = |i: usize| matches!(scene.key(i), "و" | "،" | "," | "ثم" | "كل" | "من") || scene.is_quote(i);
            // «القناتان، «…» و«…»»: the noun that says how many they are is none of them.
            let apposed =
                super::agreement::is_dual(scene, cast.mentions[last].tokens.start) && scene.is_mark(gap.start);
            let and = !gap.is_empty() || scene.word(tokens.start).conjunction;
            // «الفنان من دمشق» are no two.
            let from = gap.len() == 1 && scene.key(gap.start) == "من";
            gap.len() <= 3 && gap.clone().all(link) && and && !apposed && !from
        };
        match rows.last_mut().filter(|r| r.last().is_some_and(|last| joined(*last))) {
            Some(row) => row.push(m),
            None => rows.push(vec![m]),
        }
    }
    rows
}
