//! Properties that hold whatever the work was, and agreement with the day-by-day oracle.

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Span};
use nocbot::eligibility::{
    Assessment, Away, CategoryVerdict, Country, Place, ProgramVerdict, ProgramWork, Requirement,
    Spell, SpellFlags, Verdict, WeeklyHours, Work, WorkRule, assess, assess_programs,
};
use nocbot::noc::NocCode;
use proptest::prelude::*;

use crate::oracle::{count, day_before, is_of_kind, is_there, of_occupation};
use crate::{code, person, programs, rules};

fn moved(day: Date, days: i64) -> Date {
    day.saturating_add(SignedDuration::from_hours(24 * days))
}

fn any_date() -> impl Strategy<Value = Date> {
    (0i64..1_900).prop_map(|days| moved(date(2021, 10, 1), days))
}

fn any_hours() -> impl Strategy<Value = WeeklyHours> {
    let hours = prop_oneof![
        Just(30.0),
        Just(40.0),
        Just(37.5),
        Just(20.0),
        Just(10.0),
        1.0..50.0f64
    ];
    hours.prop_map(|hours| WeeklyHours::new(hours).unwrap())
}

fn any_flags() -> impl Strategy<Value = SpellFlags> {
    (0u8..6, 0u8..6, 0u8..12).prop_map(|(own, study, free)| SpellFlags {
        self_employed: own == 0,
        student: study == 0,
        unpaid: free == 0,
    })
}

/// Stretches inside a spell, told by where they begin after its start and how long they are.
fn any_away() -> impl Strategy<Value = Vec<(i64, Option<i64>)>> {
    let length = prop_oneof![1 => Just(None), 6 => (0i64..200).prop_map(Some)];
    let stretch = (prop_oneof![1 => Just(0i64), 4 => 0i64..500], length);
    prop_oneof![2 => Just(Vec::new()), 1 => prop::collection::vec(stretch, 1..4)]
}

fn away_within(spell: &Spell, stretches: &[(i64, Option<i64>)]) -> Vec<Away> {
    let clipped = |day: Date| spell.end.map_or(day, |end| day.min(end));
    let stretch = |&(after, length): &(i64, Option<i64>)| {
        let start = clipped(moved(spell.start, after));
        let end = length.map(|days| clipped(moved(start, days)));
        Away { start, end }
    };
    stretches.iter().map(stretch).collect()
}

fn any_spell() -> impl Strategy<Value = (Spell, Vec<(i64, Option<i64>)>)> {
    let length = prop_oneof![Just(None), (0i64..900).prop_map(Some)];
    let noc = prop_oneof![Just("31102"), Just("31301"), Just("72200"), Just("64100")];
    (
        any_date(),
        length,
        any_hours(),
        any::<bool>(),
        noc,
        any_flags(),
        any_away(),
    )
        .prop_map(|(start, length, hours, in_canada, noc, flags, away)| {
            let spell = Spell {
                noc: code(noc),
                start,
                end: length.map(|days| moved(start, days)),
                hours,
                country: if in_canada {
                    Country::Canada
                } else {
                    Country::Abroad
                },
                flags,
                away: Vec::new(),
            };
            (spell, away)
        })
}

