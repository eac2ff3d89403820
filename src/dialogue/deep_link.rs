//! What a message elsewhere told of jobs, as the payload of a link that opens a conversation: nothing is kept meanwhile.
//!
//! A payload has at most 64 of the characters `A-Z`, `a-z`, `0-9`, `_` and `-`: a mark, and as many jobs as fit, each a
//! row of numbers written with these characters for digits.

use super::case::{Draft, JobEnd, Standing};
use crate::eligibility::{Country, StatedDate, WorkKind};
use crate::noc::NocCode;

/// Begins the payloads of this form; another one is of another release.
const MARK: char = 't';
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const MAX_CHARACTERS: usize = 64;
/// How many digits the occupation, each date, the hours and the rest take.
const WIDTHS: [usize; 5] = [3, 3, 3, 3, 1];
const WIDTH: usize = 13;

/// Dates are counted from the beginning of this year.
const FIRST_YEAR: i16 = 1950;
const LAST_YEAR: i16 = 2100;
/// What stands in a date's place: nothing, that it has not come, or (from this number on) a length in tenths of a month.
const OPEN: u32 = 262_143;
const STILL_THERE: u32 = 262_142;
const LENGTHS: u32 = 100_000;
const LONGEST: f64 = 1_200.0;

/// What is told of the jobs as the payload of a link; none where they say more than it holds.
pub fn payload(jobs: &[Draft]) -> Option<String> {
    let jobs: Option<Vec<[u32; 5]>> = jobs.iter().map(numbers).collect();
    let jobs = jobs.filter(|jobs| !jobs.is_empty() && jobs.len() * WIDTH < MAX_CHARACTERS)?;
    let mut payload = String::from(MARK);
    for (number, width) in jobs.iter().flat_map(|job| job.iter().zip(WIDTHS)) {
        for place in (0..width).rev() {
            let digit = (number >> (6 * place)) & 63;
            payload.push(char::from(DIGITS[digit as usize]));
        }
    }
    Some(payload)
}

/// The jobs that a payload tells, each to be agreed to.
pub fn jobs_of_payload(payload: &str) -> Option<Vec<Draft>> {
    let digits: Option<Vec<u32>> = payload
        .strip_prefix(MARK)?
        .bytes()
        .map(|byte| DIGITS.iter().position(|digit| *digit == byte))
        .map(|digit| digit.and_then(|digit| u32::try_from(digit).ok()))
        .collect();
    let digits = digits.filter(|digits| !digits.is_empty())?;
    digits.chunks(WIDTH).map(job).collect()
}

/// A job as numbers; none where it says more than they do.
fn numbers(job: &Draft) -> Option<[u32; 5]> {
    let noc = job.codes.first()?.as_str().parse().ok()?;
    let months = job.months.filter(|months| (0.0..LONGEST).contains(months));
    if months != job.months || !job.away.is_empty() {
        return None;
    }
    let start = only(&job.start)?.map(date_number);
    let end = only(&job.end)?.map(|end| match end {
        JobEnd::StillThere => Some(STILL_THERE),
        JobEnd::On(date) => date_number(date),
    });
    let length = months.map(|months| LENGTHS + (months * 10.0).round() as u32);
    let (start, end) = match (start, end) {
        (None, end) => (length.unwrap_or(OPEN), end.unwrap_or(Some(OPEN))?),
        (Some(start), end) => (start?, end.unwrap_or(length.or(Some(OPEN)))?),
    };
    let hours = match only(&job.hours)? {
        None => OPEN,
        Some(hours) if (0.0..=168.0).contains(&hours) => (hours * 100.0).round() as u32,
        Some(_) => return None,
    };
    let country = match only(&job.country)? {
        None => 0,
        Some(Country::Canada) => 1,
        Some(Country::Abroad) => 2,
    };
    let kind = job
        .kind
        .and_then(|kind| WorkKind::ALL.iter().position(|known| *known == kind))
        .map_or(0, |at| 1 + at as u32);
    Some([noc, start, end, hours, country + 3 * kind])
}

/// The one reading, or that there is none; nothing where several stand.
fn only<T: Copy>(readings: &[T]) -> Option<Option<T>> {
    match readings {
        [] => Some(None),
        [one] => Some(Some(*one)),
        _ => None,
    }
}

fn date_number(date: StatedDate) -> Option<u32> {
    let (year, month, day) = match date {
        StatedDate::Day(day) => (day.year(), day.month(), day.day()),
        StatedDate::Month(day) => (day.year(), day.month(), 0),
        StatedDate::Year(year) => (year, 0, 0),
    };
    let years = (FIRST_YEAR..=LAST_YEAR).position(|known| known == year)?;
    let (month, day) = (u32::try_from(month).ok()?, u32::try_from(day).ok()?);
    Some((years as u32 * 13 + month) * 32 + day)
}

