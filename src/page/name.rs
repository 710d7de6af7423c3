//! Names of people: which short texts are one.
//!
//! In: a piece of a byline. Out: the name in it, or nothing.
//! May import: arabic, lexicon, page.

use crate::arabic::{TokenKind, Tokens, is_alphanumeric, tokenize};
use crate::lexicon::{BylineWord, byline_words};

/// Words of the longest name.
const WORDS: usize = 5;

/// How sure a name must be by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// The place says that it is one.
    Place,
    /// It must begin like one.
    Given,
    /// It must begin like one, or end in whence its bearer's family comes: «الهمامي».
    Origin,
}

/// Whether a text is wholly a term of one of the classes.
pub(super) fn is_wholly(text: &str, classes: &[BylineWord]) -> bool {
    are_wholly(&tokenize(text), 0, classes)
}

/// Whether the tokens from `from` on are wholly a term of one of the classes.
pub(super) fn are_wholly(tokens: &Tokens<'_>, from: usize, classes: &[BylineWord]) -> bool {
    let word = |i: &usize| tokens.get(*i).is_some_and(|t| t.kind != TokenKind::Punct);
    let end = (from..tokens.len()).rev().find(word).map_or(from, |i| i + 1);
    let start = (from..end).find(word).unwrap_or(end);
    let is = |class: &BylineWord| byline_words().class_at(tokens, start, *class).is_some_and(|(_, at)| at >= end);
    classes.iter().any(is)
}

/// The people named by a piece of a byline: one name, or several joined by «و» or marks.
pub(super) fn people(piece: &str, need: Need) -> Vec<String> {
    let parts: Vec<&str> = piece
        .split(['،', ',', '&', '+', ';', '؛'])
        .flat_map(|p| p.split(" and "))
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect();
    let names: Vec<Option<Vec<String>>> = parts.iter().map(|p| joined(p, need)).collect();
    match names.first() {
        Some(Some(_)) => names.into_iter().flatten().flatten().collect(),
        _ => Vec::new(),
    }
}

/// «أحمد علي وسارة حسن» names two when both halves are whole names.
fn joined(part: &str, need: Need) -> Option<Vec<String>> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let second =
        |i: &usize| words.get(*i).and_then(|w| w.strip_prefix('و')).filter(|rest| rest.is_empty() || begins_name(rest));
    let at = (2..words.len().saturating_sub(1)).find(|i| second(i).is_some());
    if let Some(at) = at
        && words.len() - at >= 2
    {
        let tail = format!("{} {}", second(&at).unwrap_or_default(), words[at + 1..].join(" "));
        let (first, second) = (name(&words[..at].join(" "), need), name(tail.trim(), Need::Given));
        if let (Some(first), Some(second)) = (first, second) {
            return Some(vec![first, second]);
        }
    }
    name(part, need).map(|n| vec![n])
}

fn begins_name(word: &str) -> bool {
    let tokens = tokenize(word);
    byline_words().class_at(&tokens, 0, BylineWord::Given).is_some()
}

/// The name that a piece is: two to five words, none of which a name cannot hold.
pub(super) fn name(piece: &str, need: Need) -> Option<String> {
    let piece = piece.trim_matches(|c: char| !is_alphanumeric(c));
    let tokens = tokenize(piece);
    let words = tokens.iter().filter(|t| t.kind != TokenKind::Punct).count();
    let sound = tokens.iter().all(|t| {
        matches!(t.kind, TokenKind::Word | TokenKind::Latin)
            || matches!(&piece[t.bytes.start..t.bytes.end], "." | "'" | "’" | "-")
    });
    if !sound
        || !(2..=WORDS + usize::from(starts(&tokens, BylineWord::Honorific))).contains(&words)
        || is_no_person(&tokens)
        || holds_stop(&tokens)
    {
        return None;
    }
    let first = past(&tokens, BylineWord::Honorific);
    let given = byline_words().class_at(&tokens, first, BylineWord::Given).is_some();
    let latin = tokens.iter().all(|t| t.kind != TokenKind::Word);
    // Two capitalised words are as often a heading as a name.
    let fits = || need == Need::Place || (need == Need::Origin && is_of_origin(piece));
    let proper = if latin { need == Need::Place && is_capitalised(piece) } else { given || fits() };
    proper.then(|| piece.to_owned())
}

/// Whether the last word is «الـ…ي» and no other bears the article: a thing and its adjective bear it both, or neither.
fn is_of_origin(piece: &str) -> bool {
    let mut words = piece.split_whitespace().rev();
    let family = words.next().is_some_and(|w| w.starts_with("ال") && w.ends_with(['ي', 'ى']) && w.chars().count() >= 6);
    family && words.all(|w| !w.starts_with("ال"))
}

fn is_no_person(tokens: &Tokens<'_>) -> bool {
    are_wholly(tokens, 0, &[BylineWord::Agency, BylineWord::Desk, BylineWord::Place])
}

fn holds_stop(tokens: &Tokens<'_>) -> bool {
    // Folded, the preposition «على» is the name «علي».
    (0..tokens.len()).any(|i| tokens.raw(i) == "على" || byline_words().class_at(tokens, i, BylineWord::Stop).is_some())
}

fn starts(tokens: &Tokens<'_>, class: BylineWord) -> bool {
    byline_words().class_at(tokens, 0, class).is_some()
}

/// Past an honorific and its full stop: «د. ».
fn past(tokens: &Tokens<'_>, class: BylineWord) -> usize {
    let end = byline_words().class_at(tokens, 0, class).map_or(0, |(_, end)| end);
    if end > 0 && tokens.key(end) == "." { end + 1 } else { end }
}

fn is_capitalised(piece: &str) -> bool {
    let small = ["de", "la", "van", "von", "bin", "ibn", "al", "el", "der", "den", "du", "di", "da"];
    let capital = |w: &str| w.chars().next().is_some_and(char::is_uppercase) || small.contains(&w);
    piece.split_whitespace().all(capital)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_from_other_lines() {
        for text in ["أحمد عبد السلام", "د. ليلى المرزوقي", "سعيد بن ناصر الحارثي"]
        {
            assert_eq!(name(text, Need::Given).as_deref(), Some(text), "{text}");
        }
        for text in [
            "وكالات",
            "القاهرة",
            "أحمد في القاهرة",
            "افتتاح معرض جديد",
            "فريق التحرير",
            "رئيس الوزراء",
            "محمد",
            "Read more here",
            "حسن 24",
        ] {
            assert_eq!(name(text, Need::Given), None, "{text}");
        }
        assert_eq!(name("بوشعيب الدكالي", Need::Place).as_deref(), Some("بوشعيب الدكالي"));
    }

    #[test]
    fn several_names_are_told_apart() {
        assert_eq!(people("أحمد علي وسارة حسن", Need::Place), ["أحمد علي", "سارة حسن"]);
        assert_eq!(people("أحمد علي، سارة حسن", Need::Place), ["أحمد علي", "سارة حسن"]);
        assert_eq!(people("سمير وليد وهبة", Need::Place), ["سمير وليد وهبة"]);
        assert_eq!(people("John Smith and Mona Khalil", Need::Place), ["John Smith", "Mona Khalil"]);
    }
}
