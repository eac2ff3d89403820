//! A business of the writer's: whoever owns one may run it, do what is done in it, or both.

use std::ops::Range;

use super::attribution::Owner;
use super::clauses::Joint;
use super::heard::JobOutcome;
use super::jobs::JobFinder;
use super::phrases::Strength;
use super::reading::{Reading, Use};
use super::scene::{JobFound, Scene, clause_of};
use super::tags::{Cue, Job, Tag, Who};
use crate::matching::{MatchResult, Outcome, merged};
use crate::noc::NocCode;

/// The name of a business has so many words at most.
const LONGEST_NAME: usize = 5;
/// What is done in a business is told at most so many clauses behind it.
const DONE_NEAR: usize = 2;
/// Words for a business mean its owner where they are this likely.
const LIKELY: f32 = 0.3;
/// As many codes are offered as of any job.
const MAX_CODES: usize = 5;

/// The jobs, with that of whoever has a business of their own: in place of words for the business ("I own a restaurant"), beside
/// what is done in it ("I own a restaurant and cook"), which is then asked, or as a job of its own.
pub(super) fn with_businesses(
    finder: &JobFinder,
    reading: &Reading,
    scene: &Scene,
    mut jobs: Vec<JobFound>,
) -> Vec<JobFound> {
    for (owns, name) in businesses(reading, scene) {
        let at = jobs
            .iter()
            .position(|job| is_of(reading, scene, job, &owns, &name));
        let done = at.and_then(|at| jobs[at].codes.first().copied());
        let Some(found) = owner_of(finder, reading, &name, done) else {
            continue;
        };
        let clause = clause_of(scene, name.start);
        let owner = JobFound {
            clause,
            strength: Strength::Announced,
            adds: false,
            ..finder.job_at(found, name.clone())
        };
        match at.map(|at| &mut jobs[at]) {
            Some(job) if job.codes.first() == owner.codes.first() => {}
            Some(job) if is_business_alone(job, &name) => *job = owner,
            Some(job) => *job = beside(&owner, job),
            None => {
                let place = jobs.partition_point(|job| job.at.start < name.start);
                jobs.insert(place, owner);
            }
        }
    }
    jobs
}

/// Whether the words for a business are all that a job is told by, and mean nothing surely that is done in it.
fn is_business_alone(job: &JobFound, name: &Range<usize>) -> bool {
    let is_inside = job.at.start >= name.start && job.at.end <= name.end;
    is_inside && job.outcome != JobOutcome::Confident
}

/// The words that say that the writer has a business, and its name, for each that is told.
fn businesses(reading: &Reading, scene: &Scene) -> Vec<(Range<usize>, Range<usize>)> {
    let mut out: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let owns = reading.hits().iter();
    for hit in owns.filter(|hit| hit.tag == Tag::Job(Job::Owns)) {
        let clause = clause_of(scene, hit.start);
        let context = &scene.contexts[clause];
        if context.owner != Owner::Me || context.wish || context.question {
            continue;
        }
        let first = reading.behind_determiners(hit.end);
        let most = (first + LONGEST_NAME).min(scene.clauses[clause].range.end);
        let goes_on = |at: &usize| {
            // "A one man business" is nobody's husband's.
            let of_people = |tag| match tag {
                Tag::Who(Who::Relative) => None,
                Tag::Who(_) => Some(()),
                _ => None,
            };
            let ends = reading.cue_at(*at, Cue::And).is_some()
                || reading.find_at(*at, of_people).is_some()
                || reading.tag_at(*at, Tag::Job(Job::Circumstance)).is_some()
                    && !reading.is_one(*at, &reading.words.in_title);
            let free = matches!(reading.used(*at), None | Some(Use::Kind));
            reading.tokens[*at].is_word() && free && !ends
        };
        let name = first..first + (first..most).take_while(goes_on).count();
        // "A company car" is no company.
        let names_one = name.clone().any(|at| {
            let is_last = at + 1 == name.end || reading.is_one(at + 1, &reading.words.in_title);
            is_last && reading.is_one(at, &reading.words.businesses)
        });
        let is_new = out.last().is_none_or(|(_, last)| name.start >= last.end);
        if names_one && is_new {
            out.push((hit.start..hit.end, name));
        }
    }
    out
}

/// What somebody is who owns a business of this name: what the name of its owner means where that is listed, else likely another job
/// than what is `done` in it.
fn owner_of(
    finder: &JobFinder,
    reading: &Reading,
    name: &Range<usize>,
    done: Option<NocCode>,
) -> Option<MatchResult> {
    let name = reading.typed(name);
    let owners = reading.words.owner_of.iter();
    let texts = owners.flat_map(|owner| [format!("{name} {owner}"), format!("{owner} {name}")]);
    let rank = |text: String| {
        let found = finder.find(&text);
        let best = found.candidates.first()?;
        let is_likely = found.outcome != Outcome::None && best.score >= LIKELY;
        let rank = (finder.is_name(&text), Some(best.noc) != done, best.score);
        is_likely.then_some((rank, found))
    };
    let likely = texts.filter_map(rank);
    let best = likely.max_by(|(one, _), (other, _)| {
        let by_kind = (one.0, one.1).cmp(&(other.0, other.1));
        by_kind.then(one.2.total_cmp(&other.2))
    });
    best.map(|(_, found)| found)
}

/// Whether a job is told by the words for a business, or is done in it: "I own a restaurant and cook".
fn is_of(
    reading: &Reading,
    scene: &Scene,
    job: &JobFound,
    owns: &Range<usize>,
    name: &Range<usize>,
) -> bool {
    let clause = clause_of(scene, name.start);
    let of_name = job.at.start < name.end && owns.start < job.at.end;
    let is_beside = job.clause == clause
        || job.clause == clause + 1 && scene.clauses[job.clause].joint == Joint::And;
    let is_bare = is_beside && job.strength < Strength::Announced;
    // "My own electrical company, I do house wiring"
    let begins = reading.before_determiners(job.at.start, name.end.min(job.at.start));
    let does = || reading.ends_before(begins, &[Tag::Job(Job::Does)]);
    let is_near = job.clause <= clause + DONE_NEAR && job.at.start >= name.end;
    of_name || is_near && (is_bare || does())
}

/// A job of whoever owns a business or does what is done in it: either may be meant.
fn beside(owner: &JobFound, done: &JobFound) -> JobFound {
    let others = match done.outcome {
        JobOutcome::Confident => 1,
        _ => MAX_CODES - 1,
    };
    let first = &owner.candidates[..owner.candidates.len().min(1)];
    let rest = &done.candidates[..done.candidates.len().min(others)];
    let candidates = merged(&[first, rest], MAX_CODES);
    JobFound {
        codes: candidates.iter().map(|candidate| candidate.noc).collect(),
        candidates,
        outcome: JobOutcome::Choose,
        at: owner.at.start.min(done.at.start)..done.at.end.max(owner.at.end),
        strength: owner.strength,
        ..done.clone()
    }
}
