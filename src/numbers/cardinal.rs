//! Numbers: digits, words and scale words in one sum.
//!
//! In: a place in the lattice. Out: a [`Number`] with its value and where it ends.
//! May import: record, arabic, lexicon.

use super::flags::Flags;
use super::lattice::{Clitics, View};
use super::literal::{Literal, decimal};
use crate::arabic::TokenKind;
use crate::lexicon::numbers::{Class, Classes, Form, vocabulary};

/// A number as it is written, whatever it counts.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Number {
    /// Its first token, clitic tokens left out.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
    /// What is written on to its front.
    pub clitics: Clitics,
    /// Its value.
    pub value: f64,
    /// The last scale word's worth; 1 without one.
    pub scale: f64,
    /// Whether it has decimals or a part of one.
    pub decimals: bool,
    /// Whether it is only a part: a half, three fifths.
    pub part: bool,
    /// Whether it is a lone واحد.
    pub one: bool,
    /// Whether it is made of words alone.
    pub words: bool,
    /// Whether it is one run of digits and nothing else.
    pub plain: bool,
    /// Whether it needs another number word beside it.
    pub weak: bool,
    pub flags: Flags,
}

impl Number {
    pub fn word(start: usize, end: usize, value: f64) -> Self {
        Self { start, end, value, scale: 1.0, words: true, ..Self::default() }
    }

    fn digits(literal: Literal) -> Self {
        let Literal { start, end, value, decimals, plain, flags, .. } = literal;
        Self { start, end, value, decimals, plain, flags, scale: 1.0, ..Self::default() }
    }
}

