//! Weights of hashed features for classes, most of which have none: a step and the distance from the class before take a byte each.

use crate::tables::{Starts, Table, TableReader, TableWriter};

/// Features are kept by the upper bits of their hashes, in so many buckets.
const BUCKETS: u32 = 1 << 16;
/// Stands for what is too great for a byte: in a distance for so much and what follows, in a length for the two bytes behind it.
const MORE: u8 = u8::MAX;

/// Weights of features for classes, in whole steps.
#[derive(Debug, Clone, Default)]
pub struct SparseWeights {
    /// Where each bucket begins.
    starts: Starts,
    /// Feature by feature the lower bits of its hash, how many bytes its weights take, and these.
    bytes: Table<u8>,
}

/// The bucket of a hash, and what its feature is known by there.
fn parts_of(hash: u32) -> (u32, [u8; 2]) {
    (hash >> 16, (hash as u16).to_le_bytes())
}

impl SparseWeights {
    /// The weights of features, which ascend by their hash, for classes, which ascend too.
    pub fn of<W>(features: impl Iterator<Item = (u32, W)>) -> Self
    where
        W: Iterator<Item = (u16, i8)>,
    {
        let mut bytes = Vec::new();
        let mut starts = Vec::with_capacity(BUCKETS as usize + 1);
        let mut own = Vec::new();
        for (hash, weights) in features {
            let (bucket, name) = parts_of(hash);
            starts.resize(bucket as usize + 1, bytes.len() as u32);
            own.clear();
            let mut next = 0;
            for (class, step) in weights {
                let mut distance = class - next;
                while let Some(less) = distance.checked_sub(MORE.into()) {
                    own.push(MORE);
                    distance = less;
                }
                own.extend([distance as u8, step.cast_unsigned()]);
                next = class + 1;
            }
            bytes.extend(name);
            match own.len() {
                short if short < MORE.into() => bytes.push(short as u8),
                long => {
                    bytes.push(MORE);
                    bytes.extend((long as u16).to_le_bytes());
                }
            }
            bytes.extend(&own);
        }
        starts.resize(BUCKETS as usize + 1, bytes.len() as u32);
        SparseWeights {
            starts: Starts::of(starts),
            bytes: bytes.into(),
        }
    }

    /// The weights of a feature, if it has any.
    pub fn get(&self, hash: u32) -> Option<Weights<'_>> {
        let (bucket, wanted) = parts_of(hash);
        let bucket = bucket as usize;
        let own = self.starts.get(bucket)?..self.starts.get(bucket + 1)?;
        let mut rest = self.bytes.get(own)?;
        while let Some((name, behind)) = rest.split_first_chunk::<2>() {
            let (&length, behind) = behind.split_first()?;
            let (length, behind) = match length {
                MORE => {
                    let (length, behind) = behind.split_first_chunk()?;
                    (u16::from_le_bytes(*length), behind)
                }
                short => (short.into(), behind),
            };
            let (weights, behind) = behind.split_at_checked(length.into())?;
            if *name == wanted {
                return Some(Weights {
                    bytes: weights.iter(),
                    next: 0,
                });
            }
            rest = behind;
        }
        None
    }

    /// Writes the weights.
    pub fn write(&self, out: &mut TableWriter) {
        self.starts.write(out);
        out.add(&self.bytes);
    }

    /// The weights that [`SparseWeights::write`] wrote.
    pub fn read(tables: &mut TableReader) -> Option<Self> {
        Some(SparseWeights {
            starts: Starts::read(tables)?,
            bytes: tables.table()?,
        })
    }
}

/// The classes that a feature has weights for, ascending, each with its weight in steps.
#[derive(Debug, Clone)]
pub struct Weights<'a> {
    bytes: std::slice::Iter<'a, u8>,
    /// The least class that may follow.
    next: u16,
}

impl Iterator for Weights<'_> {
    type Item = (u16, i8);

    #[inline]
    fn next(&mut self) -> Option<(u16, i8)> {
        let mut class = self.next;
        loop {
            let distance = *self.bytes.next()?;
            class = class.wrapping_add(distance.into());
            if distance < MORE {
                break;
            }
        }
        self.next = class.wrapping_add(1);
        Some((class, self.bytes.next()?.cast_signed()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_given_back_as_they_were() {
        let many: Vec<(u16, i8)> = (0..600).map(|class| (class, (class % 100) as i8)).collect();
        let features = [
            (7, vec![(0, 1), (254, -1), (510, 127), (4_000, -128)]),
            (9, many),
            (0x1234_5678, vec![(255, 3)]),
            (u32::MAX, vec![]),
        ];
        let own = features.iter();
        let own = own.map(|(hash, weights)| (*hash, weights.iter().copied()));
        let packed = SparseWeights::of(own);
        for (hash, weights) in features {
            assert!(packed.get(hash).unwrap().eq(weights), "{hash}");
        }
        for other in [0, 8, 0x1234_0000, 0x1235_5678] {
            assert!(packed.get(other).is_none());
        }
    }
}
