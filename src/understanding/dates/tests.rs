use jiff::civil::{Date, date};

use super::*;
use crate::language::spoken;

const TODAY: Date = date(2026, 3, 10);

fn shown_date(date: &StatedDate) -> String {
    match date {
        StatedDate::Day(day) => day.to_string(),
        StatedDate::Month(first) => first.to_string()[..7].to_owned(),
        StatedDate::Year(year) => year.to_string(),
    }
}

fn shown_reading(reading: &DateReading) -> String {
    match reading {
        DateReading::Sure(date) => shown_date(date),
        DateReading::Still => "still".to_owned(),
        DateReading::Either(dates) => {
            let dates: Vec<String> = dates.iter().map(shown_date).collect();
            dates.join(" or ")
        }
    }
}

fn shown(result: &Result<DateReading, DateProblem>) -> String {
    match result {
        Ok(reading) => shown_reading(reading),
        Err(DateProblem::NotADate) => "no date".to_owned(),
        Err(DateProblem::MonthMissing { year }) => format!("month of {year}?"),
        Err(DateProblem::YearMissing { month, day }) => format!("year of {day}.{month}.?"),
        Err(DateProblem::NoSuchDay { year, month, day }) => {
            format!("no {year:?} {month} {day:?}").replace("Some", "")
        }
        Err(DateProblem::InTheFuture(date)) => format!("future {}", shown_date(date)),
        Err(DateProblem::TooLongAgo(date)) => format!("old {}", shown_date(date)),
        Err(DateProblem::TwoDates { start, end }) => {
            format!("{} to {}", shown_reading(start), shown_reading(end))
        }
    }
}

