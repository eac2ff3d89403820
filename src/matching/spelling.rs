//! Corrections for words the index does not know.

use std::cell::RefCell;

use super::vocabulary::{Vocabulary, WordId};
use crate::language::Sounds;

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
const MIN_COMMON_PAIRS: f32 = 0.35;
/// How many of the words with most common pairs are compared letter by letter.
const COMPARED: usize = 48;
/// Below this similarity a word is left uncorrected.
const MIN_SIMILARITY: f32 = 0.62;
/// Corrections this far below the best are dropped.
const CLOSE_TO_BEST: f32 = 0.06;
const MAX_CORRECTIONS: usize = 4;
/// People misspell common words: each tenfold use of a word in the index is worth this much similarity.
const BONUS_PER_TENFOLD_USE: f32 = 0.02;
/// What sounds the same is likelier meant than what looks the same.
const SOUND_SHARE: f32 = 0.45;
/// The first letter is seldom wrong.
const OTHER_FIRST_LETTER: f32 = 0.06;

const LETTERS: usize = 28;
const PAIRS: usize = LETTERS * LETTERS;

/// Letter pairs to the words that hold them.
#[derive(Debug)]
pub struct Speller {
    words_by_pair: Vec<Vec<WordId>>,
    pair_counts: Vec<u8>,
    sounds: Sounds,
}

thread_local! {
    static COMMON: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

impl Speller {
    /// Prepares corrections towards every word of `vocabulary` that is long enough.
    pub fn new(vocabulary: &Vocabulary, sounds: Sounds) -> Self {
        let mut words_by_pair = vec![Vec::new(); PAIRS];
        let mut pair_counts = vec![0; vocabulary.len()];
        for (id, text) in vocabulary.used() {
            if text.len() < MIN_LETTERS || text.bytes().any(|byte| byte.is_ascii_digit()) {
                continue;
            }
            for pair in letter_pairs(text) {
                let words: &mut Vec<WordId> = &mut words_by_pair[pair];
                if words.last() != Some(&id) {
                    words.push(id);
                    pair_counts[id as usize] += 1;
                }
            }
        }
        Speller {
            words_by_pair,
            pair_counts,
            sounds,
        }
    }

    /// The words that `typed` may have meant, best first.
    pub fn correct(&self, typed: &str, vocabulary: &Vocabulary) -> Vec<Correction> {
        if !(MIN_LETTERS..=LONGEST_WORD).contains(&typed.len()) || !typed.is_ascii() {
            return Vec::new();
        }
        let sound = sound_of(typed, &self.sounds);
        let mut found: Vec<Correction> = self
            .most_common_pairs(typed)
            .into_iter()
            .filter(|&word| {
                vocabulary.text(word).len().abs_diff(typed.len()) <= MAX_LENGTH_DIFFERENCE
            })
            .map(|word| {
                let similarity = similarity(typed, &sound, vocabulary.text(word), &self.sounds);
                let bonus = BONUS_PER_TENFOLD_USE * (vocabulary.uses(word) as f32).log10();
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
        found
    }

    fn most_common_pairs(&self, typed: &str) -> Vec<WordId> {
        COMMON.with_borrow_mut(|common| {
            common.resize(self.pair_counts.len(), 0);
            let mut touched: Vec<WordId> = Vec::new();
            let mut pairs: Vec<usize> = letter_pairs(typed).collect();
            pairs.sort_unstable();
            pairs.dedup();
            for &pair in &pairs {
                for &word in &self.words_by_pair[pair] {
                    if common[word as usize] == 0 {
                        touched.push(word);
                    }
                    common[word as usize] += 1;
                }
            }
            let mut scored: Vec<(f32, WordId)> = touched
                .into_iter()
                .filter_map(|word| {
                    let both = f32::from(std::mem::take(&mut common[word as usize]));
                    let share = 2.0 * both
                        / (pairs.len() as f32 + f32::from(self.pair_counts[word as usize]));
                    (share >= MIN_COMMON_PAIRS).then_some((share, word))
                })
                .collect();
            if scored.len() > COMPARED {
                scored.select_nth_unstable_by(COMPARED, |a, b| b.0.total_cmp(&a.0));
                scored.truncate(COMPARED);
            }
            scored.into_iter().map(|(_, word)| word).collect()
        })
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
        let mut vocabulary = Vocabulary::new(&[Lang::EN], &known().endings);
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
        let speller = Speller::new(&vocabulary, known().sounds);
        for (typed, meant) in [
            ("nurce", "nurse"),
            ("regstered", "registered"),
            ("recepshunist", "receptionist"),
            ("chaufeur", "chauffeur"),
            ("drivr", "driver"),
        ] {
            let best = speller.correct(typed, &vocabulary)[0];
            assert_eq!(vocabulary.text(best.word), meant);
        }
        assert!(speller.correct("asdfgh", &vocabulary).is_empty());
        assert!(speller.correct("nrs", &vocabulary).is_empty());
    }
}
