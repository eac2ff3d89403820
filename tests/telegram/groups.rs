//! Groups, supergroups and forum topics: who is answered, where, and whose presses count.

use serde_json::{Value, json};

use nocbot::store::{Loaded, SqlStore, Store};

use crate::bot::{Home, KEY};
use crate::standin::world::{BOT_NAME, buttons};
use crate::standin::{How, Kind, StandIn, Talk, What};

/// A command as a group must write it.
fn to_bot(command: &str) -> String {
    let (name, rest) = command.split_once(' ').unwrap_or((command, ""));
    format!("{name}@{BOT_NAME} {rest}").trim_end().to_owned()
}

fn id_of(message: &Value) -> i64 {
    message["message_id"].as_i64().unwrap()
}

fn is_reply_to(message: &Value, asked: i64) -> bool {
    message["reply_to_message"]["message_id"] == asked
}

/// Asks in a group and gets the card in reply to the question.
#[track_caller]
fn ask(talk: &Talk<'_>, text: &str, answer: &str) -> Value {
    let asked = talk.say(text);
    let card = talk.expect(answer);
    assert!(
        is_reply_to(&card, asked),
        "{text:?} was not replied to: {card}"
    );
    card
}

/// How many messages the bot sent to a chat.
fn sent(server: &StandIn, chat: i64) -> usize {
    server.with(|world| {
        let events = world.events.iter().filter(|event| event.chat == chat);
        events.filter(|event| event.what == What::Sent).count()
    })
}

/// A message as it is now.
fn shown(server: &StandIn, chat: i64, id: i64) -> Value {
    server.with(|world| world.chats[&chat].messages[&id].clone())
}

/// Presses the first button under this message that comes back to the bot and whose label contains `label`.
#[track_caller]
fn press_labelled(talk: &Talk<'_>, server: &StandIn, id: i64, label: &str) {
    let before = shown(server, talk.chat, id);
    let press = buttons(&before)
        .into_iter()
        .find(|(shown, data)| !data.is_empty() && shown.contains(label));
    let (_, data) = press.unwrap_or_else(|| panic!("no button {label:?} under {before}"));
    talk.press_data(id, &data);
    server.wait_for("the card to change", |world| {
        let now = &world.chats[&talk.chat].messages[&id];
        (now["text"] != before["text"] || now["reply_markup"] != before["reply_markup"])
            .then_some(())
    });
}

/// What a deep link under a message carries.
fn start_parameter(message: &Value) -> Option<String> {
    let link = format!("https://t.me/{BOT_NAME}?start=");
    let rows = message["reply_markup"]["inline_keyboard"].as_array()?;
    let urls = rows
        .iter()
        .filter_map(Value::as_array)
        .flatten()
        .filter_map(|button| button["url"].as_str());
    urls.filter_map(|url| url.strip_prefix(&link))
        .map(str::to_owned)
        .next()
}

