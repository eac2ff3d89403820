use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::language::spoken;

const TODAY: Date = date(2026, 3, 10);

const EN_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const FR_MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// Pieces that dates are made of, to be joined at random.
const PIECES: &str = "March mars may sept 23 2023 03 31 0 / - – . , ' ago il y a an year years 2 \
    half et demi last dernier this still now to à or ou of 1er th début fin in dans for 99999999 not 🎉";

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,40}", far in any::<bool>()) {
        let today = if far { Date::MIN } else { Date::MAX };
        for lang in [Lang::EN, Lang::FR] {
            for role in [DateRole::Start, DateRole::End] {
                let _ = read_date(&text, role, lang, TODAY, spoken());
                let _ = read_date(&text, role, lang, today, spoken());
            }
        }
    }

    #[test]
    fn no_mix_of_pieces_panics(
        picks in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 0..9),
        today in prop::sample::select(vec![TODAY, Date::MIN, Date::MAX, date(0, 1, 1)]),
    ) {
        let pieces: Vec<&str> = PIECES.split_whitespace().collect();
        let mut text = String::new();
        for (pick, space) in picks {
            text.push_str(pieces[pick.index(pieces.len())]);
            text.push_str(if space { " " } else { "" });
        }
        for lang in [Lang::EN, Lang::FR] {
            for role in [DateRole::Start, DateRole::End] {
                let _ = read_date(&text, role, lang, today, spoken());
            }
        }
    }

    #[test]
    fn a_date_that_is_written_reads_back(ago in 0i32..27_000, pad in "[ .\"🎉]{0,3}") {
        let day = TODAY.checked_sub(jiff::Span::new().days(ago)).unwrap();
        let (year, number) = (day.year(), day.day());
        let index = usize::from(day.month().unsigned_abs()) - 1;
        let (en, fr) = (EN_MONTHS[index], FR_MONTHS[index]);
        let nth = if number == 1 { "1er".to_owned() } else { number.to_string() };
        let days = [
            day.to_string(),
            format!("{number} {en} {year}"),
            format!("{en} {number}, {year}"),
            format!("le {nth} {fr} {year}"),
        ];
        let months = [
            day.to_string()[..7].to_owned(),
            format!("{}/{year}", day.month()),
            format!("{en} {year}"),
            format!("{fr} {year}"),
        ];
        let month = StatedDate::Month(day.first_of_month());
        let month_as_end = match month.as_end() {
            last if last >= TODAY => StatedDate::Day(TODAY),
            _ => month,
        };
        for lang in [Lang::EN, Lang::FR] {
            for role in [DateRole::Start, DateRole::End] {
                let read = |text: &String| {
                    read_date(&format!("{pad} {text} {pad}"), role, lang, TODAY, spoken())
                };
                for text in &days {
                    prop_assert_eq!(read(text), Ok(DateReading::Sure(StatedDate::Day(day))), "{}", text);
                }
                let expected = if role == DateRole::End { month_as_end } else { month };
                for text in &months {
                    prop_assert_eq!(read(text), Ok(DateReading::Sure(expected)), "{}", text);
                }
            }
        }
    }
}
