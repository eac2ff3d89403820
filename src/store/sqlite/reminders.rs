//! Reminders in SQLite.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use rusqlite::{Connection, Params, Row};

use super::connection::truncate_wal;
use super::{SqliteStore, begin, one};
use crate::reminders::{Due, ReminderRecord};
use crate::store::cipher::Cipher;
use crate::store::record;
use crate::store::{KeptReminder, ReminderStore, StoreError};

/// The due time of what waits for news: later than any other, and never reached.
const NEWS: i64 = i64::MAX;
const COLUMNS: &str = "id, user, due, version, record";

#[async_trait]
impl ReminderStore for SqliteStore {
    async fn set_reminder(
        &self,
        user: u64,
        replaced: Option<u64>,
        note: &ReminderRecord,
        due: Due,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        let (cipher, note) = (Arc::clone(&self.cipher), note.clone());
        self.call(move |connection| {
            let transaction = begin(connection)?;
            if let Some(id) = replaced {
                delete(&transaction, user, id)?;
            }
            // The record is tied to its id, which the insertion gives.
            let insert = "INSERT INTO reminders (user, due, changed, record)
                VALUES (?1, ?2, ?3, x'')";
            let row = (user.cast_signed(), written(due), now.as_millisecond());
            transaction.execute(insert, row)?;
            let id = transaction.last_insert_rowid().cast_unsigned();
            let record = record::write(&cipher, place(id, user), &note)?;
            let change = "UPDATE reminders SET record = ?2 WHERE id = ?1";
            transaction.execute(change, (id.cast_signed(), record))?;
            transaction.commit()?;
            Ok(id)
        })
        .await
    }

    async fn reminders(&self, user: u64) -> Result<Vec<KeptReminder>, StoreError> {
        let cipher = Arc::clone(&self.cipher);
        self.call(move |connection| {
            let found = select(
                connection,
                &cipher,
                "user = ?1 ORDER BY id",
                [user.cast_signed()],
            )?;
            Ok(found.into_iter().filter_map(Result::ok).collect())
        })
        .await
    }

    async fn due_reminders(
        &self,
        now: Timestamp,
        most: usize,
    ) -> Result<Vec<KeptReminder>, StoreError> {
        let rest = "due <= ?1 ORDER BY due LIMIT ?2";
        let values = (now.as_millisecond(), most as i64);
        self.readable(rest, values).await
    }

    async fn waiting_for_news(
        &self,
        after: u64,
        most: usize,
    ) -> Result<Vec<KeptReminder>, StoreError> {
        let rest = "due = ?1 AND id > ?2 ORDER BY id LIMIT ?3";
        let values = (NEWS, after.cast_signed(), most as i64);
        self.readable(rest, values).await
    }

    async fn change_reminder(
        &self,
        kept: &KeptReminder,
        note: &ReminderRecord,
        due: Due,
        now: Timestamp,
    ) -> Result<Option<KeptReminder>, StoreError> {
        let record = record::write(&self.cipher, place(kept.id, kept.user), note)?;
        let after = KeptReminder {
            note: note.clone(),
            due,
            version: kept.version + 1,
            ..*kept
        };
        let values = (
            kept.id.cast_signed(),
            kept.version,
            written(due),
            now.as_millisecond(),
            record,
        );
        let changed = self
            .call(move |connection| {
                let change = "UPDATE reminders
                    SET version = version + 1, due = ?3, changed = ?4, record = ?5
                    WHERE id = ?1 AND version = ?2";
                // Else a cut in power could undo it.
                connection.execute_batch("PRAGMA synchronous = FULL")?;
                let changed = connection
                    .prepare_cached(change)
                    .and_then(|mut change| change.execute(values));
                connection.execute_batch("PRAGMA synchronous = NORMAL")?;
                Ok(changed?)
            })
            .await?;
        Ok((changed > 0).then_some(after))
    }

    async fn remove_reminder(&self, user: u64, id: u64) -> Result<bool, StoreError> {
        self.call(move |connection| {
            let deleted = delete(connection, user, id)?;
            truncate_wal(connection);
            Ok(deleted > 0)
        })
        .await
    }

    async fn remove_reminders(&self, user: u64) -> Result<u64, StoreError> {
        self.call(move |connection| {
            let deleted = delete_all(connection, user)?;
            if deleted > 0 {
                truncate_wal(connection);
            }
            Ok(deleted as u64)
        })
        .await
    }

    async fn finish_reminder(&self, told: &KeptReminder) -> Result<(), StoreError> {
        let (user, id) = (told.user, told.id);
        self.call(move |connection| {
            delete(connection, user, id)?;
            Ok(())
        })
        .await
    }

