//! Assessments a second: the worked cases, read, judged and written as JSON, as `nocbot assess` does.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jiff::civil::date;
use nocbot::eligibility::{Programs, Rules};
use nocbot::front::lines::Assessor;
use nocbot::noc::{DataFiles, NocVersions};
use serde_json::Value;

fn assessments(criterion: &mut Criterion) {
    let versions = NocVersions::open(&DataFiles::BuiltIn).expect("built-in data");
    let rules = Rules::open(&DataFiles::BuiltIn, &versions).expect("built-in data");
    let programs = Programs::open(&DataFiles::BuiltIn, &versions).expect("built-in data");
    let assessor = Assessor {
        versions: &versions,
        rules: &rules,
        programs: &programs,
        today: date(2026, 11, 22),
    };
    let cases: Vec<String> = include_str!("../tests/eligibility/examples.jsonl")
        .lines()
        .filter_map(|line| Some(serde_json::from_str::<Value>(line).ok()?["case"].to_string()))
        .collect();
    let mut group = criterion.benchmark_group("assess");
    group.throughput(Throughput::Elements(cases.len() as u64));
    group.bench_function("the worked cases, JSON to JSON", |bencher| {
        bencher.iter(|| {
            for case in &cases {
                let _ = black_box(assessor.answer_line(black_box(case.as_bytes())));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, assessments);
criterion_main!(benches);
