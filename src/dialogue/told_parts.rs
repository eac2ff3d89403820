//! Details told without naming an occupation: each part of such a message goes to the job that its words mean.

use super::case::{Case, Draft};
use crate::understanding::{HeardJob, HeardPart};

/// What each part tells, with the place of the job it is about; none where no part names another job than `about`.
pub(super) fn by_words(
    case: &Case,
    parts: &[HeardPart],
    about: Option<usize>,
) -> Option<Vec<(usize, HeardJob)>> {
    if case.jobs.len() < 2 {
        return None;
    }
    let told: Vec<(Option<usize>, &HeardJob)> = parts
        .iter()
        .map(|part| (meant(case, &part.words), &part.told))
        .collect();
    let names_another = told.iter().any(|(at, _)| at.is_some() && *at != about);
    if !names_another {
        return None;
    }
    let placed = told.into_iter().filter_map(|(at, told)| {
        let at = at.or(about)?;
        Some((at, told.clone()))
    });
    Some(placed.collect())
}

/// The only job that was told with one of these words.
fn meant(case: &Case, words: &[String]) -> Option<usize> {
    let tells = |draft: &Draft, word: &str| draft.told_with.split(' ').any(|told| told == word);
    let mut found = None;
    for word in words {
        let mut having = (0..case.jobs.len()).filter(|&at| tells(&case.jobs[at], word));
        let (first, second) = (having.next(), having.next());
        match (first, second, found) {
            (Some(at), None, None) => found = Some(at),
            (Some(at), None, Some(known)) if at != known => return None,
            _ => {}
        }
    }
    found
}
