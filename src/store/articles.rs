//! Records in the store: articles, their claims, their words, and which tell the same story.

use rusqlite::{OptionalExtension, Row, params};

use super::{Group, StoreError};
use crate::record::{Claim, Kind, Qualifier, Record, Status};

/// Bits in which the near hashes of two tellings of one story may differ: a changed paragraph of a long story, a word of a short one.
const NEAR_BITS: u32 = 6;

/// Articles compared with a new one, the newest, in each of the four bands.
const COMPARED: usize = 256;

/// A record as it is kept.
#[derive(Debug, Clone, Copy)]
pub struct Article<'a> {
    /// The frontier's id of the page.
    pub page: i64,
    /// The record.
    pub record: &'a Record,
    /// The record as it was written, without the line's end.
    pub json: &'a str,
    /// What [`index_words`](super::index_words) gives for it; empty when it is not to be found by its words.
    pub words: &'a str,
}

/// Earlier pages that tell the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Same {
    /// One whose text is the same to the letter.
    pub same_as: Option<i64>,
    /// One whose text differs in a few words.
    pub near_to: Option<i64>,
}

impl Group<'_> {
    /// Keeps the newest record of a page in place of an earlier one, and tells which other pages it repeats; `None` when it is the
    /// earlier one over again.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn article(&self, article: &Article<'_>) -> Result<Option<Same>, StoreError> {
        let content = content(article.record);
        if self.is_known(article.record, article.page, content.as_ref())? {
            return Ok(None);
        }
        self.forget(article.page)?;
        let near = u64::from_str_radix(&article.record.near_hash, 16).unwrap_or(0);
        let same = self.same(content.as_ref(), near)?;
        self.insert_article(article, content.as_ref(), near, same)?;
        // A repeated text is found by way of the first.
        if near != 0 && same.same_as.is_none() {
            bands(near).into_iter().try_for_each(|band| {
                self.run(
                    "INSERT INTO near (band, article, hash) VALUES (?1, ?2, ?3)",
                    params![band, article.page, near.cast_signed()],
                )
                .map(drop)
            })?;
        }
        self.insert_claims(article)?;
        if !article.words.is_empty() {
            self.run("INSERT INTO words (rowid, body) VALUES (?1, ?2)", params![article.page, article.words])?;
        }
        Ok(Some(same))
    }

    /// Whether the record that is kept says the same.
    fn is_known(&self, record: &Record, page: i64, content: Option<&[u8; 16]>) -> Result<bool, StoreError> {
        // Compared here: a statement that compares columns without an index to values is planned anew for every value.
        let mut kept = self.db.prepare_cached("SELECT content, kind FROM articles WHERE page = ?1")?;
        let same = |row: &Row<'_>| {
            let told = row.get_ref(0)?.as_blob_or_null()? == content.map(|c| c.as_slice());
            Ok(told && row.get_ref(1)?.as_str()? == kind(record.kind))
        };
        Ok(kept.query_row([page], same).optional()?.unwrap_or(false))
    }

    /// Drops an earlier record of the page.
    fn forget(&self, page: i64) -> Result<(), StoreError> {
        let mut drop_it = self.db.prepare_cached("DELETE FROM articles WHERE page = ?1 RETURNING near")?;
        let Some(near) = drop_it.query_row([page], |row| row.get::<_, i64>(0)).optional()? else { return Ok(()) };
        self.run("DELETE FROM words WHERE rowid = ?1", [page])?;
        self.run("DELETE FROM claims WHERE article = ?1", [page])?;
        bands(near.cast_unsigned())
            .into_iter()
            .try_for_each(|band| self.run("DELETE FROM near WHERE band = ?1 AND article = ?2", [band, page]).map(drop))
    }

    fn insert_article(
        &self,
        article: &Article<'_>,
        content: Option<&[u8; 16]>,
        near: u64,
        same: Same,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO articles (page, url, site, kind, title, published, language, content, near, same_as, near_to, record)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
        let record = article.record;
        let row = params![
            article.page,
            record.url.as_deref().unwrap_or(&record.source),
            record.site,
            kind(record.kind),
            record.title,
            record.published,
            record.language,
            content,
            near.cast_signed(),
            same.same_as,
            same.near_to,
            article.json
        ];
        self.run(sql, row).map(drop)
    }

    fn insert_claims(&self, article: &Article<'_>) -> Result<(), StoreError> {
        let sql =
            "INSERT INTO claims (article, ordinal, metric, value, value_high, qualifier, subject_key, platform, status,
                   period_start, period_end, confidence) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
        article.record.claims.iter().enumerate().try_for_each(|(ordinal, claim)| {
            let (start, end) = period(claim);
            let row = params![
                article.page,
                ordinal,
                claim.metric,
                claim.value,
                claim.value_high,
                qualifier(claim.qualifier),
                claim.subject_key,
                claim.platform,
                status(claim.status),
                start,
                end,
                claim.confidence
            ];
            self.run(sql, row).map(drop)
        })
    }

    fn same(&self, content: Option<&[u8; 16]>, near: u64) -> Result<Same, StoreError> {
        let Some(content) = content else { return Ok(Same::default()) };
        let sql = "SELECT page FROM articles WHERE content = ?1 ORDER BY page LIMIT 1";
        let same_as: Option<i64> = self.db.prepare_cached(sql)?.query_row([content], |row| row.get(0)).optional()?;
        let near_to = if same_as.is_none() && near != 0 { self.nearest(near)? } else { None };
        Ok(Same { same_as, near_to })
    }

    /// The article whose near hash differs least, within [`NEAR_BITS`].
    fn nearest(&self, near: u64) -> Result<Option<i64>, StoreError> {
        // No `LIMIT ?2`: its value would have the statement planned anew each time.
        let sql = "SELECT article, hash FROM near WHERE band = ?1 ORDER BY article DESC";
        let mut candidates = self.db.prepare_cached(sql)?;
        let mut best: Option<(u32, i64)> = None;
        for band in bands(near) {
            let rows = candidates.query_map([band], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
            for row in rows.take(COMPARED) {
                let (article, hash) = row?;
                let found = ((hash.cast_unsigned() ^ near).count_ones(), article);
                best = best.map_or(Some(found), |b| Some(b.min(found)));
            }
        }
        Ok(best.filter(|(distance, _)| *distance <= NEAR_BITS).map(|(_, article)| article))
    }
}

