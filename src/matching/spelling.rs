//! Corrections for words the index does not know.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::packed_lists::PackedLists;
use super::vocabulary::{Vocabulary, WordId};
use crate::language::Sounds;
use crate::tables::{Numbers, Table, TableReader, TableWriter};

/// A word of the index that a typed word may have meant, and how sure that is (0 to 1).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Correction {
    pub word: WordId,
    pub similarity: f32,
}

/// Shorter words are too easily something else.
const MIN_LETTERS: usize = 4;
/// Longer ones are no words.
pub const LONGEST_WORD: usize = 40;
/// A correction may be this much longer or shorter than what was typed.
const MAX_LENGTH_DIFFERENCE: usize = 3;
/// The share of common letter pairs from which two words are compared at all.
const MIN_COMMON_PAIRS: f32 = 0.25;
/// The share of the pairs that are looked up, the rarest first.
const RARER_PAIRS: f32 = 0.7;
/// How many of the words with most common pairs are compared letter by letter.
const COMPARED: usize = 24;
/// Below this similarity a word is left uncorrected.
const MIN_SIMILARITY: f32 = 0.62;
/// Where a word a letter away is this similar, none farther away is looked for.
const NEAR: f32 = 0.8;
/// Corrections this far below the best are dropped.
const CLOSE_TO_BEST: f32 = 0.06;
const MAX_CORRECTIONS: usize = 4;
/// A word that is a job's name alone is meant more often than another that is as near.
const BONUS_OF_NAME: f32 = 0.04;
/// People misspell common words: each tenfold use of a word in the index is worth this much similarity.
const BONUS_PER_TENFOLD_USE: f32 = 0.02;
/// What sounds the same is likelier meant than what looks the same.
const SOUND_SHARE: f32 = 0.45;
/// The first letter is seldom wrong.
const OTHER_FIRST_LETTER: f32 = 0.06;

const LETTERS: usize = 28;
const PAIRS: usize = LETTERS * LETTERS;
/// Words are of so many lengths, those that are too short among them.
const LENGTHS: usize = LONGEST_WORD + 1;

/// Once so many words of the vocabulary were looked at for a text, only what is a letter away is still found.
const MAX_LOOKED_AT: usize = 60_000;

/// The words of a vocabulary by how they begin, by how they end and by letter pairs.
#[derive(Debug, Clone)]
pub struct Speller {
    /// The words in order of length, those of a length by the alphabet: everything else holds positions in this list.
    words: Numbers,
    /// Where words of each length begin.
    length_starts: Table<u32>,
    /// The positions of the words of each length by the alphabet, read from their ends.
    by_end: Numbers,
    /// The positions of all words by how they sound.
    by_sound: Numbers,
    /// Of pair `i` and length `l`, at `i * LENGTHS + l`: the words of that length with that pair, counted from the first of that length.
    words_by_pair: PackedLists<u8>,
    /// How many words have each pair.
    uses_of_pairs: Table<u32>,
    /// How many pairs each word has.
    pair_counts: Table<u8>,
    sounds: Sounds,
}

