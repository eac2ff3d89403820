//! Assessments a second: the worked cases, read, judged and written as JSON, as `nocbot assess` does; and how long it
//! takes to find the questions that still matter, in a case of three jobs.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jiff::civil::{Date, date};
use nocbot::eligibility::bounds::{
    DateRange, OpenAway, OpenCase, OpenEnd, OpenJob, open_questions,
};
use nocbot::eligibility::{Programs, Rules, StatedDate};
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

/// Three jobs of one look-alike pair of occupations, of which little is known: none of them settles another.
fn open_case(as_of: Date) -> OpenCase {
    let codes = ["31301", "31302"].map(|code| code.parse().expect("a code"));
    let mut since = OpenJob::new(codes.to_vec(), as_of);
    since.start = DateRange::of_start(StatedDate::Year(2024));
    let mut over = OpenJob::new(vec![codes[0]], as_of);
    over.end = OpenEnd::over(DateRange::of_end(StatedDate::Year(2025), as_of));
    over.away = vec![OpenAway::weeks(6.0)];
    OpenCase {
        jobs: vec![since, over, OpenJob::new(codes.to_vec(), as_of)],
        ..OpenCase::default()
    }
}

fn questions(criterion: &mut Criterion) {
    let versions = NocVersions::open(&DataFiles::BuiltIn).expect("built-in data");
    let rules = Rules::open(&DataFiles::BuiltIn, &versions).expect("built-in data");
    let as_of = date(2026, 11, 22);
    let rules = rules.in_force_on(as_of).expect("rules of that day");
    let case = open_case(as_of);
    assert!(!open_questions(&case, rules, as_of).is_empty());
    criterion.bench_function("open questions, three jobs", |bencher| {
        bencher.iter(|| open_questions(black_box(&case), rules, as_of));
    });
}

criterion_group!(benches, assessments, questions);
criterion_main!(benches);
