//! Context: the platform a figure lives on, and when it held.

use super::draft::Draft;
use super::mention::{Mention, Slot};
use super::reading::Scene;
use super::subject::{Cast, is_platform_only};
use crate::lexicon::{PlatformId, Role};
use crate::numbers::{Quantity, QuantityKind, Value};
use crate::record::Period;

/// How many tokens before a date a word may stand that makes it the date of a beginning.
const BEGINNING_WITHIN: usize = 5;

/// How far into its sentence a date sets the time of all its clauses, in tokens.
const FRAME_WITHIN: usize = 3;

/// The platforms named in a text, in order: token, platform.
pub(super) struct Platforms {
    named: Vec<(usize, PlatformId)>,
    /// Where a second platform is named first.
    second: Option<usize>,
}

impl Platforms {
    /// Finds them.
    pub fn read(scene: &Scene<'_>) -> Self {
        let named: Vec<_> = (0..scene.tokens.len())
            .filter_map(|i| {
                let word = scene.word(i);
                let implied = word.senses.metric.platform.filter(|_| word.len > 0);
                Some((i, scene.platform(i).or(implied)?))
            })
            .collect();
        let first = named.first().map(|(_, p)| *p);
        let second = named.iter().find(|(_, p)| Some(*p) != first).map(|(i, _)| *i);
        Self { named, second }
    }

    /// The platform that is the only one named before token `at`, when there is exactly one.
    pub fn only_before(&self, at: usize) -> Option<PlatformId> {
        let (first, platform) = self.named.first()?;
        (*first < at && self.second.is_none_or(|second| second >= at)).then_some(*platform)
    }

    /// Whether exactly one platform is named in the whole text, and which.
    pub fn only(&self) -> Option<PlatformId> {
        self.only_before(usize::MAX)
    }

    /// The nearest platform named between `from` and `to`, the nearer to `to` first.
    fn last(&self, from: usize, to: usize) -> Option<(usize, PlatformId)> {
        let before = self.named.partition_point(|(i, _)| *i < to).checked_sub(1)?;
        self.named.get(before).copied().filter(|(i, _)| *i >= from)
    }

    fn first(&self, from: usize, to: usize) -> Option<(usize, PlatformId)> {
        let at = self.named.partition_point(|(i, _)| *i < from);
        self.named.get(at).copied().filter(|(i, _)| *i < to)
    }
}

/// The platform of a draft: its owner's own, that of its sentence, or the one that its line or the article has set. Money, shares, people
/// and things live on a platform only where their own clause says so.
pub(super) fn platform(
    scene: &Scene<'_>,
    platforms: &Platforms,
    draft: &Draft,
    owner: Option<&Mention>,
    previous_end: usize,
    set_before: Option<PlatformId>,
) -> Option<PlatformId> {
    let own = owner.filter(|o| o.platform.is_some() && is_platform_only(scene, o)).and_then(|o| o.platform);
    let unit = draft.unit.as_ref().and_then(|u| u.clone().find_map(|i| scene.word(i).senses.metric.platform));
    let governor = draft.governor.and_then(|g| scene.word(g).senses.metric.platform);
    let sentence = scene.sentence(scene.sentence_of(draft.tokens.start));
    let end = draft.tokens.end;
    let clause_end = clause_end(scene, end, sentence.end);
    let before = platforms.last(previous_end.max(sentence.start), draft.opens).map(|(_, p)| p);
    let named = |i: usize| is_place(scene, i) || draft.cue.is_rank() && scene.word(i - 1).has(Role::ScopeHead);
    let after = platforms.first(end, clause_end).filter(|(i, _)| named(*i)).map(|(_, p)| p);
    if scene.lexicon.is_generic(draft.metric) {
        let clause = super::clause::start(scene, draft.opens);
        let within = platforms.last(clause, draft.opens).map(|(_, p)| p);
        return own.or(unit).or(governor).or(within).or(after);
    }
    let earlier = || platforms.last(sentence.start, draft.opens).map(|(_, p)| p);
    let later = || {
        let free = |i: usize| is_place(scene, i) && !other_owner(scene, end, i) && !parts(scene, end, i);
        platforms.first(end, sentence.end).filter(|(i, _)| free(*i)).map(|(_, p)| p)
    };
    let line = || {
        let start = scene.line(draft.tokens.start).start;
        platforms.last(start, sentence.start).map(|(_, p)| p)
    };
    own.or(unit)
        .or(governor)
        .or(before)
        .or(after)
        .or_else(earlier)
        .or_else(later)
        .or_else(|| owner.and_then(|o| o.platform))
        .or_else(line)
        .or(set_before)
}

