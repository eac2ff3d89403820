//! A person's reminders as the conversation needs and changes them.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::dialogue::{Effect, Reminding, Transition};
use crate::draws::Rounds;
use crate::reminders::{Due, Reminder, ReminderRecord, Topic, next_allowed, usual_zone};
use crate::store::{KeptReminder, Store, StoreError};

/// What is kept of a person's reminders.
pub struct UserReminders {
    kept: Vec<KeptReminder>,
    set: Vec<Reminder>,
    zone: Option<TimeZone>,
    now: Timestamp,
}

impl UserReminders {
    /// What is kept of them `now`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn load(store: &dyn Store, user: u64, now: Timestamp) -> Result<Self, StoreError> {
        let kept = store.reminders(user).await?;
        let reminder = |kept: &KeptReminder| Reminder {
            wish: kept.note.wish.clone(),
            tried: kept.note.tried,
        };
        Ok(UserReminders {
            set: kept.iter().map(reminder).collect(),
            kept,
            zone: store.zone(user).await?,
            now,
        })
    }

    /// The person's time zone, where they told it.
    pub fn zone(&self) -> Option<&TimeZone> {
        self.zone.as_ref()
    }

    /// As the conversation takes it.
    pub fn reminding(&self) -> Reminding<'_> {
        Reminding {
            set: &self.set,
            zone: self.zone.as_ref(),
            now: self.now,
        }
    }

    /// Makes the effects of a conversation on its reminders; `rounds` are those known `today`.
    ///
    /// # Errors
    /// The database failed; the effects before that one are made.
    pub async fn apply(
        &self,
        transition: &Transition,
        user: u64,
        store: &dyn Store,
        rounds: &Rounds,
        today: Date,
    ) -> Result<(), StoreError> {
        let zone = self.zone.clone().unwrap_or_else(usual_zone);
        for effect in &transition.effects {
            match effect {
                Effect::SetReminder(wish) => {
                    let mark = wish.mark(rounds, today);
                    let note = ReminderRecord::new(wish.clone(), transition.state.lang, mark);
                    let due = wish.due(self.now, &zone);
                    let replaced = self.about(&wish.topic());
                    store
                        .set_reminder(user, replaced, &note, due, self.now)
                        .await?;
                }
                Effect::RemoveReminder(topic) => {
                    if let Some(id) = self.about(topic) {
                        store.remove_reminder(user, id).await?;
                    }
                }
                Effect::SetZone(zone) => {
                    store.set_zone(user, zone, self.now).await?;
                    self.move_to(store, zone).await?;
                }
            }
        }
        Ok(())
    }

    /// Makes what is due at a time due at that of another zone.
    async fn move_to(&self, store: &dyn Store, zone: &TimeZone) -> Result<(), StoreError> {
        for kept in &self.kept {
            if !matches!(kept.due, Due::At(_)) {
                continue;
            }
            let due = match kept.note.wish.due(self.now, zone) {
                // News that waits for the morning.
                Due::News => Due::At(next_allowed(self.now, zone)),
                due => due,
            };
            // Where it changed meanwhile, it is on its way.
            store
                .change_reminder(kept, &kept.note, due, self.now)
                .await?;
        }
        Ok(())
    }

    fn about(&self, topic: &Topic) -> Option<u64> {
        let about = |kept: &&KeptReminder| kept.note.wish.topic() == *topic;
        self.kept.iter().find(about).map(|kept| kept.id)
    }
}
