//! Whole numeric expressions: amounts with their hedges, ranges and vague amounts.
//!
//! In: a place in the lattice. Out: a [`Draft`] of a quantity in tokens.
//! May import: record, arabic, lexicon.

use std::ops::Range;

use super::QuantityKind;
use super::amount::Amount;
use super::cardinal::Number;
use super::date::Dates;
use super::flags::Flags;
use super::lattice::{Clitics, Found, View};
use crate::arabic::TokenKind;
use crate::lexicon::numbers::{Class, Form, Sense};
use crate::record::Qualifier;

/// Longest row of digits that share one scale word.
const LONGEST_ROW: usize = 6;

/// A quantity whose places are tokens.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// First and last token of the whole expression.
    pub tokens: Range<usize>,
    /// Clitic letters to leave out of the first token.
    pub letters: u8,
    /// The same for what a claim quotes.
    pub figure: Range<usize>,
    pub figure_letters: u8,
    pub kind: QuantityKind,
    pub value: Option<f64>,
    pub high: Option<f64>,
    pub iso: Option<String>,
    pub unit: &'static str,
    pub qualifier: Qualifier,
    pub flags: Flags,
    /// The number alone, when the span holds more.
    pub number: Option<BareNumber>,
}

/// A number without its hedge and its unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct BareNumber {
    pub start: usize,
    pub end: usize,
    pub letters: u8,
    pub value: f64,
    pub kind: QuantityKind,
}

impl Draft {
    /// A draft of tokens that mean `kind`.
    pub fn new(tokens: Range<usize>, letters: u8, kind: QuantityKind) -> Self {
        Self {
            figure: tokens.clone(),
            tokens,
            letters,
            figure_letters: letters,
            kind,
            value: None,
            high: None,
            iso: None,
            unit: "",
            qualifier: Qualifier::Exact,
            flags: Flags::default(),
            number: None,
        }
    }

    fn amount(amount: &Amount) -> Self {
        let tokens = amount.start..amount.end;
        let letters = amount.clitics.letters;
        let draft = Self::new(tokens, letters, amount.kind);
        let figure = amount.start..amount.figure_end;
        let number = Some(amount.bare_number());
        Self { value: Some(amount.value), unit: amount.unit, flags: amount.flags, figure, number, ..draft }
    }
}

/// What a qualifier's code means.
fn qualifier_of(code: &str) -> Option<Qualifier> {
    match code {
        "about" | "vague" => Some(Qualifier::About),
        "more_than" => Some(Qualifier::MoreThan),
        "less_than" => Some(Qualifier::LessThan),
        "at_least" => Some(Qualifier::AtLeast),
        "at_most" => Some(Qualifier::AtMost),
        _ => None,
    }
}

