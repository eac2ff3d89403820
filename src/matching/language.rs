//! The language a text is typed in.

use super::query::Query;
use super::vocabulary::Vocabulary;
use crate::language::MatchingWords;
use crate::noc::Lang;

/// What a word that only one language has weighs against the words of the titles.
const TELLING_WORD: f32 = 1.2;

/// The language of a text; English where nothing tells.
pub fn language_of(query: &Query, vocabulary: &Vocabulary, words: &MatchingWords) -> Lang {
    let lean_to = |lang: Lang| -> f32 {
        let typed = query.typed.iter();
        let telling = typed.filter(|word| words.language_of(word) == Some(lang));
        let read = query.words.iter().filter_map(|word| word.matches.first());
        let titles = read.map(|best| {
            let own = vocabulary.uses_in(best.word, lang) as f32;
            best.similarity * own / (vocabulary.uses(best.word) as f32 + 1.0)
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
