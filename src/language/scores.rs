use std::collections::BTreeMap;

use serde::Deserialize;

use super::lexicon::Lexicon;
use super::subject::{Merged, Subject};
use super::words::Phrases;

/// What a language test tests, in the order in which unlabelled levels are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Skill {
    Listening,
    Speaking,
    Reading,
    Writing,
}

/// Words in the results of a language test.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "ScoresFile")]
pub struct ScoreWords {
    pub labels: Lexicon<Skill>,
    /// What says that one level holds for all four.
    pub everywhere: Lexicon<()>,
}

/// The file as it is written: skills with their labels.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScoresFile {
    labels: BTreeMap<Skill, Phrases>,
    everywhere: Phrases,
}

impl From<ScoresFile> for ScoreWords {
    fn from(file: ScoresFile) -> Self {
        ScoreWords {
            labels: Lexicon::of(&file.labels),
            everywhere: Lexicon::of(&BTreeMap::from([((), file.everywhere)])),
        }
    }
}

impl Subject for ScoreWords {
    const FILE: &'static str = "scores.toml";
}

impl Merged for ScoreWords {
    fn add(&mut self, other: Self) {
        self.labels.add(other.labels);
        self.everywhere.add(other.everywhere);
    }
}
