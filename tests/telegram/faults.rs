//! What Telegram and the network do wrong, and what people send that nobody expects.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::bot::Home;
use crate::private::RESULT;
use crate::standin::{Fault, How, Kind, StandIn, Talk, What, World};

const START: &str = "What is your job, and since when?";

/// When this chat first got a message of the bot after `from`.
fn answered(talk: &Talk<'_>, server: &StandIn, from: Instant) -> Duration {
    server.with(|world| {
        let mut sent = world
            .events
            .iter()
            .filter(|event| event.chat == talk.chat && event.what == What::Sent);
        sent.find(|event| event.at > from)
            .map_or(Duration::MAX, |event| event.at - from)
    })
}

#[test]
fn one_chats_trouble_is_overcome_and_holds_up_nobody() {
    let server = StandIn::start();
    let _bot = Home::new(&server).poll(&server);
    let troubles = [
        (Fault::TooMany(4), Duration::from_secs(4)),
        (Fault::Server, Duration::ZERO),
        (Fault::Drop, Duration::ZERO),
    ];
    let troubled: Vec<Talk<'_>> = troubles
        .iter()
        .map(|_| server.person("Ana", Some("en")))
        .collect();
    for (talk, (fault, _)) in troubled.iter().zip(troubles) {
        server.plan("sendMessage", Some(talk.chat), fault, 1);
    }
    let begun = Instant::now();
    for talk in &troubled {
        talk.say("/start");
    }
    server.wait_for("the faults to be met", |world| {
        world.faults.is_empty().then_some(())
    });
    let others: Vec<Talk<'_>> = (0..5).map(|_| server.person("Bo", Some("en"))).collect();
    let from = Instant::now();
    for other in &others {
        other.say("/start");
    }
    for other in &others {
        other.expect(START);
        let waited = answered(other, &server, from);
        assert!(
            waited < Duration::from_secs(3),
            "another chat waited {waited:?}"
        );
    }
    for (talk, (fault, at_least)) in troubled.iter().zip(troubles) {
        talk.expect(START);
        let waited = answered(talk, &server, begun);
        assert!(waited >= at_least, "{fault:?}: {waited:?}");
    }
    server.check();
}

#[test]
fn every_method_may_fail_once() {
    let server = StandIn::start();
    let _bot = Home::new(&server).in_haste().poll(&server);
    let ana = server.person("Ana", Some("en"));
    server.plan("getUpdates", None, Fault::Drop, 1);
    ana.say("pharmacist");
    ana.expect("31120");
    // Neither the answer to a press nor the edit that follows may be lost.
    for fault in [Fault::Drop, Fault::TooMany(1)] {
        server.plan("answerCallbackQuery", None, fault, 1);
        server.plan("editMessageText", None, fault, 1);
        server.plan("sendChatAction", None, fault, 1);
    }
    ana.press("Right");
    ana.expect("When did you start this job?");
    ana.say("2 years ago");
    ana.expect("When did it end?");
    server.with(|world| world.faults.clear());
    server.check();
    // The poll after an error of the server waits, but polls again.
    server.plan("getUpdates", None, Fault::Server, 1);
    ana.say("still there");
    ana.expect("How many hours a week?");
    server.check();
}

#[test]
fn a_message_that_is_gone_or_the_same_is_no_trouble() {
    let server = StandIn::start();
    let _bot = Home::new(&server).in_haste().poll(&server);
    let ana = server.person("Ana", Some("en"));
    ana.say("pharmacist");
    let card = ana.expect("31120");
    let id = card["message_id"].as_i64().unwrap();
    let (_, yes) = ana.button("Right");
    // The press of a button whose message was deleted meanwhile.
    server.with(|world| {
        world.press(&ana.user, ana.chat, id, &yes);
        world.remove_message(ana.chat, id);
    });
    ana.expect("When did you start this job?");
    // Two presses of one button: the second is a button of an earlier question.
    ana.say("2 years ago");
    let asked = ana.expect("When did it end?")["message_id"]
        .as_i64()
        .unwrap();
    let (_, still) = ana.button("I still work there");
    let twice =
        server.with(|world| [(); 2].map(|()| world.press(&ana.user, ana.chat, asked, &still)));
    ana.expect("How many hours a week?");
    server.settle();
    for query in twice {
        ana.notice(&query);
    }
    ana.say("40 hours a week");
    ana.expect(RESULT);
    server.check();
}

#[test]
fn a_press_is_answered_after_the_process_ended_before_it_could() {
    let server = StandIn::start();
    let home = Home::new(&server).in_haste();
    let bot = home.poll(&server);
    let ana = server.person("Ana", Some("en"));
    ana.say("/start");
    ana.expect("What is your job, and since when?");
    ana.say("pharmacist");
    ana.expect("31120");
    server.plan("answerCallbackQuery", None, Fault::Drop, 100);
    let query = ana.press("Right");
    // What it led to is kept and sent.
    ana.expect("When did you start this job?");
    server.kill(bot);
    server.with(|world| world.faults.clear());
    let _bot = home.poll(&server);
    ana.notice(&query);
    server.check();
}