thread_local! {
    static COMMON: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

impl Speller {
    /// Prepares corrections towards every word of `vocabulary` that is long enough.
    pub fn new(vocabulary: &Vocabulary, sounds: Sounds) -> Self {
        let is_fit = |text: &str| {
            (MIN_LETTERS..=LONGEST_WORD).contains(&text.len())
                && !text.bytes().any(|byte| byte.is_ascii_digit())
        };
        let used = vocabulary.used().filter(|(_, text)| is_fit(text));
        let mut words: Vec<(&str, WordId)> = used.map(|(id, text)| (text, id)).collect();
        words.sort_unstable_by_key(|&(text, _)| (text.len(), text));
        let length_starts: Vec<u32> = (0..=LENGTHS)
            .map(|wanted| words.partition_point(|(text, _)| text.len() < wanted) as u32)
            .collect();
        let mut by_end: Vec<u32> = (0..words.len() as u32).collect();
        by_end.sort_by_key(|&at| {
            let text = words[at as usize].0;
            (text.len(), text.bytes().rev().collect::<Vec<u8>>())
        });
        let mut by_sound: Vec<u32> = (0..words.len() as u32).collect();
        by_sound.sort_by_cached_key(|&at| sounds.of(words[at as usize].0));
        let mut words_by_pair: Vec<Vec<u32>> = vec![Vec::new(); PAIRS * LENGTHS];
        let mut uses_of_pairs = vec![0u32; PAIRS];
        let mut pair_counts = vec![0u8; words.len()];
        for (at, &(text, _)) in (0u32..).zip(&words) {
            let number = at - length_starts[text.len()];
            for pair in letter_pairs(text) {
                let words = &mut words_by_pair[pair * LENGTHS + text.len()];
                if words.last() != Some(&number) {
                    words.push(number);
                    uses_of_pairs[pair] += 1;
                    pair_counts[at as usize] += 1;
                }
            }
        }
        Speller {
            words: words.iter().map(|&(_, id)| id).collect::<Vec<_>>().into(),
            length_starts: length_starts.into(),
            by_end: by_end.into(),
            by_sound: by_sound.into(),
            words_by_pair: PackedLists::of(words_by_pair.into_iter()),
            uses_of_pairs: uses_of_pairs.into(),
            pair_counts: pair_counts.into(),
            sounds,
        }
    }

    /// Writes the words.
    pub fn write(&self, out: &mut TableWriter) {
        self.words.write(out);
        out.add(&self.length_starts);
        self.by_end.write(out);
        self.by_sound.write(out);
        self.words_by_pair.write(out);
        out.add(&self.uses_of_pairs);
        out.add(&self.pair_counts);
    }

    /// The speller that [`Speller::write`] wrote.
    pub fn read(tables: &mut TableReader, sounds: Sounds) -> Option<Self> {
        Some(Speller {
            words: Numbers::read(tables)?,
            length_starts: tables.table()?,
            by_end: Numbers::read(tables)?,
            by_sound: Numbers::read(tables)?,
            words_by_pair: PackedLists::read(tables)?,
            uses_of_pairs: tables.table()?,
            pair_counts: tables.table()?,
            sounds,
        })
    }

    /// The words of a length that have a pair of letters.
    fn words_with(&self, pair: usize, length: usize) -> impl Iterator<Item = u32> {
        let first = self.length_starts[length];
        let numbers = self.words_by_pair.list(pair * LENGTHS + length);
        numbers.map(move |number| first + number)
    }

    /// The positions of the words of a length.
    fn of_length(&self, length: usize) -> Range<usize> {
        self.length_starts[length] as usize..self.length_starts[length + 1] as usize
    }

    /// The words that `typed` may have meant, best first, and how many words were looked at: those a letter away or that sound
    /// the same, and where none of them is near and `widely` all that have letter pairs in common.
    fn correct(
        &self,
        typed: &str,
        vocabulary: &Vocabulary,
        widely: bool,
    ) -> (Vec<Correction>, usize) {
        if !(MIN_LETTERS..=LONGEST_WORD).contains(&typed.len()) || !typed.is_ascii() {
            return (Vec::new(), 0);
        }
        let sound = self.sounds.of(typed);
        let mut near = self.a_letter_away(typed, vocabulary);
        near.extend(self.sounding(&sound, vocabulary));
        near.sort_unstable();
        near.dedup();
        let mut looked_at = near.len();
        let mut found = self.corrections_among(typed, &sound, &near, vocabulary);
        let is_near = |correction: &Correction| correction.similarity >= NEAR;
        if widely && !found.iter().any(is_near) {
            let mut others = self.most_common_pairs(typed, &mut looked_at);
            others.retain(|at| !near.contains(at));
            found.extend(self.corrections_among(typed, &sound, &others, vocabulary));
        }
        found.sort_by(|a, b| b.similarity.total_cmp(&a.similarity));
        let best = found
            .first()
            .map_or(0.0, |correction| correction.similarity);
        found.retain(|correction| correction.similarity >= best - CLOSE_TO_BEST);
        found.truncate(MAX_CORRECTIONS);
        (found, looked_at)
    }

    /// Those of some words that are like `typed`, which sounds as `sound` says.
    fn corrections_among(
        &self,
        typed: &str,
        sound: &str,
        words: &[u32],
        vocabulary: &Vocabulary,
    ) -> Vec<Correction> {
        let corrections = words.iter().map(|&at| {
            let word = self.words.at(at as usize);
            let similarity = similarity(typed, sound, vocabulary.text(word), &self.sounds);
            let alone = if vocabulary.is_alone(word) {
                BONUS_OF_NAME
            } else {
                0.0
            };
            let bonus = alone + BONUS_PER_TENFOLD_USE * (vocabulary.uses(word) as f32).log10();
            Correction {
                word,
                similarity: (similarity + bonus).min(1.0),
            }
        });
        corrections
            .filter(|correction| correction.similarity >= MIN_SIMILARITY)
            .collect()
    }

    /// The words that `typed` becomes when one letter is put in, taken out or made another, or two change places: they begin or end
    /// as it does, but for two that change places in the middle.
    fn a_letter_away(&self, typed: &str, vocabulary: &Vocabulary) -> Vec<u32> {
        let letters = typed.as_bytes();
        let mut near = Vec::new();
        for length in letters.len() - 1..=(letters.len() + 1).min(LONGEST_WORD) {
            let (begins, ends) = (length / 2, length - length / 2);
            let beginning = self.beginning(length, &letters[..begins], vocabulary);
            let ending = self.ending(length, &letters[letters.len() - ends..], vocabulary);
            near.extend(beginning.chain(ending));
        }
        let mut swapped = letters.to_vec();
        swapped.swap(letters.len() / 2 - 1, letters.len() / 2);
        near.extend(self.beginning(letters.len(), &swapped, vocabulary));
        near.sort_unstable();
        near.dedup();
        near.retain(|&at| {
            let word = vocabulary.text(self.words.at(at as usize));
            is_a_letter_away(letters, word.as_bytes())
        });
        near
    }

    /// The words of a length that begin with these letters.
    fn beginning<'a>(
        &'a self,
        length: usize,
        letters: &'a [u8],
        vocabulary: &'a Vocabulary,
    ) -> impl Iterator<Item = u32> + 'a {
        let start =
            move |at: usize| &vocabulary.text(self.words.at(at)).as_bytes()[..letters.len()];
        let own = alike(self.of_length(length), move |at| start(at).cmp(letters));
        own.map(|at| at as u32)
    }

    /// The words of a length that end with these letters.
    fn ending<'a>(
        &'a self,
        length: usize,
        letters: &'a [u8],
        vocabulary: &'a Vocabulary,
    ) -> impl Iterator<Item = u32> + 'a {
        let word = move |at: usize| self.by_end.at(at);
        let end = move |at: usize| {
            let text = vocabulary.text(self.words.at(word(at) as usize));
            &text.as_bytes()[length - letters.len()..]
        };
        let own = alike(self.of_length(length), move |at| {
            end(at).iter().rev().cmp(letters.iter().rev())
        });
        own.map(word)
    }

    /// The words that sound so.
    fn sounding<'a>(
        &'a self,
        sound: &'a str,
        vocabulary: &'a Vocabulary,
    ) -> impl Iterator<Item = u32> + 'a {
        let word = |at: usize| self.by_sound.at(at);
        let order = move |at: usize| {
            let text = vocabulary.text(self.words.at(word(at) as usize));
            self.sounds.of(text).as_str().cmp(sound)
        };
        alike(0..self.pair_counts.len(), order).map(word)
    }

    fn most_common_pairs(&self, typed: &str, looked_at: &mut usize) -> Vec<u32> {
        let shortest = typed.len().saturating_sub(MAX_LENGTH_DIFFERENCE);
        let longest = (typed.len() + MAX_LENGTH_DIFFERENCE).min(LONGEST_WORD);
        COMMON.with_borrow_mut(|common| {
            common.resize(self.pair_counts.len(), 0);
            let mut touched: Vec<u32> = Vec::new();
            let mut pairs: Vec<usize> = letter_pairs(typed).collect();
            pairs.sort_unstable_by_key(|&pair| (self.uses_of_pairs[pair], pair));
            pairs.dedup();
            // A word that has enough in common has some of the rarer pairs too; the commonest ones are most of the work.
            let rarer = (pairs.len() as f32 * RARER_PAIRS).ceil() as usize;
            for &pair in &pairs[..rarer] {
                for length in shortest..=longest {
                    for at in self.words_with(pair, length) {
                        if common[at as usize] == 0 {
                            touched.push(at);
                        }
                        common[at as usize] += 1;
                        *looked_at += 1;
                    }
                }
            }
            let mut scored: Vec<(f32, u32)> = touched
                .into_iter()
                .filter_map(|at| {
                    let both = f32::from(std::mem::take(&mut common[at as usize]));
                    let share = 2.0 * both
                        / (pairs.len() as f32 + f32::from(self.pair_counts[at as usize]));
                    (share >= MIN_COMMON_PAIRS).then_some((share, at))
                })
                .collect();
            if scored.len() > COMPARED {
                scored.select_nth_unstable_by(COMPARED, |a, b| b.0.total_cmp(&a.0));
                scored.truncate(COMPARED);
            }
            scored.into_iter().map(|(_, at)| at).collect()
        })
    }
}

