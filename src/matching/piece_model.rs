//! Which unit groups the letters of a text speak for: every piece of a word has a short vector, a text has the mean of those of its
//! pieces, and a unit group is the likelier the more that points where its texts lie.
//!
//! Beside the model of whole words it knows what unknown words look like: misspelt ones, compounds, forms that no title has.

use super::features::long_hash;
use super::small_steps::SmallSteps;
use crate::tables::{Table, TableReader, TableWriter};

/// How many numbers a vector has.
pub const DIMENSIONS: usize = 48;
/// Pieces are hashed into so many vectors.
pub const BUCKETS: usize = 1 << 14;
/// Pieces have from so many to so many letters, the edges of the word counted.
const MIN_PIECE: usize = 3;
const MAX_PIECE: usize = 5;
/// What is kept of a long word.
const MAX_LETTERS: usize = 24;
/// A step by the root mean square of the numbers of pieces: finer makes no difference, coarser does.
const STEP: f32 = 0.4;
/// The kind of these features, apart from others that are hashed.
const PIECE: u8 = 7;

/// A vector.
pub type Vector = [f32; DIMENSIONS];

/// The vector of a text: the sum of those of its pieces in steps, and what one is worth in their mean.
#[derive(Debug)]
pub struct Letters {
    sum: [i16; DIMENSIONS],
    step: f32,
}

/// The vectors of pieces and of unit groups.
#[derive(Debug)]
pub struct PieceModel {
    /// What one step of a piece's vector is worth.
    step: f32,
    /// The numbers of each piece, one vector behind the other.
    pieces: SmallSteps,
    /// Of every unit group its vector in steps, what one is worth, and what it starts with.
    groups: Table<[i8; DIMENSIONS]>,
    steps: Table<f32>,
    biases: Table<f32>,
}

/// The buckets of the pieces of words, and of the words themselves, in `out`.
pub fn pieces_of(words: &[impl AsRef<str>], out: &mut Vec<u16>) {
    out.clear();
    let mut edged: Vec<u8> = Vec::with_capacity(MAX_LETTERS + 2);
    let bucket = |piece: &[u8]| {
        let long = long_hash(PIECE, piece, b"");
        ((long ^ (long >> 29)) as usize % BUCKETS) as u16
    };
    for word in words {
        edged.clear();
        edged.push(b'^');
        edged.extend(word.as_ref().bytes().take(MAX_LETTERS));
        edged.push(b'$');
        out.push(bucket(&edged));
        for length in MIN_PIECE..=MAX_PIECE.min(edged.len() - 1) {
            out.extend(edged.windows(length).map(bucket));
        }
    }
}

/// The sum of the products of two vectors.
pub fn product(a: &Vector, b: &Vector) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Numbers as whole steps of `step`.
fn in_steps(vector: &Vector, step: f32) -> [i8; DIMENSIONS] {
    vector.map(|value| (value / step).round().clamp(-127.0, 127.0) as i8)
}

fn greatest(vector: &Vector) -> f32 {
    let greatest = vector
        .iter()
        .fold(0.0f32, |most, value| most.max(value.abs()));
    greatest.max(f32::MIN_POSITIVE)
}

impl PieceModel {
    /// The vector of words.
    pub fn letters(&self, words: &[impl AsRef<str>]) -> Letters {
        let mut pieces = Vec::new();
        pieces_of(words, &mut pieces);
        let mut sum = [0i32; DIMENSIONS];
        for &piece in &pieces {
            let first = u32::from(piece) * DIMENSIONS as u32;
            self.pieces.add_to(first, &mut sum);
        }
        let within = |sum: i32| sum.clamp(i16::MIN.into(), i16::MAX.into()) as i16;
        Letters {
            sum: sum.map(within),
            step: self.step / pieces.len().max(1) as f32,
        }
    }

    /// How much letters speak for a unit group beside others: the logarithm of its probability, but for what they have in common.
    pub fn score(&self, letters: &Letters, group: usize) -> f32 {
        let (Some(own), Some(step), Some(bias)) = (
            self.groups.get(group),
            self.steps.get(group),
            self.biases.get(group),
        ) else {
            return 0.0;
        };
        let pairs = letters.sum.iter().zip(own);
        let product: i32 = pairs.map(|(&a, &b)| i32::from(a) * i32::from(b)).sum();
        bias + step * letters.step * product as f32
    }

    /// What was learnt, as bytes: of classes in the order of the model's others.
    pub fn write(pieces: &[Vector], classes: &[Vector], biases: &[f32]) -> Vec<u8> {
        let squares: f32 = pieces.iter().map(|vector| product(vector, vector)).sum();
        let usual = (squares / (pieces.len() * DIMENSIONS).max(1) as f32).sqrt();
        let step = (usual * STEP).max(f32::MIN_POSITIVE);
        let mut out = step.to_le_bytes().to_vec();
        let bytes = |vector: [i8; DIMENSIONS]| vector.map(i8::cast_unsigned);
        out.extend(
            pieces
                .iter()
                .flat_map(|vector| bytes(in_steps(vector, step))),
        );
        for (vector, bias) in classes.iter().zip(biases) {
            let step = greatest(vector) / 127.0;
            out.extend(bias.to_le_bytes());
            out.extend(step.to_le_bytes());
            out.extend(bytes(in_steps(vector, step)));
        }
        out
    }

