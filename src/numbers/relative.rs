//! Periods counted from the reference day: this week, last month, the next three years.
//!
//! In: a place in the lattice and the reference day. Out: where the period ends and its [`Moment`].
//! May import: record, arabic, lexicon.

use jiff::ToSpan;

use super::calendar::{Moment, shift, week_days};
use super::date::{Dates, Read};
use crate::lexicon::numbers::{Class, Form};

impl Dates<'_> {
    /// «هذا الأسبوع», «الشهر الماضي», «العام المقبل».
    pub(super) fn relative(self, i: usize) -> Read<Moment> {
        let this = matches!(self.v.key(i), "هذا" | "هذه" | "هدا" | "لهذا" | "لهذه" | "بهذا");
        let at = i + usize::from(this);
        let unit =
            self.v.sense(at, Class::Time).filter(|f| f.sense.form == Form::Plain && self.v.clitics(at).article)?;
        if this && (unit.sense.code == "D" || !self.v.on_line(at)) {
            return None;
        }
        let word =
            self.v.bare(unit.end, Class::Relative).filter(|f| self.v.on_line(unit.end) && f.sense.mark != "latest");
        let (count, end) = match word {
            Some(found) => (found.sense.value, found.end),
            None if this => (0, unit.end),
            None => return None,
        };
        Some((self.unit_from_now(unit.sense.code, count)?, end))
    }

    /// The week, month, year or quarter `count` units from the reference day's.
    pub(super) fn unit_from_now(self, code: &str, count: i64) -> Option<Moment> {
        let Some(today) = self.today else {
            return matches!(code, "D" | "W" | "M" | "Y" | "DECADE" | "CENTURY").then_some(Moment::Unknown);
        };
        let moment = match code {
            "D" => Moment::day(shift(today, count.days())),
            "W" => Moment::Week(shift(today, count.weeks())),
            "M" => {
                let day = shift(today.first_of_month(), count.months());
                Moment::Month { year: Some(day.year()), month: day.month() }
            }
            "Y" => Moment::Year(shift(today, count.years()).year()),
            "DECADE" => self.decades(count, 1)?,
            _ => return None,
        };
        Some(moment)
    }

    /// `many` decades from the one `count` away, as the first days of the first and of the one after the last.
    pub(super) fn decades(self, count: i64, many: i64) -> Option<Moment> {
        let now = i64::from(self.today?.year() / 10 * 10);
        let first = if count < 0 { now - 10 * many } else { now + 10 * count };
        Some(Moment::Other(format!("{first:04}-01-01/{:04}-01-01", first + 10 * many)))
    }

    /// «الأسبوع القادم الأحد», «هذا الأسبوع يوم الجمعة».
    pub(super) fn weekday_behind(self, i: usize) -> Read<Moment> {
        let (moment, end) = self.relative(i)?;
        let at = self.past(end, &["يوم", "،"]);
        let found = self.v.bare(at, Class::Weekday).filter(|_| self.v.on_line(at))?;
        let Moment::Week(day) = moment else { return None };
        let weekday = i8::try_from(found.sense.value).ok()?;
        Some((Moment::day(super::calendar::in_week(day, weekday)), found.end))
    }

    /// «الأسابيع الثلاثة القادمة», «آخر 3 أشهر», «العقدين الماضيين», «الأيام القليلة الماضية».
    pub(super) fn several(self, i: usize) -> Read<Moment> {
        let last = self.v.cue(i, "last") && self.v.on_line(i + 1);
        if last {
            let (count, code, end) = self.time_count(i + 1).filter(|(count, ..)| *count > 1)?;
            return Some((self.stretch(code, -1, count), end));
        }
        let (count, code, end) = self.definite_count(i)?;
        let word = self.v.bare(end, Class::Relative).filter(|f| self.v.on_line(end) && f.sense.value != 0)?;
        Some((count.map_or(Moment::Unknown, |c| self.stretch(code, word.sense.value, c)), word.end))
    }

    /// «الأسابيع الثلاثة», «الثلاثة أشهر», «العقدين»: how many of which unit; `None` when it says only "few".
    pub(super) fn definite_count(self, i: usize) -> Option<(Option<i64>, &'static str, usize)> {
        if let Some(unit) = self.v.sense(i, Class::Time).filter(|_| self.v.clitics(i).article) {
            let code = unit.sense.code;
            return match unit.sense.form {
                Form::Dual => Some((Some(2), code, unit.end)),
                Form::Plural => {
                    let few = matches!(self.v.key(unit.end), "القليله" | "العديده" | "الكثيره" | "المعدوده");
                    let number =
                        self.v.number(unit.end).filter(|n| !n.part).or_else(|| self.v.under_thousand(unit.end));
                    let number = number.filter(|n| self.v.on_line(unit.end) && n.value < 1000.0);
                    let counted = number.map(|n| (Some(n.value as i64), code, n.end));
                    counted.or(Some((None, code, unit.end + usize::from(few))))
                }
                _ => None,
            };
        }
        if !self.v.item(i).clitics.article {
            return None;
        }
        let number = self.v.number(i).filter(|n| n.value < 1000.0 && !n.decimals)?;
        let unit = self.v.sense(number.end, Class::Time).filter(|_| self.v.on_line(number.end))?;
        Some((Some(number.value as i64), unit.sense.code, unit.end))
    }

    /// Whole units before or after the reference day.
    pub(super) fn stretch(self, code: &str, sign: i64, count: i64) -> Moment {
        let Some(today) = self.today else { return Moment::Unknown };
        let monday = week_days(today).0;
        let (month, year) = (today.first_of_month(), today.first_of_year());
        let back = sign < 0;
        let (first, after) = match (code, back) {
            ("D", true) => (shift(today, (-count).days()), today),
            ("D", false) => (shift(today, 1.day()), shift(today, (count + 1).days())),
            ("W", true) => (shift(monday, (-count).weeks()), monday),
            ("W", false) => (shift(monday, 1.week()), shift(monday, (count + 1).weeks())),
            ("M", true) => (shift(month, (-count).months()), month),
            ("M", false) => (shift(month, 1.month()), shift(month, (count + 1).months())),
            ("Y", true) => (shift(year, (-count).years()), year),
            ("Y", false) => (shift(year, 1.year()), shift(year, (count + 1).years())),
            ("DECADE", _) => return self.decades(sign, count).unwrap_or(Moment::Unknown),
            _ => return Moment::Unknown,
        };
        Moment::Days(first, shift(after, (-1).days()))
    }

    /// «بقية الشهر», «باقي العام».
    pub(super) fn rest_of(self, i: usize) -> Read<Moment> {
        if !self.v.cue(i, "rest") || !self.v.on_line(i + 1) {
            return None;
        }
        let at = i + 1;
        let (moment, end) = self.relative(at).or_else(|| {
            let unit = self.v.sense(at, Class::Time).filter(|_| self.v.clitics(at).article)?;
            Some((self.unit_from_now(unit.sense.code, 0)?, unit.end))
        })?;
        let last = moment.bounds().map(|(_, last)| last);
        Some((self.today.zip(last).map_or(Moment::Unknown, |(a, b)| Moment::Days(a, b)), end))
    }
}
