//! The conversation on messages whose facts are given: nothing here is read from words.

use std::sync::LazyLock;

use jiff::civil::{Date, date};

use super::*;
use crate::eligibility::{Country, StatedDate, Verdict, WorkKind};
use crate::noc::DataFiles;
use crate::understanding::{
    HeardAway, HeardEnd, HeardFrench, HeardJob, HeardMilitary, Intent, JobOutcome, Told, Topic,
};

static PRESENTER: LazyLock<Presenter> =
    LazyLock::new(|| Presenter::open(&DataFiles::BuiltIn).unwrap());
const TODAY: Date = date(2026, 11, 27);

fn dialogue() -> Dialogue<'static> {
    let reminding = Reminding {
        set: &[],
        zone: None,
        now: jiff::Timestamp::UNIX_EPOCH,
    };
    Dialogue {
        presenter: &PRESENTER,
        today: TODAY,
        reminders: Some(reminding),
    }
}

fn heard(intent: Intent, jobs: Vec<HeardJob>) -> Heard {
    Heard {
        lang: "en".to_owned(),
        intent,
        topic: None,
        also_topic: None,
        answer: None,
        jobs,
        denied: Vec::new(),
        parts: Vec::new(),
        told: Told::Unsaid,
        of_others: Vec::new(),
        is_group: false,
        next_person: false,
        not_me: false,
        french: None,
        lacks_test: false,
        test: None,
        names_test: false,
        employer: None,
        tells_level_alone: false,
        tells_score_alone: false,
        military: HeardMilitary::default(),
        score: None,
    }
}

fn job(outcome: JobOutcome, codes: &[&str]) -> HeardJob {
    HeardJob {
        outcome: Some(outcome),
        codes: codes.iter().map(|code| code.parse().unwrap()).collect(),
        words: "the words".to_owned(),
        ..HeardJob::default()
    }
}

fn sure(code: &str) -> HeardJob {
    job(JobOutcome::Confident, &[code])
}

fn from(text: &str) -> Vec<StatedDate> {
    vec![stated(text)]
}

fn stated(text: &str) -> StatedDate {
    match text.parse::<i16>() {
        Ok(year) => StatedDate::Year(year),
        Err(_) => text.parse().unwrap(),
    }
}

fn until(text: &str) -> Vec<HeardEnd> {
    vec![if text == "now" {
        HeardEnd::Now
    } else {
        HeardEnd::On(stated(text))
    }]
}

fn told(start: &str, end: &str, hours: f64) -> HeardJob {
    HeardJob {
        start: from(start),
        end: until(end),
        hours: vec![hours],
        ..HeardJob::default()
    }
}

/// A conversation with a person whose messages mean what is given.
struct Played {
    state: State,
    text: String,
    buttons: Vec<crate::dialogue::Button>,
}

impl Played {
    fn new() -> Self {
        Played {
            state: State::new(Lang::EN),
            text: String::new(),
            buttons: Vec::new(),
        }
    }

    fn step(&mut self, input: Input<'_>, means: &Heard) -> &mut Self {
        let turn = dialogue().step_hearing(self.state.clone(), input, &|_, _| means.clone());
        assert_eq!(turn.replies.len(), 1);
        let reply = &turn.replies[0];
        reply.text.plain().clone_into(&mut self.text);
        assert!(!self.text.contains('['), "{}", self.text);
        self.buttons = reply.buttons.iter().flatten().cloned().collect();
        self.state = turn.state;
        self
    }

    fn means(&mut self, means: &Heard) -> &mut Self {
        self.step(Input::Text("something"), means)
    }

    fn tells(&mut self, job: HeardJob) -> &mut Self {
        self.means(&heard(Intent::Tell, vec![job]))
    }

    fn wants(&mut self, intent: Intent) -> &mut Self {
        self.means(&heard(intent, Vec::new()))
    }

    fn says(&mut self, text: &str) -> &mut Self {
        self.step(Input::Text(text), &heard(Intent::None, Vec::new()))
    }

