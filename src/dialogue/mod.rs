//! The conversation as a pure state machine: a state and an input give the next state and the replies.
//!
//! No clock (`today` is given), no I/O, and neither Telegram nor a terminal: a reply is text with styles plus
//! buttons, and every front renders the same replies.

mod about_job;
mod answers;
mod commands;
mod extras;
mod flow;
mod hints;
pub mod interview;
mod press;
mod questions;
mod remind;
pub mod state;
mod zones;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

pub use press::{MAX_BYTES, Press, PressData};
pub use state::State;

use crate::answer::Presenter;
use crate::answer::{Arg, Context, Localizer, Picture};
use crate::eligibility::RuleSet;
use crate::language::{Command, TypedCommand};
use crate::reminders::{Reminder, ReminderKind, Topic};
use crate::text::{Rich, printable};

/// What a person does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input<'a> {
    /// Types a message; one that begins with a slash is a command.
    Text(&'a str),
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
    pub text: Rich,
    /// Rows of buttons.
    pub buttons: Vec<Vec<Button>>,
    /// Whether a typed number is itself an answer, so that it cannot stand for a button.
    pub takes_numbers: bool,
    /// Shown above the text.
    pub picture: Option<Picture>,
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

/// Longer messages are not read as answers.
const LONGEST_ANSWER: usize = 300;
/// Longer messages are cut before a job is looked for in them.
const LONGEST_JOB: usize = 2_000;
/// How much of what was typed is repeated in an error.
const LONGEST_QUOTE: usize = 60;

/// What a front that can remind knows of the person.
#[derive(Debug, Clone, Copy)]
pub struct Reminding<'a> {
    /// The reminders set.
    pub set: &'a [Reminder],
    /// The time zone that the person told, or a fixed one by their clock.
    pub zone: Option<&'a TimeZone>,
    pub now: Timestamp,
}

/// A change of what a front keeps of the person's reminders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReminderChange {
    /// Keeps a reminder, in place of the one about the same topic.
    Set(ReminderKind),
    Remove(Topic),
    /// Keeps the person's time zone.
    Zone(TimeZone),
}

/// What an input leads to.
#[derive(Debug, Clone, PartialEq)]
pub struct Reaction {
    pub state: State,
    pub replies: Vec<Reply>,
    /// To be made before the replies are shown.
    pub changes: Vec<ReminderChange>,
}

/// Holds conversations over the opened data, on a given day.
#[derive(Clone, Copy)]
pub struct Dialogue<'a> {
    pub presenter: &'a Presenter,
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
    pub fn step(&self, mut state: State, input: Input<'_>) -> Reaction {
        let mut changes = Vec::new();
        let replies = match input {
            Input::Press(data) => match data.parse::<PressData>() {
                Ok(pressed) if pressed.turn != state.turn && !pressed.press.counts_later() => {
                    self.problem(&state, "bad-press", &[])
                }
                Ok(PressData {
                    press: Press::RemindOn(topic),
                    ..
                }) => self.set_reminder(&state, &topic, &mut changes),
                Ok(PressData {
                    press: Press::RemindOff(topic),
                    ..
                }) => self.remove_reminder(&state, topic, &mut changes),
                Ok(PressData {
                    press: Press::Zone(name),
                    ..
                }) => self.choose_zone(&state, &name, &mut changes),
                Ok(pressed) => self.pressed(&mut state, pressed.press),
                Err(_) => self.problem(&state, "bad-press", &[]),
            },
            Input::Command(command, rest) => {
                self.command(&mut state, command, rest.trim(), &mut changes)
            }
            Input::Text(text) => {
                let text = text.trim();
                match TypedCommand::read(text) {
                    Some(typed) => self.typed_command(&mut state, typed, &mut changes),
                    None if !text.chars().any(char::is_alphanumeric) => self.empty(&state),
                    None => match self.button_typed(&state, text) {
                        Some(press) => self.pressed(&mut state, press),
                        None => self.typed(&mut state, text),
                    },
                }
            }
        };
        Reaction {
            state,
            replies,
            changes,
        }
    }

    fn localizer(&self, state: &State) -> Localizer<'a> {
        self.presenter.texts.localizer(state.lang)
    }

    /// The rule set this conversation goes by; the oldest known one where today's is missing.
    fn rules(&self, state: &State) -> &'a RuleSet {
        let found = self.presenter.data.rule_set(state.rules, self.today);
        found.unwrap_or_else(|_| &self.presenter.data.rules.all()[0])
    }

    fn context(&self, state: &State) -> Context<'a> {
        Context {
            presenter: self.presenter,
            rules: self.rules(state),
            localizer: self.localizer(state),
        }
    }

    /// What is wrong, and the open question again.
    fn problem(&self, state: &State, id: &str, args: &[(&str, Arg<'_>)]) -> Vec<Reply> {
        let said = self.localizer(state).format(id, args);
        let mut question = self.question_again(state);
        question.text = Rich::paragraphs([said, question.text]);
        vec![question]
    }

    /// The open question, where it was asked before: a long result is pointed to and not repeated.
    fn question_again(&self, state: &State) -> Reply {
        if !state.shows_result() {
            return self.question(state);
        }
        Reply {
            text: self.localizer(state).text("result-above"),
            ..self.beside_result(state)
        }
    }

    /// The open question's button whose label was typed.
    fn button_typed(&self, state: &State, text: &str) -> Option<Press> {
        let typed = crate::text::fold::key(text);
        let buttons = self.question(state).buttons.into_iter().flatten();
        let mut labelled = buttons.filter(|button| crate::text::fold::key(&button.label) == typed);
        labelled
            .next()?
            .data
            .parse::<PressData>()
            .ok()
            .map(|data| data.press)
    }

    fn empty(&self, state: &State) -> Vec<Reply> {
        let id = if state.step.asks_for_job() {
            "job-empty"
        } else {
            "bad-empty"
        };
        self.problem(state, id, &[])
    }
}

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
