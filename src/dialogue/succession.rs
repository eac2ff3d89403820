//! Jobs that came one after the other: a new one takes its time from the one that it followed or was told to precede.

use super::case::{Case, Draft, JobEnd};
use super::same_job::{Kinship, differ, kinship, one};
use super::taken::Manner;
use crate::eligibility::StatedDate;
use crate::understanding::HeardJob;

/// Ends the job before a promotion where the new one begins, and cuts a corrected first or last stretch off the job that
/// it was told as part of.
pub(super) fn make_room(
    case: &mut Case,
    new: usize,
    heard: &HeardJob,
    about: Option<usize>,
    manner: Manner,
) {
    let Some(start) = one(&case.jobs[new].start) else {
        return;
    };
    if heard.promoted {
        promoted(case, new, about, start);
    } else if heard.succeeds {
        // "Cook, now sous-chef": words that may mean the work before tell of a rank there.
        let is_rank = |draft: &Draft| kinship(draft, heard) != Kinship::Other;
        match about.filter(|&at| at != new && is_rank(&case.jobs[at])) {
            Some(_) => promoted(case, new, about, start),
            None => drop(end_before(case, new, about, start)),
        }
    } else if manner == Manner::Corrects
        && let Some(JobEnd::On(end)) = one(&case.jobs[new].end)
    {
        let others = case.jobs.iter_mut().enumerate();
        for (_, other) in others.filter(|(at, _)| *at != new) {
            cut(other, start, end);
        }
    }
}

/// "He was made supervisor in October 2025": until then the job before went on, at the same place.
fn promoted(case: &mut Case, new: usize, about: Option<usize>, start: StatedDate) {
    let before = end_before(case, new, about, start);
    let place = before.or(about).filter(|&at| at != new);
    let known = place.map(|at| case.jobs[at].clone()).unwrap_or_default();
    let job = &mut case.jobs[new];
    if job.country.is_empty() {
        job.country = known.country;
    }
    if job.hours.is_empty() {
        job.hours = known.hours;
    }
    if job.end.is_empty() {
        job.end = vec![JobEnd::StillThere];
    }
}

/// Ends the job that went on when a new one began in its place, and tells which it is.
fn end_before(
    case: &mut Case,
    new: usize,
    about: Option<usize>,
    start: StatedDate,
) -> Option<usize> {
    let goes_on = |draft: &Draft| {
        matches!(draft.end.as_slice(), [] | [JobEnd::StillThere])
            && one(&draft.start).is_none_or(|begun| begun.as_start() < start.as_start())
    };
    let before = about
        .filter(|&at| at != new && goes_on(&case.jobs[at]))
        .or_else(|| (0..new).rev().find(|&at| goes_on(&case.jobs[at])));
    if let Some(before) = before {
        case.jobs[before].end = vec![JobEnd::On(start)];
    }
    before
}

/// "No, the first 6 months I was a carpenter": the time that was another job's is not this one's.
fn cut(job: &mut Draft, start: StatedDate, end: StatedDate) {
    let (Some(own_start), Some(own_end)) = (one(&job.start), one(&job.end)) else {
        return;
    };
    let ends_later = match own_end {
        JobEnd::StillThere => true,
        JobEnd::On(own_end) => own_end.as_start() > end.as_end(),
    };
    let begins_earlier = own_start.as_end() < start.as_start();
    let ends_with_it = matches!(own_end, JobEnd::On(own_end) if !differ(own_end, end));
    if !differ(own_start, start) && ends_later {
        job.start = end.after().into_iter().collect();
    } else if begins_earlier && ends_with_it {
        job.end = start.before().map(JobEnd::On).into_iter().collect();
    }
}
