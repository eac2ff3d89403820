//! Opening the file: its folder, settings, layout and key.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use backon::{BlockingRetryable, ConstantBuilder};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::session::SqliteSession;
use crate::store::cipher::Cipher;
use crate::store::sql::layout::{self, Key};
use crate::store::sql::session::{Dialect, Failure};
use crate::store::{StoreError, Sync};

/// How long to wait for another process that is writing.
pub(super) const TIMEOUT: Duration = Duration::from_secs(10);

/// How long to wait before trying again to write changes to a log.
const SWITCH_PAUSE: Duration = Duration::from_millis(10);

/// How long emptying the log of changes waits for other readers, and this process's conversations with it.
const SCRUB_PATIENCE: Duration = Duration::from_millis(500);

/// An open connection.
pub struct Opened {
    pub connection: Connection,
    pub path: PathBuf,
    pub is_read_only: bool,
    pub sync: Sync,
}

/// Opens the database at `path` and brings it to today's layout; makes it, and its folder, where missing.
///
/// # Errors
/// The file cannot be read or written, is no database of ours or one of a later release, or the key is not its own.
pub fn open(path: &Path, key: Key<'_>, sync: Sync) -> Result<(Opened, Cipher), StoreError> {
    let database = path.display().to_string();
    open_or_make(path).map_err(|error| unopened(&database, &error))?;
    prepare(path, &database, key, sync).map_err(|failure| failure.named(&database))
}

/// Opens the database at `path` as [`open`] does, for what is kept in clear alone.
///
/// # Errors
/// As [`open`], but for the key.
pub fn open_pages(path: &Path) -> Result<(Opened, Cipher), StoreError> {
    open(path, Key::NotNeeded, Sync::Normal)
}

/// Opens the database at `path` as it is; whether it has today's layout.
///
/// # Errors
/// The file cannot be read, or is no database.
pub fn open_to_read(path: &Path) -> Result<(Opened, bool), StoreError> {
    let opened = || {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(TIMEOUT)?;
        let is_current = layout::is_current(&mut SqliteSession(&connection), Dialect::Sqlite);
        let opened = Opened {
            connection,
            path: path.to_owned(),
            is_read_only: true,
            sync: Sync::Normal,
        };
        Ok((opened, is_current?))
    };
    let database = path.display().to_string();
    opened().map_err(|failure: Failure| match failure {
        Failure::Store(error) => error,
        Failure::Sqlite(error) => StoreError::Open {
            database,
            problem: error.to_string(),
        },
        other => other.named(&database),
    })
}

/// Copies the database at `path` into a new file while others go on writing.
///
/// # Errors
/// The database cannot be read, or the file cannot be written or exists already.
pub fn backup(path: &Path, into: &Path) -> Result<(), StoreError> {
    let (opened, _) = open_to_read(path)?;
    if into.exists() {
        return Err(StoreError::Open {
            database: into.display().to_string(),
            problem: "there is a file already".to_owned(),
        });
    }
    let database = into.display().to_string();
    open_or_make(into).map_err(|error| unopened(&database, &error))?;
    let copied = || {
        // One file without a log, as it was at one moment.
        let vacuum = "VACUUM INTO ?1";
        opened.connection.execute(vacuum, [&database])?;
        let check = Connection::open(into)?;
        check.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0))
    };
    match copied() {
        Ok(sound) if sound == "ok" => Ok(()),
        Ok(problem) => Err(StoreError::Failed { database, problem }),
        Err(error) => Err(Failure::from(error).named(&database)),
    }
}

/// The log of changes beside the file.
pub(super) fn log_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

/// Why a file cannot be opened or made.
pub(super) fn unopened(database: &str, error: &io::Error) -> StoreError {
    let database = database.to_owned();
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            StoreError::ReadOnly { database }
        }
        _ => StoreError::Open {
            database,
            problem: error.to_string(),
        },
    }
}

