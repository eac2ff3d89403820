//! Further spells of a job that a message tells without naming it again: "then again from September 2025".

use std::ops::Range;

use jiff::civil::Date;

use super::attribution::{Context, Form, Owner};
use super::changed_hours::{begins_with_hours, change_in};
use super::clauses::{Clause, Joint};
use super::heard::{Asked, HeardEnd};
use super::lexicon::Hit;
use super::periods::{Period, Side};
use super::reading::Reading;
use super::scene::{JobFound, Scene, clause_of, has_hours, times};
use super::tags::{Away, Job, Tag, Who};
use crate::eligibility::StatedDate;

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
            let beside = begins_beside(reading, scene, from, clause);
            let hours_changed = beside.is_none() && is_turn(reading, scene, from, clause);
            if beside.is_none() && !hours_changed && !is_further(reading, scene, from, clause) {
                continue;
            }
            let begins = beside.unwrap_or(clause);
            let start = scene.clauses[begins].range.start;
            out.push(JobFound {
                at: start..start + 1,
                clause: begins,
                named_at: Some(job.at.clone()),
                hours_changed,
                beside: beside.is_some(),
                ..job.clone()
            });
            from = clause;
        }
    }
    out
}

/// Whether a clause tells other hours of the job that the clauses from `job` on are about.
fn is_turn(reading: &Reading, scene: &Scene, job: usize, at: usize) -> bool {
    let clause = &scene.clauses[at];
    change_in(scene, job..at, at)
        && !is_other(reading, clause, &scene.contexts[at])
        && is_explained(reading, clause, false)
}

/// The clause with which work begins that is told with its own hours and start in a clause, and is done at the same time as
/// the job of the clauses from `job` on: "also at the Mater, 10 hours since May", "and 15 hours at XYZ since June".
fn begins_beside(reading: &Reading, scene: &Scene, job: usize, at: usize) -> Option<usize> {
    let (clause, context) = (&scene.clauses[at], &scene.contexts[at]);
    if !begins_with_hours(scene, job..at, at) || is_other(reading, clause, context) {
        return None;
    }
    let of_sentence = |other: usize| {
        let after = &scene.clauses[other + 1..=at];
        after.iter().all(|clause| clause.joint != Joint::Sentence)
    };
    let says = |other: &usize| reading.has(&scene.clauses[*other].range, Tag::Job(Job::Beside));
    let said = (job + 1..=at)
        .rev()
        .take_while(|other| of_sentence(*other) || *other == at);
    let said = said.filter(says).min();
    let employs = |clause: &Clause| names_employer(reading, &clause.range);
    let two_employers = || employs(clause) && scene.clauses[job..at].iter().any(employs);
    let begins = said.or_else(|| two_employers().then_some(at))?;
    is_explained(reading, clause, true).then_some(begins)
}

/// Whether a stretch of tokens names where somebody works by a name that is no place: "at XYZ", "chez Dumont".
pub(super) fn names_employer(reading: &Reading, stretch: &Range<usize>) -> bool {
    let mut tokens = stretch.clone();
    tokens.any(|at| {
        let Some(name) = reading.tag_at(at, Tag::Job(Job::Circumstance)) else {
            return false;
        };
        let name = reading.behind_determiners(name);
        let is_inside = name < stretch.end && reading.used(name).is_none();
        is_inside && reading.tokens[name].is_word() && reading.tokens[name].capital
    })
}

/// Whether a clause tells another spell of the job that the clauses from `job` on are about.
fn is_further(reading: &Reading, scene: &Scene, job: usize, at: usize) -> bool {
    let (clause, context) = (&scene.clauses[at], &scene.contexts[at]);
    let again = reading.has(&clause.range, Tag::Job(Job::Again));
    let is_vague = reading.has(&clause.range, Tag::Vague) || is_of_years(scene, job, at);
    if is_other(reading, clause, context) || is_vague || tells_leave(reading, clause) {
        return false;
    }
    let before: Vec<&Period> = times(scene, job..at)
        .filter(|period| !tells_leave(reading, &scene.clauses[clause_of(scene, period.at.start)]))
        .collect();
    let own = times(scene, at..at + 1).find(|period| {
        let tells =
            period.is_range || period.since || period.side != Side::Bare || context.start && again;
        tells && Stretch::of(period).is_some()
    });
    let Some(own) = own else { return false };
    // "2019-2021 Dubai, 2021-2023 Qatar, since 2024 Calgary"
    let is_listed = before.iter().all(|period| period.is_range)
        && (own.is_range || own.side == Side::Start)
        && matches!(clause.joint, Joint::Comma | Joint::And | Joint::Sentence);
    let another = again || clause.joint == Joint::Then || context.then || is_listed;
    another && !before.is_empty() && are_apart(&before, own) && is_explained(reading, clause, again)
}

/// "12 hours in 2024, then 20 in 2025, now 45 since January": whether hours told year by year go on in a clause.
fn is_of_years(scene: &Scene, job: usize, at: usize) -> bool {
    let is_year = |period: &Period| {
        let is_bare = period.side == Side::Bare && !period.is_range;
        is_bare && matches!(period.start[..], [StatedDate::Year(_)])
    };
    let of_hours = |period: &Period| has_hours(scene, clause_of(scene, period.at.start));
    has_hours(scene, at) && times(scene, job..at).any(|period| is_year(period) && of_hours(period))
}

/// Whether a job named again is another spell of it: either is told with its time, and they lie apart.
pub(super) fn is_another_spell(scene: &Scene, known: &JobFound, again: &JobFound) -> bool {
    let before: Vec<&Period> = times(scene, known.clause..again.clause).collect();
    let own = times(scene, again.clause..again.clause + 1).next();
    own.is_some_and(|own| {
        Stretch::of(own).is_some() && !before.is_empty() && are_apart(&before, own)
    })
}

/// Whether a time begins when all others are over, or ends before they begin.
fn are_apart(others: &[&Period], own: &Period) -> bool {
    let Some(own) = Stretch::of(own) else {
        return false;
    };
    let mut others = others.iter().filter_map(|period| Stretch::of(period));
    others.all(|other| {
        let later = own.start.zip(other.end.or(other.start));
        let earlier = own.end.zip(other.start);
        later.is_some_and(|(start, end)| start >= end) && !other.goes_on
            || earlier.is_some_and(|(end, start)| end <= start)
    })
}

/// Whether a clause is about something else than the writer's work.
fn is_other(reading: &Reading, clause: &Clause, context: &Context) -> bool {
    // "on a work permit" tells how somebody may work, and no time of papers.
    let is_aside = |paper: &Hit| {
        let covers = |hit: &Hit| hit.start < paper.start && paper.end <= hit.end;
        let mut inside = reading.inside(&clause.range);
        inside.any(|hit| hit.tag == Tag::Job(Job::Filler) && covers(hit))
    };
    let is_paper = |tag| matches!(tag, Tag::Job(Job::Paper | Job::Status));
    let mut papers = reading.inside(&clause.range);
    let paper = papers.any(|hit| is_paper(hit.tag) && !is_aside(hit));
    context.owner != Owner::Me
        || context.wish
        || context.study
        || paper
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
        let told = reading.hits_at(at).iter().filter(|hit| small(hit.tag));
        let hit = told.max_by_key(|hit| hit.end);
        let token = &reading.tokens[at];
        match hit {
            Some(hit) => at = hit.end,
            None if reading.used(at).is_some() || !token.is_word() => at += 1,
            None if reading.is_one(at, &reading.words.workplaces) => at += 1,
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
