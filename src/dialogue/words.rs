//! What was heard of a job, in one line.

use super::case::{Detail, Draft, DraftAway, JobEnd};
use super::{Dialogue, State};
use crate::answer::Arg;
use crate::eligibility::{Country, StatedDate, WorkKind};

/// Between the parts of a line.
const SEPARATOR: &str = " · ";

impl Dialogue<'_> {
    /// "Welders (72106)"; the person's words where no occupation is settled.
    pub(super) fn job_title(&self, state: &State, job: &Draft) -> String {
        match job.noc() {
            Some(noc) => {
                let name = self.context(state).short_name(noc);
                format!("{name} ({noc})")
            }
            None if job.words.is_empty() => self.localizer(state).plain("job-unnamed", &[]),
            None => job.words.clone(),
        }
    }

    /// What was heard beside the occupation: "March 2021 to December 2023 · 40 h a week · abroad".
    pub fn job_details(&self, state: &State, job: &Draft) -> String {
        let localizer = self.localizer(state);
        let mut parts = Vec::new();
        parts.extend(self.dates_in_words(state, job));
        if !job.hours.is_empty() {
            let hours: Vec<String> = job
                .hours
                .iter()
                .map(|hours| localizer.number(*hours))
                .collect();
            let args = [("hours", self.either(state, &hours).into())];
            parts.push(localizer.plain("job-hours", &args));
        }
        parts.extend(match job.country.as_slice() {
            [Country::Canada] => Some(localizer.plain("job-summary-canada", &[])),
            [Country::Abroad] => Some(localizer.plain("job-summary-abroad", &[])),
            _ => None,
        });
        let kind = |kind: WorkKind| localizer.plain(&format!("job-summary-{}", kind.tag()), &[]);
        parts.extend(job.kind.map(kind));
        parts.extend(job.away.iter().map(|away| self.away_in_words(state, away)));
        parts.join(SEPARATOR)
    }

    /// The title and the details in one line.
    pub fn job_line(&self, state: &State, job: &Draft) -> String {
        let details = self.job_details(state, job);
        let title = self.job_title(state, job);
        if details.is_empty() {
            title
        } else {
            format!("{title}{SEPARATOR}{details}")
        }
    }

    fn dates_in_words(&self, state: &State, job: &Draft) -> Option<String> {
        let localizer = self.localizer(state);
        let start: Vec<String> = job
            .start
            .iter()
            .map(|date| localizer.stated(*date))
            .collect();
        let end: Vec<String> = job
            .end
            .iter()
            .map(|end| self.end_in_words(state, *end))
            .collect();
        let args = [
            ("start", self.either(state, &start).into()),
            ("end", self.either(state, &end).into()),
            ("months", localizer.number(job.months.unwrap_or(0.0)).into()),
        ];
        let id = match (start.is_empty(), end.is_empty(), job.months) {
            (true, true, None) => return None,
            (true, true, Some(_)) => "job-months",
            (false, true, None) => "job-from",
            (false, true, Some(_)) => "job-from-months",
            (true, false, None) => match job.end.as_slice() {
                [JobEnd::StillThere] => "job-still",
                _ => "job-until",
            },
            (true, false, Some(_)) => "job-until-months",
            (false, false, _) => "job-dates",
        };
        Some(localizer.plain(id, &args))
    }

    /// A date of an end, or "today".
    pub(super) fn end_in_words(&self, state: &State, end: JobEnd) -> String {
        match end {
            JobEnd::StillThere => self.localizer(state).plain("job-summary-still", &[]),
            JobEnd::On(date) => self.localizer(state).stated(date),
        }
    }

    pub(super) fn away_in_words(&self, state: &State, away: &DraftAway) -> String {
        let localizer = self.localizer(state);
        let start = away.start.map(|date| localizer.stated(date));
        let end = away.end.map(|end| self.end_in_words(state, end));
        let known = |text: &Option<String>| text.clone().unwrap_or_else(|| "?".to_owned());
        if start.is_none() && end.is_none() {
            let weeks = away.weeks.unwrap_or(0.0);
            return localizer.plain("job-away-weeks", &[("weeks", Arg::Number(weeks.round()))]);
        }
        if let (Some(start), None, Some(weeks)) = (&start, &end, away.weeks) {
            let args = [
                ("start", start.as_str().into()),
                ("weeks", Arg::Number(weeks.round())),
            ];
            return localizer.plain("job-away-weeks-of", &args);
        }
        let args = [("start", known(&start).into()), ("end", known(&end).into())];
        localizer.plain("job-away", &args)
    }

    /// "March 2024 or March 2025".
    pub(super) fn either(&self, state: &State, readings: &[String]) -> String {
        match readings {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => {
                let args = [
                    ("first", first.join(", ").into()),
                    ("last", last.as_str().into()),
                ];
                self.localizer(state).plain("either", &args)
            }
        }
    }

    /// The readings of a detail, as buttons say them.
    pub(super) fn readings(&self, state: &State, job: &Draft, detail: Detail) -> Vec<String> {
        let localizer = self.localizer(state);
        match detail {
            Detail::Start => job
                .start
                .iter()
                .map(|date| localizer.stated(*date))
                .collect(),
            Detail::End => job
                .end
                .iter()
                .map(|end| match end {
                    JobEnd::StillThere => localizer.plain("button-still-there", &[]),
                    JobEnd::On(date) => localizer.stated(*date),
                })
                .collect(),
            Detail::Hours => job
                .hours
                .iter()
                .map(|hours| self.hours_reading(state, *hours, &job.hours))
                .collect(),
            Detail::Country => job
                .country
                .iter()
                .map(|country| match country {
                    Country::Canada => localizer.plain("button-canada", &[]),
                    Country::Abroad => localizer.plain("button-abroad", &[]),
                })
                .collect(),
            Detail::Kind | Detail::Away => Vec::new(),
        }
    }

    /// "8 h a week", or "8 h a day (40 a week)" where another reading is the hours of a day.
    fn hours_reading(&self, state: &State, hours: f64, all: &[f64]) -> String {
        let localizer = self.localizer(state);
        let number = localizer.number(hours);
        let least = all.iter().copied().fold(f64::INFINITY, f64::min);
        let days = hours / least;
        if (5.0..=7.0).contains(&days) && least <= 24.0 {
            let args = [
                ("hours", number.into()),
                ("daily", localizer.number(least).into()),
                ("days", localizer.number(days).into()),
            ];
            return localizer.plain("button-hours-daily", &args);
        }
        localizer.plain("button-hours-weekly", &[("hours", number.into())])
    }

    /// A stated year whose month is asked for.
    pub(super) fn year_alone(job: &Draft, detail: Detail) -> Option<i16> {
        match (detail, job.start.as_slice(), job.end.as_slice()) {
            (Detail::Start, [StatedDate::Year(year)], _) => Some(*year),
            (Detail::End, _, [JobEnd::On(StatedDate::Year(year))]) => Some(*year),
            _ => None,
        }
    }
}
