//! What one occupation's spells credit on each day, as stretches of days with the same credit.

use super::days::{DayNumber, Days, months_after};
use super::hours::Credit;
use super::spell::{Spell, worked_days};

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
