//! Which questions matter, situation by situation.

use jiff::civil::{Date, date};

use super::*;
use crate::eligibility::{Country, Rules, StatedDate, WeeklyHours, WorkKind};
use crate::noc::{DataFiles, NocCode, NocVersions};

const AS_OF: Date = date(2026, 11, 22);
const NURSE: &str = "31301";
const DOCTOR: &str = "31102";
const WELDER: &str = "72106";
const CASHIER: &str = "65100";
const OFFICER: &str = "40042";

fn rules() -> Rules {
    let versions = NocVersions::open(&DataFiles::BuiltIn).unwrap();
    Rules::open(&DataFiles::BuiltIn, &versions).unwrap()
}

fn job(codes: &[&str]) -> OpenJob {
    let codes: Vec<NocCode> = codes.iter().map(|code| code.parse().unwrap()).collect();
    OpenJob::new(codes, AS_OF)
}

fn stated(text: &str) -> StatedDate {
    match text.parse() {
        Ok(year) => StatedDate::Year(year),
        Err(_) => text.parse().unwrap(),
    }
}

fn from(text: &str) -> DateRange {
    DateRange::of_start(stated(text))
}

fn to(text: &str) -> DateRange {
    DateRange::of_end(stated(text), AS_OF)
}

fn hours(hours: f64) -> HoursRange {
    WeeklyHours::new(hours).unwrap().into()
}

/// A job that goes on since `start`, full-time, in an unnamed country.
fn since(code: &str, start: &str) -> OpenJob {
    OpenJob {
        start: from(start),
        end: OpenEnd::STILL_THERE,
        hours: hours(40.0),
        ..job(&[code])
    }
}

fn asked_of(jobs: Vec<OpenJob>) -> Vec<Question> {
    let case = OpenCase {
        jobs,
        ..OpenCase::default()
    };
    let rules = rules();
    open_questions(&case, rules.in_force_on(AS_OF).unwrap(), AS_OF)
}

fn fields_of(job: OpenJob) -> Vec<Field> {
    let field = |question| match question {
        Question::Job { field, .. } => Some(field),
        _ => None,
    };
    asked_of(vec![job]).into_iter().filter_map(field).collect()
}

use Field::{Away, Country as Place, End, Hours, Kind, Occupation, Start};

#[test]
fn of_an_occupation_alone_all_that_counts_is_open() {
    assert_eq!(fields_of(job(&[NURSE])), [Start, End, Hours]);
    assert_eq!(fields_of(job(&[DOCTOR])), [Start, End, Hours, Place]);
    assert_eq!(fields_of(job(&[])), [Occupation]);
}

#[test]
fn an_occupation_that_no_category_lists_needs_nothing_more() {
    assert_eq!(fields_of(job(&[CASHIER])), []);
    assert_eq!(fields_of(job(&[CASHIER, "64100"])), []);
}

#[test]
fn look_alikes_matter_where_lists_tell_them_apart() {
    assert_eq!(fields_of(job(&[CASHIER, NURSE]))[0], Occupation);
    assert_eq!(fields_of(job(&[WELDER, NURSE]))[0], Occupation);
    // Both are on the same list, and there is no other job to add hours to.
    assert_eq!(fields_of(job(&[NURSE, "31302"])), [Start, End, Hours]);
    // There is: a year and a half of half-time work as a nurse.
    let half = OpenJob {
        hours: hours(15.0),
        ..since(NURSE, "2025-05-01")
    };
    let either = OpenJob {
        occupations: job(&[NURSE, "31302"]).occupations,
        ..half.clone()
    };
    let occupation = Question::Job {
        at: 1,
        field: Occupation,
    };
    assert_eq!(asked_of(vec![half, either]), [occupation]);
}

#[test]
fn a_year_before_the_window_needs_no_month() {
    assert_eq!(fields_of(since(NURSE, "2019")), []);
    let open = OpenJob {
        hours: HoursRange::ANY,
        ..since(NURSE, "2019")
    };
    assert_eq!(fields_of(open), [Hours]);
    let over = OpenJob {
        end: OpenEnd::over(to("2021")),
        hours: HoursRange::ANY,
        ..since(NURSE, "2019")
    };
    assert_eq!(fields_of(over), []);
}

