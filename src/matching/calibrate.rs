//! Fits what each piece of evidence is worth to labelled rows: a conditional logit over the candidates of each row that is
//! a job, and a logistic regression of whether a row is one.

use super::Matcher;
use super::evaluate::Row;
use super::fusion::DECREED;
use super::model::softmax;
use super::weights::{GROUP_EVIDENCE, JOB_EVIDENCE, Weights};
use crate::noc::{Classification, GroupId};

/// Steps of Adam, enough for the likelihood to stand still, and their size.
const STEPS: usize = 3000;
const RATE: f32 = 0.05;
/// How long Adam remembers slopes and their squares.
const SLOPE_MEMORY: f32 = 0.9;
const SQUARE_MEMORY: f32 = 0.999;
/// How strongly weights are drawn to zero, per row.
const PULL: f32 = 2e-4;

/// A set of alternatives, each with its evidence and whether it is right.
type Case<const N: usize> = Vec<([f32; N], bool)>;

/// The weights that make the right answers to `rows` likeliest, as `matching/weights.tsv`.
pub fn fit(matcher: &Matcher, noc: &Classification, rows: &[Row]) -> String {
    let mut which: Vec<Case<GROUP_EVIDENCE>> = Vec::new();
    let mut whether: Vec<Case<JOB_EVIDENCE>> = Vec::new();
    for row in rows {
        let heard = matcher.weigh(&row.text);
        if let Some(evidence) = heard.for_job {
            let is_job = !row.codes.is_empty();
            let otherwise = [0.0; JOB_EVIDENCE];
            whether.push(vec![(evidence, is_job), (otherwise, !is_job)]);
        }
        let right = |group: GroupId| {
            let code = noc.group_at(group).code;
            row.codes.iter().any(|wanted| wanted == code.as_str())
        };
        let weighed = heard.weighed.iter();
        let case: Case<GROUP_EVIDENCE> = weighed
            .map(|candidate| (candidate.evidence, right(candidate.group)))
            .collect();
        if case.iter().any(|(_, right)| *right) {
            which.push(case);
        }
    }
    let before = &matcher.knowledge.weights;
    Weights {
        group: fitted(&which, &before.group, Some(DECREED)),
        job: fitted(&whether, &before.job, None),
    }
    .to_tsv()
}

/// The weights that make the right alternatives of the cases likeliest; the one at `decreed` stays as it is.
fn fitted<const N: usize>(
    cases: &[Case<N>],
    before: &[f32; N],
    decreed: Option<usize>,
) -> [f32; N] {
    let mut weights = *before;
    let mut mean = [0.0f32; N];
    let mut square = [0.0f32; N];
    for step in 1..=STEPS {
        let mut gradient = [0.0f32; N];
        for case in cases {
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
            for ((evidence, is_right), score) in case.iter().zip(&scores) {
                let wanted = if *is_right { score / right } else { 0.0 };
                for (slope, value) in gradient.iter_mut().zip(evidence) {
                    *slope += (wanted - score) * value / cases.len() as f32;
                }
            }
        }
        for at in (0..N).filter(|&at| Some(at) != decreed) {
            let slope = gradient[at] - PULL * weights[at];
            mean[at] = SLOPE_MEMORY * mean[at] + (1.0 - SLOPE_MEMORY) * slope;
            square[at] = SQUARE_MEMORY * square[at] + (1.0 - SQUARE_MEMORY) * slope * slope;
            let warm = 1.0 - SQUARE_MEMORY.powi(step as i32);
            weights[at] += RATE * mean[at] / ((square[at] / warm).sqrt() + 1e-6);
        }
    }
    weights
}
