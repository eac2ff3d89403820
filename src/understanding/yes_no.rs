//! Yes or no.

use super::words::{phrase_at, tokens};
use crate::language::{Languages, Phrases, Words};

/// In a longer answer only a clear first word counts.
const SHORT: usize = 5;

/// Reads yes or no in any of the languages; none if the answer is neither, or undecided.
pub fn read_yes_no(text: &str, languages: &Languages) -> Option<bool> {
    let known = &languages.answers;
    let tokens = tokens(text);
    let says = |phrases: &Phrases| {
        let mut places = 0..tokens.len();
        places.any(|at| {
            phrases
                .iter()
                .any(|phrase| phrase_at(&tokens[at..], phrase).is_some())
        })
    };
    if says(&known.undecided) {
        return None;
    }
    let words: Vec<&str> = tokens.iter().filter_map(|token| token.word()).collect();
    let Some(&first) = words.first() else {
        return symbol(text);
    };
    let clear = |word: &str| word.len() > 1 || words.len() == 1;
    if known.yes.contains(first) && clear(first) {
        return Some(true);
    }
    if known.no.contains(first) && clear(first) {
        return Some(false);
    }
    if words.len() > SHORT {
        return None;
    }
    let any = |list: &Words| {
        words
            .iter()
            .any(|word| word.len() > 1 && list.contains(word))
    };
    let agrees_last = words
        .last()
        .is_some_and(|last| known.agrees_last.contains(last));
    let yes = any(&known.yes) || any(&known.agrees) || agrees_last || says(&known.surely);
    let no = any(&known.no) || any(&known.denies);
    match (yes, no) {
        // "I do not", "pas vrai"
        (_, true) => Some(false),
        (true, false) => Some(true),
        (false, false) => None,
    }
}

/// A thumb, a tick or a cross.
fn symbol(text: &str) -> Option<bool> {
    let has = |symbols: &[char]| text.contains(symbols);
    match (
        has(&['👍', '✅', '✔', '👌', '☑']),
        has(&['👎', '❌', '✖', '🚫']),
    ) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::spoken;
    use proptest::prelude::*;

    #[test]
    fn yes_and_no_are_read() {
        let yes = [
            "yes",
            "Y",
            "yep",
            "Yeah!",
            "yes, in Canada",
            "yes please",
            "ok",
            "OK.",
            "sure",
            "of course",
            "I do",
            "I think so",
            "I have",
            "that's right",
            "correct",
            "true",
            "oui",
            "Oui !",
            "ouais",
            "o",
            "si",
            "mais si",
            "vrai",
            "c'est vrai",
            "bien sûr",
            "d'accord",
            "tout à fait",
            "exactement",
            "well yes",
            "👍",
            "✅",
            "ＹＥＳ",
            "yes I worked there for a long time in total",
        ];
        let no = [
            "no",
            "N",
            "nope",
            "No.",
            "no, thanks",
            "nah",
            "never",
            "not yet",
            "I don't",
            "I do not",
            "I have not",
            "not true",
            "none",
            "false",
            "non",
            "Non merci",
            "pas encore",
            "pas du tout",
            "jamais",
            "aucun",
            "c'est faux",
            "ce n'est pas vrai",
            "👎",
            "❌",
            "no I have never worked there at all",
        ];
        let neither = [
            "",
            "nurse",
            "40",
            "maybe",
            "not sure",
            "I don't know",
            "peut-être",
            "je ne sais pas",
            "pas sûr",
            "no idea",
            "no problem",
            "yes and no",
            "ça dépend",
            "I was a nurse in a big hospital",
            "I am a bus driver",
            "I did welding",
            "🙂",
            "✅❌",
            "y a",
        ];
        for (texts, expected) in [
            (&yes[..], Some(true)),
            (&no[..], Some(false)),
            (&neither[..], None),
        ] {
            for text in texts {
                assert_eq!(read_yes_no(text, spoken()), expected, "{text:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            read_yes_no(&text, spoken());
        }
    }
}
