use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::subject::{Merged, Subject, read_each, read_merged};
use super::words::Words;
use super::{Endings, Languages, Sounds};
use crate::noc::{DataError, DataFiles, Lang};

/// The small words by which the matcher tells the job from what surrounds it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmallWords {
    /// They open what somebody says of their own work.
    pub opening: Words,
    /// Those of them that stand before a noun.
    pub article: Words,
    /// They are elided before a noun, also where they lack their apostrophe.
    pub elided: Words,
    /// After them follow the place, the people or the employer.
    pub circumstance: Words,
    /// They name somebody who works for a person.
    pub assisting: Words,
    /// They stand between such a word and that person.
    pub assisted: Words,
    /// They begin a new part of a long message.
    pub new_part: Words,
    /// They join two jobs of one person.
    pub joining: Words,
    /// After them letters name the job.
    pub designation: Words,
    /// They deny what follows.
    pub denials: Words,
    /// After a denial they undo it.
    pub only: Words,
    /// They may stand between a denial and what is denied.
    pub after_denial: Words,
    /// They end what is denied.
    pub denial_ends: Words,
    /// Words that only one language has, among those that say nothing of an occupation.
    pub telling: Words,
}

impl Subject for SmallWords {
    const FILE: &'static str = "matching.toml";
}

impl Merged for SmallWords {
    fn add(&mut self, other: Self) {
        self.opening.add(other.opening);
        self.article.add(other.article);
        self.elided.add(other.elided);
        self.circumstance.add(other.circumstance);
        self.assisting.add(other.assisting);
        self.assisted.add(other.assisted);
        self.new_part.add(other.new_part);
        self.joining.add(other.joining);
        self.designation.add(other.designation);
        self.denials.add(other.denials);
        self.only.add(other.only);
        self.after_denial.add(other.after_denial);
        self.denial_ends.add(other.denial_ends);
        self.telling.add(other.telling);
    }
}

/// What the matcher knows of languages.
#[derive(Debug, Clone)]
pub struct MatchingWords {
    /// The small words around a job.
    pub small: SmallWords,
    /// Endings that words of one family differ in.
    pub endings: Arc<Endings>,
    /// How letters sound.
    pub sounds: Sounds,
    language_of: FxHashMap<String, Lang>,
}

impl MatchingWords {
    /// Reads `matching.toml`, `endings.toml` and `sounds.toml` of every language.
    ///
    /// # Errors
    /// A file is missing or wrong, or a word that tells a language stands in two of them.
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let tags = Languages::tags_in(files)?;
        let mut language_of = FxHashMap::default();
        let each = read_each::<SmallWords>(files, &tags)?;
        for (lang, own) in each.iter() {
            for word in own.telling.iter() {
                if let Some(other) = language_of.insert(word.to_owned(), lang) {
                    let path = Languages::path(lang, SmallWords::FILE);
                    let other = other.tag();
                    let problem = format!(
                        "expected words that no other language has in telling, {word:?} stands in {other} too"
                    );
                    return Err(DataError::file(files.name_of(&path), problem));
                }
            }
        }
        Ok(MatchingWords {
            small: read_merged(files, &tags)?,
            endings: Arc::new(read_merged(files, &tags)?),
            sounds: read_merged(files, &tags)?,
            language_of,
        })
    }

    /// The language that alone has this word, among those that say nothing of an occupation.
    pub fn language_of(&self, word: &str) -> Option<Lang> {
        self.language_of.get(word).copied()
    }
}
