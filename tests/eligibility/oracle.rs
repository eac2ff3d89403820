//! The rules read literally: every day of the window is visited, and hours are counted in exact fractions.

use jiff::Span;
use jiff::civil::Date;
use nocbot::eligibility::{Counting, Country, Spell, WorkRule};
use nocbot::noc::NocCode;

const SEVENTHS_OF_MICRO_HOURS: i64 = 7_000_000;

pub fn day_after(day: Date) -> Date {
    day.saturating_add(Span::new().days(1))
}

pub fn day_before(day: Date) -> Date {
    day.saturating_sub(Span::new().days(1))
}

/// Whether the spell was worked on `day`.
fn covers(spell: &Spell, day: Date) -> bool {
    let is_away = |start: Date, end: Option<Date>| start <= day && end.is_none_or(|end| day <= end);
    is_away(spell.start, spell.end) && !spell.away.iter().any(|away| is_away(away.start, away.end))
}

/// Whether the spell is there at all: paid, and worked on at least one of its days.
pub fn is_there(spell: &Spell) -> bool {
    let last = spell.end.unwrap_or(jiff::civil::date(2045, 1, 1));
    let mut day = spell.start;
    while day <= last && !covers(spell, day) {
        day = day_after(day);
    }
    day <= last && !spell.flags.unpaid
}

fn hours_on(day: Date, spells: &[Spell], cap: i64) -> i64 {
    let sum: i64 = spells
        .iter()
        .filter(|spell| covers(spell, day))
        .map(|spell| (spell.hours.as_f64() * 1_000_000.0).round() as i64)
        .sum();
    sum.min(cap * 1_000_000)
}

/// What the window before a day holds.
pub struct Counted {
    /// Whether the requirement is met.
    pub is_met: bool,
    /// Credited hours.
    pub hours: f64,
}

/// Counts the window of `rule` before `day`; every one of `spells` counts, and their hours are added.
pub fn count(counting: &Counting, rule: &WorkRule, spells: &[Spell], day: Date) -> Counted {
    let cap = i64::from(counting.full_time_hours);
    let needed =
        i64::from(rule.months) * i64::from(counting.hours_per_month) * SEVENTHS_OF_MICRO_HOURS;
    let mut at = day.saturating_sub(Span::new().years(rule.years_back));
    let (mut total, mut run, mut best_run, mut gap) = (0, 0, 0, 0);
    let mut full_since: Option<Date> = None;
    let mut full_months = false;
    while at < day {
        let hours = hours_on(at, spells, cap);
        total += hours;
        if hours == 0 {
            gap += 1;
            if gap > i64::from(counting.longest_gap_days) {
                run = 0;
            }
        } else {
            gap = 0;
            run += hours;
            best_run = best_run.max(run);
        }
        if hours == cap * 1_000_000 {
            let since = *full_since.get_or_insert(at);
            let reached = since.saturating_add(Span::new().months(rule.months));
            full_months |= reached <= day_after(at);
        } else {
            full_since = None;
        }
        at = day_after(at);
    }
    let credit: i64 = if rule.continuous { best_run } else { total };
    Counted {
        is_met: full_months || credit >= needed,
        hours: credit as f64 / SEVENTHS_OF_MICRO_HOURS as f64,
    }
}

/// Whether a spell is of the kind that a program counts, by the table of the programs.
pub fn is_of_kind(program: &str, spell: &Spell) -> bool {
    let code = spell.noc.to_string();
    let high_teer = matches!(code.as_bytes()[1], b'0'..=b'3');
    let physician = matches!(&*code, "31100" | "31101" | "31102");
    let flags = spell.flags;
    is_there(spell)
        && match program {
            "fsw" => high_teer,
            "cec" => {
                high_teer
                    && spell.country == Country::Canada
                    && !flags.student
                    && (!flags.self_employed || physician)
            }
            "fst" => code == "72200" && !flags.student,
            other => panic!("no program {other}"),
        }
}

/// The spells of one occupation.
pub fn of_occupation(spells: &[Spell], noc: NocCode) -> Vec<Spell> {
    let own = spells.iter().filter(|spell| spell.noc == noc);
    own.cloned().collect()
}
