//! Amounts: a number with its sign, its percent sign, its currency or its unit.
//!
//! In: a place in the lattice. Out: an [`Amount`].
//! May import: record, arabic, lexicon.

use super::QuantityKind;
use super::cardinal::Number;
use super::expression::BareNumber;
use super::flags::Flags;
use super::lattice::{Clitics, Found, View};
use crate::arabic::{Gap, TokenKind};
use crate::lexicon::numbers::{Class, Classes, Form, Sense};

/// A number and what it measures.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amount {
    /// First token of the amount: its sign, a symbol before it, or its number.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
    /// One past the last token that a claim quotes: «من الذهب» is not.
    pub figure_end: usize,
    /// What is written on to the first token.
    pub clitics: Clitics,
    pub kind: QuantityKind,
    pub number: Number,
    /// The tokens of the number with its sign, without the unit.
    pub bare: (usize, usize),
    pub value: f64,
    pub unit: &'static str,
    pub flags: Flags,
}

impl Amount {
    fn new(number: Number) -> Self {
        let Number { start, end, clitics, value, flags, .. } = number;
        let kind = kind_of(&number);
        Self { start, end, figure_end: end, clitics, kind, number, bare: (start, end), value, unit: "", flags }
    }

    fn with_unit(self, kind: QuantityKind, unit: &'static str, end: usize) -> Self {
        Self { kind, unit, end, figure_end: end, ..self }
    }

    /// Its number without the unit.
    pub fn bare_number(&self) -> BareNumber {
        let signed = self.bare.0 < self.number.start;
        let letters = if signed { 0 } else { self.number.clitics.letters };
        let value = if signed { -self.number.value } else { self.number.value };
        BareNumber { start: self.bare.0, end: self.bare.1, letters, value, kind: kind_of(&self.number) }
    }

    /// Whether it measures something.
    pub fn has_unit(&self) -> bool {
        !self.unit.is_empty()
    }
}

