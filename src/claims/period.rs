//! Periods: when a figure held.
//!
//! In: the dates of a text. Out: the period of a claim.
//! May import: what claims imports.

use jiff::civil::Date;

use super::clause;
use super::draft::Draft;
use super::reading::Scene;
use crate::lexicon::Role;
use crate::numbers::{Quantity, QuantityKind, Value};
use crate::record::Period;

/// How many tokens before a date a word may stand that makes it the date of a beginning.
const BEGINNING_WITHIN: usize = 5;

/// How far into its sentence a date sets the time of all its clauses, in tokens.
const FRAME_WITHIN: usize = 3;

/// The period of a draft: the nearest dates of its sentence.
pub(super) fn period(scene: &Scene<'_>, draft: &Draft, drafts: &[Draft]) -> Option<Period> {
    let sentence = scene.sentence(scene.sentence_of(draft.tokens.start));
    let at = draft.tokens.start;
    // «… خلال رمضان، وأن القناة تضم …»: what is reported next has a time of its own.
    let dated = |f: &Quantity| matches!(f.kind, QuantityKind::Date | QuantityKind::Period | QuantityKind::Duration);
    let counted = |i: usize| scene.figures_in(&(sentence.start..i)).iter().any(|f| !dated(f));
    let apart = |f: &&Quantity| {
        (f.tokens.end..at).any(|i| scene.key(i) == "وان" || scene.key(i) == "ان" && scene.word(i).len > 0 && counted(i))
    };
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
    matches!(&figure.value, Some(Value::Iso(iso)) if days(iso).is_some())
}

/// A period that a report is about holds for the whole article: «قائمتها للربع الثالث من 2025».
pub(super) fn report_period(scene: &Scene<'_>) -> Option<(usize, Period)> {
    let figure = scene.figures.iter().find(|f| {
        has_dates(f)
            && f.kind == QuantityKind::Period
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
        // «15 مليونا، مقابل 13 مليونا في نهاية 2012»: the time of what it is set beside.
        if (draft.tokens.end..at).any(|i| scene.word(i).has(Role::Compare)) {
            return false;
        }
        let clause = clause::start(scene, at);
        let sentence = scene.sentence(scene.sentence_of(at));
        let dated = |f: &Quantity| matches!(f.kind, QuantityKind::Date | QuantityKind::Period | QuantityKind::Duration);
        let counts = |f: &&Quantity| !dated(f) && clause::start(scene, f.tokens.start) == clause;
        let other = scene.figures_in(&(clause.max(draft.tokens.end)..sentence.end)).iter().take(8).any(|f| counts(&f));
        let next = drafts.get(drafts.partition_point(|d| d.tokens.start < draft.tokens.end));
        let other = other || next.is_some_and(|n| n.tokens.start >= clause && clause::start(scene, n.opens) == clause);
        return clause < draft.tokens.end || !other;
    }
    let sentence = scene.sentence(scene.sentence_of(at)).start;
    let clause = clause::start(scene, draft.opens);
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
    // «الأعلى منذ 2014», «لأول مرة منذ»: the last time that it was so.
    let (from, bound) = bound_before(scene, figure.tokens.start);
    let compared = |i: usize| scene.word(i).has(Role::Superlative) || scene.key(i) == "مره";
    if bound == Bound::Since && (from.saturating_sub(2).max(start)..from).any(compared) {
        return true;
    }
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
    while from > 0 && !scene.starts_line(from) && first - from < 4 {
        let key = scene.key(from - 1).trim_start_matches('و');
        let next = match key {
            "منذ" => Some(Bound::Since),
            "حتي" | "لغايه" => Some(Bound::Until),
            "غايه" | "حدود" if scene.key(from.saturating_sub(2)) == "الي" => None,
            "الي" if from < first => Some(Bound::Until),
            "بحلول" => Some(Bound::At),
            "في" if bound == Bound::Within && since_event(scene, from - 1).is_some() => {
                return (since_event(scene, from - 1).unwrap_or(from), Bound::Since);
            }
            "خلال" | "في" | "غضون" | "قبل" | "مع" => Some(bound),
            "يوم" | "شهر" | "تاريخ" if from == first => None,
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

/// «منذ بدء التفشي في أيلول 2025»: where the words begin that count from something dated by «في» at token `i`.
fn since_event(scene: &Scene<'_>, i: usize) -> Option<usize> {
    let from = (i.saturating_sub(4)..i).rev().find(|b| scene.key(*b).trim_start_matches('و') == "منذ")?;
    (!(from..i).any(|b| scene.is_mark(b) || scene.word(b).verb || scene.word(b).figure.is_some())).then_some(from)
}

/// «منذ بداية العام وحتى …»: where the words begin that open the period with the year.
fn year_opening(scene: &Scene<'_>, until: usize) -> Option<usize> {
    let from = (until.saturating_sub(5)..until).rev().find(|i| matches!(scene.key(*i), "منذ" | "من" | "ومنذ"))?;
    let opens = matches!(scene.key(from + 1), "بدايه" | "مطلع" | "اول" | "مستهل");
    let year = matches!(scene.key(from + 2), "العام" | "السنه" | "عام" | "سنه" | "هذا" | "هذه");
    (opens && year).then_some(from)
}

/// First and last day of an ISO date, month, year or interval, as they are written; `None` for durations and incomplete dates.
fn dates(iso: &str) -> Option<(Option<String>, Option<String>)> {
    let (first, last) = days(iso)?;
    Some((first.map(|day| day.to_string()), last.map(|day| day.to_string())))
}

/// The same as days.
fn days(iso: &str) -> Option<(Option<Date>, Option<Date>)> {
    if let Some((start, end)) = iso.split_once('/') {
        let first = days(start).and_then(|d| d.0);
        let last = days(end).and_then(|d| d.1);
        return (first.is_some() || last.is_some()).then_some((first, last));
    }
    let mut parts = iso.split('-');
    let year: i16 = parts.next()?.parse().ok()?;
    let (month, day) = (parts.next(), parts.next());
    let (first, last) = match (month, day) {
        (None, _) => (Date::new(year, 1, 1), Date::new(year, 12, 31)),
        (Some(month), None) => {
            let first = Date::new(year, month.parse().ok()?, 1);
            (first.clone(), first.map(|day| day.last_of_month()))
        }
        (Some(month), Some(day)) => {
            let day = Date::new(year, month.parse().ok()?, day.parse().ok()?);
            (day.clone(), day)
        }
    };
    parts.next().is_none().then_some(())?;
    Some((Some(first.ok()?), Some(last.ok()?)))
}
