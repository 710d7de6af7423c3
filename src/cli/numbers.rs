//! `marsad numbers`: one text a line in, one JSON object a line out.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};

use anyhow::ensure;
use marsad::arabic::tokenize;
use marsad::numbers::{BareNumber, Quantity, QuantityKind, Reference, Value, read};
use marsad::pipeline::MAX_PAGE;
use marsad::record::{Qualifier, Span};
use serde::Serialize;

use super::End;
use super::args::{Numbers, NumbersFormat};
use super::terminal::isolate;
use marsad::export::{grouped, name};

/// Bytes of input and of output that are held back.
const BUFFER: usize = 1 << 16;

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
    unit: Option<&'static str>,
    #[serde(skip_serializing_if = "is_exact")]
    qualifier: Qualifier,
    /// What was odd about its spelling.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    flags: Vec<&'static str>,
    /// Whether this is only the number inside the quantity before it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    inside: bool,
}

fn is_exact(qualifier: &Qualifier) -> bool {
    *qualifier == Qualifier::Exact
}

/// Reads standard input to its end. Whoever sends one line and waits gets its answer before the next is read.
pub fn run(options: Numbers) -> anyhow::Result<End> {
    let reference = Reference { day: options.reference };
    let mut input = BufReader::with_capacity(BUFFER, io::stdin());
    let mut out = BufWriter::with_capacity(BUFFER, io::stdout().lock());
    let mut line = Vec::new();
    while (&mut input).take(MAX_PAGE).read_until(b'\n', &mut line)? > 0 {
        ensure!((line.len() as u64) < MAX_PAGE, "a line of more than {} MB; cut the text into lines", MAX_PAGE >> 20);
        // Sound text, the common case, is checked many bytes at a time.
        let text = simdutf8::basic::from_utf8(&line).map_or_else(|_| String::from_utf8_lossy(&line), Cow::Borrowed);
        let answer = answer(text.trim_end_matches(['\n', '\r']), reference);
        write_answer(&mut out, &answer, options.format)?;
        line.clear();
        if input.buffer().is_empty() {
            out.flush()?;
        }
    }
    out.flush()?;
    Ok(End::Done)
}

fn write_answer(out: &mut impl Write, answer: &Line<'_>, format: NumbersFormat) -> anyhow::Result<()> {
    match format {
        NumbersFormat::Jsonl => serde_json::to_writer(&mut *out, answer)?,
        NumbersFormat::Table => out.write_all(table(answer).as_bytes())?,
    }
    Ok(writeln!(out)?)
}

fn answer(text: &str, reference: Reference) -> Line<'_> {
    let mut cut = Cutter { rest: text, at: 0 };
    let both = |quantity: Quantity| {
        let words = cut.take(quantity.span);
        let inner = inside(words, &quantity);
        [Some(found(words, quantity)), inner].into_iter().flatten()
    };
    let read = read(&tokenize(text), reference);
    let mut quantities = Vec::with_capacity(2 * read.len());
    quantities.extend(read.into_iter().flat_map(both));
    Line { quantities }
}

/// The bare number inside a quantity, for who wants numbers without their hedges and units.
fn inside<'t>(words: &'t str, quantity: &Quantity) -> Option<Found<'t>> {
    let BareNumber { span, value, kind } = quantity.number?;
    let text = Cutter { rest: words, at: quantity.span.start }.take(span);
    let (start, end, value) = (span.start, span.end, Some(Value::Number(value)));
    Some(Found {
        text,
        start,
        end,
        kind,
        value,
        value_high: None,
        unit: None,
        qualifier: Qualifier::Exact,
        flags: Vec::new(),
        inside: true,
    })
}

fn found(text: &str, quantity: Quantity) -> Found<'_> {
    let Quantity { span, kind, value, value_high, unit, qualifier, flags, .. } = quantity;
    Found { text, start: span.start, end: span.end, kind, value, value_high, unit, qualifier, flags, inside: false }
}

/// Cuts spans, given in scalars and in order, out of a text in one pass over it.
struct Cutter<'t> {
    rest: &'t str,
    at: usize,
}

impl<'t> Cutter<'t> {
    fn take(&mut self, span: Span) -> &'t str {
        self.skip(span.start.saturating_sub(self.at));
        self.skip(span.len())
    }

    /// Steps over so many scalars and gives them.
    fn skip(&mut self, scalars: usize) -> &'t str {
        let mut behind = self.rest.chars();
        if let Some(last) = scalars.checked_sub(1) {
            behind.nth(last);
        }
        let (taken, rest) = self.rest.split_at(self.rest.len() - behind.as_str().len());
        (self.rest, self.at) = (rest, self.at + scalars);
        taken
    }
}

/// A line a quantity, the words last.
fn table(line: &Line<'_>) -> String {
    line.quantities.iter().fold(String::new(), |mut out, q| {
        let hedge = if is_exact(&q.qualifier) { String::new() } else { name(&q.qualifier).replace('_', " ") + " " };
        let high = q.value_high.map_or_else(String::new, |high| format!(" to {}", grouped(high)));
        let unit = q.unit.map_or_else(String::new, |unit| format!(" {unit}"));
        // Writing to a string does not fail.
        let _ = writeln!(out, "{}: {hedge}{}{high}{unit}  {}", name(&q.kind), value(q.value.as_ref()), isolate(q.text));
        out
    })
}

fn value(value: Option<&Value>) -> String {
    match value {
        Some(Value::Number(number)) => grouped(*number),
        Some(Value::Iso(iso)) => iso.clone(),
        None => "unknown".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_cut_in_one_pass() {
        let mut cut = Cutter { rest: "بلغ 24 ثم 7", at: 0 };
        assert_eq!(cut.take(Span::new(4, 6)), "24");
        assert_eq!(cut.take(Span::new(10, 11)), "7");
        assert_eq!(cut.take(Span::new(50, 60)), "");
    }
}
