//! Yes or no.

use super::words::{listed, phrase_at, tokens};

/// In a longer answer only a clear first word counts.
const SHORT: usize = 5;

const YES: &str = "yes y yep yup yeah yea ya yess yas oui ouais ouai ui o si";
const NO: &str = "no n nope nop nah non nan";
const AGREES: &str = "ok okay sure right correct true indeed absolutely definitely certainly exactly affirmative \
    vrai exact exactement accord certainement absolument evidemment effectivement affirmatif";
/// Agreement where nothing follows: "I do", but not "I am a nurse".
const AGREES_LAST: &str = "do have am did was";
const DENIES: &str = "not dont don doesn didn haven isn never none false wrong negative pas jamais aucun aucune faux \
    negatif";

/// Neither, whatever else is said.
const UNDECIDED: &[&str] = &[
    "not sure",
    "unsure",
    "maybe",
    "perhaps",
    "don t know",
    "dont know",
    "do not know",
    "no idea",
    "depends",
    "peut etre",
    "pas sur",
    "pas sure",
    "pas certain",
    "pas certaine",
    "sais pas",
    "aucune idee",
    "ca depend",
    "no problem",
    "pas de probleme",
    "yes and no",
    "yes or no",
    "oui et non",
    "oui ou non",
];

/// Agreement in several words.
const SURELY: &[&str] = &[
    "think so",
    "of course",
    "bien sur",
    "tout a fait",
    "c est ca",
    "that s it",
];

/// Reads yes or no in English or French; none if the answer is neither, or undecided.
pub fn read_yes_no(text: &str) -> Option<bool> {
    let tokens = tokens(text);
    let says = |phrases: &[&str]| {
        let mut places = 0..tokens.len();
        places.any(|at| {
            phrases
                .iter()
                .any(|phrase| phrase_at(&tokens[at..], phrase).is_some())
        })
    };
    if says(UNDECIDED) {
        return None;
    }
    let words: Vec<&str> = tokens.iter().filter_map(|token| token.word()).collect();
    let Some(&first) = words.first() else {
        return symbol(text);
    };
    let clear = |word: &str| word.len() > 1 || words.len() == 1;
    if listed(YES, first) && clear(first) {
        return Some(true);
    }
    if listed(NO, first) && clear(first) {
        return Some(false);
    }
    if words.len() > SHORT {
        return None;
    }
    let any = |list: &str| {
        words
            .iter()
            .any(|word| word.len() > 1 && listed(list, word))
    };
    let agrees_last = words.last().is_some_and(|last| listed(AGREES_LAST, last));
    let yes = any(YES) || any(AGREES) || agrees_last || says(SURELY);
    let no = any(NO) || any(DENIES);
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
                assert_eq!(read_yes_no(text), expected, "{text:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            read_yes_no(&text);
        }
    }
}
