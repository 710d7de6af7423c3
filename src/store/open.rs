//! Opening: migrations, and what is refused.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::{Group, StoreError};

/// Each version's changes, in order; a store of version n has had the first n. Never change one that was released.
const MIGRATIONS: [&str; 1] = [include_str!("../../migrations/0001_frontier_and_records.sql")];

/// The version of stores that this marsad writes.
pub const VERSION: u32 = MIGRATIONS.len() as u32;

/// `mrsd`: marks a SQLite file as a store of marsad.
const APPLICATION: i32 = 0x6d72_7364;

/// How every SQLite file begins.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// Pages of 4 KB that the log may hold before it is written back: pages that change all the time are copied less often than at every 4 MB.
const CHECKPOINT: i32 = 4000;

/// Memory for pages of the file, in KiB, of each connection.
const CACHE: i32 = 16 << 10;

/// How long to wait for another connection's write.
const PATIENCE: Duration = Duration::from_secs(30);

/// Distinct statements kept ready; there are fewer.
const STATEMENTS: usize = 64;

/// A store open for writing. Hold a [`RunLock`](super::RunLock) meanwhile.
#[derive(Debug)]
pub struct Store {
    pub(super) db: Connection,
    path: PathBuf,
}

/// A store open for reading, beside a writer or alone.
#[derive(Debug)]
pub struct Reader {
    pub(super) db: Connection,
}

impl Store {
    /// Opens the store, makes it when there is none, and brings an older one up to date, one transaction a version.
    ///
    /// A commit survives the death of the process at any moment. `synchronous` is NORMAL: a power cut may undo the last commits, never
    /// break the file, and what they held is fetched again.
    ///
    /// # Errors
    /// The file is no store, a newer one, damaged or read-only; it is left as it was.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        refuse(path)?;
        let mut db = Connection::open(path)?;
        known_version(&db)?;
        prepare(&db)?;
        db.pragma_update(None, "journal_mode", "WAL")?;
        db.pragma_update(None, "synchronous", "NORMAL")?;
        db.pragma_update(None, "wal_autocheckpoint", CHECKPOINT)?;
        migrate(&mut db)?;
        Ok(Self { db, path: path.to_owned() })
    }

    /// A store in memory that is gone when it is dropped.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn in_memory() -> Result<Self, StoreError> {
        let mut db = Connection::open_in_memory()?;
        prepare(&db)?;
        migrate(&mut db)?;
        Ok(Self { db, path: PathBuf::new() })
    }

    /// A second connection, that only reads. A store in memory has none.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn reader(&self) -> Result<Reader, StoreError> {
        Reader::open(&self.path)
    }

    /// Begins a group of changes that are kept together or not at all.
    ///
    /// # Errors
    /// As SQLite has them.
    pub fn begin(&mut self) -> Result<Group<'_>, StoreError> {
        Ok(Group::new(self.db.transaction_with_behavior(TransactionBehavior::Immediate)?))
    }
}

impl Reader {
    /// Opens an existing store for reading.
    ///
    /// # Errors
    /// There is none, or as [`Store::open`]. One of an older version must be written to first.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::Missing);
        }
        foreign(path)?;
        let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        if known_version(&db)? < VERSION {
            return Err(StoreError::Older);
        }
        prepare(&db)?;
        Ok(Self { db })
    }
}

/// Looks at the file before SQLite does.
fn refuse(path: &Path) -> Result<(), StoreError> {
    match fs::metadata(path) {
        Ok(found) if found.permissions().readonly() => Err(StoreError::ReadOnly),
        Ok(_) => foreign(path),
        Err(_) => Ok(()),
    }
}

/// A file that does not begin as SQLite's do is not one; an empty one may become one.
fn foreign(path: &Path) -> Result<(), StoreError> {
    let mut head = Vec::new();
    fs::File::open(path)?.take(MAGIC.len() as u64).read_to_end(&mut head)?;
    if head.is_empty() || head == MAGIC { Ok(()) } else { Err(StoreError::Foreign) }
}