#[test]
fn two_people_at_once_press_their_own_buttons_only() {
    let server = StandIn::start();
    let home = Home::new(&server);
    let bot = home.poll(&server);
    let group = server.group(-4_001_001, Kind::Group, "Express Entry");
    let ana_alone = server.person("Ana", Some("en"));
    let ana = ana_alone.joins(group);
    let bo = server.person("Bo", Some("en")).joins(group);
    let (by_ana, by_bo) = (
        to_bot("/qualify pharmacist"),
        to_bot("/qualify registered nurse"),
    );
    let (ana_asked, bo_asked) = (ana.say(&by_ana), bo.say(&by_bo));
    ana.read_all();
    let card_of = |asked: i64| {
        server.wait_for("both cards", |world| {
            let mut messages = world.chats[&group].messages.values();
            messages
                .find(|message| message["from"]["is_bot"] == true && is_reply_to(message, asked))
                .cloned()
        })
    };
    let (card, other) = (card_of(ana_asked), card_of(bo_asked));
    assert!(card["text"].as_str().unwrap().contains("31120"), "{card}");
    assert!(other["text"].as_str().unwrap().contains("31301"), "{other}");
    let (ana_card, bo_card) = (id_of(&card), id_of(&other));
    // Each presses the other's button and gets a notice; nothing changes.
    let first_press = |message: &Value| {
        let press = buttons(message)
            .into_iter()
            .find(|(_, data)| !data.is_empty());
        press.expect("a button that comes back").1
    };
    let wrong = [
        bo.press_data(ana_card, &first_press(&card)),
        ana.press_data(bo_card, &first_press(&other)),
    ];
    for query in wrong {
        assert!(
            !ana.notice(&query).is_empty(),
            "a stranger's press must be told so"
        );
    }
    assert_eq!(shown(&server, group, ana_card), card);
    assert_eq!(shown(&server, group, bo_card), other);
    // Both go through the quick check at the same time; of each only what matters is asked.
    for (by_ana, by_bo) in [
        ("Quick check", "Quick check"),
        ("12 to 23", "Under 6"),
        ("Full time", "Other months"),
    ] {
        press_labelled(&ana, &server, ana_card, by_ana);
        press_labelled(&bo, &server, bo_card, by_bo);
    }
    let end = shown(&server, group, ana_card);
    let said = end["text"].as_str().unwrap();
    assert!(
        said.contains("31120") && said.contains("it looks like yes"),
        "{end}"
    );
    // The deep link goes on in private, with exact dates.
    let payload = start_parameter(&end).expect("a deep link under the outcome");
    ana_alone.say(&format!("/start {payload}"));
    ana_alone.expect("31120");
    assert_eq!(sent(&server, group), 2, "cards are edited, not repeated");
    server.check();
    println!("{}", server.with(|world| world.transcript(group)));
    server.kill(bot);
    // Ana went on in private, Bo did not.
    assert!(
        is_nothing_kept(&home, bo.user.id),
        "a group's conversation was kept"
    );
}

/// Whether the database holds no conversation of this user.
fn is_nothing_kept(home: &Home, user: i64) -> bool {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let store = SqlStore::open(&home.database(), Some(KEY)).await.unwrap();
        matches!(store.load(user.unsigned_abs()).await.unwrap(), Loaded::None)
    })
}

#[test]
fn everything_said_is_answered_at_once_and_corrected_by_buttons() {
    let server = StandIn::start();
    let home = Home::new(&server).in_haste();
    let bot = home.poll(&server);
    let group = server.group(-4_001_007, Kind::Group, "Express Entry");
    let ana_alone = server.person("Ana", Some("en"));
    let ana = ana_alone.joins(group);
    let bo = server.person("Bo", Some("en")).joins(group);
    let asks = format!("@{BOT_NAME} does my job qualify? pharmacist in Lagos, 3 years full time");
    let card = ask(&ana, &asks, "it looks like yes");
    let said = card["text"].as_str().unwrap();
    for told in ["31120", "from November 2023", "30 h a week", "abroad"] {
        assert!(said.contains(told), "no {told} in {card}");
    }
    let id = id_of(&card);
    // A stranger corrects nothing.
    let (_, data) = buttons(&card).remove(0);
    assert!(!bo.notice(&bo.press_data(id, &data)).is_empty());
    assert_eq!(shown(&server, group, id), card);
    press_labelled(&ana, &server, id, "Other hours");
    press_labelled(&ana, &server, id, "Part time");
    let card = shown(&server, group, id);
    let said = card["text"].as_str().unwrap();
    assert!(
        said.contains("from November 2023") && said.contains("Part time"),
        "{card}"
    );
    press_labelled(&ana, &server, id, "Other months");
    press_labelled(&ana, &server, id, "6 to 11");
    let card = shown(&server, group, id);
    assert!(card["text"].as_str().unwrap().contains("not yet"), "{card}");
    // By the months and hours that were pressed nothing exact is known, but the place is.
    let payload = start_parameter(&card).expect("a deep link");
    ana_alone.say(&format!("/start {payload}"));
    let card = ana_alone.expect("Is this right?");
    let said = card["text"].as_str().unwrap();
    assert!(said.contains("31120") && said.contains("abroad"), "{card}");
    assert!(!said.contains("2023"), "{card}");
    let luc = server.person("Luc", Some("fr")).joins(group);
    let asks = format!(
        "@{BOT_NAME} mon métier est-il admissible ? Je suis pharmacienne à Dakar depuis 2021, 40 heures par semaine"
    );
    ask(&luc, &asks, "il semble que oui");
    server.check();
    println!("{}", server.with(|world| world.transcript(group)));
    server.kill(bot);
    for user in [bo.user.id, luc.user.id] {
        assert!(is_nothing_kept(&home, user), "a group's words were kept");
    }
}

