//! How long it takes to understand a message: the labelled messages one by one, and a long pasted text; the matcher alone
//! on the same messages beside it, in the same run.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jiff::civil::{Date, date};
use nocbot::AppData;
use nocbot::noc::{DataFiles, Lang};
use nocbot::understanding::Asked;
use serde_json::Value;

const TODAY: Date = date(2026, 11, 27);
/// A message of everyday length, in characters.
const SHORT: usize = 200;
/// The longest text that Telegram users paste in one piece, about half a message.
const LONG: usize = 2_000;

fn understanding(criterion: &mut Criterion) {
    let data = AppData::open(&DataFiles::BuiltIn).expect("built-in data");
    let rules = data.rule_set(None, TODAY).expect("rules of that day");
    let matcher = data.matcher_of(rules);
    let messages: Vec<String> = include_str!("../tests/understanding/messages.jsonl")
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|row| Some(row["in"]["text"].as_str()?.to_owned()))
        .filter(|text| text.chars().count() <= SHORT)
        .collect();
    assert!(messages.len() > 100);
    let hear = |text: &str| data.hear(text, Asked::Job, Lang::EN, rules, TODAY);
    let long: String = messages.join(". ").chars().take(LONG).collect();

    let mut group = criterion.benchmark_group("understand");
    group.throughput(Throughput::Elements(messages.len() as u64));
    group.bench_function("messages of up to 200 characters", |bencher| {
        bencher.iter(|| {
            for text in &messages {
                black_box(hear(black_box(text)));
            }
        });
    });
    group.bench_function("the matcher alone on the same messages", |bencher| {
        bencher.iter(|| {
            for text in &messages {
                black_box(matcher.find(black_box(text), None, 5));
            }
        });
    });
    group.throughput(Throughput::Elements(1));
    group.bench_function("a text of 2,000 characters", |bencher| {
        bencher.iter(|| black_box(hear(black_box(&long))));
    });
    group.finish();
}

criterion_group!(benches, understanding);
criterion_main!(benches);
