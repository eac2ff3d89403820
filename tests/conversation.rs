//! Whole conversations, as a person in a terminal sees them.

// PATH
// mod new_language;
#[path = "conversation/remind.rs"]
mod remind;

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use nocbot::answer::Presenter;
use nocbot::dialogue::{Dialogue, Input, MAX_BYTES, State};
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

/// What is on the screen after `lines` were typed.
fn screen(lang: Lang, lines: &[&str]) -> String {
    let mut conversation = Conversation::new(dialogue(), State::new(lang), WIDTH);
    let mut screen = conversation.open();
    for line in lines {
        screen.push_str(&format!("\n> {line}\n"));
        screen.push_str(&conversation.answer(line));
    }
    anstream::adapter::strip_str(&screen).to_string()
}

#[test]
fn more_jobs_than_can_be_held_are_declined() {
    let mut conversation = Conversation::new(dialogue(), State::new(Lang::EN), WIDTH);
    conversation.open();
    conversation.answer("registered nurse");
    conversation.answer("yes");
    for number in 1..=30 {
        for line in ["2024-01-01", "2024-02-01", "40", "Canada", "1"] {
            conversation.answer(line);
        }
        let answer = conversation.answer("another job in the same occupation");
        let expected = if number < 30 {
            "When did you start"
        } else {
            "more than I can hold"
        };
        assert!(answer.contains(expected), "{number}: {answer}");
    }
    let answer = conversation.answer("no");
    assert!(answer.contains("French test"), "{answer}");
}

macro_rules! conversations {
    ($($name:ident: $lang:expr, $lines:expr;)*) => {
        $(
            #[test]
            fn $name() {
                insta::assert_snapshot!(screen($lang, &$lines));
            }
        )*
    };
}

