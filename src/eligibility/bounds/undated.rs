//! Where time away was of which only the length is known: on the days on which it costs the most, or the least.
//!
//! Where hours are added up, every day away has a cost of its own, and the days may be any. Jobs of one occupation may
//! fall on the same days, so that what a day away from one costs hangs on the others: then the costs are those that are
//! certain not to be too small (at the worst) or too great (at the best). Where only an unbroken run counts, time away is
//! one stretch, and places at which its cost may be the most or the least are tried.

use std::cmp::Reverse;

use super::counted::Counted;
use super::field::between;
use super::stretches::{beginning, count, middle, taken_out, without};
use crate::eligibility::Away;
use crate::eligibility::days::{DayNumber, Days, day_of};
use crate::eligibility::hours::Credit;
use crate::eligibility::spell::{Spell, worked_days};

/// Time away from one of several spells of which nobody knows when it was.
#[derive(Clone, Copy)]
pub(super) struct Undated {
    /// The place of the spell.
    pub at: usize,
    /// How many days.
    pub days: i64,
    /// Where it was: from 0, when it cost the most, to 1, when it cost the least.
    pub part: f64,
}

impl Undated {
    /// Whether it was when it cost the least.
    pub fn is_at_best(&self) -> bool {
        self.part >= 1.0
    }
}

/// The days away from each of the spells, which are all there are in one occupation. One day of each is worked.
pub(super) fn days_away(
    spells: &[Spell],
    undated: &[Undated],
    counted: &Counted<'_>,
) -> Vec<Vec<Days>> {
    if counted.rule.is_some_and(|rule| rule.continuous) {
        breaking_runs(spells, undated, counted)
    } else {
        Costs::new(spells, undated, counted).days_away()
    }
}

/// Days away as the stretches of a spell.
pub(super) fn as_away(days: &[Days]) -> impl Iterator<Item = Away> {
    days.iter().map(|days| Away {
        start: day_of(days.start),
        end: Some(day_of(days.end - 1)),
    })
}

/// The stretches of a spell worked before `end`.
pub(super) fn worked_until(spell: &Spell, end: DayNumber) -> Vec<Days> {
    let until = Days {
        start: DayNumber::MIN,
        end,
    };
    worked_days(spell)
        .filter_map(|stretch| stretch.within(until))
        .collect()
}

/// What days away cost where hours are added up.
struct Costs<'a> {
    counted: &'a Counted<'a>,
    jobs: Vec<Job>,
    /// Every stretch of days on which the same jobs were worked.
    stretches: Vec<Stretch>,
}

struct Job {
    /// The days worked but for undated time away.
    worked: Vec<Days>,
    per_day: Credit,
    /// The days away at their worst and at their best.
    worst: i64,
    best: i64,
}

struct Stretch {
    days: Days,
    counts: bool,
    /// The places of the jobs.
    jobs: Vec<usize>,
}

impl<'a> Costs<'a> {
    fn new(spells: &[Spell], undated: &[Undated], counted: &'a Counted<'a>) -> Self {
        let job = |(at, spell): (usize, &Spell)| {
            let worked = worked_until(spell, counted.window.end);
            let own = undated.iter().filter(|away| away.at == at);
            let (days, best) = own.fold((0_i64, 0.0), |(days, best), away| {
                let own = away.days.min(count(&worked));
                (days + own, best + own as f64 * away.part)
            });
            let days = days.min(count(&worked) - 1).max(0);
            let best = (best.round() as i64).min(days);
            Job {
                worked,
                per_day: spell.hours.per_day(),
                worst: days - best,
                best,
            }
        };
        let jobs: Vec<Job> = spells.iter().enumerate().map(job).collect();
        let mut costs = Costs {
            counted,
            jobs,
            stretches: Vec::new(),
        };
        costs.stretches = costs.stretches_between(|at| counted.includes(spells[at].country));
        costs
    }