    fn presses(&mut self, label: &str) -> &mut Self {
        let found = self.buttons.iter().find(|button| button.label == label);
        let data = found
            .unwrap_or_else(|| panic!("no button {label}: {:?}", self.buttons))
            .data
            .clone();
        self.step(Input::Press(&data), &heard(Intent::None, Vec::new()))
    }

    fn is_asked(&mut self, name: &str) -> &mut Self {
        assert_eq!(self.state.open.name(), name, "{}", self.text);
        self
    }

    fn verdict(&self, category: &str) -> Option<Verdict> {
        let answer = dialogue().answer(&self.state)?;
        let judged = answer.verdicts.iter();
        judged
            .filter(|judged| judged.category.id == category)
            .map(|judged| judged.verdict)
            .next()
    }
}

#[test]
fn all_in_one_message_takes_one_press() {
    let mut chat = Played::new();
    let everything = HeardJob {
        country: vec![Country::Abroad],
        ..HeardJob {
            outcome: Some(JobOutcome::Confident),
            codes: vec!["72106".parse().unwrap()],
            ..told("2021-03", "now", 40.0)
        }
    };
    chat.tells(everything).is_asked("confirm");
    assert!(chat.text.contains("(72106)"), "{}", chat.text);
    assert!(
        chat.text
            .contains("March 2021 to today · 40 h a week · abroad"),
        "{}",
        chat.text
    );
    assert_eq!(chat.verdict("trade"), None);
    chat.presses("Right").is_asked("result");
    assert_eq!(chat.verdict("trade"), Some(Verdict::Eligible));
}

#[test]
fn a_job_alone_is_asked_for_dates_and_hours_only() {
    let mut chat = Played::new();
    chat.tells(sure("72106")).presses("Right").is_asked("start");
    chat.tells(HeardJob {
        start: from("2021-03"),
        ..HeardJob::default()
    })
    .is_asked("end");
    chat.presses("I still work there").is_asked("hours");
    chat.presses("40 h").is_asked("result");
    assert_eq!(chat.verdict("trade"), Some(Verdict::Eligible));
}

#[test]
fn what_changes_no_verdict_is_not_asked() {
    // Work that ended before the time that counts needs neither months nor hours.
    let mut chat = Played::new();
    let long_ago = HeardJob {
        start: from("2014"),
        end: until("2018"),
        ..sure("72106")
    };
    chat.tells(long_ago).presses("Right").is_asked("more");
    chat.wants(Intent::No).is_asked("result");
    assert_eq!(chat.verdict("trade"), Some(Verdict::NotYet));
    // An occupation on no list needs no dates.
    let mut chat = Played::new();
    chat.tells(sure("73300")).presses("Right").is_asked("more");
    chat.presses("No, that is all").is_asked("result");
    assert_eq!(chat.verdict("transport"), Some(Verdict::NotListed));
    // Two short finished jobs cannot add up, whenever they were.
    let mut chat = Played::new();
    let months = |code, months| HeardJob {
        months: Some(months),
        ..sure(code)
    };
    chat.means(&heard(
        Intent::Tell,
        vec![months("72200", 7.0), months("72300", 6.0)],
    ));
    chat.presses("Right").presses("Right").is_asked("more");
}

#[test]
fn the_country_is_asked_where_a_category_wants_canada() {
    let mut chat = Played::new();
    let doctor = HeardJob {
        outcome: Some(JobOutcome::Code),
        codes: vec!["31102".parse().unwrap()],
        ..told("2024-08", "now", 40.0)
    };
    chat.tells(doctor).presses("Right").is_asked("country");
    chat.presses("Abroad").is_asked("result");
    assert_eq!(chat.verdict("health"), Some(Verdict::Eligible));
    assert_eq!(chat.verdict("physician"), Some(Verdict::NotYet));
}

