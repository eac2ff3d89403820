//! `draws --refresh` and `rules --check`.

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use assert_cmd::cargo::cargo_bin_cmd;
use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;

use crate::site::{self, Answer, CHALLENGE, Site, TODAY, feed_with, new_round, page_with};
use crate::{FEED, LISTS};

struct Shell {
    site: Site,
    folder: TempDir,
}

impl Shell {
    fn new() -> Shell {
        Shell {
            site: Site::start(),
            folder: TempDir::new().unwrap(),
        }
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("db")
    }

    /// Runs the program today, if the arguments name no other day; they are separated by spaces.
    fn run(&self, arguments: &str) -> Output {
        self.run_with(arguments, "")
    }

    /// The same with a text on standard input.
    fn run_with(&self, arguments: &str, input: &'static str) -> Output {
        let is_dated = arguments.contains("--as-of");
        let as_of = ["--as-of", TODAY].into_iter().filter(|_| !is_dated);
        let clock = self.folder.path().join("clock");
        fs::write(&clock, format!("{TODAY}T12:00:00Z")).unwrap();
        cargo_bin_cmd!("nocbot")
            .env_clear()
            .env("NOCBOT_DB", self.database())
            .env("NOCBOT_FEED_URL", self.site.url(FEED))
            .env("NOCBOT_LISTS_URL", self.site.url(LISTS))
            .args(arguments.split_whitespace())
            .args(as_of)
            .arg("--clock")
            .arg(clock)
            .write_stdin(input)
            .output()
            .unwrap()
    }

    /// Standard output, standard error and the exit status.
    fn format(&self, arguments: &str) -> (String, String, i32) {
        let output = self.run(arguments);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            text(output.stdout),
            text(output.stderr),
            output.status.code().unwrap(),
        )
    }
}

#[test]
fn draws_refresh_fetches_shows_and_keeps() {
    let shell = Shell::new();
    let before = "Rounds known to 1 October 2026";
    let (shown, said, status) = shell.format("draws health");
    assert!(
        shown.contains(before) && !shown.contains("Last held"),
        "{shown}"
    );
    assert_eq!((said.as_str(), status), ("", 0));
    assert!(!shell.database().exists(), "reading makes no database");

    shell
        .site
        .put(FEED, Answer::Page(feed_with(&[new_round()])));
    let (shown, said, status) = shell.format("draws --refresh health");
    for expected in [
        "20 November 2026, 4,000 invitations, lowest score 466",
        "Rounds known to 20 November 2026",
        "Last held against the official feed on 22 November 2026.",
    ] {
        assert!(shown.contains(expected), "{shown}");
    }
    assert_eq!((said.as_str(), status), ("", 0));
    for arguments in [
        "draws health",
        "draws",
        "--lang fr draws",
        "--json draws",
        "crs 470",
    ] {
        let (again, _, _) = shell.format(arguments);
        assert!(again.contains("466") || again.contains("2026"), "{again}");
        assert!(
            ["20 November 2026", "20 novembre 2026", "2026-11-20"]
                .iter()
                .any(|day| again.contains(day)),
            "{again}"
        );
    }
}

/// An assistant asks which rounds of one category there were.
const ASSISTANT: &str = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
{"jsonrpc":"2.0","method":"notifications/initialized"}
{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"draws","arguments":{"stream":"health"}}}
"#;

#[test]
fn an_assistant_is_told_the_rounds_that_were_kept() {
    let shell = Shell::new();
    let newest = |arguments: &str| {
        let output = shell.run_with(arguments, ASSISTANT);
        assert_eq!(output.status.code(), Some(0), "{arguments}");
        let said = String::from_utf8(output.stdout).unwrap();
        let answer: Value = serde_json::from_str(said.lines().last().unwrap()).unwrap();
        let rounds = &answer["result"]["structuredContent"]["result"][0]["rounds"];
        rounds[0]["date"].as_str().unwrap().to_owned()
    };
    assert_eq!(newest("mcp"), "2026-09-04");
    assert!(!shell.database().exists(), "reading makes no database");
    shell
        .site
        .put(FEED, Answer::Page(feed_with(&[new_round()])));
    shell.format("draws --refresh");
    assert_eq!(newest("mcp"), "2026-11-20");
    assert_eq!(newest("mcp --feed-url off"), "2026-09-04");
}

#[test]
fn a_failed_refresh_shows_the_last_good_rounds_and_one_line() {
    let shell = Shell::new();
    shell.site.put(FEED, Answer::Status(403));
    let (shown, said, status) = shell.format("draws --refresh");
    assert!(shown.contains("Rounds known to 1 October 2026"), "{shown}");
    let url = shell.site.url(FEED);
    let expected = format!(
        "nocbot: the rounds are the built-in ones to 2026-10-01: {url}: it answers 403 (Forbidden)\n"
    );
    assert_eq!((said, status), (expected, 1));

    shell
        .site
        .put(FEED, Answer::Page(feed_with(&[new_round()])));
    shell.format("draws --refresh");
    shell.site.put(FEED, Answer::Hang);
    let (shown, said, status) = shell.format("draws --refresh --fetch-patience 300");
    assert!(
        shown.contains("Rounds known to 20 November 2026"),
        "{shown}"
    );
    let day = "2026-11-2";
    assert!(
        said.starts_with(&format!(
            "nocbot: the rounds are those to {day}0, checked on "
        )),
        "{said}"
    );
    assert!(said.ends_with("it did not answer in time\n"), "{said}");
    assert_eq!((said.lines().count(), status), (1, 1));

    for (arguments, expected) in [
        (
            "draws --refresh --feed-url off",
            "it is turned off by NOCBOT_FEED_URL",
        ),
        (
            "draws --refresh --feed-url canada.ca",
            "--feed-url: expected an address such as https://www.canada.ca/page.html, or off, found \"canada.ca\"",
        ),
        (
            "draws --refresh nurses",
            "there is no category or program \"nurses\"",
        ),
    ] {
        let (_, said, status) = shell.format(arguments);
        assert!(said.contains(expected), "{said}");
        assert_eq!((said.lines().count(), status), (1, 1), "{said}");
    }
}

