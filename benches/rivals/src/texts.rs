//! What the rivals look through.

use std::collections::HashSet;

use nocbot::noc::{Classification, DataError, DataFiles, GroupId};
use nocbot::text::fold;

/// Texts, folded as the matcher folds them, with the unit group that each is of.
pub struct Texts(pub Vec<(String, GroupId)>);

impl Texts {
    /// The titles of the official index, in both languages.
    pub fn official(noc: &Classification) -> Self {
        let titles = noc.titles().iter();
        Texts(
            titles
                .map(|title| (fold::key(title.text), title.group))
                .collect(),
        )
    }

    /// The official titles and everything that nocbot's own files of names hold.
    ///
    /// # Errors
    /// A file of names is missing.
    pub fn with_names(files: &DataFiles, noc: &Classification) -> Result<Self, DataError> {
        let Texts(mut all) = Texts::official(noc);
        for file in ["names.en.tsv", "names.fr.tsv", "names.other.tsv"] {
            let lines = files.read(&noc.version().path(file))?.lines();
            let name = |line: &str| {
                let mut columns = line.split('\t');
                let code = columns.next()?.parse().ok()?;
                Some((fold::key(columns.next()?), noc.id_of(code)?))
            };
            all.extend(lines.filter_map(name));
        }
        Ok(Texts(all))
    }

    /// Whether a text stands here, but for its case, accents and punctuation.
    pub fn set(&self) -> HashSet<&str> {
        self.0.iter().map(|(text, _)| text.as_str()).collect()
    }
}
