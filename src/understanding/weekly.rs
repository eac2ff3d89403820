//! From what is said about working hours to hours a week.

use std::ops::Range;

use super::heard::Asked;
use super::hours_items::{Item, MAX_HOURS, Per, Piece, pieces};
use super::reading::{Reading, Use};
use super::tags::{Cue, Job, Tag, Who};

/// What counts as full time.
const FULL_TIME: f64 = 30.0;
/// Between which amounts full-time work usually lies.
const USUAL_FULL: [f64; 2] = [30.0, 40.0];
/// The days of a usual week.
const USUAL_DAYS: f64 = 5.0;
/// Amounts up to this may be meant for a day.
const MAYBE_A_DAY: f64 = 12.0;
/// Amounts up to this may be those of a shift, where the days of a week are told.
const LONGEST_SHIFT: f64 = 16.0;
/// Nobody works more in a week.
const MOST_PLAUSIBLE: f64 = 84.0;
const WEEKS_IN_A_YEAR: f64 = 52.0;
const MONTHS_IN_A_YEAR: f64 = 12.0;
const DAYS_IN_A_WEEK: f64 = 7.0;
/// An amount stands at most so many tokens behind the year it is told of.
const BEHIND_YEAR: usize = 3;
/// Pieces farther apart do not belong together, in tokens.
const NEAR: usize = 12;

/// The weekly hours told at one place of the message.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct WeeklyHeard {
    pub at: Range<usize>,
    /// One value, several readings, or none where it is open.
    pub hours: Vec<f64>,
    /// The hours of a day, where the days of a week are not told.
    pub a_day: Option<f64>,
    /// The days of a week, where the hours of a day are not told.
    pub days: Option<f64>,
    /// Only the words "full time".
    pub only_full: bool,
}

/// Hours a week told beside those of other work: few hours, which may be those of a day too, are those of a week.
pub(crate) fn few_hours_a_week(hours: &[f64]) -> Vec<f64> {
    match hours {
        [least, most] if *most == least * USUAL_DAYS => vec![*least],
        _ => hours.to_vec(),
    }
}

/// Every place that tells hours; claims the tokens.
pub(super) fn weekly(reading: &mut Reading) -> Vec<WeeklyHeard> {
    let asked = reading.asked == Asked::Hours;
    let found = pieces(reading, asked);
    let mut groups: Vec<Vec<Piece>> = Vec::new();
    for piece in found {
        match groups.last_mut() {
            Some(group) if belongs(reading, group, &piece) => group.push(piece),
            _ => groups.push(vec![piece]),
        }
    }
    let out = groups
        .iter()
        .map(|group| told(reading, group, asked))
        .collect();
    for piece in groups.into_iter().flatten() {
        reading.claim(piece.at, Use::Hours);
    }
    out
}

