//! The scan: from left to right, the longest reading at each place, what is no quantity stepped over.
//!
//! In: tokens. Out: quantities.
//! May import: record, arabic, lexicon.

use super::date::Dates;
use super::expression::Draft;
use super::lattice::{Lattice, View};
use super::{BareNumber, Quantity, QuantityKind, Reference, Value};
use crate::arabic::{TokenKind, Tokens};
use crate::lexicon::numbers::{Class, Classes, Form};

/// How many tokens words like «لا يقل عن» may put before a figure.
const LONGEST_LEAD: u8 = 6;

use Class::*;

const NUMBERS: Classes = Classes::of(&[Digit, Teen, Tens, Hundred, Scale, Fraction]);
const LEADS: Classes = Classes::of(&[Range, Bound, Qualifier, Relative, Part, Lead, Equal, Sign]);
const STARTERS: Classes = NUMBERS.and(FIRSTS);
const FIRSTS: Classes =
    Classes::of(&[Ordinal, Currency, Subunit, Measure, Time, Weekday, Month, Dayword, Season, Decade, Vague, Counted]);
const DATES: Classes = Classes::of(&[
    Digit, Teen, Tens, Fraction, Ordinal, Time, Weekday, Month, Dayword, Season, Decade, Scale, Range, Bound, Relative,
    Part, Lead,
]);
/// How many tokens of a date may stand before one that only dates have.
const LONGEST_DATE: u8 = 8;
const DATED: Classes = Classes::of(&[Time, Weekday, Month, Dayword, Season, Decade, Relative, Part, Lead]);
const LENGTHS: Classes = NUMBERS.and(Classes::of(&[Time, Vague, Bound]));
const PLACES: Classes = NUMBERS.and(Classes::of(&[Ordinal]));
const COUNTS: Classes =
    NUMBERS.and(Classes::of(&[Currency, Subunit, Measure, Vague, Range, Qualifier, Sign, Equal, Percent]));

/// Reads all quantities; also tells how many lookups that took.
pub(super) fn scan(tokens: &Tokens<'_>, reference: Reference) -> (Vec<Quantity>, usize) {
    let lattice = Lattice::new(tokens);
    let view = lattice.view();
    // A text full of figures has one for every seven words.
    let (mut found, mut i) = (Vec::with_capacity(tokens.len() / 7 + 1), 0);
    while i < tokens.len() {
        if !view.may_start(i) {
            i += 1;
            continue;
        }
        if let Some(past) = view.no_quantity(i) {
            i = past.max(i + 1);
            continue;
        }
        match view.quantity(i, reference) {
            Some(draft) => {
                i = draft.tokens.end.max(i + 1);
                found.push(view.finish(draft));
            }
            None => i += 1,
        }
    }
    (found, lattice.steps())
}

