//! Which question comes next, and how a job is looked for.

use super::state::{
    Choice, Field, FrenchAnswer, Job, MilitaryAnswers, MilitaryQuestion, State, Step, Told,
};
use super::{Dialogue, LONGEST_JOB, Reply, hints, quote};
use crate::TypedCode;
use crate::answer;
use crate::eligibility::{
    FrenchScores, MilitaryRule, MilitaryService, Person, Requirement, RuleSet, WorkRule,
};
use crate::matching::Outcome;
use crate::noc::{NocCode, Successors};
use crate::text::Rich;

/// How many occupations a list offers.
const MAX_CHOICES: usize = 5;
/// More jobs than this are not held in one conversation.
pub(super) const MAX_JOBS: usize = 30;

impl Told {
    /// The person this amounts to.
    pub(super) fn person(&self) -> Person {
        Person {
            experience: self.jobs.iter().filter_map(Job::spell).collect(),
            french: match self.french {
                Some(FrenchAnswer::Scores(levels)) => FrenchScores::all(levels),
                Some(FrenchAnswer::NoTest) | None => FrenchScores::default(),
            },
            military: MilitaryService {
                serving: self.military.serving,
                years: self.military.years,
                caf_offer: self.military.offer,
                credential: self.military.credential,
            },
        }
    }
}

impl MilitaryAnswers {
    /// The first question that still matters.
    fn open_question(&self, rule: &MilitaryRule) -> Option<MilitaryQuestion> {
        let enough = |years: f64| years >= f64::from(rule.years_of_service);
        let questions = [
            (MilitaryQuestion::Serving, self.serving),
            (MilitaryQuestion::Years, self.years.map(enough)),
            (MilitaryQuestion::Offer, self.offer),
            (MilitaryQuestion::Credential, self.credential),
        ];
        for (question, answer) in questions {
            match answer {
                None => return Some(question),
                Some(false) => return None,
                Some(true) => {}
            }
        }
        None
    }
}

impl Step {
    /// Whether a typed text is read as a job.
    pub(super) fn asks_for_job(&self) -> bool {
        matches!(self, Step::Job | Step::Confirm(_) | Step::Choose(_))
    }
}

/// The military category's rule, where it lists one of the occupations told.
pub(super) fn military_rule(rules: &RuleSet, told: &Told) -> Option<MilitaryRule> {
    rules
        .categories
        .iter()
        .find_map(|category| match category.requirement {
            Requirement::Military(rule)
                if told.occupations.iter().any(|&noc| category.lists(noc)) =>
            {
                Some(rule)
            }
            _ => None,
        })
}

/// The rules of the categories that count work in this occupation.
pub(super) fn work_rules(rules: &RuleSet, noc: NocCode) -> impl Iterator<Item = &WorkRule> {
    rules
        .categories_listing(noc)
        .filter_map(|category| match &category.requirement {
            Requirement::Work(rule) => Some(rule),
            _ => None,
        })
}

/// The question that what was told leaves open.
pub(super) fn next_step(rules: &RuleSet, told: &Told) -> Step {
    let missing = told
        .jobs
        .iter()
        .enumerate()
        .find_map(|(at, job)| Some((at, job.missing()?)));
    if let Some((at, field)) = missing {
        return Step::AboutJob { at, field };
    }
    if told.occupations.is_empty() {
        return Step::Job;
    }
    if !told.all_told {
        return Step::More;
    }
    if told.french.is_none() {
        return Step::French;
    }
    let military = military_rule(rules, told).and_then(|rule| told.military.open_question(&rule));
    military.map_or(Step::Result, Step::Military)
}

