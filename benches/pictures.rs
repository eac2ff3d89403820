//! Pictures: making the SVG, drawing it as PNG, and taking it from those kept.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::{Date, date};
use nocbot::answer::Presenter;
use nocbot::answer::{Context, Pictures, Stream, cut_off_chart, timeline};
use nocbot::eligibility::{Country, Person, Spell, SpellFlags, WeeklyHours, assess};
use nocbot::noc::{DataFiles, Lang};

const TODAY: Date = date(2026, 11, 22);

fn person() -> Person {
    let spell = |noc: &str, start, end, hours| Spell {
        noc: noc.parse().expect("a code"),
        start,
        end,
        hours: WeeklyHours::new(hours).expect("hours"),
        country: Country::Canada,
        flags: SpellFlags::default(),
        away: Vec::new(),
    };
    let left = Some(date(2025, 1, 31));
    Person {
        experience: vec![
            spell("31301", date(2022, 9, 1), left, 37.5),
            spell("31102", date(2025, 2, 17), None, 40.0),
        ],
        ..Person::default()
    }
}

fn pictures(criterion: &mut Criterion) {
    let presenter = Presenter::open(&DataFiles::BuiltIn).expect("built-in data");
    let card = Context {
        presenter: &presenter,
        rules: presenter
            .data
            .rule_set(None, TODAY)
            .expect("rules of today"),
        localizer: presenter.texts.localizer(Lang::FR),
    };
    let stream = Stream::find(card, "health").expect("a category");
    let person = person();
    let assessment = assess(card.rules, &person, TODAY).expect("spells in order");
    let chart = || cut_off_chart(card, stream, Some(468), TODAY).expect("rounds");
    let timeline = || timeline(card, &assessment, &person, TODAY).expect("work");
    let pictures = &presenter.pictures;

    let mut group = criterion.benchmark_group("pictures");
    group.bench_function("opening", |bencher| {
        bencher.iter(|| Pictures::open(&DataFiles::BuiltIn));
    });
    group.bench_function("chart, uncached", |bencher| {
        bencher.iter(|| pictures.draw(black_box(&chart().svg)));
    });
    group.bench_function("chart, cached", |bencher| {
        bencher.iter(|| pictures.png(black_box(&chart().svg)));
    });
    group.bench_function("timeline, uncached", |bencher| {
        bencher.iter(|| pictures.draw(black_box(&timeline().svg)));
    });
    group.bench_function("timeline, cached", |bencher| {
        bencher.iter(|| pictures.png(black_box(&timeline().svg)));
    });
    group.finish();
}

criterion_group!(benches, pictures);
criterion_main!(benches);
