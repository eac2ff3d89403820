//! Commands amid the questions: they are answered, and the open question stays.

use super::case::Question;
use super::{Interview, Talk};
use crate::dialogue::{Dialogue, Reply, State, quote};
use crate::language::{Command, TypedCommand};
use crate::noc::NocCode;
use crate::text::Rich;

/// Deep links carry `n` and a code, or `q_` and a job with underscores for spaces.
const DEEP_LINK_QUESTION: &str = "q_";

impl Interview<'_> {
    /// Answers a message that begins with a slash.
    pub(super) fn typed_command(&self, talk: &mut Talk, typed: TypedCommand<'_>) -> Vec<Reply> {
        match self.presenter.data.languages.commands.named(typed.name) {
            Some(command) => self.command(talk, command, typed.rest),
            None => {
                let name = quote(&format!("/{}", typed.name.to_lowercase()));
                let localizer = self.localizer(talk);
                let said = localizer.format("command-unknown", &[("command", name.into())]);
                self.ask_again(talk, said)
            }
        }
    }

    /// Answers a command and what follows it.
    pub(super) fn command(&self, talk: &mut Talk, command: Command, rest: &str) -> Vec<Reply> {
        match command {
            Command::Start => {
                *talk = talk.start_over();
                let linked = rest
                    .strip_prefix('n')
                    .filter(|code| code.parse::<NocCode>().is_ok());
                let job = rest.strip_prefix(DEEP_LINK_QUESTION);
                match (linked, job) {
                    (Some(code), _) => self.typed(talk, code),
                    (None, Some(job)) => self.typed(talk, &job.replace('_', " ")),
                    (None, None) => {
                        let said = self.localizer(talk).text("start");
                        vec![Reply::text(said), self.question(talk)]
                    }
                }
            }
            Command::Qualify => {
                *talk = talk.start_over();
                match rest {
                    "" => vec![self.question(talk)],
                    job => self.typed(talk, job),
                }
            }
            Command::Cancel | Command::Forget => {
                *talk = Talk {
                    turn: talk.turn + 1,
                    ..Talk::new(talk.lang)
                };
                let said = self.localizer(talk).text("cancelled");
                vec![Reply::text(said), self.question(talk)]
            }
            Command::Back => self.back(talk),
            Command::Edit if talk.case.jobs.is_empty() => {
                self.ask_again(talk, self.localizer(talk).text("bad-edit"))
            }
            Command::Edit => self.open(talk, Question::ChangeWhat),
            _ => self.page_command(talk, command, rest),
        }
    }

    /// A command that shows a page or changes how answers are given: its page, then the open question.
    fn page_command(&self, talk: &mut Talk, command: Command, rest: &str) -> Vec<Reply> {
        let pages = Dialogue {
            presenter: self.presenter,
            today: self.today,
            reminders: None,
        };
        let mut state = State::new(talk.lang);
        state.rules = talk.rules;
        state.told.score = talk.case.score;
        let mut shown = pages.command(&mut state, command, rest, &mut Vec::new());
        talk.lang = state.lang;
        talk.rules = state.rules;
        talk.case.score = state.told.score;
        // Only what the command itself says: the question beside it is of a conversation that has not begun.
        shown.truncate(1);
        for reply in &mut shown {
            reply.buttons.clear();
        }
        shown.extend(self.ask_again(talk, Rich::default()));
        shown
    }
}
