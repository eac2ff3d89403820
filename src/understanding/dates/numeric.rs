//! Dates in digits alone: `15/03/2023`, `03/2023`, `03-04`, `20230315`.

use jiff::civil::Date;

use super::found::{Found, latest};
use super::items::Digits;
use super::reading::DateProblem;
use crate::eligibility::StatedDate;
use crate::language::FirstInDate;

/// A leap year, in which every day of the calendar exists.
const LEAP_YEAR: i16 = 2000;
/// The years that digits in a row may mean.
const YEARS_IN_A_ROW: std::ops::RangeInclusive<i16> = 1900..=2100;

/// A year, month and day that may not exist.
#[derive(Debug, Clone, Copy)]
struct Reading {
    year: i16,
    month: Digits,
    day: Digits,
}

impl Reading {
    fn date(self) -> Option<StatedDate> {
        let date = Date::new(self.year, self.month.small(), self.day.small());
        date.ok().map(StatedDate::Day)
    }

    fn no_such_day(self) -> DateProblem {
        DateProblem::NoSuchDay {
            year: Some(self.year),
            month: self.month.small().unsigned_abs(),
            day: Some(self.day.small().unsigned_abs()),
        }
    }
}

/// Three numbers. With the year first it is year, month, day, unless only a day can stand in the middle; with the year last day and month
/// may be either way round; two-digit years may be first or last.
pub(super) fn triple([a, b, c]: [Digits; 3], hyphens: bool, order: FirstInDate) -> Found {
    match (a.width, b.width, c.width) {
        (4, 1 | 2, 1 | 2) => {
            let year = a.as_year();
            let (month, day) = if b.value > 12 && c.value <= 12 {
                (c, b)
            } else {
                (b, c)
            };
            one_of(&[Reading { year, month, day }])
        }
        (1 | 2, 1 | 2, 4) => one_of(&year_last(c.as_year(), a, b, order)),
        (1 | 2, 1 | 2, 2) => {
            let mut readings = year_last(c.as_short_year(), a, b, order).to_vec();
            let possible = distinct(&readings).len();
            if a.width == 2 && (hyphens || possible != 1) {
                let year = a.as_short_year();
                readings.push(Reading {
                    year,
                    month: b,
                    day: c,
                });
            }
            one_of(&readings)
        }
        _ => Found::Problem(DateProblem::NotADate),
    }
}

/// Day first and month first, the language's own order before the other.
fn year_last(year: i16, a: Digits, b: Digits, order: FirstInDate) -> [Reading; 2] {
    let day_first = Reading {
        year,
        month: b,
        day: a,
    };
    let month_first = Reading {
        year,
        month: a,
        day: b,
    };
    match order {
        FirstInDate::Day => [day_first, month_first],
        FirstInDate::Month => [month_first, day_first],
    }
}

/// The readings that exist, or what is wrong with the likeliest.
fn one_of(readings: &[Reading]) -> Found {
    let dates = distinct(readings);
    if !dates.is_empty() {
        return Found::Dates(dates);
    }
    let has_month = |reading: &&Reading| (1..=12).contains(&reading.month.value);
    let likeliest = readings.iter().find(has_month).or(readings.first());
    Found::Problem(likeliest.map_or(DateProblem::NotADate, |reading| reading.no_such_day()))
}

fn distinct(readings: &[Reading]) -> Vec<StatedDate> {
    let mut dates: Vec<StatedDate> = Vec::new();
    for date in readings.iter().filter_map(|reading| reading.date()) {
        if !dates.contains(&date) {
            dates.push(date);
        }
    }
    dates
}

/// Two numbers: a month and its year, a day and its month, or either.
pub(super) fn pair(a: Digits, b: Digits, order: FirstInDate, today: Date) -> Found {
    match (a.width, b.width) {
        (4, 1 | 2) => month_of(a.as_year(), b),
        (1 | 2, 4) => month_of(b.as_year(), a),
        (1 | 2, 1 | 2) => short_pair(a, b, order, today),
        _ => Found::Problem(DateProblem::NotADate),
    }
}

fn month_of(year: i16, month: Digits) -> Found {
    // "2022/23" is a school year.
    if month.width == 2 && month.value > 12 && i64::from(month.value) == i64::from(year % 100) + 1 {
        return Found::Problem(DateProblem::MonthMissing { year });
    }
    match StatedDate::month(year, month.small()) {
        Some(date) => Found::Dates(vec![date]),
        None => Found::Problem(DateProblem::NoSuchDay {
            year: Some(year),
            month: month.small().unsigned_abs(),
            day: None,
        }),
    }
}

/// `05/24` is a month of 2024 or a day of this or last year; `15/05` can only be a day, and of no known year.
fn short_pair(a: Digits, b: Digits, order: FirstInDate, today: Date) -> Found {
    let month = StatedDate::month(b.as_short_year(), a.small())
        .filter(|month| b.width == 2 && month.as_start() <= today);
    let readings = year_last(LEAP_YEAR, a, b, order);
    let days = distinct(&readings);
    match (month, days.as_slice()) {
        (None, []) if a.value.max(b.value) > 31 => Found::Problem(DateProblem::NotADate),
        (None, []) => match one_of(&readings) {
            Found::Problem(DateProblem::NoSuchDay { month, day, .. }) => {
                let year = None;
                Found::Problem(DateProblem::NoSuchDay { year, month, day })
            }
            other => other,
        },
        (None, [StatedDate::Day(day)]) => Found::Problem(DateProblem::YearMissing {
            month: day.month().unsigned_abs(),
            day: day.day().unsigned_abs(),
        }),
        (month, days) => {
            let days = days.iter().map(|day| day.as_start());
            let latest = days.filter_map(|day| latest(day.month(), Some(day.day()), today));
            Found::Loose(month.into_iter().chain(latest).collect())
        }
    }
}

/// Eight digits are a day, six a month; the year is first or last.
pub(super) fn run(value: u32, width: usize, order: FirstInDate) -> Found {
    let two = |value: u32| Digits {
        value: value % 100,
        width: 2,
    };
    let year = |value: u32| i16::try_from(value).unwrap_or(i16::MAX);
    let mut dates = Vec::new();
    if width == 8 {
        let (month, day) = (two(value / 100), two(value));
        let year_first = Reading {
            year: year(value / 10_000),
            month,
            day,
        };
        let (a, b) = (two(value / 1_000_000), two(value / 10_000));
        dates = distinct(&[year_first]);
        dates.extend(distinct(&year_last(year(value % 10_000), a, b, order)));
    } else if width == 6 {
        dates.extend(StatedDate::month(year(value / 100), two(value).small()));
        let month = two(value / 10_000).small();
        dates.extend(StatedDate::month(year(value % 10_000), month));
    }
    dates.retain(|date| YEARS_IN_A_ROW.contains(&date.as_start().year()));
    match dates.is_empty() {
        true => Found::Problem(DateProblem::NotADate),
        false => Found::Dates(dates),
    }
}
