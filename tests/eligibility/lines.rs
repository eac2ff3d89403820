//! Cases as JSON lines: what is refused, what is left out, and what may be missing.

use serde_json::Value;

use crate::assessor;

#[test]
fn bad_cases_name_the_field() {
    let assessor = assessor();
    let spell = r#"{"noc":"31301","start":"2024-01-08","end":null,"hours_per_week":37.5,"country":"canada"}"#;
    let ended = spell.replace("null", r#""2024-08-20""#);
    let away = |stretch: &str| {
        let away = format!(r#","away":[{{"start":"2024-05","end":null}},{stretch}]}}"#);
        format!(r#"{{"experience":[{}]}}"#, ended.replace('}', &away))
    };
    let with = |from: &str, to: &str| format!(r#"{{"experience":[{}]}}"#, spell.replace(from, to));
    for (case, expected) in [
        ("{".to_owned(), "EOF"),
        ("[]".to_owned(), "expected"),
        ("{}".to_owned(), "missing field `experience`"),
        (
            with("31301", "99999"),
            "experience[0].noc: expected a NOC code",
        ),
        (
            with("31301", "31309"),
            "experience[0].noc: 31309 is not a code of NOC 2021",
        ),
        (
            with("2024-01-08", "2024-02-30"),
            "experience[0].start: expected a date",
        ),
        (
            with("2024-01-08", "2027-01-08"),
            "experience[0].start: 2027-01-08 is after 2026-11-22",
        ),
        (
            with("null", "\"2026-11-30\""),
            "experience[0].end: 2026-11-30 is after 2026-11-22",
        ),
        (
            with("null", "\"2024-01-07\""),
            "experience[0].end: 2024-01-07 is before the start",
        ),
        (
            with("37.5", "0"),
            "experience[0].hours_per_week: expected hours a week above 0",
        ),
        (
            with("37.5", "168.1"),
            "experience[0].hours_per_week: expected hours a week above 0",
        ),
        (
            with("37.5", "\"forty\""),
            "experience[0].hours_per_week: invalid type",
        ),
        (
            with("canada", "mars"),
            "experience[0].country: unknown variant `mars`",
        ),
        (
            with("\"end\"", "\"endd\""),
            "experience[0].endd: unknown field `endd`",
        ),
        (
            away(r#"{"start":"2024-01-07"}"#),
            "experience[0].away[1].start: 2024-01-07 is before the work began",
        ),
        (
            away(r#"{"start":"2024-08-21"}"#),
            "experience[0].away[1].start: 2024-08-21 is after the work ended",
        ),
        (
            away(r#"{"start":"2024-06","end":"2024-08-21"}"#),
            "experience[0].away[1].end: 2024-08-21 is after the work ended",
        ),
        (
            away(r#"{"start":"2024-06-02","end":"2024-06-01"}"#),
            "experience[0].away[1].end: 2024-06-01 is before the start",
        ),
        (
            away(r#"{"start":"2024-02-30"}"#),
            "experience[0].away[1].start: expected a date",
        ),
        (
            away(r#"{"end":"2024-02"}"#),
            "experience[0].away[1]: missing field `start`",
        ),
        (
            away(r#"{"start":"2024-06","weeks":6}"#),
            "experience[0].away[1].weeks: unknown field `weeks`",
        ),
        (
            r#"{"experience":[],"military":{"years":101}}"#.to_owned(),
            "military.years: expected years of service from 0 to 100",
        ),
        (
            r#"{"experience":[],"as_of":"2020-01-01"}"#.to_owned(),
            "as_of: no category rules are known before 2023-05-31",
        ),
        (
            r#"{"experience":[],"as_of":"2026-11"}"#.to_owned(),
            "as_of: expected a day",
        ),
        (
            r#"{"experience":[],"crs":1201}"#.to_owned(),
            "crs: expected a score from 0 to 1200",
        ),
        (
            r#"{"experience":[],"french":{"listening":13,"speaking":7,"reading":7,"writing":7}}"#
                .to_owned(),
            "french.listening: expected an NCLC level",
        ),
        (
            r#"{"experience":[]} x"#.to_owned(),
            "expected one JSON object a line",
        ),
    ] {
        let error = assessor.answer_line(case.as_bytes()).unwrap_err();
        assert!(error.contains(expected), "{case}: {error}");
    }
    assert!(
        assessor
            .answer_line(b"\xff")
            .unwrap_err()
            .contains("not UTF-8")
    );
}

#[test]
fn unpaid_work_is_left_out_and_canadian_experience_counts_only_work_in_canada() {
    let assessor = assessor();
    let verdict_of = |case: &str, id: &str| {
        let answer: Value =
            serde_json::from_str(&assessor.answer_line(case.as_bytes()).unwrap()).unwrap();
        let categories = answer["categories"].as_array().unwrap().clone();
        categories
            .into_iter()
            .find(|category| category["id"] == id)
            .unwrap()
    };
    let doctor = |extra: &str, country: &str| {
        format!(
            r#"{{"experience":[{{"noc":"31102","start":"2024-01","hours_per_week":40,"country":"{country}"{extra}}}]}}"#
        )
    };
    assert_eq!(
        verdict_of(&doctor("", "canada"), "physician")["verdict"],
        "eligible"
    );
    let abroad = verdict_of(&doctor("", "abroad"), "physician");
    assert_eq!(
        (&abroad["verdict"], &abroad["credited_hours"]),
        (&Value::from("not_yet"), &Value::from(0.0))
    );
    assert_eq!(
        verdict_of(&doctor("", "abroad"), "health")["verdict"],
        "eligible"
    );
    assert_eq!(
        verdict_of(&doctor(r#","unpaid":true"#, "canada"), "health")["verdict"],
        "not_listed"
    );
}

/// The entry of a list of the answer to a case with this id.
fn entry(case: &str, list: &str, id: &str) -> Value {
    let answer = assessor().answer_line(case.as_bytes()).unwrap();
    let answer: Value = serde_json::from_str(&answer).unwrap();
    let entries = answer[list].as_array().unwrap().clone();
    entries.into_iter().find(|entry| entry["id"] == id).unwrap()
}

#[test]
fn scores_and_service_may_be_known_in_part() {
    let verdict = |case: &str, id: &str| {
        let case = format!(
            r#"{{"experience":[{{"noc":"43204","start":"2020-01","hours_per_week":40,"country":"abroad"}}],{case}}}"#
        );
        entry(&case, "categories", id)["verdict"].clone()
    };
    for (french, expected) in [
        (
            r#"{"listening":7,"speaking":7,"reading":9,"writing":7}"#,
            "eligible",
        ),
        (r#"{"listening":7,"speaking":7,"reading":null}"#, "unknown"),
        (r#"{"writing":6}"#, "no"),
        ("{}", "unknown"),
        ("null", "unknown"),
    ] {
        assert_eq!(
            verdict(&format!(r#""french":{french}"#), "french"),
            expected,
            "{french}"
        );
    }
    for (military, expected) in [
        (
            r#"{"serving":true,"years":10,"caf_offer":true,"credential":true}"#,
            "eligible",
        ),
        (r#"{"serving":true,"years":9.5}"#, "no"),
        (r#"{"serving":null,"credential":false}"#, "no"),
        (r#"{"serving":true,"years":12,"caf_offer":true}"#, "unknown"),
        ("{}", "unknown"),
    ] {
        let verdict = verdict(&format!(r#""military":{military}"#), "military");
        assert_eq!(verdict, expected, "{military}");
    }
}

#[test]
fn a_month_that_is_not_over_ends_yesterday() {
    let case = |end: &str, as_of: &str| {
        format!(
            r#"{{"as_of":"{as_of}","experience":[{{"noc":"31301","start":"2026-11-02","end":"{end}","hours_per_week":35,"country":"abroad"}}]}}"#
        )
    };
    let hours =
        |end, as_of| entry(&case(end, as_of), "categories", "health")["credited_hours"].clone();
    assert_eq!(hours("2026-11", "2026-11-16"), 60.0);
    assert_eq!(hours("2026-11-15", "2026-11-16"), 60.0);
    let error = assessor()
        .answer_line(case("2026-12", "2026-11-16").as_bytes())
        .unwrap_err();
    assert!(
        error.starts_with("experience[0].end: 2026-12-31 is after 2026-11-16"),
        "{error}"
    );
}

#[test]
fn programs_count_each_their_own_kind_of_work() {
    // A year of full-time work that ended yesterday.
    let work = |noc: &str, country: &str, extra: &str| {
        format!(
            r#"{{"as_of":"2026-11-01","experience":[{{"noc":"{noc}","start":"2025-11-01","end":"2026-10-31","hours_per_week":40,"country":"{country}"{extra}}}]}}"#
        )
    };
    let (own, student) = (r#","self_employed":true"#, r#","student":true"#);
    let whole =
        r#","away":[{"start":"2025-11","end":"2026-05-31"},{"start":"2026-05-20","end":null}]"#;
    for (noc, country, extra, expected) in [
        ("31301", "canada", "", ["met", "met", "none"]),
        ("31301", "abroad", "", ["met", "none", "none"]),
        ("31301", "canada", own, ["met", "none", "none"]),
        ("31301", "canada", student, ["met", "none", "none"]),
        ("31101", "canada", own, ["met", "met", "none"]),
        (
            "31101",
            "canada",
            r#","self_employed":true,"student":true"#,
            ["met", "none", "none"],
        ),
        ("64100", "canada", "", ["none", "none", "none"]),
        ("75101", "canada", "", ["none", "none", "none"]),
        ("93200", "canada", "", ["met", "met", "none"]),
        ("72106", "abroad", own, ["met", "none", "not_yet"]),
        ("72106", "canada", student, ["met", "none", "none"]),
        ("31301", "canada", whole, ["none", "none", "none"]),
        (
            "31301",
            "canada",
            r#","unpaid":true"#,
            ["none", "none", "none"],
        ),
    ] {
        let case = work(noc, country, extra);
        let found = ["fsw", "cec", "fst"].map(|id| entry(&case, "programs", id)["work"].clone());
        assert_eq!(found, expected, "{case}");
    }
}

#[test]
fn only_the_canadian_experience_class_adds_occupations_up() {
    let half = |noc: &str| {
        format!(r#"{{"noc":"{noc}","start":"2025-11-01","hours_per_week":16,"country":"canada"}}"#)
    };
    let case = format!(
        r#"{{"as_of":"2026-11-01","experience":[{},{}]}}"#,
        half("31301"),
        half("72106")
    );
    let cec = entry(&case, "programs", "cec");
    assert_eq!(
        (&cec["work"], &cec["noc"]),
        (&Value::from("met"), &Value::Null)
    );
    // 365 days, each capped at 30 hours a week.
    assert_eq!(cec["credited_hours"], 1564.3);
    let fsw = entry(&case, "programs", "fsw");
    assert_eq!(
        (&fsw["work"], &fsw["noc"]),
        (&Value::from("not_yet"), &Value::from("31301"))
    );
    assert_eq!(fsw["credited_hours"], 834.3);
}

#[test]
fn leave_to_come_delays_the_day_of_qualifying() {
    let case = |away: &str| {
        format!(
            r#"{{"as_of":"2026-11-01","experience":[{{"noc":"31301","start":"2026-01-01","end":null,"hours_per_week":30,"country":"abroad","away":{away}}}]}}"#
        )
    };
    let day = |away: &str| entry(&case(away), "categories", "health")["qualifies_on"].clone();
    // 364 days of 30 hours a week are 1,560 hours.
    assert_eq!(day("[]"), "2026-12-31");
    assert_eq!(day("null"), "2026-12-31");
    assert_eq!(
        day(r#"[{"start":"2026-12","end":"2026-12"}]"#),
        "2027-01-31"
    );
    assert_eq!(day(r#"[{"start":"2026-12-01","end":null}]"#), Value::Null);
    assert_eq!(
        day(r#"[{"start":"2026-01-01","end":"2027-01-31"}]"#),
        "2028-01-31"
    );
}
