//! Reads the official JSON feed of rounds, and holds it against the rounds known so far.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Map, Value};
use thiserror::Error;

use super::{HIGHEST_CRS, Round, Rounds, Streams};

/// No official name is longer; a longer one is something else.
const LONGEST_NAME: usize = 200;

/// How many rounds that came from a feed a later one may lack: a correction withdraws or renumbers a round or two.
const MAX_WITHDRAWN: usize = 3;

/// Why a text is not taken for the official feed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FeedError {
    /// A challenge or error page came instead.
    #[error("it is HTML instead of JSON")]
    Html,
    /// The JSON is cut off or otherwise broken.
    #[error("it is no whole JSON (line {line}, column {column})")]
    NotJson {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
    },
    /// The JSON is whole, but there is no list of rounds in it, or an empty one.
    #[error("there are no rounds in it")]
    NoRounds,
    /// A field of one record is missing or wrong; `at` counts from 1.
    #[error("record {at} ({number}): {field}: expected {expected}, found {found:?}")]
    Field {
        /// The place of the round, counted from 0.
        at: usize,
        /// The number of the round.
        number: String,
        /// The field.
        field: &'static str,
        /// What was expected there.
        expected: &'static str,
        /// What was found.
        found: String,
    },
    /// The list is out of order.
    #[error("record {at} ({number}): expected rounds newest first, the one above is older")]
    Order {
        /// The place of the round, counted from 0.
        at: usize,
        /// The number of the round.
        number: String,
    },
    /// Two rounds have one number.
    #[error("record {at} ({number}): expected each round once, it stands above too")]
    Twice {
        /// The place of the round, counted from 0.
        at: usize,
        /// The number of the round.
        number: String,
    },
    /// A list that shrank lost something.
    #[error("the list has shrunk: {found} rounds, {known} are known")]
    Fewer {
        /// How many rounds the list has.
        found: usize,
        /// How many rounds are known.
        known: usize,
    },
    /// A known round is not in the list.
    #[error("the list lacks round {number} of {date}, which is known")]
    Lacking {
        /// The number of the round.
        number: String,
        /// Its day.
        date: Date,
    },
}

#[derive(Deserialize)]
struct Feed {
    #[serde(default)]
    rounds: Vec<Map<String, Value>>,
}

impl Rounds {
    /// Reads the official feed as of `today`. A round whose name fits no stream is kept under [`Streams::OTHER`].
    ///
    /// # Errors
    /// The text is no such feed, or one of its records is wrong; all of it is refused then.
    pub fn read_feed(text: &str, streams: &Streams, today: Date) -> Result<Self, FeedError> {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if text.starts_with('<') {
            return Err(FeedError::Html);
        }
        let feed: Feed = serde_json::from_str(text).map_err(|error| match error.classify() {
            serde_json::error::Category::Data => FeedError::NoRounds,
            _ => FeedError::NotJson {
                line: error.line(),
                column: error.column(),
            },
        })?;
        let mut rounds: Vec<Round> = Vec::with_capacity(feed.rounds.len());
        let mut numbers = BTreeSet::new();
        for (at, fields) in (1..).zip(&feed.rounds) {
            let round = Record { at, fields }.read(streams, today)?;
            let number = round.number.clone();
            if rounds.last().is_some_and(|last| last.date < round.date) {
                return Err(FeedError::Order { at, number });
            }
            if !numbers.insert(number.clone()) {
                return Err(FeedError::Twice { at, number });
            }
            rounds.push(round);
        }
        if rounds.is_empty() {
            return Err(FeedError::NoRounds);
        }
        Ok(Rounds { rounds })
    }

    /// How this list goes on from the rounds known so far: every one of `data` has to be in it, of those in `known` nearly
    /// every one.
    ///
    /// # Errors
    /// This list lacks one of `data`, or more of `known` than a correction takes out.
    pub fn follow(&self, data: &Rounds, known: &Rounds) -> Result<Changes, FeedError> {
        self.lacks_at_most(0, data)?;
        let withdrawn = self.lacks_at_most(MAX_WITHDRAWN, known)?;
        Ok(Changes {
            added: known.lacking(self).len(),
            withdrawn: withdrawn.iter().map(|r| r.number.clone()).collect(),
        })
    }

