//! The matcher and the understanding, with any text on any day.

use std::sync::LazyLock;

use nocbot::dialogue::{CallbackData, MAX_BYTES};
use nocbot::eligibility::{RuleSet, StatedDate};
use nocbot::understanding::Asked;
use proptest::prelude::*;
use proptest::sample::select;

use super::{MESSAGES, PRESENTER, day, lang, typed};
use crate::fuzz::{fuzz, text};

const ASKED: [Asked; 14] = [
    Asked::Job,
    Asked::Confirm,
    Asked::Choose,
    Asked::Start,
    Asked::End,
    Asked::Hours,
    Asked::Country,
    Asked::Kind,
    Asked::Away,
    Asked::More,
    Asked::French,
    Asked::Military,
    Asked::Score,
    Asked::Result,
];

/// Answers to the questions about dates.
static DATES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let texts = [
        "march 2020",
        "2020-03-15",
        "15/03/2020",
        "03/2020 to 05/2021",
        "since june 2021",
        "from 1 jan 2020 until now",
        "3 years ago",
        "two and a half years",
        "for 18 months",
        "last summer",
        "depuis le 3 mars 2019",
        "il y a 2 ans",
        "du 1er juin 2020 au 31 août 2022",
        "jan-feb 2023",
        "2019 - 2021",
        "until last week",
        "yesterday",
        "since I was 18",
        "29 february 2024",
        "end of 2022",
        "mid 2021",
        "away from may 2022 to october 2022",
        "leave for 6 weeks",
        "'19",
        "2020/2021",
        "q3 2022",
        "winter 2023",
        "5 years 3 months",
        "until september 31",
        "00/00/0000",
    ];
    texts.map(str::to_owned).into()
});

/// Answers to the question about hours.
static HOURS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let texts = [
        "40",
        "37.5 h a week",
        "37,5 h par semaine",
        "8h a day 5 days",
        "full time",
        "temps plein",
        "part-time 20",
        "4 shifts of 12 hours",
        "80 hours biweekly",
        "160 per month",
        "2080 a year",
        "between 30 and 40",
        "35-40",
        "8 to 5",
        "9am - 5pm mon-fri",
        "7 on 7 off 12h",
        "half days",
        "3x12",
        "1,950 heures par an",
        "forty",
        "quarante",
        "12 h shifts, 14 days on, 14 off",
        "0",
        "168",
        "20h/week then 40",
        "20 hours + 15 hours",
    ];
    texts.map(str::to_owned).into()
});

fn rules_on(day: jiff::civil::Date) -> &'static RuleSet {
    let rules = &PRESENTER.data.rules;
    rules.in_force_on(day).unwrap_or(&rules.all()[0])
}

#[test]
fn a_match_holds_for_any_text() {
    let top = 0usize..12;
    fuzz(
        "match",
        &(typed(), prop::option::of("en|fr"), day_text(), top),
        |(text, lang, day, top)| {
            let lang = lang.map(|tag| tag.parse().expect("a language"));
            let found = PRESENTER.data.find(&text, rules_on(read(&day)), lang, top);
            assert!(found.candidates.len() <= top, "{found:?}");
            for candidate in &found.candidates {
                assert!((0.0..=1.0).contains(&candidate.score), "{candidate:?}");
            }
        },
    );
}

/// A day as a corpus keeps it.
fn day_text() -> impl Strategy<Value = String> {
    day().prop_map(|day| day.to_string())
}

fn read(day: &str) -> jiff::civil::Date {
    day.parse().expect("a day")
}

/// Hears a text and holds what was heard against what may be.
fn hear(text: &str, asked: usize, lang: &str, day: &str) {
    let (lang, today) = (lang.parse().expect("a language"), read(day));
    let asked = ASKED[asked % ASKED.len()];
    let heard = PRESENTER
        .data
        .hear(text, asked, lang, rules_on(today), today);
    for job in &heard.jobs {
        for &hours in &job.hours {
            assert!((0.0..=168.0).contains(&hours), "{hours} hours of {text:?}");
        }
    }
}

#[test]
fn a_message_is_understood_whatever_it_is() {
    let inputs = (typed(), 0..ASKED.len(), lang_tag(), day_text());
    fuzz("understanding", &inputs, |(text, asked, lang, day)| {
        hear(&text, asked, &lang, &day)
    });
}

fn lang_tag() -> impl Strategy<Value = String> {
    lang().prop_map(|lang| lang.tag().to_owned())
}

#[test]
fn dates_hold_whatever_they_are() {
    let asked: Vec<usize> = (0..ASKED.len())
        .filter(|&at| matches!(ASKED[at], Asked::Start | Asked::End | Asked::Away))
        .collect();
    let texts = prop_oneof![3 => text::text(&DATES), 1 => text::text(&MESSAGES)];
    fuzz(
        "dates",
        &(texts, select(asked), lang_tag(), day_text()),
        |(text, asked, lang, day)| {
            hear(&text, asked, &lang, &day);
            if let Ok(stated) = text.parse::<StatedDate>() {
                assert!(stated.as_start() <= stated.as_end());
                assert!(stated.as_end_before(read(&day)) <= stated.as_end());
            }
        },
    );
}

#[test]
fn hours_hold_whatever_they_are() {
    let asked: Vec<usize> = (0..ASKED.len())
        .filter(|&at| ASKED[at] == Asked::Hours)
        .collect();
    let texts = prop_oneof![3 => text::text(&HOURS), 1 => text::text(&MESSAGES)];
    fuzz(
        "hours",
        &(texts, select(asked), lang_tag(), day_text()),
        |(text, asked, lang, day)| {
            hear(&text, asked, &lang, &day);
        },
    );
}

#[test]
fn callback_data_is_read_back_as_it_was() {
    let name = select(vec![
        "yes", "no", "others", "noc", "none", "answer", "still", "hours", "canada", "abroad",
        "kind", "result", "notest", "inall", "edit", "editjob", "field", "remove", "back", "over",
        "timeline", "chart", "score", "remind", "on", "off", "reading", "skip", "more", "french",
        "page", "rules", "calendar", "zones", "zone",
    ]);
    let detail = prop_oneof![
        select(text::PIECES).prop_map(str::to_owned),
        "[a-z.-]{0,12}",
        "[0-9]{1,6}",
        select(vec![
            "start",
            "q.health",
            "l.health",
            "n.health",
            "America/Toronto",
            "2025-02-27",
            "self-employed"
        ])
        .prop_map(str::to_owned),
    ];
    let made = ("0|1|2", any::<u32>(), name, prop::option::of(detail)).prop_map(
        |(version, turn, name, detail)| {
            let detail = detail.map_or_else(String::new, |detail| format!(".{detail}"));
            format!("{version}.{turn}.{name}{detail}")
        },
    );
    fuzz(
        "callback-data",
        &prop_oneof![4 => made, 1 => any::<String>()],
        |text: String| {
            if let Ok(data) = text.parse::<CallbackData>() {
                let written = data.to_string();
                assert_eq!(written.parse(), Ok(data));
                assert!(
                    written.len() <= text.len().max(MAX_BYTES),
                    "{text:?} becomes {written:?}"
                );
            }
        },
    );
}
