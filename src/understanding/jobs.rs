//! The writer's own jobs: phrases held against the matcher.

use std::cell::RefCell;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::attribution::{Form, Owner, is_of_others, without_nobodys};
use super::clauses::{Clause, Joint};
use super::heard::{Asked, Intent, JobOutcome};
use super::lexicon::Hit;
use super::phrases::{Phrase, Strength, bare_counts, denied, is_field_of_study, phrases};
use super::reading::Reading;
use super::scene::{
    JobFound, Scene, clause_of, dates_below, has_time, is_cv_line, opens_dated, sentence_of,
};
use super::settling::settle;
use super::tags::{Cue, Job, Tag, Who};
use super::titles::{is_name, is_said_in, place_before, shares_word};
use crate::eligibility::WorkKind;
use crate::matching::{MatchResult, Matcher, Outcome};
use crate::noc::{Lang, NocCode};

/// The most codes of a job.
const MAX_CODES: usize = 5;
/// An announced phrase names a job if its best code is this likely.
const ANNOUNCED: f32 = 0.2;
/// The same in a long text, where much is announced.
const ANNOUNCED_LONG: f32 = 0.55;
/// The first bare phrase must be this likely.
const FIRST: f32 = 0.28;
/// A further bare phrase must be this likely.
const FURTHER: f32 = 0.8;
/// A bare phrase where no job was asked for.
const UNASKED: f32 = 0.7;
/// This likely a head needs nothing beside it.
const SURE_HEAD: f32 = 0.85;

/// What the search for jobs rests on.
pub(super) struct JobFinder<'a> {
    pub(super) matcher: &'a Matcher,
    pub(super) lang: Lang,
    /// What was asked about already: the same words stand in several phrases.
    found: RefCell<FxHashMap<String, MatchResult>>,
}

impl<'a> JobFinder<'a> {
    /// Asks `matcher` in a language.
    pub fn new(matcher: &'a Matcher, lang: Lang) -> Self {
        JobFinder {
            matcher,
            lang,
            found: RefCell::default(),
        }
    }

    /// The writer's jobs, in the order told.
    pub fn jobs(&self, reading: &Reading, scene: &Scene) -> Vec<JobFound> {
        let mut found = self.named_jobs(reading, scene);
        let is_named =
            |job: &JobFound| job.strength >= Strength::Announced || is_titled(job, reading);
        if !found.iter().any(is_named)
            && let Some(job) = self.told_by_duties(reading, scene)
        {
            found = vec![job];
        }
        self.with_codes(scene, found)
    }

    /// The writer's jobs that words name, in the order told.
    pub fn named_jobs(&self, reading: &Reading, scene: &Scene) -> Vec<JobFound> {
        let mut found: Vec<JobFound> = Vec::new();
        for phrase in phrases(reading, scene.clauses, scene.contexts, scene.form) {
            if let Some(job) = self.job(reading, scene, &phrase, &found) {
                found.extend(job);
            }
        }
        found = without_described(reading, scene, found);
        if scene.form == Form::Cv {
            found = one_above_dates(scene, found);
        }
        settle(scene, found)
    }

    /// The codes of the jobs that the writer says not to have, best first: "I am not a plumber".
    pub fn denied_codes(&self, reading: &Reading, scene: &Scene) -> Vec<NocCode> {
        let runs = denied(reading, scene.clauses, scene.contexts);
        let found = runs.iter().map(|run| self.find(reading.typed(run)));
        let named = found.filter(|found| found.outcome != Outcome::None);
        named.flat_map(|found| codes_of(&found)).collect()
    }

