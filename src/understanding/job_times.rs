//! When a job began and ended.

use super::attribution::Context;
use super::changed_hours::differing;
use super::filler::Filler;
use super::heard::{Asked, HeardEnd, HeardJob};
use super::message::Kind;
use super::periods::{Period, Side, ends};
use super::reading::Use;
use super::scene::clause_of;
use super::tags::{Away, Cue, Job, Tag};
use super::weekly::WeeklyHeard;
use crate::eligibility::StatedDate;

/// So many marks stand between a place and its year: "(Regina), 2022".
const MARKS_BEFORE_YEAR: usize = 2;

impl Filler<'_, '_> {
    /// When the job began and ended, how long it was, and time away from it.
    pub fn times(&self, job: &mut HeardJob) {
        let mut past = self.clause.is_some_and(|clause| {
            self.scene.contexts[clause].past && !self.scene.contexts[clause].still
        });
        let mut still = false;
        let mut lengths = Vec::new();
        let mut goes_on = false;
        let mut season = None;
        for (clause, context) in self.scene.clauses.iter().zip(self.scene.contexts) {
            if self.is_own(clause.range.start)
                && context.still
                && !context.study
                && !self.is_away(&clause.range)
            {
                still = true;
            }
        }
        for period in self
            .scene
            .periods
            .iter()
            .filter(|period| self.is_own(period.at.start))
        {
            let context = self.context(period.at.start);
            if self.is_pointed_to(period)
                || self.away(period, job)
                || self.is_aside(period, &context)
            {
                continue;
            }
            season = season.or(period.season);
            match period.length {
                Some(_) if self.is_only_had(period) => {}
                Some(length) => lengths.push(length),
                None if period.season.is_none() => self.bound(period, &context, job),
                None => {}
            }
            goes_on |= period.since || self.is_from_to_now(period, &context);
            past |= matches!(job.end.first(), Some(HeardEnd::On(_)));
        }
        // "since 2015 ... till 2022" ends; "since 2021, before that until 2019" does not.
        let is_over = job.end.iter().any(|end| match (end, job.start.first()) {
            (HeardEnd::On(end), Some(start)) => end.as_end() >= start.as_start(),
            (HeardEnd::On(_), None) => true,
            (HeardEnd::Now, _) => false,
        });
        if goes_on && !is_over {
            job.end = vec![HeardEnd::Now];
        }
        if let Some(season) = season {
            self.out_of_season(season, job);
        }
        self.off_in_summer(job);
        self.by_turns(job);
        self.open_away(job);
        if let (true, [length, ..]) = (job.start.is_empty(), lengths.as_slice()) {
            let promoted = self.several && (!self.is_last || past || !still);
            let ended = !job.end.is_empty() && job.end.iter().all(|end| *end != HeardEnd::Now);
            let as_start = matches!(
                self.reading.asked,
                Asked::Start
                    | Asked::Job
                    | Asked::Confirm
                    | Asked::Choose
                    | Asked::Result
                    | Asked::More
            );
            // "About 3 years" to when it ended is how long it was.
            let answers_end = self.reading.asked == Asked::End;
            if promoted || past && !still || ended || answers_end {
                job.months = Some((length.in_months() * 10.0).round() / 10.0);
            } else if as_start {
                job.start = length.before(self.reading.today).into_iter().collect();
            }
        }
        if still
            && job.end.is_empty()
            && (!job.start.is_empty()
                || job.outcome.is_some()
                || self.reading.asked == Asked::End
                || is_about_a_job(self.reading.asked))
        {
            job.end = vec![HeardEnd::Now];
        }
    }

    /// "From June 2025 I am at a clinic": what the writer is from then on goes on.
    fn is_from_to_now(&self, period: &Period, context: &Context) -> bool {
        let clause = self.clause_range(period.at.start);
        let is_plain = context.is_of_work() && !context.past && !context.paper && !context.end;
        let am = |at: usize| self.reading.tag_at(at, Tag::Job(Job::Present)).is_some();
        period.side == Side::Start && !period.is_range && is_plain && clause.into_iter().any(am)
    }

    /// "I moved in 2023 and work as a cook since then": the time that the job began is told of something else.
    fn is_pointed_to(&self, period: &Period) -> bool {
        let points = |other: &Period| {
            other.points_to.is_some_and(|at| period.at.contains(&at)) && self.is_own(other.at.start)
        };
        !period.is_range
            && self.clause != Some(clause_of(self.scene, period.at.start))
            && self.scene.periods.iter().any(points)
    }

    /// Times of papers, studies and families are not the job's.
    fn is_aside(&self, period: &Period, context: &Context) -> bool {
        if self.is_presence(period) {
            return true;
        }
        if period.of_event && !context.wish {
            return false;
        }
        let clause = self.clause_range(period.at.start);
        // "contracts of 8 months" are work; a single one may be to come.
        let paper = context.paper
            && !(period.is_range && self.reading.has(&clause, Tag::Away(Away::ByTurns)));
        let works = context.cue && !context.study
            || context.start
            || context.end
            || period.since && !(context.study || context.paper || context.family || context.life);
        let own_clause = self.clause == Some(clause_of(self.scene, period.at.start));
        if context.status && !own_clause && !context.cue && !context.start {
            return true;
        }
        let of_paper = period.length.is_some() && self.counts_paper(period);
        of_paper
            || (paper || context.study || context.family || context.wish || context.life)
                && !works
                && self.clause != Some(clause_of(self.scene, period.at.start))
            || context.wish && period.length.is_some()
    }

