//! Whose job a text to be matched names: the writer's own, one or several, or somebody else's only.

use std::cell::LazyCell;
use std::ops::Range;

use super::attribution::{Context, Owner, without_nobodys};
use super::heard::JobOutcome;
use super::jobs::{JobFinder, is_titled};
use super::phrases::Strength;
use super::reading::{Reading, Use};
use super::scene::{JobFound, Scene, has_time};
use super::tags::{Cue, Job, Tag, Who};
use super::titles::{is_name, is_said_in, is_typed, shares_word};
use crate::matching::{Candidate, MatchResult, Outcome, merged};
use crate::text::fold;

/// Marks that part jobs in a list.
const LIST_MARKS: &str = ",;:/&+|>→\n";
/// Marks that part what is told.
const CLAUSE_MARKS: &str = ".(";
/// Longer texts are no lists of jobs.
const LONGEST_LIST: usize = 16;
/// Every job of a list is this likely.
const LISTED: f32 = 0.25;
/// A job of a list that is not told by its title is this likely.
const SURE: f32 = 0.9;
/// A text that is one job so surely is no list: "CEO, steel manufacturing group".
const CERTAIN: f32 = 0.99;
/// What a part may be that neither says its title nor is sure stands behind so many unit groups, if they are so likely.
const BEHIND: usize = 2;
const LIKELY: f32 = 0.02;
/// More words tell what is done and no title.
const FEW_WORDS: usize = 5;

/// Whether nothing in a text says that it is anything but one job of the writer: most of what people type.
pub(super) fn is_plain(reading: &Reading) -> bool {
    let tells = |tag| {
        matches!(
            tag,
            Tag::Who(Who::Relative | Who::They | Who::Colleague | Who::Signer | Who::Letter)
                | Tag::Who(Who::Cv | Who::OfOthers | Who::ByOthers)
                | Tag::Job(Job::Study | Job::Status | Job::Over | Job::Wish | Job::Duties)
                | Tag::Job(Job::Then | Job::Also | Job::Promoted)
                | Tag::Cue(Cue::And)
        )
    };
    let lists = || {
        let numbers = (0..reading.len()).filter(|&at| reading.whole_at(at).is_some());
        let parts = |at| {
            reading.is_mark(at, LIST_MARKS)
                || reading.is_mark(at, CLAUSE_MARKS)
                || reading.is_one(at, &reading.words.but)
        };
        numbers.count() > 1 || (0..reading.len()).any(parts)
    };
    !reading.hits().iter().any(|hit| tells(hit.tag)) && !lists() && !reading.is_long()
}

/// Whether all words of a text name a place.
pub(super) fn is_only_place(reading: &Reading) -> bool {
    let mut words = (0..reading.len()).filter(|&at| reading.tokens[at].is_word());
    words.all(|at| reading.used(at) == Some(Use::Place))
}

/// What a long text means as the writer's job: several that are told with their times, else what its parts agree on, but for those about
/// nobody's work (who signed, a heading).
pub(super) fn told_at_length(
    reading: &Reading,
    scene: &Scene,
    finder: &JobFinder,
    whole: MatchResult,
    top: usize,
) -> MatchResult {
    let context = |job: &JobFound| &scene.contexts[job.clause];
    let mut jobs = finder.named_jobs(reading, scene);
    jobs.retain(|job| context(job).owner == Owner::Me && job.strength >= Strength::Announced);
    jobs.retain(|job| has_time(scene, job.clause) && is_titled(job, reading));
    let jobs = distinct(jobs);
    if jobs.len() > 1 {
        return together(&whole, &jobs, top);
    }
    match without_nobodys(reading, scene.clauses, scene.contexts) {
        Some(own) => finder.find_anew(&own, top),
        None => whole,
    }
}

