//! What handling one update reads and changes, kept together until the update is done.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{CachedPage, Change, KeptReminder, Loaded, Person, ReminderStore, Store, StoreError};
use crate::dialogue::State;
use crate::noc::Lang;
use crate::reminders::{Due, ReminderRecord};

/// A store whose changes are only written down: [`super::UpdateStore::finish`] makes them, with the end of the update.
///
/// What was read of a person beforehand is not read again, their conversation once: it is given away, not copied.
pub struct UnitOfWork {
    store: Arc<dyn Store>,
    known: Option<(u64, Person)>,
    /// The known person's conversation, until it was asked for.
    conversation: Mutex<Option<Loaded>>,
    changes: Mutex<Vec<Change>>,
}

impl UnitOfWork {
    /// One over `store`, of which this much was read of a user.
    pub fn new(store: Arc<dyn Store>, mut known: Option<(u64, Person)>) -> Self {
        let person = known.as_mut().map(|(_, person)| person);
        let conversation =
            person.map(|person| std::mem::replace(&mut person.conversation, Loaded::None));
        UnitOfWork {
            store,
            known,
            conversation: Mutex::new(conversation),
            changes: Mutex::default(),
        }
    }

    /// The changes asked for, in their order.
    pub fn changes(&self) -> Vec<Change> {
        std::mem::take(&mut self.lock())
    }

    fn known(&self, user: u64) -> Option<&Person> {
        let (known, person) = self.known.as_ref()?;
        (*known == user).then_some(person)
    }

    /// A known person's conversation, the first time.
    fn known_conversation(&self, user: u64) -> Option<Loaded> {
        self.known(user)?;
        let kept = self.conversation.lock();
        kept.unwrap_or_else(PoisonError::into_inner).take()
    }

    fn write_down(&self, change: Change) {
        self.lock().push(change);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Change>> {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Store for UnitOfWork {
    async fn load(&self, user: u64) -> Result<Loaded, StoreError> {
        match self.known_conversation(user) {
            Some(loaded) => Ok(loaded),
            None => self.store.load(user).await,
        }
    }

    async fn save(&self, user: u64, state: &State, now: Timestamp) -> Result<(), StoreError> {
        let state = Arc::new(state.clone());
        self.write_down(Change::Save { user, state, now });
        Ok(())
    }

    async fn forget(&self, user: u64) -> Result<u64, StoreError> {
        self.write_down(Change::Forget { user });
        Ok(0)
    }

    async fn expire(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.store.expire(before).await
    }

    async fn forget_seen(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.store.forget_seen(before).await
    }

    async fn language(&self, user: u64) -> Result<Option<Lang>, StoreError> {
        match self.known(user) {
            Some(person) => Ok(person.lang),
            None => self.store.language(user).await,
        }
    }

    async fn set_language(&self, user: u64, lang: Lang, now: Timestamp) -> Result<(), StoreError> {
        self.write_down(Change::SetLanguage { user, lang, now });
        Ok(())
    }

    async fn kept_page(&self, name: &str) -> Result<Option<CachedPage>, StoreError> {
        self.store.kept_page(name).await
    }

    async fn keep_page(&self, name: &str, page: &CachedPage) -> Result<(), StoreError> {
        self.store.keep_page(name, page).await
    }
}

#[async_trait]
impl ReminderStore for UnitOfWork {
    /// The id is given when the change is made: until then it is 0.
    async fn set_reminder(
        &self,
        user: u64,
        replaced: Option<u64>,
        note: &ReminderRecord,
        due: Due,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        let note = Box::new(note.clone());
        self.write_down(Change::SetReminder {
            user,
            replaced,
            note,
            due,
            now,
        });
        Ok(0)
    }

    async fn reminders(&self, user: u64) -> Result<Vec<KeptReminder>, StoreError> {
        match self.known(user) {
            Some(person) => Ok(person.reminders.clone()),
            None => self.store.reminders(user).await,
        }
    }

    async fn count_due(&self, now: Timestamp) -> Result<u64, StoreError> {
        self.store.count_due(now).await
    }

    async fn due_reminders(
        &self,
        now: Timestamp,
        most: usize,
    ) -> Result<Vec<KeptReminder>, StoreError> {
        self.store.due_reminders(now, most).await
    }

    async fn waiting_for_news(
        &self,
        after: u64,
        most: usize,
    ) -> Result<Vec<KeptReminder>, StoreError> {
        self.store.waiting_for_news(after, most).await
    }

    async fn change_reminder(
        &self,
        kept: &KeptReminder,
        note: &ReminderRecord,
        due: Due,
        now: Timestamp,
    ) -> Result<Option<KeptReminder>, StoreError> {
        self.write_down(Change::ChangeReminder {
            kept: Box::new(kept.clone()),
            note: Box::new(note.clone()),
            due,
            now,
        });
        Ok(None)
    }

    async fn remove_reminder(&self, user: u64, id: u64) -> Result<bool, StoreError> {
        self.write_down(Change::RemoveReminder { user, id });
        Ok(true)
    }

    async fn remove_reminders(&self, user: u64) -> Result<u64, StoreError> {
        self.write_down(Change::RemoveReminders { user });
        Ok(0)
    }

    async fn finish_reminder(&self, told: &KeptReminder) -> Result<(), StoreError> {
        let (user, id) = (told.user, told.id);
        self.write_down(Change::RemoveReminder { user, id });
        Ok(())
    }

    async fn zone(&self, user: u64) -> Result<Option<TimeZone>, StoreError> {
        match self.known(user) {
            Some(person) => Ok(person.zone.clone()),
            None => self.store.zone(user).await,
        }
    }

    async fn set_zone(&self, user: u64, zone: &TimeZone, now: Timestamp) -> Result<(), StoreError> {
        let zone = zone.clone();
        self.write_down(Change::SetZone { user, zone, now });
        Ok(())
    }
}