impl View<'_> {
    /// Whether any quantity may start here: digits, a known word, or a mark that leads digits.
    fn may_start(self, i: usize) -> bool {
        match self.kind(i) {
            Some(TokenKind::Number) => true,
            Some(TokenKind::Word) => self.is_glue(i) || self.word_may_start(i),
            Some(TokenKind::Latin) => self.is_known(i) || self.touches(i + 1),
            Some(TokenKind::Punct) => self.is_known(i) || self.touches(i + 1) || matches!(self.key(i), "-" | "−"),
            None => false,
        }
    }

    /// Words that lead a figure are tried only when one is near.
    fn word_may_start(self, i: usize) -> bool {
        let classes = self.classes(i);
        let leads = classes.meets(LEADS) && self.next_figure(i) < LONGEST_LEAD;
        classes.meets(STARTERS) || leads || self.names_a_number(i) || self.ends_as_dual(i)
    }

    /// A date has a word of dates in or near it, a mark between digits, or a year.
    fn may_be_dated(self, i: usize) -> bool {
        let at = self.item(i).at;
        let mark = |k: usize, marks: &[&str]| self.touches(k) && marks.contains(&self.key(k));
        // One point makes a decimal, two may make a date.
        let marked = mark(at + 1, &["/", "-", "\\"]) || mark(at + 1, &["."]) && mark(at + 3, &["."]);
        let digits = |k: usize| self.is_digits(k) && self.key(k).len() == 4;
        let year = (at..at + 3).any(digits);
        let share = self.classes(i).has(Fraction) && self.clitics(i).article;
        share
            || self.classes(i).meets(DATED)
            || self.next_date(i) < LONGEST_DATE
            || marked
            || year
            || self.leads_words(i)
    }

    /// «في ألف وتسعمئة…»: a year in words.
    fn leads_words(self, i: usize) -> bool {
        i > 0 && self.key(i - 1) == "في" && self.classes(i).has(Scale)
    }

    /// كوفيد-19: an unknown word with digits written on over a hyphen.
    fn names_a_number(self, i: usize) -> bool {
        self.touches(i + 1) && self.key(i + 1) == "-" && self.is_digits(i + 2)
    }

    /// Each part of the grammar is asked only where a token of its own stands.
    fn quantity(self, i: usize, reference: Reference) -> Option<Draft> {
        let classes = self.classes(i);
        let word = self.kind(i) == Some(TokenKind::Word) && !self.is_glue(i);
        let at = |set: Classes| !word || classes.meets(set);
        let dates = Dates { v: self, today: reference.day };
        let dated = (at(DATES) && self.may_be_dated(i)).then(|| dates.draft(i)).flatten();
        let timed = || at(LENGTHS).then(|| self.duration(i).map(|d| self.hedged_behind(d))).flatten();
        let grouped = i > 0 && self.on_line(i) && self.cue(i - 1, "group");
        if grouped && (self.clitics(i).article || self.item(i).clitics.article) {
            return None;
        }
        let placed = || (classes.meets(PLACES) || self.is_glue(i)).then(|| self.ordinal(i)).flatten();
        let counted = || at(COUNTS).then(|| self.expression(i)).flatten();
        dated.or_else(timed).or_else(placed).or_else(counted).or_else(|| self.dual_noun(i))
    }

    /// متابعان: a dual noun is a two of its own.
    fn dual_noun(self, i: usize) -> Option<Draft> {
        let known = self.sense(i, Class::Counted).filter(|_| !self.clitics(i).article);
        let Some(found) = known else { return self.feminine_dual(i) };
        let key = self.key(i);
        let dual = match found.sense.form {
            Form::Dual if key.ends_with("ان") => true,
            Form::Dual => found.sense.mark != "sound" || self.is_dual_sign(found.end) && !self.is_counted(i),
            _ => false,
        };
        let two = self.sense(found.end, Class::Digit).filter(|f| f.sense.value == 2 && self.on_line(found.end));
        let end = two.filter(|_| self.clitics(found.end).is_bare()).map_or(found.end, |f| f.end);
        let draft = Draft::new(i..end, self.clitics(i).letters, QuantityKind::Cardinal);
        dual.then_some(Draft { value: Some(2.0), ..draft })
    }

    /// Whether a number or a vague amount stands before the noun at `i`: «خمسة متابعين فقط» has a plural.
    fn is_counted(self, i: usize) -> bool {
        const COUNTING: Classes = NUMBERS.and(Classes::of(&[Vague]));
        let before = |b: usize| self.is_digits(b) || self.classes(b).meets(COUNTING);
        self.on_line(i) && i.checked_sub(1).is_some_and(before)
    }

    /// غواصتان, whatever the noun: hardly a word that is no dual ends so but the lands in ستان.
    fn feminine_dual(self, i: usize) -> Option<Draft> {
        let draft = Draft::new(i..i + 1, 0, QuantityKind::Cardinal);
        let is_dual = |k: usize| self.ends_as_dual(k) || self.find(k, |s| s.form == Form::Dual).is_some();
        let adjective = i.checked_sub(1).is_some_and(|before| self.on_line(i) && is_dual(before));
        (self.ends_as_dual(i) && !adjective).then_some(Draft { value: Some(2.0), ..draft })
    }

    fn ends_as_dual(self, i: usize) -> bool {
        let key = self.key(i);
        key.ends_with("تان") && key.len() >= 12 && !key.ends_with("ستان") && !key.starts_with("ال") && !self.is_known(i)
    }

    fn is_dual_sign(self, i: usize) -> bool {
        matches!(self.key(i), "اثنين" | "اثنتين" | "اخرين" | "جديدين" | "فقط")
    }

    fn finish(self, draft: Draft) -> Quantity {
        let Draft { tokens, letters, figure, figure_letters, kind, value, high, iso, unit, qualifier, flags, number } =
            draft;
        let figure_letters = if figure.start == tokens.start { figure_letters.max(letters) } else { figure_letters };
        let written_on = |at: usize| self.kind(at) == Some(TokenKind::Word);
        let letters = if written_on(tokens.start) { letters } else { 0 };
        let figure_letters = if written_on(figure.start) { figure_letters } else { 0 };
        let span = self.span(tokens, letters);
        let number = number.map(|n| {
            let letters = if written_on(n.start) { n.letters } else { 0 };
            BareNumber { span: self.span(n.start..n.end, letters), value: n.value, kind: n.kind }
        });
        Quantity {
            // A dual is length and number in one word: عامان.
            number: number.filter(|n| n.span != span || kind == QuantityKind::Duration),
            span,
            figure: self.span(figure.clone(), figure_letters),
            tokens: figure,
            kind,
            value: iso.map(Value::Iso).or(value.map(Value::Number)),
            value_high: high,
            unit: (!unit.is_empty()).then_some(unit),
            qualifier,
            flags: flags.names(),
        }
    }
}
