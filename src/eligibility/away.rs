use jiff::civil::Date;
use thiserror::Error;

use super::StatedDate;

/// A stretch in which a job went on but was not worked and not paid, such as parental leave; both days included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Away {
    /// The first day away.
    pub start: Date,
    /// None: away for as long as the work goes on.
    pub end: Option<Date>,
}

/// A stretch away as people state it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatedAway {
    /// The first day away.
    pub start: StatedDate,
    /// None: still away, or to the end of the work.
    pub end: Option<StatedDate>,
}

/// A stretch away that does not lie inside its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum AwayError {
    /// It starts too early.
    #[error("start: {day} is before the work began, on {start}")]
    StartsBeforeWork {
        /// The day that is wrong.
        day: Date,
        /// The first day of work.
        start: Date,
    },
    /// It starts too late.
    #[error("start: {day} is after the work ended, on {end}")]
    StartsAfterWork {
        /// The day that is wrong.
        day: Date,
        /// The last day of work.
        end: Date,
    },
    /// It ends too early.
    #[error("end: {day} is before the work began, on {start}")]
    EndsBeforeWork {
        /// The day that is wrong.
        day: Date,
        /// The first day of work.
        start: Date,
    },
    /// It ends too late.
    #[error("end: {day} is after the work ended, on {end}")]
    EndsAfterWork {
        /// The day that is wrong.
        day: Date,
        /// The last day of work.
        end: Date,
    },
    /// Its end is before its start.
    #[error("end: {end} is before the start, {start}")]
    EndsBeforeStart {
        /// The first day away.
        start: Date,
        /// The last day.
        end: Date,
    },
}

impl StatedAway {
    /// The days it means within work from `start` to `end` (none: still going on). A month that reaches beyond the work
    /// is cut where the work begins or ends.
    ///
    /// # Errors
    /// A day, or all there is of it, lies outside the work, or the end is before the start.
    pub fn within(self, start: Date, end: Option<Date>) -> Result<Away, AwayError> {
        let is_month = |date: StatedDate| !matches!(date, StatedDate::Day(_));
        let first = self.start.as_start();
        let last = self.end.map(|date| match end {
            Some(end) if is_month(date) => date.as_end().min(end),
            _ => date.as_end(),
        });
        let first = if is_month(self.start) {
            first.max(start)
        } else {
            first
        };
        let away = Away {
            start: first,
            end: last,
        };
        away.check(start, end).map(|()| away)
    }
}

impl Away {
    /// Checks that it lies inside work from `start` to `end` (none: still going on).
    ///
    /// # Errors
    /// A day of it lies outside, or its end is before its start.
    pub(super) fn check(self, start: Date, end: Option<Date>) -> Result<(), AwayError> {
        let day = self.start;
        if day < start {
            return Err(AwayError::StartsBeforeWork { day, start });
        }
        if let Some(end) = end.filter(|&end| end < day) {
            return Err(AwayError::StartsAfterWork { day, end });
        }
        let Some(last) = self.end else {
            return Ok(());
        };
        match end {
            _ if last < start => Err(AwayError::EndsBeforeWork { day: last, start }),
            _ if last < day => Err(AwayError::EndsBeforeStart {
                start: day,
                end: last,
            }),
            Some(end) if last > end => Err(AwayError::EndsAfterWork { day: last, end }),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn within(start: &str, end: Option<&str>, work: (Date, Option<Date>)) -> Result<Away, String> {
        let stated = StatedAway {
            start: start.parse().unwrap(),
            end: end.map(|end| end.parse().unwrap()),
        };
        stated
            .within(work.0, work.1)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn months_are_cut_to_the_work() {
        let work = (date(2024, 3, 10), Some(date(2024, 8, 20)));
        let days = |from, to| {
            Ok(Away {
                start: from,
                end: Some(to),
            })
        };
        assert_eq!(
            within("2024-03", Some("2024-08"), work),
            days(date(2024, 3, 10), date(2024, 8, 20))
        );
        assert_eq!(
            within("2024-03", Some("2024-03"), work),
            days(date(2024, 3, 10), date(2024, 3, 31))
        );
        assert_eq!(
            within("2023-11", Some("2025-01"), work),
            days(date(2024, 3, 10), date(2024, 8, 20))
        );
        assert_eq!(
            within("2024-05-06", Some("2024-11"), (work.0, None)),
            days(date(2024, 5, 6), date(2024, 11, 30))
        );
        assert_eq!(
            within("2024-05", None, work),
            Ok(Away {
                start: date(2024, 5, 1),
                end: None
            })
        );
    }

    #[test]
    fn what_lies_outside_the_work_is_refused() {
        let work = (date(2024, 3, 10), Some(date(2024, 8, 20)));
        for (start, end, expected) in [
            ("2024-03-09", None, "start: 2024-03-09 is before the work"),
            (
                "2024-08-21",
                None,
                "start: 2024-08-21 is after the work ended",
            ),
            ("2024-09", None, "start: 2024-09-01 is after the work ended"),
            (
                "2024-01",
                Some("2024-02"),
                "end: 2024-02-29 is before the work",
            ),
            (
                "2024-04",
                Some("2024-08-21"),
                "end: 2024-08-21 is after the work ended",
            ),
            (
                "2024-04",
                Some("2024-03-09"),
                "end: 2024-03-09 is before the work",
            ),
            (
                "2024-05",
                Some("2024-04"),
                "end: 2024-04-30 is before the start",
            ),
        ] {
            let error = within(start, end, work).unwrap_err();
            assert!(error.contains(expected), "{start} {end:?}: {error}");
        }
    }
}
