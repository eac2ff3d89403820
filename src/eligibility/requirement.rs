//! The work that a category or a program asks for, held against the work there was.

use std::cmp::Reverse;

use jiff::Span;
use jiff::civil::Date;

use super::days::{DayNumber, Days, day_number, day_of, years_before};
use super::hours::{Credit, WeeklyHours};
use super::rules::{Counting, WorkRule};
use super::spell::{Spell, worked_days};
use super::timeline::{Timeline, WindowCredit};
use crate::noc::NocCode;

/// A reading of the rules that the public pages leave open and that mattered for a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Assumption {
    /// The window ends the day before the day asked about.
    ReferenceDay,
    /// The hours for the months required follow by arithmetic; no official page states them.
    DerivedHours,
    /// A short gap inside a continuous run was bridged.
    BridgedGap,
    /// Several spells in the occupation were added up.
    SeveralJobs,
}

/// The hours counted for the reported occupation of a category or program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// The hours that count.
    pub credited: Credit,
    /// The hours needed.
    pub required: Credit,
    /// If not met: the first later day on which the requirement is met if open spells go on.
    pub qualifies_on: Option<Date>,
    /// The day from which on it has been met without a break, up to today or, if it has lapsed, up to then; none where
    /// that began before the horizon of the rules, or it was never met.
    pub met_since: Option<Date>,
    /// If not met: the day on which it was first met no more, if it ever was met.
    pub lapsed_on: Option<Date>,
    /// If met: the first later day on which it is met no more, open spells going on.
    pub lapses_on: Option<Date>,
    /// The readings of the rules that mattered.
    pub assumptions: Vec<Assumption>,
}

/// Whether `spells`, all of which count, meet the rule on `as_of`, and what was counted.
pub(super) fn judge_work(
    counting: &Counting,
    rule: &WorkRule,
    spells: &[&Spell],
    as_of: Date,
) -> (bool, Work) {
    let requirement = WorkRequirement::new(counting, rule, spells.iter().copied());
    let today = day_number(as_of);
    let now = requirement.credit_on(today);
    let is_met = requirement.is_met_on(today, now);
    let horizon = Span::new().years(counting.horizon_years);
    let earliest = day_number(as_of.saturating_sub(horizon));
    let last = day_number(as_of.saturating_add(horizon));
    let last_met = if is_met {
        Some(today)
    } else {
        requirement.last_met(today, earliest)
    };
    let met_since = last_met.and_then(|day| requirement.met_since(day, earliest));
    let change = requirement.first_change(is_met, today, last).map(day_of);
    let mut assumptions = vec![Assumption::ReferenceDay];
    let facts = [
        (Assumption::DerivedHours, !counting.hours_are_published),
        (
            Assumption::BridgedGap,
            rule.continuous && requirement.timeline.has_gap_in(now.days),
        ),
        (Assumption::SeveralJobs, are_several_in(now.days, spells)),
    ];
    assumptions.extend(
        facts
            .iter()
            .filter(|(_, holds)| *holds)
            .map(|(assumption, _)| *assumption),
    );
    let work = Work {
        credited: now.credit,
        required: requirement.required,
        qualifies_on: change.filter(|_| !is_met),
        met_since: met_since.map(day_of),
        lapsed_on: last_met.filter(|_| !is_met).map(|day| day_of(day + 1)),
        lapses_on: change.filter(|_| is_met),
        assumptions,
    };
    (is_met, work)
}

/// Whether `spells`, all of which count, meet the rule by what they credit in `window`, which is the rule's own, and how much
/// that is.
pub(super) fn count_work(
    counting: &Counting,
    rule: &WorkRule,
    spells: &[&Spell],
    window: Days,
) -> (bool, Credit) {
    let requirement = WorkRequirement::new(counting, rule, spells.iter().copied());
    let counted = requirement.credit_in(window);
    let is_met = requirement.is_met_by(counted, || window);
    (is_met, counted.credit)
}

/// Whether more than one spell was worked on some day of `counted`.
fn are_several_in(counted: Days, spells: &[&Spell]) -> bool {
    let is_counted =
        |spell: &&&Spell| worked_days(spell).any(|worked| worked.within(counted).is_some());
    spells.iter().filter(is_counted).count() > 1
}

/// The occupations of some spells, ascending, each once.
pub(super) fn occupations_of(spells: &[&Spell]) -> Vec<NocCode> {
    let mut occupations: Vec<NocCode> = spells.iter().map(|spell| spell.noc).collect();
    occupations.sort();
    occupations.dedup();
    occupations
}

