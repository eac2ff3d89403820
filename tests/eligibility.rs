//! The counting rules: worked examples, a day-by-day oracle, and properties that hold whatever the work was.

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Span};
use nocbot::eligibility::{
    Assessment, CategoryVerdict, Country, Person, Place, Requirement, RuleSet, Rules, Spell,
    SpellFlags, Verdict, WeeklyHours, WorkRule, assess,
};
use nocbot::front::lines::Assessor;
use nocbot::noc::{DataFiles, NocCode, NocVersions};
use proptest::prelude::*;
use serde_json::{Map, Value};

fn versions() -> &'static NocVersions {
    static VERSIONS: LazyLock<NocVersions> =
        LazyLock::new(|| NocVersions::open(&DataFiles::BuiltIn).unwrap());
    &VERSIONS
}

fn rules() -> &'static Rules {
    static RULES: LazyLock<Rules> =
        LazyLock::new(|| Rules::open(&DataFiles::BuiltIn, versions()).unwrap());
    &RULES
}

fn code(text: &str) -> NocCode {
    text.parse().unwrap()
}

#[test]
fn the_worked_examples_come_out_exactly() {
    let (versions, rules) = (versions(), rules());
    let assessor = Assessor {
        versions,
        rules,
        today: date(2026, 11, 22),
    };
    let examples = include_str!("eligibility/examples.jsonl");
    assert_eq!(examples.lines().count(), 40);
    for (number, line) in (1..).zip(examples.lines()) {
        let example: Value = serde_json::from_str(line).unwrap();
        let answer = assessor
            .answer_line(example["case"].to_string().as_bytes())
            .unwrap();
        let mut answer: Value = serde_json::from_str(&answer).unwrap();
        let by_id: Map<String, Value> = answer["categories"]
            .as_array()
            .unwrap()
            .iter()
            .map(|category| {
                let mut category = category.as_object().unwrap().clone();
                let id = category.remove("id").unwrap();
                (id.as_str().unwrap().to_owned(), Value::Object(category))
            })
            .collect();
        answer["categories"] = Value::Object(by_id);
        assert_eq!(answer, example["want"], "example {number}");
    }
}

/// The rules read literally: every day of the window is visited, and hours are counted in exact fractions.
mod oracle {
    use super::*;

    const SEVENTHS_OF_MICRO_HOURS: i64 = 7_000_000;

    fn days_before(day: Date) -> Date {
        day.saturating_sub(Span::new().days(1))
    }

    fn hours_on(day: Date, spells: &[Spell], cap: i64) -> i64 {
        let covers = |spell: &&Spell| spell.start <= day && spell.end.is_none_or(|end| day <= end);
        let sum: i64 = spells
            .iter()
            .filter(covers)
            .map(|spell| (spell.hours.as_f64() * 1_000_000.0).round() as i64)
            .sum();
        sum.min(cap * 1_000_000)
    }

    /// Whether the requirement is met on `day` by the spells of one occupation.
    pub fn is_met(set: &RuleSet, rule: &WorkRule, spells: &[Spell], day: Date) -> bool {
        let counts =
            |spell: &&Spell| rule.place == Place::Anywhere || spell.country == Country::Canada;
        let spells: Vec<Spell> = spells.iter().filter(counts).copied().collect();
        let cap = i64::from(set.counting.full_time_hours);
        let needed = i64::from(rule.months)
            * i64::from(set.counting.hours_per_month)
            * SEVENTHS_OF_MICRO_HOURS;
        let mut at = day.saturating_sub(Span::new().years(rule.years_back));
        let last = days_before(day);
        let (mut total, mut run, mut best_run, mut gap) = (0, 0, 0, 0);
        let mut full_since: Option<Date> = None;
        let mut full_months = false;
        while at <= last {
            let hours = hours_on(at, &spells, cap);
            total += hours;
            if hours == 0 {
                gap += 1;
                if gap > i64::from(set.counting.longest_gap_days) {
                    run = 0;
                }
            } else {
                gap = 0;
                run += hours;
                best_run = best_run.max(run);
            }
            if hours == cap * 1_000_000 {
                let since = *full_since.get_or_insert(at);
                let reached = since.saturating_add(Span::new().months(rule.months));
                full_months |= reached <= at.saturating_add(Span::new().days(1));
            } else {
                full_since = None;
            }
            at = at.saturating_add(Span::new().days(1));
        }
        full_months
            || if rule.continuous {
                best_run >= needed
            } else {
                total >= needed
            }
    }
}

