//! The layout of the tables, step by step, and the key that the database is under.
//!
//! Both databases take their steps here, all or none, inside the transaction that the caller opened: two starts at once
//! wait for each other there.

use super::session::{Dialect, Failure, Session, values};
use crate::store::StoreError;
use crate::store::cipher::{self, Cipher, Protection};
use crate::store::record::{self, Row};

/// A step to a layout.
struct Step {
    version: u32,
    sql: &'static str,
}

macro_rules! step {
    ($version:literal, $file:literal) => {
        Step {
            version: $version,
            sql: include_str!(concat!("../migrations/", $file)),
        }
    };
}

/// The steps from one layout to the next. Only ever add to the end.
const SQLITE: [Step; 6] = [
    step!(1, "sqlite/1.sql"),
    step!(2, "sqlite/2.sql"),
    step!(3, "sqlite/3.sql"),
    step!(4, "sqlite/4.sql"),
    step!(5, "sqlite/5.sql"),
    step!(6, "sqlite/6.sql"),
];
/// PostgreSQL began with layout 6.
const POSTGRES: [Step; 1] = [step!(6, "postgres/6.sql")];

/// What the settings keep under a key, so that another one is noticed.
const KEY_CHECK: &[u8] = b"the same key";
/// Under which name.
const KEY_CHECK_NAME: &str = "key-check";
const SALT_NAME: &str = "salt";

/// What is known of the key.
#[derive(Debug, Clone, Copy)]
pub enum Key<'k> {
    Given(&'k str),
    /// What is kept is in clear.
    None,
    /// Only what is kept in clear is read or written: official pages.
    NotNeeded,
}

impl<'k> Key<'k> {
    /// A key that may not be set.
    pub fn from_option(key: Option<&'k str>) -> Self {
        key.map_or(Key::None, Key::Given)
    }
}

fn steps(dialect: Dialect) -> &'static [Step] {
    match dialect {
        Dialect::Sqlite => &SQLITE,
        Dialect::Postgres => &POSTGRES,
    }
}

/// Today's layout.
fn newest(dialect: Dialect) -> u32 {
    steps(dialect).last().map_or(0, |step| step.version)
}

/// The layouts that there were, the newest last.
#[cfg(test)]
pub fn versions(dialect: Dialect) -> Vec<u32> {
    steps(dialect).iter().map(|step| step.version).collect()
}

/// Which layout the database has; 0 before the first.
fn layout(session: &mut dyn Session) -> Result<u32, Failure> {
    let query = "SELECT coalesce(max(version), 0) FROM schema_version";
    let found: Option<i64> = match session.query_one(query, &[])? {
        Some(row) => Some(row.get(0)?),
        None => None,
    };
    Ok(found.map_or(0, |version| u32::try_from(version).unwrap_or(u32::MAX)))
}

/// Whether the database has today's layout.
///
/// # Errors
/// The database failed.
pub fn is_current(session: &mut dyn Session, dialect: Dialect) -> Result<bool, Failure> {
    let query = match dialect {
        Dialect::Sqlite => "SELECT count(*) FROM sqlite_schema WHERE name = 'schema_version'",
        Dialect::Postgres => {
            "SELECT count(*) FROM information_schema.tables WHERE table_name = 'schema_version'"
        }
    };
    let tables = session.query_one(query, &[])?;
    let has_layout = tables.map_or(Ok(0), |row| row.get::<i64>(0))? > 0;
    Ok(has_layout && layout(session)? == newest(dialect))
}

/// Takes the steps that the database has not taken.
///
/// # Errors
/// The database failed, or a later release wrote it.
pub fn migrate(session: &mut dyn Session, dialect: Dialect, database: &str) -> Result<(), Failure> {
    session.batch(match dialect {
        Dialect::Sqlite => {
            "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL) STRICT"
        }
        Dialect::Postgres => "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)",
    })?;
    let (found, known) = (layout(session)?, newest(dialect));
    if found > known {
        return Err(Failure::Store(StoreError::Newer {
            database: database.to_owned(),
            found,
            known,
        }));
    }
    for step in steps(dialect).iter().filter(|step| step.version > found) {
        session.batch(step.sql)?;
        let version = i64::from(step.version);
        session.execute("INSERT INTO schema_version VALUES (?1)", values![version])?;
    }
    Ok(())
}

/// The cipher for this database; what was kept in clear is encrypted once there is a key.
///
/// # Errors
/// The database failed, the key is empty, or rows are encrypted and the key is missing or another one.
pub fn cipher(session: &mut dyn Session, key: Key<'_>, database: &str) -> Result<Cipher, Failure> {
    let salt = salt(session)?;
    let key = match key {
        Key::NotNeeded => return Ok(Cipher::new(None, &salt)?),
        Key::None if is_encrypted(session)? => {
            let database = database.to_owned();
            return Err(Failure::Store(StoreError::KeyMissing { database }));
        }
        Key::None => return Ok(Cipher::new(None, &salt)?),
        Key::Given(key) => key,
    };
    let cipher = Cipher::new(Some(key), &salt)?;
    let check = setting(session, KEY_CHECK_NAME)?;
    let is_same = check.is_some_and(|sealed| cipher.open(&sealed, KEY_CHECK).is_some());
    if !is_same {
        if is_encrypted(session)? {
            let database = database.to_owned();
            return Err(Failure::Store(StoreError::WrongKey { database }));
        }
        set_key_check(session, &cipher)?;
    }
    reseal(session, |row, record| {
        record::encrypt_plain(&cipher, row, record)
    })?;
    Ok(cipher)
}

