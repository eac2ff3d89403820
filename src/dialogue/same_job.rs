//! Whether what was heard is of a job told before: the same occupation, the same time, nothing new.

use super::case::{Detail, Draft, JobEnd};
use crate::eligibility::StatedDate;
use crate::noc::NocCode;
use crate::understanding::{HeardEnd, HeardJob, JobOutcome};

/// How the occupation heard stands to that of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kinship {
    Same,
    /// One that is easily taken for the one agreed to, and named as surely.
    LookAlike,
    Other,
}

pub(super) fn kinship(draft: &Draft, heard: &HeardJob) -> Kinship {
    let best = |codes: &[NocCode]| codes.first().copied();
    let (Some(known), Some(told)) = (best(&draft.codes), best(&heard.codes)) else {
        return Kinship::Other;
    };
    let is_told = heard.codes.contains(&known);
    let is_known = draft.codes.contains(&told);
    match () {
        () if known == told => Kinship::Same,
        () if !draft.is_confirmed() && (is_told || is_known) => Kinship::Same,
        // Words that may mean the occupation agreed to mean that one.
        () if is_told && heard.outcome == Some(JobOutcome::Choose) => Kinship::Same,
        () if is_told || is_known || known.shares_minor_group(told) => Kinship::LookAlike,
        () => Kinship::Other,
    }
}

/// The only reading of a date.
pub(super) fn one<T: Copy>(readings: &[T]) -> Option<T> {
    match readings {
        [one] => Some(*one),
        _ => None,
    }
}

/// Whether two dates as told cannot be the same one: a month is in its year.
pub(super) fn differ(one: StatedDate, other: StatedDate) -> bool {
    one.as_end() < other.as_start() || other.as_end() < one.as_start()
}

fn ends_differ(one: JobEnd, other: JobEnd) -> bool {
    match (one, other) {
        (JobEnd::On(one), JobEnd::On(other)) => differ(one, other),
        (one, other) => one != other,
    }
}

/// Whether what ends so is over when something begins.
pub(super) fn is_before(end: Option<JobEnd>, start: Option<StatedDate>) -> bool {
    match (end, start) {
        (Some(JobEnd::On(end)), Some(start)) => end.as_end() < start.as_start(),
        _ => false,
    }
}

/// Whether the heard dates cannot be those of the draft, so that it is another job of the same occupation: nothing lies in
/// both, or both dates of a job agreed to would change.
pub(super) fn is_another_time(draft: &Draft, heard: &HeardJob) -> bool {
    let (start, end) = (one(&draft.start), one(&draft.end));
    let (told_start, told_end) = (one(&heard.start), one(&heard.end).map(job_end));
    let starts = start.zip(told_start).is_some_and(|(a, b)| differ(a, b));
    let ends = end.zip(told_end).is_some_and(|(a, b)| ends_differ(a, b));
    is_before(end, told_start)
        || is_before(told_end, start)
        || draft.is_confirmed() && starts && ends
}

/// Whether what was heard began when the draft was over, and both dates of either are known.
pub(super) fn follows(draft: &Draft, heard: &HeardJob) -> bool {
    let ends = one(&heard.end).is_some() && one(&draft.start).is_some();
    ends && is_before(one(&draft.end), one(&heard.start))
}

/// Whether what was heard began after the draft did.
pub(super) fn is_begun_later(draft: &Draft, heard: &HeardJob) -> bool {
    let starts = one(&draft.start).zip(one(&heard.start));
    starts.is_some_and(|(begun, told)| begun.as_start() < told.as_start() && differ(begun, told))
}

/// Both dates that were heard, where each has one reading.
fn told_dates(heard: &HeardJob) -> Option<(StatedDate, JobEnd)> {
    one(&heard.start).zip(one(&heard.end).map(job_end))
}

/// Both dates of a draft, where each has one reading.
fn known_dates(draft: &Draft) -> Option<(StatedDate, JobEnd)> {
    one(&draft.start).zip(one(&draft.end))
}

/// Whether both dates were heard and they are not those of the draft.
pub(super) fn has_own_dates(draft: &Draft, heard: &HeardJob) -> bool {
    let Some((start, end)) = told_dates(heard) else {
        return false;
    };
    known_dates(draft).is_some_and(|known| differ(known.0, start) || ends_differ(known.1, end))
}

/// Whether both dates were heard and are those of the draft.
pub(super) fn has_its_dates(draft: &Draft, heard: &HeardJob) -> bool {
    let told = told_dates(heard);
    told.is_some() && told == known_dates(draft)
}

/// Whether the heard dates are the first or the last part of the draft's.
pub(super) fn is_part_of(draft: &Draft, heard: &HeardJob) -> bool {
    let (Some((start, end)), Some((first, last))) = (told_dates(heard), known_dates(draft)) else {
        return false;
    };
    let begins = !differ(start, first) && is_earlier(end, last);
    let ends = !ends_differ(end, last) && first.as_end() < start.as_start();
    begins || ends
}

fn is_earlier(end: JobEnd, last: JobEnd) -> bool {
    match (end, last) {
        (JobEnd::On(end), JobEnd::On(last)) => end.as_end() < last.as_start(),
        (JobEnd::On(_), JobEnd::StillThere) => true,
        _ => false,
    }
}

/// Whether everything heard of a job is known of the draft already.
pub(super) fn repeats(draft: &Draft, heard: &HeardJob) -> bool {
    has_details(heard)
        && (heard.start.is_empty() || heard.start == draft.start)
        && (heard.hours.is_empty() || heard.hours == draft.hours)
        && (heard.country.is_empty() || heard.country == draft.country)
}

pub(super) fn has_details(heard: &HeardJob) -> bool {
    !heard.start.is_empty()
        || !heard.end.is_empty()
        || heard.months.is_some()
        || !heard.hours.is_empty()
        || !heard.country.is_empty()
        || heard.kind.is_some()
        || !heard.away.is_empty()
}

/// Whether what was heard answers the question about one detail.
pub(super) fn answers(heard: &HeardJob, detail: Detail) -> bool {
    match detail {
        Detail::Start => !heard.start.is_empty() || heard.months.is_some(),
        Detail::End => !heard.end.is_empty() || heard.months.is_some(),
        Detail::Hours => !heard.hours.is_empty(),
        Detail::Country => !heard.country.is_empty(),
        Detail::Kind => heard.kind.is_some(),
        Detail::Away => !heard.away.is_empty(),
    }
}

/// The end as the case keeps it.
pub(super) fn job_end(end: HeardEnd) -> JobEnd {
    match end {
        HeardEnd::Now => JobEnd::StillThere,
        HeardEnd::On(date) => JobEnd::On(date),
    }
}
