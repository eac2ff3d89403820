//! Taking what was heard in a message into the case: which job a fact is about, and what it replaces.

use jiff::civil::Date;

use super::case::{
    Case, Detail, Draft, FrenchSoFar, JobEnd, MilitaryQuestion, Question, Standing, Whose,
};
use super::same_job::{
    Kinship, answers, differ, follows, has_details, has_its_dates, has_own_dates, is_another_time,
    is_part_of, job_end, kinship, one, repeats,
};
use super::taken::{Manner, Refusal, Taken};
use super::time_away::{about_leave, take_away, tells_only_open_years};
use super::{spells, succession, told_parts};
use crate::eligibility::StatedDate;
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
    let names_none = heard.jobs.iter().all(|job| job.outcome.is_none());
    if names_none && let Some(parts) = told_parts::by_words(case, &heard.parts, about) {
        for (at, told) in parts {
            let before = case.jobs[at].clone();
            take_job(&mut case.jobs[at], &told, false, today, &mut taken.refusals);
            taken.changed |= case.jobs[at] != before;
            taken.job = Some(at);
        }
        taken.changed |= take_person(case, heard, open);
        return taken;
    }
    if let Some(at) = about
        && names_none
        && spells::divide(case, at, heard, manner, today, MAX_JOBS)
    {
        (taken.changed, taken.job) = (true, Some(at));
        take_person(case, heard, open);
        return taken;
    }
    let mut used: Vec<usize> = Vec::new();
    let single = heard.jobs.len() == 1;
    let denied = denied_job(case, heard);
    let manner = match manner {
        Manner::Plain if denied.is_some() => Manner::Corrects,
        told => told,
    };
    let aside = card_put_aside(case, heard, open, manner);
    for job in &heard.jobs {
        let leave;
        let job = match about_leave(case, job, open, focus) {
            Some(told) => {
                leave = told;
                &leave
            }
            None => job,
        };
        let instead = denied.filter(|_| single && !job.codes.is_empty());
        let place = match instead {
            Some(at) if manner == Manner::Corrects => Place::At(at),
            _ => place_of(case, job, open, focus, manner, &used, single),
        };
        let at = match place {
            Place::Nowhere => continue,
            Place::At(at) => at,
            Place::New if case.jobs.len() >= MAX_JOBS => {
                taken.refusals.push(Refusal::TooManyJobs);
                continue;
            }
            Place::New => {
                case.jobs.push(Draft::default());
                case.all_told = false;
                case.jobs.len() - 1
            }
        };
        used.push(at);
        let before = case.jobs[at].clone();
        let renames = place == Place::New || names_its_job(&before, job, open, at, manner);
        if renames && heard.not_me {
            case.jobs[at] = Draft::default();
            case.whose = Whose::Unsaid;
        }
        take_job(&mut case.jobs[at], job, renames, today, &mut taken.refusals);
        if place == Place::New && single {
            succession::make_room(case, at, job, about, manner);
        }
        let changed = case.jobs[at] != before;
        taken.changed |= changed;
        if changed || !tells_only_open_years(job) {
            taken.job = Some(at);
        }
    }
    // "40 hours, but I am not a plumber": the job is asked for again.
    let is_asked_of = |at: &usize| matches!(open, Question::Detail(job, _) | Question::Which(job, _) if job == *at);
    if let Some(at) = denied.filter(is_asked_of)
        && names_none
        && case.jobs[at].codes.first() == heard.denied.first()
    {
        case.jobs[at].forget_occupation();
        (taken.changed, taken.job) = (true, Some(at));
    }
    if let (Some(at), [job]) = (taken.job, heard.jobs.as_slice())
        && job.outcome.is_some()
        && job.hours.len() > 1
    {
        spells::divide_hours(case, at, &heard.parts, today, MAX_JOBS);
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
    taken.changed |= take_person(case, heard, open);
    taken
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    At(usize),
    New,
    Nowhere,
}

