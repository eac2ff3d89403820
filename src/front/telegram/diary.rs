//! A person's reminders as the conversation needs and changes them.

use jiff::Timestamp;
use jiff::tz::Offset;

use super::front::Front;
use crate::dialogue::{Reaction, ReminderChange, Reminding};
use crate::reminders::{Due, Note, Reminder, Topic, USUAL_OFFSET, next_allowed};
use crate::store::{KeptReminder, StoreError, Who};

/// What is kept of a person's reminders.
pub struct Diary {
    kept: Vec<KeptReminder>,
    set: Vec<Reminder>,
    offset: Option<Offset>,
    now: Timestamp,
}

impl Diary {
    /// As the conversation takes it.
    pub fn reminding(&self) -> Reminding<'_> {
        Reminding {
            set: &self.set,
            offset: self.offset,
            now: self.now,
        }
    }

    fn about(&self, topic: &Topic) -> Option<u64> {
        let about = |kept: &&KeptReminder| kept.note.wish.topic() == *topic;
        self.kept.iter().find(about).map(|kept| kept.id)
    }
}

impl Front {
    /// What is kept of a person's reminders.
    pub async fn diary(&self, user: u64) -> Result<Diary, StoreError> {
        let kept = self.store.reminders(user).await?;
        let reminder = |kept: &KeptReminder| Reminder {
            wish: kept.note.wish.clone(),
            tried: kept.note.tried,
        };
        Ok(Diary {
            set: kept.iter().map(reminder).collect(),
            kept,
            offset: self.store.offset(user).await?,
            now: self.clock.now(),
        })
    }

    /// Makes the changes that a conversation asks for.
    pub async fn keep(
        &self,
        who: Who,
        diary: &Diary,
        reaction: &Reaction,
    ) -> Result<(), StoreError> {
        let offset = diary.offset.unwrap_or(USUAL_OFFSET);
        for change in &reaction.changes {
            match change {
                ReminderChange::Set(wish) => {
                    let mark = wish.mark(&self.presenter.data.published().rounds, self.today());
                    let note = Note::new(wish.clone(), reaction.state.lang, mark);
                    let due = wish.due(diary.now, offset);
                    let replaced = diary.about(&wish.topic());
                    self.store
                        .set_reminder(who, replaced, &note, due, diary.now)
                        .await?;
                }
                ReminderChange::Remove(topic) => {
                    if let Some(id) = diary.about(topic) {
                        self.store.remove_reminder(who.user, id).await?;
                    }
                }
                ReminderChange::Offset(offset) => {
                    self.store.set_offset(who.user, *offset, diary.now).await?;
                    self.move_to(diary, *offset).await?;
                }
            }
        }
        Ok(())
    }

    /// Makes what is due at a time due at that of another offset.
    async fn move_to(&self, diary: &Diary, offset: Offset) -> Result<(), StoreError> {
        for kept in &diary.kept {
            if !matches!(kept.due, Due::At(_)) {
                continue;
            }
            let due = match kept.note.wish.due(diary.now, offset) {
                // News that waits for the morning.
                Due::News => Due::At(next_allowed(diary.now, offset)),
                due => due,
            };
            // Where it changed meanwhile, it is on its way.
            self.store
                .change_reminder(kept, &kept.note, due, diary.now)
                .await?;
        }
        Ok(())
    }
}
