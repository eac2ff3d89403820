//! Updates of any shape, one after the other: nothing panics, and what is said is what Telegram takes.

use std::cell::Cell;
use std::sync::{Arc, LazyLock};

use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::entities::entities;
use super::fixture;
use super::front::Concern;
use super::outgoing::{Item, Parcel};
use super::raw;
use super::render::{ButtonAction, Outgoing};
use crate::answer::Presenter;
use crate::clock::DayClock;
use crate::fuzz::{fuzz, text, tree};
use crate::noc::DataFiles;
use crate::store::{NewUpdate, SqlStore, Store, UpdateStore, Work};

/// Stands for the data of a button that was shown; a number follows.
const PRESSED: &str = "$button ";
/// Telegram's limits: UTF-16 units of a message and of a caption, entities, bytes of a button's data.
const MOST: (usize, usize, usize, usize) = (4_096, 1_024, 100, 64);

static SAID: LazyLock<Vec<String>> = LazyLock::new(|| {
    let texts = [
        "/start",
        "/start j31301",
        "/help",
        "/privacy",
        "/forget",
        "/language",
        "/language fr",
        "/remind",
        "/remind Lagos",
        "/remind time 21:30",
        "/rules 2025-02-27",
        "/draws health",
        "/noc 31301",
        "/job@nocbot welder",
        "/job",
        "/score 450",
        "nurse since 2021 in Canada, 40 hours",
        "yes",
        "no",
        "40",
        "March 2020",
        "7 7 7 7",
        "does my job qualify?",
        "@nocbot is a welder on the list?",
        "nocbot, I am a cook since 2019 in Calgary, 44 hours",
        "450",
        "why?",
        "change",
    ];
    texts.map(str::to_owned).into()
});

fn said() -> impl Strategy<Value = String> {
    prop_oneof![3 => select(&SAID[..]), 1 => text::text(&SAID)]
}

fn data() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => (0usize..30).prop_map(|at| format!("{PRESSED}{at}")),
        1 => select(vec!["1.0.yes", "1.1.noc.31301", "1.3.zones", "1.2.zone.Africa/Lagos", "1.5.rules.9999-12-31", "l.fr", "g.en"]).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

