//! Date lines: the days and times that a short line near a headline tells.
//!
//! In: one line, and the time of the fetch where known. Out: [`Stamp`]s with the tokens they take.
//! May import: arabic, numbers.

use std::ops::Range;

use jiff::civil::{Date, DateTime};

use super::clock::Clock;
use super::dateline::{Piece, Placed, pieces};
use crate::arabic::{Gap, is_numeric, tokenize};
use crate::numbers::from_hijri;

/// Years that a news page may be of.
const YEARS: Range<i64> = 1950..2100;
/// The same in the Hijri calendar.
const HIJRI_YEARS: Range<i64> = 1370..1520;
/// A line with more tokens is no date line.
const TOKENS: usize = 80;

/// A day, with what the page tells of its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    pub day: Date,
    /// Hour, minute, second.
    pub time: Option<(i8, i8, i8)>,
    /// `Z` or `+03:00`.
    pub offset: Option<String>,
    /// Whether the line calls it the time of a change.
    pub modified: bool,
}

impl Stamp {
    /// RFC 3339 as far as the page tells it: a day, a local time, or a time with its offset.
    pub fn rfc3339(&self) -> String {
        let Some((hour, minute, second)) = self.time else { return self.day.to_string() };
        let offset = self.offset.as_deref().unwrap_or("");
        format!("{}T{hour:02}:{minute:02}:{second:02}{offset}", self.day)
    }

    /// Days alone tell least, times with an offset most. Midnight sharp is how machines write a day.
    pub fn precision(&self) -> u8 {
        match self.time {
            None => 0,
            Some((0, 0, 0)) => 1,
            Some(_) => 2 + u8::from(self.offset.is_some()),
        }
    }
}

/// What a line says of dates.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct DateLine {
    pub stamps: Vec<Stamp>,
    /// Words that belong to no date.
    pub others: usize,
}

/// Reads the dates of a line. `now` is the time of the fetch, without which «منذ ساعتين» says nothing.
pub(super) fn dates(line: &str, now: Option<DateTime>) -> DateLine {
    if !line.chars().any(is_numeric) && now.is_none() {
        return DateLine::default();
    }
    let tokens = tokenize(line);
    if tokens.len() > TOKENS {
        return DateLine::default();
    }
    let pieces = pieces(&tokens);
    Reader { pieces: &pieces, now }.line()
}

/// A line's pieces under the reader's eye.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub pieces: &'a [Placed],
    pub now: Option<DateTime>,
}