fn any_date() -> impl Strategy<Value = Date> {
    (0i64..1_900)
        .prop_map(|days| date(2021, 10, 1).saturating_add(SignedDuration::from_hours(24 * days)))
}

fn any_spell() -> impl Strategy<Value = Spell> {
    let hours = prop_oneof![
        Just(30.0),
        Just(40.0),
        Just(37.5),
        Just(20.0),
        Just(10.0),
        1.0..50.0f64
    ];
    let length = prop_oneof![Just(None), (0i64..900).prop_map(Some)];
    (
        any_date(),
        length,
        hours,
        any::<bool>(),
        prop_oneof![Just("31102"), Just("31301"), Just("72200")],
    )
        .prop_map(|(start, length, hours, in_canada, noc)| Spell {
            noc: code(noc),
            start,
            end: length.map(|days| start.saturating_add(SignedDuration::from_hours(24 * days))),
            hours: WeeklyHours::new(hours).unwrap(),
            country: if in_canada {
                Country::Canada
            } else {
                Country::Abroad
            },
            flags: SpellFlags::default(),
        })
}

/// Spells that do not reach beyond `as_of`.
fn known_on(spells: Vec<Spell>, as_of: Date) -> Vec<Spell> {
    let past = spells.into_iter().filter(|spell| spell.start <= as_of);
    past.map(|mut spell| {
        spell.end = spell.end.filter(|&end| end <= as_of);
        spell
    })
    .collect()
}

fn any_case() -> impl Strategy<Value = (Vec<Spell>, Date)> {
    let days = (0i64..1_200)
        .prop_map(|days| date(2023, 12, 1).saturating_add(SignedDuration::from_hours(24 * days)));
    (prop::collection::vec(any_spell(), 1..5), days)
        .prop_map(|(spells, as_of)| (known_on(spells, as_of), as_of))
}

fn person(spells: Vec<Spell>) -> Person {
    Person {
        experience: spells,
        ..Person::default()
    }
}

fn worked<'a, 'b>(
    assessment: &'a Assessment<'b>,
) -> impl Iterator<Item = (&'a CategoryVerdict<'b>, &'b WorkRule, NocCode)> {
    assessment.verdicts.iter().filter_map(|judged| {
        match (&judged.category.requirement, judged.noc) {
            (Requirement::Work(rule), Some(noc)) => Some((judged, rule, noc)),
            _ => None,
        }
    })
}

