//! The language a text is typed in.

use rustc_hash::FxHashMap;

use super::query::Query;
use super::vocabulary::Vocabulary;
use crate::noc::{DataError, DataFiles, Lang, tsv_rows};
use crate::text::fold;

const FILE: &str = "matching/languages.tsv";
/// What a word that only one language has weighs against the words of the titles.
const TELLING_WORD: f32 = 1.2;

/// Words that only one of the languages has, among those that say nothing of an occupation.
#[derive(Debug)]
pub struct TellingWords(FxHashMap<&'static str, Lang>);

impl TellingWords {
    /// Reads `matching/languages.tsv`.
    ///
    /// # Errors
    /// The file is missing, or a line is wrong.
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let name = files.name_of(FILE);
        let mut words = FxHashMap::default();
        for (line, [lang, word]) in tsv_rows(&name, files.read(FILE)?, ["lang", "word"])? {
            let wrong = |problem: String| DataError::line(&name, line, problem);
            let known = Lang::ALL.into_iter().find(|known| known.tag() == lang);
            let lang = known.ok_or_else(|| wrong(format!("expected en or fr, found {lang:?}")))?;
            if fold::key(word) != word || words.insert(word, lang).is_some() {
                return Err(wrong(format!(
                    "expected a word in small letters without accents, each once, found {word:?}"
                )));
            }
        }
        Ok(TellingWords(words))
    }

    /// The language of a text; English where nothing tells.
    pub fn language_of(&self, query: &Query, vocabulary: &Vocabulary) -> Lang {
        let mut lean_to_french = 0.0;
        for word in &query.typed {
            lean_to_french += match self.0.get(word.as_str()) {
                Some(Lang::Fr) => TELLING_WORD,
                Some(Lang::En) => -TELLING_WORD,
                None => 0.0,
            };
        }
        for word in &query.words {
            let Some(best) = word.meanings.first() else {
                continue;
            };
            let french = vocabulary.uses_in(best.word, Lang::Fr) as f32;
            let english = vocabulary.uses_in(best.word, Lang::En) as f32;
            lean_to_french += best.likeness * (french - english) / (french + english + 1.0);
        }
        if lean_to_french > 0.0 {
            Lang::Fr
        } else {
            Lang::En
        }
    }
}