/// The corrections of one text, each word's found once.
pub struct Memory<'a> {
    speller: &'a Speller,
    vocabulary: &'a Vocabulary,
    corrections: FxHashMap<String, Vec<Correction>>,
    nearly: FxHashMap<String, Vec<Correction>>,
    /// How many words of the vocabulary were looked at.
    pub looked_at: usize,
}

impl<'a> Memory<'a> {
    /// Of a text of which nothing is known yet.
    pub fn new(speller: &'a Speller, vocabulary: &'a Vocabulary) -> Self {
        Memory {
            speller,
            vocabulary,
            corrections: FxHashMap::default(),
            nearly: FxHashMap::default(),
            looked_at: 0,
        }
    }

    /// The words that `typed` may have meant, best first.
    pub fn correct(&mut self, typed: &str) -> Vec<Correction> {
        if let Some(known) = self.corrections.get(typed) {
            return known.clone();
        }
        let widely = self.looked_at < MAX_LOOKED_AT;
        let (found, looked_at) = self.speller.correct(typed, self.vocabulary, widely);
        self.looked_at += looked_at;
        self.corrections.insert(typed.to_owned(), found.clone());
        found
    }

    /// The words that are a letter away from `typed`, best first.
    pub fn nearly(&mut self, typed: &str) -> Vec<Correction> {
        if let Some(known) = self.nearly.get(typed) {
            return known.clone();
        }
        let (found, looked_at) = self.speller.correct(typed, self.vocabulary, false);
        self.looked_at += looked_at;
        self.nearly.insert(typed.to_owned(), found.clone());
        found
    }
}

