//! From times to what they say of a job: when it began, when it ended, how long it was.

use std::ops::Range;

use super::calendar::{Length, latest, next};
use super::heard::{Asked, HeardEnd};
use super::moments::{Moment, What, Yearless};
use super::reading::{Reading, Use};
use super::tags::{Cue, Tag, Who};
use crate::eligibility::StatedDate;

/// Words between a cue and its time: "since about the".
const CUE_GAP: usize = 3;
/// What happened is told in at most this many words: "since I came to work in this country in 2019".
const LONGEST_EVENT: usize = 10;

/// Which end of a period a lone time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Start,
    End,
    /// No word says.
    Bare,
}

/// A stretch of time told in a message. What may be read in several ways has several readings.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Period {
    pub at: Range<usize>,
    pub start: Vec<StatedDate>,
    pub end: Vec<HeardEnd>,
    pub length: Option<Length>,
    pub side: Side,
    /// "since": it goes on unless an end is told.
    pub since: bool,
    /// Both ends were told, or tried to be.
    pub is_range: bool,
    /// "since I moved here in 2019": what happened then is no aside.
    pub of_event: bool,
    /// Where the time stands that "since then" points back to.
    pub points_to: Option<usize>,
    /// The months of a season that comes every year.
    pub season: Option<(i8, i8)>,
}

impl Period {
    fn at(at: Range<usize>) -> Self {
        Period {
            at,
            start: Vec::new(),
            end: Vec::new(),
            length: None,
            side: Side::Bare,
            since: false,
            is_range: false,
            of_event: false,
            points_to: None,
            season: None,
        }
    }
}

/// The periods that the times tell, in order.
pub(super) fn periods(reading: &Reading, moments: &[Moment]) -> Vec<Period> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < moments.len() {
        let first = &moments[at];
        match moments
            .get(at + 1)
            .filter(|second| is_range(reading, first, second))
        {
            Some(second) => {
                out.push(range(reading, first, second));
                at += 2;
            }
            None => {
                out.push(single(reading, first, &moments[..at]));
                at += 1;
            }
        }
    }
    out
}

/// Whether only "to" or a dash stands between two times.
fn is_range(reading: &Reading, first: &Moment, second: &Moment) -> bool {
    if matches!(first.what, What::Length(_) | What::Now | What::SinceThen)
        || matches!(second.what, What::Length(_) | What::SinceThen)
    {
        return false;
    }
    let from = cue_before(
        reading,
        first.at.start,
        &[Cue::From, Cue::Between, Cue::Since],
    );
    let between = first.at.end..second.at.start;
    let glued_years =
        between.is_empty() && second.what == What::Now && matches!(first.what, What::Date(_));
    if between.len() > 3 {
        return false;
    }
    let mut linked = glued_years;
    let mut at = between.start;
    while at < between.end {
        let to = reading
            .cue_at(at, Cue::Until)
            .into_iter()
            .chain(reading.cue_at(at, Cue::To))
            .max();
        if let Some(end) = to {
            // "and" is "to" only after "between" or "from".
            let and = reading.is_one(at, &reading.words.and);
            if and && !from && !follow_each_other(&first.what, &second.what) {
                return false;
            }
            linked = true;
            at = end.min(between.end);
        } else if reading.is_mark(at, "-–>→") {
            linked = true;
            at += 1;
        } else if reading.is_mark(at, ".") || is_filler(reading, at) {
            at += 1;
        } else {
            return false;
        }
    }
    linked
}

/// "July and August": two months that are one stretch.
fn follow_each_other(first: &What, second: &What) -> bool {
    let second = match second {
        What::Yearless((month, None)) => *month,
        What::Date(dates) => match dates.as_slice() {
            [StatedDate::Month(month)] => month.month(),
            _ => return false,
        },
        _ => return false,
    };
    matches!(first, What::Yearless((month, None)) if month + 1 == second)
}

fn is_filler(reading: &Reading, at: usize) -> bool {
    [Cue::About, Cue::Article, Cue::In]
        .into_iter()
        .any(|cue| reading.cue_at(at, cue).is_some())
}

/// Whether one of these cues stands before a token, with at most a few small words between.
fn cue_before(reading: &Reading, at: usize, cues: &[Cue]) -> bool {
    cue_place(reading, at, cues).is_some()
}

fn cue_place(reading: &Reading, at: usize, cues: &[Cue]) -> Option<usize> {
    let mut end = at;
    for _ in 0..=CUE_GAP {
        let found = (1..=4).rev().find_map(|width| {
            let from = end.checked_sub(width)?;
            let fits = |cue: &Cue| {
                reading
                    .hits_at(from)
                    .iter()
                    .any(|hit| hit.tag == Tag::Cue(*cue) && hit.end == end)
            };
            cues.iter().any(fits).then_some(from)
        });
        if found.is_some() {
            return found;
        }
        end = end.checked_sub(1)?;
        if !is_filler(reading, end) && !reading.is_mark(end, ":=") {
            return None;
        }
    }
    None
}

/// The readings of one time; a year that is not said leaves the last two such.
fn readings(reading: &Reading, what: &What) -> Vec<StatedDate> {
    match what {
        What::Date(dates) => dates.clone(),
        What::Yearless((month, day)) => {
            let last = latest(*month, *day, reading.today);
            let before = last.and_then(|last| {
                let day_before = last.as_start().yesterday().ok()?;
                latest(*month, *day, day_before)
            });
            last.into_iter().chain(before).collect()
        }
        _ => Vec::new(),
    }
}