/// What a text means, of which `whole` is what its words mean as one job.
pub(super) fn attributed(
    reading: &Reading,
    scene: &Scene,
    finder: &JobFinder,
    whole: MatchResult,
    top: usize,
) -> MatchResult {
    if is_name(reading.text, &whole) || names_relative(reading, &whole) {
        return whole;
    }
    let owner = |job: &JobFound| scene.contexts[job.clause].owner;
    let mut jobs = finder.named_jobs(reading, scene);
    jobs.retain(|job| owner(job) != Owner::Nobody);
    if whole.outcome == Outcome::None {
        jobs.retain(|job| !scene.contexts[job.clause].study);
    }
    let mut own = distinct(jobs);
    let others_only = !own.is_empty() && own.iter().all(|job| owner(job) == Owner::Other);
    let apart = LazyCell::new(|| finder.may_be_apart(reading, scene));
    let may_be_several = own.len() > 1 || says_more_follows(reading);
    if own.len() > 1 {
        own.retain(|job| is_titled(job, reading));
    }
    if own.len() < 2 && !others_only && !speaks_of_others(reading, scene) {
        let listed = finder.listed(reading, scene, &own, &whole);
        if listed.len() > 1 {
            own = distinct(listed);
        }
    }
    // Those told by their titles stand before those that are only sure.
    let told = |found, kept| {
        let jobs = [&apart.sure, &apart.titled].into_iter();
        jobs.fold(found, |found, jobs| with_others(found, jobs, kept, top))
    };
    let found = match own.as_slice() {
        [] if is_only_mentioned(reading, scene) => none(&whole),
        [] if whole.outcome == Outcome::Choose && is_of_studies_only(reading, scene) => {
            none(&whole)
        }
        [] if speaks_of_others(reading, scene) => unsure(whole.clone()),
        [] if scene.contexts.iter().any(|context| context.wish) => unsure(whole.clone()),
        [] if whole.outcome != Outcome::None => whole.clone(),
        [_] if others_only && is_only_mentioned(reading, scene) => none(&whole),
        [_] if others_only => unsure(result(&whole, &own[0])),
        [job] if first(&job.candidates) == first(&whole.candidates) => {
            // The others whom the text speaks of are what made the whole unsure.
            let sure = job.outcome == JobOutcome::Confident && speaks_of_others(reading, scene);
            if sure {
                result(&whole, job)
            } else {
                whole.clone()
            }
        }
        [job] if leaves_out(reading, scene) && !is_about(&whole, job, reading) => {
            result(&whole, job)
        }
        [_] if whole.outcome != Outcome::None => whole.clone(),
        [] | [_] => {
            let headline = headline(reading, own.first().or(apart.titled.first()));
            headline.map_or(whole.clone(), |job| unsure(result(&whole, job)))
        }
        several => return told(together(&whole, several, top), several.len()),
    };
    if found.outcome == Outcome::None {
        return found;
    }
    let are_several = may_be_several || apart.are_several(first(&found.candidates));
    let likely = found.candidates.iter().take(BEHIND);
    let likely = likely.filter(|candidate| candidate.score >= LIKELY).count();
    let found = with_others(found, &apart.others, likely.max(1), top);
    if are_several {
        unsure(told(found, 1))
    } else {
        found
    }
}

/// The job if a text begins with it, by its name and before a mark: "postman, bike, Mielno".
fn headline<'a>(reading: &Reading, job: Option<&'a JobFound>) -> Option<&'a JobFound> {
    job.filter(|job| {
        job.at.start == 0
            && reading.is_mark(job.at.end, LIST_MARKS)
            && job.outcome == JobOutcome::Confident
            && is_named(reading, job)
    })
}

/// Whether a job was told by its name, typed in full.
fn is_named(reading: &Reading, job: &JobFound) -> bool {
    let best = job.candidates.first();
    best.is_some_and(|best| is_typed(best.matched, reading.typed(&job.at)))
}

/// Whether a word says that another job is told: "also", "on the side", "promoted to".
fn says_more_follows(reading: &Reading) -> bool {
    let mut hits = reading.hits().iter();
    hits.any(|hit| matches!(hit.tag, Tag::Job(Job::Beside | Job::Promoted)))
}

/// Whether what a text means as a whole has a word of the job.
fn is_about(whole: &MatchResult, job: &JobFound, reading: &Reading) -> bool {
    let best = whole.candidates.first();
    best.is_some_and(|best| shares_word(best.matched, reading.typed(&job.at)))
}

/// Whether the relative that a text names is a word of the title it means ("femme de chambre").
fn names_relative(reading: &Reading, whole: &MatchResult) -> bool {
    let Some(best) = whole.candidates.first() else {
        return false;
    };
    let title = fold::words(best.matched);
    let relative = |tag| matches!(tag, Tag::Who(Who::Relative | Who::OfOthers));
    let mut relatives = reading
        .hits()
        .iter()
        .filter(|hit| relative(hit.tag) && !reading.is_owned(hit.start));
    relatives.any(|hit| title.iter().any(|word| word == reading.word(hit.start)))
        && is_said_in(best.matched, reading.text)
}