impl View<'_> {
    /// The numeric expression that starts at `i`.
    pub fn expression(self, i: usize) -> Option<Draft> {
        self.range(i).or_else(|| self.comparison(i)).or_else(|| self.hedged(i)).or_else(|| self.vague(i))
    }

    /// An amount with the hedge behind it, if there is one.
    fn hedged(self, i: usize) -> Option<Draft> {
        if let Some(equal) = self.bare(i, Class::Equal).filter(|f| self.on_line(f.end)) {
            let mut draft = self.hedged(equal.end).filter(|d| d.tokens.end > d.figure.end)?;
            (draft.tokens.start, draft.letters) = (i, 0);
            return Some(draft);
        }
        let amount = self.amount(i).filter(|a| self.counts(a))?;
        let amount = self.sharing_scale(amount);
        let draft = Draft::amount(&amount);
        Some(self.hedged_behind(draft))
    }

    /// With the hedge behind it: «50 ألفا على الأقل», «18 عاما فما فوق».
    pub fn hedged_behind(self, draft: Draft) -> Draft {
        let end = draft.tokens.end;
        let open = draft.qualifier == Qualifier::Exact && self.on_line(end);
        // «5 وأكثر من نصفهم»: the hedge of what is behind it.
        let ahead = self.sense(end, Class::Qualifier).map_or(end, |f| f.end);
        let after = self.sense(end, Class::After).filter(|f| open && ahead <= f.end && !self.leads_amount(end));
        match after.and_then(|f| Some((f.end, qualifier_of(f.sense.code)?))) {
            Some((end, qualifier)) => Draft { tokens: draft.tokens.start..end, qualifier, ..draft },
            None => draft,
        }
    }

    /// Whether a hedge at `i` belongs to what is behind it: «5 تقريبا» but «5, تقريبا 6».
    fn leads_amount(self, i: usize) -> bool {
        let lead = self.sense(i, Class::Qualifier).filter(|f| self.on_line(f.end));
        lead.is_some_and(|f| self.amount(f.end).is_some())
    }

    /// «28.3 و22.6 مليون»: digits of the same order joined to others take the scale word behind those.
    fn sharing_scale(self, amount: Amount) -> Amount {
        let first = amount.number;
        let alone = first.scale == 1.0 && !first.words && !first.part && !amount.has_unit() && first.value < 1000.0;
        let Some(next) = self.joined(amount.end).filter(|_| alone).and_then(|at| self.row_scaled(at)) else {
            return amount;
        };
        let mantissa = next.value / next.scale;
        let alike = first.decimals && first.value < 1000.0 && mantissa < 1000.0
            || first.value <= mantissa * 5.0 && mantissa <= first.value * 5.0;
        let numbers = |s: &Sense| s.class == Class::Ranked && s.mark != "definite";
        let ranked = first.start > 0 && self.find(first.start - 1, numbers).is_some();
        if !alike || ranked || self.key(first.start.wrapping_sub(1)) == "#" {
            return amount;
        }
        Amount { value: amount.value * next.scale, ..amount }
    }

    /// «… و2.4 و2.1 مليون»: the number with a scale word that ends a row of digits joined by و.
    fn row_scaled(self, mut at: usize) -> Option<Number> {
        for _ in 0..LONGEST_ROW {
            let next = self.number(at).filter(|_| self.is_digits(self.item(at).at))?;
            if next.scale > 1.0 {
                return Some(next);
            }
            at = self.joined(next.end).filter(|_| !next.words && next.value < 1000.0)?;
        }
        None
    }

    /// Whether a lone واحد is meant as a number: only when nothing else is said.
    fn counts(self, amount: &Amount) -> bool {
        let followed = self.on_line(amount.end) && self.is_word(amount.end);
        let alone = !self.is_word(amount.start.wrapping_sub(1)) && !followed;
        !amount.number.one || amount.has_unit() || amount.number.start > amount.start || alone
    }

    fn is_word(self, i: usize) -> bool {
        matches!(self.kind(i), Some(TokenKind::Word | TokenKind::Latin | TokenKind::Number))
    }

    /// «أكثر من 5», «تجاوز حاجز 5 ملايين»; two of them that face each other make a range.
    fn comparison(self, i: usize) -> Option<Draft> {
        let first = self.hedge(i)?;
        let Some(second) = self.second_hedge(first.tokens.end) else { return Some(first) };
        self.facing(first.clone(), second).or(Some(first))
    }

    fn second_hedge(self, end: usize) -> Option<Draft> {
        let mut at = end;
        while at < end + 3 && matches!(self.key(at), "،" | "," | "او" | "و" | "لكن") && !self.is_known_hedge(at)
        {
            at += 1;
        }
        let joined = at > end || self.clitics(at).waw;
        self.hedge(at).filter(|_| joined && self.on_line(at))
    }

    fn is_known_hedge(self, i: usize) -> bool {
        self.sense(i, Class::Qualifier).is_some()
    }

    fn facing(self, first: Draft, second: Draft) -> Option<Draft> {
        let lower = |q| matches!(q, Qualifier::MoreThan | Qualifier::AtLeast);
        let upper = |q| matches!(q, Qualifier::LessThan | Qualifier::AtMost);
        let (low, high) = match (first.qualifier, second.qualifier) {
            (a, b) if lower(a) && upper(b) => (first.value?, second.value?),
            (a, b) if upper(a) && lower(b) => (second.value?, first.value?),
            _ => return None,
        };
        let tokens = first.tokens.start..second.tokens.end;
        let figure = first.figure.start..second.figure.end;
        let unit = if second.unit.is_empty() { first.unit } else { second.unit };
        let range = Draft { tokens, figure, unit, value: Some(low), high: Some(high), number: None, ..first };
        (low < high).then_some(Draft { kind: QuantityKind::Range, qualifier: Qualifier::Range, ..range })
    }

    /// A qualifier and its amount.
    fn hedge(self, i: usize) -> Option<Draft> {
        let item = self.item(i);
        let found = self.sense(item.at, Class::Qualifier).filter(|f| f.sense.mark != "reach" || self.may_reach(i))?;
        let at = self.past_barrier(found.end);
        if !self.on_line(at) {
            return None;
        }
        let nested =
            self.range(at).or_else(|| self.duration(at)).or_else(|| self.vague(at)).or_else(|| self.hedge_again(at));
        let mut draft = match nested {
            Some(draft) if draft.kind == QuantityKind::Range && draft.unit.is_empty() => return None,
            Some(draft) => draft,
            None => self.hedged(at)?,
        };
        let hedged_twice = draft.qualifier != Qualifier::Exact && draft.tokens.end > draft.figure.end;
        if hedged_twice || self.is_date(at, draft.tokens.end) {
            return None;
        }
        draft.tokens.start = item.at;
        draft.letters = item.clitics.letters;
        draft.qualifier = match (draft.qualifier, qualifier_of(found.sense.code)?) {
            (Qualifier::Range, _) => Qualifier::Range,
            (_, given) => self.or_equal(&mut draft, given),
        };
        Some(draft)
    }

    /// «ما يصل إلى», «قد تصل إلى» tell the most there may be; «ليصل إلى» tells a level.
    fn may_reach(self, i: usize) -> bool {
        i > 0 && self.on_line(i) && matches!(self.key(i - 1), "ما" | "بما" | "قد" | "وقد" | "لما" | "ان")
    }

    /// «حتى 9 مايو», «حتى 2019»: what is hedged would be a date.
    fn is_date(self, i: usize, end: usize) -> bool {
        let dates = Dates { v: self, today: None };
        dates.draft(i).is_some_and(|date| date.tokens.end >= end)
    }

    /// «لا يقل عن نحو 5»: the first hedge decides.
    fn hedge_again(self, i: usize) -> Option<Draft> {
        let found = self.sense(i, Class::Qualifier).filter(|f| f.sense.code == "about")?;
        self.hedged(found.end).filter(|_| self.on_line(found.end))
    }

    /// «أكثر من 5 أو يساوي».
    fn or_equal(self, draft: &mut Draft, given: Qualifier) -> Qualifier {
        let after = self.sense(draft.tokens.end, Class::After).filter(|f| f.sense.code == "or_equal");
        let Some(found) = after.filter(|_| self.on_line(draft.tokens.end)) else { return given };
        draft.tokens.end = found.end;
        match given {
            Qualifier::MoreThan => Qualifier::AtLeast,
            Qualifier::LessThan => Qualifier::AtMost,
            other => other,
        }
    }

    fn past_barrier(self, i: usize) -> usize {
        if self.cue(i, "barrier") && self.clitics(i).is_bare() { i + 1 } else { i }
    }

    /// «بضعة آلاف», «عشرات الملايين», «ملايين»: an amount that is not told.
    fn vague(self, i: usize) -> Option<Draft> {
        let item = self.item(i);
        let mut end = match self.sense(item.at, Class::Vague) {
            Some(found) => found.end,
            None => self.open_scale(item.at)?,
        };
        let lead = self.sense(item.at, Class::Vague).is_some();
        let listed = self.sense(item.at, Class::Vague).is_some_and(|f| f.sense.mark != "plural");
        let head = end;
        if let Some(past) = self.few_and_tens(end).filter(|_| listed) {
            // «بضعة عشر ألفا»
            let scale = self.bare(past, Class::Scale).filter(|_| self.on_line(past));
            end = scale.map_or(past, |f| f.end);
        }
        while let Some(next) = self.open_scale(end).filter(|_| self.on_line(end) && self.clitics(end).is_bare()) {
            end = next;
        }
        let counted = self.kind(end) == Some(TokenKind::Word) && self.on_line(end);
        let stands = !lead || end > head || counted || !listed;
        let draft = Draft::new(item.at..end, item.clitics.letters, QuantityKind::Cardinal);
        stands.then_some(Draft { qualifier: Qualifier::About, ..draft })
    }

    /// «بضعة عشر», «بضع وعشرون».
    fn few_and_tens(self, i: usize) -> Option<usize> {
        let ten = self.sense(i, Class::Digit).filter(|f| f.sense.value == 10 && self.on_line(i));
        let tens = || self.joined(i).and_then(|at| self.sense(at, Class::Tens));
        ten.filter(|_| self.clitics(i).is_bare()).or_else(tens).map(|f| f.end)
    }

    /// A plural scale word that nothing counts.
    fn open_scale(self, i: usize) -> Option<usize> {
        let plural = |f: &Found| f.sense.form == Form::Plural || f.sense.mark == "plural";
        let any = |c| self.sense(i, c).filter(plural).map(|f| f.end);
        any(Class::Scale).or_else(|| any(Class::Hundred)).or_else(|| any(Class::Vague))
    }

    /// «بين 5 و7 ملايين», «من 10 إلى 20», «10-20».
    fn range(self, i: usize) -> Option<Draft> {
        let item = self.item(i);
        let word = self.sense(item.at, Class::Range).filter(|f| self.on_line(f.end));
        match word.map(|f| (f.sense.code, f.end)) {
            Some(("between", at)) => {
                let (low, high) = self.pair_joined(at)?;
                self.ranged(item.at, item.clitics, low, high)
            }
            Some(("from", at)) => {
                let low = self.range_end(at)?;
                let high = self.far_end(low.end)?;
                self.ranged(item.at, item.clitics, low, high)
            }
            _ => self.bare_range(i),
        }
    }

    /// One end of a range; «نحو» before it is passed over, for a range says as much.
    fn range_end(self, i: usize) -> Option<Amount> {
        let about = self.sense(i, Class::Qualifier).filter(|f| f.sense.code == "about" && self.on_line(f.end));
        self.amount(about.map_or(i, |f| f.end))
    }

    /// The two ends of «بين … و…»: the longest first end that leaves a second.
    fn pair_joined(self, i: usize) -> Option<(Amount, Amount)> {
        let mut view = self;
        loop {
            let low = view.range_end(i).filter(|a| !a.number.one || a.number.value == 1.0)?;
            let high = self.joined(low.end).and_then(|at| self.range_end(at));
            match high.filter(|h| h.value > low.value) {
                Some(high) => return Some((low, high)),
                None => view = self.until(self.last_joint(i, low.end)?),
            }
        }
    }

    /// The last و inside a number, where it may be cut in two.
    fn last_joint(self, start: usize, end: usize) -> Option<usize> {
        (start + 1..end).rev().find(|i| self.joined(*i).is_some())
    }

    /// The second end behind إلى, حتى or ل.
    fn far_end(self, i: usize) -> Option<Amount> {
        if !self.on_line(i) {
            return None;
        }
        let to = self.bare(i, Class::Range).filter(|f| f.sense.code == "to" && self.on_line(f.end));
        let glued = self.clitics(i).preposition == Some('ل') && !self.clitics(i).waw;
        match to {
            Some(found) => self.range_end(found.end),
            None if glued => self.amount(i),
            None => self.dash(i).and_then(|at| self.amount(at)),
        }
    }

    /// Past a dash between two numbers.
    fn dash(self, i: usize) -> Option<usize> {
        let dash = matches!(self.key(i), "-" | "–" | "—" | "~" | "−" | "‑" | "‐" | "…" | "÷");
        (dash && self.on_line(i) && self.on_line(i + 1) && (self.touches(i) == self.touches(i + 1))).then_some(i + 1)
    }

    fn bare_range(self, i: usize) -> Option<Draft> {
        let low = self.amount(i).filter(|a| !a.number.one)?;
        let dashed = self.dash(low.end);
        // «الحلقات الـ 48 إلى 22 مليونا»: a definite number counts what stands before it and opens no range.
        if dashed.is_none() && (low.clitics.article || i > 0 && self.key(i - 1) == "ال") {
            return None;
        }
        let high = match dashed {
            Some(at) => self.amount(at).filter(|_| !low.number.words)?,
            None => self.far_end(low.end).filter(|h| h.number.clitics.preposition.is_none())?,
        };
        let measured = high.has_unit() || high.number.scale > 1.0;
        let large = low.value > 10.0 && self.dash(high.end).is_none();
        if dashed.is_some() && !(measured || large) {
            return None;
        }
        self.ranged(low.start, low.clitics, low, high)
    }

    fn ranged(self, start: usize, clitics: Clitics, low: Amount, high: Amount) -> Option<Draft> {
        let scale = high.number.scale;
        let shared = low.number.scale == 1.0 && scale > 1.0 && low.value * scale <= high.value && !low.has_unit();
        let value = if shared { low.value * scale } else { low.value };
        let same = !low.has_unit() || low.unit == high.unit;
        let fits = value < high.value && same && !high.number.one;
        let draft = Draft::new(start..high.end, clitics.letters, QuantityKind::Range);
        fits.then(|| Draft {
            value: Some(value),
            high: Some(high.value),
            unit: high.unit,
            qualifier: Qualifier::Range,
            flags: low.flags.and(high.flags),
            figure: start..high.figure_end,
            ..draft
        })
    }
}
