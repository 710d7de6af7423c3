//! What can be wrong with a store.

use std::io;

use rusqlite::ErrorCode;
use thiserror::Error;

/// Why the store cannot be used. Messages say what to do.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file is something else.
    #[error("this is no marsad store; name another file, it has not been touched")]
    Foreign,
    /// The file was written by a later marsad.
    #[error("the store is of version {found}, this marsad knows {known}; use a newer marsad, it has not been touched")]
    Newer {
        /// The version of the file.
        found: u32,
        /// The newest version known here.
        known: u32,
    },
    /// The file was written by an earlier marsad and not yet brought up to date.
    #[error("the store is of an earlier marsad; the next `marsad crawl` brings it up to date")]
    Older,
    /// The file is broken.
    #[error(
        "the store is damaged ({0}); it has not been touched; put a copy back, or save what is left with `sqlite3 FILE .recover`"
    )]
    Damaged(String),
    /// The file or its folder cannot be written.
    #[error("the store cannot be written: it is read-only")]
    ReadOnly,
    /// The store is not there.
    #[error("there is no store; `marsad crawl` makes one")]
    Missing,
    /// Another run is at work.
    #[error("another run is at work in this store{}; wait for it with --wait", .0.map_or_else(String::new, |pid| format!(" (process {pid})")))]
    Locked(Option<u32>),
    /// No space is left.
    #[error("no space is left for the store")]
    Full(#[source] io::Error),
    /// The file system says no.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// SQLite says no.
    #[error("the store: {0}")]
    Sql(#[source] rusqlite::Error),
}

/// SQLite's code for a write that the system refused.
const IOERR_WRITE: i32 = 10 | 3 << 8;

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(error.to_string()),
            Some(ErrorCode::NotADatabase) => Self::Foreign,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            // What a limit on file sizes gives: SQLite knows only the full disk by name.
            Some(ErrorCode::SystemIoFailure) if error.sqlite_extended_error_code() == Some(IOERR_WRITE) => {
                Self::Full(io::Error::new(io::ErrorKind::StorageFull, error.to_string()))
            }
            Some(ErrorCode::DiskFull) => Self::Full(io::Error::from(io::ErrorKind::StorageFull)),
            _ => Self::Sql(error),
        }
    }
}
