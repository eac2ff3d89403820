//! One serving process a file.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use super::connection::{open_or_make, unopened};
use crate::store::StoreError;

/// Held by the process that serves from a database's file; the system lets go of it when the process ends, however it does.
#[derive(Debug)]
pub struct ServingLock {
    _file: File,
}

impl ServingLock {
    /// Takes the lock of the database at `path`, before that is opened, since whoever has the lock may put another file in its
    /// place; makes its folder where missing.
    ///
    /// # Errors
    /// Another process serves from it, or the lock's file cannot be made.
    pub fn take(path: &Path) -> Result<Self, StoreError> {
        let database = path.display().to_string();
        let open = |error: std::io::Error| unopened(&database, &error);
        let file = open_or_make(&lock_file(path)).map_err(open)?;
        match file.try_lock() {
            Ok(()) => Ok(ServingLock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Served { database }),
            Err(TryLockError::Error(error)) => Err(open(error)),
        }
    }
}

fn lock_file(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-serving");
    name.into()
}
