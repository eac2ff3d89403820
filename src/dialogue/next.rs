//! Which question comes next: only one whose answer can change a verdict.

use jiff::civil::Date;

use super::bounds::open_details;
use super::case::{Case, Detail, Draft, MilitaryQuestion, Question, Standing};
use crate::eligibility::{MilitaryRule, Requirement, RuleSet, Verdict, assess};
use crate::noc::NocCode;

/// The question that the case leaves open.
pub fn next_question(case: &Case, rules: &RuleSet, today: Date) -> Question {
    if case.jobs.is_empty() {
        return if case.all_told {
            Question::Result
        } else {
            Question::Job(None)
        };
    }
    let asked = |question: &Question| case.passed.contains(question);
    occupation_question(case, rules, today)
        .or_else(|| odd_hours_question(case, rules, today))
        .or_else(|| detail_question(case, rules, today))
        .or_else(|| military_question(case, rules))
        .or_else(|| more_question(case, rules, today))
        .filter(|question| !asked(question))
        .unwrap_or(Question::Result)
}

/// The first job whose occupation is not settled and may matter.
fn occupation_question(case: &Case, rules: &RuleSet, today: Date) -> Option<Question> {
    let (at, job) = case
        .jobs
        .iter()
        .enumerate()
        .find(|(at, job)| !job.is_confirmed() && may_matter(case, *at, job, rules, today))?;
    let question = match job.standing {
        Standing::Confirmed | Standing::Sure => Question::Confirm(at),
        Standing::Open => Question::Choose(at),
        Standing::Unfound => Question::Job(Some(at)),
    };
    (!case.passed.contains(&question)).then_some(question)
}

/// Whether a category that is not met already lists one of the job's possible occupations, or nothing is met yet.
fn may_matter(case: &Case, at: usize, job: &Draft, rules: &RuleSet, today: Date) -> bool {
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
    let met = met_categories(&settled, rules, today);
    if met.is_empty() {
        return true;
    }
    let lists_open = |noc: &NocCode| {
        rules
            .categories_listing(*noc)
            .any(|category| !met.contains(&category.id))
    };
    job.codes.iter().any(lists_open)
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
