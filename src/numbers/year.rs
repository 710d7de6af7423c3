//! Years: behind a day or a month, after the words that tell them, counted from the reference day.
//!
//! In: a place in the lattice and the reference day. Out: where the year ends, and the [`Year`] or its [`Moment`].
//! May import: record, arabic, lexicon.

use super::calendar::Moment;
use super::date::{Dates, Read, Year};
use super::hijri::hijri_year;
use crate::arabic::TokenKind;
use crate::lexicon::numbers::{Class, Form};

/// Years before this one are too long ago for what news counts.
const FIRST_RECENT: i16 = 1300;

/// How many years joined by و are believed to belong to one list.
const MOST_LISTED: usize = 8;

impl Dates<'_> {
    /// A year behind a month or a day: «2025», «من عام 2025», «، 2025», «العام الماضي».
    pub(super) fn year_tail(self, i: usize) -> Read<Year> {
        let mut at = self.past(i, &["،", ","]);
        if matches!(self.v.key(at), "/" | "-") && self.v.is_digits(at + 1) && self.v.key(at + 1).len() == 4 {
            at += 1;
        }
        let at = self.past(at, &["من", "في", "سنه", "عام", "العام", "السنه", "لعام", "لسنه", "بعام", "خلال"]);
        if !self.v.on_line(at) {
            return None;
        }
        let relative =
            (at..=at).find_map(|k| self.relative_year(k)).or_else(|| self.relative_year(at.saturating_sub(1)));
        self.year(at).or(relative.filter(|(_, end)| *end > i))
    }

    /// «هذا العام», «العام الماضي».
    pub(super) fn relative_year(self, i: usize) -> Read<Year> {
        let (moment, end) = self.relative(i)?;
        match moment {
            Moment::Year(number) => Some((Year { number, hijri: false }, end)),
            _ => None,
        }
    }

    /// A year in digits or words with the letter of its era.
    pub(super) fn year(self, i: usize) -> Read<Year> {
        // «العام الهجري 1447»; the letters م and هـ stand behind their year.
        let adjective =
            self.v.sense(i, Class::Era).filter(|f| self.v.key(i).starts_with("ال") && self.v.is_digits(f.end));
        if let Some(era) = adjective {
            let (year, end) = self.year(era.end).filter(|_| self.v.on_line(era.end))?;
            return Some((Year { hijri: era.sense.code == "hijri", ..year }, end));
        }
        let (number, end) = if self.v.is_digits(i) {
            let key = self.v.key(i);
            let more = self.v.literal(i).is_some_and(|l| l.end > i + 1 && !self.v.key(i + 1).starts_with(['/', '-']));
            (key.parse::<i16>().ok().filter(|_| key.len() == 4 && !more)?, i + 1)
        } else {
            let (number, end) = self.number(i).filter(|_| !self.v.is_digits(self.v.item(i).at))?;
            (i16::try_from(number).ok()?, end)
        };
        let era = self.v.sense(end, Class::Era).filter(|_| self.v.on_line(end) && self.v.clitics(end).is_bare());
        let hijri = era.is_some_and(|f| f.sense.code == "hijri") || (1300..1500).contains(&number);
        let end = era.map_or(end, |f| self.past(f.end, &["."]).min(f.end));
        // «خلال سبتمبر 1140 تغريدة»: of a year so long ago nothing is counted.
        if era.is_none() && number < FIRST_RECENT && self.v.is_counted_noun(end) {
            return None;
        }
        ((1000..2200).contains(&number)).then_some((Year { number, hijri }, end))
    }

    /// «عام 2018», «في 2018», «كأس العالم 2026».
    pub(super) fn year_period(self, i: usize) -> Read<Moment> {
        let named = self.v.sense(i, Class::Time).filter(|f| f.sense.code == "Y" && f.sense.form != Form::Plural);
        if let Some(found) = named.filter(|_| self.v.on_line(i + 1)) {
            let (year, end) = self.year(found.end).filter(|_| self.v.clitics(found.end).is_bare())?;
            return Some((self.whole_year(year), end));
        }
        let glued = self.v.is_glue(i) && self.v.clitics(i).waw;
        let at = if glued { self.v.item(i).at } else { i };
        let (year, end) = self.year(at)?;
        let told = self.is_told_year(self.first_of_years(i));
        if glued {
            return (told && !self.is_counted(end)).then(|| (self.whole_year(year), end));
        }
        let era = end > i + 1 && self.v.is_digits(i);
        let told_words = i > 0 && self.v.key(i - 1) == "في" && year.number > 1100;
        let words = !(self.v.is_digits(i) || told_words);
        let sane = (1900..2036).contains(&year.number) || era || !self.v.is_digits(i) || year.hijri && told;
        let stands = told && sane && !words;
        let tail =
            (2001..2036).contains(&year.number) && self.v.is_digits(i) && self.behind_name(i) && self.ends_phrase(end);
        (era || (stands || tail) && !self.is_counted(end)).then(|| (self.whole_year(year), end))
    }

    /// Whether the word before says that digits are a year: في, منذ, بطولة.
    fn is_told_year(self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1).filter(|_| self.v.on_line(i)) else { return false };
        let key = self.v.key(before);
        let key = key.strip_prefix('و').filter(|b| !b.is_empty()).unwrap_or(key);
        matches!(key, "في" | "منذ" | "حتي" | "خلال" | "لعام" | "بنهايه" | "عام" | "و" | "لغايه")
            || self.v.cue(before, "year")
            || self.v.find(before, |s| s.class == Class::Time && s.code == "Y").is_some()
    }

    /// Back over «2018 و» to the first of several years.
    fn first_of_years(self, mut i: usize) -> usize {
        let mut left = MOST_LISTED;
        let year = |k: usize| self.v.is_digits(k) && self.v.key(k).len() == 4;
        while left > 0 && i > 0 && self.v.is_glue(i) && self.v.clitics(i).waw && year(i - 1) {
            i -= 1;
            if i > 0 && self.v.is_glue(i - 1) {
                i -= 1;
            }
            left -= 1;
        }
        i
    }

    fn is_counted(self, end: usize) -> bool {
        self.v.is_counted_noun(end) || self.is_scaled(end)
    }

    pub(super) fn is_scaled(self, i: usize) -> bool {
        let unit = |c| self.v.bare(i, c).is_some();
        self.v.on_line(i)
            && [Class::Scale, Class::Currency, Class::Measure, Class::Percent, Class::Time].into_iter().any(unit)
    }

    /// Whether the word before is a noun that a year may date: definite, or Latin.
    pub(super) fn behind_name(self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1).filter(|_| self.v.on_line(i) && !self.v.touches(i)) else { return false };
        let definite = self.v.key(before).starts_with("ال") && self.v.key(before).chars().count() > 4;
        definite && self.v.kind(before) == Some(TokenKind::Word)
    }

    pub(super) fn ends_phrase(self, i: usize) -> bool {
        !self.v.on_line(i) || self.v.kind(i) != Some(TokenKind::Word) || self.v.is_function_word(i)
    }

    pub(super) fn last_day(self, year: Year) -> Moment {
        let last = |year: &Moment| year.bounds().map(|(_, last)| Moment::day(last));
        last(&self.whole_year(year)).unwrap_or(Moment::Unknown)
    }

    pub(super) fn whole_year(self, year: Year) -> Moment {
        if !year.hijri {
            return Moment::Year(year.number);
        }
        hijri_year(year.number).map_or(Moment::Unknown, |(first, last)| Moment::Days(first, last))
    }
}
