//! Trains the models of the matcher from the project's own titles, names, duties and non-jobs; the linear model of words itself here.
//!
//! Everything is sequential and seeded, so the same data gives the same bytes.

use rustc_hash::FxHashMap;

use super::examples::{Example, Word, examples, shortened};
use super::features::{self, Feature, Token};
use super::mean::Mean;
use super::model::{self, Model, Weight};
use super::random::Random;
use super::word_lists::StopWord;
use super::{Matcher, train_job, train_pieces};
use crate::language::Endings;
use crate::noc::Classification;

/// Where the random numbers start.
const SEED: u64 = 2021;
/// How thoroughly is learnt.
struct Effort {
    /// How often the classifier sees every text.
    rounds: usize,
    /// Of how many texts it sees one.
    every: usize,
    /// How many texts the job model sees.
    job_texts: usize,
    /// How often the model of pieces sees every text.
    piece_rounds: usize,
}

/// What the model in the data was made with.
const FULL: Effort = Effort {
    rounds: 20,
    every: 1,
    job_texts: 2_000_000,
    piece_rounds: 30,
};

/// The first and the last round's learning rate; it falls evenly in between.
const FIRST_RATE: f32 = 0.5;
const LAST_RATE: f32 = 0.05;
/// One round in so many, the last ones, count: the weights are their mean after each.
const COUNTED: usize = 4;
/// Errors below this are not worth a weight: it keeps the model sparse.
const MIN_ERROR: f32 = 0.004;
/// Every round a weight that is used loses this share, so that no single text is learned by heart.
const DECAY: f32 = 1e-4;
/// Smaller weights are dropped at the end.
const MIN_WEIGHT: f32 = 0.225;
/// Pairs of words in fewer texts than this are coincidences.
const MIN_TEXTS: u32 = 2;
/// How often words that say nothing stand around a job, and how many at most.
const WITH_GLUE: f32 = 0.5;
const MAX_STOP_WORDS: usize = 6;
/// How often one or two words of some other text stand beside a job: people tell more than their job.
const WITH_NOISE: f32 = 0.3;
const MAX_NOISE: usize = 2;

/// The weights file, as bytes, for the `model.bin` of the version of `noc`.
pub fn train(matcher: &Matcher, noc: &Classification) -> Vec<u8> {
    train_with(&FULL, matcher, noc)
}

fn train_with(effort: &Effort, matcher: &Matcher, noc: &Classification) -> Vec<u8> {
    let examples: Vec<Example> = examples(matcher)
        .into_iter()
        .step_by(effort.every)
        .collect();
    let stop = sorted_stop_words(matcher);
    let endings = matcher.index.vocabulary.endings();
    let rows = known_features(&examples, endings);
    let class_count = matcher.index.class_count();
    let mut learner = Learner {
        weights: vec![0.0; rows.len() * class_count],
        biases: vec![0.0; class_count],
        scores: vec![0.0; class_count],
        rows,
    };
    let mut random = Random::new(SEED);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let (mut weights, mut biases) = (Mean::default(), Mean::default());
    for round in 0..effort.rounds {
        for at in (1..order.len()).rev() {
            order.swap(at, random.below(at + 1));
        }
        let progress = round as f32 / effort.rounds.saturating_sub(1).max(1) as f32;
        let rate = FIRST_RATE + (LAST_RATE - FIRST_RATE) * progress;
        for &at in &order {
            let example = &examples[at];
            let noise = &examples[random.below(examples.len())];
            let mut words = shortened(example, &mut random);
            if example.class + 1 < class_count {
                surround(&mut words, &stop, noise, &mut random);
            }
            let features = features::of(&tokens(&words), endings);
            learner.learn(&features, example.class, rate * example.importance);
        }
        if effort.rounds - round <= effort.rounds.div_ceil(COUNTED) {
            weights.add(&learner.weights);
            biases.add(&learner.biases);
        }
    }
    weights.put_into(&mut learner.weights);
    biases.put_into(&mut learner.biases);
    Model::write(
        noc,
        &train_job::train(matcher, effort.job_texts),
        &learner.biases,
        &learner.sparse(),
        &train_pieces::train(&examples, class_count - 1, effort.piece_rounds),
    )
}

