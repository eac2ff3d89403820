use jiff::Span;
use jiff::civil::Date;

use super::field::Field;
use crate::eligibility::{
    Country, FrenchScores, InvalidHours, MilitaryService, StatedDate, WeeklyHours, WorkKind,
};
use crate::noc::NocCode;

/// A day that is one of those from `earliest` to `latest`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateRange {
    /// The earliest day.
    pub earliest: Date,
    /// The latest day.
    pub latest: Date,
}

impl DateRange {
    /// Any day up to and with `latest`.
    pub fn up_to(latest: Date) -> Self {
        DateRange {
            earliest: Date::MIN,
            latest,
        }
    }

    /// The days that a date may mean as a start: any of a year; a month means its first.
    pub fn of_start(date: StatedDate) -> Self {
        let earliest = date.as_start();
        let latest = match date {
            StatedDate::Year(_) => date.as_end(),
            StatedDate::Day(_) | StatedDate::Month(_) => earliest,
        };
        DateRange { earliest, latest }
    }

    /// The days that a date may mean as an end of something that is over on `as_of`: any of a year; a month means its
    /// last, or the day before `as_of` if it is not over.
    pub fn of_end(date: StatedDate, as_of: Date) -> Self {
        let latest = date.as_end_before(as_of);
        let earliest = match date {
            StatedDate::Year(_) => date.as_start().min(latest),
            StatedDate::Day(_) | StatedDate::Month(_) => latest,
        };
        DateRange { earliest, latest }
    }

    /// The days of both, and those between them.
    pub fn or(self, other: DateRange) -> Self {
        DateRange {
            earliest: self.earliest.min(other.earliest),
            latest: self.latest.max(other.latest),
        }
    }

    /// Whether nothing is known of how long ago it was.
    fn is_unbounded(self) -> bool {
        self.earliest == Date::MIN
    }

    /// Whether only one day is left.
    pub fn is_settled(self) -> bool {
        self.earliest == self.latest
    }
}

impl From<Date> for DateRange {
    fn from(day: Date) -> Self {
        DateRange {
            earliest: day,
            latest: day,
        }
    }
}

/// When something ended: on a day of a range, not yet, or one of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenEnd {
    /// The days on which it may have ended; none where it goes on for sure.
    pub over: Option<DateRange>,
    /// Whether it may still go on.
    pub goes_on: bool,
}

impl OpenEnd {
    /// It goes on.
    pub const STILL_THERE: OpenEnd = OpenEnd {
        over: None,
        goes_on: true,
    };

    /// It ended on one of these days.
    pub fn over(days: impl Into<DateRange>) -> Self {
        OpenEnd {
            over: Some(days.into()),
            goes_on: false,
        }
    }

    /// Nothing is known: it may have ended on any day before `as_of`, or go on.
    pub fn unknown(as_of: Date) -> Self {
        let yesterday = as_of.saturating_sub(Span::new().days(1));
        OpenEnd {
            over: Some(DateRange::up_to(yesterday)),
            goes_on: true,
        }
    }

    /// Whether only one end is left.
    pub fn is_settled(self) -> bool {
        match self.over {
            None => true,
            Some(days) => !self.goes_on && days.is_settled(),
        }
    }
}

/// Weekly hours from `low` to `high`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HoursRange {
    /// The fewest hours.
    pub low: WeeklyHours,
    /// The most hours.
    pub high: WeeklyHours,
}

impl HoursRange {
    /// Any hours a week has.
    pub const ANY: HoursRange = HoursRange {
        low: WeeklyHours::FEWEST,
        high: WeeklyHours::MOST,
    };

    /// From the fewest to the most of several readings; none without a reading.
    ///
    /// # Errors
    /// The first reading that is no possible count of hours in a week.
    pub fn of_readings(readings: &[f64]) -> Result<Option<Self>, InvalidHours> {
        let hours = readings.iter().map(|&hours| WeeklyHours::new(hours));
        let hours = hours.collect::<Result<Vec<_>, _>>()?;
        let ends = hours.iter().min().zip(hours.iter().max());
        Ok(ends.map(|(&low, &high)| HoursRange { low, high }))
    }

    /// Whether only one number is left.
    pub fn is_settled(self) -> bool {
        self.low == self.high
    }
}

