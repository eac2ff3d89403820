use std::cmp::Reverse;

use serde::Deserialize;

use super::subject::{Merged, Subject};
use super::words::Words;

/// How letters sound, roughly, in all languages alike.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "SoundsFile")]
pub struct Sounds {
    /// Letters and what they sound like, those of most letters first.
    pub sounds: Vec<(String, String)>,
    /// Endings that are not heard, longest first.
    pub silent: Vec<String>,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SoundsFile {
    sounds: Vec<(String, String)>,
    silent: Words,
}

impl Sounds {
    fn sort(&mut self) {
        self.sounds
            .sort_by_key(|(letters, _)| Reverse(letters.len()));
        self.silent
            .sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        self.silent.dedup();
    }
}

impl From<SoundsFile> for Sounds {
    fn from(file: SoundsFile) -> Self {
        let mut sounds = Sounds {
            sounds: file.sounds,
            silent: file.silent.iter().map(str::to_owned).collect(),
        };
        sounds.sort();
        sounds
    }
}

impl Subject for Sounds {
    const FILE: &'static str = "sounds.toml";
}

impl Merged for Sounds {
    const MAY_LACK: bool = true;

    fn add(&mut self, other: Self) {
        let known = |letters: &str| self.sounds.iter().any(|(own, _)| own == letters);
        let new: Vec<_> = other
            .sounds
            .into_iter()
            .filter(|(letters, _)| !known(letters))
            .collect();
        self.sounds.extend(new);
        self.silent.extend(other.silent);
        self.sort();
    }
}
