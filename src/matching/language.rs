//! The language a text is typed in.

use super::query::Query;
use super::vocabulary::Vocabulary;
use crate::noc::Lang;

/// Words that only one of the languages has, among those that say nothing of an occupation.
const FRENCH_ONLY: &[&str] = &[
    "je",
    "j",
    "suis",
    "ai",
    "un",
    "une",
    "le",
    "la",
    "les",
    "des",
    "du",
    "de",
    "d",
    "et",
    "en",
    "au",
    "aux",
    "chez",
    "dans",
    "mon",
    "ma",
    "mes",
    "pour",
    "avec",
    "sur",
    "depuis",
    "est",
    "qui",
    "que",
    "qu",
    "l",
    "bonjour",
    "bonsoir",
    "salut",
    "merci",
    "svp",
    "metier",
    "travail",
    "travaille",
    "fais",
    "ans",
    "mois",
    "quel",
    "quelle",
    "ce",
    "cest",
    "c",
    "jsuis",
    "bjr",
    "slt",
    "etre",
    "comme",
    "pas",
    "ne",
    "nous",
    "mais",
    "ou",
    "ses",
    "son",
    "sa",
];
const ENGLISH_ONLY: &[&str] = &[
    "i", "am", "im", "my", "the", "a", "an", "and", "of", "in", "at", "with", "for", "to", "is",
    "are", "was", "work", "working", "job", "years", "year", "months", "what", "which", "hi",
    "hello", "please", "pls", "thanks", "who", "from", "as", "it", "do", "does", "we", "you",
    "our", "have", "has", "not", "but", "they",
];
/// What one such word weighs against the words of the titles.
const FUNCTION_WORD: f32 = 1.2;

/// The language of a text; English where nothing tells.
pub fn of(query: &Query, vocabulary: &Vocabulary) -> Lang {
    let mut lean_to_french = 0.0;
    for word in &query.typed {
        if FRENCH_ONLY.contains(&word.as_str()) {
            lean_to_french += FUNCTION_WORD;
        }
        if ENGLISH_ONLY.contains(&word.as_str()) {
            lean_to_french -= FUNCTION_WORD;
        }
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
