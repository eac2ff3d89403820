//! A job that went on with other hours, or after a break: each stretch of it is a job of its own.

use jiff::civil::Date;

use super::case::{Case, Draft, DraftAway, JobEnd};
use super::hour_steps::steps;
use super::same_job::{differ, is_before, job_end, one};
use super::spell::Spell;
use super::taken::Manner;
use super::turns;
use crate::eligibility::StatedDate;
use crate::understanding::{Heard, HeardPart, few_hours_a_week};

/// Puts the stretches that the parts of a message tell in place of the job at `at`; whether they tell several. No more than
/// `most` jobs are held.
pub(super) fn divide(
    case: &mut Case,
    at: usize,
    heard: &Heard,
    manner: Manner,
    today: Date,
    most: usize,
) -> bool {
    let at = holding(case, at, &heard.parts);
    let Some(draft) = case.jobs.get(at).cloned() else {
        return false;
    };
    if let Some(hours) = of_seasons(&heard.parts) {
        case.jobs[at].hours = hours;
        return true;
    }
    let spells = stretches(&draft, &heard.parts, manner, today);
    let is_put = spells.is_some_and(|spells| put_all(case, at, &draft, spells, most));
    if let (true, [part]) = (is_put, heard.parts.as_slice()) {
        let readings = turns::within(&draft, &part.told.start);
        turns::leave_open(case, draft.codes.first().copied(), &readings);
    }
    is_put
}

/// The same for a job told in the same message, whose hours are told by years or until they changed.
pub(super) fn divide_hours(
    case: &mut Case,
    at: usize,
    parts: &[HeardPart],
    today: Date,
    most: usize,
) {
    let Some(draft) = case.jobs.get(at).cloned() else {
        return;
    };
    // The hours heard are those of all its stretches together, and the start that of a later one.
    let of_year = |year: i16| one(&draft.start).is_some_and(|start| year < start.as_start().year());
    let began_before = parts.iter().filter_map(|part| part.during).any(of_year);
    let draft = Draft {
        hours: Vec::new(),
        start: draft
            .start
            .iter()
            .copied()
            .filter(|_| !began_before)
            .collect(),
        ..draft
    };
    let told: Vec<Spell> = parts.iter().map(|part| spell_of(&draft, part)).collect();
    let spells = at_once(&draft, &told, parts).or_else(|| steps(&draft, &told, parts, today));
    if let Some(spells) = spells {
        case.jobs[at].start.clone_from(&draft.start);
        put_all(case, at, &draft, spells, most);
    }
}

/// Puts the stretches in place of a job; whether they may be told of it.
fn put_all(case: &mut Case, at: usize, draft: &Draft, spells: Vec<Spell>, most: usize) -> bool {
    let is_held = |spell: &Spell| {
        let after_all = ends_before(one(&draft.end), spell.start);
        spell.end.is_some() || !after_all || sibling(case, at, spell).is_some()
    };
    if !spells[1..].iter().all(is_held) || !spells.iter().all(Spell::is_possible) {
        return false;
    }
    let mut known: Vec<Option<usize>> = spells
        .iter()
        .map(|spell| sibling(case, at, spell))
        .collect();
    let is_told = known.contains(&Some(at));
    if let (false, Some(first)) = (is_told, known.iter_mut().find(|known| known.is_none())) {
        *first = Some(at);
    }
    for (spell, known) in spells.into_iter().zip(known) {
        match known {
            Some(known) => put(&mut case.jobs[known], draft, &spell),
            None if case.jobs.len() < most => {
                let mut new = draft.clone();
                put(&mut new, draft, &spell);
                case.jobs.push(new);
            }
            None => {}
        }
    }
    true
}

/// Of the spells of a job the one that went on at the time that is told.
fn holding(case: &Case, at: usize, parts: &[HeardPart]) -> usize {
    let told = parts.iter().find_map(|part| one(&part.told.start));
    let (Some(told), Some(job)) = (told, case.jobs.get(at)) else {
        return at;
    };
    let holds = |draft: &Draft| {
        let begins = one(&draft.start).is_some_and(|start| start.as_start() < told.as_start());
        let goes_on = match one(&draft.end) {
            Some(JobEnd::On(end)) => told.as_start() <= end.as_end(),
            Some(JobEnd::StillThere) => true,
            None => false,
        };
        begins && goes_on && draft.codes.first() == job.codes.first()
    };
    if holds(job) {
        return at;
    }
    case.jobs.iter().position(holds).unwrap_or(at)
}

