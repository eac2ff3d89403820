//! What the matcher says of a text.

use super::fusion::Weighed;
use crate::noc::{Lang, NocCode};

/// A first candidate this likely is asked about alone.
const CONFIDENT: f32 = 0.78;
/// A text that is less likely a job is taken for none.
const MIN_JOB: f32 = 0.22;
/// No candidate this likely: better ask for other words.
pub(super) const MIN_LIKELY: f32 = 0.16;

/// How sure the matcher is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The first candidate is very likely meant.
    Confident,
    /// One of the candidates is likely meant.
    Choose,
    /// No candidate is likely enough to be shown.
    None,
}

impl Outcome {
    /// A short name for programs.
    pub fn tag(self) -> &'static str {
        match self {
            Outcome::Confident => "confident",
            Outcome::Choose => "choose",
            Outcome::None => "none",
        }
    }
}

/// A unit group that a text may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The occupation.
    pub noc: NocCode,
    /// The title or name that matched best.
    pub matched: &'static str,
    /// Whether that says what is done, and is no title.
    pub is_duty: bool,
    /// The estimated probability that this group is meant.
    pub score: f32,
}

/// What a text was found to mean.
#[derive(Debug, Clone, PartialEq)]
pub struct MatchResult {
    /// The language the text was read in.
    pub lang: Lang,
    /// What the program does with it.
    pub outcome: Outcome,
    /// Best first, one a unit group; empty when the outcome is none.
    pub candidates: Vec<Candidate>,
}

/// What is done with a text that is a job with the probability `is_job` and means one of `weighed`, which stand likeliest first; one
/// that is doubtful whatever they say is never decided.
pub(super) fn outcome(weighed: &[Weighed], is_job: f32, is_doubtful: bool) -> Outcome {
    let first = weighed.first().map_or(0.0, |first| first.probability);
    match () {
        () if is_job < MIN_JOB || is_job * first < MIN_LIKELY => Outcome::None,
        () if is_doubtful || is_job * first < CONFIDENT => Outcome::Choose,
        () => Outcome::Confident,
    }
}
