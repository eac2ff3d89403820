use serde::Deserialize;

use super::subject::{Merged, Subject};
use super::words::{Phrases, Words};

/// Words for yes and no.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerWords {
    pub yes: Words,
    pub no: Words,
    /// They agree in a short answer.
    pub agrees: Words,
    /// They deny in a short answer.
    pub denies: Words,
    /// They agree where nothing follows.
    pub agrees_last: Words,
    /// They agree, in several words.
    pub surely: Phrases,
    /// Neither yes nor no, whatever else is said.
    pub undecided: Phrases,
}

impl Subject for AnswerWords {
    const FILE: &'static str = "answers.toml";
}

impl Merged for AnswerWords {
    fn add(&mut self, other: Self) {
        self.yes.add(other.yes);
        self.no.add(other.no);
        self.agrees.add(other.agrees);
        self.denies.add(other.denies);
        self.agrees_last.add(other.agrees_last);
        self.surely.add(other.surely);
        self.undecided.add(other.undecided);
    }
}