conversations! {
    a_sure_match_that_qualifies: Lang::EN, [
        "registered nurse", "yes", "March 2023", "still there", "37.5", "Canada", "1", "no", "no test",
    ];
    a_list_to_choose_from: Lang::EN, ["nurse", "2", "March 2023", "March 2024", "40", "abroad", "1", "3", "7 7 7 7"];
    codes_of_this_and_earlier_versions: Lang::EN, [
        "NOC 3012", "/back", "my noc code was 2174", "CNP 9999", "NOC: 72106", "/noc 3012", "/noc 2173",
    ];
    codes_of_an_earlier_version_in_french: Lang::FR, ["CNP 3012", "2174", "9999"];
    no_job_in_the_text: Lang::EN, ["asdfgh", "what is CRS score", "pharmacist"];
    not_yet_with_the_day_it_will_be: Lang::EN, [
        "residential electrician", "yes", "4 months ago", "I still work there", "40 h", "in Canada", "1", "no", "1",
    ];
    lapsed_since_the_work_is_too_old: Lang::EN, [
        "welder", "yes", "2021-01-04", "2023-12-29", "40", "Alberta", "1", "no", "1",
    ];
    part_time_that_never_adds_up: Lang::EN, [
        "pharmacy assistant", "1", "2 years ago", "still", "8", "canada", "1", "no", "1",
    ];
    two_occupations_that_do_not_add_up: Lang::EN, [
        "residential electrician", "yes", "2025-01-06", "2025-08-08", "40", "canada", "1",
        "plumber", "yes", "2025-09-01", "2026-02-27", "40", "canada", "1", "no", "1",
    ];
    two_jobs_that_overlap: Lang::EN, [
        "pharmacy assistant", "1", "13 months ago", "still", "18", "canada", "1",
        "another job in the same occupation", "13 months ago", "still", "16", "canada", "1", "no", "1",
    ];
    in_french: Lang::FR, [
        "éducatrice en garderie", "oui", "il y a 2 ans", "toujours", "10", "Dakar", "1", "non", "NCLC 7 partout",
    ];
    an_ambiguous_date: Lang::EN, ["dentist", "yes", "03/04/2024", "2", "02.2026", "full time", "india", "1"];
    an_answer_changed: Lang::EN, [
        "dentist", "yes", "2024-03-04", "still", "20", "abroad", "1", "/edit", "1", "3", "40", "no", "1",
        "change an answer", "french scores", "8 8 8 8",
    ];
    by_the_rules_of_2025: Lang::EN, [
        "/rules 2025-02-27", "cook", "63200", "yes", "2025-12-01", "2026-06-30", "40", "canada", "1", "no", "1", "/rules today",
    ];
    a_cook_under_the_rules_of_today: Lang::EN, ["63200", "yes", "no", "1"];
    a_soldier: Lang::EN, [
        "40042", "yes", "2014-01-01", "still", "40", "Ukraine", "1", "no", "no test", "yes", "12", "no",
    ];
    bad_answers_lose_nothing: Lang::EN, [
        "", "🙏", "1234", "99999", "dentist", "yes", "one fine day", "31/02/2024", "2027-01-01", "2023", "2024-05-01",
        "2024-01-01", "still", "0", "-5", "200", "forty", "the moon", "abroad", "maybe", "2", "7", "/back", "/nonsense",
    ];
    commands: Lang::EN, [
        "/help", "/noc 31301", "/noc 99999", "/categories", "/category transport", "/category fishing", "/privacy",
        "/language fr", "/rules 2020-01-01", "/language en", "/cancel",
    ];
    rounds_and_scores: Lang::EN, [
        "/draws", "/draws stem", "/draws santé et services sociaux", "/draws agriculture", "/draws nosuch", "/category santé", "/crs 450", "/crs 5000", "dentist", "yes",
        "2024-03-04", "still", "40", "abroad", "1", "no", "1", "/crs 480",
    ];
    after_the_result: Lang::EN, [
        "31301", "yes", "2024-03-04", "still", "40", "canada", "1", "no", "7 7 7 7", "Timeline picture", "cut-off chart", "4",
        "what would my score have done?", "lots", "1201", "480", "what would my score have done?", "/draws cec", "/back",
    ];
    reminders_come_elsewhere: Lang::EN, [
        "/remind", "/remind health", "residential electrician", "yes", "4 months ago", "still", "40", "canada", "1", "no", "1",
        "/remind", "/language fr", "/remind",
    ];
    stray_words: Lang::EN, [
        "hi", "my CRS is 478", "nurse", "i am a bus driver", "dentist", "yes", "2024-03-04", "still", "40", "abroad", "1", "no",
        "1", "thank you", "478", "99999", "/help", "/noc 1", "plumber",
    ];
    unpaid_work_alone: Lang::EN, [
        "residential electrician", "yes", "2024-03-04", "still", "40", "abroad", "volunteer", "no", "1", "/crs 480",
    ];
    an_occupation_taken_out: Lang::EN, ["63200", "yes", "/edit", "1", "dentist", "yes", "/back", "/back"];
    nothing_more_to_add: Lang::FR, ["63200", "oui", "autre profession", "non", "pas de test"];
    back_and_around: Lang::EN, [
        "dentist", "yes", "2024-03-04", "/back", "2024-03-05", "still", "/back", "/back", "2024-03-06", "/edit", "/start",
    ];
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
        for job in jobs {
            for line in [job, "yes", "2024-01-01", "2026-01-01", "45", "canada", "2"] {
                let transition = dialogue().step(state, Input::Text(line));
                state = transition.state;
                for reply in transition.replies {
                    longest = longest.max(reply.text.plain().chars().count());
                    for button in reply.buttons.iter().flatten() {
                        assert!(!button.data.is_empty() && button.data.len() <= MAX_BYTES);
                    }
                }
            }
        }
        for line in [
            "no",
            "7 7 7 7",
            "yes",
            "12",
            "yes",
            "yes",
            "/rules",
            "/categories",
            "/category health",
            "/help",
        ] {
            let transition = dialogue().step(state, Input::Text(line));
            state = transition.state;
            longest = longest.max(
                transition
                    .replies
                    .iter()
                    .map(|reply| reply.text.plain().chars().count())
                    .max()
                    .unwrap_or(0),
            );
        }
        assert!(longest < 4_096, "{longest}");
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
    for line in ["dentiste", "oui", "03/04/2024"] {
        state = dialogue().step(state, Input::Text(line)).state;
        let stored = serde_json::to_string(&state).unwrap();
        assert_eq!(serde_json::from_str::<State>(&stored).unwrap(), state);
    }
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
        "still",
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
    ];
    prop_oneof![8 => prop::sample::select(usual.to_vec()).prop_map(str::to_owned), 1 => ".{0,40}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_there_is_an_answer(lines in prop::collection::vec(anything_typed(), 1..25)) {
        let mut state = State::new(Lang::EN);
        for line in lines {
            let transition = dialogue().step(state, Input::Text(&line));
            state = transition.state;
            prop_assert!(!transition.replies.is_empty());
            for reply in &transition.replies {
                prop_assert!(!reply.text.plain().trim().is_empty());
                prop_assert!(!reply.text.plain().contains("[ask-") && !reply.text.plain().contains("{ $"), "{}", reply.text.plain());
            }
        }
    }
}

#[test]
fn the_kind_of_work_is_understood_in_words() {
    let summaries = [
        ("employee", "paid job"),
        ("employed", "paid job"),
        ("I am self employed", "self-employed"),
        ("à mon compte", "self-employed"),
        ("salariée", "paid job"),
        ("paid, I was a student", "while a student"),
        ("volunteer", "unpaid"),
        ("bénévole", "unpaid"),
    ];
    for (typed, summary) in summaries {
        let screen = screen(
            Lang::EN,
            &["31301", "yes", "2024-03-04", "still", "40", "canada", typed],
        );
        let noted = screen.split("Noted: ").nth(1).unwrap_or("not taken");
        assert!(noted.contains(summary), "{typed}: {noted}");
    }
}
