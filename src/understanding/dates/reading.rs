//! What an answer to a question for a date may say.

use thiserror::Error;

use crate::eligibility::StatedDate;

/// Nobody who asks started work before this year.
pub(super) const FIRST_YEAR: i16 = 1950;

/// Which day of a job was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateRole {
    Start,
    End,
}

/// What an answer to a question for a date says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateReading {
    /// One date.
    Sure(StatedDate),
    /// The work goes on.
    Still,
    /// One of these; the person has to say which.
    Either(Vec<StatedDate>),
}

/// Why an answer is not one date.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DateProblem {
    #[error("no date in it")]
    NotADate,
    #[error("the month of {year} is missing")]
    MonthMissing { year: i16 },
    #[error("the year of day {day} of month {month} is missing")]
    YearMissing { month: u8, day: u8 },
    /// The 31st of February, or a 13th month (then `day` may be none).
    #[error("the calendar has no such day")]
    NoSuchDay {
        year: Option<i16>,
        month: u8,
        day: Option<u8>,
    },
    #[error("{} is in the future", .0.as_start())]
    InTheFuture(StatedDate),
    #[error("{} is too long ago", .0.as_start())]
    TooLongAgo(StatedDate),
    /// A start and an end in one answer; both may be taken.
    #[error("two dates, a start and an end")]
    TwoDates {
        start: DateReading,
        end: DateReading,
    },
}