    /// The job that a long message tells by what is done, where no word announces one.
    fn told_by_duties(&self, reading: &Reading, scene: &Scene) -> Option<JobFound> {
        let is_told = matches!(reading.asked, Asked::Job | Asked::More)
            && self.matcher.is_long(reading.text)
            && scene.codes.is_empty()
            && scene.form == Form::Message
            && !is_of_others(scene.contexts, scene.form);
        if !is_told {
            return None;
        }
        let own = without_nobodys(reading, scene.clauses, scene.contexts);
        let found = self.find_anew(own.as_deref().unwrap_or(reading.text), MAX_CODES);
        (found.outcome != Outcome::None).then(|| self.job_at(found, 0..reading.len()))
    }

    /// What a phrase means.
    pub fn find(&self, text: &str) -> MatchResult {
        if let Some(known) = self.found.borrow().get(text) {
            return known.clone();
        }
        let found = self.matcher.find(text, Some(self.lang), MAX_CODES);
        self.found
            .borrow_mut()
            .insert(text.to_owned(), found.clone());
        found
    }

    /// Whether a text is, word by word, a name of occupations.
    pub fn is_name(&self, text: &str) -> bool {
        self.matcher.is_name(text, self.lang)
    }

    /// Whether a text is the name of an employer and no more.
    pub fn is_employer(&self, text: &str) -> bool {
        self.matcher.is_employer(text)
    }

    /// The codes that the question of a folded word leads to, where it has one of its own.
    pub fn answers_of(&self, word: &str) -> Option<Vec<NocCode>> {
        let answers = self.matcher.question_among(word, &[])?.answers.iter();
        Some(
            answers
                .flat_map(|answer| answer.codes.iter().copied())
                .collect(),
        )
    }

    /// What a text means, of which nobody asked before.
    pub fn find_anew(&self, text: &str, top: usize) -> MatchResult {
        self.matcher.find(text, Some(self.lang), top)
    }

    /// The jobs a phrase names.
    fn job(
        &self,
        reading: &Reading,
        scene: &Scene,
        phrase: &Phrase,
        before: &[JobFound],
    ) -> Option<Vec<JobFound>> {
        let context = &scene.contexts[phrase.clause];
        let supposed = scene
            .asking
            .iter()
            .any(|stretch| stretch.supposed && stretch.at.contains(&phrase.at.start));
        if supposed && reading.asked != Asked::Job {
            return None;
        }
        if phrase.strength <= Strength::First && !self.bare_counts(reading, scene, phrase) {
            return None;
        }
        let is_first_word = reading.asked == Asked::Job && !is_skip(reading);
        if phrase.strength <= Strength::First && !is_first_word && is_answer(reading, &phrase.at) {
            return None;
        }
        let bounded = (context.start || context.end) && reading.asked != Asked::Job;
        if phrase.strength < Strength::Announced && bounded {
            return None;
        }
        if let Some(pair) = self.pair(reading, phrase) {
            return Some(pair);
        }
        if is_of_service(reading, &phrase.at) || is_field_of_study(reading, &phrase.at) {
            return None;
        }
        let (found, at) = self.best(reading, phrase);
        let (found, at) = self.first_word(reading, &at, &found).unwrap_or((found, at));
        let found = self.of_army(reading, phrase, found);
        let (found, at) = self.with_place(reading, scene, found, at);
        let score = found.candidates.first().map_or(0.0, |best| best.score);
        let long = reading.is_long() && scene.form == Form::Message;
        let sure = found.outcome == Outcome::Confident && score >= FURTHER;
        if (context.question || long && phrase.strength < Strength::Announced || phrase.doubtful)
            && !(sure && !phrase.doubtful && !is_asked_about(reading, &at))
        {
            return None;
        }
        let least = match phrase.strength {
            Strength::Announced if long => ANNOUNCED_LONG,
            Strength::Designated | Strength::Announced => ANNOUNCED,
            Strength::First
                if (reading.asked == Asked::Job || reading.says_not_me()) && !context.no_work =>
            {
                FIRST
            }
            Strength::First => UNASKED,
            Strength::Further if is_cv_line(scene, phrase.clause) => FIRST,
            Strength::Further if is_name(reading.typed(&at), &found) => FIRST,
            Strength::Further if phrase.adds && has_own_hours(scene, phrase, before) => FIRST,
            Strength::Further if is_beside(phrase, before) && is_said(reading, &at, &found) => {
                FIRST
            }
            Strength::Further | Strength::Fallback => FURTHER,
        };
        let is_shift = has_own_hours(scene, phrase, before)
            || is_listed(reading, scene, phrase, before) && is_name(reading.typed(&at), &found);
        let no_more = phrase.strength == Strength::Further
            && !before.is_empty()
            && !is_shift
            && !further(scene, phrase);
        if found.outcome == Outcome::None || score < least || no_more {
            return None;
        }
        let unsure = found.outcome == Outcome::Choose
            && context.no_work
            && phrase.strength <= Strength::First;
        (!unsure).then(|| {
            let job = self.named(found, at, phrase);
            vec![JobFound {
                adds: phrase.adds || is_shift,
                ..job
            }]
        })
    }

