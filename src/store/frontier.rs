//! The frontier: addresses found, and which of them are due.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{OptionalExtension, Row, params};
use sha2::{Digest, Sha256};

use super::{Group, Millis, Reader, StoreError, Validators};

/// What an address is fetched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// To be read into a record.
    Page = 0,
    /// For the links of an RSS, Atom or JSON feed.
    Feed = 1,
    /// For the links of a sitemap or an index of sitemaps.
    Sitemap = 2,
    /// For the links of a section or home page.
    Section = 3,
}

impl Role {
    const ALL: [Role; 4] = [Role::Page, Role::Feed, Role::Sitemap, Role::Section];

    /// Whether it leads to other addresses.
    pub fn is_source(self) -> bool {
        self != Role::Page
    }

    /// Its name, for people.
    pub fn name(self) -> &'static str {
        ["page", "feed", "sitemap", "section"][self as usize]
    }
}

impl ToSql for Role {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(*self as i64))
    }
}

impl FromSql for Role {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = usize::try_from(value.as_i64()?).unwrap_or(usize::MAX);
        Role::ALL.get(number).copied().ok_or(FromSqlError::InvalidType)
    }
}

/// An address that was found, in the form in which it is fetched.
#[derive(Debug, Clone, Copy)]
pub struct Found<'f> {
    /// The address, normalised, without credentials.
    pub url: &'f str,
    /// Its host, with the port where it is not the scheme's own.
    pub host: &'f str,
    /// What to fetch it for.
    pub role: Role,
    /// The source that led to it.
    pub source: Option<i64>,
    /// Steps from that source.
    pub depth: u32,
    /// Whether the user named it, rather than a feed or a page.
    pub named: bool,
    /// When it last changed, as far as a source says.
    pub changed: Option<Millis>,
}

/// An address whose time has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Its id.
    pub page: i64,
    /// The address.
    pub url: String,
    /// What to fetch it for.
    pub role: Role,
    /// The source that led to it.
    pub source: Option<i64>,
    /// Steps from that source.
    pub depth: u32,
    /// Whether the user named it.
    pub named: bool,
    /// Fetches that failed since the last good one.
    pub tries: u32,
    /// When it became due.
    pub due_at: Millis,
    /// What its last answer said of its version.
    pub validators: Validators,
}

/// How an address is known: the beginning of a SHA-256 over its role and itself.
pub fn key(role: Role, url: &str) -> [u8; 16] {
    let digest = Sha256::new().chain_update([role as u8]).chain_update(url).finalize();
    let mut key = [0; 16];
    key.copy_from_slice(&digest[..16]);
    key
}

