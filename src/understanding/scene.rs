//! What was found out about a message before its jobs are, and the jobs found in it.

use std::ops::Range;

use super::asking::Stretch;
use super::attribution::{Context, Form};
use super::clauses::{Clause, Joint};
use super::codes::TypedCode;
use super::heard::JobOutcome;
use super::periods::Period;
use super::phrases::Strength;
use super::weekly::WeeklyHeard;
use crate::matching::Candidate;
use crate::noc::NocCode;

/// A job and the tokens that name it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct JobFound {
    pub at: Range<usize>,
    pub clause: usize,
    pub codes: Vec<NocCode>,
    /// What the matcher found for its words; empty where a code was typed.
    pub candidates: Vec<Candidate>,
    pub outcome: JobOutcome,
    pub strength: Strength,
    /// Where a further spell of it was named; none for what is named where it stands.
    pub named_at: Option<Range<usize>>,
    /// It is the job before with other hours a week, from its start on.
    pub hours_changed: bool,
    /// It is done at the same time as the job before, which goes on.
    pub beside: bool,
    /// Something says that it is another job than those before.
    pub adds: bool,
}

/// What was found out about the message before.
pub(super) struct Scene<'a> {
    pub clauses: &'a [Clause],
    pub contexts: &'a [Context],
    /// Whether the writer speaks of others only, and asks for them.
    pub others_asked: bool,
    pub form: Form,
    pub codes: &'a [TypedCode],
    pub periods: &'a [Period],
    /// What is asked about or supposed, and not told.
    pub asking: &'a [Stretch],
    pub hours: &'a [WeeklyHeard],
}

/// The clause of a token.
pub(super) fn clause_of(scene: &Scene, at: usize) -> usize {
    let after = scene
        .clauses
        .partition_point(|clause| clause.range.start <= at);
    after.saturating_sub(1)
}

/// The tokens of the sentence that a clause is of.
pub(super) fn sentence_of(scene: &Scene, clause: usize) -> Range<usize> {
    let opens = |at: &usize| scene.clauses[*at].joint == Joint::Sentence;
    let first = (0..=clause).rev().find(opens).unwrap_or(0);
    let after = (clause + 1..scene.clauses.len()).find(opens);
    let end = after.unwrap_or(scene.clauses.len());
    scene.clauses[first].range.start..scene.clauses[end - 1].range.end
}

/// Whether hours a week are told in a clause.
pub(super) fn has_hours(scene: &Scene, clause: usize) -> bool {
    let mut told = scene.hours.iter().filter(|heard| !heard.hours.is_empty());
    told.any(|heard| clause_of(scene, heard.at.start) == clause)
}

/// So many clauses below a title its dates may stand: employer, town, country.
const DATES_BELOW: usize = 4;

/// Whether a clause opens a line in a list of jobs, and dates stand in it or in the lines below: "Cook, Hotel Royal / 2019 - 2021".
pub(super) fn is_cv_line(scene: &Scene, clause: usize) -> bool {
    let opens = |clause: usize| scene.clauses[clause].joint == Joint::Sentence;
    // "(2) Lift mechanic"
    let numbered = || {
        let before = clause.checked_sub(1).map(|before| &scene.clauses[before]);
        before.is_some_and(|before| before.joint == Joint::Bracket && before.range.len() == 1)
    };
    scene.form == Form::Cv && (opens(clause) || numbered()) && dates_below(scene, clause).is_some()
}

/// Whether a clause opens a sentence that goes on to its dates, and nothing is said in it: "Welder, Smile Clinic, Jun 2021 - Dec 2025."
pub(super) fn opens_dated(scene: &Scene, clause: usize) -> bool {
    let opens = |at: usize| scene.clauses[at].joint == Joint::Sentence;
    let says = |at: &usize| scene.contexts[*at].me || scene.contexts[*at].question;
    let after = (clause + 1..scene.clauses.len()).take(DATES_BELOW);
    let mut rest = after.take_while(|&at| !opens(at) && !says(&at));
    opens(clause) && !says(&clause) && rest.any(|at| has_time(scene, at))
}

/// The place among the periods of the dates that stand in a clause or right below it.
pub(super) fn dates_below(scene: &Scene, clause: usize) -> Option<usize> {
    scene.periods.iter().position(|period| {
        let at = clause_of(scene, period.at.start);
        period.is_range && (clause..=clause + DATES_BELOW).contains(&at)
    })
}

/// The times told in some clauses.
pub(super) fn times<'a>(
    scene: &'a Scene,
    clauses: Range<usize>,
) -> impl Iterator<Item = &'a Period> {
    let timed = move |period: &&Period| clauses.contains(&clause_of(scene, period.at.start));
    scene.periods.iter().filter(timed)
}

/// Whether a clause tells a time.
pub(super) fn has_time(scene: &Scene, clause: usize) -> bool {
    times(scene, clause..clause + 1).next().is_some()
}
