//! Commands: messages that begin with a slash.

use jiff::civil::Date;

use super::state::{State, Step, Told};
use super::{Dialogue, ReminderChange, Reply, quote};
use crate::TypedCode;
use crate::answer::{self, Stream};
use crate::draws::{HIGHEST_CRS, read_score};
use crate::eligibility::StatedDate;
use crate::language::{Command, Commands, TypedCommand};
use crate::noc::NocCode;
use crate::text::Rich;

/// Deep links carry `n` and a code, or `q_` and a job with underscores for spaces.
const DEEP_LINK_QUESTION: &str = "q_";

impl Dialogue<'_> {
    /// Answers a message that begins with a slash.
    pub(super) fn typed_command(
        &self,
        state: &mut State,
        typed: TypedCommand<'_>,
        changes: &mut Vec<ReminderChange>,
    ) -> Vec<Reply> {
        match self.commands().named(typed.name) {
            Some(command) => self.command(state, command, typed.rest, changes),
            None => self.unknown_command(state, typed.name),
        }
    }

    /// Answers a command and what follows it.
    pub(super) fn command(
        &self,
        state: &mut State,
        command: Command,
        rest: &str,
        changes: &mut Vec<ReminderChange>,
    ) -> Vec<Reply> {
        let localizer = self.localizer(state);
        match command {
            Command::Start => self.start(state, rest),
            Command::Qualify => {
                self.begin_anew(state);
                match rest {
                    "" => vec![self.question(state)],
                    job => self.look_up(state, job),
                }
            }
            Command::Help => vec![
                Reply::text(localizer.text("help")),
                self.question_again(state),
            ],
            Command::Privacy => vec![
                Reply::text(localizer.text("privacy")),
                self.question_again(state),
            ],
            Command::Cancel | Command::Forget => {
                *state = State {
                    turn: state.turn + 1,
                    ..State::new(state.lang)
                };
                vec![
                    Reply::text(localizer.text("cancelled")),
                    self.question(state),
                ]
            }
            Command::Back => self.back(state),
            Command::Edit => self.ask_what_to_edit(state),
            Command::Noc => self.noc_command(state, rest),
            Command::Categories => vec![Reply::text(answer::categories(self.context(state)))],
            Command::Category => self.category_command(state, rest),
            Command::Draws => self.draws_command(state, rest),
            Command::Crs => self.crs_command(state, rest),
            Command::Rules => self.rules_command(state, rest),
            Command::Language => self.language_command(state, rest),
            Command::Remind => self.remind_command(state, rest, changes),
        }
    }

    /// Says that there is no such command, and which one was meant where it is a slip of the finger away.
    fn unknown_command(&self, state: &State, name: &str) -> Vec<Reply> {
        let typed = quote(&format!("/{}", name.to_lowercase()));
        let typed = ("command", typed.into());
        match self.commands().nearest(name, state.lang) {
            Some(near) => {
                let near = ("near", format!("/{near}").into());
                self.problem(state, "command-unknown-near", &[typed, near])
            }
            None => self.problem(state, "command-unknown", &[typed]),
        }
    }

    fn commands(&self) -> &Commands {
        &self.presenter.data.languages.commands
    }

    fn begin_anew(&self, state: &mut State) {
        state.go_on(Told::default(), Step::Job);
    }

    fn start(&self, state: &mut State, payload: &str) -> Vec<Reply> {
        *state = state.start_over();
        if let Some(code) = payload
            .strip_prefix('n')
            .and_then(|code| code.parse::<NocCode>().ok())
        {
            return self.look_up(state, code.as_str());
        }
        match payload.strip_prefix(DEEP_LINK_QUESTION) {
            Some(job) => self.look_up(state, &job.replace('_', " ")),
            None => self.open(state),
        }
    }

    fn noc_command(&self, state: &State, rest: &str) -> Vec<Reply> {
        let card = self.context(state);
        let page = |noc| Reply::text(answer::noc_page(card, noc));
        match self.presenter.data.typed_code(rest, card.rules) {
            Some(TypedCode::Group(noc)) => vec![page(noc)],
            Some(TypedCode::Earlier(code, became)) => {
                let why = self.became(state, &code, &became);
                match became.codes[..] {
                    [noc] => vec![Reply::text(why), page(noc)],
                    _ => {
                        let lines = became.codes.iter().map(|&noc| card.line(noc).into());
                        let lines = std::iter::once(why).chain(lines);
                        vec![Reply::text(Rich::lines(lines))]
                    }
                }
            }
            Some(TypedCode::Unknown(code)) => self.unknown_code(state, &code),
            None => self.problem(state, "bad-noc", &[]),
        }
    }

    fn category_command(&self, state: &State, rest: &str) -> Vec<Reply> {
        let card = self.context(state);
        let named = Stream::named(card, rest);
        match named.and_then(|stream| card.rules.category(stream.id())) {
            Some(category) => vec![Reply::text(answer::category(card, category, self.today))],
            None => {
                let ids = card.rules.category_ids();
                let args = [("text", quote(rest).into()), ("ids", ids.into())];
                self.problem(state, "bad-category", &args)
            }
        }
    }

    fn draws_command(&self, state: &State, rest: &str) -> Vec<Reply> {
        let card = self.context(state);
        if rest.is_empty() {
            return vec![Reply::text(answer::draws(card, self.today))];
        }
        match Stream::named(card, rest) {
            Some(stream) => vec![self.rounds_page(state, stream)],
            None => {
                let ids = Stream::ids(card);
                let args = [("text", quote(rest).into()), ("ids", ids.into())];
                self.problem(state, "bad-stream", &args)
            }
        }
    }

    /// Holds a score against the rounds, and keeps it for the charts.
    fn crs_command(&self, state: &mut State, rest: &str) -> Vec<Reply> {
        let Some(score) = read_score(rest) else {
            return self.problem(state, "bad-crs", &[("highest", HIGHEST_CRS.into())]);
        };
        self.hold_score(state, score)
    }

    fn rules_command(&self, state: &mut State, rest: &str) -> Vec<Reply> {
        let is_today = self.presenter.data.languages.means_today(rest);
        let chosen = match rest {
            "" => None,
            _ if is_today => {
                state.rules = None;
                None
            }
            _ => match rest.parse::<StatedDate>() {
                Ok(date) => Some(date.as_start()),
                Err(_) => {
                    return self.problem(state, "bad-rules-date", &[("text", quote(rest).into())]);
                }
            },
        };
        let mut replies = Vec::new();
        if let Some(day) = chosen {
            match self.presenter.data.rules.in_force_on(day) {
                Ok(set) => {
                    let now = self
                        .presenter
                        .data
                        .rules
                        .in_force_on(self.today)
                        .map(|set| set.effective_from);
                    state.rules = (now != Ok(set.effective_from)).then_some(set.effective_from);
                }
                Err(error) => {
                    let localizer = self.localizer(state);
                    let day = |day: Date| localizer.day(day).into();
                    let args = [("asked", day(error.asked)), ("first", day(error.first))];
                    return self.problem(state, "bad-rules", &args);
                }
            }
        }
        replies.push(Reply::text(answer::rules(self.context(state), self.today)));
        if let Some(day) = state.rules {
            let localizer = self.localizer(state);
            replies.push(Reply::text(
                localizer.format("rules-chosen", &[("date", localizer.day(day).into())]),
            ));
        }
        // Another rule set may list other occupations, so what is told is asked about again from the start.
        if chosen.is_some() || is_today {
            replies.push(self.question(state));
        }
        replies
    }

    fn language_command(&self, state: &mut State, rest: &str) -> Vec<Reply> {
        match self.presenter.data.languages.named(rest) {
            Some(lang) => {
                state.lang = lang;
                vec![
                    Reply::text(self.localizer(state).text("language-set")),
                    self.question(state),
                ]
            }
            None => vec![Reply::text(self.localizer(state).text("language-which"))],
        }
    }
}
