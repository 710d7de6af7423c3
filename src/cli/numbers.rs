//! `marsad numbers`: one text a line in, one JSON object a line out.

use std::io::{self, BufRead, Write};

use marsad::arabic::tokenize;
use marsad::numbers::{Quantity, QuantityKind, Reference, Value, read};
use marsad::record::Qualifier;
use serde::Serialize;

use super::End;
use super::args::Numbers;

#[derive(Serialize)]
struct Line<'t> {
    quantities: Vec<Found<'t>>,
}

#[derive(Serialize)]
struct Found<'t> {
    text: &'t str,
    start: usize,
    end: usize,
    kind: QuantityKind,
    value: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value_high: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(skip_serializing_if = "is_exact")]
    qualifier: Qualifier,
}

fn is_exact(qualifier: &Qualifier) -> bool {
    *qualifier == Qualifier::Exact
}

/// Reads standard input to its end; each line is answered before the next is read.
pub fn run(options: Numbers) -> anyhow::Result<End> {
    let reference = Reference { day: options.reference };
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().split(b'\n') {
        let bytes = line?;
        let text = String::from_utf8_lossy(bytes.strip_suffix(b"\r").unwrap_or(&bytes));
        serde_json::to_writer(&mut out, &answer(&text, reference))?;
        writeln!(out)?;
        out.flush()?;
    }
    Ok(End::Done)
}

fn answer(text: &str, reference: Reference) -> Line<'_> {
    let quantities = read(&tokenize(text), reference);
    Line { quantities: quantities.into_iter().map(|q| found(text, q)).collect() }
}

fn found(text: &str, quantity: Quantity) -> Found<'_> {
    let Quantity { span, kind, value, value_high, unit, qualifier, .. } = quantity;
    Found {
        text: slice(text, span.start, span.end),
        start: span.start,
        end: span.end,
        kind,
        value,
        value_high,
        unit,
        qualifier,
    }
}

fn slice(text: &str, start: usize, end: usize) -> &str {
    let byte = |scalar: usize| text.char_indices().nth(scalar).map_or(text.len(), |(at, _)| at);
    &text[byte(start)..byte(end)]
}
