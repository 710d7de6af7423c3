//! When a page was published and changed: what it declares, then the date lines near its headline.
//!
//! In: a page and the lines near its headline. Out: two [`Stamp`]s.
//! May import: page.

use jiff::civil::DateTime;

use super::Hints;
use super::dated::{DateLine, Stamp, dates};
use super::near::{Line, Page, Where};
use super::tree::NodeId;

/// Names of metas that hold the time of publication, surest first.
const PUBLISHED: [&str; 31] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "og:published_time",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publish_date",
    "publishdate",
    "publication_date",
    "publicationdate",
    "pubdate",
    "published_time",
    "published",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "dc.date.created",
    "cxenseparse:recs:publishtime",
    "article.published",
    "published-date",
    "publisheddate",
    "publication-date",
    "datecreated",
    "dc.date.published",
    "article:published_date",
    "article_date",
    "bt:pubdate",
    "og:pubdate",
];
/// Names that some sites fill with the time of publication and others with today.
const WEAK: [&str; 4] = ["date", "article:created", "created", "article_date_original"];
const MODIFIED: [&str; 7] = [
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "article:modified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
];

/// Words of a line near the headline that may belong to no date.
const MOST_OTHERS: usize = 6;
const MOST_OTHERS_HINTED: usize = 14;

/// When a page was published and last changed, and the lines that say nothing else.
#[derive(Debug, Default)]
pub(super) struct Dates {
    pub published: Option<Stamp>,
    pub modified: Option<Stamp>,
    /// Blocks that hold a date and nothing else.
    pub blocks: Vec<usize>,
}

/// Reads both times of a page.
pub(super) fn page_dates(page: &Page<'_, '_>, near: &[Line]) -> Dates {
    let now = page.hints.fetched_at.and_then(fetch_time);
    let lines: Vec<(&Line, DateLine)> =
        near.iter().map(|l| (l, told(l, now))).filter(|(_, d)| !d.stamps.is_empty()).collect();
    let strong = declared(page, "datePublished", &PUBLISHED);
    let told = times(page, near).into_iter().chain(visible(&lines, false));
    let shown: Vec<Stamp> =
        told.filter(|s| now.is_none_or(|n| s.day <= n.date().tomorrow().unwrap_or(s.day))).collect();
    let weak: Vec<Stamp> = WEAK.iter().flat_map(|n| page.declared.all(n)).filter_map(stamp_of).collect();
    let lone = lone_time(page);
    let published = most_precise(strong.into_iter().chain(settle(weak, shown)).chain(lone));
    let modified = declared(page, "dateModified", &MODIFIED).into_iter().chain(visible(&lines, true));
    let bare = lines.iter().filter(|(_, d)| d.others == 0).map(|(l, _)| l.block).collect();
    Dates { published, modified: most_precise(modified), blocks: bare }
}

/// The dates of a line; where it says much else, those of the element in it that says least else.
fn told(line: &Line, now: Option<DateTime>) -> DateLine {
    let whole = dates(&line.text, now);
    if is_date_line(line, &whole) {
        return whole;
    }
    let pieces = line.pieces().map(|piece| dates(piece, now)).filter(|d| !d.stamps.is_empty());
    let best = pieces.min_by_key(|d| d.others);
    // The line is more than its date.
    best.map_or(whole, |d| DateLine { others: d.others + 1, ..d })
}

/// A weak meta counts before what the page shows, unless it is days later: then it is the day of the visit.
fn settle(weak: Vec<Stamp>, visible: Vec<Stamp>) -> Vec<Stamp> {
    let late = match (weak.first(), visible.first()) {
        (Some(w), Some(v)) => days_between(v, w) > 1,
        _ => false,
    };
    if late { visible } else { weak.into_iter().chain(visible).collect() }
}

/// The time of a fetch, as the caller gives it in RFC 3339.
pub(super) fn fetch_time(time: &str) -> Option<DateTime> {
    let stamp = stamp_of(time)?;
    let (hour, minute, second) = stamp.time.unwrap_or((12, 0, 0));
    Some(stamp.day.at(hour, minute, second, 0))
}

/// The date of a text that holds one, in RFC 3339.
pub(super) fn stamp(text: &str, hints: &Hints<'_>) -> Option<String> {
    let now = hints.fetched_at.and_then(fetch_time);
    epoch(text.trim()).or_else(|| dates(text, now).stamps.into_iter().next()).map(|s| s.rfc3339())
}

/// The first date of a declared value, which may be a whole sentence.
fn stamp_of(value: &str) -> Option<Stamp> {
    epoch(value.trim()).or_else(|| dates(value, None).stamps.into_iter().next())
}