fn of_occupation(spells: &[Spell], noc: NocCode) -> Vec<Spell> {
    spells
        .iter()
        .filter(|spell| spell.noc == noc)
        .copied()
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn verdicts_and_days_agree_with_the_day_by_day_oracle((spells, as_of) in any_case()) {
        let rules = rules();
        for set in rules.all() {
            let assessment = assess(set, &person(spells.clone()), as_of).unwrap();
            for (judged, rule, noc) in worked(&assessment) {
                let own = of_occupation(&spells, noc);
                let met = |day: Date| oracle::is_met(set, rule, &own, day);
                prop_assert_eq!(judged.verdict == Verdict::Eligible, met(as_of), "{} {:?}", judged.category.id, own);
                let work = judged.work.as_ref().unwrap();
                let yesterday = |day: Date| day.saturating_sub(Span::new().days(1));
                if let Some(day) = work.qualifies_on {
                    prop_assert!(met(day) && !met(yesterday(day)), "qualifies {day} {:?}", own);
                }
                if let Some(day) = work.met_since {
                    prop_assert!(met(day) && !met(yesterday(day)), "since {day} {:?}", own);
                }
                if let Some(day) = work.lapsed_on {
                    prop_assert!(!met(day) && met(yesterday(day)) && !met(as_of), "lapsed {day} {:?}", own);
                }
                // Not met since it lapsed, nor ever where it never lapsed: months before today, sampled.
                if judged.verdict == Verdict::NotYet {
                    for months in [1i32, 2, 5, 11, 17, 26, 35, 60, 90] {
                        let day = as_of.saturating_sub(Span::new().months(months));
                        if work.lapsed_on.is_none_or(|lapsed| day >= lapsed) {
                            prop_assert!(!met(day), "{} {} {:?}", judged.category.id, day, own);
                        }
                    }
                }
                if let Some(day) = work.lapses_on {
                    prop_assert!(!met(day) && met(yesterday(day)), "lapses {day} {:?}", own);
                }
                // No earlier change: months from today on, sampled.
                let change = work.qualifies_on.or(work.lapses_on);
                for months in [1i32, 2, 5, 11, 17, 26, 35] {
                    let day = as_of.saturating_add(Span::new().months(months));
                    if change.is_none_or(|change| day < change) {
                        prop_assert_eq!(met(day), met(as_of), "{} {} {:?}", judged.category.id, day, own);
                    }
                }
            }
        }
    }

    #[test]
    fn more_hours_never_turn_eligible_into_not_yet((spells, as_of) in any_case(), more in 0.0..40.0f64) {
        let rules = rules();
        let raise = |spell: &Spell| Spell { hours: WeeklyHours::new(spell.hours.as_f64() + more).unwrap(), ..*spell };
        let raised: Vec<Spell> = spells.iter().map(raise).collect();
        for set in rules.all() {
            let before = assess(set, &person(spells.clone()), as_of).unwrap();
            let after = assess(set, &person(raised.clone()), as_of).unwrap();
            for (before, after) in before.verdicts.iter().zip(&after.verdicts) {
                prop_assert!(after.verdict <= before.verdict);
            }
        }
    }

    #[test]
    fn a_spell_split_in_two_adjacent_ones_changes_nothing((spells, as_of) in any_case(), days in 0i64..400) {
        let rules = rules();
        let mut split = spells.clone();
        let cut = spells[..].first().map(|first| first.start.saturating_add(SignedDuration::from_hours(24 * days)));
        if let Some(cut) = cut && cut < as_of && spells[0].end.is_none_or(|end| cut < end) {
            let rest = Spell { start: cut.saturating_add(Span::new().days(1)), ..spells[0] };
            split[0].end = Some(cut);
            split.push(rest);
        }
        for set in rules.all() {
            let whole = assess(set, &person(spells.clone()), as_of).unwrap();
            let parts = assess(set, &person(split.clone()), as_of).unwrap();
            for (whole, parts) in whole.verdicts.iter().zip(&parts.verdicts) {
                let hours = |judged: &CategoryVerdict<'_>| {
                    judged.work.as_ref().map(|work| (work.credited, work.qualifies_on, work.lapses_on))
                };
                prop_assert_eq!((whole.verdict, hours(whole)), (parts.verdict, hours(parts)));
            }
        }
    }

    /// Where no calendar month or leap day can matter: part-time work that lies inside the window.
    #[test]
    fn moving_all_dates_by_whole_weeks_changes_nothing(
        weeks in -60i64..60, first in 0i64..700, length in 0i64..300, hours in 1.0..29.9f64,
    ) {
        let rules = rules();
        let moved = |day: Date, by: i64| day.saturating_add(SignedDuration::from_hours(24 * by));
        let as_of = date(2026, 3, 1);
        let start = moved(as_of, -1_050 + first);
        let spell = |by: i64| Spell {
            noc: code("31301"),
            start: moved(start, by),
            end: Some(moved(start, by + length)),
            hours: WeeklyHours::new(hours).unwrap(),
            country: Country::Canada,
            flags: SpellFlags::default(),
        };
        for set in rules.all() {
            let here = assess(set, &person(vec![spell(0)]), as_of).unwrap();
            let there = assess(set, &person(vec![spell(7 * weeks)]), moved(as_of, 7 * weeks)).unwrap();
            for (here, there) in here.verdicts.iter().zip(&there.verdicts) {
                let credited = |judged: &CategoryVerdict<'_>| judged.work.as_ref().map(|work| work.credited);
                prop_assert_eq!((here.verdict, credited(here)), (there.verdict, credited(there)));
            }
        }
    }
}

