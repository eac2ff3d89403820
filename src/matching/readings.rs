//! What a misspelt word may mean, and a text with one as a whole.

use super::vocabulary::{Vocabulary, WordId};

/// A word of the index that a typed word stands for, and how sure that is (0 to 1).
#[derive(Debug, Clone, Copy)]
pub struct TermMatch {
    pub word: WordId,
    pub similarity: f32,
}

/// A correction is well ahead of another that is so much less like what was typed.
const WELL_AHEAD: f32 = 0.03;

/// The other words that a misspelt one may mean, nearly as likely as the first.
pub fn nearly_as_likely(matches: &[TermMatch], vocabulary: &Vocabulary) -> Vec<WordId> {
    let Some((first, others)) = matches.split_first() else {
        return Vec::new();
    };
    let lemma = vocabulary.lemma(first.word);
    let others = others.iter().filter(|other| {
        first.similarity - other.similarity < WELL_AHEAD && vocabulary.lemma(other.word) != lemma
    });
    others.map(|other| other.word).collect()
}

/// A text as it may be meant, likeliest first: `corrected` is the text with its misspelt words corrected, `doubts` the places of those
/// that may be other words too. None where there is no misspelt word, or more than one in doubt.
pub fn readings(
    corrected: &[String],
    doubts: &[(usize, Vec<WordId>)],
    vocabulary: &Vocabulary,
) -> Vec<String> {
    if corrected.is_empty() || doubts.len() > 1 {
        return Vec::new();
    }
    let others = doubts.iter().flat_map(|(at, others)| {
        others.iter().map(|&other| {
            let mut words = corrected.to_vec();
            vocabulary.text(other).clone_into(&mut words[*at]);
            words.join(" ")
        })
    });
    std::iter::once(corrected.join(" ")).chain(others).collect()
}