impl View<'_> {
    /// The amount that starts at `i`.
    pub fn amount(self, i: usize) -> Option<Amount> {
        self.read_before().amounts.once(i, self.end(), || self.read_amount(i))
    }

    fn read_amount(self, i: usize) -> Option<Amount> {
        let item = self.item(i);
        if let Some(sign) = self.sign(item.at) {
            let amount = self.unsigned(sign)?;
            let clitics = item.clitics;
            let bare = (item.at, amount.bare.1);
            return Some(Amount { start: item.at, clitics, value: -amount.value, bare, ..amount });
        }
        self.unsigned(i)
    }

    fn unsigned(self, i: usize) -> Option<Amount> {
        self.symbol_first(i).or_else(|| self.unit_first(i)).or_else(|| {
            let number = self.number(i)?;
            let number = self.divided(number).or_else(|| self.mixed_fraction(number)).unwrap_or(number);
            Some(self.measured(Amount::new(number)))
        })
    }

    /// Past a minus: the word, or a hyphen that touches the digits and nothing before it.
    fn sign(self, i: usize) -> Option<usize> {
        if let Some(found) = self.sense(i, Class::Sign) {
            return self.on_line(found.end).then_some(found.end);
        }
        let hyphen =
            matches!(self.key(i), "-" | "−" | "‐" | "‑") && (i == 0 || !self.touches(i) || self.opens_number(i - 1));
        if !hyphen || !self.on_line(i + 1) {
            return None;
        }
        let at = i + 1;
        if self.touches(at) {
            return (self.is_digits(at) && !self.is_bullet(i)).then_some(at);
        }
        let degrees = self.number(at).filter(|n| n.plain || n.decimals)?;
        self.find(degrees.end, |s| s.class == Class::Measure && is_temperature(s.code)).map(|_| at)
    }

    /// Marks that a negative number may touch.
    fn opens_number(self, i: usize) -> bool {
        matches!(self.key(i), "<" | ">" | "=" | "(" | "≤" | "≥" | "«" | "\"")
    }

    /// A hyphen at the start of a line that more words follow opens a list item.
    fn is_bullet(self, i: usize) -> bool {
        let opens = self.gap(i) == Gap::Line;
        let after = self.literal(i + 1).map_or(i + 2, |l| l.end);
        opens && self.kind(after) == Some(TokenKind::Word) && self.on_line(after) && !self.is_unit(after)
    }

    fn is_unit(self, i: usize) -> bool {
        self.find(i, |s| matches!(s.class, Class::Percent | Class::Currency | Class::Measure)).is_some()
    }

    /// «$20», «% 50», «USD 5».
    fn symbol_first(self, i: usize) -> Option<Amount> {
        const SYMBOLS: Classes = Classes::of(&[Class::Currency, Class::Percent]);
        let item = self.item(i);
        if !self.classes(item.at).meets(SYMBOLS) {
            return None;
        }
        let symbol = self.find(item.at, |s| {
            s.class == Class::Currency && s.mark == "symbol" && s.code.len() == 3 || s.class == Class::Percent
        })?;
        let latin = matches!(self.kind(item.at), Some(TokenKind::Punct | TokenKind::Latin));
        let letters = symbol.sense.mark == "symbol";
        if !(latin || letters) || !self.on_line(symbol.end) || self.is_glue(symbol.end) {
            return None;
        }
        let number = self.number(symbol.end).filter(|n| !n.words && !n.part)?;
        let percent = symbol.sense.class == Class::Percent;
        let kind = if percent { QuantityKind::Percent } else { QuantityKind::Money };
        let amount = Amount { start: item.at, clitics: item.clitics, ..Amount::new(number) };
        Some(amount.with_unit(kind, symbol.sense.code, number.end))
    }

    /// «أونصتان», «لتر ونصف», «دولارين»: a dual unit, or a unit and its half.
    fn unit_first(self, i: usize) -> Option<Amount> {
        const UNITS: Classes = Classes::of(&[Class::Currency, Class::Subunit, Class::Measure]);
        let item = self.item(i);
        if !self.classes(item.at).meets(UNITS) {
            return None;
        }
        let unit =
            |s: &Sense| matches!(s.class, Class::Currency | Class::Measure | Class::Subunit) && s.mark != "symbol";
        let named = item.clitics.article || self.cue(item.at, "homonym");
        let found = self.find(item.at, unit).filter(|_| !named)?;
        let (code, end) = if found.sense.class == Class::Measure { self.unit(found) } else { self.currency(found) };
        let kind = if found.sense.class == Class::Measure { QuantityKind::Quantity } else { QuantityKind::Money };
        let one = self.sense(end, Class::Digit).filter(|f| f.sense.mark == "one" && self.on_line(end));
        let end = one.map_or(end, |f| f.end);
        let times = if found.sense.form == Form::Dual { 2.0 } else { 1.0 };
        let number = Number {
            start: item.at,
            end,
            clitics: item.clitics,
            value: times,
            scale: 1.0,
            words: true,
            ..Number::default()
        };
        let amount = Amount::new(number).with_unit(kind, code, end);
        let halved = self.with_halves(amount, found.sense.class);
        let portion = self.portion(halved.end, found.sense.mark);
        let halved = if kind == QuantityKind::Money { self.with_subunit(halved) } else { self.below_zero(halved) };
        let end_told = times == 2.0 || one.is_some() || halved.end > end;
        end_told.then_some(Amount { end: portion.max(halved.end), ..halved })
    }

    /// One number over another: «1/2», «واحد على ٣», «جزء من مئة».
    fn divided(self, number: Number) -> Option<Number> {
        let (at, word) = self.division(&number)?;
        let below = self.number(at).filter(|n| !n.part && !n.decimals && !n.one && n.value > 1.0)?;
        let small = below.words || below.value <= 10.0 || matches!(below.value as u64, 100 | 1000);
        let likely = word != "of" || number.value < below.value && small && number.scale == 1.0;
        let value = number.value / below.value;
        let whole = Number { end: below.end, value, decimals: true, part: true, one: false, plain: false, ..number };
        likely.then_some(whole)
    }

    /// «3 1/2»: a whole number and a fraction in digits behind it.
    fn mixed_fraction(self, number: Number) -> Option<Number> {
        let linked = number.plain && self.gap(number.end) == Gap::Space && self.key(number.end + 1) == "/";
        let part = self.number(number.end).filter(|n| linked && n.plain && n.value >= 1.0)?;
        let part = self.divided(part).filter(|p| p.value < 1.0)?;
        Some(Number { end: part.end, value: number.value + part.value, decimals: true, plain: false, ..number })
    }

    fn division(self, number: &Number) -> Option<(usize, &'static str)> {
        let i = number.end;
        if number.part || number.decimals || !self.on_line(i) || !self.clitics(i).is_bare() {
            return None;
        }
        if self.key(i) == "/" && self.touches(i) && self.touches(i + 1) && self.is_digits(i + 1) {
            return Some((i + 1, "/"));
        }
        let found = self.sense(i, Class::Over).filter(|f| self.on_line(f.end) && !self.is_glue(f.end))?;
        let every = self.key(found.end) == "كل" && self.on_line(found.end);
        let at = found.end + usize::from(every);
        let counted = self.clitics(at) == Clitics::default() && (every || self.key(number.end - 1) != "واحده");
        let paged = number.start > 0 && !number.words && self.sense(number.start - 1, Class::Counted).is_some();
        (found.sense.code != "of" || counted && !paged).then_some((at, found.sense.code))
    }

    /// The amount with the unit behind it.
    fn measured(self, amount: Amount) -> Amount {
        let i = amount.end;
        if !self.on_line(i) {
            return amount;
        }
        if let Some(found) = self.sense(i, Class::Percent) {
            let amount = amount.with_unit(QuantityKind::Percent, found.sense.code, found.end);
            return Amount { value: per_cent(amount.value, found.sense.value), ..amount };
        }
        if !self.clitics(i).is_bare() {
            return amount;
        }
        let counts = |f: &Found| !matches!(f.sense.form, Form::Dual | Form::Construct);
        if let Some(found) = self.sense(i, Class::Currency).filter(counts) {
            return self.money(amount, found);
        }
        if let Some(found) = self.sense(i, Class::Subunit).filter(counts) {
            return amount.with_unit(QuantityKind::Money, found.sense.code, found.end);
        }
        match self.sense(i, Class::Measure).filter(counts).filter(|f| !self.is_lone_letter(i, f)) {
            Some(found) => self.measure(amount, found),
            None => amount,
        }
    }

    /// A unit of one Latin letter must touch its number.
    fn is_lone_letter(self, i: usize, found: &Found) -> bool {
        let letter = self.kind(i) == Some(TokenKind::Latin) && self.key(i).len() == 1 && found.end == i + 1;
        letter && (!self.touches(i) || self.tokens().raw(i) == "G")
    }

    fn money(self, amount: Amount, found: Found) -> Amount {
        let (code, end) = self.currency(found);
        let amount = self.with_halves(amount.with_unit(QuantityKind::Money, code, end), Class::Currency);
        self.with_subunit(amount)
    }

    /// The ISO code of a currency word and the adjective of its country.
    pub fn currency(self, found: Found) -> (&'static str, usize) {
        let narrows = |i: usize| self.find(i, |s| s.class == Class::Nationality && s.mark == found.sense.code);
        match narrows(found.end).filter(|_| self.on_line(found.end)) {
            Some(country) => (country.sense.code, country.end),
            None => (found.sense.code, found.end),
        }
    }

    /// «20 دولارا و43 سنتا».
    fn with_subunit(self, amount: Amount) -> Amount {
        let small = self.joined(amount.end).and_then(|at| self.number(at));
        let small = small.filter(|n| !n.part && n.value > 0.0);
        let unit = small.and_then(|n| self.bare(n.end, Class::Subunit).filter(|_| self.on_line(n.end)));
        match (small, unit) {
            (Some(small), Some(unit)) if small.value < unit.sense.value as f64 => {
                let value = amount.value + small.value / unit.sense.value as f64;
                Amount { value, end: unit.end, figure_end: unit.end, ..amount }
            }
            _ => amount,
        }
    }

    /// «3 دولارات ونصف», «مليون دولار ونصف المليون», «مليون دولار إلا ربعا»; the part is of the scale word where there is one.
    pub fn with_halves(self, amount: Amount, class: Class) -> Amount {
        let told = self.behind_whole(amount.end).filter(|_| !amount.number.decimals);
        let Some((part, sign)) = told.and_then(|(at, sign)| Some((self.number(at).filter(|n| n.words)?, sign))) else {
            return amount;
        };
        let scale = amount.number.scale.max(1.0);
        let of_scale = !part.part && scale > 1.0 && part.scale == scale && part.value < scale;
        let again = self.bare(part.end, class).filter(|f| self.on_line(part.end) && f.sense.code == amount.unit);
        let end = again.map_or(part.end, |f| f.end);
        let other = again.is_none() && self.is_unit(part.end);
        if !(part.part || of_scale) || other {
            return amount;
        }
        let worth = if of_scale || again.is_some() { 1.0 } else { scale };
        Amount { value: amount.value + sign * part.value * worth, end, figure_end: end, ..amount }
    }

    fn measure(self, amount: Amount, found: Found) -> Amount {
        let (unit, end) = self.unit(found);
        let amount = self.with_halves(amount.with_unit(QuantityKind::Quantity, unit, end), Class::Measure);
        let amount = self.below_zero(amount);
        Amount { end: self.portion(amount.end, found.sense.mark), ..amount }
    }

    /// «5 درجات تحت الصفر».
    fn below_zero(self, amount: Amount) -> Amount {
        let below = self.key(amount.end) == "تحت" && self.key(amount.end + 1) == "الصفر" && self.on_line(amount.end);
        let end = amount.end + 2;
        if below && is_temperature(amount.unit) {
            Amount { value: -amount.value, end, figure_end: end, ..amount }
        } else {
            amount
        }
    }

    /// A unit of measure with what narrows it: متر مربع.
    pub fn unit(self, found: Found) -> (&'static str, usize) {
        let Some(modifier) = self.bare(found.end, Class::Modifier).filter(|_| self.on_line(found.end)) else {
            return (found.sense.code, found.end);
        };
        let unit = match (modifier.sense.code, found.sense.code) {
            ("square", "metre") => "square_metre",
            ("square", "kilometre") => "square_kilometre",
            ("square", "mile") => "square_mile",
            ("square", "foot") => "square_foot",
            ("cubic", "metre") => "cubic_metre",
            ("cubic", "foot") => "cubic_foot",
            ("nautical", "mile") => "nautical_mile",
            _ => return (found.sense.code, found.end),
        };
        (unit, modifier.end)
    }

    /// What is measured out belongs to the span: «3 أكواب من السكر».
    pub fn portion(self, end: usize, mark: &str) -> usize {
        let of = mark.starts_with("portion") && self.key(end) == "من" && self.on_line(end) && self.on_line(end + 1);
        let noun = self.kind(end + 1) == Some(TokenKind::Word) && self.key(end + 1).starts_with("ال");
        if of && noun { end + 2 } else { end }
    }
}

/// A share in percent, where `many` of its unit make one percent: 25 basis points are 0.25.
fn per_cent(value: f64, many: i64) -> f64 {
    if many > 1 { value / many as f64 } else { value }
}

/// What a number is by itself.
pub(super) fn kind_of(number: &Number) -> QuantityKind {
    match (number.part, number.decimals) {
        (true, _) => QuantityKind::Fraction,
        (_, true) => QuantityKind::Decimal,
        _ => QuantityKind::Cardinal,
    }
}

fn is_temperature(code: &str) -> bool {
    matches!(code, "degree" | "celsius" | "fahrenheit" | "kelvin")
}
