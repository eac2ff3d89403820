//! What a stretch of a message tells of one job.

use std::ops::Range;

use super::attribution::{Context, Form, Owner};
use super::changed_hours::differing;
use super::heard::{Asked, HeardEnd, HeardJob};
use super::kinds::KindHeard;
use super::place::PlaceHeard;
use super::reading::Reading;
use super::scene::{Scene, clause_of};
use super::tags::{Job, Military, Tag};
use super::weekly::{WeeklyHeard, few_hours_a_week};
use crate::eligibility::{Country, WorkKind};

/// Everything told that belongs to some job.
pub(super) struct Details {
    pub hours: Vec<WeeklyHeard>,
    pub places: Vec<PlaceHeard>,
    pub kinds: Vec<KindHeard>,
}

/// Fills in the details of one job.
pub(super) struct Filler<'a, 'b> {
    pub reading: &'a Reading<'b>,
    pub scene: &'a Scene<'a>,
    /// The tokens whose details are of this job.
    pub zone: &'a Range<usize>,
    /// The clause that names the job.
    pub clause: Option<usize>,
    /// The tokens that name it.
    pub named: Option<Range<usize>>,
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

    pub fn fill(&self, job: &mut HeardJob, details: &Details) {
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
        if !self.zone.contains(&at) {
            return false;
        }
        let context = self.context(at);
        if context.question && self.clause != Some(clause_of(self.scene, at)) {
            return false;
        }
        let is_asked = self.scene.asking.iter().any(|stretch| {
            let has_job = self
                .named
                .as_ref()
                .is_some_and(|job| stretch.at.contains(&job.start));
            stretch.at.contains(&at) && !has_job
        });
        let is_of_whom_it_is_about =
            context.owner == Owner::Me || self.scene.others_asked && context.owner == Owner::Other;
        !is_asked && is_of_whom_it_is_about
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

    /// "A nurse from India": where somebody comes from, and not where the work was.
    fn is_of_origin(&self, place: &PlaceHeard) -> bool {
        let words = self.reading.words;
        let is_small = |at: usize| {
            self.reading.is_one(at, &words.before_origin)
                || self.reading.is_one(at, &words.the)
                || !self.reading.tokens[at].is_word()
                || self.reading.is_determiner(at)
        };
        let behind_name = self.named.as_ref().is_some_and(|named| {
            let mut between = named.end..place.at.start;
            // "Infirmière à l'hôpital de Kinshasa" was there.
            let tells_where = (named.start + 1..named.end).any(|at| {
                self.reading
                    .tag_at(at, Tag::Job(Job::Circumstance))
                    .is_some()
                    && !self.reading.is_one(at, &words.in_title)
            });
            let is_origin = self.reading.is_one(named.end, &words.before_origin);
            is_origin && !tells_where && between.all(is_small)
        });
        behind_name && !place.based && self.reading.asked != Asked::Country
    }

    fn country(&self, places: &[PlaceHeard]) -> Vec<Country> {
        // A letter that names no place of the work tells where its signer is.
        let is_own = |place: &&PlaceHeard| self.is_own(place.at.start);
        let of_signer = self.scene.form == Form::Letter && !places.iter().any(|p| is_own(&p));
        let own: Vec<&PlaceHeard> = places
            .iter()
            .filter(|place| (of_signer || is_own(place)) && !place.employer)
            .filter(|place| !place.moved || self.is_before_job(place.at.start))
            .filter(|place| !self.is_of_origin(place))
            .filter(|place| {
                let context = self.context(place.at.start);
                let aside = (context.study || context.wish || context.family)
                    && self.clause != Some(clause_of(self.scene, place.at.start));
                !aside || self.reading.asked == Asked::Country
            })
            .collect();
        let named_apart = own.iter().any(|place| !place.in_name);
        let tells = |place: &&PlaceHeard| !(named_apart && place.in_name);
        let own: Vec<&PlaceHeard> = own.into_iter().filter(tells).collect();
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
