//! How people really type: they mend what they wrote, send pictures of letters, answer in words what has buttons, and quote.

use serde_json::{Value, json};

use crate::bot::Home;
use crate::private::{RESULT, play};
use crate::standin::world::buttons;
use crate::standin::{Fault, How, StandIn, Talk};

/// A dental hygienist whose hours make the difference.
const HYGIENIST: &str = "dental hygienist in Toronto since November 2024, 30 hours a week";

/// A message's text.
fn text(message: &Value) -> &str {
    message["text"].as_str().unwrap_or("")
}

/// A photo without a word, or a file.
fn without_text(talk: &Talk<'_>, field: &str, content: Value) -> i64 {
    let how = How {
        extra: Some(json!({ "text": null, field: content })),
        ..How::default()
    };
    talk.say_how("", how)
}

#[test]
fn a_mended_message_corrects_what_it_said() {
    let server = StandIn::start();
    let _bot = Home::new(&server).in_haste().poll(&server);
    let ana = server.person("Ana", Some("en"));
    let said = ana.say(HYGIENIST);
    let card = ana.expect("Is this right?");
    assert!(text(&card).contains("30 h a week"), "{card}");
    // At the card.
    ana.mend(said, &HYGIENIST.replace("30 hours", "25 hours"));
    let card = ana.expect("I took your edited message as a correction.");
    assert!(text(&card).contains("25 h a week"), "{card}");
    ana.press("Right");
    ana.expect(RESULT);
    // After the result: fewer hours, another sum.
    ana.mend(said, &HYGIENIST.replace("30 hours", "10 hours"));
    // Nothing is met any more, so that other work would count.
    let asked = ana.expect("Is there other work");
    assert!(text(&asked).contains("as a correction"), "{asked}");
    ana.say("no");
    ana.expect("not yet");
    // Mended so that it says nothing to correct, or a command that was obeyed: nothing changes.
    ana.mend(said, "🙏");
    ana.expect("There was nothing in it to correct.");
    let command = ana.say("/help");
    ana.expect("What I understand");
    ana.mend(command, "/cancel");
    ana.press("Why?");
    ana.expect("What was counted");
    server.check();
}

#[test]
fn a_picture_without_words_is_asked_for_its_text() {
    let server = StandIn::start();
    let _bot = Home::new(&server).in_haste().poll(&server);
    let ana = server.person("Ana", Some("en"));
    play(
        &ana,
        &[
            ("pharmacist in Lagos", "Is this right?"),
            ("[Right]", "When did you start"),
        ],
    );
    let photo =
        json!([{"file_id": "f", "file_unique_id": "u", "width": 90, "height": 90, "file_size": 1}]);
    let file =
        json!({"file_id": "f", "file_unique_id": "u", "file_name": "letter.pdf", "file_size": 1});
    let voice =
        json!({"file_id": "f", "file_unique_id": "u", "duration": 3, "mime_type": "audio/ogg"});
    for (field, content) in [
        ("photo", photo.clone()),
        ("document", file),
        ("voice", voice),
    ] {
        without_text(&ana, field, content);
        let line = ana.expect("text");
        assert_eq!(text(&line).lines().count(), 1, "{line}");
        assert!(text(&line).contains("paste"), "{line}");
        assert!(buttons(&line).is_empty(), "{line}");
    }
    // The question is still open, and the words under a picture answer it.
    let how = How {
        extra: Some(json!({"text": null, "photo": photo, "caption": "I started in March 2023"})),
        ..How::default()
    };
    ana.say_how("", how);
    ana.expect("When did it end?");
    server.check();
}

#[test]
fn the_days_that_matter_come_as_a_calendar_file() {
    let server = StandIn::start();
    let _bot = Home::new(&server).in_haste().poll(&server);
    let ana = server.person("Ana", Some("en"));
    play(
        &ana,
        &[
            (
                "dental hygienist in Lagos since September 2026, 40 hours a week",
                "Is this right?",
            ),
            ("[Right]", "Is there other work"),
            ("no", "not yet"),
            ("[What next]", "What next"),
        ],
    );
    // What fails on Telegram's side is tried again.
    server.plan("sendDocument", Some(ana.chat), Fault::TooMany(1), 1);
    ana.press("Calendar file");
    let message = ana.expect("The days that matter");
    assert_eq!(message["document"]["file_name"], "nocbot.ics");
    let id = message["message_id"].as_i64().unwrap();
    let file = server.with(|world| world.documents[&(ana.chat, id)].clone());
    for line in [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "DTSTART;VALUE=DATE:2027",
        "END:VCALENDAR",
    ] {
        assert!(file.contains(line), "no {line} in\n{file}");
    }
    // The result stays, and its conversation goes on.
    assert_eq!(ana.shown("not yet").len(), 1);
    ana.say("actually 10 hours");
    ana.expect("not yet");
    server.check();
}

