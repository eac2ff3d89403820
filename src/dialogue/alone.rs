//! What is told alone where its job goes without saying: the name of a field, or a date.

use super::action::Action;
use super::case::{Case, Detail, JobEnd, Question};
use super::taken::Manner;
use super::{Dialogue, Effect, Hear, Reply, State};
use crate::eligibility::StatedDate;
use crate::text::{Rich, fold};
use crate::understanding::{Heard, Intent};

impl Dialogue<'_> {
    /// Opens the field that a message names where it is asked what is to be changed and one job was told.
    pub(super) fn field_named(
        &self,
        state: &mut State,
        text: &str,
        effects: &mut Vec<Effect>,
    ) -> Option<Vec<Reply>> {
        if state.open != Question::ChangeWhat || state.case.jobs.len() != 1 {
            return None;
        }
        let mut changing = state.clone();
        changing.go_on(state.case.clone(), Question::Change(0));
        let action = self.button_named(&changing, text)?;
        let opens = matches!(action, Action::EditDetail(_) | Action::ShowOthers);
        if !opens {
            return None;
        }
        *state = changing;
        Some(self.pressed(state, action, effects))
    }

    /// Takes a date that tells nothing else as the one that was told last; asks whether it is the start or the end where
    /// neither was.
    pub(super) fn date_alone(
        &self,
        state: &mut State,
        heard: &Heard,
        text: &str,
        hear: Hear<'_>,
    ) -> Option<Vec<Reply>> {
        let at = changed_job(state)?;
        let is_bare = heard.jobs.is_empty() && heard.french.is_none() && heard.score.is_none();
        let is_told = matches!(heard.intent, Intent::Tell | Intent::None | Intent::No);
        if !is_bare || !is_told {
            return None;
        }
        let mut asked = state.clone();
        asked.open = Question::Detail(at, Detail::Start);
        if !is_date(&hear(text, &asked)) {
            return None;
        }
        let corrects = self.manner(heard, text) == Manner::Corrects;
        let only = || only_date(state, at).filter(|_| corrects);
        let in_year = || of_told_year(state, at, &hear(text, &asked));
        let last = in_year().or_else(|| told_last(state, at)).or_else(only);
        if last.is_none() && state.open == Question::More && !corrects {
            return None;
        }
        let Some(detail) = last else {
            let said = self.localizer(state).text("date-of-what");
            let mut replies = match state.open {
                Question::Change(_) => vec![self.question(state)],
                _ => self.open_question(state, Question::Change(at)),
            };
            if let Some(first) = replies.first_mut() {
                first.text = Rich::paragraphs([said, std::mem::take(&mut first.text)]);
            }
            state.misses = 0;
            return Some(replies);
        };
        asked.open = Question::Detail(at, detail);
        let heard = hear(text, &asked);
        match state.open {
            Question::Result | Question::More => state.focus = Some(at),
            _ => state.open = asked.open,
        }
        Some(self.heard(state, &heard, text, Manner::Corrects))
    }

    /// The question in whose light a message is taken: "actually I was a welder" at "more work?" is about the work told.
    pub(super) fn taken_at(&self, state: &State, heard: &Heard, text: &str) -> Question {
        let corrects = || {
            let languages = &self.presenter.data.languages;
            let key = fold::key(text);
            languages.corrects_plainly(&key) && !languages.adds(&key)
        };
        match (state.open, heard.jobs.as_slice()) {
            (Question::More, [job])
                if !job.codes.is_empty() && job.start.is_empty() && corrects() =>
            {
                Question::Result
            }
            (open, _) => open,
        }
    }
}

/// The job that a date told alone is of.
fn changed_job(state: &State) -> Option<usize> {
    let only = (state.case.jobs.len() == 1).then_some(0);
    let at = match state.open {
        Question::Change(at) => Some(at),
        Question::Result | Question::ChangeWhat | Question::More => only.or(state.focus),
        _ => None,
    };
    at.filter(|&at| {
        state
            .case
            .jobs
            .get(at)
            .is_some_and(|job| job.is_confirmed())
    })
}

/// Whether all that was heard is a date.
fn is_date(heard: &Heard) -> bool {
    let [job] = heard.jobs.as_slice() else {
        return false;
    };
    let is_alone = job.outcome.is_none()
        && job.hours.is_empty()
        && job.country.is_empty()
        && job.kind.is_none()
        && job.months.is_none()
        && job.away.is_empty();
    is_alone && job.end.is_empty() && !job.start.is_empty()
}

/// The date of which only the year was told, where that is the year of what is told now: "January 2021" of what began in 2021.
fn of_told_year(state: &State, at: usize, heard: &Heard) -> Option<Detail> {
    let [told] = heard.jobs.first()?.start[..] else {
        return None;
    };
    let year = told.as_start().year();
    let job = state.case.jobs.get(at)?;
    let begun = job.start == [StatedDate::Year(year)];
    let ended = job.end == [JobEnd::On(StatedDate::Year(year))];
    match (begun, ended) {
        (true, false) => Some(Detail::Start),
        (false, true) => Some(Detail::End),
        _ => None,
    }
}

/// The only date of a job that goes on, as far as is known: what is corrected is its start.
fn only_date(state: &State, at: usize) -> Option<Detail> {
    let job = state.case.jobs.get(at)?;
    let goes_on = matches!(job.end.as_slice(), [] | [JobEnd::StillThere]);
    (goes_on && !job.start.is_empty()).then_some(Detail::Start)
}

/// The date of the job that was changed last, after both were told or open.
fn told_last(state: &State, at: usize) -> Option<Detail> {
    let now = state.case.jobs.get(at)?;
    let mut before = state
        .past
        .iter()
        .rev()
        .filter_map(|(case, _)| case.jobs.get(at));
    let job = before.find(|job| job.start != now.start || job.end != now.end)?;
    match (job.start != now.start, job.end != now.end) {
        (false, true) if now.end != [JobEnd::StillThere] => Some(Detail::End),
        (true, false) => Some(Detail::Start),
        _ => None,
    }
}

/// Whether a month of the year told was asked for, and the answer is a no or that year again.
pub(super) fn names_no_month(
    case: &Case,
    state: &State,
    at: usize,
    detail: Detail,
    heard: &Heard,
) -> bool {
    let year = |case: &Case| {
        let job = case.jobs.get(at)?;
        Dialogue::year_alone(job, detail)
    };
    let is_told_again = match heard.jobs.as_slice() {
        // "Sometime in spring" tells no month.
        [] => matches!(heard.intent, Intent::No | Intent::Tell),
        [job] => {
            job.outcome.is_none()
                && heard.intent == Intent::Tell
                && match detail {
                    Detail::Start => !job.start.is_empty(),
                    _ => !job.end.is_empty(),
                }
        }
        _ => false,
    };
    is_told_again && *case == state.case && year(case).is_some()
}
