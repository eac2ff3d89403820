//! Taking an answer, typed or pressed, to the open question.

use super::extras::score_named_in;
use super::input::{
    DateProblem, DateReading, DateRole, HoursProblem, HoursReading, ScoresProblem, read_date,
    read_french_scores, read_hours, read_years, read_yes_no,
};
use super::press::Press;
use super::questions::USUAL_HOURS;
use super::state::{
    Choice, Field, FrenchAnswer, Job, JobEnd, MilitaryQuestion, State, Step, Told, WorkKind,
};
use super::{Dialogue, LONGEST_ANSWER, Reply, quote};
use crate::answer::Arg;
use crate::eligibility::{PlaceNamed, StatedDate};
use crate::matching::fold;
use crate::noc::Lang;

/// A kind of work's own word tells more than several words of its label, which other labels share.
const OWN_WORD: usize = 3;

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
            (Step::Edit, Press::EditJob(at)) if usize::from(at) < state.told.jobs.len() => {
                state.go_on(state.told.clone(), Step::EditJob(usize::from(at)));
                vec![self.question(state)]
            }
            (Step::Edit, Press::EditField(field)) => self.edit(state, None, field),
            (Step::EditJob(at), Press::EditField(field)) => self.edit(state, Some(at), field),
            _ => self.problem(state, "bad-press", &[]),
        }
    }

    /// Takes a typed answer.
    pub(super) fn typed(&self, state: &mut State, text: &str) -> Vec<Reply> {
        let is_short = text.chars().count() <= LONGEST_ANSWER;
        let is_about_a_score = state.step.asks_for_job() || state.shows_result();
        if is_about_a_score && let Some(score) = score_named_in(text, state.shows_result()) {
            return self.hold_score(state, score);
        }
        let has_told = !state.told.occupations.is_empty();
        match state.step.clone() {
            Step::Job if has_told && read_yes_no(text) == Some(false) => {
                self.tell(state, |told| told.all_told = true)
            }
            Step::Job => self.look_up(state, text),
            Step::Confirm(found) => match read_yes_no(text) {
                Some(true) => self.pressed(state, Press::Yes),
                Some(false) => self.show_others(state, found),
                None => self.look_up(state, text),
            },
            Step::Choose(found) => match text.trim().parse().ok() {
                Some(noc) if found.iter().any(|choice| choice.noc == noc) => {
                    self.take_occupation(state, noc)
                }
                _ => match read_yes_no(text) {
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
            Step::More => match read_yes_no(text) {
                Some(false) => self.pressed(state, Press::ShowResult),
                Some(true) => self.problem(state, "bad-choice", &[]),
                None => self.look_up(state, text),
            },
            Step::French => self.typed_scores(state, text),
            Step::Military(MilitaryQuestion::Years) => match read_years(text) {
                Some(years) => self.tell(state, |told| told.military.years = Some(years)),
                None => self.problem(state, "bad-years", &[("text", quote(text).into())]),
            },
            Step::Military(question) => match read_yes_no(text) {
                Some(answer) => self.take_military(state, question, answer),
                None => self.problem(state, "bad-yes-no", &[]),
            },
            Step::Score => self.take_score(state, text),
            Step::Edit | Step::EditJob(_) => self.problem(state, "bad-choice", &[]),
        }
    }

    /// Changes what was told and asks what it leaves open.
    fn tell(&self, state: &mut State, change: impl FnOnce(&mut Told)) -> Vec<Reply> {
        let mut told = state.told.clone();
        change(&mut told);
        vec![self.proceed(state, told)]
    }

    fn change_job(
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
        if state.told.jobs.is_empty() && state.told.french.is_none() {
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

    fn typed_about_job(
        &self,
        state: &mut State,
        at: usize,
        field: Field,
        text: &str,
    ) -> Vec<Reply> {
        match field {
            Field::Start | Field::End => self.typed_date(state, at, field, text),
            Field::Hours => match place_typed(text) {
                // So few hours are rare; in a terminal other questions are answered by the number of a choice.
                Some((number, usual)) => {
                    let (low, high) = (f64::from(number), f64::from(usual) / 100.0);
                    state.go_on(state.told.clone(), Step::WhichHours { at, low, high });
                    vec![self.question(state)]
                }
                None => self.typed_hours(state, at, text),
            },
            Field::Country => match self.engines.places.named_in(text) {
                Some(PlaceNamed::One(country)) => {
                    self.change_job(state, at, |job| job.country = Some(country))
                }
                Some(PlaceNamed::Both) => self.problem(state, "bad-country-both", &[]),
                None => self.problem(state, "bad-country", &[("text", quote(text).into())]),
            },
            _ => match self.kind_named_in(text) {
                Some(kind) => self.change_job(state, at, |job| job.kind = Some(kind)),
                None => self.problem(state, "bad-kind", &[]),
            },
        }
    }

    /// The kind of work that the text names by its own words ("employee", "bénévole"), or else by those of its label.
    fn kind_named_in(&self, text: &str) -> Option<WorkKind> {
        let typed = fold::words(text);
        let speakers = Lang::ALL.map(|lang| self.engines.texts.speaker(lang));
        let words_in = |id: String| -> Vec<String> {
            let texts = speakers.map(|speaker| speaker.just(&id));
            texts.iter().flat_map(|text| fold::words(text)).collect()
        };
        let likeness_of = |kind: WorkKind| {
            let own = words_in(format!("kind-words-{}", kind.tag()));
            let label = words_in(format!("button-kind-{}", kind.tag()));
            let named = typed.iter().filter(|word| own.contains(word)).count();
            let telling = |word: &&String| {
                word.len() > 3 && label.iter().any(|in_label| same_stem(in_label, word))
            };
            let hinted = typed.iter().filter(telling).count();
            (OWN_WORD * named + hinted, kind)
        };
        let likeness = WorkKind::ALL.map(likeness_of);
        let most = likeness.iter().map(|(most, _)| *most).max();
        let most = most.filter(|&most| most > 0)?;
        let mut best = likeness.into_iter().filter(|(own, _)| *own == most);
        match (best.next(), best.next()) {
            (Some((_, kind)), None) => Some(kind),
            _ => None,
        }
    }

    fn typed_date(&self, state: &mut State, at: usize, field: Field, text: &str) -> Vec<Reply> {
        let role = if field == Field::Start {
            DateRole::Start
        } else {
            DateRole::End
        };
        match read_date(text, role, state.lang, self.today) {
            Ok(DateReading::Sure(date)) => self.take_date(state, at, date),
            Ok(DateReading::Still) => {
                self.change_job(state, at, |job| job.end = Some(JobEnd::StillThere))
            }
            Ok(DateReading::Either(options)) => {
                state.go_on(state.told.clone(), Step::WhichDate { at, field, options });
                vec![self.question(state)]
            }
            Err(DateProblem::TwoDates { start, end }) if field == Field::Start => {
                self.take_both_dates(state, at, start, end)
            }
            Err(problem) => self.date_problem(state, &problem, text),
        }
    }

    fn take_both_dates(
        &self,
        state: &mut State,
        at: usize,
        start: DateReading,
        end: DateReading,
    ) -> Vec<Reply> {
        let end = match end {
            DateReading::Sure(date) => JobEnd::On(date),
            DateReading::Still => JobEnd::StillThere,
            DateReading::Either(_) => return self.problem(state, "bad-date-two", &[]),
        };
        let DateReading::Sure(start) = start else {
            return self.problem(state, "bad-date-two", &[]);
        };
        if let JobEnd::On(date) = end
            && date.as_end() < start.as_start()
        {
            let args = [
                ("start", self.speaker(state).stated(start).into()),
                ("end", self.speaker(state).stated(date).into()),
            ];
            return self.problem(state, "bad-end-before-start", &args);
        }
        self.change_job(state, at, |job| {
            job.start = Some(start);
            job.end = Some(end);
        })
    }

    /// Takes a date as the first one missing of the job: its start or its end.
    fn take_date(&self, state: &mut State, at: usize, date: StatedDate) -> Vec<Reply> {
        let speaker = self.speaker(state);
        let Some(job) = state.told.jobs.get(at) else {
            return self.problem(state, "bad-press", &[]);
        };
        let latest = date.as_start();
        if latest > self.today {
            let args = [
                ("date", speaker.stated(date).into()),
                ("today", speaker.day(self.today).into()),
            ];
            return self.problem(state, "bad-date-future", &args);
        }
        match (job.start, job.end) {
            (None, Some(JobEnd::On(end))) if end.as_end() < date.as_start() => {
                let args = [
                    ("start", speaker.stated(date).into()),
                    ("end", speaker.stated(end).into()),
                ];
                self.problem(state, "bad-start-after-end", &args)
            }
            (None, _) => self.tell(state, |told| {
                told.heard_start = None;
                if let Some(job) = told.jobs.get_mut(at) {
                    job.start = Some(date);
                }
            }),
            (Some(start), _) if date.as_end() < start.as_start() => {
                let args = [
                    ("start", speaker.stated(start).into()),
                    ("end", speaker.stated(date).into()),
                ];
                self.problem(state, "bad-end-before-start", &args)
            }
            (Some(_), _) => self.change_job(state, at, |job| job.end = Some(JobEnd::On(date))),
        }
    }

    fn date_problem(&self, state: &State, problem: &DateProblem, text: &str) -> Vec<Reply> {
        let speaker = self.speaker(state);
        let text = ("text", Arg::from(quote(text)));
        match problem {
            DateProblem::NotADate => self.problem(state, "bad-date", &[text]),
            DateProblem::MonthMissing { year } => self.problem(
                state,
                "bad-date-month",
                &[("year", year.to_string().into())],
            ),
            DateProblem::YearMissing { .. } => {
                let year = i32::from(self.today.year()) - 1;
                self.problem(state, "bad-date-year", &[("year", year.to_string().into())])
            }
            DateProblem::NoSuchDay { .. } => self.problem(state, "bad-date-none", &[text]),
            DateProblem::InTheFuture(date) => {
                let args = [
                    ("date", speaker.stated(*date).into()),
                    ("today", speaker.day(self.today).into()),
                ];
                self.problem(state, "bad-date-future", &args)
            }
            DateProblem::TooLongAgo(date) => self.problem(
                state,
                "bad-date-old",
                &[("date", speaker.stated(*date).into())],
            ),
            DateProblem::TwoDates { .. } => self.problem(state, "bad-date-two", &[]),
        }
    }

    fn typed_hours(&self, state: &mut State, at: usize, text: &str) -> Vec<Reply> {
        let speaker = self.speaker(state);
        match read_hours(text) {
            Ok(HoursReading::Hours(hours)) => {
                self.change_job(state, at, |job| job.hours = Some(hours.as_f64()))
            }
            Ok(HoursReading::FullTime) => {
                let full_time = self.rules(state).counting.full_time_hours;
                let mut replies =
                    self.change_job(state, at, |job| job.hours = Some(f64::from(full_time)));
                let said = speaker.say("full-time-taken", &[("hours", full_time.into())]);
                if let Some(reply) = replies.first_mut() {
                    reply.text = format!("{said}\n\n{}", reply.text);
                }
                replies
            }
            Ok(HoursReading::PartTime) => self.problem(state, "bad-hours-part", &[]),
            Ok(HoursReading::Between(low, high)) => {
                let (low, high) = (low.as_f64(), high.as_f64());
                state.go_on(state.told.clone(), Step::WhichHours { at, low, high });
                vec![self.question(state)]
            }
            Err(HoursProblem::NotANumber) => {
                self.problem(state, "bad-hours", &[("text", quote(text).into())])
            }
            Err(HoursProblem::NotPositive(_)) => self.problem(state, "bad-hours-zero", &[]),
            Err(HoursProblem::TooMany(hours)) => self.problem(
                state,
                "bad-hours-many",
                &[("hours", speaker.number(hours).into())],
            ),
            Err(HoursProblem::DaysMissing { hours_a_day }) => self.problem(
                state,
                "bad-hours-days",
                &[("hours", speaker.number(hours_a_day).into())],
            ),
            Err(HoursProblem::PerMonth { .. }) => {
                let usual = self.rules(state).counting.full_time_hours;
                self.problem(state, "bad-hours-month", &[("hours", usual.into())])
            }
        }
    }

    fn typed_scores(&self, state: &mut State, text: &str) -> Vec<Reply> {
        if read_yes_no(text) == Some(false) {
            return self.pressed(state, Press::NoFrenchTest);
        }
        match read_french_scores(text) {
            Ok(scores) => {
                let levels = [
                    scores.listening,
                    scores.speaking,
                    scores.reading,
                    scores.writing,
                ];
                self.tell(state, |told| {
                    told.french = Some(FrenchAnswer::Scores(levels))
                })
            }
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

/// A number that may stand for one of the usual hours by its place, and those hours in hundredths.
fn place_typed(text: &str) -> Option<(u8, u16)> {
    let number: u8 = text.trim().parse().ok()?;
    let usual = USUAL_HOURS.get(usize::from(number.checked_sub(1)?))?;
    Some((number, *usual))
}

/// Whether two words share a beginning long enough to be one word in two forms.
fn same_stem(a: &str, b: &str) -> bool {
    const STEM: usize = 5;
    a == b || a.len() >= STEM && b.len() >= STEM && a.as_bytes()[..STEM] == b.as_bytes()[..STEM]
}
