//! A group of changes: one transaction, which may hold the outcomes of many pages.

use rusqlite::{OptionalExtension, Params, Transaction, params};

use super::{Millis, StoreError};

/// Changes that are kept together or, when the group is dropped before [`Group::commit`], not at all.
#[derive(Debug)]
pub struct Group<'s> {
    pub(super) db: Transaction<'s>,
}

/// What an answer said of the version that it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validators {
    /// The `ETag` header as it came.
    pub etag: Option<String>,
    /// The `Last-Modified` header as it came.
    pub last_modified: Option<String>,
}

/// A request and what came of it.
#[derive(Debug, Clone, Copy)]
pub struct Fetch<'f> {
    /// The address asked for.
    pub page: i64,
    /// The run that asked.
    pub run: i64,
    /// When.
    pub at: Millis,
    /// The final answer's status; none when there was no answer.
    pub status: Option<u16>,
    /// A stable word for what failed; none when nothing did.
    pub cause: Option<&'f str>,
    /// The address that answered, where it is another.
    pub answered: Option<&'f str>,
    /// Bytes of the body, decoded.
    pub bytes: usize,
    /// The digest of the body as it came, for whole bodies that are in the archive.
    pub payload: Option<&'f str>,
    /// Where the answer stands in the archive: file name, offset and length of its record.
    pub place: Option<(&'f str, u64, u64)>,
}

/// An output and how far it is committed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sink {
    /// Its id.
    pub id: i64,
    /// The file in work; empty for an output that the store has not met before.
    pub file: String,
    /// Committed bytes of it.
    pub length: u64,
}

impl<'s> Group<'s> {
    pub(super) fn new(db: Transaction<'s>) -> Self {
        Self { db }
    }

    /// Keeps the changes: from here on they survive the process.
    ///
    /// # Errors
    /// The disk is full, or as SQLite has them; nothing of the group is kept then.
    pub fn commit(self) -> Result<(), StoreError> {
        Ok(self.db.commit()?)
    }

    pub(super) fn run(&self, sql: &str, row: impl Params) -> Result<usize, StoreError> {
        Ok(self.db.prepare_cached(sql)?.execute(row)?)
    }

    /// Notes a fetch.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn fetched(&self, fetch: &Fetch<'_>) -> Result<(), StoreError> {
        let sql = "INSERT INTO fetches (page, run, at, status, cause, answered, bytes, payload, warc_file, warc_offset, warc_length)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
        let (file, offset, length) = fetch.place.map_or((None, None, None), |(f, o, l)| (Some(f), Some(o), Some(l)));
        let row = params![
            fetch.page,
            fetch.run,
            fetch.at,
            fetch.status,
            fetch.cause,
            fetch.answered,
            fetch.bytes,
            fetch.payload,
            file,
            offset.map(u64::cast_signed),
            length.map(u64::cast_signed)
        ];
        self.run(sql, row).map(drop)
    }

    /// The first answer with this body that is in the archive: its address, time and digest.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn archived(&self, payload: &str) -> Result<Option<(String, Millis, String)>, StoreError> {
        let sql = "SELECT ifnull(f.answered, p.url), f.at, f.payload FROM fetches f JOIN frontier p ON p.id = f.page
                   WHERE f.payload = ?1 ORDER BY f.id LIMIT 1";
        let mut first = self.db.prepare_cached(sql)?;
        Ok(first.query_row([payload], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?)
    }

    /// The last answer of a page whose body is in the archive, as [`Group::archived`].
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn page_archived(&self, page: i64) -> Result<Option<(String, Millis, String)>, StoreError> {
        let sql = "SELECT ifnull(f.answered, p.url), f.at, f.payload FROM fetches f JOIN frontier p ON p.id = f.page
                   WHERE f.page = ?1 AND f.payload IS NOT NULL ORDER BY f.id DESC LIMIT 1";
        let mut last = self.db.prepare_cached(sql)?;
        Ok(last.query_row([page], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?)
    }

    /// An output by its kind and path; a new one begins with `file` empty and length 0.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn sink(&self, kind: &str, path: &str) -> Result<Sink, StoreError> {
        self.run(
            "INSERT INTO sinks (kind, path, file, length) VALUES (?1, ?2, '', 0) ON CONFLICT DO NOTHING",
            [kind, path],
        )?;
        let mut known = self.db.prepare_cached("SELECT id, file, length FROM sinks WHERE kind = ?1 AND path = ?2")?;
        let sink = |row: &rusqlite::Row<'_>| {
            Ok(Sink { id: row.get(0)?, file: row.get(1)?, length: row.get::<_, i64>(2)?.cast_unsigned() })
        };
        Ok(known.query_row([kind, path], sink)?)
    }

    /// Notes how far an output is written.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn written(&self, sink: i64, file: &str, length: u64) -> Result<(), StoreError> {
        let sql = "UPDATE sinks SET file = ?2, length = ?3 WHERE id = ?1";
        self.run(sql, params![sink, file, length.cast_signed()]).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use crate::store::Store;

    #[test]
    fn a_group_that_is_not_committed_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("a.db")).unwrap();
        let group = store.begin().unwrap();
        let sink = group.sink("jsonl", "/out").unwrap();
        group.commit().unwrap();
        let group = store.begin().unwrap();
        group.written(sink.id, "", 500).unwrap();
        drop(group);
        assert_eq!(store.begin().unwrap().sink("jsonl", "/out").unwrap().length, 0);
    }
}
