//! Long texts: a letter or a list of duties is weighed sentence by sentence, and what the work is called goes first.

use rustc_hash::FxHashMap;

use super::Candidate;
use crate::language::{SmallWords, Words};
use crate::noc::NocCode;
use crate::text::fold;

/// Texts of fewer words are read as a whole only, and so are those of more: they are no letter.
const MIN_WORDS: usize = 25;
const MAX_WORDS: usize = 220;
/// Sentences of fewer words say nothing of work, and so many are weighed.
const MIN_SENTENCE: usize = 2;
const MAX_SENTENCES: usize = 12;
/// The name of the job has at most so many words.
const MAX_DESIGNATION: usize = 6;
/// What the text as a whole, all its sentences together, and the name of the job count for.
const WHOLE: f32 = 1.0;
const SENTENCES: f32 = 1.0;
const DESIGNATION: f32 = 2.0;

/// Whether a text is long, but not too long to be weighed so.
pub fn is_long(text: &str) -> bool {
    (MIN_WORDS..=MAX_WORDS).contains(&text.split_whitespace().count())
}

/// The sentences of a text and the parts of its lists.
pub fn sentences_of(text: &str) -> Vec<&str> {
    let sentences = text.split(['.', ';', ':', '!', '?', '\n']);
    let long_enough = sentences.filter(|part| part.split_whitespace().count() >= MIN_SENTENCE);
    long_enough.take(MAX_SENTENCES).collect()
}

/// What follows a word by which a letter names the job ("employed as", "poste"): up to the next mark, and up to where or when.
pub fn designations_of(text: &str, known: &SmallWords) -> Option<[String; 2]> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_in = |list: &Words, at: usize| list.contains(&fold::key(words[at]));
    let mut from = (0..words.len()).find(|&at| is_in(&known.designation, at))? + 1;
    // "Poste : éducatrice", "as a dental assistant".
    while from < words.len()
        && (fold::key(words[from]).is_empty()
            || is_in(&known.designation, from)
            || is_in(&known.after_denial, from))
    {
        from += 1;
    }
    let mut full = String::new();
    let mut head = None;
    for (at, word) in words.iter().enumerate().skip(from).take(MAX_DESIGNATION) {
        if is_in(&known.circumstance, at) || is_in(&known.new_part, at) {
            head.get_or_insert_with(|| full.clone());
        }
        full.push_str(word);
        full.push(' ');
        if word.ends_with(['.', ',', ';', ':', ')']) {
            break;
        }
    }
    let head = head.unwrap_or_else(|| full.clone());
    (!head.is_empty()).then_some([full, head])
}

/// The candidates of the whole text, of its sentences and of its designation as one list, best first.
pub fn together(
    whole: &[Candidate],
    sentences: &[Vec<Candidate>],
    designation: &[Candidate],
) -> Vec<Candidate> {
    let mut sums: FxHashMap<NocCode, Candidate> = FxHashMap::default();
    let mut add = |candidates: &[Candidate], weight: f32| {
        for candidate in candidates {
            let zero = Candidate {
                score: 0.0,
                ..*candidate
            };
            sums.entry(candidate.noc).or_insert(zero).score += weight * candidate.score;
        }
    };
    add(designation, DESIGNATION);
    add(whole, WHOLE);
    for sentence in sentences {
        add(sentence, SENTENCES / sentences.len() as f32);
    }
    let mut total = WHOLE + if sentences.is_empty() { 0.0 } else { SENTENCES };
    total += if designation.is_empty() {
        0.0
    } else {
        DESIGNATION
    };
    let mut all: Vec<Candidate> = sums.into_values().collect();
    for candidate in &mut all {
        candidate.score /= total;
    }
    all.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then(a.noc.as_str().cmp(b.noc.as_str()))
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::MatchingWords;
    use crate::noc::DataFiles;

    #[test]
    fn letters_name_the_job() {
        let known = MatchingWords::open(&DataFiles::BuiltIn).unwrap();
        let named = |text: &str| {
            let names = designations_of(text, &known.small)?;
            Some(names.map(|name| name.trim().to_owned()))
        };
        for (letter, full, head) in [
            (
                "was employed with Bluebird as a dental assistant. She",
                "dental assistant.",
                "dental assistant.",
            ),
            (
                "Poste : éducatrice à l'enfance. Elle",
                "éducatrice à l'enfance.",
                "éducatrice à l'enfance.",
            ),
            (
                "comme préposé aux bénéficiaires, de 2020",
                "préposé aux bénéficiaires,",
                "préposé",
            ),
            ("He was hired as welder in 2020", "welder in 2020", "welder"),
        ] {
            let names = [full.to_owned(), head.to_owned()];
            assert_eq!(named(letter), Some(names), "{letter}");
        }
        assert_eq!(named("I bake bread"), None);
    }

    #[test]
    fn one_sentence_does_not_outvote_the_rest() {
        let of = |code: &str, score| Candidate {
            noc: code.parse().unwrap(),
            matched: "",
            score,
        };
        let sentences = [
            vec![of("72106", 0.6)],
            vec![of("75101", 1.0)],
            vec![of("72106", 0.6)],
        ];
        let all = together(&[of("72106", 0.45), of("75101", 0.5)], &sentences, &[]);
        assert_eq!(all[0].noc.as_str(), "72106");
        assert!(all.iter().map(|one| one.score).sum::<f32>() <= 1.0);
    }
}
