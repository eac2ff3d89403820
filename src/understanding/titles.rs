//! Whether a text says a title, or a word of it.

use crate::matching::MatchResult;
use crate::text::fold;

/// A word of a title begins with so many letters of a typed one.
const COMMON_LETTERS: usize = 4;

/// Whether a text is, but for words of no use, a name of the occupation it was found to mean ("child care worker").
pub(super) fn is_name(text: &str, whole: &MatchResult) -> bool {
    let Some(best) = whole.candidates.first() else {
        return false;
    };
    fold::key(best.matched) == fold::key(text)
}

/// Whether every longer word of a title is said in a text, whatever its ending.
pub(super) fn is_said_in(title: &str, text: &str) -> bool {
    let said = stems(text);
    let title = stems(title);
    !title.is_empty() && title.iter().all(|word| said.contains(word))
}

/// The beginnings of the longer words of a text; a word of just so many letters is no beginning of another ("cash", "cashier").
fn stems(text: &str) -> Vec<String> {
    let mut words = fold::words(text);
    words.retain(|word| word.chars().count() >= COMMON_LETTERS);
    let stem = |word: &String| {
        let goes_on = word.chars().nth(COMMON_LETTERS).map(|_| '-');
        word.chars().take(COMMON_LETTERS).chain(goes_on).collect()
    };
    words.iter().map(stem).collect()
}

/// Whether a title has a word of a text, whatever its ending.
pub(super) fn shares_word(title: &str, text: &str) -> bool {
    let said = stems(text);
    stems(title).iter().any(|word| said.contains(word))
}
