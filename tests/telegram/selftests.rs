//! The stand-in itself: it must refuse what Telegram refuses, or the scenarios prove nothing.

use std::io::{BufReader, Write};
use std::net::TcpStream;
use std::thread;

use serde_json::{Value, json};

use crate::standin::http::{Message, respond};
use crate::standin::styled;
use crate::standin::world::{BOT_NAME, TOKEN};
use crate::standin::{Fault, How, Kind, StandIn, Talk};

/// Calls a method as a bot would.
fn call(server: &StandIn, method: &str, params: Value) -> Value {
    let path = format!("/bot{TOKEN}/{method}");
    try_call(server, &path, "application/json", &params.to_string()).expect("an answer")
}

fn try_call(server: &StandIn, path: &str, kind: &str, body: &str) -> Option<Value> {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    let length = body.len();
    write!(
        stream,
        "POST {path} HTTP/1.1\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .unwrap();
    let response = Message::read(&mut BufReader::new(stream)).unwrap()?;
    Some(serde_json::from_slice(&response.body).unwrap())
}

fn send(talk: &Talk<'_>, server: &StandIn, text: &str) -> Value {
    call(
        server,
        "SendMessage",
        json!({"chat_id": talk.chat, "text": text}),
    )
}

fn description(answer: &Value) -> &str {
    answer["description"].as_str().unwrap_or("no error")
}

/// Somebody who has started the bot.
fn started<'a>(server: &'a StandIn, name: &str) -> Talk<'a> {
    let talk = server.person(name, Some("en"));
    talk.say("/start");
    talk
}