/// Where the clause after a figure ends: a comma before a new verb, a contrast.
fn clause_end(scene: &Scene<'_>, from: usize, limit: usize) -> usize {
    let ends = |i: usize| {
        let word = scene.word(i);
        matches!(scene.key(i), "؛" | "،" | ",") || word.has(Role::Connector) || word.figure.is_some()
    };
    (from..limit).find(|i| ends(*i)).unwrap_or(limit)
}

/// «على فيسبوك», «عبر منصة إكس», «في «لينكد إن»»: a platform after a preposition.
fn is_place(scene: &Scene<'_>, i: usize) -> bool {
    (i.saturating_sub(4)..=i).any(|b| {
        let word = scene.word(b);
        matches!(scene.key(b), "علي" | "في" | "عبر" | "ب") || word.preposition == Some('ب')
    })
}

/// «15 مليونا، منهم 8 ملايين على فيسبوك»: the platform is that of a part.
fn parts(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|i| matches!(scene.key(i), "منهم" | "منها" | "منهن" | "بينهم" | "بينها"))
}

fn other_owner(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|i| {
        scene.word(i).verb && scene.word(i).conjunction
            || scene.word(i).has(Role::Connector)
            || matches!(scene.key(i), "بينما" | "فيما")
    })
}

/// The period of a draft: the nearest dates of its sentence.
pub(super) fn period(scene: &Scene<'_>, draft: &Draft, drafts: &[Draft]) -> Option<Period> {
    let sentence = scene.sentence(scene.sentence_of(draft.tokens.start));
    let at = draft.tokens.start;
    // «… خلال رمضان، وأن القناة تضم …»: what is reported next has a time of its own.
    let apart = |f: &&Quantity| (f.tokens.end..at).any(|i| scene.key(i) == "وان");
    let dates = |f: &&Quantity| is_period(scene, f) && !dates_a_beginning(scene, f) && !apart(f);
    let candidates = scene.figures_in(&sentence).iter().filter(dates).filter(|f| reaches(scene, f, draft, drafts));
    let best = candidates.min_by_key(|f| {
        let after = f.tokens.start >= at;
        let gap = if after { f.tokens.start - at } else { at - f.tokens.start };
        let between = if after { draft.tokens.end..f.tokens.start } else { f.tokens.end..at };
        let place = |at: usize| drafts.partition_point(|d| d.tokens.start < at);
        let parted = place(between.end).saturating_sub(place(between.start));
        (!has_dates(f), parted * 4 + usize::from(!after), gap)
    })?;
    Some(to_period(scene, best))
}

/// The period that the line before or after a table gives.
pub(super) fn caption_period(scene: &Scene<'_>, draft: &Draft) -> Option<Period> {
    let captions = draft.row.as_ref()?.captions.iter().flatten();
    let figure = captions.flat_map(|c| scene.figures_in(c)).find(|f| is_period(scene, f))?;
    Some(to_period(scene, figure))
}

/// A length of time is a claim's period only where a word says that it was filled («خلال ثلاثة أشهر»): an age is none. What is counted
/// from some event («بعد عامين», «قبل شهر») names no days that the text gives.
fn is_period(scene: &Scene<'_>, figure: &Quantity) -> bool {
    let first = figure.tokens.start;
    match figure.kind {
        QuantityKind::Date | QuantityKind::Period => !matches!(scene.key(first), "بعد" | "قبل"),
        QuantityKind::Duration => first
            .checked_sub(1)
            .is_some_and(|b| matches!(scene.key(b), "خلال" | "في" | "غضون" | "مدي" | "مدار" | "طوال" | "طيله" | "ظرف")),
        _ => false,
    }
}

