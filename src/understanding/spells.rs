//! Further spells of a job that a message tells without naming it again: "then again from September 2025".

use jiff::civil::Date;

use super::attribution::{Context, Form, Owner};
use super::clauses::{Clause, Joint};
use super::heard::{Asked, HeardEnd};
use super::periods::{Period, Side};
use super::reading::Reading;
use super::scene::{JobFound, Scene, clause_of};
use super::tags::{Away, Job, Tag, Who};

/// The jobs, each further spell among them as a job of its own.
pub(super) fn with_spells(reading: &Reading, scene: &Scene, jobs: Vec<JobFound>) -> Vec<JobFound> {
    let is_asked = matches!(
        reading.asked,
        Asked::Job | Asked::Confirm | Asked::Choose | Asked::More | Asked::Result
    );
    if !is_asked || scene.form != Form::Message {
        return jobs;
    }
    let mut out: Vec<JobFound> = Vec::new();
    for (index, job) in jobs.iter().enumerate() {
        let end = jobs
            .get(index + 1)
            .map_or(scene.clauses.len(), |next| next.clause);
        out.push(job.clone());
        let mut from = job.clause;
        for clause in job.clause + 1..end {
            if !is_further(reading, scene, from, clause) {
                continue;
            }
            let start = scene.clauses[clause].range.start;
            let mut spell = job.clone();
            (spell.at, spell.clause) = (start..start + 1, clause);
            spell.named_at = Some(job.at.clone());
            out.push(spell);
            from = clause;
        }
    }
    out
}

/// Whether a clause tells another spell of the job that the clauses from `job` on are about.
fn is_further(reading: &Reading, scene: &Scene, job: usize, at: usize) -> bool {
    let (clause, context) = (&scene.clauses[at], &scene.contexts[at]);
    let again = reading.has(&clause.range, Tag::Job(Job::Again));
    let another = again || clause.joint == Joint::Then || context.then;
    if !another || is_other(context) || tells_leave(reading, clause) {
        return false;
    }
    let times = |clauses: std::ops::Range<usize>| {
        let timed = |period: &&Period| clauses.contains(&clause_of(scene, period.at.start));
        scene.periods.iter().filter(timed).collect::<Vec<_>>()
    };
    let before: Vec<Stretch> = times(job..at)
        .into_iter()
        .filter(|period| !tells_leave(reading, &scene.clauses[clause_of(scene, period.at.start)]))
        .filter_map(Stretch::of)
        .collect();
    let own = times(at..at + 1).into_iter().find_map(|period| {
        let tells =
            period.is_range || period.since || period.side != Side::Bare || context.start && again;
        Stretch::of(period).filter(|_| tells)
    });
    let Some(own) = own else { return false };
    let is_apart = |other: &Stretch| {
        let later = own.start.zip(other.end.or(other.start));
        let earlier = own.end.zip(other.start);
        later.is_some_and(|(start, end)| start >= end) && !other.goes_on
            || earlier.is_some_and(|(end, start)| end <= start)
    };
    !before.is_empty() && before.iter().all(is_apart) && is_explained(reading, clause, again)
}

/// Whether a clause is about something else than the writer's work.
fn is_other(context: &Context) -> bool {
    context.owner != Owner::Me
        || context.wish
        || context.study
        || context.status
        || context.paper
        || context.family
        || context.question
}

fn tells_leave(reading: &Reading, clause: &Clause) -> bool {
    [Away::Leave, Away::Gap, Away::Back]
        .into_iter()
        .any(|away| reading.has(&clause.range, Tag::Away(away)))
}

/// Whether every word of a clause is accounted for: words for work that was not found may be another job.
fn is_explained(reading: &Reading, clause: &Clause, again: bool) -> bool {
    let small = |tag| {
        matches!(
            tag,
            Tag::Job(
                Job::Circumstance
                    | Job::Then
                    | Job::Also
                    | Job::Again
                    | Job::Cue
                    | Job::Past
                    | Job::Filler
                    | Job::Moved
                    | Job::Based
            ) | Tag::Who(Who::Me)
                | Tag::Kind(_)
                | Tag::Cue(_)
                | Tag::Hours(_)
        )
    };
    let mut at = clause.range.start;
    while at < clause.range.end {
        let hit = reading.hits_at(at).iter().find(|hit| small(hit.tag));
        let token = &reading.tokens[at];
        match hit {
            Some(hit) => at = hit.end,
            None if reading.used(at).is_some() || !token.is_word() => at += 1,
            // "again at Makati Diagnostics"
            None if token.capital || again => at += 1,
            None => return false,
        }
    }
    true
}

/// The days between which somebody worked.
struct Stretch {
    start: Option<Date>,
    end: Option<Date>,
    goes_on: bool,
}

impl Stretch {
    fn of(period: &Period) -> Option<Self> {
        let start = period.start.first().map(|start| start.as_start());
        let end = period.end.first().and_then(|end| match end {
            HeardEnd::On(end) => Some(end.as_start()),
            HeardEnd::Now => None,
        });
        let goes_on = period.since || period.end.contains(&HeardEnd::Now);
        (start.is_some() || end.is_some()).then_some(Stretch {
            start,
            end,
            goes_on,
        })
    }
}
