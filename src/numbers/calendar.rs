//! Days, months, weeks and years as values, and how they are written in ISO 8601.
//!
//! In: what the grammar read. Out: ISO text; days that are not said are left open with X.
//! May import: record.

use jiff::civil::Date;
use jiff::{Span as Time, ToSpan};

/// How far a day without a year may lie from the reference for its year to be taken from there.
pub(super) const NEAR_DAYS: i32 = 120;

/// A piece of the calendar.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Moment {
    /// A day; the year may be open.
    Day { year: Option<i16>, month: i8, day: i8 },
    /// A day of the week in an open week, Monday = 1.
    Weekday(i8),
    /// A month; the year may be open.
    Month { year: Option<i16>, month: i8 },
    /// A year.
    Year(i16),
    /// The ISO week of a day.
    Week(Date),
    /// First and last day.
    Days(Date, Date),
    /// What ISO 8601 has no form for: seasons, weeks of a month, decades.
    Other(String),
    /// Said, but not to be placed without a reference day.
    Unknown,
}

impl Moment {
    /// A known day.
    pub fn day(date: Date) -> Self {
        Self::Day { year: Some(date.year()), month: date.month(), day: date.day() }
    }

    /// The moment in ISO 8601; `None` when it cannot be placed at all.
    pub fn iso(&self) -> Option<String> {
        let text = match self {
            Self::Day { year, month, day } => format!("{}-{month:02}-{day:02}", year_text(*year)),
            Self::Weekday(day) => format!("XXXX-WXX-{day}"),
            Self::Month { year, month } => format!("{}-{month:02}", year_text(*year)),
            Self::Year(year) => format!("{year:04}"),
            Self::Week(day) => week_text(*day),
            Self::Days(first, last) => format!("{first}/{last}"),
            Self::Other(text) => text.clone(),
            Self::Unknown => return None,
        };
        Some(text)
    }

    /// First and last day, when the year is known.
    pub fn bounds(&self) -> Option<(Date, Date)> {
        match self {
            Self::Day { year, month, day } => Date::new((*year)?, *month, *day).ok().map(|d| (d, d)),
            Self::Month { year, month } => month_days((*year)?, *month),
            Self::Year(year) => Some((Date::new(*year, 1, 1).ok()?, Date::new(*year, 12, 31).ok()?)),
            Self::Week(day) => Some(week_days(*day)),
            Self::Days(first, last) => Some((*first, *last)),
            _ => None,
        }
    }

    /// Whether it is a single day.
    pub fn is_day(&self) -> bool {
        matches!(self, Self::Day { .. } | Self::Weekday(_))
    }

    /// The stretch from the start of this to the end of `last`.
    pub fn to(&self, last: &Self) -> Self {
        match (self.bounds(), last.bounds()) {
            (Some((first, _)), Some((_, last))) if first <= last => Self::Days(first, last),
            _ => match (self.iso(), last.iso()) {
                (Some(a), Some(b)) => Self::Other(format!("{a}/{b}")),
                _ => Self::Unknown,
            },
        }
    }
}

fn year_text(year: Option<i16>) -> String {
    year.map_or_else(|| "XXXX".to_owned(), |y| format!("{y:04}"))
}

fn week_text(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// Monday and Sunday of the week of a day.
pub(super) fn week_days(day: Date) -> (Date, Date) {
    let monday = shift(day, (1 - i64::from(day.weekday().to_monday_one_offset())).days());
    (monday, shift(monday, 6.days()))
}

/// The first and the last day of a month.
pub(super) fn month_days(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

/// A day moved by a span of time; the same day where the calendar ends.
pub(super) fn shift(day: Date, by: Time) -> Date {
    day.checked_add(by).unwrap_or(day)
}

/// The year of a day or a month (`day` 15) that does not say it: the reference's, or the one before or after, if that
/// brings it near; open otherwise.
pub(super) fn near_year(reference: Option<Date>, month: i8, day: i8) -> Option<i16> {
    let today = reference?;
    let distance = |year: i16| Some((Date::new(year, month, day).ok()?.since(today).ok()?.get_days().abs(), year));
    let years = [today.year(), today.year() - 1, today.year() + 1];
    years.into_iter().filter_map(distance).filter(|(days, _)| *days <= NEAR_DAYS).min().map(|(_, year)| year)
}

/// The `nth` day `weekday` (Monday = 1) of a month; -1 is the last.
pub(super) fn nth_weekday(year: i16, month: i8, weekday: i8, nth: i8) -> Option<Date> {
    let first = Date::new(year, month, 1).ok()?;
    let weekday = jiff::civil::Weekday::from_monday_one_offset(weekday).ok()?;
    first.nth_weekday_of_month(nth, weekday).ok()
}

/// The day `weekday` (Monday = 1) in the week of `day`.
pub(super) fn in_week(day: Date, weekday: i8) -> Date {
    shift(week_days(day).0, i64::from(weekday - 1).days())
}
