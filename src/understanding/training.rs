//! Schools named beside a job: where it is done, or where somebody was trained for it, is no study of its own.

use std::ops::Range;

use super::reading::{Reading, Use};
use super::tags::{Cue, Job, Tag, Who};

/// Whether a word at a token may be the last of a job: no small word, and nothing about studies.
fn may_end_a_job(reading: &Reading, at: usize) -> bool {
    let is_other = |tag| {
        matches!(
            tag,
            Tag::Job(Job::Filler | Job::Study | Job::Status | Job::NoWork)
                | Tag::Who(Who::Me | Who::My)
                | Tag::Cue(Cue::Article | Cue::Not)
        )
    };
    let mut hits = reading.hits_at(at).iter();
    reading.tokens[at].is_word() && !hits.any(|hit| hit.end == at + 1 && is_other(hit.tag))
}

/// A school told right behind a job, as where it is done ("professeur à l'université"), is no study.
pub(super) fn keep_workplaces(reading: &mut Reading) {
    let is_workplace = |at: usize| {
        let is_place = |at: &usize| reading.tag_at(*at, Tag::Job(Job::Circumstance)).is_some();
        let mut before = at;
        while before > 0 && reading.is_determiner(before - 1) && !is_place(&(before - 1)) {
            before -= 1;
        }
        let place = before.checked_sub(1);
        let job = place.filter(is_place).and_then(|at| at.checked_sub(1));
        job.is_some_and(|job| may_end_a_job(reading, job))
    };
    let schools: Vec<usize> = (0..reading.len())
        .filter(|&at| reading.tag_at(at, Tag::Job(Job::Study)).is_some() && is_workplace(at))
        .collect();
    if !schools.is_empty() {
        reading.forget(|hit| {
            let of_study = matches!(hit.tag, Tag::Job(Job::Study | Job::Paper | Job::Life));
            of_study && schools.contains(&hit.start)
        });
    }
}

/// Where somebody was trained, told right behind the job ("infirmière diplômée d'État"), is no study of its own.
pub(super) fn claim_training(reading: &mut Reading) {
    let trained = |at: usize| {
        let end = reading.tag_at(at, Tag::Job(Job::Trained))?;
        let before = at.checked_sub(1)?;
        may_end_a_job(reading, before).then_some(at..end)
    };
    let all: Vec<_> = (0..reading.len()).filter_map(trained).collect();
    if all.is_empty() {
        return;
    }
    for at in &all {
        // The first word may be one of the title: "infirmière diplômée".
        reading.claim(at.start + 1..at.end, Use::Training);
    }
    reading.forget(|hit| {
        let of_study = matches!(hit.tag, Tag::Job(Job::Study | Job::Paper | Job::Status));
        let overlaps = |at: &Range<usize>| hit.start < at.end && at.start < hit.end;
        of_study && all.iter().any(overlaps)
    });
}