/// Opens the file to be written, making it and its folder for the owner's eyes only.
pub(super) fn open_or_make(path: &Path) -> io::Result<File> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)?;
    }
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn prepare(
    path: &Path,
    database: &str,
    key: Key<'_>,
    sync: Sync,
) -> Result<(Opened, Cipher), Failure> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(TIMEOUT)?;
    // Zeroes what is deleted; keeps half-done work out of temporary files.
    connection.execute_batch("PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;")?;
    connection.set_prepared_statement_cache_capacity(64);
    // Otherwise a statement with a parameter as its LIMIT is prepared anew each time.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    refuse_others(&connection, database)?;
    use_wal(&connection, database)?;
    set_synchronous(&connection, sync)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut session = SqliteSession(&transaction);
    layout::migrate(&mut session, Dialect::Sqlite, database)?;
    let cipher = layout::cipher(&mut session, key, database)?;
    transaction.commit()?;
    // Finishes what a killed process left in the log of changes.
    truncate_wal(&connection);
    let opened = Opened {
        connection,
        path: path.to_owned(),
        is_read_only: false,
        sync,
    };
    Ok((opened, cipher))
}

/// Refuses a database that another program made.
fn refuse_others(connection: &Connection, database: &str) -> Result<(), Failure> {
    // One question, since another process may be making the tables.
    let query = "SELECT count(*) > 0 AND count(*) FILTER (WHERE name = 'schema_version') = 0
        FROM sqlite_schema";
    if connection.query_row(query, [], |row| row.get(0))? {
        return Err(Failure::Store(StoreError::NotOurs {
            database: database.to_owned(),
        }));
    }
    Ok(())
}

/// Writes changes to a log beside the file, so that a killed process loses and breaks nothing.
fn use_wal(connection: &Connection, database: &str) -> Result<(), Failure> {
    let switch = || connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0));
    // SQLite does not wait by itself for another process that makes this change.
    let is_busy = |error: &rusqlite::Error| {
        error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)
    };
    let tries = usize::try_from(TIMEOUT.as_millis() / SWITCH_PAUSE.as_millis()).unwrap_or(1);
    let pauses = ConstantBuilder::new()
        .with_delay(SWITCH_PAUSE)
        .with_max_times(tries);
    let mode: String = switch.retry(pauses).when(is_busy).call()?;
    if mode != "wal" {
        return Err(Failure::Store(StoreError::Failed {
            database: database.to_owned(),
            problem: format!("its file system allows no write-ahead log, only {mode:?}"),
        }));
    }
    Ok(())
}

/// How much a change is written through: under [`Sync::Normal`] a cut in power may undo the last changes, never a part of
/// one; a forgotten user is written through by [`truncate_wal`].
///
/// # Errors
/// The database failed.
pub(super) fn set_synchronous(connection: &Connection, sync: Sync) -> rusqlite::Result<()> {
    connection.execute_batch(match sync {
        Sync::Normal => "PRAGMA synchronous = NORMAL",
        Sync::Full => "PRAGMA synchronous = FULL",
    })
}

/// Moves every change from the log into the file and empties the log, so that nothing deleted is left in either.
///
/// What was deleted is deleted even where this fails, so that only the log is told: the next call makes up for it. A
/// process that reads all the while, such as a backup, keeps the log full.
pub(super) fn truncate_wal(connection: &Connection) {
    match truncate_log(connection) {
        Ok(true) => {}
        Ok(false) => {
            log::warn!("the database is being read: what was deleted stays in its log for now");
        }
        Err(error) => log::error!("what was deleted stays in the database's log for now: {error}"),
    }
}

/// Whether the log of changes could be emptied, which it cannot while another process reads.
fn truncate_log(connection: &Connection) -> rusqlite::Result<bool> {
    connection.busy_timeout(SCRUB_PATIENCE)?;
    let done = checkpoint(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    connection.busy_timeout(TIMEOUT)?;
    done
}

/// Whether a checkpoint, by its statement, did all it should; whoever reads or writes meanwhile can keep it from that.
pub(super) fn checkpoint(connection: &Connection, statement: &str) -> rusqlite::Result<bool> {
    let is_blocked: bool = connection.query_row(statement, [], |row| row.get(0))?;
    Ok(!is_blocked)
}
