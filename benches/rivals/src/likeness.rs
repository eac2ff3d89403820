//! Likeness letter by letter with every text, by the crate `rapidfuzz`.

use nocbot::noc::GroupId;
use nocbot::text::fold;
use rapidfuzz::{distance::jaro_winkler, fuzz};

use crate::{Rival, Texts, best};

/// Jaro-Winkler similarity.
pub struct JaroWinkler(pub Texts);

impl Rival for JaroWinkler {
    fn rank(&self, text: &str) -> Vec<(GroupId, f32)> {
        let typed = jaro_winkler::BatchComparator::new(fold::key(text).chars().collect::<Vec<_>>());
        let score = |text: &str| typed.similarity(text.chars()) as f32;
        let texts = self.0.0.iter();
        best(texts.map(|(text, group)| (*group, score(text))))
    }
}

/// RapidFuzz's `token_sort_ratio`: the likeness of the words in the order of the alphabet.
pub struct Ratio(Texts);

impl Ratio {
    /// Sorts the words of each text.
    pub fn over(texts: Texts) -> Self {
        let Texts(mut texts) = texts;
        for (text, _) in &mut texts {
            *text = sorted(text);
        }
        Ratio(Texts(texts))
    }
}

impl Rival for Ratio {
    fn rank(&self, text: &str) -> Vec<(GroupId, f32)> {
        let typed = sorted(&fold::key(text));
        let typed = fuzz::RatioBatchComparator::new(typed.chars().collect::<Vec<_>>());
        let score = |text: &str| typed.similarity(text.chars()) as f32;
        let texts = self.0.0.iter();
        best(texts.map(|(text, group)| (*group, score(text))))
    }
}

fn sorted(text: &str) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}
