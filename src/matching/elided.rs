//! Elided words that lack their apostrophe.

use crate::language::SmallWords;
use crate::text::fold;

/// An elided word stands behind a word of at least so many letters; behind others it is a letter of a name ("r d engineer").
const MIN_BEFORE_ELIDED: usize = 4;

/// Without the elided words that lack their apostrophe ("architecte d entreprise").
pub(super) fn without_elided_apart(words: Vec<String>, known: &SmallWords) -> Vec<String> {
    let is_elided = |at: usize| {
        let before = at.checked_sub(1).map_or(0, |before| words[before].len());
        let next = words.get(at + 1);
        before >= MIN_BEFORE_ELIDED
            && known.elided.contains(&words[at])
            && next.is_some_and(|next| fold::begins_mute(next))
    };
    if !(0..words.len()).any(is_elided) {
        return words;
    }
    let kept = (0..words.len()).filter(|&at| !is_elided(at));
    kept.map(|at| words[at].clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::MatchingWords;
    use crate::noc::DataFiles;

    #[test]
    fn an_elided_word_may_lack_its_apostrophe() {
        let known = MatchingWords::open(&DataFiles::BuiltIn).unwrap().small;
        let read = |text: &str| without_elided_apart(fold::words(text), &known).join(" ");
        assert_eq!(read("architecte d entreprise"), "architecte entreprise");
        assert_eq!(read("agent d assurance emploi"), "agent assurance emploi");
        assert_eq!(read("R & D engineer"), "r and d engineer");
        assert_eq!(read("3 d artist"), "3 d artist");
        assert_eq!(read("class d driver"), "class d driver");
        assert_eq!(read("farmer's helper"), "farmer s helper");
    }
}