fn single(reading: &Reading, moment: &Moment, before: &[Moment]) -> Period {
    let at = moment.at.start;
    let mut period = Period::at(moment.at.clone());
    let of_event = since_event(reading, at);
    let since = cue_before(reading, at, &[Cue::Since]) || of_event;
    let until = cue_before(reading, at, &[Cue::Until]);
    match &moment.what {
        What::Length(length) if since => {
            period.start = length.before(reading.today).into_iter().collect();
            (period.side, period.since) = (Side::Start, true);
        }
        What::Length(length) => period.length = Some(*length),
        What::Now if until || reading.asked == Asked::End => {
            period.side = Side::End;
            period.end = vec![HeardEnd::Now];
        }
        What::Now => {
            // "today" answers when it started, too.
            period.side = Side::Bare;
            period.end = vec![HeardEnd::Now];
        }
        What::SinceThen => {
            let dated = |moment: &&Moment| matches!(moment.what, What::Date(_) | What::Yearless(_));
            if let Some(then) = before.iter().rev().find(dated) {
                period.start = readings(reading, &then.what);
                (period.side, period.since) = (Side::Start, true);
                period.points_to = Some(then.at.start);
            }
        }
        what => {
            period.start = readings(reading, what);
            period.of_event = of_event;
            period.side = match () {
                () if since => Side::Start,
                () if until => Side::End,
                () if cue_before(reading, at, &[Cue::From]) => Side::Start,
                () => Side::Bare,
            };
            period.since = since;
        }
    }
    if period.side == Side::End && period.end.is_empty() {
        period.end = ends(reading, &period.start);
        period.start.clear();
    }
    period
}

/// Whether a time is that of what the writer did, after "since": "since I graduated in 2019".
fn since_event(reading: &Reading, at: usize) -> bool {
    let from = at.saturating_sub(LONGEST_EVENT);
    let begins = |from: usize| {
        reading.cue_at(from, Cue::Since).is_some_and(|end| {
            let whose = |tag| matches!(tag, Tag::Who(Who::Me | Who::My)).then_some(());
            let linked = reading.is_one(end, &reading.words.links_event);
            end < at && reading.find_at(end + usize::from(linked), whose).is_some()
        })
    };
    let clear = |from: usize| {
        (from..at)
            .all(|at| !reading.is_mark(at, ".,;:!?()\n") && reading.used(at) != Some(Use::Time))
    };
    (from..at).any(|from| begins(from) && clear(from))
}

/// The months of a season that comes again every year: "every April to October".
fn season(reading: &Reading, first: &Moment, second: &Moment) -> Option<(i8, i8)> {
    let (What::Yearless((from, None)), What::Yearless((to, None))) = (&first.what, &second.what)
    else {
        return None;
    };
    let every = |at: usize| reading.cue_at(at, Cue::Every).is_some();
    let before = (1..=CUE_GAP + 1).any(|back| first.at.start.checked_sub(back).is_some_and(every));
    (before || every(second.at.end)).then_some((*from, *to))
}

/// Dates as ends: today, and one to come, mean that the work goes on.
pub(super) fn ends(reading: &Reading, dates: &[StatedDate]) -> Vec<HeardEnd> {
    let mut out: Vec<HeardEnd> = Vec::new();
    for &date in dates {
        let is_today = date == StatedDate::Day(reading.today);
        let end = if date.as_start() > reading.today || is_today {
            HeardEnd::Now
        } else {
            HeardEnd::On(date)
        };
        if !out.contains(&end) {
            out.push(end);
        }
    }
    out
}

fn range(reading: &Reading, first: &Moment, second: &Moment) -> Period {
    let end_dates = match (&second.what, &first.what) {
        (What::Yearless(month), What::Date(start)) => {
            after(reading, *month, start.first().copied())
        }
        (what, _) => readings(reading, what),
    };
    let start = match (&first.what, end_dates.first()) {
        (What::Yearless((month, day)), Some(end)) if matches!(second.what, What::Date(_)) => {
            latest(*month, *day, end.as_end()).into_iter().collect()
        }
        (What::DayOnly(day), _) => end_dates
            .iter()
            .filter_map(|end| day_of(*end, *day))
            .collect(),
        (what, _) => readings(reading, what),
    };
    let end = if second.what == What::Now {
        vec![HeardEnd::Now]
    } else {
        ends(reading, &end_dates)
    };
    Period {
        start,
        end,
        is_range: true,
        season: season(reading, first, second),
        ..Period::at(first.at.start..second.at.end)
    }
}

/// The first such month after a start, and the latest one where that is another.
fn after(reading: &Reading, (month, day): Yearless, start: Option<StatedDate>) -> Vec<StatedDate> {
    let Some(start) = start.map(StatedDate::as_start) else {
        return Vec::new();
    };
    let mut out: Vec<StatedDate> = next(month, day, start).into_iter().collect();
    let last = latest(month, day, reading.today).filter(|last| last.as_start() > start);
    out.extend(last.filter(|last| !out.contains(last)));
    out
}

/// Another day of the month of a date.
fn day_of(date: StatedDate, day: i8) -> Option<StatedDate> {
    let date = date.as_start().with().day(day).build().ok()?;
    Some(StatedDate::Day(date))
}
