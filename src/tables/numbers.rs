//! Numbers in as few bytes as they need.

use std::cmp::Ordering;
use std::ops::Range;

use bytemuck::Pod;

use super::{Table, TableReader, TableWriter};

/// Stands for a number that is kept apart.
const APART: u8 = u8::MAX;
/// What a number that is kept apart takes besides, in bytes.
const SIZE_APART: usize = 8;

/// Numbers of one, two or four bytes each.
#[derive(Debug, Clone)]
pub enum Numbers {
    /// None is more than 255.
    Byte(Table<u8>),
    /// Few are more than 254: their places, which ascend, and they stand apart.
    MostlyByte(Table<u8>, Table<u32>, Table<u32>),
    /// None is more than 65,535.
    Short(Table<u16>),
    /// Any.
    Long(Table<u32>),
}

impl Default for Numbers {
    fn default() -> Self {
        Numbers::Byte(Table::default())
    }
}

/// The numbers in a byte each but for those that do not fit; none where these take more room than that saves.
fn mostly_bytes(numbers: &[u32]) -> Option<Numbers> {
    let is_apart = |number: &u32| *number >= APART.into();
    let apart = (0u32..).zip(numbers).filter(|(_, number)| is_apart(number));
    let (places, apart): (Vec<u32>, Vec<u32>) = apart.unzip();
    let row = |number: &u32| (*number).min(APART.into()) as u8;
    let takes_less = apart.len() * SIZE_APART < numbers.len();
    takes_less.then(|| {
        let rows: Vec<u8> = numbers.iter().map(row).collect();
        Numbers::MostlyByte(rows.into(), places.into(), apart.into())
    })
}

/// The numbers in rows that all of them fit in.
fn narrowed<T: Pod + TryFrom<u32>>(numbers: &[u32]) -> Option<Table<T>> {
    let narrow = numbers.iter().map(|&number| T::try_from(number).ok());
    narrow.collect::<Option<Vec<T>>>().map(Table::from)
}

impl Numbers {
    /// The number at a place.
    #[inline]
    pub fn get(&self, place: usize) -> Option<u32> {
        match self {
            Numbers::Byte(rows) => rows.get(place).map(|&number| number.into()),
            Numbers::MostlyByte(rows, places, apart) => match *rows.get(place)? {
                APART => {
                    let at = places.binary_search(&(place as u32)).ok()?;
                    apart.get(at).copied()
                }
                number => Some(number.into()),
            },
            Numbers::Short(rows) => rows.get(place).map(|&number| number.into()),
            Numbers::Long(rows) => rows.get(place).copied(),
        }
    }

    /// The number at a place; zero where there is none.
    #[inline]
    pub fn at(&self, place: usize) -> u32 {
        self.get(place).unwrap_or_default()
    }

    /// The place of a number among those at some places, which ascend.
    pub fn find(&self, number: u32, mut among: Range<usize>) -> Option<usize> {
        while !among.is_empty() {
            let middle = among.start + among.len() / 2;
            match self.at(middle).cmp(&number) {
                Ordering::Less => among.start = middle + 1,
                Ordering::Equal => return Some(middle),
                Ordering::Greater => among.end = middle,
            }
        }
        None
    }

    /// Writes the numbers behind a byte that tells their form.
    pub fn write(&self, out: &mut TableWriter) {
        match self {
            Numbers::Byte(rows) => add(1, rows, out),
            Numbers::MostlyByte(rows, places, apart) => {
                add(3, rows, out);
                out.add(places);
                out.add(apart);
            }
            Numbers::Short(rows) => add(2, rows, out),
            Numbers::Long(rows) => add(4, rows, out),
        }
    }

    /// The numbers that [`Numbers::write`] wrote.
    pub fn read(tables: &mut TableReader) -> Option<Self> {
        Some(match tables.one::<u8>()? {
            1 => Numbers::Byte(tables.table()?),
            2 => Numbers::Short(tables.table()?),
            3 => Numbers::MostlyByte(tables.table()?, tables.table()?, tables.table()?),
            _ => Numbers::Long(tables.table()?),
        })
    }
}

fn add<T: Pod>(form: u8, rows: &[T], out: &mut TableWriter) {
    out.add(&[form]);
    out.add(rows);
}

impl From<Vec<u32>> for Numbers {
    fn from(numbers: Vec<u32>) -> Self {
        let byte = || narrowed(&numbers).map(Numbers::Byte);
        let short = || narrowed(&numbers).map(Numbers::Short);
        byte()
            .or_else(|| mostly_bytes(&numbers))
            .or_else(short)
            .unwrap_or_else(|| Numbers::Long(numbers.into()))
    }
}

impl FromIterator<u32> for Numbers {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        numbers.into_iter().collect::<Vec<u32>>().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_given_back_whatever_their_size() {
        for greatest in [7, 255, 256, 65_535, 65_536, u32::MAX] {
            let numbers: Numbers = vec![0, greatest, 3].into();
            let mut out = TableWriter::default();
            numbers.write(&mut out);
            let mut tables = TableReader::new(out.into_bytes().leak());
            let read = Numbers::read(&mut tables).unwrap();
            assert_eq!((read.at(1), read.at(2), read.at(3)), (greatest, 3, 0));
        }
    }

    #[test]
    fn few_great_numbers_stand_apart() {
        let mut all: Vec<u32> = (0..1_000).map(|number| number % 255).collect();
        (all[3], all[700], all[999]) = (255, u32::MAX, 65_536);
        let numbers = Numbers::from(all.clone());
        assert!(matches!(numbers, Numbers::MostlyByte(..)));
        let mut out = TableWriter::default();
        numbers.write(&mut out);
        let read = Numbers::read(&mut TableReader::new(out.into_bytes().leak())).unwrap();
        for (place, &number) in all.iter().enumerate() {
            assert_eq!(read.get(place), Some(number), "{place}");
        }
        assert_eq!(read.get(1_000), None);
    }

    #[test]
    fn a_number_is_found_among_those_that_ascend() {
        let numbers: Numbers = [9, 1, 3, 5, 7, 0].into_iter().collect();
        for (number, place) in [
            (1, Some(1)),
            (5, Some(3)),
            (7, Some(4)),
            (4, None),
            (9, None),
        ] {
            assert_eq!(numbers.find(number, 1..5), place);
        }
        assert_eq!(numbers.find(9, 0..0), None);
    }
}
