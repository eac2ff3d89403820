use serde::Deserialize;

use super::subject::Subject;
use super::words::{Phrases, Words};

/// Words that stand for something in commands and short messages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keywords {
    /// What people call the language, in any language.
    pub language: Words,
    /// Letters that this language has and the other spoken ones lack.
    #[serde(default)]
    pub letters: String,
    /// What a message that tells a points score calls it.
    pub score: Words,
    /// What comes before a time of day.
    pub time_of_day: Words,
    /// The rules of today.
    pub today: Phrases,
}

impl Subject for Keywords {
    const FILE: &'static str = "keywords.toml";
}
