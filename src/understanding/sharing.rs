//! Details told once of several jobs go to each of them.

use std::ops::Range;

use super::changed_hours::end_at_change;
use super::clauses::Joint;
use super::filler::{Details, Filler};
use super::heard::{HeardEnd, HeardJob};
use super::lexicon::Hit;
use super::reading::Reading;
use super::scene::{JobFound, Scene, clause_of, has_time};
use super::tags::{Cue, Job, Tag};
use super::weekly::WeeklyHeard;
use crate::eligibility::StatedDate;

/// A place at the very end, after several jobs, is where all of them were.
pub(super) fn share_last_place(
    scene: &Scene,
    jobs: &[JobFound],
    out: &mut [HeardJob],
    details: &Details,
) {
    let [.., last] = jobs else { return };
    let alone = details
        .places
        .iter()
        .all(|place| clause_of(scene, place.at.start) > last.clause);
    if jobs.len() > 1
        && alone
        && let Some(country) = out.last().map(|job| job.country.clone())
    {
        for job in out {
            job.country.clone_from(&country);
        }
    }
}

/// "Cook from 2020 to 2022, then chef since 2023, 40 hours": hours told once behind several jobs, in a clause of their own that says
/// nothing of a time, are those of all of them.
pub(super) fn share_last_hours(
    scene: &Scene,
    jobs: &[JobFound],
    out: &mut [HeardJob],
    details: &Details,
) {
    let [.., last] = jobs else { return };
    let ([heard], true) = (details.hours.as_slice(), jobs.len() > 1) else {
        return;
    };
    let [before @ .., told] = out else { return };
    // "Cook in Dubai and waiter in Toronto since 2023, 35 hours": what is told of one place is told of that job.
    let is_timed = |job: &HeardJob| !(job.start.is_empty() && job.end.is_empty());
    if details.places.len() > 1 && !before.iter().all(is_timed) {
        return;
    }
    if is_told_behind(scene, last, heard) {
        for job in before.iter_mut().filter(|job| job.hours.is_empty()) {
            job.hours.clone_from(&told.hours);
        }
    }
}

/// Whether hours are told behind a job in a clause of its sentence that says nothing of a time.
fn is_told_behind(scene: &Scene, job: &JobFound, heard: &WeeklyHeard) -> bool {
    let clause = clause_of(scene, heard.at.start);
    let context = &scene.contexts[clause];
    let is_of_sentence = scene
        .clauses
        .get(job.clause + 1..=clause)
        .is_some_and(|between| between.iter().all(|one| one.joint != Joint::Sentence));
    clause > job.clause
        && (is_of_sentence || is_all(&scene.clauses[clause].range, heard))
        && !(context.then || context.still || context.named)
        && !has_time(scene, clause)
}

/// Whether hours are all that a clause says, which begins a sentence of its own.
fn is_all(clause: &Range<usize>, heard: &WeeklyHeard) -> bool {
    clause.start + 1 >= heard.at.start && heard.at.end + 1 >= clause.end
}

/// "Welder since 2020, promoted to foreman in 2024", "now I am a foreman since 2024": the job before ends where the next one begins; a
/// promotion is at the same place.
pub(super) fn share_promotion(scene: &Scene, jobs: &[JobFound], out: &mut [HeardJob]) {
    for (index, found) in jobs.iter().enumerate() {
        let context = scene.contexts[found.clause];
        let promoted = context.promoted;
        out[index].promoted = promoted;
        out[index].succeeds = context.succeeds && found.named_at.is_none();
        let follows = promoted || out[index].succeeds;
        let Some(before) = index.checked_sub(1).filter(|_| follows) else {
            continue;
        };
        let [start] = out[index].start[..] else {
            continue;
        };
        let is_later = |begun: &StatedDate| begun.as_start() < start.as_start();
        if !promoted && !out[before].start.iter().all(is_later) {
            continue;
        }
        if matches!(out[before].end.as_slice(), [] | [HeardEnd::Now]) {
            out[before].end = vec![HeardEnd::On(start)];
        }
        if out[index].end.is_empty() {
            out[index].end = vec![HeardEnd::Now];
        }
        // "Cook, now sous-chef": words that may mean the work before tell of a rank there.
        let code_before = out[before].codes.first();
        let is_rank = code_before.is_some_and(|code| out[index].codes.contains(code));
        if !promoted && !is_rank {
            continue;
        }
        if out[index].country.is_empty() {
            let country = out[before].country.clone();
            out[index].country = country;
        }
        if out[index].hours.is_empty() {
            out[index].hours = out[before].hours.clone();
        }
    }
}

