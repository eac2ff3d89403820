//! What a message that names a job says besides: "nurse since 14 months" offers a start.

use jiff::civil::Date;

use crate::eligibility::StatedDate;
use crate::noc::Lang;
use crate::understanding::{DateReading, DateRole, read_date};

/// The most words that a date or duration spans.
const MOST_WORDS: usize = 6;
/// Longer messages are not searched to their end.
const MOST_SEARCHED: usize = 60;

/// What comes before the end of a job, in either language.
const UNTIL: [&str; 9] = [
    "until", "till", "til", "to", "ended", "left", "jusqu", "jusque", "fini",
];

/// The start that a message mentions, to be offered and never taken for granted.
pub(super) fn start_in(text: &str, lang: Lang, today: Date) -> Option<StatedDate> {
    let words: Vec<&str> = text.split_whitespace().take(MOST_SEARCHED).collect();
    let spans = (2..=MOST_WORDS.min(words.len())).rev();
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
            .any(|word| says_until(word))
    };
    let starts = windows.filter(|(at, window)| tells_a_time(window) && !tells_an_end(*at, window));
    starts.into_iter().find_map(|(_, window)| {
        match read_date(&window.join(" "), DateRole::Start, lang, today) {
            Ok(DateReading::Sure(date)) if date.as_start() < today => Some(date),
            _ => None,
        }
    })
}

fn says_until(word: &str) -> bool {
    let first = word.split(['\'', '’']).next().unwrap_or(word);
    UNTIL.contains(&first.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
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
            let heard = start_in(text, Lang::EN, today).map(StatedDate::as_start);
            assert_eq!(heard, expected, "{text}");
        }
    }
}
