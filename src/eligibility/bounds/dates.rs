//! The first and the last day of a job, each within bounds.

use jiff::civil::Date;

use super::case::{DateRange, OpenJob};
use super::field::{Axis, Field, Position, between};
use crate::eligibility::days::{DayNumber, day_number};

/// The least and the greatest day.
type Bounds = (DayNumber, DayNumber);

/// No job is longer: ten millennia.
const LONGEST: u32 = 3_652_500;

/// When a job may have been, none of it later than the day asked about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Dates {
    Apart {
        start: Bounds,
        /// None where the work goes on for sure.
        over: Option<Bounds>,
        goes_on: bool,
    },
    /// A finished job of so many days, of which the first or the last lies within bounds.
    OfLength {
        first: Bounds,
        days: DayNumber,
        by: Field,
    },
}

impl Dates {
    /// What the dates of a job may be on `as_of`: it began by then, and ended before if it did.
    pub fn known_on(job: &OpenJob, as_of: Date) -> Self {
        let today = day_number(as_of);
        // A month or year that is not over is worked to its last day so far; a day is meant.
        let over = job.end.over.map(|days| {
            let last = if days.is_settled() { today } else { today - 1 };
            up_to(days, last)
        });
        match (job.dated_by(), job.length, over) {
            (Some(by), Some(length), Some(over)) => {
                // At most the greatest length, which is a day number.
                let days = length.clamp(1, LONGEST) as DayNumber;
                let first = match by {
                    Field::Start => up_to(job.start, today - days),
                    _ => (over.0 - days + 1, over.1 - days + 1),
                };
                Dates::OfLength { first, days, by }
            }
            _ => Dates::apart(up_to(job.start, today), over, job.end.goes_on),
        }
    }

    fn apart(mut start: Bounds, mut over: Option<Bounds>, goes_on: bool) -> Self {
        if let Some((earliest, latest)) = &mut over {
            if !goes_on {
                start.1 = start.1.min(*latest).max(start.0);
            }
            *earliest = (*earliest).max(start.0);
            *latest = (*latest).max(*earliest);
        }
        Dates::Apart {
            start,
            over,
            goes_on: goes_on || over.is_none(),
        }
    }

    /// The first and the last day at a position; no last one for work that goes on.
    pub fn at(self, position: &Position) -> (DayNumber, Option<DayNumber>) {
        match self {
            // The later it was, the more of it is recent.
            Dates::OfLength { first, days, by } => {
                let part = match by {
                    Field::Start => position.at(Axis::Start),
                    _ => position.at(Axis::End),
                };
                let first = day_between(first.0, first.1, part);
                (first, Some(first + days - 1))
            }
            Dates::Apart {
                start,
                over,
                goes_on,
            } => {
                let start = day_between(start.1, start.0, position.at(Axis::Start));
                let part = position.at(Axis::End);
                let end = over
                    .filter(|_| !goes_on || part < 1.0)
                    .map(|(earliest, latest)| day_between(earliest, latest, part));
                // Where no day is certain to have been worked, one was all the same.
                (end.map_or(start, |end| start.min(end)), end)
            }
        }
    }

    /// The first day `start`, or the earlier one `day` as far as that is possible.
    pub fn begun_before(self, start: DayNumber, day: i64) -> DayNumber {
        match self {
            Dates::Apart {
                start: (earliest, _),
                ..
            } if day < i64::from(start) => {
                // Between two day numbers.
                day.max(i64::from(earliest.min(start))) as DayNumber
            }
            _ => start,
        }
    }

    /// The same with days taken together that cannot be told apart where only days from `first_counted` on count.
    pub fn since(self, first_counted: DayNumber) -> Self {
        let from = |(least, greatest): Bounds, day: DayNumber| (least.max(day), greatest.max(day));
        match self {
            Dates::Apart {
                start,
                over,
                goes_on,
            } => Dates::Apart {
                start: from(start, first_counted),
                over: over.map(|over| from(over, first_counted - 1)),
                goes_on,
            },
            Dates::OfLength { first, days, by } => Dates::OfLength {
                first: from(first, first_counted - days),
                days,
                by,
            },
        }
    }
}

/// The day that lies at `part` of the way from one to another.
pub(super) fn day_between(from: DayNumber, to: DayNumber, part: f64) -> DayNumber {
    // Both ends are day numbers, and so is what lies between.
    between(from.into(), to.into(), part) as DayNumber
}

/// A range that ends by `last`.
fn up_to(range: DateRange, last: DayNumber) -> Bounds {
    let latest = day_number(range.latest).min(last);
    (day_number(range.earliest).min(latest), latest)
}