#[test]
fn what_a_button_cannot_carry_goes_on_in_private() {
    let server = StandIn::start();
    let home = Home::new(&server).in_haste();
    let _bot = home.poll(&server);
    let group = server.group(-4_001_008, Kind::Group, "Express Entry");
    let ana_alone = server.person("Ana", Some("en"));
    let ana = ana_alone.joins(group);
    let asks = "I was a residential electrician from 2021-03-15 to 2023-05-31, 40 hours a week in Toronto, then a cook since June 2023, 30 hours a week";
    let card = ask(&ana, &to_bot(&format!("/qualify {asks}")), "residential");
    let said = card["text"].as_str().unwrap();
    for told in [
        "72200",
        "63200",
        "15 March 2021 to 31 May 2023",
        "June 2023 to today",
    ] {
        assert!(said.contains(told), "no {told} in {card}");
    }
    let payload = start_parameter(&card).expect("a deep link");
    assert!(payload.len() <= 64, "{payload}");
    ana_alone.say(&format!("/start {payload}"));
    let first = ana_alone.expect("Is this right?");
    let said = first["text"].as_str().unwrap();
    assert!(
        said.contains("72200")
            && said.contains("15 March 2021 to 31 May 2023 · 40 h a week · in Canada"),
        "{first}"
    );
    ana_alone.press("Right");
    let next = ana_alone.expect("");
    let said = next["text"].as_str().unwrap();
    assert!(!said.contains("When did you start"), "asked again: {next}");
    // A link of another release, or made up, opens the conversation as usual.
    for odd in ["tAAAA", "t", "tzzzzzzzzzzzzz", "t99999_________A"] {
        ana_alone.say(&format!("/start {odd}"));
        ana_alone.expect("What is your job, and since when?");
    }
    server.check();
}

#[test]
fn privacy_mode_leaves_commands_mentions_and_replies() {
    let server = StandIn::start();
    let _bot = Home::new(&server).in_haste().poll(&server);
    let group = server.group(-4_001_002, Kind::Group, "Express Entry");
    let ana = server.person("Ana", Some("en")).joins(group);
    let luc = server.person("Luc", Some("fr")).joins(group);
    // Plain replies do not reach the bot, so it asks for a reply to itself, and of the asker only.
    let question = ask(&ana, &to_bot("/qualify"), "job");
    assert_eq!(question["reply_markup"]["force_reply"], true, "{question}");
    assert_eq!(question["reply_markup"]["selective"], true, "{question}");
    let told = ana.reply(id_of(&question), "pharmacist");
    let card = ana.expect("31120");
    assert!(is_reply_to(&card, told), "{card}");
    ask(
        &ana,
        &format!("@{BOT_NAME} does my job qualify? I'm a dental hygienist"),
        "32111",
    );
    let card = ask(&luc, &to_bot("/qualify pharmacien"), "31120");
    assert!(card["text"].as_str().unwrap().contains("FEER 1"), "{card}");
    let card = ask(&luc, &to_bot("/metier pharmacien"), "31120");
    assert!(card["text"].as_str().unwrap().contains("FEER 1"), "{card}");
    ask(&luc, &to_bot("/regles 2025-02-27"), "27 février 2025");
    ask(&luc, &to_bot("/aide"), "/metier@");
    ask(&ana, &to_bot("/noc 31301"), "TEER 1");
    ask(&ana, &to_bot("/categories"), "health");
    ask(&ana, &to_bot("/privacy"), "kept");
    ask(&ana, &to_bot("/help"), "/qualify");
    server.check();
}

