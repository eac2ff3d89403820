//! Two versions of the classification side by side: each rule set uses its own.

use std::path::Path;

use assert_cmd::cargo::cargo_bin_cmd;
use jiff::civil::{Date, date};
use nocbot::answer::Presenter;
use nocbot::dialogue::{Dialogue, Input, State};
use nocbot::noc::{DataFiles, Lang};

use super::{Folder, SHIPPED, copy, nocbot, stderr};

const MADE_UP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data_folder/2099");
const UNDER_2021: &str = "2026-11-22";
const UNDER_2099: &str = "2099-02-01";

/// A small folder with the version 2099 and a rule set that names it beside what is shipped.
fn two_versions() -> Folder {
    let folder = Folder::small();
    copy(Path::new(MADE_UP), folder.0.path());
    let model = Path::new(SHIPPED).join("noc-2021/model.bin");
    std::fs::copy(model, folder.path("noc-2099/model.bin")).unwrap();
    folder
}

fn on(folder: &Folder, day: &str, arguments: &[&str]) -> String {
    let arguments = [&["--as-of", day], arguments].concat();
    folder.format(&arguments)
}

/// The outcome and the codes that a text leads to.
fn found(folder: &Folder, day: &str, text: &str) -> (String, Vec<String>) {
    let said = on(folder, day, &["--json", "match", text]);
    let answer: serde_json::Value = serde_json::from_str(&said).unwrap();
    let outcome = answer["outcome"].as_str().unwrap().to_owned();
    let candidates = answer["candidates"].as_array().unwrap().iter();
    let codes = candidates.map(|candidate| candidate["noc"].as_str().unwrap().to_owned());
    (outcome, codes.collect())
}

fn assess(folder: &Folder, noc: &str, as_of: &str) -> String {
    let case = format!(
        r#"{{"as_of":"{as_of}","experience":[{{"noc":"{noc}","start":"{as_of}","end":null,"hours_per_week":30,"country":"canada"}}]}}"#
    );
    let mut command = cargo_bin_cmd!("nocbot");
    let command = command.arg("--data").arg(folder.0.path()).arg("assess");
    let output = command.env_remove("RUST_LOG").write_stdin(case).output();
    String::from_utf8(output.unwrap().stdout).unwrap()
}

#[test]
fn versions_stand_side_by_side() {
    let folder = two_versions();
    let said = folder.format(&["data", "check"]);
    assert!(said.contains("519 unit groups"), "{said}");
    assert!(said.contains("5 rule sets"), "{said}");
    let said = folder.format(&["--version"]);
    assert!(
        said.contains("NOC 2021 Version 1.0, NOC 2099 Version 1.0"),
        "{said}"
    );
}

#[test]
fn a_text_is_looked_for_in_the_version_of_the_rule_set() {
    let folder = two_versions();
    let confident = |code: &str| ("confident".to_owned(), vec![code.to_owned()]);
    for (day, text, code) in [
        (UNDER_2021, "31301", "31301"),
        (UNDER_2021, "NOC 3012", "31301"),
        (UNDER_2099, "31399", "31399"),
        (UNDER_2099, "NOC 31302", "31399"),
        // By way of 2021: nurse practitioners and physician assistants.
        (UNDER_2099, "NOC 6513", "65299"),
    ] {
        assert_eq!(found(&folder, day, text), confident(code), "{day} {text}");
    }
    let first = |day, text| found(&folder, day, text).1.first().cloned();
    let nurses = "registered nurses and registered psychiatric nurses";
    assert_eq!(first(UNDER_2021, nurses).as_deref(), Some("31301"));
    assert_eq!(first(UNDER_2099, "astronurse").as_deref(), Some("31399"));
    assert_eq!(found(&folder, UNDER_2099, "space job").0, "choose");
    assert_ne!(first(UNDER_2021, "31399").as_deref(), Some("31399"));
    let split = found(&folder, UNDER_2099, "31301");
    assert_eq!(split.0, "choose");
    assert_eq!(split.1, ["31399", "65299"]);
}

