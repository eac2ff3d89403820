use std::collections::BTreeMap;

use serde::Deserialize;

use super::lexicon::Lexicon;
use super::subject::{Merged, Subject};
use super::words::{Phrases, Words};

/// What a word or phrase means in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateWord {
    /// So many years before this one.
    #[serde(skip)]
    YearsBack(i16),
    #[serde(skip)]
    MonthsBack(i32),
    #[serde(skip)]
    DaysBack(i32),
    Ago,
    Ahead,
    Before,
    Last,
    Next,
    /// The first part of a month.
    Early,
    Mid,
    Late,
    Now,
    Still,
    To,
    Or,
    /// It turns the meaning round.
    Block,
    /// It is no part of a date.
    Unknown,
    /// It says nothing about the date.
    Filler,
}

/// Words of dates.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "DatesFile")]
pub struct DateWords {
    /// The names of each month and their short forms, January first.
    pub months: [Words; 12],
    /// Real words one letter away from a month.
    pub not_months: Words,
    /// Short forms of a weekday that are also those of a month.
    pub weekdays_like_months: Words,
    /// Words for the first days of a month, from the first on.
    pub ordinals: Vec<Words>,
    /// What makes a number a day: "st" of "1st".
    pub ordinal_endings: Words,
    /// The same, but only right after the number.
    pub ordinal_letters: Words,
    /// "In" of "in 2 months".
    pub ahead_of_a_length: Words,
    /// What comes before the end of a job.
    pub before_an_end: Words,
    /// Words that say nothing about a date.
    pub fillers: Words,
    /// Phrases and words that are looked for first.
    pub phrases: Lexicon<DateWord>,
    /// Words that are looked for where no phrase and no month is found.
    pub words: Lexicon<DateWord>,
}

/// The file as it is written: meanings with their words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DatesFile {
    months: [Words; 12],
    not_months: Words,
    weekdays_like_months: Words,
    ordinals: Vec<Words>,
    ordinal_endings: Words,
    ordinal_letters: Words,
    ahead_of_a_length: Words,
    before_an_end: Words,
    fillers: Words,
    years_back: Lexicon<i16>,
    months_back: Lexicon<i32>,
    days_back: Lexicon<i32>,
    phrases: BTreeMap<DateWord, Phrases>,
    words: BTreeMap<DateWord, Words>,
}

impl From<DatesFile> for DateWords {
    fn from(file: DatesFile) -> Self {
        let mut phrases = Lexicon::of(&file.phrases);
        phrases.add(file.years_back.map(DateWord::YearsBack));
        phrases.add(file.months_back.map(DateWord::MonthsBack));
        phrases.add(file.days_back.map(DateWord::DaysBack));
        DateWords {
            months: file.months,
            not_months: file.not_months,
            weekdays_like_months: file.weekdays_like_months,
            ordinals: file.ordinals,
            ordinal_endings: file.ordinal_endings,
            ordinal_letters: file.ordinal_letters,
            ahead_of_a_length: file.ahead_of_a_length,
            before_an_end: file.before_an_end,
            fillers: file.fillers,
            phrases,
            words: Lexicon::of(&file.words),
        }
    }
}

impl Subject for DateWords {
    const FILE: &'static str = "dates.toml";
}

impl Merged for DateWords {
    fn add(&mut self, other: Self) {
        for (own, others) in self.months.iter_mut().zip(other.months) {
            own.add(others);
        }
        self.not_months.add(other.not_months);
        self.weekdays_like_months.add(other.weekdays_like_months);
        let most = self.ordinals.len().max(other.ordinals.len());
        self.ordinals.resize_with(most, Words::default);
        for (own, others) in self.ordinals.iter_mut().zip(other.ordinals) {
            own.add(others);
        }
        self.ordinal_endings.add(other.ordinal_endings);
        self.ordinal_letters.add(other.ordinal_letters);
        self.ahead_of_a_length.add(other.ahead_of_a_length);
        self.before_an_end.add(other.before_an_end);
        self.fillers.add(other.fillers);
        self.phrases.add(other.phrases);
        self.words.add(other.words);
    }
}