fn has_dates(figure: &Quantity) -> bool {
    matches!(&figure.value, Some(Value::Iso(iso)) if dates(iso).is_some())
}

/// A period that a report is about holds for the whole article: «قائمتها للربع الثالث من 2025».
pub(super) fn report_period(scene: &Scene<'_>) -> Option<(usize, Period)> {
    let figure = scene.figures.iter().find(|f| {
        let iso = matches!(&f.value, Some(Value::Iso(iso)) if dates(iso).is_some());
        iso && f.kind == QuantityKind::Period
            && (f.tokens.start.saturating_sub(4)..f.tokens.start).any(|i| scene.word(i).has(Role::Report))
    })?;
    Some((figure.tokens.start, to_period(scene, figure)))
}

/// «خلال عام 2025», «في ثلاثة أشهر»: a length of time that was filled.
fn filled(scene: &Scene<'_>, figure: &Quantity) -> bool {
    let before = figure.tokens.start.checked_sub(1).map_or("", |b| scene.key(b));
    // «اليوم», «أمس» are said of their own clause.
    let deictic = figure.kind == QuantityKind::Date && figure.tokens.len() == 1;
    deictic || figure.kind == QuantityKind::Duration || matches!(before, "خلال" | "غضون" | "طوال" | "مدار" | "مدي")
}

/// Metrics that hold at a time and not over one: a length of time fills them only from the head of the sentence.
const STOCKS: [&str; 5] = ["followers", "subscribers", "members", "users", "rank"];

/// Whether a date of the sentence can be that of a figure: not when another figure's clause holds it.
fn reaches(scene: &Scene<'_>, figure: &Quantity, draft: &Draft, drafts: &[Draft]) -> bool {
    let at = figure.tokens.start;
    if at >= draft.tokens.end {
        let clause = super::clause::start(scene, at);
        let next = drafts.get(drafts.partition_point(|d| d.tokens.start < draft.tokens.end));
        let other = next.is_some_and(|n| n.tokens.start >= clause && super::clause::start(scene, n.opens) == clause);
        return clause < draft.tokens.end || !other;
    }
    let sentence = scene.sentence(scene.sentence_of(at)).start;
    let clause = super::clause::start(scene, draft.opens);
    let first = drafts.get(drafts.partition_point(|d| d.tokens.start < sentence));
    let frame = bound_before(scene, at).0 <= sentence + FRAME_WITHIN && first.is_none_or(|d| d.tokens.start > at);
    let flows = bound_before(scene, at).1 == Bound::Since || filled(scene, figure);
    let held =
        !flows || !scene.lexicon.is_generic(draft.metric) && !STOCKS.contains(&scene.lexicon.metric_name(draft.metric));
    clause <= at || frame || held
}

/// «أنشئت في شباط 2012», «تأسيسها عام 1998»: when something began, not how long the figure held; «منذ تأسيسها عام 1998» is a period.
fn dates_a_beginning(scene: &Scene<'_>, figure: &Quantity) -> bool {
    let start = scene.sentence(scene.sentence_of(figure.tokens.start)).start;
    let before = figure.tokens.start.saturating_sub(BEGINNING_WITHIN).max(start)..figure.tokens.start;
    let begins = before.clone().rev().find(|i| scene.word(*i).has(Role::Begin));
    begins.is_some_and(|i| !(i.saturating_sub(1)..i + 1).any(|b| scene.key(b).trim_start_matches('و') == "منذ"))
}

/// How the words before a date bound the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    Within,
    Since,
    Until,
    At,
}

