//! A message that names one occupation or none, part by part: what each tells, and the words that may say of which job.

use std::ops::Range;

use super::clauses::{Clause, Joint};
use super::filler::{Details, Filler};
use super::heard::{HeardEnd, HeardJob, HeardPart};
use super::lexicon::Hit;
use super::periods::{Period, Side};
use super::reading::{Reading, Use};
use super::scene::{Scene, clause_of};
use super::spells::names_employer;
use super::tags::{Away, Cue, Job, Tag, Unit};
use super::told_with::SHORTEST_WORD;
use crate::eligibility::StatedDate;

/// Words before a leave are looked for in so many tokens.
const BEFORE_LEAVE: usize = 3;
/// An "and" links an amount of hours that stands in so many tokens behind it.
const BEFORE_HOURS: usize = 4;

/// The parts of a message, each with hours or dates of its own, in the order told.
pub(super) fn parts(reading: &Reading, scene: &Scene, details: &Details) -> Vec<HeardPart> {
    let zones = zones(reading, scene, details);
    let told = zones.iter().map(|zone| {
        let filler = Filler {
            reading,
            scene,
            zone,
            clause: None,
            named: None,
            several: zones.len() > 1,
            is_last: true,
        };
        HeardPart {
            told: filler.details(details),
            words: words_of(reading, zone),
            after_leave: is_after_leave(reading, zone),
            from_then: is_from_then(scene, zone),
            states: states_hours(reading, zone)
                || zone
                    .clone()
                    .any(|at| reading.is_one(at, &reading.words.copulas)),
            at_employer: names_employer(reading, zone),
            // "Also, since September my hours are 20": those of the work told.
            beside: reading.has(zone, Tag::Job(Job::Beside)) && !states_hours(reading, zone),
            until: until(reading, scene, zone),
            during: during(scene, zone),
        }
    });
    told.filter(|part| part.told != HeardJob::default())
        .collect()
}

/// "My hours are": whether a word for hours is the subject of what a part says.
fn states_hours(reading: &Reading, zone: &Range<usize>) -> bool {
    let is_hours = |hit: &Hit| hit.tag == Tag::Unit(Unit::Hour);
    let mut hours = reading.inside(zone).filter(|hit| is_hours(hit));
    hours.any(|hit| {
        reading.is_one(hit.end, &reading.words.copulas_of_many)
            || reading.is_one(hit.end, &reading.words.copulas)
    })
}

/// What one part holds already.
#[derive(Clone, Copy, Default)]
struct Held {
    hours: bool,
    dates: bool,
    /// An end that lies behind.
    ended: bool,
}

/// Whether a time is one when something ended.
fn ends_in(scene: &Scene, period: &Period) -> bool {
    let context = scene.contexts[clause_of(scene, period.at.start)];
    let is_end = |end: &HeardEnd| *end != HeardEnd::Now;
    period.end.iter().any(is_end) || context.end && !context.start && !period.start.is_empty()
}

/// The tokens of each part: a new one begins with a clause that tells hours, or dates in a sentence of their own or as a
/// stretch, beside those told before.
fn zones(reading: &Reading, scene: &Scene, details: &Details) -> Vec<Range<usize>> {
    let mut zones: Vec<Range<usize>> = Vec::new();
    let mut held = Held::default();
    let clauses = scene.clauses.iter();
    for clause in clauses.flat_map(|clause| cut_by_hours(reading, details, clause)) {
        let inside = |at: &Range<usize>| clause.range.contains(&at.start);
        let dates = || scene.periods.iter().filter(|period| inside(&period.at));
        let own = Held {
            hours: details
                .hours
                .iter()
                .any(|heard| inside(&heard.at) && !heard.hours.is_empty()),
            dates: dates().next().is_some(),
            ended: dates().any(|period| ends_in(scene, period)),
        };
        // "…, then Regina since November 2023"
        let goes_elsewhere = matches!(clause.joint, Joint::Then | Joint::Comma | Joint::And)
            && dates().any(|period| period.side == Side::Start)
            && held.ended;
        let is_apart = clause.joint == Joint::Sentence
            || goes_elsewhere
            || dates().any(|period| period.is_range);
        let begins = own.hours && held.hours || own.dates && held.dates && is_apart;
        match zones.last_mut() {
            Some(last) if !begins => last.end = clause.range.end,
            _ => {
                zones.push(clause.range.clone());
                held = Held::default();
            }
        }
        held.hours |= own.hours;
        held.dates |= own.dates;
        held.ended |= own.ended;
    }
    zones
}

