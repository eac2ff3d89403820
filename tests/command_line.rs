//! The built program through its command line: arguments, environment and standard input in; output and exit status out.

use std::fs;
use std::process::{Output, Stdio};

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin_cmd;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The program without what the environment could tell it.
fn nocbot() -> Command {
    let mut command = cargo_bin_cmd!("nocbot");
    for name in [
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
        "COLUMNS",
        "RUST_LOG",
        "NOCBOT_DATA",
        "TELOXIDE_TOKEN",
    ] {
        command.env_remove(name);
    }
    // Nothing kept, and nothing fetched.
    command.env("NOCBOT_DB", "/nowhere/nocbot.sqlite");
    command.env("NOCBOT_FEED_URL", "off");
    command.env("NOCBOT_LISTS_URL", "off");
    command
}

/// Runs the program; `arguments` are separated by spaces.
fn run(arguments: &str, input: impl Into<Vec<u8>>) -> Output {
    nocbot()
        .args(arguments.split_whitespace())
        .write_stdin(input)
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// What the program prints, all being well.
fn say(arguments: &str, input: impl Into<Vec<u8>>) -> String {
    let output = run(arguments, input);
    assert_eq!(stderr(&output), "", "{arguments}");
    assert_eq!(output.status.code(), Some(0), "{arguments}");
    stdout(&output)
}

/// The rows of a table, each with what is done and what must come of it.
macro_rules! table {
    ($($left:expr => $right:expr;)+) => { [$(($left, $right)),+] };
}

/// Asserts that a text holds every piece of `expected`, which stand between bars.
fn assert_holds(context: &str, text: &str, expected: &str) {
    for expected in expected.split(" | ") {
        assert!(
            text.contains(expected),
            "{context}: no {expected:?} in\n{text}"
        );
    }
}

/// Whether a text holds characters that steer a terminal.
fn steers(text: &str) -> bool {
    text.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}')
}

/// Reads one line of JSON; writing it again must give the same line, so keys are those of `T` and in its order.
fn read_exactly<T: DeserializeOwned + Serialize>(line: &str) -> T {
    let value: T = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    assert_eq!(serde_json::to_string(&value).unwrap(), line);
    value
}

