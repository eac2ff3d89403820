//! A set of texts that keeps none of them.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::{Table, TableReader, TableWriter};

/// Which texts were added, by their hashes: of ten thousand texts and as many others two have the same one once in a hundred
/// thousand million times.
#[derive(Debug, Clone, Default)]
pub struct TextSet {
    /// The halves of each hash, ascending.
    hashes: Table<[u32; 2]>,
}

fn hash(text: &str) -> [u32; 2] {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    let long = hasher.finish();
    [(long >> 32) as u32, long as u32]
}

impl TextSet {
    /// Whether the text was added.
    pub fn has(&self, text: &str) -> bool {
        self.hashes.binary_search(&hash(text)).is_ok()
    }

    /// Writes the set.
    pub fn write(&self, out: &mut TableWriter) {
        out.add(&self.hashes);
    }

    /// The set that [`TextSet::write`] wrote.
    pub fn read(tables: &mut TableReader) -> Option<Self> {
        Some(TextSet {
            hashes: tables.table()?,
        })
    }
}

impl<T: AsRef<str>> FromIterator<T> for TextSet {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Self {
        let mut hashes: Vec<_> = texts.into_iter().map(|text| hash(text.as_ref())).collect();
        hashes.sort_unstable();
        hashes.dedup();
        TextSet {
            hashes: hashes.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_knows_the_texts_that_were_added() {
        let texts: TextSet = (0..1_000).map(|number| format!("text {number}")).collect();
        assert!(texts.has("text 0") && texts.has("text 999"));
        assert!(!texts.has("text 1000") && !texts.has(""));
    }
}
