//! What a typed message leads to: facts first, then what it wants.

use super::alone::names_no_month;
use super::case::{Case, Detail, Draft, FrenchSoFar, JobEnd, Question};
use super::choice::{asks, choose, without_titles};
use super::merge::take;
use super::next::next_question;
use super::objections::is_general;
use super::press::{answer_military, confirm};
use super::taken::{Manner, Refusal, Taken};
use super::{Dialogue, Effect, Hear, Reply, State, quote};
use crate::answer::Arg;
use crate::language::TypedCommand;
use crate::text::{Rich, fold};
use crate::understanding::{Asked, Heard, Intent};

/// Of what was not taken of one message no more is told.
const MAX_REFUSALS: usize = 5;

impl Question {
    /// Whether words are first of all read as a job.
    pub(super) fn asks_for_job(self) -> bool {
        matches!(
            self,
            Question::Job(_) | Question::Confirm(_) | Question::Choose(_)
        )
    }

    /// Whether "I do not know" leaves it open.
    pub(super) fn may_be_passed(self) -> bool {
        matches!(
            self,
            Question::Choose(_)
                | Question::Which(..)
                | Question::Detail(..)
                | Question::Military(_)
                | Question::Score
        )
    }

    /// The question as a message is heard in its light.
    pub(super) fn asked(self) -> Asked {
        let of = |detail: Detail| match detail {
            Detail::Start => Asked::Start,
            Detail::End => Asked::End,
            Detail::Hours => Asked::Hours,
            Detail::Country => Asked::Country,
            Detail::Kind => Asked::Kind,
            Detail::Away => Asked::Away,
        };
        match self {
            Question::Job(_) => Asked::Job,
            Question::Confirm(_) | Question::Change(_) => Asked::Confirm,
            Question::Choose(_) => Asked::Choose,
            Question::Which(_, detail) | Question::Detail(_, detail) => of(detail),
            Question::More => Asked::More,
            Question::French => Asked::French,
            Question::Military(_) => Asked::Military,
            Question::Score => Asked::Score,
            Question::Result | Question::ChangeWhat => Asked::Result,
        }
    }
}

