//! Tickers: many headlines on one line.
//!
//! In: one line as written. Out: whether it is a bar of headlines.
//! May import: nothing of marsad.

/// Blanks in a row that part two headlines.
const GAP: usize = 3;
/// Fewest headlines that make a bar.
const HEADLINES: usize = 4;
/// Fewest words a headline has on average: cells of a table laid out with spaces have fewer.
const WORDS: usize = 3;

/// Marks between headlines.
const MARKS: [&str; 7] = ["***", " | ", " • ", " ● ", " ■ ", " ◄ ", " // "];

/// Whether a line is a ticker: at least four headlines parted by runs of blanks, or six by the same mark.
pub(super) fn is_ticker(line: &str) -> bool {
    let pieces = by_blanks(line);
    if pieces.len() >= HEADLINES {
        return are_headlines(&pieces);
    }
    MARKS.iter().any(|mark| {
        if line.matches(mark.trim()).nth(HEADLINES).is_none() {
            return false;
        }
        let pieces: Vec<&str> = line.split(mark).filter(|p| !p.trim().is_empty()).collect();
        pieces.len() >= HEADLINES + 2 && are_headlines(&pieces)
    })
}

/// Headlines are phrases of some words that no full stop closes, whatever their figures.
fn are_headlines(pieces: &[&str]) -> bool {
    let words: usize = pieces.iter().map(|p| p.split_whitespace().count()).sum();
    let closed = pieces.iter().filter(|p| p.trim_end().ends_with(['.', '،', '؛'])).count();
    words >= pieces.len() * WORDS && closed * 3 <= pieces.len()
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
    fn a_table_with_bars_is_not() {
        assert!(!is_ticker("1 | البيت الأبيض | 12 | 650 | 26 | 30 | 40"));
    }
}
