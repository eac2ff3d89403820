//! The concrete cases within an open one.

use jiff::civil::Date;

use super::case::{DateRange, OpenAway, OpenCase, OpenEnd, OpenJob};
use super::dates::{Dates, day_between};
use super::field::{Axis, Position, between};
use crate::eligibility::days::{DayNumber, Days, day_number, day_of, years_before};
use crate::eligibility::rules::{Requirement, RuleSet};
use crate::eligibility::spell::worked_days;
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
        let values = known_on(job, as_of);
        let mut spell = values.spell(noc, position);
        for days in values.undated(position) {
            let away = place(&spell, days, position.is_most(Axis::AwayEnd), window);
            spell.away.extend(away);
        }
        Some(spell)
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

impl Values<'_> {
    /// The spell that the values at `position` amount to, without its time away of which nobody knows when it was.
    pub fn spell(&self, noc: NocCode, position: &Position) -> Spell {
        let (start, end) = self.dates.at(position);
        let kind = if position.is_most(Axis::Kind) {
            self.kinds.1
        } else {
            self.kinds.0
        };
        let mut spell = Spell {
            noc,
            start: day_of(start),
            end: end.map(day_of),
            hours: self.hours.0.towards(self.hours.1, position.at(Axis::Hours)),
            country: if position.is_most(Axis::Country) {
                self.countries.1
            } else {
                self.countries.0
            },
            flags: kind.flags(),
            away: Vec::new(),
        };
        let dated = self.away.iter().filter_map(|away| match *away {
            OpenAway::Stretch { start, end } => stretch(&spell, start, end, position),
            OpenAway::Days { .. } => None,
        });
        spell.away = dated.collect();
        spell
    }

    /// The lengths of the time away of which nobody knows when it was, in days.
    pub fn undated(&self, position: &Position) -> impl Iterator<Item = i64> {
        let part = position.at(Axis::AwayStart);
        self.away.iter().filter_map(move |away| match *away {
            OpenAway::Stretch { .. } => None,
            OpenAway::Days { least, most } => Some(between(most.into(), least.into(), part)),
        })
    }
}

/// The part inside the spell of a stretch away, which is longest where its start and its end are at 0.
fn stretch(spell: &Spell, start: DateRange, end: OpenEnd, position: &Position) -> Option<Away> {
    let day = |from: Date, to: Date, part: f64| {
        day_of(day_between(day_number(from), day_number(to), part))
    };
    let start = day(start.earliest, start.latest, position.at(Axis::AwayStart)).max(spell.start);
    let part = position.at(Axis::AwayEnd);
    let last = match end.over {
        Some(days) if !end.goes_on || part > 0.0 => {
            Some(day(days.latest, days.earliest, part).max(start))
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
pub(super) fn place(spell: &Spell, days: i64, at_the_beginning: bool, window: Days) -> Vec<Away> {
    let all = worked_until(spell, window.end);
    let days = days.min(count(&all) - 1);
    let counted: Vec<Days> = all
        .iter()
        .filter_map(|stretch| stretch.within(window))
        .collect();
    let (stretches, before) = if at_the_beginning || counted.is_empty() {
        (all, 0)
    } else {
        let before = ((count(&counted) - days) / 2).max(0);
        (counted, before)
    };
    take_days(&stretches, before, days)
}

/// Every place of so many days away out of those worked at which what they cost may be the least or the most: beside
/// one of `edges`, and in the middle of what the window counts.
pub(super) fn places(
    spell: &Spell,
    days: i64,
    edges: &[DayNumber],
    window: Days,
) -> Vec<Vec<Away>> {
    let all = worked_until(spell, window.end);
    let days = days.min(count(&all) - 1);
    let until = |day: DayNumber| count(&worked_until(spell, day.min(window.end)));
    let mut before: Vec<i64> = edges
        .iter()
        .flat_map(|&edge| [until(edge), until(edge) - days])
        .map(|before| before.clamp(0, (count(&all) - days).max(0)))
        .collect();
    before.sort_unstable();
    before.dedup();
    let beside = before
        .into_iter()
        .map(|before| take_days(&all, before, days));
    beside.chain([place(spell, days, false, window)]).collect()
}

/// The stretches worked before `end`.
fn worked_until(spell: &Spell, end: DayNumber) -> Vec<Days> {
    let until = Days {
        start: DayNumber::MIN,
        end,
    };
    worked_days(spell)
        .filter_map(|stretch| stretch.within(until))
        .collect()
}

fn count(stretches: &[Days]) -> i64 {
    stretches.iter().map(|stretch| stretch.count()).sum()
}

/// The days from the `before`th on, `count` of them, as stretches.
fn take_days(stretches: &[Days], mut before: i64, mut count: i64) -> Vec<Away> {
    let mut taken = Vec::new();
    for stretch in stretches {
        let length = stretch.count();
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
