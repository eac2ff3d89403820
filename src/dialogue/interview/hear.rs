//! Reads a message that answers one question, with the readers of single answers.

use jiff::civil::Date;

use crate::TypedCode;
use crate::answer::Presenter;
use crate::dialogue::hints::start_in;
use crate::eligibility::{Country, PlaceNamed};
use crate::language::Languages;
use crate::matching::Outcome;
use crate::noc::Lang;
use crate::understanding::{
    Asked, DateProblem, DateReading, DateRole, Heard, HeardEnd, HeardFrench, HeardJob,
    HeardMilitary, HoursReading, Intent, JobOutcome, read_date, read_french_scores, read_hours,
    read_years, read_yes_no,
};

/// How many occupations a job's words may mean.
const MAX_CODES: usize = 5;

/// What a message says in answer to the open question.
pub fn hear_answer(
    presenter: &Presenter,
    text: &str,
    asked: Asked,
    lang: Lang,
    today: Date,
) -> Heard {
    let mut heard = Heard {
        lang: lang.tag().to_owned(),
        intent: Intent::None,
        topic: None,
        jobs: Vec::new(),
        french: None,
        military: HeardMilitary::default(),
        score: None,
    };
    let languages = &presenter.data.languages;
    heard.intent = match read_yes_no(text, languages) {
        Some(true) => Intent::Yes,
        Some(false) => Intent::No,
        None => Intent::None,
    };
    let told = match asked {
        Asked::Start => dates(text, DateRole::Start, lang, today, languages),
        Asked::End => dates(text, DateRole::End, lang, today, languages),
        Asked::Hours => hours(text, 30.0, languages),
        Asked::Country => country(presenter, text),
        Asked::French => {
            let levels = read_french_scores(text, languages).ok();
            heard.french = levels.map(|levels| HeardFrench::Levels(levels.map(Some)));
            None
        }
        Asked::Military => {
            heard.military.years = read_years(text, languages);
            None
        }
        Asked::Score => {
            heard.score = text.trim().parse().ok();
            None
        }
        Asked::Job | Asked::More | Asked::Choose | Asked::Confirm | Asked::Result
            if heard.intent == Intent::None =>
        {
            job(presenter, text, lang, today)
        }
        _ => None,
    };
    let told_something = told.is_some() || heard.french.is_some() || heard.score.is_some();
    if told_something && heard.intent == Intent::None {
        heard.intent = Intent::Tell;
    }
    heard.jobs.extend(told);
    heard
}

fn job(presenter: &Presenter, text: &str, lang: Lang, today: Date) -> Option<HeardJob> {
    let data = &presenter.data;
    let rules = data.rule_set(None, today).ok()?;
    let (outcome, codes) = match data.typed_code(text, rules) {
        Some(TypedCode::Group(code)) => (JobOutcome::Code, vec![code]),
        Some(TypedCode::Earlier(_, became)) if became.codes.len() == 1 => {
            (JobOutcome::Confident, became.codes)
        }
        Some(TypedCode::Earlier(_, became)) => (JobOutcome::Choose, became.codes),
        Some(TypedCode::Unknown(_)) => return None,
        None => {
            let found = data.matcher_of(rules).find(text, None, MAX_CODES);
            let outcome = match found.outcome {
                Outcome::None => return None,
                Outcome::Confident => JobOutcome::Confident,
                Outcome::Choose => JobOutcome::Choose,
            };
            let codes = found.candidates.iter().map(|candidate| candidate.noc);
            (outcome, codes.collect())
        }
    };
    let start = start_in(text, lang, today, &data.languages);
    Some(HeardJob {
        outcome: Some(outcome),
        codes,
        words: text.to_owned(),
        start: start.into_iter().collect(),
        ..HeardJob::default()
    })
}

fn dates(
    text: &str,
    role: DateRole,
    lang: Lang,
    today: Date,
    languages: &Languages,
) -> Option<HeardJob> {
    let mut told = HeardJob::default();
    let ends = |reading: DateReading| match reading {
        DateReading::Sure(date) => vec![HeardEnd::On(date)],
        DateReading::Still => vec![HeardEnd::Now],
        DateReading::Either(dates) => dates.into_iter().map(HeardEnd::On).collect(),
    };
    let starts = |reading: DateReading| match reading {
        DateReading::Sure(date) => vec![date],
        DateReading::Still => Vec::new(),
        DateReading::Either(dates) => dates,
    };
    match read_date(text, role, lang, today, languages) {
        Ok(reading) if role == DateRole::Start => told.start = starts(reading),
        Ok(reading) => told.end = ends(reading),
        Err(DateProblem::TwoDates { start, end }) => {
            told.start = starts(start);
            told.end = ends(end);
        }
        Err(_) => return None,
    }
    Some(told)
}

fn hours(text: &str, full_time: f64, languages: &Languages) -> Option<HeardJob> {
    let hours = match read_hours(text, languages).ok()? {
        HoursReading::Hours(hours) => vec![hours.as_f64()],
        HoursReading::FullTime => vec![full_time],
        HoursReading::Between(low, high) => vec![low.as_f64(), high.as_f64()],
        HoursReading::PartTime => return None,
    };
    Some(HeardJob {
        hours,
        ..HeardJob::default()
    })
}

fn country(presenter: &Presenter, text: &str) -> Option<HeardJob> {
    let country = match presenter.data.places.named_in(text)? {
        PlaceNamed::One(country) => vec![country],
        PlaceNamed::Both => vec![Country::Abroad, Country::Canada],
    };
    Some(HeardJob {
        country,
        ..HeardJob::default()
    })
}
