//! Which open values can still change a category's verdict.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::case::{OpenAway, OpenCase, OpenJob};
use super::concrete::{Position, Values, known_on, window};
use crate::eligibility::assess::{Verdict, judge_service};
use crate::eligibility::hours::{Credit, WeeklyHours};
use crate::eligibility::requirement::count_work;
use crate::eligibility::rules::{Category, Requirement, RuleSet, WorkRule};
use crate::eligibility::spell::Spell;
use crate::eligibility::timeline::Days;
use crate::noc::NocCode;

/// A value of a job, in the order in which it is best asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Occupation,
    Start,
    End,
    Hours,
    Country,
    Kind,
    /// The days of the first time away that is open.
    Away,
}

impl Field {
    /// Every value of a job.
    pub const ALL: [Field; 7] = [
        Field::Occupation,
        Field::Start,
        Field::End,
        Field::Hours,
        Field::Country,
        Field::Kind,
        Field::Away,
    ];
}

/// Something that is not known and can change a category's verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// A value of the job at this place.
    Job { at: usize, field: Field },
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

/// How often the way between two positions is halved: to a second of a century, and a millionth of an hour.
const HALVINGS: usize = 24;

struct Judge<'a> {
    case: &'a OpenCase,
    rules: &'a RuleSet,
    as_of: Date,
}

/// A job that is or may be in the occupation looked at.
struct Member<'a> {
    /// Its place among the jobs.
    at: usize,
    /// Whether it can be in no other occupation.
    is_sure: bool,
    values: Values<'a>,
}

/// The jobs that may be in one occupation, held against one category.
struct Group<'a> {
    judge: &'a Judge<'a>,
    /// None where the category counts no work.
    rule: Option<&'a WorkRule>,
    noc: NocCode,
    window: Days,
    members: Vec<Member<'a>>,
    /// The best verdict that other occupations reach for sure.
    elsewhere: Verdict,
}

/// Where a job's values are on the way from their least to their most: at a fixed part of it, or as far as the way has
/// gone.
#[derive(Debug, Clone, Copy)]
struct Course {
    /// Dates, hours and days away.
    amounts: Option<f64>,
    /// Occupation, country and kind, of which there are only a few.
    choices: Option<f64>,
}

impl Course {
    const fn fixed(part: f64) -> Self {
        Course {
            amounts: Some(part),
            choices: Some(part),
        }
    }

    /// Everything gets better together.
    const ALL: Course = Course {
        amounts: None,
        choices: None,
    };
    /// Amounts get better, everything else being at its most.
    const AMOUNTS: Course = Course {
        amounts: None,
        choices: Some(1.0),
    };
    const LEAST: Course = Course::fixed(0.0);
    const MOST: Course = Course::fixed(1.0);

    fn position(self, part: f64) -> Position {
        let choice = self.choices.unwrap_or(part);
        Position {
            occupation: choice,
            country: choice,
            kind: choice,
            ..Position::all(self.amounts.unwrap_or(part))
        }
    }
}

/// A way on which the open values get better, along which verdicts are compared.
#[derive(Debug, Clone, Copy)]
struct Path {
    /// The other values of the job asked about.
    own: Course,
    /// One of them that does not move.
    fixed: Option<(Field, f64)>,
    /// The values of the other jobs.
    others: Course,
}

impl Path {
    const WHOLE: Path = Path::of(Course::ALL, Course::ALL);

    const fn of(own: Course, others: Course) -> Self {
        Path {
            own,
            fixed: None,
            others,
        }
    }
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
            let mattering = groups.filter(|group| group.differs(at, field));
            mattering
                .map(|group| group.credit_at_stake(at, field))
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
        let rule = match &category.requirement {
            Requirement::Work(rule) => Some(rule),
            Requirement::Language(_) | Requirement::Military(_) => None,
        };
        let window = window(self.as_of, rule.map_or(0, |rule| rule.years_back));
        let full_time = WeeklyHours::full_time(self.rules.counting.full_time_hours);
        let jobs = self.case.jobs.iter().enumerate();
        let members = jobs.filter(|(_, job)| job.occupations.contains(&noc));
        Group {
            judge: self,
            rule,
            noc,
            window,
            members: members
                .map(|(at, job)| Member {
                    at,
                    is_sure: job.occupations.len() == 1,
                    values: known_on(job, self.as_of).that_matter(window, full_time),
                })
                .collect(),
            elsewhere: Verdict::NotListed,
        }
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
            group.verdict(|_| Position::all(0.0))
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
            let paths = group.paths(at, Field::Occupation);
            paths.into_iter().any(|path| {
                let with = |part: f64| group.on(path, at, part, None) == Verdict::Eligible;
                let alone = Path {
                    others: Course::LEAST,
                    ..path
                };
                first_part(with).is_some_and(|part| {
                    without.verdict(|_| path.others.position(part)) != Verdict::Eligible
                        && others
                            .iter()
                            .any(|other| other.on(alone, at, part, None) != Verdict::Eligible)
                })
            })
        })
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
                    category.lists(noc)
                        && group.verdict(|_| Position::all(1.0)) != Verdict::NotListed
                })
            };
            judge_service(rule, &self.case.military) == Verdict::Unknown
                && self.case.jobs.iter().any(may_be_listed)
        })
    }
}

