//! One run at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::StoreError;

/// The right to write to a store, held until dropped. The lock is the operating system's, on a file beside the store, so that it
/// ends with the process however that ends: nothing stale is ever left.
#[derive(Debug)]
pub struct RunLock {
    _file: File,
}

impl RunLock {
    /// Takes the lock of the store at `path`, or waits for it.
    ///
    /// # Errors
    /// [`StoreError::Locked`] when another process holds it and `wait` is not asked for; [`StoreError::Io`] when the lock's file cannot
    /// be made.
    pub fn take(path: &Path, wait: bool) -> Result<Self, StoreError> {
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(beside(path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) if wait => file.lock()?,
            Err(TryLockError::WouldBlock) => return Err(StoreError::Locked(holder(&mut file))),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        sign(&mut file)?;
        Ok(Self { _file: file })
    }
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    name.into()
}

/// The process that wrote its number into the file.
fn holder(file: &mut File) -> Option<u32> {
    let mut said = String::new();
    file.read_to_string(&mut said).ok()?;
    said.trim().parse().ok()
}

fn sign(file: &mut File) -> Result<(), StoreError> {
    file.set_len(0)?;
    file.rewind()?;
    Ok(writeln!(file, "{}", std::process::id())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_run_is_turned_away_until_the_first_ends() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("a.db");
        let first = RunLock::take(&store, false).unwrap();
        let second = RunLock::take(&store, false).unwrap_err();
        assert!(matches!(second, StoreError::Locked(Some(pid)) if pid == std::process::id()), "{second}");
        drop(first);
        RunLock::take(&store, false).unwrap();
    }

    #[test]
    fn a_file_left_by_a_dead_process_is_no_lock() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.db.lock"), "1\n").unwrap();
        RunLock::take(&folder.path().join("a.db"), false).unwrap();
    }

    #[test]
    fn one_that_waits_gets_its_turn() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("a.db");
        let first = RunLock::take(&store, false).unwrap();
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| RunLock::take(&store, true).is_ok());
            drop(first);
            assert!(waiting.join().unwrap());
        });
    }
}