impl Dialogue<'_> {
    /// Takes a message.
    pub(super) fn typed(
        &self,
        state: &mut State,
        text: &str,
        hear: Hear<'_>,
        effects: &mut Vec<Effect>,
    ) -> Vec<Reply> {
        if !says_something(text) {
            return self.not_understood(state, text);
        }
        if let Some(action) = self.button_named(state, text) {
            return self.pressed(state, action, effects);
        }
        if let Some(replies) = self.rules_named(state, text) {
            return replies;
        }
        if let Some(replies) = self.field_named(state, text, effects) {
            return replies;
        }
        let heard = hear(text, state);
        self.date_alone(state, &heard, text, hear)
            .unwrap_or_else(|| self.heard(state, &heard, text, self.manner(&heard, text)))
    }

    /// Takes a message that was mended: what it says now is meant for the same jobs.
    pub(super) fn edited(
        &self,
        state: &mut State,
        text: &str,
        hear: Hear<'_>,
        effects: &mut Vec<Effect>,
    ) -> Vec<Reply> {
        if TypedCommand::read(text).is_some() || !says_something(text) {
            return self.ask_again(state, self.localizer(state).text("edited-nothing"));
        }
        let heard = hear(text, state);
        if heard.jobs.is_empty() && heard.french.is_none() && heard.score.is_none() {
            return self.typed(state, text, hear, effects);
        }
        let before = state.case.clone();
        let mut replies = self.heard(state, &heard, text, Manner::Corrects);
        if state.case != before
            && let Some(first) = replies.first_mut()
        {
            let noted = self.localizer(state).text("noted-edit");
            first.text = Rich::paragraphs([noted, std::mem::take(&mut first.text)]);
        }
        replies
    }

    /// Takes what a message says.
    pub(super) fn heard(
        &self,
        state: &mut State,
        heard: &Heard,
        text: &str,
        manner: Manner,
    ) -> Vec<Reply> {
        match heard.intent {
            Intent::Restart => {
                *state = state.start_over();
                return vec![self.question(state)];
            }
            Intent::Back => return self.back(state),
            _ => {}
        }
        if let Some(replies) = self.objection(state, heard, text) {
            return replies;
        }
        let names_work = heard.jobs.iter().any(|job| !job.codes.is_empty());
        if heard.next_person && names_work && !state.case.jobs.is_empty() {
            *state = state.start_over();
        }
        let of_other = self.of_other_alone(state, heard);
        let heard = of_other.as_ref().unwrap_or(heard);
        let choice = self.choice(state, heard, text);
        let details;
        let heard = match choice {
            Some(_) => {
                details = without_titles(heard, text);
                &details
            }
            None => heard,
        };
        let mut case = state.case.clone();
        let mut taken = take(
            &mut case,
            heard,
            self.taken_at(state, heard, text),
            state.focus,
            manner,
            self.today,
        );
        state.case.french_test = case.french_test;
        let means = self.take_intent(state, &mut case, heard);
        taken.changed |= means;
        if let (Question::Choose(at), Some(codes)) = (state.open, choice) {
            choose(&mut case, at, codes);
            taken.changed = true;
            taken.job = Some(at);
        }
        state.focus = taken.job.or(state.focus);
        let about_code = self.about_code(state, heard, text, taken.changed);
        let mut lead = self.said_first(state, heard, text, &taken, about_code.is_some());
        let is_left = case.passed.len() > state.case.passed.len();
        if is_left && matches!(state.open, Question::Detail(..) | Question::Which(..)) {
            lead.push(self.localizer(state).text("left-open"));
        }
        lead.extend(about_code);
        lead.extend(self.about_test(state, heard));
        lead.extend(self.about_others(state, heard, case.whose));
        let is_answer = !lead.is_empty();
        lead.extend(self.about_language(state, heard, text));
        if taken.changed {
            return self.after_facts(state, case, heard, lead);
        }
        if !lead.is_empty() {
            state.misses = u8::from(!is_answer);
            return self.ask_again(state, Rich::lines(lead));
        }
        let tells_again = taken.job.is_some() || heard.french.is_some();
        if tells_again && heard.intent == Intent::Tell && asks(text) {
            state.misses = 0;
            return self.ask_again(state, self.topic_answer(state, heard, text));
        }
        if tells_again && heard.intent == Intent::Tell {
            state.misses = 0;
            return self.ask_again(state, self.localizer(state).text("known-already"));
        }
        self.without_facts(state, heard, text)
    }

    /// Whether a message adds to, corrects, or just tells.
    pub(super) fn manner(&self, heard: &Heard, text: &str) -> Manner {
        let key = fold::key(text);
        let languages = &self.presenter.data.languages;
        if languages.adds_plainly(&key) {
            Manner::Adds
        } else if languages.corrects(text) {
            Manner::Corrects
        } else if languages.adds(&key) {
            Manner::Adds
        } else if languages.excuses(&key) && heard.jobs.iter().all(|job| job.outcome.is_none()) {
            Manner::Corrects
        } else {
            Manner::Plain
        }
    }

    /// Takes a yes, a no, "that is all" or "I do not know" as the answer to the open question; whether it is one.
    fn take_intent(&self, state: &State, case: &mut Case, heard: &Heard) -> bool {
        let told_facts = !heard.jobs.is_empty();
        match (state.open, heard.answer.unwrap_or(heard.intent)) {
            (Question::Confirm(at), Intent::Yes) if only_adds(&state.case, case, at) => {
                confirm(case, at);
                true
            }
            (Question::Confirm(at), Intent::Done) if !told_facts => {
                confirm(case, at);
                case.all_told = true;
                true
            }
            // The job of the card, named again.
            (Question::Confirm(at), _) if *case == state.case && is_named(case, at, heard) => {
                confirm(case, at);
                true
            }
            (Question::Which(at, Detail::Hours), Intent::Yes) => match case.jobs.get_mut(at) {
                Some(job) if job.has_odd_hours() && job.hours.len() == 1 => {
                    job.hours_agreed = true;
                    true
                }
                _ => false,
            },
            (Question::Military(question), intent) if military_answer(heard).is_some() => {
                let told = heard.military;
                let told = [told.serving, told.caf_offer, told.credential];
                let changed = case.military != state.case.military && intent != Intent::Tell;
                if changed || told.iter().any(Option::is_some) {
                    return false;
                }
                if let Some(answer) = military_answer(heard) {
                    answer_military(&mut case.military, question, answer);
                }
                case.military != state.case.military
            }
            (Question::More, Intent::No | Intent::Done | Intent::Thanks) => {
                case.all_told = true;
                true
            }
            (Question::Job(None), Intent::Done | Intent::No) if !case.jobs.is_empty() => {
                case.all_told = true;
                true
            }
            (Question::French, Intent::No) if case.french.is_none() => {
                case.french = Some(FrenchSoFar::NoTest);
                true
            }
            (Question::Detail(at, detail @ (Detail::Start | Detail::End)), _)
                if names_no_month(case, state, at, detail, heard) =>
            {
                // "In which month of 2024?" – "No", or the year again: the year is all there is.
                case.passed.push(state.open);
                true
            }
            (Question::Detail(at, Detail::End), Intent::No | Intent::Yes) if !told_facts => {
                // "When did it end?" – "It has not." "If you still work there, say so." – "Yes."
                if let Some(job) = case.jobs.get_mut(at) {
                    job.end = vec![JobEnd::StillThere];
                }
                true
            }
            (Question::Detail(at, Detail::Away), Intent::No | Intent::Done) => {
                if let Some(job) = case.jobs.get_mut(at) {
                    job.away.clear();
                }
                true
            }
            (Question::Detail(..) | Question::Which(..) | Question::Military(_), Intent::Skip)
            | (Question::Score, Intent::Skip | Intent::No) => {
                case.passed.push(state.open);
                true
            }
            // "Sometime in spring": that is all there is of it.
            (Question::Detail(_, Detail::Away), Intent::Tell) if !told_facts => {
                case.passed.push(state.open);
                true
            }
            (_, Intent::Done) if !case.all_told => {
                case.all_told = true;
                told_facts
            }
            _ => false,
        }
    }

    /// What is said before the question: an answer to a question in between, or why a fact was not taken.
    fn said_first(
        &self,
        state: &State,
        heard: &Heard,
        text: &str,
        taken: &Taken,
        is_about_code: bool,
    ) -> Vec<Rich> {
        let mut lines = Vec::new();
        let is_answered_by_card = heard.topic.is_none() && taken.changed;
        // "And what about him?" is answered by what was not taken.
        let is_of_other =
            is_general(heard.topic) && taken.refusals.contains(&Refusal::AnotherPerson);
        let is_answered = is_about_code || is_answered_by_card || is_of_other;
        if heard.intent == Intent::Question && !is_answered {
            lines.push(self.topic_answer(state, heard, text));
        }
        let is_asked = heard.intent == Intent::Question;
        if heard.tells_level_alone && heard.french.is_none() && !is_asked {
            lines.push(self.localizer(state).text("french-level-alone"));
        }
        let tells_else = heard.french.is_some() || !heard.jobs.is_empty();
        if heard.tells_score_alone && !tells_else && !is_asked {
            lines.push(self.localizer(state).text("french-which-test"));
        }
        let mut told: Vec<Refusal> = Vec::new();
        for &refusal in &taken.refusals {
            if !told.contains(&refusal) && told.len() < MAX_REFUSALS {
                told.push(refusal);
                lines.push(self.refusal(state, refusal));
            }
        }
        lines
    }

    fn after_facts(
        &self,
        state: &mut State,
        case: Case,
        heard: &Heard,
        mut lead: Vec<Rich>,
    ) -> Vec<Reply> {
        let only_score = Case {
            score: state.case.score,
            ..case.clone()
        } == state.case;
        if state.answered && only_score && heard.score.is_some() {
            state.case.score = case.score;
            if state.open == Question::Score {
                state.leave_question();
            }
            state.misses = 0;
            return vec![self.score_page(state)];
        }
        lead.extend(self.french_noted(state, &case, heard));
        if let Some(score) = heard.score.filter(|_| state.case.score != case.score) {
            let args = [("score", usize::from(score).into())];
            lead.push(self.localizer(state).format("noted-score", &args));
        }
        let open = next_question(&case, &self.standard(state));
        let employer = self.about_employer(state, heard);
        lead.extend(employer.filter(|_| matches!(open, Question::Job(Some(_)))));
        lead.extend(self.noted(state, &case, open));
        self.proceed_to(state, case, open, lead)
    }

    /// What was taken of jobs that the next question does not show.
    fn noted(&self, state: &State, case: &Case, next: Question) -> Vec<Rich> {
        let shows_no_card = |open| matches!(open, Question::Result | Question::More);
        let jobs = case.jobs.iter().enumerate();
        let mut changed = jobs.filter(|(at, job)| state.case.jobs.get(*at) != Some(job));
        let line = |id, job| {
            let details = [("details", self.job_line(state, job).into())];
            self.localizer(state).format(id, &details)
        };
        if shows_no_card(state.open) && shows_no_card(next) {
            // What is not agreed to and not asked about counts nowhere.
            let id = |job: &Draft| {
                if job.is_confirmed() {
                    "noted"
                } else {
                    "noted-in-vain"
                }
            };
            return changed.map(|(_, job)| line(id(job), job)).collect();
        }
        let is_longer = case.jobs.len() > state.case.jobs.len();
        if is_longer && shows_no_card(next) && !shows_card(state.open) {
            // "40, and I was a cook": a job told beside an answer, which is not asked about.
            let new = changed.filter(|(at, job)| {
                *at >= state.case.jobs.len() && !job.is_confirmed() && !job.codes.is_empty()
            });
            return new.map(|(_, job)| line("noted-in-vain", job)).collect();
        }
        let is_beside = !state.case.jobs.is_empty() && is_longer && !shows_no_card(next);
        let first = changed.next().filter(|(at, _)| next.job() != Some(*at));
        let first = first.filter(|_| is_beside);
        first
            .map(|(_, job)| line("noted", job))
            .into_iter()
            .collect()
    }

    /// Goes on to the question that the case leaves open, or to the result.
    pub(super) fn proceed(&self, state: &mut State, case: Case, lead: Vec<Rich>) -> Vec<Reply> {
        let open = next_question(&case, &self.standard(state));
        self.proceed_to(state, case, open, lead)
    }

    fn proceed_to(
        &self,
        state: &mut State,
        case: Case,
        open: Question,
        lead: Vec<Rich>,
    ) -> Vec<Reply> {
        state.go_on(case, open);
        state.answered |= open == Question::Result;
        let mut question = self.question(state);
        if lead.is_empty() {
            return vec![question];
        }
        if open == Question::Result {
            return vec![Reply::text(Rich::lines(lead)), question];
        }
        question.text = Rich::paragraphs([Rich::lines(lead), question.text]);
        vec![question]
    }

    /// A message that told no fact.
    fn without_facts(&self, state: &mut State, heard: &Heard, text: &str) -> Vec<Reply> {
        let localizer = self.localizer(state);
        let tells_days = heard.jobs.iter().any(|job| job.days_a_week.is_some());
        let employer = self
            .about_employer(state, heard)
            .filter(|_| state.misses == 0);
        match (state.open, heard.intent) {
            (Question::Detail(_, Detail::Hours), _) if tells_days => {
                self.ask_again(state, localizer.text("hours-a-day"))
            }
            (Question::Confirm(at), Intent::No) => {
                let others = state
                    .case
                    .jobs
                    .get(at)
                    .is_some_and(|job| job.codes.len() > 1);
                if others {
                    self.show_others(state, at)
                } else {
                    self.open_question(state, Question::Change(at))
                }
            }
            (Question::Choose(at), Intent::No | Intent::Skip) => self.none_of_these(state, at),
            (_, Intent::Yes) if state.misses == 0 && self.offered(state) > 1 => {
                self.ask_which_of_them(state)
            }
            (Question::More, Intent::Yes) => self.open_question(state, Question::Job(None)),
            (Question::French, Intent::Skip | Intent::Done) => self.leave_aside(state),
            (Question::ChangeWhat | Question::Change(_), Intent::No | Intent::Done) => {
                self.back(state)
            }
            (_, Intent::Greeting) => self.ask_politely(state, "greeting"),
            (_, Intent::Thanks) => self.ask_politely(state, "thanks"),
            (_, Intent::Qualify) => self.ask_again(state, self.where_it_is_told(state)),
            (Question::Result, Intent::Yes | Intent::No | Intent::Done | Intent::Skip) => {
                self.ask_again(state, localizer.text("result-stays-above"))
            }
            (Question::Job(_), Intent::None) if employer.is_some() => {
                self.ask_what_is_done(state, employer.unwrap_or_default())
            }
            _ if !heard.of_others.is_empty() => self.ask_again(state, self.one_person(state)),
            _ => self.not_understood(state, text),
        }
    }

    fn ask_politely(&self, state: &mut State, id: &str) -> Vec<Reply> {
        let said = self.localizer(state).text(id);
        self.ask_again(state, said)
    }

    /// Leaves a question asked on wish and returns to where the conversation stood.
    fn leave_aside(&self, state: &mut State) -> Vec<Reply> {
        let case = state.case.clone();
        self.proceed(state, case, Vec::new())
    }

    /// A message of which nothing could be used: another approach each time.
    fn not_understood(&self, state: &mut State, text: &str) -> Vec<Reply> {
        let localizer = self.localizer(state);
        state.misses = state.misses.saturating_add(1);
        let words = [("text", Arg::from(quote(text)))];
        let said = match (state.open, state.misses) {
            (_, 1) if !says_something(text) => localizer.text("missed-empty"),
            _ if self.presenter.data.languages.is_upset(&fold::key(text)) => {
                localizer.text("missed-upset")
            }
            (Question::Result, 1) => localizer.format("missed-result", &words),
            (Question::Result, _) => localizer.text("missed-result-again"),
            (Question::Job(_), 1) => localizer.format("missed-job", &words),
            (Question::Job(_), _) => localizer.text("missed-job-again"),
            (_, 1) => localizer.format("missed", &words),
            (Question::Change(_), 2) => localizer.text("missed-example-result"),
            (open, 2) => localizer.text(&format!("missed-example-{}", open.name())),
            (open, _) if open.may_be_passed() => localizer.text("missed-way-out"),
            _ => localizer.text("missed-way-out-buttons"),
        };
        self.ask_again(state, said)
    }

    /// The open question as it stands; of a result only the buttons, since it was shown and is not judged again.
    pub(super) fn question_shown(&self, state: &State) -> Reply {
        match state.open {
            Question::Result => self.beside(state, Rich::default()),
            _ => self.question(state),
        }
    }

    /// What is said, and the open question again; a result is pointed to and not repeated.
    pub(super) fn ask_again(&self, state: &State, said: Rich) -> Vec<Reply> {
        let mut question = self.question_shown(state);
        question.text = if state.open == Question::Result && said.is_empty() {
            self.localizer(state).text("result-stays-above")
        } else {
            Rich::paragraphs([said, question.text])
        };
        vec![question]
    }
}

