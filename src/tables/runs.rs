//! Rows of which many in a row are alike: each run of them is kept once.

use bytemuck::Pod;

use super::{Starts, Table, TableReader, TableWriter};

/// Of every so many places it is kept in which run the first stands.
const PLACES: usize = 16;

/// Rows at places, alike ones side by side.
#[derive(Debug, Clone)]
pub struct Runs<T: Pod> {
    /// The row of each run.
    rows: Table<T>,
    /// Where each run begins, and where the last ends.
    starts: Table<u32>,
    /// Of every [`PLACES`] places the run in which the first stands.
    run_of: Starts,
}

impl<T: Pod> Default for Runs<T> {
    fn default() -> Self {
        Runs {
            rows: Table::default(),
            starts: Table::default(),
            run_of: Starts::default(),
        }
    }
}

impl<T: Pod> Runs<T> {
    /// The row at a place; one of zeros where there is none.
    #[inline]
    pub fn at(&self, place: usize) -> T {
        let first = self.run_of.get(place / PLACES).unwrap_or_default();
        let ends = self.starts.get(first + 1..).unwrap_or_default();
        let before = ends
            .iter()
            .take_while(|end| **end as usize <= place)
            .count();
        let row = self.rows.get(first + before).copied();
        row.unwrap_or_else(T::zeroed)
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.starts.last().map_or(0, |&end| end as usize)
    }

    /// Writes the rows.
    pub fn write(&self, out: &mut TableWriter) {
        out.add(&self.rows);
        out.add(&self.starts);
        self.run_of.write(out);
    }

    /// The rows that [`Runs::write`] wrote.
    pub fn read(tables: &mut TableReader) -> Option<Self> {
        Some(Runs {
            rows: tables.table()?,
            starts: tables.table()?,
            run_of: Starts::read(tables)?,
        })
    }
}

impl<T: Pod + Eq> FromIterator<T> for Runs<T> {
    fn from_iter<I: IntoIterator<Item = T>>(all: I) -> Self {
        let mut rows: Vec<T> = Vec::new();
        let mut starts = Vec::new();
        let mut run_of = Vec::new();
        let mut length = 0;
        for (place, row) in all.into_iter().enumerate() {
            if rows.last() != Some(&row) {
                rows.push(row);
                starts.push(place as u32);
            }
            if place % PLACES == 0 {
                run_of.push(rows.len() as u32 - 1);
            }
            length = place as u32 + 1;
        }
        starts.push(length);
        Runs {
            rows: rows.into(),
            starts: starts.into(),
            run_of: Starts::of(run_of),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_given_back_however_long_the_runs_are() {
        let lengths = [1, 2, 15, 16, 17, 1, 1, 100, 1];
        let rows = (7u16..).zip(lengths);
        let rows: Vec<u16> = rows
            .flat_map(|(row, length)| std::iter::repeat_n(row, length))
            .collect();
        let mut out = TableWriter::default();
        Runs::from_iter(rows.iter().copied()).write(&mut out);
        let read = Runs::<u16>::read(&mut TableReader::new(out.into_bytes().leak())).unwrap();
        assert_eq!(read.len(), rows.len());
        for (place, &row) in rows.iter().enumerate() {
            assert_eq!(read.at(place), row, "{place}");
        }
        assert_eq!(read.at(rows.len()), 0);
        assert_eq!(
            (
                Runs::<u16>::from_iter([]).len(),
                Runs::<u16>::default().at(3)
            ),
            (0, 0)
        );
    }
}
