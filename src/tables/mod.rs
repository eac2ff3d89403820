//! Tables of numbers that are used as they lie in a file: written by the build, and read without a copy.

mod distinct;
mod interner;
mod numbers;
mod rounded;
mod runs;
mod starts;
mod text_set;

use std::borrow::Cow;

use bytemuck::Pod;

pub use distinct::Distinct;
pub use interner::{Hashes, Interner};
pub use numbers::Numbers;
pub use rounded::Rounded;
pub use runs::Runs;
pub use starts::Starts;
pub use text_set::TextSet;

/// A table that was built now, or one that lies in the program.
pub type Table<T> = Cow<'static, [T]>;

/// Every table begins at a multiple of so many bytes.
const ALIGNMENT: usize = 4;

fn padding(length: usize) -> usize {
    length.next_multiple_of(ALIGNMENT) - length
}

/// Tables one behind the other, each behind its length in bytes.
#[derive(Default)]
pub struct TableWriter(Vec<u8>);

impl TableWriter {
    /// Adds a table, whose rows are aligned to at most four bytes; none is longer than four gigabytes.
    pub fn add<T: Pod>(&mut self, rows: &[T]) {
        let bytes: &[u8] = bytemuck::cast_slice(rows);
        self.0.extend((bytes.len() as u32).to_le_bytes());
        self.0.extend(bytes);
        self.0.extend(std::iter::repeat_n(0, padding(bytes.len())));
    }

    /// All tables.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

/// Gives the tables in the order in which they were written, from bytes that are aligned as they were.
#[derive(Debug, Clone, Copy)]
pub struct TableReader(&'static [u8]);

impl TableReader {
    /// Of what [`TableWriter::into_bytes`] gave.
    pub fn new(bytes: &'static [u8]) -> Self {
        TableReader(bytes)
    }

    /// The next table, if there is one and it holds whole rows.
    pub fn rows<T: Pod>(&mut self) -> Option<&'static [T]> {
        let (length, rest) = self.0.split_first_chunk()?;
        let length = u32::from_le_bytes(*length) as usize;
        let (rows, rest) = rest.split_at_checked(length)?;
        (_, self.0) = rest.split_at_checked(padding(length))?;
        bytemuck::try_cast_slice(rows).ok()
    }

    /// The same, for what may be built now as well.
    pub fn table<T: Pod>(&mut self) -> Option<Table<T>> {
        self.rows().map(Cow::Borrowed)
    }

    /// The next table, which is a text.
    pub fn text(&mut self) -> Option<&'static str> {
        std::str::from_utf8(self.rows()?).ok()
    }

    /// The next table, which has one row.
    pub fn one<T: Pod>(&mut self) -> Option<T> {
        match self.rows()? {
            [only] => Some(*only),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[repr(C, align(4))]
    struct Aligned<B>(B);

    #[test]
    fn tables_are_read_as_they_were_written() {
        let mut writer = TableWriter::default();
        writer.add(b"abc");
        writer.add(&[1u32, 2]);
        writer.add::<u16>(&[]);
        writer.add(&[7.5f32]);
        let bytes: [u8; 32] = writer.into_bytes().try_into().unwrap();
        let bytes: &'static Aligned<[u8; 32]> = Box::leak(Box::new(Aligned(bytes)));
        let mut tables = TableReader::new(&bytes.0);
        assert_eq!(tables.text(), Some("abc"));
        assert_eq!(tables.table::<u32>().unwrap(), &[1, 2][..]);
        assert_eq!(tables.rows::<u16>().unwrap(), [0; 0]);
        assert_eq!(tables.one::<f32>(), Some(7.5));
        assert_eq!(tables.rows::<u8>(), None);
        assert_eq!(TableReader::new(&bytes.0[..10]).table::<u32>(), None);
        assert_eq!(TableReader::new(&bytes.0[8..14]).table::<u32>(), None);
    }
}
