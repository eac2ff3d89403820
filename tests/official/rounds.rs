//! The feed of rounds.

use std::net::TcpListener;
use std::time::Duration;

use nocbot::noc::DataFiles;
use nocbot::store::{CachedPage, Store};
use serde_json::{Value, json};

use crate::site::{Answer, CHALLENGE, feed, feed_with, known_rounds, new_round, record};
use crate::{FEED, Program};

#[tokio::test]
async fn a_new_round_is_taken_over_and_kept() {
    let program = Program::start().await;
    assert_eq!(program.known_to(), "2026-10-01");
    program.site.put(FEED, Answer::Page(feed_with(&[])));
    let news = program.refresh().await.unwrap();
    assert_eq!(news.to_string(), "no new round, known to 2026-10-01");
    let today = Some(program.today);
    assert_eq!(program.presenter.data.published().rounds_checked, today);

    program
        .site
        .put(FEED, Answer::Page(feed_with(&[new_round()])));
    let news = program.refresh().await.unwrap();
    assert_eq!(news.to_string(), "1 new round, known to 2026-11-20");
    let published = program.presenter.data.published();
    let latest = published.rounds.latest("health", program.today).unwrap();
    assert_eq!(
        (latest.number.as_str(), latest.invitations, latest.cut_off),
        ("448", 4_000, 466)
    );
    assert_eq!(published.rounds.all().len(), 449);

    let program = program.restarted(&DataFiles::BuiltIn).await;
    assert_eq!(program.known_to(), "2026-11-20");
    assert_eq!(program.presenter.data.published().rounds_checked, today);
}

#[tokio::test]
async fn what_did_not_change_is_not_sent_again() {
    let program = Program::start().await;
    program
        .site
        .put(FEED, Answer::Page(feed_with(&[new_round()])));
    program.refresh().await.unwrap();
    let first = program.kept("rounds").await.unwrap();
    let mut program = program.restarted(&DataFiles::BuiltIn).await;
    program.today = program.today.tomorrow().unwrap();
    let news = program.refresh().await.unwrap();
    assert_eq!(news.to_string(), "no new round, known to 2026-11-20");
    let sent = program.site.headers(FEED, "if-none-match");
    assert_eq!(sent, [None, first.etag.clone()]);
    let second = program.kept("rounds").await.unwrap();
    assert_eq!(second.body, first.body);
    assert_eq!(second.etag, first.etag);
    assert!(second.checked > first.checked);
    assert_eq!(
        program.presenter.data.published().rounds_checked,
        Some(program.today)
    );
}

#[tokio::test]
async fn the_program_names_itself() {
    let program = Program::start().await;
    program.site.put(FEED, Answer::Status(403));
    program.refresh().await.unwrap_err();
    let name = program.site.headers(FEED, "user-agent").remove(0).unwrap();
    let expected = concat!("nocbot/", env!("CARGO_PKG_VERSION"), " (");
    assert!(
        name.starts_with(expected) && name.contains("operator@example.org"),
        "{name}"
    );
}

#[tokio::test]
async fn a_bad_feed_leaves_the_last_good_one() {
    let program = Program::start().await;
    program
        .site
        .put(FEED, Answer::Page(feed_with(&[new_round()])));
    program.refresh().await.unwrap();
    let kept = program.kept("rounds").await;

    let whole = feed_with(&[new_round()]);
    let truncated = whole[..whole.len() / 2].to_owned();
    let mut wrong = known_rounds();
    wrong[4]["drawCRS"] = json!("5,190");
    wrong.insert(0, new_round());
    let to_come = record(&["448", "2027-01-02", "General", "1", "500"]);
    let mut lacking = known_rounds();
    lacking.remove(7);
    let other = record(&["449", "2026-11-21", "General", "1", "500"]);
    lacking.splice(0..0, [other, new_round()]);
    for (answer, said) in [
        (
            Answer::Plain(truncated.clone()),
            "it is no whole JSON (line 1, column",
        ),
        (Answer::Short(truncated), "its answer breaks off"),
        (Answer::Short(whole), "its answer breaks off"),
        (
            Answer::Plain(CHALLENGE.to_owned()),
            "it is HTML instead of JSON",
        ),
        (Answer::Plain(String::new()), "it is no whole JSON"),
        (
            Answer::Plain(feed(&known_rounds()[5..])),
            "the list has shrunk: 443 rounds, 448 are known",
        ),
        (
            Answer::Plain(feed(&lacking)),
            "the list lacks round 440 of 2026-09-03",
        ),
        (Answer::Plain(feed(&[])), "there are no rounds in it"),
        (
            Answer::Plain(feed(&wrong)),
            "record 6 (443): drawCRS: expected a score from 0 to 1,200, found \"5,190\"",
        ),
        (
            Answer::Plain(feed_with(&[to_come])),
            "record 1 (448): drawDate: expected a day such as 2026-08-19, not to come",
        ),
        (Answer::Status(403), "it answers 403 (Forbidden)"),
        (Answer::Status(304), "it answers 304 (Not Modified)"),
        (
            Answer::Status(500),
            "it answers 500 (Internal Server Error)",
        ),
        (Answer::Huge, "it is larger than 10 MB"),
        (Answer::Endless, "it is larger than 10 MB"),
        (Answer::Loop, "it redirects more than 5 times"),
    ] {
        // Another address, so that the server cannot say that nothing changed.
        let path = "/elsewhere.json";
        program.site.put(path, answer);
        let mut refresher = program.refresher(crate::TIMEOUT);
        refresher.sources.rounds = Some(program.site.url(path).parse().unwrap());
        let error = refresher.refresh_rounds().await.unwrap_err().in_full();
        assert!(error.starts_with(&program.site.url(path)), "{error}");
        assert!(error.contains(said), "{error}: expected {said}");
        assert_eq!(program.known_to(), "2026-11-20", "{error}");
        assert_eq!(program.kept("rounds").await, kept, "{error}");
    }
}

