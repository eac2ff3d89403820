//! Reminders: months in seconds by a clock that is set, and whatever goes wrong on the way.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use jiff::civil::{Date, date};
use rusqlite::Connection;
use serde_json::Value;

use crate::bot::{Bot, Home, SetClock, TIMEOUT};
use crate::private::{ENGLISH, play};
use crate::site::{Answer, Site, feed_with, new_round, record};
use crate::standin::world::buttons;
use crate::standin::{Fault, Kind, StandIn, Talk, What};

/// When the scenarios begin: late in the morning of Eastern Time.
const BEGIN: &str = "2026-11-22T16:00:00Z";
/// The end of the night of a person who told no time, and an hour within it.
const MORNING: &str = "T14:00:00Z";
const NIGHT: &str = "T13:59:59Z";
/// The day on which the person of these scenarios qualifies.
const DAY: &str = "2027-01-03";
const TOLD: &str = "🔔";
const LOG: &str = "info,nocbot::services::reminders=trace";

/// A bot whose clock is set, and which says in its log when it has seen to what is due.
fn home(server: &StandIn, clock: &SetClock) -> Home {
    let home = Home::new(server).in_haste().with("RUST_LOG", LOG);
    home.with_clock(clock)
}

/// Sets the clock, and waits until everything due then is seen to.
#[track_caller]
fn pass(bot: &Bot, clock: &SetClock, time: &str) {
    clock.set(time);
    let expected = format!("reminders seen to at {time}");
    let deadline = Instant::now() + TIMEOUT;
    while !bot.log().contains(&expected) {
        assert!(Instant::now() < deadline, "{expected}:\n{}", bot.log());
        thread::sleep(Duration::from_millis(3));
    }
}

/// Says lines and presses labels in brackets until the result is there.
fn tell_work(talk: &Talk<'_>) {
    for (said, asked) in [
        (
            "residential electrician in Canada, 2024-09-02 to 2025-08-01, 40 hours a week",
            "Is this right?",
        ),
        ("[Right]", "Is there other work"),
        (
            "also residential electrician in Canada since 2026-10-05, 10 hours a week",
            "Is this right?",
        ),
        ("[Right]", "Is there other work"),
        ("[No, that is all]", "From 3 January 2027"),
    ] {
        match said
            .strip_prefix('[')
            .and_then(|said| said.strip_suffix(']'))
        {
            Some(label) => {
                talk.press(label);
            }
            None => {
                talk.say(said);
            }
        }
        talk.expect(asked);
    }
}

/// A person who is to be told the day on which they qualify.
fn waiting<'a>(server: &'a StandIn, name: &str) -> Talk<'a> {
    let talk = server.person(name, Some("en"));
    tell_work(&talk);
    talk.press("Remind me");
    talk.expect("Your reminders");
    talk.press("🔔 Trades: the day you qualify");
    talk.expect("Done.");
    talk
}

/// What this person was told.
fn told(server: &StandIn, talk: &Talk<'_>) -> Vec<String> {
    server.with(|world| {
        let events = world.events.iter().filter(|event| event.what == What::Sent);
        let texts = events
            .filter(|event| event.chat == talk.chat)
            .map(|event| event.message["text"].as_str().unwrap_or("").to_owned());
        texts.filter(|text| text.starts_with(TOLD)).collect()
    })
}

fn labels(message: &Value) -> Vec<String> {
    buttons(message)
        .into_iter()
        .map(|(label, _)| label)
        .collect()
}

/// How many rows of reminders the database holds.
fn kept(home: &Home) -> i64 {
    let database = Connection::open(home.database()).unwrap();
    let count = "SELECT count(*) FROM reminders";
    database.query_row(count, [], |row| row.get(0)).unwrap()
}

fn days(from: Date, to: Date) -> impl Iterator<Item = Date> {
    from.series(jiff::Span::new().days(1))
        .take_while(move |day| *day <= to)
}

