//! Sentences: where one statement ends and the next begins.

use std::ops::Range;

use super::token::{Gap, TokenKind, Tokens};

/// The sentences of a text as ranges of token indexes that cover all of it, in order.
///
/// A sentence ends at a line break, at `؟ ! ؛ …`, at two or more dots, and at a dot that does not stand inside a number
/// or between touching Latin letters. Marks that close a quotation or a bracket stay with the sentence they close.
pub fn sentences(tokens: &Tokens<'_>) -> Vec<Range<usize>> {
    let (mut out, mut start, mut i) = (Vec::new(), 0, 0);
    while i < tokens.len() {
        let ends = ends_sentence(tokens, i);
        let next = if ends { closing(tokens, i + 1) } else { i + 1 };
        let line = tokens.get(next).is_some_and(|t| t.gap == Gap::Line);
        if ends || line {
            out.push(start..next);
            start = next;
        }
        i = next;
    }
    if start < tokens.len() {
        out.push(start..tokens.len());
    }
    out
}

fn ends_sentence(tokens: &Tokens<'_>, i: usize) -> bool {
    if tokens.get(i).is_none_or(|t| t.kind != TokenKind::Punct) {
        return false;
    }
    match tokens.key(i) {
        "؟" | "?" | "!" | "؛" | "…" => true,
        "." => !joins(tokens, i),
        _ => false,
    }
}

/// Whether the dot at `i` touches a digit or a Latin letter on both sides.
fn joins(tokens: &Tokens<'_>, i: usize) -> bool {
    let inner = |kind| matches!(kind, TokenKind::Number | TokenKind::Latin);
    let before = i.checked_sub(1).and_then(|b| tokens.get(b)).is_some_and(|t| inner(t.kind));
    let touches = tokens.get(i).is_some_and(|t| t.gap == Gap::None);
    before && touches && tokens.get(i + 1).is_some_and(|t| inner(t.kind) && t.gap == Gap::None)
}

/// Past further end marks and closing quotation marks or brackets on the same line.
fn closing(tokens: &Tokens<'_>, mut i: usize) -> usize {
    while tokens.get(i).is_some_and(|t| t.gap == Gap::None && t.kind == TokenKind::Punct)
        && matches!(tokens.key(i), "." | "؟" | "?" | "!" | "…" | "»" | "”" | "\"" | ")" | "]")
    {
        i += 1;
    }
    i
}

#[cfg(test)]
mod tests {
    use super::super::tokenize;
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let tokens = tokenize(text);
        sentences(&tokens).into_iter().map(|r| tokens.slice(r)).collect()
    }

    #[test]
    fn decimal_points_do_not_end_sentences() {
        assert_eq!(cut("بلغ 4.9 مليون. ثم زاد"), ["بلغ 4.9 مليون.", "ثم زاد"]);
    }

    #[test]
    fn doubled_dots_and_lines_do() {
        assert_eq!(cut("أول.. ثان\nثالث"), ["أول..", "ثان", "ثالث"]);
    }

    #[test]
    fn closing_marks_stay() {
        assert_eq!(cut("قال: «نعم.» ثم مضى"), ["قال: «نعم.»", "ثم مضى"]);
    }
}
