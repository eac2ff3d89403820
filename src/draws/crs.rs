//! The Comprehensive Ranking System: what must be known of it to compare scores.

use jiff::civil::Date;
use serde::Deserialize;

use crate::noc::{DataError, DataFiles};

const FILE: &str = "crs.toml";

/// A day from which on points are given otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointsChange {
    /// The day from which on points are given otherwise.
    pub from: Date,
    /// What changes.
    pub what: String,
    /// Where it is from.
    pub sources: Vec<String>,
    /// How sure the statement is.
    pub confidence: String,
}

/// What `crs.toml` says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crs {
    /// What a provincial nomination adds to a score.
    pub nomination_points: u16,
    /// Oldest first.
    #[serde(rename = "change")]
    changes: Vec<PointsChange>,
}

impl Crs {
    /// Reads `crs.toml`.
    ///
    /// # Errors
    /// The file is missing, lacks a field, or its changes are out of order.
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let crs: Crs = files.read_toml(FILE)?;
        if !crs.changes.is_sorted_by_key(|change| change.from) {
            let problem = "expected the changes oldest first";
            return Err(DataError::file(files.name_of(FILE), problem));
        }
        Ok(crs)
    }

    /// The changes up to `day`, oldest first.
    pub fn changes_to(&self, day: Date) -> impl DoubleEndedIterator<Item = &PointsChange> {
        self.changes.iter().filter(move |change| change.from <= day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_change_of_november_2026_is_known_from_that_day_on() {
        let crs = Crs::open(&DataFiles::BuiltIn).unwrap();
        let latest = |day| crs.changes_to(day).next_back().map(|change| change.from);
        assert_eq!(latest(date(2026, 11, 2)), None);
        assert_eq!(latest(date(2026, 11, 3)), Some(date(2026, 11, 3)));
    }
}
