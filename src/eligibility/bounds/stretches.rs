//! Stretches of days, in order and apart from each other.

use crate::eligibility::days::{DayNumber, Days};

/// How many days there are.
pub(super) fn count(stretches: &[Days]) -> i64 {
    stretches.iter().map(|stretch| stretch.count()).sum()
}

/// The days from the `before`th on, `days` of them or as many as there are.
pub(super) fn taken_out(stretches: &[Days], mut before: i64, mut days: i64) -> Vec<Days> {
    let mut taken = Vec::new();
    for stretch in stretches {
        let length = stretch.count();
        let skipped = before.min(length);
        let here = days.min(length - skipped);
        before -= skipped;
        if here <= 0 {
            continue;
        }
        days -= here;
        // Both are at most the length, which is a difference of day numbers.
        let start = stretch.start + skipped as DayNumber;
        taken.push(Days {
            start,
            end: start + here as DayNumber,
        });
    }
    taken
}

/// So many days at the beginning.
pub(super) fn beginning(stretches: &[Days], days: i64) -> Vec<Days> {
    taken_out(stretches, 0, days)
}

/// So many days in the middle, where they break a run into the shortest parts.
pub(super) fn middle(stretches: &[Days], days: i64) -> Vec<Days> {
    let before = (count(stretches) - days) / 2;
    taken_out(stretches, before.max(0), days)
}

/// The days that are not among `others`.
pub(super) fn without(stretches: &[Days], others: &[Days]) -> Vec<Days> {
    others.iter().fold(stretches.to_vec(), |left, other| {
        let parts = left.into_iter().flat_map(|days| {
            let before = Days {
                end: other.start.min(days.end),
                ..days
            };
            let after = Days {
                start: other.end.max(days.start),
                ..days
            };
            [before, after]
        });
        parts.filter(|days| days.start < days.end).collect()
    })
}

/// The days that are among both.
pub(super) fn in_both(one: &[Days], other: &[Days]) -> Vec<Days> {
    without(one, &without(one, other))
}

/// The days that are among either.
pub(super) fn in_either(one: &[Days], other: &[Days]) -> Vec<Days> {
    let mut all = one.to_vec();
    all.extend(without(other, one));
    all.sort_unstable_by_key(|days| days.start);
    all
}
