//! Scopes: among whom a rank holds.
//!
//! In: the words around a rank. Out: those that say among whom.
//! May import: what claims imports.

use std::ops::Range;

use super::clause;
use super::cue::past_quotes;
use super::draft::{Cue, Draft};
use super::mention::{Mention, Slot};
use super::phrase::{is_many, is_peers};
use super::reading::Scene;
use super::subject::Cast;
use crate::lexicon::Role;

/// Among whom the rank at `at` holds: the words after it, the list of a top verb, the list named before, or what the places joined to it share.
pub(super) fn scope(scene: &Scene<'_>, cast: &Cast, drafts: &[Draft], at: usize) -> Option<String> {
    let joined = |a: &usize| {
        let next = drafts.get(a + 1).filter(|n| n.cue.is_rank() && n.tokens.start == drafts[*a].tokens.end);
        next.map(|_| a + 1)
    };
    let mut row = std::iter::successors(Some(at), joined).filter(|a| drafts[*a].cue.is_rank());
    let range = of_column(scene, &drafts[at]).or_else(|| row.find_map(|a| of_rank(scene, cast, &drafts[a])))?;
    let joined = scene.word(range.start).conjunction;
    let text = scene.tokens.slice(range);
    // «ودوليا في المرتبة 50»
    let text = if joined { text.strip_prefix('و').unwrap_or(text) } else { text };
    Some(text.to_owned()).filter(|s| !s.is_empty())
}

fn of_rank(scene: &Scene<'_>, cast: &Cast, draft: &Draft) -> Option<Range<usize>> {
    let sentence = scene.sentence(scene.sentence_of(draft.tokens.start));
    let end = draft.tokens.end;
    let after = || scope_after(scene, past_class(scene, end, sentence.end), sentence.end);
    let fronted = || fronted(scene, sentence.start, draft.opens);
    // «خليجيا حلت الكويت ثالثة في سرعة الإنترنت»: what somebody is third by is no scope where one is named.
    let by = |range: &Range<usize>| {
        let next = range.start + 1;
        scene.key(range.start) == "في" && !scene.word(next).article && !scene.is_land(next)
    };
    of_order(scene, draft, sentence.end)
        .or_else(|| after().filter(|range| !by(range) || fronted().is_none()))
        .or_else(|| scope_after(scene, past_all(scene, end)?, sentence.end))
        .or_else(|| of_class(scene, draft, sentence.end))
        .or_else(|| listed(scene, cast, draft))
        .or_else(fronted)
        .or_else(|| after_brackets(scene, end, sentence.end))
        .or_else(|| among_before(scene, sentence.start, draft.opens))
        .or_else(|| labelled(scene, draft))
}

/// «عربيا، تقدمت الجامعة إلى المركز …», «ودوليا في المرتبة 50»: a scope ahead of its rank, at the beginning of a sentence or of its part.
fn fronted(scene: &Scene<'_>, start: usize, end: usize) -> Option<Range<usize>> {
    let opens = |i: usize| {
        let parted = i == start || scene.is_mark(i - 1) && !scene.is_quote(i - 1);
        parted || scene.word(i).conjunction && !scene.word(i - 1).has(Role::Scope)
    };
    let from = (start.max(end.saturating_sub(FARTHEST_FRONT))..end).rev().find(|i| scene.word(*i).has(Role::Scope))?;
    let own = (start..from).rev().take(NEAR_RANK).any(|i| scene.word(i).rank);
    (opens(from) && !own).then(|| from..from + scene.word(from).len.max(1))
}

/// How far before a rank its scope may stand, and how near to another rank it is that one's, in tokens.
const FARTHEST_FRONT: usize = 16;
const NEAR_RANK: usize = 3;

/// «رابعة البلديات العربية», «ثالث أكثر اللاعبين المغاربة متابعة», «أولى غوغل بلاي»: those among whom somebody is so.
fn of_class(scene: &Scene<'_>, draft: &Draft, limit: usize) -> Option<Range<usize>> {
    let end = draft.tokens.end;
    let last = scene.word(end - 1);
    let best = last.has(Role::Superlative) || draft.cue == Cue::Ordinal;
    if !best || last.article {
        return None;
    }
    if let Some(store) = store(scene, end) {
        return Some(end..store);
    }
    let first = scene.word(end);
    let list = first.has(Role::ScopeHead) || first.has(Role::RankNoun);
    let class = first.article && first.preposition.is_none() && scene.is_nominal(end) && !list;
    let mut run = noun_run(scene, end, limit);
    // «… متابعة»: by what.
    while run > end && scene.word(run - 1).unit().is_some() && !scene.word(run - 1).article {
        run -= 1;
    }
    (class && run > end).then(|| end..scope_after(scene, run, limit).map_or(run, |more| more.end))
}

