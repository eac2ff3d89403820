//! What is said about military service.

use super::heard::HeardMilitary;
use super::reading::Reading;
use super::tags::{Cue, Military, Tag};
use crate::language::Languages;

/// What an answer to the questions on military service says.
pub(super) fn military(reading: &Reading, languages: &Languages) -> HeardMilitary {
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
    heard.years = super::lengths::read_years(reading.text, languages);
    heard
}
