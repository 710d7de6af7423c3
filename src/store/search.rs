//! Finding articles by their words.

use rusqlite::params;

use super::words::bare;
use super::{Reader, StoreError};
use crate::arabic::{TokenKind, Tokens, tokenize};
use crate::record::{Record, Span};

/// Words shown before the first that was asked for, and in all.
const BEFORE: usize = 8;
const SHOWN: usize = 32;

/// Words to look for, in the spelling in which they are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
}

/// An article that holds all the words.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its record.
    pub record: Record,
    /// A piece of its text, around the first of the words; of the title when the text has none of them.
    pub piece: String,
    /// Where the words stand in the piece, in bytes.
    pub matched: Vec<Span>,
}

impl Query {
    /// The words of a question; `None` when it has none.
    pub fn new(asked: &str) -> Option<Self> {
        let tokens = tokenize(asked);
        let mut words: Vec<String> = indexed(&tokens).map(|at| bare(tokens.key(at)).to_owned()).collect();
        words.sort_unstable();
        words.dedup();
        (!words.is_empty()).then_some(Self { words })
    }

    /// The words as FTS5 takes them. A token of ours holds no quotation mark.
    fn expression(&self) -> String {
        let quoted: Vec<String> = self.words.iter().map(|word| format!("\"{word}\"")).collect();
        quoted.join(" AND ")
    }

    fn holds(&self, word: &str) -> bool {
        self.words.iter().any(|w| w == bare(word))
    }
}

impl Reader {
    /// Articles that hold all the words, the newest first.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn search(&self, query: &Query, most: usize) -> Result<Vec<Hit>, StoreError> {
        let sql = "SELECT a.record FROM words w JOIN articles a ON a.page = w.rowid WHERE words MATCH ?1
                   ORDER BY ifnull(a.published, '') DESC, a.page DESC LIMIT ?2";
        let mut statement = self.db.prepare_cached(sql)?;
        let records = statement.query_map(params![query.expression(), most], |row| row.get::<_, String>(0))?;
        let mut hits = Vec::new();
        for json in records {
            // A record of a later format is still found, but cannot be shown.
            if let Ok(record) = serde_json::from_str::<Record>(&json?) {
                hits.push(hit(record, query));
            }
        }
        Ok(hits)
    }
}

fn hit(record: Record, query: &Query) -> Hit {
    let found = piece(&record.text, query);
    let found = found.or_else(|| piece(record.title.as_deref()?, query));
    let (piece, matched) = found.unwrap_or_default();
    Hit { record, piece, matched }
}

/// The words around the first one asked for, and where those asked for stand in them.
fn piece(text: &str, query: &Query) -> Option<(String, Vec<Span>)> {
    let tokens = tokenize(text);
    let first = indexed(&tokens).find(|at| query.holds(tokens.key(*at)))?;
    let shown = first.saturating_sub(BEFORE)..(first + SHOWN - BEFORE).min(tokens.len());
    let from = tokens.get(shown.start)?.bytes.start;
    let matched = shown.clone().filter(|at| query.holds(tokens.key(*at))).filter_map(|at| tokens.get(at));
    let matched = matched.map(|t| Span::new(t.bytes.start - from, t.bytes.end - from)).collect();
    Some((tokens.slice(shown).to_owned(), matched))
}

fn indexed<'t>(tokens: &'t Tokens<'_>) -> impl Iterator<Item = usize> + 't {
    (0..tokens.len()).filter(|at| tokens.get(*at).is_some_and(|t| t.kind != TokenKind::Punct))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;
    use crate::store::articles::tests::{keep, record};

    fn found(asked: &str) -> Vec<Hit> {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("a.db")).unwrap();
        let text = "أعلنت الجامعةُ أمس أن أكثر من خمسة آلاف طالب سجّلوا في مكتبتها الرقمية منذ الربيع.";
        keep(&mut store, &record("http://a/1", "مكتبة الجامعة", text, 1));
        keep(&mut store, &record("http://a/2", "الطقس", "أمطار على الساحل غدا.", 2));
        store.reader().unwrap().search(&Query::new(asked).unwrap(), 10).unwrap()
    }

    fn shown(hit: &Hit) -> Vec<&str> {
        hit.matched.iter().map(|m| &hit.piece[m.start..m.end]).collect()
    }

    #[test]
    fn spelling_does_not_hide_an_article() {
        for asked in ["جامعه", "الجامعة", "والجامعة", "جامعةٌ", "اعلنت", "الأمس"] {
            assert_eq!(found(asked).len(), 1, "{asked}");
        }
        assert_eq!(found("أمس الجامعة")[0].record.source, "http://a/1");
        assert!(found("الجامعة الطقس").is_empty());
        assert!(found("مصنع").is_empty());
    }

    #[test]
    fn the_words_are_shown_as_written() {
        assert_eq!(shown(&found("الجامعه امس")[0]), ["الجامعةُ", "أمس"]);
        assert_eq!(shown(&found("الطقس")[0]), ["الطقس"], "a word of the title");
    }

    #[test]
    fn marks_are_no_question() {
        assert_eq!(Query::new("\" * ؟ -"), None);
        assert!(found("الجامعة\" OR \"الطقس").is_empty(), "OR is a word like another");
    }
}
