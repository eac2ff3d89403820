//! What reading an official page brought, as the operator reads it.

use std::error::Error as _;
use std::fmt;

use jiff::civil::Date;
use reqwest::Url;
use thiserror::Error;

use super::client::FetchError;
use super::page::{ListDifference, PageError};
use crate::draws::FeedError;
use crate::eligibility::NoRules;
use crate::noc::NocCode;
use crate::store::StoreError;

/// Why an official page brought nothing. What was known before still is.
#[derive(Debug, Error)]
pub enum OfficialError {
    /// The source is turned off; its option.
    #[error("it is turned off by {0}")]
    TurnedOff(&'static str),
    /// The page could not be fetched.
    #[error("{address}")]
    Fetch {
        /// The address.
        address: Url,
        /// What is wrong.
        #[source]
        problem: FetchError,
    },
    /// The feed could not be read.
    #[error("{address}")]
    Feed {
        /// The address.
        address: Url,
        /// What is wrong.
        #[source]
        problem: FeedError,
    },
    /// The page could not be read.
    #[error("{address}")]
    Page {
        /// The address.
        address: Url,
        /// What is wrong.
        #[source]
        problem: PageError,
    },
    /// No rules are in force.
    #[error(transparent)]
    NoRules(#[from] NoRules),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl OfficialError {
    /// What went wrong and why, in one line.
    pub fn in_full(&self) -> String {
        match self.source() {
            Some(cause) => format!("{self}: {cause}"),
            None => self.to_string(),
        }
    }
}

/// What the feed brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundsNews {
    /// How many rounds are new.
    pub added: usize,
    /// The day of the newest round.
    pub known_to: Option<Date>,
    /// The names of rounds that no stream is known for.
    pub unknown: Vec<String>,
    /// The numbers of known rounds that the feed lacks.
    pub withdrawn: Vec<String>,
}

impl RoundsNews {
    /// Whether the operator should look at it.
    pub fn is_odd(&self) -> bool {
        !self.unknown.is_empty() || !self.withdrawn.is_empty()
    }
}

impl fmt::Display for RoundsNews {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.added {
            0 => f.write_str("no new round")?,
            1 => f.write_str("1 new round")?,
            added => write!(f, "{added} new rounds")?,
        }
        if let Some(day) = self.known_to {
            write!(f, ", known to {day}")?;
        }
        if !self.unknown.is_empty() {
            write!(f, "; streams.tsv has no stream for {:?}", self.unknown)?;
        }
        if !self.withdrawn.is_empty() {
            let numbers = self.withdrawn.join(", ");
            write!(f, "; the feed lacks what it had before: {numbers}")?;
        }
        Ok(())
    }
}

/// What the category page says, held against the rules in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListsNews {
    /// From when on these rules are in force.
    pub rules: Date,
    /// The day from which on a difference was seen.
    pub differs_since: Option<Date>,
    /// How the page differs from the rules in force.
    pub differences: Vec<ListDifference>,
}

impl ListsNews {
    /// A line for each difference.
    pub fn lines(&self) -> Vec<String> {
        self.differences.iter().map(ToString::to_string).collect()
    }
}

impl fmt::Display for ListsNews {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(day) = self.differs_since else {
            return write!(
                f,
                "the official lists agree with the rules of {}",
                self.rules
            );
        };
        write!(
            f,
            "the official lists differ from the rules of {} since {day}: {}",
            self.rules,
            self.lines().join(" | ")
        )
    }
}

impl fmt::Display for ListDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ListDifference::Codes {
                category,
                added,
                removed,
            } => {
                let changes = [("added", added), ("removed", removed)];
                let changes = changes.into_iter().filter(|(_, nocs)| !nocs.is_empty());
                let changes: Vec<String> = changes
                    .map(|(what, nocs)| format!("{what} {}", codes(nocs)))
                    .collect();
                write!(f, "{category}: {}", changes.join("; "))
            }
            ListDifference::Gone { category, nocs } => {
                write!(f, "{category}: no list any more, removed {}", codes(nocs))
            }
            ListDifference::New { heading, nocs } => {
                write!(
                    f,
                    "{heading:?}: no category in force, added {}",
                    codes(nocs)
                )
            }
            ListDifference::Months {
                category,
                page,
                rules,
            } => write!(f, "{category}: {page} months instead of {rules}"),
        }
    }
}

fn codes(nocs: &[NocCode]) -> String {
    let codes: Vec<&str> = nocs.iter().map(NocCode::as_str).collect();
    codes.join(", ")
}
