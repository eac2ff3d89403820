//! Which open values can still change a category's verdict.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::case::{OpenCase, OpenJob};
use super::field::{Axis, Field, Position};
use super::group::Group;
use super::search::Places;
use crate::eligibility::assess::{Verdict, judge_service};
use crate::eligibility::hours::Credit;
use crate::eligibility::rules::{Category, Requirement, RuleSet};
use crate::noc::NocCode;

/// Something that is not known and can change a category's verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// A value of the job at this place.
    Job {
        /// The place of the job.
        at: usize,
        /// The value.
        field: Field,
    },
    /// The answers of the military category that are missing.
    Military,
    /// Whether there is more work.
    More,
}

/// Every open value of which two possible values can lead to different verdicts of a category, the other open values
/// being anything within their bounds. The one that is best asked first comes first.
///
/// Only the verdict counts, not the hours or the days that go with it, and only the categories, not the programs.
/// Jobs come in the order told. Of one job the occupation comes first, then the value that can change the most months
/// of credited work, then the one that stands first in [`Field`]: with "since 2024" the weekly hours may settle it
/// without the month. More work is asked for where no occupation category's requirement is met for sure. French is never
/// asked about: scores are offered, not a question in the way.
pub fn open_questions(case: &OpenCase, rules: &RuleSet, as_of: Date) -> Vec<Question> {
    let judge = Judge { case, rules, as_of };
    let mut questions: Vec<Question> = Vec::new();
    for at in 0..case.jobs.len() {
        let fields = judge.open_fields(at).into_iter();
        questions.extend(fields.map(|field| Question::Job { at, field }));
    }
    if judge.military_is_open() {
        questions.push(Question::Military);
    }
    if case.may_have_more && !judge.is_eligible_for_sure() {
        questions.push(Question::More);
    }
    questions
}

struct Judge<'a> {
    case: &'a OpenCase,
    rules: &'a RuleSet,
    as_of: Date,
}

impl<'a> Judge<'a> {
    /// The open values of a job that matter, the one to ask about first.
    fn open_fields(&self, at: usize) -> Vec<Field> {
        let job = &self.case.jobs[at];
        if job.occupations.is_empty() {
            return vec![Field::Occupation];
        }
        let open = Field::ALL
            .into_iter()
            .filter(|&field| !job.is_settled(field));
        let mut mattering: Vec<(i64, Field)> = open
            .filter_map(|field| Some((self.months_at_stake(at, field)?, field)))
            .collect();
        mattering
            .sort_by_key(|&(months, field)| (field != Field::Occupation, Reverse(months), field));
        mattering.into_iter().map(|(_, field)| field).collect()
    }

    /// How many months of credited work the value can change at most; none if it changes no category's verdict.
    fn months_at_stake(&self, at: usize, field: Field) -> Option<i64> {
        let job = &self.case.jobs[at];
        let stakes = self.rules.categories.iter().filter_map(|category| {
            let listed = job.occupations.iter().filter(|&&noc| category.lists(noc));
            if field == Field::Occupation && listed.clone().count() == job.occupations.len() {
                return self
                    .look_alikes_differ(category, at)
                    .then_some(Credit::ZERO);
            }
            let groups = listed.map(|&noc| self.group(category, noc, at, field));
            let mattering = groups.filter(|group| group.differs(at, field, self.jobs()));
            mattering
                .map(|group| group.credit_at_stake(at, field, self.jobs()))
                .max()
        });
        let month = Credit::from_hours(self.rules.counting.hours_per_month.into());
        stakes.max().map(|stake| stake.in_units_of(month))
    }

    /// The jobs that may be in `noc`, with the job at `at` in it unless its occupation is what is asked about.
    fn group(&'a self, category: &'a Category, noc: NocCode, at: usize, field: Field) -> Group<'a> {
        let mut group = self.group_of(category, noc);
        group.elsewhere = self.for_sure(category, |other, code| other != at && code != noc);
        if field != Field::Occupation
            && let Some(own) = group.members.iter_mut().find(|member| member.at == at)
        {
            own.is_sure = true;
        }
        group
    }

    fn group_of(&'a self, category: &'a Category, noc: NocCode) -> Group<'a> {
        Group::new(self.case, self.rules, category, noc, self.as_of)
    }

    fn jobs(&self) -> usize {
        self.case.jobs.len()
    }

    fn all_at(&self, part: f64) -> Places {
        vec![Position::all(part); self.jobs()]
    }

    /// The best verdict of the category that jobs reach for sure, of those in occupations that `counts` lets count.
    fn for_sure(&self, category: &Category, counts: impl Fn(usize, NocCode) -> bool) -> Verdict {
        let jobs = self.case.jobs.iter().enumerate();
        let sure = jobs.filter_map(|(at, job)| match job.occupations[..] {
            [only] if category.lists(only) && counts(at, only) => Some(only),
            _ => None,
        });
        let verdicts = sure.map(|noc| {
            let mut group = self.group_of(category, noc);
            group.members.retain(|member| counts(member.at, noc));
            group.verdict(&self.all_at(0.0))
        });
        verdicts.min().unwrap_or(Verdict::NotListed)
    }

    /// Whether it can matter which of several occupations, all of which the category lists, a job is: only where hours
    /// of another job may be added to it.
    fn look_alikes_differ(&self, category: &Category, at: usize) -> bool {
        let job = &self.case.jobs[at];
        let group = |noc: &NocCode| self.group(category, *noc, at, Field::Start);
        let groups: Vec<Group<'_>> = job.occupations.iter().map(group).collect();
        let mut in_company = groups.iter().filter(|group| group.members.len() > 1);
        in_company.any(|group| {
            let mut without = self.group_of(category, group.noc);
            without.members.retain(|member| member.at != at);
            let others = groups.iter().filter(|other| other.noc != group.noc);
            let others: Vec<&Group<'_>> = others.collect();
            let search = group.search(at, &[Axis::Occupation], self.jobs());
            search.finds(
                |places| group.verdict(places) == Verdict::Eligible,
                |places| {
                    let alone = self.alone(places, at);
                    without.verdict(places) == Verdict::Eligible
                        || others
                            .iter()
                            .all(|other| other.verdict(&alone) == Verdict::Eligible)
                },
            )
        })
    }

    /// The job where it is, the others at their least.
    fn alone(&self, places: &Places, at: usize) -> Places {
        let mut alone = self.all_at(0.0);
        alone[at] = places[at];
        alone
    }

    fn is_eligible_for_sure(&self) -> bool {
        let mut categories = self.rules.categories.iter();
        categories.any(|category| self.for_sure(category, |_, _| true) == Verdict::Eligible)
    }

    fn military_is_open(&self) -> bool {
        self.rules.categories.iter().any(|category| {
            let Requirement::Military(rule) = category.requirement else {
                return false;
            };
            let may_be_listed = |job: &OpenJob| {
                job.occupations.iter().any(|&noc| {
                    let group = self.group_of(category, noc);
                    category.lists(noc) && group.verdict(&self.all_at(1.0)) != Verdict::NotListed
                })
            };
            judge_service(rule, &self.case.military) == Verdict::Unknown
                && self.case.jobs.iter().any(may_be_listed)
        })
    }
}
