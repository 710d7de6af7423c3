//! Dates: days of the calendar in words and digits, absolute and counted from the reference day.
//!
//! In: a place in the lattice and the reference day. Out: where the date ends and its [`Moment`].
//! May import: record, arabic, lexicon.

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::{Moment, near_year, shift};
use super::hijri::{from_hijri, hijri_year_in, hijri_year_near};
use super::lattice::View;
use crate::lexicon::numbers::Class;

/// The grammar of dates over a lattice.
#[derive(Clone, Copy)]
pub(super) struct Dates<'a> {
    pub v: View<'a>,
    /// The reference day.
    pub today: Option<Date>,
}

/// Something read: its end and what it means.
pub(super) type Read<T> = Option<(T, usize)>;

/// A month as written: its number and whether its year counts from the Hijra.
#[derive(Clone, Copy)]
pub(super) struct Month {
    pub number: i8,
    pub hijri: bool,
    pub doubtful: bool,
}

/// A year as written, or where it lies from the reference.
#[derive(Clone, Copy)]
pub(super) struct Year {
    pub number: i16,
    pub hijri: bool,
}

impl<'a> Dates<'a> {
    /// The day that starts at `i`.
    pub(super) fn day(self, i: usize) -> Read<Moment> {
        let day = self.numeric(i);
        if day.is_none() && self.v.is_digits(i) {
            let number = self.day_number(i)?;
            return self.day_of_month(number).or_else(|| self.of_relative_month(number));
        }
        let day = day.or_else(|| self.weekday_date(i));
        if day.is_some() {
            return day;
        }
        let number = self.day_number(i);
        let day = number.and_then(|n| self.day_of_month(n)).or_else(|| self.month_day(i));
        let day = day.or_else(|| self.nth_day(i)).or_else(|| self.middle(i));
        let day = day.or_else(|| number.and_then(|n| self.of_relative_month(n)));
        day.or_else(|| self.dayword(i)).or_else(|| self.ago(i))
    }

    /// Past the words and marks that may stand between the parts of a date.
    pub(super) fn past(self, mut i: usize, words: &[&str]) -> usize {
        let mut left = 3;
        while left > 0 && self.v.on_line(i) && words.contains(&self.v.key(i)) {
            i += 1;
            left -= 1;
        }
        i
    }

    /// The same at the start of a date, which may open a line.
    pub(super) fn lead(self, i: usize, words: &[&str]) -> usize {
        if words.contains(&self.v.key(i)) { self.past(i + 1, words) } else { i }
    }

    pub(super) fn number(self, i: usize) -> Read<i64> {
        let item = self.v.item(i);
        let number = self.v.number(item.at).filter(|n| !n.decimals && !n.part && self.v.on_line(i + 1) || n.end > i)?;
        let whole = number.value.fract() == 0.0 && number.value >= 0.0 && number.value < 10_000.0;
        (whole && !number.decimals && (number.words || number.plain)).then_some((number.value as i64, number.end))
    }

    /// A day of the month in digits: 1 to 31.
    pub(super) fn digit_day(self, i: usize) -> Read<i8> {
        let at = self.v.item(i).at;
        let key = self.v.key(at);
        let day: i8 = key.parse().ok().filter(|_| self.v.is_digits(at) && key.len() <= 2)?;
        // «الاثنين 7.8 درجات»: digits that go on are no day.
        let whole = self.v.literal(at).is_none_or(|l| l.digits == key.len());
        ((1..=31).contains(&day) && whole).then_some((day, at + 1))
    }

    /// A day of the month as an ordinal or a number word.
    pub(super) fn word_day(self, i: usize) -> Read<i8> {
        let ordinal = self.v.ordinal(i).and_then(|d| Some((d.value?, d.tokens.end)));
        let (value, end) = ordinal.or_else(|| {
            let number = self.v.under_thousand(self.v.item(i).at)?;
            Some((number.value, number.end))
        })?;
        let day = value as i8;
        ((1.0..=31.0).contains(&value)).then_some((day, end))
    }

