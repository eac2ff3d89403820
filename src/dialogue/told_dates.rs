//! Taking the dates that were heard of a job.

use jiff::civil::Date;

use super::case::{Draft, JobEnd};
use super::same_job::{differ, job_end, one};
use super::taken::Refusal;
use crate::eligibility::StatedDate;
use crate::understanding::HeardJob;

/// Takes the dates that hold together with those known; a new one wins over an old one.
pub(super) fn take_dates(
    draft: &mut Draft,
    heard: &HeardJob,
    today: Date,
    refusals: &mut Vec<Refusal>,
) {
    if heard.months.is_some() {
        draft.months = heard.months;
        if heard.start.is_empty() && heard.end.is_empty() {
            return;
        }
    }
    let has_begun = |date: &&StatedDate| date.as_start() <= today;
    let mut start: Vec<StatedDate> = heard.start.iter().filter(has_begun).copied().collect();
    if start.is_empty()
        && let Some(later) = heard.start.first()
    {
        refusals.push(Refusal::StartsLater(*later));
    }
    let mut end: Vec<JobEnd> = heard.end.iter().map(|end| job_end(*end)).collect();
    start = in_told_year(start, &told_year(&draft.start));
    end = ends_in_told_year(end, &draft.end);
    // "It ended in September" of what is known to have ended on a day of September tells nothing new.
    let is_known = |end: &JobEnd| match (end, one(&draft.end)) {
        (JobEnd::On(told), Some(JobEnd::On(known))) => !differ(*told, known),
        _ => false,
    };
    if end.len() > 1 && end.iter().any(is_known) {
        end.clear();
    }
    let end_known = told_or(&end, &draft.end);
    if start.len() > 1 {
        keep_if_any(&mut start, |start| {
            end_known.iter().any(|end| holds_together(*start, *end))
        });
    }
    let start_known = told_or(&start, &draft.start);
    if end.len() > 1 {
        keep_if_any(&mut end, |end| {
            start_known.is_empty() || start_known.iter().any(|start| holds_together(*start, *end))
        });
    }
    let together = start_known.is_empty()
        || end_known.is_empty()
        || start_known
            .iter()
            .any(|start| end_known.iter().any(|end| holds_together(*start, *end)));
    if !together {
        if let (Some(&start), Some(&JobEnd::On(end))) = (start_known.first(), end_known.first()) {
            refusals.push(Refusal::EndsBeforeStart { start, end });
        }
        return;
    }
    if !start.is_empty() {
        draft.start = start;
    }
    if !end.is_empty() {
        draft.end = end;
    }
    if !draft.start.is_empty() && !draft.end.is_empty() {
        draft.months = None;
    }
}

/// Whether work can have begun and ended so.
pub(super) fn holds_together(start: StatedDate, end: JobEnd) -> bool {
    match end {
        JobEnd::StillThere => true,
        JobEnd::On(end) => start.as_start() <= end.as_end(),
    }
}

/// What is told, or where nothing is what was known or told elsewhere.
pub(super) fn told_or<T: Clone>(told: &[T], other: &[T]) -> Vec<T> {
    if told.is_empty() { other } else { told }.to_vec()
}

fn keep_if_any<T>(list: &mut Vec<T>, keeps: impl Fn(&T) -> bool) {
    if list.iter().any(&keeps) {
        list.retain(|item| keeps(item));
    }
}

/// The year that is all that was told of a date.
fn told_year(readings: &[StatedDate]) -> Option<i16> {
    match readings {
        [StatedDate::Year(year)] => Some(*year),
        _ => None,
    }
}

/// Of several readings of a date without its year, those in the year told before.
fn in_told_year(mut readings: Vec<StatedDate>, told: &Option<i16>) -> Vec<StatedDate> {
    let Some(year) = *told else {
        return readings;
    };
    if readings.len() > 1 {
        match readings.first() {
            Some(StatedDate::Month(first)) => {
                readings = StatedDate::month(year, first.month()).into_iter().collect();
            }
            _ => keep_if_any(&mut readings, |date| date.as_start().year() == year),
        }
    }
    readings
}

fn ends_in_told_year(readings: Vec<JobEnd>, told: &[JobEnd]) -> Vec<JobEnd> {
    let [JobEnd::On(StatedDate::Year(year))] = told else {
        return readings;
    };
    let dates: Option<Vec<StatedDate>> = readings
        .iter()
        .map(|end| match end {
            JobEnd::On(date) => Some(*date),
            JobEnd::StillThere => None,
        })
        .collect();
    match dates {
        Some(dates) => in_told_year(dates, &Some(*year))
            .into_iter()
            .map(JobEnd::On)
            .collect(),
        None => readings,
    }
}