/// An update as Telegram sends it; the people's numbers are put in later.
fn update() -> impl Strategy<Value = Value> {
    let kinds = select(vec![
        "private",
        "private",
        "private",
        "group",
        "supergroup",
        "channel",
    ]);
    let message = (kinds, said(), any::<bool>(), any::<bool>()).prop_map(|(kind, said, replies, is_caption)| {
        let mut message = json!({
            "message_id": 5, "date": 1_795_305_600,
            "chat": {"id": 7, "type": kind, "first_name": "Ana", "title": "Jobs"},
            "from": {"id": 7, "is_bot": false, "first_name": "Ana", "username": "ana", "language_code": "en"},
        });
        if is_caption {
            message["caption"] = json!(said);
            message["photo"] = json!([{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]);
        } else {
            message["entities"] = json!([{"type": "bot_command", "offset": 0, "length": 6}, {"type": "mention", "offset": 0, "length": 7}]);
            message["text"] = json!(said);
        }
        if replies {
            message["reply_to_message"] = json!({
                "message_id": 4, "date": 1_795_305_600, "text": "What is your job?",
                "chat": {"id": 7, "type": kind, "first_name": "Ana", "title": "Jobs"},
                "from": {"id": 1, "is_bot": true, "first_name": "nocbot", "username": "nocbot"},
            });
        }
        message
    });
    let message = message.boxed();
    let wrapped = (
        message.clone(),
        select(vec![
            "message",
            "message",
            "message",
            "edited_message",
            "channel_post",
        ]),
    )
        .prop_map(|(message, name)| json!({ name: message }));
    let press = (message, data(), 0u8..4).prop_map(|(message, data, where_from)| {
        let mut query =
            json!({"id": "9", "from": message["from"], "chat_instance": "1", "data": data});
        match where_from {
            0 => query["inline_message_id"] = json!("abc"),
            1 => query["message"] = json!({"message_id": 5, "date": 0, "chat": message["chat"]}),
            _ => query["message"] = message,
        }
        json!({"callback_query": query})
    });
    let from = json!({"id": 7, "is_bot": false, "first_name": "Ana"});
    let asked = from.clone();
    let inline = said().prop_map(move |query| {
        json!({"inline_query": {"id": "1", "from": asked, "query": query, "offset": ""}})
    });
    let member = select(vec!["kicked", "member", "left", "administrator"]).prop_map(move |status| {
        let of = |status| json!({"status": status, "user": {"id": 1, "is_bot": true, "first_name": "nocbot"}, "until_date": 0});
        json!({"my_chat_member": {"chat": {"id": 7, "type": "private", "first_name": "Ana"}, "from": from, "date": 1,
               "old_chat_member": of("member"), "new_chat_member": of(status)}})
    });
    let usual = prop_oneof![6 => wrapped, 5 => press, 1 => inline, 1 => member].boxed();
    prop_oneof![5 => usual.clone(), 2 => tree::mutated(usual), 1 => tree::any_value()]
}

struct Bench {
    presenter: Arc<Presenter>,
    store: Arc<SqlStore>,
    _folder: TempDir,
}

impl Bench {
    async fn new() -> Self {
        let folder = TempDir::new().unwrap();
        Bench {
            presenter: Arc::new(Presenter::open(&DataFiles::BuiltIn).unwrap()),
            store: Arc::new(
                SqlStore::open(&folder.path().join("db"), None)
                    .await
                    .unwrap(),
            ),
            _folder: folder,
        }
    }

    /// Takes updates of one person in, as an inbox does, and handles each.
    async fn talk(&self, today: Date, person: i64, updates: Vec<Value>) {
        let clock = Arc::new(DayClock(today));
        let shared = fixture::shared(&self.presenter, self.store.clone(), clock);
        let mut shown: Vec<String> = Vec::new();
        for (at, mut update) in (0..).zip(updates) {
            fill(&mut update, person, &shown);
            if let Some(update) = update.as_object_mut() {
                update.entry("update_id").or_insert(json!(at));
            }
            let body = update.to_string();
            let Some(read) = raw::read(&body) else {
                continue;
            };
            assert!(
                raw::heard_together(&read, &read).is_none_or(|both| !raw::kind(&both).is_empty())
            );
            let lane = match shared.concern(&read) {
                Concern::Nobody => continue,
                Concern::Passing => {
                    shared.clone().handle(&read, None).await;
                    continue;
                }
                Concern::Lane(lane) => lane,
            };
            let id = person * 1_000 + at;
            let now = shared.clock.now();
            self.store
                .take(
                    vec![NewUpdate {
                        id,
                        lane,
                        body,
                        attempts: 0,
                    }],
                    now,
                )
                .await
                .unwrap();
            let known = self.store.waiting(lane, 1).await.unwrap().person;
            let handling = shared.clone().handle(&read, Some((lane.user, known))).await;
            for message in handling
                .parcels
                .iter()
                .map(|(chat, parcel)| parcel.written(*chat))
            {
                let parcel: Parcel = serde_json::from_str(&message.body).unwrap();
                shown.extend(parcel.item.iter().flat_map(check));
            }
            let work = Work::of(lane, vec![id], handling.changes);
            self.store.finish(work, now).await.unwrap();
        }
        self.store.forget(person.unsigned_abs()).await.unwrap();
    }
}

/// Puts in the person, and the data of buttons that were shown.
fn fill(value: &mut Value, person: i64, shown: &[String]) {
    match value {
        Value::Object(all) => {
            for (name, inner) in all {
                match inner.as_str().and_then(|text| text.strip_prefix(PRESSED)) {
                    Some(at) => {
                        let at = at.parse().unwrap_or(0) % shown.len().max(1);
                        *inner = json!(shown.get(at).map_or("1.0.yes", String::as_str));
                    }
                    None if name == "id" && *inner == 7 => *inner = json!(person),
                    None => fill(inner, person, shown),
                }
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|inner| fill(inner, person, shown)),
        _ => {}
    }
}

/// Holds what is to be sent against what Telegram takes; the data of its buttons.
fn check(item: &Item) -> Vec<String> {
    let (units, in_caption, most_entities, bytes) = MOST;
    let message = match item {
        Item::Send { message, .. } | Item::Edit { message, .. } => message,
        Item::Ask {
            question,
            placeholder,
            ..
        } => {
            assert!(
                (1..=64).contains(&placeholder.chars().count()),
                "{placeholder}"
            );
            assert!((1..=units).contains(&question.utf16_len()));
            return Vec::new();
        }
        Item::Strip { .. } => return Vec::new(),
    };
    let Outgoing { text, rows, .. } = message;
    let most = if message.has_file() {
        in_caption
    } else {
        units
    };
    assert!(
        text.utf16_len() <= most && entities(text).len() <= most_entities,
        "{message:?}"
    );
    assert!(
        message.has_file() || !text.plain().trim().is_empty(),
        "{message:?}"
    );
    let buttons = rows.iter().flatten();
    assert!(
        buttons.clone().count() <= 100 && rows.iter().all(|row| (1..=8).contains(&row.len())),
        "{rows:?}"
    );
    let mut shown = Vec::new();
    for button in buttons {
        assert!(!button.label.trim().is_empty(), "{button:?}");
        if let ButtonAction::Press(data) = &button.does {
            assert!((1..=bytes).contains(&data.len()), "{button:?}");
            shown.push(data.clone());
        }
    }
    shown
}

#[test]
fn any_updates_are_handled() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let bench = runtime.block_on(Bench::new());
    let people = Cell::new(1_000);
    let days = select(vec![
        date(2026, 11, 22),
        date(2024, 2, 29),
        date(2023, 6, 1),
        date(2020, 1, 1),
        date(9999, 12, 30),
    ]);
    let inputs = (
        days.prop_map(|day| day.to_string()),
        prop::collection::vec(update(), 1..20),
    );
    fuzz("updates", &inputs, |(day, updates)| {
        people.set(people.get() + 1);
        runtime.block_on(bench.talk(day.parse().unwrap(), people.get(), updates));
    });
}
