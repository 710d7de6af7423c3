//! Tickers: many headlines on one line.
//!
//! In: one line as written. Out: whether it is a bar of headlines.
//! May import: arabic.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use memchr::{memchr_iter, memchr3, memchr3_iter};

use crate::arabic::is_numeric;

/// Blanks in a row that part two headlines.
const GAP: usize = 3;
/// Fewest headlines that make a bar.
const HEADLINES: usize = 4;
/// Fewest words a headline has on average: cells of a table laid out with spaces have fewer.
const WORDS: usize = 3;

/// Marks between headlines, by the first byte of what is seen of them.
const MARKS: [(u8, &[&str]); 4] =
    [(b'*', &["***"]), (b'|', &[" | "]), (b'/', &[" // "]), (0xE2, &[" • ", " ● ", " ■ ", " ◄ "])];

/// Two blanks, prepared once to be looked for in every line.
static BLANKS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"  "));

/// Whether a line is a ticker: at least four headlines parted by runs of blanks, or six by the same mark.
pub(super) fn is_ticker(line: &str) -> bool {
    if holds_gaps(line.as_bytes()) {
        let pieces = by_blanks(line);
        if pieces.len() >= HEADLINES {
            return are_headlines(&pieces);
        }
    }
    let often = MARKS.iter().filter(|(byte, _)| memchr_iter(*byte, line.as_bytes()).nth(HEADLINES).is_some());
    often.flat_map(|(_, marks)| *marks).any(|mark| {
        let pieces: Vec<&str> = line.split(mark).filter(|p| !p.trim().is_empty()).collect();
        pieces.len() >= HEADLINES + 2 && are_headlines(&pieces)
    })
}

/// Whether two blanks stand side by side, or one that is not of ASCII's common ones.
fn holds_gaps(bytes: &[u8]) -> bool {
    let wide = |at: usize| matches!(bytes[at..], [0xC2, 0x85 | 0xA0, ..] | [0xE2, 0x80, 0x80..=0x8F | 0xA8..=0xAF, ..] | [0xE2, 0x81, 0x9F, ..] | [0xE3, 0x80, 0x80, ..]);
    BLANKS.find(bytes).is_some()
        || memchr3_iter(0xC2, 0xE2, 0xE3, bytes).any(wide)
        || memchr3(0xE1, 0x0B, 0x0C, bytes).is_some()
}

/// Headlines are phrases of some words that no full stop closes, whatever their figures.
fn are_headlines(pieces: &[&str]) -> bool {
    let words: usize = pieces.iter().map(|p| p.split_whitespace().count()).sum();
    let closed = pieces.iter().filter(|p| p.trim_end().ends_with(['.', '،', '؛'])).count();
    let labelled = pieces.iter().filter(|p| is_labelled(p)).count();
    words >= pieces.len() * WORDS && closed * 3 <= pieces.len() && labelled * 3 < pieces.len() * 2
}

/// Whether a piece names a figure and gives it, as lines of data do: «عدد المتابعين: 3 ملايين». What follows a speaker's name rarely has one.
fn is_labelled(piece: &str) -> bool {
    piece.split_once(':').is_some_and(|(_, rest)| rest.contains(is_numeric))
}

fn by_blanks(line: &str) -> Vec<&str> {
    let (mut pieces, mut start, mut blanks, mut end) = (Vec::new(), 0, 0, 0);
    for (at, c) in line.char_indices() {
        if c.is_whitespace() && c != '\t' {
            blanks += 1;
            continue;
        }
        if blanks >= GAP && end > start {
            pieces.extend(line.get(start..end));
        }
        if blanks >= GAP {
            start = at;
        }
        (blanks, end) = (0, at + c.len_utf8());
    }
    pieces.extend(line.get(start..end).filter(|p| !p.trim().is_empty()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_parted_by_blanks_are_a_ticker() {
        let line = [
            "وزير الزراعة يفتتح معرض الزهور",
            "3 مصابين في حادث سير",
            "الأرصاد تحذر من الضباب",
            "أسعار الذهب ترتفع اليوم",
        ];
        assert!(is_ticker(&line.join("\u{A0}\u{A0}\u{A0}\u{A0}")));
        assert!(is_ticker(&line.join("    ")));
        assert!(!is_ticker(&line.join(" ")));
    }

    #[test]
    fn a_table_laid_out_with_spaces_is_not() {
        assert!(!is_ticker("فيسبوك      2,114,500     940     12"));
        assert!(!is_ticker("وزارة الصحة    12 مليون متابع    5 آلاف منشور"));
    }

    #[test]
    fn lines_of_data_are_not() {
        let line = "عدد المتابعين: 3 ملايين | عدد المنشورات: 1,204 | عدد التعليقات: 88 ألفا | معدل النشر يوميا: 4 | عمر الصفحة الرسمية: 9 سنوات | \
            الترتيب بين الصفحات: 12";
        assert!(!is_ticker(line));
        assert!(is_ticker(&line.replace(|c: char| c.is_ascii_digit(), "")));
    }

    #[test]
    fn a_table_with_bars_is_not() {
        assert!(!is_ticker("1 | البيت الأبيض | 12 | 650 | 26 | 30 | 40"));
    }
}
