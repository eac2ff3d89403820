use std::fmt;

use thiserror::Error;

/// Micro-hours in an hour: weekly hours are kept exactly to six decimals.
const MICRO: i64 = 1_000_000;
const DAYS_IN_A_WEEK: i64 = 7;

/// Hours worked a week: more than 0 and at most 168.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct WeeklyHours(i64);

/// The number is no possible count of hours in a week.
#[derive(Debug, Clone, PartialEq, Error)]
#[error("expected hours a week above 0 and at most 168, such as 37.5, found {0}")]
pub struct InvalidHours(pub f64);

impl WeeklyHours {
    /// The most there are: 168.
    pub const MOST: WeeklyHours = WeeklyHours(168 * MICRO);
    /// The fewest that are told apart from none: a millionth of an hour.
    pub const FEWEST: WeeklyHours = WeeklyHours(1);

    /// `hours` a week, rounded to a millionth of an hour.
    ///
    /// # Errors
    /// Not above 0, above 168, or not a number.
    pub fn new(hours: f64) -> Result<Self, InvalidHours> {
        let micro = (hours * MICRO as f64).round();
        if micro >= 1.0 && micro <= Self::MOST.0 as f64 {
            Ok(WeeklyHours(micro as i64))
        } else {
            Err(InvalidHours(hours))
        }
    }

    /// The whole hours from which work is full-time, as a rule file states them.
    pub(super) fn full_time(hours: u8) -> Self {
        WeeklyHours(i64::from(hours) * MICRO)
    }

    /// The hours that lie at `part` (0 to 1) of the way to `other`.
    pub(super) fn towards(self, other: WeeklyHours, part: f64) -> Self {
        WeeklyHours(self.0 + ((other.0 - self.0) as f64 * part).round() as i64)
    }

    /// The hours as a number, for showing.
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / MICRO as f64
    }

    /// What one day at these weekly hours credits.
    pub(super) fn per_day(self) -> Credit {
        Credit(self.0)
    }
}

impl fmt::Display for WeeklyHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.as_f64())
    }
}

/// An exact amount of credited hours.
///
/// A day credits a seventh of its weekly hours, so the unit is a seventh of a micro-hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Credit(i64);

impl Credit {
    /// Nothing.
    pub const ZERO: Credit = Credit(0);
    const HOUR: i64 = MICRO * DAYS_IN_A_WEEK;

    /// `hours` whole hours.
    pub fn from_hours(hours: i64) -> Self {
        Credit(hours * Self::HOUR)
    }

    /// This much on each of `days` days.
    pub(super) fn times_days(self, days: i32) -> Self {
        Credit(self.0 * i64::from(days))
    }

    pub(super) fn plus(self, other: Credit) -> Self {
        Credit(self.0 + other.0)
    }

    pub(super) fn minus(self, other: Credit) -> Self {
        Credit(self.0 - other.0)
    }

    /// How many days at `per_day` this much is, rounded up; none is asked of an amount that is not positive.
    pub(super) fn days_at(self, per_day: Credit) -> i32 {
        let days = (self.0.max(0) + per_day.0 - 1) / per_day.0.max(1);
        i32::try_from(days).unwrap_or(i32::MAX)
    }

    /// How many whole `unit`s are in it.
    pub(super) fn in_units_of(self, unit: Credit) -> i64 {
        self.0 / unit.0.max(1)
    }

    /// The whole hours in it.
    pub fn whole_hours(self) -> i64 {
        self.in_units_of(Credit(Self::HOUR))
    }

    /// The hours to one decimal; an exact half goes to the even tenth.
    pub fn to_tenths(self) -> f64 {
        let tenth = Self::HOUR / 10;
        let (whole, rest) = (self.0.div_euclid(tenth), self.0.rem_euclid(tenth));
        let up = match (2 * rest).cmp(&tenth) {
            std::cmp::Ordering::Less => 0,
            std::cmp::Ordering::Equal => whole.rem_euclid(2),
            std::cmp::Ordering::Greater => 1,
        };
        (whole + up) as f64 / 10.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_a_week_are_above_zero_and_at_most_168() {
        for hours in [0.000_001, 1.0, 37.5, 168.0] {
            assert_eq!(WeeklyHours::new(hours).unwrap().as_f64(), hours);
        }
        for hours in [0.0, -5.0, 168.000_001, 200.0, f64::NAN, f64::INFINITY] {
            assert!(WeeklyHours::new(hours).is_err(), "{hours}");
        }
    }

    #[test]
    fn tenths_are_rounded_half_to_even() {
        let week = |hours: f64| {
            WeeklyHours::new(hours)
                .unwrap()
                .per_day()
                .times_days(7)
                .to_tenths()
        };
        assert_eq!(week(21.25), 21.2);
        assert_eq!(week(21.75), 21.8);
        assert_eq!(week(0.04), 0.0);
        assert_eq!(week(29.96), 30.0);
    }
}
