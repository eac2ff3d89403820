//! Fits what each piece of evidence is worth to labelled rows: a conditional logit over the candidates of each row.

use super::Matcher;
use super::evaluate::Row;
use super::fusion::{DECREED, EVIDENCE, FUSION_WEIGHTS};
use super::model::softmax;
use crate::noc::Classification;

/// Steps of Adam, enough for the likelihood to stand still, and their size.
const STEPS: usize = 3000;
const RATE: f32 = 0.05;
/// How long Adam remembers slopes and their squares.
const SLOPE_MEMORY: f32 = 0.9;
const SQUARE_MEMORY: f32 = 0.999;
/// How strongly weights are drawn to zero, per row.
const PULL: f32 = 2e-4;

/// The weights that make the right candidates of `rows` likeliest, as lines for the table of weights, below the mean
/// log-likelihood they reach.
pub fn fit(matcher: &Matcher, noc: &Classification, rows: &[Row]) -> String {
    let mut cases: Vec<Vec<([f32; EVIDENCE], bool)>> = Vec::new();
    for row in rows {
        let weighed = matcher.weigh(&row.text);
        let case: Vec<([f32; EVIDENCE], bool)> = weighed
            .iter()
            .map(|candidate| {
                let right = match noc.groups().get(usize::from(candidate.group.0)) {
                    Some(group) => row.codes.iter().any(|code| code == group.code.as_str()),
                    None => row.codes.is_empty(),
                };
                (candidate.evidence, right)
            })
            .collect();
        if case.iter().any(|(_, right)| *right) {
            cases.push(case);
        }
    }
    let mut weights = FUSION_WEIGHTS.map(|(_, weight)| weight);
    let mut mean = [0.0f32; EVIDENCE];
    let mut square = [0.0f32; EVIDENCE];
    let mut likelihood = 0.0;
    for step in 1..=STEPS {
        let mut gradient = [0.0f32; EVIDENCE];
        likelihood = 0.0;
        for case in &cases {
            let mut scores: Vec<f32> = case
                .iter()
                .map(|(evidence, _)| evidence.iter().zip(&weights).map(|(a, b)| a * b).sum())
                .collect();
            softmax(&mut scores);
            let right: f32 = case
                .iter()
                .zip(&scores)
                .filter(|((_, right), _)| *right)
                .map(|(_, score)| score)
                .sum::<f32>()
                .max(1e-6);
            likelihood += right.ln() / cases.len() as f32;
            for ((evidence, is_right), score) in case.iter().zip(&scores) {
                let wanted = if *is_right { score / right } else { 0.0 };
                for (slope, value) in gradient.iter_mut().zip(evidence) {
                    *slope += (wanted - score) * value / cases.len() as f32;
                }
            }
        }
        for at in (0..EVIDENCE).filter(|&at| at != DECREED) {
            let slope = gradient[at] - PULL * weights[at];
            mean[at] = SLOPE_MEMORY * mean[at] + (1.0 - SLOPE_MEMORY) * slope;
            square[at] = SQUARE_MEMORY * square[at] + (1.0 - SQUARE_MEMORY) * slope * slope;
            let warm = 1.0 - SQUARE_MEMORY.powi(step as i32);
            weights[at] += RATE * mean[at] / ((square[at] / warm).sqrt() + 1e-6);
        }
    }
    let line = |((name, _), weight)| format!("    ({name:?}, {weight:.3}),\n");
    let table: String = FUSION_WEIGHTS.into_iter().zip(weights).map(line).collect();
    format!("// log-likelihood {likelihood:.4}\n{table}")
}
