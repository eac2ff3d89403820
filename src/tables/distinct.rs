//! Rows of which many are alike: each is kept once.

use std::hash::Hash;

use bytemuck::Pod;
use rustc_hash::FxHashMap;

use super::{Numbers, Table, TableReader, TableWriter};

/// Rows, each kept once, and for every place the number of the row that stands there.
#[derive(Debug, Clone)]
pub struct Distinct<T: Pod> {
    rows: Table<T>,
    places: Numbers,
}

impl<T: Pod> Default for Distinct<T> {
    fn default() -> Self {
        Distinct {
            rows: Table::default(),
            places: Numbers::default(),
        }
    }
}

impl<T: Pod> Distinct<T> {
    /// The row at a place; one of zeros where there is none.
    #[inline]
    pub fn at(&self, place: usize) -> T {
        let row = self.places.get(place);
        let row = row.and_then(|row| self.rows.get(row as usize));
        row.copied().unwrap_or_else(T::zeroed)
    }

    /// Writes the rows.
    pub fn write(&self, out: &mut TableWriter) {
        out.add(&self.rows);
        self.places.write(out);
    }

    /// The rows that [`Distinct::write`] wrote.
    pub fn read(tables: &mut TableReader) -> Option<Self> {
        Some(Distinct {
            rows: tables.table()?,
            places: Numbers::read(tables)?,
        })
    }
}

impl<T: Pod + Eq + Hash> FromIterator<T> for Distinct<T> {
    fn from_iter<I: IntoIterator<Item = T>>(all: I) -> Self {
        let mut numbers: FxHashMap<T, u32> = FxHashMap::default();
        let mut rows = Vec::new();
        let number = |row: T| {
            let new = rows.len() as u32;
            let number = *numbers.entry(row).or_insert(new);
            if number == new {
                rows.push(row);
            }
            number
        };
        let places: Numbers = all.into_iter().map(number).collect();
        Distinct {
            rows: rows.into(),
            places,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_kept_once_and_given_back_at_every_place() {
        let rows: Distinct<u16> = [700, 3, 700, 700].into_iter().collect();
        assert_eq!(rows.rows.len(), 2);
        assert_eq!((rows.at(1), rows.at(3), rows.at(4)), (3, 700, 0));
    }
}
