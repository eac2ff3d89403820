//! The counting rules: worked examples, a day-by-day oracle, and properties that hold whatever the work was.

#[path = "eligibility/bounds.rs"]
mod bounds;
#[path = "eligibility/lines.rs"]
mod lines;
#[path = "eligibility/oracle.rs"]
mod oracle;
#[path = "eligibility/properties.rs"]
mod properties;

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Span};
use nocbot::eligibility::{
    Country, Person, Programs, Rules, Spell, SpellFlags, Verdict, WeeklyHours, assess,
};
use nocbot::front::lines::Assessor;
use nocbot::noc::{DataFiles, NocCode, NocVersions};
use serde_json::{Map, Value};

fn versions() -> &'static NocVersions {
    static VERSIONS: LazyLock<NocVersions> =
        LazyLock::new(|| NocVersions::open(&DataFiles::BuiltIn).unwrap());
    &VERSIONS
}

fn rules() -> &'static Rules {
    static RULES: LazyLock<Rules> =
        LazyLock::new(|| Rules::open(&DataFiles::BuiltIn, versions()).unwrap());
    &RULES
}

fn programs() -> &'static Programs {
    static PROGRAMS: LazyLock<Programs> =
        LazyLock::new(|| Programs::open(&DataFiles::BuiltIn, versions()).unwrap());
    &PROGRAMS
}

fn assessor() -> Assessor<'static> {
    Assessor {
        versions: versions(),
        rules: rules(),
        programs: programs(),
        today: date(2026, 11, 22),
    }
}

fn person(spells: Vec<Spell>) -> Person {
    Person {
        experience: spells,
        ..Person::default()
    }
}

fn code(text: &str) -> NocCode {
    text.parse().unwrap()
}

#[test]
fn the_worked_examples_come_out_exactly() {
    let assessor = assessor();
    let examples = include_str!("eligibility/examples.jsonl");
    assert_eq!(examples.lines().count(), 100);
    for (number, line) in (1..).zip(examples.lines()) {
        let example: Value = serde_json::from_str(line).unwrap();
        let answer = assessor
            .answer_line(example["case"].to_string().as_bytes())
            .unwrap();
        let mut answer: Value = serde_json::from_str(&answer).unwrap();
        for list in ["categories", "programs"] {
            answer[list] = by_id(&answer[list]);
        }
        // The first cases were worked out for the categories only.
        if example["want"].get("programs").is_none() {
            answer.as_object_mut().unwrap().remove("programs");
        }
        assert_eq!(answer, example["want"], "example {number}");
    }
}

/// A list of objects with ids, by their ids.
fn by_id(list: &Value) -> Value {
    let entries = list.as_array().unwrap().iter().map(|entry| {
        let mut entry = entry.as_object().unwrap().clone();
        let id = entry.remove("id").unwrap();
        (id.as_str().unwrap().to_owned(), Value::Object(entry))
    });
    Value::Object(entries.collect::<Map<_, _>>())
}

fn nurse(start: Date, end: Option<Date>, hours: f64) -> Spell {
    Spell {
        noc: code("31301"),
        start,
        end,
        hours: WeeklyHours::new(hours).unwrap(),
        country: Country::Abroad,
        flags: SpellFlags::default(),
        away: Vec::new(),
    }
}

fn health(
    spells: Vec<Spell>,
    as_of: Date,
    rules_of: Date,
) -> (Verdict, Option<Date>, Option<Date>) {
    let rules = rules();
    let set = rules.in_force_on(rules_of).unwrap();
    let assessment = assess(set, &person(spells), as_of).unwrap();
    let judged = assessment
        .verdicts
        .iter()
        .find(|judged| judged.category.id == "health")
        .unwrap();
    let work = judged.work.as_ref().unwrap();
    (judged.verdict, work.qualifies_on, work.lapses_on)
}

#[test]
fn whole_calendar_months_are_enough_though_their_days_fall_short_of_the_hours() {
    // 1 January to 30 June is six months in 181 days, which credit 775.7 hours of 780.
    let work = vec![nurse(date(2025, 1, 1), Some(date(2025, 6, 30)), 40.0)];
    let rules_of = date(2025, 2, 27);
    assert_eq!(
        health(work.clone(), date(2025, 7, 1), rules_of).0,
        Verdict::Eligible
    );
    let short = vec![nurse(date(2025, 1, 2), Some(date(2025, 6, 30)), 40.0)];
    assert_eq!(health(short, date(2025, 7, 1), rules_of).0, Verdict::NotYet);
}

#[test]
fn leap_days_are_days_like_others() {
    // The window of 29 February 2028 opens on 28 February 2025.
    let rules_of = date(2026, 2, 18);
    let work = vec![nurse(date(2024, 3, 1), Some(date(2026, 2, 26)), 30.0)];
    let (verdict, _, lapses) = health(work.clone(), date(2026, 3, 1), rules_of);
    assert_eq!(verdict, Verdict::Eligible);
    let lapse = lapses.unwrap();
    let before = lapse.saturating_sub(Span::new().days(1));
    assert_eq!(health(work.clone(), before, rules_of).0, Verdict::Eligible);
    assert_eq!(health(work, lapse, rules_of).0, Verdict::NotYet);
}

#[test]
fn a_gap_of_three_days_is_bridged_and_one_of_four_is_not() {
    let rules_of = date(2025, 2, 27);
    let as_of = date(2025, 8, 1);
    let two = |gap: i64| {
        let second = date(2025, 4, 1).saturating_add(SignedDuration::from_hours(24 * gap));
        vec![
            nurse(date(2025, 1, 1), Some(date(2025, 3, 31)), 30.0),
            nurse(
                second,
                Some(second.saturating_add(SignedDuration::from_hours(24 * 92))),
                30.0,
            ),
        ]
    };
    assert_eq!(health(two(3), as_of, rules_of).0, Verdict::Eligible);
    assert_eq!(health(two(4), as_of, rules_of).0, Verdict::NotYet);
}