/// The stretches, where parts tell more than one.
fn stretches(
    draft: &Draft,
    parts: &[HeardPart],
    manner: Manner,
    today: Date,
) -> Option<Vec<Spell>> {
    let told: Vec<Spell> = parts.iter().map(|part| spell_of(draft, part)).collect();
    if parts.iter().any(|part| part.beside) {
        return at_once(draft, &told, parts);
    }
    let of_one = || match (told.as_slice(), parts) {
        ([only], [part]) if part.after_leave || part.states || manner == Manner::Plain => {
            changed(draft, only, part)
        }
        _ => None,
    };
    at_once(draft, &told, parts)
        .or_else(|| ranges(draft, &told))
        .or_else(|| steps(draft, &told, parts, today))
        .or_else(of_one)
}

/// "30 hours at St Mary's and 10 at the Mater since September": both go on at the same time.
fn at_once(draft: &Draft, told: &[Spell], parts: &[HeardPart]) -> Option<Vec<Spell>> {
    let ([first, second], [one_part, other]) = (told, parts) else {
        return None;
    };
    let is_beside = other.beside || one_part.at_employer && other.at_employer;
    let goes_on = |spell: &Spell| !matches!(spell.end, Some(JobEnd::On(_)));
    let start = first.start.or(one(&draft.start));
    let is_later = match (start, second.start) {
        (Some(first), Some(second)) => first.as_start() < second.as_start(),
        _ => false,
    };
    let have_hours = !first.hours.is_empty() && !second.hours.is_empty();
    let both = is_beside && is_later && have_hours && goes_on(first) && goes_on(second);
    both.then(|| {
        let end = one(&draft.end);
        let spell = |of: &Spell, start| Spell {
            start,
            end: end.or(of.end),
            hours: few_hours_a_week(&of.hours),
            country: of.country.clone(),
        };
        vec![spell(first, start), spell(second, second.start)]
    })
}

/// "20 hours in term, 40 only May to August": the hours of parts of every year, of which no year is told.
fn of_seasons(parts: &[HeardPart]) -> Option<Vec<f64>> {
    let is_yearless = |part: &HeardPart| part.told.start.len() > 1 && part.told.end.len() > 1;
    if let [only] = parts
        && only.told.hours.len() > 1
        && is_yearless(only)
    {
        return Some(only.told.hours.clone());
    }
    let [first, second] = parts else { return None };
    let (one_of, other) = (one(&first.told.hours)?, one(&second.told.hours)?);
    let is_undated = |part: &HeardPart| part.told.start.is_empty() && part.told.end.is_empty();
    let is_season =
        is_yearless(first) && is_undated(second) || is_undated(first) && is_yearless(second);
    (is_season && one_of != other).then(|| vec![one_of.min(other), one_of.max(other)])
}

fn spell_of(draft: &Draft, part: &HeardPart) -> Spell {
    let until = part.until.and_then(StatedDate::before).map(JobEnd::On);
    // "Until December" of a year that is not said: the only one while the job went on.
    let begins = one(&draft.start).map(StatedDate::as_start);
    let later = |date: &StatedDate| begins.is_none_or(|begins| begins < date.as_start());
    let start: Vec<StatedDate> = part.told.start.iter().copied().filter(later).collect();
    let is_later_end = |end: &JobEnd| match end {
        JobEnd::On(date) => later(date),
        JobEnd::StillThere => true,
    };
    let ends = part.told.end.iter().map(|end| job_end(*end));
    let end: Vec<JobEnd> = ends.clone().filter(is_later_end).collect();
    Spell {
        start: one(&part.told.start).or(one(&start)),
        end: one(&ends.collect::<Vec<_>>()).or(one(&end)).or(until),
        hours: part.told.hours.clone(),
        country: part.told.country.clone(),
    }
}

