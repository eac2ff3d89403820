//! The text of a data file, of which a part can be read without the rest.

use super::DataError;
use super::packed::PackedText;

/// The text of a data file.
#[derive(Debug, Clone, Copy)]
pub enum FileText {
    /// As it is.
    Whole(&'static [u8]),
    /// In blocks that are opened where they are read.
    Packed(&'static PackedText),
}

impl FileText {
    /// How many bytes the text has.
    pub fn len(self) -> usize {
        match self {
            FileText::Whole(bytes) => bytes.len(),
            FileText::Packed(text) => text.len(),
        }
    }

    /// All bytes.
    pub fn whole(self) -> &'static [u8] {
        match self {
            FileText::Whole(bytes) => bytes,
            FileText::Packed(text) => text.whole(),
        }
    }

    /// All of the text; `name` names the file in an error.
    ///
    /// # Errors
    /// The line in which something is not UTF-8.
    pub fn text(self, name: &str) -> Result<&'static str, DataError> {
        let bytes = self.whole();
        std::str::from_utf8(bytes).map_err(|error| {
            let valid = &bytes[..error.valid_up_to()];
            let line = 1 + valid.iter().filter(|&&byte| byte == b'\n').count();
            let problem = "expected UTF-8 text, found bytes that are not";
            DataError::line(name, line, problem)
        })
    }

    /// What stands between a place and the end of its column; none behind the end.
    pub fn column_at(self, place: usize) -> Option<&'static str> {
        let rest = match self {
            FileText::Whole(bytes) => bytes.get(place..),
            FileText::Packed(text) => text.from(place),
        }?;
        let ends = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r');
        let end = rest.iter().position(ends).unwrap_or(rest.len());
        std::str::from_utf8(&rest[..end]).ok()
    }

    /// The lines whose first column is this.
    pub fn lines_of(self, column: &str) -> Vec<&'static str> {
        let of = |part| {
            let text = std::str::from_utf8(part).unwrap_or_default().lines();
            text.filter(|line| line.split('\t').next() == Some(column))
        };
        match self {
            FileText::Whole(bytes) => of(bytes).collect(),
            FileText::Packed(text) => text.with_first(column).flat_map(of).collect(),
        }
    }
}
