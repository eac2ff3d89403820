//! Lists of numbers that mostly ascend, packed: of each number what it is more than the one before it, in two bytes.

use crate::tables::{Table, TableReader, TableWriter};

/// Stands for a difference that needs more than two bytes, whose lower and upper half follow. Differences of one length are
/// read faster than shorter ones of several.
const LONG: u16 = u16::MAX;

/// Where every so many lists begin is kept in full, and of the others how far behind that.
const LISTS: usize = 16;

/// Lists of numbers that mostly ascend.
#[derive(Debug, Clone, Default)]
pub struct PackedLists {
    /// The differences of a list are those from its start to the start behind it.
    starts: Starts,
    differences: Table<u16>,
}

/// Where each list begins.
#[derive(Debug, Clone, Default)]
struct Starts {
    /// Of every [`LISTS`] lists the first; of each list where some are too long for the other form.
    full: Table<u32>,
    /// Of each list how far it begins behind the first of its [`LISTS`].
    behind: Table<u16>,
}

impl Starts {
    fn of(starts: Vec<u32>) -> Self {
        let first = |at: usize| starts[at - at % LISTS];
        let behind = starts.iter().enumerate();
        let behind = behind.map(|(at, start)| u16::try_from(start - first(at)));
        match behind.collect::<Result<Vec<u16>, _>>() {
            Ok(behind) => Starts {
                full: starts.iter().copied().step_by(LISTS).collect(),
                behind: behind.into(),
            },
            Err(_) => Starts {
                full: starts.into(),
                behind: Table::default(),
            },
        }
    }

    #[inline]
    fn get(&self, list: usize) -> Option<usize> {
        if self.behind.is_empty() {
            return self.full.get(list).map(|&start| start as usize);
        }
        let behind = usize::from(*self.behind.get(list)?);
        Some(*self.full.get(list / LISTS)? as usize + behind)
    }
}

impl PackedLists {
    /// Packs lists; a number that is less than the one before it takes three times the room.
    pub fn of<L: IntoIterator<Item = u32>>(lists: impl Iterator<Item = L>) -> Self {
        let mut starts = vec![0u32];
        let mut differences = Vec::new();
        for list in lists {
            let mut last = 0;
            for number in list {
                push(number.wrapping_sub(last), &mut differences);
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
    pub fn list(&self, at: usize) -> Numbers<'_> {
        let own = self.starts.get(at).zip(self.starts.get(at + 1));
        let own = own.and_then(|(start, end)| self.differences.get(start..end));
        Numbers {
            differences: own.unwrap_or_default().iter(),
            last: 0,
        }
    }

    /// Writes the lists.
    pub fn write(&self, out: &mut TableWriter) {
        out.add(&self.starts.full);
        out.add(&self.starts.behind);
        out.add(&self.differences);
    }

    /// The lists that [`PackedLists::write`] wrote.
    pub fn read(tables: &mut TableReader) -> Option<Self> {
        Some(PackedLists {
            starts: Starts {
                full: tables.table()?,
                behind: tables.table()?,
            },
            differences: tables.table()?,
        })
    }
}

fn push(difference: u32, out: &mut Vec<u16>) {
    match u16::try_from(difference) {
        Ok(short) if short != LONG => out.push(short),
        _ => out.extend([LONG, difference as u16, (difference >> 16) as u16]),
    }
}

/// The numbers of a list, one after the other.
#[derive(Debug, Clone)]
pub struct Numbers<'a> {
    differences: std::slice::Iter<'a, u16>,
    last: u32,
}

impl Iterator for Numbers<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let mut difference = u32::from(*self.differences.next()?);
        if difference == u32::from(LONG) {
            let mut half = || Some(u32::from(*self.differences.next()?));
            difference = half()? | half()? << 16;
        }
        self.last = self.last.wrapping_add(difference);
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

    #[test]
    fn long_lists_and_many_short_ones_are_found() {
        for length in [1u32, 40_000] {
            let packed = PackedLists::of((0..40).map(|list| list..list + length));
            for list in 0..40 {
                assert!(packed.list(list as usize).eq(list..list + length));
            }
        }
    }
}
