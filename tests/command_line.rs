//! The built program through its command line: arguments, environment and standard input in; output and exit status out.

#[path = "command_line/assess.rs"]
mod assess;
#[path = "command_line/chat.rs"]
mod chat;
#[path = "command_line/data.rs"]
mod data;
#[path = "command_line/mcp.rs"]
mod mcp;
#[path = "command_line/pages.rs"]
mod pages;
#[path = "command_line/settings.rs"]
mod settings;
#[path = "command_line/store.rs"]
mod store;

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
use table;

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
            .contains("auxiliaire ou aide")
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
        "train model.bin" => "expected the data folder";
    } {
        assert_refused(arguments, "nurse\n", expected);
    }
}

/// Asserts that a call ends with status 1, a line that says what is `expected` on stderr, and nothing on stdout.
fn assert_refused(arguments: &str, input: &str, expected: &str) {
    let output = run(arguments, input);
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
    let subcommands = "chat | mcp | match | assess | noc | categories | category | rules | draws | crs | evaluate | train | data | completions";
    assert_holds("--help", &say("--help", ""), subcommands);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert_holds(
            shell,
            &say(&format!("completions {shell}"), ""),
            subcommands,
        );
    }
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
