//! Commands: messages that begin with a slash.

use jiff::civil::Date;

use super::state::{State, Step, Told};
use super::{Dialogue, ReminderChange, Reply, quote};
use crate::TypedCode;
use crate::answer::{self, Stream};
use crate::draws::{HIGHEST_CRS, read_score};
use crate::eligibility::StatedDate;
use crate::noc::NocCode;

/// Deep links carry `n` and a code, or `q_` and a job with underscores for spaces.
const DEEP_LINK_QUESTION: &str = "q_";

impl Dialogue<'_> {
    /// Answers a command, given without its slash.
    pub(super) fn command(
        &self,
        state: &mut State,
        command: &str,
        changes: &mut Vec<ReminderChange>,
    ) -> Vec<Reply> {
        let (name, rest) = command
            .split_once(char::is_whitespace)
            .unwrap_or((command, ""));
        let rest = rest.trim();
        // In groups Telegram appends the bot's name.
        let name = name.split('@').next().unwrap_or(name).to_lowercase();
        let speaker = self.speaker(state);
        match name.as_str() {
            "start" => self.start(state, rest),
            "qualify" if rest.is_empty() => {
                self.begin_anew(state);
                vec![self.question(state)]
            }
            "qualify" => {
                self.begin_anew(state);
                self.look_up(state, rest)
            }
            "help" => vec![
                Reply::text(speaker.just("help")),
                self.question_again(state),
            ],
            "privacy" => vec![
                Reply::text(speaker.just("privacy")),
                self.question_again(state),
            ],
            "cancel" | "forget" => {
                *state = State {
                    turn: state.turn + 1,
                    ..State::new(state.lang)
                };
                vec![Reply::text(speaker.just("cancelled")), self.question(state)]
            }
            "back" => self.back(state),
            "edit" => self.ask_what_to_edit(state),
            "noc" => self.noc_command(state, rest),
            "categories" => vec![Reply::text(answer::categories(self.card(state)))],
            "category" => self.category_command(state, rest),
            "draws" => self.draws_command(state, rest),
            "crs" => self.crs_command(state, rest),
            "rules" => self.rules_command(state, rest),
            "language" => self.language_command(state, rest),
            "remind" => self.remind_command(state, rest, changes),
            _ => self.problem(
                state,
                "command-unknown",
                &[("command", quote(&format!("/{name}")).into())],
            ),
        }
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
        let card = self.card(state);
        let page = |noc| Reply::text(answer::noc_page(card, noc));
        match self.presenter.data.typed_code(rest, card.rules) {
            Some(TypedCode::Group(noc)) => vec![page(noc)],
            Some(TypedCode::Earlier(code, became)) => {
                let why = self.became(state, &code, &became);
                match became.codes[..] {
                    [noc] => vec![Reply::text(why), page(noc)],
                    _ => {
                        let lines = became.codes.iter().map(|&noc| card.line(noc));
                        let lines: Vec<String> = std::iter::once(why).chain(lines).collect();
                        vec![Reply::text(lines.join("\n"))]
                    }
                }
            }
            Some(TypedCode::Unknown(code)) => self.unknown_code(state, &code),
            None => self.problem(state, "bad-noc", &[]),
        }
    }

    fn category_command(&self, state: &State, rest: &str) -> Vec<Reply> {
        let card = self.card(state);
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
        let card = self.card(state);
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
                    let speaker = self.speaker(state);
                    let day = |day: Date| speaker.day(day).into();
                    let args = [("asked", day(error.asked)), ("first", day(error.first))];
                    return self.problem(state, "bad-rules", &args);
                }
            }
        }
        replies.push(Reply::text(answer::rules(self.card(state), self.today)));
        if let Some(day) = state.rules {
            let speaker = self.speaker(state);
            replies.push(Reply::text(
                speaker.say("rules-chosen", &[("date", speaker.day(day).into())]),
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
                    Reply::text(self.speaker(state).just("language-set")),
                    self.question(state),
                ]
            }
            None => vec![Reply::text(self.speaker(state).just("language-which"))],
        }
    }
}
