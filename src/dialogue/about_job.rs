//! Taking answers about one job: dates, hours, place and kind of work.

use super::questions::USUAL_HOURS;
use super::state::{Field, JobEnd, State, Step};
use super::{Dialogue, Reply, quote};
use crate::answer::{Arg, Localizer};
use crate::eligibility::WorkKind;
use crate::eligibility::{PlaceNamed, StatedDate};
use crate::text::{Rich, fold};
use crate::understanding::{
    DateProblem, DateReading, DateRole, HoursProblem, HoursReading, read_date, read_hours,
};

/// A kind of work's own word tells more than several words of its label, which other labels share.
const OWN_WORD: usize = 3;

impl Dialogue<'_> {
    pub(super) fn typed_about_job(
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
            Field::Country => match self.presenter.data.places.named_in(text) {
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
        let langs = self.presenter.data.languages.tags().iter();
        let speakers: Vec<Localizer<'_>> = langs
            .map(|&lang| self.presenter.texts.localizer(lang))
            .collect();
        let words_in = |id: String| -> Vec<String> {
            let texts = speakers.iter().map(|localizer| localizer.plain(&id, &[]));
            texts.flat_map(|text| fold::words(&text)).collect()
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

    pub(super) fn typed_date(
        &self,
        state: &mut State,
        at: usize,
        field: Field,
        text: &str,
    ) -> Vec<Reply> {
        let role = if field == Field::Start {
            DateRole::Start
        } else {
            DateRole::End
        };
        let languages = &self.presenter.data.languages;
        match read_date(text, role, state.lang, self.today, languages) {
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
                ("start", self.localizer(state).stated(start).into()),
                ("end", self.localizer(state).stated(date).into()),
            ];
            return self.problem(state, "bad-end-before-start", &args);
        }
        self.change_job(state, at, |job| {
            job.start = Some(start);
            job.end = Some(end);
        })
    }

    /// Takes a date as the first one missing of the job: its start or its end.
    pub(super) fn take_date(&self, state: &mut State, at: usize, date: StatedDate) -> Vec<Reply> {
        let localizer = self.localizer(state);
        let Some(job) = state.told.jobs.get(at) else {
            return self.problem(state, "bad-press", &[]);
        };
        let latest = date.as_start();
        if latest > self.today {
            let args = [
                ("date", localizer.stated(date).into()),
                ("today", localizer.day(self.today).into()),
            ];
            return self.problem(state, "bad-date-future", &args);
        }
        match (job.start, job.end) {
            (None, Some(JobEnd::On(end))) if end.as_end() < date.as_start() => {
                let args = [
                    ("start", localizer.stated(date).into()),
                    ("end", localizer.stated(end).into()),
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
                    ("start", localizer.stated(start).into()),
                    ("end", localizer.stated(date).into()),
                ];
                self.problem(state, "bad-end-before-start", &args)
            }
            (Some(_), _) => self.change_job(state, at, |job| job.end = Some(JobEnd::On(date))),
        }
    }

    fn date_problem(&self, state: &State, problem: &DateProblem, text: &str) -> Vec<Reply> {
        let localizer = self.localizer(state);
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
                    ("date", localizer.stated(*date).into()),
                    ("today", localizer.day(self.today).into()),
                ];
                self.problem(state, "bad-date-future", &args)
            }
            DateProblem::TooLongAgo(date) => self.problem(
                state,
                "bad-date-old",
                &[("date", localizer.stated(*date).into())],
            ),
            DateProblem::TwoDates { .. } => self.problem(state, "bad-date-two", &[]),
        }
    }

    pub(super) fn typed_hours(&self, state: &mut State, at: usize, text: &str) -> Vec<Reply> {
        let localizer = self.localizer(state);
        match read_hours(text, &self.presenter.data.languages) {
            Ok(HoursReading::Hours(hours)) => {
                self.change_job(state, at, |job| job.hours = Some(hours.as_f64()))
            }
            Ok(HoursReading::FullTime) => {
                let full_time = self.rules(state).counting.full_time_hours;
                let mut replies =
                    self.change_job(state, at, |job| job.hours = Some(f64::from(full_time)));
                let said = localizer.format("full-time-taken", &[("hours", full_time.into())]);
                if let Some(reply) = replies.first_mut() {
                    reply.text = Rich::paragraphs([said, std::mem::take(&mut reply.text)]);
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
                &[("hours", localizer.number(hours).into())],
            ),
            Err(HoursProblem::DaysMissing { hours_a_day }) => self.problem(
                state,
                "bad-hours-days",
                &[("hours", localizer.number(hours_a_day).into())],
            ),
            Err(HoursProblem::PerMonth { .. }) => {
                let usual = self.rules(state).counting.full_time_hours;
                self.problem(state, "bad-hours-month", &[("hours", usual.into())])
            }
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
