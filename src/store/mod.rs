//! What must survive a restart: conversations, reminders, and what is known of a user beyond them.
//!
//! A conversation is kept by its user: only those of private chats are. Its content is a record (see `record`) that is
//! versioned and, under a key, encrypted; who it belongs to and when it was last saved are plain, for [`Store::forget`] and
//! [`Store::expire`]. Reminders are kept the same way. Only the folders under this one know a database.
//!
//! What is deleted leaves the files at once. Where that fails the deletion holds all the same and is reported as done: the
//! log says so, and the next deletion or start makes up for it.

mod change;
mod cipher;
mod error;
mod page;
mod postgres;
mod record;
mod reminders;
mod sql;
mod sqlite;
#[cfg(test)]
mod tests;
mod unit_of_work;
mod updates;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};

pub use change::Change;
pub use error::StoreError;
pub use page::CachedPage;
pub(crate) use reminders::{KeptReminder, ReminderStore};
pub use sql::SqlStore;
pub use sqlite::{ServingLock, backup};
pub use unit_of_work::UnitOfWork;
pub(crate) use updates::{
    Depth, Lane, NewMessage, NewUpdate, Outlook, Taken, Waiting, WaitingMessage, WaitingUpdate,
};
pub use updates::{Person, SEEN, UpdateStore, Work};

use crate::dialogue::State;
use crate::noc::Lang;

/// How long a conversation is kept after its last message: 30 days, as `/privacy` says.
pub const KEPT_IDLE: SignedDuration = SignedDuration::from_hours(30 * 24);

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

/// How far a change is written before it counts as kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sync {
    /// It survives the end of the process.
    #[default]
    Normal,
    /// It survives a cut in power, too.
    Full,
}

/// Keeps conversations and reminders. Every change is on its way to the disk when its call returns: a killed process loses none.
#[async_trait]
pub trait Store: ReminderStore {
    /// The user's conversation as it was last saved.
    ///
    /// # Errors
    /// The database failed.
    async fn load(&self, user: u64) -> Result<Loaded, StoreError>;

    /// Keeps the user's conversation, in place of what was kept of it.
    ///
    /// # Errors
    /// The database failed; what was kept before still is.
    async fn save(&self, user: u64, state: &State, now: Timestamp) -> Result<(), StoreError>;

    /// Deletes everything kept of the user, beyond recovery from the files; how many rows.
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

    /// Forgets the numbers of updates taken before `before`; how many. Delivered again they would count as new.
    ///
    /// # Errors
    /// The database failed; all are still known.
    async fn forget_seen(&self, before: Timestamp) -> Result<u64, StoreError>;

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

    /// An official page as it was last kept under this name.
    ///
    /// # Errors
    /// The database failed.
    async fn kept_page(&self, name: &str) -> Result<Option<CachedPage>, StoreError>;

    /// Keeps an official page, in place of what was kept under this name.
    ///
    /// # Errors
    /// The database failed; what was kept before still is.
    async fn keep_page(&self, name: &str, page: &CachedPage) -> Result<(), StoreError>;
}

/// Everything that survives a restart.
pub trait WholeStore: Store + UpdateStore {}

impl<T: Store + UpdateStore> WholeStore for T {}