impl Reader<'_> {
    fn line(self) -> DateLine {
        let mut line =
            DateLine { stamps: Vec::new(), others: self.pieces.iter().filter(|(p, _)| *p == Piece::Other).count() };
        let (mut at, mut modified, mut early, mut hijri) = (0, false, None, None);
        while at < self.pieces.len() {
            if let Some((clock, end)) = self.clock(at) {
                early = place(&mut line.stamps, clock).or(early);
                at = end;
            } else if let Some((day, of_hijra, end)) = self.day(at).or_else(|| self.relative(at, line.others)) {
                let stamp = stamp(day, modified, if of_hijra { None } else { early.take() });
                if of_hijra {
                    hijri = hijri.or(Some(stamp))
                } else {
                    line.stamps.push(stamp)
                }
                at = end;
            } else {
                if let Piece::Label(change) = self.get(at) {
                    modified = change;
                }
                at += 1;
            }
        }
        if line.stamps.is_empty() {
            line.stamps.extend(hijri);
            early.map(|clock| place(&mut line.stamps, clock));
        }
        line
    }

    pub fn get(self, at: usize) -> Piece {
        self.pieces.get(at).map_or(Piece::Other, |(p, _)| *p)
    }

    /// Whether a piece stands right behind the one before it.
    pub fn touches(self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|(_, gap)| *gap == Gap::None)
    }

    /// A number of at most two digits.
    pub fn small(self, at: usize) -> Option<i64> {
        match self.get(at) {
            Piece::Number(n, 1 | 2) => Some(n),
            _ => None,
        }
    }

    fn year(self, at: usize) -> Option<i64> {
        match self.get(at) {
            Piece::Number(n, 4) if YEARS.contains(&n) || HIJRI_YEARS.contains(&n) => Some(n),
            _ => None,
        }
    }

    /// Past fillers and the marks that part a date's words.
    pub fn past(self, mut at: usize) -> usize {
        let blank =
            |p: Piece| matches!(p, Piece::Filler | Piece::Mark('،' | ',' | '/' | '-' | '–' | '.' | '|' | '(' | ')'));
        let most = at + 3;
        while at < most && blank(self.get(at)) {
            at += 1;
        }
        at
    }

    /// A month, or two names of one: «كانون الثاني / يناير», «يناير (كانون الثاني)».
    fn month(self, at: usize) -> Option<(i8, bool, usize)> {
        let Piece::Month(month, hijri) = self.get(at) else { return None };
        let pair = self.past(at + 1);
        match self.get(pair) {
            Piece::Month(other, false) if other == month => {
                let closed = matches!(self.get(pair + 1), Piece::Mark(')' | ']'));
                Some((month, hijri, pair + 1 + usize::from(closed)))
            }
            _ => Some((month, hijri, at + 1)),
        }
    }

    /// The day that starts at a piece, whether it was of the Hijri calendar, and where it ends.
    fn day(self, at: usize) -> Option<(Date, bool, usize)> {
        let (year, month, day, hijri, end) = self
            .numeric(at)
            .or_else(|| self.day_month(at))
            .or_else(|| self.month_day(at))
            .or_else(|| self.year_month(at))
            .or_else(|| self.compact(at))?;
        let hijri = hijri || HIJRI_YEARS.contains(&year);
        let day = if hijri { of_hijra(year, month, day)? } else { civil(year, month, day)? };
        Some((day, hijri, end))
    }

    /// `2017/02/25`, `25-02-2017`, `8/4/2019` (the day first, unless it cannot be).
    fn numeric(self, at: usize) -> Option<Found> {
        let Piece::Mark(mark @ ('/' | '-' | '.')) = self.get(at + 1) else { return None };
        let (Piece::Number(a, digits), Piece::Number(c, last)) = (self.get(at), self.get(at + 4)) else { return None };
        let b = self.small(at + 2).filter(|_| self.get(at + 3) == Piece::Mark(mark))?;
        let (year, x, y) = match (digits, last) {
            (4, 1 | 2) => (a, c, b),
            (1 | 2, 4) => (c, a, b),
            (2, 2) if mark != '.' && (10..40).contains(&c) => (2000 + c, a, b),
            _ => return None,
        };
        let (day, month) = if y > 12 && x <= 12 { (y, x) } else { (x, y) };
        Some((year, month, day, false, at + 5))
    }

    /// «9 جانفي 2026», «9 من ربيع الأول سنة 1447»; without its year only where the time of the fetch is known.
    fn day_month(self, at: usize) -> Option<Found> {
        let day = self.small(at)?;
        let (month, hijri, end) = self.month(self.past(at + 1))?;
        let behind = self.past(end);
        if let Some(year) = self.year(behind) {
            return Some((year, i64::from(month), day, hijri, behind + 1));
        }
        let year = self.nearest_year(month, day).filter(|_| !hijri)?;
        Some((year, i64::from(month), day, hijri, end))
    }

    /// The year that puts a day last before the fetch.
    fn nearest_year(self, month: i8, day: i64) -> Option<i64> {
        let today = self.now?.date();
        let year = i64::from(today.year());
        let past = |y: &i64| civil(*y, i64::from(month), day).is_some_and(|d| d <= today);
        [year, year - 1].into_iter().find(past)
    }

    /// «ديسمبر 19 2024», «January 9, 2026».
    fn month_day(self, at: usize) -> Option<Found> {
        let (month, hijri, end) = self.month(at)?;
        let day_at = self.past(end);
        let day = self.small(day_at)?;
        let behind = self.past(day_at + 1);
        Some((self.year(behind)?, i64::from(month), day, hijri, behind + 1))
    }

    /// «2026 يناير 9».
    fn year_month(self, at: usize) -> Option<Found> {
        let year = self.year(at)?;
        let (month, hijri, end) = self.month(self.past(at + 1))?;
        let day_at = self.past(end);
        let clock = matches!(self.get(day_at + 1), Piece::Mark(':'));
        Some((year, i64::from(month), self.small(day_at).filter(|_| !clock)?, hijri, day_at + 1))
    }

    /// `20260109`.
    fn compact(self, at: usize) -> Option<Found> {
        match self.get(at) {
            Piece::Number(n, 8) if YEARS.contains(&(n / 10_000)) => {
                Some((n / 10_000, n / 100 % 100, n % 100, false, at + 1))
            }
            _ => None,
        }
    }

    /// «منذ ساعتين», «3 days ago», «أمس»: the day only, as the page tells no more.
    fn relative(self, at: usize, others: usize) -> Option<(Date, bool, usize)> {
        let now = self.now?;
        let (minutes, end) = match self.get(at) {
            Piece::Day(days) if others == 0 && days <= 0 => (-days * 24 * 60, at + 1),
            Piece::Ago => {
                let (count, unit_at) = self.small(at + 1).map_or((1, at + 1), |n| (n, at + 2));
                let Piece::Unit(minutes, own) = self.get(unit_at) else { return None };
                (minutes * count.max(own), unit_at + 1)
            }
            Piece::Number(count, 1 | 2) if self.get(at + 2) == Piece::AgoBehind => {
                let Piece::Unit(minutes, _) = self.get(at + 1) else { return None };
                (minutes * count, at + 3)
            }
            _ => return None,
        };
        let then = now.checked_sub(jiff::Span::new().try_minutes(minutes).ok()?).ok()?;
        Some((then.date(), false, end))
    }
}

