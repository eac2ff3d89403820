//! What a button does, pressed or named in words.

use super::action::{Action, CallbackData};
use super::case::{
    Case, Detail, Draft, FrenchSoFar, JobEnd, MilitaryQuestion, MilitarySoFar, Question, Standing,
};
use super::{Dialogue, Effect, Reply, State, turns};
use crate::noc::NocCode;
use crate::text::fold;

impl Dialogue<'_> {
    /// Takes a button's data; one of another question or release is answered politely.
    pub(super) fn press_data(
        &self,
        state: &mut State,
        data: &str,
        effects: &mut Vec<Effect>,
    ) -> Vec<Reply> {
        match data.parse::<CallbackData>() {
            Ok(data) if data.turn == state.turn || data.action.is_valid_after_turn() => {
                self.pressed(state, data.action, effects)
            }
            _ => self.bad_press(state),
        }
    }

    /// That a button is of an earlier question.
    pub(super) fn bad_press(&self, state: &State) -> Vec<Reply> {
        self.ask_again(state, self.localizer(state).text("bad-press"))
    }

    /// The open question's button that a text names: by its label, by its number, or by its ordinal.
    pub(super) fn button_named(&self, state: &State, text: &str) -> Option<Action> {
        let question = self.question_shown(state);
        let buttons: Vec<_> = question.buttons.iter().flatten().collect();
        let typed = fold::key(text);
        let labels: Vec<String> = buttons
            .iter()
            .map(|button| fold::key(&button.label))
            .collect();
        let labelled =
            labels
                .iter()
                .position(|label| *label == typed)
                .or_else(|| match state.open {
                    Question::Choose(_) => only_label_with(&labels, &typed),
                    _ => None,
                });
        let at = labelled.or_else(|| {
            let place = self.place_named(&typed, question.takes_numbers)?;
            place.checked_sub(1).filter(|at| *at < buttons.len())
        })?;
        let data = buttons.get(at)?.data.parse::<CallbackData>().ok()?;
        Some(data.action)
    }

    /// The place in a list that a text names, counted from one.
    fn place_named(&self, typed: &str, takes_numbers: bool) -> Option<usize> {
        let number = typed.parse::<usize>().ok().filter(|_| !takes_numbers);
        let languages = &self.presenter.data.languages;
        let chosen = || languages.number_chosen(typed).filter(|_| !takes_numbers);
        number
            .or_else(chosen)
            .or_else(|| languages.place_named(typed))
    }

    /// Does what a button says.
    pub(super) fn pressed(
        &self,
        state: &mut State,
        action: Action,
        effects: &mut Vec<Effect>,
    ) -> Vec<Reply> {
        let mut case = state.case.clone();
        match (state.open, action) {
            (_, Action::Back) => return self.back(state),
            (_, Action::RemindMe) => return vec![self.reminders_page(state)],
            (_, Action::RemindOn(topic)) => return self.set_reminder(state, &topic, effects),
            (_, Action::RemindOff(topic)) => return self.remove_reminder(state, topic, effects),
            (_, Action::Zones(region)) => return vec![self.zones_page(state, region.as_deref())],
            (_, Action::Zone(name)) => return self.choose_zone(state, &name, effects),
            (_, Action::UseRules(day)) => return self.use_rules(state, day),
            (_, Action::Chart(of)) => return self.show_chart(state, of.as_deref()),
            (Question::Result, Action::Calendar) => return self.calendar(state),
            (_, Action::StartOver) => {
                *state = state.start_over();
                return vec![self.question(state)];
            }
            (Question::Result, Action::Edit) => {
                return self.open_question(state, Question::ChangeWhat);
            }
            (Question::Result, Action::Page(page)) => return vec![self.page(state, page)],
            (Question::Result, Action::Timeline) => return vec![self.timeline_page(state)],
            (Question::Result, Action::Score) => return self.score_or_ask(state),
            (_, Action::French) => return self.open_question(state, Question::French),
            (_, Action::MoreWork) => return self.open_question(state, Question::Job(None)),
            (Question::Confirm(at), Action::Edit) => {
                return self.open_question(state, Question::Change(at));
            }
            (Question::Confirm(at), Action::Yes) => confirm(&mut case, at),
            (Question::Confirm(at) | Question::Change(at), Action::ShowOthers) => {
                return self.show_others(state, at);
            }
            (Question::Choose(at), Action::Pick(noc)) => pick(&mut case, at, noc),
            (Question::Choose(at), Action::Answer(place)) => {
                return self.answer_look_alikes(state, at, usize::from(place));
            }
            (Question::Choose(at), Action::NoneOfThese) => return self.none_of_these(state, at),
            (Question::Which(at, detail), Action::Reading(place)) => {
                read(case.jobs.get_mut(at), detail, usize::from(place));
                turns::settle(&mut case);
            }
            (Question::Detail(at, Detail::End), Action::StillThere) => {
                change(&mut case, at, |job| job.end = vec![JobEnd::StillThere]);
            }
            (Question::Detail(at, Detail::Hours), Action::Hours(hundredths)) => {
                change(&mut case, at, |job| {
                    job.hours = vec![f64::from(hundredths) / 100.0];
                    job.hours_agreed = true;
                });
            }
            (
                Question::Detail(at, _) | Question::Which(at, Detail::Country),
                Action::Where(country),
            ) => {
                change(&mut case, at, |job| job.country = vec![country]);
            }
            (Question::Detail(at, _), Action::Kind(kind)) => {
                change(&mut case, at, |job| job.kind = Some(kind));
            }
            (Question::More | Question::Job(_), Action::ShowResult) => {
                case.all_told = true;
                case.jobs.retain(|job| job.standing != Standing::Unfound);
            }
            (Question::French, Action::NoFrenchTest) => case.french = Some(FrenchSoFar::NoTest),
            (Question::French, Action::FrenchInAll) => {
                case.french = self
                    .french_level(state)
                    .map(|level| FrenchSoFar::Levels([Some(level); 4]));
            }
            (Question::Military(question), Action::Yes) => {
                answer_military(&mut case.military, question, true);
            }
            (Question::Military(question), Action::No) => {
                answer_military(&mut case.military, question, false);
            }
            (Question::ChangeWhat, Action::EditJob(at)) if at < case.jobs.len() => {
                return self.open_question(state, Question::Change(at));
            }
            (Question::Change(at) | Question::Which(at, _), Action::EditDetail(detail)) => {
                return self.open_question(state, Question::Detail(at, detail));
            }
            (Question::Change(at), Action::RemoveJob) | (Question::Job(Some(at)), Action::Skip)
                if at < case.jobs.len() =>
            {
                case.jobs.remove(at);
                case.passed.clear();
                state.focus = None;
            }
            (open, Action::Skip) => case.passed.push(open),
            _ => return self.bad_press(state),
        }
        self.proceed(state, case, Vec::new())
    }

    /// Opens a question beside the usual order.
    pub(super) fn open_question(&self, state: &mut State, question: Question) -> Vec<Reply> {
        state.go_on(state.case.clone(), question);
        vec![self.question(state)]
    }

    /// Returns to the question before.
    pub(super) fn back(&self, state: &mut State) -> Vec<Reply> {
        if state.go_back() {
            vec![self.question(state)]
        } else {
            self.ask_again(state, self.localizer(state).text("bad-back"))
        }
    }

    /// The other occupations that the job's words may mean, or the wish for other words.
    pub(super) fn show_others(&self, state: &mut State, at: usize) -> Vec<Reply> {
        let mut case = state.case.clone();
        let Some(job) = case.jobs.get_mut(at) else {
            return self.bad_press(state);
        };
        if job.codes.len() > 1 {
            job.codes.rotate_left(1);
            job.standing = Standing::Open;
            state.go_on(case, Question::Choose(at));
            return vec![self.question(state)];
        }
        self.none_of_these(state, at)
    }

    /// Keeps the occupations that an answer leads to.
    fn answer_look_alikes(&self, state: &mut State, at: usize, place: usize) -> Vec<Reply> {
        let mut case = state.case.clone();
        let codes = case.jobs.get(at).and_then(|job| {
            let question = self.look_alike_question(state, job)?;
            Some(question.answers.get(place)?.codes.clone())
        });
        let Some(codes) = codes else {
            return self.bad_press(state);
        };
        change(&mut case, at, |job| job.codes = codes);
        self.proceed(state, case, Vec::new())
    }

    /// Asks for the job in other words, keeping what was told of it.
    pub(super) fn none_of_these(&self, state: &mut State, at: usize) -> Vec<Reply> {
        let mut case = state.case.clone();
        change(&mut case, at, |job| {
            job.forget_occupation();
        });
        state.go_on(case, Question::Job(Some(at)));
        vec![self.question(state)]
    }
}

