//! Opening the file: its folder, settings, layout and key.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, TransactionBehavior};

use crate::store::StoreError;
use crate::store::cipher::{self, Cipher};
use crate::store::record::{self, Row};

/// The steps from one layout to the next; the first makes an empty file into layout 1. Only ever add to the end.
const MIGRATIONS: [&str; 5] = [
    include_str!("1.sql"),
    include_str!("2.sql"),
    include_str!("3.sql"),
    include_str!("4.sql"),
    include_str!("5.sql"),
];

/// How long to wait for another process that is writing.
const TIMEOUT: Duration = Duration::from_secs(10);

/// How long emptying the log of changes waits for other readers, and this process's conversations with it.
const SCRUB_PATIENCE: Duration = Duration::from_millis(500);

/// What the settings keep under a key, so that another one is noticed.
const KEY_CHECK: &[u8] = b"the same key";

/// An error on the way to a [`StoreError`], which also names the database.
pub(in crate::store) enum Failure {
    Sqlite(rusqlite::Error),
    Store(StoreError),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Failure::Sqlite(error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Failure::Store(error)
    }
}

impl Failure {
    /// The error, naming the database.
    pub fn named(self, database: &str) -> StoreError {
        let database = database.to_owned();
        match self {
            Failure::Store(error) => error,
            Failure::Sqlite(error) => match error.sqlite_error_code() {
                Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                    StoreError::ReadOnly { database }
                }
                Some(ErrorCode::NotADatabase) => StoreError::NotOurs { database },
                _ => StoreError::Failed {
                    problem: error.to_string(),
                    database,
                },
            },
        }
    }
}

/// Opens the database at `path` and brings it to today's layout; makes it, and its folder, where missing.
pub(super) fn open(path: &Path, key: Option<&str>) -> Result<(Connection, Cipher), StoreError> {
    let database = path.display().to_string();
    make_file(path).map_err(|error| match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            StoreError::ReadOnly {
                database: database.clone(),
            }
        }
        _ => StoreError::Open {
            database: database.clone(),
            problem: error.to_string(),
        },
    })?;
    prepare(path, &database, key).map_err(|failure| failure.named(&database))
}

/// Opens the database at `path` as it is; whether it has today's layout.
pub(super) fn open_to_read(path: &Path) -> Result<(Connection, bool), StoreError> {
    let opened = || {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(TIMEOUT)?;
        let is_current =
            has_layout(&connection)? && layout(&connection)? == MIGRATIONS.len() as u32;
        Ok((connection, is_current))
    };
    opened().map_err(|error: rusqlite::Error| StoreError::Open {
        database: path.display().to_string(),
        problem: error.to_string(),
    })
}

/// Makes the file and its folder for the owner's eyes only.
fn make_file(path: &Path) -> io::Result<()> {
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
    options.open(path).map(drop)
}

fn prepare(
    path: &Path,
    database: &str,
    key: Option<&str>,
) -> Result<(Connection, Cipher), Failure> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(TIMEOUT)?;
    // Zeroes what is deleted; keeps half-done work out of temporary files.
    connection.execute_batch("PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;")?;
    refuse_others(&connection, database)?;
    use_wal(&connection, database)?;
    migrate(&mut connection, database)?;
    let cipher = cipher(&mut connection, key)?;
    // Finishes what a killed process left in the log of changes.
    truncate_wal(&connection);
    Ok((connection, cipher))
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
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(Failure::Store(StoreError::Failed {
            database: database.to_owned(),
            problem: format!("its file system allows no write-ahead log, only {mode:?}"),
        }));
    }
    // A cut in power may undo the last changes, never a part of one; a forgotten user is written through by `truncate_wal`.
    connection.execute_batch("PRAGMA synchronous = NORMAL")?;
    Ok(())
}