    /// "I have 20 months", beside a result: what there is of it, and not since when.
    fn is_only_had(&self, period: &Period) -> bool {
        let clause = self.clause_range(period.at.start);
        let says = |tag| self.reading.has(&clause, tag);
        let is_named = self.clause == Some(clause_of(self.scene, period.at.start));
        self.reading.asked == Asked::Result
            && !is_named
            && says(Tag::Job(Job::NoWork))
            && !says(Tag::Cue(Cue::Experience))
    }

    /// "Je suis au Canada depuis 2023 et je travaille …": since when somebody is there, not since when they work.
    fn is_presence(&self, period: &Period) -> bool {
        let clause = clause_of(self.scene, period.at.start);
        let range = self.clause_range(period.at.start);
        let based = |tag| tag == Tag::Job(Job::Based);
        let Some(there) = self.reading.inside(&range).find(|hit| based(hit.tag)) else {
            return false;
        };
        let works = self.reading.inside(&range).any(|hit| {
            matches!(hit.tag, Tag::Job(Job::Cue | Job::Designation))
                && !(there.start..there.end).contains(&hit.start)
        });
        self.clause.is_some_and(|own| own != clause) && !works
    }

    /// "a 2-year diploma".
    fn counts_paper(&self, period: &Period) -> bool {
        (period.at.end..period.at.end + 3).any(|at| {
            self.reading
                .hits_at(at)
                .iter()
                .any(|hit| matches!(hit.tag, Tag::Job(Job::Paper | Job::Study)))
                && self.clause_range(period.at.start).contains(&at)
        })
    }

    fn bound(&self, period: &Period, context: &Context, job: &mut HeardJob) {
        let answers_end = self.reading.asked == Asked::End;
        let ends_here = (context.end || answers_end) && !context.start;
        if period.is_range {
            if job.start.is_empty() {
                job.start.clone_from(&period.start);
            }
            if job.end.is_empty() {
                job.end.clone_from(&period.end);
            }
            return;
        }
        match period.side {
            Side::End if self.ends_hours(period, job) => {}
            Side::End => set(&mut job.end, &period.end),
            Side::Start => set(&mut job.start, &period.start),
            Side::Bare if !period.end.is_empty() => self.now(context, job),
            Side::Bare if ends_here => set(&mut job.end, &ends(self.reading, &period.start)),
            Side::Bare
                if context.start
                    || self.is_promoted(period)
                    || self.reading.asked == Asked::Start =>
            {
                set(&mut job.start, &period.start);
            }
            Side::Bare if self.is_behind_place(period) => set(&mut job.start, &period.start),
            Side::Bare => {}
        }
    }

    /// "Since June 2025, 20 hours until December 2025 and 36 after": what ended were the hours.
    fn ends_hours(&self, period: &Period, job: &HeardJob) -> bool {
        let clause = clause_of(self.scene, period.at.start);
        let is_told_in = |heard: &&WeeklyHeard| clause_of(self.scene, heard.at.start) == clause;
        let own = self
            .scene
            .hours
            .iter()
            .filter(|heard| self.is_own(heard.at.start));
        let own: Vec<&WeeklyHeard> = own.collect();
        let of_hours = own.iter().copied().any(|heard| is_told_in(&heard));
        let mut others = self.scene.periods.iter();
        let goes_on = others.any(|other| other.since && self.is_own(other.at.start));
        !job.start.is_empty() && goes_on && of_hours && differing(&own).is_some()
    }

    /// "Cook, Regina, 2022": a year right behind the place of a job is when it was taken up, as far as is said.
    fn is_behind_place(&self, period: &Period) -> bool {
        let at = period.at.start;
        let is_mark = |at: &usize| matches!(self.reading.tokens[*at].kind, Kind::Mark(_));
        let marks = (0..at).rev().take_while(is_mark).take(MARKS_BEFORE_YEAR);
        let before = (at - marks.count()).checked_sub(1);
        let is_place = before.is_some_and(|at| self.reading.used(at) == Some(Use::Place));
        let is_year = matches!(period.start[..], [StatedDate::Year(_)]);
        is_place && is_year && self.clause.is_some()
    }

    /// Whether a time stands with the word for a promotion to this job.
    fn is_promoted(&self, period: &Period) -> bool {
        let clause = clause_of(self.scene, period.at.start);
        self.clause == Some(clause) && self.scene.contexts[clause].promoted
    }

    /// "now": the work goes on; "today" as an answer is a day.
    fn now(&self, context: &Context, job: &mut HeardJob) {
        if self.reading.asked == Asked::Start && job.start.is_empty() && context.start {
            job.start = vec![StatedDate::Day(self.reading.today)];
        } else if job.end.is_empty() && (self.reading.asked != Asked::Job || !context.wish) {
            job.end = vec![HeardEnd::Now];
        }
    }
}

/// Whether what is told without a job is of one told before: "still there".
fn is_about_a_job(asked: Asked) -> bool {
    matches!(
        asked,
        Asked::Confirm
            | Asked::Choose
            | Asked::Result
            | Asked::Start
            | Asked::Hours
            | Asked::Country
            | Asked::Kind
    )
}

fn set<T: Clone>(value: &mut Vec<T>, told: &[T]) {
    if value.is_empty() {
        *value = told.to_vec();
    }
}
