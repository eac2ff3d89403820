//! The conversation as a pure state machine: it takes everything said, at any step, and asks only what can change a verdict.
//!
//! A message is heard by `understanding`, merged into the case so far, and answered with the one question that still
//! matters, or with the result. No clock (`today` is given), no I/O, and neither Telegram nor a terminal: a reply is
//! text with styles plus buttons, and every front renders the same replies.

mod action;
mod alone;
mod ask;
mod beside;
mod beside_facts;
mod bounds;
mod buttons;
mod carry;
mod case;
mod choice;
mod commands;
mod deep_link;
mod hour_steps;
mod judge;
mod merge;
mod next;
mod objections;
mod pages;
mod placing;
mod press;
mod questions;
mod reminders;
mod respond;
mod same_job;
mod spell;
mod spells;
mod state;
mod succession;
mod taken;
mod time_away;
mod told_dates;
mod told_parts;
mod turns;
mod words;
mod zones;

#[cfg(test)]
mod tests;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

pub(crate) use action::Action;
pub use action::{CallbackData, MAX_BYTES, Page};
pub(crate) use case::{Case, Draft, DraftAway, FrenchSoFar, Standing};
#[cfg(test)]
pub(crate) use case::{Detail, MilitaryQuestion, MilitarySoFar, Whose};
pub use case::{JobEnd, Question};
pub(crate) use deep_link::jobs_of_payload;
pub use deep_link::payload;
pub use state::State;

use self::merge::take;
use self::next::Standard;
use self::taken::Manner;
use crate::answer::{Context, Document, Localizer, Picture, Presenter};
use crate::eligibility::RuleSet;
use crate::language::{Command, TypedCommand};
use crate::noc::Lang;
use crate::reminders::{Reminder, ReminderKind, Topic};
use crate::text::{Rich, printable};
use crate::understanding::{Heard, HeardFrench};

/// What a person does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input<'a> {
    /// Types a message; one that begins with a slash is a command.
    Text(&'a str),
    /// Mends a message typed before: what it says now corrects what it said then.
    Edited(&'a str),
    /// Asks by a command, whatever it is called, with what follows it.
    Command(Command, &'a str),
    /// Presses a button that carries this data.
    Press(&'a str),
}

/// A button under a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// Plain text.
    pub label: String,
    /// What comes back as [`Input::Press`]: at most [`MAX_BYTES`] bytes.
    pub data: String,
}

/// A message to the person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// What is said.
    pub text: Rich,
    /// Rows of buttons.
    pub buttons: Vec<Vec<Button>>,
    /// Whether a typed number is itself an answer, so that it cannot stand for a button.
    pub takes_numbers: bool,
    /// Shown above the text.
    pub picture: Option<Picture>,
    /// To be kept by the person.
    pub document: Option<Document>,
}

impl Reply {
    /// A message without buttons.
    pub fn text(text: impl Into<Rich>) -> Self {
        Reply {
            text: text.into(),
            ..Reply::default()
        }
    }
}

/// How much of what was typed is repeated in an error.
const LONGEST_QUOTE: usize = 60;

/// What a front that can remind knows of the person.
#[derive(Debug, Clone, Copy)]
pub struct Reminding<'a> {
    /// The reminders set.
    pub set: &'a [Reminder],
    /// The time zone that the person told, or a fixed one by their clock.
    pub zone: Option<&'a TimeZone>,
    /// The moment at which it is asked.
    pub now: Timestamp,
}

/// A change of what a front keeps of the person's reminders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Keeps a reminder, in place of the one about the same topic.
    SetReminder(ReminderKind),
    /// Removes the reminder about this.
    RemoveReminder(Topic),
    /// Keeps the person's time zone.
    SetZone(TimeZone),
}

/// What an input leads to.
#[derive(Debug, Clone, PartialEq)]
pub struct Transition {
    /// Where the conversation stands now.
    pub state: State,
    /// What is said, in order.
    pub replies: Vec<Reply>,
    /// To be made before the replies are shown.
    pub effects: Vec<Effect>,
}

/// Holds conversations over the opened data, on a given day.
#[derive(Clone, Copy)]
pub struct Dialogue<'a> {
    /// What answers are made with.
    pub presenter: &'a Presenter,
    /// The day of the conversation.
    pub today: Date,
    /// None where the front cannot remind.
    pub reminders: Option<Reminding<'a>>,
}

