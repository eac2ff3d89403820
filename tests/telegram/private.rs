//! Private chats: whole conversations, every command, and what survives a restart.

use std::fs;
use std::thread;

use rusqlite::Connection;
use serde_json::Value;

use crate::bot::{Home, KEY};
use crate::standin::world::{BOT_NAME, TOKEN, buttons};
use crate::standin::{StandIn, Talk, What};

/// What a person does (a label in brackets is pressed), and a part of what the bot then says.
pub type Script = [(&'static str, &'static str)];

/// In the result of the English conversation.
pub const RESULT: &str = "Health and social services: you qualify";

pub const ENGLISH: &Script = &[
    ("/start", "What is your job, and since when?"),
    ("registered nurse", "Is this right?"),
    ("[Right]", "When did you start this job?"),
    ("one fine day", "could not use “one fine day”"),
    ("March 2023", "When did it end?"),
    ("[I still work there]", "How many hours a week?"),
    ("[37.5 h]", RESULT),
];

const FRENCH: &Script = &[
    ("/start", "Quel est votre métier, et depuis quand ?"),
    ("éducatrice en garderie à Dakar", "Est-ce bien cela ?"),
    ("[C’est juste]", "Quand avez-vous commencé"),
    ("il y a 2 ans", "Quand cela a-t-il pris fin ?"),
    ("[J’y travaille encore]", "Combien d’heures par semaine ?"),
    ("10", "De combien d’heures s’agit-il ?"),
    ("[10 h par semaine]", "Avez-vous eu un autre emploi"),
    ("[Non, c’est tout]", "Éducation : pas encore"),
    ("[Test de français]", "test de français"),
    ("[NCLC 7 ou plus partout]", "vous êtes admissible"),
];

/// Plays a part of a conversation; the last message.
pub fn play(talk: &Talk<'_>, script: &Script) -> Value {
    let mut last = Value::Null;
    for (act, seen) in script {
        match act.strip_prefix('[').and_then(|act| act.strip_suffix(']')) {
            Some(label) => {
                talk.press(label);
            }
            None => {
                talk.say(act);
            }
        }
        last = talk.expect(seen);
    }
    last
}

#[test]
fn whole_conversations_in_both_languages() {
    let server = StandIn::start();
    let home = Home::new(&server);
    let _bot = home.poll(&server);
    thread::scope(|scope| {
        let english = scope.spawn(|| {
            let ana = server.person("Ana", Some("en"));
            play(&ana, ENGLISH);
            play(
                &ana,
                &[
                    ("[Change]", "What is to be changed?"),
                    ("[Registered nurses (31301)]", "What is to be changed?"),
                    ("[Hours a week]", "How many hours a week?"),
                    ("[20 h]", RESULT),
                    ("[Start over]", "What is your job"),
                ],
            );
            ana
        });
        let french = scope.spawn(|| {
            let luc = server.person("Luc", Some("fr"));
            let result = play(&luc, FRENCH);
            let text = result["text"].as_str().unwrap();
            let (met, to_come) = (text.find("vous êtes admissible"), text.find("pas encore"));
            assert!(met < to_come, "the best news does not come first: {text}");
            luc
        });
        // Whoever has no language of ours is spoken to in English, and can change it.
        let eva = server.person("Eva", Some("de"));
        play(
            &eva,
            &[
                ("/start", "What is your job"),
                ("/language fr", "Quel est votre métier"),
                ("pharmacien", "Est-ce bien cela ?"),
                ("/cancel", "Quel est votre métier"),
            ],
        );
        french.join().unwrap();
        english.join().unwrap();
    });
    server.check();
    let edits = server.with(|world| {
        world
            .events
            .iter()
            .filter(|event| event.what == What::Edited)
            .count()
    });
    assert!(
        edits > 0,
        "no message was edited where a new one adds nothing"
    );
}

