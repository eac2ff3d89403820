//! Everything that one database holds, into another one that is empty.

use super::session::{Dialect, Failure, Row, Session, values};

/// What is read of a table, and how a row of it is written.
struct Table {
    read: &'static str,
    write: &'static str,
}

const TABLES: [Table; 8] = [
    Table {
        read: "SELECT name, value FROM settings",
        write: "INSERT INTO settings (name, value) VALUES (?1, ?2)
            ON CONFLICT (name) DO UPDATE SET value = ?2",
    },
    Table {
        read: "SELECT \"user\", saved, record FROM conversations",
        write: "INSERT INTO conversations (\"user\", saved, record) VALUES (?1, ?2, ?3)",
    },
    Table {
        read: "SELECT \"user\", lang, changed, utc_offset, zone FROM users",
        write: "INSERT INTO users (\"user\", lang, changed, utc_offset, zone)
            VALUES (?1, ?2, ?3, ?4, ?5)",
    },
    Table {
        read: "SELECT name, address, body, etag, last_modified, checked, differs_since FROM pages",
        write: "INSERT INTO pages
            (name, address, body, etag, last_modified, checked, differs_since)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    },
    Table {
        read: "SELECT id, \"user\", due, version, changed, record FROM reminders ORDER BY id",
        write: "INSERT INTO reminders (id, \"user\", due, version, changed, record)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    },
    Table {
        read: "SELECT id, taken FROM seen_updates",
        write: "INSERT INTO seen_updates (id, taken) VALUES (?1, ?2)",
    },
    Table {
        read: "SELECT chat, \"user\", id, taken, attempts, is_aside, record FROM inbox",
        write: "INSERT INTO inbox (chat, \"user\", id, taken, attempts, is_aside, record)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    },
    Table {
        read: "SELECT chat, id, \"user\", made, record FROM outbox",
        write: "INSERT INTO outbox (chat, id, \"user\", made, record) VALUES (?1, ?2, ?3, ?4, ?5)",
    },
];

/// The rows of every table, as they are at one moment.
///
/// # Errors
/// The database failed.
pub(super) fn read(session: &mut dyn Session, dialect: Dialect) -> Result<Vec<Vec<Row>>, Failure> {
    if dialect == Dialect::Postgres {
        session.batch("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")?;
    }
    TABLES
        .iter()
        .map(|table| session.query(table.read, &[]))
        .collect()
}

/// Writes the rows of every table into a database without any; how many, or none where it is not empty.
///
/// # Errors
/// The database failed; nothing is written.
pub(super) fn write(
    session: &mut dyn Session,
    dialect: Dialect,
    rows: &[Vec<Row>],
) -> Result<Option<u64>, Failure> {
    for table in TABLES
        .iter()
        .filter(|table| !table.read.contains("FROM settings"))
    {
        if !session.query(table.read, &[])?.is_empty() {
            return Ok(None);
        }
    }
    let mut count = 0;
    for (table, rows) in TABLES.iter().zip(rows) {
        for row in rows {
            session.execute(table.write, &row.0)?;
            count += 1;
        }
    }
    if dialect == Dialect::Postgres {
        // The next reminder is numbered behind those copied.
        let next = "SELECT setval(pg_get_serial_sequence('reminders', 'id'),
            (SELECT coalesce(max(id), 0) + 1 FROM reminders), false)";
        session.query(next, values![])?;
    }
    Ok(Some(count))
}
