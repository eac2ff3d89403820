//! Taking an answer, typed or pressed, to the open question.

use super::extras::score_named_in;
use super::flow::MAX_JOBS;
use super::press::Press;
use super::state::{Choice, Field, FrenchAnswer, Job, JobEnd, MilitaryQuestion, State, Step, Told};
use super::{Dialogue, LONGEST_ANSWER, Reply, quote};
use crate::eligibility::StatedDate;
use crate::understanding::{ScoresProblem, read_french_scores, read_years, read_yes_no};

impl Dialogue<'_> {
    /// Takes a press of one of the open question's buttons.
    pub(super) fn pressed(&self, state: &mut State, press: Press) -> Vec<Reply> {
        match (state.step.clone(), press) {
            (_, Press::Back) => self.back(state),
            (_, Press::StartOver) => {
                *state = state.start_over();
                vec![self.question(state)]
            }
            (_, Press::Edit) => self.ask_what_to_edit(state),
            (Step::Result, Press::Timeline) => self.show_timeline(state),
            (Step::Result, Press::Chart(id)) => self.show_chart(state, id.as_deref()),
            (Step::Result, Press::Score) => self.ask_score(state),
            (_, Press::RemindMe) => vec![self.reminders_page(state)],
            (_, Press::Zones(region)) => vec![self.zones_page(state, region.as_deref())],
            (Step::Confirm(found), Press::Yes) => match found.first() {
                Some(first) => self.take_occupation(state, first.noc),
                None => self.problem(state, "bad-choice", &[]),
            },
            (Step::Confirm(found), Press::ShowOthers) => self.show_others(state, found),
            (Step::Choose(found), Press::Pick(noc))
                if found.iter().any(|choice| choice.noc == noc) =>
            {
                self.take_occupation(state, noc)
            }
            (Step::Choose(_), Press::NoneOfThese) => self.none_of_these(state),
            (
                Step::AboutJob {
                    at,
                    field: Field::Start | Field::End,
                },
                Press::Day(day),
            ) => self.take_date(state, at, StatedDate::Day(day)),
            (
                Step::AboutJob {
                    at,
                    field: Field::Start,
                },
                Press::Month(first),
            ) => self.take_date(state, at, StatedDate::Month(first)),
            (Step::WhichDate { at, .. }, Press::Day(day)) => {
                self.take_date(state, at, StatedDate::Day(day))
            }
            (Step::WhichDate { at, .. }, Press::Month(first)) => {
                self.take_date(state, at, StatedDate::Month(first))
            }
            (
                Step::AboutJob {
                    at,
                    field: Field::End,
                },
                Press::StillThere,
            ) => self.change_job(state, at, |job| job.end = Some(JobEnd::StillThere)),
            (
                Step::AboutJob {
                    at,
                    field: Field::Hours,
                }
                | Step::WhichHours { at, .. },
                Press::Hours(hundredths),
            ) => self.change_job(state, at, |job| {
                job.hours = Some(f64::from(hundredths) / 100.0)
            }),
            (
                Step::AboutJob {
                    at,
                    field: Field::Country,
                },
                Press::Where(country),
            ) => self.change_job(state, at, |job| job.country = Some(country)),
            (
                Step::AboutJob {
                    at,
                    field: Field::Kind,
                },
                Press::Kind(kind),
            ) => self.change_job(state, at, |job| job.kind = Some(kind)),
            (Step::More, Press::AnotherJob) => self.another_job(state),
            (Step::More, Press::AnotherOccupation) => {
                state.go_on(state.told.clone(), Step::Job);
                vec![self.question(state)]
            }
            (Step::More | Step::Job, Press::ShowResult) => {
                self.tell(state, |told| told.all_told = true)
            }
            (Step::French, Press::NoFrenchTest) => {
                self.tell(state, |told| told.french = Some(FrenchAnswer::NoTest))
            }
            (Step::French, Press::FrenchInAll) => {
                let level = self.french_level(state).unwrap_or(0);
                self.tell(state, |told| {
                    told.french = Some(FrenchAnswer::Scores([level; 4]))
                })
            }
            (Step::Military(question), Press::Yes) => self.take_military(state, question, true),
            (Step::Military(question), Press::No) => self.take_military(state, question, false),
            (Step::Edit, Press::EditJob(at)) if at < state.told.jobs.len() => {
                state.go_on(state.told.clone(), Step::EditJob(at));
                vec![self.question(state)]
            }
            (Step::Edit, Press::Drop(noc)) => {
                self.tell(state, |told| told.occupations.retain(|&other| other != noc))
            }
            (Step::Edit, Press::EditField(field)) => self.edit(state, None, field),
            (Step::EditJob(at), Press::EditField(field)) => self.edit(state, Some(at), field),
            _ => self.problem(state, "bad-press", &[]),
        }
    }

    /// Takes a typed answer.
    pub(super) fn typed(&self, state: &mut State, text: &str) -> Vec<Reply> {
        let languages = &self.presenter.data.languages;
        let is_short = text.chars().count() <= LONGEST_ANSWER;
        let is_about_a_score = state.step.asks_for_job() || state.shows_result();
        if is_about_a_score
            && let Some(score) = score_named_in(text, state.shows_result(), languages)
        {
            return self.hold_score(state, score);
        }
        let has_told = !state.told.occupations.is_empty();
        match state.step.clone() {
            Step::Job if has_told && read_yes_no(text, languages) == Some(false) => {
                self.tell(state, |told| told.all_told = true)
            }
            Step::Job => self.look_up(state, text),
            Step::Confirm(found) => match read_yes_no(text, languages) {
                Some(true) => self.pressed(state, Press::Yes),
                Some(false) => self.show_others(state, found),
                None => self.look_up(state, text),
            },
            Step::Choose(found) => match text.trim().parse().ok() {
                Some(noc) if found.iter().any(|choice| choice.noc == noc) => {
                    self.take_occupation(state, noc)
                }
                _ => match read_yes_no(text, languages) {
                    Some(false) => self.none_of_these(state),
                    Some(true) => self.problem(state, "bad-choice", &[]),
                    None => self.look_up(state, text),
                },
            },
            Step::Result => {
                // A new job after the result is a new question; whatever holds no job leaves the result as it is.
                let mut asked = state.clone();
                asked.go_on(Told::default(), Step::Job);
                let replies = self.look_up(&mut asked, text);
                if asked.step == Step::Job {
                    return self.problem(state, "result-stands", &[]);
                }
                *state = asked;
                replies
            }
            _ if !is_short => self.problem(state, "bad-too-long", &[]),
            Step::AboutJob { at, field } => self.typed_about_job(state, at, field, text),
            Step::WhichDate { at, field, .. } => self.typed_date(state, at, field, text),
            Step::WhichHours { at, .. } => self.typed_hours(state, at, text),
            Step::More => match read_yes_no(text, languages) {
                Some(false) => self.pressed(state, Press::ShowResult),
                Some(true) => self.problem(state, "bad-choice", &[]),
                None => self.look_up(state, text),
            },
            Step::French => self.typed_scores(state, text),
            Step::Military(MilitaryQuestion::Years) => match read_years(text, languages) {
                Some(years) => self.tell(state, |told| told.military.years = Some(years)),
                None => self.problem(state, "bad-years", &[("text", quote(text).into())]),
            },
            Step::Military(question) => match read_yes_no(text, languages) {
                Some(answer) => self.take_military(state, question, answer),
                None => self.problem(state, "bad-yes-no", &[]),
            },
            Step::Score => self.take_score(state, text),
            Step::Edit | Step::EditJob(_) => self.problem(state, "bad-choice", &[]),
        }
    }

    /// Changes what was told and asks what it leaves open.
    pub(super) fn tell(&self, state: &mut State, change: impl FnOnce(&mut Told)) -> Vec<Reply> {
        let mut told = state.told.clone();
        change(&mut told);
        vec![self.proceed(state, told)]
    }

    pub(super) fn change_job(
        &self,
        state: &mut State,
        at: usize,
        change: impl FnOnce(&mut Job),
    ) -> Vec<Reply> {
        self.tell(state, |told| {
            if let Some(job) = told.jobs.get_mut(at) {
                change(job);
            }
        })
    }

    /// Returns to the question before.
    pub(super) fn back(&self, state: &mut State) -> Vec<Reply> {
        if state.go_back() {
            vec![self.question(state)]
        } else {
            self.problem(state, "bad-back", &[])
        }
    }

    /// Asks which answer is to be changed.
    pub(super) fn ask_what_to_edit(&self, state: &mut State) -> Vec<Reply> {
        if state.told.occupations.is_empty() && state.told.french.is_none() {
            return self.problem(state, "bad-edit", &[]);
        }
        state.go_on(state.told.clone(), Step::Edit);
        vec![self.question(state)]
    }

    fn show_others(&self, state: &mut State, found: Vec<Choice>) -> Vec<Reply> {
        let others: Vec<Choice> = found.into_iter().skip(1).collect();
        if others.is_empty() {
            state.go_on(state.told.clone(), Step::Job);
            return self.problem(state, "job-others-none", &[]);
        }
        state.go_on(state.told.clone(), Step::Choose(others));
        vec![self.question(state)]
    }

    fn none_of_these(&self, state: &mut State) -> Vec<Reply> {
        state.go_on(state.told.clone(), Step::Job);
        self.problem(state, "job-others-none", &[])
    }

    fn another_job(&self, state: &mut State) -> Vec<Reply> {
        match state.told.jobs.last().map(|job| job.noc) {
            Some(_) if state.told.jobs.len() >= MAX_JOBS => {
                self.problem(state, "bad-too-many", &[])
            }
            Some(noc) => self.tell(state, |told| told.jobs.push(Job::new(noc))),
            None => self.problem(state, "bad-choice", &[]),
        }
    }

    fn take_military(
        &self,
        state: &mut State,
        question: MilitaryQuestion,
        answer: bool,
    ) -> Vec<Reply> {
        self.tell(state, |told| match question {
            MilitaryQuestion::Serving => told.military.serving = Some(answer),
            MilitaryQuestion::Years => {}
            MilitaryQuestion::Offer => told.military.offer = Some(answer),
            MilitaryQuestion::Credential => told.military.credential = Some(answer),
        })
    }

    fn typed_scores(&self, state: &mut State, text: &str) -> Vec<Reply> {
        let languages = &self.presenter.data.languages;
        if read_yes_no(text, languages) == Some(false) {
            return self.pressed(state, Press::NoFrenchTest);
        }
        match read_french_scores(text, languages) {
            Ok(levels) => self.tell(state, |told| {
                told.french = Some(FrenchAnswer::Scores(levels))
            }),
            Err(ScoresProblem::NotFour(_)) => self.problem(state, "bad-scores", &[]),
            Err(ScoresProblem::OutOfRange(level)) => self.problem(
                state,
                "bad-scores-range",
                &[("level", level.to_string().into())],
            ),
            Err(ScoresProblem::NotNclc) => self.problem(state, "bad-scores-cefr", &[]),
        }
    }
}
