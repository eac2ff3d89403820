use jiff::Span;
use jiff::civil::Date;

use super::hours::{Credit, WeeklyHours};
use super::rules::{Category, LanguageRule, MilitaryRule, Place, Requirement, RuleSet, WorkRule};
use super::spell::{Country, Spell, SpellError};
use super::timeline::{DayNumber, Timeline, WindowCredit, day_number, day_of, years_before};
use crate::noc::NocCode;

/// The highest NCLC level there is.
pub const HIGHEST_NCLC: u8 = 12;

/// NCLC levels of a French test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrenchScores {
    pub listening: u8,
    pub speaking: u8,
    pub reading: u8,
    pub writing: u8,
}

impl FrenchScores {
    /// The lowest of the four.
    pub fn lowest(&self) -> u8 {
        self.listening
            .min(self.speaking)
            .min(self.reading)
            .min(self.writing)
    }
}

/// Answers to the questions of the military category.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MilitaryService {
    /// Serving now in a recognised foreign military.
    pub serving: bool,
    /// Years of continuous service.
    pub years: f64,
    /// A Canadian Forces job offer of the length asked for.
    pub caf_offer: bool,
    /// A post-secondary credential of the length asked for.
    pub credential: bool,
}

/// What is known of a person.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Person {
    pub experience: Vec<Spell>,
    pub french: Option<FrenchScores>,
    pub military: Option<MilitaryService>,
}

/// The outcome for one category, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Eligible,
    NotYet,
    Unknown,
    No,
    NotListed,
}

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

/// The hours counted for the reported occupation of a category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    pub credited: Credit,
    pub required: Credit,
    /// For `NotYet`: the first later day on which the requirement is met if open spells go on.
    pub qualifies_on: Option<Date>,
    /// The day from which on it has been met without a break, up to today or, if it has lapsed, up to then; none where
    /// that began before the horizon of the rules, or it was never met.
    pub met_since: Option<Date>,
    /// For `NotYet`: the day on which it was first met no more, if it ever was met.
    pub lapsed_on: Option<Date>,
    /// For `Eligible`: the first later day on which it is met no more, open spells going on.
    pub lapses_on: Option<Date>,
    pub assumptions: Vec<Assumption>,
}

/// What one category says to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryVerdict<'a> {
    pub category: &'a Category,
    pub verdict: Verdict,
    /// The person's occupation the verdict is about.
    pub noc: Option<NocCode>,
    /// None for categories that count no work, and where no occupation is listed.
    pub work: Option<Work>,
}

/// The verdicts of every category in force, in the order of the rule set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment<'a> {
    pub as_of: Date,
    pub rules: &'a RuleSet,
    pub verdicts: Vec<CategoryVerdict<'a>>,
}

/// Judges a person by a rule set on the day `as_of`.
///
/// # Errors
/// The first spell whose dates do not hold together, with its place in `experience`.
pub fn assess<'a>(
    rules: &'a RuleSet,
    person: &Person,
    as_of: Date,
) -> Result<Assessment<'a>, (usize, SpellError)> {
    for (at, spell) in person.experience.iter().enumerate() {
        spell.check(as_of).map_err(|error| (at, error))?;
    }
    let paid: Vec<Spell> = person
        .experience
        .iter()
        .filter(|spell| !spell.flags.unpaid)
        .copied()
        .collect();
    let judge = |category: &'a Category| match &category.requirement {
        Requirement::Work(rule) => judge_work(rules, category, rule, &paid, as_of),
        Requirement::Language(rule) => CategoryVerdict {
            category,
            verdict: judge_language(*rule, person.french.as_ref()),
            noc: None,
            work: None,
        },
        Requirement::Military(rule) => {
            judge_military(category, *rule, &paid, person.military.as_ref())
        }
    };
    Ok(Assessment {
        as_of,
        rules,
        verdicts: rules.categories.iter().map(judge).collect(),
    })
}

fn judge_language(rule: LanguageRule, scores: Option<&FrenchScores>) -> Verdict {
    match scores {
        None => Verdict::Unknown,
        Some(scores) if scores.lowest() >= rule.lowest_nclc => Verdict::Eligible,
        Some(_) => Verdict::No,
    }
}

