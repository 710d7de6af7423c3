//! The words of a date line: numbers, months, halves of the day, zones, labels.
//!
//! In: tokens. Out: [`Piece`]s in order.
//! May import: arabic, lexicon.

use crate::arabic::{Gap, TokenKind, Tokens, tokenize};
use crate::lexicon::numbers::{Class, Form, Sense, vocabulary};
use crate::lexicon::{DateWord, date_words};

/// What one token, or several, do in a date line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Piece {
    /// A number and how many digits it has.
    Number(i64, usize),
    /// A month and whether it is of the Hijri calendar.
    Month(i8, bool),
    /// The second half of the day.
    Half(bool),
    Zone(&'static str),
    Ago,
    AgoBehind,
    /// Minutes of a unit, and how many units the word itself says.
    Unit(i64, i64),
    /// Days from today.
    Day(i64),
    Hijri,
    Label(bool),
    Filler,
    Mark(char),
    Other,
}

/// A piece with the gap before it.
pub(super) type Placed = (Piece, Gap);

/// Cuts a line into pieces.
pub(super) fn pieces(tokens: &Tokens<'_>) -> Vec<Placed> {
    each_piece(tokens).collect()
}

fn each_piece(tokens: &Tokens<'_>) -> impl Iterator<Item = Placed> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let token = tokens.get(at)?;
        let (piece, end) = match token.kind {
            TokenKind::Number => (number(tokens.key(at)), at + 1),
            TokenKind::Punct => (Piece::Mark(tokens.key(at).chars().next().unwrap_or(' ')), at + 1),
            _ => word(tokens, at),
        };
        at = end;
        Some((piece, token.gap))
    })
}

fn number(digits: &str) -> Piece {
    digits.parse().map_or(Piece::Other, |n| Piece::Number(n, digits.len()))
}

/// The longest thing that starts at a word: «كانون الثاني» is one month.
fn word(tokens: &Tokens<'_>, at: usize) -> (Piece, usize) {
    let calendar = calendar(tokens, at);
    let line = date_words().at(tokens, at).and_then(|(said, end)| Some((line_word(said.class, said.value)?, end)));
    match (calendar, line) {
        (Some((piece, end)), Some((_, other))) if end > other || matches!(piece, Piece::Month(..)) => (piece, end),
        (_, Some(found)) | (Some(found), None) => found,
        (None, None) => (Piece::Other, at + 1),
    }
}

fn line_word(class: DateWord, value: &'static str) -> Option<Piece> {
    let piece = match class {
        DateWord::Month => Piece::Month(value.parse().ok()?, false),
        DateWord::Half => Piece::Half(value == "pm"),
        DateWord::Zone => Piece::Zone(value),
        DateWord::Ago => Piece::Ago,
        DateWord::AgoBehind => Piece::AgoBehind,
        DateWord::Unit => Piece::Unit(minutes(value)?, 1),
        DateWord::Published => Piece::Label(false),
        DateWord::Modified => Piece::Label(true),
        DateWord::Filler => value.chars().next().map_or(Piece::Filler, Piece::Mark),
    };
    Some(piece)
}

fn calendar(tokens: &Tokens<'_>, at: usize) -> Option<(Piece, usize)> {
    let entry = vocabulary().entry(tokens.key(at))?;
    let terms = entry.before(tokens.key(at + 1)).iter().filter(|t| t.follows(tokens, at + 1));
    terms.filter_map(|t| Some((calendar_word(t.sense)?, at + 1 + t.rest.len()))).next()
}

fn calendar_word(sense: Sense) -> Option<Piece> {
    let piece = match sense.class {
        Class::Month => Piece::Month(i8::try_from(sense.value).ok()?, sense.code == "hijri"),
        Class::Weekday => Piece::Filler,
        Class::Dayword => Piece::Day(sense.value),
        Class::Era if sense.code == "hijri" => Piece::Hijri,
        Class::Digit => Piece::Number(sense.value, 1),
        Class::Time => Piece::Unit(minutes(sense.code)?, if sense.form == Form::Dual { 2 } else { 1 }),
        _ => return None,
    };
    Some(piece)
}

fn minutes(unit: &str) -> Option<i64> {
    let minutes = match unit {
        "S" => 0,
        "MIN" => 1,
        "H" => 60,
        "D" => 24 * 60,
        "W" => 7 * 24 * 60,
        "M" => 30 * 24 * 60,
        _ => return None,
    };
    Some(minutes)
}

/// Whether a text holds nothing but words of date lines.
pub(super) fn is_of_dates(text: &str) -> bool {
    are_of_dates(&tokenize(text))
}

/// Whether tokens are nothing but words of date lines.
pub(super) fn are_of_dates(tokens: &Tokens<'_>) -> bool {
    each_piece(tokens).all(|(piece, _)| piece != Piece::Other)
}
