//! The labelled messages of `tests/understanding/messages.jsonl`: what must be heard in each.
//!
//! A row is `{"in":{"text","asked"},"want":{...},"kind"}`; `want` names only what is checked: `KEY` a value (null: nothing), `KEY_any` one of
//! several, `KEY_open` nothing or several readings, `KEY_in` a range, `codes_any` the first code (null: none), `outcome_not` another outcome.

use std::collections::BTreeMap;

use jiff::civil::date;
use serde_json::{Value, json};

use super::UnderstandLines;
use crate::AppData;
use crate::noc::{DataFiles, Lang};

const ROWS: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/understanding/messages.jsonl"
));
/// Every third row is kept aside: it is counted, but its misses are not looked at.
const ASIDE: usize = 3;
/// Messages written by somebody who had not seen how the reader works.
const WRITTEN_APART: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/understanding/written-apart.jsonl"
));

/// Questions, suppositions and words about others, which tell nothing of the writer, and what stands beside them.
const NOT_TOLD: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/understanding/not-told.jsonl"
));

/// The least share of facts and intents that must be right, and the most facts that may be wrong.
struct Limits {
    right: f64,
    wrong: f64,
    intents: f64,
}

const DETAILS: [&str; 7] = [
    "outcome", "start", "end", "hours", "country", "kind", "months",
];

#[derive(Debug, Default)]
struct Tally {
    right: usize,
    wrong: usize,
    missing: usize,
    intents: usize,
    intents_right: usize,
    misses: Vec<String>,
}

