//! The Umm al-Qura calendar: its days, months and years as days of the Gregorian one.
//!
//! In: Hijri dates. Out: Gregorian days.
//! May import: nothing.

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::{NEAR_DAYS, shift};

/// The Gregorian day of a day of the Umm al-Qura calendar.
pub fn from_hijri(year: i16, month: i8, day: i8) -> Option<Date> {
    use icu_calendar::cal::Hijri;
    use icu_calendar::types::Month;
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let hijri = icu_calendar::Date::try_new(i32::from(year).into(), Month::new(month), day, Hijri::new_umm_al_qura());
    let iso = hijri.ok()?.to_calendar(icu_calendar::Iso);
    let (year, month) = (i16::try_from(iso.year().extended_year()).ok()?, i8::try_from(iso.month().ordinal).ok()?);
    Date::new(year, month, i8::try_from(iso.day_of_month().0).ok()?).ok()
}

/// First and last day of a month.
pub(super) fn hijri_month(year: i16, month: i8) -> Option<(Date, Date)> {
    let next = if month == 12 { from_hijri(year + 1, 1, 1) } else { from_hijri(year, month + 1, 1) };
    Some((from_hijri(year, month, 1)?, shift(next?, (-1).days())))
}

/// First and last day of a year.
pub(super) fn hijri_year(year: i16) -> Option<(Date, Date)> {
    Some((from_hijri(year, 1, 1)?, shift(from_hijri(year + 1, 1, 1)?, (-1).days())))
}

/// The Hijri year whose `month` begins in a Gregorian one: «رمضان 2024».
pub(super) fn hijri_year_in(gregorian: i16, month: i8) -> Option<i16> {
    about(gregorian).find(|year| from_hijri(*year, month, 1).is_some_and(|d| d.year() == gregorian))
}

/// The Hijri year that brings a day without one near the reference; open otherwise.
pub(super) fn hijri_year_near(reference: Option<Date>, month: i8, day: i8) -> Option<i16> {
    let today = reference?;
    let distance = |year: i16| Some((from_hijri(year, month, day)?.since(today).ok()?.get_days().abs(), year));
    about(today.year()).filter_map(distance).filter(|(days, _)| *days <= NEAR_DAYS).min().map(|(_, year)| year)
}

/// The Hijri year of the last (-1) or the next (1) `month` that lies wholly before or behind the reference.
pub(super) fn hijri_year_beside(today: Date, month: i8, sign: i64) -> Option<i16> {
    let mut years = about(today.year()).filter(|year| match hijri_month(*year, month) {
        Some((first, last)) => {
            if sign < 0 {
                last < today
            } else {
                first > today
            }
        }
        None => false,
    });
    if sign < 0 { years.last() } else { years.next() }
}

/// The Hijri years that touch a Gregorian one or its neighbours: 33 of them fill 32 Gregorian years.
fn about(gregorian: i16) -> impl Iterator<Item = i16> {
    let middle = (i32::from(gregorian) - 622) * 33 / 32;
    (middle - 2..=middle + 3).filter_map(|year| i16::try_from(year).ok())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_month_and_a_year_are_placed() {
        assert_eq!(hijri_month(1445, 9), Some((date(2024, 3, 11), date(2024, 4, 9))));
        assert_eq!(hijri_year(1446).map(|y| y.0), Some(date(2024, 7, 7)));
        assert_eq!(hijri_year_in(2024, 9), Some(1445));
        assert_eq!(hijri_year_beside(date(2025, 11, 20), 9, -1), Some(1446));
        assert_eq!(hijri_year_beside(date(2025, 11, 20), 9, 1), Some(1447));
        assert_eq!(hijri_year_near(Some(date(2025, 3, 20)), 9, 1), Some(1446));
        assert_eq!(hijri_year_near(Some(date(2025, 11, 20)), 9, 1), Some(1447));
    }
}
