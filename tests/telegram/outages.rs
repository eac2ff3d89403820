//! What fails around the bot, and strangers at its port: nothing is lost, and nobody is held up.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::bot::{Home, free_port};
use crate::standin::{Fault, StandIn, Talk, What};

const START: &str = "What is your job, and since when?";
const SECRET: &str = "sesame-Open_42";
/// In which the bot must stop.
const STOP_WITHIN: Duration = Duration::from_secs(11);

/// How often a chat was sent the first question.
fn starts(server: &StandIn, talk: &Talk<'_>) -> usize {
    server.with(|world| {
        let sent = world.events.iter().filter(|event| event.what == What::Sent);
        sent.filter(|event| event.chat == talk.chat).count()
    })
}

#[test]
fn what_cannot_be_sent_before_the_end_is_sent_after_the_next_start() {
    let server = StandIn::start();
    let home = Home::new(&server).in_haste();
    let mut bot = home.poll(&server);
    server.plan("sendMessage", None, Fault::Server, 10_000);
    let people: Vec<Talk<'_>> = (0..20).map(|_| server.person("Ana", Some("en"))).collect();
    for person in &people {
        person.say("/start");
    }
    server.settle();
    let asked = Instant::now();
    bot.terminate();
    assert_eq!(bot.wait().code(), Some(0), "{}", bot.log());
    assert!(asked.elapsed() < STOP_WITHIN, "{:?}", asked.elapsed());
    let left = "0 updates and 20 messages are left for the next start";
    assert!(bot.log().contains(left), "{}", bot.log());
    server.with(|world| world.faults.clear());
    let _bot = home.poll(&server);
    for person in &people {
        person.expect(START);
        assert_eq!(starts(&server, person), 1);
    }
    server.check();
}

#[test]
fn an_outage_loses_nothing_and_is_over_soon_after_it_is_over() {
    let server = StandIn::start();
    let home = Home::new(&server).in_haste();
    let _bot = home.poll(&server);
    let [ana, bo] = ["Ana", "Bo"].map(|name| server.person(name, Some("en")));
    for fault in [Fault::Server, Fault::Drop, Fault::TooMany(1)] {
        for method in ["getUpdates", "sendMessage"] {
            server.plan(method, None, fault, 2);
        }
    }
    ana.say("/start");
    bo.say("/start");
    ana.expect(START);
    bo.expect(START);
    server.with(|world| world.faults.clear());
    // Nobody is held up by what another chat was told to wait.
    server.plan("sendMessage", Some(ana.chat), Fault::TooMany(20), 1);
    ana.say("/help");
    server.wait_for("the fault", |world| world.faults.is_empty().then_some(()));
    let asked = Instant::now();
    bo.say("/privacy");
    bo.expect("What is kept");
    assert!(
        asked.elapsed() < Duration::from_secs(10),
        "{:?}",
        asked.elapsed()
    );
    ana.expect("What I understand");
    server.check();
}

#[test]
fn a_start_waits_for_telegram() {
    let server = StandIn::start();
    server.plan("getMe", None, Fault::Server, 1);
    server.plan("setMyCommands", None, Fault::TooMany(1), 1);
    let home = Home::new(&server).in_haste();
    let bot = home.poll(&server);
    assert!(
        bot.log()
            .contains("Telegram cannot be reached, trying again in"),
        "{}",
        bot.log()
    );
    let ana = server.person("Ana", Some("en"));
    ana.say("/start");
    ana.expect(START);
    server.check();
    // What Telegram knows already is not told again.
    let told = |world: &mut crate::standin::World| {
        let calls = world.calls.iter();
        calls
            .filter(|call| call.method == "setMyCommands" && call.status == 200)
            .count()
    };
    let before = server.with(told);
    drop(bot);
    let _bot = home.poll(&server);
    assert_eq!(server.with(told), before);
}

#[test]
fn a_revoked_token_ends_a_webhook_too() {
    let server = StandIn::start();
    let home = Home::new(&server);
    let (mut bot, _) = home.webhook(&server, SECRET);
    server.with(|world| world.token = "1:another".to_owned());
    let status = bot.end_within(Duration::from_secs(60));
    assert_eq!(
        status.and_then(|status| status.code()),
        Some(1),
        "{}",
        bot.log()
    );
    assert!(
        bot.log().contains("Telegram refuses the token"),
        "{}",
        bot.log()
    );
}