#[test]
fn a_year_in_which_it_turns_needs_its_month() {
    assert_eq!(fields_of(since(NURSE, "2025")), [Start]);
    assert_eq!(fields_of(since(NURSE, "2024")), []);
    assert_eq!(fields_of(since(NURSE, "2026")), []);
    // A month begins on its first day.
    assert_eq!(fields_of(since(NURSE, "2025-11")), []);
}

#[test]
fn the_value_that_can_change_most_comes_first() {
    let open = OpenJob {
        hours: HoursRange::ANY,
        ..since(NURSE, "2024")
    };
    assert_eq!(fields_of(open), [Hours, Start]);
}

#[test]
fn hours_matter_between_too_few_and_enough() {
    let with = |low: f64, high: f64| OpenJob {
        hours: HoursRange::of_readings(&[low, high]).unwrap().unwrap(),
        ..since(NURSE, "2019")
    };
    assert_eq!(fields_of(with(30.0, 48.0)), []);
    assert_eq!(fields_of(with(12.0, 20.0)), []);
    assert_eq!(fields_of(with(8.0, 12.0)), [Hours]);
    assert_eq!(fields_of(with(4.0, 9.0)), []);
}

#[test]
fn the_country_matters_where_a_category_wants_work_in_canada() {
    assert_eq!(fields_of(since(DOCTOR, "2019")), [Place]);
    assert_eq!(fields_of(since(DOCTOR, "2026-10")), []);
    assert_eq!(fields_of(since(NURSE, "2019")), []);
}

#[test]
fn the_kind_matters_where_it_may_be_unpaid() {
    let of = |kinds: &[WorkKind]| OpenJob {
        kinds: kinds.to_vec(),
        ..since(NURSE, "2019")
    };
    assert_eq!(fields_of(of(&[WorkKind::Student, WorkKind::Employed])), []);
    assert_eq!(
        fields_of(of(&[WorkKind::Unpaid, WorkKind::Employed])),
        [Kind]
    );
    assert_eq!(fields_of(of(&[WorkKind::Unpaid])), []);
}

#[test]
fn time_away_matters_where_the_rest_may_be_too_little() {
    let weeks = |weeks: f64, start: &str| OpenJob {
        away: vec![OpenAway::weeks(weeks)],
        ..since(NURSE, start)
    };
    assert_eq!(fields_of(weeks(6.0, "2024-01-01")), []);
    // Before November 2023 it takes nothing away, and later it takes all too much.
    assert_eq!(fields_of(weeks(110.0, "2019")), [Away]);
    let leave = |work: &str, end: OpenEnd| OpenJob {
        away: vec![OpenAway::Stretch {
            start: from("2026"),
            end,
        }],
        ..since(NURSE, work)
    };
    let october = OpenEnd::over(to("2026-10-31"));
    assert_eq!(fields_of(leave("2025-06-01", october)), [Away]);
    assert_eq!(fields_of(leave("2024-06-01", OpenEnd::STILL_THERE)), []);
    assert_eq!(
        fields_of(OpenJob {
            away: vec![OpenAway::UNKNOWN],
            ..since(NURSE, "2024-01-01")
        }),
        [Away]
    );
}

#[test]
fn soldiers_are_asked_about_their_service_only() {
    assert_eq!(asked_of(vec![job(&[OFFICER])]), [Question::Military]);
    let rules = rules();
    let mut case = OpenCase {
        jobs: vec![job(&[OFFICER])],
        ..OpenCase::default()
    };
    case.military.serving = Some(false);
    assert_eq!(
        open_questions(&case, rules.in_force_on(AS_OF).unwrap(), AS_OF),
        []
    );
}