fn change(case: &mut Case, at: usize, change: impl FnOnce(&mut Draft)) {
    if let Some(job) = case.jobs.get_mut(at) {
        change(job);
    }
}

/// Agrees to a card; another job of the same occupation is agreed to with it.
pub(super) fn confirm(case: &mut Case, at: usize) {
    let Some(noc) = case.jobs.get(at).and_then(Draft::noc) else {
        return;
    };
    for (other, job) in case.jobs.iter_mut().enumerate() {
        if other == at || job.standing == Standing::Sure && job.noc() == Some(noc) {
            job.standing = Standing::Confirmed;
            job.hours_agreed = true;
        }
    }
}

/// Settles the occupation; other jobs told in the same words have it too.
fn pick(case: &mut Case, at: usize, noc: NocCode) {
    let words = case.jobs.get(at).map(|job| job.words.clone());
    for (other, job) in case.jobs.iter_mut().enumerate() {
        let is_same = !job.is_confirmed() && Some(&job.words) == words.as_ref();
        if other == at || is_same && job.codes.contains(&noc) {
            job.codes.retain(|code| *code != noc);
            job.codes.insert(0, noc);
            job.standing = Standing::Confirmed;
        }
    }
}

fn read(job: Option<&mut Draft>, detail: Detail, place: usize) {
    fn keep<T: Copy>(readings: &mut Vec<T>, place: usize) {
        if let Some(chosen) = readings.get(place).copied() {
            *readings = vec![chosen];
        }
    }
    let Some(job) = job else { return };
    match detail {
        Detail::Start => keep(&mut job.start, place),
        Detail::End => keep(&mut job.end, place),
        Detail::Hours => {
            keep(&mut job.hours, place);
            job.hours_agreed = true;
        }
        Detail::Country => keep(&mut job.country, place),
        Detail::Kind | Detail::Away => {}
    }
}

pub(super) fn answer_military(told: &mut MilitarySoFar, question: MilitaryQuestion, answer: bool) {
    match question {
        MilitaryQuestion::Serving => told.serving = Some(answer),
        MilitaryQuestion::Years => {}
        MilitaryQuestion::Offer => told.caf_offer = Some(answer),
        MilitaryQuestion::Credential => told.credential = Some(answer),
    }
}

/// The only label that holds the words typed, next to each other.
fn only_label_with(labels: &[String], typed: &str) -> Option<usize> {
    let inside = |at: &usize| !typed.is_empty() && fold::holds(&labels[*at], typed);
    let mut found = (0..labels.len()).filter(inside);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}