/// StopWord words to put around jobs, in an order that does not depend on hashing.
fn sorted_stop_words(matcher: &Matcher) -> Vec<Word> {
    let mut stop: Vec<String> = matcher
        .knowledge
        .lists
        .stop_words
        .all()
        .filter(|&(_, class)| class != StopWord::Level)
        .flat_map(|(phrase, _)| phrase.split(' ').map(str::to_owned))
        .collect();
    stop.sort_unstable();
    stop.dedup();
    let word = |text| Word {
        text,
        stop: true,
        in_qualifier: false,
    };
    stop.into_iter().map(word).collect()
}

fn tokens(words: &[Word]) -> Vec<Token<'_>> {
    words
        .iter()
        .map(|word| Token {
            text: &word.text,
            value: 1.0,
            stop: word.stop,
        })
        .collect()
}

/// The features worth a weight, each with its row.
fn known_features(examples: &[Example], endings: &Endings) -> FxHashMap<u32, usize> {
    let mut texts: FxHashMap<u32, u32> = FxHashMap::default();
    for example in examples.iter().filter(|example| !example.is_message) {
        for (hash, _) in features::of(&tokens(&example.words), endings) {
            *texts.entry(hash).or_insert(0) += 1;
        }
    }
    let mut hashes: Vec<u32> = texts
        .into_iter()
        .filter(|&(_, count)| count >= MIN_TEXTS)
        .map(|(hash, _)| hash)
        .collect();
    hashes.sort_unstable();
    (0..).zip(hashes).map(|(row, hash)| (hash, row)).collect()
}

/// Puts words around a job that say nothing about it.
fn surround(words: &mut Vec<Word>, stop: &[Word], noise: &Example, random: &mut Random) {
    if random.share() < WITH_GLUE {
        for _ in 0..=random.below(MAX_STOP_WORDS) {
            words.extend(stop.get(random.below(stop.len())).cloned());
        }
    }
    if random.share() < WITH_NOISE {
        for _ in 0..=random.below(MAX_NOISE) {
            words.extend(noise.words.get(random.below(noise.words.len())).cloned());
        }
    }
}

struct Learner {
    rows: FxHashMap<u32, usize>,
    weights: Vec<f32>,
    biases: Vec<f32>,
    scores: Vec<f32>,
}

impl Learner {
    fn learn(&mut self, features: &[Feature], class: usize, rate: f32) {
        let classes = self.biases.len();
        let rows: Vec<(usize, f32)> = features
            .iter()
            .filter_map(|&(hash, value)| self.rows.get(&hash).map(|&row| (row * classes, value)))
            .collect();
        self.scores.copy_from_slice(&self.biases);
        for &(start, value) in &rows {
            let weights = &self.weights[start..start + classes];
            for (score, weight) in self.scores.iter_mut().zip(weights) {
                *score += value * weight;
            }
        }
        model::softmax(&mut self.scores);
        // Long texts have many features that all move at once.
        let rate = rate / (rows.len() as f32).sqrt().max(1.0);
        for at in 0..classes {
            let error = f32::from(u8::from(at == class)) - self.scores[at];
            if error.abs() < MIN_ERROR {
                continue;
            }
            self.biases[at] += 0.1 * rate * error;
            for &(start, value) in &rows {
                let weight = &mut self.weights[start + at];
                *weight += rate * error * value - DECAY * *weight;
            }
        }
    }

    fn sparse(&self) -> Vec<Weight> {
        let classes = self.biases.len();
        let mut rows: Vec<(u32, usize)> =
            self.rows.iter().map(|(&hash, &row)| (hash, row)).collect();
        rows.sort_unstable();
        let mut out = Vec::new();
        for (hash, row) in rows {
            let weights = &self.weights[row * classes..(row + 1) * classes];
            for (class, &value) in (0..).zip(weights) {
                if value.abs() >= MIN_WEIGHT {
                    out.push(Weight { hash, class, value });
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::noc::{DataFiles, NocVersions};

    #[test]
    fn the_same_data_gives_the_same_bytes() {
        let files = DataFiles::Folder("data".into());
        let noc = NocVersions::open(&files).unwrap();
        let noc = noc.newest();
        let matcher = Matcher::open(&files, noc).unwrap();
        let effort = Effort {
            rounds: 2,
            every: 300,
            job_texts: 2_000,
            piece_rounds: 1,
        };
        let once = train_with(&effort, &matcher, noc);
        let again = train_with(&effort, &Matcher::open(&files, noc).unwrap(), noc);
        assert!(once == again);
        let longer = Effort {
            job_texts: 2_001,
            ..effort
        };
        assert!(once != train_with(&longer, &matcher, noc));
    }
}