#[test]
fn a_correction_at_the_card_changes_the_card() {
    let mut chat = Played::new();
    chat.tells(HeardJob {
        end: until("2024"),
        ..sure("72106")
    })
    .is_asked("confirm");
    chat.means(&heard(
        Intent::No,
        vec![HeardJob {
            end: until("2023-06"),
            ..HeardJob::default()
        }],
    ))
    .is_asked("confirm");
    assert_eq!(chat.state.case.jobs[0].end, [JobEnd::On(stated("2023-06"))]);
    chat.means(&heard(Intent::No, vec![sure("72300")]))
        .is_asked("confirm");
    assert_eq!(chat.state.case.jobs.len(), 1);
    assert_eq!(
        chat.state.case.jobs[0].noc(),
        Some("72300".parse().unwrap())
    );
}

#[test]
fn after_the_result_words_correct_and_add() {
    let mut chat = Played::new();
    let nurse = HeardJob {
        codes: vec!["31301".parse().unwrap()],
        outcome: Some(JobOutcome::Code),
        ..told("2025-06", "now", 40.0)
    };
    chat.tells(nurse).presses("Right").is_asked("result");
    chat.tells(HeardJob {
        hours: vec![10.0],
        ..HeardJob::default()
    });
    chat.is_asked("more").wants(Intent::Done).is_asked("result");
    assert_eq!(chat.verdict("health"), Some(Verdict::NotYet));
    // Stray words destroy nothing.
    chat.says("blah blah").is_asked("result");
    assert_eq!(chat.verdict("health"), Some(Verdict::NotYet));
    let levels = HeardFrench::Levels([Some(7), Some(7), Some(7), Some(8)]);
    chat.means(&Heard {
        french: Some(levels),
        ..heard(Intent::Tell, Vec::new())
    });
    chat.is_asked("result");
    assert_eq!(chat.verdict("french"), Some(Verdict::Eligible));
    chat.step(
        Input::Text("and I was also a welder"),
        &heard(
            Intent::Tell,
            vec![HeardJob {
                codes: vec!["72106".parse().unwrap()],
                outcome: Some(JobOutcome::Confident),
                ..told("2023-12", "2025-05", 40.0)
            }],
        ),
    );
    chat.is_asked("confirm").presses("Right").is_asked("result");
    assert_eq!(chat.verdict("trade"), Some(Verdict::Eligible));
}

#[test]
fn several_readings_are_asked_as_buttons() {
    let mut chat = Played::new();
    chat.tells(sure("72106")).presses("Right").is_asked("start");
    let june = HeardJob {
        start: vec![stated("2025-06"), stated("2026-06")],
        ..HeardJob::default()
    };
    chat.tells(june).is_asked("which");
    chat.says("the first one").is_asked("end");
    assert_eq!(chat.state.case.jobs[0].start, from("2025-06"));
    // A month of the year told before is that year's.
    let mut chat = Played::new();
    let from_2025 = HeardJob {
        start: from("2025"),
        end: until("now"),
        hours: vec![30.0],
        ..sure("72106")
    };
    chat.tells(from_2025).presses("Right").is_asked("start");
    assert!(chat.text.contains("2025"), "{}", chat.text);
    let march = HeardJob {
        start: vec![stated("2025-03"), stated("2026-03")],
        ..HeardJob::default()
    };
    chat.tells(march).is_asked("result");
    assert_eq!(chat.state.case.jobs[0].start, from("2025-03"));
}

#[test]
fn what_is_not_understood_changes_nothing_and_the_approach_changes() {
    let mut chat = Played::new();
    chat.tells(sure("72106")).presses("Right").is_asked("start");
    let before = chat.state.case.clone();
    let mut said = Vec::new();
    for _ in 0..3 {
        chat.says("hmm");
        said.push(chat.text.clone());
    }
    assert_eq!(chat.state.case, before);
    chat.is_asked("start");
    said.dedup();
    assert_eq!(said.len(), 3);
    chat.presses("I don’t know").is_asked("end");
    // A question in between is answered, and the open one put again.
    let question = Heard {
        topic: Some(Topic::named("teer").unwrap()),
        ..heard(Intent::Question, Vec::new())
    };
    chat.means(&question).is_asked("end");
    assert!(chat.text.starts_with("TEER"), "{}", chat.text);
}