/// «شباك التذاكر السعودي: …», «أكثر شركات الطيران متابعة.. «…» تتصدر»: the list that a line is headed by.
fn labelled(scene: &Scene<'_>, draft: &Draft) -> Option<Range<usize>> {
    let line = scene.line(draft.opens).start;
    let first = scene.word(line);
    let class = |run: usize| (line..run).any(|i| scene.word(i).has(Role::Superlative));
    let named = if first.has(Role::ScopeHead) { first.len } else { 0 };
    let run = noun_run(scene, line + named, draft.opens);
    let headed = draft.cue == Cue::First && run > line + 1 && (first.has(Role::ScopeHead) || class(run));
    let mut marks = (run..draft.opens.min(run + LONGEST_HEAD)).filter(|i| matches!(scene.key(*i), ":" | "." | "…"));
    (headed && marks.next().is_some()).then_some(line..run)
}

/// How far behind the list at the head of a line the mark stands that parts it from the rest, in tokens.
const LONGEST_HEAD: usize = 6;

/// Where the name of an application store ends that begins at token `i`: «غوغل بلاي», «متجر آب ستور».
fn store(scene: &Scene<'_>, i: usize) -> Option<usize> {
    let at = i + usize::from(scene.key(i) == "متجر");
    let google = matches!(scene.key(at), "غوغل" | "جوجل" | "قوقل" | "كوكل" | "google");
    let apple = matches!(scene.key(at), "اب" | "ابل" | "app" | "بلاي");
    let two =
        google && matches!(scene.key(at + 1), "بلاي" | "play") || apple && matches!(scene.key(at + 1), "ستور" | "store");
    two.then_some(at + 2)
}

/// «الترتيب عربيا» at the head of the column.
fn of_column(scene: &Scene<'_>, draft: &Draft) -> Option<Range<usize>> {
    let head = draft.row.as_ref()?.scope?;
    Some(head..head + scene.word(head).len.max(1))
}

/// «على عرش العملات الأكثر تداولا في السوق», «صدارة الأندية الآسيوية»: the order that a throne or a lead is of.
fn of_order(scene: &Scene<'_>, draft: &Draft, limit: usize) -> Option<Range<usize>> {
    let end = draft.tokens.end;
    let word = scene.word(end - 1);
    let first = draft.cue == Cue::First && (word.has(Role::Throne) || word.has(Role::TopNoun));
    let of = (first || word.has(Role::RunnerUp)) && !word.article && word.pronoun.is_none();
    let run = noun_run(scene, end, limit);
    let to = scope_after(scene, run, limit).map_or(run, |more| more.end);
    (of && to > end).then_some(end..to)
}

/// «المرتبة 39 من 150 على مستوى …»: past how many there are.
fn past_all(scene: &Scene<'_>, end: usize) -> Option<usize> {
    let all = scene.word(end + 1).figure.filter(|_| scene.key(end) == "من")?;
    Some(scene.figures[all].tokens.end)
}

/// «ثاني أكثر الحسابات الحكومية متابعة في السلطنة»: past the class that the best are of.
fn past_class(scene: &Scene<'_>, end: usize, limit: usize) -> usize {
    if !scene.word(end - 1).has(Role::Superlative) {
        return end;
    }
    let run = noun_run(scene, end, limit);
    let by = scene.word(run);
    if by.unit().is_some() && by.preposition.is_none() && !by.conjunction { run + 1 } else { run }
}

/// «(المركز 17) وروما (20) في ترتيب الأندية»: the list named after a row of places in brackets.
fn after_brackets(scene: &Scene<'_>, end: usize, limit: usize) -> Option<Range<usize>> {
    let list = |i: &usize| matches!(scene.key(*i), "في" | "ضمن") && scene.word(i + 1).has(Role::ScopeHead);
    let at = (end..limit).find(list).filter(|_| scene.key(end) == ")")?;
    Some(at..noun_run(scene, at + 1, limit))
}

