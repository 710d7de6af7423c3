//! Runs and sources: what each night brought.

use rusqlite::{OptionalExtension, params};

use super::{Group, Millis, Role, StoreError};

/// What a run did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RunSums {
    /// Pages answered, also those that had not changed.
    pub pages: u64,
    /// Records that are new or have changed.
    pub fresh: u64,
    /// Pages whose server said that they had not changed.
    pub unchanged: u64,
    /// Addresses that failed.
    pub failed: u64,
}

/// How a source fares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceState {
    /// Its id.
    pub id: i64,
    /// What it is.
    pub role: Role,
    /// Its address.
    pub url: String,
    /// Addresses that it led to, ever.
    pub found: u64,
    /// Addresses that it led to in the last run.
    pub found_last: u64,
    /// Runs in a row that found nothing new.
    pub idle: u64,
    /// When it last gave something new.
    pub last_new: Option<Millis>,
    /// Why its last fetch failed, if it did.
    pub last_cause: Option<String>,
}

impl Group<'_> {
    /// Begins a run.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn begin_run(&self, now: Millis) -> Result<i64, StoreError> {
        self.run("INSERT INTO runs (began) VALUES (?1)", [now])?;
        Ok(self.db.last_insert_rowid())
    }

    /// Notes how far a run has come, and with an `outcome` that it has ended.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn note_run(&self, run: i64, sums: &RunSums, ended: Option<(Millis, &str)>) -> Result<(), StoreError> {
        let sql = "UPDATE runs SET pages = ?2, fresh = ?3, unchanged = ?4, failed = ?5, ended = ?6, outcome = ?7 WHERE id = ?1";
        let counts = [sums.pages, sums.fresh, sums.unchanged, sums.failed].map(u64::cast_signed);
        let (ended, outcome) = ended.unzip();
        self.run(sql, params![run, counts[0], counts[1], counts[2], counts[3], ended, outcome]).map(drop)
    }

    /// Addresses that failed in a run and have not been answered since, by cause.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn failed_in(&self, run: i64) -> Result<Vec<(String, u64)>, StoreError> {
        let sql = "SELECT cause, count(*) FROM frontier WHERE cause IS NOT NULL AND run = ?1 GROUP BY cause";
        let mut failed = self.db.prepare_cached(sql)?;
        let rows = failed.query_map([run], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned())))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The id of a source, which is noted if it is new.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn source(&self, role: Role, url: &str) -> Result<i64, StoreError> {
        self.run("INSERT INTO sources (role, url) VALUES (?1, ?2) ON CONFLICT DO NOTHING", params![role, url])?;
        let mut known = self.db.prepare_cached("SELECT id FROM sources WHERE role = ?1 AND url = ?2")?;
        Ok(known.query_row(params![role, url], |row| row.get(0))?)
    }

    /// Adds what a fetch of a source, or of a sitemap under it, found to the source's sums: `fresh` new addresses, or why it failed.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn source_found(
        &self,
        source: i64,
        run: i64,
        fresh: u64,
        cause: Option<&str>,
        now: Millis,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE sources SET found = found + ?3, found_last = ?3 + iif(last_run IS ?2, found_last, 0),
                   idle = CASE WHEN ?3 > 0 THEN 0 WHEN last_run IS ?2 THEN idle ELSE idle + 1 END,
                   last_new = iif(?3 > 0, ?5, last_new), last_run = ?2, last_cause = ?4 WHERE id = ?1";
        self.run(sql, params![source, run, fresh.cast_signed(), cause, now]).map(drop)
    }

    /// How a source fares.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn source_state(&self, source: i64) -> Result<Option<SourceState>, StoreError> {
        let mut known = self.db.prepare_cached("SELECT * FROM sources WHERE id = ?1")?;
        Ok(known.query_row([source], source_state).optional()?)
    }
}

pub(super) fn source_state(row: &rusqlite::Row<'_>) -> rusqlite::Result<SourceState> {
    let count = |name| row.get::<_, i64>(name).map(i64::cast_unsigned);
    Ok(SourceState {
        id: row.get("id")?,
        role: row.get("role")?,
        url: row.get("url")?,
        found: count("found")?,
        found_last: count("found_last")?,
        idle: count("idle")?,
        last_new: row.get("last_new")?,
        last_cause: row.get("last_cause")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[test]
    fn runs_without_anything_new_are_counted() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("a.db")).unwrap();
        let group = store.begin().unwrap();
        let feed = group.source(Role::Feed, "http://a/feed").unwrap();
        assert_eq!(group.source(Role::Feed, "http://a/feed").unwrap(), feed);
        let idle = |run, fresh| {
            group.source_found(feed, run, fresh, None, 9).unwrap();
            group.source_state(feed).unwrap().unwrap().idle
        };
        assert_eq!([idle(1, 3), idle(2, 0), idle(2, 0), idle(3, 0), idle(4, 1), idle(4, 0)], [0, 1, 1, 2, 0, 0]);
        let state = group.source_state(feed).unwrap().unwrap();
        assert_eq!((state.found, state.found_last), (4, 1));
    }
}
