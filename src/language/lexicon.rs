//! Words and phrases with a meaning each.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::words::{NotFolded, Phrases, Words, folded};

/// Words and phrases with a meaning each, found by their first word; in a file a table of phrases.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "BTreeMap<String, T>")]
pub struct Lexicon<T> {
    by_first_word: FxHashMap<String, Vec<(String, T)>>,
}

impl<T> Default for Lexicon<T> {
    fn default() -> Self {
        Lexicon {
            by_first_word: FxHashMap::default(),
        }
    }
}

impl<T> Lexicon<T> {
    /// The phrases that start with `word` and what they mean, those of most words first.
    pub fn starting_with(&self, word: &str) -> &[(String, T)] {
        self.by_first_word.get(word).map_or(&[], Vec::as_slice)
    }

    /// What `phrase` means.
    pub fn get(&self, phrase: &str) -> Option<&T> {
        let mut known = self.starting_with(first_word(phrase)).iter();
        known
            .find(|(known, _)| known == phrase)
            .map(|(_, meaning)| meaning)
    }

    /// Every phrase with its meaning, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        let phrases = self.by_first_word.values().flatten();
        phrases.map(|(phrase, meaning)| (phrase.as_str(), meaning))
    }

    /// Adds a phrase, unless it has a meaning already.
    pub(super) fn insert(&mut self, phrase: &str, meaning: T) {
        if self.get(phrase).is_some() {
            return;
        }
        let first = first_word(phrase).to_owned();
        let known = self.by_first_word.entry(first).or_default();
        let words = |phrase: &str| phrase.split(' ').count();
        let at = known.partition_point(|(known, _)| words(known) >= words(phrase));
        known.insert(at, (phrase.to_owned(), meaning));
    }

    /// The same phrases with other meanings.
    pub(super) fn map<U>(self, mut meaning: impl FnMut(T) -> U) -> Lexicon<U> {
        let mut other = Lexicon::default();
        for (phrase, own) in self.by_first_word.into_values().flatten() {
            other.insert(&phrase, meaning(own));
        }
        other
    }

    /// Adds the phrases of `other` that have no meaning here.
    pub(super) fn add(&mut self, other: Lexicon<T>) {
        for (phrase, meaning) in other.by_first_word.into_values().flatten() {
            self.insert(&phrase, meaning);
        }
    }
}

impl<T: Copy> Lexicon<T> {
    /// From the words or phrases of each meaning.
    pub(super) fn of<L: Listed>(meanings: &BTreeMap<T, L>) -> Self
    where
        T: Ord,
    {
        let mut lexicon = Lexicon::default();
        for (&meaning, phrases) in meanings {
            for phrase in phrases.listed() {
                lexicon.insert(phrase, meaning);
            }
        }
        lexicon
    }
}

impl<T> TryFrom<BTreeMap<String, T>> for Lexicon<T> {
    type Error = NotFolded;

    fn try_from(meanings: BTreeMap<String, T>) -> Result<Self, NotFolded> {
        let mut lexicon = Lexicon::default();
        for (phrase, meaning) in meanings {
            lexicon.insert(&folded(&phrase)?, meaning);
        }
        Ok(lexicon)
    }
}

/// A list of words or phrases.
pub(super) trait Listed {
    fn listed(&self) -> impl Iterator<Item = &str>;
}

impl Listed for Words {
    fn listed(&self) -> impl Iterator<Item = &str> {
        self.iter()
    }
}

impl Listed for Phrases {
    fn listed(&self) -> impl Iterator<Item = &str> {
        self.iter()
    }
}

fn first_word(phrase: &str) -> &str {
    phrase.split(' ').next().unwrap_or(phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_comes_first_and_the_first_meaning_stays() {
        let mut lexicon = Lexicon::default();
        for (phrase, meaning) in [("all", 1), ("all four", 2), ("all", 3), ("every", 4)] {
            lexicon.insert(phrase, meaning);
        }
        let starting = lexicon.starting_with("all");
        assert_eq!(
            starting,
            [("all four".to_owned(), 2), ("all".to_owned(), 1)]
        );
        assert_eq!(lexicon.get("every"), Some(&4));
        assert_eq!(lexicon.get("four"), None);
    }
}
