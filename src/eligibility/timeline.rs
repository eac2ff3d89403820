//! What one occupation's spells credit on each day, as stretches of days with the same credit.

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Span};

use super::hours::Credit;
use super::spell::Spell;

/// A day, counted from 1970-01-01.
pub(super) type DayNumber = i32;

const EPOCH: Date = date(1970, 1, 1);
const SECONDS_IN_A_DAY: i64 = 24 * 60 * 60;
/// The end of work that goes on: after every day that can be asked about.
const FOREVER: DayNumber = i32::MAX / 2;

/// The number of a day.
pub(super) fn day_number(day: Date) -> DayNumber {
    let seconds = day.duration_since(EPOCH).as_secs();
    i32::try_from(seconds / SECONDS_IN_A_DAY).unwrap_or(FOREVER)
}

/// The day of a number.
pub(super) fn day_of(number: DayNumber) -> Date {
    EPOCH.saturating_add(SignedDuration::from_secs(
        i64::from(number) * SECONDS_IN_A_DAY,
    ))
}

/// The day `years` years before; 29 February becomes 28 February.
pub(super) fn years_before(number: DayNumber, years: u8) -> DayNumber {
    day_number(day_of(number).saturating_sub(Span::new().years(years)))
}

/// The day `months` calendar months after; a day that the month lacks becomes its last.
fn months_after(number: DayNumber, months: u8) -> DayNumber {
    day_number(day_of(number).saturating_add(Span::new().months(months)))
}

/// Days `start <= day < end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    pub start: DayNumber,
    pub end: DayNumber,
}

impl Days {
    pub fn within(self, window: Days) -> Option<Days> {
        let (start, end) = (self.start.max(window.start), self.end.min(window.end));
        (start < end).then_some(Days { start, end })
    }
}

fn days_of(first: Date, last: Option<Date>) -> Days {
    Days {
        start: day_number(first),
        end: last.map_or(FOREVER, |last| day_number(last) + 1),
    }
}

/// The stretches of days on which a spell was worked, in order: all of it but the stretches away.
pub(super) fn worked_days(spell: &Spell) -> impl Iterator<Item = Days> {
    let whole = days_of(spell.start, spell.end);
    let mut away: Vec<Days> = spell
        .away
        .iter()
        .map(|away| days_of(away.start, away.end))
        .collect();
    away.sort_by_key(|away| away.start);
    let the_end = Days {
        start: whole.end,
        end: whole.end,
    };
    let mut back = whole.start;
    let away = away.into_iter().chain(std::iter::once(the_end));
    away.filter_map(move |away| {
        let worked = Days {
            start: back,
            end: away.start.min(whole.end),
        };
        back = back.max(away.end);
        (worked.start < worked.end).then_some(worked)
    })
}

#[derive(Debug, Clone, Copy)]
struct Stretch {
    days: Days,
    per_day: Credit,
    /// Credit of all stretches before this one.
    before: Credit,
}

/// One occupation's work over time, with spells that have no end going on for ever.
#[derive(Debug)]
pub(super) struct Timeline {
    stretches: Vec<Stretch>,
    /// Unbroken runs: stretches with no longer gap between them than the rules allow.
    runs: Vec<Days>,
    /// Runs in which every day credits the full-time hours.
    full_time: Vec<Days>,
    longest_gap: DayNumber,
}

/// What a window of days credits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WindowCredit {
    pub credit: Credit,
    /// The days that were counted: the window, or the best run inside it.
    pub days: Days,
}

