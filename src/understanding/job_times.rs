//! When a job began and ended, and the time away from it.

use std::ops::Range;

use super::assemble::Filler;
use super::attribution::Context;
use super::clauses::Joint;
use super::heard::{Asked, HeardAway, HeardEnd, HeardJob};
use super::jobs::clause_of;
use super::periods::{Period, Side, ends};
use super::tags::{Away, Cue, Job, Tag};
use crate::eligibility::StatedDate;

impl Filler<'_, '_> {
    /// When the job began and ended, how long it was, and time away from it.
    pub fn times(&self, job: &mut HeardJob) {
        let mut past = self.clause.is_some_and(|clause| {
            self.scene.contexts[clause].past && !self.scene.contexts[clause].still
        });
        let mut still = false;
        let mut lengths = Vec::new();
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
            if self.away(period, job) || self.is_aside(period, &context) {
                continue;
            }
            match period.length {
                Some(length) => lengths.push(length),
                None => self.bound(period, &context, job),
            }
            past |= matches!(job.end.first(), Some(HeardEnd::On(_)));
        }
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
            if promoted || past && !still || ended {
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
                || matches!(self.reading.asked, Asked::Confirm | Asked::Result))
        {
            job.end = vec![HeardEnd::Now];
        }
    }

    /// Times of papers, studies and families are not the job's.
    fn is_aside(&self, period: &Period, context: &Context) -> bool {
        let works = context.cue && !context.study
            || context.start
            || context.end
            || period.since && !context.study && !context.paper && !context.family;
        let own_clause = self.clause == Some(clause_of(self.scene, period.at.start));
        if context.status && !own_clause && !context.cue && !context.start {
            return true;
        }
        let of_paper = period.length.is_some() && self.counts_paper(period);
        of_paper
            || (context.paper || context.study || context.family || context.wish)
                && !works
                && self.clause != Some(clause_of(self.scene, period.at.start))
            || context.wish && period.length.is_some()
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
            Side::End => set(&mut job.end, &period.end),
            Side::Start => self.begin(period, job),
            Side::Bare if !period.end.is_empty() => self.now(context, job),
            Side::Bare if ends_here => set(&mut job.end, &ends(self.reading, &period.start)),
            Side::Bare if context.start || self.reading.asked == Asked::Start => {
                self.begin(period, job)
            }
            Side::Bare if self.reading.asked != Asked::Job && context.past => {}
            Side::Bare => {}
        }
    }

    /// "now": the work goes on; "today" as an answer is a day.
    fn now(&self, context: &Context, job: &mut HeardJob) {
        if self.reading.asked == Asked::Start && job.start.is_empty() && context.start {
            job.start = vec![StatedDate::Day(self.reading.today)];
        } else if job.end.is_empty() && (self.reading.asked != Asked::Job || !context.wish) {
            job.end = vec![HeardEnd::Now];
        }
    }

    fn begin(&self, period: &Period, job: &mut HeardJob) {
        set(&mut job.start, &period.start);
        if period.since && job.end.is_empty() {
            job.end = vec![HeardEnd::Now];
        }
    }

    /// Whether a clause tells of a leave or gap.
    fn is_away(&self, clause: &Range<usize>) -> bool {
        self.reading.has(clause, Tag::Away(Away::Leave))
    }

    /// Takes a period of a leave.
    fn away(&self, period: &Period, job: &mut HeardJob) -> bool {
        let asked = self.reading.asked == Asked::Away;
        let clause = self.clause_range(period.at.start);
        let says = |away| self.reading.has(&clause, Tag::Away(away));
        let denied = says(Away::Never) || says(Away::Paid) && !says(Away::Leave);
        if denied {
            return says(Away::Paid);
        }
        let gap = says(Away::Gap) && !self.has_own_time(&clause) && !period.since;
        let leave = says(Away::Leave) || gap || asked || self.continues_leave(period);
        // "cook since 2021, 3 months unpaid leave": the start is the job's.
        let leave_at = self
            .reading
            .inside(&clause)
            .find(|hit| matches!(hit.tag, Tag::Away(Away::Leave | Away::Gap)))
            .map(|hit| hit.start);
        let of_job = period.since && !asked && leave_at.is_none_or(|at| period.at.start < at);
        let context = self.context(period.at.start);
        let final_day = context.end
            && !period.is_range
            && period.length.is_none()
            && !asked
            && self.is_final(&clause);
        if !leave || of_job || final_day {
            return false;
        }
        let mut away = HeardAway::default();
        if period.is_range {
            away.start = one(&period.start);
            away.end = one(&period.end);
        } else if let Some(length) = period.length {
            away.weeks = Some(length.in_weeks());
        } else {
            away.start = one(&period.start);
            away.end = one(&period.end);
            if period.since {
                away.end = Some(HeardEnd::Now);
            }
        }
        match job.away.last_mut() {
            // "3 weeks in October 2025": one leave.
            Some(last) if last.weeks.is_some() && last.start.is_none() && away.weeks.is_none() => {
                last.start = away.start
            }
            Some(last) if last.weeks.is_none() && last.end.is_none() && away.weeks.is_some() => {
                last.weeks = away.weeks
            }
            Some(last)
                if last.weeks.is_none()
                    && last.end.is_none()
                    && away.start.is_none()
                    && away.end.is_some() =>
            {
                last.end = away.end
            }
            _ => job.away.push(away),
        }
        true
    }

    /// The clause before tells of a leave without its times.
    fn continues_leave(&self, period: &Period) -> bool {
        let clause = clause_of(self.scene, period.at.start);
        let Some(before) = clause
            .checked_sub(1)
            .map(|before| &self.scene.clauses[before])
        else {
            return false;
        };
        let context = self.scene.contexts[clause];
        let timed = self
            .scene
            .periods
            .iter()
            .any(|other| before.range.contains(&other.at.start));
        self.scene.clauses[clause].joint != Joint::Sentence
            && self.is_away(&before.range)
            && !timed
            && !context.named
            && !context.start
            && !context.cue
            && !period.since
    }

    fn has_own_time(&self, clause: &Range<usize>) -> bool {
        let clause_index = clause_of(self.scene, clause.start);
        self.clause == Some(clause_index)
    }

    /// The words for a leave end the job: "laid off in June", without a way back.
    fn is_final(&self, clause: &Range<usize>) -> bool {
        self.reading
            .inside(clause)
            .any(|hit| hit.tag == Tag::Cue(Cue::End))
    }

    /// A leave that was named where time away was asked for, without any time.
    fn open_away(&self, job: &mut HeardJob) {
        job.away.retain(|away| *away != HeardAway::default());
    }
}

fn set<T: Clone>(value: &mut Vec<T>, told: &[T]) {
    if value.is_empty() {
        *value = told.to_vec();
    }
}

/// The only reading.
fn one<T: Copy>(readings: &[T]) -> Option<T> {
    match readings {
        [one] => Some(*one),
        _ => None,
    }
}
