//! Where somebody works, told without what is done there.

use super::jobs::JobFinder;
use super::reading::Reading;
use super::tags::{Cue, Job, Tag, Who};
use crate::matching::Outcome;

/// The name of an employer has so many words at most.
const LONGEST: usize = 4;

/// The words for where the writer works, where they are told in place of a job: "I work at Walmart", "Amazon".
pub(super) fn employer(reading: &Reading, finder: &JobFinder) -> Option<String> {
    if finder.is_employer(reading.text) {
        return Some(reading.text.trim().to_owned());
    }
    let mut tokens = 0..reading.len();
    let from = tokens.find_map(|at| reading.tag_at(at, Tag::Job(Job::WorksAt)))?;
    let start = reading.behind_determiners(from);
    let named = (start..reading.len()).take(LONGEST);
    let end = start + named.take_while(|at| may_be_name(reading, *at)).count();
    if start == end {
        return None;
    }
    let words = reading.typed(&(start..end));
    (finder.find(words).outcome == Outcome::None).then(|| words.to_owned())
}

/// Whether a token may be of an employer's name: no time, no place, nobody and nothing that begins something else.
fn may_be_name(reading: &Reading, at: usize) -> bool {
    let ends = |tag| {
        matches!(
            tag,
            Tag::Cue(Cue::Since | Cue::Until | Cue::From | Cue::Still)
                | Tag::Who(Who::Me | Who::Relative | Who::They)
                | Tag::Job(Job::Circumstance | Job::Then | Job::Life)
        )
    };
    let is_name = reading.tokens[at].is_word() || reading.is_mark(at, "&-'");
    is_name && reading.used(at).is_none() && !reading.hits_at(at).iter().any(|hit| ends(hit.tag))
}
