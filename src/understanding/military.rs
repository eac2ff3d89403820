//! What is said about military service.

use super::heard::HeardMilitary;
use super::moments::{Moment, What};
use super::reading::Reading;
use super::tags::{Cue, Military, Tag};

/// Nobody serves longer.
const MAX_YEARS: f64 = 80.0;
const MONTHS_IN_A_YEAR: f64 = 12.0;

/// What an answer to the questions on military service says.
pub(super) fn military(reading: &Reading, moments: &[Moment]) -> HeardMilitary {
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
        }
    }
    heard.years = years(reading, moments);
    heard
}

/// The years of service told, as a length of time or as a number alone: `12 years`, `18 months`, `ten`.
fn years(reading: &Reading, moments: &[Moment]) -> Option<f64> {
    let mut lengths = moments.iter().filter_map(|moment| match &moment.what {
        What::Length(length) => Some(length.in_months() / MONTHS_IN_A_YEAR),
        _ => None,
    });
    let alone = || {
        let numbers = (0..reading.len()).filter(|at| reading.used(*at).is_none());
        numbers
            .filter_map(|at| reading.number_at(at))
            .map(|(years, _)| years)
            .next()
    };
    let told = lengths.next().or_else(alone);
    told.filter(|years| (0.0..=MAX_YEARS).contains(years))
}
