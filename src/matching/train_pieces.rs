//! Trains which unit groups the letters of a text speak for, from the texts that the linear model is trained from.

use super::examples::{Example, shortened};
use super::model;
use super::piece_model::{BUCKETS, DIMENSIONS, PieceModel, Vector, pieces_of, product};
use super::random::Random;
use super::typo::with_typo;

/// Where the random numbers start.
const SEED: u64 = 1971;
/// The first text's learning rate; it falls evenly towards zero.
const FIRST_RATE: f32 = 0.5;
/// Errors below this are not worth a step.
const MIN_ERROR: f32 = 0.001;
/// How often a letter is wrong.
const MISSPELT: f32 = 0.25;

/// The vectors after so many rounds through the examples of so many unit groups, as bytes; what is no job has none.
pub fn train(examples: &[Example], group_count: usize, rounds: usize) -> Vec<u8> {
    let mut random = Random::new(SEED);
    let mut vector =
        || -> Vector { std::array::from_fn(|_| (2.0 * random.share() - 1.0) / DIMENSIONS as f32) };
    let mut learner = Learner {
        pieces: (0..BUCKETS).map(|_| vector()).collect(),
        groups: vec![[0.0; DIMENSIONS]; group_count],
        biases: vec![0.0; group_count],
        scores: vec![0.0; group_count],
    };
    let of_jobs = examples
        .iter()
        .filter(|example| example.class < group_count);
    let of_jobs: Vec<&Example> = of_jobs.collect();
    let mut order: Vec<usize> = (0..of_jobs.len()).collect();
    let all = (rounds * order.len()).max(1) as f32;
    let mut learnt = 0;
    let mut pieces = Vec::new();
    for _ in 0..rounds {
        for at in (1..order.len()).rev() {
            order.swap(at, random.below(at + 1));
        }
        for &at in &order {
            let example = of_jobs[at];
            let words = shortened(example, &mut random).into_iter();
            let telling = words.filter(|word| !word.stop).map(|word| word.text);
            let mut text = telling.collect::<Vec<String>>().join(" ");
            if random.share() < MISSPELT {
                text = with_typo(&text, &mut random).unwrap_or(text);
            }
            let words: Vec<&str> = text.split_whitespace().collect();
            pieces_of(&words, &mut pieces);
            let rate = FIRST_RATE * (1.0 - learnt as f32 / all);
            learner.learn(&pieces, example.class, rate);
            learnt += 1;
        }
    }
    // What is no job is the last class of the file.
    learner.groups.push([0.0; DIMENSIONS]);
    learner.biases.push(0.0);
    PieceModel::write(&learner.pieces, &learner.groups, &learner.biases)
}

struct Learner {
    pieces: Vec<Vector>,
    groups: Vec<Vector>,
    biases: Vec<f32>,
    scores: Vec<f32>,
}

fn add(to: &mut Vector, vector: &Vector, factor: f32) {
    for (to, value) in to.iter_mut().zip(vector) {
        *to += factor * value;
    }
}

impl Learner {
    /// Moves the vectors of pieces and groups towards saying the class.
    fn learn(&mut self, pieces: &[u16], class: usize, rate: f32) {
        if pieces.is_empty() {
            return;
        }
        let share = 1.0 / pieces.len() as f32;
        let mut text = [0.0; DIMENSIONS];
        for &piece in pieces {
            add(&mut text, &self.pieces[usize::from(piece)], share);
        }
        for ((score, group), bias) in self.scores.iter_mut().zip(&self.groups).zip(&self.biases) {
            *score = bias + product(&text, group);
        }
        model::softmax(&mut self.scores);
        let mut slope = [0.0; DIMENSIONS];
        for (at, group) in self.groups.iter_mut().enumerate() {
            let error = f32::from(u8::from(at == class)) - self.scores[at];
            if error.abs() < MIN_ERROR {
                continue;
            }
            add(&mut slope, group, rate * error);
            add(group, &text, rate * error);
            self.biases[at] += 0.1 * rate * error;
        }
        for &piece in pieces {
            add(&mut self.pieces[usize::from(piece)], &slope, share);
        }
    }
}
