//! The case so far with every open value within bounds, as `eligibility` judges it.

use jiff::Span;
use jiff::civil::Date;

use super::case::{Case, Detail, Draft, DraftAway, FrenchSoFar, JobEnd};
use crate::eligibility::bounds::{
    DateRange, Field, HoursRange, OpenAway, OpenCase, OpenEnd, OpenJob, Question, least, most,
    open_questions,
};
use crate::eligibility::{FrenchScores, MilitaryService, Person, RuleSet, StatedDate};

/// The mean length of a month.
const DAYS_IN_A_MONTH: f64 = 365.25 / 12.0;

/// The days a start may mean, none of them to come.
fn start_range(readings: &[StatedDate], today: Date) -> Option<DateRange> {
    let ranges = readings.iter().copied().map(DateRange::of_start);
    ranges.reduce(DateRange::or).map(|days| DateRange {
        earliest: days.earliest.min(today),
        latest: days.latest.min(today),
    })
}

/// The days an end may mean.
fn end_range(readings: &[JobEnd], today: Date) -> Option<OpenEnd> {
    let over = readings.iter().filter_map(|end| match end {
        JobEnd::StillThere => None,
        JobEnd::On(date) => Some(DateRange::of_end(*date, today)),
    });
    (!readings.is_empty()).then(|| OpenEnd {
        over: over.reduce(DateRange::or),
        goes_on: readings.contains(&JobEnd::StillThere),
    })
}

impl Draft {
    /// The job within bounds; without an occupation where none is agreed to.
    fn open_job(&self, today: Date) -> OpenJob {
        let agreed = self.noc().filter(|_| self.is_confirmed());
        let mut job = OpenJob::new(agreed.into_iter().collect(), today);
        let start = start_range(&self.start, today);
        let end = end_range(&self.end, today);
        if let Some(start) = start {
            job.start = start;
        }
        if let Some(end) = end {
            job.end = end;
        }
        if let Some(months) = self.months {
            self.bound_by_length(&mut job, months, today);
        }
        if let Ok(Some(hours)) = HoursRange::of_readings(&self.hours) {
            job.hours = hours;
        }
        if !self.country.is_empty() {
            job.countries.clone_from(&self.country);
        }
        job.kinds.clear();
        job.kinds
            .push(self.kind.unwrap_or(crate::eligibility::WorkKind::Employed));
        job.away = self
            .away
            .iter()
            .map(|away| open_away(away, today))
            .collect();
        job
    }

    /// A finished job of a known length: its other date follows from one date, and without any it is no longer ago than
    /// its length would take it.
    fn bound_by_length(&self, job: &mut OpenJob, months: f64, today: Date) {
        let length = Span::new().days((months * DAYS_IN_A_MONTH).round() as i64 - 1);
        let yesterday = today.saturating_sub(Span::new().days(1));
        match (self.start.is_empty(), self.end.is_empty()) {
            (false, true) => {
                let after = |day: Date| day.saturating_add(length).min(yesterday);
                job.end = OpenEnd::over(DateRange {
                    earliest: after(job.start.earliest),
                    latest: after(job.start.latest),
                });
            }
            (true, false) => {
                if let Some(over) = job.end.over {
                    job.start = DateRange {
                        earliest: over.earliest.saturating_sub(length),
                        latest: over.latest.saturating_sub(length),
                    };
                }
            }
            (true, true) => {
                job.start.earliest = yesterday.saturating_sub(length);
                job.end.goes_on = false;
            }
            (false, false) => {}
        }
    }
}

fn open_away(away: &DraftAway, today: Date) -> OpenAway {
    match (away.start, away.end, away.weeks) {
        // So many weeks somewhere in the year told.
        (Some(StatedDate::Year(_)), None, Some(weeks)) => OpenAway::weeks(weeks),
        (Some(start), None, Some(weeks)) => {
            let start = start_range(&[start], today).unwrap_or(DateRange::up_to(today));
            let length = Span::new().days((weeks * 7.0).round() as i64 - 1);
            let end = OpenEnd::over(DateRange {
                earliest: start.earliest.saturating_add(length),
                latest: start.latest.saturating_add(length),
            });
            OpenAway::Stretch { start, end }
        }
        (Some(start), end, _) => OpenAway::Stretch {
            start: start_range(&[start], today).unwrap_or(DateRange::up_to(today)),
            end: match end {
                Some(end) => away_end(end),
                None => OpenEnd::unknown(today),
            },
        },
        (None, _, Some(weeks)) => OpenAway::weeks(weeks),
        (None, _, None) => OpenAway::UNKNOWN,
    }
}

/// The end of a stretch away, which may lie ahead.
fn away_end(end: JobEnd) -> OpenEnd {
    match end {
        JobEnd::StillThere => OpenEnd::STILL_THERE,
        JobEnd::On(date @ StatedDate::Year(_)) => OpenEnd::over(DateRange {
            earliest: date.as_start(),
            latest: date.as_end(),
        }),
        JobEnd::On(date) => OpenEnd::over(date.as_end()),
    }
}

impl Case {
    fn open_case(&self, today: Date) -> OpenCase {
        OpenCase {
            jobs: self.jobs.iter().map(|job| job.open_job(today)).collect(),
            french: self.french_scores(),
            military: MilitaryService {
                serving: self.military.serving,
                years: self.military.years,
                caf_offer: self.military.caf_offer,
                credential: self.military.credential,
            },
            may_have_more: false,
        }
    }

    fn french_scores(&self) -> FrenchScores {
        match self.french {
            Some(FrenchSoFar::Levels([listening, speaking, reading, writing])) => FrenchScores {
                listening,
                speaking,
                reading,
                writing,
            },
            Some(FrenchSoFar::NoTest) | None => FrenchScores::default(),
        }
    }

    /// The person with every open value at its least: the latest start, the earliest end, the fewest hours.
    pub fn at_least(&self, rules: &RuleSet, today: Date) -> Person {
        least(&self.open_case(today), rules, today)
    }

    /// The person with every open value at its most.
    pub fn at_most(&self, rules: &RuleSet, today: Date) -> Person {
        most(&self.open_case(today), rules, today)
    }

    /// Whether a value that counts is open in a job agreed to.
    pub fn has_open_details(&self, today: Date) -> bool {
        let counts = [Field::Start, Field::End, Field::Hours, Field::Away];
        let agreed = self.jobs.iter().filter(|job| job.is_confirmed());
        agreed
            .map(|job| job.open_job(today))
            .any(|job| counts.into_iter().any(|field| !job.is_settled(field)))
    }
}

/// The open details that can change a verdict, of jobs agreed to, in the order in which they are best asked.
pub fn open_details(case: &Case, rules: &RuleSet, today: Date) -> Vec<(usize, Detail)> {
    let questions = open_questions(&case.open_case(today), rules, today);
    let detail = |question: Question| {
        let Question::Job { at, field } = question else {
            return None;
        };
        let detail = match field {
            Field::Start => Detail::Start,
            Field::End => Detail::End,
            Field::Hours => Detail::Hours,
            Field::Country => Detail::Country,
            Field::Away => Detail::Away,
            Field::Occupation | Field::Kind => return None,
        };
        Some((at, detail))
    };
    questions.into_iter().filter_map(detail).collect()
}
