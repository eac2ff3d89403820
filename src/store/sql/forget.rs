//! Deleting what somebody asked to be forgotten, and what nobody used for long.

use jiff::Timestamp;

use super::reminders;
use super::session::{Failure, Session, values};

/// Deletes everything kept of a user, also what waits to be handled or sent, which then comes to nothing; how many rows that
/// lasted.
///
/// # Errors
/// The database failed.
pub(super) fn forget(session: &mut dyn Session, user: u64) -> Result<u64, Failure> {
    let reminders = reminders::delete_all(session, user)?;
    let mut rows = reminders;
    for delete in [
        "DELETE FROM conversations WHERE \"user\" = ?1",
        "DELETE FROM users WHERE \"user\" = ?1",
    ] {
        rows += session.execute(delete, values![user])?;
    }
    for delete in [
        "DELETE FROM inbox WHERE \"user\" = ?1",
        "DELETE FROM outbox WHERE \"user\" = ?1",
    ] {
        session.execute(delete, values![user])?;
    }
    Ok(rows as u64)
}

/// Deletes what lay idle since before `before`; how many conversations.
///
/// # Errors
/// The database failed.
pub(super) fn expire(session: &mut dyn Session, before: Timestamp) -> Result<u64, Failure> {
    reminders::expire(session, before)?;
    let conversations = session.execute(
        "DELETE FROM conversations WHERE saved < ?1",
        values![before],
    )?;
    let users = "DELETE FROM users WHERE changed < ?1
        AND NOT EXISTS (SELECT 1 FROM conversations WHERE conversations.\"user\" = users.\"user\")
        AND NOT EXISTS (SELECT 1 FROM reminders WHERE reminders.\"user\" = users.\"user\")";
    session.execute(users, values![before])?;
    let aside = "DELETE FROM inbox WHERE is_aside = 1 AND taken < ?1";
    session.execute(aside, values![before])?;
    Ok(conversations as u64)
}

/// Forgets the numbers of updates taken before `before`; how many.
///
/// # Errors
/// The database failed.
pub(super) fn seen(session: &mut dyn Session, before: Timestamp) -> Result<u64, Failure> {
    let delete = "DELETE FROM seen_updates WHERE taken < ?1
        AND NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.id = seen_updates.id)";
    Ok(session.execute(delete, values![before])? as u64)
}
