//! Reminders.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use super::SqlStore;
use super::session::{Failure, Manner, Row, Session, Value, values};
use crate::reminders::{Due, ReminderRecord};
use crate::store::cipher::Cipher;
use crate::store::record;
use crate::store::{Change, KeptReminder, ReminderStore, StoreError};

/// The due time of what waits for news: later than any other, and never reached.
const NEWS: i64 = i64::MAX;

#[async_trait]
impl ReminderStore for SqlStore {
    async fn set_reminder(
        &self,
        user: u64,
        replaced: Option<u64>,
        note: &ReminderRecord,
        due: Due,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        let (cipher, note) = (Arc::clone(&self.cipher), note.clone());
        self.call(Manner::Usual, move |session| {
            set(session, &cipher, user, replaced, &note, due, now)
        })
        .await
    }

    async fn reminders(&self, user: u64) -> Result<Vec<KeptReminder>, StoreError> {
        let cipher = Arc::clone(&self.cipher);
        self.read(move |session| of_user(session, &cipher, user))
            .await
    }

    async fn count_due(&self, now: Timestamp) -> Result<u64, StoreError> {
        self.read(move |session| {
            let query = "SELECT count(*) FROM reminders WHERE due <= ?1";
            let row = session.query_one(query, values![now])?;
            row.map_or(Ok(0), |row| row.get(0))
        })
        .await
    }

    async fn due_reminders(
        &self,
        now: Timestamp,
        most: usize,
    ) -> Result<Vec<KeptReminder>, StoreError> {
        let cipher = Arc::clone(&self.cipher);
        self.read(move |session| {
            let query = "SELECT id, \"user\", due, version, record FROM reminders
                WHERE due <= ?1 ORDER BY due, id LIMIT ?2 OFFSET ?3";
            readable(most, |unreadable| {
                select(session, &cipher, query, values![now, most, unreadable])
            })
        })
        .await
    }

    async fn waiting_for_news(
        &self,
        after: u64,
        most: usize,
    ) -> Result<Vec<KeptReminder>, StoreError> {
        let cipher = Arc::clone(&self.cipher);
        self.read(move |session| {
            let query = "SELECT id, \"user\", due, version, record FROM reminders
                WHERE due = ?1 AND id > ?2 ORDER BY id LIMIT ?3 OFFSET ?4";
            readable(most, |unreadable| {
                select(
                    session,
                    &cipher,
                    query,
                    values![NEWS, after, most, unreadable],
                )
            })
        })
        .await
    }

    async fn change_reminder(
        &self,
        kept: &KeptReminder,
        note: &ReminderRecord,
        due: Due,
        now: Timestamp,
    ) -> Result<Option<KeptReminder>, StoreError> {
        let (cipher, kept, note) = (Arc::clone(&self.cipher), kept.clone(), note.clone());
        // Else a cut in power could undo it.
        self.call(Manner::Synced, move |session| {
            change(session, &cipher, &kept, &note, due, now)
        })
        .await
    }

    async fn remove_reminder(&self, user: u64, id: u64) -> Result<bool, StoreError> {
        self.call(Manner::Scrubbed, move |session| {
            Ok(delete(session, user, id)? > 0)
        })
        .await
    }

    async fn remove_reminders(&self, user: u64) -> Result<u64, StoreError> {
        self.call(Manner::Scrubbed, move |session| {
            Ok(delete_all(session, user)? as u64)
        })
        .await
    }

    async fn finish_reminder(&self, told: &KeptReminder) -> Result<(), StoreError> {
        let (user, id) = (told.user, told.id);
        self.call(Manner::Usual, move |session| {
            delete(session, user, id).map(drop)
        })
        .await
    }

    async fn zone(&self, user: u64) -> Result<Option<TimeZone>, StoreError> {
        self.read(move |session| zone(session, user)).await
    }

    async fn set_zone(&self, user: u64, zone: &TimeZone, now: Timestamp) -> Result<(), StoreError> {
        let zone = zone.clone();
        self.change(Change::SetZone { user, zone, now }).await
    }
}

pub(super) fn set(
    session: &mut dyn Session,
    cipher: &Cipher,
    user: u64,
    replaced: Option<u64>,
    note: &ReminderRecord,
    due: Due,
    now: Timestamp,
) -> Result<u64, Failure> {
    if let Some(id) = replaced {
        delete(session, user, id)?;
    }
    // The record is tied to its id, which the insertion gives.
    let insert = "INSERT INTO reminders (\"user\", due, changed, record) VALUES (?1, ?2, ?3, ?4)
        RETURNING id";
    let row = values![user, written(due), now, Vec::<u8>::new()];
    let given = session.query_one(insert, row)?;
    let id: u64 = given.map_or(Err(Failure::Column(0)), |row| row.get(0))?;
    let record = record::write(cipher, place(id, user), note)?;
    let change = "UPDATE reminders SET record = ?2 WHERE id = ?1";
    session.execute(change, values![id, record])?;
    Ok(id)
}