impl View<'_> {
    /// The number that starts at `i`, the longest there is.
    pub fn number(self, i: usize) -> Option<Number> {
        if !self.may_be_number(self.item(i).at) {
            return None;
        }
        self.read_before().numbers.once(i, self.end(), || self.read_number(i))
    }

    /// Whether a number may start at `i`: a word of one, digits, or a mark that may stand before digits.
    fn may_be_number(self, i: usize) -> bool {
        const WORDS: Classes =
            Classes::of(&[Class::Digit, Class::Teen, Class::Tens, Class::Hundred, Class::Scale, Class::Fraction]);
        matches!(self.kind(i), Some(TokenKind::Number | TokenKind::Punct)) || self.classes(i).meets(WORDS)
    }

    fn read_number(self, i: usize) -> Option<Number> {
        let number = self.part(i).or_else(|| self.sum(i))?;
        let number = self.unquoted(number);
        (!number.weak && number.end <= self.end()).then_some(number)
    }

    /// Chunks in falling order: 24 million, 374 thousand and 680.
    fn sum(self, i: usize) -> Option<Number> {
        let mut sum = self.chunk(i)?;
        while sum.scale > 1.0 && !sum.decimals {
            let joined = self.joined(sum.end).or_else(|| self.behind_comma(&sum));
            let Some(next) = self.chunk(joined.unwrap_or(sum.end)) else { break };
            if !self.adds(&sum, &next, joined.is_some()) || self.counts_parts(&next) {
                break;
            }
            let (value, flags) = (sum.value + next.value, sum.flags.and(next.flags));
            let words = sum.words && next.words;
            sum = Number { end: next.end, value, flags, words, scale: next.scale, one: false, plain: false, ..sum };
            sum.weak = false;
        }
        Some(self.with_part(sum))
    }

    fn adds(self, sum: &Number, next: &Number, joined: bool) -> bool {
        let smaller = next.value < sum.scale && next.value > 0.0 && !next.decimals;
        let bare = next.clitics.preposition.is_none() && !next.clitics.fa;
        let spoken = !next.plain && next.value >= 100.0 && self.on_line(next.start) && !next.clitics.article;
        smaller && bare && (joined || spoken || self.left_out(sum, next))
    }

    /// «10 آلاف، و419 صوتا»: where the rest of a number goes on behind a comma, its thousands having no noun of their own.
    fn behind_comma(self, sum: &Number) -> Option<usize> {
        let comma = sum.scale == 1000.0 && matches!(self.key(sum.end), "،" | ",") && self.on_line(sum.end);
        let rest = self.joined(sum.end + 1).filter(|_| comma)?;
        self.chunk(rest).is_some_and(|next| next.value < 1000.0).then_some(rest)
    }

    /// «38 ألفا 660»: an accusative thousand that nothing is counted by goes on, though its و was forgotten; «38 ألفا 660 منهم …» does not.
    fn left_out(self, sum: &Number, next: &Number) -> bool {
        let thousand = sum.scale == 1000.0 && !sum.plain && self.tokens().raw(sum.end - 1).ends_with(['ا', '\u{64B}']);
        let hundreds = next.plain && (100.0..1000.0).contains(&next.value) && self.on_line(next.start);
        let part = self.key(next.end).starts_with("من");
        thousand && hundreds && next.start == sum.end && !part
    }

    /// The three of «مليون وثلاثة أرباع» counts quarters and is no summand.
    fn counts_parts(self, next: &Number) -> bool {
        next.words && self.part_words(next.start).is_some_and(|part| part.end > next.end)
    }

    /// A number below a thousand, or digits, times the scale words behind it.
    fn chunk(self, i: usize) -> Option<Number> {
        let item = self.item(i);
        let clitics = item.clitics;
        let scaled = self.bare_scale(item.at);
        let number = scaled.or_else(|| {
            let literal = self.literal(item.at);
            let small = self.under_thousand(item.at).or_else(|| literal.map(Number::digits))?;
            Some(self.scaled(self.spoken_point(small), literal))
        })?;
        Some(Number { clitics, ..number })
    }

    /// A scale word that nothing counts: مليون, مليونين.
    fn bare_scale(self, i: usize) -> Option<Number> {
        let found = self.sense(i, Class::Scale).filter(|f| f.sense.mark != "suffix")?;
        let scale = found.sense.value as f64;
        let times = match found.sense.form {
            Form::Plural => return None,
            Form::Plain if scale == 1000.0 && self.is_composed(found.end) => return None,
            Form::Plain => 1.0,
            Form::Dual => 2.0,
            Form::Construct if self.governs(found.end) => 2.0,
            Form::Construct => return None,
            Form::Alef if !self.has_tanwin(i) && self.governs(found.end) => 2.0,
            Form::Alef => 1.0,
        };
        let number = Number { scale, ..Number::word(i, found.end, times * scale) };
        Some(self.times_scales(number))
    }

    /// ألف كتابا is "he wrote a book": a thousand takes the genitive.
    fn is_composed(self, i: usize) -> bool {
        self.on_line(i)
            && self.clitics(i) == Clitics::default()
            && self.find(i, |s| s.class == Class::Counted && s.form == Form::Alef && s.mark != "sound").is_some()
    }

    /// Whether a noun or a scale word follows that a construct form can lean on.
    fn governs(self, i: usize) -> bool {
        let word = self.kind(i) == Some(TokenKind::Word) && self.on_line(i);
        word && self.joined(i).is_none() && !self.is_glue(i) && !self.is_function_word(i)
            || self.sense(i, Class::Currency).is_some()
    }

    fn has_tanwin(self, i: usize) -> bool {
        self.tokens().raw(i).contains('\u{64B}')
    }

    /// «فاصلة» and what is behind it.
    fn spoken_point(self, number: Number) -> Number {
        let Some(point) = self.bare(number.end, Class::Point).filter(|_| !number.decimals) else { return number };
        let literal = self.literal(point.end).filter(|l| l.plain);
        let rest = literal.map(|l| (self.key(l.start).to_owned(), l.end));
        let rest = rest.or_else(|| self.under_thousand(point.end).map(|n| (n.value.to_string(), n.end)));
        let value = rest.as_ref().and_then(|(digits, _)| decimal(&number.value.to_string(), digits));
        match (rest, value) {
            (Some((_, end)), Some(value)) => Number { end, value, decimals: true, plain: false, one: false, ..number },
            _ => number,
        }
    }

    /// The number times the scale words behind it.
    fn scaled(self, number: Number, literal: Option<Literal>) -> Number {
        let literal = literal.filter(|l| l.end == number.end);
        let worth = literal.map_or(number.value, |l| l.scaled);
        let scaled = self.times_scales(Number { value: worth, ..number });
        if scaled.end == number.end {
            return number;
        }
        let scale = scaled.scale;
        let doubled = literal.is_some() && worth >= if scale == 1000.0 { 10_000.0 } else { scale.max(13.0) };
        if doubled {
            let flags = scaled.flags.and(Flags::DOUBLED);
            return Number { value: worth, scale: 1.0, plain: false, flags, ..scaled };
        }
        let decimals = worth.fract() != 0.0;
        Number { decimals, plain: false, one: false, ..scaled }
    }

    fn times_scales(self, mut number: Number) -> Number {
        while let Some((scale, end, flags)) = self.scale_word(&number) {
            number.value = (number.value * scale * 1e6).round() / 1e6;
            number = Number { scale: number.scale * scale, end, flags: number.flags.and(flags), ..number };
            number.one = false;
        }
        number
    }

    /// The scale word behind a number, misspelt or not.
    fn scale_word(self, number: &Number) -> Option<(f64, usize, Flags)> {
        let i = number.end;
        if !self.on_line(i) || !self.clitics(i).is_bare() {
            return None;
        }
        if let Some(found) = self.sense(i, Class::Scale) {
            let worth = found.sense.value as f64;
            let suffix = found.sense.mark == "suffix";
            let fits = if suffix { !number.words && self.touches(i) } else { is_counted(found.sense.form) };
            return (fits && worth > number.scale).then_some((worth, found.end, Flags::default()));
        }
        self.misspelt_scale(i).filter(|(worth, ..)| *worth > number.scale)
    }

    fn misspelt_scale(self, i: usize) -> Option<(f64, usize, Flags)> {
        let key = self.key(i);
        if self.is_known(i) || self.kind(i) != Some(TokenKind::Word) || key.len() < 6 || key.len() > 20 {
            return None;
        }
        let key = key.strip_prefix("ال").filter(|k| k.len() >= 8).unwrap_or(key);
        let right = vocabulary().misspelt_scale(key)?;
        let sense = vocabulary().entry(right)?.terms.iter().find(|t| t.sense.class == Class::Scale)?.sense;
        is_counted(sense.form).then_some((sense.value as f64, i + 1, Flags::REPAIRED))
    }

    /// A number below a thousand in words, or digits with «مائة».
    pub fn under_thousand(self, i: usize) -> Option<Number> {
        if !self.may_be_number(i) {
            return None;
        }
        let Some(hundreds) = self.hundreds(i) else { return self.under_hundred(i) };
        let joined = self.joined(hundreds.end);
        let at = joined.unwrap_or(hundreds.end);
        let rest = self.under_hundred(at).or_else(|| self.short_literal(at).filter(|_| joined.is_some()));
        let rest = rest.filter(|n| n.clitics.preposition.is_none() && self.on_line(n.start));
        let Some(rest) = rest.filter(|n| joined.is_some() || n.value > 10.0 && n.words) else { return Some(hundreds) };
        let value = hundreds.value + rest.value;
        Some(Number { end: rest.end, value, words: hundreds.words && rest.words, weak: false, ..hundreds })
    }

    /// One or two digits behind hundreds: ٣ مائة و ٢١.
    fn short_literal(self, i: usize) -> Option<Number> {
        let at = self.item(i).at;
        let number = Number::digits(self.literal(at).filter(|l| l.plain && l.digits <= 2)?);
        self.sense(number.end, Class::Scale).is_none().then_some(number)
    }

    fn hundreds(self, i: usize) -> Option<Number> {
        if let Some(found) = self.sense(i, Class::Hundred) {
            let (form, mark) = (found.sense.form, found.sense.mark);
            if form == Form::Plural || form == Form::Construct && !self.governs(found.end) {
                return None;
            }
            let number = Number::word(i, found.end, found.sense.value as f64);
            return Some(Number { weak: mark == "chain" && !self.leads_scale(found.end), ..number });
        }
        let (times, words) = self.times_hundred(i)?;
        let found = self.bare(times.end, Class::Hundred).filter(|f| self.on_line(times.end) && f.sense.value == 100)?;
        Some(Number { words, ..Number::word(times.start, found.end, times.value * 100.0) })
    }

    fn leads_scale(self, i: usize) -> bool {
        self.sense(i, Class::Scale).is_some()
    }

    /// What may stand before مائة: three to nine.
    fn times_hundred(self, i: usize) -> Option<(Number, bool)> {
        let digit = self.sense(i, Class::Digit).filter(|f| (3..=9).contains(&f.sense.value));
        if let Some(found) = digit {
            return Some((Number::word(i, found.end, found.sense.value as f64), true));
        }
        let literal = self.literal(i).filter(|l| l.plain && (2.0..=9.0).contains(&l.value))?;
        Some((Number::digits(literal), false))
    }

    /// A number below a hundred in words.
    fn under_hundred(self, i: usize) -> Option<Number> {
        for class in [Class::Tens, Class::Teen] {
            if let Some(found) = self.sense(i, class).filter(|_| !self.is_vowelled_part(i)) {
                let clitics = self.clitics(i);
                return Some(Number { clitics, ..Number::word(i, found.end, found.sense.value as f64) });
            }
        }
        let found = self.sense(i, Class::Digit)?;
        let digit = Number { clitics: self.clitics(i), ..Number::word(i, found.end, found.sense.value as f64) };
        if let Some(end) = self.ten_of_teen(found.end).filter(|_| (1..=9).contains(&found.sense.value)) {
            return Some(Number { end, value: digit.value + 10.0, ..digit });
        }
        let tens =
            self.joined(found.end).and_then(|at| self.sense(at, Class::Tens).filter(|_| !self.is_vowelled_part(at)));
        let tens = tens.filter(|_| (1..=9).contains(&found.sense.value));
        match (tens, found.sense.mark) {
            (Some(tens), _) => Some(Number { end: tens.end, value: digit.value + tens.sense.value as f64, ..digit }),
            (None, "teen") => None,
            (None, "noun") if self.is_definite_noun(found.end) => None,
            (None, mark) => Some(Number { one: mark == "one", ..digit }),
        }
    }

    /// ست الدار is a lady: the number six stands before an indefinite noun.
    fn is_definite_noun(self, i: usize) -> bool {
        self.on_line(i) && self.kind(i) == Some(TokenKind::Word) && self.key(i).starts_with("ال") && !self.is_known(i)
    }

    /// The عشر of a number between ten and twenty.
    fn ten_of_teen(self, i: usize) -> Option<usize> {
        let ten = self.sense(i, Class::Digit).filter(|f| f.sense.value == 10 && self.on_line(i))?;
        (self.clitics(i) == Clitics::default()).then_some(ten.end)
    }

    /// خُمسَين is two fifths, not fifty.
    pub fn is_vowelled_part(self, i: usize) -> bool {
        let raw = self.tokens().raw(i);
        let part = self.find(i, |s| s.class == Class::Fraction && s.mark == "vowelled").is_some();
        part && raw.trim_start_matches('و').chars().nth(1) == Some('\u{64F}')
    }

    /// Without the closing quotation mark it ends in, and the opening one if that is its only company.
    fn unquoted(self, number: Number) -> Number {
        if !super::literal::is_quote(self.key(number.end.saturating_sub(1))) {
            return number;
        }
        let opened = super::literal::is_quote(self.key(number.start));
        let end = number.end - 1;
        let quotes = (number.start..number.end).filter(|i| super::literal::is_quote(self.key(*i))).count();
        if !opened && quotes % 2 == 0 {
            return number;
        }
        let alone = opened && (number.start + 1..end).all(|i| !super::literal::is_quote(self.key(i)));
        Number { start: number.start + usize::from(alone), end, ..number }
    }
}

/// Whether a scale word in this form can be multiplied by what stands before it.
pub(super) fn is_counted(form: Form) -> bool {
    matches!(form, Form::Plain | Form::Alef | Form::Plural)
}
