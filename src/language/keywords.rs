use serde::Deserialize;

use super::subject::Subject;
use super::words::{Phrases, Words};
use crate::noc::GenderSuffixes;

/// Words that stand for something in commands and short messages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keywords {
    /// What people call the language, in any language.
    pub language: Words,
    /// Letters that this language has and the other spoken ones lack.
    #[serde(default)]
    pub letters: String,
    /// What comes before a time of day.
    pub time_of_day: Words,
    /// The rules of today.
    pub today: Phrases,
    /// The acronym of the classification.
    #[serde(default)]
    pub classification: Words,
    /// What a code of the classification is called.
    #[serde(default)]
    pub code: Words,
    /// Behind an hour: before noon.
    #[serde(default)]
    pub before_noon: Words,
    /// Behind an hour: after noon.
    #[serde(default)]
    pub after_noon: Words,
    /// They tell that a message corrects what was told.
    #[serde(default)]
    pub correcting: Phrases,
    /// They tell it where a part of the message begins with them.
    #[serde(default)]
    pub correcting_first: Phrases,
    /// The same of a message that names no job, where nothing says that it adds.
    #[serde(default)]
    pub excusing: Phrases,
    /// They tell that a message adds to what was told.
    #[serde(default)]
    pub adding: Phrases,
    /// They tell that what is on the screen is wrong, and not what.
    #[serde(default)]
    pub complaining: Phrases,
    /// They begin a question for the reasons.
    #[serde(default)]
    pub why: Words,
    /// They ask how it was counted.
    #[serde(default)]
    pub counting: Phrases,
    /// They tell that somebody is angry, and nothing else.
    #[serde(default)]
    pub upset: Phrases,
    /// They ask what comes next.
    #[serde(default)]
    pub next_steps: Phrases,
    /// They stand before the number of a choice: "option 2".
    #[serde(default)]
    pub choice: Words,
    /// What the places of a list are called, from the first on.
    #[serde(default)]
    pub places: Vec<Phrases>,
    /// What ends a conversation at the terminal.
    #[serde(default)]
    pub quit: Words,
    /// Endings of the other gender in the index of titles, each with the one that it replaces.
    #[serde(default)]
    pub gender_suffixes: GenderSuffixes,
}

impl Subject for Keywords {
    const FILE: &'static str = "keywords.toml";
}