#[test]
fn more_work_is_asked_for_unless_some_is_enough() {
    let rules = rules();
    let rules = rules.in_force_on(AS_OF).unwrap();
    let asked = |jobs: Vec<OpenJob>| {
        let case = OpenCase {
            jobs,
            may_have_more: true,
            ..OpenCase::default()
        };
        open_questions(&case, rules, AS_OF)
    };
    assert_eq!(asked(vec![since(NURSE, "2019")]), []);
    assert_eq!(asked(vec![since(NURSE, "2026-05")]), [Question::More]);
    assert_eq!(asked(vec![since(CASHIER, "2019")]), [Question::More]);
    assert_eq!(asked(vec![]), [Question::More]);
    // Already eligible: other work on the same list cannot change it, on another list it can.
    let second = |code: &str| vec![since(NURSE, "2019"), job(&[code])];
    assert_eq!(asked(second("31302")), []);
    assert_eq!(asked(second(WELDER)).len(), 3);
}

#[test]
fn the_other_job_of_one_occupation_may_tip_the_balance() {
    // Eight months, and four or a little more.
    let first = finished("2025-01-01", "2025-08-31");
    let second = |end: &str| asked_of(vec![first.clone(), finished("2025-10-01", end)]);
    let end = Question::Job { at: 1, field: End };
    assert_eq!(second("2026"), [end]);
    assert_eq!(second("2025"), []);
    assert_eq!(second("2026-02"), []);
}

#[test]
fn a_finished_job_of_known_length_needs_one_date_if_any() {
    let days = |length: u32| OpenJob {
        length: Some(length),
        hours: hours(40.0),
        ..job(&[NURSE])
    };
    assert_eq!(fields_of(days(240)), []);
    assert_eq!(fields_of(days(400)), [End]);
    // In 2022 it began too early and in 2023 late enough; one that ended last year is recent enough.
    let began = |start: &str| OpenJob {
        start: from(start),
        ..days(400)
    };
    assert_eq!(fields_of(began("2022")), []);
    assert_eq!(fields_of(began("2023")), [Start]);
    assert_eq!(fields_of(began("2024")), []);
    let ended = |end: &str| OpenJob {
        end: OpenEnd::over(to(end)),
        ..days(400)
    };
    assert_eq!(fields_of(ended("2025")), []);
    assert_eq!(fields_of(ended("2024")), [End]);
    let rules = rules();
    let case = OpenCase {
        jobs: vec![ended("2025-06-30")],
        ..OpenCase::default()
    };
    let spell = &least(&case, rules.in_force_on(AS_OF).unwrap(), AS_OF).experience[0];
    assert_eq!(
        (spell.start, spell.end),
        (date(2024, 5, 27), Some(date(2025, 6, 30)))
    );
}

#[test]
fn the_least_and_the_most_are_the_ends_of_every_value() {
    let rules = rules();
    let rules = rules.in_force_on(AS_OF).unwrap();
    let case = OpenCase {
        jobs: vec![OpenJob {
            start: from("2024"),
            end: OpenEnd {
                over: Some(to("2026")),
                goes_on: true,
            },
            hours: HoursRange::of_readings(&[40.0, 48.0]).unwrap().unwrap(),
            kinds: vec![WorkKind::Employed, WorkKind::Student],
            ..job(&[NURSE])
        }],
        ..OpenCase::default()
    };
    let at_least = &least(&case, rules, AS_OF).experience[0];
    assert_eq!(
        (at_least.start, at_least.end),
        (date(2024, 12, 31), Some(date(2026, 1, 1)))
    );
    assert_eq!(
        (at_least.hours.as_f64(), at_least.country),
        (40.0, Country::Abroad)
    );
    assert!(at_least.flags.student);
    let at_most = &most(&case, rules, AS_OF).experience[0];
    assert_eq!((at_most.start, at_most.end), (date(2024, 1, 1), None));
    assert_eq!(
        (at_most.hours.as_f64(), at_most.country),
        (48.0, Country::Canada)
    );
    assert!(!at_most.flags.student);
}

