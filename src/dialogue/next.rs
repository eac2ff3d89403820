//! Which question comes next: only one whose answer can change a verdict.

use jiff::Span;
use jiff::civil::Date;

use super::bounds::open_details;
use super::case::{Case, Detail, Draft, JobEnd, MilitaryQuestion, Question, Standing};
use crate::eligibility::{
    CategoryVerdict, MilitaryRule, Person, ProgramWork, Programs, Requirement, RuleSet, Verdict,
    assess, assess_programs,
};
use crate::noc::NocCode;

/// What a case is judged by.
#[derive(Clone, Copy)]
pub struct Standard<'a> {
    /// The categories and how work is counted.
    pub rules: &'a RuleSet,
    /// The programs that open the pool.
    pub programs: &'a Programs,
    /// The day on which it is judged.
    pub today: Date,
}

impl<'a> Standard<'a> {
    /// The verdicts on work, and what the programs say of it.
    fn judge(&self, person: &Person) -> (Vec<CategoryVerdict<'a>>, Vec<ProgramWork>) {
        let judged = assess(self.rules, person, self.today);
        let mut verdicts = judged.map(|judged| judged.verdicts).unwrap_or_default();
        // Since when something was met before its rules were in force is not said.
        for work in verdicts
            .iter_mut()
            .filter_map(|judged| judged.work.as_mut())
        {
            let since = work.met_since;
            work.met_since = since.filter(|since| *since >= self.rules.effective_from);
        }
        let programs = assess_programs(self.programs, &self.rules.counting, person, self.today);
        let programs = programs.unwrap_or_default();
        (
            verdicts,
            programs.iter().map(|judged| judged.work).collect(),
        )
    }
}

/// The question that the case leaves open.
pub fn next_question(case: &Case, by: &Standard<'_>) -> Question {
    let (rules, today) = (by.rules, by.today);
    if case.jobs.is_empty() {
        return if case.all_told {
            Question::Result
        } else {
            Question::Job(None)
        };
    }
    let asked = |question: &Question| case.passed.contains(question);
    occupation_question(case, by)
        .or_else(|| odd_hours_question(case, rules, today))
        .or_else(|| detail_question(case, rules, today))
        .or_else(|| military_question(case, rules))
        .or_else(|| more_question(case, rules, today))
        .filter(|question| !asked(question))
        .unwrap_or(Question::Result)
}

/// The first job whose occupation is not settled and may matter.
fn occupation_question(case: &Case, by: &Standard<'_>) -> Option<Question> {
    let open = case.jobs.iter().enumerate();
    let mut open = open.filter(|(at, job)| !job.is_confirmed() && may_matter(case, *at, job, by));
    let question = |(at, job): (usize, &Draft)| match job.standing {
        Standing::Confirmed | Standing::Sure => Question::Confirm(at),
        Standing::Open => Question::Choose(at),
        Standing::Unfound => Question::Job(Some(at)),
    };
    open.find_map(|job| Some(question(job)).filter(|question| !case.passed.contains(question)))
}

/// Whether a category that is not met already lists one of the job's possible occupations, nothing is met yet, or the
/// result would say something else with the job than without it; no job that is over for all does.
fn may_matter(case: &Case, at: usize, job: &Draft, by: &Standard<'_>) -> bool {
    if is_over_for_all(case, at, job, by) {
        return false;
    }
    let settled = Case {
        jobs: case
            .jobs
            .iter()
            .enumerate()
            .filter(|(other, job)| *other != at && job.is_confirmed())
            .map(|(_, job)| job.clone())
            .collect(),
        ..case.clone()
    };
    let met = met_categories(&settled, by.rules, by.today);
    if met.is_empty() || job.standing == Standing::Unfound {
        return true;
    }
    let lists_open = |noc: &NocCode| {
        by.rules
            .categories_listing(*noc)
            .any(|category| !met.contains(&category.id))
    };
    let before = outcome(&settled, by);
    let changes = |noc: &NocCode| {
        let mut with = settled.clone();
        with.jobs.push(Draft {
            standing: Standing::Confirmed,
            codes: vec![*noc],
            ..job.clone()
        });
        outcome(&with, by) != before
    };
    job.codes.iter().any(lists_open) || job.codes.iter().any(changes)
}

/// Whether a job ended so long ago that it can open no category and no program beside the others, whatever is open of it.
/// It is held against those agreed to and those that ended later, which are asked about before it.
fn is_over_for_all(case: &Case, at: usize, job: &Draft, by: &Standard<'_>) -> bool {
    let end = |job: &Draft| match job.end.as_slice() {
        [JobEnd::On(end)] => end.as_end(),
        _ => Date::MAX,
    };
    // Other spells of an occupation are agreed to with it.
    let is_again = |other: &&Draft| other.noc().is_some() && other.noc() == job.noc();
    if end(job) >= first_day_counted(by) || case.jobs.iter().filter(is_again).count() > 1 {
        return false;
    }
    let goes_before = |(other, draft): &(usize, &Draft)| {
        let is_later = (end(draft), at) > (end(job), *other);
        *other != at && !draft.codes.is_empty() && (draft.is_confirmed() || is_later)
    };
    let jobs = case.jobs.iter().enumerate().filter(goes_before);
    let jobs = jobs.map(|(_, draft)| Draft {
        standing: Standing::Confirmed,
        ..draft.clone()
    });
    let others = Case {
        jobs: jobs.collect(),
        ..case.clone()
    };
    if others.jobs.is_empty() {
        return false;
    }
    let opened = |case: &Case| {
        outcome(case, by).map(|(verdicts, programs)| {
            let met = verdicts
                .iter()
                .filter(|judged| judged.verdict == Verdict::Eligible);
            let met: Vec<String> = met.map(|judged| judged.category.id.clone()).collect();
            (met, programs)
        })
    };
    let before = opened(&others);
    let listed = || {
        by.rules
            .categories
            .iter()
            .flat_map(|category| category.nocs.first())
    };
    let codes: Vec<NocCode> = match job.codes.as_slice() {
        [] => listed().copied().collect(),
        codes => codes.to_vec(),
    };
    codes.iter().all(|noc| {
        let mut with = others.clone();
        with.jobs.push(Draft {
            standing: Standing::Confirmed,
            codes: vec![*noc],
            ..job.clone()
        });
        opened(&with) == before
    })
}