/// The jobs with one best unit group each.
pub(super) fn distinct(jobs: Vec<JobFound>) -> Vec<JobFound> {
    let mut out: Vec<JobFound> = Vec::new();
    for job in jobs {
        if out
            .iter()
            .all(|known| first(&known.candidates) != first(&job.candidates))
        {
            out.push(job);
        }
    }
    out
}

pub(super) fn first(candidates: &[Candidate]) -> Option<crate::noc::NocCode> {
    candidates.first().map(|candidate| candidate.noc)
}

/// That a text names no job.
pub(super) fn none(whole: &MatchResult) -> MatchResult {
    MatchResult {
        lang: whole.lang,
        outcome: Outcome::None,
        candidates: Vec::new(),
    }
}

/// The same, but never sure.
pub(super) fn unsure(found: MatchResult) -> MatchResult {
    MatchResult {
        outcome: match found.outcome {
            Outcome::Confident => Outcome::Choose,
            other => other,
        },
        ..found
    }
}

fn result(whole: &MatchResult, job: &JobFound) -> MatchResult {
    MatchResult {
        lang: whole.lang,
        outcome: match job.outcome {
            JobOutcome::Confident => Outcome::Confident,
            _ => Outcome::Choose,
        },
        candidates: job.candidates.clone(),
    }
}

/// Several jobs to choose from: the best of each first, in the order told.
fn together(whole: &MatchResult, jobs: &[JobFound], top: usize) -> MatchResult {
    let jobs: Vec<&[Candidate]> = jobs.iter().map(|job| job.candidates.as_slice()).collect();
    MatchResult {
        lang: whole.lang,
        outcome: Outcome::Choose,
        candidates: merged(&jobs, top),
    }
}

/// What was found, with the best of each of other jobs behind its first `kept` unit groups, and their second best behind its first two.
fn with_others(found: MatchResult, others: &[JobFound], kept: usize, top: usize) -> MatchResult {
    let ranked = |rank: usize| {
        others
            .iter()
            .filter_map(move |job| job.candidates.get(rank))
    };
    let first = found.candidates.iter().take(kept);
    let likely = found.candidates.iter().take(BEHIND);
    let in_order = first.chain(ranked(0)).chain(likely).chain(ranked(1));
    let in_order = in_order.chain(&found.candidates).cloned();
    let mut candidates: Vec<Candidate> = Vec::new();
    for candidate in in_order {
        if candidates.iter().all(|known| known.noc != candidate.noc) {
            let before = candidates.last().map_or(1.0, |before| before.score);
            candidates.push(Candidate {
                score: candidate.score.min(before),
                ..candidate
            });
        }
    }
    candidates.truncate(top);
    MatchResult {
        candidates,
        ..found
    }
}

/// Whether somebody other than the writer is named, or what they do.
fn speaks_of_others(reading: &Reading, scene: &Scene) -> bool {
    let other = |context: &Context| context.owner == Owner::Other;
    let of_others = |tag| matches!(tag, Tag::Who(Who::OfOthers | Who::ByOthers));
    scene.contexts.iter().any(other) || reading.hits().iter().any(|hit| of_others(hit.tag))
}

/// Whether somebody is named only as whose relative, boss or helper another is, and not asked for.
fn is_only_mentioned(reading: &Reading, scene: &Scene) -> bool {
    let says = |wanted: &[Who]| {
        let mut hits = reading.hits().iter();
        hits.any(|hit| wanted.iter().any(|who| hit.tag == Tag::Who(*who)))
    };
    let asks = says(&[Who::AsksFor]) || scene.contexts.iter().any(|context| context.question);
    let described = scene.contexts.iter().any(|context| context.describes);
    (described || says(&[Who::Colleague, Who::ByOthers])) && !asks
}

/// Whether every part of a text tells what somebody studies or is admitted as, and none that they work.
fn is_of_studies_only(reading: &Reading, scene: &Scene) -> bool {
    let is_study = |context: &Context| context.study || context.status;
    let is_study = scene.contexts.iter().all(is_study);
    is_study && !scene.contexts.is_empty() && !reading.says(Tag::Job(Job::Cue))
}

