//! How a message is meant, and what became of its facts.

use crate::eligibility::StatedDate;

/// What a message says of the job it names, beside its facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// It may name the same job or another.
    Plain,
    /// "And I was a cook before."
    Adds,
    /// "Actually I am a plumber."
    Corrects,
}

/// Why a fact was not taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Refusal {
    /// A start that is still to come.
    StartsLater(StatedDate),
    EndsBeforeStart {
        start: StatedDate,
        end: StatedDate,
    },
    TooManyJobs,
    TooManyAway,
    /// The work of another person than the one whose case it is.
    AnotherPerson,
}

/// What became of a message's facts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Taken {
    /// Whether anything is known now that was not, or is known otherwise.
    pub changed: bool,
    /// The job that the message was about.
    pub job: Option<usize>,
    pub refusals: Vec<Refusal>,
}
