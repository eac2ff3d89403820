//! The concrete cases within an open one.

use jiff::civil::Date;

use super::case::{DateRange, OpenAway, OpenCase, OpenEnd, OpenJob};
use super::dates::{Dates, day_between};
use super::field::{Axis, Position, between};
use super::placed::place_away;
use super::undated::Undated;
use crate::eligibility::days::{DayNumber, day_number, day_of};
use crate::eligibility::rules::RuleSet;
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
    let mut experience = Vec::new();
    let mut undated = Vec::new();
    for job in &case.jobs {
        let Some(&noc) = job.occupations.first() else {
            continue;
        };
        let values = known_on(job, as_of);
        undated.extend(values.undated(position, experience.len()));
        experience.push(values.spell(noc, position));
    }
    place_away(&mut experience, &undated, rules, as_of);
    Person {
        experience,
        french: case.french,
        military: case.military,
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
    today: DayNumber,
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
        today: day_number(as_of),
    }
}

impl Values<'_> {
    /// The spell that the values at `position` amount to, without its time away of which nobody knows when it was.
    pub fn spell(&self, noc: NocCode, position: &Position) -> Spell {
        let (start, end) = self.dates.at(position);
        // Who was away for so long began long enough before.
        let away: i64 = self.undated(position, 0).map(|away| away.days).sum();
        let last = end.unwrap_or(self.today - 1);
        let start = if away > 0 {
            self.dates.begun_before(start, i64::from(last) - away)
        } else {
            start
        };
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

    /// The time away of which nobody knows when it was, the job being the spell at `at`.
    pub fn undated(&self, position: &Position, at: usize) -> impl Iterator<Item = Undated> {
        let (length, part) = (position.at(Axis::AwayStart), position.at(Axis::AwayEnd));
        let days = self.away.iter().filter_map(move |away| match *away {
            OpenAway::Stretch { .. } => None,
            OpenAway::Days { least, most } => Some(between(most.into(), least.into(), length)),
        });
        days.map(move |days| Undated { at, days, part })
    }
}

/// The part inside the spell of a stretch away, which is longest where its start and its end are at 0.
fn stretch(spell: &Spell, start: DateRange, end: OpenEnd, position: &Position) -> Option<Away> {
    let day = |from: Date, to: Date, part: f64| {
        day_of(day_between(day_number(from), day_number(to), part))
    };
    let began = day(start.earliest, start.latest, position.at(Axis::AwayStart));
    let start = began.max(spell.start);
    let part = position.at(Axis::AwayEnd);
    let last = match end.over {
        Some(days) if !end.goes_on || part > 0.0 => {
            Some(day(days.latest, days.earliest, part).max(began))
        }
        _ => None,
    };
    let end = match (last, spell.end) {
        (Some(last), Some(end)) => Some(last.min(end)),
        (last, _) => last,
    };
    let mut ends = end.into_iter().chain(spell.end);
    let is_inside = ends.all(|end| start <= end);
    is_inside.then_some(Away { start, end })
}
