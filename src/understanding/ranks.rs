//! A rank that several services have, told with the one it is of.

use super::jobs::JobFinder;
use super::phrases::Phrase;
use super::reading::Reading;
use super::tags::{Military, Tag};
use crate::matching::{Candidate, MatchResult, Outcome};

impl JobFinder<'_> {
    /// Of several occupations that a rank may mean, those of an army that the same words name.
    pub(super) fn of_army(
        &self,
        reading: &Reading,
        phrase: &Phrase,
        found: MatchResult,
    ) -> MatchResult {
        let army = reading
            .inside(&phrase.at)
            .find(|hit| hit.tag == Tag::Military(Military::Army));
        let Some(army) = army else {
            return found;
        };
        // Without the army a rank may mean several services.
        let head = self.find(reading.typed(&(phrase.at.start..phrase.head.min(army.start))));
        let found = match (found.outcome, head.outcome) {
            (Outcome::Confident, Outcome::Choose) => head,
            (Outcome::Choose, _) => found,
            _ => return found,
        };
        let served = self.find(reading.typed(&(army.start..army.end)));
        let serves = |candidate: &Candidate| {
            let mut served = served.candidates.iter();
            served.any(|other| other.noc == candidate.noc)
        };
        let mut kept = found.candidates.clone();
        kept.retain(serves);
        // One of them it is: what was likely of the others is likely of these.
        if let (Some(first), Some(best)) = (kept.first_mut(), found.candidates.first()) {
            first.score = first.score.max(best.score);
        }
        match kept.len() {
            0 => found,
            count => MatchResult {
                outcome: match count {
                    1 => Outcome::Confident,
                    _ => Outcome::Choose,
                },
                candidates: kept,
                ..found
            },
        }
    }
}
