//! Reminders: what a person wishes to be told, when it is due, and the hours in which nobody is written to.
//!
//! Pure: the time, the person's offset from UTC and the rounds are arguments, and nothing is said or sent here.

mod hours;
mod news;
mod wish;

pub use hours::{
    QUIET_FROM, QUIET_UNTIL, USUAL_OFFSET, is_quiet, morning_of, next_allowed, next_morning,
    offset_of, read_clock,
};
pub use news::Mark;
pub use wish::{Due, Kind, MONTHS_AHEAD, Note, Reminder, Topic, UnknownTopic, Wish};

/// How many reminders one person may have.
pub const MOST_REMINDERS: usize = 20;