/// Seconds or milliseconds since 1970.
fn epoch(value: &str) -> Option<Stamp> {
    if !matches!(value.len(), 10 | 13) || !value.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let seconds: i64 = value.get(..10)?.parse().ok()?;
    let time = DateTime::constant(1970, 1, 1, 0, 0, 0, 0).checked_add(jiff::Span::new().seconds(seconds)).ok()?;
    Some(Stamp {
        day: time.date(),
        time: Some((time.hour(), time.minute(), time.second())),
        offset: Some("Z".to_owned()),
        modified: false,
    })
}

/// What JSON-LD, metas and properties declare, surest first.
fn declared(page: &Page<'_, '_>, key: &str, metas: &[&str]) -> Vec<Stamp> {
    let linked = page.declared.linked(key).filter_map(stamp_of);
    let metas = metas.iter().flat_map(|name| page.declared.all(name)).filter_map(stamp_of);
    let items = page.declared.items.iter().filter(|(name, _)| name == key).filter_map(|(_, id)| item(page, *id));
    linked.chain(metas).chain(items).collect()
}

/// The date of an element: its `content` or `datetime`, or its text.
fn item(page: &Page<'_, '_>, id: NodeId) -> Option<Stamp> {
    let attribute = ["content", "datetime"].iter().find_map(|name| page.tree.attribute(id, name));
    attribute.and_then(|a| stamp_of(&a)).or_else(|| stamp_of(&page.tree.all_text(id)))
}

/// `<time datetime>` elements around the headline, and one that says it is the publication's wherever it stands.
fn times(page: &Page<'_, '_>, near: &[Line]) -> Vec<Stamp> {
    let blocks = near.iter().filter(|l| l.place == Where::UnderHeadline).filter_map(|l| page.blocks.get(l.block));
    let from = blocks.clone().map(|b| b.holder.min(b.nodes.start)).min().unwrap_or(0);
    let to = blocks.map(|b| b.nodes.end).max().unwrap_or(0);
    let is_near = |id: &NodeId| (from..to).contains(id) || page.tree.attribute(*id, "pubdate").is_some();
    page.declared.times.iter().filter(|id| is_near(id)).filter_map(|id| item(page, *id)).collect()
}

/// The one day that all `<time>` elements up to the article's end agree on.
fn lone_time(page: &Page<'_, '_>) -> Option<Stamp> {
    let end = page.body().and_then(|(_, last)| page.blocks.get(last)).map_or(0, |b| b.nodes.end);
    let before = page.declared.times.iter().take_while(|id| **id < end);
    let mut stamps = before.filter_map(|id| item(page, *id));
    let first = stamps.next()?;
    stamps.all(|s| s.day == first.day).then_some(first)
}

/// The dates that lines show, those nearest to the headline first.
fn visible(lines: &[(&Line, DateLine)], modified: bool) -> Vec<Stamp> {
    let mut found: Vec<(usize, &Stamp)> = lines
        .iter()
        .filter(|(l, d)| is_date_line(l, d))
        .flat_map(|(l, d)| d.stamps.iter().map(|s| (cost(l, d), s)))
        .filter(|(_, s)| s.modified == modified)
        .collect();
    found.sort_by_key(|(cost, _)| *cost);
    found.into_iter().map(|(_, s)| s.clone()).collect()
}

fn is_date_line(line: &Line, dates: &DateLine) -> bool {
    dates.others <= if line.hinted { MOST_OTHERS_HINTED } else { MOST_OTHERS }
}

/// Lines under the headline come before those over it, which may hold the day of the visit, and those before the foot.
fn cost(line: &Line, dates: &DateLine) -> usize {
    let place = match line.place {
        Where::UnderHeadline => 0,
        Where::OverHeadline => 4 + line.distance,
        Where::Foot => 24,
    };
    place + line.distance + 2 * dates.others + if line.hinted { 0 } else { 3 }
}

/// The first witness, or a more precise one of the same day or its neighbours.
fn most_precise(witnesses: impl IntoIterator<Item = Stamp>) -> Option<Stamp> {
    let mut witnesses = witnesses.into_iter();
    let first = witnesses.next()?;
    let day = first.clone();
    Some(
        witnesses
            .filter(|w| days_between(&day, w).abs() <= 1)
            .fold(first, |best, w| if w.precision() > best.precision() { w } else { best }),
    )
}

fn days_between(earlier: &Stamp, later: &Stamp) -> i32 {
    earlier.day.until(later.day).map_or(i32::MAX, |s| s.get_days())
}
