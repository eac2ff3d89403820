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
            let lang = lang
                .parse()
                .map_err(|error| wrong(format!("{error}, found {lang:?}")))?;
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
        let lean_to = |lang: Lang| -> f32 {
            let typed = query.typed.iter();
            let telling = typed.filter(|word| self.0.get(word.as_str()) == Some(&lang));
            let words = query.words.iter().filter_map(|word| word.meanings.first());
            let titles = words.map(|best| {
                let own = vocabulary.uses_in(best.word, lang) as f32;
                best.likeness * own / (vocabulary.uses(best.word) as f32 + 1.0)
            });
            TELLING_WORD * telling.count() as f32 + titles.sum::<f32>()
        };
        let (mut best, mut most) = (Lang::EN, lean_to(Lang::EN));
        for &lang in vocabulary.langs().iter().filter(|&&lang| lang != Lang::EN) {
            let lean = lean_to(lang);
            if lean > most {
                (best, most) = (lang, lean);
            }
        }
        best
    }
}