    pub(super) fn day_number(self, i: usize) -> Read<i8> {
        self.digit_day(i).or_else(|| self.word_day(i))
    }

    /// A month by its name, with its name in another country behind a slash or in brackets.
    pub(super) fn month(self, i: usize) -> Read<Month> {
        let found = self.v.sense(i, Class::Month)?;
        let number = i8::try_from(found.sense.value).ok()?;
        let month = Month { number, hijri: found.sense.code == "hijri", doubtful: found.sense.mark == "doubtful" };
        Some((month, self.month_again(found.end, number)))
    }

    pub(super) fn month_again(self, i: usize, number: i8) -> usize {
        let same = |at: usize| self.v.sense(at, Class::Month).filter(|f| f.sense.value == i64::from(number));
        let mark = self.v.key(i);
        match same(i + 1).filter(|_| matches!(mark, "/" | "(" | "-" | "\\") && self.v.on_line(i + 1)) {
            Some(found) if mark == "(" && self.v.key(found.end) == ")" => found.end + 1,
            Some(found) if mark != "(" => found.end,
            _ => i,
        }
    }

    /// A month by its name or, behind شهر, by its number.
    pub(super) fn any_month(self, i: usize) -> Read<Month> {
        let named = self.v.key(i).ends_with("شهر") && self.v.sense(i, Class::Time).is_some_and(|f| f.sense.code == "M");
        if named && self.v.on_line(i + 1) {
            let firm = |(m, end): (Month, usize)| (Month { doubtful: false, ..m }, end);
            return self.month(i + 1).map(firm).or_else(|| self.numbered_month(i + 1));
        }
        self.month(i)
    }

    pub(super) fn numbered_month(self, i: usize) -> Read<Month> {
        let (number, end) = self.digit_day(i).or_else(|| self.word_day(i))?;
        let year = self.v.sense(end, Class::Time).is_some_and(|f| f.sense.code == "Y" && self.v.is_digits(f.end));
        let plain = (year || !self.v.is_counted_noun(end)) && (1..=12).contains(&number);
        plain.then_some((Month { number, hijri: false, doubtful: false }, end))
    }

    pub(super) fn placed(self, day: i8, month: Month, year: Option<Year>) -> Option<Moment> {
        let number = month.number;
        match year {
            _ if month.hijri => {
                let year = self.hijri_year_of(month, day, year);
                year.map_or(Some(Moment::Unknown), |y| from_hijri(y, number, day).map(Moment::day))
            }
            Some(year) => Date::new(year.number, number, day).ok().map(Moment::day),
            None => Date::new(2024, number, day).ok().map(|_| {
                let year = near_year(self.today, number, day);
                Moment::Day { year, month: number, day }
            }),
        }
    }

    /// The Hijri year of a day: the one given, the one in the Gregorian year given, or the one that brings it near.
    pub(super) fn hijri_year_of(self, month: Month, day: i8, year: Option<Year>) -> Option<i16> {
        match year {
            Some(year) if year.hijri => Some(year.number),
            Some(year) => hijri_year_in(year.number, month.number),
            None => hijri_year_near(self.today, month.number, day),
        }
    }

    pub(super) fn finish_day(self, day: i8, month: Month, end: usize) -> Read<Moment> {
        if let Some(found) = self.day_beside(day, month, end) {
            return Some(found);
        }
        let year = self.year_tail(end);
        let end = year.map_or(end, |(_, e)| e);
        let moment = self.placed(day, month, year.map(|(y, _)| y))?;
        Some(self.both_calendars(moment, month, end))
    }