/// Whether the file says which layout it has.
fn has_layout(connection: &Connection) -> rusqlite::Result<bool> {
    let query = "SELECT count(*) > 0 FROM sqlite_schema WHERE name = 'schema_version'";
    connection.query_row(query, [], |row| row.get(0))
}

/// Which layout the file has; 0 before the first.
fn layout(connection: &Connection) -> rusqlite::Result<u32> {
    let query = "SELECT coalesce(max(version), 0) FROM schema_version";
    connection.query_row(query, [], |row| row.get(0))
}

/// Takes the steps that the file has not taken, all or none.
fn migrate(connection: &mut Connection, database: &str) -> Result<(), Failure> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch(
        "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL) STRICT",
    )?;
    let found = layout(&transaction)?;
    let Some(missing) = MIGRATIONS.get(found as usize..) else {
        return Err(Failure::Store(StoreError::Newer {
            database: database.to_owned(),
            found,
            known: MIGRATIONS.len() as u32,
        }));
    };
    for (version, step) in (found + 1..).zip(missing) {
        transaction.execute_batch(step)?;
        transaction.execute("INSERT INTO schema_version VALUES (?1)", [version])?;
    }
    transaction.commit()?;
    Ok(())
}

/// The cipher for this database; what was kept in clear is encrypted once there is a key.
fn cipher(connection: &mut Connection, key: Option<&str>) -> Result<Cipher, Failure> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let salt = match setting(&transaction, "salt")? {
        Some(salt) => salt,
        None => {
            let salt = cipher::new_salt()?.to_vec();
            set_setting(&transaction, "salt", &salt)?;
            salt
        }
    };
    let cipher = Cipher::new(key, &salt)?;
    if key.is_some() {
        match setting(&transaction, "key-check")? {
            Some(sealed) if cipher.open(&sealed, KEY_CHECK).is_some() => {}
            other => {
                if other.is_some() {
                    log::warn!("another key for the database: conversations start over");
                }
                let sealed = cipher.seal(KEY_CHECK, KEY_CHECK)?;
                set_setting(&transaction, "key-check", &sealed)?;
            }
        }
        protect_all(&transaction, &cipher)?;
    }
    transaction.commit()?;
    Ok(cipher)
}

fn setting(connection: &Connection, name: &str) -> rusqlite::Result<Option<Vec<u8>>> {
    let query = "SELECT value FROM settings WHERE name = ?1";
    connection
        .query_row(query, [name], |row| row.get(0))
        .optional()
}

fn set_setting(connection: &Connection, name: &str, value: &[u8]) -> rusqlite::Result<()> {
    let change = "INSERT INTO settings VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2";
    connection.execute(change, (name, value)).map(drop)
}

/// Encrypts every record that is in clear.
fn protect_all(connection: &Connection, cipher: &Cipher) -> Result<(), Failure> {
    protect_table(connection, cipher, "conversations", |_, user| {
        Row::Conversation { user }
    })?;
    protect_table(connection, cipher, "reminders", |id, user| Row::Reminder {
        id: id.cast_unsigned(),
        user,
    })
}

fn protect_table(
    connection: &Connection,
    cipher: &Cipher,
    table: &str,
    place: fn(i64, u64) -> Row,
) -> Result<(), Failure> {
    let query = format!("SELECT rowid, user, record FROM {table}");
    let change = format!("UPDATE {table} SET record = ?2 WHERE rowid = ?1");
    let (mut rows, mut change) = (connection.prepare(&query)?, connection.prepare(&change)?);
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let user = row.get::<_, i64>(1)?.cast_unsigned();
        let record: Vec<u8> = row.get(2)?;
        if let Some(sealed) = record::encrypt_plain(cipher, place(id, user), &record)? {
            change.execute((id, sealed))?;
        }
    }
    Ok(())
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
    let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
    let busy = connection.query_row(checkpoint, [], |row| row.get::<_, bool>(0));
    connection.busy_timeout(TIMEOUT)?;
    Ok(!busy?)
}
