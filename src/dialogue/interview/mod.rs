//! The conversation that takes everything said, at any step, and asks only what can change a verdict.
//!
//! A message is heard by `understanding`, merged into the case so far, and answered with the one question that still
//! matters, or with the result. Pure: the day is given, and nothing is read or written.

mod ask;
mod bounds;
mod case;
mod commands;
mod merge;
mod next;
mod pages;
mod press;
mod respond;
mod words;

#[cfg(test)]
mod tests;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use case::{Case, Detail, Draft, DraftAway, FrenchSoFar, MilitarySoFar, Question, Standing};

use super::Reply;
use crate::answer::PoolWork;
use crate::answer::{Context, Localizer, Presenter};
use crate::dialogue::Input;
use crate::eligibility::{Assessment, Person, RuleSet, assess, assess_programs};
use crate::language::TypedCommand;
use crate::noc::Lang;
use crate::understanding::{Asked, Heard};

/// Reads a message in the light of the open question.
pub type Hear<'a> = &'a dyn Fn(&str, Asked, Lang, Date) -> Heard;

/// How many questions back are kept.
const MAX_STEPS_BACK: usize = 30;

/// Where a conversation stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Talk {
    pub lang: Lang,
    /// The rule set chosen; none for the one in force.
    pub rules: Option<Date>,
    /// Counts questions, so that an old question's button is known.
    pub turn: u32,
    pub case: Case,
    pub open: Question,
    /// The job talked about last.
    pub focus: Option<usize>,
    /// How many messages in a row were not understood.
    pub misses: u8,
    /// Whether a result was shown.
    pub answered: bool,
    /// The questions before, to go back to, with the case as it was.
    pub past: Vec<(Case, Question)>,
}

impl Talk {
    /// A conversation not yet begun.
    pub fn new(lang: Lang) -> Self {
        Talk {
            lang,
            rules: None,
            turn: 0,
            case: Case::default(),
            open: Question::Job(None),
            focus: None,
            misses: 0,
            answered: false,
            past: Vec::new(),
        }
    }

    /// The same person, language and rules, with nothing told.
    pub fn start_over(&self) -> Self {
        Talk {
            rules: self.rules,
            turn: self.turn + 1,
            ..Talk::new(self.lang)
        }
    }

    /// Opens a question about `case`, keeping the way back.
    fn go_on(&mut self, case: Case, open: Question) {
        let case = std::mem::replace(&mut self.case, case);
        let open = std::mem::replace(&mut self.open, open);
        self.past.push((case, open));
        if self.past.len() > MAX_STEPS_BACK {
            self.past.remove(0);
        }
        self.turn += 1;
        self.misses = 0;
        self.focus = self.open.job().or(self.focus);
    }

    /// Returns to the question before; whether there was one.
    fn go_back(&mut self) -> bool {
        let Some((case, open)) = self.past.pop() else {
            return false;
        };
        self.case = case;
        self.open = open;
        self.turn += 1;
        self.misses = 0;
        true
    }
}

/// Where an input led, and what is said.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    pub talk: Talk,
    pub replies: Vec<Reply>,
}

/// Holds conversations over the opened data, on a given day.
#[derive(Clone, Copy)]
pub struct Interview<'a> {
    pub presenter: &'a Presenter,
    pub today: Date,
    pub hear: Hear<'a>,
    /// Whether the front can remind.
    pub reminds: bool,
}

impl<'a> Interview<'a> {
    /// The next state and what is said, for one input.
    pub fn step(&self, mut talk: Talk, input: Input<'_>) -> Turn {
        let replies = match input {
            Input::Press(data) => self.press_data(&mut talk, data),
            Input::Command(command, rest) => self.command(&mut talk, command, rest.trim()),
            Input::Text(text) => match TypedCommand::read(text) {
                Some(typed) => self.typed_command(&mut talk, typed),
                None => self.typed(&mut talk, text.trim()),
            },
        };
        Turn { talk, replies }
    }

    /// What `assess` says of the case at its least, once a result was shown.
    pub fn answer(&self, talk: &Talk) -> Option<Assessment<'a>> {
        if !talk.answered {
            return None;
        }
        self.assess(talk, &self.at_least(talk))
    }

    /// What the programs say of the work, and whether that holds whatever the open values turn out to be.
    pub fn programs(&self, talk: &Talk) -> Vec<PoolWork<'a>> {
        let rules = self.rules(talk);
        let judged = |person: &Person| {
            let programs = &self.presenter.data.programs;
            assess_programs(programs, &rules.counting, person, self.today).unwrap_or_default()
        };
        let most = judged(&talk.case.at_most(rules, self.today));
        let least = judged(&self.at_least(talk)).into_iter();
        least
            .zip(most)
            .map(|(least, most)| PoolWork {
                is_sure: least.work == most.work,
                verdict: least,
            })
            .collect()
    }

    /// The person with every open value at its least.
    fn at_least(&self, talk: &Talk) -> Person {
        talk.case.at_least(self.rules(talk), self.today)
    }

    fn assess(&self, talk: &Talk, person: &Person) -> Option<Assessment<'a>> {
        assess(self.rules(talk), person, self.today).ok()
    }

    /// Every language that is spoken.
    fn langs(&self) -> impl Iterator<Item = Lang> {
        self.presenter.data.languages.tags().iter().copied()
    }

    fn localizer(&self, talk: &Talk) -> Localizer<'a> {
        self.presenter.texts.localizer(talk.lang)
    }

    /// The rule set of this conversation; the oldest known one where today's is missing.
    fn rules(&self, talk: &Talk) -> &'a RuleSet {
        let found = self.presenter.data.rule_set(talk.rules, self.today);
        found.unwrap_or_else(|_| &self.presenter.data.rules.all()[0])
    }

    fn context(&self, talk: &Talk) -> Context<'a> {
        Context {
            presenter: self.presenter,
            rules: self.rules(talk),
            localizer: self.localizer(talk),
        }
    }
}
