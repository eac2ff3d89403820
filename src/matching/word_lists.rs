//! Words and phrases that say little about an occupation, and messages that are no job, folded.

use crate::tables::{Interner, Table, TableReader, TableWriter, TextSet};

/// How little a word says about an occupation when it stands in a message that holds a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StopWord {
    /// Articles, pronouns, prepositions, auxiliaries: never part of what is looked for.
    Function,
    /// Greetings and the words of the question itself.
    Chat,
    /// Durations and working time.
    Time,
    /// Seniority that never changes the unit group.
    Level,
    /// Countries, provinces, cities, nationalities.
    Place,
    /// Employers.
    Company,
}

/// Every class; a phrase holds the place of its own.
const CLASSES: [StopWord; 6] = [
    StopWord::Function,
    StopWord::Chat,
    StopWord::Time,
    StopWord::Level,
    StopWord::Place,
    StopWord::Company,
];

/// The words and phrases that say little about an occupation.
#[derive(Debug, Clone, Default)]
pub struct StopWords {
    phrases: Interner,
    classes: Table<u8>,
    /// The number of each employer's kind of place, after a first that stands for none; phrases beyond the last have none.
    places: Table<u32>,
    /// The kinds of place, each in words of every language.
    place_names: Interner,
    /// The most words a phrase has.
    pub longest: usize,
}

impl StopWords {
    /// Adds a folded phrase; the first class it is given stays.
    pub fn add(&mut self, phrase: &str, class: StopWord) {
        let number = self.phrases.intern(phrase) as usize;
        if number == self.classes.len() {
            let class = class_number(class).unwrap_or_default();
            self.classes.to_mut().push(class);
            self.longest = self.longest.max(phrase.split(' ').count());
        }
    }

    /// Adds a folded employer and the kind of place it is, empty where that tells nothing; the class its name was given before stays.
    pub fn add_employer(&mut self, name: &str, place: &str) {
        self.add(name, StopWord::Company);
        self.place_names.intern("");
        let place = self.place_names.intern(place);
        if let Some(number) = self.phrases.get(name).map(|number| number as usize)
            && self.classes.get(number).copied() == class_number(StopWord::Company)
        {
            let places = self.places.to_mut();
            places.resize(places.len().max(number + 1), 0);
            places[number] = place;
        }
    }

    /// The kind of place a folded employer is, in folded words of every language.
    pub fn place_of(&self, employer: &str) -> Option<&str> {
        let number = self.phrases.get(employer)?;
        let place = *self.places.get(number as usize)?;
        (place > 0).then(|| self.place_names.text(place))
    }

    /// The class of a folded word or phrase.
    pub fn get(&self, phrase: &str) -> Option<StopWord> {
        self.class_of(self.phrases.get(phrase)?)
    }

    /// Every phrase with its class.
    pub fn all(&self) -> impl Iterator<Item = (&str, StopWord)> {
        let numbers = 0..self.phrases.len() as u32;
        numbers.filter_map(|number| Some((self.phrases.text(number), self.class_of(number)?)))
    }

    fn class_of(&self, number: u32) -> Option<StopWord> {
        let class = *self.classes.get(number as usize)?;
        CLASSES.get(usize::from(class)).copied()
    }
}

fn class_number(class: StopWord) -> Option<u8> {
    let number = CLASSES.iter().position(|known| *known == class);
    number.map(|number| number as u8)
}

/// The lists that texts are held against before the index is asked.
#[derive(Debug, Clone)]
pub struct WordLists {
    /// Words that say nothing about a job.
    pub stop_words: StopWords,
    /// The texts of messages that are no job.
    pub not_jobs: TextSet,
}

impl WordLists {
    /// Writes the lists.
    pub fn write(&self, out: &mut TableWriter) {
        self.stop_words.phrases.write(out);
        out.add(&self.stop_words.classes);
        out.add(&self.stop_words.places);
        self.stop_words.place_names.write(out);
        out.add(&[self.stop_words.longest as u32]);
        self.not_jobs.write(out);
    }

    /// The lists that [`WordLists::write`] wrote.
    pub fn read(tables: &mut TableReader) -> Option<Self> {
        Some(WordLists {
            stop_words: StopWords {
                phrases: Interner::read(tables)?,
                classes: tables.table()?,
                places: tables.table()?,
                place_names: Interner::read(tables)?,
                longest: tables.one::<u32>()? as usize,
            },
            not_jobs: TextSet::read(tables)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_keeps_its_first_class() {
        let mut words = StopWords::default();
        words.add("full time", StopWord::Time);
        words.add("senior", StopWord::Level);
        words.add("full time", StopWord::Chat);
        assert_eq!(words.get("full time"), Some(StopWord::Time));
        assert_eq!((words.get("full"), words.longest), (None, 2));
        let all: Vec<_> = words.all().collect();
        assert_eq!(
            all,
            [("full time", StopWord::Time), ("senior", StopWord::Level)]
        );
    }

    #[test]
    fn an_employer_is_a_kind_of_place() {
        let mut words = StopWords::default();
        words.add("may", StopWord::Time);
        words.add_employer("tim hortons", "coffee shop cafe");
        words.add_employer("may", "store");
        assert_eq!(words.get("tim hortons"), Some(StopWord::Company));
        assert_eq!(words.place_of("tim hortons"), Some("coffee shop cafe"));
        assert_eq!((words.place_of("may"), words.place_of("tim")), (None, None));
    }
}