fn nurse(start: Date, end: Option<Date>, hours: f64) -> Spell {
    Spell {
        noc: code("31301"),
        start,
        end,
        hours: WeeklyHours::new(hours).unwrap(),
        country: Country::Abroad,
        flags: SpellFlags::default(),
    }
}

fn health(
    spells: Vec<Spell>,
    as_of: Date,
    rules_of: Date,
) -> (Verdict, Option<Date>, Option<Date>) {
    let rules = rules();
    let set = rules.in_force_on(rules_of).unwrap();
    let assessment = assess(set, &person(spells), as_of).unwrap();
    let judged = assessment
        .verdicts
        .iter()
        .find(|judged| judged.category.id == "health")
        .unwrap();
    let work = judged.work.as_ref().unwrap();
    (judged.verdict, work.qualifies_on, work.lapses_on)
}

#[test]
fn whole_calendar_months_are_enough_though_their_days_fall_short_of_the_hours() {
    // 1 January to 30 June is six months in 181 days, which credit 775.7 hours of 780.
    let work = vec![nurse(date(2025, 1, 1), Some(date(2025, 6, 30)), 40.0)];
    let rules_of = date(2025, 2, 27);
    assert_eq!(
        health(work.clone(), date(2025, 7, 1), rules_of).0,
        Verdict::Eligible
    );
    let short = vec![nurse(date(2025, 1, 2), Some(date(2025, 6, 30)), 40.0)];
    assert_eq!(health(short, date(2025, 7, 1), rules_of).0, Verdict::NotYet);
}

#[test]
fn leap_days_are_days_like_others() {
    // The window of 29 February 2028 opens on 28 February 2025.
    let rules_of = date(2026, 2, 18);
    let work = vec![nurse(date(2024, 3, 1), Some(date(2026, 2, 26)), 30.0)];
    let (verdict, _, lapses) = health(work.clone(), date(2026, 3, 1), rules_of);
    assert_eq!(verdict, Verdict::Eligible);
    let lapse = lapses.unwrap();
    let before = lapse.saturating_sub(Span::new().days(1));
    assert_eq!(health(work.clone(), before, rules_of).0, Verdict::Eligible);
    assert_eq!(health(work, lapse, rules_of).0, Verdict::NotYet);
}

#[test]
fn a_gap_of_three_days_is_bridged_and_one_of_four_is_not() {
    let rules_of = date(2025, 2, 27);
    let as_of = date(2025, 8, 1);
    let two = |gap: i64| {
        let second = date(2025, 4, 1).saturating_add(SignedDuration::from_hours(24 * gap));
        vec![
            nurse(date(2025, 1, 1), Some(date(2025, 3, 31)), 30.0),
            nurse(
                second,
                Some(second.saturating_add(SignedDuration::from_hours(24 * 92))),
                30.0,
            ),
        ]
    };
    assert_eq!(health(two(3), as_of, rules_of).0, Verdict::Eligible);
    assert_eq!(health(two(4), as_of, rules_of).0, Verdict::NotYet);
}

