//! What handling an update changes, to be kept together with its end.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::KeptReminder;
use crate::dialogue::State;
use crate::noc::Lang;
use crate::reminders::{Due, ReminderRecord};

/// A change of what is kept, as the calls of the same names make it.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Keeps where the conversation stands.
    Save {
        /// The person.
        user: u64,
        /// Where the conversation stands.
        state: Arc<State>,
        /// The moment of the change.
        now: Timestamp,
    },
    /// Keeps the language.
    SetLanguage {
        /// The person.
        user: u64,
        /// The language.
        lang: Lang,
        /// The moment of the change.
        now: Timestamp,
    },
    /// Keeps the time zone.
    SetZone {
        /// The person.
        user: u64,
        /// The time zone.
        zone: TimeZone,
        /// The moment of the change.
        now: Timestamp,
    },
    /// Sets a reminder, in the place of another one if there is one.
    SetReminder {
        /// The person.
        user: u64,
        /// The reminder that it takes the place of.
        replaced: Option<u64>,
        /// What the reminder holds.
        note: Box<ReminderRecord>,
        /// When it is due.
        due: Due,
        /// The moment of the change.
        now: Timestamp,
    },
    /// Keeps what a reminder has become.
    ChangeReminder {
        /// The reminder as it was kept.
        kept: Box<KeptReminder>,
        /// What the reminder holds.
        note: Box<ReminderRecord>,
        /// When it is due.
        due: Due,
        /// The moment of the change.
        now: Timestamp,
    },
    /// Removes a reminder.
    RemoveReminder {
        /// The person.
        user: u64,
        /// The reminder.
        id: u64,
    },
    /// Removes every reminder.
    RemoveReminders {
        /// The person.
        user: u64,
    },
    /// Deletes everything of a person.
    Forget {
        /// The person.
        user: u64,
    },
}

impl Change {
    /// Whether it deletes something that must be gone from the files, too.
    pub(super) fn deletes(&self) -> bool {
        matches!(
            self,
            Change::Forget { .. } | Change::RemoveReminder { .. } | Change::RemoveReminders { .. }
        )
    }
}