/// "January 2022 to May 2023 37.5 hours, then July 2024 to February 2025 24 hours".
fn ranges(draft: &Draft, told: &[Spell]) -> Option<Vec<Spell>> {
    let mut spells: Vec<Spell> = told.to_vec();
    // "Dubai until November 2024, then Canada since January 2025": the first began when the job did.
    if let [first, _, ..] = spells.as_mut_slice()
        && first.start.is_none()
        && matches!(first.end, Some(JobEnd::On(_)))
    {
        first.start = one(&draft.start);
    }
    let is_range = |spell: &Spell| spell.start.is_some() && spell.end.is_some();
    if spells.len() < 2 || !spells.iter().all(is_range) {
        return None;
    }
    spells.sort_by_key(|spell| spell.start.map(StatedDate::as_start));
    let follows = |pair: &[Spell]| {
        // "2014 to 2023, then since November 2023"
        let is_in_year = match (pair[0].end, pair[1].start) {
            (Some(JobEnd::On(end)), Some(start)) => {
                end.as_start() < start.as_start() && !differ(end, start)
            }
            _ => false,
        };
        is_in_year || ends_before(pair[0].end, pair[1].start)
    };
    let touches = |spell: &Spell| {
        !ends_before(spell.end, one(&draft.start)) && !ends_before(one(&draft.end), spell.start)
    };
    (spells.windows(2).all(follows) && spells.iter().any(touches)).then_some(spells)
}

/// Whether a stretch that ends so is over when something begins, or ends on the very date.
fn ends_before(end: Option<JobEnd>, start: Option<StatedDate>) -> bool {
    is_before(end, start) || start.is_some_and(|start| end == Some(JobEnd::On(start)))
}

/// "Only from July 2024 it was 24", "after my leave it was 24": the hours told before were those until then.
fn changed(draft: &Draft, told: &Spell, part: &HeardPart) -> Option<Vec<Spell>> {
    if told.hours.is_empty() || told.hours == draft.hours {
        return None;
    }
    let turn = if part.after_leave && told.start.is_none() {
        let end = draft.away.iter().rev().find_map(|away| match away.end {
            Some(JobEnd::On(end)) => Some(end),
            _ => None,
        });
        end?.after()?
    } else if part.from_then && !draft.hours.is_empty() {
        let readings = || turns::within(draft, &part.told.start);
        told.start.or_else(|| readings().first().copied())?
    } else {
        return None;
    };
    split(draft, turn, draft.hours.clone(), told.hours.clone())
}

/// A job cut where its hours changed.
fn split(draft: &Draft, turn: StatedDate, before: Vec<f64>, after: Vec<f64>) -> Option<Vec<Spell>> {
    let start = one(&draft.start);
    let is_within =
        start.is_none_or(|start| start.as_start() < turn.as_start() && differ(start, turn));
    let end = turn.before()?;
    is_within.then(|| {
        vec![
            Spell {
                start,
                end: Some(JobEnd::On(end)),
                hours: before,
                country: Vec::new(),
            },
            Spell {
                start: Some(turn),
                end: one(&draft.end).filter(|end| match end {
                    JobEnd::On(end) => end.as_end() >= turn.as_start(),
                    JobEnd::StillThere => true,
                }),
                hours: after,
                country: Vec::new(),
            },
        ]
    })
}

/// A job of the same occupation that begins when a stretch does: it is that stretch.
fn sibling(case: &Case, at: usize, spell: &Spell) -> Option<usize> {
    let code = case.jobs[at].codes.first();
    let begins = |draft: &Draft| match (one(&draft.start), spell.start) {
        (Some(known), Some(told)) => !differ(known, told),
        _ => false,
    };
    let mut jobs = case.jobs.iter().enumerate();
    jobs.find(|(_, draft)| draft.codes.first() == code && begins(draft))
        .map(|(other, _)| other)
}

/// Makes a draft the stretch of a job.
fn put(draft: &mut Draft, of: &Draft, spell: &Spell) {
    draft.start = spell.start.into_iter().collect();
    if let Some(end) = spell.end {
        draft.end = vec![end];
    }
    if !spell.hours.is_empty() {
        draft.hours.clone_from(&spell.hours);
        draft.hours_agreed = false;
    } else if of.hours.is_empty() {
        draft.hours.clear();
    }
    if !spell.country.is_empty() {
        draft.country.clone_from(&spell.country);
    }
    draft.months = None;
    draft.away = of
        .away
        .iter()
        .chain(&draft.away)
        .filter(|away| is_inside(away, spell))
        .copied()
        .fold(Vec::new(), |mut kept, away| {
            if !kept.contains(&away) {
                kept.push(away);
            }
            kept
        });
}

/// Whether time away may lie in a stretch.
fn is_inside(away: &DraftAway, spell: &Spell) -> bool {
    !is_before(away.end, spell.start) && !is_before(spell.end, away.start)
}