    fn named(&self, found: MatchResult, at: Range<usize>, phrase: &Phrase) -> JobFound {
        JobFound {
            clause: phrase.clause,
            strength: phrase.strength,
            adds: phrase.adds,
            ..self.job_at(found, at)
        }
    }

    /// A job of a list.
    pub fn job_at(&self, found: MatchResult, at: Range<usize>) -> JobFound {
        JobFound {
            at,
            clause: 0,
            outcome: match found.outcome {
                Outcome::Confident => JobOutcome::Confident,
                _ => JobOutcome::Choose,
            },
            codes: codes_of(&found),
            candidates: found.candidates,
            strength: Strength::Further,
            named_at: None,
            hours_changed: false,
            beside: false,
            adds: true,
        }
    }

    fn bare_counts(&self, reading: &Reading, scene: &Scene, phrase: &Phrase) -> bool {
        let long = reading.is_long();
        let dated = scene.periods.iter().any(|period| {
            period.is_range
                && phrase.clause <= clause_of(scene, period.at.start)
                && clause_of(scene, period.at.start) <= phrase.clause + 4
        });
        bare_counts(reading, &sentence_of(scene, phrase.clause))
            && (!long
                || dated && scene.form == Form::Cv
                || phrase.strength == Strength::First
                    && scene.form == Form::Message
                    && phrase.clause <= 2)
    }

    /// The whole phrase, or its head where that says more.
    fn best(&self, reading: &Reading, phrase: &Phrase) -> (MatchResult, Range<usize>) {
        let head = phrase.at.start..phrase.head;
        let of_head = self.find(reading.typed(&head));
        let score = |found: &MatchResult| found.candidates.first().map_or(0.0, |best| best.score);
        if head == phrase.at
            || of_head.outcome == Outcome::Confident
                && score(&of_head) >= 0.999
                && phrase.at.len() > 8
        {
            return (of_head, head);
        }
        let of_all = self.find(reading.typed(&phrase.at));
        let first = |found: &MatchResult| found.candidates.first().map(|best| best.noc);
        let known = of_head
            .candidates
            .iter()
            .any(|candidate| Some(candidate.noc) == first(&of_all));
        let head_is_sure = of_head.outcome == Outcome::Confident && score(&of_head) >= SURE_HEAD;
        let take_all = of_all.outcome == Outcome::Confident
            && (!head_is_sure || known && score(&of_all) >= score(&of_head))
            || of_head.outcome == Outcome::None
            || of_head.outcome == Outcome::Choose
                && of_all.outcome != Outcome::None
                && score(&of_all) > score(&of_head);
        if take_all {
            (of_all, phrase.at.clone())
        } else {
            (of_head, head)
        }
    }

