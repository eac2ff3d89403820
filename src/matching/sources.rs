//! The data files that the texts of the index stand in.

use crate::noc::{DataError, DataFiles, FileText};

/// A file, and where its bytes begin when all files stand one behind the other.
#[derive(Debug, Clone)]
struct Source {
    path: String,
    start: u32,
    text: FileText,
}

/// The files, one behind the other: a text of theirs is known by its place.
#[derive(Debug, Clone, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// The files at these paths.
    ///
    /// # Errors
    /// One is missing.
    pub fn open<'a>(
        files: &DataFiles,
        paths: impl Iterator<Item = &'a str>,
    ) -> Result<Self, DataError> {
        let mut sources = Sources::default();
        for path in paths {
            sources.add(path, files.text_of(path)?);
        }
        Ok(sources)
    }

    /// Puts a file behind the others.
    pub fn add(&mut self, path: &str, text: FileText) {
        let end = |last: &Source| last.start + last.text.len() as u32;
        self.0.push(Source {
            path: path.to_owned(),
            start: self.0.last().map_or(0, end),
            text,
        });
    }

    /// The paths of the files, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|source| source.path.as_str())
    }

    /// Where a text stands that is a part of one of the files.
    pub fn place_of(&self, text: &'static str) -> Option<u32> {
        let address = |bytes: &[u8]| bytes.as_ptr() as usize;
        self.0.iter().find_map(|source| {
            let bytes = source.text.whole();
            let offset = address(text.as_bytes()).checked_sub(address(bytes))?;
            let there = bytes.get(offset..)?;
            let stands_there = there.starts_with(text.as_bytes());
            stands_there.then_some(source.start + offset as u32)
        })
    }

    /// The text that begins at a place and ends with its column; nothing where none is.
    pub fn text(&self, place: u32) -> &'static str {
        let behind = self.0.partition_point(|source| source.start <= place);
        let source = behind.checked_sub(1).map(|at| &self.0[at]);
        let text = source.and_then(|source| {
            let place = place - source.start;
            source.text.column_at(place as usize)
        });
        text.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_again_by_their_place() {
        let (first, second) = ("code\ttitle\n1\tnurse", "2\tsoudeuse diplômée");
        let mut sources = Sources::default();
        sources.add("a.tsv", FileText::Whole(first.as_bytes()));
        sources.add("b.tsv", FileText::Whole(second.as_bytes()));
        for text in [&first[13..], &second[2..], &second[11..]] {
            let place = sources.place_of(text).unwrap();
            assert_eq!(sources.text(place), text);
        }
        assert_eq!(sources.text(0), "code");
        assert_eq!(sources.text(5_000), "");
    }
}
