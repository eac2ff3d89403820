//! An answer in somebody's own words to the question which of several occupations it is.

use super::case::{Case, Detail, Question, Standing};
use super::{Dialogue, Reply, State};
use crate::eligibility::WorkKind;
use crate::matching::Outcome;
use crate::noc::NocCode;
use crate::text::fold;
use crate::understanding::{Heard, Intent, JobOutcome};

/// Longer texts tell more than an answer.
const LONGEST: usize = 25;
/// In Canada or abroad.
const PLACES: usize = 2;
/// "Yes" and "no" answer in so few words.
const FEW: usize = 3;

impl Dialogue<'_> {
    /// Among how many answers of its own the open question chooses; a yes is none of them.
    pub(super) fn offered(&self, state: &State) -> usize {
        let of_job = |at| state.case.jobs.get(at);
        match state.open {
            Question::Choose(at) => of_job(at).map_or(0, |job| {
                let question = self.look_alike_question(state, job);
                question.map_or(job.codes.len(), |question| question.answers.len())
            }),
            Question::Which(at, detail) => {
                of_job(at).map_or(0, |job| self.readings(state, job, detail).len())
            }
            Question::Detail(_, Detail::Country) => PLACES,
            Question::Detail(_, Detail::Kind) => WorkKind::ALL.len(),
            _ => 0,
        }
    }

    /// The open question again, to somebody who said yes to a choice.
    pub(super) fn ask_which_of_them(&self, state: &mut State) -> Vec<Reply> {
        state.misses = 1;
        let count = [("count", self.offered(state).into())];
        let said = self.localizer(state).format("choose-which", &count);
        self.ask_again(state, said)
    }

    /// The occupations that an answer to the open choice leads to; none where it answers nothing, or names another job.
    pub(super) fn choice(&self, state: &State, heard: &Heard, text: &str) -> Option<Vec<NocCode>> {
        let Question::Choose(at) = state.open else {
            return None;
        };
        let words = fold::words(text);
        if words.len() > LONGEST || heard.jobs.len() > 1 {
            return None;
        }
        let job = state.case.jobs.get(at)?;
        let question = self.look_alike_question(state, job);
        let offered: Vec<NocCode> = match question {
            Some(question) => {
                let answers = question.answers.iter();
                answers
                    .flat_map(|answer| answer.codes.iter().copied())
                    .collect()
            }
            None => job.codes.clone(),
        };
        let is_another = |heard: &crate::understanding::HeardJob| {
            matches!(
                heard.outcome,
                Some(JobOutcome::Confident | JobOutcome::Code)
            )
        };
        if heard.jobs.iter().any(is_another) {
            // A title or code is taken as such.
            return None;
        }
        // A title that may be several of what was offered chooses none, whatever else is known.
        let mut is_open = false;
        // "Adjudant" to the question about the rank: of what the word may mean only what was offered.
        if let [told] = heard.jobs.as_slice()
            && !told.codes.is_empty()
        {
            let mut both = told.codes.clone();
            both.retain(|code| offered.contains(code));
            let is_narrower = !both.is_empty() && both.len() < told.codes.len();
            if is_narrower && (question.is_none() || both.len() == 1) {
                return Some(both);
            }
            is_open = both.len() > 1;
        }
        let said = question.and_then(|question| {
            let declines = matches!(heard.intent, Intent::No | Intent::Skip | Intent::Done);
            match (declines, words.len() <= FEW) {
                (true, true) => question.answered(words.first()?, true),
                (true, false) => None,
                (false, is_short) => {
                    question.answered(text, is_short || heard.intent == Intent::Yes)
                }
            }
        });
        if let (Some(question), Some(place)) = (question, said) {
            return Some(question.answers[place].codes.clone());
        }
        let asks_or_tells = matches!(heard.intent, Intent::Tell | Intent::None | Intent::Question);
        if !asks_or_tells || is_open && question.is_some() {
            return None;
        }
        let matcher = self.presenter.data.matcher_of(self.rules(state));
        let sure = |text: &str| {
            let found = matcher.find(text, Some(state.lang), 1);
            let best = found.candidates.first()?.noc;
            (found.outcome == Outcome::Confident).then_some(best)
        };
        let alone = sure(text);
        let together = || {
            // Words that are sure by themselves stay so, whatever stands beside them.
            let is_open = sure(&job.words).is_none();
            let texts = [
                format!("{text} {}", job.words),
                format!("{} {text}", job.words),
            ];
            is_open
                .then(|| texts.iter().find_map(|text| sure(text)))
                .flatten()
        };
        let best = alone.or_else(together)?;
        offered.contains(&best).then(|| vec![best])
    }
}

/// Leaves a job the occupations that an answer leads to; a single one is shown before it counts.
pub(super) fn choose(case: &mut Case, at: usize, codes: Vec<NocCode>) {
    let Some(job) = case.jobs.get_mut(at) else {
        return;
    };
    job.standing = match codes.len() {
        1 => Standing::Sure,
        _ => Standing::Open,
    };
    job.codes = codes;
}

/// Whether a message is marked as a question.
pub(super) fn asks(text: &str) -> bool {
    text.contains(['?', '？', '؟'])
}

/// What was heard without the names of jobs, which are words of an answer.
pub(super) fn without_titles(heard: &Heard, text: &str) -> Heard {
    let mut heard = heard.clone();
    if heard.intent != Intent::Question || !asks(text) {
        heard.intent = Intent::Tell;
        heard.topic = None;
    }
    for job in &mut heard.jobs {
        job.outcome = None;
        job.codes.clear();
    }
    heard
}
