use std::collections::BTreeMap;

use serde::Deserialize;

use super::lexicon::Lexicon;
use super::subject::{Merged, Subject};
use super::words::Words;

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeUnit {
    Year,
    Month,
    Week,
    Day,
}

/// Words for lengths of time.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "LengthsFile")]
pub struct LengthWords {
    pub units: Lexicon<TimeUnit>,
    /// Single letters that are units right after their number.
    pub letters: Lexicon<TimeUnit>,
    /// Of these letters, those that are units after a hyphen too.
    pub letters_after_hyphen: Words,
    /// Units long enough that a word one slip away is taken for them.
    pub often_misspelt: Lexicon<TimeUnit>,
    /// Counts that are no numbers.
    pub counts: Lexicon<f64>,
    /// What may stand between a count and its unit.
    pub before_unit: Words,
    /// What joins two lengths.
    pub and: Words,
    /// No time at all.
    pub none: Words,
}

/// The file as it is written: units with their words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LengthsFile {
    units: BTreeMap<TimeUnit, Words>,
    letters: BTreeMap<TimeUnit, Words>,
    letters_after_hyphen: Words,
    often_misspelt: BTreeMap<TimeUnit, Words>,
    counts: Lexicon<f64>,
    before_unit: Words,
    and: Words,
    none: Words,
}

impl From<LengthsFile> for LengthWords {
    fn from(file: LengthsFile) -> Self {
        LengthWords {
            units: Lexicon::of(&file.units),
            letters: Lexicon::of(&file.letters),
            letters_after_hyphen: file.letters_after_hyphen,
            often_misspelt: Lexicon::of(&file.often_misspelt),
            counts: file.counts,
            before_unit: file.before_unit,
            and: file.and,
            none: file.none,
        }
    }
}

impl Subject for LengthWords {
    const FILE: &'static str = "lengths.toml";
}

impl Merged for LengthWords {
    fn add(&mut self, other: Self) {
        self.units.add(other.units);
        self.letters.add(other.letters);
        self.letters_after_hyphen.add(other.letters_after_hyphen);
        self.often_misspelt.add(other.often_misspelt);
        self.counts.add(other.counts);
        self.before_unit.add(other.before_unit);
        self.and.add(other.and);
        self.none.add(other.none);
    }
}
