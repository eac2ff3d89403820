//! How long one text takes: nocbot against Jaro-Winkler over all titles and a fuzzy full-text index of them.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use nocbot::matching::Matcher;
use nocbot::noc::{DataFiles, NocVersions};
use nocbot::text::fold;
use nocbot_rivals::FullText;

/// Texts of every kind, so that the mean of a round is the mean over what people type.
const TEXTS: [&str; 8] = [
    "icu staff nurse",
    "regstered nurs",
    "HGV driver",
    "I clean teeth at a dental clinic",
    "chaufeur poid lour",
    "je répare des voitures",
    "Senior software engineer II - Payments",
    "hello, I was a cook in Dubai for 4 years, does my job qualify?",
];

/// Each method answers all texts, so a round is eight texts.
fn one_round(criterion: &mut Criterion) {
    let files = DataFiles::BuiltIn;
    let versions = NocVersions::open(&files).expect("built-in data");
    let noc = versions.newest();
    let matcher = Matcher::open(&files, noc).expect("built-in data");
    let mut group = criterion.benchmark_group("eight texts");
    group.sample_size(20);
    group.bench_function("nocbot", |bencher| {
        bencher.iter(|| TEXTS.map(|text| matcher.find(black_box(text), None, 5)));
    });
    let titles: Vec<String> = noc
        .titles()
        .iter()
        .map(|title| fold::key(title.text))
        .collect();
    group.bench_function("Jaro-Winkler over all titles", |bencher| {
        let best = |text: &str| {
            let typed = fold::key(text);
            let similarity = |title: &String| strsim::jaro_winkler(&typed, title);
            titles.iter().map(similarity).fold(0.0, f64::max)
        };
        bencher.iter(|| TEXTS.map(|text| best(black_box(text))));
    });
    let full_text = FullText::over(noc).expect("an index in memory");
    group.bench_function("tantivy, fuzzy terms", |bencher| {
        bencher.iter(|| TEXTS.map(|text| full_text.find(black_box(text)).expect("a search")));
    });
    group.finish();
}

/// Opening everything, as the program does when it starts.
fn open(criterion: &mut Criterion) {
    let files = DataFiles::BuiltIn;
    let mut group = criterion.benchmark_group("start");
    group.sample_size(10);
    group.bench_function("open classification and matcher", |bencher| {
        bencher.iter(|| {
            let versions = NocVersions::open(&files).expect("built-in data");
            Matcher::open(&files, versions.newest()).expect("built-in data")
        });
    });
    group.finish();
}

criterion_group!(benches, one_round, open);
criterion_main!(benches);
