//! Dates as people type them, for the first or the last day of a job.
//!
//! The text becomes [items](items::Item), in which [`scan`] looks for dates; what is left over decides whether they are meant.
//! A date that can be read in several ways is never guessed, unless all readings but one lie in the future.

mod found;
mod items;
mod numeric;
#[cfg(test)]
mod proptests;
mod reading;
mod scan;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

use super::words::tokens;
use crate::eligibility::StatedDate;
use crate::language::Languages;
use crate::noc::Lang;
use found::Found;
use items::items;
use reading::FIRST_YEAR;
pub use reading::{DateProblem, DateReading, DateRole};
use scan::{Scan, scan};

/// Reads an answer to "when did it start?" or "when did it end?".
///
/// A month without a year is the latest such month; "now" is today as a start and [`DateReading::Still`] as an end; the current month
/// as an end means up to today. `lang` decides where a word means something else in each language and which reading of an ambiguous
/// date comes first; the words of all languages are understood.
///
/// # Errors
/// No date, an incomplete or impossible one, or two of them.
pub fn read_date(
    text: &str,
    role: DateRole,
    lang: Lang,
    today: Date,
    languages: &Languages,
) -> Result<DateReading, DateProblem> {
    let items = items(&tokens(text), lang, today, languages);
    let Scan {
        found,
        stray,
        unknown,
        range,
        choice,
    } = scan(
        &items,
        role,
        languages.format.get(lang).first_in_date,
        today,
    );
    if stray || found.contains(&Found::Problem(DateProblem::NotADate)) {
        return Err(DateProblem::NotADate);
    }
    match <[Found; 2]>::try_from(found) {
        Ok([first, second]) if !range && first.is_torn_from(&second) => Err(DateProblem::NotADate),
        Ok([first, second]) if choice => either(&first, &second, role, today),
        Ok([first, second]) if range || first != second => two(first, second, role, today),
        Ok([first, _]) => finish(&first, role, today),
        Err(found) => match found.as_slice() {
            // "March 2023 to ..." something unknown: the end is not known.
            [_] if range && unknown && role == DateRole::End => Err(DateProblem::NotADate),
            [one] if !(one.is_weak() && unknown) => finish(one, role, today),
            _ => Err(DateProblem::NotADate),
        },
    }
}

/// What one thing found answers.
fn finish(found: &Found, role: DateRole, today: Date) -> Result<DateReading, DateProblem> {
    match (found, role) {
        (Found::Still, DateRole::Start) => Err(DateProblem::NotADate),
        (Found::Now, DateRole::Start) => Ok(DateReading::Sure(StatedDate::Day(today))),
        (Found::Still | Found::Now, DateRole::End) => Ok(DateReading::Still),
        (Found::Length(_), DateRole::End) => Err(DateProblem::NotADate),
        (Found::Problem(problem), _) => Err(problem.clone()),
        _ => settle(found.dates(today), role, today),
    }
}

/// One of the dates, or those that are possible.
fn settle(dates: Vec<StatedDate>, role: DateRole, today: Date) -> Result<DateReading, DateProblem> {
    let mut possible: Vec<StatedDate> = Vec::new();
    let mut problem = None;
    for date in dates {
        match check(date, role, today) {
            Ok(date) if possible.contains(&date) => {}
            Ok(date) => possible.push(date),
            Err(why) => problem = problem.or(Some(why)),
        }
    }
    match possible.as_slice() {
        [] => Err(problem.unwrap_or(DateProblem::NotADate)),
        [one] => Ok(DateReading::Sure(*one)),
        _ => Ok(DateReading::Either(possible)),
    }
}

fn check(date: StatedDate, role: DateRole, today: Date) -> Result<StatedDate, DateProblem> {
    let first = date.as_start();
    if first > today {
        return Err(DateProblem::InTheFuture(date));
    }
    if first.year() < FIRST_YEAR {
        return Err(DateProblem::TooLongAgo(date));
    }
    let this_month = date == StatedDate::Month(today.first_of_month());
    Ok(match role {
        DateRole::End if this_month => StatedDate::Day(today),
        _ => date,
    })
}

/// "March or April 2023".
fn either(
    first: &Found,
    second: &Found,
    role: DateRole,
    today: Date,
) -> Result<DateReading, DateProblem> {
    if first.goes_on() || second.goes_on() {
        return Err(DateProblem::NotADate);
    }
    let mut dates = first.before(second, today).dates(today);
    dates.extend(second.after(first, today).dates(today));
    settle(dates, role, today)
}

/// A start and an end in one answer; if only the one asked for is sound, that one.
fn two(
    first: Found,
    second: Found,
    role: DateRole,
    today: Date,
) -> Result<DateReading, DateProblem> {
    let (first, second) = if first.goes_on() || first.is_later_than(&second) {
        (second, first)
    } else {
        (first, second)
    };
    let began = first.dates(today);
    let this_month = [
        StatedDate::Day(today),
        StatedDate::Month(today.first_of_month()),
    ];
    if second.goes_on()
        && began
            .first()
            .is_some_and(|began| this_month.contains(began))
    {
        // "now (March 2026)" is one date.
        return finish(
            if role == DateRole::End {
                &second
            } else {
                &first
            },
            role,
            today,
        );
    }
    let start = finish(&first.before(&second, today), DateRole::Start, today);
    let end = finish(&second.after(&first, today), DateRole::End, today);
    match (start, end, role) {
        (Ok(start), Ok(end), _) => Err(DateProblem::TwoDates { start, end }),
        (Ok(start), Err(_), DateRole::Start) => Ok(start),
        (Err(_), Ok(end), DateRole::End) => Ok(end),
        (Err(problem), _, DateRole::Start) | (_, Err(problem), DateRole::End) => Err(problem),
    }
}