#[test]
fn who_blocked_the_bot_is_left_alone() {
    let server = StandIn::start();
    let _bot = Home::new(&server).poll(&server);
    let ana = server.person("Ana", Some("en"));
    ana.say("/start");
    ana.expect(START);
    // Blocked while an answer is on its way.
    server.with(|world| {
        world.say(&ana.user.json(), ana.chat, "pharmacist", How::default());
        world.say(&ana.user.json(), ana.chat, "dentist", How::default());
        world.set_blocked(&ana.user, true);
    });
    server.settle();
    let bo = server.person("Bo", Some("en"));
    bo.say("/start");
    bo.expect(START);
    let refused = || {
        server.with(|world| {
            let to_ana = world
                .calls
                .iter()
                .filter(|call| call.params["chat_id"] == ana.chat);
            to_ana.filter(|call| call.status == 403).count()
        })
    };
    server.settle();
    let before = refused();
    assert!(
        before <= 2,
        "{before} calls to somebody who blocked the bot"
    );
    server.with(|world| world.set_blocked(&ana.user, false));
    ana.say("/start");
    ana.expect(START);
    assert_eq!(refused(), before);
    server.check();
}

#[test]
fn whatever_comes_the_bot_goes_on() {
    let server = StandIn::start();
    let _bot = Home::new(&server).in_haste().poll(&server);
    let ana = server.person("Ana", Some("en"));
    ana.say("/start");
    let shown = ana.expect(START);
    let group = server.group(-1_001_600_700, Kind::Supergroup, "Everybody");
    let (chat, group_json) =
        server.with(|world| (world.chats[&ana.chat].json(), world.chats[&group].json()));
    let user = ana.user.json();
    let base = json!({"message_id": 500, "date": 1_795_305_600, "chat": chat, "from": user});
    let with = |field: &str, value: Value| {
        let mut message = base.clone();
        message[field] = value;
        message
    };
    let photo =
        json!([{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "file_size": 1}]);
    let sticker = json!({"file_id": "f", "file_unique_id": "u", "type": "regular", "width": 1, "height": 1, "is_animated": false, "is_video": false});
    let long = "nurse ".repeat(680);
    let channel = json!({"id": -1_009_999, "type": "channel", "title": "News"});
    let garbage = [
        ("garbage_kind", json!({"never": "seen"})),
        ("garbage_kind", json!(null)),
        ("message", json!({"message_id": 1})),
        ("message", json!(5)),
        ("message", json!({})),
        ("callback_query", json!({"id": 7})),
        ("inline_query", json!({})),
        ("message", with("photo", photo.clone())),
        ("message", with("caption", json!("nurse"))),
        ("message", with("sticker", sticker)),
        ("message", with("text", json!(long))),
        ("message", with("text", json!("\u{202e}\u{0}<script>&lt;"))),
        ("message", with("text", json!(" \n "))),
        ("message", with("text", json!("👩‍⚕️👩‍⚕️👩‍⚕️"))),
        ("message", with("text", json!("/"))),
        ("message", with("text", json!("/@"))),
        ("message", with("dice", json!({"emoji": "🎲", "value": 3}))),
        ("message", with("new_chat_members", json!([World::bot()]))),
        ("edited_message", with("text", json!("edited"))),
        (
            "channel_post",
            json!({"message_id": 3, "date": 1_795_305_600, "chat": channel, "sender_chat": channel, "text": "does my job qualify?"}),
        ),
        (
            "message",
            json!({"message_id": 501, "date": 1_795_305_600, "chat": group_json, "text": "no sender at all"}),
        ),
        (
            "poll",
            json!({"id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": false, "is_anonymous": true, "type": "regular", "allows_multiple_answers": false}),
        ),
    ];
    server.with(|world| {
        let kept = world.chats.get_mut(&ana.chat).unwrap();
        kept.messages.insert(500, base.clone());
        for (kind, payload) in garbage {
            world.push(kind, payload, ana.chat);
        }
    });
    // Presses of every odd kind are answered like any other.
    let id = shown["message_id"].as_i64().unwrap();
    let gone = json!({"chat": chat, "message_id": 12, "date": 0});
    server.with(|world| {
        for data in [
            "",
            "x",
            "1.99.yes",
            "9.0.yes",
            "1.0.noc.99999",
            "q1.en.0.31301.q",
            &"é".repeat(32),
        ] {
            world.press(&ana.user, ana.chat, id, data);
        }
        let mut odd = |extra: Value| {
            let id = world.new_query();
            let mut query = json!({"id": id, "from": user, "chat_instance": "1"});
            for (field, value) in extra.as_object().unwrap() {
                query[field] = value.clone();
            }
            world.callbacks.insert(id, Default::default());
            world.push("callback_query", query, ana.chat);
        };
        odd(json!({"message": gone, "data": "1.0.yes"}));
        odd(json!({"inline_message_id": "AAA", "data": "1.0.yes"}));
        odd(json!({"game_short_name": "chess", "inline_message_id": "AAA"}));
    });
    server.settle();
    let bo = server.person("Bo", Some("en"));
    bo.say("/start");
    bo.expect(START);
    ana.say("/cancel");
    ana.expect("orgotten");
    server.check();
}
