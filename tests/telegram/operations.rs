//! Starting, stopping, webhooks, and what an operator gets wrong.

use std::fs::File;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use nocbot::store::ServingLock;
use serde_json::json;

use crate::bot::{Bot, Home, TIMEOUT};
use crate::standin::http::Client;
use crate::standin::objects::Event;
use crate::standin::{Fault, StandIn, Talk, What};

/// In which the bot must stop.
const STOP_WITHIN: Duration = Duration::from_secs(15);
const SECRET: &str = "sesame-Open_42";

#[test]
fn what_cannot_work_is_one_line_and_status_1() {
    let server = StandIn::start();
    let home = || Home::new(&server);
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = taken.local_addr().unwrap().to_string();
    let under_a_file = {
        let home = home();
        File::create(home.path().join("file")).unwrap();
        let path = home.path().join("file").join("db.sqlite");
        (home, path.display().to_string())
    };
    let token = "7316254980:AAE-another_token_0123456789abcdefgh";
    let webhook = [
        "serve",
        "--webhook",
        "http://127.0.0.1:9/hook",
        "--listen",
        &listen,
        "--secret",
        SECRET,
    ];
    let cases: [(&str, Home, &[&str]); 5] = [
        (
            "a wrong token",
            home().with("TELOXIDE_TOKEN", token),
            &["serve"],
        ),
        ("no token", home().with("TELOXIDE_TOKEN", ""), &["serve"]),
        (
            "a token that is none",
            home().with("TELOXIDE_TOKEN", "abc"),
            &["serve"],
        ),
        (
            "a database that cannot be written",
            home().with("NOCBOT_DB", &under_a_file.1),
            &["serve"],
        ),
        ("a port that is taken", home(), &webhook),
    ];
    let running: Vec<(&str, Home, Bot)> = cases
        .into_iter()
        .map(|(what, home, arguments)| {
            let home = home.with("RUST_LOG", "off");
            let bot = home.spawn(arguments);
            (what, home, bot)
        })
        .collect();
    let mut wrong = Vec::new();
    for (what, _home, mut bot) in running {
        let status = bot.end_within(TIMEOUT);
        let log = bot.log();
        let is_status_1 = status.is_some_and(|status| status.code() == Some(1));
        if !is_status_1 || log.trim().lines().count() != 1 || log.contains("another_token") {
            wrong.push(format!("{what}: {status:?}\n{log}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_webhook_takes_only_telegram() {
    let server = StandIn::start();
    let (bot, listen) = Home::new(&server).webhook(&server, SECRET);
    let mut bot = bot;
    server.with(|world| {
        let webhook = world.webhook.clone().unwrap();
        assert_eq!(webhook.secret.as_deref(), Some(SECRET));
    });
    let ana = server.person("Ana", Some("en"));
    ana.say("/start");
    ana.expect("What is your job, and since when?");
    // Others are turned away, and what they send changes nothing.
    let eve = server.person("Eve", Some("en"));
    let message = json!({"message_id": 1, "date": 1, "chat": {"id": eve.chat, "type": "private", "first_name": "Eve"}, "from": eve.user.json(), "text": "/start"});
    let body = json!({"update_id": 1, "message": message}).to_string();
    let mut client = Client::new(listen.parse().unwrap());
    for secret in [None, Some("sesame"), Some("")] {
        let status = client.post("/hook", secret, body.as_bytes()).unwrap();
        assert_eq!(status, 401, "{secret:?}");
    }
    for garbage in ["", "{", "[]", "{\"update_id\":\"x\"}", "\u{0}"] {
        let status = client
            .post("/hook", Some(SECRET), garbage.as_bytes())
            .unwrap();
        assert!((200..500).contains(&status), "{garbage:?}: {status}");
    }
    assert_eq!(
        client
            .post("/other", Some(SECRET), body.as_bytes())
            .unwrap(),
        404
    );
    ana.say("pharmacist");
    ana.expect("31120");
    ana.press("Right");
    ana.expect("When did you start this job?");
    server.check();
    server.with(|world| {
        assert!(
            world
                .calls
                .iter()
                .all(|call| call.params["chat_id"] != eve.chat)
        )
    });
    bot.terminate();
    assert_eq!(bot.wait().code(), Some(0), "{}", bot.log());
    // Another replica may still listen, and updates must wait for the next start.
    server.with(|world| assert!(world.webhook.is_some(), "the webhook was deleted on stop"));
}

#[test]
fn sigterm_finishes_what_is_in_hand() {
    let server = StandIn::start();
    let home = Home::new(&server);
    // Without a command it serves where a token is given.
    let mut bot = home.spawn(&[]);
    let ana = server.person("Ana", Some("en"));
    ana.say("/start");
    ana.expect("What is your job, and since when?");
    server.plan("sendMessage", Some(ana.chat), Fault::TooMany(2), 1);
    ana.say("pharmacist");
    server.wait_for("the call in hand", |world| {
        world.faults.is_empty().then_some(())
    });
    let asked = Instant::now();
    bot.terminate();
    let status = bot.wait();
    assert!(asked.elapsed() < STOP_WITHIN, "{:?}", asked.elapsed());
    assert_eq!(status.code(), Some(0), "{}", bot.log());
    assert_eq!(ana.shown("31120").len(), 1, "the answer in hand was lost");
    // Nothing is answered twice after the next start, and nothing that came meanwhile is lost.
    ana.press("Right");
    let _bot = home.poll(&server);
    ana.expect("When did you start this job?");
    assert_eq!(ana.shown("31120").len(), 1);
    server.check();
}

#[test]
fn a_database_that_another_process_has_is_not_even_opened() {
    let server = StandIn::start();
    let home = Home::new(&server);
    let _lock = ServingLock::take(&home.database()).unwrap();
    let mut bot = home.spawn(&["serve"]);
    assert_eq!(bot.wait().code(), Some(1), "{}", bot.log());
    assert!(
        bot.log().contains("served by another process"),
        "{}",
        bot.log()
    );
    // It may be putting a backup there.
    assert!(!home.database().exists());
}

#[test]
fn sigterm_leaves_what_does_not_fit_for_the_next_start_and_says_how_much() {
    const PEOPLE: usize = 600;
    let server = StandIn::start();
    // Thirty messages a second, so that most of the answers do not fit.
    let home = Home::new(&server);
    let mut bot = home.poll(&server);
    let new_person = |_| server.person("Ana", Some("en"));
    let people: Vec<Talk<'_>> = (0..PEOPLE).map(new_person).collect();
    for person in &people {
        person.say("pharmacist");
    }
    // Telegram hands out 100 updates a poll, and forgets them with the next one.
    server.wait_for("the updates to be taken", |world| {
        world.updates.is_empty().then_some(())
    });
    let asked = Instant::now();
    bot.terminate();
    assert_eq!(bot.wait().code(), Some(0), "{}", bot.log());
    assert!(asked.elapsed() < STOP_WITHIN, "{:?}", asked.elapsed());
    let sent = server.with(|world| {
        let sent = world.events.iter().filter(|event| event.what == What::Sent);
        sent.count()
    });
    let log = bot.log();
    let said = log
        .lines()
        .find(|line| line.ends_with(" messages are left for the next start"));
    let said = said.unwrap_or_else(|| panic!("nothing is said of what is left:\n{log}"));
    let numbers = said.rsplit("] ").next().unwrap_or(said).split(' ');
    let left: usize = numbers.filter_map(|word| word.parse::<usize>().ok()).sum();
    assert!(left > 0, "everything fitted: {said}");
    assert_eq!(sent + left, PEOPLE, "{said}");
    let home = home.in_haste().with_options(&["--per-second", "1000"]);
    let _bot = home.poll(&server);
    for person in &people {
        server.wait_for("the answer", |world| {
            let mut events = world.events.iter();
            let is_answer = |event: &&Event| event.chat == person.chat && event.what == What::Sent;
            events.find(is_answer).map(|_| ())
        });
    }
    // Long enough for an answer that came twice.
    std::thread::sleep(Duration::from_millis(500));
    for person in &people {
        assert_eq!(person.shown("31120").len(), 1, "chat {}", person.chat);
    }
    server.with(|world| assert!(world.mistakes.is_empty(), "{:?}", world.mistakes));
}
