//! What the buttons of this front carry; a conversation's own buttons carry [`crate::dialogue::CallbackData`].
//!
//! A group's check is kept nowhere but here: its language, who asked, and what was told of the job.

use std::fmt;
use std::str::FromStr;

use crate::dialogue::{Draft, jobs_of_payload, payload};
use crate::noc::{Lang, NocCode};

/// A button of this front.
#[derive(Debug, Clone, PartialEq)]
pub enum TelegramAction {
    Language(Lang),
    GroupCheck(Box<GroupCheckStep>),
}

/// A step of the check in a group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupCheckStep {
    pub lang: Lang,
    /// Whose presses count; nobody's in particular where an anonymous admin asked.
    pub asker: Option<u64>,
    pub page: CheckPage,
    pub answers: Answers,
}

/// What a step shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckPage {
    /// The card of the occupation.
    Occupation,
    /// The question for what is still missing and matters, or the verdict.
    Check,
    /// The question about one answer, whether known or not.
    Ask(CheckQuestion),
}

/// What the check asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckQuestion {
    Months,
    Hours,
    Place,
}

/// What is known of the job.
#[derive(Debug, Clone, PartialEq)]
pub struct Answers {
    /// As told in words: one occupation, and one reading at most of every detail.
    pub job: Draft,
    /// Pressed in place of dates.
    pub months: Option<MonthsRange>,
    /// Pressed in place of hours.
    pub hours: Option<WeeklyHoursRange>,
}

impl Answers {
    /// What was told in words; none where it is more than a button carries.
    pub fn told(job: Draft) -> Option<Self> {
        payload(std::slice::from_ref(&job))?;
        Some(Answers {
            job,
            months: None,
            hours: None,
        })
    }

    /// The occupation.
    pub fn noc(&self) -> Option<NocCode> {
        self.job.codes.first().copied()
    }
}

/// Months of work in the years that count, between two bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MonthsRange {
    Under6,
    From6,
    From12,
    From24,
}

impl MonthsRange {
    /// Every answer, in the order in which they are offered.
    pub const ALL: [MonthsRange; 4] = [
        MonthsRange::Under6,
        MonthsRange::From6,
        MonthsRange::From12,
        MonthsRange::From24,
    ];

    fn letter(self) -> char {
        match self {
            MonthsRange::Under6 => 'a',
            MonthsRange::From6 => 'b',
            MonthsRange::From12 => 'c',
            MonthsRange::From24 => 'd',
        }
    }
}

/// Hours a week, between two bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeeklyHoursRange {
    FullTime,
    PartTime,
    Few,
}

impl WeeklyHoursRange {
    /// Every answer, in the order in which they are offered.
    pub const ALL: [WeeklyHoursRange; 3] = [
        WeeklyHoursRange::FullTime,
        WeeklyHoursRange::PartTime,
        WeeklyHoursRange::Few,
    ];

    fn letter(self) -> char {
        match self {
            WeeklyHoursRange::FullTime => 'f',
            WeeklyHoursRange::PartTime => 'p',
            WeeklyHoursRange::Few => 'l',
        }
    }
}

impl CheckPage {
    const ALL: [CheckPage; 5] = [
        CheckPage::Occupation,
        CheckPage::Check,
        CheckPage::Ask(CheckQuestion::Months),
        CheckPage::Ask(CheckQuestion::Hours),
        CheckPage::Ask(CheckQuestion::Place),
    ];

    fn letter(self) -> char {
        match self {
            CheckPage::Occupation => 'o',
            CheckPage::Check => 'c',
            CheckPage::Ask(CheckQuestion::Months) => 'm',
            CheckPage::Ask(CheckQuestion::Hours) => 'h',
            CheckPage::Ask(CheckQuestion::Place) => 'p',
        }
    }
}

/// The first characters; others are buttons of another release.
const GROUP_CHECK: &str = "q2";
const LANGUAGE: &str = "l1";
/// Stands for an answer not pressed.
const NOT_PRESSED: char = '-';

/// The text is no button of this release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownPress;

impl fmt::Display for TelegramAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TelegramAction::Language(lang) => write!(f, "{LANGUAGE}.{}", lang.tag()),
            TelegramAction::GroupCheck(step) => step.fmt(f),
        }
    }
}

impl fmt::Display for GroupCheckStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{GROUP_CHECK}.{}.", self.lang.tag())?;
        if let Some(asker) = self.asker {
            write!(f, "{asker:x}")?;
        }
        let Answers { job, months, hours } = &self.answers;
        let job = payload(std::slice::from_ref(job)).unwrap_or_default();
        let months = months.map_or(NOT_PRESSED, MonthsRange::letter);
        let hours = hours.map_or(NOT_PRESSED, WeeklyHoursRange::letter);
        write!(f, ".{job}.{}{months}{hours}", self.page.letter())
    }
}

impl FromStr for TelegramAction {
    type Err = UnknownPress;

