//! Moving changes from the log into the file, on a thread and a connection of their own: it waits for the disk, and nobody
//! waits for it.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::connection::checkpoint;

/// How many transactions are written before the log is moved, some 16 MB: of a page that changed often the last state is moved.
const EVERY: u32 = 1_000;
/// What was written is moved after this time in any case.
const LATEST: Duration = Duration::from_secs(30);
/// How long the writer may be kept waiting until the log begins anew.
const PATIENCE: Duration = Duration::from_millis(20);
/// A log that has grown beyond this size is emptied by the writer itself, such as after a long reading.
const MAX_LOG_BYTES: u64 = 64 << 20;

/// The thread that moves changes. Dropping this waits until it has closed the file.
pub(super) struct Checkpointer {
    /// None once it is to end.
    wake: Option<mpsc::SyncSender<()>>,
    thread: Option<thread::JoinHandle<()>>,
    written: std::cell::Cell<u32>,
}

impl Checkpointer {
    /// Starts the thread; none where it cannot be had.
    pub fn start(path: &Path, moving: Arc<Mutex<()>>) -> Option<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).ok()?;
        connection.busy_timeout(PATIENCE).ok()?;
        let (wake, woken) = mpsc::sync_channel::<()>(1);
        let run = move || {
            let (mut is_due, mut was_blocked) = (false, false);
            loop {
                match woken.recv_timeout(LATEST) {
                    Ok(()) => is_due = true,
                    Err(mpsc::RecvTimeoutError::Timeout) => {}
                    Err(mpsc::RecvTimeoutError::Disconnected) => return,
                }
                let _moving = moving.lock().unwrap_or_else(PoisonError::into_inner);
                let moved = move_changes(&connection, is_due);
                // One line for as long as it lasts, since it is tried often.
                match &moved {
                    Ok(false) if is_due && !was_blocked => {
                        log::warn!("the database's log stays long: it is in use all the while");
                    }
                    Err(error) if is_due => log::warn!("the database's log stays long: {error}"),
                    _ => {}
                }
                if is_due {
                    was_blocked = matches!(moved, Ok(false));
                }
                is_due = false;
            }
        };
        let thread = thread::Builder::new().name("checkpoint".to_owned());
        let thread = thread.spawn(run).ok()?;
        Some(Checkpointer {
            wake: Some(wake),
            thread: Some(thread),
            written: std::cell::Cell::new(0),
        })
    }

    /// Counts a transaction that was written; whether the writer is to empty the log.
    pub fn wrote(&self, log: &Path) -> bool {
        let written = self.written.get() + 1;
        self.written.set(written % EVERY);
        if written < EVERY {
            return false;
        }
        if fs::metadata(log).is_ok_and(|log| log.len() > MAX_LOG_BYTES) {
            return true;
        }
        if let Some(wake) = &self.wake {
            // It is awake already where the channel is full.
            let _ = wake.try_send(());
        }
        false
    }
}

/// Moves what the log holds, first beside the writer. What is written meanwhile would keep the log growing, and a page that
/// the file system has to make anew costs more than one that is written over: so where it is to begin `anew`, the
/// little that is left is moved while the writer waits.
///
/// Whether that could be done: not where somebody reads what was before, or writes for longer than is waited.
fn move_changes(connection: &Connection, anew: bool) -> rusqlite::Result<bool> {
    let done = checkpoint(connection, "PRAGMA wal_checkpoint(PASSIVE)")?;
    match anew {
        true => checkpoint(connection, "PRAGMA wal_checkpoint(RESTART)"),
        false => Ok(done),
    }
}

impl Drop for Checkpointer {
    fn drop(&mut self) {
        self.wake = None;
        if let Some(thread) = self.thread.take() {
            // Whether it panicked changes nothing any more.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_that_is_being_read_is_known_to_stay() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Connection::open(folder.path().join("db")).unwrap();
        let (writer, reader, mover) = (open(), open(), open());
        mover.busy_timeout(Duration::ZERO).unwrap();
        writer
            .execute_batch(
                "PRAGMA journal_mode = WAL; CREATE TABLE t (n); INSERT INTO t VALUES (1)",
            )
            .unwrap();
        reader.execute_batch("BEGIN; SELECT * FROM t").unwrap();
        writer.execute_batch("INSERT INTO t VALUES (2)").unwrap();
        assert_eq!(move_changes(&mover, true), Ok(false));
        reader.execute_batch("COMMIT").unwrap();
        assert_eq!(move_changes(&mover, true), Ok(true));
        assert_eq!(move_changes(&mover, false), Ok(true));
    }
}