#[test]
fn bad_calls_are_refused_and_remembered() {
    let server = StandIn::start();
    let chat = started(&server, "Ana").chat;
    let button = |button: Value| json!({"chat_id": chat, "text": "x", "reply_markup": {"inline_keyboard": [[button]]}});
    let long = "x".repeat(4_097);
    let data = "d".repeat(65);
    let results: Vec<Value> = (0..51).map(|i| json!({"type": "article", "id": i.to_string(), "title": "x", "input_message_content": {"message_text": "x"}})).collect();
    let query = server.with(|world| {
        let user = world.user("Bo", None);
        world.ask_inline(&user, "nurse")
    });
    let bad = [
        (
            "sendMessage",
            json!({"chat_id": chat, "text": "x", "colour": "red"}),
            "has no field colour",
        ),
        ("sendMessage", json!({"chat_id": chat}), "needs text"),
        (
            "sendMessage",
            json!({"chat_id": chat, "text": 5}),
            "must be a String",
        ),
        (
            "sendMessage",
            json!({"chat_id": chat, "text": "x", "disable_web_page_preview": true}),
            "no field",
        ),
        (
            "sendMessage",
            json!({"chat_id": chat, "text": "x", "reply_parameters": {"message_id": "1"}}),
            "must be an Integer",
        ),
        (
            "sendMessage",
            json!({"chat_id": chat, "text": "x", "reply_parameters": {"message_id": 999}}),
            "message to be replied not found",
        ),
        (
            "sendMessage",
            json!({"chat_id": chat, "text": "x", "message_thread_id": 5}),
            "message thread not found",
        ),
        (
            "sendMessage",
            json!({"chat_id": 42, "text": "x"}),
            "chat not found",
        ),
        (
            "sendMessage",
            json!({"chat_id": chat, "text": "  "}),
            "message text is empty",
        ),
        (
            "sendMessage",
            json!({"chat_id": chat, "text": long}),
            "message is too long",
        ),
        (
            "sendMessage",
            json!({"chat_id": chat, "text": "ab", "entities": [{"type": "bold", "offset": 1, "length": 2}]}),
            "can't parse entities",
        ),
        (
            "sendMessage",
            json!({"chat_id": chat, "text": "ab", "entities": [{"type": "bold", "offset": 1}]}),
            "needs length",
        ),
        (
            "sendMessage",
            json!({"chat_id": chat, "text": "<b>x</b>", "parse_mode": "HTML"}),
            "parses no markup",
        ),
        (
            "sendMessage",
            json!({"chat_id": chat, "text": "x", "parse_mode": "html"}),
            "must be HTML",
        ),
        (
            "sendMessage",
            button(json!({"text": "x", "callback_data": data})),
            "BUTTON_DATA_INVALID",
        ),
        (
            "sendMessage",
            button(json!({"text": "x", "callback_data": ""})),
            "BUTTON_DATA_INVALID",
        ),
        (
            "sendMessage",
            button(json!({"text": "x"})),
            "Text buttons are unallowed",
        ),
        (
            "sendMessage",
            button(json!({"text": "x", "url": "https://t.me/other_bot?start=n31301"})),
            "BUTTON_URL_INVALID",
        ),
        (
            "sendMessage",
            button(json!({"text": "x", "url": format!("https://t.me/{BOT_NAME}?start=n.1")})),
            "BUTTON_URL_INVALID",
        ),
        (
            "sendMessage",
            button(json!({"text": "x", "url": "t.me/x"})),
            "BUTTON_URL_INVALID",
        ),
        (
            "sendChatAction",
            json!({"chat_id": chat, "action": "thinking"}),
            "must be typing",
        ),
        (
            "editMessageText",
            json!({"chat_id": chat, "message_id": 999, "text": "x"}),
            "message to edit not found",
        ),
        (
            "editMessageText",
            json!({"chat_id": chat, "message_id": 11, "text": "x"}),
            "message can't be edited",
        ),
        (
            "editMessageText",
            json!({"text": "x"}),
            "message identifier is not specified",
        ),
        (
            "answerCallbackQuery",
            json!({"callback_query_id": "1"}),
            "query is too old",
        ),
        (
            "answerInlineQuery",
            json!({"inline_query_id": query, "results": results}),
            "RESULTS_TOO_MUCH",
        ),
        (
            "answerInlineQuery",
            json!({"inline_query_id": query, "results": [results[0], results[0]]}),
            "RESULT_ID_INVALID",
        ),
        (
            "answerInlineQuery",
            json!({"inline_query_id": "1", "results": []}),
            "query is too old",
        ),
        (
            "setMyCommands",
            json!({"commands": [{"command": "Start", "description": "x"}]}),
            "BOT_COMMAND_INVALID",
        ),
        (
            "setMyCommands",
            json!({"commands": [{"command": "start", "description": ""}]}),
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        (
            "setMyCommands",
            json!({"commands": [], "scope": {"type": "everywhere"}}),
            "must be",
        ),
        (
            "setMyCommands",
            json!({"commands": [], "language_code": "eng"}),
            "LANG_CODE_INVALID",
        ),
        (
            "setWebhook",
            json!({"url": "http://example.org/"}),
            "HTTPS URL must be provided",
        ),
        (
            "setWebhook",
            json!({"url": "https://example.org/", "secret_token": "a b"}),
            "unallowed characters",
        ),
        ("getUpdates", json!({"limit": 0}), "limit must be"),
        ("sendMassage", json!({}), "method not found"),
    ];
    let count = bad.len();
    for (method, params, why) in bad {
        let answer = call(&server, method, params.clone());
        assert_eq!(answer["ok"], false, "{method} {params}");
        assert!(
            description(&answer).contains(why),
            "{method} {params}: {}",
            description(&answer)
        );
    }
    server.with(|world| assert_eq!(world.mistakes.len(), count, "{:?}", world.mistakes));
}

#[test]
fn entities_are_checked_as_telegram_does() {
    let entity = |kind: &str, offset: usize, length: usize| {
        let mut entity = json!({"type": kind, "offset": offset, "length": length});
        if kind == "text_link" {
            entity["url"] = "https://a.b/?c=1&d=2".into();
        }
        entity
    };
    let text = "Bold & 😀 page";
    let good = [
        entity("bold", 0, 14),
        entity("italic", 0, 4),
        entity("text_link", 7, 7),
    ];
    let taken = styled::check(text, &good).unwrap();
    assert_eq!(
        (taken.text.as_str(), &taken.entities[..]),
        (text, &good[..])
    );
    assert_eq!(styled::check(" x\n", &[]).unwrap().text, "x");
    let quoted = [entity("blockquote", 0, 14), entity("code", 0, 4)];
    assert!(styled::check(text, &quoted).is_ok());
    let linked =
        |url: Value| vec![json!({"type": "text_link", "offset": 0, "length": 4, "url": url})];
    for (text, bad, why) in [
        (text, vec![entity("bold", 0, 15)], "out of bounds"),
        (text, vec![entity("bold", 14, 1)], "out of bounds"),
        (text, vec![entity("bold", 0, 8)], "cuts a character"),
        (text, vec![entity("bold", 8, 2)], "cuts a character"),
        (text, vec![entity("bold", 3, 0)], "is empty"),
        (text, vec![entity("heading", 0, 4)], "has no type"),
        (
            text,
            vec![entity("bold", 0, 4), entity("italic", 2, 4)],
            "reaches over",
        ),
        (
            text,
            vec![entity("bold", 0, 4), entity("bold", 0, 2)],
            "reaches over",
        ),
        (
            text,
            vec![entity("code", 0, 4), entity("bold", 0, 2)],
            "stands in",
        ),
        (
            text,
            vec![entity("text_link", 0, 4), entity("code", 0, 4)],
            "stands in",
        ),
        (text, linked("nowhere".into()), "nowhere"),
        (text, linked("javascript:x".into()), "is no page"),
        (text, linked(Value::Null), "has no url"),
        (" x", vec![entity("bold", 0, 2)], "not trimmed"),
    ] {
        let error = styled::check(text, &bad).unwrap_err();
        assert!(error.contains(why), "{bad:?}: {error}");
    }
    let long = "x".repeat(101);
    let many: Vec<Value> = (0..101).map(|at| entity("bold", at, 1)).collect();
    assert!(styled::check(&long, &many[..100]).is_ok());
    assert!(styled::check(&long, &many).is_err());
}

#[test]
fn messages_are_kept_edited_and_compared() {
    let server = StandIn::start();
    let ana = started(&server, "Ana");
    let sent = send(&ana, &server, "One");
    let id = sent["result"]["message_id"].clone();
    let edit = |text: &str, entities: Value| {
        call(
            &server,
            "EditMessageText",
            json!({"chat_id": ana.chat, "message_id": id, "text": text, "entities": entities}),
        )
    };
    let bold = json!([{"type": "bold", "offset": 0, "length": 3}]);
    assert!(description(&edit("One", json!([]))).contains("message is not modified"));
    let edited = edit("One", bold.clone());
    assert_eq!(edited["result"]["entities"], bold);
    assert!(description(&edit("One", bold)).contains("message is not modified"));
    assert_eq!(edit("Two", json!([]))["result"]["text"], "Two");
    assert_eq!(ana.shown("Two").len(), 1);
    server.with(|world| world.remove_message(ana.chat, id.as_i64().unwrap()));
    assert!(description(&edit("Three", json!([]))).contains("message to edit not found"));
    // Neither of the two was the bot's fault.
    server.with(|world| assert!(world.mistakes.is_empty(), "{:?}", world.mistakes));
}

#[test]
fn a_callback_must_be_answered_exactly_once() {
    let server = StandIn::start();
    let ana = started(&server, "Ana");
    let keyboard = json!({"inline_keyboard": [[{"text": "Yes", "callback_data": "1.0.yes"}]]});
    call(
        &server,
        "sendMessage",
        json!({"chat_id": ana.chat, "text": "Sure?", "reply_markup": keyboard}),
    );
    let query = ana.press("Yes");
    server.with(|world| assert!(world.all_mistakes()[0].contains("answered 0 times")));
    let answer = || {
        call(
            &server,
            "AnswerCallbackQuery",
            json!({"callback_query_id": query, "text": "Fine"}),
        )
    };
    assert_eq!(answer()["ok"], true);
    assert_eq!(ana.notice(&query), "Fine");
    server.with(|world| assert!(world.all_mistakes().is_empty()));
    assert!(description(&answer()).contains("query is too old"));
    server.with(|world| {
        assert!(
            world
                .all_mistakes()
                .iter()
                .any(|mistake| mistake.contains("answered 2 times"))
        )
    });
}

#[test]
fn updates_are_polled_by_offset() {
    let server = StandIn::start();
    let ana = server.person("Ana", None);
    let poll = |params: Value| {
        call(&server, "GetUpdates", params)["result"]
            .as_array()
            .unwrap()
            .clone()
    };
    assert!(poll(json!({"timeout": 0})).is_empty());
    ana.say("one");
    ana.say("two");
    let two = poll(json!({"timeout": 0}));
    assert_eq!(two.len(), 2);
    assert_eq!(poll(json!({"timeout": 0, "limit": 1})).len(), 1);
    let next = two[0]["update_id"].as_i64().unwrap() + 1;
    assert_eq!(poll(json!({"offset": next}))[0]["message"]["text"], "two");
    assert!(poll(json!({"offset": next + 1})).is_empty());
    // One that waits gets what comes meanwhile, and only of the kinds it asks for.
    thread::scope(|scope| {
        let waiting =
            scope.spawn(|| poll(json!({"timeout": 30, "allowed_updates": ["inline_query"]})));
        server.wait_for("the poll", |world| (world.poll == 6).then_some(()));
        ana.say("three");
        server.with(|world| world.ask_inline(&ana.user, "nurse"));
        assert_eq!(waiting.join().unwrap()[0]["inline_query"]["query"], "nurse");
    });
    // What was mended is told to whom asks for it only.
    let said = ana.say("nurse");
    ana.mend(said, "nurses");
    let messages = poll(json!({"timeout": 0, "allowed_updates": ["message"]}));
    let has_mended = |updates: &[Value]| {
        let mut updates = updates.iter();
        updates.any(|update| update["edited_message"]["text"] == "nurses")
    };
    assert!(!has_mended(&messages), "{messages:?}");
    let both = json!({"timeout": 0, "allowed_updates": ["message", "edited_message"]});
    poll(both.clone());
    ana.mend(said, "nurses");
    let updates = poll(both);
    assert!(has_mended(&updates), "{updates:?}");
}

#[test]
fn files_are_uploaded_whole() {
    let server = StandIn::start();
    let ana = started(&server, "Ana");
    let chat = ana.chat;
    let upload = |method: &str, field: &str, content: &str| {
        let form = format!(
            "--B\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n{chat}\r\n--B\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\nattach://f\r\n--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"days.ics\"\r\n\r\n{content}\r\n--B--\r\n"
        );
        let path = format!("/bot{TOKEN}/{method}");
        try_call(&server, &path, "multipart/form-data; boundary=B", &form).unwrap()
    };
    let sent = upload("sendDocument", "document", "BEGIN:VCALENDAR\r\n");
    assert_eq!(sent["result"]["document"]["file_name"], "days.ics");
    let id = sent["result"]["message_id"].as_i64().unwrap();
    let kept = server.with(|world| world.documents[&(chat, id)].clone());
    assert_eq!(kept, "BEGIN:VCALENDAR\r\n");
    server.with(|world| assert!(world.mistakes.is_empty(), "{:?}", world.mistakes));
    // A file has no text to edit, and neither is every file a photo.
    let edit = json!({"chat_id": chat, "message_id": id, "text": "x"});
    let edited = call(&server, "editMessageText", edit);
    assert!(description(&edited).contains("no text in the message"));
    let empty = upload("sendDocument", "document", "");
    assert!(description(&empty).contains("a document of 0 bytes"));
    let no_photo = upload("sendPhoto", "photo", "BEGIN:VCALENDAR\r\n");
    assert!(description(&no_photo).contains("no whole PNG"));
    let by_name = json!({"chat_id": chat, "document": "days.ics"});
    assert!(description(&call(&server, "sendDocument", by_name)).contains("wrong remote file"));
}

#[test]
fn updates_go_to_the_webhook_until_it_takes_them() {
    let server = StandIn::start();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    let form = format!(
        "--B\r\nContent-Disposition: form-data; name=\"url\"\r\n\r\n{url}\r\n--B\r\nContent-Disposition: form-data; name=\"secret_token\"\r\n\r\nsesame\r\n--B\r\nContent-Disposition: form-data; name=\"max_connections\"\r\n\r\n8\r\n--B--\r\n"
    );
    let set = try_call(
        &server,
        &format!("/bot{TOKEN}/SetWebhook"),
        "multipart/form-data; boundary=B",
        &form,
    )
    .unwrap();
    assert_eq!(set["ok"], true, "{set}");
    let taking = thread::spawn(move || {
        let mut bodies = Vec::new();
        let (stream, _) = listener.accept().unwrap();
        let mut stream = BufReader::new(stream);
        for status in [500, 200] {
            let request = Message::read(&mut stream).unwrap().unwrap();
            assert_eq!(
                request.header("x-telegram-bot-api-secret-token"),
                Some("sesame")
            );
            bodies.push(request.body);
            respond(stream.get_mut(), status, b"").unwrap();
        }
        bodies
    });
    server.person("Ana", None).say("one");
    server.settle();
    let bodies = taking.join().unwrap();
    assert_eq!(bodies[0], bodies[1]);
    assert_eq!(call(&server, "getUpdates", json!({}))["error_code"], 409);
    server.with(|world| assert_eq!(world.refused_deliveries, [500]));
}

#[test]
fn what_goes_wrong_on_purpose_does() {
    let server = StandIn::start();
    let ana = started(&server, "Ana");
    server.plan("sendMessage", Some(ana.chat), Fault::TooMany(30), 1);
    let answer = send(&ana, &server, "x");
    assert_eq!(
        (&answer["error_code"], &answer["parameters"]["retry_after"]),
        (&json!(429), &json!(30))
    );
    send(&ana, &server, "x");
    server.with(|world| assert!(world.mistakes[0].contains("before retry_after")));
    server.plan("sendMessage", None, Fault::Server, 1);
    assert_eq!(send(&ana, &server, "x")["error_code"], 500);
    let path = format!("/bot{TOKEN}/sendMessage");
    let body = json!({"chat_id": ana.chat, "text": "once"}).to_string();
    for (fault, kept) in [(Fault::Drop, 0), (Fault::DropAnswer, 1)] {
        server.plan("sendMessage", None, fault, 1);
        assert_eq!(try_call(&server, &path, "application/json", &body), None);
        assert_eq!(ana.shown("once").len(), kept);
    }
    assert_eq!(
        try_call(&server, "/bot1:x/getMe", "application/json", "").unwrap()["error_code"],
        401
    );
    server.with(|world| world.set_blocked(&ana.user, true));
    assert_eq!(
        description(&send(&ana, &server, "x")),
        "Forbidden: bot was blocked by the user"
    );
    let bo = server.person("Bo", None);
    assert!(description(&send(&bo, &server, "x")).contains("can't initiate conversation"));
}

#[test]
fn groups_have_privacy_topics_and_a_new_number() {
    let server = StandIn::start();
    let ana = server.person("Ana", None);
    let group = ana.joins(server.group(-4_001, Kind::Group, "Nurses"));
    let waiting = || server.with(|world| world.updates.len());
    group.say("does my job qualify?");
    group.say("/start");
    assert_eq!(waiting(), 0);
    group.say(&format!("/qualify@{BOT_NAME} nurse"));
    assert_eq!(waiting(), 1);
    let asked = send(&group, &server, "What is your job?")["result"]["message_id"]
        .as_i64()
        .unwrap();
    group.reply(asked, "nurse");
    assert_eq!(waiting(), 2);
    server.with(|world| {
        world.reads_groups = true;
        world.migrate(-4_001, -1_001_234_567_890, &ana.user);
    });
    let moved = send(&group, &server, "x");
    assert_eq!(
        moved["parameters"]["migrate_to_chat_id"],
        -1_001_234_567_890_i64
    );
    let forum = ana.joins(server.group(-1_009, Kind::Forum, "Forum"));
    server.with(|world| world.chats.get_mut(&-1_009).unwrap().topics.insert(77));
    let id = forum.in_topic(77).say("hello");
    let answer = call(
        &server,
        "sendMessage",
        json!({"chat_id": -1_009, "text": "x", "reply_parameters": {"message_id": id}}),
    );
    assert_eq!(answer["result"]["message_thread_id"], 77);
    let anonymous = How {
        extra: Some(json!({"sender_chat": {"id": -1_009, "type": "supergroup", "title": "Forum"}})),
        ..How::default()
    };
    forum.say_how("anonymous", anonymous);
    server.with(|world| assert!(world.transcript(-1_009).contains("Forum (#13")));
}

#[test]
fn get_me_has_every_field() {
    let server = StandIn::start();
    let me = call(&server, "GetMe", json!({}));
    for field in [
        "id",
        "is_bot",
        "first_name",
        "username",
        "can_join_groups",
        "can_read_all_group_messages",
        "supports_inline_queries",
        "can_connect_to_business",
        "has_main_web_app",
    ] {
        assert!(!me["result"][field].is_null(), "{field}");
    }
}
