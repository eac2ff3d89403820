//! Lists of numbers that mostly ascend, packed: of each number what it is more than the one before it.

use bytemuck::Pod;

use crate::tables::{Starts, Table, TableReader, TableWriter};

/// What differences are written in: of two bytes they are read fastest, of single bytes they take least room.
pub trait Unit: Pod {
    /// Adds a difference.
    fn push(difference: u32, out: &mut Vec<Self>);

    /// The next difference.
    fn next(units: &mut std::slice::Iter<Self>) -> Option<u32>;
}

/// Stands for a difference that needs more than two bytes, whose lower and upper half follow.
const LONG: u16 = u16::MAX;

impl Unit for u16 {
    fn push(difference: u32, out: &mut Vec<u16>) {
        match u16::try_from(difference) {
            Ok(short) if short != LONG => out.push(short),
            _ => out.extend([LONG, difference as u16, (difference >> 16) as u16]),
        }
    }

    #[inline(always)]
    fn next(units: &mut std::slice::Iter<u16>) -> Option<u32> {
        let difference = *units.next()?;
        if difference != LONG {
            return Some(difference.into());
        }
        let mut half = || Some(u32::from(*units.next()?));
        Some(half()? | half()? << 16)
    }
}

/// Marks a byte behind which a difference goes on.
const MORE: u8 = 1 << 7;

impl Unit for u8 {
    fn push(mut difference: u32, out: &mut Vec<u8>) {
        while difference >= MORE.into() {
            out.push(difference as u8 | MORE);
            difference >>= 7;
        }
        out.push(difference as u8);
    }

    #[inline(always)]
    fn next(units: &mut std::slice::Iter<u8>) -> Option<u32> {
        let first = *units.next()?;
        if first < MORE {
            return Some(first.into());
        }
        let mut difference = u32::from(first & !MORE);
        let mut shift = 7;
        while shift < u32::BITS {
            let byte = *units.next()?;
            difference |= u32::from(byte & !MORE) << shift;
            if byte < MORE {
                break;
            }
            shift += 7;
        }
        Some(difference)
    }
}

/// Lists of numbers that mostly ascend.
#[derive(Debug, Clone)]
pub struct PackedLists<U: Unit = u16> {
    /// The differences of a list are those from its start to the start behind it.
    starts: Starts,
    differences: Table<U>,
}

impl<U: Unit> Default for PackedLists<U> {
    fn default() -> Self {
        PackedLists {
            starts: Starts::default(),
            differences: Table::default(),
        }
    }
}

impl<U: Unit> PackedLists<U> {
    /// Packs lists; a number that is less than the one before it takes more room.
    pub fn of<L: IntoIterator<Item = u32>>(lists: impl Iterator<Item = L>) -> Self {
        let mut starts = vec![0u32];
        let mut differences = Vec::new();
        for list in lists {
            let mut last = 0;
            for number in list {
                U::push(number.wrapping_sub(last), &mut differences);
                last = number;
            }
            starts.push(differences.len() as u32);
        }
        PackedLists {
            starts: Starts::of(starts),
            differences: differences.into(),
        }
    }

    /// The numbers of a list; none of one that there is not.
    #[inline]
    pub fn list(&self, at: usize) -> Numbers<'_, U> {
        let own = self.starts.get(at).zip(self.starts.get(at + 1));
        let own = own.and_then(|(start, end)| self.differences.get(start..end));
        Numbers {
            differences: own.unwrap_or_default().iter(),
            last: 0,
        }
    }

    /// Writes the lists.
    pub fn write(&self, out: &mut TableWriter) {
        self.starts.write(out);
        out.add(&self.differences);
    }

    /// The lists that [`PackedLists::write`] wrote.
    pub fn read(tables: &mut TableReader) -> Option<Self> {
        Some(PackedLists {
            starts: Starts::read(tables)?,
            differences: tables.table()?,
        })
    }
}

/// The numbers of a list, one after the other.
#[derive(Debug, Clone)]
pub struct Numbers<'a, U> {
    differences: std::slice::Iter<'a, U>,
    last: u32,
}

impl<U: Unit> Iterator for Numbers<'_, U> {
    type Item = u32;

    #[inline(always)]
    fn next(&mut self) -> Option<u32> {
        self.last = self.last.wrapping_add(U::next(&mut self.differences)?);
        Some(self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_given_back<U: Unit>() {
        let lists = [
            vec![],
            vec![0, 0, 1, 127, 128, 300, 16_384, 70_000],
            vec![u32::MAX, 7],
            (0..1000).map(|number| number * 3).collect(),
        ];
        let packed = PackedLists::<U>::of(lists.iter().cloned());
        for (at, list) in lists.iter().enumerate() {
            assert_eq!(packed.list(at).collect::<Vec<_>>(), *list);
        }
        assert_eq!(packed.list(4).next(), None);
    }

    #[test]
    fn lists_are_given_back_as_they_were() {
        are_given_back::<u16>();
        are_given_back::<u8>();
    }

    #[test]
    fn long_lists_and_many_short_ones_are_found() {
        for length in [1u32, 40_000] {
            let packed = PackedLists::<u16>::of((0..40).map(|list| list..list + length));
            for list in 0..40 {
                assert!(packed.list(list as usize).eq(list..list + length));
            }
        }
    }
}