    /// The rounds of `known` that this list lacks, if they are no more than `most`.
    fn lacks_at_most<'a>(
        &self,
        most: usize,
        known: &'a Rounds,
    ) -> Result<Vec<&'a Round>, FeedError> {
        let lacking = self.lacking(known);
        match lacking.first() {
            Some(round) if lacking.len() > most => Err(if self.rounds.len() < known.rounds.len() {
                FeedError::Fewer {
                    found: self.rounds.len(),
                    known: known.rounds.len(),
                }
            } else {
                FeedError::Lacking {
                    number: round.number.clone(),
                    date: round.date,
                }
            }),
            _ => Ok(lacking),
        }
    }

    /// The rounds of `other` that this list lacks.
    fn lacking<'a>(&self, other: &'a Rounds) -> Vec<&'a Round> {
        let numbers: BTreeSet<&str> = self.rounds.iter().map(|r| r.number.as_str()).collect();
        let lacks = |round: &&Round| !numbers.contains(round.number.as_str());
        other.rounds.iter().filter(lacks).collect()
    }
}

/// What a list changes in the rounds known so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// How many rounds are new in it.
    pub added: usize,
    /// The numbers of the known rounds that it lacks.
    pub withdrawn: Vec<String>,
}

/// One record of the feed, whose keys come in mixed case.
struct Record<'a> {
    at: usize,
    fields: &'a Map<String, Value>,
}

impl Record<'_> {
    fn read(&self, streams: &Streams, today: Date) -> Result<Round, FeedError> {
        let name = self.field("drawName", "a name", |text| {
            let is_name = !text.is_empty() && text.chars().count() <= LONGEST_NAME;
            is_name.then(|| text.to_owned())
        })?;
        Ok(Round {
            number: self.field("drawNumber", "a number such as 437 or 91a", round_number)?,
            date: self.field(
                "drawDate",
                "a day such as 2026-08-19, not to come",
                |text| text.parse().ok().filter(|day: &Date| *day <= today),
            )?,
            stream: streams.of(&name).unwrap_or(Streams::OTHER).to_owned(),
            name,
            invitations: self.field("drawSize", "a number such as 5,000, above 0", |text| {
                whole_number(text).filter(|&size| size > 0)
            })?,
            cut_off: self.field("drawCRS", "a score from 0 to 1,200", |text| {
                let score = u16::try_from(whole_number(text)?).ok()?;
                (score <= HIGHEST_CRS).then_some(score)
            })?,
        })
    }

    fn field<T>(
        &self,
        field: &'static str,
        expected: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, FeedError> {
        let text = self.field_text(field);
        read(&text).ok_or_else(|| FeedError::Field {
            at: self.at,
            number: shortened(&self.field_text("drawNumber")),
            field,
            expected,
            found: shortened(&text),
        })
    }

    /// The field's text; empty where it is missing or neither text nor a number.
    fn field_text(&self, field: &str) -> String {
        let found = self
            .fields
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(field));
        match found {
            Some((_, Value::String(text))) => text.trim().to_owned(),
            Some((_, Value::Number(number))) => number.to_string(),
            _ => String::new(),
        }
    }
}

/// "437", "91a".
fn round_number(text: &str) -> Option<String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    (is_number && text.len() - digits.len() <= 1 && text.len() <= 6).then(|| text.to_owned())
}

/// "382", "5,000".
fn whole_number(text: &str) -> Option<u32> {
    let mut groups = text.split(',');
    let first = groups.next()?;
    let is_grouped = groups.all(|group| group.len() == 3);
    let is_digits = text.chars().all(|c| c.is_ascii_digit() || c == ',');
    if first.is_empty() || !is_grouped || !is_digits || (text.contains(',') && first.len() > 3) {
        return None;
    }
    text.replace(',', "").parse().ok()
}

/// Enough of a wrong text to recognise it.
fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}