#[test]
fn each_is_told_once_on_its_day_in_a_year() {
    let server = StandIn::start();
    let clock = SetClock::new(BEGIN);
    let home = home(&server, &clock);
    let mut bot = home.poll(&server);
    let ana = waiting(&server, "Ana");
    ana.press("🔔 Trades: 2 months before");
    let page = ana.expect("Done.");
    assert_eq!(labels(&page).len(), 4, "{page}");
    let bo = server.person("Bo", Some("fr"));
    bo.say("/remind health");
    bo.expect("C’est fait.");
    // The result stays where it was, above the page.
    assert_eq!(ana.shown("From 3 January 2027").len(), 1);

    let mut seen = Vec::new();
    for day in days(date(2026, 11, 23), date(2027, 11, 22)) {
        for hour in [NIGHT, MORNING] {
            let time = format!("{day}{hour}");
            pass(&bot, &clock, &time);
            let now = told(&server, &ana);
            if now.len() > seen.len() {
                println!("{time} {}", now.last().unwrap());
                seen.push(time);
            }
        }
        if [date(2027, 1, 2), date(2027, 1, 3), date(2027, 6, 1)].contains(&day) {
            bot.terminate();
            assert!(bot.wait().success());
            bot = home.poll(&server);
        }
    }
    let expected = [DAY, "2027-11-02"].map(|day| format!("{day}{MORNING}"));
    assert_eq!(seen, expected);
    let told_ana = told(&server, &ana);
    assert!(
        told_ana[0].starts_with("🔔 Today is the day."),
        "{}",
        told_ana[0]
    );
    assert!(
        told_ana[0].contains("rules of 18 February 2026"),
        "{}",
        told_ana[0]
    );
    assert!(
        told_ana[1].contains("Trades will lapse."),
        "{}",
        told_ana[1]
    );
    assert!(
        told_ana[1].contains("until 2 January 2028"),
        "{}",
        told_ana[1]
    );
    assert!(told(&server, &bo).is_empty(), "no round was held");
    assert_eq!(kept(&home), 1, "what was sent is gone, Bo waits on");
    ana.say("/remind");
    ana.expect("You have none yet.");
    server.check();
}

#[test]
fn what_telegram_may_have_taken_is_not_sent_again() {
    let server = StandIn::start();
    let clock = SetClock::new(BEGIN);
    let home = home(&server, &clock);
    let bot = home.poll(&server);
    // Killed while the answer is on its way; never arrived; arrived without an answer; nobody can know.
    let faults = [
        (Fault::Silence, 1),
        (Fault::Drop, 0),
        (Fault::DropAnswer, 1),
        (Fault::Server, 0),
    ];
    let people = faults.map(|(fault, times)| {
        let talk = waiting(&server, "Ana");
        server.plan("sendMessage", Some(talk.chat), fault, 1);
        (talk, times)
    });
    clock.set(&format!("{DAY}{MORNING}"));
    server.wait_for("all to be on their way", |world| {
        world.faults.is_empty().then_some(())
    });
    server.kill(bot);
    let bot = home.poll(&server);
    for day in days(date(2027, 1, 4), date(2027, 1, 14)) {
        pass(&bot, &clock, &format!("{day}{MORNING}"));
    }
    for (talk, times) in people {
        assert_eq!(told(&server, &talk).len(), times);
        talk.say("/remind");
        let page = talk.expect("I tried to tell you on 3 January 2027 and cannot know");
        assert_eq!(
            labels(&page)[0],
            "✖ Trades: the day you qualify, 3 January 2027"
        );
        talk.press("✖");
        talk.expect("Removed");
    }
    assert_eq!(kept(&home), 0);
    server.check();
}

#[test]
fn what_telegram_refuses_is_tried_again() {
    let server = StandIn::start();
    let clock = SetClock::new(BEGIN);
    let home = home(&server, &clock);
    let bot = home.poll(&server);
    let people = [2, 1].map(|times| {
        let talk = waiting(&server, "Ana");
        server.plan("sendMessage", Some(talk.chat), Fault::TooMany(1), times);
        talk
    });
    for (hour, expected) in [
        ("14:00:00", [0, 0]),
        ("14:00:30", [0, 0]),
        ("14:01:00", [0, 1]),
        ("14:02:00", [0, 1]),
        ("14:03:00", [1, 1]),
        ("23:00:00", [1, 1]),
    ] {
        pass(&bot, &clock, &format!("{DAY}T{hour}Z"));
        let seen = [0, 1].map(|at: usize| told(&server, &people[at]).len());
        assert_eq!(seen, expected, "{hour}");
    }
    assert_eq!(kept(&home), 0);
    server.check();
}

