//! The jobs that may be in one occupation, held against one category.

use jiff::civil::Date;

use super::case::OpenAway;
use super::concrete::{Values, known_on, place, places, window};
use super::field::{Axis, Field, Position};
use super::search::{Places, Search};
use super::{OpenCase, OpenJob};
use crate::eligibility::assess::Verdict;
use crate::eligibility::days::{DayNumber, Days, day_number};
use crate::eligibility::hours::{Credit, WeeklyHours};
use crate::eligibility::requirement::count_work;
use crate::eligibility::rules::{Category, Counting, Place, Requirement, RuleSet, WorkRule};
use crate::eligibility::spell::{Spell, worked_days};
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
    counting: &'a Counting,
    as_of: Date,
    /// None where the category counts no work.
    rule: Option<&'a WorkRule>,
    pub noc: NocCode,
    window: Days,
    pub members: Vec<Member<'a>>,
    /// The best verdict that other occupations reach for sure.
    pub elsewhere: Verdict,
}

/// A spell with time away of which nobody knows when it was.
struct Undated {
    /// Its place among the spells.
    at: usize,
    days: i64,
    /// Whether it was when it cost the least.
    at_best: bool,
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
        let rule = match &category.requirement {
            Requirement::Work(rule) => Some(rule),
            Requirement::Language(_) | Requirement::Military(_) => None,
        };
        let window = window(as_of, rule.map_or(0, |rule| rule.years_back));
        let full_time = WeeklyHours::full_time(rules.counting.full_time_hours);
        let jobs = case.jobs.iter().enumerate();
        let members = jobs.filter(|(_, job)| job.occupations.contains(&noc));
        Group {
            counting: &rules.counting,
            as_of,
            rule,
            noc,
            window,
            members: members
                .map(|(at, job)| Member {
                    at,
                    is_sure: job.occupations.len() == 1,
                    job,
                    values: known_on(job, as_of).that_matter(window, full_time),
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
            undated.extend(member.values.undated(position).map(|days| Undated {
                at: spells.len(),
                days,
                at_best: position.is_most(Axis::AwayEnd),
            }));
            spells.push(spell);
        }
        for away in undated {
            self.put_away(&mut spells, &away);
        }
        self.judged(&spells)
    }

    /// Adds the time away where it costs the most or the least beside the other spells.
    fn put_away(&self, spells: &mut [Spell], away: &Undated) {
        if spells.len() == 1 {
            let days = place(&spells[0], away.days, away.at_best, self.window);
            spells[0].away.extend(days);
            return;
        }
        let edges = self.edges(spells);
        let own = spells[away.at].away.len();
        let mut chosen: Option<((Verdict, Credit), Vec<_>)> = None;
        for place in places(&spells[away.at], away.days, &edges, self.window) {
            spells[away.at].away.extend(place.iter().copied());
            let (verdict, credit) = self.judged(spells);
            spells[away.at].away.truncate(own);
            let better = |other: &(Verdict, Credit)| (other.0, credit) < (verdict, other.1);
            let is_chosen = chosen.as_ref().is_none_or(|(best, _)| {
                let is_same = *best == (verdict, credit);
                !is_same && better(best) != away.at_best
            });
            if is_chosen {
                chosen = Some(((verdict, credit), place));
            }
        }
        spells[away.at]
            .away
            .extend(chosen.into_iter().flat_map(|(_, place)| place));
    }

    /// The days on which something begins or ends.
    fn edges(&self, spells: &[Spell]) -> Vec<DayNumber> {
        let worked = spells.iter().flat_map(worked_days).chain([self.window]);
        let mut edges: Vec<DayNumber> = worked.flat_map(|days| [days.start, days.end]).collect();
        edges.sort_unstable();
        edges.dedup();
        edges
    }

    fn judged(&self, spells: &[Spell]) -> (Verdict, Credit) {
        if spells.is_empty() {
            return (Verdict::NotListed, Credit::ZERO);
        }
        let Some(rule) = self.rule else {
            return (Verdict::NotYet, Credit::ZERO);
        };
        let counted: Vec<&Spell> = spells
            .iter()
            .filter(|spell| rule.place.includes(spell.country))
            .collect();
        let (is_met, credit) = count_work(self.counting, rule, &counted, self.as_of);
        let verdict = if is_met {
            Verdict::Eligible
        } else {
            Verdict::NotYet
        };
        (verdict, credit)
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
        self.rule.is_none_or(|rule| rule.place == Place::Anywhere)
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
    fn that_matter(mut self, window: Days, full_time: WeeklyHours) -> Self {
        // A day before time away may be the only one that was worked, and undated time away may have been on any day.
        let mut first_before = self.away.iter().map(|away| match away {
            OpenAway::Stretch { start, .. } => day_number(start.earliest).checked_sub(1),
            OpenAway::Days { .. } => None,
        });
        let first = first_before.try_fold(window.start, |first, other| Some(first.min(other?)));
        if let Some(first) = first {
            self.dates = self.dates.since(first);
        }
        self.hours.0 = self.hours.0.min(full_time);
        self.hours.1 = self.hours.1.min(full_time);
        self
    }
}
