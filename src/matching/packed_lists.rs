//! Lists of numbers that mostly ascend, packed: of each number what it is more than the one before it, in as few bytes as that
//! needs.

use crate::tables::{Table, TableReader, TableWriter};

/// A byte holds so many bits of a number; its highest bit says that more follow.
const BITS: u32 = 7;
const MORE: u8 = 1 << BITS;

/// Lists of numbers that mostly ascend.
#[derive(Debug, Clone, Default)]
pub struct PackedLists {
    /// The bytes of list `i` are `bytes[starts[i]..starts[i + 1]]`.
    starts: Table<u32>,
    bytes: Table<u8>,
}

impl PackedLists {
    /// Packs lists; a number that is less than the one before it takes the most room.
    pub fn of<L: IntoIterator<Item = u32>>(lists: impl Iterator<Item = L>) -> Self {
        let mut starts = vec![0u32];
        let mut bytes = Vec::new();
        for list in lists {
            let mut last = 0;
            for number in list {
                push(number.wrapping_sub(last), &mut bytes);
                last = number;
            }
            starts.push(bytes.len() as u32);
        }
        PackedLists {
            starts: starts.into(),
            bytes: bytes.into(),
        }
    }

    /// The numbers of a list; none of one that there is not.
    pub fn list(&self, at: usize) -> Numbers<'_> {
        let own = match self.starts.get(at..at + 2) {
            Some(&[start, end]) => self.bytes.get(start as usize..end as usize),
            _ => None,
        };
        Numbers {
            bytes: own.unwrap_or_default().iter(),
            last: 0,
        }
    }

    /// Writes the lists.
    pub fn write(&self, out: &mut TableWriter) {
        out.add(&self.starts);
        out.add(&self.bytes);
    }

    /// The lists that [`PackedLists::write`] wrote.
    pub fn read(tables: &mut TableReader) -> Option<Self> {
        Some(PackedLists {
            starts: tables.table()?,
            bytes: tables.table()?,
        })
    }
}

fn push(mut number: u32, out: &mut Vec<u8>) {
    while number >= u32::from(MORE) {
        out.push(number as u8 | MORE);
        number >>= BITS;
    }
    out.push(number as u8);
}

/// The numbers of a list, one after the other.
#[derive(Debug, Clone)]
pub struct Numbers<'a> {
    bytes: std::slice::Iter<'a, u8>,
    last: u32,
}

impl Iterator for Numbers<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let mut byte = *self.bytes.next()?;
        let mut step = u32::from(byte & !MORE);
        let mut shift = BITS;
        while byte & MORE != 0 {
            byte = *self.bytes.next()?;
            step |= u32::from(byte & !MORE)
                .checked_shl(shift)
                .unwrap_or_default();
            shift += BITS;
        }
        self.last = self.last.wrapping_add(step);
        Some(self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_given_back_as_they_were() {
        let lists = [
            vec![],
            vec![0, 0, 1, 127, 128, 300, 16_384, 70_000],
            vec![u32::MAX, 7],
            (0..1000).map(|number| number * 3).collect(),
        ];
        let packed = PackedLists::of(lists.iter().cloned());
        for (at, list) in lists.iter().enumerate() {
            assert_eq!(packed.list(at).collect::<Vec<_>>(), *list);
        }
        assert_eq!(packed.list(4).next(), None);
    }
}
