//! What a text denies, and so does not ask for.

use crate::language::{SmallWords, Words};

/// "I am not a nurse but a cook": what is denied is not asked for.
///
/// With an article the whole phrase is denied, without one the next word only ("not licensed", "sans formation").
pub fn without_negated(words: Vec<String>, known: &SmallWords) -> Vec<String> {
    let is_in = |list: &Words, at: usize| words.get(at).is_some_and(|word| list.contains(word));
    let Some(at) = (0..words.len()).find(|&at| is_in(&known.denials, at)) else {
        return words;
    };
    let mut from = at + 1;
    while is_in(&known.after_denial, from) {
        from += 1;
    }
    let whole_phrase = from > at + 1;
    let turn = (from..words.len()).find(|&at| is_in(&known.denial_ends, at));
    let end = match turn {
        Some(turn) if whole_phrase => turn,
        None if whole_phrase => words.len(),
        _ => (from + 1).min(words.len()),
    };
    if at == 0 && end == words.len() || is_in(&known.only, at + 1) {
        return words;
    }
    // "I am" before the denial says nothing without what is denied.
    let start = (0..at)
        .rev()
        .take_while(|&before| is_in(&known.denial_ends, before))
        .last();
    words[..start.unwrap_or(at)]
        .iter()
        .chain(&words[end..])
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::MatchingWords;
    use crate::noc::DataFiles;
    use crate::text::fold;

    #[test]
    fn what_is_denied_is_left_out() {
        let known = MatchingWords::open(&DataFiles::BuiltIn).unwrap();
        let left = |text: &str| without_negated(fold::words(text), &known.small).join(" ");
        assert_eq!(left("I am not a nurse but a cook"), "but a cook");
        assert_eq!(left("je ne suis pas un médecin"), "je ne");
        assert_eq!(left("not only nurse"), "not only nurse");
        assert_eq!(left("draw plans not licensed"), "draw plans");
        assert_eq!(
            left("cuisinier sans formation à Ottawa"),
            "cuisinier a ottawa"
        );
        assert_eq!(left("non"), "non");
    }
}
