//! The inbox of updates that were taken and the outbox of messages to be sent.
//!
//! **What is promised.** An update is in the inbox, or done, before Telegram hears that we have it. What handling it changes,
//! what is to be said and that it is done are one transaction, so that it takes effect exactly once, whatever ends the process
//! and however often Telegram delivers it within [`SEEN`]. A message stays in the outbox until Telegram was seen to take it, so
//! that it is sent at least once, after those before it in its chat; the press that led to it is answered before it leaves.
//!
//! **What no promise covers.** Telegram cannot be asked whether it took a message: where the process ends, or the connection
//! breaks, between its taking one and our marking it, that one is sent again, one a chat and end. Inline
//! queries are not kept, and handled at most once; a press that Telegram does not let us answer for a second is answered on best
//! effort. An update that Telegram delivers again after
//! [`SEEN`] counts as new. A cut in power may undo the last changes unless [`Sync::Full`] is asked for. What a person is
//! reminded of has a promise of its own (see `services::Reminders`).
//!
//! [`Sync::Full`]: super::Sync::Full

use std::sync::Arc;

use async_trait::async_trait;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::{Change, KeptReminder, Loaded, StoreError};
use crate::dialogue::State;
use crate::noc::Lang;

/// How long the number of an update is remembered.
pub const SEEN: SignedDuration = SignedDuration::from_hours(48);

/// What is handled in order: the updates of one person in one chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lane {
    /// The chat.
    pub chat: i64,
    /// The person.
    pub user: u64,
}

/// An update as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUpdate {
    /// Telegram's `update_id`.
    pub id: i64,
    /// What must go in order with it.
    pub lane: Lane,
    /// As JSON.
    pub body: String,
    /// How often handling it was tried before.
    pub attempts: u32,
}

/// An update of the inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingUpdate {
    /// Its number.
    pub id: i64,
    /// When it was taken in.
    pub taken: Timestamp,
    /// How often handling it was tried, with the attempt that is about to be made where that was counted.
    pub attempts: u32,
    /// As JSON; none where it cannot be read any more.
    pub body: Option<String>,
}

/// What is kept of a person, as handling an update needs it.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Where the conversation stands.
    pub conversation: Loaded,
    /// The language, if one was chosen.
    pub lang: Option<Lang>,
    /// The time zone, if one was told.
    pub zone: Option<TimeZone>,
    /// Every reminder.
    pub reminders: Vec<KeptReminder>,
}

impl Person {
    /// What they become by these changes, and their conversation; none where that has to be read.
    pub(super) fn after(&self, user: u64, changes: &[Change]) -> Option<(Person, Arc<State>)> {
        let mut next = self.clone();
        let mut saved = None;
        for change in changes {
            match change {
                Change::Save {
                    user: who, state, ..
                } if *who == user => {
                    saved = Some(Arc::clone(state));
                }
                Change::SetLanguage {
                    user: who, lang, ..
                } if *who == user => {
                    next.lang = Some(*lang);
                }
                _ => return None,
            }
        }
        Some((next, saved?))
    }
}

/// What handling an update needs that is not in the inbox.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// Who it is.
    pub person: Person,
    /// How often something was changed by then that was not handled so: where it was once more, what was handled counts for
    /// nothing.
    pub changes: u64,
}

/// What waits in a lane.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// In the order in which they are to be handled.
    pub updates: Vec<WaitingUpdate>,
    /// Who it is.
    pub person: Person,
}

/// What became of updates that were to be taken in.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// The numbers of those that were not seen before.
    pub new: Vec<i64>,
    /// What waits in the lanes that were asked about, with those that were taken.
    pub waiting: Vec<(Lane, Waiting)>,
    /// The numbers of those whose first attempt was counted.
    pub begun: Vec<i64>,
}

/// A message to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMessage {
    /// The chat.
    pub chat: i64,
    /// What is to be sent, and how, as JSON.
    pub body: String,
}

/// A message of the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingMessage {
    /// Its number.
    pub id: i64,
    /// The chat.
    pub chat: i64,
    /// Whom it answers.
    pub user: u64,
    /// When it was made.
    pub made: Timestamp,
    /// As JSON; none where it cannot be read any more.
    pub body: Option<String>,
}

/// What handling updates led to.
#[derive(Debug, Clone, PartialEq)]
pub struct Work {
    /// What must go in order with it.
    pub lane: Lane,
    /// Those that were handled.
    pub updates: Vec<i64>,
    /// What is to be kept.
    pub changes: Vec<Change>,
    /// What is to be sent.
    pub messages: Vec<NewMessage>,
    /// Whether they could not be handled, and are kept without being tried again.
    pub is_aside: bool,
    /// Where they were handled before they were in the inbox, and are taken in and done at once: what was known then, but for
    /// the conversation.
    pub ahead: Option<Outlook>,
}

impl Work {
    /// What updates of the inbox led to, apart from messages.
    pub(crate) fn of(lane: Lane, updates: Vec<i64>, changes: Vec<Change>) -> Self {
        Work {
            lane,
            updates,
            changes,
            messages: Vec::new(),
            is_aside: false,
            ahead: None,
        }
    }
}

/// How much waits, and since when the oldest does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Depth {
    /// How many updates wait.
    pub updates: u64,
    /// When the oldest of them was taken in.
    pub oldest_update: Option<Timestamp>,
    /// How many updates could not be handled.
    pub aside: u64,
    /// How many messages wait.
    pub messages: u64,
    /// When the oldest message was made.
    pub oldest_message: Option<Timestamp>,
}

