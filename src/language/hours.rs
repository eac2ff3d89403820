use std::collections::BTreeMap;

use serde::Deserialize;

use super::lexicon::Lexicon;
use super::subject::{Merged, Subject};
use super::words::{Phrases, Words};

/// What a word means in an answer about weekly hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HourWord {
    Hour,
    Minute,
    /// A day, or a shift.
    Day,
    Week,
    Fortnight,
    Month,
    Year,
    /// "daily": a day.
    Daily,
    Weekly,
    Fortnightly,
    Monthly,
    Yearly,
    /// "Monday to Friday".
    FiveDays,
    /// "a" of "8 hours a day".
    Per,
    To,
    And,
    Between,
    /// "of" of "3 days of 8 hours".
    Times,
    /// "at most".
    Less,
    FullTime,
    PartTime,
    /// The number before it is a time of day.
    TimeOfDay,
    /// It says nothing.
    Nothing,
}

/// Words for hours of work.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "HoursFile")]
pub struct HourWords {
    pub phrases: Lexicon<HourWord>,
    pub words: Lexicon<HourWord>,
    /// "Per" before a unit.
    pub articles: Words,
    /// Of these articles, those that are "to" before a number.
    pub articles_that_are_to: Words,
    /// Hours with minutes behind them.
    pub before_minutes: Words,
    /// Minutes behind hours.
    pub after_minutes: Words,
    /// Hours behind a time such as 37:30.
    pub after_clock: Words,
}

/// The file as it is written: meanings with their words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HoursFile {
    phrases: BTreeMap<HourWord, Phrases>,
    words: BTreeMap<HourWord, Words>,
    articles: Words,
    articles_that_are_to: Words,
    before_minutes: Words,
    after_minutes: Words,
    after_clock: Words,
}

impl From<HoursFile> for HourWords {
    fn from(file: HoursFile) -> Self {
        HourWords {
            phrases: Lexicon::of(&file.phrases),
            words: Lexicon::of(&file.words),
            articles: file.articles,
            articles_that_are_to: file.articles_that_are_to,
            before_minutes: file.before_minutes,
            after_minutes: file.after_minutes,
            after_clock: file.after_clock,
        }
    }
}

impl Subject for HourWords {
    const FILE: &'static str = "hours.toml";
}

impl Merged for HourWords {
    fn add(&mut self, other: Self) {
        self.phrases.add(other.phrases);
        self.words.add(other.words);
        self.articles.add(other.articles);
        self.articles_that_are_to.add(other.articles_that_are_to);
        self.before_minutes.add(other.before_minutes);
        self.after_minutes.add(other.after_minutes);
        self.after_clock.add(other.after_clock);
    }
}
