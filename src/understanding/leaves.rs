//! Time away from a job.

use std::ops::Range;

use jiff::civil::Date;

use super::calendar::Length;
use super::clauses::Joint;
use super::filler::Filler;
use super::heard::{Asked, HeardAway, HeardEnd, HeardJob};
use super::periods::Period;
use super::reading::{Reading, Use};
use super::scene::clause_of;
use super::tags::{Away, Cue, Hours, Tag};
use crate::eligibility::StatedDate;

/// Between a length and the leave it measures stand at most so many tokens: "2 months of unpaid leave".
const BESIDE: usize = 2;
/// No leave is longer than its measure by more than this factor.
const LONGER: f64 = 2.0;
/// Seasons so long ago change nothing.
const MOST_SEASONS: usize = 10;
const MONTHS_IN_A_YEAR: f64 = 12.0;

/// Where words for summers away end, and the year where they tell of one year's.
fn summers_at(reading: &Reading, at: usize) -> Option<(usize, Option<i16>)> {
    let end = reading.tag_at(at, Tag::Away(Away::Summers))?;
    let year = reading.whole_at(end).filter(|(_, width)| *width == 4);
    let year = year.and_then(|(year, _)| i16::try_from(year).ok());
    Some((end + usize::from(year.is_some()), year))
}

/// Claims what tells of summers away: it tells neither hours nor that the job is unpaid.
pub(super) fn claim_summers(reading: &mut Reading) {
    for at in 0..reading.len() {
        if let Some((end, _)) = summers_at(reading, at)
            && reading.is_free(&(at..end))
        {
            reading.claim(at..end, Use::Time);
        }
    }
}

impl Filler<'_, '_> {
    /// Whether a clause tells of a leave or gap.
    pub fn is_away(&self, clause: &Range<usize>) -> bool {
        self.reading.has(clause, Tag::Away(Away::Leave))
    }

    /// Takes a period of a leave.
    pub fn away(&self, period: &Period, job: &mut HeardJob) -> bool {
        let asked = self.reading.asked == Asked::Away;
        let clause = self.clause_range(period.at.start);
        let says = |away| self.reading.has(&clause, Tag::Away(away));
        if says(Away::Back) && !period.is_range && period.length.is_none() && !period.since {
            return self.back(period, job);
        }
        let denied = says(Away::Never) || says(Away::Paid) && !says(Away::Leave);
        if denied {
            return says(Away::Paid);
        }
        let measured = self.measure(&clause);
        let is_measure = measured.is_some_and(|measure| measure.at == period.at);
        let own = self.has_own_time(&clause);
        let leave_at = self.leave_at(&clause);
        // "with 8 month gap in 2024": when it was stands after it.
        let of_gap = measured.is_some() && leave_at.is_some_and(|leave| leave < period.at.start);
        let gap = says(Away::Gap) && (!own || is_measure || of_gap) && !period.since;
        let leave = says(Away::Leave) || gap || asked || self.continues_leave(period);
        // "cook since 2021, 3 months unpaid leave": the start is the job's.
        let of_job = period.since && !asked && leave_at.is_none_or(|at| period.at.start < at);
        let context = self.context(period.at.start);
        if context.life && !says(Away::Leave) {
            return false;
        }
        let final_day = context.end
            && !period.is_range
            && period.length.is_none()
            && !asked
            && self.is_final(&clause);
        let other_measure =
            measured.is_some_and(|measure| !is_measure && is_apart(measure, period)) && !asked;
        if !leave || of_job || final_day || other_measure {
            return false;
        }
        let mut away = HeardAway::default();
        if period.is_range {
            away.start = one(&period.start);
            away.end = one(&period.end);
            let yearless = away.start.is_none() && away.end.is_none();
            if let (true, Some(&start), Some(&end)) =
                (yearless, period.start.first(), period.end.first())
            {
                away.start = Some(start);
                away.end = Some(end);
                away.is_year_open = true;
            }
        } else if let Some(length) = period.length {
            away.weeks = Some(self.each_year(period, length, job).in_weeks());
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
            // "on leave now, since March".
            Some(last)
                if *last
                    == (HeardAway {
                        end: Some(HeardEnd::Now),
                        ..HeardAway::default()
                    })
                    && away.end == last.end =>
            {
                *last = away
            }
            _ => job.away.push(away),
        }
        true
    }

