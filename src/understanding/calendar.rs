//! Arithmetic of the calendar for what people say of times.

use jiff::Span;
use jiff::civil::Date;

use crate::eligibility::StatedDate;

/// Two-digit years below this belong to this century.
const CENTURY_ENDS: u32 = 50;
const DAYS_IN_A_MONTH: f64 = 30.4375;
const DAYS_IN_A_WEEK: f64 = 7.0;

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Length {
    pub months: f64,
    pub days: f64,
}

impl Length {
    /// The length in months.
    pub fn in_months(self) -> f64 {
        self.months + self.days / DAYS_IN_A_MONTH
    }

    /// The length in whole weeks.
    pub fn in_weeks(self) -> f64 {
        ((self.months * DAYS_IN_A_MONTH + self.days) / DAYS_IN_A_WEEK).round()
    }

    /// The day, or the month of it where the length is told in months or years, so long before `today`.
    pub fn before(self, today: Date) -> Option<StatedDate> {
        if self.months == 0.0 {
            let span = Span::new().try_days(self.days.round() as i64).ok()?;
            return Some(StatedDate::Day(today.checked_sub(span).ok()?));
        }
        let months = Span::new().try_months(self.months.trunc() as i64).ok()?;
        let days = self.days + self.months.fract() * DAYS_IN_A_MONTH;
        let days = Span::new().try_days(days.round() as i64).ok()?;
        let day = today.checked_sub(months).ok()?.checked_sub(days).ok()?;
        StatedDate::month(day.year(), day.month())
    }
}

/// The year a two-digit number stands for.
pub(super) fn century(value: u32) -> i16 {
    let start = if value < CENTURY_ENDS { 2000 } else { 1900 };
    i16::try_from(start + value).unwrap_or(i16::MAX)
}

/// A month or a day of it, where the calendar has it.
pub(super) fn stated(year: i16, month: i8, day: Option<i8>) -> Option<StatedDate> {
    match day {
        None => StatedDate::month(year, month),
        Some(day) => Date::new(year, month, day).ok().map(StatedDate::Day),
    }
}

/// The latest such month or day that has begun by `until`.
pub(super) fn latest(month: i8, day: Option<i8>, until: Date) -> Option<StatedDate> {
    (0..=8)
        .filter_map(|back| stated(until.year().checked_sub(back)?, month, day))
        .find(|date| date.as_start() <= until)
}

/// The first such month or day that ends on `from` or later.
pub(super) fn next(month: i8, day: Option<i8>, from: Date) -> Option<StatedDate> {
    (0..=8)
        .filter_map(|ahead| stated(from.year().checked_add(ahead)?, month, day))
        .find(|date| date.as_end() >= from)
}