impl Dialogue<'_> {
    /// Goes on with what is told now to the question it leaves open, and asks it.
    pub(super) fn proceed(&self, state: &mut State, told: Told) -> Reply {
        let step = next_step(self.rules(state), &told);
        state.go_on(told, step);
        self.question(state)
    }

    /// Looks for a job in a text.
    pub(super) fn look_up(&self, state: &mut State, text: &str) -> Vec<Reply> {
        let heard = hints::start_in(text, state.lang, self.today, &self.presenter.data.languages);
        let told = Told {
            heard_start: heard.or(state.told.heard_start),
            ..state.told.clone()
        };
        let rules = self.rules(state);
        let data = &self.presenter.data;
        if let Some(typed) = data.typed_code(text, rules) {
            return self.look_up_code(state, told, typed);
        }
        let digits = text.trim();
        if digits.chars().all(|c| c.is_ascii_digit()) {
            let id = match state.step {
                Step::Job => "job-empty",
                _ => "bad-choice",
            };
            return self.problem(state, id, &[("code", quote(digits).into())]);
        }
        let cut: String = text.chars().take(LONGEST_JOB).collect();
        let found = data.matcher_of(rules).find(&cut, None, MAX_CHOICES);
        let choices: Vec<Choice> = found
            .candidates
            .iter()
            .map(|candidate| Choice {
                noc: candidate.noc,
                matched: candidate.matched.to_owned(),
            })
            .collect();
        let step = match found.outcome {
            Outcome::None => {
                let problem = self
                    .localizer(state)
                    .format("job-none", &[("text", quote(text).into())]);
                let tip =
                    (found.lang != state.lang).then(|| self.localizer(state).text("language-tip"));
                let lines = std::iter::once(problem).chain(tip);
                return vec![Reply::text(Rich::lines(lines))];
            }
            Outcome::Confident => Step::Confirm(choices),
            Outcome::Choose => Step::Choose(choices),
        };
        state.go_on(told, step);
        let mut question = self.question(state);
        if found.lang != state.lang {
            let tip = self.localizer(state).text("language-tip");
            question.text = Rich::paragraphs([question.text, tip]);
        }
        vec![question]
    }

    /// Asks about the unit groups that a code leads to.
    fn look_up_code(&self, state: &mut State, told: Told, typed: TypedCode) -> Vec<Reply> {
        let (codes, why) = match typed {
            TypedCode::Group(code) => (vec![code], None),
            TypedCode::Earlier(code, became) => {
                let why = self.became(state, &code, &became);
                (became.codes, Some(why))
            }
            TypedCode::Unknown(code) => {
                return self.unknown_code(state, &code);
            }
        };
        let choices: Vec<Choice> = codes
            .into_iter()
            .take(MAX_CHOICES)
            .map(|noc| Choice {
                noc,
                matched: String::new(),
            })
            .collect();
        let step = match choices.len() {
            1 => Step::Confirm(choices),
            _ => Step::Choose(choices),
        };
        state.go_on(told, step);
        let mut question = self.question(state);
        if let Some(why) = why {
            question.text = Rich::paragraphs([why, question.text]);
        }
        vec![question]
    }

    /// That no version has a code.
    pub(super) fn unknown_code(&self, state: &State, code: &str) -> Vec<Reply> {
        let id = match code.len() {
            5 => "job-code-unknown",
            _ => "job-code-old-unknown",
        };
        let version = self.rules(state).noc.to_string();
        let args = [("code", code.into()), ("version", version.into())];
        self.problem(state, id, &args)
    }

    /// Why a code of an earlier version leads to others.
    pub(super) fn became(&self, state: &State, code: &str, became: &Successors) -> Rich {
        let split = if became.codes.len() > 1 { "yes" } else { "no" };
        let args = [
            ("code", code.into()),
            ("from", became.from.to_string().into()),
            ("version", self.rules(state).noc.to_string().into()),
            ("split", split.into()),
        ];
        self.localizer(state).format("job-code-old", &args)
    }

    /// Takes an occupation as the person's: its card, and the next question.
    pub(super) fn take_occupation(&self, state: &mut State, noc: NocCode) -> Vec<Reply> {
        let mut told = state.told.clone();
        let rules = self.rules(state);
        if told.jobs.len() >= MAX_JOBS || told.occupations.len() >= MAX_JOBS {
            return self.problem(state, "bad-too-many", &[]);
        }
        if !told.occupations.contains(&noc) {
            told.occupations.push(noc);
        }
        told.all_told = false;
        // Military categories count no hours, but the occupation must be among the person's jobs.
        let is_listed = rules.categories_listing(noc).next().is_some();
        if is_listed {
            told.jobs.push(Job::new(noc));
        }
        let mut card = answer::occupation_card(self.context(state), noc);
        if !is_listed {
            let why = self.localizer(state).text("card-dates-change-nothing");
            card = Rich::lines([card, why]);
        }
        vec![Reply::text(card), self.proceed(state, told)]
    }

    /// One line about a job as told.
    pub(super) fn summary(&self, state: &State, job: &Job) -> Rich {
        let localizer = self.localizer(state);
        let (start, end) = self.dates_in_words(state, job);
        let country = match job.country {
            Some(crate::eligibility::Country::Canada) => localizer.text("job-summary-canada"),
            Some(crate::eligibility::Country::Abroad) => localizer.text("job-summary-abroad"),
            None => "?".into(),
        };
        let kind = job.kind.map_or("?".into(), |kind| {
            localizer.text(&format!("job-summary-{}", kind.tag()))
        });
        let args = [
            ("title", self.context(state).title(job.noc).into()),
            ("code", job.noc.as_str().into()),
            ("start", start.into()),
            ("end", end.into()),
            (
                "hours",
                job.hours
                    .map_or("?".to_owned(), |hours| localizer.number(hours))
                    .into(),
            ),
            ("country", country.into()),
            ("kind", kind.into()),
        ];
        localizer.format("job-summary", &args)
    }

    /// When a job started and ended, in words.
    pub(super) fn dates_in_words(&self, state: &State, job: &Job) -> (String, String) {
        let localizer = self.localizer(state);
        let start = job
            .start
            .map_or("?".to_owned(), |start| localizer.stated(start));
        let end = match job.end {
            None => "?".to_owned(),
            Some(super::state::JobEnd::StillThere) => localizer.plain("job-summary-still", &[]),
            Some(super::state::JobEnd::On(end)) => localizer.stated(end),
        };
        (start, end)
    }

    /// Opens an answer to be given again.
    pub(super) fn edit(&self, state: &mut State, at: Option<usize>, field: Field) -> Vec<Reply> {
        let mut told = state.told.clone();
        match (field, at) {
            (Field::French, _) => told.french = None,
            (Field::Military, _) => told.military = MilitaryAnswers::default(),
            (Field::Remove, Some(at)) if at < told.jobs.len() => {
                let noc = told.jobs.remove(at).noc;
                if !told.jobs.iter().any(|job| job.noc == noc) {
                    told.occupations.retain(|&other| other != noc);
                }
            }
            (field, Some(at)) if at < told.jobs.len() => {
                let job = &mut told.jobs[at];
                match field {
                    Field::Start => job.start = None,
                    Field::End => job.end = None,
                    Field::Hours => job.hours = None,
                    Field::Country => job.country = None,
                    Field::Kind => job.kind = None,
                    Field::Remove | Field::French | Field::Military => {}
                }
            }
            _ => return self.problem(state, "bad-choice", &[]),
        }
        vec![self.proceed(state, told)]
    }
}