/// The first day that any category counts work of.
fn first_day_counted(by: &Standard<'_>) -> Date {
    let years = by
        .rules
        .categories
        .iter()
        .filter_map(|category| match &category.requirement {
            Requirement::Work(rule) => Some(rule.years_back),
            _ => None,
        });
    let years = i32::from(years.max().unwrap_or(0));
    by.today.saturating_sub(Span::new().years(years))
}

/// What a result says of a case: at the least, and how many hours and which programs at the most.
fn outcome<'a>(
    case: &Case,
    by: &Standard<'a>,
) -> [(Vec<CategoryVerdict<'a>>, Vec<ProgramWork>); 2] {
    [
        by.judge(&case.at_least(by.rules, by.today)),
        by.judge(&case.at_most(by.rules, by.today)),
    ]
}

/// The occupation categories met even at the least.
fn met_categories(case: &Case, rules: &RuleSet, today: Date) -> Vec<String> {
    let person = case.at_least(rules, today);
    let Ok(assessment) = assess(rules, &person, today) else {
        return Vec::new();
    };
    let judged = assessment.verdicts.iter();
    judged
        .filter(|judged| judged.verdict == Verdict::Eligible)
        .filter(|judged| !matches!(judged.category.requirement, Requirement::Language(_)))
        .map(|judged| judged.category.id.clone())
        .collect()
}

/// The first job whose hours are unusual, where other hours would lead to another verdict.
fn odd_hours_question(case: &Case, rules: &RuleSet, today: Date) -> Option<Question> {
    let jobs = case.jobs.iter().enumerate();
    let mut odd = jobs.filter(|(_, job)| job.is_confirmed() && job.has_odd_hours());
    odd.find_map(|(at, _)| {
        let question = Question::Which(at, Detail::Hours);
        let mut open = case.clone();
        open.jobs[at].hours.clear();
        let matters = open_details(&open, rules, today).contains(&(at, Detail::Hours));
        (matters && !case.passed.contains(&question)).then_some(question)
    })
}

fn detail_question(case: &Case, rules: &RuleSet, today: Date) -> Option<Question> {
    let mut open = open_details(case, rules, today);
    // What was just said and may mean two things is cleared up before anything else.
    open.sort_by_key(|(at, detail)| !case.jobs[*at].doubts(*detail));
    let question = |(at, detail): (usize, Detail)| {
        let job = &case.jobs[at];
        if job.doubts(detail) {
            Question::Which(at, detail)
        } else {
            Question::Detail(at, detail)
        }
    };
    let passed = |(at, detail): &(usize, Detail)| {
        case.passed.contains(&Question::Which(*at, *detail))
            || case.passed.contains(&Question::Detail(*at, *detail))
    };
    open.into_iter().find(|asked| !passed(asked)).map(question)
}

/// The rule of the military category that lists one of the occupations agreed to.
pub fn military_rule(case: &Case, rules: &RuleSet) -> Option<MilitaryRule> {
    let told = case.occupations();
    rules
        .categories
        .iter()
        .find_map(|category| match category.requirement {
            Requirement::Military(rule) if told.iter().any(|&noc| category.lists(noc)) => {
                Some(rule)
            }
            _ => None,
        })
}

fn military_question(case: &Case, rules: &RuleSet) -> Option<Question> {
    let rule = military_rule(case, rules)?;
    let told = case.military;
    let enough = |years: f64| years >= f64::from(rule.years_of_service);
    let answers = [
        (MilitaryQuestion::Serving, told.serving),
        (MilitaryQuestion::Years, told.years.map(enough)),
        (MilitaryQuestion::Offer, told.caf_offer),
        (MilitaryQuestion::Credential, told.credential),
    ];
    if answers.iter().any(|(_, answer)| *answer == Some(false)) {
        return None;
    }
    answers
        .into_iter()
        .filter(|(_, answer)| answer.is_none())
        .map(|(question, _)| Question::Military(question))
        .find(|question| !case.passed.contains(question))
}

/// Whether there is more work: asked once, of whom no occupation category is met by.
fn more_question(case: &Case, rules: &RuleSet, today: Date) -> Option<Question> {
    let is_open = !case.all_told && met_categories(case, rules, today).is_empty();
    is_open.then_some(Question::More)
}
