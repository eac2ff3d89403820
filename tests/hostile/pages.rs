//! The feed of rounds and the official category page, broken in every way.

use std::sync::LazyLock;

use jiff::civil::Date;
use nocbot::draws::Rounds;
use nocbot::official::ListsPage;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::PRESENTER;
use crate::fuzz::{fuzz, text, tree};
use crate::site;

/// A feed of the newest rounds alone, since all of them take long to print.
static FEED: LazyLock<Value> = LazyLock::new(|| {
    let rounds: Vec<Value> = site::known_rounds().into_iter().take(6).collect();
    json!({"classes": "wb-tables", "rounds": rounds})
});
static FEED_TEXT: LazyLock<Vec<String>> = LazyLock::new(|| vec![FEED.to_string()]);

#[test]
fn a_feed_is_read_or_refused() {
    let trees =
        tree::mutated(Just(()).prop_map(|()| FEED.clone())).prop_map(|feed| feed.to_string());
    let feeds = prop_oneof![4 => trees, 1 => text::mutated(&FEED_TEXT, 20_000), 1 => tree::any_value().prop_map(|v| v.to_string())];
    let today: Date = site::TODAY.parse().expect("a day");
    fuzz("feed", &feeds, |feed: String| {
        let data = &PRESENTER.data;
        match Rounds::read_feed(&feed, &data.streams, today) {
            Ok(rounds) => {
                assert!(rounds.known_to().is_some());
                drop(rounds.follow(&data.data_rounds, &data.published().rounds));
            }
            Err(problem) => assert!(!problem.to_string().is_empty()),
        }
        drop(data.published().pool.newer(&feed));
    });
}

static PAGES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut categories = site::listed(&site::rules());
    for category in &mut categories {
        category.jobs.truncate(3);
    }
    vec![site::page(&categories), site::CHALLENGE.to_owned()]
});

#[test]
fn a_page_is_read_or_refused() {
    let tag = select(vec![
        "<div>",
        "<table>",
        "<h2>",
        "<h3>",
        "<b>",
        "<p>",
        "<a href=x>",
        "<details>",
        "<summary>",
        "<td>",
        "<tr>",
        "<template>",
        "<svg>",
        "<math>",
        "<select>",
        "<script>",
        "<!--",
        "</table>",
        "</h3>",
        "</details>",
        "<font>",
        "<nobr>",
        "<caption>",
        "31301 ",
    ]);
    let nested = (prop::collection::vec(tag, 1..4), 1usize..9_000, 0usize..2).prop_map(
        |(tags, times, rest)| {
            let opened: String = tags.concat().repeat(times).chars().take(200_000).collect();
            format!("<html>{opened}{}", ["", "</html>"][rest])
        },
    );
    let pages = prop_oneof![4 => text::mutated(&PAGES, 60_000), 1 => nested, 1 => any::<String>()];
    fuzz("page", &pages, |page: String| check(&page));
}

fn check(page: &str) {
    let data = &PRESENTER.data;
    match ListsPage::read(page, &data.streams, &data.rules) {
        Ok(read) => drop(read.compare(&data.rules.all()[0], &data.languages)),
        Err(problem) => assert!(!problem.to_string().is_empty()),
    }
}
