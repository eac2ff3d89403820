//! Words cut down to what they share: `lemma` undoes plural and gender, `root` also undoes the ending that makes
//! a verb, an activity or a person of the same stem ("weld", "welding", "welder"; "soude", "soudage", "soudeuse").

use std::borrow::Cow;

/// A rule: an ending, what replaces it, and how many letters must stay before it.
type Rule = (&'static str, &'static str, usize);

/// Plural and gender, English and French. The first rule that fits is taken.
const LEMMA: &[Rule] = &[
    ("women", "woman", 0),
    ("men", "man", 3),
    ("ieres", "ier", 2),
    ("iere", "ier", 2),
    ("trices", "teur", 2),
    ("trice", "teur", 2),
    ("euses", "eur", 2),
    ("euse", "eur", 2),
    ("iennes", "ien", 2),
    ("ienne", "ien", 2),
    ("eures", "eur", 3),
    ("eure", "eur", 3),
    ("elles", "el", 3),
    ("elle", "el", 3),
    ("ives", "if", 3),
    ("ive", "if", 3),
    ("ees", "e", 3),
    ("ee", "e", 3),
    ("ies", "y", 2),
    ("sses", "ss", 2),
    ("ches", "ch", 2),
    ("shes", "sh", 2),
    ("xes", "x", 2),
    ("aux", "al", 3),
    ("eaux", "eau", 2),
    ("ss", "ss", 1),
    ("us", "us", 2),
    ("is", "is", 2),
    ("s", "", 3),
];

/// Endings of verbs, activities and persons, longest first. What is left must keep four letters.
const ROOT_ENDINGS: &[&str] = &[
    "isations", "izations", "isation", "ization", "issement", "ements", "ations", "atrice",
    "ateurs", "ement", "ation", "ateur", "ators", "ments", "euses", "antes", "aires", "istes",
    "ions", "ator", "ment", "ings", "euse", "eurs", "ants", "ante", "ages", "aire", "iste", "ists",
    "ians", "iers", "iere", "ures", "ing", "eur", "ant", "age", "ist", "ian", "ier", "ure", "ion",
    "ers", "ors", "ent", "ait", "ons", "ery", "ed", "er", "or", "es", "ez", "ee", "ie", "al", "e",
    "y", "s", "a", "o",
];

const LEAST_ROOT_LETTERS: usize = 4;

/// The word without plural and gender: `nurses` → `nurse`, `soudeuses` → `soudeur`.
pub fn lemma(word: &str) -> Cow<'_, str> {
    if word.len() < 4 || word.bytes().any(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(word);
    }
    let last = word.as_bytes().last();
    let fits = |&&(ending, _, stays): &&Rule| {
        ending.as_bytes().last() == last
            && word.len() >= ending.len() + stays
            && word.ends_with(ending)
    };
    match LEMMA.iter().find(fits) {
        Some(("s", "", _)) => Cow::Borrowed(&word[..word.len() - 1]),
        Some((ending, other, _)) if ending != other => {
            let kept = &word[..word.len() - ending.len()];
            Cow::Owned(format!("{kept}{other}"))
        }
        _ => Cow::Borrowed(word),
    }
}

/// The stem that related words share: `welder`, `welding` → `weld`.
pub fn root(lemma: &str) -> &str {
    let last = lemma.as_bytes().last();
    let fits = |ending: &&&str| {
        ending.as_bytes().last() == last
            && lemma.len() >= ending.len() + LEAST_ROOT_LETTERS
            && lemma.ends_with(**ending)
    };
    let cut = ROOT_ENDINGS.iter().find(fits).map_or(0, |end| end.len());
    let stem = &lemma[..lemma.len() - cut];
    match stem.as_bytes() {
        [.., a, b] if stem.len() > LEAST_ROOT_LETTERS && a == b && b.is_ascii() => {
            &stem[..stem.len() - 1]
        }
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lemmas_undo_plural_and_gender() {
        for (word, expected) in [
            ("nurses", "nurse"),
            ("secretaries", "secretary"),
            ("infirmieres", "infirmier"),
            ("soudeuses", "soudeur"),
            ("conductrice", "conducteur"),
            ("ingenieure", "ingenieur"),
            ("electricienne", "electricien"),
            ("employees", "employe"),
            ("glass", "glass"),
            ("bus", "bus"),
            ("gas", "gas"),
            ("rn", "rn"),
        ] {
            assert_eq!(lemma(word), expected, "{word}");
        }
    }

    #[test]
    fn related_words_share_a_root() {
        for family in [
            &["weld", "welder", "welding", "welded"][..],
            &["teach", "teacher", "teaching"],
            &["soude", "soudeur", "soudage", "soudure"],
            &["repare", "reparateur", "reparation", "reparer"],
            &["drive", "driver", "driving"],
            &["cleaner", "cleaning", "clean"],
        ] {
            let roots: Vec<String> = family
                .iter()
                .map(|word| root(&lemma(word)).to_owned())
                .collect();
            assert!(
                roots.windows(2).all(|pair| pair[0] == pair[1]),
                "{family:?} {roots:?}"
            );
        }
    }
}