#[test]
fn a_list_is_chosen_from_by_code_number_or_none() {
    let nurses = || job(JobOutcome::Choose, &["31301", "32101", "33102"]);
    let mut chat = Played::new();
    chat.tells(nurses()).is_asked("choose");
    assert_eq!(chat.buttons.len(), 4);
    chat.says("2").is_asked("start");
    assert_eq!(
        chat.state.case.jobs[0].noc(),
        Some("32101".parse().unwrap())
    );
    let mut chat = Played::new();
    chat.tells(nurses())
        .presses("None of these")
        .is_asked("job");
    chat.tells(sure("72106")).is_asked("confirm");
    assert_eq!(chat.state.case.jobs.len(), 1);
}

#[test]
fn military_questions_come_one_at_a_time_and_an_answer_to_all_is_taken_whole() {
    let officer = || HeardJob {
        outcome: Some(JobOutcome::Code),
        codes: vec!["40042".parse().unwrap()],
        ..HeardJob::default()
    };
    let mut chat = Played::new();
    chat.tells(officer()).presses("Right").is_asked("military");
    chat.presses("No").is_asked("more");
    chat.wants(Intent::No).is_asked("result");
    assert_eq!(chat.verdict("military"), Some(Verdict::No));
    let mut chat = Played::new();
    chat.tells(officer()).presses("Right").is_asked("military");
    let all = HeardMilitary {
        serving: Some(true),
        years: Some(14.0),
        caf_offer: Some(true),
        credential: Some(true),
        ..HeardMilitary::default()
    };
    chat.means(&Heard {
        military: all,
        ..heard(Intent::Tell, Vec::new())
    })
    .is_asked("result");
    assert_eq!(chat.verdict("military"), Some(Verdict::Eligible));
}

#[test]
fn a_number_answers_no_question_of_yes_or_no() {
    let number = |number| HeardMilitary {
        number: Some(number),
        ..HeardMilitary::default()
    };
    let says = |military| Heard {
        military,
        ..heard(Intent::None, Vec::new())
    };
    let officer = HeardJob {
        country: vec![Country::Abroad],
        ..sure("40042")
    };
    let mut chat = Played::new();
    chat.tells(officer).presses("Right").is_asked("military");
    chat.means(&says(number(3.0))).is_asked("military");
    assert_eq!(chat.state.case.military.years, None);
    let serves = HeardMilitary {
        answer: Some(true),
        ..HeardMilitary::default()
    };
    chat.means(&Heard {
        intent: Intent::Tell,
        ..says(serves)
    });
    assert_eq!(chat.state.case.military.serving, Some(true));
    chat.means(&says(number(12.0)));
    assert_eq!(chat.state.case.military.years, Some(12.0));
}

#[test]
fn impossible_dates_are_said_and_nothing_is_lost() {
    let mut chat = Played::new();
    chat.tells(sure("72106")).presses("Right").is_asked("start");
    chat.tells(HeardJob {
        start: from("2027-01"),
        ..HeardJob::default()
    })
    .is_asked("start");
    assert!(chat.text.contains("still to come"), "{}", chat.text);
    chat.tells(HeardJob {
        start: from("2025-01"),
        ..HeardJob::default()
    })
    .is_asked("end");
    chat.tells(HeardJob {
        end: until("2024-01"),
        ..HeardJob::default()
    })
    .is_asked("end");
    assert!(chat.text.contains("before the start"), "{}", chat.text);
    assert_eq!(chat.state.case.jobs[0].start, from("2025-01"));
}

