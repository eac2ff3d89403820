//! How many months of work an English text asks for.

/// Number words, from one on.
const NUMBERS: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
/// What stands before the length of the window in which the work must lie.
const WINDOW: [&str; 6] = ["past", "last", "previous", "preceding", "within", "recent"];
/// What stands before the least length of the work.
const LEAST: [&str; 2] = ["least", "minimum"];
/// How many words before a number each of them may stand: "the past 3 years", "a minimum of 12 months".
const WINDOW_REACH: usize = 2;
const LEAST_REACH: usize = 3;
const MONTHS_OF_YEAR: u8 = 12;

/// The months of work experience that a text asks for, if it says so: "at least 12 months", "six months", "1 year".
pub fn months_asked(text: &str) -> Option<u8> {
    let text = text.to_lowercase();
    let about_work = text.split('.').filter(|s| s.contains("experience"));
    let lengths: Vec<Length> = about_work.flat_map(lengths_in).collect();
    let least = lengths.iter().find(|length| length.is_least);
    least.or(lengths.first()).map(|length| length.months)
}

struct Length {
    months: u8,
    is_least: bool,
}

/// The lengths of time in a sentence, apart from those of a window.
fn lengths_in(sentence: &str) -> Vec<Length> {
    let words: Vec<&str> = sentence
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let length = |(at, pair): (usize, &[&str])| {
        let unit = match pair[1] {
            "month" | "months" => 1,
            "year" | "years" => MONTHS_OF_YEAR,
            _ => return None,
        };
        let stands = |wanted: &[&str], reach: usize| {
            let before = &words[at.saturating_sub(reach)..at];
            before.iter().any(|word| wanted.contains(word))
        };
        if stands(&WINDOW, WINDOW_REACH) {
            return None;
        }
        Some(Length {
            months: number(pair[0])?.checked_mul(unit)?,
            is_least: stands(&LEAST, LEAST_REACH),
        })
    };
    words.windows(2).enumerate().filter_map(length).collect()
}

fn number(word: &str) -> Option<u8> {
    let worded = NUMBERS.iter().zip(1..).find(|(name, _)| **name == word);
    worded
        .map(|(_, number)| number)
        .or_else(|| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("experience in the past 3 years", None),
            ("a 3-year job offer", None),
            ("300 years of experience", None),
            ("", None),
        ] {
            assert_eq!(months_asked(text), months, "{text}");
        }
    }
}
