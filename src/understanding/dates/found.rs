//! What may be a date in an answer.

use jiff::civil::Date;

use super::items::Part;
use super::reading::{DateProblem, DateRole};
use crate::eligibility::StatedDate;

/// Fewer years back lie all the years in which the 29th of February falls out.
const LEAP_GAP: i16 = 8;
/// The middle of a month.
const MID_MONTH: i8 = 15;

/// Something in an answer that may be a date.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Found {
    /// One of these.
    Dates(Vec<StatedDate>),
    /// One of these, from so little that other words beside it cast doubt on it.
    Loose(Vec<StatedDate>),
    /// A month, or a day of it, in a year that is not said.
    Yearless {
        month: i8,
        day: Option<i8>,
    },
    /// A bare `2 years`, counted back from today.
    Length(StatedDate),
    Now,
    Still,
    Problem(DateProblem),
}

impl Found {
    pub fn one(date: StatedDate) -> Self {
        Found::Dates(vec![date])
    }

    /// The same, but not certain to be a date.
    pub fn loosened(self) -> Self {
        match self {
            Found::Dates(dates) => Found::Loose(dates),
            other => other,
        }
    }

    /// Whether unknown words beside it make it no date.
    pub fn is_weak(&self) -> bool {
        matches!(
            self,
            Found::Loose(_) | Found::Yearless { .. } | Found::Length(_)
        )
    }

    /// Whether it says that the work goes on.
    pub fn goes_on(&self) -> bool {
        matches!(self, Found::Still | Found::Now)
    }

    /// Every reading; a year that is not said is the latest possible.
    pub fn dates(&self, today: Date) -> Vec<StatedDate> {
        match self {
            Found::Dates(dates) | Found::Loose(dates) => dates.clone(),
            Found::Yearless { month, day } => latest(*month, *day, today).into_iter().collect(),
            Found::Length(date) => vec![*date],
            Found::Now | Found::Still | Found::Problem(_) => Vec::new(),
        }
    }

    /// Whether one is a year and the other a month or day, with something between them.
    pub fn is_torn_from(&self, other: &Found) -> bool {
        matches!(
            (self, other),
            (Found::Problem(_), Found::Yearless { .. })
                | (Found::Yearless { .. }, Found::Problem(_))
        )
    }

    /// Whether both are dates with a year, and this is the later.
    pub fn is_later_than(&self, other: &Found) -> bool {
        match (self.dated(), other.dated()) {
            (Some(day), Some(other)) => day > other,
            _ => false,
        }
    }

    /// The day, where the year is said.
    fn dated(&self) -> Option<Date> {
        match self {
            Found::Dates(dates) | Found::Loose(dates) => Some(dates.first()?.as_start()),
            Found::Length(date) => Some(date.as_start()),
            _ => None,
        }
    }

    /// As the start of what ends at `end`: without a year, the latest before that.
    pub fn before(&self, end: &Found, today: Date) -> Found {
        let Found::Yearless { month, day } = *self else {
            return self.clone();
        };
        let end = end.dates(today).first().map(|end| end.as_end());
        let date = end.and_then(|end| latest(month, day, end));
        date.map_or_else(|| self.clone(), Found::one)
    }

    /// As the end of what starts at `start`: without a year, the first after that or the latest.
    pub fn after(&self, start: &Found, today: Date) -> Found {
        let (Found::Yearless { month, day }, Some(start)) = (self, start.dated()) else {
            return self.clone();
        };
        let first = next(*month, *day, start);
        let last = latest(*month, *day, today).filter(|last| last.as_start() >= start);
        Found::Dates(first.into_iter().chain(last).collect())
    }

    /// The early, middle or late part of a month.
    pub fn in_part(self, part: Part, role: DateRole, today: Date) -> Found {
        let month = match &self {
            Found::Dates(dates) => dates.first().copied(),
            Found::Yearless { month, day: None } => latest(*month, None, today),
            _ => None,
        };
        let Some(StatedDate::Month(first)) = month else {
            return self;
        };
        let day = match (part, role) {
            (Part::Early, DateRole::Start) | (Part::Late, DateRole::End) => return self,
            (Part::Early, DateRole::End) => first,
            (Part::Mid, _) => first.with().day(MID_MONTH).build().unwrap_or(first),
            (Part::Late, DateRole::Start) => first.last_of_month(),
        };
        Found::one(StatedDate::Day(day))
    }
}

/// A month, or a day, if it exists.
fn stated(year: i16, month: i8, day: Option<i8>) -> Option<StatedDate> {
    match day {
        None => StatedDate::month(year, month),
        Some(day) => Date::new(year, month, day).ok().map(StatedDate::Day),
    }
}

/// The latest such month or day that has begun by `until`.
pub(super) fn latest(month: i8, day: Option<i8>, until: Date) -> Option<StatedDate> {
    (0..=LEAP_GAP)
        .filter_map(|back| stated(until.year().checked_sub(back)?, month, day))
        .find(|date| date.as_start() <= until)
}

/// The first such month or day from `from` on.
pub(super) fn next(month: i8, day: Option<i8>, from: Date) -> Option<StatedDate> {
    (0..=LEAP_GAP)
        .filter_map(|ahead| stated(from.year().checked_add(ahead)?, month, day))
        .find(|date| date.as_end() >= from)
}
