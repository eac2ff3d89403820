use std::str::FromStr;

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A date as people state it: a day, a month without a day, or a year alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum StatedDate {
    /// A day.
    Day(Date),
    /// The first day of the month stands for it.
    Month(Date),
    /// A year.
    Year(i16),
}

/// The text is neither `YYYY-MM-DD` nor `YYYY-MM`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("expected a date such as 2024-03-15 or 2024-03, found {0:?}")]
pub struct StatedDateError(pub String);

impl StatedDate {
    /// The month `month` of `year`, where there is one.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        Date::new(year, month, 1).ok().map(StatedDate::Month)
    }

    /// The first day it covers.
    pub fn as_start(self) -> Date {
        match self {
            StatedDate::Day(day) | StatedDate::Month(day) => day,
            StatedDate::Year(year) => Date::new(year, 1, 1).unwrap_or(Date::MIN),
        }
    }

    /// The day it means as the last day of something that is over on `as_of`: the month or year that holds `as_of` is
    /// not, and means the day before.
    pub fn as_end_before(self, as_of: Date) -> Date {
        let end = self.as_end();
        match self {
            StatedDate::Day(_) => end,
            _ if self.as_start() <= as_of && as_of <= end => {
                as_of.saturating_sub(Span::new().days(1))
            }
            _ => end,
        }
    }

    /// The day or month right before it, as exact as it is; of a year the month. None before the first day there is.
    pub fn before(self) -> Option<Self> {
        Some(self.as_exact(self.as_start().yesterday().ok()?))
    }

    /// The day or month right after it, as exact as it is; of a year the month. None after the last day there is.
    pub fn after(self) -> Option<Self> {
        Some(self.as_exact(self.as_end().tomorrow().ok()?))
    }

    fn as_exact(self, day: Date) -> Self {
        match self {
            StatedDate::Day(_) => StatedDate::Day(day),
            _ => StatedDate::Month(day.first_of_month()),
        }
    }

    /// The last day it covers.
    pub fn as_end(self) -> Date {
        match self {
            StatedDate::Day(day) => day,
            StatedDate::Month(first) => first.last_of_month(),
            StatedDate::Year(year) => Date::new(year, 12, 31).unwrap_or(Date::MAX),
        }
    }
}

impl FromStr for StatedDate {
    type Err = StatedDateError;

    fn from_str(text: &str) -> Result<Self, StatedDateError> {
        let wrong = || StatedDateError(text.to_owned());
        let digits_in = |part: &str, count: usize| {
            part.len() == count && part.bytes().all(|b| b.is_ascii_digit())
        };
        let parts: Vec<&str> = text.split('-').collect();
        match parts[..] {
            [year, month] if digits_in(year, 4) && digits_in(month, 2) => {
                let (year, month) = (year.parse(), month.parse());
                let (Ok(year), Ok(month)) = (year, month) else {
                    return Err(wrong());
                };
                StatedDate::month(year, month).ok_or_else(wrong)
            }
            [year, month, day]
                if digits_in(year, 4) && digits_in(month, 2) && digits_in(day, 2) =>
            {
                text.parse().map(StatedDate::Day).map_err(|_| wrong())
            }
            _ => Err(wrong()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_lies_beside_a_date_is_as_exact() {
        let told = |text: &str| -> StatedDate { text.parse().unwrap() };
        let beside = |date: StatedDate| (date.before().unwrap(), date.after().unwrap());
        assert_eq!(
            beside(told("2024-03-01")),
            (told("2024-02-29"), told("2024-03-02"))
        );
        assert_eq!(beside(told("2024-01")), (told("2023-12"), told("2024-02")));
        assert_eq!(
            beside(StatedDate::Year(2024)),
            (told("2023-12"), told("2025-01"))
        );
        assert_eq!(StatedDate::Day(Date::MAX).after(), None);
    }

    #[test]
    fn a_month_is_its_first_day_as_a_start_and_its_last_as_an_end() {
        let month: StatedDate = "2024-02".parse().unwrap();
        assert_eq!(
            (month.as_start(), month.as_end()),
            (date(2024, 2, 1), date(2024, 2, 29))
        );
        assert_eq!(month.as_end_before(date(2024, 3, 1)), date(2024, 2, 29));
        assert_eq!(month.as_end_before(date(2024, 2, 29)), date(2024, 2, 28));
        assert_eq!(month.as_end_before(date(2024, 2, 1)), date(2024, 1, 31));
        assert_eq!(month.as_end_before(date(2024, 1, 31)), date(2024, 2, 29));
        let day: StatedDate = "2024-02-10".parse().unwrap();
        assert_eq!(
            (day.as_start(), day.as_end()),
            (date(2024, 2, 10), date(2024, 2, 10))
        );
        for wrong in [
            "",
            "2024",
            "2024-13",
            "2023-02-29",
            "2024-2",
            "24-02-01",
            "2024-02-10T00:00",
            "x-y",
        ] {
            assert!(wrong.parse::<StatedDate>().is_err(), "{wrong:?}");
        }
    }
}