fn to_period(scene: &Scene<'_>, figure: &Quantity) -> Period {
    let (from, bound) = bound_before(scene, figure.tokens.start);
    let (start, end) = match &figure.value {
        Some(Value::Iso(iso)) => dates(iso).unwrap_or_default(),
        _ => (None, None),
    };
    let opening = if bound == Bound::Until { year_opening(scene, from) } else { None };
    let text = scene.tokens.slice(opening.unwrap_or(from)..figure.tokens.end).to_owned();
    match bound {
        Bound::Until if opening.is_some() => {
            let first = end.as_deref().and_then(|e| e.get(..4)).map(|year| format!("{year}-01-01"));
            Period { text, start: first, end }
        }
        Bound::Until => Period { text, start: None, end },
        Bound::Since => Period { text, start, end: None },
        Bound::At => Period { text, start: end.clone(), end },
        Bound::Within => Period { text, start, end },
    }
}

/// Where the words begin that bound a date, and how: «إلى غاية», «منذ», «حتى نهاية», «بنهاية».
fn bound_before(scene: &Scene<'_>, first: usize) -> (usize, Bound) {
    let is_end = |i: usize| matches!(scene.key(i).trim_start_matches(['ب', 'ل']), "نهايه" | "موفي" | "ختام" | "متم");
    let mut bound = if is_end(first) { Bound::At } else { Bound::Within };
    let mut from = first;
    while from > 0 && !scene.starts_line(from) && first - from < 3 {
        let key = scene.key(from - 1).trim_start_matches('و');
        let next = match key {
            "منذ" => Some(Bound::Since),
            "حتي" | "لغايه" => Some(Bound::Until),
            "غايه" | "حدود" if scene.key(from.saturating_sub(2)) == "الي" => None,
            "الي" if from < first => Some(Bound::Until),
            "بحلول" => Some(Bound::At),
            "خلال" | "في" | "غضون" | "قبل" | "مع" => Some(bound),
            _ if is_end(from - 1) => {
                bound = Bound::At;
                None
            }
            _ => break,
        };
        from -= 1;
        if let Some(next) = next {
            return (from, next);
        }
    }
    (from, bound)
}

/// «منذ بداية العام وحتى …»: where the words begin that open the period with the year.
fn year_opening(scene: &Scene<'_>, until: usize) -> Option<usize> {
    let from = (until.saturating_sub(5)..until).rev().find(|i| matches!(scene.key(*i), "منذ" | "من" | "ومنذ"))?;
    let opens = matches!(scene.key(from + 1), "بدايه" | "مطلع" | "اول" | "مستهل");
    let year = matches!(scene.key(from + 2), "العام" | "السنه" | "عام" | "سنه" | "هذا" | "هذه");
    (opens && year).then_some(from)
}

/// First and last day of an ISO date, month, year or interval; `None` for durations and incomplete dates.
fn dates(iso: &str) -> Option<(Option<String>, Option<String>)> {
    if let Some((start, end)) = iso.split_once('/') {
        let first = dates(start).and_then(|d| d.0);
        let last = dates(end).and_then(|d| d.1);
        return (first.is_some() || last.is_some()).then_some((first, last));
    }
    let parts: Vec<&str> = iso.split('-').collect();
    let year: i16 = parts.first()?.parse().ok()?;
    match parts.len() {
        1 => Some((Some(format!("{year:04}-01-01")), Some(format!("{year:04}-12-31")))),
        2 => month(year, parts.get(1)?.parse().ok()?),
        3 => jiff::civil::Date::new(year, parts.get(1)?.parse().ok()?, parts.get(2)?.parse().ok()?)
            .ok()
            .map(|_| (Some(iso.to_owned()), Some(iso.to_owned()))),
        _ => None,
    }
}

fn month(year: i16, month: i8) -> Option<(Option<String>, Option<String>)> {
    let first = jiff::civil::Date::new(year, month, 1).ok()?;
    Some((Some(first.to_string()), Some(first.last_of_month().to_string())))
}