/// The places, of some in order, that are neither before nor behind what is looked for; `order` says which a place is.
fn alike(among: Range<usize>, order: impl Fn(usize) -> Ordering) -> impl Iterator<Item = usize> {
    let (mut first, mut end) = (among.start, among.end);
    while first < end {
        let middle = first + (end - first) / 2;
        match order(middle) {
            Ordering::Less => first = middle + 1,
            Ordering::Equal | Ordering::Greater => end = middle,
        }
    }
    (first..among.end).take_while(move |&at| order(at) == Ordering::Equal)
}

/// Whether two words are the same but for one letter, or for two that changed places.
fn is_a_letter_away(a: &[u8], b: &[u8]) -> bool {
    let begin = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[begin..], &b[begin..]);
    let end = a.iter().rev().zip(b.iter().rev());
    let end = end.take_while(|(a, b)| a == b).count();
    match (&a[..a.len() - end], &b[..b.len() - end]) {
        ([] | [_], [] | [_]) => true,
        ([first, second], other) => other == [*second, *first],
        _ => false,
    }
}

fn letter_pairs(word: &str) -> impl Iterator<Item = usize> {
    let number = |byte: u8| match byte {
        b'a'..=b'z' => usize::from(byte - b'a') + 1,
        _ => LETTERS - 1,
    };
    let edge = [0usize];
    let letters: Vec<usize> = edge
        .iter()
        .copied()
        .chain(word.bytes().map(number))
        .chain(edge)
        .collect();
    (1..letters.len()).map(move |at| letters[at - 1] * LETTERS + letters[at])
}

fn similarity(typed: &str, typed_sound: &str, word: &str, sounds: &Sounds) -> f32 {
    let look = closeness(typed, word);
    let sound = closeness(typed_sound, &sounds.of(word));
    let first = if typed.as_bytes()[0] == word.as_bytes()[0] {
        0.0
    } else {
        OTHER_FIRST_LETTER
    };
    (1.0 - SOUND_SHARE) * look + SOUND_SHARE * sound - first
}

