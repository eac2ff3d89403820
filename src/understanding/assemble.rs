//! Details go to the job they are told of.

use std::ops::Range;

use super::attribution::{Context, Form, Owner};
use super::changed_hours::differing;
use super::clauses::Joint;
use super::heard::{Asked, HeardEnd, HeardJob, JobOutcome};
use super::kinds::KindHeard;
use super::phrases::others_asked_for;
use super::place::PlaceHeard;
use super::reading::Reading;
use super::scene::{JobFound, Scene, clause_of};
use super::sharing::{
    share_last_hours, share_last_place, share_of_each, share_of_list, share_promotion,
    share_with_spells,
};
use super::tags::{Job, Military, Tag};
use super::told_with::told_words;
use super::weekly::{WeeklyHeard, few_hours_a_week};
use crate::eligibility::{Country, WorkKind};

/// Everything told that belongs to some job.
pub(super) struct Details {
    pub hours: Vec<WeeklyHeard>,
    pub places: Vec<PlaceHeard>,
    pub kinds: Vec<KindHeard>,
}

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
            named_at: jobs.get(index).map(|job| job.at.start),
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
            named_at: None,
            several: true,
            is_last: false,
        };
        out.insert(0, answer.details(details));
    }
    out.retain(|job| *job != HeardJob::default());
    out
}

/// "40, but I am also a cook": where what answers the question about another job ends, and the first job named begins.
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
    let is_added = says_beside || scene.contexts[first.clause].then;
    (of_told && is_added && first.clause > 0).then_some(clause.range.start)
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

/// Fills in the details of one job.
pub(super) struct Filler<'a, 'b> {
    pub reading: &'a Reading<'b>,
    pub scene: &'a Scene<'a>,
    /// The tokens whose details are of this job.
    pub zone: &'a Range<usize>,
    /// The clause that names the job.
    pub clause: Option<usize>,
    /// The token that begins its name.
    pub named_at: Option<usize>,
    /// There are other jobs.
    pub several: bool,
    pub is_last: bool,
}

impl Filler<'_, '_> {
    /// What stands in its zone.
    pub fn details(&self, details: &Details) -> HeardJob {
        let mut job = HeardJob::default();
        self.fill(&mut job, details);
        job
    }

    fn fill(&self, job: &mut HeardJob, details: &Details) {
        self.times(job);
        self.hours(job, &details.hours);
        job.country = self.country(&details.places);
        job.kind = self.kind(&details.kinds, job);
        self.country_of_studies(job, &details.places);
    }

    pub fn context(&self, at: usize) -> Context {
        let clause = clause_of(self.scene, at);
        self.scene.contexts.get(clause).copied().unwrap_or_default()
    }

    /// Whether what stands at a token is told of this job.
    pub fn is_own(&self, at: usize) -> bool {
        if self.context(at).question && self.clause != Some(clause_of(self.scene, at)) {
            return false;
        }
        let is_asked = self.scene.asking.iter().any(|stretch| {
            let has_job = self.named_at.is_some_and(|job| stretch.at.contains(&job));
            stretch.at.contains(&at) && !has_job
        });
        if is_asked {
            return false;
        }
        let alone = others_asked_for(self.reading, self.scene.contexts);
        self.zone.contains(&at)
            && (self.context(at).owner == Owner::Me
                || alone && self.context(at).owner == Owner::Other)
    }

    pub fn clause_range(&self, at: usize) -> Range<usize> {
        let clause = clause_of(self.scene, at);
        self.scene
            .clauses
            .get(clause)
            .map_or(0..self.reading.len(), |clause| clause.range.clone())
    }

    fn hours(&self, job: &mut HeardJob, hours: &[WeeklyHeard]) {
        let own: Vec<&WeeklyHeard> = hours
            .iter()
            .filter(|heard| self.is_own(heard.at.start))
            .filter(|heard| {
                let at = heard.at.start;
                let wished =
                    self.context(at).wish && self.clause != Some(clause_of(self.scene, at));
                !wished || self.reading.asked == Asked::Hours
            })
            .collect();
        let told = own
            .iter()
            .find(|heard| !heard.hours.is_empty() && !heard.only_full);
        let told = told.or_else(|| own.iter().find(|heard| !heard.hours.is_empty()));
        if let Some(told) = told {
            job.hours.clone_from(&told.hours);
        }
        if let Some(open) = self.differing(&own) {
            job.hours = open;
        }
        // Beside other jobs' hours a week, few hours are those of a week too.
        if self.several && hours.iter().any(|heard| !self.is_own(heard.at.start)) {
            job.hours = few_hours_a_week(&job.hours);
        }
        job.hours_a_day = own.iter().find_map(|heard| heard.a_day);
        job.days_a_week = own.iter().find_map(|heard| heard.days);
    }

