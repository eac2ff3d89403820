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

/// A text with more words in doubt is too badly misspelt to tell.
const MOST_DOUBTS: usize = 2;
/// Of a word in doubt no more other meanings are read.
const MOST_OTHERS: usize = 9;

/// A text as it may be meant, the likeliest reading first: `corrected` is the text with its misspelt words corrected, `doubts` the places of those
/// that may be other words too. None where there is no misspelt word, or too many in doubt.
pub fn readings(
    corrected: &[String],
    doubts: &[(usize, Vec<WordId>)],
    vocabulary: &Vocabulary,
) -> Vec<String> {
    if corrected.is_empty() || doubts.len() > MOST_DOUBTS {
        return Vec::new();
    }
    let mut all = vec![corrected.to_vec()];
    for (at, others) in doubts {
        for reading in 0..all.len() {
            for &other in others.iter().take(MOST_OTHERS) {
                let mut words = all[reading].clone();
                vocabulary.text(other).clone_into(&mut words[*at]);
                all.push(words);
            }
        }
    }
    all.iter().map(|words| words.join(" ")).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Matcher;
    use super::*;
    use crate::noc::{DataFiles, NocVersions};

    #[test]
    fn every_word_in_doubt_is_read_in_each_way() {
        let noc = NocVersions::open(&DataFiles::BuiltIn).unwrap();
        let matcher = Matcher::open(&DataFiles::BuiltIn, noc.newest()).unwrap();
        let vocabulary = &matcher.index.vocabulary;
        let id = |word: &str| vocabulary.id(word).unwrap();
        let corrected = ["truck", "driver"].map(str::to_owned);
        let doubts = [(0, vec![id("tower")]), (1, vec![id("diver"), id("river")])];
        let all = readings(&corrected, &doubts, vocabulary);
        let first = ["truck driver", "tower driver", "truck diver"];
        assert_eq!((&all[..3], all.len()), (&first.map(str::to_owned)[..], 6));
        let many: Vec<_> = (0..3).map(|_| (0, vec![id("tower")])).collect();
        assert!(readings(&corrected, &many, vocabulary).is_empty());
    }
}
