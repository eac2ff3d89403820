//! The concrete cases within an open one.

use jiff::civil::Date;

use super::case::{DateRange, OpenAway, OpenCase, OpenEnd, OpenJob};
use super::dates::Dates;
use crate::eligibility::rules::{Requirement, RuleSet};
use crate::eligibility::timeline::{
    DayNumber, Days, day_number, day_of, worked_days, years_before,
};
use crate::eligibility::{Away, Country, Person, Spell, WeeklyHours, WorkKind};
use crate::noc::NocCode;

/// The case with every open value at its least: latest start, earliest end, fewest hours, most time away and when it
/// hurts most, abroad rather than in Canada, unpaid rather than studying rather than self-employed rather than employed.
///
/// No category's verdict is worse whatever the values turn out to be, as long as each job's occupation is the first
/// of those possible. Jobs without an occupation are left out.
pub fn least(case: &OpenCase, rules: &RuleSet, as_of: Date) -> Person {
    person(case, &Position::all(0.0), rules, as_of)
}

/// The case with every open value at its most: earliest start, still there or latest end, most hours, least time away,
/// in Canada, employed.
///
/// No category's verdict is better whatever the values turn out to be, as long as each job's occupation is the first
/// of those possible. Jobs without an occupation are left out.
pub fn most(case: &OpenCase, rules: &RuleSet, as_of: Date) -> Person {
    person(case, &Position::all(1.0), rules, as_of)
}

fn person(case: &OpenCase, position: &Position, rules: &RuleSet, as_of: Date) -> Person {
    let years = rules.categories.iter().filter_map(|category| {
        let Requirement::Work(rule) = &category.requirement else {
            return None;
        };
        Some(rule.years_back)
    });
    let window = window(as_of, years.max().unwrap_or(0));
    let spell = |job: &OpenJob| {
        let noc = *job.occupations.first()?;
        Some(known_on(job, as_of).spell(noc, position, window))
    };
    Person {
        experience: case.jobs.iter().filter_map(spell).collect(),
        french: case.french,
        military: case.military,
    }
}

/// The days that count on `as_of`, where those of `years` years do.
pub(super) fn window(as_of: Date, years: u8) -> Days {
    let end = day_number(as_of);
    Days {
        start: years_before(end, years),
        end,
    }
}

/// Where between its least (0) and its most (1) each value of a job lies. Values of which there are only a few change
/// half-way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Position {
    /// Whether the job is in the occupation looked at, where it may be in another.
    pub occupation: f64,
    pub start: f64,
    pub end: f64,
    pub hours: f64,
    pub country: f64,
    pub kind: f64,
    pub away: f64,
}

impl Position {
    pub fn all(part: f64) -> Self {
        Position {
            occupation: part,
            start: part,
            end: part,
            hours: part,
            country: part,
            kind: part,
            away: part,
        }
    }
}

/// A job's values, in numbers, of which none reaches beyond the day asked about.
#[derive(Debug, Clone)]
pub(super) struct Values<'a> {
    pub dates: Dates,
    pub hours: (WeeklyHours, WeeklyHours),
    pub countries: (Country, Country),
    pub kinds: (WorkKind, WorkKind),
    pub away: &'a [OpenAway],
}

/// The kinds of work, the least useful first: no program counts less of a later one.
const KINDS: [WorkKind; 4] = [
    WorkKind::Unpaid,
    WorkKind::Student,
    WorkKind::SelfEmployed,
    WorkKind::Employed,
];

/// What a job may be on `as_of`.
pub(super) fn known_on(job: &OpenJob, as_of: Date) -> Values<'_> {
    let kinds = || KINDS.into_iter().filter(|kind| job.kinds.contains(kind));
    let least_kind = kinds().next().unwrap_or(WorkKind::Employed);
    let is_possible = |country| job.countries.is_empty() || job.countries.contains(&country);
    let country = |first, second| if is_possible(first) { first } else { second };
    Values {
        dates: Dates::known_on(job, as_of),
        hours: (
            job.hours.low.min(job.hours.high),
            job.hours.low.max(job.hours.high),
        ),
        countries: (
            country(Country::Abroad, Country::Canada),
            country(Country::Canada, Country::Abroad),
        ),
        kinds: (least_kind, kinds().next_back().unwrap_or(least_kind)),
        away: &job.away,
    }
}