    /// "I go back in January 2027": the end of a leave that goes on, or of the one told before.
    fn back(&self, period: &Period, job: &mut HeardJob) -> bool {
        let end = one(&period.start).map(HeardEnd::On);
        // "2019 to 2022, then maternity, went back in September 2024": the job went on after a time away.
        if let (Some(HeardEnd::On(left)), Some(HeardEnd::On(back))) = (one(&job.end), end)
            && left.as_end() < back.as_start()
        {
            job.away.push(HeardAway {
                start: left.after(),
                end: back.before().map(HeardEnd::On),
                ..HeardAway::default()
            });
            job.end.clear();
            return true;
        }
        let is_to_come =
            matches!(end, Some(HeardEnd::On(date)) if date.as_end() >= self.reading.today);
        let told = job.away.last_mut().filter(|last| last.weeks.is_none());
        match told {
            Some(last) if last.end.is_none() || last.end == Some(HeardEnd::Now) => last.end = end,
            _ if is_to_come || self.reading.asked == Asked::Away => job.away.push(HeardAway {
                end,
                ..HeardAway::default()
            }),
            _ => {}
        }
        true
    }

    /// The length that is told of the leave of a clause: "2 months break", "a break of 2 months".
    fn measure(&self, clause: &Range<usize>) -> Option<&Period> {
        let leaves: Vec<(usize, usize)> = self.leaves(clause).collect();
        let beside = |period: &&Period| {
            leaves.iter().any(|&(start, end)| {
                let before = period.at.end <= start && start - period.at.end <= BESIDE;
                let after = end <= period.at.start && period.at.start - end <= 1;
                before || after
            })
        };
        let mut lengths = self
            .scene
            .periods
            .iter()
            .filter(|period| period.length.is_some() && clause.contains(&period.at.start));
        lengths.rfind(beside)
    }

    /// The words for leaves and gaps of a clause.
    fn leaves(&self, clause: &Range<usize>) -> impl Iterator<Item = (usize, usize)> {
        let hits = self.reading.inside(clause);
        hits.filter(|hit| matches!(hit.tag, Tag::Away(Away::Leave | Away::Gap)))
            .map(|hit| (hit.start, hit.end))
    }

    fn leave_at(&self, clause: &Range<usize>) -> Option<usize> {
        self.leaves(clause).next().map(|(start, _)| start)
    }

    /// A leave that comes "each year", in all years of the job.
    fn each_year(&self, period: &Period, length: Length, job: &HeardJob) -> Length {
        let yearly = (0..=BESIDE).any(|ahead| {
            let at = period.at.end + 1 + ahead;
            self.reading.tag_at(at, Tag::Hours(Hours::Yearly)).is_some()
        });
        match (yearly, self.months_of(job)) {
            (true, Some(months)) => {
                let years = (months / MONTHS_IN_A_YEAR).ceil().max(1.0);
                Length {
                    months: length.months * years,
                    days: length.days * years,
                }
            }
            _ => length,
        }
    }

    /// How many months a job lasted at the most.
    fn months_of(&self, job: &HeardJob) -> Option<f64> {
        let start = job.start.first()?.as_start();
        let end = match job.end.first() {
            Some(HeardEnd::On(end)) => end.as_end(),
            Some(HeardEnd::Now) | None => self.reading.today,
        };
        Some(months_between(start, end))
    }

    /// "contracts of 8 months with 2 months break": the share of the job that was away.
    pub fn by_turns(&self, job: &mut HeardJob) {
        let turn = self.scene.clauses.iter().find_map(|clause| {
            let is_own = self.is_own(clause.range.start)
                && self.reading.has(&clause.range, Tag::Away(Away::ByTurns));
            let off = self.measure(&clause.range).filter(|_| is_own)?;
            let lengths = self.scene.periods.iter();
            let mut others = lengths
                .filter(|other| clause.range.contains(&other.at.start) && other.at != off.at);
            let on = others.find_map(|other| other.length)?;
            Some((on.in_months(), off.length?))
        });
        let (Some((on, off)), Some(months)) = (turn, self.months_of(job)) else {
            return;
        };
        let share = off.in_months() / (on + off.in_months());
        let once = Some(off.in_weeks());
        let whole = Length {
            months: months * share,
            days: 0.0,
        };
        if let Some(away) = job.away.iter_mut().find(|away| away.weeks == once) {
            away.weeks = Some(whole.in_weeks());
        }
    }