impl<'a> Dialogue<'a> {
    /// The first messages of a conversation.
    pub fn open(&self, state: &State) -> Vec<Reply> {
        let localizer = self.localizer(state);
        vec![Reply::text(localizer.text("start")), self.question(state)]
    }

    /// The next state, what is said and what changes, for one input.
    pub fn step(&self, state: State, input: Input<'_>) -> Transition {
        self.step_hearing(state, input, &|text, state| self.hear(text, state))
    }

    /// The same, with a hearing of one's own.
    pub(crate) fn step_hearing(
        &self,
        mut state: State,
        input: Input<'_>,
        hear: Hear<'_>,
    ) -> Transition {
        let mut effects = Vec::new();
        self.carry_over(&mut state);
        let replies = match input {
            Input::Press(data) => self.press_data(&mut state, data, &mut effects),
            Input::Command(command, rest) => {
                self.command(&mut state, command, rest.trim(), hear, &mut effects)
            }
            Input::Text(text) => match TypedCommand::read(text) {
                Some(typed) => self.typed_command(&mut state, typed, hear, &mut effects),
                None => self.typed(&mut state, text.trim(), hear, &mut effects),
            },
            Input::Edited(text) => self.edited(&mut state, text.trim(), hear, &mut effects),
        };
        Transition {
            state,
            replies,
            effects,
        }
    }

    /// What a message tells of jobs where no conversation is held.
    pub fn jobs_told(&self, text: &str, lang: Lang) -> Vec<Draft> {
        self.jobs_told_hearing(text, lang, &|text, state| self.hear(text, state))
    }

    /// The same, with a hearing of one's own.
    pub(crate) fn jobs_told_hearing(&self, text: &str, lang: Lang, hear: Hear<'_>) -> Vec<Draft> {
        let state = State::new(lang);
        let heard = hear(text, &state);
        let mut case = Case::default();
        take(
            &mut case,
            &heard,
            state.open,
            None,
            Manner::Plain,
            self.today,
        );
        case.jobs
    }

    /// What a message says in the light of the open question.
    pub(crate) fn hear(&self, text: &str, state: &State) -> Heard {
        let data = &self.presenter.data;
        let asked = state.open.asked();
        let hear = |text: &str| data.hear(text, asked, state.lang, self.rules(state), self.today);
        let heard = hear(text);
        // Scores are those of the test named before.
        let with_test = state
            .case
            .french_test
            .filter(|_| heard.french.is_none() && heard.lacks_test);
        let with_test = with_test.map(|test| hear(&format!("{} {text}", test.name())));
        let tells = |heard: &Heard| matches!(heard.french, Some(HeardFrench::Levels(_)));
        with_test.filter(tells).unwrap_or(heard)
    }

    /// Every language that is spoken.
    fn langs(&self) -> impl Iterator<Item = Lang> {
        self.presenter.data.languages.tags().iter().copied()
    }

    fn localizer(&self, state: &State) -> Localizer<'a> {
        let localizer = self.presenter.texts.localizer(state.lang);
        localizer.about_other(state.case.whose == case::Whose::Others)
    }

    /// The rule set this conversation goes by; the oldest known one where today's is missing.
    fn rules(&self, state: &State) -> &'a RuleSet {
        let found = self.presenter.data.rule_set(state.rules, self.today);
        found.unwrap_or_else(|_| &self.presenter.data.rules.all()[0])
    }

    /// What a conversation's case is judged by.
    fn standard(&self, state: &State) -> Standard<'a> {
        Standard {
            rules: self.rules(state),
            programs: &self.presenter.data.programs,
            today: self.today,
        }
    }

    fn context(&self, state: &State) -> Context<'a> {
        Context {
            presenter: self.presenter,
            rules: self.rules(state),
            localizer: self.localizer(state),
        }
    }
}

/// Reads a message in the light of the open question.
pub(crate) type Hear<'a> = &'a dyn Fn(&str, &State) -> Heard;

/// The beginning of what was typed, for repeating it in an error.
fn quote(text: &str) -> String {
    let plain = printable(text);
    let short: String = plain.chars().take(LONGEST_QUOTE).collect();
    if short.len() < plain.len() {
        format!("{short}…")
    } else {
        short
    }
}
