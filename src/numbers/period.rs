//! Periods: months, quarters, years, weeks, seasons, decades and what is counted from the reference day.
//!
//! In: a place in the lattice and the reference day. Out: where the period ends and its [`Moment`].
//! May import: record, arabic, lexicon.

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::{Moment, month_days, near_year, shift};
use super::date::{Dates, Read};
use super::hijri::{hijri_month, hijri_year_beside};
use super::lattice::Found;
use crate::arabic::TokenKind;
use crate::lexicon::numbers::{Class, Form, Sense};

impl Dates<'_> {
    /// The period that starts at `i`, ranges aside.
    pub(super) fn period(self, i: usize) -> Read<Moment> {
        if self.v.is_digits(i) {
            return self.numeric_month(i).or_else(|| self.year_period(i));
        }
        let named = self.share_of_year(i).or_else(|| self.months_of_year(i)).or_else(|| self.week_of(i));
        let near = named.or_else(|| self.weekend(i)).or_else(|| self.rest_of(i)).or_else(|| self.part_of(i));
        let counted = near.or_else(|| self.several(i)).or_else(|| self.weekday_behind(i)).or_else(|| self.relative(i));
        let month = counted.or_else(|| self.month_period(i)).or_else(|| self.season(i)).or_else(|| self.decade(i));
        month.or_else(|| self.year_period(i))
    }

    /// «الربع الثالث من 2025», «النصف الأول من العام الجاري».
    pub(super) fn share_of_year(self, i: usize) -> Read<Moment> {
        let named = |f: &Found| self.v.clitics(i).article && matches!(f.sense.form, Form::Plain | Form::Dual);
        let share = self.v.sense(i, Class::Fraction).or_else(|| self.v.find(i, is_share)).filter(named)?;
        let parts = i8::try_from(share.sense.value).ok().filter(|p| (2..=4).contains(p))?;
        let (nth, end) = self.nth(share.end, parts)?;
        let (last, end) = match share.sense.form {
            Form::Dual => self.v.joined(end).and_then(|at| self.nth(at, parts)).filter(|(last, _)| *last > nth)?,
            _ => (nth, end),
        };
        let (year, nth_end) = (self.year_tail(end), end);
        let end = year.map_or_else(|| self.past_bare_year(end), |(_, e)| e);
        // «الفصل الأول» alone, or of a school year, is another thing.
        if is_share(&share.sense) && (end == nth_end || self.v.cue(end, "school")) {
            return None;
        }
        let months = 12 / parts;
        let year = year.map(|(y, _)| y.number).or_else(|| Some(self.today?.year()));
        let days = year.and_then(|y| months_span(y, (nth - 1) * months + 1, last * months));
        Some((days.unwrap_or(Moment::Unknown), end))
    }

    /// «من العام» with no word on which: this year.
    pub(super) fn past_bare_year(self, end: usize) -> usize {
        let at = self.past(end, &["من"]);
        if at > end && matches!(self.v.key(at), "العام" | "السنه") { at + 1 } else { end }
    }

    /// An ordinal, or «الأخير» of `parts`.
    pub(super) fn nth(self, i: usize, parts: i8) -> Read<i8> {
        if self.v.key(i) == "الاخير" && self.v.on_line(i) {
            return Some((parts, i + 1));
        }
        let ordinal = self.v.ordinal(i).filter(|_| self.v.on_line(i))?;
        let nth = ordinal.value.filter(|v| *v <= f64::from(parts))? as i8;
        Some((nth, ordinal.tokens.end))
    }

    /// «الأشهر التسعة الأولى من 2025», «أول ستة أشهر من العام».
    pub(super) fn months_of_year(self, i: usize) -> Read<Moment> {
        let first = self.v.key(i) == "اول" && self.v.on_line(i + 1);
        let (count, code, end) = if first {
            self.time_count(i + 1).map(|(c, code, end)| (Some(c), code, end))?
        } else {
            self.definite_count(i)?
        };
        let count = count.filter(|c| code == "M" && (2..12).contains(c))?;
        let end = if first { end } else { end + usize::from(matches!(self.v.key(end), "الاولي" | "الاول")) };
        let ordinal = first || matches!(self.v.key(end - 1), "الاولي" | "الاول");
        let year = self.year_tail(end);
        let stop = year.map_or_else(|| self.past_bare_year(end), |(_, e)| e);
        let year =
            year.map(|(y, _)| y.number).or_else(|| Some(self.today?.year())).filter(|_| ordinal && stop > end)?;
        Some((months_span(year, 1, i8::try_from(count).ok()?)?, stop))
    }

    /// «الأسبوع الأول من أكتوبر», «أول أسبوع بشهر أكتوبر 2014», «آخر أسبوع في سبتمبر».
    pub(super) fn week_of(self, i: usize) -> Read<Moment> {
        let (nth, end) = self.nth_week(i)?;
        let at = self.past(end, &["من", "في"]);
        if let Some((month, end)) = self.any_month(at).filter(|_| self.v.on_line(at)) {
            let year = self.year_tail(end);
            let end = year.map_or(end, |(_, e)| e);
            let year = year.map(|(y, _)| y.number);
            let whole = nth < 0 || !self.v.clitics(i).article;
            let known = year.or_else(|| near_year(self.today, month.number, 15));
            let week = known.filter(|_| whole).and_then(|y| whole_week(y, month.number, nth));
            let prefix = year.map_or_else(|| "XXXX".to_owned(), |y| y.to_string());
            let open = || Moment::Other(format!("{prefix}-{:02}-W{nth:02}", month.number));
            return Some((week.map_or_else(open, Moment::Week), end));
        }
        let placed = self.relative(at).or_else(|| self.year_tail(at).map(|(y, end)| (Moment::Year(y.number), end)));
        let (first, end) = placed.and_then(|(m, end)| Some((m.bounds()?.0, end)))?;
        Some((Moment::Other(format!("{:04}-{:02}-W{nth:02}", first.year(), first.month())), end))
    }

    pub(super) fn nth_week(self, i: usize) -> Read<i8> {
        let is_week =
            |k: usize| self.v.sense(k, Class::Time).filter(|f| f.sense.code == "W" && (k == i || self.v.on_line(k)));
        if let Some(week) = is_week(i).filter(|f| self.v.clitics(i).article && f.sense.form == Form::Plain) {
            return self
                .nth(week.end, 5)
                .map(|(nth, end)| (if self.v.key(end - 1) == "الاخير" { -1 } else { nth }, end));
        }
        if self.v.cue(i, "last") {
            return is_week(i + 1).map(|f| (-1, f.end));
        }
        let ordinal = self.v.ordinal(i)?;
        let nth = ordinal.value.filter(|v| *v <= 5.0)? as i8;
        is_week(ordinal.tokens.end).map(|f| (nth, f.end))
    }

    /// «عطلة نهاية الأسبوع [الماضي]», «نهاية هذا الأسبوع».
    pub(super) fn weekend(self, i: usize) -> Read<Moment> {
        let at = i + usize::from(self.v.cue(i, "weekend"));
        let late = self.v.key(at).ends_with("نهايه") && self.v.on_line(at + 1);
        if !late {
            return None;
        }
        if self.v.key(at + 1) == "هذا" && self.v.key(at + 2) == "الاسبوع" {
            return Some((self.weekend_of(0), at + 3));
        }
        if self.v.key(at + 1) != "الاسبوع" {
            return None;
        }
        let word = self.v.bare(at + 2, Class::Relative).filter(|_| self.v.on_line(at + 2));
        let (count, end) = word.map_or((0, at + 2), |f| (f.sense.value, f.end));
        Some((self.weekend_of(count), end))
    }

    pub(super) fn weekend_of(self, weeks: i64) -> Moment {
        let week = self.today.and_then(|d| Moment::Week(shift(d, weeks.weeks())).iso());
        week.map_or(Moment::Unknown, |w| Moment::Other(format!("{w}-WE")))
    }

    /// «مطلع العام المقبل», «أوائل مارس», «في وقت لاحق من هذا الشهر», «بنهاية 2022».
    pub(super) fn part_of(self, i: usize) -> Read<Moment> {
        let at = self.lead(i, &["في"]);
        let later = self.v.key(at).ends_with("وقت") && matches!(self.v.key(at + 1), "لاحق" | "مبكر" | "متاخر" | "سابق");
        if later {
            let of = self.past(at + 2, &["من", "في"]);
            return self.relative(of).filter(|_| self.v.on_line(of));
        }
        let part = self.v.sense(i, Class::Part).filter(|f| self.v.on_line(f.end) && !self.v.clitics(i).article)?;
        if let Some(whole) = self.relative(part.end).or_else(|| self.unit_now(part.end)) {
            return Some(whole);
        }
        if let Some(found) = self.part_of_month(part.end, part.sense.code) {
            return Some(found);
        }
        let (year, end) = self.year_tail(part.end)?;
        let moment = match part.sense.code {
            "end" => self.last_day(year),
            "first" => return None,
            _ => self.whole_year(year),
        };
        Some((moment, end))
    }

    /// «بداية العام», «نهاية الشهر» with no word on which: this one.
    fn unit_now(self, i: usize) -> Read<Moment> {
        let unit = self
            .v
            .sense(i, Class::Time)
            .filter(|f| matches!(f.sense.code, "Y" | "M") && f.sense.form == Form::Plain)?;
        let era = self.v.on_line(unit.end) && self.v.sense(unit.end, Class::Era).is_some();
        let open =
            self.v.clitics(i).article && !era && self.year_tail(unit.end).is_none() && self.year(unit.end).is_none();
        open.then_some((self.unit_from_now(unit.sense.code, 0)?, unit.end))
    }

    pub(super) fn part_of_month(self, i: usize, part: &str) -> Read<Moment> {
        let (month, end) = self.any_month(i).filter(|(m, _)| part == "first" || !m.hijri)?;
        if part == "first" {
            return self.finish_day(1, month, end);
        }
        let (given, end) = match self.year_tail(end) {
            Some((year, end)) => (Some(year.number), end),
            None => self.year_beside(month.number, end).map_or((None, end), |(year, end)| (Some(year), end)),
        };
        let open = given.or_else(|| near_year(self.today, month.number, 15));
        let days = |from: i8, to: i8| {
            Some(Moment::Days(Date::new(open?, month.number, from).ok()?, Date::new(open?, month.number, to).ok()?))
        };
        let last = open.and_then(|y| month_days(y, month.number)).map_or(28, |(_, d)| d.day());
        let moment = match part {
            "first_days" => days(1, 10),
            "middle_days" => days(11, 20),
            "last_days" => days(21, last),
            "end" if given.is_some() => {
                days(last, last).and(Some(Moment::Day { year: given, month: month.number, day: last }))
            }
            _ => None,
        };
        Some((moment.unwrap_or(Moment::Month { year: open, month: month.number }), end))
    }

    /// «الماضي», «المقبل» behind a month: the year of the last or the next one.
    fn year_beside(self, month: i8, i: usize) -> Read<i16> {
        let found = self.v.bare(i, Class::Relative).filter(|f| self.v.on_line(i) && f.sense.value.abs() == 1)?;
        Some((month_near(self.today?, month, found.sense.value), found.end))
    }

    /// «يناير 2026», «شهر مايو», «سبتمبر الماضي», «هذا فبراير», «2015/3».
    pub(super) fn month_period(self, i: usize) -> Read<Moment> {
        if let Some(found) = self.numeric_month(i) {
            return Some(found);
        }
        let this = matches!(self.v.key(i), "هذا" | "هدا") && self.v.on_line(i + 1);
        let at = i + usize::from(this);
        let (month, end) = self.any_month(at)?;
        let year = self.year_tail(end);
        let relative = self.v.bare(end, Class::Relative).filter(|f| self.v.on_line(end) && f.sense.value.abs() == 1);
        let firm = this || year.is_some() || relative.is_some() || !month.doubtful || self.behind_calendar(i);
        if !firm || self.v.clitics(at).article {
            return None;
        }
        if month.hijri {
            let (beside, end) = match relative.filter(|_| year.is_none()) {
                Some(found) => (self.today.map(|d| (d, found.sense.value)), found.end),
                None => (None, year.map_or(end, |(_, e)| e)),
            };
            let number = match beside {
                Some((today, sign)) => hijri_year_beside(today, month.number, sign),
                None => self.hijri_year_of(month, 15, year.map(|(y, _)| y)),
            };
            let days = number.and_then(|y| hijri_month(y, month.number));
            return Some((days.map_or(Moment::Unknown, |(first, last)| Moment::Days(first, last)), end));
        }
        if let Some(found) = relative.filter(|_| year.is_none()) {
            let moved = self.today.map(|d| Moment::Month {
                year: Some(month_near(d, month.number, found.sense.value)),
                month: month.number,
            });
            return Some((moved.unwrap_or(Moment::Month { year: None, month: month.number }), found.end));
        }
        let (number, end) = year.map_or((None, end), |(y, e)| (Some(y.number), e));
        let now = self.today.filter(|_| this).map(|d| d.year());
        let number = number.or(now).or_else(|| near_year(self.today, month.number, 15));
        Some((Moment::Month { year: number, month: month.number }, end))
    }

    /// Whether a word before says that a doubtful name is a month's.
    pub(super) fn behind_calendar(self, i: usize) -> bool {
        let before =
            |key: &str| matches!(key, "في" | "شهر" | "منذ" | "حتي" | "خلال" | "بدايه" | "نهايه" | "مطلع" | "الي");
        i > 0 && self.v.on_line(i) && before(self.v.key(i - 1))
    }

    pub(super) fn numeric_month(self, i: usize) -> Read<Moment> {
        let mark = matches!(self.v.key(i + 1), "/" | "-") && self.v.touches(i + 1) && self.v.touches(i + 2);
        if !self.v.is_digits(i)
            || !mark
            || !self.v.is_digits(i + 2)
            || self.v.touches(i + 3) && matches!(self.v.key(i + 3), "/" | "-")
        {
            return None;
        }
        let (a, b) = (self.v.key(i), self.v.key(i + 2));
        let (year, month) = if a.len() == 4 { (a, b) } else { (b, a) };
        let month: i8 = month.parse().ok().filter(|m| (1..=12).contains(m) && month.len() <= 2 && year.len() == 4)?;
        let year: i16 = year.parse().ok().filter(|y| (1900..2100).contains(y))?;
        Some((Moment::Month { year: Some(year), month }, i + 3))
    }

    /// «الصيف الماضي», «صيف 2016», «الربيع القادم».
    pub(super) fn season(self, i: usize) -> Read<Moment> {
        let found = self.v.sense(i, Class::Season)?;
        let year = self.year_tail(found.end);
        let relative = self.v.bare(found.end, Class::Relative).filter(|_| self.v.on_line(found.end));
        let bare = found.sense.mark == "bare" && !self.v.clitics(i).article;
        let followed = self.v.kind(found.end) == Some(TokenKind::Word) && self.v.on_line(found.end);
        if bare && year.is_none() && (followed || found.sense.code == "SP") {
            return None;
        }
        let code = found.sense.code;
        match (year, relative) {
            (Some((year, end)), _) => Some((Moment::Other(format!("{}-{code}", year.number)), end)),
            (None, Some(word)) => {
                let year = self.today.map(|d| season_year(d, code, word.sense.value));
                Some((year.map_or(Moment::Unknown, |y| Moment::Other(format!("{y}-{code}"))), word.end))
            }
            (None, None) => (!followed || bare).then(|| (Moment::Other(code.to_owned()), found.end)),
        }
    }

    /// «السبعينيات»: the decade of the last century unless the century is said, as two first days.
    pub(super) fn decade(self, i: usize) -> Read<Moment> {
        let found = self.v.sense(i, Class::Decade)?;
        let late = found.sense.value <= 20 && self.v.key(found.end) != "القرن";
        let first = if late { 2000 } else { 1900 } + found.sense.value;
        let century = self.past(found.end, &["من", "القرن"]);
        let past = century > found.end && matches!(self.v.key(century), "الماضي" | "العشرين");
        let end = if past { century + 1 } else { found.end };
        Some((Moment::Other(format!("{first}-01-01/{}-01-01", first + 10)), end))
    }
}

/// A word for a part of a year that means other things, too: «الفصل الأول من 2025».
fn is_share(sense: &Sense) -> bool {
    sense.class == Class::Lead && sense.code == "share"
}

fn months_span(year: i16, first: i8, last: i8) -> Option<Moment> {
    Some(Moment::Days(month_days(year, first)?.0, month_days(year, last)?.1))
}

/// The `nth` week that lies whole in a month; -1 is the last.
fn whole_week(year: i16, month: i8, nth: i8) -> Option<Date> {
    let monday = super::calendar::nth_weekday(year, month, 1, if nth < 0 { -1 } else { nth })?;
    let whole = shift(monday, 6.days()).month() == month;
    Some(if nth < 0 && !whole { shift(monday, (-7).days()) } else { monday })
}

/// The year of the next or the last such month.
fn month_near(today: Date, month: i8, sign: i64) -> i16 {
    match sign {
        1 => today.year() + i16::from(month <= today.month()),
        _ => today.year() - i16::from(month >= today.month()),
    }
}

fn season_year(today: Date, code: &str, sign: i64) -> i16 {
    let month = match code {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    };
    if sign == 0 { today.year() } else { month_near(today, month, sign) }
}