/// A clause cut before the "and" of every further amount of hours: "20 hours until December and 36 after".
fn cut_by_hours(reading: &Reading, details: &Details, clause: &Clause) -> Vec<Clause> {
    let told = details.hours.iter().map(|heard| &heard.at);
    let mut told = told.filter(|at| clause.range.contains(&at.start));
    let mut before = told.next().map_or(clause.range.end, |at| at.end);
    let mut pieces = vec![clause.clone()];
    for at in told {
        let links = |at: &usize| reading.cue_at(*at, Cue::And).is_some();
        let near = before.max(at.start.saturating_sub(BEFORE_HOURS))..at.start;
        if let Some(cut) = near.into_iter().rev().find(links)
            && let Some(last) = pieces.last_mut()
        {
            let rest = Clause {
                range: cut..last.range.end,
                joint: Joint::And,
                asks: last.asks,
            };
            last.range.end = cut;
            pieces.push(rest);
        }
        before = at.end;
    }
    pieces
}

/// The words of a part that tell nothing by themselves, and its places: by them a job told before may be meant.
fn words_of(reading: &Reading, zone: &Range<usize>) -> Vec<String> {
    let may_mean = |at: &usize| {
        let token = &reading.tokens[*at];
        token.is_word()
            && token.text.chars().count() >= SHORTEST_WORD
            && matches!(reading.used(*at), None | Some(Use::Place))
    };
    zone.clone()
        .filter(may_mean)
        .map(|at| reading.word(at).to_owned())
        .collect()
}

/// "After my leave I worked 3 days a week": from its end on.
fn is_after_leave(reading: &Reading, zone: &Range<usize>) -> bool {
    let is_after = |at: usize| reading.is_one(at, &reading.words.after_leave);
    reading.inside(zone).any(|hit| {
        let before = hit.start.saturating_sub(BEFORE_LEAVE).max(zone.start)..hit.start;
        matches!(hit.tag, Tag::Away(Away::Leave)) && before.into_iter().any(is_after)
    })
}

/// "From July 2024 it was 24": a time from which on something else held, and not when the job was taken up.
fn is_from_then(scene: &Scene, zone: &Range<usize>) -> bool {
    scene.periods.iter().any(|period| {
        let context = &scene.contexts[clause_of(scene, period.at.start)];
        zone.contains(&period.at.start) && period.side == Side::Start && !context.start
    })
}

/// "In 2024": the year of which a part tells.
fn during(scene: &Scene, zone: &Range<usize>) -> Option<i16> {
    let own = scene
        .periods
        .iter()
        .filter(|period| zone.contains(&period.at.start));
    let mut years = own.filter_map(|period| match (period.side, period.start.as_slice()) {
        (Side::Bare, [StatedDate::Year(year)]) if !period.is_range => Some(*year),
        _ => None,
    });
    let only = years.next()?;
    years.next().is_none().then_some(only)
}

/// "Before July 2024": the date that comes after what a part tells.
fn until(reading: &Reading, scene: &Scene, zone: &Range<usize>) -> Option<StatedDate> {
    let is_before = |period: &&Period| {
        let word = period.at.start.checked_sub(1);
        let before = word.is_some_and(|at| reading.is_one(at, &reading.words.before_date));
        zone.contains(&period.at.start) && period.side == Side::Bare && before
    };
    let period = scene.periods.iter().find(is_before)?;
    period.start.first().copied()
}
