//! Which job told before what was heard is about, or whether it is another one.

use super::beside;
use super::case::{Case, Detail, Draft, Question};
use super::same_job::{
    Kinship, answers, follows, has_details, has_its_dates, has_own_dates, is_another_time,
    is_begun_later, is_part_of, kinship, repeats,
};
use super::taken::Manner;
use crate::understanding::{HeardJob, JobOutcome};

/// Where in the case a job that was heard is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It is the one at this place, or a detail of it.
    At(usize),
    New,
    /// New work of the same occupation, at the same time as the one at this place.
    Beside(usize),
    Nowhere,
}

/// What a message is said in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Situation {
    pub open: Question,
    /// The job talked about last.
    pub focus: Option<usize>,
    pub manner: Manner,
    /// One job is told, and no more.
    pub is_single: bool,
    /// What is told was done beside other work: "also at the Mater".
    pub is_beside: bool,
}

/// The job that the heard one is, or is a detail of; those at `used` were told in the same message.
pub(super) fn place_of(
    case: &Case,
    heard: &HeardJob,
    situation: &Situation,
    used: &[usize],
) -> Place {
    let Situation {
        open,
        focus,
        manner,
        is_single: single,
        ..
    } = *situation;
    let last = case.jobs.len().checked_sub(1);
    let about = open
        .job()
        .or_else(|| only_one_without(case, heard, open, manner))
        .or(focus)
        .or(last)
        .filter(|at| *at < case.jobs.len());
    let names_a_job = !heard.codes.is_empty();
    if !names_a_job {
        let is_title = heard.outcome.is_some();
        return match (about, has_details(heard)) {
            // Words for a job that no occupation was found for.
            (None, _) if is_title || has_details(heard) => Place::New,
            (Some(at), _) if is_beside(&case.jobs[at], heard, situation) => Place::Beside(at),
            // Other work whose name was not understood takes nothing from the work told before.
            (Some(at), _) if is_other_work(&case.jobs[at], heard, open, manner) => Place::New,
            (Some(at), true) if !is_title || asks_detail(open, heard) => Place::At(at),
            (Some(_), _) if is_title && matches!(open, Question::More) => Place::New,
            (Some(at), _) if is_title && open == Question::Job(Some(at)) => Place::At(at),
            (Some(_), _) if is_title && open == Question::Job(None) => Place::New,
            (Some(at), true) => Place::At(at),
            _ => Place::Nowhere,
        };
    }
    // Other words were asked for: they are that job's, whatever else they may mean.
    if let Question::Job(Some(at)) | Question::Choose(at) = open
        && manner != Manner::Adds
        && single
        && at < case.jobs.len()
    {
        return Place::At(at);
    }
    let free = || case.jobs.iter().enumerate();
    let told_again = |(at, draft): &(usize, &Draft)| {
        !used.contains(at) && kinship(draft, heard) == Kinship::Same && repeats(draft, heard)
    };
    if let Some((at, _)) = free().find(told_again)
        && open.job().is_none()
    {
        return Place::At(at);
    }
    // "I was also an electrician, in Manila from 2017 to 2021", of work told with these dates already.
    let told_before = |(at, draft): &(usize, &Draft)| {
        !used.contains(at) && kinship(draft, heard) == Kinship::Same && has_its_dates(draft, heard)
    };
    if let Some((at, _)) = free().find(told_before) {
        return Place::At(at);
    }
    let related = |wanted: Kinship| {
        free().find(|(at, draft)| !used.contains(at) && kinship(draft, heard) == wanted)
    };
    if let Some((at, draft)) = related(Kinship::Same) {
        // Work asked for beside what is told is other work, be it in the same occupation.
        let is_asked_for = open == Question::More && draft.is_confirmed() && !repeats(draft, heard);
        // A look-alike that a part of its time went to is no other name for it.
        let is_part = matches!(open, Question::Change(_))
            && draft.codes.first() != heard.codes.first()
            && is_part_of(draft, heard);
        let is_other =
            manner == Manner::Plain && is_another_time(draft, heard) || is_asked_for || is_part;
        let is_other = is_other || succeeds(draft, heard);
        if manner != Manner::Adds && !is_other {
            return Place::At(at);
        }
    } else if let Some((at, draft)) = related(Kinship::LookAlike)
        && manner != Manner::Adds
        && single
        && is_at_rest(open)
    {
        // "Cabinet maker" of somebody who agreed to "carpenter": that job, unless it is told with dates of its own.
        let is_other =
            has_own_dates(draft, heard) || is_another_time(draft, heard) || succeeds(draft, heard);
        return if is_other { Place::New } else { Place::At(at) };
    }
    if manner == Manner::Adds {
        return Place::New;
    }
    let is_next = |at: usize| manner == Manner::Plain && follows(&case.jobs[at], heard);
    match open {
        Question::Confirm(at) if at < case.jobs.len() && single && is_next(at) => Place::New,
        Question::Confirm(at) if at < case.jobs.len() && single => Place::At(at),
        // "No, the first 6 months were as a carpenter": a part of the job is another's.
        Question::Change(at) if at < case.jobs.len() && is_part_of(&case.jobs[at], heard) => {
            Place::New
        }
        Question::Change(at) if at < case.jobs.len() && single => Place::At(at),
        Question::Detail(at, _) | Question::Which(at, _)
            if at < case.jobs.len() && single && manner == Manner::Corrects =>
        {
            Place::At(at)
        }
        _ if asks_detail(open, heard) => about.map_or(Place::New, Place::At),
        Question::Result if manner == Manner::Corrects && single => {
            about.map_or(Place::New, Place::At)
        }
        _ => Place::New,
    }
}

