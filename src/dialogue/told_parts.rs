//! Details told without naming an occupation: each part of such a message goes to the job that its words mean.

use super::case::{Case, Detail, Draft, Question};
use super::same_job::answers;
use super::told_dates::told_or;
use crate::understanding::{Heard, HeardJob, HeardPart};

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

/// "Regina, and I am also a cook", after a result: where nothing is known to lack what is told before the job named, it is told
/// of that job, and the message as it is then.
pub(super) fn of_the_named(
    case: &Case,
    heard: &Heard,
    open: Question,
    about: Option<usize>,
) -> Option<Heard> {
    let [told, named, rest @ ..] = heard.jobs.as_slice() else {
        return None;
    };
    let is_at_rest = open.job().is_none();
    if !is_at_rest || told.outcome.is_some() || named.outcome.is_none() {
        return None;
    }
    let is_lacking = about.and_then(|at| case.jobs.get(at)).is_some_and(|job| {
        let mut told_of = Detail::ALL.into_iter().filter(|&one| answers(told, one));
        told_of.any(|detail| job.lacks(detail))
    });
    if is_lacking {
        return None;
    }
    let named = HeardJob {
        start: told_or(&named.start, &told.start),
        end: told_or(&named.end, &told.end),
        hours: told_or(&named.hours, &told.hours),
        country: told_or(&named.country, &told.country),
        kind: named.kind.or(told.kind),
        ..named.clone()
    };
    let jobs = std::iter::once(named).chain(rest.iter().cloned());
    Some(Heard {
        jobs: jobs.collect(),
        ..heard.clone()
    })
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