/// Spells that do not reach beyond the day asked about, and that day.
fn any_case() -> impl Strategy<Value = (Vec<Spell>, Date)> {
    let days = (0i64..1_200).prop_map(|days| moved(date(2023, 12, 1), days));
    (prop::collection::vec(any_spell(), 1..5), days).prop_map(|(spells, as_of)| {
        let past = spells.into_iter().filter(|(spell, _)| spell.start <= as_of);
        let known = past.map(|(mut spell, away)| {
            spell.end = spell.end.filter(|&end| end <= as_of);
            spell.away = away_within(&spell, &away);
            spell
        });
        (known.collect(), as_of)
    })
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

/// What decides which occupation is reported, least first.
fn rank(is_met: bool, work: &Work, noc: NocCode) -> impl Ord + std::fmt::Debug + use<> {
    let day = work.qualifies_on.unwrap_or(Date::MAX);
    (!is_met, day, std::cmp::Reverse(work.credited), noc)
}

/// Asserts that every day told of `work` is a day of change, and that no change was missed, as far as sampled.
fn check_days(
    work: &Work,
    is_met: bool,
    as_of: Date,
    met: impl Fn(Date) -> bool,
) -> Result<(), TestCaseError> {
    prop_assert_eq!(is_met, met(as_of));
    if let Some(day) = work.qualifies_on {
        prop_assert!(met(day) && !met(day_before(day)), "qualifies {day}");
    }
    if let Some(day) = work.met_since {
        prop_assert!(met(day) && !met(day_before(day)), "since {day}");
    }
    if let Some(day) = work.lapsed_on {
        prop_assert!(
            !met(day) && met(day_before(day)) && !met(as_of),
            "lapsed {day}"
        );
    }
    if let Some(day) = work.lapses_on {
        prop_assert!(!met(day) && met(day_before(day)), "lapses {day}");
    }
    // Not met since it lapsed, nor ever where it never lapsed: months before today.
    if !is_met {
        for months in [1i32, 2, 5, 11, 17, 26, 35, 60, 90] {
            let day = as_of.saturating_sub(Span::new().months(months));
            if work.lapsed_on.is_none_or(|lapsed| day >= lapsed) {
                prop_assert!(!met(day), "met on {day}");
            }
        }
    }
    // No earlier change: months from today on.
    let change = work.qualifies_on.or(work.lapses_on);
    for months in [1i32, 2, 5, 11, 17, 26, 35, 75, 110] {
        let day = as_of.saturating_add(Span::new().months(months));
        if change.is_none_or(|change| day < change) {
            prop_assert_eq!(met(day), is_met, "{}", day);
        }
    }
    Ok(())
}

fn check_program(
    judged: &ProgramVerdict<'_>,
    spells: &[Spell],
    as_of: Date,
) -> Result<(), TestCaseError> {
    let counting = &rules().in_force_on(as_of).unwrap().counting;
    let program = judged.program;
    let of_kind = spells.iter().filter(|spell| is_of_kind(&program.id, spell));
    let mut counted: Vec<Spell> = of_kind.cloned().collect();
    let Some(work) = &judged.counted else {
        prop_assert!(counted.is_empty());
        prop_assert_eq!((judged.work, judged.noc), (ProgramWork::None, None));
        return Ok(());
    };
    prop_assert_eq!(judged.noc.is_none(), program.together);
    if let Some(noc) = judged.noc {
        counted = of_occupation(&counted, noc);
        prop_assert!(!counted.is_empty());
    }
    let is_met = judged.work == ProgramWork::Met;
    let on = |day| count(counting, &program.rule, &counted, day);
    let told = work.credited.to_tenths();
    prop_assert!(
        (told - on(as_of).hours).abs() < 0.0501,
        "{} {told}",
        program.id
    );
    check_days(work, is_met, as_of, |day| on(day).is_met)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn verdicts_and_days_agree_with_the_day_by_day_oracle((spells, as_of) in any_case()) {
        for set in rules().all() {
            let assessment = assess(set, &person(spells.clone()), as_of).unwrap();
            for (judged, rule, noc) in worked(&assessment) {
                let counts = |spell: &Spell| {
                    is_there(spell) && (rule.place == Place::Anywhere || spell.country == Country::Canada)
                };
                let own = of_occupation(&spells, noc).into_iter().filter(counts).collect::<Vec<_>>();
                let on = |day| count(&set.counting, rule, &own, day);
                let work = judged.work.as_ref().unwrap();
                prop_assert!((work.credited.to_tenths() - on(as_of).hours).abs() < 0.0501);
                check_days(work, judged.verdict == Verdict::Eligible, as_of, |day| on(day).is_met)?;
            }
        }
    }

    #[test]
    fn programs_agree_with_the_day_by_day_oracle((spells, as_of) in any_case()) {
        let counting = &rules().in_force_on(as_of).unwrap().counting;
        let judged = assess_programs(programs(), counting, &person(spells.clone()), as_of).unwrap();
        prop_assert_eq!(judged.len(), 3);
        for judged in &judged {
            check_program(judged, &spells, as_of)?;
        }
    }

    /// Each occupation judged alone: the one reported for all is the best of them.
    #[test]
    fn the_best_occupation_is_the_one_reported((spells, as_of) in any_case()) {
        let set = rules().in_force_on(as_of).unwrap();
        let mut nocs: Vec<NocCode> = spells.iter().map(|spell| spell.noc).collect();
        nocs.sort();
        nocs.dedup();
        let whole = person(spells.clone());
        let parts: Vec<_> = nocs.iter().map(|&noc| person(of_occupation(&spells, noc))).collect();
        for (at, category) in set.categories.iter().enumerate() {
            let rank_of = |person| {
                let judged = assess(set, person, as_of).unwrap().verdicts.swap_remove(at);
                let work = judged.work?;
                Some(rank(judged.verdict == Verdict::Eligible, &work, judged.noc?))
            };
            prop_assert_eq!(rank_of(&whole), parts.iter().filter_map(rank_of).min(), "{}", category.id);
        }
        for (at, program) in programs().all().iter().enumerate().filter(|(_, program)| !program.together) {
            let rank_of = |person| {
                let mut judged = assess_programs(programs(), &set.counting, person, as_of).unwrap();
                let judged = judged.swap_remove(at);
                let work = judged.counted?;
                Some(rank(judged.work == ProgramWork::Met, &work, judged.noc?))
            };
            prop_assert_eq!(rank_of(&whole), parts.iter().filter_map(rank_of).min(), "{}", program.id);
        }
    }

    #[test]
    fn more_hours_and_less_time_away_never_turn_eligible_into_not_yet(
        (spells, as_of) in any_case(), more in 0.0..40.0f64, there in any::<bool>(),
    ) {
        let raise = |spell: &Spell| Spell {
            hours: WeeklyHours::new(spell.hours.as_f64() + more).unwrap(),
            away: if there { Vec::new() } else { spell.away.clone() },
            ..*spell
        };
        let raised: Vec<Spell> = spells.iter().map(raise).collect();
        for set in rules().all() {
            let before = assess(set, &person(spells.clone()), as_of).unwrap();
            let after = assess(set, &person(raised.clone()), as_of).unwrap();
            for (before, after) in before.verdicts.iter().zip(&after.verdicts) {
                prop_assert!(after.verdict <= before.verdict);
            }
        }
        let counting = &rules().in_force_on(as_of).unwrap().counting;
        let before = assess_programs(programs(), counting, &person(spells), as_of).unwrap();
        let after = assess_programs(programs(), counting, &person(raised), as_of).unwrap();
        for (before, after) in before.iter().zip(&after) {
            prop_assert!(after.work <= before.work);
        }
    }

    /// Two adjacent spells are one, and a stretch away is a gap between two spells.
    #[test]
    fn a_spell_cut_in_two_counts_as_before(
        (mut spells, as_of) in any_case(), days in 0i64..400, away in 0i64..40,
    ) {
        let mut cut = spells.clone();
        if let Some(first) = spells.first_mut() {
            first.away.clear();
            cut[0].away.clear();
            let last = moved(first.start, days);
            let back = moved(last, away + 1);
            if back < as_of && first.end.is_none_or(|end| back <= end) {
                if away > 0 {
                    first.away = vec![Away { start: moved(last, 1), end: Some(day_before(back)) }];
                }
                cut[0].end = Some(last);
                cut.push(Spell { start: back, ..first.clone() });
                cut.last_mut().unwrap().away.clear();
            }
        }
        let set = rules().in_force_on(as_of).unwrap();
        let hours = |work: &Option<Work>| work.as_ref().map(|work| (work.credited, work.qualifies_on, work.lapses_on));
        let whole = assess(set, &person(spells.clone()), as_of).unwrap();
        let parts = assess(set, &person(cut.clone()), as_of).unwrap();
        for (whole, parts) in whole.verdicts.iter().zip(&parts.verdicts) {
            prop_assert_eq!((whole.verdict, hours(&whole.work)), (parts.verdict, hours(&parts.work)));
        }
        let whole = assess_programs(programs(), &set.counting, &person(spells), as_of).unwrap();
        let parts = assess_programs(programs(), &set.counting, &person(cut), as_of).unwrap();
        for (whole, parts) in whole.iter().zip(&parts) {
            prop_assert_eq!((whole.work, hours(&whole.counted)), (parts.work, hours(&parts.counted)));
        }
    }

    /// Where no calendar month or leap day can matter: part-time work that lies inside the window.
    #[test]
    fn moving_all_dates_by_whole_weeks_changes_nothing(
        weeks in -60i64..60, first in 0i64..700, length in 0i64..300, hours in 1.0..29.9f64,
    ) {
        let as_of = date(2026, 3, 1);
        let start = moved(as_of, -1_050 + first);
        let spell = |by: i64| Spell {
            noc: code("31301"),
            start: moved(start, by),
            end: Some(moved(start, by + length)),
            hours: WeeklyHours::new(hours).unwrap(),
            country: Country::Canada,
            flags: SpellFlags::default(),
            away: Vec::new(),
        };
        for set in rules().all() {
            let here = assess(set, &person(vec![spell(0)]), as_of).unwrap();
            let there = assess(set, &person(vec![spell(7 * weeks)]), moved(as_of, 7 * weeks)).unwrap();
            for (here, there) in here.verdicts.iter().zip(&there.verdicts) {
                let credited = |judged: &CategoryVerdict<'_>| judged.work.as_ref().map(|work| work.credited);
                prop_assert_eq!((here.verdict, credited(here)), (there.verdict, credited(there)));
            }
        }
    }
}

#[test]
fn the_oracle_sees_days_away() {
    let spell = Spell {
        noc: code("31301"),
        start: date(2024, 1, 1),
        end: Some(date(2024, 1, 31)),
        hours: WeeklyHours::new(30.0).unwrap(),
        country: Country::Canada,
        flags: SpellFlags::default(),
        away: vec![Away {
            start: date(2024, 1, 8),
            end: None,
        }],
    };
    let set = rules().in_force_on(date(2026, 11, 1)).unwrap();
    let rule = &programs().all()[0].rule;
    let counted = count(
        &set.counting,
        rule,
        std::slice::from_ref(&spell),
        date(2024, 3, 1),
    );
    assert_eq!(counted.hours, 30.0);
    assert!(is_there(&spell));
}
