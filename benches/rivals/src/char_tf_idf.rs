//! The cosine between pieces of words, weighed by how rare they are.

use nocbot::noc::GroupId;
use nocbot::text::fold;
use rustc_hash::FxHashMap;

use crate::{Rival, Texts, best};

/// How long pieces are, in letters; a space stands at both ends of a word.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=5;

/// Pieces of the words of all texts.
pub struct CharTfIdf {
    groups: Vec<GroupId>,
    /// By piece: how rare it is, and its weight in each text that has it.
    pieces: FxHashMap<String, (f32, Vec<(u32, f32)>)>,
}

impl CharTfIdf {
    /// Takes the texts apart.
    pub fn over(texts: &Texts) -> Self {
        let mut pieces: FxHashMap<String, (f32, Vec<(u32, f32)>)> = FxHashMap::default();
        for (at, (text, _)) in (0..).zip(&texts.0) {
            for (piece, count) in counted(text) {
                pieces.entry(piece).or_default().1.push((at, count));
            }
        }
        let count = texts.0.len() as f32;
        let mut squares = vec![0.0_f32; texts.0.len()];
        for (rarity, texts) in pieces.values_mut() {
            *rarity = ((1.0 + count) / (1.0 + texts.len() as f32)).ln() + 1.0;
            for (at, weight) in texts {
                *weight *= *rarity;
                squares[*at as usize] += *weight * *weight;
            }
        }
        for (at, weight) in pieces.values_mut().flat_map(|(_, texts)| texts) {
            *weight /= squares[*at as usize].sqrt();
        }
        CharTfIdf {
            groups: texts.0.iter().map(|(_, group)| *group).collect(),
            pieces,
        }
    }
}

impl Rival for CharTfIdf {
    fn rank(&self, text: &str) -> Vec<(GroupId, f32)> {
        let mut cosines = vec![0.0_f32; self.groups.len()];
        let mut square = 0.0;
        for (piece, count) in counted(&fold::key(text)) {
            let Some((rarity, texts)) = self.pieces.get(&piece) else {
                continue;
            };
            let own = count * rarity;
            square += own * own;
            for (at, weight) in texts {
                cosines[*at as usize] += own * weight;
            }
        }
        let length = square.sqrt();
        let found = self.groups.iter().zip(cosines);
        let found = found.filter(|(_, cosine)| *cosine > 0.0);
        best(found.map(|(group, cosine)| (*group, cosine / length)))
    }
}

/// Every piece of the words with how often it stands there, damped.
fn counted(text: &str) -> FxHashMap<String, f32> {
    let mut counts: FxHashMap<String, f32> = FxHashMap::default();
    for word in text.split(' ') {
        let letters: Vec<char> = format!(" {word} ").chars().collect();
        for piece in LENGTHS.flat_map(|length| letters.windows(length)) {
            *counts.entry(piece.iter().collect()).or_default() += 1.0;
        }
    }
    counts
        .values_mut()
        .for_each(|count| *count = 1.0 + count.ln());
    counts
}