/// «عالميا», «عربيا وإفريقيا», «بين الحسابات الحكومية», «في ترتيب الأندية» after the rank words.
fn scope_after(scene: &Scene<'_>, end: usize, limit: usize) -> Option<Range<usize>> {
    let mut i = past_criterion(scene, past_quotes(scene, end), limit);
    let (mut from, mut to) = (None, i);
    while i < limit && !scene.starts_line(i) {
        let next = scope_piece(scene, i, limit)?.max(i);
        if next == i {
            break;
        }
        from = from.or(Some(i));
        (i, to) = (next, next);
        i = past_quotes(scene, i);
    }
    from.map(|f| f..to)
}

/// «أولا في مستخدمي تيك توك عربيا»: what the order is by stands before its scope.
fn past_criterion(scene: &Scene<'_>, i: usize, limit: usize) -> usize {
    let by = scene.key(i) == "في" && (scene.measures(i + 1) || scene.word(i + 1).has(Role::Total));
    let end = if by { noun_run(scene, i + 1, limit) } else { i };
    if scene.word(end).has(Role::Scope) { end } else { i }
}

/// One piece of a scope at `i`; where it ends, or `i` when there is none.
fn scope_piece(scene: &Scene<'_>, i: usize, limit: usize) -> Option<usize> {
    let word = scene.word(i);
    if word.has(Role::Scope) {
        return Some(i + word.len.max(1));
    }
    let listed = |at: usize| scene.word(at).has(Role::ScopeHead) || scene.word(at).has(Role::Superlative);
    let somewhere = scene.key(i) == "في"
        && scene.is_nominal(i + 1)
        && (scene.word(i + 1).has(Role::ScopeHead) || !scene.word(i + 1).has(Role::Report))
        && scene.word(i + 1).senses.platform.is_none()
        && !scene.word(i + 1).senses.platform_head;
    if let Some(store) = store(scene, i + 1).filter(|_| matches!(scene.key(i), "في" | "علي" | "ب")) {
        return Some(store);
    }
    let place = matches!(scene.key(i), "في" | "علي" | "ضمن" | "ب") && listed(i + 1) || somewhere;
    // «بقائمة «…»»
    if word.preposition == Some('ب') && word.has(Role::ScopeHead) {
        return Some(noun_run(scene, i, limit));
    }
    let among = word.has(Role::Among) || scene.key(i) == "من" && scene.key(i + 1) == "بين";
    if !(place || among) {
        return Some(i);
    }
    let mut from = i + word.len.max(1);
    // «بين كل الجامعات العربية»
    from += usize::from(among && matches!(scene.key(from), "كل" | "جميع" | "كافه" | "ساير"));
    if let Some(figure) = scene.word(from).figure {
        from = scene.figures[figure].tokens.end;
    }
    Some(noun_run(scene, from, limit))
}

/// A noun phrase with its superlatives, what they are by and where: «الحسابات الحكومية الأعلى أداء», «الأغاني الرائجة على يوتيوب في سوريا».
fn noun_run(scene: &Scene<'_>, from: usize, limit: usize) -> usize {
    let mut end = plain_run(scene, from, limit);
    let listed = |i: usize| scene.word(i).has(Role::Superlative) || scene.word(i).has(Role::ScopeHead);
    if !(from..end).any(listed) {
        return end;
    }
    let on = matches!(scene.key(end), "علي" | "عبر");
    let next = scene.word(end + 1);
    let net = next.senses.platform.is_some()
        || next.senses.platform_head
        || matches!(scene.key(end + 1), "الشبكات" | "الويب" | "الانترنت");
    if on && net && end + 1 < limit {
        end = plain_run(scene, end + 1, limit);
    }
    let within = matches!(scene.key(end), "في") && end + 1 < limit;
    scene.land_end(end + 1).filter(|_| within).unwrap_or(end)
}

fn plain_run(scene: &Scene<'_>, from: usize, limit: usize) -> usize {
    let best = |from: usize, i: usize| (from..i).take(LONGEST_HEAD).any(|i| scene.word(i).has(Role::Superlative));
    let mut i = from;
    while i < limit && !scene.starts_line(i) {
        let word = scene.word(i);
        let accusative = i > from && scene.word(i - 1).has(Role::Superlative);
        let noun = scene.is_nominal(i)
            || scene.is_quote(i) && i > from
            || word.metric().is_some() && word.figure.is_none() && word.preposition.is_none();
        // «أكثر الجامعات متابعة»
        let accusative = accusative
            || i > from && word.unit().is_some() && !word.article && word.preposition.is_none() && best(from, i);
        // «دول شمال إفريقيا»
        let land = scene.key(i) == "افريقيا" && i > from;
        if !(noun && !word.conjunction || accusative || land) {
            break;
        }
        i += word.len.max(1);
    }
    i
}

