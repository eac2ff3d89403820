use super::*;
use crate::answer::Presenter;
use crate::dialogue::jobs_of_payload;
use crate::noc::{DataFiles, Lang};
use jiff::civil::date;
use std::sync::LazyLock;

static PRESENTER: LazyLock<Presenter> =
    LazyLock::new(|| Presenter::open(&DataFiles::BuiltIn).unwrap());
const PRIVATE: &str = "https://t.me/nocbot?start=";

fn answer(lang: Lang) -> GroupAnswer<'static> {
    let today = date(2026, 11, 22);
    GroupAnswer {
        card: Context {
            presenter: &PRESENTER,
            rules: PRESENTER.data.rules.in_force_on(today).unwrap(),
            localizer: PRESENTER.texts.localizer(lang),
        },
        dialogue: Dialogue {
            presenter: &PRESENTER,
            today,
            reminders: None,
        },
        private: PRIVATE,
    }
}

fn job(noc: &str) -> Draft {
    Draft {
        standing: Standing::Sure,
        codes: vec![noc.parse().unwrap()],
        ..Draft::default()
    }
}

fn said(text: &str) -> Outgoing {
    let answer = answer(Lang::EN);
    let jobs = answer.dialogue.jobs_told(text, Lang::EN);
    answer.answer(&jobs, Some(7)).unwrap()
}

/// What the deep link under a message hands over.
fn handed_over(message: &Outgoing) -> String {
    let buttons = message.rows.iter().flatten();
    let link = |button: &MessageButton| match &button.does {
        super::super::render::ButtonAction::Open(address) => {
            address.strip_prefix(PRIVATE).map(str::to_owned)
        }
        super::super::render::ButtonAction::Press(_) => None,
    };
    buttons.filter_map(link).next().expect("a deep link")
}

#[test]
fn the_check_weighs_what_the_answers_may_mean() {
    use super::{MonthsRange as Months, WeeklyHoursRange as Hours};
    let answer = answer(Lang::EN);
    for (months, hours, expected) in [
        (Months::Under6, Hours::FullTime, Estimate::No),
        (Months::From6, Hours::FullTime, Estimate::Depends),
        (Months::From12, Hours::FullTime, Estimate::Yes),
        (Months::From12, Hours::PartTime, Estimate::Depends),
        (Months::From24, Hours::PartTime, Estimate::Yes),
        (Months::From24, Hours::Few, Estimate::Depends),
        (Months::From6, Hours::PartTime, Estimate::No),
    ] {
        let answers = Answers {
            job: Draft {
                country: vec![Country::Abroad],
                ..job("31120")
            },
            months: Some(months),
            hours: Some(hours),
        };
        let rough = answer.estimates(&[answers.within_bounds(answer.today())]);
        assert_eq!(rough[0].1, expected, "{months:?} {hours:?}");
    }
}

#[test]
fn everything_said_is_used_and_handed_over() {
    let message = said("does my job qualify? pharmacist in Lagos, 3 years full time");
    let text = message.text.plain();
    for part in [
        "31120",
        "from November 2023 · 30 h a week · abroad",
        "you still work there",
        "it looks like yes",
    ] {
        assert!(text.contains(part), "no {part} in\n{text}");
    }
    assert_eq!(message.rows[0].len(), 3, "a button for each to correct");
    let jobs = jobs_of_payload(&handed_over(&message)).unwrap();
    assert_eq!(jobs.len(), 1);
    assert_eq!(jobs[0].hours, [30.0]);
    assert_eq!(jobs[0].country, [Country::Abroad]);
    assert_eq!(jobs[0].start, [StatedDate::month(2023, 11).unwrap()]);
}

#[test]
fn only_what_matters_is_asked() {
    // The hours are missing, and they decide.
    let message = said("pharmacist in Lagos since March 2025");
    assert!(message.text.plain().contains("How many paid hours"));
    // Whatever the hours, two months are too few.
    let message = said("pharmacist in Lagos since October 2026");
    assert!(message.text.plain().contains("not yet"));
    // No category lists the occupation.
    let message = said("cashier in Lagos since March 2019, 40 hours a week");
    assert!(message.text.plain().contains("No occupation category"));
    assert!(jobs_of_payload(&handed_over(&message)).is_some());
}

#[test]
fn work_on_which_the_page_is_silent_is_no_plain_yes() {
    let message = said("self-employed pharmacist in Lagos since 2019, 40 hours a week");
    let text = message.text.plain();
    assert!(text.contains("possibly"), "{text}");
    assert!(text.contains("contracts and invoices"), "{text}");
}

#[test]
fn several_jobs_go_on_in_private() {
    let message = said(
        "does my job qualify? I was an electrician from March 2021 to May 2023, 40 hours a week in Toronto, then a cook since June 2023",
    );
    let text = message.text.plain();
    for part in ["72200", "63200", "March 2021 to May 2023", "in Canada"] {
        assert!(text.contains(part), "no {part} in\n{text}");
    }
    let jobs = jobs_of_payload(&handed_over(&message)).unwrap();
    let codes: Vec<&str> = jobs.iter().map(|job| job.codes[0].as_str()).collect();
    assert_eq!(codes, ["72200", "63200"]);
    assert_eq!(jobs[0].hours, [40.0]);
    assert_eq!(jobs[1].end, [JobEnd::StillThere]);
}

#[test]
fn what_fits_nowhere_is_weighed_and_asked_for_again() {
    let message = said(
        "pharmacist in Lagos since March 2021, 40 hours a week, away from June 2024 to June 2025",
    );
    let text = message.text.plain();
    assert!(text.contains("away"), "{text}");
    assert!(text.contains("tell me again"), "{text}");
}

#[test]
fn every_step_says_something_in_every_language() {
    let pages = [
        CheckPage::Occupation,
        CheckPage::Check,
        CheckPage::Ask(CheckQuestion::Months),
        CheckPage::Ask(CheckQuestion::Hours),
        CheckPage::Ask(CheckQuestion::Place),
    ];
    for lang in [Lang::EN, Lang::FR] {
        for noc in ["31120", "40042", "00010", "65100"] {
            for page in pages {
                for months in [None, Some(MonthsRange::From12)] {
                    for hours in [None, Some(WeeklyHoursRange::FullTime)] {
                        let message = answer(lang).step(&GroupCheckStep {
                            lang,
                            asker: Some(u64::MAX),
                            page,
                            answers: Answers {
                                job: job(noc),
                                months,
                                hours,
                            },
                        });
                        assert!(!message.text.plain().contains('['), "{message:?}");
                        assert!(!message.rows.is_empty());
                    }
                }
            }
        }
    }
}