/// Keeps updates until they are done, and messages until they are sent.
#[async_trait]
pub trait UpdateStore: Send + Sync {
    /// Puts updates into the inbox, and reads what waits in some lanes then, the first `most` of each. Those of the updates that
    /// come first in these lanes are about to be handled, and have their first attempt counted.
    ///
    /// # Errors
    /// The database failed; none of them is in the inbox by this call.
    async fn take_and_read(
        &self,
        updates: Vec<NewUpdate>,
        lanes: Vec<Lane>,
        most: usize,
        now: Timestamp,
    ) -> Result<Taken, StoreError>;

    /// Puts updates into the inbox; those that were not seen before.
    ///
    /// # Errors
    /// As [`UpdateStore::take_and_read`].
    async fn take(&self, updates: Vec<NewUpdate>, now: Timestamp) -> Result<Vec<i64>, StoreError> {
        let taken = self.take_and_read(updates, Vec::new(), 0, now).await?;
        Ok(taken.new)
    }

    /// Remembers updates that are never in the inbox, before they are handled; those that were not seen before.
    ///
    /// # Errors
    /// The database failed; none of them is remembered by this call.
    async fn remember(&self, updates: Vec<i64>, now: Timestamp) -> Result<Vec<i64>, StoreError>;

    /// What is kept of a lane's person, so that an update can be handled before it is in the inbox. None where it has to go
    /// by the inbox: others wait in its lane, handling it may have ended this process before, or other processes work with
    /// the same store.
    ///
    /// # Errors
    /// The database failed.
    async fn look_ahead(&self, lane: Lane, update: i64) -> Result<Option<Outlook>, StoreError>;

    /// Whether an update was being handled, before it was in the inbox, when an earlier process ended.
    fn was_in_hand(&self, update: i64) -> bool;

    /// The first `most` updates that wait in a lane, and what is kept of its person.
    ///
    /// # Errors
    /// The database failed.
    async fn waiting(&self, lane: Lane, most: usize) -> Result<Waiting, StoreError>;

    /// The lanes in which updates wait that were taken before `before`.
    ///
    /// # Errors
    /// The database failed.
    async fn waiting_lanes(&self, before: Timestamp) -> Result<Vec<Lane>, StoreError>;

    /// Writes down that handling updates of a lane is tried, before it is, so that the end of the process is counted too.
    ///
    /// # Errors
    /// The database failed; nothing was counted.
    async fn count_attempt(&self, lane: Lane, updates: Vec<i64>) -> Result<(), StoreError>;

    /// Makes the changes of handled updates, keeps their messages and takes them out of the inbox, all at once; of their
    /// messages, those to chats for which no others waited. None where nothing was done, since one of the updates is no longer
    /// in the inbox, or was not handled ahead in time: somebody else handled it, or its person is forgotten.
    ///
    /// # Errors
    /// The database failed; everything is as before.
    async fn finish_and_read(
        &self,
        work: Work,
        now: Timestamp,
    ) -> Result<Option<Vec<WaitingMessage>>, StoreError>;

    /// As [`UpdateStore::finish_and_read`]; whether it was done.
    ///
    /// # Errors
    /// The same.
    async fn finish(&self, work: Work, now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.finish_and_read(work, now).await?.is_some())
    }

    /// The first `most` messages to a chat, in their order.
    ///
    /// # Errors
    /// The database failed.
    async fn messages(&self, chat: i64, most: usize) -> Result<Vec<WaitingMessage>, StoreError>;

    /// The chats for which there are messages.
    ///
    /// # Errors
    /// The database failed.
    async fn waiting_chats(&self) -> Result<Vec<i64>, StoreError>;

    /// Takes a message that was sent, or cannot be, out of the outbox; whether it still was in it.
    ///
    /// # Errors
    /// The database failed; it is still in it.
    async fn sent(&self, chat: i64, message: i64) -> Result<bool, StoreError>;

    /// As [`UpdateStore::sent`], but with what is written next, within some hundredths of a second.
    ///
    /// # Errors
    /// The same.
    async fn sent_last(&self, chat: i64, message: i64) -> Result<bool, StoreError>;

    /// Takes everything for a chat out of the outbox, since nobody may write there; how many messages.
    ///
    /// # Errors
    /// The database failed; all are still in it.
    async fn unreachable(&self, chat: i64) -> Result<u64, StoreError>;

    /// How much waits.
    ///
    /// # Errors
    /// The database failed.
    async fn depth(&self) -> Result<Depth, StoreError>;

    /// Writes something that changes nothing.
    ///
    /// # Errors
    /// The database cannot be written.
    async fn probe(&self) -> Result<(), StoreError>;

    /// Whether other processes may work with the same store.
    fn is_shared(&self) -> bool;

    /// Says, again and again, that this process is alive; what it has taken is free again some seconds after the last time.
    ///
    /// # Errors
    /// The database failed.
    async fn live(&self) -> Result<(), StoreError>;

    /// Takes something that only one process may do at a time, such as sending to a chat; whether this one may.
    ///
    /// # Errors
    /// The database failed.
    async fn take_lease(&self, name: &str) -> Result<bool, StoreError>;

    /// Lets go of something taken.
    ///
    /// # Errors
    /// The database failed.
    async fn release_lease(&self, name: &str) -> Result<(), StoreError>;
}