    /// Several amounts of which none is surely that of every week.
    fn differing(&self, own: &[&WeeklyHeard]) -> Option<Vec<f64>> {
        // The hours of a letter or a CV may be those of another job there.
        if self.scene.form != Form::Message {
            return None;
        }
        let of_work = own.iter().copied().filter(|heard| {
            self.context(heard.at.start).is_of_work()
                || self.clause == Some(clause_of(self.scene, heard.at.start))
        });
        differing(&of_work.collect::<Vec<_>>())
    }

    fn kind(&self, kinds: &[KindHeard], job: &HeardJob) -> Option<WorkKind> {
        if kinds
            .iter()
            .any(|heard| heard.of_person && self.is_studying(heard, job))
        {
            return Some(WorkKind::Student);
        }
        let own = kinds
            .iter()
            .filter(|heard| !heard.of_person && self.is_own(heard.at.start));
        let told: Vec<WorkKind> = own
            .filter(|heard| {
                let context = self.context(heard.at.start);
                let of_studies = context.study
                    && heard.kind == WorkKind::Student
                    && self.clause != Some(clause_of(self.scene, heard.at.start));
                self.reading.asked == Asked::Kind || !(context.wish || of_studies)
            })
            .map(|heard| heard.kind)
            .collect();
        let special = told.iter().find(|kind| **kind != WorkKind::Employed);
        special.or(told.first()).copied()
    }

    /// "Full-time student in Toronto, I work as a cook": work beside studies is where these are.
    fn country_of_studies(&self, job: &mut HeardJob, places: &[PlaceHeard]) {
        if job.kind != Some(WorkKind::Student) || !job.country.is_empty() {
            return;
        }
        let of_studies = |place: &&PlaceHeard| {
            let clause = self.clause_range(place.at.start);
            self.is_own(place.at.start) && self.reading.has(&clause, Tag::StudiesFullTime)
        };
        if let Some(place) = places.iter().find(of_studies) {
            job.country.clone_from(&place.countries);
        }
    }

    /// Whether somebody who moved to a place worked there: the job is told after it.
    fn is_before_job(&self, at: usize) -> bool {
        self.reading.asked == Asked::Country
            || self
                .clause
                .is_some_and(|clause| clause_of(self.scene, at) <= clause)
    }

    /// Whether the person studies beside this job: it goes on, as far as was told.
    fn is_studying(&self, heard: &KindHeard, job: &HeardJob) -> bool {
        let context = self.context(heard.at.start);
        let said =
            context.owner == Owner::Me && !context.wish && !context.past && !context.question;
        let past = self
            .clause
            .is_some_and(|clause| self.scene.contexts[clause].past);
        let goes_on = match job.end.first() {
            Some(end) => *end == HeardEnd::Now,
            None => !past && job.months.is_none() && job.country != [Country::Abroad],
        };
        let clause = self.clause_range(heard.at.start);
        // "I came on a study permit in 2019", "I hope to come on a study permit"
        let elsewhen = [Job::Wish, Job::Moved].map(Tag::Job);
        let elsewhen = elsewhen.iter().any(|tag| self.reading.has(&clause, *tag));
        let said = said && !elsewhen && !self.reading.has(&clause, Tag::Asks);
        // A status alone tells of no job.
        let of_some_job = self.clause.is_some()
            || match self.reading.asked {
                Asked::Job | Asked::More => *job != HeardJob::default(),
                _ => true,
            };
        said && goes_on && of_some_job
    }

    fn country(&self, places: &[PlaceHeard]) -> Vec<Country> {
        // A letter that names no place of the work tells where its signer is.
        let is_own = |place: &&PlaceHeard| self.is_own(place.at.start);
        let of_signer = self.scene.form == Form::Letter && !places.iter().any(|p| is_own(&p));
        let own: Vec<&PlaceHeard> = places
            .iter()
            .filter(|place| (of_signer || is_own(place)) && !place.employer)
            .filter(|place| !place.moved || self.is_before_job(place.at.start))
            .filter(|place| {
                let context = self.context(place.at.start);
                let aside = (context.study || context.wish || context.family)
                    && self.clause != Some(clause_of(self.scene, place.at.start));
                !aside || self.reading.asked == Asked::Country
            })
            .collect();
        let earlier = |place: &PlaceHeard| {
            let context = self.context(place.at.start);
            context.past && context.then
        };
        let based = own.iter().find(|place| place.based && !earlier(place));
        let here = self.clause.and_then(|clause| {
            own.iter()
                .find(|place| clause_of(self.scene, place.at.start) == clause)
        });
        let settled = own.iter().find(|place| place.countries.len() == 1);
        let chosen = here
            .filter(|place| place.countries.len() == 1)
            .or(based)
            .or(settled)
            .or(own.first());
        // "Captain in the Indian Army" served abroad.
        let is_foreign = || self.reading.says(Tag::Military(Military::Foreign));
        let unsaid = || match self.clause.is_some() && !self.several && is_foreign() {
            true => vec![Country::Abroad],
            false => Vec::new(),
        };
        chosen.map_or_else(unsaid, |place| place.countries.clone())
    }
}