    /// "in a pharmacy as assistant": where the title alone is not sure, the place may make it so.
    fn with_place(
        &self,
        reading: &Reading,
        scene: &Scene,
        found: MatchResult,
        at: Range<usize>,
    ) -> (MatchResult, Range<usize>) {
        if found.outcome == Outcome::Confident {
            return (found, at);
        }
        let clause = &scene.clauses[clause_of(scene, at.start)].range;
        let Some(place) = place_before(reading, clause.start, at.start) else {
            return (found, at);
        };
        let (place, title) = (reading.typed(&place), reading.typed(&at));
        let joined = [format!("{place} {title}"), format!("{title} {place}")];
        let sure = joined.iter().map(|words| self.find(words));
        let mut sure = sure.filter(|found| found.outcome == Outcome::Confident);
        match sure.next() {
            Some(sure) => (sure, at),
            None => (found, at),
        }
    }

    /// "nurse and cook", "welder / fitter": two jobs, unless the whole is one.
    fn pair(&self, reading: &Reading, phrase: &Phrase) -> Option<Vec<JobFound>> {
        let joint = (phrase.at.start + 1..phrase.at.end.saturating_sub(1))
            .find(|&at| reading.cue_at(at, Cue::And).is_some() || reading.is_mark(at, "&/+"))?;
        if phrase.head < joint {
            return None;
        }
        let whole = self.find(reading.typed(&phrase.at));
        let score = |found: &MatchResult| found.candidates.first().map_or(0.0, |best| best.score);
        let also = reading.tag_at(joint + 1, Tag::Job(Job::Also)).is_some()
            || reading.is_one(joint + 1, &reading.words.one_as_article);
        let (first, second) = (phrase.at.start..joint, joint + 1..phrase.at.end);
        // A name that has a word of either side is one job: "plumber and gas fitter".
        let names_both = whole.candidates.first().is_some_and(|best| {
            [&first, &second]
                .iter()
                .all(|side| shares_word(best.matched, reading.typed(side)))
        });
        if !also && whole.outcome == Outcome::Confident && names_both {
            return None;
        }
        let (a, b) = (
            self.find(reading.typed(&first)),
            self.find(reading.typed(&second)),
        );
        let group = |found: &MatchResult| found.candidates.first().map(|best| best.noc);
        let is_job = |found: &MatchResult, at: &Range<usize>| {
            let named = also || is_name(reading.typed(at), found);
            found.outcome == Outcome::Confident || named && score(found) >= FIRST
        };
        let both = is_job(&a, &first) && is_job(&b, &second);
        (both && group(&a) != group(&b))
            .then(|| vec![self.named(a, first, phrase), self.named(b, second, phrase)])
    }

    /// Typed codes go before words: they are the job of their clause.
    fn with_codes(&self, scene: &Scene, mut jobs: Vec<JobFound>) -> Vec<JobFound> {
        for typed in scene.codes {
            let clause = clause_of(scene, typed.at.start);
            if scene
                .contexts
                .get(clause)
                .is_some_and(|context| context.owner == Owner::Nobody)
            {
                continue;
            }
            // "72106 welder": one job.
            let near = |job: &JobFound| {
                let gap = if job.at.start >= typed.at.end {
                    job.at.start - typed.at.end
                } else {
                    typed.at.start.saturating_sub(job.at.end)
                };
                gap <= 3
            };
            let words = jobs
                .iter()
                .position(|job| !job.candidates.is_empty() && near(job));
            let mut codes = typed.codes.clone();
            let beside = words.map(|at| jobs.remove(at));
            if let (true, Some(job)) = (typed.is_old, &beside) {
                let rank = |code: &NocCode| {
                    job.codes
                        .iter()
                        .position(|known| known == code)
                        .unwrap_or(usize::MAX)
                };
                codes.sort_by_key(rank);
                if codes.first().is_some_and(|code| job.codes.contains(code)) {
                    codes.truncate(MAX_CODES);
                }
            }
            let outcome = match (codes.len(), typed.is_old) {
                (0, _) => JobOutcome::None,
                (_, false) => JobOutcome::Code,
                (1, true) => JobOutcome::Confident,
                _ => match &beside {
                    Some(job)
                        if codes
                            .first()
                            .is_some_and(|code| job.codes.first() == Some(code)) =>
                    {
                        JobOutcome::Confident
                    }
                    _ => JobOutcome::Choose,
                },
            };
            codes.truncate(MAX_CODES);
            let at = beside.map_or(typed.at.clone(), |job| {
                job.at.start.min(typed.at.start)..job.at.end.max(typed.at.end)
            });
            jobs.push(JobFound {
                at,
                clause,
                codes,
                candidates: Vec::new(),
                outcome,
                strength: Strength::Designated,
                named_at: None,
                hours_changed: false,
                beside: false,
                adds: true,
            });
        }
        jobs.retain(|job| !job.codes.is_empty());
        jobs.sort_by_key(|job| job.at.start);
        jobs
    }
}