#[tokio::test]
async fn a_corrected_round_is_taken_over_and_said() {
    let program = Program::start().await;
    let with = |new: &[Value]| Answer::Page(feed_with(new));
    program.site.put(FEED, with(&[new_round()]));
    program.refresh().await.unwrap();
    let mut renumbered = new_round();
    renumbered["drawNumber"] = json!("448a");
    program.site.put(FEED, with(&[renumbered]));
    let said = program.refresh().await.unwrap().to_string();
    let lacks = "the feed lacks what it had before: 448";
    assert_eq!(said, format!("1 new round, known to 2026-11-20; {lacks}"));
    // It is said once.
    let said = program.refresh().await.unwrap().to_string();
    assert_eq!(said, "no new round, known to 2026-11-20");

    program.site.put(FEED, with(&[]));
    let said = program.refresh().await.unwrap().to_string();
    assert_eq!(said, format!("no new round, known to 2026-10-01; {lacks}a"));
    assert_eq!(program.known_to(), "2026-10-01");
}

#[tokio::test]
async fn a_hang_a_dead_address_and_a_switched_off_feed_end_soon() {
    let program = Program::start().await;
    program.site.put(FEED, Answer::Hang);
    let mut refresher = program.refresher(Duration::from_millis(300));
    let error = refresher.refresh_rounds().await.unwrap_err().in_full();
    assert!(error.ends_with(": it did not answer in time"), "{error}");
    let dead = dead_address();
    refresher.sources.rounds = Some(dead.parse().unwrap());
    let error = refresher.refresh_rounds().await.unwrap_err().in_full();
    assert_eq!(error, format!("{dead}: it cannot be reached"));
    refresher.sources.rounds = None;
    let error = refresher.refresh_rounds().await.unwrap_err().in_full();
    assert_eq!(error, "it is turned off by NOCBOT_FEED_URL");
    assert_eq!(program.kept("rounds").await, None);
}

/// An address where nothing listens any more.
fn dead_address() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}/", listener.local_addr().unwrap())
}

#[tokio::test]
async fn a_round_with_an_unknown_name_spoils_nothing() {
    let program = Program::start().await;
    let aviation = record(&[
        "449",
        "2026-11-21",
        "Aviation occupations (Version 1)",
        "500",
        "444",
    ]);
    program
        .site
        .put(FEED, Answer::Page(feed_with(&[aviation, new_round()])));
    let news = program.refresh().await.unwrap();
    let expected = "2 new rounds, known to 2026-11-21; streams.tsv has no stream for [\"Aviation occupations (Version 1)\"]";
    assert_eq!(news.to_string(), expected);
    let published = program.presenter.data.published();
    assert_eq!(published.rounds.of("other").count(), 1);
    assert_eq!(
        published
            .rounds
            .latest("health", program.today)
            .unwrap()
            .number,
        "448"
    );
}

#[tokio::test]
async fn kept_rounds_that_say_less_than_the_data_are_passed_over() {
    let program = Program::start().await;
    program.site.put(FEED, Answer::Page(feed_with(&[])));
    program.refresh().await.unwrap();
    let older = CachedPage {
        body: feed(&known_rounds()[3..]),
        ..program.kept("rounds").await.unwrap()
    };
    program.store.keep_page("rounds", &older).await.unwrap();
    let program = program.restarted(&DataFiles::BuiltIn).await;
    assert_eq!(program.known_to(), "2026-10-01");
    assert_eq!(program.presenter.data.published().rounds_checked, None);
    // Otherwise the server could say for ever that nothing changed.
    program.refresh().await.unwrap();
    let sent = program.site.headers(FEED, "if-none-match");
    assert_eq!(sent, [None, None]);
}
