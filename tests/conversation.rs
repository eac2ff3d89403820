//! Whole conversations, as a person in a terminal sees them.

#[path = "conversation/new_language.rs"]
mod new_language;
#[path = "conversation/persons.rs"]
mod persons;
#[path = "conversation/remind.rs"]
mod remind;
#[path = "conversation/transcripts.rs"]
mod transcripts;

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use nocbot::answer::Presenter;
use nocbot::dialogue::{Dialogue, Input, MAX_BYTES, Question, State};
use nocbot::front::terminal::Conversation;
use nocbot::noc::{DataFiles, Lang};
use proptest::prelude::*;

static PRESENTER: LazyLock<Presenter> =
    LazyLock::new(|| Presenter::open(&DataFiles::BuiltIn).unwrap());

const TODAY: Date = date(2026, 11, 22);
const WIDTH: usize = 100;

fn dialogue() -> Dialogue<'static> {
    Dialogue {
        presenter: &PRESENTER,
        today: TODAY,
        reminders: None,
    }
}

#[test]
fn more_jobs_than_can_be_held_are_declined() {
    let mut state = State::new(Lang::EN);
    let mut said = String::new();
    for number in 0..=30 {
        let (year, month) = (2020 + number / 12, number % 12 + 1);
        let line = format!(
            "also registered nurse from {year}-{month:02}-01 to {year}-{month:02}-20, 40 hours, in Canada"
        );
        let transition = dialogue().step(state, Input::Text(&line));
        state = transition.state;
        said = transition.replies[0].text.plain().to_owned();
    }
    assert_eq!(state.case.jobs.len(), 30);
    assert!(said.contains("more than I can hold"), "{said}");
}

#[test]
fn commands_go_by_their_names_in_every_language() {
    let mut conversation = Conversation::new(dialogue(), State::new(Lang::FR), WIDTH);
    for (typed, expected) in [
        ("/aide", "/commencer – recommencer"),
        ("/Règles", "Règles du 18 février 2026"),
        (
            "/categorie santé",
            "Professions de la santé et des services sociaux",
        ),
        ("/rondes metiers", "Métiers spécialisés"),
        ("/rondes stim", "STIM"),
        ("/confidentialité", "/annuler les efface"),
        ("/adie", "Vouliez-vous dire /aide ?"),
        ("/catégori", "Vouliez-vous dire /categorie ?"),
        ("/help", "/commencer – recommencer"),
        ("/langue anglais", "From now on I speak English."),
        ("/aid", "Did you mean /aide?"),
        ("/aide", "/start – begin again"),
        ("/tirages arts", "There is no category or program “arts”"),
        ("/banana", "I do not know the command /banana. /help lists"),
    ] {
        let said = conversation.answer(typed);
        let said = anstream::adapter::strip_str(&said).to_string();
        assert!(said.contains(expected), "{typed}: {said}");
    }
}

#[test]
fn every_message_fits_telegram() {
    let jobs = ["31301", "40042", "31102", "63200", "00013", "41200"];
    for lang in [Lang::EN, Lang::FR] {
        let mut state = State::new(lang);
        let mut longest = 0;
        let told = jobs.map(|job| {
            format!("and {job} from 2024-01-01 to 2026-01-01, 45 hours, in Canada, self-employed")
        });
        let lines = told.iter().flat_map(|line| [line.as_str(), "1"]);
        let after = [
            "no",
            "7 7 7 7",
            "yes",
            "12",
            "yes",
            "yes",
            "why?",
            "pourquoi ?",
            "/rules",
            "/categories",
            "/category health",
            "/help",
            "450",
        ];
        for line in lines.chain(after) {
            let transition = dialogue().step(state, Input::Text(line));
            state = transition.state;
            for reply in transition.replies {
                let length = reply.text.plain().chars().count();
                assert!(length < 4_096, "{line}: {length}");
                longest = longest.max(length);
                for button in reply.buttons.iter().flatten() {
                    assert!(!button.data.is_empty() && button.data.len() <= MAX_BYTES);
                }
            }
        }
        assert!(longest > 1_000, "{longest}");
    }
}

#[test]
fn an_old_button_is_answered_and_changes_nothing() {
    let asked = dialogue().step(State::new(Lang::EN), Input::Text("dentist"));
    let old = asked.replies[0].buttons[0][0].data.clone();
    let state = dialogue().step(asked.state, Input::Press(&old)).state;
    for press in [old.as_str(), "0.1.yes", "", "🙏", "1.99.noc.31110"] {
        let after = dialogue().step(state.clone(), Input::Press(press));
        assert_eq!(after.state, state);
        let said = after.replies[0].text.plain();
        assert!(said.contains("earlier question"), "{said}");
    }
}

#[test]
fn a_state_survives_being_stored() {
    let mut state = State::new(Lang::FR);
    for line in [
        "dentiste depuis 2023 à Lyon",
        "oui",
        "03/04/2024",
        "8 heures",
    ] {
        state = dialogue().step(state, Input::Text(line)).state;
        let stored = serde_json::to_string(&state).unwrap();
        assert_eq!(serde_json::from_str::<State>(&stored).unwrap(), state);
    }
}