/// "Now I am a sous-chef since March 2025", of somebody who agreed to have been a cook until then.
fn succeeds(draft: &Draft, heard: &HeardJob) -> bool {
    heard.succeeds && draft.is_confirmed() && is_begun_later(draft, heard)
}

/// Whether no question about a job is open, so that what is told may be of any.
fn is_at_rest(open: Question) -> bool {
    matches!(
        open,
        Question::Result | Question::More | Question::ChangeWhat
    )
}

/// Of several jobs the only one of which nothing is known of what was heard, where no question is open about another.
fn only_one_without(
    case: &Case,
    heard: &HeardJob,
    open: Question,
    manner: Manner,
) -> Option<usize> {
    if manner == Manner::Corrects || !is_at_rest(open) || case.jobs.len() < 2 {
        return None;
    }
    let told = Detail::ALL.into_iter().filter(|&one| answers(heard, one));
    let told: Vec<Detail> = told.collect();
    let lacks_all = |job: &Draft| !told.is_empty() && told.iter().all(|&one| job.lacks(one));
    let mut open = (0..case.jobs.len()).filter(|&at| lacks_all(&case.jobs[at]));
    let first = open.next()?;
    open.next().is_none().then_some(first)
}

/// Whether details alone are told of work of the same occupation at the same time: "also at the Mater, 10 hours since May".
fn is_beside(draft: &Draft, heard: &HeardJob, situation: &Situation) -> bool {
    let is_card = matches!(situation.open, Question::Confirm(_));
    let is_settled = draft.noc().is_some() && (draft.is_confirmed() || is_card);
    situation.is_beside
        && situation.manner != Manner::Corrects
        && heard.outcome.is_none()
        && (is_card || is_at_rest(situation.open))
        && is_settled
        && !heard.start.is_empty()
        && !heard.hours.is_empty()
        && beside::overlaps(draft, &heard.start)
}

/// Whether details alone are told of work beside a job whose dates are known.
fn is_other_work(draft: &Draft, heard: &HeardJob, open: Question, manner: Manner) -> bool {
    // Work elsewhere that began when the work told was over does not take its place.
    let is_next = || open == Question::Result && !heard.country.is_empty() && follows(draft, heard);
    let is_plain = manner == Manner::Plain;
    let adds = manner == Manner::Adds || is_plain && (open == Question::More || is_next());
    let has_dates = !draft.start.is_empty() && !heard.start.is_empty();
    let differ = has_own_dates(draft, heard) || is_another_time(draft, heard);
    let is_card = manner == Manner::Adds && matches!(open, Question::Confirm(_));
    adds && has_dates && differ && (is_card || is_at_rest(open) && draft.is_confirmed())
}

/// Whether the question about a detail is open and answered, so that words for a job are part of the answer.
fn asks_detail(open: Question, heard: &HeardJob) -> bool {
    match open {
        Question::Detail(_, detail) | Question::Which(_, detail) => {
            answers(heard, detail) && heard.outcome != Some(JobOutcome::Code)
        }
        _ => false,
    }
}

/// Whether the heard words for a job are to be the draft's occupation from now on.
pub(super) fn names_its_job(
    draft: &Draft,
    heard: &HeardJob,
    open: Question,
    at: usize,
    manner: Manner,
) -> bool {
    let is_clearer = matches!(
        heard.outcome,
        Some(JobOutcome::Confident | JobOutcome::Code)
    );
    // "42, but I was a millwright": an answer and a correction.
    let corrects = (manner == Manner::Corrects || heard.objects) && is_clearer;
    if heard.outcome.is_none() || asks_detail(open, heard) && !corrects {
        return false;
    }
    if heard.codes.is_empty() {
        return draft.codes.is_empty();
    }
    if kinship(draft, heard) == Kinship::Same {
        return !draft.is_confirmed() && (is_clearer || open.job() == Some(at));
    }
    true
}