#[test]
fn undated_time_away_is_in_the_middle_at_its_worst() {
    let rules = rules();
    let rules = rules.in_force_on(AS_OF).unwrap();
    let case = OpenCase {
        jobs: vec![OpenJob {
            end: OpenEnd::over(to("2026-01-31")),
            away: vec![OpenAway::weeks(1.0)],
            ..since(NURSE, "2026-01-01")
        }],
        ..OpenCase::default()
    };
    let away = |person: crate::eligibility::Person| {
        let away = &person.experience[0].away[0];
        (away.start, away.end.unwrap())
    };
    assert_eq!(
        away(least(&case, rules, AS_OF)),
        (date(2026, 1, 13), date(2026, 1, 19))
    );
    assert_eq!(
        away(most(&case, rules, AS_OF)),
        (date(2026, 1, 1), date(2026, 1, 7))
    );
}

/// A nurse's finished full-time job.
fn finished(start: &str, end: &str) -> OpenJob {
    OpenJob {
        start: from(start),
        end: OpenEnd::over(to(end)),
        hours: hours(40.0),
        ..job(&[NURSE])
    }
}

/// The days of full-time work credited to nurses, at the least and at the most.
fn full_time_days(jobs: &[OpenJob]) -> (i64, i64) {
    let case = OpenCase {
        jobs: jobs.to_vec(),
        ..OpenCase::default()
    };
    let rules = rules();
    let rules = rules.in_force_on(AS_OF).unwrap();
    let full_day = WeeklyHours::new(30.0).unwrap().per_day();
    let days = |person| {
        let assessment = crate::eligibility::assess(rules, &person, AS_OF).unwrap();
        let work = assessment.verdicts[0].work.as_ref().unwrap();
        work.credited.in_units_of(full_day)
    };
    (
        days(least(&case, rules, AS_OF)),
        days(most(&case, rules, AS_OF)),
    )
}

#[test]
fn undated_time_away_costs_most_where_a_job_stands_alone_and_least_beside_another() {
    // 181 days, and 306 more of which 91 fall on the same days.
    let first = finished("2025-01-01", "2025-06-30");
    let second = OpenJob {
        away: vec![OpenAway::weeks(10.0)],
        ..finished("2025-04-01", "2026-01-31")
    };
    assert_eq!(full_time_days(&[first, second]), (396 - 70, 396));
}

#[test]
fn undated_time_away_from_two_jobs_at_once_may_be_on_the_same_days_or_on_others() {
    let half = OpenJob {
        hours: hours(15.0),
        away: vec![OpenAway::weeks(10.0)],
        ..finished("2025-01-01", "2025-12-31")
    };
    // Half of 140 days is lost at the least and, as far as is certain, all of them at the most.
    assert_eq!(full_time_days(&[half.clone(), half]), (365 - 140, 365 - 70));
    // Either full-time job is enough on its own.
    let full = OpenJob {
        away: vec![OpenAway::weeks(10.0)],
        ..finished("2025-01-01", "2025-12-31")
    };
    assert_eq!(full_time_days(&[full.clone(), full]).1, 365);
}

#[test]
fn undated_time_away_from_jobs_one_after_the_other_costs_what_it_is_long() {
    let away = |weeks: f64, job: OpenJob| OpenJob {
        away: vec![OpenAway::weeks(weeks)],
        ..job
    };
    let jobs = [
        away(10.0, finished("2024-01-01", "2024-12-31")),
        away(5.0, finished("2025-01-01", "2025-12-31")),
    ];
    assert_eq!(full_time_days(&jobs), (731 - 105, 731 - 105));
    // 174 days before the window, of which time away takes what there is of them first.
    let early = away(30.0, finished("2023-06-01", "2024-03-31"));
    assert_eq!(full_time_days(&[early]), (0, 131 - 36));
}

#[test]
fn who_was_away_for_long_began_long_before() {
    // The job may have begun in November, and all that was worked of it lie before the window.
    let long = OpenJob {
        start: DateRange {
            earliest: date(2023, 6, 1),
            latest: date(2024, 1, 5),
        },
        away: vec![OpenAway::Days {
            least: 60,
            most: 60,
        }],
        ..finished("2023-06-01", "2024-01-10")
    };
    assert_eq!(full_time_days(&[long]), (0, 50));
}