#[test]
fn bad_cases_name_the_field() {
    let (versions, rules) = (versions(), rules());
    let assessor = Assessor {
        versions,
        rules,
        today: date(2026, 11, 22),
    };
    let spell = r#"{"noc":"31301","start":"2024-01-08","end":null,"hours_per_week":37.5,"country":"canada"}"#;
    let with = |from: &str, to: &str| format!(r#"{{"experience":[{}]}}"#, spell.replace(from, to));
    for (case, expected) in [
        ("{".to_owned(), "EOF"),
        ("[]".to_owned(), "expected"),
        ("{}".to_owned(), "missing field `experience`"),
        (
            with("31301", "99999"),
            "experience[0].noc: expected a NOC code",
        ),
        (
            with("31301", "31309"),
            "experience[0].noc: 31309 is not a code of NOC 2021",
        ),
        (
            with("2024-01-08", "2024-02-30"),
            "experience[0].start: expected a date",
        ),
        (
            with("2024-01-08", "2027-01-08"),
            "experience[0].start: 2027-01-08 is after 2026-11-22",
        ),
        (
            with("null", "\"2026-11-30\""),
            "experience[0].end: 2026-11-30 is after 2026-11-22",
        ),
        (
            with("null", "\"2024-01-07\""),
            "experience[0].end: 2024-01-07 is before the start",
        ),
        (
            with("37.5", "0"),
            "experience[0].hours_per_week: expected hours a week above 0",
        ),
        (
            with("37.5", "168.1"),
            "experience[0].hours_per_week: expected hours a week above 0",
        ),
        (
            with("37.5", "\"forty\""),
            "experience[0].hours_per_week: invalid type",
        ),
        (
            with("canada", "mars"),
            "experience[0].country: unknown variant `mars`",
        ),
        (
            with("\"end\"", "\"endd\""),
            "experience[0].endd: unknown field `endd`",
        ),
        (
            r#"{"experience":[],"as_of":"2020-01-01"}"#.to_owned(),
            "as_of: no category rules are known before 2023-05-31",
        ),
        (
            r#"{"experience":[],"as_of":"2026-11"}"#.to_owned(),
            "as_of: expected a day",
        ),
        (
            r#"{"experience":[],"crs":1201}"#.to_owned(),
            "crs: expected a score from 0 to 1200",
        ),
        (
            r#"{"experience":[],"french":{"listening":13,"speaking":7,"reading":7,"writing":7}}"#
                .to_owned(),
            "french.listening: expected an NCLC level",
        ),
        (
            r#"{"experience":[]} x"#.to_owned(),
            "expected one JSON object a line",
        ),
    ] {
        let error = assessor.answer_line(case.as_bytes()).unwrap_err();
        assert!(error.contains(expected), "{case}: {error}");
    }
    assert!(
        assessor
            .answer_line(b"\xff")
            .unwrap_err()
            .contains("not UTF-8")
    );
}

#[test]
fn unpaid_work_is_left_out_and_canadian_experience_counts_only_work_in_canada() {
    let (versions, rules) = (versions(), rules());
    let assessor = Assessor {
        versions,
        rules,
        today: date(2026, 11, 22),
    };
    let verdict_of = |case: &str, id: &str| {
        let answer: Value =
            serde_json::from_str(&assessor.answer_line(case.as_bytes()).unwrap()).unwrap();
        let categories = answer["categories"].as_array().unwrap().clone();
        categories
            .into_iter()
            .find(|category| category["id"] == id)
            .unwrap()
    };
    let doctor = |extra: &str, country: &str| {
        format!(
            r#"{{"experience":[{{"noc":"31102","start":"2024-01","hours_per_week":40,"country":"{country}"{extra}}}]}}"#
        )
    };
    assert_eq!(
        verdict_of(&doctor("", "canada"), "physician")["verdict"],
        "eligible"
    );
    let abroad = verdict_of(&doctor("", "abroad"), "physician");
    assert_eq!(
        (&abroad["verdict"], &abroad["credited_hours"]),
        (&Value::from("not_yet"), &Value::from(0.0))
    );
    assert_eq!(
        verdict_of(&doctor("", "abroad"), "health")["verdict"],
        "eligible"
    );
    assert_eq!(
        verdict_of(&doctor(r#","unpaid":true"#, "canada"), "health")["verdict"],
        "not_listed"
    );
}