/// Whether a phrase stands in the clause of the job before.
fn is_beside(phrase: &Phrase, before: &[JobFound]) -> bool {
    phrase.adds && before.last().is_some_and(|job| job.clause == phrase.clause)
}

/// Whether the words at a place say the title that they were found to mean.
fn is_said(reading: &Reading, at: &Range<usize>, found: &MatchResult) -> bool {
    let best = found.candidates.first();
    best.is_some_and(|best| is_said_in(best.matched, reading.typed(at)))
}

/// Whether words are of military service, where that was asked about: "I am still serving".
fn is_of_service(reading: &Reading, at: &Range<usize>) -> bool {
    let overlaps = |hit: &&Hit| hit.start < at.end && at.start < hit.end;
    let mut inside = reading.hits().iter().filter(overlaps);
    reading.asked == Asked::Military && inside.any(|hit| matches!(hit.tag, Tag::Military(_)))
}

/// Whether a word of the phrase is a word of the question itself.
fn is_asked_about(reading: &Reading, at: &Range<usize>) -> bool {
    reading.hits().iter().any(|hit| {
        matches!(hit.tag, Tag::Topic(_) | Tag::Intent(Intent::Qualify))
            && hit.words >= 2
            && hit.start < at.end
            && at.start < hit.end
            && (hit.tag != Tag::Intent(Intent::Qualify)
                || hit.end - hit.start == usize::from(hit.words))
    })
}

/// Whether a job was told by its title and not by what is done in it.
pub(super) fn is_titled(job: &JobFound, reading: &Reading) -> bool {
    let best = job.candidates.first();
    let named = job.outcome == JobOutcome::Confident && job.strength >= Strength::Announced;
    best.is_some_and(|best| {
        named || !best.is_duty && is_said_in(best.matched, reading.typed(&job.at))
    })
}

/// Whether a phrase is an answer to what was asked, word for word.
fn is_answer(reading: &Reading, at: &Range<usize>) -> bool {
    let answers = |tag| {
        let answers = [
            Intent::Yes,
            Intent::No,
            Intent::Done,
            Intent::Skip,
            Intent::Back,
        ];
        matches!(tag, Tag::Intent(intent) if answers.contains(&intent))
    };
    let covers = |hit: &Hit| hit.start <= at.start && at.end <= hit.end;
    reading
        .hits()
        .iter()
        .any(|hit| answers(hit.tag) && covers(hit))
}

/// Whether a message says nothing but that somebody does not know.
fn is_skip(reading: &Reading) -> bool {
    reading.tag_at(0, Tag::Intent(Intent::Skip)) == Some(reading.len())
}

/// The codes found, best first.
fn codes_of(found: &MatchResult) -> Vec<NocCode> {
    let candidates = found.candidates.iter();
    candidates.map(|candidate| candidate.noc).collect()
}

