use super::*;
use crate::noc::DataFiles;
use jiff::civil::date;
use serde_json::json;

const TODAY: Date = date(2026, 11, 22);

fn record(number: &str, day: &str, name: &str, size: &str, score: &str) -> Value {
    json!({
        "drawNumber": number, "drawDate": day, "drawName": name, "drawSize": size, "drawCRS": score,
        "DrawText1": "<a href='/x'>See full text</a>", "dd18": "226,859",
    })
}

fn read(rounds: &[Value]) -> Result<Rounds, FeedError> {
    let feed = json!({"classes": "wb-tables", "rounds": rounds}).to_string();
    let streams = Streams::open(&DataFiles::BuiltIn).unwrap();
    Rounds::read_feed(&feed, &streams, TODAY)
}

#[test]
fn a_feed_is_read_with_all_its_traps() {
    let mut odd = record("91b", "2018-05-30", "General", "2,500", "1,100");
    let fields = odd.as_object_mut().unwrap();
    for (key, other) in [("drawName", "DrawName"), ("drawCRS", "drawcrs")] {
        let value = fields.remove(key).unwrap();
        fields.insert(other.to_owned(), value);
    }
    let rounds = read(&[
        record("448", "2026-11-10", "Aviation occupations", "12,345", "400"),
        record("447", "2026-10-01", " Trades Occupations ", "900", "0"),
        odd,
        record("91a", "2018-05-30", "Federal Skilled Trades", "1", "288"),
    ])
    .unwrap();
    let seen: Vec<(&str, &str, u32, u16)> = rounds
        .all()
        .iter()
        .map(|round| {
            (
                round.number.as_str(),
                round.stream.as_str(),
                round.invitations,
                round.cut_off,
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("448", Streams::OTHER, 12_345, 400),
            ("447", "trade", 900, 0),
            ("91b", "general", 2_500, 1_100),
            ("91a", "fst", 1, 288),
        ]
    );
}

#[test]
fn a_wrong_record_is_named_with_its_field() {
    for (key, value, message) in [
        (
            "drawNumber",
            "437ab",
            "drawNumber: expected a number such as",
        ),
        ("drawNumber", "", "drawNumber: expected"),
        ("drawDate", "August 19, 2026", "drawDate: expected a day"),
        ("drawDate", "2026-11-23", "not to come"),
        ("drawName", " ", "drawName: expected a name"),
        ("drawSize", "0", "drawSize: expected"),
        ("drawSize", "5,00", "found \"5,00\""),
        ("drawSize", "5000,000", "drawSize: expected"),
        ("drawSize", "-5", "drawSize: expected"),
        ("drawSize", "99,999,999,999", "drawSize: expected"),
        (
            "drawCRS",
            "1,201",
            "drawCRS: expected a score from 0 to 1,200",
        ),
        ("drawCRS", "", "drawCRS: expected"),
        ("drawCRS", "382.5", "drawCRS: expected"),
    ] {
        let mut wrong = record("437", "2026-08-19", "General", "5,000", "382");
        wrong[key] = value.into();
        let first = record("438", "2026-11-22", "General", "1", "1");
        let error = read(&[first, wrong]).unwrap_err().to_string();
        assert!(error.starts_with("record 2 ("), "{error}");
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn what_is_no_feed_is_refused() {
    let streams = Streams::open(&DataFiles::BuiltIn).unwrap();
    let error = |text: &str| Rounds::read_feed(text, &streams, TODAY).unwrap_err();
    assert_eq!(error(" <!DOCTYPE html><html></html>"), FeedError::Html);
    let cut = r#"{"rounds": [{"drawNumber": "437", "dra"#;
    assert!(matches!(error(cut), FeedError::NotJson { line: 1, .. }));
    assert!(matches!(error(""), FeedError::NotJson { .. }));
    for empty in [
        "{}",
        "[]",
        r#"{"rounds": []}"#,
        r#"{"rounds": ["437"]}"#,
        "null",
    ] {
        assert_eq!(error(empty), FeedError::NoRounds, "{empty}");
    }
    let of = |number: &str, day: &str| record(number, day, "General", "1", "1");
    assert_eq!(
        read(&[of("1", "2026-01-01"), of("2", "2026-01-02")]).unwrap_err(),
        FeedError::Order {
            at: 2,
            number: "2".to_owned()
        }
    );
    assert_eq!(
        read(&[of("1", "2026-01-02"), of("1", "2026-01-01")]).unwrap_err(),
        FeedError::Twice {
            at: 2,
            number: "1".to_owned()
        }
    );
}

#[test]
fn a_list_that_lost_rounds_is_refused() {
    let of = |number: &str| record(number, "2026-01-01", "General", "1", "1");
    let list = |numbers: &str| {
        let rounds: Vec<Value> = numbers.split(' ').map(of).collect();
        read(&rounds).unwrap()
    };
    let data = list("2 1");
    let changes = |added, withdrawn: &[&str]| {
        let withdrawn = withdrawn.iter().map(|&number| number.to_owned()).collect();
        Ok(Changes { added, withdrawn })
    };
    let lacking = |number: &str| {
        Err(FeedError::Lacking {
            number: number.to_owned(),
            date: date(2026, 1, 1),
        })
    };
    for (known, found, expected) in [
        ("2 1", "2 1", changes(0, &[])),
        ("2 1", "3 2 1", changes(1, &[])),
        ("2 1", "2", Err(FeedError::Fewer { found: 1, known: 2 })),
        ("2 1", "3 2", lacking("1")),
        // One that came from a feed may be renumbered or withdrawn.
        ("3 2 1", "3a 2 1", changes(1, &["3"])),
        ("3 2 1", "2 1", changes(0, &["3"])),
        ("6 5 4 3 2 1", "3 2 1", changes(0, &["6", "5", "4"])),
        ("3 2 1", "3 2", lacking("1")),
        (
            "6 5 4 3 2 1",
            "2 1",
            Err(FeedError::Fewer { found: 2, known: 6 }),
        ),
        ("6 5 4 3 2 1", "10 9 8 7 2 1", lacking("6")),
    ] {
        let seen = list(found).follow(&data, &list(known));
        assert_eq!(seen, expected, "{known} then {found}");
    }
}