    fn stretches_between(&self, includes: impl Fn(usize) -> bool) -> Vec<Stretch> {
        let window = self.counted.window;
        let all = self.jobs.iter().flat_map(|job| &job.worked);
        let mut edges: Vec<DayNumber> = all
            .chain([&window])
            .flat_map(|d| [d.start, d.end])
            .collect();
        edges.sort_unstable();
        edges.dedup();
        let between = edges.windows(2).map(|pair| {
            let days = Days {
                start: pair[0],
                end: pair[1],
            };
            let is_worked = |at: &usize| {
                let mut worked = self.jobs[*at].worked.iter();
                worked.any(|worked| worked.start <= days.start && days.end <= worked.end)
            };
            Stretch {
                days,
                counts: window.start <= days.start && days.end <= window.end,
                jobs: (0..self.jobs.len())
                    .filter(|at| includes(*at) && is_worked(at))
                    .collect(),
            }
        });
        between.filter(|stretch| !stretch.jobs.is_empty()).collect()
    }

    fn days_away(&self) -> Vec<Vec<Days>> {
        let mut away = if self
            .stretches
            .iter()
            .any(|stretch| self.may_be_away(stretch).count() > 1 && stretch.counts)
        {
            self.worst_together()
        } else {
            (0..self.jobs.len()).map(|at| self.worst(at)).collect()
        };
        for at in 0..self.jobs.len() {
            let best = self.best(at, &away);
            away[at].extend(best);
            away[at].sort_unstable_by_key(|days| days.start);
        }
        away
    }

    /// The jobs worked on a stretch from which somebody may have been away.
    fn may_be_away(&self, stretch: &Stretch) -> impl Iterator<Item = usize> {
        let jobs = stretch.jobs.iter().copied();
        jobs.filter(|&at| self.jobs[at].worst + self.jobs[at].best > 0)
    }

    /// What one day of a stretch credits with those of its jobs that `is_worked` names.
    fn credit(&self, stretch: &Stretch, is_worked: impl Fn(usize) -> bool) -> Credit {
        if !stretch.counts {
            return Credit::ZERO;
        }
        let worked = stretch.jobs.iter().filter(|at| is_worked(**at));
        let sum = worked.fold(Credit::ZERO, |sum, &at| sum.plus(self.jobs[at].per_day));
        sum.min(self.counted.full_time().per_day())
    }

    /// The days of one job that cost the most, nobody having been away from another on the same day.
    fn worst(&self, at: usize) -> Vec<Days> {
        let cost = |stretch: &Stretch| {
            let all = self.credit(stretch, |_| true);
            all.minus(self.credit(stretch, |other| other != at))
        };
        let mut left = self.jobs[at].worst;
        let mut away = Vec::new();
        for level in levels(
            self.of_job(at)
                .map(|stretch| (Reverse(cost(stretch)), stretch.days)),
        ) {
            away.extend(middle(&level, left));
            left -= count(&level).min(left);
        }
        away
    }

    /// As many days as all time away comes to, away from every job from which somebody may have been away on the same
    /// day: there cannot be more such days, and no day can cost more.
    fn worst_together(&self) -> Vec<Vec<Days>> {
        let cost = |stretch: &Stretch| {
            let away: Vec<usize> = self.may_be_away(stretch).collect();
            let all = self.credit(stretch, |_| true);
            all.minus(self.credit(stretch, |at| !away.contains(&at)))
        };
        let mut left: i64 = self.jobs.iter().map(|job| job.worst).sum();
        let mut away: Vec<Vec<Days>> = self.jobs.iter().map(|_| Vec::new()).collect();
        let stretches = self.stretches.iter();
        let stretches = stretches.filter(|stretch| self.may_be_away(stretch).next().is_some());
        for level in levels(stretches.map(|stretch| (Reverse(cost(stretch)), stretch.days))) {
            let chosen = middle(&level, left);
            left -= count(&level).min(left);
            for (job, away) in self.jobs.iter().zip(&mut away) {
                if job.worst > 0 {
                    let own = job
                        .worked
                        .iter()
                        .flat_map(|worked| chosen.iter().filter_map(|days| days.within(*worked)));
                    let own: Vec<Days> = own.collect();
                    let most = count(&job.worked) - 1 - job.best - count(away);
                    away.extend(beginning(&own, most));
                }
            }
        }
        away
    }