    fn from_str(text: &str) -> Result<Self, UnknownPress> {
        let parts: Vec<&str> = text.split('.').collect();
        match parts[..] {
            [LANGUAGE, tag] => tag.parse().ok().map(TelegramAction::Language),
            [GROUP_CHECK, tag, asker, job, page] => read_group_check(tag, asker, job, page),
            _ => None,
        }
        .ok_or(UnknownPress)
    }
}

fn read_lang(tag: &str) -> Option<Lang> {
    [Lang::EN, Lang::FR]
        .into_iter()
        .find(|lang| lang.tag() == tag)
}

fn read_group_check(tag: &str, asker: &str, job: &str, page: &str) -> Option<TelegramAction> {
    let asker = match asker {
        "" => None,
        asker => Some(u64::from_str_radix(asker, 16).ok()?),
    };
    let mut jobs = jobs_of_payload(job)?;
    let job = jobs.pop().filter(|_| jobs.is_empty())?;
    let letters: Vec<char> = page.chars().collect();
    let [page, months, hours] = letters[..] else {
        return None;
    };
    let page = CheckPage::ALL
        .into_iter()
        .find(|known| known.letter() == page)?;
    let step = GroupCheckStep {
        lang: read_lang(tag)?,
        asker,
        page,
        answers: Answers {
            job,
            months: pressed(months, &MonthsRange::ALL, MonthsRange::letter)?,
            hours: pressed(hours, &WeeklyHoursRange::ALL, WeeklyHoursRange::letter)?,
        },
    };
    Some(TelegramAction::GroupCheck(Box::new(step)))
}

/// The answer of this letter, or that none was pressed; nothing where the letter is of no answer.
fn pressed<T: Copy>(letter: char, all: &[T], letter_of: fn(T) -> char) -> Option<Option<T>> {
    if letter == NOT_PRESSED {
        return Some(None);
    }
    let found = all.iter().copied().find(|&one| letter_of(one) == letter);
    found.map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialogue::{JobEnd, MAX_BYTES, Standing};
    use crate::eligibility::{Country, StatedDate, WorkKind};
    use jiff::civil::date;
    use proptest::prelude::*;

    fn every_answer() -> Vec<Answers> {
        let bare = Draft {
            standing: Standing::Sure,
            codes: vec!["31301".parse().unwrap()],
            ..Draft::default()
        };
        let told = Draft {
            start: vec![StatedDate::Day(date(2021, 3, 4))],
            end: vec![JobEnd::On(StatedDate::Day(date(2023, 12, 31)))],
            hours: vec![37.25],
            country: vec![Country::Abroad],
            kind: Some(WorkKind::SelfEmployed),
            ..bare.clone()
        };
        let months = [None].into_iter().chain(MonthsRange::ALL.map(Some));
        let mut answers = Vec::new();
        for months in months {
            for hours in [None].into_iter().chain(WeeklyHoursRange::ALL.map(Some)) {
                for job in [&bare, &told] {
                    let job = job.clone();
                    answers.push(Answers { job, months, hours });
                }
            }
        }
        answers
    }

    #[test]
    fn every_button_reads_back_and_fits() {
        for lang in [Lang::EN, Lang::FR] {
            let language = TelegramAction::Language(lang);
            assert_eq!(language.to_string().parse(), Ok(language));
            for answers in every_answer() {
                for page in CheckPage::ALL {
                    for asker in [None, Some(0), Some(5_000_000_000), Some(u64::MAX)] {
                        let step = GroupCheckStep {
                            lang,
                            asker,
                            page,
                            answers: answers.clone(),
                        };
                        let press = TelegramAction::GroupCheck(Box::new(step));
                        let text = press.to_string();
                        assert!(text.len() <= MAX_BYTES, "{text}");
                        assert_eq!(text.parse(), Ok(press));
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_more_than_a_button_carries_is_no_answer() {
        let job = Draft {
            codes: vec!["31301".parse().unwrap()],
            hours: vec![8.0, 40.0],
            ..Draft::default()
        };
        assert_eq!(Answers::told(job), None);
    }

    #[test]
    fn other_texts_are_no_buttons() {
        let job = "tHpF_________A";
        let known = format!("q2.en.1.{job}.c--");
        assert!(known.parse::<TelegramAction>().is_ok(), "{known}");
        for text in [
            "".to_owned(),
            "1.0.yes".to_owned(),
            "l1".to_owned(),
            "l1.german".to_owned(),
            "q1.en.1.31301.q".to_owned(),
            format!("q2.en.1.{job}"),
            format!("q2.en.1.{job}.c-"),
            format!("q2.en.1.{job}.c--f"),
            format!("q2.en.1.{job}.z--"),
            format!("q2.en.1.{job}.cz-"),
            format!("q2.en.xyz.{job}.c--"),
            format!("q2.en.-1.{job}.c--"),
            format!("q2.de.1.{job}.c--"),
            "q2.en.1.tHpF.c--".to_owned(),
            "q2.en.1..c--".to_owned(),
        ] {
            assert_eq!(
                text.parse::<TelegramAction>(),
                Err(UnknownPress),
                "{text:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "(q2|l1)?[.a-zA-Z0-9é-]{0,40}") {
            let _ = text.parse::<TelegramAction>();
        }
    }
}