/// The job that the heard one is, or is a detail of.
fn place_of(
    case: &Case,
    heard: &HeardJob,
    open: Question,
    focus: Option<usize>,
    manner: Manner,
    used: &[usize],
    single: bool,
) -> Place {
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
        if manner != Manner::Adds && !is_other {
            return Place::At(at);
        }
    } else if let Some((at, draft)) = related(Kinship::LookAlike)
        && manner != Manner::Adds
        && single
        && is_at_rest(open)
    {
        // "Cabinet maker" of somebody who agreed to "carpenter": that job, unless it is told with dates of its own.
        let is_other = has_own_dates(draft, heard) || is_another_time(draft, heard);
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
fn names_its_job(
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

/// Takes the dates that hold together with those known; a new one wins over an old one.
fn take_dates(draft: &mut Draft, heard: &HeardJob, today: Date, refusals: &mut Vec<Refusal>) {
    if heard.months.is_some() {
        draft.months = heard.months;
        if heard.start.is_empty() && heard.end.is_empty() {
            return;
        }
    }
    let has_begun = |date: &&StatedDate| date.as_start() <= today;
    let mut start: Vec<StatedDate> = heard.start.iter().filter(has_begun).copied().collect();
    if start.is_empty()
        && let Some(later) = heard.start.first()
    {
        refusals.push(Refusal::StartsLater(*later));
    }
    let mut end: Vec<JobEnd> = heard.end.iter().map(|end| job_end(*end)).collect();
    start = in_told_year(start, &told_year(&draft.start));
    end = ends_in_told_year(end, &draft.end);
    // "It ended in September" of what is known to have ended on a day of September tells nothing new.
    let is_known = |end: &JobEnd| match (end, one(&draft.end)) {
        (JobEnd::On(told), Some(JobEnd::On(known))) => !differ(*told, known),
        _ => false,
    };
    if end.len() > 1 && end.iter().any(is_known) {
        end.clear();
    }
    let end_known = if end.is_empty() {
        draft.end.clone()
    } else {
        end.clone()
    };
    if start.len() > 1 {
        keep_if_any(&mut start, |start| {
            end_known.iter().any(|end| holds_together(*start, *end))
        });
    }
    let start_known = if start.is_empty() {
        draft.start.clone()
    } else {
        start.clone()
    };
    if end.len() > 1 {
        keep_if_any(&mut end, |end| {
            start_known.is_empty() || start_known.iter().any(|start| holds_together(*start, *end))
        });
    }
    let together = start_known.is_empty()
        || end_known.is_empty()
        || start_known
            .iter()
            .any(|start| end_known.iter().any(|end| holds_together(*start, *end)));
    if !together {
        if let (Some(&start), Some(&JobEnd::On(end))) = (start_known.first(), end_known.first()) {
            refusals.push(Refusal::EndsBeforeStart { start, end });
        }
        return;
    }
    if !start.is_empty() {
        draft.start = start;
    }
    if !end.is_empty() {
        draft.end = end;
    }
    if !draft.start.is_empty() && !draft.end.is_empty() {
        draft.months = None;
    }
}

fn holds_together(start: StatedDate, end: JobEnd) -> bool {
    match end {
        JobEnd::StillThere => true,
        JobEnd::On(end) => start.as_start() <= end.as_end(),
    }
}

fn keep_if_any<T>(list: &mut Vec<T>, keeps: impl Fn(&T) -> bool) {
    if list.iter().any(&keeps) {
        list.retain(|item| keeps(item));
    }
}

/// The year that is all that was told of a date.
fn told_year(readings: &[StatedDate]) -> Option<i16> {
    match readings {
        [StatedDate::Year(year)] => Some(*year),
        _ => None,
    }
}

/// Of several readings of a date without its year, those in the year told before.
fn in_told_year(mut readings: Vec<StatedDate>, told: &Option<i16>) -> Vec<StatedDate> {
    let Some(year) = *told else {
        return readings;
    };
    if readings.len() > 1 {
        match readings.first() {
            Some(StatedDate::Month(first)) => {
                readings = StatedDate::month(year, first.month()).into_iter().collect();
            }
            _ => keep_if_any(&mut readings, |date| date.as_start().year() == year),
        }
    }
    readings
}

fn ends_in_told_year(readings: Vec<JobEnd>, told: &[JobEnd]) -> Vec<JobEnd> {
    let [JobEnd::On(StatedDate::Year(year))] = told else {
        return readings;
    };
    let dates: Option<Vec<StatedDate>> = readings
        .iter()
        .map(|end| match end {
            JobEnd::On(date) => Some(*date),
            JobEnd::StillThere => None,
        })
        .collect();
    match dates {
        Some(dates) => in_told_year(dates, &Some(*year))
            .into_iter()
            .map(JobEnd::On)
            .collect(),
        None => readings,
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