/// A further spell of a job was in the same country, unless another is named, and hours told after all spells are those of each.
pub(super) fn share_with_spells(
    scene: &Scene,
    jobs: &[JobFound],
    out: &mut [HeardJob],
    details: &Details,
) {
    let spells = jobs.iter().enumerate().skip(1);
    for (index, told) in spells.filter(|(_, job)| job.named_at.is_some()) {
        let (before, spell) = out.split_at_mut(index);
        let (Some(job), Some(spell)) = (before.last_mut(), spell.first_mut()) else {
            continue;
        };
        // "moved to Canada in 2024, full time since then"
        let moved = details.places.iter().rfind(|place| {
            let clause = clause_of(scene, place.at.start);
            place.moved && jobs[index - 1].clause < clause && clause <= told.clause
        });
        if told.hours_changed {
            end_at_change(job, spell);
        }
        if spell.country.is_empty() {
            let country = moved.map_or(&job.country, |place| &place.countries);
            spell.country.clone_from(country);
        }
        let after = |heard: &WeeklyHeard| clause_of(scene, heard.at.start) > told.clause;
        if job.hours.is_empty() && details.hours.iter().all(after) {
            job.hours.clone_from(&spell.hours);
        }
    }
}

/// "Aide-soignante 15h et caissière 20h depuis 2024 à Lille": a time or place behind a list of jobs is that of all of them.
pub(super) fn share_of_list(
    reading: &Reading,
    scene: &Scene,
    jobs: &[JobFound],
    out: &mut [HeardJob],
    details: &Details,
) {
    let ([first, .., last], [before @ .., told]) = (jobs, out) else {
        return;
    };
    let clauses = &scene.clauses[first.clause..=last.clause];
    let contexts = &scene.contexts[first.clause..=last.clause];
    let is_one_sentence = clauses
        .iter()
        .skip(1)
        .all(|clause| matches!(clause.joint, Joint::Comma | Joint::And | Joint::Bracket));
    let in_order = |at: usize| {
        let says_order = |hit: &Hit| {
            hit.tag == Tag::Job(Job::Then) && !reading.is_one(hit.start, &reading.words.in_date)
        };
        let since = reading.cue_at(at, Cue::Since).is_some();
        !since && reading.hits_at(at).iter().any(says_order)
    };
    let is_list = is_one_sentence
        && contexts
            .iter()
            .all(|context| context.past == contexts[0].past)
        && !(first.at.end..last.at.start).any(in_order);
    let untimed = |job: &HeardJob| {
        job.start.is_empty() && job.end.is_empty() && job.months.is_none() && job.away.is_empty()
    };
    // Who was somewhere else was there at another time, too.
    let is_placed = |job: &HeardJob| !job.country.is_empty();
    if !is_list || !before.iter().all(untimed) || before.iter().any(is_placed) {
        return;
    }
    let place_is_last = details
        .places
        .iter()
        .all(|place| place.at.start > last.at.start);
    for job in before {
        job.start.clone_from(&told.start);
        job.end.clone_from(&told.end);
        if place_is_last {
            job.country.clone_from(&told.country);
        }
    }
}

/// "Cook and waiter, both full time": what is told of each of several jobs behind them.
pub(super) fn share_of_each(
    reading: &Reading,
    scene: &Scene,
    jobs: &[JobFound],
    out: &mut [HeardJob],
    details: &Details,
) {
    let [.., last] = jobs else { return };
    if jobs.len() < 2 {
        return;
    }
    let behind = scene.clauses.iter().filter_map(|clause| {
        let zone = clause.range.start.max(last.at.end)..clause.range.end;
        let is_told = !zone.is_empty() && reading.inside(&zone).any(|hit| is_each(reading, hit));
        is_told.then_some(zone)
    });
    for zone in behind {
        let told = Filler {
            reading,
            scene,
            zone: &zone,
            clause: None,
            named: None,
            several: true,
            is_last: true,
        };
        let told = told.details(details);
        for job in out.iter_mut() {
            add_lacking(job, &told);
        }
    }
}

/// Whether a word means each of several jobs: not "each week", "les deux dernières années".
fn is_each(reading: &Reading, hit: &Hit) -> bool {
    let counts = |tag| matches!(tag, Tag::Unit(_) | Tag::Cue(Cue::Last)).then_some(());
    hit.tag == Tag::Job(Job::Each) && reading.find_at(hit.end, counts).is_none()
}

/// Gives a job what it lacks of what was told of all.
fn add_lacking(job: &mut HeardJob, told: &HeardJob) {
    if job.start.is_empty() && job.end.is_empty() && job.months.is_none() {
        job.start.clone_from(&told.start);
        job.end.clone_from(&told.end);
        job.months = told.months;
    }
    if job.hours.is_empty() {
        job.hours.clone_from(&told.hours);
    }
    if job.country.is_empty() {
        job.country.clone_from(&told.country);
    }
    job.kind = job.kind.or(told.kind);
}