/// Whether a message told only more of the job at a place, and nothing of it otherwise.
fn only_adds(before: &Case, after: &Case, at: usize) -> bool {
    let (Some(before), Some(after)) = (before.jobs.get(at), after.jobs.get(at)) else {
        return false;
    };
    before.codes == after.codes
        && (before.start.is_empty() || before.start == after.start)
        && (before.end.is_empty() || before.end == after.end)
        && (before.hours.is_empty() || before.hours == after.hours)
        && (before.country.is_empty() || before.country == after.country)
        && (before.kind.is_none() || before.kind == after.kind)
        && after.away.starts_with(&before.away)
}

/// Whether a question shows the card or the list of a job.
fn shows_card(open: Question) -> bool {
    matches!(
        open,
        Question::Confirm(_) | Question::Choose(_) | Question::Job(_)
    )
}

/// Whether a message holds a word or a number.
fn says_something(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// A yes or no to a question about military service, be more said behind it or not.
fn military_answer(heard: &Heard) -> Option<bool> {
    match heard.intent {
        Intent::Yes => Some(true),
        Intent::No => Some(false),
        Intent::Tell => heard.military.answer,
        _ => None,
    }
}

/// Whether a message names the occupation of a job's card and nothing else.
fn is_named(case: &Case, at: usize, heard: &Heard) -> bool {
    let noc = case.jobs.get(at).and_then(Draft::noc);
    match heard.jobs.as_slice() {
        [job] => noc.is_some() && job.codes.first().copied() == noc,
        _ => false,
    }
}