impl From<WeeklyHours> for HoursRange {
    fn from(hours: WeeklyHours) -> Self {
        HoursRange {
            low: hours,
            high: hours,
        }
    }
}

/// Time away from a job, in which it was not worked and not paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenAway {
    /// A stretch of which the days are known, or known to lie in ranges.
    Stretch {
        /// When it began.
        start: DateRange,
        /// When it ended.
        end: OpenEnd,
    },
    /// From `least` to `most` days, nobody knows when.
    Days {
        /// The fewest days.
        least: u32,
        /// The most days.
        most: u32,
    },
}

impl OpenAway {
    /// Time away of which not even the length is known.
    pub const UNKNOWN: OpenAway = OpenAway::Days {
        least: 0,
        most: u32::MAX,
    };

    /// So many weeks, nobody knows when; part of a day counts as a day. Weeks that are no positive number are none.
    pub fn weeks(weeks: f64) -> Self {
        // A cast of a float stops at the ends of the integer, and takes no number for 0.
        let days = (weeks * 7.0).ceil() as u32;
        OpenAway::Days {
            least: days,
            most: days,
        }
    }
}

/// One job, with every value within bounds.
///
/// [`OpenJob::new`] knows nothing but the occupation; what was heard narrows its fields. A reading that is in doubt is a
/// range over all its readings ([`DateRange::or`]).
#[derive(Debug, Clone, PartialEq)]
pub struct OpenJob {
    /// What the occupation may be, best first; a job without one is left out.
    pub occupations: Vec<NocCode>,
    /// When it began.
    pub start: DateRange,
    /// When it ended.
    pub end: OpenEnd,
    /// The days from the first to the last, where a finished job's length was told without both of them: of the start
    /// and the end the one that is not known then follows from the other. It is of no account where both are known.
    pub length: Option<u32>,
    /// The weekly hours.
    pub hours: HoursRange,
    /// Where it may have been; both where nothing was said.
    pub countries: Vec<Country>,
    /// What kind of work it may be; paid employment where nothing speaks against it.
    pub kinds: Vec<WorkKind>,
    /// Time away from it.
    pub away: Vec<OpenAway>,
}

impl OpenJob {
    /// A job of which only the possible occupations are known, as told on `as_of`; it is taken to be paid employment.
    pub fn new(occupations: Vec<NocCode>, as_of: Date) -> Self {
        OpenJob {
            occupations,
            start: DateRange::up_to(as_of),
            end: OpenEnd::unknown(as_of),
            length: None,
            hours: HoursRange::ANY,
            countries: vec![Country::Abroad, Country::Canada],
            kinds: vec![WorkKind::Employed],
            away: Vec::new(),
        }
    }

    /// Of a finished job of a known length, the date from which the other follows: the start if anything is known of
    /// it, else the end. None where the length tells nothing.
    pub(super) fn dated_by(&self) -> Option<Field> {
        let over = self.end.over.filter(|_| self.length.is_some())?;
        match (self.start.is_unbounded(), over.is_unbounded()) {
            (true, _) => Some(Field::End),
            (false, true) => Some(Field::Start),
            (false, false) => None,
        }
    }

    /// Whether only one value of this kind is left.
    pub fn is_settled(&self, field: Field) -> bool {
        match field {
            Field::Occupation => self.occupations.len() < 2,
            Field::Start => self.dated_by() == Some(Field::End) || self.start.is_settled(),
            Field::End => self.dated_by() == Some(Field::Start) || self.end.is_settled(),
            Field::Hours => self.hours.is_settled(),
            Field::Country => self.countries.len() < 2,
            Field::Kind => self.kinds.len() < 2,
            Field::Away => self.away.iter().all(|away| match away {
                OpenAway::Stretch { start, end } => start.is_settled() && end.is_settled(),
                OpenAway::Days { most, .. } => *most == 0,
            }),
        }
    }
}

/// What is known of a person, with every value within bounds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OpenCase {
    /// Every job told.
    pub jobs: Vec<OpenJob>,
    /// Levels that are not known are open.
    pub french: FrenchScores,
    /// Answers that are not known are open.
    pub military: MilitaryService,
    /// Whether there may be jobs that were not told.
    pub may_have_more: bool,
}
