//! Taking what was heard in a message into the case: which job a fact is about, and what it replaces.

use jiff::civil::Date;

use super::case::{Case, Draft, FrenchSoFar, MilitaryQuestion, Question, Standing, Whose};
use super::hour_steps::year_of_hours;
use super::placing::{Place, Situation, names_its_job, place_of};
use super::same_job::{Kinship, kinship};
use super::taken::{Manner, Refusal, Taken};
use super::time_away::{about_leave, take_away, tells_only_open_years};
use super::told_dates::take_dates;
use super::{beside, spells, succession, told_parts, turns};
use crate::understanding::{Heard, HeardFrench, HeardJob, JobOutcome, Told};

/// More jobs than this are not held in one conversation.
pub const MAX_JOBS: usize = 30;
/// No more characters are kept of the words for a job.
const LONGEST_WORDS: usize = 200;

/// Takes what was heard while `open` was asked and `focus` was the job talked about last.
pub fn take(
    case: &mut Case,
    heard: &Heard,
    open: Question,
    focus: Option<usize>,
    manner: Manner,
    today: Date,
) -> Taken {
    let mut taken = Taken::default();
    if is_of_another(case, heard) {
        taken.refusals.push(Refusal::AnotherPerson);
        return taken;
    }
    let about = open
        .job()
        .or(focus)
        .or(case.jobs.len().checked_sub(1))
        .filter(|at| *at < case.jobs.len());
    let of_named = told_parts::of_the_named(case, heard, open, about);
    let heard = of_named.as_ref().unwrap_or(heard);
    let in_parts = take_by_words(case, heard, about, today, &mut taken)
        || take_stretches(case, heard, about, manner, today, &mut taken);
    if in_parts {
        taken.changed |= take_person(case, heard, open);
        return taken;
    }
    let denied = denied_job(case, heard);
    let manner = match manner {
        Manner::Plain if denied.is_some() => Manner::Corrects,
        told => told,
    };
    let aside = card_put_aside(case, heard, open, manner);
    let situation = Situation {
        open,
        focus,
        manner,
        is_single: heard.jobs.len() == 1,
        is_beside: beside::is_told(heard),
    };
    take_jobs(case, heard, &situation, about, today, &mut taken);
    forget_denied(case, heard, open, denied, &mut taken);
    if let (Some(at), [job]) = (taken.job, heard.jobs.as_slice())
        && job.outcome.is_some()
        && job.hours.len() > 1
    {
        spells::divide_hours(case, at, &heard.parts, today, MAX_JOBS);
    }
    if let Some(job) = taken.job.and_then(|at| case.jobs.get_mut(at))
        && let Some(year) = year_of_hours(job, &heard.parts)
    {
        job.start = vec![year];
    }
    if taken.job.is_some() {
        case.whose = match heard.told {
            Told::Unsaid => case.whose,
            Told::OfWriter => Whose::Writers,
            Told::OfOther => Whose::Others,
        };
    }
    if let Some(card) = aside {
        case.jobs.remove(card);
        case.passed.clear();
        taken.changed = true;
        taken.job = taken.job.map(|at| at - usize::from(at > card));
    }
    turns::settle(case);
    taken.changed |= take_person(case, heard, open);
    taken
}

/// Whether no job is named, only details told.
fn names_none(heard: &Heard) -> bool {
    heard.jobs.iter().all(|job| job.outcome.is_none())
}

/// Takes the parts of a message whose words mean other jobs than the one talked about; whether there are any.
fn take_by_words(
    case: &mut Case,
    heard: &Heard,
    about: Option<usize>,
    today: Date,
    taken: &mut Taken,
) -> bool {
    let parts = names_none(heard)
        .then(|| told_parts::by_words(case, &heard.parts, about))
        .flatten();
    let Some(parts) = parts else { return false };
    for (at, told) in parts {
        let before = case.jobs[at].clone();
        take_job(&mut case.jobs[at], &told, false, today, &mut taken.refusals);
        taken.changed |= case.jobs[at] != before;
        taken.job = Some(at);
    }
    true
}