/// Whether a piece goes with those before it.
fn belongs(reading: &Reading, group: &[Piece], piece: &Piece) -> bool {
    let Some(last) = group.last() else {
        return false;
    };
    let between = last.at.end..piece.at.start;
    let ends = between.clone().any(|at| {
        reading.is_mark(at, ";\n") || reading.is_mark(at, ".") && !reading.is_glued(at + 1)
    });
    if between.len() > NEAR || ends {
        return false;
    }
    if is_of_another(reading, last.at.end, &between) {
        return false;
    }
    let amounts = |item: &Item| {
        matches!(
            item,
            Item::Amount { .. } | Item::Shifts(_) | Item::Turns(..) | Item::Clock(_)
        )
    };
    let both_amounts = amounts(&piece.item) && group.iter().any(|other| amounts(&other.item));
    // "aide-soignante à mi-temps et caissière à mi-temps": what stands between names another job.
    let names_another = between
        .clone()
        .any(|at| reading.tokens[at].is_word() && reading.hits_at(at).is_empty());
    let again = group.iter().any(|other| other.item == piece.item) && names_another;
    if !both_amounts {
        // "10 hours a week at first, and full time since March"
        let few = |item: &Item| matches!(item, Item::Amount { to, per: Some(Per::Week), .. } if *to < FULL_TIME);
        let full = |item: &Item| *item == Item::Full;
        let of_another_time = |one: &Piece| {
            few(&one.item) && full(&piece.item) || full(&one.item) && few(&piece.item)
        };
        // "… full time and since July 2025 in Edmonton, 50h"
        let goes_on_elsewhere = between
            .clone()
            .any(|at| is_and_at(reading, at) && reading.cue_at(at + 1, Cue::Since).is_some());
        let is_term = group.iter().any(|one| one.item == Item::Term);
        let is_apart = goes_on_elsewhere || group.iter().any(of_another_time);
        return !again && (is_term || !is_apart);
    }
    // "20 until December and 36 after"
    let turns = between
        .clone()
        .any(|at| reading.cue_at(at, Cue::Until).is_some());
    let is_after = reading.is_one(piece.at.end, &reading.words.after_leave);
    let since = [Cue::Since, Cue::From];
    let is_dated = |at: usize| since.iter().any(|cue| reading.cue_at(at, *cue).is_some());
    let is_of_then = is_dated(piece.at.end) || between.clone().any(is_dated);
    if is_of_year(reading, piece) || turns || is_after || is_of_then {
        return false;
    }
    // "30 hours at the General and also 10 at the Mater since May"
    let says_beside = |at: usize| reading.tag_at(at, Tag::Job(Job::Beside)).is_some();
    let mut behind =
        (piece.at.end..piece.at.end + NEAR).take_while(|at| !reading.is_mark(*at, ".,;!?\n"));
    if between.clone().any(says_beside) && behind.any(is_dated) {
        return false;
    }
    let plus = between.clone().any(|at| reading.is_mark(at, "+"));
    let is_and = |at: usize| is_and_at(reading, at);
    // "15h and cashier 20h": what stands between names another job.
    let and = between.len() <= 2
        && between.clone().any(is_and)
        && (between.clone().all(|at| !reading.hits_at(at).is_empty()));
    let at_place = |at: usize| reading.tag_at(at, Tag::Job(Job::Circumstance)).is_some();
    let names_job = (between.start..piece.at.end + NEAR)
        .take_while(|at| !reading.is_mark(*at, ".,;!?\n"))
        .any(|at| reading.tag_at(at, Tag::Job(Job::Cue)).is_some());
    // "20h à la clinique et 15h à l'hôpital"
    let joins_places = between.len() > 2 && is_and(between.end - 1) && at_place(piece.at.end);
    // "15h comme soudeur à l'usine et 10h dans un atelier (soudeur aussi)"
    let same_job = || {
        let behind = piece.at.end..piece.at.end + NEAR;
        behind
            .take_while(|at| !reading.is_mark(*at, ".;!?\n"))
            .any(|at| {
                let is_said = reading.tag_at(at, Tag::Job(Job::Also)).is_some() && !is_and(at);
                is_said && reading.is_mark(at + 1, ")")
            })
    };
    let two_places = joins_places
        && (at_place(between.start) && !names_job || between.clone().any(at_place) && same_job());
    // "16 hours at one and 18 at the other"
    let other =
        (piece.at.end..piece.at.end + NEAR).any(|at| reading.cue_at(at, Cue::Rest).is_some());
    let both_places = other
        && between
            .clone()
            .any(|at| reading.cue_at(at, Cue::And).is_some());
    let changes = |other: &Piece| matches!(other.item, Item::Varies | Item::Term);
    let varies = between.clone().count() <= 3 && group.iter().any(changes);
    plus && between.len() <= 6
        || and
        || two_places
        || both_places
        || varies
        || reading.asked == Asked::Hours
}

/// Whether what follows a piece is told of another person: "elle à temps plein, moi à temps plein".
fn is_of_another(reading: &Reading, end: usize, between: &Range<usize>) -> bool {
    let others = [Tag::Who(Who::They), Tag::Who(Who::Relative)];
    let mut before = (end.saturating_sub(NEAR)..end)
        .rev()
        .take_while(|at| !reading.is_mark(*at, ".,;!?\n"));
    let me = between
        .clone()
        .any(|at| reading.tag_at(at, Tag::Who(Who::Me)).is_some());
    me && before.any(|at| others.iter().any(|who| reading.tag_at(at, *who).is_some()))
}

fn is_and_at(reading: &Reading, at: usize) -> bool {
    reading.cue_at(at, Cue::And).is_some()
}

