//! Quantities: numbers, ordinals, percentages, ranges, amounts, dates and periods as Arabic writes them.
//!
//! In: tokens. Out: [`Quantity`]s in text order that do not overlap.
//! May import: record, arabic, lexicon.

mod amount;
mod calendar;
mod cardinal;
#[cfg(test)]
mod cost;
mod date;
mod duration;
mod exclusion;
mod expression;
#[cfg(test)]
mod expressions;
mod flags;
mod hijri;
mod lattice;
mod literal;
mod ordinal;
mod part;
mod period;
mod relative;
#[cfg(test)]
mod round_trip;
mod scan;
mod span_of_days;
pub mod spell;
#[cfg(test)]
mod tests;
mod weekday;
mod year;

pub use hijri::from_hijri;

use serde::Serialize;

use crate::arabic::Tokens;
use crate::record::{Qualifier, Span};

/// What a quantity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum QuantityKind {
    /// A whole number.
    Cardinal,
    /// A number with a fractional part.
    Decimal,
    /// A place in an order.
    Ordinal,
    /// A part of one.
    Fraction,
    /// Parts of a hundred; the value is in percent.
    Percent,
    /// An amount with its currency.
    Money,
    /// An amount with its unit of measure.
    Quantity,
    /// Two ends, or one end that the text leaves open.
    Range,
    /// A calendar day, month or year.
    Date,
    /// A stretch of the calendar.
    Period,
    /// A length of time.
    Duration,
}

/// What a quantity is worth.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A number.
    Number(f64),
    /// A date, a period or a duration in ISO 8601.
    Iso(String),
}

/// One numeric expression of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The whole expression in Unicode scalars: qualifier, range words, scale words, percent sign, currency or unit.
    pub span: Span,
    /// The same without the words of the qualifier: what a claim quotes.
    pub figure: Span,
    /// The figure as a range of token indexes, `end` exclusive.
    pub tokens: std::ops::Range<usize>,
    /// What it is.
    pub kind: QuantityKind,
    /// Its value; `None` when the text gives only a vague amount («عشرات الآلاف»).
    pub value: Option<Value>,
    /// The upper end of a range.
    pub value_high: Option<f64>,
    /// `%`, an ISO 4217 code, or a unit of measure.
    pub unit: Option<&'static str>,
    /// How it is hedged.
    pub qualifier: Qualifier,
    /// The number alone, when the span also holds a hedge, a percent sign, a currency or a unit.
    pub number: Option<BareNumber>,
    /// What was odd about its spelling: `repaired_spelling`, `ambiguous_separator`, `doubled_scale`…
    pub flags: Vec<&'static str>,
}

/// A number without the words around it that belong to its quantity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BareNumber {
    /// Where it stands.
    pub span: Span,
    /// Its value.
    pub value: f64,
    /// Cardinal, decimal or fraction.
    pub kind: QuantityKind,
}

impl Quantity {
    /// The value as a number, when it is one.
    pub fn number(&self) -> Option<f64> {
        match self.value {
            Some(Value::Number(n)) => Some(n),
            _ => None,
        }
    }
}

/// What relative dates are counted from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reference {
    /// The day the text was written; without it relative dates keep only their words.
    pub day: Option<jiff::civil::Date>,
}

/// Reads every quantity of a text.
///
/// ```
/// use marsad::{arabic::tokenize, numbers::{Reference, read}};
/// let tokens = tokenize("بـ«12» مليونا و»485» ألف متابع");
/// let found = read(&tokens, Reference::default());
/// assert_eq!(found[0].number(), Some(12_485_000.0));
/// ```
pub fn read(tokens: &Tokens<'_>, reference: Reference) -> Vec<Quantity> {
    scan::scan(tokens, reference).0
}