/// Whether the clause of a phrase tells hours of its own, after a job that has its own too: "caissière 12h, serveuse 10h".
fn has_own_hours(scene: &Scene, phrase: &Phrase, before: &[JobFound]) -> bool {
    let Some(last) = before.last() else {
        return false;
    };
    let from_to = |from: usize, to: usize| {
        let mut hours = scene.hours.iter();
        hours.any(|heard| !heard.only_full && (from..to).contains(&heard.at.start))
    };
    from_to(last.at.end, phrase.at.start)
        && from_to(phrase.at.end, scene.clauses[phrase.clause].range.end)
}

/// Whether a phrase right after a job stands in a list that goes on to its "and": "nurse, cook, cashier and cleaner".
fn is_listed(reading: &Reading, scene: &Scene, phrase: &Phrase, before: &[JobFound]) -> bool {
    let is_next = before
        .last()
        .is_some_and(|job| job.clause + 1 == phrase.clause);
    let rest = &scene.clauses[phrase.clause..];
    let is_short = |clause: &&Clause| clause.range.len() <= LONGEST_ITEM;
    let items = rest
        .iter()
        .take_while(|clause| clause.joint == Joint::Comma && is_short(clause))
        .count();
    // "…, and I speak French" ends no list.
    let is_item = |clause: &Clause| !reading.has(&clause.range, Tag::Who(Who::Me));
    let ends = |clause: &Clause| {
        let and = |at| reading.cue_at(at, Cue::And).is_some();
        let links = clause.joint == Joint::Comma && clause.range.clone().any(and);
        (clause.joint == Joint::And || links) && is_item(clause)
    };
    is_next && items > 0 && rest[1..].iter().take(items).any(ends)
}

/// An item of a list of jobs has so many words at most.
const LONGEST_ITEM: usize = 4;

/// Whether a bare phrase after a job tells another one: a word says so, or it has times of its own.
fn further(scene: &Scene, phrase: &Phrase) -> bool {
    let clause = &scene.clauses[phrase.clause];
    let own_time = scene.periods.iter().any(|period| {
        clause.range.contains(&period.at.start)
            || clause_of(scene, period.at.start) == phrase.clause + 1
                && clause.joint == Joint::Sentence
    });
    let close = scene.form == Form::Cv;
    phrase.adds
        || is_cv_line(scene, phrase.clause)
        || opens_dated(scene, phrase.clause)
        || own_time && (clause.joint != Joint::Bracket || close)
}

/// Who has a business of their own and tells what they do in it has one job: "my own electrical company, I do house wiring".
fn without_described(reading: &Reading, scene: &Scene, found: Vec<JobFound>) -> Vec<JobFound> {
    if !reading.says(Tag::Kind(WorkKind::SelfEmployed)) {
        return found;
    }
    let is_named = |job: &JobFound| job.strength >= Strength::Announced;
    let first = found.iter().position(is_named).unwrap_or(found.len());
    let describes = |job: &JobFound| {
        let told = reading.ends_before(job.at.start, &[Tag::Job(Job::Does)]);
        told && !job.adds && !has_time(scene, job.clause)
    };
    let jobs = found.into_iter().enumerate();
    let kept = jobs.filter(|(index, job)| *index <= first || !describes(job));
    kept.map(|(_, job)| job).collect()
}

/// Of the lines above the same dates in a list of jobs the one that is likeliest a title: the others name the employer.
fn one_above_dates(scene: &Scene, found: Vec<JobFound>) -> Vec<JobFound> {
    let likely = |job: &JobFound| job.candidates.first().map_or(0.0, |best| best.score);
    let mut best: Vec<(Option<usize>, JobFound)> = Vec::new();
    for job in found {
        let dates = dates_below(scene, job.clause);
        match best.last_mut() {
            Some((above, known)) if dates.is_some() && *above == dates => {
                if likely(&job) > likely(known) {
                    *known = job;
                }
            }
            _ => best.push((dates, job)),
        }
    }
    best.into_iter().map(|(_, job)| job).collect()
}
