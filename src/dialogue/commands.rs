//! Commands amid the questions: they are answered, and the open question stays.

use jiff::civil::Date;

use super::action::Action;
use super::buttons::Buttons;
use super::case::{Case, Draft, Question};
use super::{Dialogue, Effect, Hear, Reply, State, deep_link, quote};
use crate::TypedCode;
use crate::answer::{self, Arg, Stream};
use crate::draws::{HIGHEST_CRS, read_score};
use crate::eligibility::StatedDate;
use crate::language::{Command, Commands, TypedCommand};
use crate::noc::{NocCode, Successors};
use crate::text::{Rich, fold};

/// Deep links carry `n` and a code, `q_` and a job with underscores for spaces, or jobs as [`deep_link`] writes them.
const DEEP_LINK_QUESTION: &str = "q_";

impl Dialogue<'_> {
    /// Answers a message that begins with a slash.
    pub(super) fn typed_command(
        &self,
        state: &mut State,
        typed: TypedCommand<'_>,
        hear: Hear<'_>,
        effects: &mut Vec<Effect>,
    ) -> Vec<Reply> {
        match self.commands().named(typed.name) {
            Some(command) => self.command(state, command, typed.rest, hear, effects),
            None => self.unknown_command(state, typed.name),
        }
    }

    /// Answers a command and what follows it.
    pub(super) fn command(
        &self,
        state: &mut State,
        command: Command,
        rest: &str,
        hear: Hear<'_>,
        effects: &mut Vec<Effect>,
    ) -> Vec<Reply> {
        let localizer = self.localizer(state);
        match command {
            Command::Start => self.start(state, rest, hear, effects),
            Command::Qualify => {
                *state = state.start_over();
                match rest {
                    "" => vec![self.question(state)],
                    job => self.typed(state, job, hear, effects),
                }
            }
            Command::Cancel | Command::Forget => {
                *state = State {
                    turn: state.turn + 1,
                    ..State::new(state.lang)
                };
                let said = localizer.text("cancelled");
                vec![Reply::text(said), self.question(state)]
            }
            Command::Back => self.back(state),
            Command::Edit if state.case.jobs.is_empty() => {
                self.ask_again(state, localizer.text("bad-edit"))
            }
            Command::Edit => self.open_question(state, Question::ChangeWhat),
            Command::Help => self.beside_question(state, Reply::text(localizer.text("help"))),
            Command::Privacy => self.beside_question(state, Reply::text(localizer.text("privacy"))),
            Command::Categories => {
                let page = answer::categories(self.context(state));
                self.beside_question(state, Reply::text(page))
            }
            Command::Noc => self.noc_command(state, rest),
            Command::Category => self.category_command(state, rest),
            Command::Draws => self.draws_command(state, rest),
            Command::Crs => self.crs_command(state, rest),
            Command::Rules => self.rules_command(state, rest),
            Command::Language => self.language_command(state, rest),
            Command::Remind => self.remind_command(state, rest, effects),
        }
    }

    /// A page, and below it the open question where there is one to go on with.
    fn beside_question(&self, state: &State, page: Reply) -> Vec<Reply> {
        let goes_on = match state.open {
            Question::Result => false,
            Question::Job(_) => !state.case.jobs.is_empty(),
            _ => true,
        };
        let question = goes_on.then(|| self.question(state));
        std::iter::once(page).chain(question).collect()
    }

    /// What is wrong, and the open question again.
    pub(super) fn problem(&self, state: &State, id: &str, args: &[(&str, Arg<'_>)]) -> Vec<Reply> {
        self.ask_again(state, self.localizer(state).format(id, args))
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

    fn start(
        &self,
        state: &mut State,
        payload: &str,
        hear: Hear<'_>,
        effects: &mut Vec<Effect>,
    ) -> Vec<Reply> {
        *state = state.start_over();
        let code = payload.strip_prefix('n');
        if let Some(code) = code.filter(|code| code.parse::<NocCode>().is_ok()) {
            return self.typed(state, code, hear, effects);
        }
        let is_known = |job: &Draft| {
            job.noc()
                .is_some_and(|noc| self.context(state).group(noc).is_some())
        };
        let told = deep_link::jobs_of_payload(payload);
        if let Some(jobs) = told.filter(|jobs| jobs.iter().all(is_known)) {
            let case = Case {
                jobs,
                ..Case::default()
            };
            return self.proceed(state, case, Vec::new());
        }
        match payload.strip_prefix(DEEP_LINK_QUESTION) {
            Some(job) => self.typed(state, &job.replace('_', " "), hear, effects),
            None => self.open(state),
        }
    }

    fn noc_command(&self, state: &State, rest: &str) -> Vec<Reply> {
        let card = self.context(state);
        let page = |noc| Reply::text(answer::noc_page(card, noc));
        let page = match self.presenter.data.typed_code(rest, card.rules) {
            Some(TypedCode::Group(noc)) => page(noc),
            Some(TypedCode::Earlier(code, became)) => {
                let why = self.became(state, &code, &became);
                let became = match became.codes[..] {
                    [noc] => page(noc).text,
                    _ => Rich::lines(became.codes.iter().map(|&noc| card.line(noc).into())),
                };
                Reply::text(Rich::paragraphs([why, became]))
            }
            Some(TypedCode::Unknown(code)) => {
                return self.ask_again(state, self.unknown_code(state, &code));
            }
            None => return self.problem(state, "bad-noc", &[]),
        };
        self.beside_question(state, page)
    }

    /// That no version has a code.
    pub(super) fn unknown_code(&self, state: &State, code: &str) -> Rich {
        let id = match code.len() {
            5 => "job-code-unknown",
            _ => "job-code-old-unknown",
        };
        let version = self.rules(state).noc.to_string();
        let args = [("code", code.into()), ("version", version.into())];
        self.localizer(state).format(id, &args)
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

    fn category_command(&self, state: &State, rest: &str) -> Vec<Reply> {
        let card = self.context(state);
        let named = Stream::named(card, rest);
        match named.and_then(|stream| card.rules.category(stream.id())) {
            Some(category) => {
                let page = answer::category(card, category, self.today);
                self.beside_question(state, Reply::text(page))
            }
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
            let page = answer::draws(card, self.today);
            return self.beside_question(state, Reply::text(page));
        }
        match Stream::named(card, rest) {
            Some(stream) => self.beside_question(state, self.rounds_page(state, stream)),
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
        state.case.score = Some(score);
        if state.open == Question::Score {
            state.leave_question();
        }
        self.beside_question(state, self.score_page(state))
    }

    /// Shows a rule set; a conversation is judged by it only after a press that says so.
    fn rules_command(&self, state: &State, rest: &str) -> Vec<Reply> {
        let localizer = self.localizer(state);
        let asked = match rest {
            "" => state.rules.unwrap_or(self.today),
            _ if self.presenter.data.languages.means_today(rest) => self.today,
            _ => match rest.parse::<StatedDate>() {
                Ok(date) => date.as_start(),
                Err(_) => {
                    return self.problem(state, "bad-rules-date", &[("text", quote(rest).into())]);
                }
            },
        };
        let shown = match self.presenter.data.rules.in_force_on(asked) {
            Ok(set) => set,
            Err(error) => {
                let day = |day: Date| localizer.day(day).into();
                let args = [("asked", day(error.asked)), ("first", day(error.first))];
                return self.problem(state, "bad-rules", &args);
            }
        };
        let mut buttons = Buttons::of_turn(state.turn);
        let today = self.presenter.data.rules.in_force_on(self.today);
        let is_of_today = today.is_ok_and(|set| set.effective_from == shown.effective_from);
        if shown.effective_from != self.rules(state).effective_from {
            let day = (!is_of_today).then_some(shown.effective_from);
            let label = self.use_rules_label(state, shown.effective_from);
            buttons.one(label, Action::UseRules(day));
        }
        let context = answer::Context {
            rules: shown,
            ..self.context(state)
        };
        let page = Reply {
            text: answer::rules(context, self.today),
            buttons: buttons.rows,
            ..Reply::default()
        };
        vec![page]
    }

    /// What a message asks that names a rule set as its button did, or by its date beside the command's name.
    pub(super) fn rules_named(&self, state: &mut State, text: &str) -> Option<Vec<Reply>> {
        let typed = fold::key(text);
        // Either way of naming them names the year.
        let sets = self.presenter.data.rules.all().iter();
        let days = sets.map(|set| set.effective_from);
        let days = days.filter(|day| typed.contains(&day.year().to_string()));
        let is_label = |day: &Date| fold::key(self.use_rules_label(state, *day).plain()) == typed;
        if let Some(day) = days.clone().find(is_label) {
            let today = self.presenter.data.rules.in_force_on(self.today);
            let is_of_today = today.is_ok_and(|set| set.effective_from == day);
            return Some(self.use_rules(state, (!is_of_today).then_some(day)));
        }
        let names_rules = |word: &str| self.commands().named(word) == Some(Command::Rules);
        let mut words = typed.split(' ');
        let day = days.clone().find(|day| text.contains(&day.to_string()))?;
        words
            .any(names_rules)
            .then(|| self.rules_command(state, &day.to_string()))
    }

    fn use_rules_label(&self, state: &State, day: Date) -> Rich {
        let localizer = self.localizer(state);
        let date = localizer.day(day);
        localizer.format("button-use-rules", &[("date", date.into())])
    }

    /// Judges by the rules in force on `day` from now on; none for those of today.
    pub(super) fn use_rules(&self, state: &mut State, day: Option<Date>) -> Vec<Reply> {
        let Ok(set) = self.presenter.data.rule_set(day, self.today) else {
            return self.bad_press(state);
        };
        state.rules = day.map(|_| set.effective_from);
        self.carry_over(state);
        let date = self.localizer(state).day(set.effective_from);
        let id = if day.is_some() {
            "rules-chosen"
        } else {
            "rules-today"
        };
        let said = self.localizer(state).format(id, &[("date", date.into())]);
        if state.case.jobs.is_empty() {
            return self.ask_again(state, said);
        }
        let case = state.case.clone();
        self.proceed(state, case, vec![said])
    }

    fn language_command(&self, state: &mut State, rest: &str) -> Vec<Reply> {
        match self.presenter.data.languages.named(rest) {
            Some(lang) => {
                state.lang = lang;
                let said = self.localizer(state).text("language-set");
                if state.open == Question::Result {
                    // The result is shown again, in the language it is asked in.
                    return vec![Reply::text(said), self.question(state)];
                }
                self.ask_again(state, said)
            }
            None => {
                let which = self.localizer(state).text("language-which");
                self.beside_question(state, Reply::text(which))
            }
        }
    }
}