impl Group<'_> {
    /// The verdict with every job's values at a position.
    fn verdict(&self, position: impl Fn(usize) -> Position) -> Verdict {
        self.count(position).0
    }

    fn count(&self, position: impl Fn(usize) -> Position) -> (Verdict, Credit) {
        let spells: Vec<Spell> = self
            .members
            .iter()
            .filter_map(|member| {
                let position = position(member.at);
                let is_member = member.is_sure || position.occupation >= 0.5;
                is_member.then(|| member.values.spell(self.noc, &position, self.window))
            })
            .filter(Spell::is_paid_work)
            .collect();
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
        let (is_met, credit) =
            count_work(&self.judge.rules.counting, rule, &counted, self.judge.as_of);
        let verdict = if is_met {
            Verdict::Eligible
        } else {
            Verdict::NotYet
        };
        (verdict, credit)
    }

    fn count_on(
        &self,
        path: Path,
        at: usize,
        part: f64,
        asked: Option<(Field, f64)>,
    ) -> (Verdict, Credit) {
        self.count(|member| {
            if member != at {
                return path.others.position(part);
            }
            let mut own = path.own.position(part);
            for (field, part) in path.fixed.into_iter().chain(asked) {
                own.put(field, part);
            }
            own
        })
    }

    /// The category's verdict with the value asked about at one end, and the others at `part` of a path.
    fn on(&self, path: Path, at: usize, part: f64, asked: Option<(Field, f64)>) -> Verdict {
        self.count_on(path, at, part, asked).0.min(self.elsewhere)
    }

    /// Whether the verdict can be another with the value at its least and at its most.
    ///
    /// The verdict gets better along every path. Where the better end begins to reach a verdict, the worse end must
    /// still miss it, if the value makes any difference there.
    fn differs(&self, at: usize, field: Field) -> bool {
        let on = |path: Path, part: f64, end: f64| self.on(path, at, part, Some((field, end)));
        let ends = [0.0, 1.0].map(|part| [0.0, 1.0].map(|end| on(Path::WHOLE, part, end)));
        let [[worst, least_better], [most_worse, best]] = ends;
        if worst == best {
            return false;
        }
        if worst != least_better || most_worse != best {
            return true;
        }
        let thresholds = [Verdict::Eligible, Verdict::NotYet];
        let thresholds = thresholds.into_iter().filter(|&verdict| verdict < worst);
        let paths = self.paths(at, field);
        thresholds.into_iter().any(|verdict| {
            paths.iter().any(|&path| {
                let reaches = |part: f64| on(path, part, 1.0) <= verdict;
                first_part(reaches).is_some_and(|part| on(path, part, 0.0) > verdict)
            })
        })
    }

    fn paths(&self, at: usize, asked: Field) -> Vec<Path> {
        let are_several = self.members.len() > 1;
        let alone = [Course::AMOUNTS, Course::ALL].map(|own| Path::of(own, Course::LEAST));
        let mut paths = alone.to_vec();
        if are_several {
            for own in [Course::AMOUNTS, Course::ALL] {
                let others = [Course::AMOUNTS, Course::ALL, Course::MOST];
                paths.extend(others.map(|others| Path::of(own, others)));
            }
            paths.push(Path::of(Course::MOST, Course::AMOUNTS));
            paths.push(Path::of(Course::LEAST, Course::AMOUNTS));
        }
        let job = &self.judge.case.jobs[at];
        let open = Field::ALL
            .into_iter()
            .filter(|&field| field != asked && !job.is_settled(field));
        for field in open {
            paths.extend([0.0, 1.0].map(|part| Path {
                fixed: Some((field, part)),
                ..alone[0]
            }));
        }
        paths
    }

    /// The credit between the least and the most of a value, everything else being at its most.
    fn credit_at_stake(&self, at: usize, field: Field) -> Credit {
        let credit = |end: f64| self.count_on(Path::WHOLE, at, 1.0, Some((field, end))).1;
        credit(1.0).minus(credit(0.0))
    }
}

/// The first part of the way, from 0 to 1, on which something holds that goes on holding from there; none if it does
/// not hold at the end.
fn first_part(holds: impl Fn(f64) -> bool) -> Option<f64> {
    if !holds(1.0) {
        return None;
    }
    if holds(0.0) {
        return Some(0.0);
    }
    let (mut before, mut after) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = (before + after) / 2.0;
        if holds(middle) {
            after = middle;
        } else {
            before = middle;
        }
    }
    Some(after)
}

impl Position {
    fn put(&mut self, field: Field, part: f64) {
        *(match field {
            Field::Occupation => &mut self.occupation,
            Field::Start => &mut self.start,
            Field::End => &mut self.end,
            Field::Hours => &mut self.hours,
            Field::Country => &mut self.country,
            Field::Kind => &mut self.kind,
            Field::Away => &mut self.away,
        }) = part;
    }
}

impl Values<'_> {
    /// The same with what no window can tell apart taken together: days before it, and hours above full time.
    fn that_matter(mut self, window: Days, full_time: WeeklyHours) -> Self {
        // Undated time away may have been before the window.
        let undated = |away: &OpenAway| matches!(away, OpenAway::Days { .. });
        if !self.away.iter().any(undated) {
            self.dates = self.dates.since(window.start);
        }
        self.hours.0 = self.hours.0.min(full_time);
        self.hours.1 = self.hours.1.min(full_time);
        self
    }
}