    /// "every April to October": away in the other months of each year.
    pub fn out_of_season(&self, (first, last): (i8, i8), job: &mut HeardJob) {
        let [start] = job.start.as_slice() else {
            return;
        };
        let begins = match start {
            StatedDate::Year(year) => StatedDate::month(*year, first),
            other => Some(*other),
        };
        let Some(begins) = begins else { return };
        job.start = vec![begins];
        let until = match job.end.first() {
            Some(HeardEnd::On(end)) => end.as_start(),
            _ => self.reading.today,
        };
        let (from, to) = (last % 12 + 1, (first + 10) % 12 + 1);
        if from == first {
            return;
        }
        let winter = |year: i16| {
            let start = StatedDate::month(year, from)?;
            let end = StatedDate::month(year + i16::from(to < from), to)?;
            let counts = start.as_start() > begins.as_start() && start.as_start() <= until;
            counts.then_some(HeardAway {
                start: Some(start),
                end: Some(HeardEnd::On(end)),
                ..HeardAway::default()
            })
        };
        let years = begins.as_start().year()..=until.year();
        let mut off: Vec<HeardAway> = years.rev().filter_map(winter).take(MOST_SEASONS).collect();
        off.reverse();
        job.away.extend(off);
    }

    /// "Not paid in summer": away in the summers of the job.
    pub fn off_in_summer(&self, job: &mut HeardJob) {
        let mut own = (0..self.reading.len()).filter(|at| self.is_own(*at));
        let told = own.find_map(|at| summers_at(self.reading, at));
        let ([start], Some((_, only)), Some((first, last))) =
            (job.start.as_slice(), told, self.reading.summer)
        else {
            return;
        };
        // "laid off every summer for 6 weeks"
        let years = self.months_of(job).unwrap_or_default() / MONTHS_IN_A_YEAR;
        if let Some(weeks) = job.away.iter_mut().find_map(|away| away.weeks.as_mut()) {
            *weeks *= years.ceil().max(1.0);
            return;
        }
        let begins = start.as_start();
        let until = match job.end.first() {
            Some(HeardEnd::On(end)) => end.as_start(),
            _ => self.reading.today,
        };
        let summer = |year: i16| {
            let first = StatedDate::month(year, first)?;
            let last = StatedDate::month(year, last)?;
            let counts = first.as_start() > begins && first.as_start() <= until;
            (counts && only.is_none_or(|only| only == year)).then_some(HeardAway {
                start: Some(first),
                end: Some(HeardEnd::On(last)),
                ..HeardAway::default()
            })
        };
        let years = (begins.year()..=until.year()).rev();
        let mut off: Vec<HeardAway> = years.filter_map(summer).take(MOST_SEASONS).collect();
        off.reverse();
        job.away.extend(off);
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
    pub fn open_away(&self, job: &mut HeardJob) {
        job.away.retain(|away| *away != HeardAway::default());
    }
}

/// Whether a period is too long for the leave that another one measures, or another length.
fn is_apart(measure: &Period, period: &Period) -> bool {
    let of_measure = measure.length.map_or(0.0, Length::in_months);
    let lasts = match (one(&period.start), one(&period.end)) {
        (Some(start), Some(HeardEnd::On(end))) => months_between(start.as_start(), end.as_end()),
        _ => 0.0,
    };
    period.length.is_some() || period.is_range && lasts > of_measure * LONGER
}

fn months_between(start: Date, end: Date) -> f64 {
    let years = f64::from(end.year() - start.year());
    years * MONTHS_IN_A_YEAR + f64::from(end.month() - start.month()) + 1.0
}

/// The only reading.
fn one<T: Copy>(readings: &[T]) -> Option<T> {
    match readings {
        [one] => Some(*one),
        _ => None,
    }
}