    /// The days of one job that cost the least, every other job having been worked, out of those left. On a day on
    /// which somebody is already away from another job, a day away is left out instead of costing more.
    fn best(&self, at: usize, away: &[Vec<Days>]) -> Vec<Days> {
        let cost = |stretch: &Stretch| {
            let all = self.credit(stretch, |_| true);
            all.minus(self.credit(stretch, |other| other != at))
        };
        let mut left = self.jobs[at].best;
        let mut best = Vec::new();
        if left == 0 {
            return best;
        }
        for level in levels(self.of_job(at).map(|stretch| (cost(stretch), stretch.days))) {
            let own = without(&level, &away[at]);
            let others = away.iter().enumerate().filter(|(other, _)| *other != at);
            let alone = others.fold(own.clone(), |days, (_, away)| without(&days, away));
            best.extend(beginning(&alone, left));
            left -= count(&own).min(left);
        }
        best
    }

    fn of_job(&self, at: usize) -> impl Iterator<Item = &Stretch> {
        let stretches = self.stretches.iter();
        stretches.filter(move |stretch| stretch.jobs.contains(&at))
    }
}

/// Days of the same cost together, the first cost first.
fn levels<C: Ord>(costs: impl Iterator<Item = (C, Days)>) -> Vec<Vec<Days>> {
    let mut costs: Vec<(C, Days)> = costs.collect();
    costs.sort_by(|one, other| one.0.cmp(&other.0));
    let levels = costs.chunk_by(|one, other| one.0 == other.0);
    levels
        .map(|level| level.iter().map(|(_, days)| *days).collect())
        .collect()
}

/// The days away where only an unbroken run counts: each stretch is put where it breaks the run the most, or the least,
/// beside those put before.
fn breaking_runs(spells: &[Spell], undated: &[Undated], counted: &Counted<'_>) -> Vec<Vec<Days>> {
    let mut all: Vec<Vec<Days>> = spells.iter().map(|_| Vec::new()).collect();
    let mut spells = spells.to_vec();
    for away in undated {
        let own = spells[away.at].away.len();
        let mut tried = Vec::new();
        for place in places(&spells, away, counted) {
            spells[away.at].away.extend(as_away(&place));
            let (verdict, credit) = counted.judge(&spells);
            spells[away.at].away.truncate(own);
            tried.push(((Reverse(verdict), credit), place));
        }
        tried.sort_by_key(|(judged, _)| *judged);
        let last = tried.len().saturating_sub(1) as i64;
        // Within the list, as the part is.
        let chosen = between(0, last, away.part) as usize;
        if let Some((_, place)) = tried.into_iter().nth(chosen) {
            spells[away.at].away.extend(as_away(&place));
            all[away.at].extend(place);
        }
    }
    all
}

/// The places at which a stretch away may cost the most or the least: beside a day on which something begins or ends, and
/// in the middle of what was worked without a break.
fn places(spells: &[Spell], away: &Undated, counted: &Counted<'_>) -> Vec<Vec<Days>> {
    let worked = worked_until(&spells[away.at], counted.window.end);
    let days = away.days.min(count(&worked) - 1);
    if days <= 0 {
        return Vec::new();
    }
    let before = |day: DayNumber| -> i64 {
        let until = Days {
            start: DayNumber::MIN,
            end: day,
        };
        let earlier = worked.iter().filter_map(|stretch| stretch.within(until));
        count(&earlier.collect::<Vec<Days>>())
    };
    let all = spells.iter().flat_map(worked_days).chain([counted.window]);
    let beside = all.flat_map(|d| [d.start, d.end]).flat_map(|edge| {
        let edge = before(edge);
        [edge, edge - days]
    });
    let inside = worked
        .iter()
        .filter_map(|stretch| stretch.within(counted.window));
    let inside: Vec<Days> = inside.collect();
    let halfway = |stretch: &Days| (before(stretch.start) + before(stretch.end) - days) / 2;
    let whole = inside.first().zip(inside.last()).map(|(first, last)| Days {
        start: first.start,
        end: last.end,
    });
    let middles = inside.iter().chain(&whole).map(halfway);
    let mut starts: Vec<i64> = beside
        .chain(middles)
        .map(|start| start.clamp(0, count(&worked) - days))
        .collect();
    starts.sort_unstable();
    starts.dedup();
    let places = starts.into_iter();
    places
        .map(|start| taken_out(&worked, start, days))
        .collect()
}
