//! Bylines: who wrote it, in lines of bare text near the headline and at the foot.
//!
//! In: one line or the headline. Out: the names in it.
//! May import: arabic, lexicon, page.

use super::dateline::{are_of_dates, is_of_dates};
use super::name::{Need, are_wholly, is_wholly, name, people};
use super::site::SiteNames;
use crate::arabic::{TokenKind, Tokens, is_alphanumeric, is_numeric, tokenize};
use crate::lexicon::{BylineWord, byline_words};

/// Words of the longest byline, its date and place included.
const WORDS: usize = 22;

/// Tokens of the longest line that says only whence a text comes.
const IMPRINT: usize = 20;

/// A line that says who wrote the page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Byline {
    pub names: Vec<String>,
    /// Whether a word of the line says that names follow.
    pub led: bool,
    /// Whether the line says nothing else.
    pub whole: bool,
}

/// A piece of a line, and whether a mark stands behind it.
struct Piece<'t> {
    text: &'t str,
    tokens: Tokens<'t>,
    marked: bool,
}

/// Reads a line as a byline. `need` says how sure a name must be that no word announces.
pub(super) fn byline(line: &str, need: Need, sites: &SiteNames) -> Option<Byline> {
    if is_row(line) {
        return None;
    }
    let words = line.split_whitespace().count();
    if !(2..=WORDS).contains(&words) {
        return None;
    }
    let pieces = pieces(line);
    led(&pieces)
        .or_else(|| bare(&pieces, need, sites))
        .map(|mut b| {
            b.names.retain(|n| !sites.is_name(n));
            b
        })
        .filter(|b| !b.names.is_empty())
}

/// «نانسي عجرم | 1 | 148,302,975»: the row of a table, with a number for a cell.
fn is_row(line: &str) -> bool {
    let number = |cell: &str| {
        let cell = cell.trim();
        let digits = cell.chars().filter(|c| is_numeric(*c)).count();
        digits > 0 && cell.chars().all(|c| is_numeric(c) || matches!(c, '،' | ',' | '.' | '٬' | '٫' | ' '))
    };
    line.contains(['|', '\t']) && line.split(['|', '\t']).any(number)
}

/// Cuts a line at the marks that part names from places and dates.
fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in line.char_indices() {
        let blank = |b: Option<u8>| b.is_none_or(|b| b == b' ');
        // A hyphen inside a Latin name is a part of it.
        let hyphen = matches!(c, '-' | 'ـ')
            && (blank(line.as_bytes().get(at + c.len_utf8()).copied())
                || line.get(..at).is_some_and(|b| c == '-' && !b.ends_with(|c: char| c.is_ascii_alphabetic())));
        if hyphen
            || matches!(c, ':' | '|' | '–' | '—' | '/' | '•' | '·' | '(' | ')' | '«' | '»' | '\\' | '؛' | '…')
            || is_numeric(c)
        {
            push(&mut out, line.get(start..at), !is_numeric(c));
            start = at + c.len_utf8();
        }
    }
    push(&mut out, line.get(start..), false);
    out
}

fn push<'t>(out: &mut Vec<Piece<'t>>, text: Option<&'t str>, marked: bool) {
    let text = text.unwrap_or("").trim_matches(|c: char| !is_alphanumeric(c) && c != '.');
    if text.chars().any(is_alphanumeric) {
        out.push(Piece { text, tokens: tokenize(text), marked });
    } else if let Some(last) = out.last_mut() {
        last.marked |= marked;
    }
}

