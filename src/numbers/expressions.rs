//! Expressions of our own over every kind, with what a careful reader makes of them: `fixtures/expressions.tsv`.
//!
//! In: a table of texts and readings. Out: passes or fails.
//! May import: everything numbers may.

use std::fmt::Write as _;

use super::tests::quantities;
use super::{Quantity, Value};
use crate::lexicon::Table;
use crate::record::Qualifier;

const EXPRESSIONS: &str = include_str!("../../fixtures/expressions.tsv");

/// The snake-case name of a kind or a qualifier.
fn name(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

/// One quantity as the table writes it.
fn written(text: &str, quantity: &Quantity) -> String {
    let words: String = text.chars().skip(quantity.span.start).take(quantity.span.len()).collect();
    let mut line = format!("{words} = {} ", name(quantity.kind));
    match &quantity.value {
        Some(Value::Number(number)) => write!(line, "{number}").unwrap(),
        Some(Value::Iso(iso)) => line += iso,
        None => line += "?",
    }
    for part in
        [quantity.value_high.map(|high| format!("to {high}")), quantity.unit.map(str::to_owned)].into_iter().flatten()
    {
        line = line + " " + &part;
    }
    if quantity.qualifier == Qualifier::Exact { line } else { line + " " + &name(quantity.qualifier) }
}

#[test]
fn expressions_are_read_as_a_careful_reader_would() {
    let table = Table::parse("expressions.tsv", EXPRESSIONS).unwrap();
    let mut wrong = Vec::new();
    for row in table.rows() {
        let (text, expected) = (row.get("text"), row.get("read"));
        let found: Vec<_> = quantities(text).iter().map(|q| written(text, q)).collect();
        let found = if found.is_empty() { "-".to_owned() } else { found.join(" | ") };
        if found != expected {
            wrong.push(format!("{text}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), table.rows().count(), wrong.join("\n"));
}
