//! How many months of work an English text asks for.

use crate::language::{Languages, OfficialWords, Words};

/// No text asks for more in words.
const MAX_IN_WORDS: u8 = 20;
/// How many words before a number each of them may stand: "the past 3 years", "a minimum of 12 months".
const WINDOW_REACH: usize = 2;
const MIN_REACH: usize = 3;
/// How many words after a number its unit may stand: "12 months", "12 full-time months".
const UNIT_REACH: usize = 2;
const MONTHS_OF_YEAR: u8 = 12;

/// The months of work experience that a text asks for, if it says so: "at least 12 months", "six months", "1 year".
pub fn months_asked(text: &str, languages: &Languages) -> Option<u8> {
    let text = text.to_lowercase();
    let known = &languages.official;
    let is_about_work = |sentence: &&str| known.about_work.iter().any(|w| sentence.contains(w));
    let about_work = text.split('.').filter(is_about_work);
    let lengths: Vec<Length> = about_work
        .flat_map(|sentence| lengths_in(sentence, languages))
        .collect();
    let least = lengths.iter().find(|length| length.is_least);
    least.or(lengths.first()).map(|length| length.months)
}

struct Length {
    months: u8,
    is_least: bool,
}

/// The lengths of time in a sentence, apart from those of a window.
fn lengths_in(sentence: &str, languages: &Languages) -> Vec<Length> {
    let known = &languages.official;
    let words: Vec<Word> = words_in(sentence).collect();
    let length = |(of_unit, unit): (usize, &Word)| {
        let months = months_of(unit.text, known)?;
        let before = words[..of_unit].iter().enumerate().rev();
        let (at, number) = before
            .take_while(|(_, word)| {
                unit.place - word.place <= UNIT_REACH && months_of(word.text, known).is_none()
            })
            .find_map(|(at, word)| Some((at, number(word.text, &languages.official)?)))?;
        let stands = |wanted: &Words, reach: usize| {
            let before = &words[at.saturating_sub(reach)..at];
            before.iter().any(|word| wanted.contains(word.text))
        };
        let is_in_the = matches!(
            &words[..at],
            [.., before, the] if known.the.contains(the.text) && known.window_the.contains(before.text)
        );
        if is_in_the || stands(&known.window, WINDOW_REACH) {
            return None;
        }
        Some(Length {
            months: number.checked_mul(months)?,
            is_least: stands(&known.least, MIN_REACH),
        })
    };
    words.iter().enumerate().filter_map(length).collect()
}

/// A word, and which one in the sentence; "full-time" are two in one place.
struct Word<'a> {
    text: &'a str,
    place: usize,
}

fn words_in(sentence: &str) -> impl Iterator<Item = Word<'_>> {
    let places = sentence.split_whitespace().enumerate();
    places.flat_map(|(place, written)| {
        let parts = written.split(|c: char| !c.is_alphanumeric());
        let parts = parts.filter(|part| !part.is_empty());
        parts.map(move |text| Word { text, place })
    })
}

/// How many months the unit has that a word names.
fn months_of(word: &str, known: &OfficialWords) -> Option<u8> {
    match () {
        () if known.month.contains(word) => Some(1),
        () if known.year.contains(word) => Some(MONTHS_OF_YEAR),
        () => None,
    }
}

fn number(word: &str, known: &OfficialWords) -> Option<u8> {
    let worded = known.numbers.get(word).copied();
    worded
        .filter(|number| (1..=MAX_IN_WORDS).contains(number))
        .or_else(|| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::spoken;

    #[test]
    fn the_months_are_told_from_the_window() {
        for (text, months) in [
            (
                "have accumulated, within the past 3 years, at least 12 months of full-time work experience",
                Some(12),
            ),
            (
                "at least 6 months of continuous experience in the last three years",
                Some(6),
            ),
            ("Six months of work experience.", Some(6)),
            (
                "a minimum of 1 year of experience in one of the occupations",
                Some(12),
            ),
            ("one (1) year of experience", Some(12)),
            ("an 18-month experience", Some(18)),
            (
                "a 2-year credential. At least eighteen months of experience",
                Some(18),
            ),
            (
                "3 months of training and at least 12 months of work experience",
                Some(12),
            ),
            ("in the past three years, one year of experience", Some(12)),
            ("at least 18 consecutive months of experience", Some(18)),
            ("12 full-time months of experience", Some(12)),
            ("one (1) full-time year of experience", Some(12)),
            (
                "In the three years before you apply, 12 months of experience",
                Some(12),
            ),
            (
                "6 continuous months of experience during the 36 months before",
                Some(6),
            ),
            ("experience in 3 or many months", None),
            ("experience in the past 3 years", None),
            ("a 3-year job offer", None),
            ("300 years of experience", None),
            ("", None),
        ] {
            assert_eq!(months_asked(text, spoken()), months, "{text}");
        }
    }
}
