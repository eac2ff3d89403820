//! Reminders: what a person wishes to be told, when it is due, and the hours in which nobody is written to.
//!
//! Pure: the time, the person's time zone and the rounds are arguments, and nothing is said or sent here.

mod hours;
mod news;
mod reminder;
mod zones;

pub(crate) use hours::{
    QUIET_FROM, QUIET_UNTIL, morning_of, next_allowed, offset_of, read_clock, usual_zone,
};
pub(crate) use reminder::{Due, ReminderRecord};
pub use reminder::{Kind, MONTHS_AHEAD, Reminder, ReminderKind, Topic, UnknownTopic};
pub use zones::Zones;

/// How many reminders one person may have.
pub const MAX_REMINDERS: usize = 20;