/// The store's version, 0 for a new one.
fn known_version(db: &Connection) -> Result<u32, StoreError> {
    let number = |name| db.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let (application, version, tables) = (number("application_id")?, number("user_version")?, tables(db)?);
    match (application, u32::try_from(version).unwrap_or(u32::MAX)) {
        (0, 0) if tables == 0 => Ok(0),
        (APPLICATION, found) if found > VERSION => Err(StoreError::Newer { found, known: VERSION }),
        (APPLICATION, found) => Ok(found),
        _ => Err(StoreError::Foreign),
    }
}

fn tables(db: &Connection) -> Result<i64, StoreError> {
    Ok(db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?)
}

fn prepare(db: &Connection) -> Result<(), StoreError> {
    db.busy_timeout(PATIENCE)?;
    db.set_prepared_statement_cache_capacity(STATEMENTS);
    // References in the tables tell a reader what belongs to what; rows are never deleted apart from what refers to them.
    db.pragma_update(None, "foreign_keys", false)?;
    Ok(db.pragma_update(None, "cache_size", -CACHE)?)
}

fn migrate(db: &mut Connection) -> Result<(), StoreError> {
    let from = known_version(db)? as usize;
    for (done, changes) in MIGRATIONS.iter().enumerate().skip(from) {
        let change = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        change.execute_batch(changes)?;
        change.pragma_update(None, "application_id", APPLICATION)?;
        change.pragma_update(None, "user_version", done + 1)?;
        change.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("marsad.db");
        (folder, path)
    }

    #[test]
    fn a_new_store_opens_again() {
        let (_folder, path) = place();
        drop(Store::open(&path).unwrap());
        let store = Store::open(&path).unwrap();
        assert_eq!(known_version(&store.db).unwrap(), VERSION);
        store.reader().unwrap();
    }

    #[test]
    fn an_empty_file_becomes_a_store() {
        let (_folder, path) = place();
        fs::write(&path, b"").unwrap();
        Store::open(&path).unwrap();
    }

    #[test]
    fn other_files_are_refused_and_kept() {
        let (_folder, path) = place();
        fs::write(&path, "ملاحظات").unwrap();
        assert!(matches!(Store::open(&path), Err(StoreError::Foreign)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "ملاحظات");
        fs::remove_file(&path).unwrap();
        Connection::open(&path).unwrap().execute_batch("CREATE TABLE mine (a)").unwrap();
        assert!(matches!(Store::open(&path), Err(StoreError::Foreign)));
    }

    #[test]
    fn a_newer_store_is_refused_and_kept() {
        let (_folder, path) = place();
        let store = Store::open(&path).unwrap();
        store.db.pragma_update(None, "user_version", VERSION + 1).unwrap();
        drop(store);
        let before = fs::read(&path).unwrap();
        let refused = Store::open(&path).unwrap_err().to_string();
        assert!(refused.contains("newer marsad"), "{refused}");
        assert!(matches!(Reader::open(&path), Err(StoreError::Newer { .. })));
        assert_eq!(fs::read(&path).unwrap(), before);
    }

    #[test]
    fn a_damaged_store_is_refused() {
        let (_folder, path) = place();
        drop(Store::open(&path).unwrap());
        let mut bytes = fs::read(&path).unwrap();
        bytes[100..4000].fill(0x5a);
        fs::write(&path, &bytes).unwrap();
        let refused = Store::open(&path).unwrap_err();
        assert!(matches!(refused, StoreError::Damaged(_)), "{refused}");
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }

    #[test]
    fn a_read_only_store_is_refused() {
        let (_folder, path) = place();
        drop(Store::open(&path).unwrap());
        let mut rights = fs::metadata(&path).unwrap().permissions();
        rights.set_readonly(true);
        fs::set_permissions(&path, rights).unwrap();
        assert!(matches!(Store::open(&path), Err(StoreError::ReadOnly)));
    }

    #[test]
    fn a_missing_store_is_not_made_by_reading() {
        let (_folder, path) = place();
        assert!(matches!(Reader::open(&path), Err(StoreError::Missing)));
        assert!(!path.exists());
    }
}
