//! How long one text takes: nocbot against the rivals over the official titles.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use nocbot::matching::Matcher;
use nocbot::noc::{DataFiles, NocVersions};
use nocbot_rivals::{CharTfIdf, FullText, JaroWinkler, Ratio, Rival, Texts};

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
    let texts = || Texts::official(noc);
    let rivals: [(&str, Box<dyn Rival>); 4] = [
        ("character TF-IDF", Box::new(CharTfIdf::over(&texts()))),
        (
            "tantivy, BM25 and fuzzy terms",
            Box::new(FullText::over(&texts()).expect("an index in memory")),
        ),
        ("RapidFuzz token_sort_ratio", Box::new(Ratio::over(texts()))),
        ("Jaro-Winkler", Box::new(JaroWinkler(texts()))),
    ];
    for (name, rival) in &rivals {
        group.bench_function(*name, |bencher| {
            bencher.iter(|| TEXTS.map(|text| rival.rank(black_box(text))));
        });
    }
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
