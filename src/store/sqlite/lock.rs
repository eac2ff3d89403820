//! One serving process a file.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::store::StoreError;

/// Held by the process that serves from a database's file; the system lets go of it when the process ends, however it does.
#[derive(Debug)]
pub struct ServingLock {
    _file: File,
}

impl ServingLock {
    /// Takes the lock of the database at `path`, whose folder exists.
    ///
    /// # Errors
    /// Another process serves from it, or the lock's file cannot be made.
    pub fn take(path: &Path) -> Result<Self, StoreError> {
        let database = path.display().to_string();
        let open = |problem: std::io::Error| StoreError::Open {
            database: database.clone(),
            problem: problem.to_string(),
        };
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(lock_file(path)).map_err(open)?;
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
