//! What a message asks about or supposes: none of it is told.

use std::ops::Range;

use super::attribution::Context;
use super::clauses::{Clause, Joint};
use super::heard::{Asked, Intent};
use super::reading::Reading;
use super::tags::{Asking, Cue, Tag, Who};

/// A stretch of tokens that asks or supposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    pub at: Range<usize>,
    /// "if", "what if": it is not so.
    pub supposed: bool,
}

/// The stretches that ask or suppose, in order.
pub(super) fn stretches(
    reading: &Reading,
    clauses: &[Clause],
    contexts: &[Context],
) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    let mut is_open = false;
    for (index, (clause, context)) in clauses.iter().zip(contexts).enumerate() {
        let scope = Scope {
            reading,
            clause,
            is_marked: is_marked(clauses, index),
        };
        if let Some((start, supposed)) = scope.begins() {
            out.push(Stretch {
                at: start..clause.range.end,
                supposed,
            });
            is_open = true;
            continue;
        }
        is_open &= clause.joint != Joint::Sentence;
        match out.last_mut() {
            Some(last) if is_open && goes_on(reading, last, clause, context) => {
                last.at.end = clause.range.end;
            }
            _ => is_open = false,
        }
    }
    out
}

/// Whether a clause is still asked about or supposed, after one that is.
fn goes_on(reading: &Reading, last: &Stretch, clause: &Clause, context: &Context) -> bool {
    if last.supposed {
        !context.named || clause.joint == Joint::And
    } else {
        // "How should I know, like 2 years ago": where a detail was asked for it is the answer.
        !is_detail(reading.asked) && !context.named
    }
}

/// Whether a detail of a job was asked for.
fn is_detail(asked: Asked) -> bool {
    matches!(
        asked,
        Asked::Start | Asked::End | Asked::Hours | Asked::Country | Asked::Kind | Asked::Away
    )
}

/// Whether the sentence of a clause ends with a question mark.
fn is_marked(clauses: &[Clause], index: usize) -> bool {
    let rest = clauses[index + 1..]
        .iter()
        .take_while(|clause| clause.joint != Joint::Sentence);
    clauses[index].asks || rest.into_iter().any(|clause| clause.asks)
}

struct Scope<'a, 'b> {
    reading: &'b Reading<'a>,
    clause: &'b Clause,
    is_marked: bool,
}

impl Scope<'_, '_> {
    /// Where a clause begins to ask or to suppose, and whether it supposes.
    fn begins(&self) -> Option<(usize, bool)> {
        let first = self.first();
        let start = self.clause.range.start;
        if self.supposes(first) && !self.is_unsure(start..first) {
            return Some((start, true));
        }
        let asked = self.reading.asked;
        let judges = self.has(Asking::Judges);
        let opens = self.says(first, Asking::Opens).is_some_and(|end| {
            // "What I do is": it tells.
            self.is_marked
                || self.reading.tag_at(end, Tag::Who(Who::Me)).is_none()
                || end > first + 1
        });
        let may = self.says(first, Asking::May).is_some()
            && (judges || self.is_marked && !is_detail(asked));
        let marked = self.clause.asks && (judges || asked == Asked::Result);
        if opens || may || marked {
            return Some((start, false));
        }
        let inside = (first + 1..self.clause.range.end).find(|&at| self.supposes(at));
        inside
            .filter(|&at| !self.is_unsure(start..at))
            .map(|at| (at, true))
    }

    /// The first word behind those that only lead to it.
    fn first(&self) -> usize {
        let Range { start, end } = self.clause.range;
        let mut at = start;
        let leads = |tag| {
            matches!(
                tag,
                Tag::Asking(Asking::Leads)
                    | Tag::Cue(Cue::And)
                    | Tag::Intent(Intent::Yes | Intent::No | Intent::Thanks | Intent::Greeting)
            )
            .then_some(())
        };
        while at < end
            && self.says(at, Asking::Opens).is_none()
            && !self.supposes(at)
            && let Some(((), after)) = self.reading.find_at(at, leads)
        {
            at = after.max(at + 1);
        }
        if at < end { at } else { start }
    }

    fn says(&self, at: usize, asking: Asking) -> Option<usize> {
        self.reading.tag_at(at, Tag::Asking(asking))
    }

    fn has(&self, asking: Asking) -> bool {
        self.reading.has(&self.clause.range, Tag::Asking(asking))
    }

    /// Whether words that suppose stand at a token, with what they suppose behind them.
    fn supposes(&self, at: usize) -> bool {
        self.says(at, Asking::Supposes)
            .is_some_and(|end| end < self.clause.range.end)
    }

    /// "I do not know if it was 2021".
    fn is_unsure(&self, before: Range<usize>) -> bool {
        let end = before.end;
        before.into_iter().any(|at| {
            self.reading.cue_at(at, Cue::Not).is_some()
                || self.reading.tag_at(at, Tag::Intent(Intent::Skip)) == Some(end)
        })
    }
}
