//! Imprints: who wrote a plain text and when, in its first and last lines.
//!
//! In: the lines that are no boilerplate. Out: names, days, and the lines that say nothing else.
//! May import: page.

use jiff::civil::DateTime;

use super::byline::byline;
use super::dated::{Stamp, dates};
use super::name::Need;
use super::site::SiteNames;

/// Lines at the beginning and at the end that are looked at.
const HEAD: usize = 5;
const FOOT: usize = 2;
/// Fewest lines of a text that can spare one.
const LINES: usize = 3;
/// Words of the longest line, and those of them that may belong to no date: a town, a label.
const WORDS: usize = 14;
const OTHERS: usize = 2;

/// What the edges of a text say of its making.
#[derive(Debug, Default)]
pub(super) struct Imprint {
    pub authors: Vec<String>,
    pub published: Option<Stamp>,
    pub modified: Option<Stamp>,
    /// The lines that say so and nothing else.
    pub lines: Vec<usize>,
}

/// Reads the imprint of a text. `now` is the time of the fetch, for «منذ ساعتين».
pub(super) fn imprint(lines: &[&str], now: Option<DateTime>) -> Imprint {
    let mut found = Imprint::default();
    if lines.len() < LINES {
        return found;
    }
    let foot = lines.len() - FOOT;
    let edges = (0..HEAD.min(foot)).chain(foot.max(HEAD.min(foot))..lines.len());
    for (at, line) in edges.filter_map(|i| lines.get(i).map(|l| (i, *l))) {
        if line.split_whitespace().count() <= WORDS && !line.trim_end().ends_with('.') && !line.contains(['\t', '؟']) {
            found.read(at, line, at + 1 == lines.len() || at < foot, now);
        }
    }
    found
}

impl Imprint {
    fn read(&mut self, at: usize, line: &str, bare: bool, now: Option<DateTime>) {
        let dated = dates(line, now);
        let byline = byline(line, Need::Given, &SiteNames::default()).filter(|b| b.led || (bare && at > 0));
        let is_date = !dated.stamps.is_empty() && (dated.others <= OTHERS || byline.is_some());
        if is_date {
            let (modified, published): (Vec<Stamp>, Vec<Stamp>) = dated.stamps.into_iter().partition(|s| s.modified);
            self.published = self.published.take().or(published.into_iter().next());
            self.modified = self.modified.take().or(modified.into_iter().next());
        }
        let whole = byline.as_ref().is_some_and(|b| b.whole);
        if let Some(byline) = byline.filter(|_| self.authors.is_empty()) {
            self.authors = byline.names;
        }
        if is_date || whole {
            self.lines.push(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: [&str; 2] =
        ["أعلنت إدارة الميناء أن الرصيف سيعود إلى العمل الأسبوع المقبل.", "وقال المدير إن الأعمال انتهت في موعدها."];

    fn read(head: &[&str], foot: &[&str]) -> Imprint {
        imprint(&[&["الرصيف الشمالي يعود إلى العمل"], head, &BODY, foot].concat(), None)
    }

    #[test]
    fn head_and_foot_are_read() {
        let found = read(&["كتب: بدر السقاف", "عدن في 14 يناير 2026"], &[]);
        assert_eq!((found.authors, found.lines), (vec!["بدر السقاف".to_owned()], vec![1, 2]));
        assert_eq!(found.published.map(|s| s.rfc3339()).as_deref(), Some("2026-01-14"));
        assert_eq!(read(&[], &["منى الحارثي"]).authors, ["منى الحارثي"]);
        assert_eq!(read(&["القاهرة - منى الحارثي"], &[]).authors, ["منى الحارثي"]);
    }

    #[test]
    fn the_article_is_left_alone() {
        let found = read(&[], &["بلغ العدد في 14 يناير 2026 نحو 300 زائر و20 باحثا"]);
        assert!(found.lines.is_empty() && found.authors.is_empty());
        assert!(imprint(&["كتب: بدر السقاف", BODY[0]], None).lines.is_empty());
    }
}