#[test]
fn time_away_is_kept_with_its_job() {
    let mut chat = Played::new();
    let away = HeardAway {
        start: Some(stated("2024-06")),
        end: Some(HeardEnd::On(stated("2025-06"))),
        ..HeardAway::default()
    };
    chat.tells(HeardJob {
        away: vec![away],
        ..sure("31203")
    });
    assert_eq!(chat.state.case.jobs[0].away.len(), 1);
    assert!(
        chat.text.contains("away June 2024 to June 2025"),
        "{}",
        chat.text
    );
}

#[test]
fn the_result_fits_a_phone_whatever_the_case() {
    let kinds = [
        None,
        Some(WorkKind::SelfEmployed),
        Some(WorkKind::Student),
        Some(WorkKind::Unpaid),
    ];
    for code in [
        "31301", "31102", "72106", "73300", "65200", "40042", "21300", "00012",
    ] {
        for kind in kinds {
            for (start, end, hours) in [
                ("2021-03", "now", 40.0),
                ("2026-03", "now", 40.0),
                ("2014", "2018", 40.0),
                ("2025-03", "now", 4.0),
                ("2024-01", "2025-06-30", 37.5),
            ] {
                for lang in [Lang::EN, Lang::FR] {
                    let mut chat = Played::new();
                    chat.state.lang = lang;
                    let told = HeardJob {
                        outcome: Some(JobOutcome::Code),
                        codes: vec![code.parse().unwrap()],
                        kind,
                        country: vec![Country::Canada],
                        ..told(start, end, hours)
                    };
                    chat.tells(told).wants(Intent::Yes);
                    for _ in 0..6 {
                        if chat.state.open == Question::Result {
                            break;
                        }
                        chat.wants(Intent::No);
                    }
                    chat.is_asked("result");
                    let visible = chat.text.clone();
                    assert!(
                        visible.lines().count() <= 12 && visible.chars().count() <= 900,
                        "{code} {kind:?} {start} {end}:\n{visible}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_state_reads_back_and_an_old_button_is_answered() {
    let mut chat = Played::new();
    chat.tells(sure("72106"));
    let old = chat.buttons[0].data.clone();
    let kept = serde_json::to_string(&chat.state).unwrap();
    assert_eq!(serde_json::from_str::<State>(&kept).unwrap(), chat.state);
    chat.presses("Right").is_asked("start");
    chat.step(Input::Press(&old), &heard(Intent::None, Vec::new()))
        .is_asked("start");
    assert!(chat.text.contains("earlier question"), "{}", chat.text);
    chat.step(Input::Press("0.x.yes"), &heard(Intent::None, Vec::new()))
        .is_asked("start");
}

#[test]
fn other_words_asked_for_are_of_the_job_they_were_asked_of() {
    let mut chat = Played::new();
    let unfound = HeardJob {
        outcome: Some(JobOutcome::None),
        words: "promoted".to_owned(),
        ..told("2023-12", "2025-06", 48.0)
    };
    let supervisor = job(JobOutcome::Choose, &["31300", "31301"]);
    chat.means(&heard(Intent::Tell, vec![unfound, supervisor]));
    chat.is_asked("job");
    chat.tells(sure("31301")).is_asked("confirm");
    assert_eq!(chat.state.open.job(), Some(0));
    chat.presses("Right").is_asked("choose");
    // A job that cannot be named is left out, and the rest goes on.
    let mut chat = Played::new();
    chat.means(&heard(
        Intent::Tell,
        vec![job(JobOutcome::None, &[]), sure("72106")],
    ));
    chat.is_asked("job")
        .presses("Leave this job out")
        .is_asked("confirm");
    assert_eq!(chat.state.case.jobs.len(), 1);
}

#[test]
fn what_is_told_again_is_known_and_not_unread() {
    let mut chat = Played::new();
    let job = HeardJob {
        hours: vec![40.0],
        start: from("2024-03"),
        ..sure("31301")
    };
    let hours = HeardJob {
        hours: vec![40.0],
        ..HeardJob::default()
    };
    chat.tells(job).tells(hours).is_asked("confirm");
    assert!(chat.text.contains("I have that already"), "{}", chat.text);
    assert_eq!(chat.state.misses, 0);
}