impl Group<'_> {
    /// Notes an address, due at `now`, and tells whether it is new.
    ///
    /// A source that is known becomes due again, once a run. A page that the user names again becomes due again when it failed for a
    /// cause that may have passed, any page when it has changed since it was answered; otherwise what is known stays known.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn find(&self, found: &Found<'_>, run: i64, now: Millis) -> Result<bool, StoreError> {
        let key = key(found.role, found.url);
        if self.insert(found, &key, now)? {
            return Ok(true);
        }
        if found.role.is_source() {
            let sql = "UPDATE frontier SET state = 0, due_at = ?2, tries = 0 WHERE key = ?1 AND run IS NOT ?3";
            self.run(sql, params![key, now, run])?;
        } else if found.named {
            let sql = "UPDATE frontier SET named = 1, state = 0, due_at = ?2, tries = 0
                       WHERE key = ?1 AND run IS NOT ?3 AND tries > 0 AND state IN (0, 2)";
            self.run(sql, params![key, now, run])?;
        }
        if let Some(changed) = found.changed.filter(|changed| *changed <= now) {
            let sql = "UPDATE frontier SET state = 0, due_at = ?2 WHERE key = ?1 AND state = 1 AND answered_at < ?3";
            self.run(sql, params![key, now, changed])?;
        }
        Ok(false)
    }

    fn insert(&self, found: &Found<'_>, key: &[u8], now: Millis) -> Result<bool, StoreError> {
        let sql = "INSERT INTO frontier (key, url, host, source, role, depth, named, state, due_at, discovered)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, ?8) ON CONFLICT (key) DO NOTHING";
        let host = self.host(found.host)?;
        let row = params![key, found.url, host, found.source, found.role, found.depth, found.named, now];
        Ok(self.run(sql, row)? > 0)
    }

    /// Notes that `url` is another name of a page, so that it is not fetched too. An address that is known stays as it is.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn alias(&self, url: &str, host: &str, now: Millis) -> Result<(), StoreError> {
        let sql = "INSERT INTO frontier (key, url, host, role, depth, named, state, due_at, discovered)
                   VALUES (?1, ?2, ?3, 0, 0, 0, 3, ?4, ?4) ON CONFLICT (key) DO NOTHING";
        let host = self.host(host)?;
        self.run(sql, params![key(Role::Page, url), url, host, now]).map(drop)
    }

    fn host(&self, name: &str) -> Result<i64, StoreError> {
        let mut known = self.db.prepare_cached("SELECT id FROM hosts WHERE name = ?1")?;
        if let Some(id) = known.query_row([name], |row| row.get(0)).optional()? {
            return Ok(id);
        }
        self.run("INSERT INTO hosts (name) VALUES (?1)", [name])?;
        Ok(self.db.last_insert_rowid())
    }

    /// Notes that a page was answered at `now`: it is done, or due again at `next`.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn done(
        &self,
        page: i64,
        run: i64,
        said: &Validators,
        now: Millis,
        next: Option<Millis>,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE frontier SET state = iif(?5 IS NULL, 1, 0), due_at = ifnull(?5, due_at), tries = 0,
                   cause = NULL, etag = ?3, last_modified = ?4, run = ?2, answered_at = ?6 WHERE id = ?1";
        self.run(sql, params![page, run, said.etag, said.last_modified, next, now]).map(drop)
    }

    /// Notes that a fetch failed: the page is due again at `next`, or given up. `tries` counts the failures that may pass; a cause that
    /// stays has 0.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn failed(&self, page: i64, run: i64, cause: &str, tries: u32, next: Option<Millis>) -> Result<(), StoreError> {
        let sql =
            "UPDATE frontier SET state = iif(?5 IS NULL, 2, 0), due_at = ifnull(?5, due_at), tries = ?4, cause = ?3,
                   run = ?2 WHERE id = ?1";
        self.run(sql, params![page, run, cause, tries, next]).map(drop)
    }
}

impl Group<'_> {
    /// What is due at `now`, at most so many: for people, for it reads the whole frontier.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn due_now(&self, now: Millis, most: u64) -> Result<Vec<(Role, String)>, StoreError> {
        let sql =
            "SELECT role, url FROM frontier WHERE state = 0 AND due_at <= ?1 ORDER BY role DESC, due_at, id LIMIT ?2";
        let mut due = self.db.prepare_cached(sql)?;
        let rows = due.query_map(params![now, most.min(i64::MAX as u64)], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Reader {
    /// Hosts that have addresses waiting, from the one behind `after` in the order of ids: each with its name and the time of its
    /// first address, and nothing else of it. At most `most` are looked at.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn hosts(&self, after: i64, most: usize) -> Result<Vec<(i64, String, Millis)>, StoreError> {
        let sql = "SELECT f.host, h.name, f.due_at FROM frontier f JOIN hosts h ON h.id = f.host
                   WHERE f.state = 0 AND f.host > ?1 ORDER BY f.host, f.due_at, f.id LIMIT 1";
        let mut next = self.db.prepare_cached(sql)?;
        let mut hosts: Vec<(i64, String, Millis)> = Vec::new();
        while hosts.len() < most {
            let after = hosts.last().map_or(after, |last| last.0);
            let found = next.query_row([after], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
            let Some(host) = found else { break };
            hosts.push(host);
        }
        Ok(hosts)
    }

    /// When the first of a host's addresses will be due that is not yet.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn next_due(&self, host: i64, now: Millis) -> Result<Option<Millis>, StoreError> {
        let sql = "SELECT min(due_at) FROM frontier WHERE state = 0 AND host = ?1 AND due_at > ?2";
        Ok(self.db.prepare_cached(sql)?.query_row(params![host, now], |row| row.get(0))?)
    }

    /// A host's next addresses, in the order in which they became due, behind `after` = (due, id), due at `now`. At most `most`.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn due(&self, host: i64, after: (Millis, i64), now: Millis, most: usize) -> Result<Vec<Due>, StoreError> {
        // Two ranges of the index rather than a comparison of rows, which SQLite answers by walking over all equal times.
        // And no `LIMIT ?4`, for whose every value the statement would be planned anew: no more is read than is taken.
        let with_equal_time =
            "SELECT * FROM frontier WHERE state = 0 AND host = ?1 AND due_at = ?2 AND id > ?3 ORDER BY id";
        let later = "SELECT * FROM frontier WHERE state = 0 AND host = ?1 AND due_at > ?2 AND due_at <= ?3
                     ORDER BY due_at, id";
        let mut found: Vec<Due> = Vec::new();
        if after.0 <= now {
            let mut equal = self.db.prepare_cached(with_equal_time)?;
            let rows = equal.query_map(params![host, after.0, after.1], due)?;
            found = rows.take(most).collect::<Result<_, _>>()?;
        }
        let mut rest = self.db.prepare_cached(later)?;
        let rows = rest.query_map(params![host, after.0, now], due)?;
        for row in rows.take(most - found.len()) {
            found.push(row?);
        }
        Ok(found)
    }
}

