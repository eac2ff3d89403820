use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::WeeklyHours;
use crate::noc::NocCode;

/// Where a spell of work was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Country {
    Canada,
    Abroad,
}

/// What a person said about a spell that changes no hours but earns a warning; unpaid work is left out altogether.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SpellFlags {
    pub self_employed: bool,
    pub student: bool,
    pub unpaid: bool,
}

/// The kind of work, beyond hours and dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WorkKind {
    Employed,
    SelfEmployed,
    Student,
    Unpaid,
}

impl WorkKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [WorkKind; 4] = [
        WorkKind::Employed,
        WorkKind::SelfEmployed,
        WorkKind::Student,
        WorkKind::Unpaid,
    ];

    /// A short name for buttons and messages.
    pub fn tag(self) -> &'static str {
        match self {
            WorkKind::Employed => "employed",
            WorkKind::SelfEmployed => "self",
            WorkKind::Student => "student",
            WorkKind::Unpaid => "unpaid",
        }
    }

    /// The kind with this short name.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.tag() == tag)
    }

    /// The flags of a spell of this kind.
    pub fn flags(self) -> SpellFlags {
        SpellFlags {
            self_employed: self == WorkKind::SelfEmployed,
            student: self == WorkKind::Student,
            unpaid: self == WorkKind::Unpaid,
        }
    }
}

/// A stretch of work in one occupation at the same weekly hours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spell {
    pub noc: NocCode,
    /// The first day worked.
    pub start: Date,
    /// The last day worked, or none: still working there.
    pub end: Option<Date>,
    pub hours: WeeklyHours,
    pub country: Country,
    pub flags: SpellFlags,
}

/// A spell that cannot be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SpellError {
    #[error("start: {start} is after {as_of}, the day asked about")]
    StartsLater { start: Date, as_of: Date },
    #[error(
        "end: {end} is after {as_of}, the day asked about (leave the end out if the work goes on)"
    )]
    EndsLater { end: Date, as_of: Date },
    #[error("end: {end} is before the start, {start}")]
    EndsBeforeStart { start: Date, end: Date },
}

impl Spell {
    /// Checks the dates against each other and against the day asked about.
    ///
    /// # Errors
    /// The spell ends before it starts, or reaches beyond `as_of`.
    pub fn check(&self, as_of: Date) -> Result<(), SpellError> {
        let start = self.start;
        if start > as_of {
            return Err(SpellError::StartsLater { start, as_of });
        }
        match self.end {
            Some(end) if end < start => Err(SpellError::EndsBeforeStart { start, end }),
            Some(end) if end > as_of => Err(SpellError::EndsLater { end, as_of }),
            _ => Ok(()),
        }
    }
}

/// A date as people state it: a day, a month without a day, or a year alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum StatedDate {
    Day(Date),
    /// The first day of the month stands for it.
    Month(Date),
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

    /// The day it means as the first day of a spell.
    pub fn as_start(self) -> Date {
        match self {
            StatedDate::Day(day) | StatedDate::Month(day) => day,
            StatedDate::Year(year) => Date::new(year, 1, 1).unwrap_or(Date::MIN),
        }
    }

    /// The day it means as the last day of a spell.
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
    fn a_month_is_its_first_day_as_a_start_and_its_last_as_an_end() {
        let month: StatedDate = "2024-02".parse().unwrap();
        assert_eq!(
            (month.as_start(), month.as_end()),
            (date(2024, 2, 1), date(2024, 2, 29))
        );
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
