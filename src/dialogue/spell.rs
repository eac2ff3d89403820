//! One stretch of a job.

use super::case::JobEnd;
use super::told_dates::holds_together;
use crate::eligibility::{Country, StatedDate};

/// One stretch of a job.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spell {
    pub start: Option<StatedDate>,
    pub end: Option<JobEnd>,
    pub hours: Vec<f64>,
    pub country: Vec<Country>,
}

impl Spell {
    /// Whether it can have begun and ended so.
    pub fn is_possible(&self) -> bool {
        let dates = self.start.zip(self.end);
        dates.is_none_or(|(start, end)| holds_together(start, end))
    }
}