fn due(row: &Row<'_>) -> rusqlite::Result<Due> {
    Ok(Due {
        page: row.get("id")?,
        url: row.get("url")?,
        role: row.get("role")?,
        source: row.get("source")?,
        depth: row.get("depth")?,
        named: row.get("named")?,
        tries: row.get("tries")?,
        due_at: row.get("due_at")?,
        validators: Validators { etag: row.get("etag")?, last_modified: row.get("last_modified")? },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    const NOW: Millis = 1_000_000;

    fn page(url: &str) -> Found<'_> {
        Found { url, host: "a.example", role: Role::Page, source: None, depth: 0, named: true, changed: None }
    }

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("a.db")).unwrap();
        (folder, store)
    }

    fn note(store: &mut Store, found: &[Found<'_>]) {
        let group = store.begin().unwrap();
        for address in found {
            group.find(address, 1, NOW).unwrap();
        }
        group.commit().unwrap();
    }

    fn urls(due: &[Due]) -> Vec<&str> {
        due.iter().map(|d| d.url.as_str()).collect()
    }

    #[test]
    fn an_address_is_kept_once() {
        let (_folder, mut store) = store();
        let group = store.begin().unwrap();
        assert!(group.find(&page("http://a.example/1"), 1, NOW).unwrap());
        assert!(!group.find(&page("http://a.example/1"), 1, NOW).unwrap());
        assert!(group.find(&Found { role: Role::Feed, ..page("http://a.example/1") }, 1, NOW).unwrap());
        group.commit().unwrap();
    }

    #[test]
    fn what_is_due_is_drawn_by_host_in_batches() {
        let (_folder, mut store) = store();
        let other = Found { host: "b.example", ..page("http://b.example/1") };
        note(&mut store, &[page("http://a.example/1"), other, page("http://a.example/2"), page("http://a.example/3")]);
        let reader = store.reader().unwrap();
        let hosts = reader.hosts(0, 10).unwrap();
        assert_eq!(hosts.iter().map(|h| h.1.as_str()).collect::<Vec<_>>(), ["a.example", "b.example"]);
        assert_eq!(reader.hosts(hosts[0].0, 10).unwrap().len(), 1);
        let first = reader.due(hosts[0].0, (0, 0), NOW, 2).unwrap();
        assert_eq!(urls(&first), ["http://a.example/1", "http://a.example/2"]);
        let rest = reader.due(hosts[0].0, (NOW, first[1].page), NOW, 2).unwrap();
        assert_eq!(urls(&rest), ["http://a.example/3"]);
        assert!(reader.due(hosts[0].0, (0, 0), NOW - 1, 2).unwrap().is_empty(), "not yet due");
    }

    #[test]
    fn done_and_given_up_are_not_due() {
        let (_folder, mut store) = store();
        note(&mut store, &[page("http://a.example/1"), page("http://a.example/2"), page("http://a.example/3")]);
        let group = store.begin().unwrap();
        group.done(1, 1, &Validators::default(), NOW, None).unwrap();
        group.failed(2, 1, "not_found", 0, None).unwrap();
        group.failed(3, 1, "slow", 1, Some(NOW + 500)).unwrap();
        group.commit().unwrap();
        let reader = store.reader().unwrap();
        assert!(reader.due(1, (0, 0), NOW, 9).unwrap().is_empty());
        let retried = reader.due(1, (NOW, 3), NOW + 500, 9).unwrap();
        assert_eq!((urls(&retried), retried[0].tries), (vec!["http://a.example/3"], 1));
    }

    #[test]
    fn naming_a_page_again_retries_what_may_have_passed() {
        let (_folder, mut store) = store();
        let three = [page("http://a.example/1"), page("http://a.example/2"), page("http://a.example/3")];
        note(&mut store, &three);
        let group = store.begin().unwrap();
        group.done(1, 1, &Validators::default(), NOW, None).unwrap();
        group.failed(2, 1, "not_found", 0, None).unwrap();
        group.failed(3, 1, "slow", 4, None).unwrap();
        for address in &three {
            group.find(address, 2, NOW).unwrap();
        }
        group.commit().unwrap();
        assert_eq!(urls(&store.reader().unwrap().due(1, (0, 0), NOW, 9).unwrap()), ["http://a.example/3"]);
    }

    #[test]
    fn a_source_is_due_once_a_run() {
        let (_folder, mut store) = store();
        let feed = Found { role: Role::Feed, ..page("http://a.example/feed") };
        note(&mut store, &[feed]);
        let due = |store: &Store| store.reader().unwrap().due(1, (0, 0), NOW, 9).unwrap().len();
        let group = store.begin().unwrap();
        group.done(1, 1, &Validators::default(), NOW, None).unwrap();
        group.find(&feed, 1, NOW).unwrap();
        group.commit().unwrap();
        assert_eq!(due(&store), 0, "a feed that names itself is not fetched in a circle");
        let group = store.begin().unwrap();
        group.find(&feed, 2, NOW).unwrap();
        group.commit().unwrap();
        assert_eq!(due(&store), 1);
    }

    #[test]
    fn a_page_that_changed_since_is_due_again() {
        let (_folder, mut store) = store();
        let known = Found { named: false, ..page("http://a.example/1") };
        note(&mut store, &[known]);
        let group = store.begin().unwrap();
        group.done(1, 1, &Validators::default(), NOW, None).unwrap();
        group.find(&Found { changed: Some(NOW - 5), ..known }, 2, NOW + 10).unwrap();
        group.find(&Found { changed: Some(NOW + 99), ..known }, 2, NOW + 10).unwrap();
        assert!(
            group.due_now(NOW + 10, 9).unwrap().is_empty(),
            "answered after it changed; changes yet to come are none"
        );
        group.find(&Found { changed: Some(NOW + 5), ..known }, 2, NOW + 10).unwrap();
        assert_eq!(group.due_now(NOW + 10, 9).unwrap(), [(Role::Page, "http://a.example/1".to_owned())]);
    }

    #[test]
    fn drawing_walks_the_index() {
        let (_folder, store) = store();
        let plan = |sql: &str| -> String {
            let mut steps = store.db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let steps = steps.query_map([], |row| row.get::<_, String>(3)).unwrap();
            steps.map(Result::unwrap).collect::<Vec<_>>().join("; ")
        };
        for sql in [
            "SELECT * FROM frontier WHERE state = 0 AND host = 1 AND due_at = 2 AND id > 3 ORDER BY id",
            "SELECT * FROM frontier WHERE state = 0 AND host = 1 AND due_at > 2 AND due_at <= 3 ORDER BY due_at, id",
            "SELECT f.host, h.name, f.due_at FROM frontier f JOIN hosts h ON h.id = f.host
             WHERE f.state = 0 AND f.host > 1 ORDER BY f.host, f.due_at, f.id LIMIT 1",
        ] {
            let plan = plan(sql);
            assert!(plan.contains("frontier_due") && !plan.contains("B-TREE"), "{plan}");
        }
    }
}