/// What some pieces say together.
fn told(reading: &Reading, group: &[Piece], asked: bool) -> WeeklyHeard {
    let at = group[0].at.start..group[group.len() - 1].at.end;
    let mut heard = WeeklyHeard {
        at,
        ..WeeklyHeard::default()
    };
    let turns = group.iter().find_map(|piece| match piece.item {
        Item::Turns(one, other) => Some((one, other)),
        _ => None,
    });
    if let Some((one, other)) = turns {
        // What counts is the same in every week, or it is open.
        heard.hours = match one.min(other) >= FULL_TIME {
            true => vec![(one + other) / 2.0],
            false => vec![one, other],
        };
        return heard;
    }
    if group.iter().any(|piece| piece.item == Item::Term) {
        heard.hours = of_terms(group);
        return heard;
    }
    let pick = |wanted: fn(&Item) -> bool| group.iter().map(|piece| piece.item).find(wanted);
    let days = group.iter().find_map(|piece| match piece.item {
        Item::Days(days) => Some(days),
        _ => None,
    });
    let rota = group.iter().find_map(|piece| match piece.item {
        Item::Rota { on, off } => Some(on / (on + off)),
        _ => None,
    });
    let amounts: Vec<(f64, f64, Option<Per>)> = group
        .iter()
        .filter_map(|piece| match piece.item {
            Item::Amount { from, to, per } => Some((from, to, per)),
            Item::Shifts(hours) => Some((hours, hours, Some(Per::Week))),
            _ => None,
        })
        .collect();
    let clock = group.iter().find_map(|piece| match piece.item {
        Item::Clock(span) => Some(span),
        _ => None,
    });
    let varies = pick(|item| *item == Item::Varies).is_some();
    let share = group.iter().find_map(|piece| match piece.item {
        Item::Share(share) => Some(share),
        _ => None,
    });
    let full = pick(|item| *item == Item::Full).is_some();
    match (amounts.as_slice(), rota, clock) {
        ([], Some(share), clock) => {
            let span = clock.unwrap_or(0.0);
            if span > 0.0 {
                heard.hours = vec![DAYS_IN_A_WEEK * span * share];
            }
        }
        ([], None, Some(span)) => {
            heard.hours = match days {
                Some(days) => vec![span * days],
                None if span <= 9.5 => vec![span * USUAL_DAYS],
                None => Vec::new(),
            };
            heard.a_day = heard.hours.is_empty().then_some(span);
        }
        ([], None, None) if share.is_some() => {
            let share = share.unwrap_or(1.0);
            heard.hours = USUAL_FULL.map(|full| full * share).to_vec();
        }
        ([], None, None) => {
            if full && !varies && !asks_for_hours(reading) {
                (heard.hours, heard.only_full) = (vec![FULL_TIME], true);
            }
            heard.days = days;
        }
        ([(from, _, None | Some(Per::Day))], Some(share), _) => {
            heard.hours = vec![DAYS_IN_A_WEEK * from * share];
        }
        ([one], _, _) => {
            let more = Beside {
                days: days.filter(|_| !is_spread(reading, group)),
                varies: varies && !is_bounded(reading, group),
                full,
                part: pick(|item| *item == Item::Part).is_some(),
            };
            single(&mut heard, *one, &more);
        }
        (several, _, _) => sum(&mut heard, reading, several, group, varies, asked),
    }
    // "61 h, 14 days on, 14 off": something else was meant.
    heard.hours.retain(|&hours| hours <= MAX_HOURS);
    for hours in &mut heard.hours {
        *hours = (*hours * 100.0).round() / 100.0;
    }
    heard
}

fn asks_for_hours(reading: &Reading) -> bool {
    (0..reading.len()).any(|at| reading.cue_at(at, Cue::Ask).is_some())
}

/// The hours of the parts of a year: open, unless they are the same.
fn of_terms(group: &[Piece]) -> Vec<f64> {
    let mut hours: Vec<f64> = Vec::new();
    for piece in group {
        let told = match piece.item {
            Item::Amount {
                from,
                per: Some(Per::Day),
                ..
            } => from * USUAL_DAYS,
            Item::Amount { from, .. } | Item::Shifts(from) => from,
            Item::Full => FULL_TIME,
            _ => continue,
        };
        if !hours.contains(&told) {
            hours.push(told);
        }
    }
    // What is worked in the rest of the year is not said.
    if hours.len() < 2 { Vec::new() } else { hours }
}

