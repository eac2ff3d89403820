//! The jobs that may be in one occupation, held against one category.

use jiff::civil::Date;

use super::case::OpenAway;
use super::concrete::{Values, known_on};
use super::counted::Counted;
use super::field::{Axis, Field, Position};
use super::search::{Places, Search};
use super::undated::{as_away, days_away};
use super::{OpenCase, OpenJob};
use crate::eligibility::Country;
use crate::eligibility::assess::Verdict;
use crate::eligibility::days::day_number;
use crate::eligibility::hours::Credit;
use crate::eligibility::rules::{Category, RuleSet};
use crate::noc::NocCode;

/// A job that is or may be in the occupation looked at.
pub(super) struct Member<'a> {
    /// Its place among the jobs.
    pub at: usize,
    /// Whether it can be in no other occupation.
    pub is_sure: bool,
    job: &'a OpenJob,
    values: Values<'a>,
}

/// The jobs that may be in one occupation, held against one category.
pub(super) struct Group<'a> {
    counted: Counted<'a>,
    pub noc: NocCode,
    pub members: Vec<Member<'a>>,
    /// The best verdict that other occupations reach for sure.
    pub elsewhere: Verdict,
}

impl<'a> Group<'a> {
    /// The jobs of a case that may be in `noc`.
    pub fn new(
        case: &'a OpenCase,
        rules: &'a RuleSet,
        category: &'a Category,
        noc: NocCode,
        as_of: Date,
    ) -> Self {
        let counted = Counted::by(category, rules, as_of);
        let jobs = case.jobs.iter().enumerate();
        let members = jobs.filter(|(_, job)| job.occupations.contains(&noc));
        Group {
            counted,
            noc,
            members: members
                .map(|(at, job)| Member {
                    at,
                    is_sure: job.occupations.len() == 1,
                    job,
                    values: known_on(job, as_of).that_matter(&counted),
                })
                .collect(),
            elsewhere: Verdict::NotListed,
        }
    }

    /// The verdict with every job at its place.
    pub fn verdict(&self, places: &[Position]) -> Verdict {
        self.count(places).0.min(self.elsewhere)
    }

    /// The verdict, whatever other occupations reach, and the hours credited.
    pub fn count(&self, places: &[Position]) -> (Verdict, Credit) {
        let mut spells = Vec::with_capacity(self.members.len());
        let mut undated = Vec::new();
        for member in &self.members {
            let position = &places[member.at];
            if !member.is_sure && !position.is_most(Axis::Occupation) {
                continue;
            }
            let spell = member.values.spell(self.noc, position);
            if !spell.is_paid_work() {
                continue;
            }
            undated.extend(member.values.undated(position, spells.len()));
            spells.push(spell);
        }
        if !undated.is_empty() {
            let days = days_away(&spells, &undated, &self.counted);
            for (spell, days) in spells.iter_mut().zip(&days) {
                spell.away.extend(as_away(days));
            }
        }
        self.counted.judge(&spells)
    }

    /// Whether the verdict can be another with the value of the job at `at` at its least and at its most.
    pub fn differs(&self, at: usize, field: Field, jobs: usize) -> bool {
        if field == Field::Country && self.is_anywhere() {
            return false;
        }
        let search = self.search(at, field.axes(), jobs);
        let with = |places: &Places, part: f64| {
            let mut places = places.clone();
            for &axis in field.axes() {
                places[at].put(axis, part);
            }
            self.verdict(&places)
        };
        [Verdict::Eligible, Verdict::NotYet]
            .into_iter()
            .any(|verdict| {
                search.finds(
                    |places| with(places, 1.0) <= verdict,
                    |places| with(places, 0.0) <= verdict,
                )
            })
    }

    /// Whether it does not matter where the work was done.
    fn is_anywhere(&self) -> bool {
        self.counted.includes(Country::Abroad)
    }

    /// What can move but `asked` of the job at `at`.
    pub fn search(&self, at: usize, asked: &[Axis], jobs: usize) -> Search {
        let mut axes = Vec::new();
        for member in &self.members {
            let open = Axis::ALL.into_iter().filter(|&axis| {
                member.is_open(axis) && (axis != Axis::Country || !self.is_anywhere())
            });
            let open = open.filter(|axis| member.at != at || !asked.contains(axis));
            axes.extend(open.map(|axis| (member.at, axis)));
        }
        Search {
            axes,
            fixed: vec![Position::all(0.0); jobs],
        }
    }

    /// The credit between the least and the most of a value, everything else being at its most.
    pub fn credit_at_stake(&self, at: usize, field: Field, jobs: usize) -> Credit {
        let credit = |end: f64| {
            let mut places = vec![Position::all(1.0); jobs];
            for &axis in field.axes() {
                places[at].put(axis, end);
            }
            self.count(&places).1
        };
        credit(1.0).minus(credit(0.0))
    }
}

impl Member<'_> {
    /// Whether anything that matters moves along an axis.
    fn is_open(&self, axis: Axis) -> bool {
        match axis {
            Axis::Occupation => !self.is_sure,
            Axis::Start => !self.job.is_settled(Field::Start),
            Axis::End => !self.job.is_settled(Field::End),
            Axis::Hours => self.values.hours.0 != self.values.hours.1,
            Axis::Country => self.values.countries.0 != self.values.countries.1,
            Axis::Kind => self.values.kinds.0 != self.values.kinds.1,
            Axis::AwayStart | Axis::AwayEnd => !self.job.is_settled(Field::Away),
        }
    }
}

impl Values<'_> {
    /// The same with what no window can tell apart taken together: days before it, and hours above full time.
    fn that_matter(mut self, counted: &Counted<'_>) -> Self {
        // A day before time away may be the only one that was worked, and undated time away may have been on any day.
        let mut first_before = self.away.iter().map(|away| match away {
            OpenAway::Stretch { start, .. } => day_number(start.earliest).checked_sub(1),
            OpenAway::Days { .. } => None,
        });
        let first =
            first_before.try_fold(counted.window.start, |first, other| Some(first.min(other?)));
        if let Some(first) = first {
            self.dates = self.dates.since(first);
        }
        let full_time = counted.full_time();
        self.hours.0 = self.hours.0.min(full_time);
        self.hours.1 = self.hours.1.min(full_time);
        self
    }
}