/// Puts everything under another key; how many rows.
///
/// # Errors
/// The database failed, the key is empty, or a row cannot be read under the key so far: then nothing is changed.
pub fn rekey(
    session: &mut dyn Session,
    cipher: &Cipher,
    key: &str,
    database: &str,
) -> Result<u64, Failure> {
    let salt = salt(session)?;
    let new = Cipher::new(Some(key), &salt)?;
    let mut count = 0;
    reseal(session, |row, record| {
        count += 1;
        let sealed = record::reseal(cipher, &new, row, record)?;
        let unreadable = || StoreError::WrongKey {
            database: database.to_owned(),
        };
        sealed.ok_or_else(unreadable).map(Some)
    })?;
    set_key_check(session, &new)?;
    Ok(count)
}

fn set_key_check(session: &mut dyn Session, cipher: &Cipher) -> Result<(), Failure> {
    let sealed = cipher.seal(KEY_CHECK, KEY_CHECK)?;
    set_setting(session, KEY_CHECK_NAME, sealed)
}

fn salt(session: &mut dyn Session) -> Result<Vec<u8>, Failure> {
    if let Some(salt) = setting(session, SALT_NAME)? {
        return Ok(salt);
    }
    let salt = cipher::new_salt()?.to_vec();
    set_setting(session, SALT_NAME, salt.clone())?;
    Ok(salt)
}

fn setting(session: &mut dyn Session, name: &str) -> Result<Option<Vec<u8>>, Failure> {
    let query = "SELECT value FROM settings WHERE name = ?1";
    let row = session.query_one(query, values![name])?;
    row.map(|row| row.get(0)).transpose()
}

fn set_setting(session: &mut dyn Session, name: &str, value: Vec<u8>) -> Result<(), Failure> {
    let change = "INSERT INTO settings (name, value) VALUES (?1, ?2)
        ON CONFLICT (name) DO UPDATE SET value = ?2";
    session.execute(change, values![name, value]).map(drop)
}

/// Whether any record is under a key.
fn is_encrypted(session: &mut dyn Session) -> Result<bool, Failure> {
    for table in TABLES {
        let sealed = vec![Protection::XChaCha20Poly1305 as u8];
        if session
            .query_one(table.encrypted, values![sealed])?
            .is_some()
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A table of records.
struct Table {
    encrypted: &'static str,
    /// Two numbers that name a row, those that its record is tied to, and the record.
    all: &'static str,
    change: &'static str,
    row: fn(i64, i64) -> Row,
}

const TABLES: [Table; 4] = [
    Table {
        encrypted: "SELECT 1 FROM conversations WHERE substr(record, 2, 1) = ?1 LIMIT 1",
        all: "SELECT \"user\", \"user\", record FROM conversations",
        change: "UPDATE conversations SET record = ?3 WHERE \"user\" = ?1 AND \"user\" = ?2",
        row: |user, _| Row::Conversation {
            user: user.cast_unsigned(),
        },
    },
    Table {
        encrypted: "SELECT 1 FROM reminders WHERE substr(record, 2, 1) = ?1 LIMIT 1",
        all: "SELECT id, \"user\", record FROM reminders",
        change: "UPDATE reminders SET record = ?3 WHERE id = ?1 AND \"user\" = ?2",
        row: |id, user| Row::Reminder {
            id: id.cast_unsigned(),
            user: user.cast_unsigned(),
        },
    },
    Table {
        encrypted: "SELECT 1 FROM inbox WHERE substr(record, 2, 1) = ?1 LIMIT 1",
        all: "SELECT id, \"user\", record FROM inbox",
        change: "UPDATE inbox SET record = ?3 WHERE id = ?1 AND \"user\" = ?2",
        row: |id, user| Row::Update {
            id,
            user: user.cast_unsigned(),
        },
    },
    Table {
        encrypted: "SELECT 1 FROM outbox WHERE substr(record, 2, 1) = ?1 LIMIT 1",
        all: "SELECT id, chat, record FROM outbox",
        change: "UPDATE outbox SET record = ?3 WHERE id = ?1 AND chat = ?2",
        row: |id, chat| Row::Message { id, chat },
    },
];

/// Writes every record again as `seal` gives it; none leaves it as it is.
fn reseal(
    session: &mut dyn Session,
    mut seal: impl FnMut(Row, &[u8]) -> Result<Option<Vec<u8>>, StoreError>,
) -> Result<(), Failure> {
    for table in TABLES {
        for row in session.query(table.all, &[])? {
            let (one, other): (i64, i64) = (row.get(0)?, row.get(1)?);
            let record: Vec<u8> = row.get(2)?;
            if let Some(sealed) = seal((table.row)(one, other), &record)? {
                session.execute(table.change, values![one, other, sealed])?;
            }
        }
    }
    Ok(())
}
