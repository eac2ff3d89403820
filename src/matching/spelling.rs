//! Corrections for words the index does not know.

use std::cell::RefCell;
use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use super::packed_lists::PackedLists;
use super::vocabulary::{Vocabulary, WordId};
use crate::language::Sounds;
use crate::tables::{Numbers, Starts, Table, TableReader, TableWriter};

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

/// The words of a vocabulary by letter pairs, and by what is left when a letter is taken out.
#[derive(Debug, Clone)]
pub struct Speller {
    /// The words in order of length: everything else holds positions in this list.
    words: Numbers,
    /// Where words of each length begin.
    length_starts: Table<u32>,
    /// The words of length `l` with pair `i` are those from `pair_starts[i * LENGTHS + l]` to the start behind it, counted from the
    /// first word of that length.
    pair_words: Table<u16>,
    pair_starts: Starts,
    pair_counts: Table<u8>,
    /// The words of each bucket of [`for_each_shortened`].
    shortened: PackedLists,
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
        let mut words: Vec<WordId> = used.map(|(id, _)| id).collect();
        words.sort_by_key(|&id| vocabulary.text(id).len());
        let length = |at: &WordId| vocabulary.text(*at).len();
        let length_starts: Vec<u32> = (0..=LENGTHS)
            .map(|wanted| words.partition_point(|at| length(at) < wanted) as u32)
            .collect();
        let mut words_by_pair: Vec<Vec<u16>> = vec![Vec::new(); PAIRS * LENGTHS];
        let mut pair_counts = vec![0u8; words.len()];
        for (at, &id) in (0u32..).zip(&words) {
            let text = vocabulary.text(id);
            // Words of a length beyond this many are found by what is a letter away only.
            let Ok(number) = u16::try_from(at - length_starts[text.len()]) else {
                continue;
            };
            for pair in letter_pairs(text) {
                let words = &mut words_by_pair[pair * LENGTHS + text.len()];
                if words.last() != Some(&number) {
                    words.push(number);
                    pair_counts[at as usize] += 1;
                }
            }
        }
        let shortened = shortened(words.iter().map(|&id| vocabulary.text(id)));
        let mut end = 0;
        let ends = words_by_pair.iter().map(|words| {
            end += words.len() as u32;
            end
        });
        let pair_starts: Vec<u32> = std::iter::once(0).chain(ends).collect();
        Speller {
            words: words.into(),
            length_starts: length_starts.into(),
            pair_words: words_by_pair.concat().into(),
            pair_starts: Starts::of(pair_starts),
            pair_counts: pair_counts.into(),
            shortened,
            sounds,
        }
    }

    /// Writes the words.
    pub fn write(&self, out: &mut TableWriter) {
        self.words.write(out);
        out.add(&self.length_starts);
        out.add(&self.pair_words);
        self.pair_starts.write(out);
        out.add(&self.pair_counts);
        self.shortened.write(out);
    }

    /// The speller that [`Speller::write`] wrote.
    pub fn read(tables: &mut TableReader, sounds: Sounds) -> Option<Self> {
        Some(Speller {
            words: Numbers::read(tables)?,
            length_starts: tables.table()?,
            pair_words: tables.table()?,
            pair_starts: Starts::read(tables)?,
            pair_counts: tables.table()?,
            shortened: PackedLists::read(tables)?,
            sounds,
        })
    }

    /// How many words have a pair of letters.
    fn count_with(&self, pair: usize) -> u32 {
        let start = |pair: usize| self.pair_starts.get(pair * LENGTHS).unwrap_or_default();
        (start(pair + 1) - start(pair)) as u32
    }

    /// The words of a length that have a pair of letters.
    fn words_with(&self, pair: usize, length: usize) -> impl Iterator<Item = u32> {
        let at = pair * LENGTHS + length;
        let own = self.pair_starts.get(at).zip(self.pair_starts.get(at + 1));
        let numbers = own.and_then(|(start, end)| self.pair_words.get(start..end));
        let first = self.length_starts[length];
        let numbers = numbers.unwrap_or_default().iter();
        numbers.map(move |&number| first + u32::from(number))
    }

    /// The words that `typed` may have meant, best first, and how many words were looked at: those a letter away, and only where
    /// there is none and `widely` all that have letter pairs in common.
    fn correct(
        &self,
        typed: &str,
        vocabulary: &Vocabulary,
        widely: bool,
    ) -> (Vec<Correction>, usize) {
        if !(MIN_LETTERS..=LONGEST_WORD).contains(&typed.len()) || !typed.is_ascii() {
            return (Vec::new(), 0);
        }
        let mut near = self.a_letter_away(typed, vocabulary);
        let mut looked_at = near.len();
        near.retain(|&at| {
            let word = vocabulary.text(self.words.at(at as usize));
            strsim::osa_distance(typed, word) <= 1
        });
        if near.is_empty() && widely {
            near = self.most_common_pairs(typed, &mut looked_at);
        }
        let sound = sound_of(typed, &self.sounds);
        let mut found: Vec<Correction> = near
            .into_iter()
            .map(|at| {
                let word = self.words.at(at as usize);
                let similarity = similarity(typed, &sound, vocabulary.text(word), &self.sounds);
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
            })
            .filter(|correction| correction.similarity >= MIN_SIMILARITY)
            .collect();
        found.sort_by(|a, b| b.similarity.total_cmp(&a.similarity));
        let best = found
            .first()
            .map_or(0.0, |correction| correction.similarity);
        found.retain(|correction| correction.similarity >= best - CLOSE_TO_BEST);
        found.truncate(MAX_CORRECTIONS);
        (found, looked_at)
    }

    /// The words that become what `typed` becomes when a letter is taken out of either or both.
    fn a_letter_away(&self, typed: &str, vocabulary: &Vocabulary) -> Vec<u32> {
        let mut near = Vec::new();
        for_each_shortened(typed, |bucket| near.extend(self.shortened.list(bucket)));
        near.sort_unstable();
        near.dedup();
        near.retain(|&at| is_a_letter_away(typed, vocabulary.text(self.words.at(at as usize))));
        near
    }

    fn most_common_pairs(&self, typed: &str, looked_at: &mut usize) -> Vec<u32> {
        let shortest = typed.len().saturating_sub(MAX_LENGTH_DIFFERENCE);
        let longest = (typed.len() + MAX_LENGTH_DIFFERENCE).min(LONGEST_WORD);
        COMMON.with_borrow_mut(|common| {
            common.resize(self.pair_counts.len(), 0);
            let mut touched: Vec<u32> = Vec::new();
            let mut pairs: Vec<usize> = letter_pairs(typed).collect();
            pairs.sort_unstable_by_key(|&pair| (self.count_with(pair), pair));
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

/// The hashes of words, and of words without one letter, fall into so many buckets.
const BUCKETS: usize = 1 << 16;

/// The positions of the words in each bucket.
fn shortened<'a>(words: impl Iterator<Item = &'a str>) -> PackedLists {
    let mut buckets: Vec<Vec<u32>> = vec![Vec::new(); BUCKETS];
    for (at, word) in (0..).zip(words) {
        for_each_shortened(word, |bucket| {
            let words = &mut buckets[bucket];
            if words.last() != Some(&at) {
                words.push(at);
            }
        });
    }
    PackedLists::of(buckets.into_iter())
}

/// Whether two words are the same when a letter is taken out of either or both.
fn is_a_letter_away(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let common = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[common..], &b[common..]);
    let same_end = |a: &[u8], b: &[u8]| {
        // What is taken out of the longer one may stand anywhere.
        let common = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        a[common..] == b[(common + 1).min(b.len())..]
    };
    match a.len().abs_diff(b.len()) {
        0 if a.is_empty() => true,
        // One letter is another, or a letter stands at another place.
        0 => same_end(&a[1..], b) || same_end(&b[1..], a),
        1 if a.len() < b.len() => *a == b[1..],
        1 => *b == a[1..],
        _ => false,
    }
}

/// Calls `each` with the bucket of `word` and of `word` without each of its letters.
fn for_each_shortened(word: &str, mut each: impl FnMut(usize)) {
    let hash = |before: &[u8], after: &[u8]| {
        let mut hasher = FxHasher::default();
        for &byte in before.iter().chain(after) {
            hasher.write_u8(byte);
        }
        let long = hasher.finish();
        (long ^ (long >> 32)) as usize & (BUCKETS - 1)
    };
    let letters = word.as_bytes();
    each(hash(letters, b""));
    for at in 0..letters.len() {
        each(hash(&letters[..at], &letters[at + 1..]));
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
    let sound = closeness(typed_sound, &sound_of(word, sounds));
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

/// The word as it sounds.
fn sound_of(word: &str, known: &Sounds) -> String {
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let mut sounds = known.sounds.iter();
        let sound = sounds.find(|(letters, _)| rest.starts_with(letters.as_str()));
        let (taken, said) = sound
            .map_or((first.len_utf8(), &rest[..first.len_utf8()]), |(l, s)| {
                (l.len(), s.as_str())
            });
        if !out.ends_with(said) || said.is_empty() {
            out.push_str(said);
        }
        rest = &rest[taken..];
    }
    for ending in &known.silent {
        if out.len() > 3
            && let Some(shorter) = out.strip_suffix(ending.as_str())
        {
            return shorter.to_owned();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The word, and the word without each of its letters.
    fn all_shortened(word: &str) -> Vec<String> {
        let without = |at: usize| format!("{}{}", &word[..at], &word[at + 1..]);
        let shorter = (0..word.len()).map(without);
        shorter.chain([word.to_owned()]).collect()
    }

    #[test]
    fn words_a_letter_away_share_what_is_left_without_a_letter() {
        let mut words = vec![String::new()];
        for _ in 0..5 {
            let longer = words
                .iter()
                .flat_map(|word| ["a", "b"].map(|letter| format!("{word}{letter}")));
            words = longer.chain([String::new()]).collect();
        }
        words.extend(["abcd", "bcda", "abdc", "dabc", "abxd", "abcde"].map(str::to_owned));
        for a in &words {
            for b in &words {
                let own = all_shortened(a);
                let shares = all_shortened(b).iter().any(|word| own.contains(word));
                assert_eq!(is_a_letter_away(a, b), shares, "{a} {b}");
            }
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
            assert_eq!(
                sound_of(typed, &sounds),
                sound_of(meant, &sounds),
                "{typed}"
            );
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