    /// «14 مارس الماضي», «19 نونبر الجاري», «3 مايو المقبل»: the year that puts the day before or behind the reference.
    fn day_beside(self, day: i8, month: Month, end: usize) -> Read<Moment> {
        let found = self.v.bare(end, Class::Relative).filter(|f| self.v.on_line(end) && f.sense.mark != "latest")?;
        let Some(today) = self.today.filter(|_| !month.hijri) else { return Some((Moment::Unknown, found.end)) };
        let on = |year: i16| Date::new(year, month.number, day).ok();
        let years = [today.year(), today.year() - 1, today.year() + 1];
        let fits = |date: &Date| match found.sense.value {
            0 => date.month() == today.month() || date.year() == today.year(),
            sign if sign < 0 => *date < today,
            _ => *date > today,
        };
        let date = years.into_iter().filter_map(on).find(fits);
        Some((date.map_or(Moment::Unknown, Moment::day), found.end))
    }

    /// «7 رجب 1447 هـ الموافق 27 ديسمبر 2025»: one day, said twice.
    pub(super) fn both_calendars(self, moment: Moment, month: Month, end: usize) -> (Moment, usize) {
        let at = self.past(end, &["(", "،", "-", "/", "الموافق", "الموافق:", "ل", "لـ", "="]);
        if !month.hijri || at == end {
            return (moment, end);
        }
        match self.day_month(at) {
            Some((Moment::Day { year: Some(y), month, day }, end)) => {
                (Moment::Day { year: Some(y), month, day }, end + usize::from(self.v.key(end) == ")"))
            }
            _ => (moment, end),
        }
    }

    /// «18 مايو 2025», «الثالث من أبريل», «أول يناير».
    pub(super) fn day_month(self, i: usize) -> Read<Moment> {
        self.day_of_month(self.day_number(i)?)
    }

    fn day_of_month(self, (day, end): (i8, usize)) -> Read<Moment> {
        let of = self.past(end, &["من", "-", "/"]);
        let (month, end) = self.any_month(of).filter(|_| self.v.on_line(of))?;
        if self.v.clitics(of).preposition.is_some() || self.v.clitics(of).waw {
            return None;
        }
        self.finish_day(day, month, end)
    }

    /// «مايو 18», «سبتمبر الحادي والعشرين»; a four-digit number is the year of the month.
    pub(super) fn month_day(self, i: usize) -> Read<Moment> {
        let (month, end) = self.month(i)?;
        let at = self.past(end, &["-"]);
        let (day, end) = self.day_number(at).filter(|_| self.v.on_line(at) && self.v.clitics(at).is_bare())?;
        let counts = self.v.is_counted_noun(end) || self.range_mark(end);
        if counts {
            return None;
        }
        self.finish_day(day, month, end)
    }

    pub(super) fn range_mark(self, i: usize) -> bool {
        matches!(self.v.key(i), "-" | "–") && self.v.touches(i) && self.v.is_digits(i + 1)
    }

    /// «18/5/2025», «2025-05-18», «22/04».
    pub(super) fn numeric(self, i: usize) -> Read<Moment> {
        let mark = self.v.key(i + 1);
        let linked =
            |k: usize| self.v.key(k) == mark && self.v.touches(k) && self.v.touches(k + 1) && self.v.is_digits(k + 1);
        if !self.v.is_digits(i) || !matches!(mark, "/" | "-" | "." | "\\") || !linked(i + 1) {
            return None;
        }
        if linked(i + 3) && !(self.v.key(i + 5) == mark && self.v.touches(i + 5) && self.v.is_digits(i + 6)) {
            let era = self.v.sense(i + 5, Class::Era).filter(|_| self.v.touches(i + 5)).map_or(i + 5, |f| f.end);
            return self.three_numbers(i, mark).map(|m| (m, era));
        }
        if mark != "/" || self.v.key(i).len() > 2 || self.v.key(i + 2).len() > 2 {
            return None;
        }
        let (a, b) = (self.small(i)?, self.small(i + 2)?);
        if self.is_plain_fraction(i, a, b) {
            return None;
        }
        let (day, month) = if b > 12 { (b, a) } else { (a, b) };
        let month = Month { number: month, hijri: false, doubtful: false };
        let (year, end) = match self.year_tail(i + 3).filter(|_| matches!(self.v.key(i + 3), "," | "،")) {
            Some((year, end)) => (Some(year), end),
            None => (None, i + 3),
        };
        self.placed(day, month, year).map(|m| (m, end))
    }

