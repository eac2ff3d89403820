//! `nocbot assess`: verdicts of cases, line by line.

use super::*;

/// A line of `nocbot assess`, as the specification writes it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Assessed {
    as_of: String,
    rules: String,
    categories: Vec<Verdict>,
    programs: Vec<ProgramVerdict>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct ProgramVerdict {
    id: String,
    work: String,
    noc: Option<String>,
    credited_hours: Option<f64>,
    required_hours: Option<u32>,
    qualifies_on: Option<String>,
    lapses_on: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Verdict {
    id: String,
    verdict: String,
    noc: Option<String>,
    credited_hours: Option<f64>,
    required_hours: Option<u32>,
    qualifies_on: Option<String>,
    lapses_on: Option<String>,
}

/// The case of the specification, with one field replaced.
fn case(field: &str, value: Value) -> String {
    let mut case = json!({
        "as_of": "2026-11-22",
        "experience": [{
            "noc": "31301", "start": "2024-01-08", "end": "2024-08-30", "hours_per_week": 37.5, "country": "canada",
        }],
        "french": {"listening": 7, "speaking": 7, "reading": 7, "writing": 7},
        "military": null,
        "crs": 450,
    });
    match field.split_once('.') {
        Some(("experience[0]", field)) => case["experience"][0][field] = value,
        Some((outer, field)) => case[outer][field] = value,
        None => case[field] = value,
    }
    case.to_string()
}

/// What `assess` answers where some of its cases are wrong: all of it in its output.
fn partly_refused(cases: String) -> String {
    let output = run("assess", cases);
    assert_eq!(
        (output.status.code(), stderr(&output).as_str()),
        (Some(1), "")
    );
    stdout(&output)
}

#[test]
fn assess_answers_as_specified() {
    let specified = case("crs", json!(450));
    let months = case("experience[0].start", json!("2024-01"));
    let input = format!("{specified}\n\n  \n{{\"experience\":[]}}\r\n{months}");
    let said = say("assess --as-of 2025-03-01", input);
    let answers: Vec<Assessed> = said.lines().map(read_exactly).collect();
    let [specified, empty, months] = &answers[..] else {
        panic!("three answers: {said}")
    };
    let health = r#"{"as_of":"2026-11-22","rules":"2026-02-18","categories":[{"id":"health","verdict":"not_yet","noc":"31301","credited_hours":1011.4,"required_hours":1560,"qualifies_on":null,"lapses_on":null},"#;
    assert!(said.starts_with(health), "{said}");
    let verdicts: Vec<String> = specified
        .categories
        .iter()
        .map(|category| format!("{} {}", category.id, category.verdict))
        .collect();
    let expected = "health not_yet, stem not_listed, trade not_listed, education not_listed, transport not_listed, \
                    physician not_listed, senior-manager not_listed, researcher not_listed, military not_listed, \
                    french eligible";
    assert_eq!(verdicts.join(", "), expected);
    assert_eq!(
        (empty.as_of.as_str(), empty.rules.as_str()),
        ("2025-03-01", "2025-02-27")
    );
    assert!(
        empty
            .categories
            .iter()
            .all(|category| category.noc.is_none())
    );
    assert_eq!(months.categories[0].credited_hours, Some(1041.4));
}

#[test]
fn assess_names_what_is_wrong_and_goes_on() {
    let about_fields = table! {
        "experience[0].hours_per_week" => json!(0);
        "experience[0].hours_per_week" => json!(-5);
        "experience[0].hours_per_week" => json!(200);
        "experience[0].hours_per_week" => json!("forty");
        "experience[0].noc" => json!("99999");
        "experience[0].noc" => json!("35555");
        "experience[0].noc" => json!(31301);
        "experience[0].start" => json!("2024-02-30");
        "experience[0].start" => json!("March 2024");
        "experience[0].start" => json!("2027-01-01");
        "experience[0].start" => Value::Null;
        "experience[0].end" => json!("2024-01-07");
        "experience[0].end" => json!("2026-11-23");
        "experience[0].country" => json!("mars");
        "experience[0].employer" => json!("General Hospital");
        "experience" => Value::Null;
        "as_of" => json!("2026-11");
        "as_of" => json!("2020-01-01");
        "french" => json!("good");
        "french.listening" => json!(13);
        "military" => json!({"serving": true, "years": -1, "caf_offer": true, "credential": true});
        "crs" => json!(1201);
        "age" => json!(30);
    };
    let good = case("crs", json!(450));
    let wrong = about_fields
        .iter()
        .map(|(field, value)| case(field, value.clone()));
    let input: String = wrong.map(|wrong| format!("{wrong}\n\n{good}\n")).collect();
    let said = partly_refused(input);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 2 * about_fields.len());
    for ((field, value), pair) in about_fields.iter().zip(lines.chunks(2)) {
        let error: Value = serde_json::from_str(pair[0]).unwrap();
        let error = error["error"]
            .as_str()
            .unwrap_or_else(|| panic!("{field} = {value}: {}", pair[0]));
        assert!(error.starts_with(field), "{field} = {value}: {error}");
        read_exactly::<Assessed>(pair[1]);
    }
    assert!(said.contains("2023-05-31"), "the first rules are not named");
}

