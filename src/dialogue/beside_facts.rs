//! What is said beside the facts of a message: what became of a code, how to change the language, what was not taken, and
//! that one person at a time is judged.

use super::case::{Case, Question, Whose};
use super::taken::Refusal;
use super::{Dialogue, Reply, State, quote};
use crate::TypedCode;
use crate::answer::Arg;
use crate::text::{Rich, fold};
use crate::understanding::{Heard, HeardFrench, HeardJob, Intent, Told};

/// With fewer words than these, a title may be of either language.
const MIN_WORDS_TELLING_LANGUAGE: usize = 3;
/// More people than this are a group.
const FEW_OTHERS: usize = 1;

impl Dialogue<'_> {
    /// What became of a code of an earlier version, or that no version has the code.
    pub(super) fn about_code(
        &self,
        state: &State,
        heard: &Heard,
        text: &str,
        is_shown: bool,
    ) -> Option<Rich> {
        let names_a_job = heard.jobs.iter().any(|job| job.outcome.is_some());
        if !names_a_job && !state.open.asks_for_job() {
            return None;
        }
        match self.presenter.data.typed_code(text, self.rules(state))? {
            TypedCode::Group(_) => None,
            TypedCode::Earlier(code, became) if names_a_job => {
                let mut lines = vec![self.became(state, &code, &became)];
                // Where no card or list follows, the codes stand here.
                let card = self.context(state);
                let codes = became.codes.iter().filter(|_| !is_shown);
                lines.extend(codes.map(|&noc| Rich::from(card.line(noc))));
                Some(Rich::lines(lines))
            }
            TypedCode::Unknown(code) if !names_a_job => Some(self.unknown_code(state, &code)),
            TypedCode::Earlier(..) | TypedCode::Unknown(_) => None,
        }
    }

    /// To somebody who begins in another language than the chat's: how to change it, or what may be written in theirs.
    pub(super) fn about_language(&self, state: &State, heard: &Heard, text: &str) -> Option<Rich> {
        if heard.lang == state.lang.tag() || !state.case.jobs.is_empty() || state.misses > 0 {
            return None;
        }
        if let Some(reply) = self.presenter.data.understanding.reply_in(&heard.lang) {
            return Some(reply.to_owned().into());
        }
        let is_spoken = self.langs().any(|lang| lang.tag() == heard.lang);
        let is_sentence = fold::words(text).len() >= MIN_WORDS_TELLING_LANGUAGE;
        (is_spoken && is_sentence).then(|| self.localizer(state).text("language-tip"))
    }

    pub(super) fn refusal(&self, state: &State, refusal: Refusal) -> Rich {
        let localizer = self.localizer(state);
        match refusal {
            Refusal::StartsLater(date) => {
                let args = [
                    ("date", localizer.stated(date).into()),
                    ("today", localizer.day(self.today).into()),
                ];
                localizer.format("bad-date-future", &args)
            }
            Refusal::EndsBeforeStart { start, end } => {
                let args = [
                    ("start", localizer.stated(start).into()),
                    ("end", localizer.stated(end).into()),
                ];
                localizer.format("bad-dates-order", &args)
            }
            Refusal::TooManyJobs => localizer.text("bad-too-many"),
            Refusal::TooManyAway => localizer.text("bad-too-many-away"),
            Refusal::AnotherPerson => self.one_person(state),
        }
    }

    /// A message that tells of the work of somebody else alone, where nothing was told before: that work is asked about.
    pub(super) fn of_other_alone(&self, state: &State, heard: &Heard) -> Option<Heard> {
        let is_first = matches!(state.open, Question::Job(None)) && state.case.jobs.is_empty();
        if !is_first || heard.of_others.is_empty() || heard.jobs.iter().any(names_work) {
            return None;
        }
        Some(Heard {
            jobs: heard.of_others.iter().take(1).cloned().collect(),
            of_others: heard.of_others.iter().skip(1).cloned().collect(),
            told: Told::OfOther,
            intent: Intent::Tell,
            topic: None,
            ..heard.clone()
        })
    }

    /// To somebody who names a test of French, taken or not, and no scores: that these are needed.
    pub(super) fn about_test(&self, state: &State, heard: &Heard) -> Option<Rich> {
        let is_answered = heard.tells_level_alone || heard.tells_score_alone;
        if is_answered || heard.french.is_some() {
            return None;
        }
        if let Some(test) = heard.test {
            let args = [("test", Arg::from(test.name()))];
            return Some(self.localizer(state).format("noted-test", &args));
        }
        let is_all = heard.names_test && heard.intent == Intent::None;
        is_all.then(|| self.localizer(state).text("test-without-scores"))
    }

    /// What was taken of somebody's French, where no result shows it.
    pub(super) fn french_noted(&self, state: &State, case: &Case, heard: &Heard) -> Option<Rich> {
        let is_new = state.case.french != case.french;
        let id = match heard.french? {
            HeardFrench::NoTest if is_new => "noted-no-test",
            HeardFrench::Levels(_) if is_new && !state.answered => "noted-french",
            _ => return None,
        };
        Some(self.localizer(state).text(id))
    }

    /// To somebody who asks whether they qualify before all was told: that the result says it.
    pub(super) fn where_it_is_told(&self, state: &State) -> Rich {
        let is_to_come = !state.answered && !state.case.jobs.is_empty();
        let said = is_to_come.then(|| self.localizer(state).text("result-comes"));
        said.unwrap_or_default()
    }

    /// To somebody who tells where they work: that it does not tell what they do.
    pub(super) fn about_employer(&self, state: &State, heard: &Heard) -> Option<Rich> {
        let employer = heard.employer.as_deref()?;
        let args = [("employer", Arg::from(quote(employer)))];
        Some(self.localizer(state).format("where-not-what", &args))
    }

    /// What is done at the employer who was told in place of a job.
    pub(super) fn ask_what_is_done(&self, state: &mut State, said: Rich) -> Vec<Reply> {
        state.misses = state.misses.saturating_add(1);
        let mut question = self.question(state);
        let asked = self.localizer(state).text("job-in-words");
        question.text = Rich::paragraphs([said, asked]);
        vec![question]
    }

    /// To a message that tells of several people's work: that one at a time is judged.
    pub(super) fn about_others(&self, state: &State, heard: &Heard, whose: Whose) -> Option<Rich> {
        let is_group = heard.of_others.len() > FEW_OTHERS || heard.is_group;
        let tells_more = heard.jobs.iter().any(names_work) && is_group;
        tells_more.then(|| self.one_person_of(state, whose))
    }

    /// That one person at a time is judged, and whose work the case is of.
    pub(super) fn one_person(&self, state: &State) -> Rich {
        self.one_person_of(state, state.case.whose)
    }

    fn one_person_of(&self, state: &State, whose: Whose) -> Rich {
        let whose = match whose {
            Whose::Others => "other",
            Whose::Writers => "writer",
            Whose::Unsaid => "first",
        };
        let args = [("whose", Arg::from(whose))];
        self.localizer(state).format("one-person", &args)
    }
}

fn names_work(job: &HeardJob) -> bool {
    !job.codes.is_empty()
}
