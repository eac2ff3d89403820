//! The JSON Lines commands, with JSON and texts of any kind.

use jiff::civil::{Date, date};
use nocbot::answer::{self, Context};
use nocbot::dialogue::{Dialogue, State};
use nocbot::front::lines::{Assessor, chat_lines};
use nocbot::noc::Lang;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::{PRESENTER, TYPED, typed};
use crate::fuzz::{fuzz, text, tree};

const TODAY: Date = date(2026, 11, 22);

/// A whole case.
fn case() -> impl Strategy<Value = Value> {
    let spell = (
        day(),
        prop::option::of(day()),
        0.0f64..168.0,
        select(vec!["canada", "abroad"]),
        select(vec!["31301", "72106", "00013"]),
        any::<bool>(),
    );
    let spell = spell.prop_map(|(start, end, hours, country, noc, flag)| {
        let (start, end) = match end {
            Some(end) if end < start => (end, Some(start)),
            end => (start, end),
        };
        let away = if flag {
            json!([{"start": start, "end": start}])
        } else {
            Value::Null
        };
        json!({"noc": noc, "start": start, "end": end, "hours_per_week": hours, "country": country,
               "self_employed": flag, "student": false, "unpaid": false, "away": away})
    });
    (prop::option::of(day()), prop::collection::vec(spell, 0..9)).prop_map(|(as_of, experience)| {
        json!({"as_of": as_of, "experience": experience, "crs": 450,
               "french": {"listening": 7, "speaking": 7, "reading": 7, "writing": 7},
               "military": {"serving": true, "years": 12.5, "caf_offer": true, "credential": true}})
    })
}

fn day() -> impl Strategy<Value = String> {
    let days = super::day().prop_map(|day| day.to_string());
    let months = (2018i16..2027, 1i8..13).prop_map(|(year, month)| format!("{year:04}-{month:02}"));
    let past = (2015i16..2026, 1i8..13, 1i8..29)
        .prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"));
    prop_oneof![3 => past, 1 => days, 1 => months]
}

#[test]
fn a_case_is_judged_or_refused() {
    let json = tree::mutated(case()).prop_map(|value| value.to_string());
    let seeds = prop_oneof![6 => json, 1 => text::mutated(&CASES, 2_000), 1 => any::<String>()];
    fuzz("assess", &seeds, |line: String| {
        let data = &PRESENTER.data;
        let assessor = Assessor {
            versions: &data.versions,
            rules: &data.rules,
            programs: &data.programs,
            today: TODAY,
        };
        match assessor.answer_line(line.as_bytes()) {
            Ok(answer) => drop(serde_json::from_str::<Value>(&answer).expect("JSON")),
            Err(problem) => assert!(!problem.trim().is_empty()),
        }
        let Ok(case) = assessor.read_case(line.as_bytes()) else {
            return;
        };
        let Ok(assessment) = assessor.assess(&case) else {
            return;
        };
        let card = Context {
            presenter: &PRESENTER,
            rules: assessment.rules,
            localizer: PRESENTER.texts.localizer(Lang::EN),
        };
        let picture = answer::timeline(card, &assessment, &case.person, case.as_of);
        assert_eq!(picture.is_none(), case.person.experience.is_empty());
    });
}

static CASES: std::sync::LazyLock<Vec<String>> = std::sync::LazyLock::new(|| {
    vec![
        r#"{"as_of":"2026-11-22","experience":[{"noc":"31301","start":"2024-01-08","end":"2024-08-30","hours_per_week":37.5,"country":"canada"}],"french":{"listening":7},"military":null,"crs":450}"#.to_owned(),
        r#"{"experience":[]}"#.to_owned(),
    ]
});

#[test]
fn a_line_of_a_conversation_gets_a_line() {
    let said = |text: String| json!({"say": text});
    let line = prop_oneof![
        5 => typed().prop_map(said),
        3 => select(vec!["Right", "Change", "Yes", "No", "Back", "Why?", "Timeline", "No more", "✔", ""]).prop_map(|label| json!({"press": label})),
        1 => tree::any_value(),
    ];
    let line = tree::mutated(line).prop_map(|value| value.to_string());
    let raw = text::text(&TYPED).prop_map(|text| text.replace(['\n', '\r'], " "));
    let lines = prop::collection::vec(prop_oneof![8 => line, 1 => raw], 1..12);
    fuzz(
        "chat",
        &(super::day().prop_map(|day| day.to_string()), lines),
        |(day, lines)| {
            let today = day.parse().expect("a day");
            let dialogue = Dialogue {
                presenter: &PRESENTER,
                today,
                reminders: None,
            };
            let input = lines.join("\n");
            let mut output = Vec::new();
            chat_lines(
                dialogue,
                State::new(Lang::EN),
                input.as_bytes(),
                &mut output,
            )
            .expect("written");
            let output = String::from_utf8(output).expect("UTF-8");
            let asked = input
                .split('\n')
                .filter(|line| !line.bytes().all(|b| b.is_ascii_whitespace()))
                .count();
            assert_eq!(output.lines().count(), asked);
            for line in output.lines() {
                let answer: Value = serde_json::from_str(line).expect("JSON");
                let replies = answer["replies"].as_array().map(Vec::len);
                assert!(
                    answer["error"].is_string() || replies.is_some_and(|count| count > 0),
                    "{line}"
                );
            }
        },
    );
}