    /// 1/2 and 3/4 are fractions unless a word says that a day is meant.
    pub(super) fn is_plain_fraction(self, i: usize, a: i8, b: i8) -> bool {
        let dated = i > 0 && matches!(self.v.key(i - 1), "يوم" | "بتاريخ" | "تاريخ" | "منذ" | "حتي" | "في");
        let zero = self.v.key(i).starts_with('0') || self.v.key(i + 2).starts_with('0');
        a < b && b <= 10 && !dated && !zero
    }

    pub(super) fn small(self, i: usize) -> Option<i8> {
        self.v.key(i).parse().ok()
    }

    pub(super) fn three_numbers(self, i: usize, mark: &str) -> Option<Moment> {
        let number = |k: usize| self.v.key(k).parse::<i16>().ok();
        let (a, b, c) = (number(i)?, number(i + 2)?, number(i + 4)?);
        let full = self.v.key(i).len() == 4 || self.v.key(i + 4).len() == 4;
        if mark == "." && !full {
            return None;
        }
        let (year, month, day) = if a > 31 { (a, b, c) } else { (c, b, a) };
        let year = if year < 100 && !full { 2000 + year } else { year };
        let (month, day) = if month > 12 { (day, month) } else { (month, day) };
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        if (1300..1500).contains(&year) {
            return from_hijri(year, month, day).map(Moment::day);
        }
        Date::new(year, month, day).ok().filter(|_| year > 1000).map(Moment::day)
    }

    /// «ثالث ثلاثاء في أيلول», «ثالث يوم من شهر عشرة», «اليوم الأول من مارس», «اليوم الأخير من الشهر».
    pub(super) fn nth_day(self, i: usize) -> Read<Moment> {
        let ordinal = self.v.ordinal(i).and_then(|d| Some((d.value?, d.tokens.end)));
        let (nth, end) = match ordinal {
            Some((value, end)) => (value as i8, end),
            None if self.v.cue(i, "last") => (-1, i + 1),
            None => return self.day_nth(i),
        };
        if let Some(found) = self.v.sense(end, Class::Weekday).filter(|_| self.v.on_line(end)) {
            return self.weekday_in_month(i8::try_from(found.sense.value).ok()?, nth, found.end);
        }
        let day = self.v.bare(end, Class::Time).filter(|f| f.sense.code == "D" && self.v.on_line(end))?;
        self.nth_of_month(nth, day.end)
    }

    /// «اليوم الأول من شهر ثلاثة».
    pub(super) fn day_nth(self, i: usize) -> Read<Moment> {
        if self.v.key(i) != "اليوم" || !self.v.on_line(i + 1) {
            return None;
        }
        let (nth, end) = match self.v.key(i + 1) {
            "الاخير" => (-1, i + 2),
            _ => self.word_day(i + 1)?,
        };
        self.nth_of_month(nth, end)
    }

    pub(super) fn nth_of_month(self, nth: i8, end: usize) -> Read<Moment> {
        let at = self.past(end, &["من", "في"]);
        let (month, end) = self.any_month(at).filter(|_| self.v.on_line(at))?;
        if nth > 0 {
            return self.finish_day(nth, month, end);
        }
        let year = self.year_tail(end);
        let end = year.map_or(end, |(_, e)| e);
        let year = year.map(|(y, _)| y.number).or_else(|| near_year(self.today, month.number, 15));
        let last = super::calendar::month_days(year.unwrap_or(2023), month.number)?.1;
        Some((Moment::Day { year, month: month.number, day: last.day() }, end))
    }

