//! A linear model from the words of a text to unit groups, and the models beside it in its file, trained by `nocbot train` from the project's own data.

use std::ops::Range;

use super::features::Feature;
use super::job_model::JobModel;
use super::piece_model::PieceModel;
use super::sparse_weights::SparseWeights;
use crate::noc::{Classification, DataError, DataFiles, GroupId, NocCode};
use crate::tables::{Table, TableReader, TableWriter};

/// The file of the trained weights in a version's folder.
pub const FILE: &str = "model.bin";
/// The first bytes of a weights file, with the version of its layout.
const MAGIC: &[u8; 8] = b"noclin04";
/// Stands for "no job" where a class has a code.
const NO_CODE: &[u8; 5] = b"-----";
/// Weights are stored as whole steps of this size: finer makes no difference, coarser does.
const STEP: f32 = 0.05;

/// Stands for a class whose code there is no more.
const NO_GROUP: u16 = u16::MAX;

/// Sparse weights of features for unit groups and for "not a job".
#[derive(Debug)]
pub struct Model {
    /// Whether a text is a job at all.
    pub job: JobModel,
    /// The same by the words around what is taken for the name of a job.
    pub around: JobModel,
    /// By unit group, "not a job" behind them.
    biases: Table<f32>,
    /// What each class of the weights is here, or [`NO_GROUP`].
    groups: Table<u16>,
    weights: SparseWeights,
    /// The groups that letters speak for.
    pub pieces: PieceModel,
}

/// One weight of one feature for one class.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weight {
    pub hash: u32,
    pub class: u16,
    pub value: f32,
}

/// Gives tables of little-endian numbers one after the other, as they lie in the file.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn rows<const N: usize>(&mut self, count: usize) -> Option<&'a [[u8; N]]> {
        let bytes = self.take(count.checked_mul(N)?)?;
        Some(bytes.as_chunks().0)
    }

    fn count(&mut self) -> Option<usize> {
        let [number] = self.rows(1)? else { return None };
        Some(u32::from_le_bytes(*number) as usize)
    }
}

impl Model {
    /// Reads the trained weights; classes whose code `noc` does not have are passed over.
    ///
    /// # Errors
    /// The file is missing or was not written by `nocbot train`.
    pub fn open(files: &DataFiles, noc: &Classification) -> Result<Self, DataError> {
        let path = noc.version().path(FILE);
        let model = Self::read(files.read_bytes(&path)?, noc);
        model.ok_or_else(|| {
            DataError::file(
                files.name_of(&path),
                "expected weights written by `nocbot train`, found something else",
            )
        })
    }

    fn read(bytes: &[u8], noc: &Classification) -> Option<Self> {
        let no_job = noc.groups().len() as u16;
        let mut bytes = Bytes(bytes);
        if bytes.take(MAGIC.len())? != MAGIC {
            return None;
        }
        let (job, rest) = JobModel::read(bytes.0)?;
        let (around, rest) = JobModel::read(rest)?;
        let mut bytes = Bytes(rest);
        let class_count = bytes.count()?;
        let codes: &[[u8; 5]] = bytes.rows(class_count)?;
        let group = |code: &[u8; 5]| {
            if code == NO_CODE {
                return Some(no_job);
            }
            let code: NocCode = std::str::from_utf8(code).ok()?.parse().ok()?;
            noc.id_of(code).map(|GroupId(at)| at)
        };
        let groups: Vec<Option<u16>> = codes.iter().map(group).collect();
        let mut biases = vec![0.0; usize::from(no_job) + 1];
        for (group, bias) in groups.iter().zip(bytes.rows(class_count)?) {
            if let Some(group) = group {
                biases[usize::from(*group)] = f32::from_le_bytes(*bias);
            }
        }
        let weights = weights_of(&mut bytes, class_count)?;
        let pieces = PieceModel::read(bytes.0, &groups, usize::from(no_job))?;
        let groups = groups.into_iter();
        Some(Model {
            job,
            around,
            biases: biases.into(),
            groups: groups.map(|group| group.unwrap_or(NO_GROUP)).collect(),
            weights,
            pieces,
        })
    }

    /// Writes the model as it is used.
    pub fn pack(&self, out: &mut TableWriter) {
        self.job.pack(out);
        self.around.pack(out);
        out.add(&self.biases);
        out.add(&self.groups);
        self.weights.write(out);
        self.pieces.pack(out);
    }

    /// The model that [`Model::pack`] wrote.
    pub fn unpack(tables: &mut TableReader) -> Option<Self> {
        Some(Model {
            job: JobModel::unpack(tables)?,
            around: JobModel::unpack(tables)?,
            biases: tables.table()?,
            groups: tables.table()?,
            weights: SparseWeights::read(tables)?,
            pieces: PieceModel::unpack(tables)?,
        })
    }

