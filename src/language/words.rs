//! Lists of words and phrases, as the files of a language hold them.

use rustc_hash::FxHashSet;
use serde::Deserialize;
use thiserror::Error;

use crate::text::without_accents;

/// A word or phrase that no reader would ever meet.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "expected words in small letters without accents, with single spaces between them, found {0:?}"
)]
pub struct NotFolded(String);

/// Words, in a file as one text with spaces or line breaks between them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Words(FxHashSet<String>);

impl Words {
    /// Whether `word` is one of them.
    pub fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// Every word, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Adds the words of `other`.
    pub fn add(&mut self, other: Words) {
        self.0.extend(other.0);
    }
}

impl TryFrom<String> for Words {
    type Error = NotFolded;

    fn try_from(text: String) -> Result<Self, NotFolded> {
        let words = text.split_whitespace().map(folded);
        words.collect::<Result<_, _>>().map(Words)
    }
}

/// Words and phrases of several words, in a file as a list of texts. An apostrophe separates words: "don t know".
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub struct Phrases(Vec<String>);

impl Phrases {
    /// Every phrase, in the order of the files.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl TryFrom<Vec<String>> for Phrases {
    type Error = NotFolded;

    fn try_from(phrases: Vec<String>) -> Result<Self, NotFolded> {
        let checked = phrases.iter().map(|phrase| folded(phrase));
        checked.collect::<Result<_, _>>().map(Phrases)
    }
}

/// The phrase, if it is written as readers meet it.
pub(super) fn folded(phrase: &str) -> Result<String, NotFolded> {
    let is_plain = |word: &str| !word.is_empty() && word.chars().all(char::is_alphanumeric);
    let is_folded = without_accents(phrase).to_lowercase() == phrase;
    if is_folded && phrase.split(' ').all(is_plain) {
        Ok(phrase.to_owned())
    } else {
        Err(NotFolded(phrase.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_readers_meet_is_taken() {
        for phrase in ["oui", "don t know", "4", "да"] {
            assert_eq!(folded(phrase).as_deref(), Ok(phrase));
        }
        for wrong in ["", "Oui", "peut-être", "don't know", "two  spaces", " edge"] {
            assert!(folded(wrong).is_err(), "{wrong:?}");
        }
    }
}