    /// Reads what [`PieceModel::write`] wrote of classes that are these unit groups here, or none.
    pub fn read(bytes: &[u8], classes: &[Option<u16>], group_count: usize) -> Option<Self> {
        let number = |bytes: &[u8; 4]| f32::from_le_bytes(*bytes);
        let vector = |bytes: &[u8; DIMENSIONS]| bytes.map(u8::cast_signed);
        let (step, rest) = bytes.split_first_chunk()?;
        let (pieces, rest) = rest.split_at_checked(BUCKETS * DIMENSIONS)?;
        let mut groups = vec![[0; DIMENSIONS]; group_count];
        let mut steps = vec![0.0; group_count];
        let mut biases = vec![0.0; group_count];
        let mut rest = rest;
        for class in classes {
            let (bias, behind) = rest.split_first_chunk()?;
            let (step, behind) = behind.split_first_chunk()?;
            let (own, behind) = behind.split_first_chunk()?;
            rest = behind;
            let Some(group) = class.map(usize::from).filter(|&group| group < group_count) else {
                continue;
            };
            (groups[group], steps[group], biases[group]) =
                (vector(own), number(step), number(bias));
        }
        Some(PieceModel {
            step: number(step),
            pieces: SmallSteps::of(pieces.iter().map(|step| step.cast_signed())),
            groups: groups.into(),
            steps: steps.into(),
            biases: biases.into(),
        })
    }

    /// Writes the model as it is used.
    pub fn pack(&self, out: &mut TableWriter) {
        out.add(&[self.step]);
        self.pieces.write(out);
        out.add(&self.groups);
        out.add(&self.steps);
        out.add(&self.biases);
    }

    /// The model that [`PieceModel::pack`] wrote.
    pub fn unpack(tables: &mut TableReader) -> Option<Self> {
        Some(PieceModel {
            step: tables.one()?,
            pieces: SmallSteps::read(tables)?,
            groups: tables.table()?,
            steps: tables.table()?,
            biases: tables.table()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Matcher;
    use super::super::random::Random;
    use super::*;
    use crate::noc::{DataFiles, NocVersions};

    #[test]
    fn vectors_are_read_as_they_were_written() {
        let mut random = Random::new(7);
        let mut vector = || -> Vector { std::array::from_fn(|_| random.share() - 0.5) };
        let pieces: Vec<Vector> = (0..BUCKETS).map(|_| vector()).collect();
        let classes = [vector(), vector(), vector()];
        let bytes = PieceModel::write(&pieces, &classes, &[0.0, 7.0, 0.5]);
        let read = PieceModel::read(&bytes, &[Some(1), None, Some(0)], 2).unwrap();
        let mut own = Vec::new();
        pieces_of(&["welder"], &mut own);
        let share = 1.0 / own.len() as f32;
        let mean: Vector = std::array::from_fn(|at| {
            let values = own.iter().map(|&piece| pieces[usize::from(piece)][at]);
            values.sum::<f32>() * share
        });
        let said = read.letters(&["welder"]);
        for (group, class, bias) in [(1, 0, 0.0), (0, 2, 0.5)] {
            let (score, wanted) = (
                read.score(&said, group),
                bias + product(&mean, &classes[class]),
            );
            assert!((score - wanted).abs() < 0.05, "{score} {wanted}");
        }
        assert_eq!(read.score(&said, 2), 0.0);
        for cut in [0, 3, 1_000, bytes.len() - 1] {
            assert!(
                PieceModel::read(&bytes[..cut], &[None; 3], 2).is_none(),
                "{cut}"
            );
        }
    }

    #[test]
    fn letters_speak_for_the_group_of_words_that_no_title_has() {
        let noc = NocVersions::open(&DataFiles::BuiltIn).unwrap();
        let noc = noc.newest();
        let matcher = Matcher::open(&DataFiles::BuiltIn, noc).unwrap();
        let likeliest = |words: &[&str]| {
            let model = &matcher.model.pieces;
            let letters = model.letters(words);
            let score = |group: &usize| model.score(&letters, *group);
            let groups = 0..noc.groups().len();
            let best = groups.max_by(|a, b| score(a).total_cmp(&score(b)));
            noc.groups()[best.unwrap()].code.to_string()
        };
        for (words, code) in [
            (&["veterinarrian"][..], "31103"),
            (&["charpantier"], "72310"),
            (&["soudheur"], "72106"),
        ] {
            assert_eq!(likeliest(words), code, "{words:?}");
        }
    }
}