/// Among whom a rank holds: the words after it, the list of a top verb, or the list named before.
pub(super) fn scope(scene: &Scene<'_>, cast: &Cast, draft: &Draft) -> Option<String> {
    if !draft.cue.is_rank() {
        return None;
    }
    let sentence = scene.sentence(scene.sentence_of(draft.tokens.start));
    scope_after(scene, draft.tokens.end, sentence.end)
        .or_else(|| listed(scene, cast, draft))
        .or_else(|| among_before(scene, sentence.start, draft.opens))
        .map(|range| scene.tokens.slice(range).to_owned())
        .filter(|s| !s.is_empty())
}

/// «عالميا», «عربيا وإفريقيا», «بين الحسابات الحكومية», «في ترتيب الأندية» after the rank words.
fn scope_after(scene: &Scene<'_>, end: usize, limit: usize) -> Option<std::ops::Range<usize>> {
    let mut i = past_criterion(scene, super::cue::past_quotes(scene, end), limit);
    let (mut from, mut to) = (None, i);
    while i < limit && !scene.starts_line(i) {
        let next = scope_piece(scene, i, limit)?.max(i);
        if next == i {
            break;
        }
        from = from.or(Some(i));
        (i, to) = (next, next);
        i = super::cue::past_quotes(scene, i);
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
        && scene.word(i + 1).senses.platform.is_none()
        && !scene.word(i + 1).senses.platform_head;
    let place = matches!(scene.key(i), "في" | "علي" | "ضمن" | "ب") && listed(i + 1) || somewhere;
    let among = word.has(Role::Among) || scene.key(i) == "من" && scene.key(i + 1) == "بين";
    if !(place || among) {
        return Some(i);
    }
    let mut from = i + word.len.max(1);
    if let Some(figure) = scene.word(from).figure {
        from = scene.figures[figure].tokens.end;
    }
    Some(noun_run(scene, from, limit))
}

/// A noun phrase with its superlatives and what they are by: «الحسابات الحكومية الأعلى أداء».
fn noun_run(scene: &Scene<'_>, from: usize, limit: usize) -> usize {
    let mut i = from;
    while i < limit && !scene.starts_line(i) {
        let word = scene.word(i);
        let accusative = i > from && scene.word(i - 1).has(Role::Superlative);
        let noun = scene.is_nominal(i)
            || scene.is_quote(i) && i > from
            || word.metric().is_some() && word.figure.is_none() && word.preposition.is_none();
        if !(noun && !word.conjunction || accusative) {
            break;
        }
        i += word.len.max(1);
    }
    i
}

/// The list that a verb of the first place heads: «تصدر رونالدو قائمة …», «تتصدر الوزارات الأكثر تفاعلا».
fn listed(scene: &Scene<'_>, cast: &Cast, draft: &Draft) -> Option<std::ops::Range<usize>> {
    let end = draft.tokens.end;
    let sentence = scene.sentence_of(end.saturating_sub(1));
    let limit = scene.sentence(sentence).end;
    if draft.cue != super::draft::Cue::First {
        return None;
    }
    let mention = cast
        .of_sentence(sentence)
        .map(|m| &cast.mentions[m])
        .find(|m| m.tokens.start >= end && m.tokens.start <= end + 6 && matches!(m.slot, Slot::Scope | Slot::Object))?;
    let from = mention.tokens.start;
    Some(from..noun_run(scene, from, limit).max(mention.tokens.end))
}

/// «في تصنيف QS», «على قائمة …» before the rank.
fn among_before(scene: &Scene<'_>, start: usize, end: usize) -> Option<std::ops::Range<usize>> {
    let at = (start..end).rev().find(|i| {
        let word = scene.word(*i);
        let list = scene.word(i + 1).has(Role::ScopeHead) && !scene.word(i + 1).article;
        list && matches!(scene.key(*i), "في" | "علي" | "ضمن" | "وفي" | "وضمن") || word.has(Role::Among) && word.len > 1
    })?;
    let to = noun_run(scene, at + scene.word(at).len.max(1), end);
    (to > at + 1).then_some(at..to)
}
