//! Details go to the job they are told of.

use std::ops::Range;

use super::clauses::Joint;
use super::filler::{Details, Filler};
use super::heard::{Asked, HeardJob, JobOutcome};
use super::reading::Reading;
use super::scene::{JobFound, Scene};
use super::sharing::{
    share_last_hours, share_last_place, share_of_each, share_of_list, share_promotion,
    share_with_spells,
};
use super::tags::{Cue, Job, Tag};
use super::told_with::told_words;

/// The jobs with their details; one entry without a job where only details were told.
pub(super) fn assemble(
    reading: &Reading,
    scene: &Scene,
    jobs: Vec<JobFound>,
    details: &Details,
) -> Vec<HeardJob> {
    let before = answer_before(reading, scene, &jobs);
    let mut zones = zones(scene, &jobs, reading.len());
    if let (Some(answer), Some(first)) = (before, zones.first_mut()) {
        first.start = answer;
    }
    let mut out: Vec<HeardJob> = jobs
        .iter()
        .map(|job| heard(reading, scene, job, jobs.len() > 1))
        .collect();
    if out.is_empty() {
        out.push(HeardJob::default());
    }
    let several = jobs.len() > 1;
    for (index, (job, zone)) in out.iter_mut().zip(&zones).enumerate() {
        let filler = Filler {
            reading,
            scene,
            zone,
            clause: jobs.get(index).map(|job| job.clause),
            named: jobs.get(index).map(|job| job.at.clone()),
            several,
            is_last: index + 1 == zones.len(),
        };
        filler.fill(job, details);
        if let Some(found) = jobs.get(index) {
            let title = found.named_at.as_ref().unwrap_or(&found.at);
            job.told_with = told_words(reading, scene, zone, title);
        }
    }
    share_promotion(scene, &jobs, &mut out);
    share_of_list(reading, scene, &jobs, &mut out, details);
    share_last_place(scene, &jobs, &mut out, details);
    share_last_hours(scene, &jobs, &mut out, details);
    share_with_spells(scene, &jobs, &mut out, details);
    share_of_each(reading, scene, &jobs, &mut out, details);
    if let Some(end) = before {
        let answer = Filler {
            reading,
            scene,
            zone: &(0..end),
            clause: None,
            named: None,
            several: true,
            is_last: false,
        };
        out.insert(0, answer.details(details));
    }
    out.retain(|job| *job != HeardJob::default());
    out
}

/// "40, but I am also a cook", "Regina, and I am also a cook": where what answers the question about another job ends, and the first job named begins.
fn answer_before(reading: &Reading, scene: &Scene, jobs: &[JobFound]) -> Option<usize> {
    let first = jobs.first()?;
    let clause = &scene.clauses[first.clause];
    let of_told = matches!(
        reading.asked,
        Asked::Start
            | Asked::End
            | Asked::Hours
            | Asked::Country
            | Asked::Kind
            | Asked::Confirm
            | Asked::Choose
    );
    let says_beside = reading.has(&clause.range, Tag::Job(Job::Beside));
    let first_word = clause.range.start;
    let is_and = clause.joint == Joint::And || reading.cue_at(first_word, Cue::And).is_some();
    // "40 hours, and I am not a welder but a pipefitter" corrects the job asked about.
    let is_and = is_and && !reading.has(&clause.range, Tag::Cue(Cue::Not));
    let is_added = match reading.asked {
        // Nothing is asked of a job: what stands before may be of the one told last.
        Asked::More | Asked::Result => says_beside && is_and,
        _ => of_told && (says_beside || is_and || scene.contexts[first.clause].then),
    };
    (is_added && first.clause > 0).then_some(clause.range.start)
}

fn heard(reading: &Reading, scene: &Scene, job: &JobFound, several: bool) -> HeardJob {
    let is_sure_alone = job.outcome == JobOutcome::Confident;
    let is_open = is_sure_alone && (several || reading.is_long());
    HeardJob {
        outcome: Some(if is_open {
            JobOutcome::Choose
        } else {
            job.outcome
        }),
        is_sure_alone,
        objects: scene.clauses[job.clause].joint == Joint::But,
        codes: job.codes.clone(),
        words: reading
            .typed(job.named_at.as_ref().unwrap_or(&job.at))
            .to_owned(),
        ..HeardJob::default()
    }
}

/// The clauses each job's details stand in.
fn zones(scene: &Scene, jobs: &[JobFound], length: usize) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = Vec::new();
    for (index, job) in jobs.iter().enumerate() {
        let mut start = if index > 0 && jobs[index - 1].clause == job.clause {
            job.at.start
        } else {
            leading(
                scene,
                job.clause,
                index.checked_sub(1).map(|before| jobs[before].clause),
            )
        };
        if job.named_at.is_some() {
            start = job.at.start;
        }
        if index == 0 {
            start = 0;
        }
        starts.push(start);
    }
    if starts.is_empty() {
        starts.push(0);
    }
    let ends = starts.iter().skip(1).copied().chain([length]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect()
}

/// Where the zone of a job begins: with its clause, or with clauses before it in the same sentence that no job stands in.
fn leading(scene: &Scene, clause: usize, before: Option<usize>) -> usize {
    let mut first = clause;
    while scene.clauses[first].joint != Joint::Sentence && first > 0 && Some(first - 1) != before {
        first -= 1;
    }
    // Clauses right after the job before are of that one, unless a sentence begins here.
    let begins = scene.clauses[first].joint == Joint::Sentence;
    let at = if begins { first } else { clause };
    scene.clauses[at].range.start
}
