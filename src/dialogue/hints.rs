//! What a message that names a job says besides: "nurse since 14 months" offers a start.

use jiff::civil::Date;

use crate::eligibility::StatedDate;
use crate::language::Languages;
use crate::noc::Lang;
use crate::understanding::{DateReading, DateRole, read_date};

/// The most words that a date or duration spans.
const MAX_WORDS: usize = 6;
/// Longer messages are not searched to their end.
const MAX_SEARCHED: usize = 60;

/// The start that a message mentions, to be offered and never taken for granted.
pub(super) fn start_in(
    text: &str,
    lang: Lang,
    today: Date,
    languages: &Languages,
) -> Option<StatedDate> {
    let words: Vec<&str> = text.split_whitespace().take(MAX_SEARCHED).collect();
    let spans = (2..=MAX_WORDS.min(words.len())).rev();
    let windows = spans.flat_map(|span| (0..).zip(words.windows(span)));
    let tells_a_time = |window: &[&str]| {
        window
            .iter()
            .any(|word| word.chars().any(|c| c.is_ascii_digit()))
    };
    let tells_an_end = |at: usize, window: &[&str]| {
        let before = at.checked_sub(1).map(|before| &words[before]);
        before
            .into_iter()
            .chain(window)
            .any(|word| says_until(word, languages))
    };
    let starts = windows.filter(|(at, window)| tells_a_time(window) && !tells_an_end(*at, window));
    starts.into_iter().find_map(|(_, window)| {
        let text = window.join(" ");
        match read_date(&text, DateRole::Start, lang, today, languages) {
            Ok(DateReading::Sure(date)) if date.as_start() < today => Some(date),
            _ => None,
        }
    })
}

fn says_until(word: &str, languages: &Languages) -> bool {
    let first = word.split(['\'', '’']).next().unwrap_or(word);
    languages
        .dates
        .before_an_end
        .contains(&first.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::spoken;
    use jiff::civil::date;

    #[test]
    fn a_start_is_heard_in_a_message() {
        let today = date(2026, 11, 22);
        for (text, expected) in [
            (
                "hi im PSW in a nursing home since 14 month full time",
                Some(date(2025, 9, 22)),
            ),
            ("infirmière depuis mars 2024", Some(date(2024, 3, 1))),
            ("I was a pharmacist until june 2024", None),
            ("j'ai été soudeur jusqu'en juin 2024", None),
            (
                "welder from march 2022 to june 2024",
                Some(date(2022, 3, 1)),
            ),
            ("nurse", None),
            ("class 1 truck driver", None),
            ("TIG welder 6G", None),
        ] {
            let heard = start_in(text, Lang::EN, today, spoken()).map(StatedDate::as_start);
            assert_eq!(heard, expected, "{text}");
        }
    }
}
