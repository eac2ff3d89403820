//! Jobs that parts of a text tell, each by itself: "civil engineer in Pune, here I do AutoCAD drafting".

use std::ops::Range;

use super::attribution::Owner;
use super::heard::JobOutcome;
use super::jobs::JobFinder;
use super::own_jobs::{distinct, first, is_over_others, list_parts};
use super::reading::Reading;
use super::scene::{JobFound, Scene, clause_of};
use super::titles::{has_long_word_of, is_typed, says, stems, without_qualifier};
use crate::matching::{Candidate, MatchResult, Outcome};
use crate::noc::NocCode;
use crate::text::fold;

/// Longer texts are not taken apart.
const LONGEST: usize = 28;
/// A job told by its title is this likely, and one told by what is done that.
const BY_TITLE: f32 = 0.7;
const BY_DUTY: f32 = 0.85;
/// A text as a whole is one of several jobs that it tells if that is this likely.
const LIKELY: f32 = 0.5;
/// A title said in full may be a job if it is this likely.
const MAY_BE: f32 = 0.25;

/// The jobs that parts of a text may be, one of each unit group.
pub struct Apart {
    /// Those that are told by their titles.
    pub titled: Vec<JobFound>,
    /// The others that are sure.
    pub sure: Vec<JobFound>,
    /// Those that are neither.
    pub others: Vec<JobFound>,
}

impl Apart {
    /// Whether they are several, or surely another than `best`.
    pub fn are_several(&self, best: Option<NocCode>) -> bool {
        let mut told = self.titled.iter().chain(&self.sure);
        let is_sure = |job: &JobFound| job.outcome == JobOutcome::Confident;
        self.titled.len() > 1 || told.any(|job| is_sure(job) && first(&job.candidates) != best)
    }
}

impl JobFinder<'_> {
    /// The jobs that parts of a text tell, whatever stands in the other parts, of which `named` are known; none where the text is one
    /// job, of which `whole` is what it means.
    pub fn told_apart(
        &self,
        reading: &Reading,
        scene: &Scene,
        named: &[JobFound],
        whole: &MatchResult,
    ) -> Vec<JobFound> {
        let told = self.jobs_of_parts(reading, scene, named, |text| {
            Some(self.find(text)).filter(|found| is_told(text, found))
        });
        let told = distinct(told);
        // A title that has words of every part is all of them together: "underground timberman - mining".
        let is_all = |best: &Candidate| {
            let title = fold::words(best.matched);
            told.iter()
                .all(|job| has_long_word_of(&title, reading.typed(&job.at)))
        };
        let is_among = |best: &Candidate| {
            let mut jobs = told.iter();
            jobs.any(|job| first(&job.candidates) == Some(best.noc))
        };
        let is_one = whole
            .candidates
            .first()
            .is_some_and(|best| best.score >= LIKELY && (is_all(best) || !is_among(best)));
        let has = |wanted: fn(&Candidate) -> bool| {
            let mut best = told.iter().filter_map(|job| job.candidates.first());
            best.any(wanted)
        };
        if !is_one && has(|best| best.score >= BY_DUTY) && has(|best| !best.is_duty) {
            told
        } else {
            Vec::new()
        }
    }

    /// The jobs that parts of a text may be, whatever they are together.
    pub fn may_be_apart(&self, reading: &Reading, scene: &Scene) -> Apart {
        let all = self.jobs_of_parts(reading, scene, &[], |text| self.may_mean(text));
        let (titled, others): (Vec<JobFound>, _) = all
            .into_iter()
            .partition(|job| tells_title(reading.typed(&job.at), job));
        let (sure, others): (Vec<JobFound>, _) = others
            .into_iter()
            .partition(|job| job.outcome == JobOutcome::Confident);
        Apart {
            titled: distinct(titled),
            sure: distinct(sure),
            others: distinct(others),
        }
    }

    /// What a part of a text means if it is a job, however little it looks like one.
    fn may_mean(&self, text: &str) -> Option<MatchResult> {
        let found = self.find(text);
        if found.outcome != Outcome::None {
            return Some(found);
        }
        let candidate = self.matcher.may_mean(text, self.lang)?;
        Some(MatchResult {
            outcome: Outcome::Choose,
            candidates: vec![candidate],
            ..found
        })
    }

    /// The `named` jobs, and what `find` says of the other parts, in the order told.
    fn jobs_of_parts(
        &self,
        reading: &Reading,
        scene: &Scene,
        named: &[JobFound],
        find: impl Fn(&str) -> Option<MatchResult>,
    ) -> Vec<JobFound> {
        let parts = parts(reading, scene);
        if reading.len() > LONGEST || parts.len() < 2 {
            return Vec::new();
        }
        let within = |job: &&JobFound| {
            let holds = |part: &Range<usize>| part.start <= job.at.start && job.at.end <= part.end;
            parts.iter().any(holds)
        };
        let mut told: Vec<JobFound> = named.iter().filter(within).cloned().collect();
        for part in parts.iter().filter(|part| is_own(reading, scene, part)) {
            let overlaps = |job: &JobFound| job.at.start < part.end && part.start < job.at.end;
            if !told.iter().any(overlaps) {
                let found = find(reading.typed(part));
                told.extend(found.map(|found| self.job_at(found, part.clone())));
            }
        }
        told.sort_by_key(|job| job.at.start);
        told
    }
}

/// The stretches between what parts a list, or clauses.
fn parts(reading: &Reading, scene: &Scene) -> Vec<Range<usize>> {
    let listed = list_parts(reading);
    let mut borders: Vec<usize> = listed.iter().flat_map(|at| [at.start, at.end]).collect();
    // "QA/QC inspector" is one.
    let in_word =
        |at: usize| reading.is_mark(at, "/") && reading.is_glued(at) && reading.is_glued(at + 1);
    borders.retain(|&at| !in_word(at) && !at.checked_sub(1).is_some_and(in_word));
    let clauses = scene.clauses.iter().map(|clause| &clause.range);
    borders.extend(clauses.flat_map(|at| [at.start, at.end]));
    borders.sort_unstable();
    borders.dedup();
    let parts = borders.windows(2).map(|pair| pair[0]..pair[1]);
    let has_word = |part: &Range<usize>| part.clone().any(|at| reading.tokens[at].is_word());
    parts.filter(has_word).collect()
}

/// Whether a part of a text may tell a job of the writer.
fn is_own(reading: &Reading, scene: &Scene, part: &Range<usize>) -> bool {
    // "(MEP)" tells what kind of surveyor.
    let is_kind = part.start > 0 && stems(reading.typed(part)).is_empty();
    let owner = scene.contexts[clause_of(scene, part.start)].owner;
    !is_kind && owner == Owner::Me && !is_over_others(reading, part)
}

/// Whether a text tells by its title, or by what is done, what it was found to mean.
fn is_told(text: &str, found: &MatchResult) -> bool {
    found.candidates.first().is_some_and(|best| {
        let least = if best.is_duty { BY_DUTY } else { BY_TITLE };
        best.score >= least && says_title(text, best)
    })
}

/// Whether a text may tell the job that it was found to mean by its title.
fn tells_title(text: &str, job: &JobFound) -> bool {
    job.candidates.first().is_some_and(|best| {
        let may_be = !best.is_duty && best.score >= MAY_BE;
        is_typed(best.matched, text) || may_be && says_title(text, best)
    })
}

/// Whether a text has every word of what was found in it, up to what only tells where or in what.
fn says_title(text: &str, found: &Candidate) -> bool {
    says(text, without_qualifier(found.matched))
}