#[test]
fn a_chat_to_be_left_alone_holds_up_nobody_else() {
    let server = StandIn::start();
    let clock = SetClock::new(BEGIN);
    let home = home(&server, &clock);
    let bot = home.poll(&server);
    let ana = waiting(&server, "Ana");
    let bo = waiting(&server, "Bo");
    // Ten in the morning at four in the afternoon: six hours west.
    bo.say("/remind time 10:00");
    bo.expect("(UTC−6)");
    server.plan("sendMessage", Some(ana.chat), Fault::TooMany(600), 1);
    for (hour, expected) in [
        ("14:00:00", 0),
        // Ana is due again, by this clock, long before Telegram may be asked again.
        ("14:59:59", 0),
        ("15:00:00", 1),
    ] {
        pass(&bot, &clock, &format!("{DAY}T{hour}Z"));
        assert_eq!(told(&server, &bo).len(), expected, "{hour}");
        assert!(told(&server, &ana).is_empty(), "{hour}");
    }
    assert_eq!(kept(&home), 1, "Ana's still waits");
    server.check();
}

#[test]
fn late_ones_come_at_start_but_not_at_night() {
    let server = StandIn::start();
    let clock = SetClock::new(BEGIN);
    let home = home(&server, &clock);
    let mut bot = home.poll(&server);
    let ana = waiting(&server, "Ana");
    // Half past nine in the evening at four in the afternoon: half past five hours east.
    ana.say("/remind time 21:30");
    ana.expect("(UTC+5:30)");
    bot.terminate();
    assert!(bot.wait().success());

    clock.set("2027-05-04T15:30:00Z");
    let bot = home.poll(&server);
    for (time, expected) in [
        ("2027-05-04T15:30:00Z", 0),
        ("2027-05-04T23:00:00Z", 0),
        ("2027-05-05T03:29:59Z", 0),
        ("2027-05-05T03:30:00Z", 1),
        ("2027-05-06T03:30:00Z", 1),
    ] {
        pass(&bot, &clock, time);
        assert_eq!(told(&server, &ana).len(), expected, "{time}");
    }
    let said = &told(&server, &ana)[0];
    assert!(said.contains("The day has come."), "{said}");
    assert!(said.contains("since 3 January 2027"), "{said}");
    server.check();
}

