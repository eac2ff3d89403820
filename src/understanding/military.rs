//! What is said about military service.

use super::heard::{Asked, HeardEnd, HeardJob, HeardMilitary, Intent};
use super::moments::{Moment, What};
use super::reading::Reading;
use super::tags::{Cue, Job, Military, Tag};
use crate::eligibility::Country;

/// Nobody serves longer.
const MAX_YEARS: f64 = 80.0;
const MONTHS_IN_A_YEAR: f64 = 12.0;
const DAYS_IN_A_YEAR: f64 = 365.25;

/// What a message says of military service: one that names an army, or answers the questions on it.
pub(super) fn military(reading: &Reading, moments: &[Moment], jobs: &[HeardJob]) -> HeardMilitary {
    let asked = reading.asked == Asked::Military;
    if !asked && !reading.says(Tag::Military(Military::Army)) {
        return HeardMilitary::default();
    }
    let mut heard = said(reading);
    let job = match jobs {
        [job] => Some(job),
        _ => None,
    };
    heard.years =
        length(reading, moments).or_else(|| job.and_then(|job| years_since(reading, job)));
    if asked {
        heard.number = number(reading);
        heard.answer = answer(reading);
    } else if let Some(job) = job {
        let is_canadian = job.country == [Country::Canada];
        let is_held = job.end.is_empty() && !was_served(reading);
        let goes_on = (job.end == [HeardEnd::Now] || is_held) && !is_canadian;
        heard.serving = heard.serving.or(goes_on.then_some(true));
    }
    heard
}

/// Whether a message tells of service that is over: "I was a captain".
fn was_served(reading: &Reading) -> bool {
    let holds = |hit: &super::lexicon::Hit| hit.tag == Tag::Job(Job::Cue);
    let over =
        |hit: &super::lexicon::Hit| matches!(hit.tag, Tag::Job(Job::Past) | Tag::Cue(Cue::End));
    let mut hits = reading.hits().iter();
    hits.any(over) || !reading.hits().iter().any(holds)
}

/// What words of their own say.
fn said(reading: &Reading) -> HeardMilitary {
    let mut heard = HeardMilitary::default();
    for hit in reading.hits() {
        let Tag::Military(said) = hit.tag else {
            continue;
        };
        let denied = (1..=3).any(|back| {
            hit.start
                .checked_sub(back)
                .is_some_and(|at| reading.cue_at(at, Cue::Not).is_some())
        });
        match said {
            Military::Serving => heard.serving = heard.serving.or(Some(!denied)),
            Military::Left => heard.serving = Some(false),
            Military::Offer => heard.caf_offer = Some(!denied),
            Military::Credential => heard.credential = Some(!denied),
            Military::Army | Military::Foreign => {}
        }
    }
    heard
}

fn plausible(years: &f64) -> bool {
    (0.0..=MAX_YEARS).contains(years)
}

/// The years of service told as a length of time: `12 years`, `18 months`.
fn length(reading: &Reading, moments: &[Moment]) -> Option<f64> {
    let mut lengths = moments.iter().filter_map(|moment| match &moment.what {
        What::Length(length) if !is_of_other(reading, moment) => {
            Some(length.in_months() / MONTHS_IN_A_YEAR)
        }
        _ => None,
    });
    lengths.next().filter(plausible)
}

/// Whether a length is that of a job offer or of studies: "offre des FAC de 3 ans", "a 3 year offer".
fn is_of_other(reading: &Reading, moment: &Moment) -> bool {
    reading.hits().iter().any(|hit| {
        let said = matches!(
            hit.tag,
            Tag::Military(Military::Offer | Military::Credential)
        );
        let (between, far) = match hit.end <= moment.at.start {
            true => (hit.end..moment.at.start, FAR_BEFORE),
            false => (moment.at.end..hit.start, FAR_BEHIND),
        };
        let apart =
            |at: usize| !reading.tokens[at].is_word() || reading.cue_at(at, Cue::And).is_some();
        said && between.start <= between.end && between.len() <= far && !between.clone().any(apart)
    })
}

/// So many words stand between an offer and its length behind it.
const FAR_BEFORE: usize = 3;
/// So many words stand between a length and its offer behind it.
const FAR_BEHIND: usize = 1;

/// The years since the only start of service that goes on.
fn years_since(reading: &Reading, job: &HeardJob) -> Option<f64> {
    let ([start], [HeardEnd::Now]) = (job.start.as_slice(), job.end.as_slice()) else {
        return None;
    };
    let days = reading.today.duration_since(start.as_end()).as_hours() as f64 / 24.0;
    Some((days / DAYS_IN_A_YEAR).floor()).filter(plausible)
}

/// The first number that tells nothing else.
fn number(reading: &Reading) -> Option<f64> {
    let mut numbers = (0..reading.len()).filter(|at| reading.used(*at).is_none());
    let (number, _) = numbers.find_map(|at| reading.number_at(at))?;
    Some(number).filter(plausible)
}

/// A yes or no at the very beginning.
fn answer(reading: &Reading) -> Option<bool> {
    let pick = |tag| match tag {
        Tag::Intent(Intent::Yes) => Some(true),
        Tag::Intent(Intent::No) => Some(false),
        _ => None,
    };
    reading.find_at(0, pick).map(|(answer, _)| answer)
}