impl Timeline {
    /// Adds up the spells day by day, each day capped at `cap` (a full-time day's credit).
    pub fn new<'a>(spells: impl Iterator<Item = &'a Spell>, cap: Credit, longest_gap: u8) -> Self {
        let mut edges: Vec<(DayNumber, bool, Credit)> = Vec::new();
        for spell in spells {
            let per_day = spell.hours.per_day();
            for worked in worked_days(spell) {
                edges.push((worked.start, true, per_day));
                edges.push((worked.end, false, per_day));
            }
        }
        edges.sort_by_key(|&(day, ..)| day);
        let mut timeline = Timeline {
            stretches: Vec::with_capacity(edges.len()),
            runs: Vec::new(),
            full_time: Vec::new(),
            longest_gap: i32::from(longest_gap),
        };
        let mut sum = Credit::ZERO;
        for (at, &(day, starts, hours)) in edges.iter().enumerate() {
            sum = if starts {
                sum.plus(hours)
            } else {
                sum.minus(hours)
            };
            let until = edges.get(at + 1).map_or(day, |next| next.0);
            if until > day && sum > Credit::ZERO {
                timeline.push(
                    Days {
                        start: day,
                        end: until,
                    },
                    sum.min(cap),
                    cap,
                );
            }
        }
        timeline
    }

    fn push(&mut self, days: Days, per_day: Credit, cap: Credit) {
        let before = self.stretches.last().map_or(Credit::ZERO, |last| {
            last.before
                .plus(last.per_day.times_days(last.days.end - last.days.start))
        });
        self.stretches.push(Stretch {
            days,
            per_day,
            before,
        });
        extend_or_push(&mut self.runs, days, self.longest_gap);
        if per_day == cap {
            extend_or_push(&mut self.full_time, days, 0);
        }
    }

    fn credit_before(&self, day: DayNumber) -> Credit {
        let at = self
            .stretches
            .partition_point(|stretch| stretch.days.start < day);
        let Some(stretch) = at.checked_sub(1).map(|at| self.stretches[at]) else {
            return Credit::ZERO;
        };
        let days = day.min(stretch.days.end) - stretch.days.start;
        stretch.before.plus(stretch.per_day.times_days(days))
    }

    fn credit_in(&self, days: Days) -> Credit {
        self.credit_before(days.end)
            .minus(self.credit_before(days.start))
    }

    /// All credit of the days of `window`.
    pub fn total(&self, window: Days) -> WindowCredit {
        WindowCredit {
            credit: self.credit_in(window),
            days: window,
        }
    }

    /// The credit of the best unbroken run inside `window`.
    pub fn best_run(&self, window: Days) -> WindowCredit {
        let runs = self.runs.iter().filter_map(|run| run.within(window));
        let counted = runs.map(|days| self.total(days));
        let none = WindowCredit {
            credit: Credit::ZERO,
            days: Days {
                start: window.end,
                end: window.end,
            },
        };
        counted.max_by_key(|counted| counted.credit).unwrap_or(none)
    }

    /// Whether there are days without work inside `run`.
    pub fn has_gap_in(&self, run: Days) -> bool {
        let inside: Vec<Days> = self
            .stretches
            .iter()
            .filter_map(|stretch| stretch.days.within(run))
            .collect();
        inside.windows(2).any(|pair| pair[0].end < pair[1].start)
    }

    /// Whether one run of full-time days inside `window` spans `months` whole calendar months.
    pub fn has_full_months(&self, window: Days, months: u8) -> bool {
        let mut runs = self.full_time.iter().filter_map(|run| run.within(window));
        runs.any(|run| months_after(run.start, months) <= run.end)
    }
}

fn extend_or_push(runs: &mut Vec<Days>, days: Days, longest_gap: DayNumber) {
    match runs.last_mut() {
        Some(last) if days.start - last.end <= longest_gap => last.end = days.end,
        _ => runs.push(days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_numbers_and_days_are_the_same_thing() {
        for day in [
            date(1969, 12, 31),
            date(1970, 1, 1),
            date(2024, 2, 29),
            date(2026, 11, 22),
        ] {
            assert_eq!(day_of(day_number(day)), day);
        }
        assert_eq!(day_number(date(1970, 1, 2)), 1);
    }

    #[test]
    fn the_29th_of_february_three_years_back_is_the_28th() {
        let back = |day| day_of(years_before(day_number(day), 3));
        assert_eq!(back(date(2028, 2, 29)), date(2025, 2, 28));
        assert_eq!(back(date(2027, 2, 28)), date(2024, 2, 28));
        assert_eq!(back(date(2027, 3, 1)), date(2024, 3, 1));
    }
}