fn date_of(number: u32) -> Option<StatedDate> {
    let (day, months) = (number % 32, number / 32);
    let year = FIRST_YEAR + i16::try_from(months / 13).ok()?;
    let (month, day) = ((months % 13) as i8, day as i8);
    match (month, day) {
        _ if year > LAST_YEAR => None,
        (0, 0) => Some(StatedDate::Year(year)),
        (_, 0) => StatedDate::month(year, month),
        _ => jiff::civil::Date::new(year, month, day)
            .ok()
            .map(StatedDate::Day),
    }
}

fn job(digits: &[u32]) -> Option<Draft> {
    let mut left = digits;
    let mut next = |width: usize| {
        let (number, rest) = left.split_at_checked(width)?;
        left = rest;
        Some(number.iter().fold(0, |sum, digit| sum << 6 | digit))
    };
    let noc: NocCode = format!("{:05}", next(WIDTHS[0])?).parse().ok()?;
    let mut job = Draft {
        standing: Standing::Sure,
        codes: vec![noc],
        ..Draft::default()
    };
    match next(WIDTHS[1])? {
        OPEN => {}
        length @ LENGTHS.. => job.months = Some(length_of(length)?),
        number => job.start = vec![date_of(number)?],
    }
    match next(WIDTHS[2])? {
        OPEN => {}
        STILL_THERE => job.end = vec![JobEnd::StillThere],
        length @ LENGTHS.. => job.months = Some(length_of(length)?),
        number => job.end = vec![JobEnd::On(date_of(number)?)],
    }
    match next(WIDTHS[3])? {
        OPEN => {}
        hundredths if hundredths <= 16_800 => job.hours = vec![f64::from(hundredths) / 100.0],
        _ => return None,
    }
    let rest = next(WIDTHS[4])?;
    job.country = match rest % 3 {
        1 => vec![Country::Canada],
        2 => vec![Country::Abroad],
        _ => Vec::new(),
    };
    job.kind = match (rest / 3).checked_sub(1) {
        Some(at) => Some(*WorkKind::ALL.get(at as usize)?),
        None => None,
    };
    Some(job)
}

fn length_of(number: u32) -> Option<f64> {
    let months = f64::from(number - LENGTHS) / 10.0;
    (months < LONGEST).then_some(months)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn job_of(code: &str) -> Draft {
        Draft {
            standing: Standing::Sure,
            codes: vec![code.parse().unwrap()],
            ..Draft::default()
        }
    }

    fn every_job() -> Vec<Draft> {
        let day = StatedDate::Day(date(2024, 2, 29));
        let month = StatedDate::month(2021, 12).unwrap();
        let starts = [vec![], vec![day], vec![month], vec![StatedDate::Year(1999)]];
        let ends = [
            vec![],
            vec![JobEnd::StillThere],
            vec![JobEnd::On(day)],
            vec![JobEnd::On(StatedDate::Year(2024))],
        ];
        let mut jobs = Vec::new();
        for start in &starts {
            for end in &ends {
                for hours in [vec![], vec![37.5], vec![168.0]] {
                    for country in [vec![], vec![Country::Canada], vec![Country::Abroad]] {
                        for kind in [None].into_iter().chain(WorkKind::ALL.map(Some)) {
                            for months in [None, Some(8.0)] {
                                let is_told = !start.is_empty() && !end.is_empty();
                                jobs.push(Draft {
                                    start: start.clone(),
                                    end: end.clone(),
                                    hours: hours.clone(),
                                    country: country.clone(),
                                    kind,
                                    months: months.filter(|_| !is_told),
                                    ..job_of("00010")
                                });
                            }
                        }
                    }
                }
            }
        }
        jobs
    }

    #[test]
    fn every_job_comes_back_as_it_was_told() {
        for job in every_job() {
            let told = payload(std::slice::from_ref(&job)).unwrap_or_else(|| panic!("{job:?}"));
            assert!(told.len() <= MAX_CHARACTERS);
            assert_eq!(jobs_of_payload(&told).unwrap(), [job], "{told}");
        }
        let four = vec![job_of("72106"); 4];
        let told = payload(&four).unwrap();
        assert!(told.len() <= MAX_CHARACTERS, "{told}");
        assert_eq!(jobs_of_payload(&told).unwrap(), four);
    }

    #[test]
    fn what_says_more_has_no_payload() {
        let away = super::super::case::DraftAway {
            start: None,
            end: None,
            weeks: Some(6.0),
        };
        for jobs in [
            vec![],
            vec![job_of("72106"); 5],
            vec![Draft::default()],
            vec![Draft {
                hours: vec![8.0, 40.0],
                ..job_of("72106")
            }],
            vec![Draft {
                away: vec![away],
                ..job_of("72106")
            }],
        ] {
            assert_eq!(payload(&jobs), None, "{jobs:?}");
        }
    }

    proptest! {
        #[test]
        fn no_payload_panics(text in "t?[A-Za-z0-9_é-]{0,64}") {
            if let Some(jobs) = jobs_of_payload(&text) {
                prop_assert!(!jobs.is_empty());
            }
        }
    }
}
