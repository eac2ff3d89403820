//! To somebody who asks for reasons, or says that something is wrong and not what.

use super::case::Question;
use super::{Dialogue, Page, Reply, State};
use crate::text::{Rich, fold};
use crate::understanding::{Heard, Topic};

impl Dialogue<'_> {
    /// To somebody who asks why of a result, the reasons, and of a question, why it is asked; to somebody who says that it is
    /// wrong and not what, what can be changed.
    pub(super) fn objection(
        &self,
        state: &mut State,
        heard: &Heard,
        text: &str,
    ) -> Option<Vec<Reply>> {
        let key = fold::key(text);
        let languages = &self.presenter.data.languages;
        let has_facts = !heard.jobs.is_empty() || heard.french.is_some() || heard.score.is_some();
        match state.open {
            Question::Result if languages.asks_why(&key) => {
                state.misses = 0;
                Some(vec![self.page(state, Page::Why)])
            }
            Question::Result if languages.asks_next(&key) => {
                state.misses = 0;
                Some(vec![self.page(state, Page::Next)])
            }
            Question::Result | Question::More
                if !has_facts && !state.case.jobs.is_empty() && languages.complains(&key) =>
            {
                Some(self.open_question(state, Question::ChangeWhat))
            }
            Question::Result | Question::ChangeWhat => None,
            open if !has_facts && is_general(heard.topic) && languages.asks_why(&key) => {
                state.misses = 0;
                Some(self.ask_again(state, self.why_asked(state, open)))
            }
            _ => None,
        }
    }

    /// Why a question is asked, and that there is no result whose reasons could be given.
    fn why_asked(&self, state: &State, question: Question) -> Rich {
        let localizer = self.localizer(state);
        let why = localizer.text(&format!("why-asked-{}", question.name()));
        match state.answered {
            true => why,
            false => Rich::lines([localizer.text("no-result-yet"), why]),
        }
    }
}

/// Whether a question is about nothing that has an answer of its own.
pub(super) fn is_general(topic: Option<Topic>) -> bool {
    topic.is_none_or(|topic| topic == Topic::OTHER)
}
