use serde::Deserialize;

use super::lexicon::Lexicon;
use super::subject::{Merged, Subject};
use super::words::{Phrases, Words};

/// Number words, and how they are put together.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberWords {
    /// Words and phrases below a hundred.
    pub values: Lexicon<u32>,
    /// A hundred.
    pub hundred: Words,
    /// What may stand between the hundreds and the rest.
    pub after_hundred: Words,
    /// "And one" after tens.
    pub and_one: Phrases,
    /// Tens that are followed by 10 to 19 as others are by 1 to 9.
    pub tens_with_teens: Vec<u32>,
    /// A half after a number.
    pub and_a_half: Phrases,
    /// Number words that are articles before a noun.
    pub articles: Words,
}

impl Subject for NumberWords {
    const FILE: &'static str = "numbers.toml";
}

impl Merged for NumberWords {
    fn add(&mut self, other: Self) {
        self.values.add(other.values);
        self.hundred.add(other.hundred);
        self.after_hundred.add(other.after_hundred);
        self.and_one.add(other.and_one);
        self.tens_with_teens.extend(other.tens_with_teens);
        self.and_a_half.add(other.and_a_half);
        self.articles.add(other.articles);
    }
}
