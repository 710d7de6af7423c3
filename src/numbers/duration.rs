//! Durations: lengths of time in one or several units.
//!
//! In: a place in the lattice. Out: a [`Draft`] with an ISO 8601 duration.
//! May import: record, arabic, lexicon.

use super::QuantityKind;
use super::amount::kind_of;
use super::cardinal::Number;
use super::expression::{BareNumber, Draft};
use super::lattice::View;
use crate::arabic::TokenKind;
use crate::lexicon::numbers::{Class, Form};
use crate::record::Qualifier;

/// A number of one unit of time.
#[derive(Clone, Copy)]
struct Length {
    count: f64,
    unit: &'static str,
    end: usize,
    number: Option<BareNumber>,
}

impl View<'_> {
    /// The duration that starts at `i`: «3 ساعات و20 دقيقة», «يومين», «ساعة ونصف», «طوال الأسبوع», «بضعة أيام».
    pub fn duration(self, i: usize) -> Option<Draft> {
        if let Some(vague) = self.vague_duration(i) {
            return Some(vague);
        }
        let item = self.item(i);
        let start = if self.throughout(item.at) { item.at + 1 } else { item.at };
        let mut parts = vec![self.length(start)?];
        while let Some(next) = self.next_length(parts.last().copied()?) {
            parts.push(next);
        }
        let end = parts.last()?.end;
        let letters = if self.clitics(item.at).article { 0 } else { item.clitics.letters };
        let draft = Draft::new(item.at..end, if item.at > i { 0 } else { letters }, QuantityKind::Duration);
        let number = parts.first().and_then(|p| p.number).filter(|_| parts.len() == 1);
        Some(Draft { iso: Some(iso_duration(&parts)), number, ..draft })
    }

    fn throughout(self, i: usize) -> bool {
        self.on_line(i + 1) && matches!(self.key(i), "طوال" | "طيله") && self.sense(i + 1, Class::Time).is_some()
    }

    /// «بضعة أيام», «عدة ساعات».
    fn vague_duration(self, i: usize) -> Option<Draft> {
        let item = self.item(i);
        let vague = self.sense(item.at, Class::Vague).filter(|f| self.on_line(f.end))?;
        let unit = self.sense(vague.end, Class::Time).filter(|f| f.sense.form == Form::Plural)?;
        let draft = Draft::new(item.at..unit.end, item.clitics.letters, QuantityKind::Duration);
        Some(Draft { qualifier: Qualifier::About, ..draft })
    }

    fn length(self, i: usize) -> Option<Length> {
        self.counted_length(i).or_else(|| self.bare_length(i))
    }

    /// A number and its unit, and the half behind it.
    fn counted_length(self, i: usize) -> Option<Length> {
        let number = self.number(i).filter(|n| !n.one)?;
        let counts = |form| !matches!(form, Form::Dual | Form::Construct);
        let unit = self.bare(number.end, Class::Time).filter(|f| counts(f.sense.form) && self.on_line(number.end))?;
        let year = number.plain && unit.sense.form == Form::Plain && (1900.0..2100.0).contains(&number.value);
        let Number { start, value, clitics, .. } = number;
        let bare = BareNumber { start, end: number.end, letters: clitics.letters, value, kind: kind_of(&number) };
        let length = Length { count: value, unit: unit.sense.code, end: unit.end, number: Some(bare) };
        (!year).then(|| if number.part { length } else { self.with_half(length) })
    }

    fn with_half(self, length: Length) -> Length {
        let part = self.joined(length.end).and_then(|at| self.number(at)).filter(|n| n.part && n.words);
        let Some(part) = part else { return length };
        let again = self.bare(part.end, Class::Time).filter(|_| self.on_line(part.end));
        match again {
            Some(found) if found.sense.code != length.unit => length,
            Some(found) => Length { count: length.count + part.value, end: found.end, ..length },
            None => Length { count: length.count + part.value, end: part.end, ..length },
        }
    }

    /// A unit on its own: two when dual, one when something near says that its length is meant.
    fn bare_length(self, i: usize) -> Option<Length> {
        let unit = self.sense(i, Class::Time)?;
        let length = |count, end| Length { count, unit: unit.sense.code, end, number: None };
        match unit.sense.form {
            Form::Dual if !self.clitics(i).article => {
                let letters = self.clitics(i).letters;
                let two = BareNumber { start: i, end: unit.end, letters, value: 2.0, kind: QuantityKind::Cardinal };
                return Some(self.with_half(Length { number: Some(two), ..length(2.0, unit.end) }));
            }
            Form::Plain | Form::Alef => {}
            _ => return None,
        }
        let half = self.with_half(length(1.0, unit.end));
        if half.end > unit.end {
            return Some(half);
        }
        if matches!(self.key(unit.end), "كامل" | "كامله" | "كاملا" | "الكامل" | "باكمله") && self.on_line(unit.end)
        {
            return Some(length(1.0, unit.end + 1));
        }
        let before = i.checked_sub(1).filter(|_| self.on_line(i)).map_or("", |b| self.key(b));
        let told = matches!(before, "لمده" | "مده" | "طوال" | "طيله" | "ولمده" | "غضون" | "مدته" | "مدتها");
        let year_follows = self.is_digits(unit.end) && self.on_line(unit.end);
        let alone = before.is_empty() && !(self.on_line(unit.end) && self.kind(unit.end).is_some());
        let plain = unit.sense.form == Form::Plain && (!before.is_empty() || !self.clitics(i).article);
        let end = unit.end + usize::from(told && self.on_line(unit.end) && self.is_one(unit.end));
        let lone = alone && !self.is_one(unit.end);
        (plain && (told && !year_follows || lone)).then_some(length(1.0, end))
    }

    fn is_one(self, i: usize) -> bool {
        self.sense(i, Class::Digit).is_some_and(|f| f.sense.mark == "one")
    }

    /// A smaller unit joined to a larger one.
    fn next_length(self, last: Length) -> Option<Length> {
        let at = self.joined(last.end)?;
        let next = self.counted_length(at).or_else(|| self.bare_length(at).filter(|l| l.count == 2.0))?;
        (rank(next.unit) < rank(last.unit)).then_some(next)
    }

    /// Whether a noun that can be counted stands at `i`: then the number before it counts it.
    pub fn is_counted_noun(self, i: usize) -> bool {
        let noun = [Class::Counted, Class::Currency, Class::Measure, Class::Scale, Class::Percent, Class::Time];
        self.on_line(i)
            && self.kind(i) == Some(TokenKind::Word)
            && self.clitics(i).is_bare()
            && !self.clitics(i).article
            && noun.into_iter().any(|c| self.sense(i, c).is_some())
    }
}

/// Units from small to large.
fn rank(unit: &str) -> usize {
    ["S", "MIN", "H", "D", "W", "M", "Y", "DECADE", "CENTURY"].iter().position(|u| *u == unit).unwrap_or(0)
}

/// ISO 8601: days and longer before the T, hours and shorter behind it.
fn iso_duration(parts: &[Length]) -> String {
    let (mut date, mut time) = (String::from("P"), String::new());
    for part in parts {
        match part.unit {
            "S" => time += &format!("{}S", part.count),
            "MIN" => time += &format!("{}M", part.count),
            "H" => time += &format!("{}H", part.count),
            "DECADE" => date += &format!("{}Y", part.count * 10.0),
            "CENTURY" => date += &format!("{}Y", part.count * 100.0),
            unit => date += &format!("{}{unit}", part.count),
        }
    }
    if time.is_empty() { date } else { date + "T" + &time }
}