impl Tally {
    fn fact(&mut self, name: &str, verdict: Verdict, given: &Value) {
        match verdict {
            Verdict::Right => self.right += 1,
            Verdict::Wrong => self.wrong += 1,
            Verdict::Missing => self.missing += 1,
        }
        if verdict != Verdict::Right {
            self.misses.push(format!("{name} {verdict:?}: {given}"));
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Verdict {
    Right,
    Wrong,
    Missing,
}

fn same(wanted: &Value, given: &Value) -> bool {
    match (wanted, given) {
        (Value::Number(a), Value::Number(b)) => {
            (a.as_f64().unwrap() - b.as_f64().unwrap()).abs() <= 0.3
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let null = Value::Null;
            a.iter()
                .all(|(key, value)| same(value, b.get(key).unwrap_or(&null)))
        }
        _ => wanted == given,
    }
}

fn judge(want: &Value, key: &str, given: &Value) -> Option<Verdict> {
    let field = |suffix: &str| want.get(format!("{key}{suffix}"));
    let named = ["", "_any", "_open", "_in", "_not"];
    named.iter().find_map(|suffix| field(suffix))?;
    let empty = given.is_null() || given.as_array().is_some_and(Vec::is_empty);
    let several = given.as_array().is_some_and(|list| list.len() > 1);
    if key == "codes" {
        let Some(wanted) = field("_any")?.as_array() else {
            return Some(if empty {
                Verdict::Right
            } else {
                Verdict::Wrong
            });
        };
        return Some(match given.get(0) {
            None => Verdict::Missing,
            Some(first) if wanted.contains(first) => Verdict::Right,
            Some(_) => Verdict::Wrong,
        });
    }
    let is_empty_wanted = |wanted: &Value| wanted.is_null() || *wanted == json!([]);
    let fits = |wanted: &Value| same(wanted, given) || is_empty_wanted(wanted) && empty;
    let any = field("_any").and_then(Value::as_array);
    let other = field("_not").is_some_and(|refused| !empty && refused != given);
    let inside = field("_in")
        .and_then(Value::as_array)
        .is_some_and(|bounds| {
            let all = given
                .as_array()
                .cloned()
                .unwrap_or_else(|| vec![given.clone()]);
            !empty
                && all.iter().all(|value| {
                    let (value, low, high) =
                        (value.as_f64(), bounds[0].as_f64(), bounds[1].as_f64());
                    value >= low && value <= high
                })
        });
    let right = field("").is_some_and(fits)
        || any.is_some_and(|any| any.iter().any(fits))
        || field("_open").is_some() && (empty || several)
        || inside
        || other;
    Some(match () {
        () if right => Verdict::Right,
        () if empty => Verdict::Missing,
        () => Verdict::Wrong,
    })
}

fn count(row: &Value, said: &Value, tally: &mut Tally) {
    let want = &row["want"];
    let jobs = said["jobs"].as_array().cloned().unwrap_or_default();
    if let Some(wanted) = want["jobs"].as_array() {
        if wanted.is_empty() {
            let verdict = if jobs.is_empty() {
                Verdict::Right
            } else {
                Verdict::Wrong
            };
            tally.fact("jobs", verdict, &said["jobs"]);
        }
        for (index, wanted) in wanted.iter().enumerate() {
            let given = jobs.get(index).cloned().unwrap_or(Value::Null);
            for key in ["codes", "away"].iter().chain(&DETAILS) {
                if let Some(verdict) = judge(wanted, key, &given[key]) {
                    tally.fact(key, verdict, &given[key]);
                }
            }
        }
        for extra in jobs.iter().skip(wanted.len().max(1)) {
            tally.fact("extra job", Verdict::Wrong, extra);
        }
    }
    for key in ["french", "score"] {
        let given = if said[key] == "none" {
            &Value::Null
        } else {
            &said[key]
        };
        if let Some(verdict) = judge(want, key, given) {
            tally.fact(key, verdict, given);
        }
    }
    let intent = judge(want, "intent", &said["intent"]);
    let topic = judge(want, "topic", &said["topic"]);
    if intent.is_some() || topic.is_some() {
        let right = [intent, topic]
            .into_iter()
            .flatten()
            .all(|verdict| verdict == Verdict::Right);
        tally.intents += 1;
        tally.intents_right += usize::from(right);
        if !right {
            tally
                .misses
                .push(format!("intent {} {}", said["intent"], said["topic"]));
        }
    }
}

#[test]
fn labelled_messages_are_understood() {
    assert_heard(
        ROWS,
        &Limits {
            right: 0.95,
            wrong: 0.025,
            intents: 0.94,
        },
    );
}

#[test]
fn what_is_asked_or_of_others_is_not_told() {
    assert_heard(
        NOT_TOLD,
        &Limits {
            right: 1.0,
            wrong: 0.0,
            intents: 1.0,
        },
    );
}

#[test]
fn messages_written_apart_are_understood() {
    assert_heard(
        WRITTEN_APART,
        &Limits {
            right: 0.93,
            wrong: 0.035,
            intents: 0.93,
        },
    );
}

fn assert_heard(rows: &str, limits: &Limits) {
    let data = AppData::open(&DataFiles::BuiltIn).unwrap();
    let lines = UnderstandLines {
        data: &data,
        rules: data.rules.in_force_on(date(2026, 11, 27)).unwrap(),
        lang: Lang::EN,
        today: date(2026, 11, 27),
    };
    let rows: Vec<Value> = rows
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let input: String = rows.iter().map(|row| format!("{}\n", row["in"])).collect();
    let mut output = Vec::new();
    assert!(lines.answer_lines(input.as_bytes(), &mut output).unwrap());
    let said = String::from_utf8(output).unwrap();
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut all = Tally::default();
    for (at, (row, said)) in rows.iter().zip(said.lines()).enumerate() {
        let said: Value = serde_json::from_str(said).unwrap();
        let mut tally = Tally::default();
        count(row, &said, &mut tally);
        if at % ASIDE != 0 {
            for miss in &tally.misses {
                println!("{} {miss}", row["in"]);
            }
        }
        let part = if at % ASIDE == 0 { "aside" } else { "seen" };
        for sum in [tallies.entry(part).or_default(), &mut all] {
            sum.right += tally.right;
            sum.wrong += tally.wrong;
            sum.missing += tally.missing;
            sum.intents += tally.intents;
            sum.intents_right += tally.intents_right;
        }
    }
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    tallies.insert("all", all);
    for (part, sum) in &tallies {
        let facts = sum.right + sum.wrong + sum.missing;
        let (right, wrong) = (share(sum.right, facts), share(sum.wrong, facts));
        let intents = share(sum.intents_right, sum.intents);
        println!("{part}: facts {facts}, right {right:.3}, wrong {wrong:.3}; intents {intents:.3}");
        assert!(right >= limits.right && wrong <= limits.wrong, "{part}");
        assert!(intents >= limits.intents, "{part}");
    }
}

#[test]
fn a_bad_line_is_named_and_the_others_are_answered() {
    let data = AppData::open(&DataFiles::BuiltIn).unwrap();
    let lines = UnderstandLines {
        data: &data,
        rules: data.rules.in_force_on(date(2026, 11, 27)).unwrap(),
        lang: Lang::EN,
        today: date(2026, 11, 27),
    };
    let input = "{\"text\":\"hi\",\"asked\":\"nonsense\"}\n{\"text\":\"hi\"}\nnot json\n{\"asked\":\"job\"}\n";
    let mut output = Vec::new();
    assert!(!lines.answer_lines(input.as_bytes(), &mut output).unwrap());
    let said = String::from_utf8(output).unwrap();
    let said: Vec<&str> = said.lines().collect();
    assert!(
        said[0].starts_with("{\"error\":\"asked: expected one of job"),
        "{}",
        said[0]
    );
    assert!(said[1].contains("\"intent\":\"greeting\""), "{}", said[1]);
    assert!(
        said[2].contains("error") && said[3].contains("text"),
        "{said:?}"
    );
}