/// What is typed, and a part of the answer; each by a person of their own, so that nobody waits for a turn.
const COMMANDS: &[(&str, &str)] = &[
    ("/start", "Does your job qualify"),
    ("/start n31301", "31301"),
    ("/start q_dental_hygienist", "32111"),
    ("/start x'); drop table", "Does your job qualify"),
    ("/qualify", "What is your job, and since when?"),
    ("/qualify pharmacist", "31120"),
    ("/noc 31301", "TEER 1"),
    ("/noc 99999", "NOC code"),
    ("/noc", "five-digit NOC code"),
    ("/categories", "Categories by the rules of"),
    ("/category health", "31301"),
    ("/category fishing", "There is no category"),
    ("/rules", "Rules of 18 February 2026"),
    ("/rules 2025-02-27", "27 February 2025"),
    ("/rules 2020-01-01", "before the first category rules"),
    ("/language", "anguage"),
    ("/language fr", "français"),
    ("/privacy", "What is kept"),
    ("/forget", "everything I kept of you"),
    ("/cancel", "orgotten"),
    ("/help", "/qualify"),
    ("/back", "no earlier question"),
    ("/edit", "nothing to change yet"),
    ("/nonsense", "do not know the command"),
    ("/HELP", "/qualify"),
    ("/aide", "/qualify"),
    ("/RÈGLES 2025-02-27", "27 February 2025"),
    ("/confidentialité", "What is kept"),
    ("/oublie-moi", "everything I kept of you"),
    ("/hepl", "Did you mean /help?"),
    ("/no<b>&amp;", "/no<b>&amp;"),
    ("<i>zzgh & zzkq</i>", "“<i>zzgh & zzkq</i>”"),
    ("31301", "Is this right?"),
    ("zzgh zzkq", "found no job in “zzgh zzkq”"),
];