/// Year, month, day, whether its month is of the Hijri calendar, and the end.
type Found = (i64, i64, i64, bool, usize);

fn stamp(day: Date, modified: bool, clock: Option<Clock>) -> Stamp {
    let (time, offset) = clock.map_or((None, None), |c| (Some(c.time), c.offset));
    Stamp { day, time, offset, modified }
}

/// Gives a time to the last day that has none; gives it back when there is no such day.
fn place(stamps: &mut [Stamp], clock: Clock) -> Option<Clock> {
    match stamps.last_mut() {
        Some(stamp) if stamp.time.is_none() => {
            (stamp.time, stamp.offset) = (Some(clock.time), clock.offset);
            None
        }
        _ => Some(clock),
    }
}

fn civil(year: i64, month: i64, day: i64) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|y| YEARS.contains(&i64::from(*y)))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The Gregorian day of a Hijri one.
fn of_hijra(year: i64, month: i64, day: i64) -> Option<Date> {
    from_hijri(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(line: &str) -> Option<String> {
        dates(line, None).stamps.first().map(Stamp::rfc3339)
    }

    #[test]
    fn days_in_four_systems_of_months() {
        for line in [
            "9 يناير 2026",
            "الجمعة 9 كانون الثاني / يناير 2026",
            "9 جانفي 2026",
            "الجمعة، ٩ كانون الثاني ٢٠٢٦",
            "يناير 9, 2026",
            "نشر في: 9 يناير/كانون الثاني 2026",
            "2026/01/09",
            "09-01-2026",
            "9/1/2026",
            "09.01.2026",
            "9 يناير (كانون الثاني) 2026م",
            "20 رجب 1447هـ - 9 يناير 2026م",
            "Jan 9, 2026",
            "09-Jan-2026",
            "9 من يناير عام 2026",
            "9 janvier 2026",
            "January 9th, 2026",
        ] {
            assert_eq!(first(line).as_deref(), Some("2026-01-09"), "{line}");
        }
        for (line, day) in [
            ("5 دجنبر 2025", "2025-12-05"),
            ("3 يوليوز 2025", "2025-07-03"),
            ("1 غشت 2024", "2024-08-01"),
            ("8 أفريل 2019", "2019-04-08"),
            ("السبت 14 شتنبر 2024", "2024-09-14"),
            ("ديسمبر 19 2024", "2024-12-19"),
        ] {
            assert_eq!(first(line).as_deref(), Some(day), "{line}");
        }
    }

    #[test]
    fn a_hijri_day_alone_is_converted() {
        assert_eq!(first("1 محرم 1447هـ").as_deref(), Some("2025-06-26"));
        assert_eq!(first("غرة").as_deref(), None);
        assert_eq!(first("الأحد 01-01-1447").as_deref(), Some("2025-06-26"));
    }

    #[test]
    fn times_and_offsets_are_kept_as_given() {
        for (line, time) in [
            ("2017/02/25 13:39", "2017-02-25T13:39:00"),
            ("الأربعاء 15 نيسان / أبريل 2020 09:22 مساءً", "2020-04-15T21:22:00"),
            ("١٢ آذار ٢٠٢٦ ٠٩:٤٥ مساءً", "2026-03-12T21:45:00"),
            ("السبت 3 يناير 2026 - 14 رجب 1447هـ - 08:15 ص", "2026-01-03T08:15:00"),
            ("10:30 ص | 5 يناير 2026", "2026-01-05T10:30:00"),
            ("5 يناير 2026، الساعة 12:05 صباحا", "2026-01-05T00:05:00"),
            ("5 يناير 2026 | 18:20 بتوقيت غرينتش", "2026-01-05T18:20:00Z"),
            ("5 يناير 2026 18:20 (GMT+2)", "2026-01-05T18:20:00+02:00"),
            ("2026-01-09T21:45:00+03:00", "2026-01-09T21:45:00+03:00"),
            ("2026-01-09T21:45:00.000Z", "2026-01-09T21:45:00Z"),
            ("Thu, 08 Jan 2026 21:45:00 +0000", "2026-01-08T21:45:00+00:00"),
            ("2026-01-09 21:45:10 -0500", "2026-01-09T21:45:10-05:00"),
            ("آخر تحديث 7 مايو 2024 بتوقيت مكة المكرمة 10:00", "2024-05-07T10:00:00"),
            ("9 جانفي 2026 à 14h30", "2026-01-09T14:30:00"),
        ] {
            assert_eq!(first(line).as_deref(), Some(time), "{line}");
        }
    }

    #[test]
    fn labels_tell_publication_from_change() {
        let line = dates("نشر في 5 يناير 2026 10:00 - آخر تحديث: 6 يناير 2026 11:00", None);
        let told: Vec<_> = line.stamps.iter().map(|s| (s.rfc3339(), s.modified)).collect();
        assert_eq!(told, [("2026-01-05T10:00:00".to_owned(), false), ("2026-01-06T11:00:00".to_owned(), true)]);
        assert_eq!(line.others, 0);
    }

    #[test]
    fn relative_days_need_the_time_of_the_fetch() {
        let now = "2026-01-09T01:30:00".parse().ok();
        let day = |line: &str| dates(line, now).stamps.first().map(Stamp::rfc3339);
        assert_eq!(day("منذ ساعتين").as_deref(), Some("2026-01-08"));
        assert_eq!(day("قبل 20 دقيقة").as_deref(), Some("2026-01-09"));
        assert_eq!(day("منذ 3 أيام").as_deref(), Some("2026-01-06"));
        assert_eq!(day("أمس 10:30").as_deref(), Some("2026-01-08T10:30:00"));
        assert_eq!(day("2 hours ago").as_deref(), Some("2026-01-08"));
        assert_eq!(day("السبت 21 نوفمبر").as_deref(), Some("2025-11-21"));
        assert_eq!(first("منذ ساعتين"), None);
        assert_eq!(first("السبت 21 نوفمبر"), None);
    }

    #[test]
    fn other_figures_are_no_dates() {
        for line in ["الهلال 2 - 1 الفتح", "12 / 3 / 1", "في 2025 و2026", "يناير 2026", "هاتف 01/234567", "99/99/2020"]
        {
            assert_eq!(first(line), None, "{line}");
        }
    }
}