#[test]
fn who_blocks_or_forgets_gets_nothing_and_has_nothing_left() {
    let server = StandIn::start();
    let clock = SetClock::new(BEGIN);
    let home = home(&server, &clock);
    let bot = home.poll(&server);
    let people = ["Ana", "Bo", "Cy"].map(|name| waiting(&server, name));
    let [ana, bo, cy] = &people;
    assert_eq!(kept(&home), 3);
    server.with(|world| world.set_blocked(&ana.user, true));
    server.settle();
    bo.say("/forget");
    bo.expect("everything I kept of you");
    // Of this block the bot only learns when it writes.
    server.with(|world| world.chats.get_mut(&cy.chat).unwrap().blocked = true);
    let deadline = Instant::now() + TIMEOUT;
    while kept(&home) != 1 && Instant::now() < deadline {
        thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(kept(&home), 1);
    pass(&bot, &clock, &format!("{DAY}{MORNING}"));
    assert_eq!(kept(&home), 0);
    pass(&bot, &clock, &format!("2027-01-04{MORNING}"));
    let refused = server.with(|world| {
        let refused = world.calls.iter().filter(|call| call.status == 403);
        refused
            .map(|call| call.params["chat_id"].clone())
            .collect::<Vec<_>>()
    });
    assert_eq!(refused, [cy.chat], "one try for who blocked unnoticed");
    for talk in &people {
        assert!(told(&server, talk).is_empty());
    }
    // Whoever comes back begins without reminders.
    server.with(|world| world.set_blocked(&ana.user, false));
    ana.say("/remind");
    ana.expect("You have none yet.");
    server.check();
}

/// The data files with another round, of this day.
fn data_with_round(day: &str, stream: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("data"),
        folder.path(),
    );
    let file = folder.path().join("draws.csv");
    let rounds = fs::read_to_string(&file).unwrap();
    let (header, rest) = rounds.split_once('\n').unwrap();
    let new = format!("999,{day},A new round,{stream},1234,432");
    fs::write(&file, format!("{header}\n{new}\n{rest}")).unwrap();
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn a_new_round_is_told_once_to_those_who_wait_for_it() {
    let server = StandIn::start();
    let clock = SetClock::new(BEGIN);
    let home = home(&server, &clock);
    let mut bot = home.poll(&server);
    let people = [
        ("health", Some("en")),
        ("health", Some("fr")),
        ("stem", Some("en")),
    ];
    let people = people.map(|(stream, lang)| {
        let talk = server.person("Ana", lang);
        talk.say(&format!("/remind {stream}"));
        talk.expect(" – ");
        talk
    });
    pass(&bot, &clock, "2026-11-23T15:00:00Z");
    bot.terminate();
    assert!(bot.wait().success());

    let data = data_with_round("2026-11-24", "health");
    clock.set("2026-11-25T03:00:00Z");
    // It arrives without the bot knowing.
    server.plan("sendMessage", Some(people[1].chat), Fault::DropAnswer, 1);
    let home = home.with_options(&["--data", &data.path().display().to_string()]);
    let mut bot = home.poll(&server);
    for (time, expected) in [
        ("2026-11-25T03:00:00Z", 0),
        ("2026-11-25T13:00:00Z", 0),
        ("2026-11-25T14:00:00Z", 1),
        ("2026-11-26T14:00:00Z", 1),
    ] {
        pass(&bot, &clock, time);
        let seen = [0, 1, 2].map(|at: usize| told(&server, &people[at]).len());
        assert_eq!(seen, [expected, expected, 0], "{time}");
    }
    bot.terminate();
    assert!(bot.wait().success());
    let bot = home.poll(&server);
    pass(&bot, &clock, "2026-11-27T14:00:00Z");
    people[1].say("/remind");
    people[1].expect("J’ai essayé de vous le dire le 25 novembre 2026");
    let [english, french, other] = people.map(|talk| told(&server, &talk));
    assert_eq!([english.len(), french.len(), other.len()], [1, 1, 0]);
    let line = "24 November 2026, 1,234 invitations, lowest score 432";
    assert!(english[0].contains(line), "{}", english[0]);
    assert!(english[0].contains("a new round"), "{}", english[0]);
    assert!(english[0].contains("/remind"), "{}", english[0]);
    assert!(french[0].contains("une nouvelle ronde"), "{}", french[0]);
    assert_eq!(kept(&home), 3, "they wait for the next one");
    server.check();
}

#[test]
fn a_round_of_the_feed_reaches_who_waits_while_the_bot_runs() {
    let server = StandIn::start();
    let clock = SetClock::new(BEGIN);
    let mut home = home(&server, &clock);
    let mut bot = home.poll(&server);
    let ana = server.person("Ana", Some("en"));
    ana.say("/remind health");
    ana.expect("Done.");
    bot.terminate();
    assert!(bot.wait().success());

    // Held before Ana's wish, published after it. The bot begins with the rounds it was built with.
    let site = Site::start();
    site.put("/rounds.json", Answer::Page(feed_with(&[new_round()])));
    home = home.with("NOCBOT_FEED_URL", &site.url("/rounds.json"));
    let bot = home.poll(&server);
    ana.expect("20 November 2026, 4,000 invitations, lowest score 466");
    for time in ["2026-11-22T17:00:00Z", "2026-11-23T17:00:00Z"] {
        pass(&bot, &clock, time);
    }
    assert_eq!(told(&server, &ana).len(), 1);
    server.check();
}

#[test]
fn who_waits_for_their_turn_into_the_night_is_told_in_the_morning() {
    let server = StandIn::start();
    let evening = "2026-11-23T01:59:59Z";
    let clock = SetClock::new(evening);
    // Time enough between two messages for night to fall.
    let mut home = Home::new(&server)
        .with("RUST_LOG", LOG)
        .with_options(&["--chat-pause", "2500"])
        .with_clock(&clock);
    let mut bot = home.poll(&server);
    let ana = server.person("Ana", Some("en"));
    for stream in ["health", "cec"] {
        ana.say(&format!("/remind {stream}"));
        ana.expect("Done.");
    }
    bot.terminate();
    assert!(bot.wait().success());

    let site = Site::start();
    let experience = [
        "449",
        "2026-11-20",
        "Canadian Experience Class",
        "1000",
        "520",
    ];
    let rounds = [record(&experience), new_round()];
    site.put("/rounds.json", Answer::Page(feed_with(&rounds)));
    home = home.with("NOCBOT_FEED_URL", &site.url("/rounds.json"));
    let bot = home.poll(&server);
    ana.expect("a new round");
    for (time, expected) in [
        ("2026-11-23T02:00:00Z", 1),
        ("2026-11-23T13:59:59Z", 1),
        ("2026-11-23T14:00:00Z", 2),
    ] {
        pass(&bot, &clock, time);
        assert_eq!(told(&server, &ana).len(), expected, "{time}");
    }
    server.check();
}

#[test]
fn hours_and_days_are_those_of_the_city_chosen() {
    let server = StandIn::start();
    let clock = SetClock::new(BEGIN);
    let home = home(&server, &clock);
    let mut bot = home.poll(&server);
    let ana = waiting(&server, "Ana");
    ana.press("🕘 Where I live");
    ana.expect("Where do you live?");
    ana.press("Europe");
    ana.press("Kyiv");
    ana.expect("by the clock of Kyiv (UTC+2 now)");
    let bo = waiting(&server, "Bo");
    bo.say("/remind Manila");
    bo.expect("by the clock of Manila (UTC+8 now)");
    for (hour, expected) in [
        ("00:59:59", [0, 0]),
        ("01:00:00", [0, 1]),
        ("06:59:59", [0, 1]),
        ("07:00:00", [1, 1]),
    ] {
        pass(&bot, &clock, &format!("{DAY}T{hour}Z"));
        let seen = [&ana, &bo].map(|talk| told(&server, talk).len());
        assert_eq!(seen, expected, "{hour}");
    }
    bot.terminate();
    assert!(bot.wait().success());
    // In summer the morning of Kyiv comes an hour earlier. What was known of them has expired.
    clock.set("2027-06-30T23:30:00Z");
    let mut bot = home.poll(&server);
    ana.say("/remind Kyiv");
    ana.expect("by the clock of Kyiv (UTC+3 now)");
    ana.say("/remind health");
    ana.expect("Done.");
    bo.say("/remind Manila");
    bo.expect("Manila");
    // Where Bo lives the month is over.
    play(&bo, ENGLISH);
    bo.press("Why?");
    bo.expect("What was counted, on 1 July 2027");
    let cy = server.person("Cy", Some("en"));
    cy.say("/remind time 19:30");
    cy.expect("(UTC−4)");
    play(&cy, ENGLISH);
    cy.press("Why?");
    cy.expect("What was counted, on 30 June 2027");
    bot.terminate();
    assert!(bot.wait().success());
    let data = data_with_round("2027-06-29", "health");
    let home = home.with_options(&["--data", &data.path().display().to_string()]);
    let bot = home.poll(&server);
    for (hour, expected) in [("05:59:59", 1), ("06:00:00", 2)] {
        pass(&bot, &clock, &format!("2027-07-01T{hour}Z"));
        assert_eq!(told(&server, &ana).len(), expected, "{hour}");
    }
    server.check();
}

#[test]
fn in_a_group_reminders_are_told_to_be_private() {
    let server = StandIn::start();
    let _bot = Home::new(&server).in_haste().poll(&server);
    let ana = server.person("Ana", Some("en"));
    let group = ana.joins(server.group(-1_001_600_701, Kind::Supergroup, "Everybody"));
    group.say("/remind@noc_standin_bot health");
    group.expect("Reminders are between you and me");
    server.check();
}
