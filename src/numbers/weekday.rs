//! Days of the week: alone, with a day of the month, in a week, counted in a month.
//!
//! In: a place in the lattice and the reference day. Out: where the date ends and its [`Moment`].
//! May import: record, arabic, lexicon.

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::{Moment, in_week, nth_weekday, shift};
use super::date::{Dates, Read};
use crate::arabic::TokenKind;
use crate::lexicon::numbers::Class;

impl Dates<'_> {
    /// Days of the week, alone or with what places them.
    pub(super) fn weekday_date(self, i: usize) -> Read<Moment> {
        let lead = self.lead(i, &["هذا", "يوم"]);
        let this = self.v.key(i) == "هذا";
        let found = self.v.sense(lead, Class::Weekday)?;
        let named = lead > i || self.v.clitics(lead).article || found.sense.mark != "bare";
        let weekday = i8::try_from(found.sense.value).ok()?;
        let placed =
            self.weekday_with_date(weekday, found.end, named).or_else(|| self.weekday_of_week(weekday, found.end));
        let placed = placed.or_else(|| self.nth_weekday_of(weekday, found.end));
        if placed.is_some() || !named {
            return placed;
        }
        if this {
            return Some((
                self.today.map_or(Moment::Weekday(weekday), |d| Moment::day(in_week(d, weekday))),
                found.end,
            ));
        }
        Some((self.nearest_weekday(i, weekday, found.end), found.end))
    }

    /// «الأربعاء 22 يناير», «الجمعة الموافق 3 مايو», «الخميس في 21», «السبت السادس عشر من هذا الشهر».
    pub(super) fn weekday_with_date(self, weekday: i8, end: usize, named: bool) -> Read<Moment> {
        let at = self.past(end, &["،", ",", "الموافق", "في", "(", "ل"]);
        if !self.v.on_line(at) {
            return None;
        }
        let full = self.numeric(at).or_else(|| self.day_month(at)).or_else(|| self.month_day(at));
        let full = full.or_else(|| self.day_of_relative_month(at));
        if let Some((moment, end)) = full {
            let agrees = moment.bounds().is_none_or(|(d, _)| d.weekday().to_monday_one_offset() == weekday);
            if !agrees && let Some(counted) = self.nth_weekday_of(weekday, at) {
                return Some(counted);
            }
            return Some((moment, end + usize::from(self.v.key(at.max(1) - 1) == "(" && self.v.key(end) == ")")));
        }
        // «الجمعة، الرابعة…» begins something else.
        let beside = !matches!(self.v.key(at - 1), "،" | ",") || self.v.is_digits(at);
        let (day, end) = self.day_number(at).filter(|_| named && beside && self.v.clitics(at).is_bare())?;
        let moment = self.weekday_day(weekday, day)?;
        (!self.v.is_counted_noun(end) && self.any_month(self.past(end, &["من", "في"])).is_none())
            .then_some((moment, end))
    }

    /// The day `day` of a month near the reference that is this weekday; small numbers may count weekdays instead.
    pub(super) fn weekday_day(self, weekday: i8, day: i8) -> Option<Moment> {
        let Some(today) = self.today else { return Some(Moment::Weekday(weekday)) };
        let fits = |back: i64| {
            let month = shift(today.first_of_month(), back.months());
            let date = Date::new(month.year(), month.month(), day).ok()?;
            (date.weekday().to_monday_one_offset() == weekday).then_some(date)
        };
        let counted = || nth_weekday(today.year(), today.month(), weekday, day).filter(|_| day <= 5);
        let date = fits(0).or_else(counted).or_else(|| fits(-1)).or_else(|| fits(1));
        Some(date.map_or(Moment::Weekday(weekday), Moment::day))
    }

    /// «الاثنين من هذا الأسبوع», «الثلاثاء القادم»; also «الأسبوع القادم الأحد» by [`Dates::relative`].
    pub(super) fn weekday_of_week(self, weekday: i8, end: usize) -> Read<Moment> {
        let at = self.past(end, &["من", "في"]);
        if let Some((Moment::Week(day), end)) = self.relative(at).filter(|_| self.v.on_line(at)) {
            return Some((Moment::day(in_week(day, weekday)), end));
        }
        let found = self.v.bare(end, Class::Relative).filter(|f| self.v.on_line(end) && f.sense.value != 0)?;
        let today = self.today?;
        let ahead = i64::from((weekday - today.weekday().to_monday_one_offset()).rem_euclid(7));
        let next = if ahead == 0 { 7 } else { ahead };
        let days = match found.sense.value {
            1 => next,
            2 => next + 7,
            -1 => next - if ahead == 0 { 14 } else { 7 },
            _ => next - 14,
        };
        Some((Moment::day(shift(today, days.days())), found.end))
    }

    /// «الثلاثاء الثالث من شهر أيلول 2014», «ثالث ثلاثاء في أيلول», «آخر اثنين من آذار».
    pub(super) fn nth_weekday_of(self, weekday: i8, end: usize) -> Read<Moment> {
        let ordinal = self.v.ordinal(end).filter(|_| self.v.on_line(end))?;
        let nth = ordinal.value.filter(|v| *v <= 5.0)? as i8;
        self.weekday_in_month(weekday, nth, ordinal.tokens.end)
    }

    pub(super) fn weekday_in_month(self, weekday: i8, nth: i8, end: usize) -> Read<Moment> {
        let at = self.past(end, &["من", "في"]);
        let (month, end) = self.any_month(at).filter(|(m, _)| self.v.on_line(at) && !m.hijri)?;
        let year = self.year_tail(end);
        let end = year.map_or(end, |(_, e)| e);
        let year = year.map(|(y, _)| y.number).or_else(|| Some(self.today?.year()));
        Some((nth_weekday(year?, month.number, weekday, nth).map_or(Moment::Unknown, Moment::day), end))
    }

    /// The day that «غدا» or «أمس» right before names.
    fn named_day(self, i: usize, today: Date) -> Option<Date> {
        let ends_here = |k: usize| self.v.sense(k, Class::Dayword).filter(|f| f.end == i);
        let found = (i.saturating_sub(3)..i).filter(|_| self.v.on_line(i)).find_map(ends_here)?;
        Some(shift(today, found.sense.value.days()))
    }

    /// A weekday that nothing places: the coming one when it stands alone or what is said lies ahead, else the last.
    pub(super) fn nearest_weekday(self, i: usize, weekday: i8, end: usize) -> Moment {
        let Some(today) = self.today else { return Moment::Weekday(weekday) };
        if let Some(day) = self.named_day(i, today).filter(|d| d.weekday().to_monday_one_offset() == weekday) {
            return Moment::day(day);
        }
        let ahead = i64::from((weekday - today.weekday().to_monday_one_offset()).rem_euclid(7));
        let word = |k: usize| self.v.kind(k) == Some(TokenKind::Word);
        let before = (i.saturating_sub(4)..i).rev().take_while(|k| self.v.on_line(k + 1));
        let future = before.clone().any(|k| self.v.key(k).starts_with('س') || self.v.key(k) == "سوف");
        let alone = before.count() == 0 && !(self.v.on_line(end) && word(end));
        let days = match () {
            () if alone || future => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
            () => {
                if ahead == 0 {
                    0
                } else {
                    ahead - 7
                }
            }
        };
        Moment::day(shift(today, days.days()))
    }
}
