//! Time away from a job, as it is told bit by bit.

use super::case::{Case, Draft, DraftAway, JobEnd, Question};
use super::same_job::{differ, job_end, one};
use super::taken::Refusal;
use crate::eligibility::StatedDate;
use crate::understanding::{HeardAway, HeardEnd, HeardJob};

/// More stretches away than this are not held of one job.
const MAX_AWAY: usize = 12;

/// Bare dates that begin when a leave without an end began are that leave's.
pub(super) fn about_leave(
    case: &Case,
    heard: &HeardJob,
    open: Question,
    focus: Option<usize>,
) -> Option<HeardJob> {
    let (Some(start), Some(end), None) = (one(&heard.start), one(&heard.end), heard.outcome) else {
        return None;
    };
    let draft = case.jobs.get(open.job().or(focus)?)?;
    let begins = |known: StatedDate| !differ(known, start);
    let is_open = |away: &DraftAway| !matches!(away.end, Some(JobEnd::On(_)));
    let mut away = draft.away.iter();
    let is_leave = away.any(|away| is_open(away) && away.start.is_some_and(begins));
    let is_job = one(&draft.start).is_some_and(begins);
    (is_leave && !is_job).then(|| HeardJob {
        start: Vec::new(),
        end: Vec::new(),
        away: vec![HeardAway {
            start: Some(start),
            end: Some(end),
            weeks: None,
            is_year_open: false,
        }],
        ..heard.clone()
    })
}

/// Takes a stretch away: in place of the one whose missing dates it tells, of the same one told again, or beside others.
pub(super) fn take_away(draft: &mut Draft, heard: &HeardAway, refusals: &mut Vec<Refusal>) {
    let heard = match heard.is_year_open {
        true => match in_open_year(draft, heard) {
            Some(told) => told,
            None => return,
        },
        false => *heard,
    };
    let told = DraftAway {
        start: heard.start,
        end: heard.end.map(job_end),
        weeks: heard.weeks,
    };
    let is_full = draft.away.len() >= MAX_AWAY;
    let same = draft.away.iter_mut().find(|away| {
        let goes_on = away.end == Some(JobEnd::StillThere);
        // "I go back in January": the end of the one that goes on.
        let ends_it = goes_on && told.start.is_none() && told.weeks.is_none();
        let again = away.start == told.start || away.end.is_some() && away.end == told.end;
        away.is_open() || again || ends_it
    });
    match same {
        Some(away) => {
            *away = DraftAway {
                start: told.start.or(away.start),
                end: told.end.or(away.end),
                weeks: told.weeks.or(away.weeks),
            }
        }
        None if is_full => refusals.push(Refusal::TooManyAway),
        None => draft.away.push(told),
    }
}

/// Whether nothing was told but time away without its year.
pub(super) fn tells_only_open_years(heard: &HeardJob) -> bool {
    let rest = HeardJob {
        away: Vec::new(),
        ..heard.clone()
    };
    rest == HeardJob::default() && heard.away.iter().all(|away| away.is_year_open)
}

/// "February to April" of the year that is all that was told of a stretch away.
fn in_open_year(draft: &Draft, heard: &HeardAway) -> Option<HeardAway> {
    let open = draft.away.iter().find(|away| away.is_open())?;
    let Some(StatedDate::Year(year)) = open.start else {
        return None;
    };
    let in_year = |date: StatedDate| match date {
        StatedDate::Month(month) => StatedDate::month(year, month.month()),
        _ => None,
    };
    let end = match heard.end {
        Some(HeardEnd::On(end)) => end,
        _ => return None,
    };
    let (start, end) = (in_year(heard.start?)?, in_year(end)?);
    (start.as_start() <= end.as_end()).then_some(HeardAway {
        start: Some(start),
        end: Some(HeardEnd::On(end)),
        weeks: None,
        is_year_open: false,
    })
}