#[test]
fn with_privacy_mode_off_only_the_question_is_answered() {
    let server = StandIn::start();
    server.with(|world| world.reads_groups = true);
    let _bot = Home::new(&server).in_haste().poll(&server);
    let group = server.group(-1_001_001_003, Kind::Supergroup, "Express Entry");
    let ana = server.person("Ana", Some("en")).joins(group);
    let luc = server.person("Luc", Some("fr")).joins(group);
    let chatter = [
        "hello everybody",
        "pharmacist",
        "31301",
        "I got my invitation today!",
        "does anyone know how long it takes?",
        "/qualify@another_bot pharmacist",
        "my wife is a nurse",
        "bonjour à tous",
    ];
    for text in chatter {
        ana.say(text);
    }
    server.settle();
    ask(
        &luc,
        "est-ce que mon métier est admissible ? je suis pharmacien",
        "31120",
    );
    assert_eq!(sent(&server, group), 1, "chatter was answered");
    let card = ask(&ana, "Does my job qualify? I'm a pharmacist", "31120");
    // A reply in a group is a thread for Telegram, but none that can be written to.
    let asked = ana.reply(id_of(&card), "and dentist?");
    let answer = ana.expect("31110");
    assert!(is_reply_to(&answer, asked), "{answer}");
    server.check();
}

#[test]
fn answers_stay_in_their_forum_topic() {
    let server = StandIn::start();
    let _bot = Home::new(&server).in_haste().poll(&server);
    let forum = server.group(-1_001_001_004, Kind::Forum, "Canada");
    server.with(|world| world.chats.get_mut(&forum).unwrap().topics.extend([71, 72]));
    let ana = server.person("Ana", Some("en")).joins(forum);
    for topic in [71, 72] {
        let card = ask(
            &ana.in_topic(topic),
            &to_bot("/qualify pharmacist"),
            "31120",
        );
        assert_eq!(card["message_thread_id"], topic, "{card}");
        press_labelled(&ana, &server, id_of(&card), "");
    }
    // Nothing may be sent to the general topic by a number.
    let card = ask(&ana, &to_bot("/qualify dentist"), "31110");
    assert_eq!(card["message_thread_id"], Value::Null, "{card}");
    let question = ask(&ana.in_topic(72), &to_bot("/qualify"), "job");
    assert_eq!(question["message_thread_id"], 72, "{question}");
    server.check();
}

#[test]
fn a_group_that_becomes_a_supergroup_is_followed() {
    let server = StandIn::start();
    let _bot = Home::new(&server).in_haste().poll(&server);
    let (old, new) = (-4_001_005, -1_001_001_005);
    server.group(old, Kind::Group, "Express Entry");
    let person = server.person("Ana", Some("en"));
    let ana = person.joins(old);
    ask(&ana, &to_bot("/qualify pharmacist"), "31120");
    // The group moves while an answer is on its way: the answer follows.
    server.with(|world| {
        world.say(
            &ana.user.json(),
            old,
            &to_bot("/qualify dentist"),
            How::default(),
        );
        world.migrate(old, new, &ana.user);
    });
    let ana = person.joins(new);
    ana.expect("31110");
    ask(&ana, &to_bot("/qualify dental hygienist"), "32111");
    server.check();
}

#[test]
fn anonymous_admins_and_channels_break_nothing() {
    let server = StandIn::start();
    server.with(|world| world.reads_groups = true);
    let _bot = Home::new(&server).in_haste().poll(&server);
    let group = server.group(-1_001_001_006, Kind::Supergroup, "Express Entry");
    let sender_chat = server.with(|world| world.chats[&group].json());
    let admin = json!({"id": 1_087_968_824, "is_bot": true, "first_name": "Group", "username": "GroupAnonymousBot"});
    let channel = json!({"id": 777_000, "is_bot": false, "first_name": "Telegram"});
    let post = json!({"sender_chat": {"id": -1_009_009, "type": "channel", "title": "News"}, "is_automatic_forward": true});
    let ana = server.person("Ana", Some("en")).joins(group);
    let asked = server.with(|world| {
        let how = |extra: Value| How {
            extra: Some(extra),
            ..How::default()
        };
        world.say(&channel, group, "does my job qualify? ask here", how(post));
        world.say(
            &admin,
            group,
            &to_bot("/qualify pharmacist"),
            how(json!({"sender_chat": sender_chat})),
        )
    });
    let card = ana.expect("31120");
    assert!(is_reply_to(&card, asked), "{card}");
    // Anybody may press where nobody can be told apart.
    press_labelled(&ana, &server, id_of(&card), "");
    server.check();
}
