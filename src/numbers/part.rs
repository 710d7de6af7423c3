//! Parts of one: halves, thirds and fifths, alone, of a scale word, or behind a whole number.
//!
//! In: a place in the lattice. Out: a [`Number`].
//! May import: record, arabic, lexicon.

use super::cardinal::{Number, is_counted};
use super::lattice::{Found, View};
use crate::arabic::TokenKind;
use crate::lexicon::numbers::{Class, Form};

impl View<'_> {
    /// A sum and the half or third behind it: مليون ونصف المليون, عشرون وثلاثة أخماس.
    pub fn with_part(self, sum: Number) -> Number {
        let whole = !sum.decimals && !sum.part;
        let told = self.behind_whole(sum.end).filter(|_| whole);
        let Some((part, sign)) = told.and_then(|(at, sign)| Some((self.part_words(at)?, sign))) else {
            return self.counted_part(sum);
        };
        let (mut end, mut worth) = (part.end, sum.scale.max(1.0));
        if let Some(found) = self.sense(end, Class::Scale).filter(|_| self.on_line(end)) {
            let same = is_counted(found.sense.form) && self.clitics(end).is_bare();
            match found.sense.value as f64 {
                scale if same && sum.value >= scale && (scale == sum.scale || sum.scale == 1.0) => worth = scale,
                _ => return sum,
            }
            end = found.end;
        } else if self.is_dual_part(part.start) {
            worth = 1.0;
        }
        let value = sum.value + sign * part.value * worth;
        let decimals = value.fract() != 0.0;
        Number { end, value, decimals, plain: false, one: false, scale: worth, ..sum }
    }

    /// Where a part may start behind a whole, and its sign: behind و it is added, behind «إلا» it is taken away.
    pub fn behind_whole(self, i: usize) -> Option<(usize, f64)> {
        let less = self.key(i) == "الا" && self.on_line(i) && self.on_line(i + 1);
        if less { Some((i + 1, -1.0)) } else { Some((self.joined(i)?, 1.0)) }
    }

    /// «مئة ألف وثلثان»: two thirds of one, unless the scale word is said again.
    fn is_dual_part(self, i: usize) -> bool {
        self.sense(i, Class::Fraction).is_some_and(|f| f.sense.form == Form::Dual)
    }

    /// «ثلاث وعشرون خمس»: so many fifths.
    fn counted_part(self, sum: Number) -> Number {
        let found = self.bare(sum.end, Class::Fraction).filter(|_| sum.words && sum.scale == 1.0);
        let Some(found) = found.filter(|_| self.on_line(sum.end) && !self.clitics(sum.end).article) else { return sum };
        let plural = found.sense.form == Form::Plural;
        let single = sum.value > 10.0 && found.sense.form == Form::Plain && found.sense.value > 2;
        if !plural && !single || sum.value == found.sense.value as f64 {
            return sum;
        }
        let value = sum.value / found.sense.value as f64;
        Number { end: found.end, value, decimals: true, part: true, one: false, ..sum }
    }

    /// A part of one that stands alone or before a scale word: نصف مليون, ثلاثة أرباع المليار.
    pub fn part(self, i: usize) -> Option<Number> {
        let item = self.item(i);
        let part = self.part_words(item.at).filter(|p| !self.cue(p.end, "playoff"))?;
        let part = Number { clitics: item.clitics, ..part };
        let scale = self.sense(part.end, Class::Scale).filter(|f| self.on_line(part.end) && is_counted(f.sense.form));
        match scale.filter(|_| self.clitics(part.end).is_bare()) {
            Some(found) => {
                let scale = found.sense.value as f64;
                let whole = Number { end: found.end, value: part.value * scale, scale, part: false, ..part };
                Some(Number { decimals: whole.value.fract() != 0.0, ..whole })
            }
            None => Some(part),
        }
    }

    /// نصف, ثلثين, ثلاثة أخماس.
    pub fn part_words(self, i: usize) -> Option<Number> {
        let part = |start, end, value| Number { part: true, decimals: true, ..Number::word(start, end, value) };
        if let Some(digit) = self.sense(i, Class::Digit).filter(|f| (2..=10).contains(&f.sense.value)) {
            let plural = self.bare(digit.end, Class::Fraction).filter(|f| f.sense.form == Form::Plural);
            // «أربعة أرباع»: as many as make one are quarters of a year or of a match.
            let parts = |of: &Found| self.on_line(digit.end) && digit.sense.value != of.sense.value;
            if let Some(found) = plural.filter(parts) {
                return Some(part(i, found.end, digit.sense.value as f64 / found.sense.value as f64));
            }
        }
        let found = self.sense(i, Class::Fraction)?;
        let times = match (found.sense.form, found.sense.mark) {
            (Form::Plural, _) => return None,
            (_, "vowelled") if !self.is_vowelled_part(i) => return None,
            (Form::Construct, _) | (_, "digit") if !self.is_part_of_whole(found.end) => return None,
            (_, "rare") if !self.is_told_whole(found.end) => return None,
            (_, "price") if !self.is_eighth(i, found.end) => return None,
            (Form::Dual | Form::Construct, _) | (_, "vowelled") => 2.0,
            _ => 1.0,
        };
        Some(part(i, found.end, times / found.sense.value as f64))
    }

    /// خمس is five before an indefinite plural, a fifth before what is whole: خمس الساعة, خمس سكان العالم.
    fn is_part_of_whole(self, i: usize) -> bool {
        let definite = self.kind(i) == Some(TokenKind::Word) && self.key(i).starts_with("ال") && self.key(i).len() > 6;
        self.on_line(i) && (definite && !self.is_ordered_plural(i) || self.cue(i, "whole"))
    }

    /// What nobody takes for an animal's: سبع السكان, but not سبع الغابة.
    fn is_told_whole(self, i: usize) -> bool {
        self.on_line(i)
            && (self.cue(i, "whole")
                || self.find(i, |s| matches!(s.class, Class::Time | Class::Measure) && s.form == Form::Plain).is_some())
    }

    /// «خمس الدول» counts; a number before a definite noun that is plainly plural is a number.
    fn is_ordered_plural(self, i: usize) -> bool {
        self.find(i, |s| s.form == Form::Plural && s.class == Class::Time).is_some()
    }

    /// ثمن is a price, unless a scale word, a unit or a hedge shows that a part is meant.
    fn is_eighth(self, i: usize, end: usize) -> bool {
        let measured = [Class::Scale, Class::Time, Class::Measure].iter().any(|c| self.sense(end, *c).is_some());
        let parted = i > 0
            && (self.cue(i - 1, "parted")
                || self.sense(i - 1, Class::Over).is_some()
                    && i > 1
                    && self.find(i - 2, |s| s.class == Class::Qualifier).is_some());
        measured || parted
    }
}
