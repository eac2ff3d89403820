//! What must survive a restart: conversations, reminders, and what is known of a user beyond them.
//!
//! A conversation is kept by chat and user, so that people in one group never share one. Its content is a record (see
//! `record`) that is versioned and, under a key, encrypted; who it belongs to and when it was last saved are plain, for
//! [`Store::forget`] and [`Store::expire`]. Reminders are kept the same way. Only the folders under this one know a
//! database.

mod cipher;
mod error;
mod page;
mod record;
mod reminders;
mod sqlite;
#[cfg(test)]
mod tests;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};

pub use error::StoreError;
pub use page::KeptPage;
pub use reminders::{KeptReminder, ReminderStore};
pub use sqlite::SqliteStore;

use crate::dialogue::State;
use crate::noc::Lang;

/// How long a conversation is kept after its last message: 30 days, as `/privacy` says.
pub const KEPT_IDLE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Whose conversation it is, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Who {
    pub chat: i64,
    pub user: u64,
}

/// What is kept of a conversation.
#[derive(Debug, Clone, PartialEq)]
pub enum Loaded {
    /// Nothing.
    None,
    /// Something of another format or under another key: start over and say so.
    Unreadable,
    /// Where the conversation stands.
    Found(State),
}

/// Keeps conversations and reminders. Every change is on its way to the disk when its call returns: a killed process loses none.
#[async_trait]
pub trait Store: ReminderStore {
    /// The conversation as it was last saved.
    ///
    /// # Errors
    /// The database failed.
    async fn load(&self, who: Who) -> Result<Loaded, StoreError>;

    /// Keeps the conversation, in place of what was kept of it.
    ///
    /// # Errors
    /// The database failed; what was kept before still is.
    async fn save(&self, who: Who, state: &State, now: Timestamp) -> Result<(), StoreError>;

    /// Deletes everything kept of the user, in every chat, beyond recovery from the files; how many rows.
    ///
    /// # Errors
    /// The database failed; everything is still kept.
    async fn forget(&self, user: u64) -> Result<u64, StoreError>;

    /// Deletes, beyond recovery from the files, conversations last saved before `before`, and what else is kept of users
    /// who have no conversation and no reminder and changed nothing since; how many conversations. Afterwards nothing
    /// deleted before is in the files either.
    ///
    /// Reminders stay until they are sent or removed; only those tried before `before`, of which nobody knows whether
    /// they arrived, are deleted.
    ///
    /// # Errors
    /// The database failed; everything is still kept.
    async fn expire(&self, before: Timestamp) -> Result<u64, StoreError>;

    /// Follows a group that became a supergroup. Of two conversations of one user the one saved last stays.
    ///
    /// # Errors
    /// The database failed; everything is as before.
    async fn move_chat(&self, from: i64, to: i64) -> Result<(), StoreError>;

    /// The language the user chose.
    ///
    /// # Errors
    /// The database failed.
    async fn language(&self, user: u64) -> Result<Option<Lang>, StoreError>;

    /// Keeps the language the user chose.
    ///
    /// # Errors
    /// The database failed.
    async fn set_language(&self, user: u64, lang: Lang, now: Timestamp) -> Result<(), StoreError>;

    /// Whether the user blocked the bot, and so is not to be written to.
    ///
    /// # Errors
    /// The database failed.
    async fn is_blocked(&self, user: u64) -> Result<bool, StoreError>;

    /// Keeps whether the user blocked the bot, and deletes the reminders of one who did.
    ///
    /// # Errors
    /// The database failed; everything is as before.
    async fn set_blocked(&self, user: u64, blocked: bool, now: Timestamp)
    -> Result<(), StoreError>;

    /// An official page as it was last kept under this name.
    ///
    /// # Errors
    /// The database failed.
    async fn kept_page(&self, name: &str) -> Result<Option<KeptPage>, StoreError>;

    /// Keeps an official page, in place of what was kept under this name.
    ///
    /// # Errors
    /// The database failed; what was kept before still is.
    async fn keep_page(&self, name: &str, page: &KeptPage) -> Result<(), StoreError>;
}