/// "24 hours over 3 days".
fn is_spread(reading: &Reading, group: &[Piece]) -> bool {
    let days = group
        .iter()
        .find(|piece| matches!(piece.item, Item::Days(_)));
    days.is_some_and(|days| {
        let before = days.at.start.wrapping_sub(1);
        reading.is_one(before, &reading.words.over_days)
    })
}

/// "at least 30, it depends".
fn is_bounded(reading: &Reading, group: &[Piece]) -> bool {
    let mut amounts = group.iter();
    amounts.any(|piece| match piece.item {
        Item::Amount { from, to, .. } => {
            to > from || reading.ends_before(piece.at.start, &[Tag::Cue(Cue::About)])
        }
        _ => false,
    })
}

/// What is told beside one amount.
struct Beside {
    /// The days of a week, where the hours may be those of a day.
    days: Option<f64>,
    varies: bool,
    full: bool,
    part: bool,
}

fn single(
    heard: &mut WeeklyHeard,
    (from, to, per): (f64, f64, Option<Per>),
    &Beside {
        days,
        varies,
        full,
        part,
    }: &Beside,
) {
    let weekly = |amount: f64| match per {
        Some(Per::Month) => amount * MONTHS_IN_A_YEAR / WEEKS_IN_A_YEAR,
        Some(Per::Year) => amount / WEEKS_IN_A_YEAR,
        _ => amount,
    };
    let range = |factor: f64| {
        let mut both = vec![weekly(from) * factor];
        if to > from {
            both.push(weekly(to) * factor);
        }
        both
    };
    heard.hours = match (per, days) {
        (Some(Per::Day), Some(days)) => range(days),
        (None, Some(days)) if to <= MAYBE_A_DAY => range(days),
        // Hours of a long shift, or of the whole week.
        (None, Some(days)) if to <= LONGEST_SHIFT => match from * days {
            week if part && week >= FULL_TIME || week > MOST_PLAUSIBLE => range(1.0),
            week if from == week => range(1.0),
            week => vec![from, week],
        },
        (Some(Per::Day), None) => {
            heard.a_day = Some(from);
            vec![from * USUAL_DAYS, from * (USUAL_DAYS + 1.0)]
        }
        (None, None) if to <= MAYBE_A_DAY => {
            let as_day = from * USUAL_DAYS;
            if full {
                vec![as_day, FULL_TIME]
            } else {
                vec![from, as_day]
            }
        }
        _ if varies => Vec::new(),
        _ => range(1.0),
    };
}

/// "In 2024 20 hours, 2025 only 10", "and 20 in 2024": a year stands right before or behind an amount.
fn is_of_year(reading: &Reading, piece: &Piece) -> bool {
    let is_year = |at: usize| {
        let back = |tag| matches!(tag, Tag::YearsBack(_)).then_some(());
        matches!(reading.whole_at(at), Some((_, 4))) || reading.find_at(at, back).is_some()
    };
    let before = piece.at.start.saturating_sub(BEHIND_YEAR)..piece.at.start;
    let end = piece.at.end;
    let behind = reading.cue_at(end, Cue::In).unwrap_or(end);
    before.into_iter().any(is_year) || is_year(end) || is_year(behind)
}

/// Several amounts: two places at once are added; what changes over the year stays open.
fn sum(
    heard: &mut WeeklyHeard,
    reading: &Reading,
    amounts: &[(f64, f64, Option<Per>)],
    group: &[Piece],
    varies: bool,
    asked: bool,
) {
    let first = &group[0];
    let last = &group[group.len() - 1];
    let between = first.at.end..last.at.start;
    let corrected = amounts.len() == 2
        && amounts.iter().any(|(_, _, per)| *per == Some(Per::Day))
        && amounts.iter().any(|(_, _, per)| *per == Some(Per::Week));
    if corrected {
        // "8 hours a day, 40 a week"
        heard.hours = amounts
            .iter()
            .filter(|(_, _, per)| *per == Some(Per::Week))
            .map(|(from, ..)| *from)
            .collect();
        return;
    }
    let joined = between
        .clone()
        .any(|at| reading.is_mark(at, "+") || reading.cue_at(at, Cue::And).is_some());
    if varies || !joined && asked {
        heard.hours = amounts.iter().map(|(from, ..)| *from).collect();
        heard.hours.dedup();
        return;
    }
    let total: f64 = amounts.iter().map(|(from, ..)| from).sum();
    heard.hours = vec![total];
}
