//! Every state a conversation can be in, and many it cannot.

use jiff::civil::Date;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::dialogue::{
    Case, Detail, Draft, DraftAway, FrenchSoFar, JobEnd, MilitaryQuestion, MilitarySoFar, Question,
    Standing, State, Whose,
};
use crate::eligibility::{Country, StatedDate, WorkKind};
use crate::noc::{Lang, NocCode};
use crate::understanding::FrenchTest;

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

fn end() -> impl Strategy<Value = JobEnd> {
    prop_oneof![Just(JobEnd::StillThere), stated().prop_map(JobEnd::On)]
}

fn away() -> impl Strategy<Value = DraftAway> {
    let parts = (of(stated()), of(end()), of(number()));
    parts.prop_map(|(start, end, weeks)| DraftAway { start, end, weeks })
}

fn job() -> impl Strategy<Value = Draft> {
    let standing = select(vec![
        Standing::Unfound,
        Standing::Open,
        Standing::Sure,
        Standing::Confirmed,
    ]);
    let country = select(vec![Country::Canada, Country::Abroad]);
    let kind = select(WorkKind::ALL.to_vec());
    let parts = (
        (
            standing,
            vec(code(), 0..4),
            any::<String>(),
            any::<String>(),
        ),
        (vec(stated(), 0..3), vec(end(), 0..3), of(number())),
        (vec(number(), 0..3), any::<bool>()),
        vec(country, 0..3),
        of(kind),
        vec(away(), 0..3),
    );
    parts.prop_map(
        |(
            (standing, codes, words, told_with),
            (start, end, months),
            (hours, hours_agreed),
            country,
            kind,
            away,
        )| Draft {
            standing,
            codes,
            words,
            start,
            end,
            months,
            hours,
            hours_agreed,
            country,
            kind,
            away,
            told_with,
        },
    )
}

fn military() -> impl Strategy<Value = MilitarySoFar> {
    let flag = of(any::<bool>());
    let parts = (flag.clone(), of(number()), flag.clone(), flag);
    parts.prop_map(|(serving, years, caf_offer, credential)| MilitarySoFar {
        serving,
        years,
        caf_offer,
        credential,
    })
}

fn case() -> impl Strategy<Value = Case> {
    let french = prop_oneof![
        Just(FrenchSoFar::NoTest),
        any::<[Option<u8>; 4]>().prop_map(FrenchSoFar::Levels),
    ];
    let parts = (
        vec(job(), 0..4),
        of(french),
        military(),
        of(any::<u16>()),
        any::<bool>(),
        vec(question(), 0..3),
        select(vec![Whose::Unsaid, Whose::Writers, Whose::Others]),
        of(select(vec![FrenchTest::Tef, FrenchTest::Tcf])),
    );
    parts.prop_map(
        |(jobs, french, military, score, all_told, passed, whose, french_test)| Case {
            jobs,
            french,
            french_test,
            military,
            score,
            all_told,
            passed,
            whose,
        },
    )
}

fn question() -> impl Strategy<Value = Question> {
    let place = || any::<u32>().prop_map(|at| at as usize);
    let detail = || select(Detail::ALL.to_vec());
    let military = select(vec![
        MilitaryQuestion::Serving,
        MilitaryQuestion::Years,
        MilitaryQuestion::Offer,
        MilitaryQuestion::Credential,
    ]);
    prop_oneof![
        select(vec![
            Question::ChangeWhat,
            Question::More,
            Question::French,
            Question::Score,
            Question::Result,
        ]),
        of(place()).prop_map(Question::Job),
        place().prop_map(Question::Confirm),
        place().prop_map(Question::Choose),
        place().prop_map(Question::Change),
        (place(), detail()).prop_map(|(at, detail)| Question::Which(at, detail)),
        (place(), detail()).prop_map(|(at, detail)| Question::Detail(at, detail)),
        military.prop_map(Question::Military),
    ]
}

/// Any state.
pub fn state() -> impl Strategy<Value = State> {
    let parts = (
        (select(vec![Lang::EN, Lang::FR]), of(date()), any::<u32>()),
        case(),
        question(),
        (of(any::<usize>()), any::<u8>(), any::<bool>()),
        vec((case(), question()), 0..5),
    );
    parts.prop_map(
        |((lang, rules, turn), case, open, (focus, misses, answered), past)| State {
            lang,
            rules,
            noc: rules.map(|_| "2021".parse().unwrap()),
            turn,
            case,
            open,
            focus,
            misses,
            answered,
            past,
        },
    )
}
