//! Every state a conversation can be in, and many it cannot.

use jiff::civil::Date;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::dialogue::State;
use crate::dialogue::state::{
    Choice, Field, FrenchAnswer, Job, JobEnd, MilitaryAnswers, MilitaryQuestion, Snapshot, Step,
    Told,
};
use crate::eligibility::{Country, StatedDate, WorkKind};
use crate::noc::{Lang, NocCode};

fn number() -> impl Strategy<Value = f64> {
    use proptest::num::f64::{NEGATIVE, NORMAL, POSITIVE, SUBNORMAL, ZERO};
    prop_oneof![
        (1..=16_800_u16).prop_map(|hundredths| f64::from(hundredths) / 100.0),
        NORMAL | SUBNORMAL | ZERO | POSITIVE | NEGATIVE,
    ]
}

fn code() -> impl Strategy<Value = NocCode> {
    "[0-9][0-5][0-9]{3}".prop_map(|digits| digits.parse().unwrap())
}

fn date() -> impl Strategy<Value = Date> {
    (-9999..=9999_i16, 1..=12_i8, 1..=28_i8)
        .prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn stated() -> impl Strategy<Value = StatedDate> {
    prop_oneof![
        date().prop_map(StatedDate::Day),
        date().prop_map(StatedDate::Month)
    ]
}

fn job() -> impl Strategy<Value = Job> {
    let end = prop_oneof![Just(JobEnd::StillThere), stated().prop_map(JobEnd::On)];
    let country = select(vec![Country::Canada, Country::Abroad]);
    let kind = select(WorkKind::ALL.to_vec());
    let parts = (
        code(),
        of(stated()),
        of(end),
        of(number()),
        of(country),
        of(kind),
    );
    parts.prop_map(|(noc, start, end, hours, country, kind)| Job {
        noc,
        start,
        end,
        hours,
        country,
        kind,
    })
}

fn military() -> impl Strategy<Value = MilitaryAnswers> {
    let flag = of(any::<bool>());
    let parts = (flag.clone(), of(number()), flag.clone(), flag);
    parts.prop_map(|(serving, years, offer, credential)| MilitaryAnswers {
        serving,
        years,
        offer,
        credential,
    })
}

fn told() -> impl Strategy<Value = Told> {
    let french = prop_oneof![
        Just(FrenchAnswer::NoTest),
        any::<[u8; 4]>().prop_map(FrenchAnswer::Scores),
    ];
    let parts = (
        vec(code(), 0..4),
        vec(job(), 0..4),
        of(stated()),
        any::<bool>(),
        of(french),
        military(),
        of(any::<u16>()),
    );
    parts.prop_map(
        |(occupations, jobs, heard_start, all_told, french, military, score)| Told {
            occupations,
            jobs,
            heard_start,
            all_told,
            french,
            military,
            score,
        },
    )
}

fn step() -> impl Strategy<Value = Step> {
    let choices = || {
        let choice = (code(), any::<String>()).prop_map(|(noc, matched)| Choice { noc, matched });
        vec(choice, 0..4)
    };
    let field = || select(Field::ALL.to_vec());
    let place = || any::<u32>().prop_map(|at| at as usize);
    let question = select(vec![
        MilitaryQuestion::Serving,
        MilitaryQuestion::Years,
        MilitaryQuestion::Offer,
        MilitaryQuestion::Credential,
    ]);
    prop_oneof![
        select(vec![
            Step::Job,
            Step::More,
            Step::French,
            Step::Result,
            Step::Edit
        ]),
        choices().prop_map(Step::Confirm),
        choices().prop_map(Step::Choose),
        (place(), field()).prop_map(|(at, field)| Step::AboutJob { at, field }),
        (place(), field(), vec(stated(), 0..3)).prop_map(|(at, field, options)| Step::WhichDate {
            at,
            field,
            options
        }),
        (place(), number(), number()).prop_map(|(at, low, high)| Step::WhichHours {
            at,
            low,
            high
        }),
        question.prop_map(Step::Military),
        place().prop_map(Step::EditJob),
    ]
}

/// Any state.
pub fn state() -> impl Strategy<Value = State> {
    let snapshot = (told(), step()).prop_map(|(told, step)| Snapshot { told, step });
    let parts = (
        select(vec![Lang::EN, Lang::FR]),
        of(date()),
        any::<u32>(),
        told(),
        step(),
        vec(snapshot, 0..5),
    );
    parts.prop_map(|(lang, rules, turn, told, step, past)| State {
        lang,
        rules,
        turn,
        told,
        step,
        past,
    })
}
