//! Hours a week that changed while a job went on.

use std::ops::Range;

use super::heard::{HeardEnd, HeardJob};
use super::periods::{Period, Side};
use super::scene::{Scene, clause_of, has_hours, times};
use super::weekly::{WeeklyHeard, few_hours_a_week};

/// The hours told, least first, where they cannot all be those of the same weeks; none where they can.
pub(super) fn differing(told: &[&WeeklyHeard]) -> Option<Vec<f64>> {
    let exact = || told.iter().filter(|heard| !heard.hours.is_empty());
    let pairs = exact().flat_map(|one| exact().map(move |other| (one, other)));
    let differ = pairs.into_iter().any(|(one, other)| are_apart(one, other));
    differ.then(|| {
        // Few hours are those of a week, like the others.
        let of_week = |heard: &&WeeklyHeard| few_hours_a_week(&heard.hours);
        let mut all: Vec<f64> = exact().flat_map(of_week).collect();
        all.sort_by(f64::total_cmp);
        all.dedup();
        all
    })
}

/// Whether two amounts are of different weeks: "full time" goes with every amount that is no less.
fn are_apart(one: &WeeklyHeard, other: &WeeklyHeard) -> bool {
    let (Some((least, most)), Some((from, to))) = (ends(one), ends(other)) else {
        return false;
    };
    match (one.only_full, other.only_full) {
        (true, true) => false,
        (true, false) => to < least,
        (false, true) => most < from,
        (false, false) => most < from || to < least,
    }
}

fn ends(heard: &WeeklyHeard) -> Option<(f64, f64)> {
    let least = heard.hours.iter().copied().reduce(f64::min)?;
    let most = heard.hours.iter().copied().reduce(f64::max)?;
    Some((least, most))
}

/// Whether a clause tells other hours than those told of the job so far, and since when: "since September 2025 I have 32 hours".
pub(super) fn change_in(scene: &Scene, job: Range<usize>, at: usize) -> bool {
    let hours_in = |clauses: Range<usize>| -> Vec<&WeeklyHeard> {
        let is_inside = |heard: &&WeeklyHeard| clauses.contains(&clause_of(scene, heard.at.start));
        let told = scene.hours.iter().filter(|heard| !heard.hours.is_empty());
        told.filter(is_inside).collect()
    };
    let (before, own) = (hours_in(job.clone()), hours_in(at..at + 1));
    let ([before], [own]) = (before.as_slice(), own.as_slice()) else {
        return false;
    };
    are_apart(before, own) && scene.contexts[at].is_of_work() && is_since_within(scene, job, at)
}

/// Whether a clause tells hours and since when, of work that began after the job of the clauses before, which did not end.
pub(super) fn begins_with_hours(scene: &Scene, job: Range<usize>, at: usize) -> bool {
    has_hours(scene, at) && is_since_within(scene, job, at)
}

/// Whether a clause tells a time since when something held, after the job of the clauses before began, which did not end.
fn is_since_within(scene: &Scene, job: Range<usize>, at: usize) -> bool {
    let before: Vec<&Period> = times(scene, job).collect();
    let own: Vec<&Period> = times(scene, at..at + 1).collect();
    let ([before], [own]) = (before.as_slice(), own.as_slice()) else {
        return false;
    };
    let ([began], [turn]) = (before.start.as_slice(), own.start.as_slice()) else {
        return false;
    };
    let goes_on = before.end.iter().all(|end| *end == HeardEnd::Now);
    let is_turn = own.side == Side::Start && !own.is_range;
    goes_on && is_turn && began.as_end() < turn.as_start()
}

/// Ends a job where its hours changed.
pub(super) fn end_at_change(before: &mut HeardJob, after: &mut HeardJob) {
    let [turn] = after.start[..] else { return };
    let Some(last) = turn.before() else { return };
    if after.end.is_empty() {
        after.end.clone_from(&before.end);
    }
    before.end = vec![HeardEnd::On(last)];
    if after.kind.is_none() {
        after.kind = before.kind;
    }
}