#[test]
fn assess_says_in_plain_words_that_a_line_is_no_case() {
    let good = case("crs", json!(450));
    let wrong: [&[u8]; 8] = [
        b"not json",
        b"null",
        b"[]",
        br#"["2026-11-22",[],null,null,null]"#,
        b"{}",
        br#"{"experience":[]"#,
        br#"{"experience":[]} {"experience":[]}"#,
        b"{\"experience\":[],\"\xff\":1}",
    ];
    let output = run(
        "assess",
        [wrong.join(&b'\n'), b"\n".to_vec(), good.into_bytes()].concat(),
    );
    assert_eq!(
        (output.status.code(), stderr(&output).as_str()),
        (Some(1), "")
    );
    let said = stdout(&output);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), wrong.len() + 1);
    read_exactly::<Assessed>(lines[wrong.len()]);
    let is_plain = |line: &&&str| {
        line.starts_with(r#"{"error":""#)
            && !line.contains("struct ")
            && !line.starts_with(r#"{"error":"?"#)
    };
    let unclear: Vec<&&str> = lines[..wrong.len()]
        .iter()
        .filter(|line| !is_plain(line))
        .collect();
    assert!(unclear.is_empty(), "{unclear:#?}");
}

/// A case of so many spells of work, the last of which has so many stretches away.
fn long_case(spells: usize, stretches: usize) -> String {
    let mut case: Value = serde_json::from_str(&case("crs", json!(450))).unwrap();
    let spell = case["experience"][0].clone();
    let mut all = vec![spell; spells];
    let day = json!({"start": "2024-02-05", "end": "2024-02-05"});
    all[spells - 1]["away"] = vec![day; stretches].into();
    case["experience"] = all.into();
    case.to_string()
}

#[test]
fn assess_takes_as_much_of_a_person_as_there_can_be() {
    let input = [long_case(100, 100), long_case(101, 0), long_case(100, 101)].join("\n");
    let said = partly_refused(input);
    let lines: Vec<&str> = said.lines().collect();
    let [taken, spells, stretches] = lines[..] else {
        panic!("three answers: {said}")
    };
    read_exactly::<Assessed>(taken);
    let error = "experience: expected at most 100 spells of work, found 101";
    assert_eq!(spells, json!({ "error": error }).to_string());
    let error = "experience[99].away: expected at most 100 stretches, found 101";
    assert_eq!(stretches, json!({ "error": error }).to_string());
    // What reads one case alone says it where people look.
    let output = run("timeline", long_case(101, 0));
    assert_eq!(output.status.code(), Some(1));
    let error = "experience: expected at most 100 spells of work, found 101";
    assert!(stderr(&output).contains(error), "{}", stderr(&output));
    assert_eq!(stdout(&output), "");
}
