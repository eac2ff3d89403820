//! What the linear model sees of a text: hashed words, stems and pairs of stems.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::stem;
use crate::language::Endings;

/// A hashed feature and its value.
pub type Feature = (u32, f32);

/// A word of a text as the model sees it.
#[derive(Debug, Clone, Copy)]
pub struct Token<'a> {
    pub text: &'a str,
    /// How sure it is that this word was meant.
    pub value: f32,
    /// Whether it says nothing about an occupation.
    pub stop: bool,
}

/// Pairs reach over this many words: "nurse in the intensive care unit" has the pair (nurse, intensive).
const PAIR_REACH: usize = 3;

/// The kinds of features, kept apart in the hash.
#[derive(Clone, Copy)]
enum Kind {
    Lemma = 1,
    Root = 2,
    Pair = 3,
    StopWord = 4,
}

fn hash(kind: Kind, first: &str, second: &str) -> u32 {
    let long = long_hash(kind as u8, first.as_bytes(), second.as_bytes());
    (long ^ (long >> 32)) as u32
}

/// The hash of a feature of some kind that two words, or pieces of them, make together.
pub fn long_hash(kind: u8, first: &[u8], second: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u8(kind);
    hasher.write(first);
    hasher.write_u8(0xff);
    hasher.write(second);
    hasher.finish()
}

/// The features of a text, each once, ascending.
pub fn of(tokens: &[Token<'_>], endings: &Endings) -> Vec<Feature> {
    let mut features: Vec<Feature> = Vec::with_capacity(tokens.len() * 5);
    let mut roots: Vec<(String, f32)> = Vec::with_capacity(tokens.len());
    for token in tokens {
        if token.stop {
            features.push((hash(Kind::StopWord, token.text, ""), token.value));
            continue;
        }
        let lemma = stem::lemma(token.text, endings);
        let root = stem::root(&lemma, endings);
        features.push((hash(Kind::Lemma, &lemma, ""), token.value));
        features.push((hash(Kind::Root, root, ""), token.value));
        roots.push((root.to_owned(), token.value));
    }
    for (at, (first, sure)) in roots.iter().enumerate() {
        for (second, too) in roots.iter().skip(at + 1).take(PAIR_REACH) {
            let (low, high) = if first <= second {
                (first, second)
            } else {
                (second, first)
            };
            features.push((hash(Kind::Pair, low, high), sure * too));
        }
    }
    features.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    features.dedup_by_key(|feature| feature.0);
    features
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::MatchingWords;
    use crate::noc::DataFiles;

    fn plain(text: &str) -> Vec<Feature> {
        let token = |text| Token {
            text,
            value: 1.0,
            stop: false,
        };
        let words = MatchingWords::open(&DataFiles::BuiltIn).unwrap();
        of(
            &text.split(' ').map(token).collect::<Vec<_>>(),
            &words.endings,
        )
    }

    #[test]
    fn plural_and_order_do_not_matter() {
        assert_eq!(plain("dental nurses"), plain("nurse dental"));
        assert_ne!(plain("dental nurse"), plain("dental clerk"));
    }
}