pub(super) fn change(
    session: &mut dyn Session,
    cipher: &Cipher,
    kept: &KeptReminder,
    note: &ReminderRecord,
    due: Due,
    now: Timestamp,
) -> Result<Option<KeptReminder>, Failure> {
    let record = record::write(cipher, place(kept.id, kept.user), note)?;
    let change = "UPDATE reminders
        SET version = version + 1, due = ?3, changed = ?4, record = ?5
        WHERE id = ?1 AND version = ?2";
    let row = values![kept.id, kept.version, written(due), now, record];
    let changed = session.execute(change, row)?;
    Ok((changed > 0).then(|| KeptReminder {
        note: note.clone(),
        due,
        version: kept.version + 1,
        ..*kept
    }))
}

/// The reminders of a user that can be read, in the order in which they were set.
pub(super) fn of_user(
    session: &mut dyn Session,
    cipher: &Cipher,
    user: u64,
) -> Result<Vec<KeptReminder>, Failure> {
    let query = "SELECT id, \"user\", due, version, record FROM reminders
        WHERE \"user\" = ?1 ORDER BY id";
    let found = select(session, cipher, query, values![user])?;
    Ok(found.into_iter().flatten().collect())
}

/// The time zone of a user.
pub(super) fn zone(session: &mut dyn Session, user: u64) -> Result<Option<TimeZone>, Failure> {
    let query = "SELECT zone, utc_offset FROM users WHERE \"user\" = ?1";
    let row = session.query_one(query, values![user])?;
    row.map_or(Ok(None), |row| zone_of(&row, 0))
}

/// The time zone that two columns tell, of which this is the first: its name, and the seconds east of one without.
pub(super) fn zone_of(row: &Row, at: usize) -> Result<Option<TimeZone>, Failure> {
    let (name, seconds): (Option<String>, Option<i64>) = (row.get(at)?, row.get(at + 1)?);
    let named = name.and_then(|name| TimeZone::get(&name).ok());
    let seconds = seconds.and_then(|seconds| i32::try_from(seconds).ok());
    let fixed = || Offset::from_seconds(seconds?).ok().map(TimeZone::fixed);
    Ok(named.or_else(fixed))
}

pub(super) fn set_zone(
    session: &mut dyn Session,
    user: u64,
    zone: &TimeZone,
    now: Timestamp,
) -> Result<(), Failure> {
    let name = zone.iana_name();
    let fixed = if name.is_none() {
        zone.to_fixed_offset().ok().map(Offset::seconds)
    } else {
        None
    };
    let change = "INSERT INTO users (\"user\", zone, utc_offset, changed) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (\"user\") DO UPDATE SET zone = ?2, utc_offset = ?3, changed = ?4";
    let row = values![user, name, fixed.map(i64::from), now];
    session.execute(change, row).map(drop)
}

/// Up to `most` reminders that can be read, where `page` gives so many behind as many as it is told to leave out. Those that
/// cannot be read stay as they are, and hold up no other.
fn readable(
    most: usize,
    mut page: impl FnMut(usize) -> Result<Vec<Option<KeptReminder>>, Failure>,
) -> Result<Vec<KeptReminder>, Failure> {
    let mut passed = 0;
    loop {
        let found = page(passed)?;
        let count = found.len();
        let kept: Vec<KeptReminder> = found.into_iter().flatten().collect();
        if !kept.is_empty() || count < most {
            return Ok(kept);
        }
        log::warn!("{count} reminders cannot be read: left as they are");
        passed += count;
    }
}

/// The reminders selected; none for each that cannot be read.
fn select(
    session: &mut dyn Session,
    cipher: &Cipher,
    query: &'static str,
    values: &[Value],
) -> Result<Vec<Option<KeptReminder>>, Failure> {
    let read = |row: &Row| {
        let (id, user) = (row.get(0)?, row.get(1)?);
        let version = row.get(3)?;
        let record: Vec<u8> = row.get(4)?;
        let note = record::read(cipher, place(id, user), &record);
        let kept = note.zip(read_due(row.get(2)?));
        Ok(kept.map(|(note, due)| KeptReminder {
            id,
            user,
            note,
            due,
            version,
        }))
    };
    session.query(query, values)?.iter().map(read).collect()
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

/// Deletes a reminder of a user; how many there were.
pub(super) fn delete(session: &mut dyn Session, user: u64, id: u64) -> Result<usize, Failure> {
    let delete = "DELETE FROM reminders WHERE \"user\" = ?1 AND id = ?2";
    session.execute(delete, values![user, id])
}

/// Deletes all reminders of a user; how many.
pub(super) fn delete_all(session: &mut dyn Session, user: u64) -> Result<usize, Failure> {
    session.execute("DELETE FROM reminders WHERE \"user\" = ?1", values![user])
}

/// Deletes what was tried and not changed since before `before`; whatever still waits stays.
pub(super) fn expire(session: &mut dyn Session, before: Timestamp) -> Result<usize, Failure> {
    let delete = "DELETE FROM reminders WHERE due IS NULL AND changed < ?1";
    session.execute(delete, values![before])
}