/// «كتب: أحمد علي», «بقلم أحمد علي», «حوار - سارة حسن».
fn led(pieces: &[Piece<'_>]) -> Option<Byline> {
    let (mut all, mut others, mut at) = (Vec::new(), Vec::new(), 0);
    while let Some(piece) = pieces.get(at) {
        let (names, taken) = led_names(piece, pieces.get(at + 1));
        others.extend(Some(piece).filter(|_| names.is_empty()));
        all.extend(names);
        at += taken;
    }
    if all.is_empty() {
        return None;
    }
    let whole = others.iter().all(|piece| piece.is_place_or_agency() || are_of_dates(&piece.tokens));
    Some(Byline { names: all, led: true, whole })
}

/// The names that a piece announces, in itself or in the next one; and how many pieces that takes.
fn led_names(piece: &Piece<'_>, next: Option<&Piece<'_>>) -> (Vec<String>, usize) {
    let tokens = &piece.tokens;
    let lead = byline_words().class_at(tokens, 0, BylineWord::Lead).map(|(_, end)| end);
    let label =
        byline_words().class_at(tokens, 0, BylineWord::Label).map(|(_, end)| end).filter(|end| *end == tokens.len());
    let next_names = || next.map(|n| people(n.text, Need::Place)).unwrap_or_default();
    match lead {
        Some(end) if end == tokens.len() => (next_names(), 2),
        Some(end) => {
            let text = tokens.slice(end..tokens.len());
            (people(text, Need::Place), 1)
        }
        None if label.is_some() && piece.marked => match next_names() {
            names if names.is_empty() => (names, 1),
            names => (names, 2),
        },
        None => (Vec::new(), 1),
    }
}

/// «أحمد علي - القاهرة», «القاهرة - أحمد علي», a name alone.
fn bare(pieces: &[Piece<'_>], need: Need, sites: &SiteNames) -> Option<Byline> {
    let says_whence = |p: &Piece<'_>| sites.is_name(p.text) || p.is_place_or_agency();
    let mut rest = pieces.iter().filter(|p| !says_whence(p) && !are_of_dates(&p.tokens) && !p.is_role());
    let (Some(one), None) = (rest.next(), rest.next()) else { return None };
    let names = people(without_place(one.text), need);
    (!names.is_empty()).then_some(Byline { names, led: false, whole: true })
}

/// «سعيد البقالي من القنيطرة» without whence he writes.
fn without_place(text: &str) -> &str {
    let parted = [" من ", " في "].iter().find_map(|word| text.split_once(word));
    parted.filter(|(_, place)| is_wholly(place, &[BylineWord::Place])).map_or(text, |(name, _)| name)
}

/// Whether a line at the head of the text says only where it comes from, and perhaps when: «بغداد/ الرافد», «حائل 12 شعبان 1447 هـ واس».
pub(super) fn is_of_place(line: &str) -> bool {
    let tokens = tokenize(line);
    let Some((_, mut at)) = byline_words().class_at(&tokens, 0, BylineWord::Place) else { return false };
    let parted = matches!(tokens.key(at), "/" | "-" | "–" | "ـ");
    let (mut days, mut others) = (0, 0);
    while let Some(token) = tokens.get(at) {
        let known = [BylineWord::Agency, BylineWord::Desk, BylineWord::Place]
            .iter()
            .find_map(|class| byline_words().class_at(&tokens, at, *class));
        let day = matches!(token.kind, TokenKind::Number) || is_of_dates(tokens.raw(at));
        days += usize::from(day);
        others += usize::from(!day && known.is_none() && token.kind != TokenKind::Punct);
        at = known.map_or(at + 1, |(_, end)| end);
    }
    tokens.len() <= IMPRINT && others <= 2 && (days >= 3 || parted) && !line.trim_end().ends_with(['.', '؟', '!'])
}

impl Piece<'_> {
    fn is_place_or_agency(&self) -> bool {
        let from = usize::from(self.tokens.len() > 1 && matches!(self.tokens.raw(0), "من" | "في"));
        are_wholly(&self.tokens, from, &[BylineWord::Place, BylineWord::Agency, BylineWord::Desk])
    }

    fn is_role(&self) -> bool {
        byline_words().class_at(&self.tokens, 0, BylineWord::Role).is_some()
    }
}

/// Whether a line names an agency, or agencies and places, and nothing else.
pub(super) fn is_of_agencies(line: &str) -> bool {
    let pieces = pieces(line);
    pieces.iter().all(Piece::is_place_or_agency)
        && pieces.iter().any(|p| are_wholly(&p.tokens, 0, &[BylineWord::Agency]))
}

/// The author that a headline names: «أحمد علي يكتب: عن المدن», «عن المدن.. بقلم أحمد علي».
pub(super) fn of_headline(title: &str) -> Vec<String> {
    let tokens = tokenize(title);
    let behind = (2..tokens.len().min(7)).find(|i| byline_words().class_at(&tokens, *i, BylineWord::Behind).is_some());
    if let Some(at) = behind {
        let clause = |i: usize| matches!(tokens.key(i), ":" | "." | "…" | "،");
        let from = (0..at).rev().find(|i| clause(*i) && tokens.key(i.saturating_sub(1)) != "د").map_or(0, |i| i + 1);
        if let Some(name) = name(tokens.slice(from..at), Need::Given) {
            return vec![name];
        }
    }
    let lead = (1..tokens.len()).rev().take(8).find(|i| tokens.key(*i) == "بقلم");
    lead.map(|at| people(tokens.slice(at + 1..tokens.len()).trim_start_matches([':', '/', ' ']), Need::Place))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str, need: Need) -> Vec<String> {
        byline(line, need, &SiteNames::default()).map(|b| b.names).unwrap_or_default()
    }

    #[test]
    fn announced_names_are_found() {
        for line in [
            "كتب: خالد المرابط",
            "كتب خالد المرابط",
            "كتب - خالد المرابط",
            "بقلم: خالد المرابط",
            "بقلم / خالد المرابط",
            "حوار: خالد المرابط",
            "تحرير: خالد المرابط",
            "إعداد: خالد المرابط",
            "تقرير - خالد المرابط - صنعاء",
            "الرباط - كتب: خالد المرابط",
            "كتب: خالد المرابط | الجمعة 9 يناير 2026 - 10:30 ص",
            "ترجمة: خالد المرابط",
            "كتب خالد المرابط – القاهرة",
            "أجرى الحوار: خالد المرابط",
        ] {
            assert_eq!(names(line, Need::Given), ["خالد المرابط"], "{line}");
        }
        assert_eq!(names("حوار: منى سالم - ترجمة: علي حسن", Need::Given), ["منى سالم", "علي حسن"]);
        assert_eq!(names("By Mona Khalil", Need::Given), ["Mona Khalil"]);
    }

    #[test]
    fn bare_names_need_a_place_or_a_given_name() {
        for line in [
            "منى سالم - الخرطوم",
            "الخرطوم - منى سالم",
            "منى سالم (الخرطوم)",
            "الخرطوم/ منى سالم",
            "منى سالم",
            "منى سالم - رويترز",
            "القاهرة ـ منى سالم",
        ] {
            assert_eq!(names(line, Need::Given), ["منى سالم"], "{line}");
        }
    }

    #[test]
    fn other_lines_name_nobody() {
        for line in [
            "وكالات",
            "القاهرة - رويترز",
            "كتب الوزير على صفحته",
            "تقرير دولي يكشف الأرقام",
            "الرئيسية / سياسة",
            "نادر حسن | 1 | 148,302,975",
            "حوار مع الوزير",
            "الساحل من الرباط",
            "آخر تحديث: 9 يناير 2026",
            "تقرير: ارتفاع عدد الزوار في المتحف",
            "كتبت الصحيفة في افتتاحيتها",
            "تحرير: فريق التحرير",
            "أخبار ذات صلة",
        ] {
            assert_eq!(names(line, Need::Given), Vec::<String>::new(), "{line}");
        }
    }

    #[test]
    fn headlines_name_their_writers() {
        assert_eq!(of_headline("منى سالم تكتب: عن المدن التي نحب"), ["منى سالم"]);
        assert_eq!(of_headline("د. منى سالم تكتب: عن المدن"), ["د. منى سالم"]);
        assert_eq!(of_headline("عن المدن التي نحب.. بقلم: منى سالم"), ["منى سالم"]);
        assert_eq!(of_headline("حين يكتب التاريخ: عن المدن"), Vec::<String>::new());
    }
}
