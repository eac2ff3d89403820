//! Where each of many parts begins.

use super::{Table, TableReader, TableWriter};

/// Where every so many parts begin is kept in full, and of the others how far behind that.
const PARTS: usize = 16;

/// Where each part begins, ascending.
#[derive(Debug, Clone, Default)]
pub struct Starts {
    /// Of every [`PARTS`] parts the first; of each part where some are too long for the other form, or more are to come.
    full: Table<u32>,
    /// Of each part how far it begins behind the first of its [`PARTS`].
    behind: Table<u16>,
}

impl Starts {
    /// These starts in as little room as they need.
    pub fn of(starts: Vec<u32>) -> Self {
        let first = |at: usize| starts[at - at % PARTS];
        let behind = starts.iter().enumerate();
        let behind = behind.map(|(at, start)| u16::try_from(start - first(at)));
        match behind.collect::<Result<Vec<u16>, _>>() {
            Ok(behind) => Starts {
                full: starts.iter().copied().step_by(PARTS).collect(),
                behind: behind.into(),
            },
            Err(_) => Starts {
                full: starts.into(),
                behind: Table::default(),
            },
        }
    }

    /// The same starts in as little room as they need.
    pub fn packed(&self) -> Self {
        Starts::of(self.all())
    }

    /// Adds the start of one more part.
    pub fn push(&mut self, start: u32) {
        if !self.behind.is_empty() {
            *self = Starts {
                full: self.all().into(),
                behind: Table::default(),
            };
        }
        self.full.to_mut().push(start);
    }

    /// How many parts there are.
    pub fn len(&self) -> usize {
        self.full.len().max(self.behind.len())
    }

    fn all(&self) -> Vec<u32> {
        let starts = (0..self.len()).filter_map(|at| self.get(at));
        starts.map(|start| start as u32).collect()
    }

    /// Where the part at a place begins.
    #[inline]
    pub fn get(&self, at: usize) -> Option<usize> {
        if self.behind.is_empty() {
            return self.full.get(at).map(|&start| start as usize);
        }
        let behind = usize::from(*self.behind.get(at)?);
        Some(*self.full.get(at / PARTS)? as usize + behind)
    }

    /// Writes the starts.
    pub fn write(&self, out: &mut TableWriter) {
        out.add(&self.full);
        out.add(&self.behind);
    }

    /// The starts that [`Starts::write`] wrote.
    pub fn read(tables: &mut TableReader) -> Option<Self> {
        Some(Starts {
            full: tables.table()?,
            behind: tables.table()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_are_the_same_however_they_are_kept() {
        for each in [3, 50_000] {
            let all: Vec<u32> = (0..40).map(|at| at * each).collect();
            let mut starts = Starts::default();
            all.iter().for_each(|&start| starts.push(start));
            let mut packed = starts.packed();
            packed.push(7_000_000);
            for (at, &start) in all.iter().enumerate() {
                assert_eq!(starts.get(at), Some(start as usize));
                assert_eq!(starts.packed().get(at), packed.get(at));
            }
            assert_eq!((starts.len(), starts.get(40)), (40, None));
            assert_eq!((packed.len(), packed.get(40)), (41, Some(7_000_000)));
        }
    }
}