#[test]
fn a_case_is_judged_by_the_codes_of_its_rule_set() {
    let folder = two_versions();
    for (noc, as_of, other) in [
        ("31301", UNDER_2021, UNDER_2099),
        ("31399", UNDER_2099, UNDER_2021),
    ] {
        let judged = assess(&folder, noc, as_of);
        assert!(
            judged.contains(r#""id":"health","verdict":"not_yet""#),
            "{judged}"
        );
        let refused = assess(&folder, noc, other);
        let version = if other == UNDER_2021 { "2021" } else { "2099" };
        let expected =
            format!("experience[0].noc: {noc} is not a code of NOC {version} Version 1.0");
        assert!(refused.contains(&expected), "{refused}");
    }
}

#[test]
fn pages_show_the_version_of_the_rule_set() {
    let folder = two_versions();
    let said = on(&folder, UNDER_2099, &["noc", "31399"]);
    assert!(said.contains("Starship nurses"), "{said}");
    assert!(said.contains("code=31399&version=2099.0"), "{said}");
    assert!(said.contains("Zero gravity nurse"), "{said}");
    let said = on(&folder, UNDER_2021, &["noc", "31301"]);
    assert!(said.contains("code=31301&version=2021.0"), "{said}");
    let output = nocbot(folder.0.path(), &["--as-of", UNDER_2099, "noc", "31301"]);
    assert_eq!(
        stderr(&output),
        "nocbot: 31301 is a code of NOC 2021: in NOC 2099 Version 1.0 it became 31399, 65299\n"
    );
}

#[test]
fn what_a_listed_code_became_is_no_change() {
    let folder = two_versions();
    let said = on(&folder, UNDER_2099, &["--json", "rules"]);
    // 31301 and 31302 live on in 31399, every other listed occupation is gone.
    assert!(
        said.contains(r#""id":"health","change":"changed","added":[],"removed":["31100","#),
        "{said}"
    );
    assert!(!said.contains("31301") && !said.contains("31302"), "{said}");
    assert!(said.contains(r#""31303""#), "{said}");
}

#[test]
fn a_wrong_version_is_named() {
    let folder = two_versions();
    std::fs::remove_dir_all(folder.path("noc-2099")).unwrap();
    let line = 1 + folder
        .read("rules/2099-01-01.toml")
        .lines()
        .position(|line| line.starts_with("noc ="))
        .unwrap();
    let place = format!("{}:{line}", folder.path("rules/2099-01-01.toml").display());
    super::assert_refused("no such version", folder.0.path(), &place, "found 2099");

    let folder = two_versions();
    std::fs::rename(folder.path("noc-2099"), folder.path("noc-next")).unwrap();
    let place = folder.path("noc-next").display().to_string();
    super::assert_refused(
        "no year",
        folder.0.path(),
        &place,
        "expected the year of a NOC version",
    );
}

/// The state after some messages, on a day.
fn said(presenter: &Presenter, today: Date, state: State, lines: &[&str]) -> State {
    let dialogue = Dialogue {
        presenter,
        today,
        reminders: None,
    };
    let step = |state, line: &&str| dialogue.step(state, Input::Text(line)).state;
    lines.iter().fold(state, step)
}

#[test]
fn a_conversation_goes_over_to_the_version_of_the_rules_in_force() {
    let folder = two_versions();
    let presenter = Presenter::open(&DataFiles::Folder(folder.0.path().to_owned())).unwrap();
    let (now, later) = (date(2026, 11, 22), date(2099, 2, 1));
    for (code, successors, asks) in [
        // One successor goes on as it was agreed to.
        ("31302", &["31399"][..], "result"),
        // Several are chosen from.
        ("31301", &["31399", "65299"], "choose"),
    ] {
        let told = format!("{code} in Canada since 2024-01-08, 40 hours a week");
        let state = said(&presenter, now, State::new(Lang::EN), &[&told, "right"]);
        assert_eq!(state.open.name(), "result", "{code}");
        assert_eq!(state.case.jobs[0].codes[0].as_str(), code);
        let state = said(&presenter, later, state, &["thank you"]);
        let codes = state.case.jobs[0].codes.iter().map(|code| code.as_str());
        assert_eq!(codes.collect::<Vec<_>>(), successors, "{code}");
        assert_eq!(state.open.name(), asks, "{code}");
    }
}