/// Judges each occupation on its own by those of `spells` that are in it, and returns the one to report: met before not
/// met, among those not met the one that will be first, then the most hours, then the lowest code.
pub(super) fn best_of_occupations(
    counting: &Counting,
    rule: &WorkRule,
    occupations: &[NocCode],
    spells: &[&Spell],
    as_of: Date,
) -> Option<(NocCode, bool, Work)> {
    let judged = occupations.iter().map(|&noc| {
        let mut own = spells.to_vec();
        own.retain(|spell| spell.noc == noc);
        let (is_met, work) = judge_work(counting, rule, &own, as_of);
        (noc, is_met, work)
    });
    judged.min_by_key(|(noc, is_met, work)| {
        let never = work.qualifies_on.is_none();
        (
            !is_met,
            never,
            work.qualifies_on,
            Reverse(work.credited),
            *noc,
        )
    })
}

/// The work that a rule asks for, held against some spells.
struct WorkRequirement<'a> {
    rule: &'a WorkRule,
    timeline: Timeline,
    required: Credit,
    full_day: Credit,
    /// No run of whole calendar months, however short they are, credits less than this.
    least_in_full_months: Credit,
}

/// February of a common year: the fewest days that a calendar month has.
const SHORTEST_MONTH_DAYS: i32 = 28;
/// A window's first day may jump over 29 February, so it moves at most this many days more than its end.
const LEAP_DAYS_SLACK: i32 = 4;

impl<'a> WorkRequirement<'a> {
    fn new<'s>(
        counting: &Counting,
        rule: &'a WorkRule,
        spells: impl Iterator<Item = &'s Spell>,
    ) -> Self {
        let full_day = WeeklyHours::full_time(counting.full_time_hours).per_day();
        WorkRequirement {
            rule,
            timeline: Timeline::new(spells, full_day, counting.longest_gap_days),
            required: counting.hours_for(rule.months),
            full_day,
            least_in_full_months: full_day.times_days(SHORTEST_MONTH_DAYS * i32::from(rule.months)),
        }
    }

    fn window(&self, day: DayNumber) -> Days {
        Days {
            start: years_before(day, self.rule.years_back),
            end: day,
        }
    }

    fn credit_on(&self, day: DayNumber) -> WindowCredit {
        self.credit_in(self.window(day))
    }

    fn credit_in(&self, window: Days) -> WindowCredit {
        if self.rule.continuous {
            self.timeline.best_run(window)
        } else {
            self.timeline.total(window)
        }
    }

    /// Whether the requirement is met on `day`, on which the window credits `counted`.
    fn is_met_on(&self, day: DayNumber, counted: WindowCredit) -> bool {
        self.is_met_by(counted, || self.window(day))
    }

    /// Whether the requirement is met by a window that credits `counted`; where that alone tells, it is not asked for.
    fn is_met_by(&self, counted: WindowCredit, window: impl FnOnce() -> Days) -> bool {
        counted.credit >= self.required
            || counted.credit >= self.least_in_full_months
                && self.timeline.has_full_months(window(), self.rule.months)
    }

    /// The first day after `today`, up to `last`, on which the requirement is met (if it was not) or no longer met.
    ///
    /// A day changes the credit by at most a full-time day at each edge of the window, so days that cannot bring the
    /// change are leapt over.
    fn first_change(&self, was_met: bool, today: DayNumber, last: DayNumber) -> Option<DayNumber> {
        let mut day = today;
        let mut counted = self.credit_on(day);
        loop {
            day += if was_met {
                counted.credit.minus(self.required).days_at(self.full_day) - LEAP_DAYS_SLACK
            } else {
                self.least_in_full_months
                    .minus(counted.credit)
                    .days_at(self.full_day)
            }
            .max(1);
            if day > last {
                return None;
            }
            counted = self.credit_on(day);
            if self.is_met_on(day, counted) != was_met {
                return Some(day);
            }
        }
    }

    /// The last day before `today`, on which the requirement is not met, on which it was; none since `earliest`.
    fn last_met(&self, today: DayNumber, earliest: DayNumber) -> Option<DayNumber> {
        let mut day = today;
        let mut counted = self.credit_on(day);
        loop {
            let missing = self.least_in_full_months.minus(counted.credit);
            day -= (missing.days_at(self.full_day) - LEAP_DAYS_SLACK).max(1);
            if day < earliest {
                return None;
            }
            counted = self.credit_on(day);
            if self.is_met_on(day, counted) {
                return Some(day);
            }
        }
    }

    /// The first day of the time up to `today` during which the requirement has been met; none if that began before
    /// `earliest`.
    fn met_since(&self, today: DayNumber, earliest: DayNumber) -> Option<DayNumber> {
        let mut day = today;
        loop {
            let counted = self.credit_on(day);
            if !self.is_met_on(day, counted) {
                return Some(day + 1);
            }
            let surplus = counted.credit.minus(self.required);
            day -= (surplus.days_at(self.full_day) - LEAP_DAYS_SLACK).max(1);
            if day < earliest {
                return None;
            }
        }
    }
}