#[test]
fn an_edited_message_corrects_what_it_said() {
    let told = "pharmacist in Toronto since March 2024, 30 hours a week";
    let state = dialogue()
        .step(State::new(Lang::EN), Input::Text(told))
        .state;
    let mended = "pharmacist in Toronto since March 2024, 20 hours a week";
    let after = dialogue().step(state.clone(), Input::Edited(mended));
    assert_eq!(after.state.case.jobs.len(), 1);
    assert_eq!(after.state.case.jobs[0].hours, [20.0]);
    let card = after.replies[0].text.plain();
    assert!(
        card.contains("20 h a week") && card.contains("edited"),
        "{card}"
    );
    let after = dialogue().step(state.clone(), Input::Edited("🙏"));
    assert_eq!(after.state, state);
    // After the result it is a correction all the same.
    let result = dialogue().step(state, Input::Text("right")).state;
    assert_eq!(result.open, Question::Result);
    let after = dialogue().step(result, Input::Edited(mended));
    assert_eq!(after.state.case.jobs[0].hours, [20.0]);
    assert_eq!(after.state.open, Question::Result);
}

#[test]
fn rules_are_shown_by_a_command_and_judged_by_after_a_press() {
    let told = "cook in Toronto since March 2024, 40 hours a week";
    let asked = dialogue()
        .step(State::new(Lang::EN), Input::Text(told))
        .state;
    let result = dialogue().step(asked, Input::Text("right")).state;
    let shown = dialogue().step(result, Input::Text("/rules 2025-02-27"));
    assert_eq!(shown.state.rules, None);
    let button = shown.replies[0].buttons[0][0].clone();
    assert_eq!(
        button.label,
        "Judge my case by the rules of 27 February 2025"
    );
    let judged = dialogue().step(shown.state, Input::Press(&button.data));
    assert_eq!(judged.state.rules, Some(date(2025, 2, 27)));
    let said = judged.replies[1].text.plain();
    assert!(
        said.contains("⚠ By the rules of 27 February 2025, which no longer apply."),
        "{said}"
    );
    assert!(said.contains("✅ Trades: you qualify"), "{said}");
    let shown = dialogue().step(judged.state, Input::Text("/rules today"));
    let button = shown.replies[0].buttons[0][0].clone();
    let judged = dialogue().step(shown.state, Input::Press(&button.data));
    assert_eq!(judged.state.rules, None);
}

#[test]
fn the_days_that_matter_come_as_a_file_for_a_calendar() {
    let told = "pharmacist in Toronto since August 2026, 40 hours a week";
    let asked = dialogue()
        .step(State::new(Lang::EN), Input::Text(told))
        .state;
    let more = dialogue().step(asked, Input::Text("right")).state;
    let result = dialogue().step(more, Input::Text("no")).state;
    let next = dialogue().step(result, Input::Text("What next"));
    let sent = dialogue().step(
        next.state,
        Input::Press(&next.replies[0].buttons[0][0].data),
    );
    let file = sent.replies[0].document.as_ref().unwrap();
    assert_eq!(file.name, "nocbot.ics");
    let lines: Vec<&str> = file.content.split("\r\n").collect();
    assert!(
        lines.contains(&"BEGIN:VEVENT") && lines.contains(&"DTSTART;VALUE=DATE:20270731"),
        "{lines:?}"
    );
}

fn anything_typed() -> impl Strategy<Value = String> {
    let usual = [
        "nurse",
        "31301",
        "yes",
        "no",
        "1",
        "2",
        "3",
        "still there",
        "2024-01",
        "03/04/2024",
        "40",
        "20-25",
        "canada",
        "india",
        "/back",
        "/edit",
        "/start",
        "/rules 2025-02-27",
        "/language fr",
        "7 7 7 7",
        "abroad",
        "12",
        "welder and cook",
        "March 2023 to June 2024",
        "/cancel",
        "40042",
        "actually 30 hours",
        "what is teer?",
        "and I was a cook before",
        "on maternity leave",
        "6 weeks unpaid",
        "my wife is a nurse",
        "8 hours",
        "London",
        "why?",
        "hola",
        "NOC 2173",
        "i don't know",
    ];
    prop_oneof![8 => prop::sample::select(usual.to_vec()).prop_map(str::to_owned), 1 => ".{0,40}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_there_is_an_answer(lines in prop::collection::vec((anything_typed(), any::<bool>()), 1..25)) {
        let mut state = State::new(Lang::EN);
        for (line, edits) in lines {
            let input = if edits { Input::Edited(&line) } else { Input::Text(&line) };
            let transition = dialogue().step(state, input);
            state = transition.state;
            prop_assert!(!transition.replies.is_empty());
            for reply in &transition.replies {
                prop_assert!(!reply.text.plain().trim().is_empty());
                prop_assert!(!reply.text.plain().contains("[ask-") && !reply.text.plain().contains("{ $"), "{}", reply.text.plain());
            }
        }
    }
}