/// Takes the stretches of the job talked about, where a message tells several; whether it does.
fn take_stretches(
    case: &mut Case,
    heard: &Heard,
    about: Option<usize>,
    manner: Manner,
    today: Date,
    taken: &mut Taken,
) -> bool {
    let Some(at) = about.filter(|_| names_none(heard)) else {
        return false;
    };
    let is_divided = spells::divide(case, at, heard, manner, today, MAX_JOBS);
    if is_divided {
        (taken.changed, taken.job) = (true, Some(at));
    }
    is_divided
}

/// Takes every job that was heard, or the details of one.
fn take_jobs(
    case: &mut Case,
    heard: &Heard,
    situation: &Situation,
    about: Option<usize>,
    today: Date,
    taken: &mut Taken,
) {
    let Situation { open, manner, .. } = *situation;
    let denied = denied_job(case, heard);
    let mut used: Vec<usize> = Vec::new();
    for job in &heard.jobs {
        let of_leave = about_leave(case, job, open, situation.focus);
        let job = of_leave.as_ref().unwrap_or(job);
        let instead = denied.filter(|_| situation.is_single && !job.codes.is_empty());
        let place = match instead {
            Some(at) if manner == Manner::Corrects => Place::At(at),
            _ => place_of(case, job, situation, &used),
        };
        let Some(at) = place_held(case, place, taken) else {
            continue;
        };
        used.push(at);
        let before = case.jobs[at].clone();
        let renames = place == Place::New || names_its_job(&before, job, open, at, manner);
        if renames && heard.not_me {
            case.jobs[at] = Draft::default();
            case.whose = Whose::Unsaid;
        }
        take_job(&mut case.jobs[at], job, renames, today, &mut taken.refusals);
        if place == Place::New && situation.is_single {
            succession::make_room(case, at, job, about, manner);
        }
        if place != Place::At(at) && manner != Manner::Corrects {
            beside::complete(case, at);
        }
        let changed = case.jobs[at] != before;
        taken.changed |= changed;
        if changed || !tells_only_open_years(job) {
            taken.job = Some(at);
        }
    }
}

/// Where in the case a job is held from now on; none where it is taken nowhere.
fn place_held(case: &mut Case, place: Place, taken: &mut Taken) -> Option<usize> {
    let new = match place {
        Place::Nowhere => return None,
        Place::At(at) => return Some(at),
        Place::New => Draft::default(),
        Place::Beside(at) => beside::same_occupation(&case.jobs[at]),
    };
    if case.jobs.len() >= MAX_JOBS {
        taken.refusals.push(Refusal::TooManyJobs);
        return None;
    }
    case.jobs.push(new);
    case.all_told = false;
    Some(case.jobs.len() - 1)
}

/// "40 hours, but I am not a plumber": the job is asked for again.
fn forget_denied(
    case: &mut Case,
    heard: &Heard,
    open: Question,
    denied: Option<usize>,
    taken: &mut Taken,
) {
    let is_asked_of = |at: &usize| matches!(open, Question::Detail(job, _) | Question::Which(job, _) if job == *at);
    if let Some(at) = denied.filter(is_asked_of)
        && names_none(heard)
        && case.jobs[at].codes.first() == heard.denied.first()
    {
        case.jobs[at].forget_occupation();
        (taken.changed, taken.job) = (true, Some(at));
    }
}

/// The place of the job that a message denies: "I am not a plumber".
fn denied_job(case: &Case, heard: &Heard) -> Option<usize> {
    let of = |code| {
        let mut jobs = case.jobs.iter();
        jobs.position(|job| job.codes.first() == Some(code))
    };
    heard.denied.iter().find_map(of)
}