    /// The weights file for the two job models and the model of pieces as their learners wrote them and these weights, which are in
    /// ascending order of hash and class.
    pub fn write(
        noc: &Classification,
        job: &[u8],
        biases: &[f32],
        weights: &[Weight],
        pieces: &[u8],
    ) -> Vec<u8> {
        let mut hashes: Vec<u32> = Vec::new();
        let mut counts: Vec<u16> = Vec::new();
        let mut classes: Vec<u16> = Vec::new();
        let mut steps: Vec<i8> = Vec::new();
        for weight in weights {
            let step = (weight.value / STEP).round().clamp(-127.0, 127.0) as i8;
            if step == 0 {
                continue;
            }
            if hashes.last() != Some(&weight.hash) {
                hashes.push(weight.hash);
                counts.push(0);
            }
            if let Some(count) = counts.last_mut() {
                *count += 1;
            }
            classes.push(weight.class);
            steps.push(step);
        }
        let mut out = MAGIC.to_vec();
        out.extend(job);
        out.extend((biases.len() as u32).to_le_bytes());
        for at in 0..biases.len() {
            match noc.groups().get(at) {
                Some(group) => out.extend(group.code.as_str().as_bytes()),
                None => out.extend(NO_CODE),
            }
        }
        out.extend(biases.iter().flat_map(|bias| bias.to_le_bytes()));
        out.extend((hashes.len() as u32).to_le_bytes());
        out.extend(hashes.iter().flat_map(|hash| hash.to_le_bytes()));
        out.extend(counts.iter().flat_map(|count| count.to_le_bytes()));
        out.extend(classes.iter().flat_map(|class| class.to_le_bytes()));
        out.extend(steps.iter().map(|&step| step as u8));
        out.extend(pieces);
        out
    }

    /// The probability of every class, in `out`; returns the share of the features that it knows.
    pub fn predict(&self, features: &[Feature], out: &mut Vec<f32>) -> f32 {
        out.clear();
        out.extend_from_slice(&self.biases);
        let mut known = 0usize;
        for &(hash, value) in features {
            let Some(weights) = self.weights.get(hash) else {
                continue;
            };
            known += 1;
            let factor = value * STEP;
            for (class, step) in weights {
                let group = self.groups.get(usize::from(class));
                let score = group.and_then(|&group| out.get_mut(usize::from(group)));
                if let Some(score) = score {
                    *score += factor * f32::from(step);
                }
            }
        }
        softmax(out);
        known as f32 / features.len().max(1) as f32
    }
}

/// The weights at the end of a file that has so many classes; none where one is for another class.
fn weights_of(bytes: &mut Bytes<'_>, class_count: usize) -> Option<SparseWeights> {
    let feature_count = bytes.count()?;
    let hashes: &[[u8; 4]] = bytes.rows(feature_count)?;
    let counts: &[[u8; 2]] = bytes.rows(feature_count)?;
    let counts: Vec<usize> = counts
        .iter()
        .map(|&count| u16::from_le_bytes(count).into())
        .collect();
    let weight_count = counts.iter().sum();
    let classes: &[[u8; 2]] = bytes.rows(weight_count)?;
    let steps = bytes.take(weight_count)?;
    let class = |bytes: &[u8; 2]| u16::from_le_bytes(*bytes);
    let ends = counts.iter().scan(0, |end, &count| {
        *end += count;
        Some(*end)
    });
    let features = hashes.iter().zip(&counts).zip(ends);
    let features = features.map(|((hash, count), end)| {
        let own = end - count..end;
        (u32::from_le_bytes(*hash), own)
    });
    let ascend = |own: &Range<usize>| {
        let own = &classes[own.clone()];
        own.iter().all(|own| usize::from(class(own)) < class_count)
            && own.is_sorted_by(|a, b| class(a) < class(b))
    };
    let is_whole = features.clone().all(|(_, own)| ascend(&own))
        && hashes.is_sorted_by(|a, b| u32::from_le_bytes(*a) < u32::from_le_bytes(*b));
    is_whole.then(|| {
        SparseWeights::of(features.map(|(hash, own)| {
            let steps = steps[own.clone()].iter().map(|step| step.cast_signed());
            (hash, classes[own].iter().map(class).zip(steps))
        }))
    })
}

/// What scores so far behind the best has no probability.
const IMPOSSIBLE: f32 = -25.0;

/// Turns scores into probabilities that sum to one.
pub fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        let behind = *score - most;
        *score = if behind < IMPOSSIBLE {
            0.0
        } else {
            behind.exp()
        };
        sum += *score;
    }
    for score in scores.iter_mut() {
        *score /= sum;
    }
}

#[cfg(test)]
mod tests {
    use super::super::job_model::Learner;
    use super::super::piece_model::{BUCKETS, DIMENSIONS};
    use super::*;

    #[test]
    fn weights_are_read_as_they_were_written() {
        let noc = Classification::open(&DataFiles::BuiltIn, "2021".parse().unwrap()).unwrap();
        let classes = noc.groups().len() + 1;
        let weight = |hash, class, value| Weight { hash, class, value };
        let weights = [weight(7, 3, 2.0), weight(7, 4, -1.0), weight(9, 516, 1.0)];
        let nothing = Learner::new().write();
        let models = [nothing.clone(), nothing].concat();
        let nothing = [0.0; DIMENSIONS];
        let pieces = PieceModel::write(
            &vec![nothing; BUCKETS],
            &vec![nothing; classes],
            &vec![0.0; classes],
        );
        let bytes = Model::write(&noc, &models, &vec![0.0; classes], &weights, &pieces);
        let model = Model::read(&bytes, &noc).unwrap();
        let mut out = Vec::new();
        assert_eq!(model.predict(&[(7, 1.0), (8, 1.0)], &mut out), 0.5);
        assert!(out[3] > out[0] && out[0] > out[4]);
        for cut in [0, 7, 100, bytes.len() - 1] {
            assert!(Model::read(&bytes[..cut], &noc).is_none(), "{cut}");
        }
        let mut wrong = bytes.clone();
        let last_class = bytes.len() - pieces.len() - 5;
        wrong[last_class] = u8::MAX;
        assert!(Model::read(&wrong, &noc).is_none());
    }
}