#[test]
fn the_day_that_is_worked_at_the_least_is_one_on_which_another_job_was_worked() {
    let physician = |job: OpenJob, country| OpenJob {
        occupations: vec![DOCTOR.parse().unwrap()],
        countries: vec![country],
        ..job
    };
    let since = |start: &str, days: u32| OpenJob {
        away: vec![OpenAway::Days {
            least: days,
            most: days,
        }],
        ..physician(since(DOCTOR, start), Country::Canada)
    };
    let abroad = physician(finished("2024-11-29", "2026-07-10"), Country::Abroad);
    // All 134 days after the work abroad may have been days away from both.
    let jobs = [abroad, since("2026-05-16", 136), since("2026-04-08", 134)];
    assert_eq!(full_time_days(&jobs).0, 589);
}

#[test]
fn what_begins_today_credits_nothing_at_the_least() {
    let begun = OpenJob {
        start: DateRange {
            earliest: date(2026, 11, 21),
            latest: AS_OF,
        },
        ..since(NURSE, "2026-11-22")
    };
    assert_eq!(full_time_days(&[begun]), (0, 1));
}

#[test]
fn a_stretch_away_that_was_over_before_the_job_began_takes_nothing() {
    let away = OpenAway::Stretch {
        start: date(2025, 9, 28).into(),
        end: OpenEnd::over(DateRange {
            earliest: date(2025, 10, 31),
            latest: date(2026, 7, 20),
        }),
    };
    let begun = OpenJob {
        away: vec![away],
        ..since(NURSE, "2025-11-23")
    };
    assert_eq!(full_time_days(&[begun]), (364 - 240, 364));
}

#[test]
fn a_stretch_away_after_the_job_takes_nothing() {
    let over = OpenJob {
        away: vec![OpenAway::Stretch {
            start: date(2026, 1, 1).into(),
            end: OpenEnd {
                over: Some(date(2026, 2, 1).into()),
                goes_on: true,
            },
        }],
        ..finished("2025-01-01", "2025-06-30")
    };
    assert_eq!(full_time_days(&[over]), (181, 181));
}

#[test]
fn a_start_matters_that_decides_only_where_undated_time_away_was_neither_at_its_worst_nor_its_best()
{
    let since = OpenJob {
        start: DateRange {
            earliest: date(2026, 1, 16),
            latest: date(2026, 1, 26),
        },
        ..since(NURSE, "2026-01-26")
    };
    // In the window are from 41 to 131 days of the first, 300 to 310 of the second, and 364 are needed.
    let before = OpenJob {
        away: vec![OpenAway::Days {
            least: 90,
            most: 90,
        }],
        ..finished("2023-06-01", "2024-03-31")
    };
    let asked = [(0, Away), (1, Start)].map(|(at, field)| Question::Job { at, field });
    assert_eq!(asked_of(vec![before, since]), asked);
}

#[test]
fn the_ends_of_the_calendar_are_days_like_others() {
    let rules = rules();
    for as_of in [date(9999, 12, 31), date(9999, 6, 14), date(2026, 2, 28)] {
        let rules = rules.in_force_on(as_of).unwrap();
        let mut jobs = Vec::new();
        for away in [
            OpenAway::UNKNOWN,
            OpenAway::weeks(f64::INFINITY),
            OpenAway::weeks(f64::NAN),
        ] {
            let mut job = OpenJob::new(vec![NURSE.parse().unwrap()], as_of);
            job.away = vec![away];
            jobs.push(job.clone());
            job.length = Some(u32::MAX);
            jobs.push(job.clone());
            // Contradictions: over before it began, and begun after today.
            job.start = Date::MAX.into();
            job.end = OpenEnd::over(Date::MIN);
            job.away.push(OpenAway::Stretch {
                start: Date::MAX.into(),
                end: OpenEnd::over(Date::MIN),
            });
            jobs.push(job);
        }
        let case = OpenCase {
            jobs,
            ..OpenCase::default()
        };
        open_questions(&case, rules, as_of);
        for person in [least(&case, rules, as_of), most(&case, rules, as_of)] {
            assert!(crate::eligibility::assess(rules, &person, as_of).is_ok());
        }
    }
}
