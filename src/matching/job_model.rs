//! Whether a text is a job at all: a linear model on its words, pairs of words and pieces of words.

use super::features::long_hash;
use super::mean::Mean;
use super::small_steps::SmallSteps;
use crate::tables::{TableReader, TableWriter};

/// Features are hashed into so many weights.
const BUCKETS: usize = 1 << 18;
/// Pieces of words have from so many to so many letters, the edges of the word counted.
const MIN_PIECE: usize = 3;
const MAX_PIECE: usize = 5;
/// Words beyond this many are not looked at.
const MAX_WORDS: usize = 60;
/// What is kept of a long word.
const MAX_LETTERS: usize = 24;
/// Weights are stored as so many steps from zero to the greatest.
const STEPS: f32 = 127.0;

/// The kinds of features, kept apart in the hash.
#[derive(Clone, Copy)]
enum Kind {
    Word = 1,
    Pair = 2,
    Piece = 3,
}

/// The log-odds of every feature that a text is a job.
#[derive(Debug)]
pub struct JobModel {
    bias: f32,
    /// What one step of a weight is worth.
    step: f32,
    weights: SmallSteps,
}

fn bucket(kind: Kind, first: &[u8], second: &[u8]) -> u32 {
    let long = long_hash(kind as u8, first, second);
    ((long ^ (long >> 29)) as usize & (BUCKETS - 1)) as u32
}

/// The features of a text, given as its folded words, in `out`; a feature that occurs twice stands there twice.
pub fn features_of(words: &[impl AsRef<str>], out: &mut Vec<u32>) {
    out.clear();
    let mut before: Vec<u8> = Vec::new();
    let mut edged: Vec<u8> = Vec::with_capacity(MAX_LETTERS + 2);
    for word in words.iter().take(MAX_WORDS) {
        edged.clear();
        edged.push(b'^');
        let letters = word.as_ref().bytes().take(MAX_LETTERS);
        // One number is like another.
        edged.extend(letters.map(|byte| if byte.is_ascii_digit() { b'0' } else { byte }));
        out.push(bucket(Kind::Word, &edged, b""));
        out.push(bucket(Kind::Pair, &before, &edged));
        before.clone_from(&edged);
        edged.push(b'$');
        for length in MIN_PIECE..=MAX_PIECE {
            out.extend(
                edged
                    .windows(length)
                    .map(|piece| bucket(Kind::Piece, piece, b"")),
            );
        }
    }
    if !before.is_empty() {
        out.push(bucket(Kind::Pair, &before, b""));
    }
}

/// What each of so many features counts for: a long text is no surer than a short one.
fn share_of(features: &[u32]) -> f32 {
    1.0 / (features.len().max(1) as f32).sqrt()
}

impl JobModel {
    /// The log-odds that a text of these folded words is a job.
    pub fn log_odds(&self, words: &[impl AsRef<str>]) -> f32 {
        let mut features = Vec::new();
        features_of(words, &mut features);
        let weights = features.iter().map(|&at| f32::from(self.weights.at(at)));
        self.bias + share_of(&features) * self.step * weights.sum::<f32>()
    }

    /// Reads what [`Learner::write`] wrote from the start of `bytes`; gives the rest too.
    pub fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (numbers, rest) = bytes.split_at_checked(8)?;
        let (weights, rest) = rest.split_at_checked(BUCKETS)?;
        let number = |at: usize| Some(f32::from_le_bytes(numbers[at..at + 4].try_into().ok()?));
        let model = JobModel {
            bias: number(0)?,
            step: number(4)?,
            weights: SmallSteps::of(weights.iter().map(|step| step.cast_signed())),
        };
        Some((model, rest))
    }

    /// Writes the model as it is used.
    pub fn pack(&self, out: &mut TableWriter) {
        out.add(&[self.bias, self.step]);
        self.weights.write(out);
    }

    /// The model that [`JobModel::pack`] wrote.
    pub fn unpack(tables: &mut TableReader) -> Option<Self> {
        let [bias, step] = tables.one()?;
        Some(JobModel {
            bias,
            step,
            weights: SmallSteps::read(tables)?,
        })
    }
}

/// Learns the weights, one text after the other.
pub struct Learner {
    bias: f32,
    weights: Vec<f32>,
    /// The weights and the bias at the moments remembered.
    means: (Mean, Mean),
}

impl Learner {
    /// Knows nothing yet.
    pub fn new() -> Self {
        Learner {
            bias: 0.0,
            weights: vec![0.0; BUCKETS],
            means: Default::default(),
        }
    }

    /// Remembers the weights as they are: those written are the mean of all that are remembered, if any.
    pub fn remember(&mut self) {
        self.means.0.add(&self.weights);
        self.means.1.add(&[self.bias]);
    }

    /// Moves the weights of these features towards what the text is.
    pub fn learn(&mut self, features: &[u32], is_job: bool, rate: f32, decay: f32) {
        let share = share_of(features);
        let sum: f32 = features.iter().map(|&at| self.weights[at as usize]).sum();
        let predicted = 1.0 / (1.0 + (-self.bias - share * sum).exp());
        let slope = rate * (f32::from(u8::from(is_job)) - predicted);
        self.bias += 0.1 * slope;
        for &at in features {
            let weight = &mut self.weights[at as usize];
            *weight += slope * share - decay * rate * *weight;
        }
    }

    /// The weights as bytes.
    pub fn write(&self) -> Vec<u8> {
        let (mut weights, mut bias) = (self.weights.clone(), [self.bias]);
        self.means.0.put_into(&mut weights);
        self.means.1.put_into(&mut bias);
        let most = weights
            .iter()
            .fold(0.0f32, |most, weight| most.max(weight.abs()));
        let step = (most / STEPS).max(f32::MIN_POSITIVE);
        let mut out = Vec::with_capacity(BUCKETS + 8);
        out.extend(bias[0].to_le_bytes());
        out.extend(step.to_le_bytes());
        let steps = weights.iter().map(|weight| (weight / step).round() as i8);
        out.extend(steps.map(i8::cast_unsigned));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_learnt_is_read_back() {
        let of = |text: &str| {
            let mut features = Vec::new();
            features_of(&text.split(' ').collect::<Vec<_>>(), &mut features);
            features
        };
        let mut learner = Learner::new();
        for _ in 0..200 {
            learner.learn(&of("dental nurse"), true, 1.0, 0.0);
            learner.learn(&of("good morning"), false, 1.0, 0.0);
        }
        let bytes: &'static [u8] = [learner.write(), b"more".to_vec()].concat().leak();
        let (model, rest) = JobModel::read(bytes).unwrap();
        assert_eq!(rest, b"more");
        assert!(model.log_odds(&["nurses"]) > 0.0);
        assert!(model.log_odds(&["morning", "all"]) < 0.0);
        assert!(JobModel::read(&bytes[..BUCKETS]).is_none());
    }
}