fn judge_military<'a>(
    category: &'a Category,
    rule: MilitaryRule,
    paid: &[Spell],
    service: Option<&MilitaryService>,
) -> CategoryVerdict<'a> {
    let noc = listed_occupations(category, paid).first().copied();
    let verdict = match (noc, service) {
        (None, _) => Verdict::NotListed,
        (Some(_), None) => Verdict::Unknown,
        (Some(_), Some(service)) => {
            let served = service.serving && service.years >= f64::from(rule.years_of_service);
            if served && service.caf_offer && service.credential {
                Verdict::Eligible
            } else {
                Verdict::No
            }
        }
    };
    CategoryVerdict {
        category,
        verdict,
        noc,
        work: None,
    }
}

/// The person's occupations that the category lists, ascending.
fn listed_occupations(category: &Category, paid: &[Spell]) -> Vec<NocCode> {
    let mut listed: Vec<NocCode> = paid
        .iter()
        .map(|spell| spell.noc)
        .filter(|&noc| category.lists(noc))
        .collect();
    listed.sort();
    listed.dedup();
    listed
}

fn judge_work<'a>(
    rules: &RuleSet,
    category: &'a Category,
    rule: &WorkRule,
    paid: &[Spell],
    as_of: Date,
) -> CategoryVerdict<'a> {
    let judged = listed_occupations(category, paid).into_iter().map(|noc| {
        let (verdict, work) = judge_occupation(rules, rule, noc, paid, as_of);
        (noc, verdict, work)
    });
    // The best verdict, then the most hours; the first (lowest) code stays where both are equal.
    let best = judged.min_by(|(_, verdict_a, work_a), (_, verdict_b, work_b)| {
        verdict_a
            .cmp(verdict_b)
            .then(work_b.credited.cmp(&work_a.credited))
    });
    match best {
        None => CategoryVerdict {
            category,
            verdict: Verdict::NotListed,
            noc: None,
            work: None,
        },
        Some((noc, verdict, work)) => CategoryVerdict {
            category,
            verdict,
            noc: Some(noc),
            work: Some(work),
        },
    }
}

fn judge_occupation(
    rules: &RuleSet,
    rule: &WorkRule,
    noc: NocCode,
    paid: &[Spell],
    as_of: Date,
) -> (Verdict, Work) {
    let counts = |spell: &&Spell| {
        spell.noc == noc && (rule.place == Place::Anywhere || spell.country == Country::Canada)
    };
    let requirement = WorkRequirement::new(rules, rule, paid.iter().filter(counts));
    let today = day_number(as_of);
    let now = requirement.credit_on(today);
    let is_met = requirement.is_met_by(now, today);
    let horizon = Span::new().years(rules.counting.horizon_years);
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
        (
            Assumption::DerivedHours,
            !rules.counting.hours_are_published,
        ),
        (Assumption::BridgedGap, now.bridged_gap),
        (
            Assumption::SeveralJobs,
            requirement.timeline.is_pieced_together(),
        ),
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
    (
        if is_met {
            Verdict::Eligible
        } else {
            Verdict::NotYet
        },
        work,
    )
}

/// The work one category asks for, held against one occupation's work.
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
        rules: &RuleSet,
        rule: &'a WorkRule,
        spells: impl Iterator<Item = &'s Spell>,
    ) -> Self {
        let full_day = WeeklyHours::full_time(rules.counting.full_time_hours).per_day();
        WorkRequirement {
            rule,
            timeline: Timeline::new(spells, full_day, rules.counting.longest_gap_days),
            required: rules.hours_for(rule.months),
            full_day,
            least_in_full_months: full_day.times_days(SHORTEST_MONTH_DAYS * i32::from(rule.months)),
        }
    }

    fn credit_on(&self, day: DayNumber) -> WindowCredit {
        let start = years_before(day, self.rule.years_back);
        if self.rule.continuous {
            self.timeline.best_run(start, day)
        } else {
            self.timeline.total(start, day)
        }
    }

    /// Whether the requirement is met on `day`, on which the window credits `counted`.
    fn is_met_by(&self, counted: WindowCredit, day: DayNumber) -> bool {
        counted.credit >= self.required
            || counted.credit >= self.least_in_full_months
                && self.timeline.has_full_months(
                    years_before(day, self.rule.years_back),
                    day,
                    self.rule.months,
                )
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
            if self.is_met_by(counted, day) != was_met {
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
            if self.is_met_by(counted, day) {
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
            if !self.is_met_by(counted, day) {
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