#[test]
fn a_wrong_card_is_corrected_in_words() {
    let server = StandIn::start();
    let _bot = Home::new(&server).in_haste().poll(&server);
    let ana = server.person("Ana", Some("en"));
    play(
        &ana,
        &[
            (
                "pharmacist in Toronto since March 2024, full time",
                "Is this right?",
            ),
            ("no, I am a dental hygienist", "Dental hygienists"),
            ("until June 2025", "to June 2025"),
            ("it was in Lagos", "abroad"),
        ],
    );
    let shown = ana.shown("Is this right?");
    let card = text(shown.last().unwrap());
    for kept in ["32111", "March 2024 to June 2025", "30 h a week", "abroad"] {
        assert!(card.contains(kept), "{kept} is lost: {card}");
    }
    assert!(!card.contains("Pharmacist"), "{card}");
    ana.press("Right");
    ana.expect(RESULT);
    server.check();
}

#[test]
fn older_rules_are_shown_and_judge_only_after_a_press() {
    let server = StandIn::start();
    let _bot = Home::new(&server).in_haste().poll(&server);
    let ana = server.person("Ana", Some("en"));
    play(
        &ana,
        &[
            (
                "cook in Toronto since March 2024, full time",
                "Is this right?",
            ),
            ("[Right]", ""),
            ("no", "No category’s list has your occupation"),
            ("/rules 2025-02-27", "No longer in force"),
            // Only shown: a correction is judged by the rules in force.
            (
                "actually 32 hours",
                "No category’s list has your occupation",
            ),
            ("/rules 2025-02-27", "No longer in force"),
        ],
    );
    let shown = ana.shown("No longer in force");
    let (_, data) = buttons(shown.last().unwrap()).remove(0);
    let id = shown.last().unwrap()["message_id"].as_i64().unwrap();
    ana.press_data(id, &data);
    let result = ana.expect("you qualify");
    assert!(
        text(&result).contains("By the rules of 27 February 2025, which no longer apply."),
        "{result}"
    );
    play(
        &ana,
        &[
            ("/rules today", "In force today"),
            (
                "[Judge my case by the rules of 18 February 2026]",
                "No category’s list",
            ),
        ],
    );
    server.check();
}

#[test]
fn a_forwarded_and_a_replying_message_are_heard() {
    let server = StandIn::start();
    let _bot = Home::new(&server).in_haste().poll(&server);
    let ana = server.person("Ana", Some("en"));
    let question = ana.say("/start");
    let shown = ana.expect("What is your job")["message_id"]
        .as_i64()
        .unwrap();
    ana.reply(shown, "pharmacist in Lagos");
    ana.expect("Is this right?");
    // Under one of one's own.
    ana.reply(question, "since March 2023");
    ana.expect("March 2023");
    let origin = json!({"type": "user", "date": 1_795_305_000, "sender_user": ana.user.json()});
    let forwarded = How {
        extra: Some(json!({"forward_origin": origin})),
        ..How::default()
    };
    ana.say_how("30 hours a week", forwarded);
    ana.expect("30 h a week");
    let hidden = json!({"type": "hidden_user", "date": 1_795_305_000, "sender_user_name": "Bo"});
    let quoting = How {
        extra: Some(json!({
            "forward_origin": hidden, "quote": {"text": "job", "position": 13},
            "reply_to_message": {"message_id": shown, "date": 1_795_305_000, "chat": {"id": ana.chat, "type": "private", "first_name": "Ana"}, "text": "What is your job?"},
        })),
        ..How::default()
    };
    ana.say_how("still there", quoting);
    ana.expect("March 2023 to today");
    ana.press("Right");
    ana.expect(RESULT);
    server.check();
}
