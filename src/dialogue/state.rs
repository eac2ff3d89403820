//! Where a conversation stands.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::case::{Case, Question};
use crate::noc::{Lang, NocVersion};

/// How many questions back are kept.
const MAX_STEPS_BACK: usize = 30;
/// How many jobs and stretches away are kept in all of them, since each holds the whole case.
const MAX_KEPT_BACK: usize = 120;

/// Where a conversation stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// The language that is spoken.
    pub lang: Lang,
    /// The rule set chosen; none for the one in force.
    pub rules: Option<Date>,
    /// The version of the classification that the codes are of; none before the first step.
    #[serde(default)]
    pub noc: Option<NocVersion>,
    /// Counts questions, so that an old question's button is known.
    pub turn: u32,
    /// What was told.
    pub case: Case,
    /// The open question.
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

impl State {
    /// A conversation not yet begun.
    pub fn new(lang: Lang) -> Self {
        State {
            lang,
            rules: None,
            noc: None,
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
        State {
            rules: self.rules,
            turn: self.turn + 1,
            ..State::new(self.lang)
        }
    }

    /// Opens a question about `case`, keeping the way back.
    pub(super) fn go_on(&mut self, case: Case, open: Question) {
        let case = std::mem::replace(&mut self.case, case);
        let open = std::mem::replace(&mut self.open, open);
        self.past.push((case, open));
        let size = |(case, _): &(Case, Question)| {
            case.jobs
                .iter()
                .map(|job| 1 + job.away.len())
                .sum::<usize>()
        };
        let mut kept: usize = self.past.iter().map(size).sum();
        while self.past.len() > MAX_STEPS_BACK || kept > MAX_KEPT_BACK && self.past.len() > 1 {
            kept -= size(&self.past.remove(0));
        }
        self.turn += 1;
        self.misses = 0;
        self.focus = self.open.job().or(self.focus);
    }

    /// Leaves a question put beside the usual order, keeping what was told meanwhile.
    pub(super) fn leave_question(&mut self) {
        let case = self.case.clone();
        if self.go_back() {
            self.case = case;
        }
    }

    /// A short name of the open question, for logs.
    pub fn step_name(&self) -> &'static str {
        self.open.name()
    }

    /// Returns to the question before; whether there was one.
    pub(super) fn go_back(&mut self) -> bool {
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
