//! Conversations in which anything is said, mended and pressed, in any order and on any day.

use jiff::civil::Date;
use nocbot::dialogue::{Dialogue, Input, JobEnd, MAX_BYTES, Question, Reply, State};
use nocbot::noc::Lang;
use proptest::prelude::*;
use proptest::sample::select;
use serde::{Deserialize, Serialize};

use super::{PRESENTER, day, typed};
use crate::fuzz::{fuzz, text};

/// What is kept of a conversation is no longer, as JSON.
const MAX_STATE_BYTES: usize = 256 * 1_024;

/// What a person does.
#[derive(Debug, Clone, Serialize, Deserialize)]
enum Deed {
    Say(String),
    Mend(String),
    /// Presses one of the buttons shown last.
    Press(usize),
    /// Presses one of all buttons ever shown.
    PressOld(usize),
    /// Sends data that no button had.
    Send(String),
    /// It is another day.
    Wait(String),
}

/// Short answers and commands, which lead far into a conversation.
const ANSWERS: &[&str] = &[
    "yes",
    "no",
    "oui",
    "non",
    "1",
    "2",
    "3",
    "nurse",
    "welder",
    "31301",
    "also cook",
    "and a teacher",
    "march 2020",
    "2020-03-01",
    "still there",
    "since 2019",
    "until 2024",
    "40",
    "12 hours",
    "80",
    "in canada",
    "in dubai",
    "canada and abroad",
    "self-employed",
    "student",
    "unpaid",
    "employee",
    "no leave",
    "away from may 2022 to june 2022",
    "parental leave 10 weeks",
    "7 7 7 7",
    "TEF 400 400 500 500",
    "no test",
    "I serve in the military",
    "12 years",
    "450",
    "1200",
    "why?",
    "change",
    "back",
    "start over",
    "skip",
    "done",
    "that's all",
    "nothing",
    "next",
    "timeline",
    "calendar",
    "not that",
    "actually I was a plumber",
    "no, since 2021",
    "remove it",
    "/start",
    "/help",
    "/rules",
    "/rules 2025-02-27",
    "/rules 2023-06-01",
    "/category health",
    "/categories",
    "/draws",
    "/draws health",
    "/noc 31301",
    "/noc 2173",
    "/score 450",
    "/remind",
    "/remind lagos",
    "/language fr",
    "/language en",
    "/result",
    "/back",
    "/cancel",
    "/program cec",
    "/jobs",
    "/privacy",
    "nurse from 2021-01-01 to 2023-01-01, 40 hours, in Canada",
    "nurse from 2023-01-01 to 2021-01-01, 40 hours, in Canada",
    "welder since 2015 in Manila, 48 hours a week, then foreman since 2020 in Calgary, 40 hours",
    "from march to may",
    "from 03/04/05 to 06/07/08",
    "since tomorrow",
    "next year",
    "until 2030",
    "from 2024 until 2019",
];

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        5 => select(ANSWERS).prop_map(|said| Deed::Say(said.to_owned())),
        3 => typed().prop_map(Deed::Say),
        1 => select(ANSWERS).prop_map(|said| Deed::Mend(said.to_owned())),
        1 => typed().prop_map(Deed::Mend),
        6 => (0usize..12).prop_map(Deed::Press),
        1 => any::<usize>().prop_map(Deed::PressOld),
        1 => ("[0-2]", 0u32..40, select(text::PIECES)).prop_map(|(v, turn, piece)| Deed::Send(format!("{v}.{turn}.{piece}"))),
        1 => day().prop_map(|day| Deed::Wait(day.to_string())),
    ]
}

/// What holds of every reply.
fn check_reply(reply: &Reply) {
    let has_text = !reply.text.plain().trim().is_empty();
    assert!(
        has_text || reply.picture.is_some() || reply.document.is_some(),
        "an empty reply"
    );
    for button in reply.buttons.iter().flatten() {
        assert!(
            !button.label.trim().is_empty(),
            "a button without a label: {button:?}"
        );
        assert!((1..=MAX_BYTES).contains(&button.data.len()), "{button:?}");
    }
    if let Some(picture) = &reply.picture {
        assert!(
            picture.svg.starts_with("<svg") && !picture.text.is_empty(),
            "{picture:?}"
        );
    }
}