/// A line of `nocbot match --json`, as the specification writes it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Matched {
    text: String,
    lang: String,
    outcome: String,
    candidates: Vec<Candidate>,
    question: Option<Question>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Question {
    text: String,
    answers: Vec<Answer>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    text: String,
    codes: Vec<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Candidate {
    noc: String,
    title: String,
    teer: u8,
    matched: String,
    score: f64,
    categories: Vec<String>,
}

impl Matched {
    fn nocs(&self) -> Vec<&str> {
        self.candidates
            .iter()
            .map(|candidate| candidate.noc.as_str())
            .collect()
    }
}

/// Sends texts, a line each, through one `nocbot match --json`.
fn matched<T: AsRef<[u8]>>(options: &str, texts: &[T]) -> Vec<Matched> {
    let input: Vec<u8> = texts
        .iter()
        .flat_map(|text| [text.as_ref(), b"\n"].concat())
        .collect();
    let said = say(&format!("match --json {options}"), input);
    let answers: Vec<Matched> = said.lines().map(read_exactly).collect();
    assert_eq!(answers.len(), texts.len());
    for answer in &answers {
        assert!(["confident", "choose", "none"].contains(&answer.outcome.as_str()));
        assert_eq!(
            answer.candidates.is_empty(),
            answer.outcome == "none",
            "{}",
            answer.text
        );
        assert!(
            answer.candidates.is_sorted_by(|a, b| a.score >= b.score),
            "{}",
            answer.text
        );
        let mut nocs = answer.nocs();
        nocs.sort_unstable();
        assert!(
            nocs.is_sorted_by(|a, b| a < b),
            "a code twice for {}",
            answer.text
        );
    }
    answers
}

#[test]
fn match_reads_a_stream() {
    let answers = matched(
        "--as-of 2026-11-22",
        &["regstered nurs", "chaufeur poid lour", "asdfgh"],
    );
    let [nurse, driver, none] = &answers[..] else {
        unreachable!("three answers")
    };
    let first = &nurse.candidates[0];
    assert_eq!(
        (nurse.text.as_str(), nurse.lang.as_str()),
        ("regstered nurs", "en")
    );
    assert_eq!((first.noc.as_str(), first.teer), ("31301", 1));
    assert_eq!(
        first.title,
        "Registered nurses and registered psychiatric nurses"
    );
    assert_eq!(first.categories, ["health"]);
    let first = &driver.candidates[0];
    assert_eq!(
        (driver.lang.as_str(), first.noc.as_str(), first.teer),
        ("fr", "73300", 3)
    );
    assert_eq!(
        first.title,
        "Conducteurs/conductrices de camions de transport"
    );
    assert!(first.categories.is_empty());
    assert_eq!(none.outcome, "none");
}

#[test]
fn match_answers_every_line_in_order() {
    let long = [
        "a".repeat(10_000),
        "registered nurse ".repeat(600),
        "é".repeat(5_000),
    ];
    let mut texts: Vec<&[u8]> = long.iter().map(String::as_bytes).collect();
    texts.extend(
        [
            "31301",
            " 31301 ",
            "99999",
            "35555",
            "3130",
            "<b>registered nurse</b><script>alert(1)</script>",
            "regstered nurs 👩🏽‍⚕️",
            "\"\\u0041\\",
            "a\tb\u{2028}c",
        ]
        .map(str::as_bytes),
    );
    let none: [&[u8]; 9] = [
        b"",
        b"   ",
        b"\t\t",
        b"\xff\xfe\xfd",
        "😀🩺👩🏽‍⚕️".as_bytes(),
        b"\x00\x01\x1b[31m\x7f",
        "אחות מוסמכת".as_bytes(),
        "\u{202e}hgfdsa\u{202c}".as_bytes(),
        b"!?.,;",
    ];
    texts.extend(none);
    let answers = matched("", &texts);
    for (text, answer) in texts.iter().zip(&answers) {
        assert_eq!(answer.text, String::from_utf8_lossy(text));
        assert!(answer.candidates.len() <= 5, "{}", answer.text);
        let is_none = none.contains(text) || ["99999", "35555"].contains(&answer.text.as_str());
        if is_none {
            assert_eq!(answer.outcome, "none", "{:?}", answer.text);
        }
        if answer.text.trim() == "31301" {
            assert_eq!(
                (answer.outcome.as_str(), answer.nocs()),
                ("confident", vec!["31301"])
            );
        }
    }
}

#[test]
fn match_needs_no_last_line_break_and_no_line() {
    let said = say("match --json", "31301\r\n\r\n31120");
    let texts: Vec<String> = said
        .lines()
        .map(|line| read_exactly::<Matched>(line).text)
        .collect();
    assert_eq!(texts, ["31301", "", "31120"]);
    assert_eq!(say("match --json", ""), "");
}

#[test]
fn match_says_the_same_to_people() {
    let said = say("match", "regstered nurs\n\nasdfgh\n31301\n99999\n");
    let (first, rest) = said.split_at(said.find("\n: ").unwrap_or_default() + 1);
    assert!(first.starts_with("regstered nurs: "), "{said}");
    assert!(first.contains("\n  31301  TEER 1  "), "{said}");
    let rest: Vec<&str> = rest
        .lines()
        .filter(|line| !line.starts_with("  "))
        .collect();
    let expected = ": none (en) | asdfgh: none (en) | 31301: confident (en) | 99999: none (en)";
    assert_eq!(rest.join(" | "), expected);
    assert_eq!(say("match regstered nurs", ""), first);
    let line = say("match --json chaufeur poid lour", "this is not read\n");
    assert_eq!(read_exactly::<Matched>(line.trim_end()).nocs()[0], "73300");
}

#[test]
fn match_goes_on_after_bytes_that_are_no_text() {
    let said = say("match", b"\xff\xfe\n31301\n".as_slice());
    assert!(said.contains("31301: confident (en)"), "{said}");
}

#[test]
fn match_sends_no_control_characters_to_a_person() {
    let said = say("match", "31301 \u{1b}[31m\u{7}\u{202e}\n");
    assert!(!steers(&said), "{said:?}");
}

#[test]
fn match_offers_as_many_as_asked_for() {
    let most = |options: &str| {
        matched(options, &["nurse", "chauffeur", "engineer", "manager"])
            .iter()
            .map(|answer| answer.candidates.len())
            .max()
    };
    assert_eq!(most("--top 2"), Some(2));
    assert!(most("--top 12") > Some(5));
}

#[test]
fn match_asks_the_question_that_tells_look_alikes_apart() {
    let answers = matched("", &["nurse", "infirmière", "registered nurse", "hello"]);
    let question = answers[0].question.as_ref().unwrap();
    assert!(question.text.contains("under which licence"));
    let codes: Vec<&String> = question
        .answers
        .iter()
        .flat_map(|answer| &answer.codes)
        .collect();
    assert_eq!(codes, ["31301", "32101", "33102"]);
    assert!(
        answers[1]
            .question
            .as_ref()
            .unwrap()
            .text
            .contains("avec quel permis")
    );
    assert!(answers[2].question.is_none() && answers[3].question.is_none());
    let table = say("match nurse", "");
    assert!(table.contains("  - Registered nurse [31301]"), "{table}");
}

/// Runs `nocbot match --csv` on a file with this content.
fn coded(content: &[u8]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("jobs.csv");
    fs::write(&file, content).unwrap();
    let mut command = nocbot();
    command
        .args(["match", "--column", "job", "--csv"])
        .arg(&file);
    command.output().unwrap()
}

#[test]
fn match_codes_a_table() {
    let output =
        coded("\u{feff}id,job\n1,registered nurse\n2,\"nurse, I think\"\n3,hello\n4,\n".as_bytes());
    assert!(stderr(&output).ends_with("jobs.csv: 4 rows coded, 3 to review\n"));
    let said = stdout(&output);
    let mut rows = csv::Reader::from_reader(said.as_bytes());
    let header: Vec<String> = rows.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(
        header.join(","),
        "id,job,code,title,score,outcome,alternatives,review"
    );
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    let column = |at: usize| {
        rows.iter()
            .map(|row| row[at].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(column(0), ["1", "2", "3", "4"]);
    assert_eq!(column(2), ["31301", "31301", "", ""]);
    assert_eq!(column(5), ["confident", "choose", "none", "none"]);
    assert_eq!(column(7), ["no", "yes", "yes", "yes"]);
    assert!(
        rows[1][6].contains("32101 Licensed practical nurses"),
        "{}",
        &rows[1][6]
    );
}

#[test]
fn a_table_that_cannot_be_coded_is_named_with_its_line() {
    for (content, problem) in table! {
        &b"id,title\n"[..] => "jobs.csv:1: expected a column \"job\", found \"id\", \"title\"";
        b"job,id\nnurse,1\ncook\n" => "jobs.csv:3: expected 2 columns, found 1";
        b"job\nnurse\n\xff\n" => "jobs.csv:3: expected text in UTF-8";
    } {
        let output = coded(content);
        assert!(stderr(&output).contains(problem), "{}", stderr(&output));
        assert_eq!(stderr(&output).lines().count(), 1);
        assert_eq!(output.status.code(), Some(1));
    }
    let renamed = stdout(&coded(b"job,title\nnurse,x\n"));
    assert!(
        renamed.starts_with("job,title,code,noc_title,score,"),
        "{renamed}"
    );
    let missing = run("match --csv /nowhere/jobs.csv --column job", "");
    assert!(stderr(&missing).starts_with("nocbot: /nowhere/jobs.csv: "));
    assert_eq!(run("match --csv jobs.csv", "").status.code(), Some(2));
}

#[test]
fn match_takes_the_language_it_is_told() {
    let answers = matched("--lang fr", &["regstered nurs", "31301"]);
    assert!(answers.iter().all(|answer| answer.lang == "fr"));
    assert!(
        answers[1].candidates[0]
            .title
            .starts_with("Infirmiers autorisés")
    );
    let mut command = nocbot();
    command
        .env("LANG", "fr_CA.UTF-8")
        .args(["match", "--json", "regstered nurs"]);
    let said = stdout(&command.output().unwrap());
    assert_eq!(read_exactly::<Matched>(said.trim_end()).lang, "en");
}

#[test]
fn the_titles_of_the_article_lead_to_their_codes() {
    let seed = include_str!("command_line/seed-titles.tsv");
    let rows: Vec<(&str, &str)> = seed
        .lines()
        .skip(1)
        .map(|line| line.split_once('\t').unwrap())
        .collect();
    assert_eq!(rows.len(), 45);
    let titles: Vec<&str> = rows.iter().map(|&(_, title)| title).collect();
    let wrong: Vec<String> = rows
        .iter()
        .zip(matched("", &titles))
        .filter(|((code, title), answer)| {
            let nocs = answer.nocs();
            match *title {
                "Pharmacy technician supervisor" => {
                    !["32124", "31120"].iter().all(|noc| nocs.contains(noc))
                }
                _ => nocs.first() != Some(code),
            }
        })
        .map(|((code, title), answer)| format!("{title}: {:?} instead of {code}", answer.nocs()))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

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
    let output = run("assess", input);
    assert_eq!(
        (output.status.code(), stderr(&output).as_str()),
        (Some(1), "")
    );
    let said = stdout(&output);
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

#[test]
fn pages_are_for_people() {
    for (arguments, expected) in table! {
        "--as-of 2026-11-22 noc 31301" => "31301 Registered nurses | TEER 1 | Healthcare and social | code=31301 | Clinic nurse";
        "noc 31301 --lang fr --as-of 2026-11-22" => "31301 Infirmiers autorisés | FEER 1 | fr-CA&code=31301";
        "--as-of 2025-03-01 noc 63200" => "63200 Cooks | Trade occupations: 6 months";
        "--as-of 2025-03-01 categories" => "27 February 2025 | health – | (37 occupations) | agriculture – | french –";
        "--as-of 2026-11-22 --lang fr categories" => "18 février 2026 | health – | transport –";
        "--as-of 2026-11-22 category trade" => "Trade occupations | 12 months | • 63201 Butchers | official page";
        "--as-of 2026-11-22 rules" => "18 February 2026 | 8 December 2025 | added: 63201 Butchers | removed: 63200 Cooks";
        "--as-of 2026-11-22 rules 2025-03-01" => "27 February 2025 | No longer in force | Gone: Transport";
        "--as-of 2025-03-01 rules" => "27 February 2025 | In force today";
        "--as-of 2026-11-22 draws" => "health | 4 September 2026 | researcher | no round so far | cec | fsw";
        "--as-of 2025-03-01 --lang fr draws cec" => "5 février 2025 | 4 000 | 521";
        "--as-of 2026-11-22 crs 450" => "score of 450 | 25 below the latest | no forecast";
    } {
        let said = say(arguments, "").replace('\u{a0}', " ");
        assert_holds(arguments, &said, expected);
    }
}

fn json_of(arguments: &str) -> Value {
    let said = say(&format!("--json {arguments}"), "");
    assert_eq!(said.lines().count(), 1, "{arguments}");
    serde_json::from_str(&said).unwrap()
}

#[test]
fn pages_are_for_programs() {
    for (arguments, fields) in table! {
        "--as-of 2026-11-22 noc 31301" => json!({"noc": "31301", "teer": 1, "categories": ["health"]});
        "--as-of 2025-03-01 category education" => json!({
            "id": "education", "kind": "occupation", "months": 6, "continuous": true, "years_back": 3,
            "place": "anywhere", "nocs": ["41220", "41221", "42202", "42203", "43100"],
        });
        "--as-of 2026-11-22 category french" => json!({"kind": "language", "months": null, "nocs": []});
        "--as-of 2026-11-22 rules" => json!({"rules": "2026-02-18", "before": "2025-12-08"});
        "rules 2023-05-31" => json!({"rules": "2023-05-31", "before": null});
    } {
        let page = json_of(arguments);
        for (field, value) in fields.as_object().unwrap() {
            assert_eq!(&page[field], value, "{arguments}: {field}");
        }
    }
    let trade = r#"{"id":"trade","change":"changed","added":["63201"],"removed":["63200"]}"#;
    assert_holds("rules", &say("--json rules 2026-02-18", ""), trade);
}

#[test]
fn every_list_has_its_published_size() {
    for (day, expected) in table! {
        "2025-03-01" => "2025-02-27: health 37, stem 11, trade 25, education 5, agriculture 1, french 0";
        "2026-02-17" => "2025-12-08: health 37, stem 11, trade 25, education 5, agriculture 1, french 0, physician 3";
        "2026-02-18" => "2026-02-18: health 37, stem 11, trade 25, education 5, transport 4, physician 3, \
                         senior-manager 4, researcher 2, military 3, french 0";
    } {
        let page = json_of(&format!("--as-of {day} categories"));
        let size = |category: &Value| {
            let id = category["id"].as_str().unwrap_or("no id");
            format!("{id} {}", category["nocs"].as_array().map_or(0, Vec::len))
        };
        let sizes: Vec<String> = page["categories"]
            .as_array()
            .unwrap()
            .iter()
            .map(size)
            .collect();
        let rules = page["rules"].as_str().unwrap_or("no rules");
        assert_eq!(format!("{rules}: {}", sizes.join(", ")), expected, "{day}");
    }
}

#[test]
fn the_version_names_the_data_and_whose_it_is() {
    let said = say("--version", "");
    assert!(
        said.starts_with(concat!("nocbot ", env!("CARGO_PKG_VERSION"))),
        "{said}"
    );
    assert_holds(
        "--version",
        &said,
        "2023-05-31 | 2025-02-27 | 2025-12-08 | 2026-02-18",
    );
    assert_holds(
        "--version",
        &said,
        "NOC 2021 Version 1.0 | Statistics Canada | Open Licence",
    );
    assert_holds("--version", &said, "Rounds of invitations to");
}

#[test]
fn the_language_is_asked_for_or_that_of_the_environment() {
    for (environment, expected) in table! {
        "LANG=de_DE.UTF-8 LC_ALL=" => "Statistics Canada";
        "LANG=fr_CA.UTF-8" => "Statistique Canada";
        "LANG=fr_CA.UTF-8 --lang=en" => "Statistics Canada";
        "LANG=en_CA.UTF-8 LC_ALL=fr_CA.UTF-8" => "Statistique Canada";
        "LANG=fr_CA.UTF-8 LC_ALL=C" => "Statistics Canada";
    } {
        let mut command = nocbot();
        for word in environment.split(' ') {
            match word.split_once('=') {
                Some((name, value)) if !name.starts_with('-') => command.env(name, value),
                _ => command.arg(word),
            };
        }
        let output = command.arg("-V").output().unwrap();
        assert_holds(environment, &stdout(&output), expected);
    }
}

/// Every variable that sets something.
const VARIABLES: [&str; 15] = [
    "COLUMNS",
    "LANG",
    "LC_ALL",
    "LC_MESSAGES",
    "NOCBOT_CONTACT",
    "NOCBOT_DATA",
    "NOCBOT_DB",
    "NOCBOT_FEED_URL",
    "NOCBOT_KEY",
    "NOCBOT_LISTS_URL",
    "NOCBOT_SECRET",
    "RUST_LOG",
    "RUST_LOG_STYLE",
    "TELOXIDE_API_URL",
    "TELOXIDE_TOKEN",
];

#[test]
fn an_empty_variable_counts_as_not_set() {
    let home = tempfile::tempdir().unwrap();
    let said = |arguments: &str, value: Option<&str>| {
        let mut command = cargo_bin_cmd!("nocbot");
        command.env_clear().env("HOME", home.path());
        command.envs(VARIABLES.iter().zip(value.iter().cycle()));
        let output = command.args(arguments.split(' ')).output().unwrap();
        (stdout(&output), stderr(&output), output.status.code())
    };
    for arguments in ["chat", "draws", "serve"] {
        let not_set = said(arguments, None);
        assert_eq!(said(arguments, Some("")), not_set, "{arguments}");
    }
    let (_, error, status) = said("serve", Some(""));
    assert!(
        error.starts_with("nocbot: TELOXIDE_TOKEN: expected "),
        "{error}"
    );
    assert_eq!(status, Some(1));
}

#[test]
fn what_a_variable_sets_wrongly_is_named() {
    for (name, value, arguments) in [
        ("NOCBOT_FEED_URL", "canada.ca", "draws"),
        ("NOCBOT_LISTS_URL", "canada.ca", "categories"),
        ("NOCBOT_CONTACT", "Zoé", "draws"),
        ("COLUMNS", "many", "chat"),
        ("RUST_LOG", "loud=very", "match nurse"),
        ("RUST_LOG_STYLE", "red", "match nurse"),
    ] {
        let mut command = nocbot();
        command.env(name, value).args(arguments.split(' '));
        let output = command.output().unwrap();
        let said = stderr(&output);
        assert!(
            said.starts_with(&format!("nocbot: {name}: expected ")),
            "{said}"
        );
        assert!(said.ends_with(&format!("found {value:?}\n")), "{said}");
        assert_eq!((said.lines().count(), output.status.code()), (1, Some(1)));
    }
    let secrets = [
        "--token=sesame",
        "--token=1:a --secret=open~sesame --webhook=https://a.b --listen=127.0.0.1:1",
    ];
    for secret in secrets {
        let output = run(&format!("serve {secret}"), "");
        let said = stderr(&output);
        assert!(
            said.contains(": expected ") && !said.contains("sesame"),
            "{said}"
        );
    }
}

#[test]
fn wrong_input_gets_one_line_and_status_1() {
    for (arguments, expected) in table! {
        "noc 99999" => "99999";
        "noc 35555" => "there is no unit group 35555";
        "noc abc" => "expected a NOC code";
        "--as-of 2026-11-22 category nosuch" => "expected one of health, stem, trade, ";
        "--as-of 2025-03-01 category transport" => "expected one of health, stem, trade, education, agriculture, french";
        "--as-of 2026-11-22 draws nosuch" => "expected one of health, stem, trade, ";
        "--as-of 2020-01-01 match nurse" => "2023-05-31";
        "--as-of 2020-01-01 noc 31301" => "2023-05-31";
        "--as-of 2023-05-30 category health" => "2023-05-31";
        "--as-of 2020-01-01 crs 450" => "2023-05-31";
        "--as-of 2020-01-01" => "2023-05-31";
        "rules 2020-01-01" => "2023-05-31";
        "data titles nowhere.tsv" => "nowhere.tsv";
        "evaluate nowhere.tsv" => "nowhere.tsv";
    } {
        let output = run(arguments, "nurse\n");
        let said = stderr(&output);
        assert!(
            said.starts_with("nocbot: ") && said.contains(expected),
            "{arguments}: {said}"
        );
        assert_eq!(said.lines().count(), 1, "{arguments}: {said}");
        assert_eq!(
            (output.status.code(), stdout(&output).as_str()),
            (Some(1), ""),
            "{arguments}"
        );
    }
}

#[test]
fn a_wrong_command_line_gets_status_2() {
    let wrong = "nosuch | --nosuch | aid | confidentialite | data regles | cnp | noc | noc 31301 31301 | category | data | data nosuch | chat nurse | crs 1201 | evaluate | train \
                 | --lang german rules | --as-of 2025-02-29 rules | --as-of 2025-03 rules | rules yesterday \
                 | match --top many nurse | match --top -1 nurse | completions | completions tcsh";
    for arguments in wrong.split(" | ") {
        let output = run(arguments, "");
        let said = stderr(&output);
        assert!(
            said.contains("Usage") || said.contains("--help"),
            "{arguments}: {said}"
        );
        assert_eq!(
            (output.status.code(), stdout(&output).as_str()),
            (Some(2), ""),
            "{arguments}"
        );
    }
}

#[test]
fn a_language_without_a_folder_is_refused() {
    let output = run("--lang de rules", "");
    assert_holds("--lang de", &stderr(&output), "one of en, fr");
    assert!(!output.status.success() && stdout(&output).is_empty());
}

#[test]
fn commands_and_streams_go_by_their_names_in_every_language() {
    for (typed, own) in table! {
        "--as-of 2026-11-22 catégories" => "--as-of 2026-11-22 categories";
        "--as-of 2026-11-22 Categorie santé" => "--as-of 2026-11-22 category health";
        "--as-of 2026-11-22 tirages metiers" => "--as-of 2026-11-22 draws trade";
        "--as-of 2026-11-22 --lang fr rondes Agriculture" => "--as-of 2026-11-22 --lang fr draws agriculture";
        "--as-of 2026-11-22 draws provinces" => "--as-of 2026-11-22 draws pnp";
        "cnp 31301 --as-of 2026-11-22" => "noc 31301 --as-of 2026-11-22";
        "--as-of 2026-11-22 scg 450" => "--as-of 2026-11-22 crs 450";
        "régles 2025-03-01 --as-of 2026-11-22" => "rules 2025-03-01 --as-of 2026-11-22";
        "metier infirmière" => "match infirmière";
        "aide" => "help";
    } {
        assert_eq!(say(typed, ""), say(own, ""), "{typed}");
    }
    // Words of several streams name none of them.
    for arguments in [
        "draws professions",
        "draws canada",
        "draws of",
        "category work",
    ] {
        let output = run(&format!("--as-of 2026-11-22 {arguments}"), "");
        assert_eq!(output.status.code(), Some(1), "{arguments}");
    }
}

#[test]
fn help_and_completions_name_every_subcommand() {
    let subcommands = "chat | match | assess | noc | categories | category | rules | draws | crs | evaluate | train | data | completions";
    assert_holds("--help", &say("--help", ""), subcommands);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert_holds(
            shell,
            &say(&format!("completions {shell}"), ""),
            subcommands,
        );
    }
}

#[test]
fn data_is_checked_and_titles_are_written_out() {
    let said = say("data check", "");
    assert_holds("data check", &said, "516 unit groups | 4 rule sets");
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join("index.tsv");
    fs::write(
        &index,
        "code\ttitle\n00010\tAlderman/woman\n31301\tInfirmier/infirmière\n",
    )
    .unwrap();
    let titles = |index| {
        nocbot()
            .args(["data", "titles"])
            .arg(index)
            .output()
            .unwrap()
    };
    let written = "code\ttitle\n00010\tAlderman\tAlderwoman\n31301\tInfirmier\tInfirmière\n";
    assert_eq!(stdout(&titles(&index)), written);
    fs::write(&index, "code\ttitle\n31301 Nurse\n").unwrap();
    let output = titles(&index);
    let expected = format!(
        "nocbot: {}:2: expected a five-digit code, a tab and a title\n",
        index.display()
    );
    assert_eq!((output.status.code(), stderr(&output)), (Some(1), expected));
}

#[test]
fn the_matcher_is_measured() {
    let folder = tempfile::tempdir().unwrap();
    let rows = folder.path().join("rows.tsv");
    let evaluate = || {
        nocbot()
            .args(["evaluate", "--misses"])
            .arg(&rows)
            .output()
            .unwrap()
    };
    fs::write(
        &rows,
        "text\tcodes\tkind\nregstered nurs\t31301\ttypo\nasdfgh\tnone\tnoise\n",
    )
    .unwrap();
    let output = evaluate();
    assert_holds(
        "evaluate",
        &stdout(&output),
        "typo | noise | all jobs | top-1 | 100.0",
    );
    assert!(!stdout(&output).contains("wanted"), "no row is missed");
    assert_eq!(
        (output.status.code(), stderr(&output).as_str()),
        (Some(0), "")
    );
    fs::write(&rows, "text\tcodes\tkind\nregstered nurs\n").unwrap();
    let output = evaluate();
    assert!(stderr(&output).starts_with(&format!("nocbot: {}:2: expected", rows.display())));
    assert_eq!(output.status.code(), Some(1));
}

/// As when the reader of a pipe, such as `head`, has left.
#[test]
fn a_closed_output_is_no_error() {
    for arguments in ["completions bash", "match --json 31301"] {
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("nocbot"));
        command
            .args(arguments.split_whitespace())
            .stdin(Stdio::null());
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(
            (output.status.code(), stderr(&output).as_str()),
            (Some(0), ""),
            "{arguments}"
        );
    }
}

#[test]
fn a_conversation_ends_in_a_result() {
    let english = "you> regstered nurs | Registered nurses (31301) | When did you start | 6 January 2025 to today \
                   | ✅ Health and social services: you qualify | 1,957.1 hours of 1,560 | CEC work ✔ | not legal advice. \
                   | What was counted, on 22 November 2026 | Rules of 18 February 2026 | Goodbye.";
    let french = "vous> 32111 | (32111) | depuis 6 janvier 2025 | ✅ Santé et services sociaux : vous êtes admissible \
                  | 1 957,1 heures sur 1 560 | ✅ Français : vous êtes admissible | avis juridique. | Au revoir.";
    let of_2025 = "⏳ Health and social services: not yet | 0 to | of 780 | 27 February 2025 | 780 hours are missing | Rules of 27 February 2025";
    for ((arguments, typed), expected) in table! {
        ("--as-of 2026-11-22 chat", "regstered nurs/1/2025-01-06/still there/20/Canada/1/no test") => english;
        ("--as-of 2026-11-22 --lang fr", "32111/1/6 janvier 2025/j'y travaille encore/20/Canada/NCLC 7 7 7 7") => french;
        ("--as-of 2025-03-01", "32111/1/2024-06-03/2024-08-30/37.5/no/1") => of_2025;
    } {
        let said = say(arguments, typed.replace('/', "\n"));
        let words: Vec<&str> = said.split_whitespace().collect();
        assert_holds(arguments, &words.join(" "), expected);
    }
}

#[test]
fn a_conversation_is_left_at_any_time() {
    let odd = [
        b"\n\n \xff\xfe \n\x1b[31m\x07\x00\n\xe2\x80\xae\n/nosuch\n".as_slice(),
        &[b'a'; 10_000],
        b"\n<b>\n",
    ];
    for (input, last_prompt) in [
        (b"".as_slice(), None),
        (b"32111\n1\nMarch 20", Some("you> March 20")),
        (b"32111\n/quit\n31301\n", Some("you> /quit")),
        (&odd.concat(), Some("you> <b>")),
    ] {
        let said = say("--as-of 2026-11-22 chat", input);
        let last = said.lines().rfind(|line| line.starts_with("you>"));
        assert_eq!(last, last_prompt, "{said}");
        assert!(said.ends_with("Goodbye.\n"), "{said}");
        assert!(!steers(&said), "{said:?}");
    }
}
