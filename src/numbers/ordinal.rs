//! Ordinals in words and the cardinals that stand for them behind a noun.
//!
//! In: a place in the lattice. Out: a [`Draft`].
//! May import: record, arabic, lexicon.

use super::QuantityKind;
use super::expression::Draft;
use super::lattice::View;
use crate::arabic::{Gap, TokenKind};
use crate::lexicon::numbers::{Class, Form, Sense, vocabulary};

/// How many numbers joined to the first of a row are believed to belong to it.
const MOST_LISTED: usize = 8;

impl View<'_> {
    /// The ordinal that starts at `i`; its article belongs to it, other clitics do not.
    pub fn ordinal(self, i: usize) -> Option<Draft> {
        if self.is_glue(i) {
            return self.digit_ordinal(i);
        }
        let clock = i > 0 && self.on_line(i) && (self.is_clock(i - 1) || self.is_rate(i));
        let (value, end) = self.ordinal_word(i).or_else(|| self.definite_number(i)).filter(|_| !clock)?;
        let clitics = self.clitics(i);
        let assimilated = clitics.article && clitics.preposition == Some('ل');
        let letters = if clitics.article { clitics.letters - if assimilated { 1 } else { 2 } } else { clitics.letters };
        let draft = Draft::new(i..end, letters, QuantityKind::Ordinal);
        Some(Draft { value: Some(value), ..draft })
    }

    /// «30 إطارا في الثانية»: a unit of time that a figure before is counted by.
    fn is_rate(self, i: usize) -> bool {
        let second = self.sense(i, Class::Time).is_some_and(|f| f.sense.form == Form::Plain) && self.clitics(i).article;
        let figure = |k: &usize| self.is_digits(*k) || self.sense(*k, Class::Measure).is_some();
        second && self.key(i - 1) == "في" && (i.saturating_sub(3)..i - 1).any(|k| figure(&k))
    }

    /// المركز الـ116, في دورته الـ«47»: digits with the article behind one of a row, which count nothing themselves.
    fn digit_ordinal(self, i: usize) -> Option<Draft> {
        let item = self.item(i);
        let number =
            self.number(item.at).filter(|n| item.clitics.article && n.plain && (1.0..1900.0).contains(&n.value))?;
        let counts = self.is_counted_noun(number.end) || !self.is_in_a_row(i);
        let draft = Draft::new(number.start..number.end, 0, QuantityKind::Ordinal);
        (!counts).then_some(Draft { value: Some(number.value), ..draft })
    }

    /// Whether what stands before the article of digits is one of a row, or another such number: المركزان الـ3 والـ4.
    fn is_in_a_row(self, mut i: usize) -> bool {
        let mut left = MOST_LISTED;
        while left > 0 && self.clitics(i).waw && i > 1 && self.is_digits(i - 1) && self.is_glue(i - 2) {
            (i, left) = (i - 2, left - 1);
        }
        i > 0 && self.on_line(i) && self.kind(i - 1) == Some(TokenKind::Word) && self.is_ordered(i - 1)
    }

    /// A definite singular of what is numbered in order: المركز, الدورة, نسخته.
    fn is_ordered(self, i: usize) -> bool {
        let ranked = |s: &Sense| s.class == Class::Ranked;
        if self.clitics(i).article || self.key(i).starts_with("ميلاد") {
            return self.find(i, ranked).is_some();
        }
        let Some(stem) = self.key(i).strip_suffix("ها").or_else(|| self.key(i).strip_suffix('ه')) else {
            return false;
        };
        let feminine = stem.strip_suffix('ت').map(|s| format!("{s}ه"));
        let bent = stem.strip_suffix('ا').map(|s| format!("{s}ي"));
        let known = |key: &str| vocabulary().entry(key).is_some_and(|e| e.classes.has(Class::Ranked));
        known(stem) || feminine.or(bent).is_some_and(|key| known(&key))
    }

    pub fn ordinal_word(self, i: usize) -> Option<(f64, usize)> {
        if let Some(number) = self.one_and_tens(i) {
            return Some(number);
        }
        let (mut value, mut end) = self.small_ordinal(i)?;
        if self.key(end) == "بعد"
            && self.on_line(end)
            && self.clitics(end + 1).article
            && let Some(more) = self.hundreds_behind(end + 1)
        {
            (value, end) = (value + more.0, more.1);
        }
        Some((value, end))
    }

    /// الأول, الثالث عشر, الخامس والعشرون.
    fn small_ordinal(self, i: usize) -> Option<(f64, usize)> {
        let found = self.sense(i, Class::Ordinal)?;
        let unit = found.sense.value as f64;
        let ten = self.sense(found.end, Class::Digit).filter(|f| f.sense.value == 10 && self.on_line(found.end));
        if let Some(ten) = ten.filter(|_| self.clitics(found.end).is_bare() && unit < 10.0) {
            return Some((unit + 10.0, ten.end));
        }
        let tens = self.joined(found.end).and_then(|at| self.sense(at, Class::Tens));
        if let Some(tens) = tens.filter(|_| unit < 10.0) {
            return Some((unit + tens.sense.value as f64, tens.end));
        }
        let adverb = found.sense.mark == "first" && !self.clitics(i).article && self.tokens().raw(i).ends_with('ي');
        (found.sense.mark != "teen" && !adverb).then_some((unit, found.end))
    }

    /// الواحد والعشرون.
    fn one_and_tens(self, i: usize) -> Option<(f64, usize)> {
        let digit =
            self.sense(i, Class::Digit).filter(|f| (1..=9).contains(&f.sense.value) && self.clitics(i).article)?;
        let at = self.joined(digit.end).filter(|at| self.clitics(*at).article)?;
        let tens = self.sense(at, Class::Tens)?;
        (digit.sense.value == 1 || self.behind_definite(i))
            .then_some(((digit.sense.value + tens.sense.value) as f64, tens.end))
    }

    /// «المئة» behind «بعد»: what an ordinal is counted on from.
    fn hundreds_behind(self, i: usize) -> Option<(f64, usize)> {
        let found = self.sense(i, Class::Hundred).or_else(|| self.sense(i, Class::Scale))?;
        let times = if found.sense.class == Class::Scale && found.sense.form == Form::Dual { 2 } else { 1 };
        Some(((found.sense.value * times) as f64, found.end))
    }

    /// المركز التسعون, الكتاب المئة والخامسة والعشرون: definite cardinals behind a definite noun, or alone.
    fn definite_number(self, i: usize) -> Option<(f64, usize)> {
        if !self.clitics(i).article {
            return None;
        }
        let behind = self.behind_definite(i);
        if !(behind || self.opens_line(i)) {
            return None;
        }
        let stands = |end: usize| if behind { self.leaves_no_noun(end) } else { !self.on_line(end) };
        if let Some(tens) = self.sense(i, Class::Tens) {
            return stands(tens.end).then_some((tens.sense.value as f64, tens.end));
        }
        let (value, end) = self.hundreds_behind(i)?;
        let rest = self.joined(end).filter(|at| self.clitics(*at).article);
        let rest = rest.and_then(|at| {
            let tens = || self.sense(at, Class::Tens).map(|f| (f.sense.value as f64, f.end));
            self.small_ordinal(at).or_else(|| self.one_and_tens(at)).or_else(tens)
        });
        match rest {
            Some((more, end)) => Some((value + more, end)),
            None => (stands(end) && !self.has_part_behind(end)).then_some((value, end)),
        }
    }

    /// Whether the word before is a noun with the article.
    fn behind_definite(self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1).filter(|_| self.on_line(i)) else { return false };
        let key = self.key(before);
        let stem = key.strip_prefix(['و', 'ف']).unwrap_or(key);
        let stem = stem.strip_prefix(['ب', 'ك']).unwrap_or(stem);
        // Letters of two bytes: an article and more than two others.
        let definite = (stem.starts_with("ال") || stem.starts_with("لل")) && stem.len() > 8;
        self.kind(before) == Some(TokenKind::Word) && definite && self.gap(i) == Gap::Space
    }

    /// «المليون ونصف المليون» is no place.
    fn has_part_behind(self, i: usize) -> bool {
        self.behind_whole(i).is_some_and(|(at, _)| self.part_words(at).is_some())
    }

    fn opens_line(self, i: usize) -> bool {
        i == 0 || !self.on_line(i)
    }

    /// A noun behind would make it a count: العشرون دولة.
    fn leaves_no_noun(self, i: usize) -> bool {
        !self.on_line(i)
            || self.kind(i) != Some(TokenKind::Word)
            || self.is_function_word(i)
            || self.key(i).starts_with("ال")
            || self.clitics(i).waw
    }
}
