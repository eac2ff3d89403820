//! A linear model from the words of a text to unit groups, trained by `nocbot train` from the project's own data.

use std::ops::Range;

use super::features::Feature;
use super::job_model::JobModel;
use crate::noc::{Classification, DataError, DataFiles, GroupId, NocCode};

/// The file of the trained weights in a version's folder.
const FILE: &str = "model.bin";
/// The first bytes of a weights file, with the version of its layout.
const MAGIC: &[u8; 8] = b"noclin03";
/// Stands for "no job" where a class has a code.
const NO_CODE: &[u8; 5] = b"-----";
/// Where weights begin is kept for every so many hashes, and counted from there for the others.
const HASHES_A_START: usize = 16;
/// Weights are stored as whole steps of this size: finer makes no difference, coarser does.
const STEP: f32 = 0.05;

/// Sparse weights of features for unit groups and for "not a job". Numbers lie as they lie in the file, lower bytes first.
#[derive(Debug)]
pub struct Model {
    /// Whether a text is a job at all.
    pub job: JobModel,
    /// The same by the words around what is taken for the name of a job.
    pub around: JobModel,
    biases: Vec<f32>,
    /// Ascending.
    hashes: &'static [[u8; 4]],
    /// How many weights each hash has.
    counts: &'static [[u8; 2]],
    /// Where the weights of every so many hashes begin.
    starts: Vec<u32>,
    classes: &'static [[u8; 2]],
    /// Signed, a byte each.
    steps: &'static [u8],
    /// What each class of the file is here; none for one whose code there is no more.
    groups: Vec<Option<u16>>,
}

/// One weight of one feature for one class.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weight {
    pub hash: u32,
    pub class: u16,
    pub value: f32,
}

/// Gives tables of little-endian numbers one after the other, as they lie.
struct Bytes(&'static [u8]);

impl Bytes {
    fn take(&mut self, count: usize) -> Option<&'static [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn rows<const N: usize>(&mut self, count: usize) -> Option<&'static [[u8; N]]> {
        let bytes = self.take(count.checked_mul(N)?)?;
        Some(bytes.as_chunks().0)
    }

    fn count(&mut self) -> Option<usize> {
        let [number] = self.rows(1)? else { return None };
        Some(u32::from_le_bytes(*number) as usize)
    }
}

/// All of these counts together.
fn sum(counts: &[[u8; 2]]) -> u32 {
    counts
        .iter()
        .map(|&count| u32::from(u16::from_le_bytes(count)))
        .sum()
}

impl Model {
    /// Reads the trained weights; classes whose code `noc` does not have are passed over.
    ///
    /// # Errors
    /// The file is missing or was not written by `nocbot train`.
    pub fn open(files: &DataFiles, noc: &Classification) -> Result<Self, DataError> {
        let path = noc.version().path(FILE);
        let bytes = files.read_bytes(&path)?;
        let model = Self::read(bytes, noc);
        // The built-in ones are those of a test.
        let is_checked = |model: &Model| *files == DataFiles::BuiltIn || model.is_whole();
        model.filter(is_checked).ok_or_else(|| {
            DataError::file(
                files.name_of(&path),
                "expected weights written by `nocbot train`, found something else",
            )
        })
    }

    fn read(bytes: &'static [u8], noc: &Classification) -> Option<Self> {
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
        let feature_count = bytes.count()?;
        let hashes = bytes.rows(feature_count)?;
        let counts: &[[u8; 2]] = bytes.rows(feature_count)?;
        let mut starts = Vec::with_capacity(feature_count / HASHES_A_START + 1);
        let mut end = 0u32;
        for some in counts.chunks(HASHES_A_START) {
            starts.push(end);
            end = end.checked_add(sum(some))?;
        }
        let weight_count = end as usize;
        Some(Model {
            job,
            around,
            biases,
            hashes,
            counts,
            starts,
            classes: bytes.rows(weight_count)?,
            steps: bytes.take(weight_count)?,
            groups,
        })
    }

    /// Where the weights of the hash at a position stand.
    fn weights_of(&self, at: usize) -> Range<usize> {
        let first = at - at % HASHES_A_START;
        let start = self.starts[at / HASHES_A_START] + sum(&self.counts[first..at]);
        let count = u16::from_le_bytes(self.counts[at]);
        start as usize..(start + u32::from(count)) as usize
    }

    /// Whether every weight is for a class that the file names.
    fn is_whole(&self) -> bool {
        let known = |class: &[u8; 2]| usize::from(u16::from_le_bytes(*class)) < self.groups.len();
        self.classes.iter().all(known)
    }

    /// The weights file for the two job models as their learners wrote them and these weights, which are in ascending order of hash
    /// and class.
    pub fn write(noc: &Classification, job: &[u8], biases: &[f32], weights: &[Weight]) -> Vec<u8> {
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
        out
    }

    /// The probability of every class, in `out`; returns the share of the features that it knows.
    pub fn predict(&self, features: &[Feature], out: &mut Vec<f32>) -> f32 {
        out.clear();
        out.extend_from_slice(&self.biases);
        let mut known = 0usize;
        for &(hash, value) in features {
            let known_hash = |row: &[u8; 4]| u32::from_le_bytes(*row);
            let Ok(at) = self.hashes.binary_search_by_key(&hash, known_hash) else {
                continue;
            };
            known += 1;
            let weights = self.weights_of(at);
            let factor = value * STEP;
            for (&class, &step) in self.classes[weights.clone()]
                .iter()
                .zip(&self.steps[weights])
            {
                let group = self.groups.get(usize::from(u16::from_le_bytes(class)));
                if let Some(group) = group.copied().flatten() {
                    out[usize::from(group)] += factor * f32::from(step.cast_signed());
                }
            }
        }
        softmax(out);
        known as f32 / features.len().max(1) as f32
    }
}

/// Turns scores into probabilities that sum to one.
pub fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - most).exp();
        sum += *score;
    }
    for score in scores.iter_mut() {
        *score /= sum;
    }
}

#[cfg(test)]
mod tests {
    use super::super::job_model::Learner;
    use super::*;

    #[test]
    fn weights_are_read_as_they_were_written() {
        let noc = Classification::open(&DataFiles::BuiltIn, "2021".parse().unwrap()).unwrap();
        let classes = noc.groups().len() + 1;
        let weight = |hash, class, value| Weight { hash, class, value };
        let weights = [weight(7, 3, 2.0), weight(7, 4, -1.0), weight(9, 516, 1.0)];
        let nothing = Learner::new().write();
        let models = [nothing.clone(), nothing].concat();
        let bytes = Model::write(&noc, &models, &vec![0.0; classes], &weights);
        let bytes: &'static [u8] = bytes.leak();
        let model = Model::read(bytes, &noc).unwrap();
        let mut out = Vec::new();
        assert_eq!(model.predict(&[(7, 1.0), (8, 1.0)], &mut out), 0.5);
        assert!(out[3] > out[0] && out[0] > out[4]);
        for cut in [0, 7, 100, bytes.len() - 1] {
            assert!(Model::read(&bytes[..cut], &noc).is_none(), "{cut}");
        }
        assert!(Model::open(&DataFiles::BuiltIn, &noc).unwrap().is_whole());
    }
}
