//! Inline mode: cards to post in any chat.

use serde_json::Value;

use crate::bot::Home;
use crate::standin::world::BOT_NAME;
use crate::standin::{Fault, StandIn, User};

/// Asks and waits for the answer.
fn ask(server: &StandIn, user: &User, query: &str) -> Value {
    let id = server.with(|world| world.ask_inline(user, query));
    server.wait_for("the answer to an inline query", |world| {
        world.inline_queries[&id].answers.first().cloned()
    })
}

fn titles(answer: &Value) -> Vec<&str> {
    let results = answer["results"].as_array().unwrap().iter();
    results
        .map(|result| result["title"].as_str().unwrap())
        .collect()
}

#[test]
fn inline_queries_get_cards() {
    let server = StandIn::start();
    let _bot = Home::new(&server).poll(&server);
    let ana = server.person("Ana", Some("en")).user;
    let luc = server.person("Luc", Some("fr")).user;
    let answer = ask(&server, &ana, "pharmacist");
    let results = answer["results"].as_array().unwrap();
    assert!((1..=10).contains(&results.len()), "{}", results.len());
    assert!(answer["cache_time"].is_i64(), "{answer}");
    // Answers differ by language, so they are not shared between people.
    assert_eq!(answer["is_personal"], true);
    let first = &results[0];
    let card = first.to_string();
    assert!(
        card.contains("31120") && card.contains("TEER 1") && card.contains("Healthcare"),
        "{card}"
    );
    assert!(
        card.contains(&format!("https://t.me/{BOT_NAME}?start=n31120")),
        "{card}"
    );
    let french = ask(&server, &luc, "pharmacien");
    assert!(
        french["results"][0].to_string().contains("FEER 1"),
        "{french}"
    );
    // An empty query shows how to ask.
    let empty = ask(&server, &ana, "");
    let shows = empty["button"]["text"]
        .as_str()
        .is_some_and(|text| !text.is_empty());
    assert!(shows || !titles(&empty).is_empty(), "{empty}");
    for odd in [
        "asdfghjkl",
        "<b>&",
        &"nurse ".repeat(42),
        "🙏",
        "31301",
        "3130",
    ] {
        let answer = ask(&server, &ana, odd);
        assert!(titles(&answer).len() <= 10);
    }
    assert!(titles(&ask(&server, &ana, "31301"))[0].contains("31301"));
    server.check();
}

#[test]
fn an_answer_that_fails_is_tried_again_and_holds_up_nobody() {
    let server = StandIn::start();
    let _bot = Home::new(&server).in_haste().poll(&server);
    let [ana, bo] = ["Ana", "Bo"].map(|name| server.person(name, Some("en")));
    for fault in [Fault::Server, Fault::Drop, Fault::TooMany(1)] {
        server.plan("answerInlineQuery", None, fault, 1);
        assert!(titles(&ask(&server, &ana.user, "31301"))[0].contains("31301"));
    }
    // More of them than there are processors hang.
    server.plan("answerInlineQuery", None, Fault::Silence, 20);
    for _ in 0..20 {
        server.with(|world| world.ask_inline(&ana.user, "cook"));
    }
    server.wait_for("the faults", |world| world.faults.is_empty().then_some(()));
    // Long enough for a thread of its own, for which a processor is needed.
    bo.say(&"I was a pharmacist in Toronto. ".repeat(5));
    bo.expect("31120");
    server.check();
}