    /// «منتصف آذار»: the 15th.
    pub(super) fn middle(self, i: usize) -> Read<Moment> {
        if !matches!(self.v.key(i), "منتصف" | "نص" | "بمنتصف" | "نصف") || !self.v.on_line(i + 1) {
            return None;
        }
        let (month, end) = self.any_month(i + 1).filter(|_| self.v.clitics(i + 1).is_bare())?;
        self.finish_day(15, month, end)
    }

    /// «20 من الشهر القادم», «الثلاثين من هذا الشهر».
    pub(super) fn day_of_relative_month(self, i: usize) -> Read<Moment> {
        self.of_relative_month(self.day_number(i)?)
    }

    fn of_relative_month(self, (day, end): (i8, usize)) -> Read<Moment> {
        let at = self.past(end, &["من"]);
        if at == end || !self.v.on_line(at) {
            return None;
        }
        match self.relative(at)? {
            (Moment::Month { year: Some(year), month }, end) => {
                Some((Date::new(year, month, day).ok().map_or(Moment::Unknown, Moment::day), end))
            }
            _ => None,
        }
    }

    /// اليوم, غدا, أمس, «اليوم الذي بعد الغد», «اليوم التالي».
    pub(super) fn dayword(self, i: usize) -> Read<Moment> {
        let lead = self.lead(i, &["اليوم", "الذي", "الي", "اللي"]);
        let found = self.v.sense(lead, Class::Dayword).or_else(|| self.v.sense(i, Class::Dayword))?;
        if found.sense.mark == "today" {
            let counted = self.v.on_line(found.end) && self.v.sense(found.end, Class::Ordinal).is_some();
            if counted || i > 0 && self.v.on_line(i) && self.v.cue(i - 1, "paper") {
                return None;
            }
            let relative =
                self.v.bare(found.end, Class::Relative).filter(|f| self.v.on_line(found.end) && f.sense.value != 0);
            let (days, end) = relative.map_or((0, found.end), |f| (f.sense.value, f.end));
            return Some((self.days_from_now(days), end));
        }
        Some((self.days_from_now(found.sense.value), found.end))
    }

    pub(super) fn days_from_now(self, days: i64) -> Moment {
        self.today.map_or(Moment::Unknown, |d| Moment::day(shift(d, days.days())))
    }

    /// «قبل أسبوع», «بعد يومين», «قبل 3 أيام».
    pub(super) fn ago(self, i: usize) -> Read<Moment> {
        let sign: i64 = match self.v.key(i) {
            "قبل" | "منذ" => -1,
            "بعد" => 1,
            _ => return None,
        };
        let (count, code, end) = self.time_count(i + 1).filter(|_| self.v.on_line(i + 1))?;
        let count = sign * count;
        let moved = self.today.map(|today| match code {
            "D" => shift(today, count.days()),
            "W" => shift(today, count.weeks()),
            "M" => shift(today, count.months()),
            _ => shift(today, count.years()),
        });
        let dated = self.v.is_digits(end) && self.v.on_line(end);
        (matches!(code, "D" | "W" | "M" | "Y") && !dated).then_some((moved.map_or(Moment::Unknown, Moment::day), end))
    }

    /// A whole number of days, weeks, months or years.
    pub(super) fn time_count(self, i: usize) -> Option<(i64, &'static str, usize)> {
        use crate::lexicon::numbers::Form;
        if let Some(found) = self.v.bare(i, Class::Time).filter(|_| !self.v.clitics(i).article) {
            let count = if matches!(found.sense.form, Form::Dual | Form::Construct) { 2 } else { 1 };
            return (found.sense.form != Form::Plural).then_some((count, found.sense.code, found.end));
        }
        let (count, end) = self.number(i)?;
        let found = self.v.bare(end, Class::Time).filter(|_| self.v.on_line(end) && count < 5000)?;
        Some((count, found.sense.code, found.end))
    }
}