#[test]
fn the_day_asked_about_is_not_the_day_of_fetching() {
    let shell = Shell::new();
    shell
        .site
        .put(FEED, Answer::Page(feed_with(&[new_round()])));
    let checked = "Last held against the official feed on 22 November 2026.";
    for arguments in [
        "draws --refresh health --as-of 2027-06-01",
        "draws --refresh health --as-of 2026-10-15",
        "draws health",
    ] {
        let (shown, said, status) = shell.format(arguments);
        assert!(shown.contains(checked), "{arguments}: {shown}");
        assert_eq!((said.as_str(), status), ("", 0), "{arguments}");
    }
}

#[test]
fn what_another_address_gave_is_passed_over() {
    let shell = Shell::new();
    let other = shell.site.url("/other.json");
    shell
        .site
        .put("/other.json", Answer::Page(feed_with(&[new_round()])));
    let (shown, _, _) = shell.format(&format!("draws --refresh health --feed-url {other}"));
    assert!(
        shown.contains("Rounds known to 20 November 2026"),
        "{shown}"
    );
    let (shown, said, _) = shell.format("draws health");
    assert!(shown.contains("Rounds known to 1 October 2026"), "{shown}");
    assert_eq!(said, "");
}

#[test]
fn reading_leaves_the_database_as_it_is() {
    let shell = Shell::new();
    shell
        .site
        .put(FEED, Answer::Page(feed_with(&[new_round()])));
    shell.format("draws --refresh");
    let known = "Rounds known to 20 November 2026";
    let before = fs::read(shell.database()).unwrap();
    let (shown, _, _) = shell.format("draws health");
    assert!(shown.contains(known), "{shown}");
    assert_eq!(fs::read(shell.database()).unwrap(), before);

    // Of another layout: passed over without a word, and not brought to this one.
    for change in [
        "DELETE FROM schema_version WHERE version > 1; DROP TABLE pages",
        "INSERT INTO schema_version VALUES (99)",
        "DROP TABLE schema_version",
    ] {
        let database = Connection::open(shell.database()).unwrap();
        database.execute_batch(change).unwrap();
        database.close().unwrap();
        let before = fs::read(shell.database()).unwrap();
        for arguments in ["draws health", "crs 470", "categories", "rules"] {
            let (shown, said, status) = shell.format(arguments);
            assert!(!shown.contains(known), "{change}: {shown}");
            assert_eq!((said.as_str(), status), ("", 0), "{change}: {arguments}");
        }
        assert_eq!(fs::read(shell.database()).unwrap(), before, "{change}");
    }
}

#[test]
fn rules_check_says_each_difference() {
    let shell = Shell::new();
    let same = site::page(&site::listed(&site::rules()));
    let changed = page_with("stem", |category| {
        category.jobs.remove(0);
        category
            .jobs
            .push(("Data scientists".to_owned(), "21211".to_owned()));
        category.requirement = category.requirement.replace("12", "18");
    });
    for (page, text, json, expected) in [
        (
            same,
            "the official lists agree with the rules of 2026-02-18\n",
            r#"{"rules":"2026-02-18","agree":true,"differs_since":null,"differences":[]}"#,
            0,
        ),
        (
            changed,
            "stem: added 21211; removed 20011\nstem: 18 months instead of 12\n",
            r#"{"category":"stem","heading":null,"added":["21211"],"removed":["20011"],"months":null},{"category":"stem","#,
            1,
        ),
        (
            CHALLENGE.to_owned(),
            "could not be read: http://",
            r#"{"error":"could not be read: http://"#,
            1,
        ),
    ] {
        shell.site.put(LISTS, Answer::Plain(page));
        let (shown, said, status) = shell.format("rules --check");
        assert!(shown.starts_with(text), "{shown}");
        assert_eq!((said.as_str(), status), ("", expected));
        let (shown, said, status) = shell.format("rules --check --json");
        assert!(shown.contains(json), "{shown}");
        assert_eq!((said.as_str(), status), ("", expected));
    }
    let warning = "The official lists seem to have changed on ";
    for arguments in ["categories", "category health", "rules", "rules 2025-02-27"] {
        let (shown, _, _) = shell.format(arguments);
        assert!(shown.contains(warning), "{arguments}: {shown}");
        let (shown, _, _) = shell.format(&format!("{arguments} --lists-url off"));
        assert!(!shown.contains(warning), "{arguments}: {shown}");
    }
}