#[test]
fn strangers_cost_the_webhooks_port_little() {
    let server = StandIn::start();
    let listen = format!("127.0.0.1:{}", free_port());
    // A path that is no pattern.
    let url = format!("http://{listen}/:hook/*rest/{{id}}");
    let home = Home::new(&server).in_haste();
    let bot = home.behind(&url, &listen, SECRET);
    server.wait_for("the webhook", |world| world.webhook.as_ref().map(|_| ()));
    let mut half = TcpStream::connect(&listen).unwrap();
    half.write_all(b"POST /hook HTTP/1.1\r\nhost: x\r\n")
        .unwrap();
    // Without the secret nobody is listened to: the answer comes before any of the body.
    let path = server.with(|world| {
        let url = world.webhook.as_ref().unwrap().url.clone();
        url.splitn(4, '/').nth(3).unwrap().to_owned()
    });
    let mut stranger = TcpStream::connect(&listen).unwrap();
    let head = format!("POST /{path} HTTP/1.1\r\nhost: x\r\ncontent-length: 2000000\r\n\r\n");
    stranger.write_all(head.as_bytes()).unwrap();
    stranger
        .set_read_timeout(Some(Duration::from_secs(5)))
        .unwrap();
    let mut answer = [0; 12];
    stranger.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 401", "{}", bot.log());
    // A body larger than any update is not read to its end.
    let mut large = TcpStream::connect(&listen).unwrap();
    let head = format!(
        "POST /{path} HTTP/1.1\r\nhost: x\r\nx-telegram-bot-api-secret-token: {SECRET}\r\ncontent-length: 9000000\r\n\r\n"
    );
    large.write_all(head.as_bytes()).unwrap();
    large
        .set_read_timeout(Some(Duration::from_secs(5)))
        .unwrap();
    // It may be closed while this is written.
    let _ = large.write_all(&vec![b' '; 2_000_000]);
    let mut answer = [0; 12];
    let read = large.read_exact(&mut answer);
    assert!(read.is_err() || &answer == b"HTTP/1.1 413", "{answer:?}");
    let ana = server.person("Ana", Some("en"));
    ana.say("/start");
    ana.expect(START);
    // Half a request is not waited for.
    half.set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    let mut rest = Vec::new();
    assert!(half.read_to_end(&mut rest).is_ok(), "still open");
    server.check();
}

#[test]
fn messages_written_apart_are_heard_together() {
    let server = StandIn::start();
    let home = Home::new(&server).in_haste();
    let bot = home.poll(&server);
    let ana = server.person("Ana", Some("en"));
    ana.say("/start");
    ana.expect(START);
    server.settle();
    server.kill(bot);
    for text in ["welder", "in Dubai", "since March 2021"] {
        ana.say(text);
    }
    let _bot = home.poll(&server);
    ana.expect("Is this right?");
    server.settle();
    let cards = ana.shown("Is this right?");
    assert_eq!(cards.len(), 1);
    let card = &cards[0];
    let text = card["text"].as_str().unwrap();
    assert!(
        text.contains("March 2021") && text.contains("abroad"),
        "{text}"
    );
    server.check();
}

#[test]
fn ordinary_messages_of_every_kind_are_answered() {
    let server = StandIn::start();
    let _bot = Home::new(&server).in_haste().poll(&server);
    let ana = server.person("Ana", Some("en"));
    ana.say("/start");
    ana.expect(START);
    let elsewhere =
        serde_json::json!({"origin": {"type": "user", "date": 1, "sender_user": ana.user.json()}});
    let entity = serde_json::json!([{"type": "date_time", "offset": 0, "length": 4, "unix_time": 1, "date_time_format": "d"}]);
    for (name, value) in [("external_reply", elsewhere), ("entities", entity)] {
        let mut extra = serde_json::json!({});
        extra[name] = value;
        let how = crate::standin::How {
            extra: Some(extra),
            ..Default::default()
        };
        ana.say_how("pharmacist", how);
        ana.expect("Pharmacists");
    }
    for extra in [
        serde_json::json!({"dice": {"emoji": "🎲", "value": 3}}),
        serde_json::json!({"gift": {"gift": {"id": "g"}}}),
        serde_json::json!({"voice": {"file_id": "f", "file_unique_id": "u", "duration": 1}}),
    ] {
        server.with(|world| {
            let mut message = serde_json::json!({
                "message_id": 500, "date": 1_795_305_600,
                "chat": world.chats[&ana.chat].json(), "from": ana.user.json(),
            });
            for (name, value) in extra.as_object().unwrap() {
                message[name] = value.clone();
            }
            world.push("message", message, ana.chat);
        });
        ana.expect("I can read only text");
        ana.read_all();
    }
}
