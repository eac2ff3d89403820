//! Reminders as a store keeps them.

use async_trait::async_trait;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::StoreError;
use crate::reminders::{Due, ReminderRecord};

/// A reminder as it was when it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptReminder {
    /// Its number.
    pub id: u64,
    /// Whom it is for.
    pub user: u64,
    /// What it holds.
    pub note: ReminderRecord,
    /// When it is due.
    pub due: Due,
    /// Counts its changes, so that a reader does not undo those made since.
    pub(super) version: i64,
}

/// Keeps reminders. Of the same change asked for by several at the same time, one is made.
///
/// Reminders that cannot be read, being of another format or damaged, are not told and stay as they are.
#[async_trait]
pub trait ReminderStore: Send + Sync {
    /// Keeps a reminder of the user, in place of another one where one is named; its id.
    ///
    /// # Errors
    /// The database failed; everything is as before.
    async fn set_reminder(
        &self,
        user: u64,
        replaced: Option<u64>,
        note: &ReminderRecord,
        due: Due,
        now: Timestamp,
    ) -> Result<u64, StoreError>;

    /// The reminders of a user, in the order in which they were set.
    ///
    /// # Errors
    /// The database failed.
    async fn reminders(&self, user: u64) -> Result<Vec<KeptReminder>, StoreError>;

    /// How many reminders are due at `now`.
    ///
    /// # Errors
    /// The database failed.
    async fn count_due(&self, now: Timestamp) -> Result<u64, StoreError>;

    /// Up to `most` reminders due at `now`, those due first before others.
    ///
    /// # Errors
    /// The database failed.
    async fn due_reminders(
        &self,
        now: Timestamp,
        most: usize,
    ) -> Result<Vec<KeptReminder>, StoreError>;

    /// Up to `most` reminders that wait for news, by their id, from the one after `after` on.
    ///
    /// # Errors
    /// The database failed.
    async fn waiting_for_news(
        &self,
        after: u64,
        most: usize,
    ) -> Result<Vec<KeptReminder>, StoreError>;

    /// Changes a reminder if it still is as it was read: the changed one, or none. When the call returns the change is
    /// on the disk, so that not even a cut in power undoes it.
    ///
    /// # Errors
    /// The database failed.
    async fn change_reminder(
        &self,
        kept: &KeptReminder,
        note: &ReminderRecord,
        due: Due,
        now: Timestamp,
    ) -> Result<Option<KeptReminder>, StoreError>;

    /// Deletes a reminder of a user, beyond recovery from the files; whether there was one.
    ///
    /// # Errors
    /// The database failed; it is still kept.
    async fn remove_reminder(&self, user: u64, id: u64) -> Result<bool, StoreError>;

    /// Deletes all reminders of a user, who is not to be written to, beyond recovery from the files; how many.
    ///
    /// # Errors
    /// The database failed; all are still kept.
    async fn remove_reminders(&self, user: u64) -> Result<u64, StoreError>;

    /// Deletes a reminder that was told. Beyond recovery from the files it is with the next [`Store::expire`], so that
    /// telling many holds nobody up.
    ///
    /// # Errors
    /// The database failed; it is still kept.
    ///
    /// [`Store::expire`]: super::Store::expire
    async fn finish_reminder(&self, told: &KeptReminder) -> Result<(), StoreError>;

    /// The time zone of the user: a named one, or a fixed offset from UTC. A name that the time zone database no longer
    /// knows is as good as none.
    ///
    /// # Errors
    /// The database failed.
    async fn zone(&self, user: u64) -> Result<Option<TimeZone>, StoreError>;

    /// Keeps the time zone of the user, in place of the one before.
    ///
    /// # Errors
    /// The database failed.
    async fn set_zone(&self, user: u64, zone: &TimeZone, now: Timestamp) -> Result<(), StoreError>;
}
