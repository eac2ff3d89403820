//! Words cut down to what they share: `lemma` undoes plural and gender, `root` also undoes the ending that makes
//! a verb, an activity or a person of the same stem ("weld", "welding", "welder"; "soude", "soudage", "soudeuse").

use std::borrow::Cow;

use crate::language::{Endings, LemmaRule};

const MIN_ROOT_LETTERS: usize = 4;

/// The word without plural and gender: `nurses` → `nurse`, `soudeuses` → `soudeur`.
pub fn lemma<'a>(word: &'a str, endings: &Endings) -> Cow<'a, str> {
    if word.len() < 4 || word.bytes().any(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(word);
    }
    let last = word.as_bytes().last();
    let fits = |rule: &&LemmaRule| {
        rule.ending.as_bytes().last() == last
            && word.len() >= rule.ending.len() + rule.stays
            && word.ends_with(&rule.ending)
    };
    match endings.lemma.iter().find(fits) {
        Some(rule) if rule.other.is_empty() => {
            Cow::Borrowed(&word[..word.len() - rule.ending.len()])
        }
        Some(rule) if rule.ending != rule.other => {
            let kept = &word[..word.len() - rule.ending.len()];
            Cow::Owned(format!("{kept}{}", rule.other))
        }
        _ => Cow::Borrowed(word),
    }
}

/// The stem that related words share: `welder`, `welding` → `weld`.
pub fn root<'a>(lemma: &'a str, endings: &Endings) -> &'a str {
    let last = lemma.as_bytes().last();
    let fits = |ending: &&String| {
        ending.as_bytes().last() == last
            && lemma.len() >= ending.len() + MIN_ROOT_LETTERS
            && lemma.ends_with(ending.as_str())
    };
    let cut = endings.root.iter().find(fits).map_or(0, |end| end.len());
    let stem = &lemma[..lemma.len() - cut];
    match stem.as_bytes() {
        [.., a, b] if stem.len() > MIN_ROOT_LETTERS && a == b && b.is_ascii() => {
            &stem[..stem.len() - 1]
        }
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::MatchingWords;
    use crate::noc::DataFiles;
    use std::sync::Arc;

    fn endings() -> Arc<Endings> {
        MatchingWords::open(&DataFiles::BuiltIn).unwrap().endings
    }

    #[test]
    fn lemmas_undo_plural_and_gender() {
        let endings = endings();
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
            assert_eq!(lemma(word, &endings), expected, "{word}");
        }
    }

    #[test]
    fn related_words_share_a_root() {
        let endings = endings();
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
                .map(|word| root(&lemma(word, &endings), &endings).to_owned())
                .collect();
            assert!(
                roots.windows(2).all(|pair| pair[0] == pair[1]),
                "{family:?} {roots:?}"
            );
        }
    }
}