/// How far behind a verb of the first place its list may stand, in tokens.
const FARTHEST_LIST: usize = 6;
const FARTHEST_HEAD: usize = 14;

/// The list that a verb of the first place heads: «تصدر رونالدو قائمة …», «تتصدر الوزارات الأكثر تفاعلا».
fn listed(scene: &Scene<'_>, cast: &Cast, draft: &Draft) -> Option<Range<usize>> {
    let end = draft.tokens.end;
    let sentence = scene.sentence_of(end.saturating_sub(1));
    let limit = scene.sentence(sentence).end;
    if draft.cue != Cue::First {
        return None;
    }
    let near = end..=end + FARTHEST_LIST;
    let far = end..(end + FARTHEST_HEAD).min(limit);
    let list = |m: &&Mention| near.contains(&m.tokens.start) && matches!(m.slot, Slot::Scope | Slot::Object);
    let mention = cast.of_sentence(sentence).map(|m| &cast.mentions[m]).find(list);
    // «قائمة الأكثر استماعا»: the best by themselves are no mention.
    let head = |i: &usize| {
        scene.word(*i).has(Role::ScopeHead) || scene.word(*i).has(Role::Superlative) && scene.word(*i).article
    };
    let head = { far }.find(head);
    let from = mention.map(|m| m.tokens.start).into_iter().chain(head).min().or_else(|| led(scene, cast, draft))?;
    // «المتصدر بـ19 نقطة», «بعد تصدرها سباق»: a figure or another verb parts the list from this verb.
    let parted = (end..from).any(|i| scene.word(i).figure.is_some() || scene.word(i).has(Role::Top));
    if parted || (end..=from).any(|i| scene.starts_line(i)) {
        return None;
    }
    let run =
        noun_run(scene, from, limit).max(mention.filter(|m| m.tokens.start == from).map_or(from, |m| m.tokens.end));
    Some(from..scope_after(scene, run, limit).map_or(run, |more| more.end))
}

/// «تتصدر مصر دول شمال إفريقيا», «تصدر النادي الأندية العراقية»: several of a kind right behind whoever leads.
fn led(scene: &Scene<'_>, cast: &Cast, draft: &Draft) -> Option<usize> {
    let end = draft.tokens.end;
    let here = cast.of_sentence(scene.sentence_of(end.saturating_sub(1)));
    let leader = here.map(|m| &cast.mentions[m]).find(|m| m.tokens.start >= end && m.tokens.start <= end + 1)?;
    let mut at = leader.tokens.end;
    // «(8.3 مليون مشاهدة)»
    if scene.key(at) == "(" {
        at = (at..at + LONGEST_ASIDE).find(|i| scene.key(*i) == ")")? + 1;
    }
    let many = is_many(scene, at) && (scene.word(at).article || scene.word(at + 1).article);
    let peers = is_peers(scene, at) || many && scene.word(at).preposition.is_none() && !scene.word(at).conjunction;
    (scene.word(end - 1).verb && peers && !scene.starts_line(at)).then_some(at)
}

/// Most tokens of what stands in brackets behind whoever leads.
const LONGEST_ASIDE: usize = 10;

/// «في تصنيف QS», «على قائمة …» before the rank.
fn among_before(scene: &Scene<'_>, start: usize, end: usize) -> Option<Range<usize>> {
    let clause = clause::start(scene, end);
    let at = (start..end).rev().find(|i| {
        let word = scene.word(*i);
        let next = scene.word(i + 1);
        let list = next.has(Role::ScopeHead) && !next.has(Role::TopNoun) && !next.article;
        list && matches!(scene.key(*i), "في" | "علي" | "ضمن" | "وفي" | "وضمن") || word.has(Role::Among) && word.len > 1
    })?;
    let to = noun_run(scene, at + scene.word(at).len.max(1), end);
    (to > at + scene.word(at).len.max(1) && (at >= clause || at <= start + 1)).then_some(at..to)
}