/// The four quarters of a near hash, each told from the others by its number.
fn bands(near: u64) -> [i64; 4] {
    [0u8, 1, 2, 3].map(|n| i64::from(n) << 16 | (near >> (16 * u32::from(n)) & 0xffff).cast_signed())
}

/// The beginning of the content hash; none for a page without text.
fn content(record: &Record) -> Option<[u8; 16]> {
    let hex = record.content_hash.strip_prefix("sha256:").filter(|_| !record.text.is_empty())?;
    let value = u128::from_str_radix(hex.get(..32)?, 16).ok()?;
    Some(value.to_be_bytes())
}

fn period(claim: &Claim) -> (Option<&str>, Option<&str>) {
    claim.period.as_ref().map_or((None, None), |p| (p.start.as_deref(), p.end.as_deref()))
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Article => "article",
        Kind::Index => "index",
        Kind::Empty => "empty",
        Kind::Blocked => "blocked",
    }
}

fn qualifier(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Exact => "exact",
        Qualifier::About => "about",
        Qualifier::MoreThan => "more_than",
        Qualifier::LessThan => "less_than",
        Qualifier::AtLeast => "at_least",
        Qualifier::AtMost => "at_most",
        Qualifier::Range => "range",
    }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Stated => "stated",
        Status::Delta => "delta",
        Status::Target => "target",
        Status::Forecast => "forecast",
        Status::Denied => "denied",
        Status::Rate => "rate",
        Status::Former => "former",
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::store::{Found, Role, Store, index_words};

    pub fn record(url: &str, title: &str, text: &str, near: u64) -> Record {
        let empty = serde_json::json!({
            "schema": crate::record::SCHEMA, "source": url, "url": url, "kind": "article", "title": title, "authors": [], "tags": [],
            "text": text, "stripped": [], "content_hash": format!("sha256:{:032x}{:032x}", text.len(), 0), "near_hash": format!("{near:016x}"),
            "claims": [], "warnings": [],
        });
        serde_json::from_value(empty).unwrap()
    }

    pub fn keep(store: &mut Store, record: &Record) -> (i64, Option<Same>) {
        let group = store.begin().unwrap();
        let url = record.url.as_deref().unwrap();
        group
            .find(&Found { url, host: "a", role: Role::Page, source: None, depth: 0, named: true, changed: None }, 1, 0)
            .unwrap();
        let page = group.db.query_row("SELECT id FROM frontier WHERE url = ?1", [url], |row| row.get(0)).unwrap();
        let json = serde_json::to_string(record).unwrap();
        let words = index_words(&format!("{}\n{}", record.title.as_deref().unwrap(), record.text));
        let same = group.article(&Article { page, record, json: &json, words: &words }).unwrap();
        group.commit().unwrap();
        (page, same)
    }

    #[test]
    fn the_names_are_those_of_the_record() {
        let said = |value: serde_json::Value| value.as_str().unwrap().to_owned();
        assert_eq!(said(serde_json::to_value(Kind::Blocked).unwrap()), kind(Kind::Blocked));
        for q in [Qualifier::Exact, Qualifier::MoreThan, Qualifier::AtLeast, Qualifier::Range] {
            assert_eq!(said(serde_json::to_value(q).unwrap()), qualifier(q));
        }
        for s in [Status::Stated, Status::Former, Status::Rate] {
            assert_eq!(said(serde_json::to_value(s).unwrap()), status(s));
        }
    }

    #[test]
    fn the_same_story_is_linked() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("a.db")).unwrap();
        let near = 0x0123_4567_89ab_cdef;
        let (first, same) = keep(&mut store, &record("http://a/1", "خبر", "نص الخبر", near));
        assert_eq!(same, Some(Same::default()));
        let (_, same) = keep(&mut store, &record("http://a/2", "خبر", "نص الخبر", near));
        assert_eq!(same, Some(Same { same_as: Some(first), near_to: None }));
        let (_, same) = keep(&mut store, &record("http://a/3", "خبر", "نص الخبر الآخر", near ^ 0b111));
        assert_eq!(same, Some(Same { same_as: None, near_to: Some(first) }));
        let (_, same) = keep(&mut store, &record("http://a/4", "خبر", "نص خبر غير ذلك كله", !near));
        assert_eq!(same, Some(Same::default()));
    }

    #[test]
    fn a_new_version_takes_the_place_of_the_old() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("a.db")).unwrap();
        let mut first = record("http://a/1", "خبر", "النص الأول", 5);
        first.claims = vec![Claim { metric: "views".to_owned(), ..Claim::default() }; 3];
        let (page, _) = keep(&mut store, &first);
        let (again, same) = keep(&mut store, &record("http://a/1", "خبر", "نص ثان مختلف", 5));
        assert_eq!((page, same), (again, Some(Same::default())), "a page does not repeat itself");
        assert_eq!(keep(&mut store, &record("http://a/1", "خبر", "نص ثان مختلف", 5)).1, None, "nothing new");
        let empty = |kind| Record { kind, ..record("http://a/2", "خبر", "", 0) };
        assert!(keep(&mut store, &empty(Kind::Index)).1.is_some());
        assert!(keep(&mut store, &empty(Kind::Index)).1.is_none(), "nor is a page without text");
        assert!(keep(&mut store, &empty(Kind::Blocked)).1.is_some(), "but one that is now walled in");
        let count = |table: &str| -> i64 {
            store.db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
        };
        assert_eq!((count("articles"), count("claims"), count("near")), (2, 0, 4));
    }
}
