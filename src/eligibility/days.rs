//! Days as numbers, and stretches of them.

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Span};

/// A day, counted from 1970-01-01.
pub(super) type DayNumber = i32;

const EPOCH: Date = date(1970, 1, 1);
const SECONDS_IN_A_DAY: i64 = 24 * 60 * 60;
/// The end of work that goes on: after every day that can be asked about.
const FOREVER: DayNumber = i32::MAX / 2;

/// The number of a day.
pub(super) fn day_number(day: Date) -> DayNumber {
    let seconds = day.duration_since(EPOCH).as_secs();
    i32::try_from(seconds / SECONDS_IN_A_DAY).unwrap_or(FOREVER)
}

/// The day of a number.
pub(super) fn day_of(number: DayNumber) -> Date {
    EPOCH.saturating_add(SignedDuration::from_secs(
        i64::from(number) * SECONDS_IN_A_DAY,
    ))
}

/// The day `years` years before; 29 February becomes 28 February.
pub(super) fn years_before(number: DayNumber, years: u8) -> DayNumber {
    day_number(day_of(number).saturating_sub(Span::new().years(years)))
}

/// The day `months` calendar months after; a day that the month lacks becomes its last.
pub(super) fn months_after(number: DayNumber, months: u8) -> DayNumber {
    day_number(day_of(number).saturating_add(Span::new().months(months)))
}

/// Days `start <= day < end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    pub start: DayNumber,
    pub end: DayNumber,
}

impl Days {
    /// From the first to the last day, or without an end.
    pub fn from_to(first: Date, last: Option<Date>) -> Days {
        Days {
            start: day_number(first),
            end: last.map_or(FOREVER, |last| day_number(last) + 1),
        }
    }

    /// The part inside `window`, if there is any.
    pub fn within(self, window: Days) -> Option<Days> {
        let (start, end) = (self.start.max(window.start), self.end.min(window.end));
        (start < end).then_some(Days { start, end })
    }

    /// How many there are.
    pub fn count(self) -> i64 {
        i64::from(self.end) - i64::from(self.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_numbers_and_days_are_the_same_thing() {
        for day in [
            date(1969, 12, 31),
            date(1970, 1, 1),
            date(2024, 2, 29),
            date(2026, 11, 22),
        ] {
            assert_eq!(day_of(day_number(day)), day);
        }
        assert_eq!(day_number(date(1970, 1, 2)), 1);
    }

    #[test]
    fn the_29th_of_february_three_years_back_is_the_28th() {
        let back = |day| day_of(years_before(day_number(day), 3));
        assert_eq!(back(date(2028, 2, 29)), date(2025, 2, 28));
        assert_eq!(back(date(2027, 2, 28)), date(2024, 2, 28));
        assert_eq!(back(date(2027, 3, 1)), date(2024, 3, 1));
    }
}