/// The place of a card that is not agreed to, where a correction names another job told already: what the card shows is none.
fn card_put_aside(case: &Case, heard: &Heard, open: Question, manner: Manner) -> Option<usize> {
    let (Question::Confirm(card), [job], Manner::Corrects) = (open, heard.jobs.as_slice(), manner)
    else {
        return None;
    };
    let is_it = |draft: &Draft| kinship(draft, job) == Kinship::Same;
    let draft = case.jobs.get(card)?;
    let is_another = case.jobs.iter().any(&is_it) && !is_it(draft);
    (!draft.is_confirmed() && is_another).then_some(card)
}

/// Whether a message names work of another person than the one whose case it is: one person is judged at a time.
fn is_of_another(case: &Case, heard: &Heard) -> bool {
    let names_work = heard.jobs.iter().any(|job| !job.codes.is_empty());
    let tells_work = heard.jobs.iter().any(|job| !job.start.is_empty());
    if heard.told == Told::OfOther && case.whose != Whose::Others && tells_work && !names_work {
        return !heard.not_me && case.jobs.iter().any(Draft::is_confirmed);
    }
    let differs = matches!(
        (case.whose, heard.told),
        (Whose::Writers, Told::OfOther) | (Whose::Others, Told::OfWriter)
    );
    names_work && differs && !heard.not_me && case.jobs.iter().any(Draft::is_confirmed)
}

fn take_job(
    draft: &mut Draft,
    heard: &HeardJob,
    renames: bool,
    today: Date,
    refusals: &mut Vec<Refusal>,
) {
    if renames && let Some(outcome) = heard.outcome {
        draft.standing = match outcome {
            JobOutcome::Confident | JobOutcome::Code => Standing::Sure,
            // What is sure by itself gets a card, and no list.
            JobOutcome::Choose if heard.is_sure_alone => Standing::Sure,
            JobOutcome::Choose => Standing::Open,
            JobOutcome::None => Standing::Unfound,
        };
        draft.codes.clone_from(&heard.codes);
        draft.words = heard.words.chars().take(LONGEST_WORDS).collect();
        draft.told_with = heard.told_with.chars().take(LONGEST_WORDS).collect();
    }
    take_dates(draft, heard, today, refusals);
    if !heard.hours.is_empty() {
        draft.hours.clone_from(&heard.hours);
        draft.hours_agreed = false;
    }
    if !heard.country.is_empty() {
        draft.country.clone_from(&heard.country);
    }
    if heard.kind.is_some() {
        draft.kind = heard.kind;
    }
    for away in &heard.away {
        take_away(draft, away, refusals);
    }
}

/// Takes what is about the person and no job; whether anything changed.
fn take_person(case: &mut Case, heard: &Heard, open: Question) -> bool {
    let before = (case.french, case.military, case.score);
    case.french = match (heard.french, case.french) {
        (None, known) => known,
        (Some(HeardFrench::NoTest), _) => Some(FrenchSoFar::NoTest),
        (Some(HeardFrench::Levels(told)), Some(FrenchSoFar::Levels(known))) => {
            let mut levels = known;
            for (level, told) in levels.iter_mut().zip(told) {
                *level = told.or(*level);
            }
            Some(FrenchSoFar::Levels(levels))
        }
        (Some(HeardFrench::Levels(told)), _) => Some(FrenchSoFar::Levels(told)),
    };
    case.french_test = heard.test.or(case.french_test);
    let told = heard.military;
    let known = &mut case.military;
    known.serving = told.serving.or(known.serving);
    let number = match open {
        Question::Military(MilitaryQuestion::Years) => told.number,
        _ => None,
    };
    known.years = told.years.or(number).or(known.years);
    known.caf_offer = told.caf_offer.or(known.caf_offer);
    known.credential = told.credential.or(known.credential);
    case.score = heard.score.or(case.score);
    before != (case.french, case.military, case.score)
}