#[test]
fn every_command_is_answered() {
    let server = StandIn::start();
    let _bot = Home::new(&server).in_haste().poll(&server);
    // Those registered at the start, in every language and scope, are all understood.
    let registered = server.wait_for("the commands to be registered", |world| {
        let scopes = ["all_private_chats", "all_group_chats"];
        let has = |scope: &str, lang: &str| {
            world
                .commands
                .contains_key(&(scope.to_owned(), lang.to_owned()))
        };
        let is_complete = scopes
            .iter()
            .all(|scope| has(scope, "fr") && (has(scope, "") || has(scope, "en")));
        is_complete.then(|| world.commands.clone())
    });
    let names = |scope: &str, lang: &str| -> Vec<String> {
        let found = registered.get(&(scope.to_owned(), lang.to_owned()));
        found
            .into_iter()
            .flatten()
            .map(|(name, _)| name.clone())
            .collect()
    };
    let english = [
        names("all_private_chats", ""),
        names("all_private_chats", "en"),
    ]
    .concat();
    let french = names("all_private_chats", "fr");
    assert_eq!(french.len(), english.len(), "{english:?} {french:?}");
    for name in ["commencer", "metier", "regles", "oublier", "aide"] {
        assert!(french.iter().any(|known| known == name), "{french:?}");
    }
    for name in [
        "start",
        "qualify",
        "noc",
        "categories",
        "category",
        "rules",
        "language",
        "privacy",
        "forget",
        "cancel",
        "help",
    ] {
        assert!(
            english.iter().any(|known| known == name),
            "/{name} is not registered: {english:?}"
        );
    }
    let asked: Vec<(Talk<'_>, &str, &str)> = COMMANDS
        .iter()
        .map(|(typed, answer)| {
            let person = server.person("Ana", Some("en"));
            person.say(typed);
            (person, *typed, *answer)
        })
        .collect();
    let bare: Vec<Talk<'_>> = french
        .iter()
        .map(|name| {
            let person = server.person("Luc", Some("fr"));
            person.say(&format!("/{name}"));
            person
        })
        .collect();
    for (person, _, answer) in &asked {
        person.expect(answer);
    }
    for person in &bare {
        let answer = person.expect("");
        let text = answer["text"].as_str().unwrap();
        assert!(!text.contains("Je ne connais pas la commande"), "{text}");
    }
    // The commands of a group are the private ones that make sense there.
    let in_groups = names("all_group_chats", "fr");
    assert!(
        in_groups.iter().any(|name| name == "metier"),
        "{in_groups:?}"
    );
    server.check();
}

#[test]
fn a_conversation_survives_kill_9_and_another_key_opens_nothing() {
    let server = StandIn::start();
    let home = Home::new(&server).in_haste();
    let bot = home.poll(&server);
    let ana = server.person("Ana", Some("en"));
    let bo = server.person("Bo", Some("en"));
    play(&ana, &ENGLISH[..5]);
    play(&bo, &ENGLISH[..2]);
    // Handled updates are acknowledged by the next poll.
    server.settle();
    server.kill(bot);
    ana.say("still there");
    let bot = home.poll(&server);
    ana.expect("How many hours a week?");
    play(&ana, &ENGLISH[6..]);
    play(&bo, &ENGLISH[2..3]);
    server.settle();
    server.kill(bot);
    // What was told is not readable in the files.
    for file in fs::read_dir(home.path())
        .unwrap()
        .map(|file| file.unwrap().path())
    {
        let bytes = fs::read(&file).unwrap_or_default();
        let has = |needle: &str| {
            bytes
                .windows(needle.len())
                .any(|window| window == needle.as_bytes())
        };
        for needle in ["31301", "2023-03", "StillThere", "Registered nurse"] {
            assert!(!has(needle), "{} holds {needle} in clear", file.display());
        }
    }
    // Another key opens nothing, and takes nothing away.
    let home = home.with("NOCBOT_KEY", "another key");
    let mut bot = home.spawn(&["serve"]);
    assert_eq!(bot.wait().code(), Some(1), "{}", bot.log());
    let home = home.with("NOCBOT_KEY", KEY);
    let bot = home.poll(&server);
    play(&bo, &ENGLISH[4..5]);
    server.settle();
    server.kill(bot);
    // What cannot be read any more is told, and the conversation begins anew.
    let database = Connection::open(home.database()).unwrap();
    let spoil = "UPDATE conversations SET record = x'00' WHERE user = ?1";
    assert_eq!(database.execute(spoil, [bo.user.id]).unwrap(), 1);
    database.close().unwrap();
    let _bot = home.poll(&server);
    bo.say("still there");
    let anew = bo.expect("What is your job");
    let text = anew["text"].as_str().unwrap();
    assert!(text.contains("I no longer have our conversation"), "{text}");
    play(&bo, &ENGLISH[1..3]);
    bo.say("/forget");
    bo.expect("everything I kept of you");
    bo.say("/edit");
    bo.expect("nothing to change yet");
    server.check();
}

#[test]
fn the_log_tells_nothing_of_anybody() {
    let server = StandIn::start();
    let home = Home::new(&server).with("RUST_LOG", "trace").in_haste();
    let bot = home.poll(&server);
    let zerlinda = server.person("Zerlinda", Some("en"));
    play(&zerlinda, ENGLISH);
    let group =
        zerlinda.joins(server.group(-4_777_123_456, crate::standin::Kind::Group, "Quokka fans"));
    group.say(&format!(
        "/qualify@{BOT_NAME} veterinary surgeon of wombats"
    ));
    group.expect("");
    server.with(|world| world.ask_inline(&zerlinda.user, "periodontist"));
    server.plan("sendMessage", None, crate::standin::Fault::Drop, 1);
    zerlinda.say("/help");
    zerlinda.expect("/qualify");
    server.check();
    let log = bot.log();
    assert!(
        log.lines().count() > 10,
        "a log at trace says more than this:\n{log}"
    );
    let id = zerlinda.user.id.to_string();
    let (_, secret) = TOKEN.split_once(':').unwrap();
    let own = [
        "Zerlinda",
        "zerlinda",
        &id,
        "4777123456",
        "Quokka",
        "wombats",
        "periodontist",
        TOKEN,
        secret,
        KEY,
    ];
    let typed = ENGLISH
        .iter()
        .filter_map(|(typed, _)| (!typed.starts_with(['[', '/'])).then_some(*typed));
    let said = ENGLISH.iter().map(|(_, said)| *said);
    let pressed: Vec<String> = server.with(|world| {
        let messages = world.chats[&zerlinda.chat].messages.values();
        messages
            .flat_map(buttons)
            .map(|(_, data)| data)
            .filter(|data| data.len() > 4)
            .collect()
    });
    let pressed = pressed.iter().map(String::as_str);
    for needle in own.into_iter().chain(typed).chain(said).chain(pressed) {
        if let Some(line) = log.lines().find(|line| line.contains(needle)) {
            panic!("the log holds {needle:?}:\n{line}");
        }
    }
}
