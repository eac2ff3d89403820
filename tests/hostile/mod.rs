//! The targets, and the inputs that several share.

mod conversation;
mod data_files;
mod engines;
mod lines;
mod pages;

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use nocbot::answer::Presenter;
use nocbot::noc::{DataFiles, Lang};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

use crate::fuzz::text;

static PRESENTER: LazyLock<Presenter> =
    LazyLock::new(|| Presenter::open(&DataFiles::BuiltIn).expect("the data"));

/// What people type, of the tests of matching and understanding.
static TYPED: LazyLock<Vec<String>> = LazyLock::new(|| {
    let tables = [
        include_str!("../matching/typed.en.tsv"),
        include_str!("../matching/typed.fr.tsv"),
        include_str!("../matching/own-script.tsv"),
        include_str!("../matching/two-jobs.tsv"),
        include_str!("../matching/long.tsv"),
    ];
    let rows = tables.iter().flat_map(|table| table.lines().skip(1));
    let jobs = rows.filter_map(|row| row.split('\t').next());
    jobs.map(str::to_owned)
        .chain(MESSAGES.iter().cloned())
        .collect()
});

/// Whole messages, with dates and hours.
static MESSAGES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let rows = include_str!("../understanding/messages.jsonl").lines();
    let text = |row| {
        let row: Value = serde_json::from_str(row).expect("a row");
        row["in"]["text"].as_str().map(str::to_owned)
    };
    rows.filter_map(text).collect()
});

fn typed() -> BoxedStrategy<String> {
    text::text(&TYPED)
}

/// Any language that is spoken.
fn lang() -> impl Strategy<Value = Lang> {
    select(vec![Lang::EN, Lang::FR])
}

/// Any day: mostly of these years, now and then the first and last ones there are.
fn day() -> impl Strategy<Value = Date> {
    let usual =
        (2023i16..2029, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| date(year, month, day));
    let any =
        (-9999i16..=9999, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| date(year, month, day));
    let odd = select(vec![
        Date::MIN,
        Date::MAX,
        date(9999, 6, 14),
        date(9998, 12, 31),
        date(2024, 2, 29),
        date(1, 1, 1),
        date(0, 1, 1),
    ]);
    prop_oneof![6 => usual, 1 => any, 2 => odd]
}
