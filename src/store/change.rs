//! What handling an update changes, to be kept together with its end.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::KeptReminder;
use crate::dialogue::State;
use crate::noc::Lang;
use crate::reminders::{Due, ReminderRecord};

/// A change of what is kept, as the calls of the same names make it.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    Save {
        user: u64,
        state: Box<State>,
        now: Timestamp,
    },
    SetLanguage {
        user: u64,
        lang: Lang,
        now: Timestamp,
    },
    SetZone {
        user: u64,
        zone: TimeZone,
        now: Timestamp,
    },
    SetReminder {
        user: u64,
        replaced: Option<u64>,
        note: Box<ReminderRecord>,
        due: Due,
        now: Timestamp,
    },
    ChangeReminder {
        kept: Box<KeptReminder>,
        note: Box<ReminderRecord>,
        due: Due,
        now: Timestamp,
    },
    RemoveReminder {
        user: u64,
        id: u64,
    },
    RemoveReminders {
        user: u64,
    },
    Forget {
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