fn closeness(a: &str, b: &str) -> f32 {
    let longest = a.len().max(b.len()).max(1) as f32;
    1.0 - strsim::osa_distance(a, b) as f32 / longest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All words of at most so many of the first letters of the alphabet.
    fn words_of(letters: &[char], longest: usize) -> Vec<String> {
        let mut words = vec![String::new()];
        for _ in 0..longest {
            let longer = words
                .iter()
                .flat_map(|word| letters.iter().map(move |letter| format!("{word}{letter}")));
            words = longer.chain([String::new()]).collect();
        }
        words
    }

    #[test]
    fn a_letter_away_is_one_slip_away() {
        let words = words_of(&['a', 'b', 'c'], 5);
        for a in &words {
            for b in &words {
                let is_one_slip = strsim::osa_distance(a, b) <= 1;
                assert_eq!(
                    is_a_letter_away(a.as_bytes(), b.as_bytes()),
                    is_one_slip,
                    "{a} {b}"
                );
            }
        }
    }

    #[test]
    fn every_word_one_slip_away_is_found() {
        let mut vocabulary = VocabularyBuilder::new(&[Lang::EN], &known().endings);
        let words = words_of(&['a', 'b'], 7);
        for word in words.iter().filter(|word| word.len() % 3 != 1) {
            let id = vocabulary.intern(word, |_| (0, false));
            vocabulary.count(id, None);
        }
        let vocabulary = vocabulary.finish();
        let speller = Speller::new(&vocabulary, known().sounds);
        let text = |at: &u32| vocabulary.text(speller.words.at(*at as usize));
        for typed in words.iter().filter(|word| word.len() >= MIN_LETTERS) {
            let found = speller.a_letter_away(typed, &vocabulary);
            let mut found: Vec<&str> = found.iter().map(text).collect();
            found.sort_unstable();
            let all = 0..speller.pair_counts.len() as u32;
            let all: Vec<u32> = all.collect();
            let mut near: Vec<&str> = all.iter().map(text).collect();
            near.retain(|word| strsim::osa_distance(typed, word) <= 1);
            near.sort_unstable();
            assert_eq!(found, near, "{typed}");
        }
    }

    use super::super::vocabulary_builder::VocabularyBuilder;
    use crate::language::MatchingWords;
    use crate::noc::{DataFiles, Lang};

    fn known() -> MatchingWords {
        MatchingWords::open(&DataFiles::BuiltIn).unwrap()
    }

    #[test]
    fn what_sounds_alike_has_one_sound() {
        let sounds = known().sounds;
        for (typed, meant) in [
            ("fisio", "physio"),
            ("chaufeur", "chauffeur"),
            ("recepshunist", "receptionist"),
        ] {
            assert_eq!(sounds.of(typed), sounds.of(meant), "{typed}");
        }
    }

    #[test]
    fn misspelt_words_find_what_was_meant() {
        let mut vocabulary = VocabularyBuilder::new(&[Lang::EN], &known().endings);
        for word in [
            "nurse",
            "registered",
            "receptionist",
            "driver",
            "diver",
            "chauffeur",
            "chaufferie",
            "soudeur",
        ] {
            let id = vocabulary.intern(word, |_| (0, false));
            vocabulary.count(id, None);
        }
        let vocabulary = vocabulary.finish();
        let speller = Speller::new(&vocabulary, known().sounds);
        for (typed, meant) in [
            ("nurce", "nurse"),
            ("regstered", "registered"),
            ("recepshunist", "receptionist"),
            ("chaufeur", "chauffeur"),
            ("drivr", "driver"),
        ] {
            let best = speller.correct(typed, &vocabulary, true).0[0];
            assert_eq!(vocabulary.text(best.word), meant);
        }
        assert!(speller.correct("asdfgh", &vocabulary, true).0.is_empty());
        assert!(speller.correct("nrs", &vocabulary, true).0.is_empty());
        assert!(
            speller
                .correct("regiztred", &vocabulary, false)
                .0
                .is_empty()
        );
    }
}