    async fn zone(&self, user: u64) -> Result<Option<TimeZone>, StoreError> {
        let query = "SELECT zone, utc_offset FROM users WHERE user = ?1";
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let kept: Option<(Option<String>, Option<i32>)> = self.call(one(query, user, read)).await?;
        let (name, seconds) = kept.unwrap_or_default();
        let named = name.and_then(|name| TimeZone::get(&name).ok());
        let fixed = || Offset::from_seconds(seconds?).ok().map(TimeZone::fixed);
        Ok(named.or_else(fixed))
    }

    async fn set_zone(&self, user: u64, zone: &TimeZone, now: Timestamp) -> Result<(), StoreError> {
        let name = zone.iana_name().map(str::to_owned);
        let fixed = if name.is_none() {
            zone.to_fixed_offset().ok().map(Offset::seconds)
        } else {
            None
        };
        self.call(move |connection| {
            let change = "INSERT INTO users (user, zone, utc_offset, changed)
                VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT DO UPDATE SET zone = ?2, utc_offset = ?3, changed = ?4";
            let row = (user.cast_signed(), name, fixed, now.as_millisecond());
            connection.prepare_cached(change)?.execute(row)?;
            Ok(())
        })
        .await
    }
}

impl SqliteStore {
    /// The reminders selected, without those that cannot be read, which are deleted.
    async fn readable(
        &self,
        rest: &'static str,
        values: impl Params + Clone + Send + 'static,
    ) -> Result<Vec<KeptReminder>, StoreError> {
        let cipher = Arc::clone(&self.cipher);
        self.call(move |connection| {
            loop {
                let found = select(connection, &cipher, rest, values.clone())?;
                let (kept, lost): (Vec<_>, Vec<_>) = found.into_iter().partition(Result::is_ok);
                let lost: Vec<i64> = lost.into_iter().filter_map(Result::err).collect();
                for id in &lost {
                    connection.execute("DELETE FROM reminders WHERE id = ?1", [id])?;
                }
                if !lost.is_empty() {
                    log::warn!("{} reminders cannot be read: deleted", lost.len());
                    truncate_wal(connection);
                }
                // Behind a page of which nothing could be read there may be more.
                if lost.is_empty() || !kept.is_empty() {
                    return Ok(kept.into_iter().filter_map(Result::ok).collect());
                }
            }
        })
        .await
    }
}

/// The reminders selected; the ids of those that cannot be read.
fn select(
    connection: &Connection,
    cipher: &Cipher,
    rest: &str,
    values: impl Params,
) -> rusqlite::Result<Vec<Result<KeptReminder, i64>>> {
    let query = format!("SELECT {COLUMNS} FROM reminders WHERE {rest}");
    let mut query = connection.prepare_cached(&query)?;
    let read = |row: &Row<'_>| {
        let id: i64 = row.get(0)?;
        let user = row.get::<_, i64>(1)?.cast_unsigned();
        let (due, version): (Option<i64>, i64) = (row.get(2)?, row.get(3)?);
        let record: Vec<u8> = row.get(4)?;
        let note = record::read(cipher, place(id.cast_unsigned(), user), &record);
        let kept = note.zip(read_due(due)).map(|(note, due)| KeptReminder {
            id: id.cast_unsigned(),
            user,
            note,
            due,
            version,
        });
        Ok(kept.ok_or(id))
    };
    query.query_map(values, read)?.collect()
}

fn place(id: u64, user: u64) -> record::Row {
    record::Row::Reminder { id, user }
}

fn written(due: Due) -> Option<i64> {
    match due {
        Due::At(time) => Some(time.as_millisecond()),
        Due::News => Some(NEWS),
        Due::Tried => None,
    }
}

fn read_due(written: Option<i64>) -> Option<Due> {
    Some(match written {
        None => Due::Tried,
        Some(NEWS) => Due::News,
        Some(milliseconds) => Due::At(Timestamp::from_millisecond(milliseconds).ok()?),
    })
}

fn delete(connection: &Connection, user: u64, id: u64) -> rusqlite::Result<usize> {
    let delete = "DELETE FROM reminders WHERE user = ?1 AND id = ?2";
    connection.execute(delete, (user.cast_signed(), id.cast_signed()))
}

/// Deletes all reminders of a user; how many.
pub(super) fn delete_all(connection: &Connection, user: u64) -> rusqlite::Result<usize> {
    let delete = "DELETE FROM reminders WHERE user = ?1";
    connection.execute(delete, [user.cast_signed()])
}

/// Deletes what was tried and not changed since before `before`; whatever still waits stays.
pub(super) fn expire(connection: &Connection, before: Timestamp) -> rusqlite::Result<usize> {
    let delete = "DELETE FROM reminders WHERE due IS NULL AND changed < ?1";
    connection.execute(delete, [before.as_millisecond()])
}