/// The whole number that lies at `part` of the way from one to another.
fn between(from: i64, to: i64, part: f64) -> i64 {
    from + ((to - from) as f64 * part).round() as i64
}

pub(super) fn day_between(from: DayNumber, to: DayNumber, part: f64) -> DayNumber {
    // Both ends are day numbers, and so is what lies between.
    between(from.into(), to.into(), part) as DayNumber
}

impl Values<'_> {
    /// The spell that the values at `position` amount to. Time away without dates is placed by what `window` counts.
    pub fn spell(&self, noc: NocCode, position: &Position, window: Days) -> Spell {
        let half = |part: f64| part >= 0.5;
        let (start, end) = self.dates.at(position);
        let kind = if half(position.kind) {
            self.kinds.1
        } else {
            self.kinds.0
        };
        let mut spell = Spell {
            noc,
            start: day_of(start),
            end: end.map(day_of),
            hours: self.hours.0.towards(self.hours.1, position.hours),
            country: if half(position.country) {
                self.countries.1
            } else {
                self.countries.0
            },
            flags: kind.flags(),
            away: Vec::new(),
        };
        for away in self.away {
            let stretches = match *away {
                OpenAway::Stretch { start, end } => stretch(&spell, start, end, position.away)
                    .into_iter()
                    .collect(),
                OpenAway::Days { least, most } => {
                    let days = between(most.into(), least.into(), position.away);
                    undated(&spell, days, half(position.away), window)
                }
            };
            spell.away.extend(stretches);
        }
        spell
    }
}

/// The part inside the spell of a stretch away that is as long as it may be (`part` 0) or as short (1).
fn stretch(spell: &Spell, start: DateRange, end: OpenEnd, part: f64) -> Option<Away> {
    let day = |from: Date, to: Date| day_of(day_between(day_number(from), day_number(to), part));
    let start = day(start.earliest, start.latest).max(spell.start);
    let last = match end.over {
        Some(days) if !end.goes_on || part > 0.0 => {
            Some(day(days.latest, days.earliest).max(start))
        }
        _ => None,
    };
    let end = match (last, spell.end) {
        (Some(last), Some(end)) => Some(last.min(end)),
        (last, _) => last,
    };
    let is_inside = spell.end.is_none_or(|end| start <= end);
    is_inside.then_some(Away { start, end })
}

/// So many days away out of those worked, at the beginning, where they matter least, or in the middle of those that
/// the window counts, where they break a run into the shortest parts. One day is always worked.
fn undated(spell: &Spell, days: i64, at_the_beginning: bool, window: Days) -> Vec<Away> {
    let until_now = Days {
        start: DayNumber::MIN,
        end: window.end,
    };
    let worked = |within: Days| -> Vec<Days> {
        worked_days(spell)
            .filter_map(|stretch| stretch.within(within))
            .collect()
    };
    let count = |stretches: &[Days]| -> i64 {
        let days = stretches
            .iter()
            .map(|stretch| i64::from(stretch.end - stretch.start));
        days.sum()
    };
    let all = worked(until_now);
    let days = days.min(count(&all) - 1);
    let counted = worked(window);
    let (stretches, before) = if at_the_beginning || counted.is_empty() {
        (all, 0)
    } else {
        let before = ((count(&counted) - days) / 2).max(0);
        (counted, before)
    };
    take_days(&stretches, before, days)
}

/// The days from the `before`th on, `count` of them, as stretches.
fn take_days(stretches: &[Days], mut before: i64, mut count: i64) -> Vec<Away> {
    let mut taken = Vec::new();
    for stretch in stretches {
        let length = i64::from(stretch.end - stretch.start);
        let skipped = before.min(length);
        let days = count.min(length - skipped);
        before -= skipped;
        if days <= 0 {
            continue;
        }
        count -= days;
        // Both are at most the length, which is a difference of day numbers.
        let first = stretch.start + skipped as DayNumber;
        taken.push(Away {
            start: day_of(first),
            end: Some(day_of(first + days as DayNumber - 1)),
        });
    }
    taken
}
