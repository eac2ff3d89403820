//! A message as clauses: the pieces that say one thing each.

use std::ops::Range;

use super::message::Kind;
use super::reading::{Reading, Use};
use super::tags::{Asking, Cue, Job, Tag, Who};

/// What stands between a clause and the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// The message begins, or a sentence ended.
    Sentence,
    Comma,
    And,
    But,
    Then,
    Bracket,
}

/// A stretch of tokens that says one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    pub range: Range<usize>,
    pub joint: Joint,
    /// It ends with a question mark.
    pub asks: bool,
}

/// Splits the message; times already found are never cut.
pub(super) fn clauses(reading: &Reading) -> Vec<Clause> {
    let mut out: Vec<Clause> = Vec::new();
    let mut start = 0;
    let mut joint = Joint::Sentence;
    let mut at = 0;
    while at < reading.len() {
        let Some((next, width, asks)) = border(reading, start, at) else {
            at += 1;
            continue;
        };
        if at > start {
            out.push(Clause {
                range: start..at,
                joint,
                asks,
            });
            joint = next;
        } else if next == Joint::Sentence || out.is_empty() {
            joint = next;
        } else if joint == Joint::Comma {
            // ", and"
            joint = next;
        }
        if asks
            && at == start
            && let Some(last) = out.last_mut()
        {
            last.asks = true;
        }
        at += width;
        start = at;
    }
    if start < reading.len() {
        out.push(Clause {
            range: start..reading.len(),
            joint,
            asks: false,
        });
    }
    out
}

/// The joint that stands at a token, how many tokens it takes, and whether it is a question mark.
fn border(reading: &Reading, start: usize, at: usize) -> Option<(Joint, usize, bool)> {
    let token = &reading.tokens[at];
    match token.kind {
        Kind::Break => Some((Joint::Sentence, 1, false)),
        Kind::Mark(mark) => mark_border(reading, at, mark),
        Kind::Word => word_border(reading, start, at).map(|(joint, width)| (joint, width, false)),
        Kind::Number { .. } => None,
    }
}

fn mark_border(reading: &Reading, at: usize, mark: char) -> Option<(Joint, usize, bool)> {
    let next_glued = reading.is_glued(at + 1);
    let in_time = reading.used(at) == Some(Use::Time) && !matches!(mark, '!' | '?' | ';');
    match mark {
        _ if in_time => None,
        '!' | ';' => Some((Joint::Sentence, 1, false)),
        '?' => Some((Joint::Sentence, 1, true)),
        '.' if next_glued => None,
        '.' => {
            let before = reading.word(at.wrapping_sub(1));
            let initial = before.len() == 1
                && before.chars().all(char::is_alphabetic)
                && at >= 2
                && reading.is_mark(at - 2, ".");
            let shortened = reading.words.short_forms.contains(before);
            (!initial && !shortened).then_some((Joint::Sentence, 1, false))
        }
        ',' | ':' => Some((Joint::Comma, 1, false)),
        ')' if numbers_an_item(reading, at) => Some((Joint::Sentence, 1, false)),
        '(' | ')' | '[' | ']' | '"' => Some((Joint::Bracket, 1, false)),
        '–' | '-' | '|' | '=' | '>' => {
            let between_times = reading.used(at.wrapping_sub(1)) == Some(Use::Time)
                && (reading.used(at + 1) == Some(Use::Time) || reading.whole_at(at + 1).is_some());
            let spaced = !reading.is_glued(at) && !next_glued || mark == '|';
            (spaced && !between_times).then_some((Joint::Comma, 1, false))
        }
        _ => None,
    }
}

/// Whether a closing bracket stands behind the number of an item: "1) welder 2) plumber".
fn numbers_an_item(reading: &Reading, at: usize) -> bool {
    let is_small = |(number, width): (u32, usize)| width <= 2 && (1..=LAST_ITEM).contains(&number);
    let before = at
        .checked_sub(1)
        .and_then(|before| reading.whole_at(before));
    let from = at.saturating_sub(LONGEST_BRACKET);
    let mut marks = (from..at).rev();
    let opens = marks.find(|at| reading.is_mark(*at, "()"));
    before.is_some_and(is_small) && !opens.is_some_and(|at| reading.is_mark(at, "("))
}

