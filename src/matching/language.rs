//! The language a text is typed in.

use super::index::Index;
use super::query::Query;
use super::word_lists::StopWord;
use crate::language::MatchingWords;
use crate::noc::Lang;

/// What a word that only one language has weighs against the words of the titles.
const TELLING_WORD: f32 = 1.2;
/// What two words weigh that stand side by side in titles of one language only.
const TELLING_PAIR: f32 = 1.0;
/// Without a telling word a text is in another language than English only if its words lean to it by this share of their number.
const MIN_LEAN: f32 = 0.55;
/// Longer texts tell their language by their words alone.
const MAX_WORDS: usize = 4;

/// The language of a text; English where nothing tells.
pub fn language_of(query: &Query, index: &Index, words: &MatchingWords) -> Lang {
    let vocabulary = &index.vocabulary;
    let telling = |lang: Lang| {
        let typed = query.typed.iter();
        typed
            .filter(|word| words.language_of(word) == Some(lang))
            .count() as f32
    };
    let tells = vocabulary.langs().iter().any(|&lang| telling(lang) > 0.0);
    let is_short = !tells && query.typed.len() <= MAX_WORDS;
    let lean_to = |lang: Lang| -> f32 {
        let read = query.words.iter().filter_map(|word| word.matches.first());
        let titles = read.map(|best| {
            let own = vocabulary.uses_in(best.word, lang) as f32;
            best.similarity * own / (vocabulary.uses(best.word) as f32 + 1.0)
        });
        let pairs = if is_short {
            TELLING_PAIR * pairs_of(query, index, lang)
        } else {
            0.0
        };
        TELLING_WORD * telling(lang) + titles.sum::<f32>() + pairs
    };
    let needed = if is_short {
        let unclassed = |class: &&Option<StopWord>| class.is_none();
        MIN_LEAN * query.stop.iter().filter(unclassed).count() as f32
    } else {
        0.0
    };
    let (mut best, mut most) = (Lang::EN, lean_to(Lang::EN));
    for &lang in vocabulary.langs().iter().filter(|&&lang| lang != Lang::EN) {
        let lean = lean_to(lang);
        if lean > most && lean >= needed {
            (best, most) = (lang, lean);
        }
    }
    best
}

/// How many pairs of neighbours of the text stand side by side in entries of this language.
fn pairs_of(query: &Query, index: &Index, lang: Lang) -> f32 {
    let read = query.words.iter().filter_map(|word| word.matches.first());
    let words: Vec<_> = read.map(|best| best.word).collect();
    let stands_in_entry = |pair: &&[_]| index.is_pair(pair[0], pair[1], lang);
    words.windows(2).filter(stands_in_entry).count() as f32
}
