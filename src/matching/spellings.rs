//! Other spellings and short forms of words: texts are brought to the words of the titles before they are matched.

use rustc_hash::FxHashMap;

use crate::language::Languages;
use crate::noc::{DataError, DataFiles, tsv_rows};
use crate::text::fold;

/// Of every language that has one.
const FILE: &str = "spellings.tsv";
/// From so many single letters on, letters apart are one word.
const MIN_LETTERS_APART: usize = 3;

/// What words of `spellings.tsv` mean.
#[derive(Debug, Default)]
pub struct Spellings {
    /// A folded word to what it means, the likeliest first.
    meanings: FxHashMap<String, Vec<String>>,
    /// A word of the titles to its other spellings.
    variants: FxHashMap<String, Vec<String>>,
}

impl Spellings {
    /// Reads `spellings.tsv` of every language; a word that stands in several means all that they say.
    ///
    /// # Errors
    /// A line is wrong.
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let mut spellings = Spellings::default();
        for (_, path) in Languages::having(files, FILE, None)? {
            let file = files.name_of(&path);
            for (line, [typed, means]) in tsv_rows(&file, files.read(&path)?, ["typed", "means"])? {
                let added = spellings.add(typed, means);
                added.map_err(|problem| DataError::line(&file, line, problem))?;
            }
        }
        Ok(spellings)
    }

    fn add(&mut self, typed: &str, means: &str) -> Result<(), String> {
        let one_word = |text: &str| match fold::words(text).as_slice() {
            [word] => Ok(word.clone()),
            _ => Err(format!("expected one word, found {text:?}")),
        };
        let typed = one_word(typed)?;
        for meaning in means.split('|') {
            let meaning = one_word(meaning)?;
            if meaning == typed {
                return Err(format!("expected another word than {typed:?}"));
            }
            let known = self.meanings.entry(typed.clone()).or_default();
            if !known.contains(&meaning) {
                known.push(meaning);
            }
        }
        if let Some([only]) = self.meanings.get(&typed).map(Vec::as_slice) {
            let variants = self.variants.entry(only.clone()).or_default();
            variants.push(typed);
        }
        Ok(())
    }

    /// The words with letters apart joined ("w e l d e r") and every word that means one other replaced by it.
    pub fn normalised(&self, words: Vec<String>) -> Vec<String> {
        let is_letter = |word: &String| word.len() == 1 && word.as_bytes()[0].is_ascii_alphabetic();
        let mut out: Vec<String> = Vec::with_capacity(words.len());
        for run in words.chunk_by(|a, b| is_letter(a) && is_letter(b)) {
            if run.len() >= MIN_LETTERS_APART {
                out.push(run.concat());
            } else {
                out.extend_from_slice(run);
            }
        }
        for word in &mut out {
            if let Some([only]) = self.meanings.get(word).map(Vec::as_slice) {
                word.clone_from(only);
            }
        }
        out
    }

    /// The folded and normalised words of a text, joined by single spaces.
    pub fn key(&self, text: &str) -> String {
        self.normalised(fold::words(text)).join(" ")
    }

    /// What a short form of several words means, the likeliest first.
    pub fn meanings_of(&self, word: &str) -> &[String] {
        self.meanings.get(word).map_or(&[], Vec::as_slice)
    }

    /// The other spellings of a word.
    pub fn variants_of(&self, word: &str) -> &[String] {
        self.variants.get(word).map_or(&[], Vec::as_slice)
    }

    /// Every word with what it means.
    pub fn all(&self) -> impl Iterator<Item = (&str, &[String])> {
        let meanings = self.meanings.iter();
        meanings.map(|(typed, means)| (typed.as_str(), means.as_slice()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_brought_to_the_words_of_titles() {
        let known = Spellings::open(&DataFiles::BuiltIn).unwrap();
        let normalised = |text| known.key(text);
        assert_eq!(normalised("w e l d e r"), "welder");
        assert_eq!(normalised("Laborer, R & D"), "labourer r and d");
        assert_eq!(normalised("theater mgr"), "theatre manager");
        assert_eq!(known.meanings_of("mech"), ["mechanic", "mechanical"]);
        assert!(known.variants_of("labour").contains(&"labor".to_owned()));
    }

    #[test]
    fn wrong_lines_are_refused() {
        let mut known = Spellings::default();
        assert!(known.add("mgr", "general manager").is_err());
        assert!(known.add("mgr", "Mgr").is_err());
        assert!(known.add("mgr", "manager").is_ok());
    }
}