/// A list has no more items.
const LAST_ITEM: u32 = 20;
/// So many tokens stand in brackets at most.
const LONGEST_BRACKET: usize = 12;

fn word_border(reading: &Reading, start: usize, at: usize) -> Option<(Joint, usize)> {
    if let Some(end) = reading.tag_at(at, Tag::Who(Who::Certifies)) {
        return Some((Joint::Sentence, end - at));
    }
    if reading.used(at).is_some() || at == start {
        return None;
    }
    let words = reading.words;
    // "soudeur tunisien je veux travailler au Québec"
    let wishes = |at: usize| reading.tag_at(at, Tag::Job(Job::Wish)).is_some();
    let is_me = reading.tag_at(at, Tag::Who(Who::Me)) == Some(at + 1);
    let apart = reading.hits_at(at - 1).is_empty() || reading.used(at - 1).is_some();
    if is_me && wishes(at + 1) && apart {
        return Some((Joint::Comma, 0));
    }
    if asks_of_told(reading, at) {
        return Some((Joint::Comma, 0));
    }
    let turns = reading.is_one(at, &words.turns) && starts_something(reading, at + 1);
    if turns || reading.is_one(at, &words.but) {
        return Some((Joint::But, 1));
    }
    if let Some(end) = reading.tag_at(at, Tag::Job(Job::Then))
        && reading.cue_at(at, Cue::Since).is_none()
        && !reading.is_one(at, &words.no_next_job)
    {
        return Some((Joint::Then, end - at));
    }
    let is_and = reading.cue_at(at, Cue::And).is_some() && !reading.is_one(at, &words.adds_only)
        || reading.is_mark(at, "&");
    (is_and
        && (starts_something(reading, at + 1)
            || ends_also(reading, at)
            || reading.used(at - 1).is_some() && !goes_on(reading, at + 1)))
    .then_some((Joint::And, 1))
}

/// "39 hours does that count": a question about what was just told begins at a token.
fn asks_of_told(reading: &Reading, at: usize) -> bool {
    let is_told = matches!(
        reading.used(at - 1),
        Some(Use::Hours | Use::Time | Use::Place)
    );
    let says = |at: usize, asking| reading.tag_at(at, Tag::Asking(asking)).is_some();
    let judges = || {
        let mut rest = (at..reading.len()).take_while(|at| !reading.is_mark(*at, ".;!\n"));
        rest.any(|at| says(at, Asking::Judges))
    };
    is_told && (says(at, Asking::Opens) || says(at, Asking::May) && judges())
}

/// Whether a phrase such as "in the evening", which tells one of several jobs, ends right before a token.
fn ends_also(reading: &Reading, at: usize) -> bool {
    (2..=4).any(|back| {
        let from = at.checked_sub(back);
        from.and_then(|from| reading.tag_at(from, Tag::Job(Job::Also))) == Some(at)
    })
}

/// Whether a number, a time or a place is told beside the one before.
fn goes_on(reading: &Reading, at: usize) -> bool {
    let used = reading.used(at);
    reading.number_at(at).is_some() || matches!(used, Some(Use::Time | Use::Place))
}

/// Whether a new statement begins at a token.
fn starts_something(reading: &Reading, at: usize) -> bool {
    let begins = |tag| {
        matches!(
            tag,
            Tag::Who(Who::Me | Who::They | Who::Relative)
                | Tag::Job(Job::Cue | Job::Past | Job::Wish | Job::NoWork | Job::Then | Job::Going)
                | Tag::Cue(
                    Cue::Since
                        | Cue::Start
                        | Cue::End
                        | Cue::Still
                        | Cue::Until
                        | Cue::From
                        | Cue::Between
                        | Cue::Not
                )
        )
        .then_some(())
    };
    let small = reading.is_one(at, &reading.words.before_statement);
    reading.find_at(at, begins).is_some() || small && reading.find_at(at + 1, begins).is_some()
}

/// Where the words about somebody else begin in a clause.
pub(super) fn own_end(reading: &Reading, clause: &Clause) -> usize {
    let mut inside = reading.inside(&clause.range);
    let others = inside.find(|hit| hit.tag == Tag::Who(Who::OfOthers));
    others.map_or(clause.range.end, |hit| hit.start)
}
