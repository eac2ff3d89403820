//! The day on which the hours of a job changed, where it may be read in two ways: "since September my hours are 20".

use super::case::{Case, Draft, JobEnd};
use super::same_job::one;
use crate::eligibility::StatedDate;
use crate::noc::NocCode;

/// Of the readings of a turn those that lie within a job, the likeliest first.
pub(super) fn within(draft: &Draft, readings: &[StatedDate]) -> Vec<StatedDate> {
    let begun = one(&draft.start).map(StatedDate::as_start);
    let is_later = |turn: &StatedDate| begun.is_none_or(|begun| begun < turn.as_start());
    let goes_on = |turn: &StatedDate| match one(&draft.end) {
        Some(JobEnd::On(end)) => turn.as_start() <= end.as_end(),
        _ => true,
    };
    let inside = readings.iter().copied();
    inside
        .filter(|turn| is_later(turn) && goes_on(turn))
        .collect()
}

/// Leaves open on which of several days a job went over to another stretch of it, which was taken to be the first of them.
pub(super) fn leave_open(case: &mut Case, code: Option<NocCode>, turns: &[StatedDate]) {
    let [taken, _, ..] = turns else { return };
    let ends: Vec<JobEnd> = turns.iter().filter_map(end_before).collect();
    let same = |job: &&mut Draft| job.codes.first().copied() == code;
    for job in case.jobs.iter_mut().filter(same) {
        if job.start == [*taken] {
            job.start = turns.to_vec();
        }
        if job.end.first() == end_before(taken).as_ref() {
            job.end.clone_from(&ends);
        }
    }
}

/// Settles the other side of a turn once one side of it is told.
pub(super) fn settle(case: &mut Case) {
    for at in 0..case.jobs.len() {
        let job = case.jobs[at].clone();
        for other in case.jobs.iter_mut() {
            if other.codes.first() != job.codes.first() {
                continue;
            }
            if let (Some(start), true) = (one(&job.start), other.end.len() > 1) {
                keep(&mut other.end, |end| Some(*end) == end_before(&start));
            }
            if let (Some(end), true) = (one(&job.end), other.start.len() > 1) {
                keep(&mut other.start, |start| Some(end) == end_before(start));
            }
        }
    }
}

/// When what came before a turn ended.
fn end_before(turn: &StatedDate) -> Option<JobEnd> {
    turn.before().map(JobEnd::On)
}

/// Keeps the reading that is meant, where one of them is.
fn keep<T: Copy>(readings: &mut Vec<T>, is_meant: impl Fn(&T) -> bool) {
    if let Some(meant) = readings.iter().copied().find(is_meant) {
        *readings = vec![meant];
    }
}