/// What holds of every state.
fn check_state(state: &State) {
    let json = serde_json::to_string(state).expect("a state is written");
    assert!(
        json.len() <= MAX_STATE_BYTES,
        "a state of {} bytes, {} jobs",
        json.len(),
        state.case.jobs.len()
    );
    let again: State = serde_json::from_str(&json).expect("a state is read");
    assert_eq!(&again, state);
    if state.open != Question::Result {
        return;
    }
    for job in &state.case.jobs {
        if let ([start], [JobEnd::On(end)]) = (&job.start[..], &job.end[..]) {
            assert!(
                start.as_start() <= end.as_end(),
                "a result of work from {start:?} to {end:?}"
            );
        }
    }
}

#[test]
fn a_conversation_holds_whatever_is_done() {
    let deeds = prop::collection::vec(deed(), 1..40);
    let days = day().prop_map(|day| day.to_string());
    fuzz(
        "conversation",
        &(days, "en|fr", deeds),
        |(day, lang, deeds)| converse(&day, &lang, &deeds),
    );
}

#[test]
fn no_number_of_jobs_makes_a_state_huge() {
    for separator in ["\n", ", and ", "; also "] {
        let jobs: Vec<String> = (0..400)
            .map(|at| {
                format!(
                    "registered nurse from {}-01-01 to {}-03-01, 40 hours, in Canada",
                    1600 + at,
                    1600 + at
                )
            })
            .collect();
        converse(
            "2026-11-22",
            "en",
            &[
                Deed::Say(jobs.join(separator)),
                Deed::Press(0),
                Deed::Mend(jobs.join(separator)),
            ],
        );
    }
    let one_by_one = (0..400).map(|at| {
        Deed::Say(format!(
            "also a nurse from {0}-01-01 to {0}-03-01, 40 hours, in Canada",
            1600 + at
        ))
    });
    converse("2026-11-22", "en", &one_by_one.collect::<Vec<_>>());
    let away = (0..400).map(|at| Deed::Say(format!("away from {0}-02-01 to {0}-03-01", 1600 + at)));
    let away = [
        Deed::Say("nurse since 1600, 40 hours, in Canada".to_owned()),
        Deed::Press(0),
    ]
    .into_iter()
    .chain(away);
    converse("2026-11-22", "en", &away.collect::<Vec<_>>());
}

/// Does all of it, one after the other, and looks at every answer.
fn converse(day: &str, lang: &str, deeds: &[Deed]) {
    let lang: Lang = lang.parse().expect("a language");
    let mut today: Date = day.parse().expect("a day");
    let mut state = State::new(lang);
    let dialogue = |today| Dialogue {
        presenter: &PRESENTER,
        today,
        reminders: None,
    };
    let mut shown: Vec<String> = Vec::new();
    let mut ever: Vec<String> = Vec::new();
    dialogue(today).open(&state).iter().for_each(check_reply);
    for deed in deeds {
        let pressed = match deed {
            Deed::Press(at) => shown.get(at % shown.len().max(1)).cloned(),
            Deed::PressOld(at) => ever.get(at % ever.len().max(1)).cloned(),
            Deed::Send(data) => Some(data.clone()),
            _ => None,
        };
        let input = match (deed, &pressed) {
            (Deed::Say(text), _) => Input::Text(text),
            (Deed::Mend(text), _) => Input::Edited(text),
            (Deed::Wait(day), _) => {
                today = day.parse().expect("a day");
                continue;
            }
            (_, Some(data)) => Input::Press(data),
            (_, None) => continue,
        };
        let after = dialogue(today).step(state, input);
        state = after.state;
        assert!(!after.replies.is_empty(), "no answer to {deed:?}");
        after.replies.iter().for_each(check_reply);
        check_state(&state);
        if state.open == Question::Result {
            dialogue(today).answer(&state);
        }
        shown = after
            .replies
            .iter()
            .flat_map(|reply| reply.buttons.iter().flatten())
            .map(|button| button.data.clone())
            .collect();
        ever.extend(shown.iter().cloned());
    }
}