fn check(role: DateRole, lang: Lang, table: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (text, expected) in table {
        let found = shown(&read_date(text, role, lang, TODAY, spoken()));
        if found != *expected {
            wrong.push(format!("{text:?}: {found}, expected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// As a start, whatever the language of the chat.
fn check_start(table: &[(&str, &str)]) {
    for lang in [Lang::EN, Lang::FR] {
        check(DateRole::Start, lang, table);
    }
}

/// As an end, whatever the language of the chat.
fn check_end(table: &[(&str, &str)]) {
    for lang in [Lang::EN, Lang::FR] {
        check(DateRole::End, lang, table);
    }
}

#[test]
fn dates_in_digits() {
    check_start(&[
        ("2023-03", "2023-03"),
        ("2023-03-15", "2023-03-15"),
        ("2023/03", "2023-03"),
        ("2023.03.15", "2023-03-15"),
        ("2023/15/03", "2023-03-15"),
        ("2023 03", "2023-03"),
        ("2023 03 15", "2023-03-15"),
        ("03/2023", "2023-03"),
        ("3-2023", "2023-03"),
        ("03.2023", "2023-03"),
        ("03 2023", "2023-03"),
        ("03 / 2023", "2023-03"),
        ("15/03/2023", "2023-03-15"),
        ("15.03.2023", "2023-03-15"),
        ("15.03.2023.", "2023-03-15"),
        ("15-03-2023", "2023-03-15"),
        ("15 - 03 - 2023", "2023-03-15"),
        ("15 03 2023", "2023-03-15"),
        ("03/15/2023", "2023-03-15"),
        ("04/04/2024", "2024-04-04"),
        ("15/03/23", "2023-03-15"),
        ("20230315", "2023-03-15"),
        ("15032023", "2023-03-15"),
        ("202303", "2023-03"),
        ("032023", "2023-03"),
        ("1999-12-31", "1999-12-31"),
        ("03/98", "1998-03"),
        ("２０２３／０３／１５", "2023-03-15"),
        ("۲۰۲۳-۰۳", "2023-03"),
        ("  2023-03 🎉", "2023-03"),
        ("\"2023-03\"", "2023-03"),
        // One reading of two is in the future.
        ("03/04/2026", "2026-03-04"),
    ]);
}

#[test]
fn ambiguous_digits_are_asked_about() {
    check(
        DateRole::Start,
        Lang::EN,
        &[
            ("03/04/2024", "2024-03-04 or 2024-04-03"),
            ("3.4.2024", "2024-03-04 or 2024-04-03"),
            ("03/04/05", "2005-03-04 or 2005-04-03 or 2003-04-05"),
            ("15-03-23", "2023-03-15 or 2015-03-23"),
            ("03-04", "2004-03 or 2026-03-04 or 2025-04-03"),
            ("3/4", "2026-03-04 or 2025-04-03"),
            ("05/24", "2024-05 or 2025-05-24"),
        ],
    );
    check(
        DateRole::Start,
        Lang::FR,
        &[
            ("03/04/2024", "2024-04-03 or 2024-03-04"),
            ("le 03/04/2024", "2024-04-03 or 2024-03-04"),
        ],
    );
    check_start(&[
        ("15/03", "year of 15.3.?"),
        ("03/30", "year of 30.3.?"),
        ("3/3", "year of 3.3.?"),
    ]);
}

#[test]
fn months_by_name() {
    check_start(&[
        ("March 2023", "2023-03"),
        ("march, 2023", "2023-03"),
        ("MARCH2023", "2023-03"),
        ("Mar. 2023", "2023-03"),
        ("Mar'23", "2023-03"),
        ("mars’23", "2023-03"),
        ("2023 March", "2023-03"),
        ("March of 2023", "2023-03"),
        ("March 15 2023", "2023-03-15"),
        ("March 15th, 2023", "2023-03-15"),
        ("15 March 2023", "2023-03-15"),
        ("15March2023", "2023-03-15"),
        ("15-Mar-2023", "2023-03-15"),
        ("15-Mar-23", "2023-03-15"),
        ("15/mars/2023", "2023-03-15"),
        ("2023-Mar-15", "2023-03-15"),
        ("15th of March, 2023", "2023-03-15"),
        ("the 1st of Jan 2024", "2024-01-01"),
        ("first of January 2024", "2024-01-01"),
        ("Wednesday, 15 March 2023", "2023-03-15"),
        ("1er mars 2023", "2023-03-01"),
        ("le 1er mars 2023", "2023-03-01"),
        ("le premier mars 2023", "2023-03-01"),
        ("le 15 mars 2023", "2023-03-15"),
        ("mercredi 15 mars 2023", "2023-03-15"),
        ("quinze mars 2023", "2023-03-15"),
        ("dix-sept mars 2023", "2023-03-17"),
        ("mars 2023", "2023-03"),
        ("au mois de mars 2023", "2023-03"),
        ("jan 2023", "2023-01"),
        ("janv. 2023", "2023-01"),
        ("feb 2023", "2023-02"),
        ("févr. 2023", "2023-02"),
        ("fevr 2023", "2023-02"),
        ("avr 2023", "2023-04"),
        ("juil 2023", "2023-07"),
        ("aout 2023", "2023-08"),
        ("août 2023", "2023-08"),
        ("sept 2023", "2023-09"),
        ("déc 2023", "2023-12"),
        ("DÉCEMBRE 2023", "2023-12"),
        ("febuary 2023", "2023-02"),
        ("setpember 2023", "2023-09"),
        ("fevirer 2023", "2023-02"),
        ("janury 2023", "2023-01"),
        ("juilet 2023", "2023-07"),
        ("octobr 2023", "2023-10"),
        ("mid March 2023", "2023-03-15"),
        ("early March 2023", "2023-03"),
        ("début mars 2023", "2023-03"),
        ("mi-mars 2023", "2023-03-15"),
        ("end of March 2023", "2023-03-31"),
        ("fin mars 2023", "2023-03-31"),
        ("I started on 3 March 2023 there", "2023-03-03"),
        ("j'ai commencé un emploi en mars 2023", "2023-03"),
        ("I joined Acme in March 2023", "2023-03"),
        ("March fifteen 2023", "2023-03-15"),
        ("March first, 2023", "2023-03-01"),
        ("the second of March 2023", "2023-03-02"),
        ("mar. 3 mars 2025", "2025-03-03"),
    ]);

    check(
        DateRole::Start,
        Lang::FR,
        &[("le sept octobre 2023", "2023-10-07")],
    );
    check(
        DateRole::Start,
        Lang::EN,
        &[("sept-oct 2023", "2023-09 to 2023-10")],
    );
}

#[test]
fn months_without_a_year_are_the_latest() {
    check_start(&[
        ("March", "2026-03"),
        ("April", "2025-04"),
        ("since January", "2026-01"),
        ("depuis mars", "2026-03"),
        ("from june", "2025-06"),
        ("in June", "2025-06"),
        ("started in may", "2025-05"),
        ("dès avril", "2025-04"),
        ("à partir de mai", "2025-05"),
        ("en juin", "2025-06"),
        ("15 March", "2025-03-15"),
        ("le 5 mars", "2026-03-05"),
        ("March 5", "2026-03-05"),
        ("March 31st", "2025-03-31"),
        ("29 February", "2024-02-29"),
        ("last March", "2025-03"),
        ("last February", "2026-02"),
        ("mars dernier", "2025-03"),
        ("février dernier", "2026-02"),
        ("March last year", "2025-03"),
        ("mars de l'année dernière", "2025-03"),
        ("en mars l'an dernier", "2025-03"),
        ("in January this year", "2026-01"),
        ("March two years ago", "2024-03"),
        ("2 years ago, in June", "2024-06"),
        ("il y a deux ans en juin", "2024-06"),
        ("Mar 23", "2023-03 or 2025-03-23"),
        ("mars 23", "2023-03 or 2025-03-23"),
        ("Mar-23", "2023-03 or 2025-03-23"),
        ("April 26", "2025-04-26"),
        ("Mar 98", "1998-03"),
        ("next June", "future 2026-06"),
        ("juin prochain", "future 2026-06"),
    ]);
    check_end(&[
        ("till March", "2026-03-10"),
        ("until April", "2025-04"),
        ("jusqu'à mai", "2025-05"),
        ("jusqu'en juin", "2025-06"),
        ("au mois de juin", "2025-06"),
        ("March 2026", "2026-03-10"),
        ("03/2026", "2026-03-10"),
        ("this month", "2026-03-10"),
        ("ce mois-ci", "2026-03-10"),
        ("end of March 2023", "2023-03"),
        ("early March 2023", "2023-03-01"),
        ("my last day was 15 March 2023", "2023-03-15"),
    ]);
}

#[test]
fn dates_counted_from_today() {
    check_start(&[
        ("2 years ago", "2024-03-10"),
        ("a year ago", "2025-03-10"),
        ("one year ago", "2025-03-10"),
        ("18 months ago", "2024-09-10"),
        ("2 and a half years ago", "2023-09-10"),
        ("1 year and 3 months ago", "2024-12-10"),
        ("6 weeks ago", "2026-01-27"),
        ("10 days ago", "2026-02-28"),
        ("about two years ago", "2024-03-10"),
        ("more than 2 years ago", "2024-03-10"),
        ("2 years ago today", "2024-03-10"),
        ("3+ years", "2023-03-10"),
        ("2 years back", "2024-03-10"),
        ("twelve months ago", "2025-03-10"),
        ("il y a 8 mois", "2025-07-10"),
        ("il y a un an et demi", "2024-09-10"),
        ("il y a plus de deux ans", "2024-03-10"),
        ("il y a sept mois", "2025-08-10"),
        ("ça fait 2 ans", "2024-03-10"),
        ("depuis 14 mois", "2025-01-10"),
        ("depuis douze mois", "2025-03-10"),
        ("since 14 month", "2025-01-10"),
        ("for 2 years", "2024-03-10"),
        ("since 2 yrs", "2024-03-10"),
        ("2 years", "2024-03-10"),
        ("for the last 2 years", "2024-03-10"),
        ("depuis les 2 dernières années", "2024-03-10"),
        ("last month", "2026-02"),
        ("le mois dernier", "2026-02"),
        ("this month", "2026-03"),
        ("ce mois-ci", "2026-03"),
        ("last week", "2026-03-03"),
        ("yesterday", "2026-03-09"),
        ("hier", "2026-03-09"),
        ("avant-hier", "2026-03-08"),
        ("today", "2026-03-10"),
        ("now", "2026-03-10"),
        ("aujourd’hui", "2026-03-10"),
        ("maintenant", "2026-03-10"),
        ("in 2 months", "future 2026-05-10"),
        ("dans 2 mois", "future 2026-05-10"),
        ("2 months from now", "future 2026-05-10"),
        ("tomorrow", "future 2026-03-11"),
        ("next month", "future 2026-04"),
        ("100 years ago", "old 1926-03-10"),
    ]);
    check_end(&[
        ("2 years ago", "2024-03-10"),
        ("il y a 2 mois", "2026-01-10"),
        ("yesterday", "2026-03-09"),
        ("last month", "2026-02"),
        ("2 years", "no date"),
        ("depuis 2 ans", "no date"),
    ]);
}

#[test]
fn work_that_goes_on() {
    let texts = [
        "now",
        "present",
        "Present.",
        "still there",
        "still working",
        "I still work there",
        "it never ended",
        "current",
        "my current job",
        "till date",
        "to date",
        "till now",
        "up to now",
        "ongoing",
        "until today",
        "today",
        "no, still there",
        "not yet",
        "I never left",
        "présent",
        "à présent",
        "toujours",
        "j'y travaille toujours",
        "encore",
        "pas encore fini",
        "en cours",
        "toujours en poste",
        "maintenant",
        "actuel",
        "actuellement",
        "à ce jour",
        "jusqu'à présent",
        "jusqu’à maintenant",
        "jusqu'à ce jour",
        "aujourd'hui",
        "jusqu'à aujourd'hui",
        "jusqu'aujourd'hui",
        "PRÉSENT 🙂",
        "still there now",
    ];
    for text in texts {
        check_end(&[(text, "still")]);
    }
    check_end(&[
        ("no longer there now", "no date"),
        ("I don't work there now", "no date"),
        ("plus maintenant", "no date"),
    ]);
    check_start(&[("still there", "no date"), ("toujours", "no date")]);
}

#[test]
fn two_dates_in_one_answer() {
    let table = [
        ("March 2023 to June 2024", "2023-03 to 2024-06"),
        ("from March 2023 until June 2024", "2023-03 to 2024-06"),
        ("March 2023 - June 2024", "2023-03 to 2024-06"),
        ("March 2023–June 2024", "2023-03 to 2024-06"),
        ("Mar 2023-Jun 2024", "2023-03 to 2024-06"),
        ("de mars 2023 à juin 2024", "2023-03 to 2024-06"),
        ("du 3 mars 2023 au 5 juin 2024", "2023-03-03 to 2024-06-05"),
        ("03/2023 - 06/2024", "2023-03 to 2024-06"),
        ("03/2023-06/2024", "2023-03 to 2024-06"),
        ("2023-03 - 2024-06", "2023-03 to 2024-06"),
        ("2023-03 to 2024-06", "2023-03 to 2024-06"),
        ("start: March 2023, end: June 2024", "2023-03 to 2024-06"),
        ("June 2024 from March 2023", "2023-03 to 2024-06"),
        ("March to June 2023", "2023-03 to 2023-06"),
        ("November to February 2024", "2023-11 to 2024-02"),
        ("15 March - 20 June 2023", "2023-03-15 to 2023-06-20"),
        ("April 2025 to June", "2025-04 to 2025-06"),
        ("April 2023 to June", "2023-04 to 2023-06 or 2025-06"),
        ("March 2023 to now", "2023-03 to still"),
        ("since March 2023 till present", "2023-03 to still"),
        ("still there, since March 2023", "2023-03 to still"),
        ("mars 2023 à aujourd'hui", "2023-03 to still"),
        ("depuis 2 ans jusqu'à présent", "2024-03-10 to still"),
        ("Mar 23 to June 2024", "2023-03 or 2025-03-23 to 2024-06"),
    ];
    check_start(&table);
    check_end(&table);
    check_start(&[
        ("March 2023 to December 2027", "2023-03"),
        ("March 2023 for 2 years", "2023-03"),
        ("2020 to June 2023", "month of 2020?"),
        ("2020-2023", "month of 2020?"),
        ("March or April 2023", "2023-03 or 2023-04"),
        ("mars ou avril 2023", "2023-03 or 2023-04"),
        ("March/April 2023", "2023-03 or 2023-04"),
        ("2019 March 2021 May", "2019-03 to 2021-05"),
        ("now, since today", "2026-03-10"),
        ("March 2023 (03/2023)", "2023-03"),
    ]);
    check_end(&[
        ("March 2023 to December 2027", "future 2027-12"),
        ("2020 to June 2023", "2023-06"),
        ("2020 to 2023", "month of 2023?"),
        ("March 2023 for 2 years", "no date"),
        ("March 2023 or now", "no date"),
        ("March 2023 to whenever", "no date"),
        ("present (March 2026)", "still"),
    ]);
}

#[test]
fn incomplete_and_impossible_dates() {
    check_start(&[
        ("2023", "month of 2023?"),
        ("in 2023", "month of 2023?"),
        ("I started in 2023", "month of 2023?"),
        ("last year", "month of 2025?"),
        ("l'année dernière", "month of 2025?"),
        ("l'an dernier", "month of 2025?"),
        ("this year", "month of 2026?"),
        ("cette année", "month of 2026?"),
        ("early 2023", "month of 2023?"),
        ("début 2023", "month of 2023?"),
        ("end of 2023", "month of 2023?"),
        ("fin 2023", "month of 2023?"),
        ("mid 2023", "month of 2023?"),
        ("mi-2023", "month of 2023?"),
        ("summer 2023", "month of 2023?"),
        ("early last year", "month of 2025?"),
        ("2021/22", "month of 2021?"),
        ("31 February 2023", "no (2023) 2 (31)"),
        ("31/02/2023", "no (2023) 2 (31)"),
        ("2023-02-29", "no (2023) 2 (29)"),
        ("30 février", "no None 2 (30)"),
        ("30/02", "no None 2 (30)"),
        ("13/2023", "no (2023) 13 None"),
        ("2023-13", "no (2023) 13 None"),
        ("2023-00", "no (2023) 0 None"),
        ("15/15/2023", "no (2023) 15 (15)"),
        ("2023-13-13", "no (2023) 13 (13)"),
        ("45 March 2023", "no (2023) 3 (45)"),
        ("April 2026", "future 2026-04"),
        ("2026-03-11", "future 2026-03-11"),
        ("2030", "future 2030-01"),
        ("next year", "future 2027-01"),
        ("12/12/2030", "future 2030-12-12"),
        ("March 1949", "old 1949-03"),
        ("15/03/1850", "old 1850-03-15"),
        ("1940", "old 1940-01"),
    ]);
}

#[test]
fn what_is_no_date() {
    for lang in [Lang::EN, Lang::FR] {
        for role in [DateRole::Start, DateRole::End] {
            for text in [
                "",
                " ",
                "🎉",
                "hello",
                "nurse",
                "12",
                "40",
                "1234",
                "9999",
                "45/67",
                "the 15th",
                "I don't remember",
                "je ne sais pas",
                "I may have",
                "ca marche",
                "before March 2023",
                "not March 2023",
                "avant mars 2023",
                "March 2023 5",
                "March 2023 room 12",
                "1 March 2020 2 April 2021 3 May 2022",
                "2024-02-10T00:00",
                "99999999",
                "123456",
                "5000 years ago",
                "99999999999999999999",
                "3-5 March 2023",
                "March 3-5, 2023",
                "Q1 2023",
                "week 3 2023",
                "March 1st week 2023",
                "march2o23",
                "1/2/3/4",
                "a few years",
            ] {
                check(role, lang, &[(text, "no date")]);
            }
        }
    }
}