/// Whether a part of a text names no work of the writer's: somebody else, studies, a status, people served.
fn leaves_out(reading: &Reading, scene: &Scene) -> bool {
    let context = |context: &Context| {
        context.owner != Owner::Me
            || context.study
            || context.status
            || context.wish
            || context.duties
    };
    scene.contexts.iter().any(context) || speaks_of_others(reading, scene)
}

impl JobFinder<'_> {
    /// The jobs of a list such as "welder / cook" or "baker, butcher": each part is one by itself, and together they are none.
    fn listed(
        &self,
        reading: &Reading,
        scene: &Scene,
        named: &[JobFound],
        whole: &MatchResult,
    ) -> Vec<JobFound> {
        let told = self.told_apart(reading, scene, named, whole);
        if told.len() > 1 {
            return told;
        }
        let best = whole.candidates.first();
        let is_certain = whole.outcome == Outcome::Confident;
        if reading.len() > LONGEST_LIST
            || is_certain && best.is_some_and(|best| best.score >= CERTAIN)
        {
            return Vec::new();
        }
        let parts = list_parts(reading);
        let found: Vec<JobFound> = parts
            .iter()
            .filter(|part| !is_over_others(reading, part))
            .filter_map(|part| self.part(reading, part))
            .collect();
        let one_name = best.is_some_and(|best| {
            let names = |job: &JobFound| shares_word(best.matched, reading.typed(&job.at));
            is_said_in(best.matched, reading.text) && found.iter().all(names)
        });
        // Each of two titles that were typed in full is a job, whatever longer title has the words of both.
        let one_name = one_name && !found.iter().all(|job| is_named(reading, job));
        let is_no_job =
            |part: &Range<usize>| self.find(reading.typed(part)).outcome == Outcome::None;
        let is_job = |part: &Range<usize>| found.iter().any(|job| job.at == *part);
        let is_apart = |part: &Range<usize>| is_over_others(reading, part) || is_no_job(part);
        let all = parts.iter().all(|part| is_job(part) || is_apart(part));
        if all && found.len() > 1 && !one_name {
            found
        } else {
            Vec::new()
        }
    }

    fn part(&self, reading: &Reading, at: &Range<usize>) -> Option<JobFound> {
        let text = reading.typed(at);
        let found = self.find(text);
        let best = found.candidates.first()?;
        let named =
            found.outcome == Outcome::Confident && best.score >= SURE && at.len() <= FEW_WORDS;
        let is_job = named
            || best.score >= LISTED && is_said_in(best.matched, text)
            || is_name(text, &found);
        is_job.then(|| self.job_at(found, at.clone()))
    }
}

/// "I supervise nurses": those are other people's jobs.
pub(super) fn is_over_others(reading: &Reading, part: &Range<usize>) -> bool {
    reading.has(part, Tag::Who(Who::Me)) && reading.has(part, Tag::Job(Job::Over))
}

/// The stretches of a text between commas, slashes, numbers, times, and words such as "and" and "then".
pub(super) fn list_parts(reading: &Reading) -> Vec<Range<usize>> {
    let joins = |tag| {
        let joins = matches!(
            tag,
            Tag::Cue(Cue::And) | Tag::Job(Job::Then | Job::Also | Job::Promoted)
        );
        joins.then_some(())
    };
    // "A 2nd shop" is one.
    let is_ordinal =
        |at: usize| reading.is_glued(at + 1) && reading.is_one(at + 1, &reading.words.ordinals);
    let parts_here = |at: usize| {
        let word = reading.find_at(at, joins).map(|((), end)| end);
        let parts = reading.is_mark(at, LIST_MARKS)
            || reading.whole_at(at).is_some() && !is_ordinal(at)
            || reading.used(at) == Some(Use::Time);
        word.or_else(|| parts.then_some(at + 1))
    };
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < reading.len() {
        let Some(end) = parts_here(at) else {
            at += 1;
            continue;
        };
        parts.push(start..at);
        (start, at) = (end, end);
    }
    parts.push(start..reading.len());
    parts.retain(|part| {
        reading.tokens[part.clone()]
            .iter()
            .any(|token| token.is_word())
    });
    parts
}
