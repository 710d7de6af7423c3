//! How the store stands, for people.

use rusqlite::Row;

use super::runs::source_state;
use super::{Millis, Reader, RunSums, SourceState, StoreError};

/// Runs told of.
const RUNS: usize = 5;

/// One run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunLine {
    /// When it began.
    pub began: Millis,
    /// When it ended; none when it runs still or was killed.
    pub ended: Option<Millis>,
    /// How it ended.
    pub outcome: Option<String>,
    /// What it did.
    pub sums: RunSums,
}

/// The whole store in figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Feeds, sitemaps and section pages.
    pub sources: Vec<SourceState>,
    /// The last runs, newest first.
    pub runs: Vec<RunLine>,
    /// Addresses whose last fetch failed, by cause, the commonest first; the second number counts those that are given up.
    pub failures: Vec<(String, u64, u64)>,
    /// Addresses known.
    pub known: u64,
    /// Addresses due now.
    pub due: u64,
    /// Addresses that will be due later.
    pub later: u64,
    /// When the first of those will be.
    pub next: Option<Millis>,
    /// Records by kind.
    pub records: Vec<(String, u64)>,
    /// Records whose text repeats another's to the letter, and those that differ in a few words.
    pub repeated: (u64, u64),
    /// Claims.
    pub claims: u64,
}

impl Reader {
    /// Counts everything.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn status(&self, now: Millis) -> Result<Status, StoreError> {
        Ok(Status {
            sources: self.rows("SELECT * FROM sources ORDER BY role, url", [], source_state)?,
            runs: self.rows("SELECT * FROM runs ORDER BY id DESC LIMIT ?1", [RUNS], run_line)?,
            failures: self.rows(
                "SELECT cause, count(*), sum(state = 2) FROM frontier WHERE cause IS NOT NULL GROUP BY cause ORDER BY 2 DESC, 1",
                [],
                |row| Ok((row.get(0)?, count(row, 1)?, count(row, 2)?)),
            )?,
            known: self.count("SELECT count(*) FROM frontier WHERE state < 3", [])?,
            due: self.count("SELECT count(*) FROM frontier WHERE state = 0 AND due_at <= ?1", [now])?,
            later: self.count("SELECT count(*) FROM frontier WHERE state = 0 AND due_at > ?1", [now])?,
            next: self.db.query_row("SELECT min(due_at) FROM frontier WHERE state = 0 AND due_at > ?1", [now], |row| {
                row.get(0)
            })?,
            records: self.rows("SELECT kind, count(*) FROM articles GROUP BY kind ORDER BY 2 DESC, 1", [], |row| {
                Ok((row.get(0)?, count(row, 1)?))
            })?,
            repeated: self.db.query_row("SELECT count(same_as), count(near_to) FROM articles", [], |row| {
                Ok((count(row, 0)?, count(row, 1)?))
            })?,
            claims: self.count("SELECT count(*) FROM claims", [])?,
        })
    }

    /// Whether no address is known at all.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        Ok(self.count("SELECT count(*) FROM (SELECT 1 FROM frontier LIMIT 1)", [])? == 0)
    }

    fn rows<T>(
        &self,
        sql: &str,
        given: impl rusqlite::Params,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.db.prepare(sql)?;
        let rows = statement.query_map(given, read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn count(&self, sql: &str, given: impl rusqlite::Params) -> Result<u64, StoreError> {
        Ok(self.db.query_row(sql, given, |row| count(row, 0))?)
    }
}

fn count(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    Ok(row.get::<_, Option<i64>>(column)?.unwrap_or(0).cast_unsigned())
}

fn run_line(row: &Row<'_>) -> rusqlite::Result<RunLine> {
    let count = |name| row.get::<_, i64>(name).map(i64::cast_unsigned);
    Ok(RunLine {
        began: row.get("began")?,
        ended: row.get("ended")?,
        outcome: row.get("outcome")?,
        sums: RunSums {
            pages: count("pages")?,
            fresh: count("fresh")?,
            unchanged: count("unchanged")?,
            failed: count("failed")?,
        },
    })
}

#[cfg(test)]
mod tests {
    use crate::store::{Found, Role, Store};

    #[test]
    fn the_store_counts_itself() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("a.db")).unwrap();
        assert!(store.reader().unwrap().is_empty().unwrap());
        let group = store.begin().unwrap();
        let run = group.begin_run(1).unwrap();
        for url in ["http://a/1", "http://a/2", "http://a/3"] {
            group
                .find(
                    &Found { url, host: "a", role: Role::Page, source: None, depth: 0, named: true, changed: None },
                    run,
                    10,
                )
                .unwrap();
        }
        group.failed(1, run, "not_found", 0, None).unwrap();
        group.failed(2, run, "slow", 1, Some(500)).unwrap();
        group.commit().unwrap();
        assert!(!store.reader().unwrap().is_empty().unwrap());
        let status = store.reader().unwrap().status(100).unwrap();
        assert_eq!((status.known, status.due, status.later, status.next), (3, 1, 1, Some(500)));
        assert_eq!(status.failures, [("not_found".to_owned(), 1, 1), ("slow".to_owned(), 1, 0)]);
        assert_eq!((status.runs.len(), status.runs[0].ended), (1, None));
    }
}
