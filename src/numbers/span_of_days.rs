//! Stretches between two dates: «من 21 ديسمبر إلى 18 يناير», «13-15 يوليو», «بين عامي 2014 و2018».
//!
//! In: a place in the lattice and the reference day. Out: a [`Draft`] of a date or a period.
//! May import: record, arabic, lexicon.

use jiff::civil::Date;

use super::QuantityKind;
use super::calendar::{Moment, in_week};
use super::date::{Dates, Read};
use super::expression::Draft;
use crate::lexicon::numbers::{Class, Form};

/// One end of a stretch: a whole moment, or a number that takes its month from the other end.
#[derive(Clone)]
enum Side {
    Whole(Moment),
    Number(i8),
}

/// A moment, where it ends and what it is.
type Placed = (Moment, usize, QuantityKind);

impl Dates<'_> {
    /// The date or the period that starts at `i`.
    pub fn draft(self, i: usize) -> Option<Draft> {
        let first = self.moment(i);
        let (moment, end, kind) = match self.stretch_of_dates(i, first.as_ref()) {
            Some((moment, end)) => (moment, end, QuantityKind::Period),
            None => first?,
        };
        let clitics = self.v.clitics(i);
        let article = u8::from(clitics.article) * if clitics.preposition == Some('ل') { 1 } else { 2 };
        let letters = if self.v.is_glue(i) { 0 } else { clitics.letters - article.min(clitics.letters) };
        let draft = Draft::new(self.v.item(i).at..end, letters, kind);
        Some(Draft { iso: moment.iso(), ..draft })
    }

    fn moment(self, i: usize) -> Option<Placed> {
        let day = self.day(i);
        let period = self.period(i);
        let kind = |m: &Moment, other| if m.is_day() { QuantityKind::Date } else { other };
        match (day, period) {
            (Some((m, end)), Some((_, further))) if end >= further => Some((m, end, QuantityKind::Date)),
            (_, Some((m, end))) => Some((m.clone(), end, kind(&m, QuantityKind::Period))),
            (Some((m, end)), None) => Some((m, end, QuantityKind::Date)),
            (None, None) => None,
        }
    }

    fn stretch_of_dates(self, i: usize, first: Option<&Placed>) -> Read<Moment> {
        let bounded = || self.bounded(i, first);
        self.months_days(i).or_else(|| self.week_between(i)).or_else(bounded).or_else(|| self.years(i))
    }

    /// «من X إلى Y», «بين X وY», «X حتى Y», «X-Y».
    fn bounded(self, i: usize, first: Option<&Placed>) -> Read<Moment> {
        let word = self.v.sense(i, Class::Range).filter(|f| f.sense.code != "to" && self.v.on_line(f.end));
        let (code, at) = word.map_or(("", i), |f| (f.sense.code, f.end));
        if self.dayword(i).is_some_and(|(_, end)| end > i + 2) {
            return None;
        }
        let start = self.lead(at, &["يوم", "الفتره", "يومي"]);
        let first = if start == i { first.cloned() } else { self.moment(start) };
        let (first, end) = self.side(start, first)?;
        let next = self.to_far_end(code, end)?;
        let at = self.past(next, &["يوم"]);
        let (last, end) = self.side(at, self.moment(at))?;
        let firm = |side: &Side| matches!(side, Side::Whole(_));
        if let Some((last, end)) = self.number_in_month(&last, end) {
            return Some((self.joined_sides(first, Side::Whole(last))?, end));
        }
        (firm(&last)).then_some((self.joined_sides(first, last)?, end))
    }

    /// «4 حتى 23 من هذا الشهر», «بين 4 و22 هذا الشهر».
    fn number_in_month(self, last: &Side, end: usize) -> Read<Moment> {
        let Side::Number(day) = last else { return None };
        let at = self.past(end, &["من"]);
        match self.relative(at).filter(|_| self.v.on_line(at))? {
            (Moment::Month { year: Some(year), month }, end) => {
                Some((Moment::day(Date::new(year, month, *day).ok()?), end))
            }
            _ => None,
        }
    }

    fn to_far_end(self, code: &str, end: usize) -> Option<usize> {
        if !self.v.on_line(end) {
            return None;
        }
        if code == "between" {
            return self.v.joined(end);
        }
        let to = self.v.bare(end, Class::Range).filter(|f| f.sense.code == "to").map(|f| f.end);
        let dash = matches!(self.v.key(end), "-" | "–" | "—" | "~");
        let glued = self.v.clitics(end).preposition == Some('ل') && code == "from";
        to.or(dash.then_some(end + 1)).or(glued.then_some(end)).filter(|at| self.v.on_line(*at))
    }

    /// The moment at `i`, or the number of a day.
    fn side(self, i: usize, moment: Option<Placed>) -> Read<Side> {
        if let Some((moment, end, _)) = moment {
            return Some((Side::Whole(moment), end));
        }
        let at = self.v.item(i).at;
        let number = self.v.literal(at).filter(|l| l.plain && l.digits <= 2 && (1.0..=31.0).contains(&l.value))?;
        Some((Side::Number(number.value as i8), number.end))
    }

    fn joined_sides(self, first: Side, last: Side) -> Option<Moment> {
        let Side::Whole(last) = last else { return None };
        let first = match (first, &last) {
            (Side::Number(day), Moment::Day { year, month, .. }) => Moment::Day { year: *year, month: *month, day },
            (Side::Number(_), _) => return None,
            (Side::Whole(Moment::Day { month, day, .. }), Moment::Day { year: Some(year), month: m, day: d }) => {
                Moment::Day { year: Some(year - i16::from((month, day) > (*m, *d))), month, day }
            }
            (Side::Whole(Moment::Month { month, .. }), Moment::Month { year: Some(year), month: m }) => {
                Moment::Month { year: Some(year - i16::from(month > *m)), month }
            }
            (Side::Whole(first), _) => first,
        };
        Some(first.to(&last))
    }

    /// «تموز 13 إلى 15», «يوليو 13-15».
    fn months_days(self, i: usize) -> Read<Moment> {
        let (month, end) = self.month(i).filter(|(m, _)| !m.hijri)?;
        let day =
            |at: usize| self.v.literal(at).filter(|l| l.plain && l.digits <= 2 && (1.0..=31.0).contains(&l.value));
        let first = day(end).filter(|_| self.v.on_line(end))?;
        let last = day(self.to_far_end("", first.end)?)?;
        let year = self.year_tail(last.end);
        let end = year.map_or(last.end, |(_, e)| e);
        let year = year
            .map(|(y, _)| y.number)
            .or_else(|| super::calendar::near_year(self.today, month.number, last.value as i8));
        let at = |day: f64| Moment::Day { year, month: month.number, day: day as i8 };
        Some((at(first.value).to(&at(last.value)), end))
    }

    /// «هذا الأسبوع بين الأربعاء والجمعة».
    fn week_between(self, i: usize) -> Read<Moment> {
        let (moment, end) = self.relative(i)?;
        let Moment::Week(day) = moment else { return None };
        let word = self.v.bare(end, Class::Range).filter(|f| f.sense.code != "to" && self.v.on_line(end))?;
        let weekday = |at: usize| self.v.sense(self.past(at, &["يوم"]), Class::Weekday);
        let first = weekday(word.end)?;
        let last = weekday(self.to_far_end(word.sense.code, first.end)?)?;
        let (a, b) = (i8::try_from(first.sense.value).ok()?, i8::try_from(last.sense.value).ok()?);
        Some((Moment::Days(in_week(day, a), in_week(day, b)), last.end))
    }

    /// «2014-2018», «موسم 2024/2025», «موسم 2024-25», «بين عامي 2014 و2018», «من 2014 حتى 2018», «السنوات 2018 و2019 و2020».
    fn years(self, i: usize) -> Read<Moment> {
        let word = self.v.sense(i, Class::Range).filter(|f| f.sense.code != "to" && self.v.on_line(f.end));
        let (code, named) = word.map_or(("", i), |f| (f.sense.code, f.end));
        let several = self.v.sense(named, Class::Time).filter(|f| f.sense.code == "Y" && self.v.on_line(f.end));
        let at = several.map_or(named, |f| f.end);
        let (first, end) = self.bare_year(at)?;
        let (last, end) = match several.filter(|f| code.is_empty() && f.sense.form != Form::Plain) {
            Some(_) => self.years_in_a_row(first, end).or_else(|| self.last_year(code, first, end))?,
            None => self.last_year(code, first, end)?,
        };
        let counted = self.v.is_counted_noun(end);
        let days = Moment::Year(first).to(&Moment::Year(last));
        (first < last && !counted).then_some((days, end))
    }

    /// The far end of a stretch of years.
    fn last_year(self, code: &str, first: i16, end: usize) -> Read<i16> {
        let touching = self.v.touches(end) && self.v.touches(end + 1);
        let slash = self.v.key(end) == "/" && touching && code.is_empty();
        let next = if slash { end + 1 } else { self.to_far_end(code, end)? };
        let short = || self.short_year(first, next).filter(|_| touching);
        self.bare_year(self.past(self.v.item(next).at, &["عام", "سنه"])).or_else(short)
    }

    /// The 25 of «2024-25»: the year after, in its last two digits.
    fn short_year(self, first: i16, i: usize) -> Read<i16> {
        let key = self.v.key(i);
        let next =
            key.parse::<i16>().ok().filter(|n| self.v.is_digits(i) && key.len() == 2 && *n == (first + 1) % 100)?;
        let more = self.v.touches(i + 1) && matches!(self.v.key(i + 1), "-" | "/" | "." | ",");
        (next > 0 && !more).then_some((first + 1, i + 1))
    }

    /// Years joined by و that follow on each other.
    fn years_in_a_row(self, first: i16, end: usize) -> Read<i16> {
        let (mut last, mut end) = (first, end);
        while let Some((year, next)) = self.v.joined(end).and_then(|at| self.bare_year(self.v.item(at).at)) {
            if year != last + 1 {
                break;
            }
            (last, end) = (year, next);
        }
        (last > first).then_some((last, end))
    }

    fn bare_year(self, i: usize) -> Read<i16> {
        let key = self.v.key(i);
        let year: i16 = key.parse().ok().filter(|_| self.v.is_digits(i) && key.len() == 4)?;
        let plain = self.v.literal(i).is_none_or(|l| l.plain);
        ((1900..2100).contains(&year) && plain).then_some((year, i + 1))
    }
}
