//! What Telegram keeps, and what the bot was seen doing.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::objects::{
    Call, Chat, Event, Fault, How, Kind, Pending, Planned, Query, User, Webhook, What,
};

/// The bot's user name.
pub const BOT_NAME: &str = "noc_standin_bot";
/// The bot's user id, the first half of its token.
pub const BOT_ID: i64 = 7_316_254_980;
/// The bot's token.
pub const TOKEN: &str = "7316254980:AAE-standin_token_0123456789abcdefgh";
/// Midnight UTC of 22 November 2026, when every message is written.
const NOW: i64 = 1_795_305_600;

/// Limits count when messages are sent; what arrives late on a busy machine looks closer together, hence shorter spans.
const SECOND_SEEN: Duration = Duration::from_millis(600);
const MINUTE_SEEN: Duration = Duration::from_secs(59);

/// Everything behind the lock.
pub struct World {
    pub token: String,
    /// Whether the bot sees everything in groups.
    pub reads_groups: bool,
    pub chats: BTreeMap<i64, Chat>,
    pub updates: VecDeque<Pending>,
    pub next_update: i64,
    pub allowed: Option<Vec<String>>,
    pub webhook: Option<Webhook>,
    pub callbacks: BTreeMap<String, Query>,
    pub inline_queries: BTreeMap<String, Query>,
    /// Messages chosen from inline results.
    pub inline_messages: BTreeMap<String, Value>,
    pub commands: BTreeMap<(String, String), Vec<(String, String)>>,
    pub events: Vec<Event>,
    pub calls: Vec<Call>,
    /// Mistakes of the bot.
    pub mistakes: Vec<String>,
    pub faults: Vec<Planned>,
    /// The texts of documents that the bot sent, by chat and message.
    pub documents: BTreeMap<(i64, i64), String>,
    /// Until when a chat (or, without one, a method) was told to wait.
    pub told_to_wait: HashMap<(String, Option<i64>), Instant>,
    pub poll: u64,
    pub delivered: u64,
    pub refused_deliveries: Vec<u16>,
    pub stopped: bool,
    /// Whether the bot was killed: after that it may answer a press once more.
    pub was_killed: bool,
    /// How long an answer takes after its call was carried out.
    pub latency: Duration,
    next_user: i64,
    next_query: i64,
}

impl World {
    /// A world with only the bot in it.
    pub fn new() -> World {
        World {
            token: TOKEN.to_owned(),
            reads_groups: false,
            chats: BTreeMap::new(),
            updates: VecDeque::new(),
            next_update: 815_000_001,
            allowed: None,
            webhook: None,
            callbacks: BTreeMap::new(),
            inline_queries: BTreeMap::new(),
            inline_messages: BTreeMap::new(),
            commands: BTreeMap::new(),
            events: Vec::new(),
            calls: Vec::new(),
            mistakes: Vec::new(),
            faults: Vec::new(),
            documents: BTreeMap::new(),
            told_to_wait: HashMap::new(),
            poll: 0,
            delivered: 0,
            refused_deliveries: Vec::new(),
            stopped: false,
            was_killed: false,
            latency: Duration::ZERO,
            next_user: 5_873_400_001,
            next_query: 4_400_000_000_001,
        }
    }

    /// The bot as a `User`.
    pub fn bot() -> Value {
        json!({"id": BOT_ID, "is_bot": true, "first_name": "NOC stand-in", "username": BOT_NAME})
    }

    /// A new person, with the private chat that they may start.
    pub fn user(&mut self, first_name: &str, language: Option<&str>) -> User {
        let user = User {
            id: self.next_user,
            first_name: first_name.to_owned(),
            language: language.map(str::to_owned),
        };
        self.next_user += 7;
        self.add_chat(user.id, Kind::Private, first_name);
        user
    }

    /// A new chat.
    pub fn add_chat(&mut self, id: i64, kind: Kind, title: &str) {
        let chat = Chat {
            id,
            kind,
            title: title.to_owned(),
            messages: BTreeMap::new(),
            deleted: BTreeSet::new(),
            topics: BTreeSet::new(),
            next_message: 11,
            started: kind != Kind::Private,
            blocked: false,
            migrated_to: None,
        };
        self.chats.insert(id, chat);
    }

    /// Queues an update of this kind.
    pub fn push(&mut self, kind: &str, payload: Value, chat: i64) -> i64 {
        let id = self.next_update;
        self.next_update += 1;
        self.updates.push_back(Pending {
            id,
            update: json!({"update_id": id, kind: payload}),
            kind: kind.to_owned(),
            chat,
            in_flight: false,
        });
        id
    }

    /// A message written by a person (or by `from`, whatever that is), kept in the chat and delivered where the bot may see it.
    pub fn say(&mut self, from: &Value, chat: i64, text: &str, how: How) -> i64 {
        let reads_groups = self.reads_groups;
        let kept = self.chats.get_mut(&chat).expect("a chat");
        kept.started = true;
        let id = kept.next_message;
        kept.next_message += 1;
        let mut message = json!({
            "message_id": id, "date": NOW, "chat": kept.json(), "from": from, "text": text,
        });
        let entities = entities_of(text);
        if !entities.is_empty() {
            message["entities"] = entities.into();
        }
        let mut is_for_bot = reads_groups || kept.kind == Kind::Private || is_addressed(text);
        if let Some(replied) = how.reply_to {
            let original = kept
                .messages
                .get(&replied)
                .expect("the replied message")
                .clone();
            is_for_bot |= original["from"]["id"] == BOT_ID;
            if kept.kind == Kind::Supergroup {
                // Outside forums a thread is a chain of replies, and nothing can be sent to it by its number.
                message["message_thread_id"] = original
                    .get("message_thread_id")
                    .cloned()
                    .unwrap_or(replied.into());
            }
            message["reply_to_message"] = original;
        }
        if let Some(topic) = how.topic {
            assert!(kept.topics.contains(&topic), "no such topic");
            message["message_thread_id"] = topic.into();
            message["is_topic_message"] = true.into();
        }
        if let Some(extra) = how.extra {
            let fields = message.as_object_mut().expect("a message");
            for (key, value) in extra.as_object().expect("an object") {
                match value {
                    Value::Null => fields.remove(key),
                    value => fields.insert(key.clone(), value.clone()),
                };
            }
        }
        let last_by_bot = kept
            .messages
            .values()
            .next_back()
            .is_some_and(|m| m["from"]["id"] == BOT_ID);
        is_for_bot |= text.starts_with('/') && !text.contains('@') && last_by_bot;
        kept.messages.insert(id, message.clone());
        self.record(What::Said, chat, id);
        if is_for_bot {
            self.push("message", message, chat);
        }
        id
    }

    /// A person mends a message of theirs.
    pub fn mend(&mut self, chat: i64, message: i64, text: &str) {
        let kept = self.chats.get_mut(&chat).expect("a chat");
        let mended = kept.messages.get_mut(&message).expect("a message");
        mended["text"] = text.into();
        mended["edit_date"] = (NOW + 60).into();
        let mended = mended.clone();
        self.push("edited_message", mended, chat);
    }

    /// A press of the button that carries `data`; the query's id.
    pub fn press(&mut self, user: &User, chat: i64, message: i64, data: &str) -> String {
        let message = self.chats[&chat].messages[&message].clone();
        let id = self.new_query();
        self.callbacks.insert(id.clone(), Query::default());
        let query = json!({
            "id": id, "from": user.json(), "message": message, "chat_instance": format!("{}", chat ^ 0x5eed), "data": data,
        });
        self.push("callback_query", query, chat);
        id
    }

    /// An inline query; its id.
    pub fn ask_inline(&mut self, user: &User, query: &str) -> String {
        let id = self.new_query();
        self.inline_queries.insert(id.clone(), Query::default());
        let query = json!({"id": id, "from": user.json(), "query": query, "offset": "", "chat_type": "supergroup"});
        self.push("inline_query", query, user.id);
        id
    }

    /// A fresh id of a callback or inline query.
    pub fn new_query(&mut self) -> String {
        self.next_query += 13;
        self.next_query.to_string()
    }

    /// The group becomes a supergroup of this id, as Telegram tells it.
    pub fn migrate(&mut self, from: i64, to: i64, user: &User) {
        let title = self.chats[&from].title.clone();
        self.add_chat(to, Kind::Supergroup, &title);
        for (chat, other, field) in [
            (from, to, "migrate_to_chat_id"),
            (to, from, "migrate_from_chat_id"),
        ] {
            let kept = self.chats.get_mut(&chat).expect("a chat");
            let id = kept.next_message;
            kept.next_message += 1;
            let service = json!({"message_id": id, "date": NOW, "chat": kept.json(), "from": user.json(), field: other});
            kept.messages.insert(id, service.clone());
            self.push("message", service, chat);
        }
        self.chats.get_mut(&from).expect("a chat").migrated_to = Some(to);
    }

    /// The person blocks the bot, or lets it write again.
    pub fn set_blocked(&mut self, user: &User, blocked: bool) {
        let chat = self.chats.get_mut(&user.id).expect("a chat");
        chat.blocked = blocked;
        let member = |status: &str| match status {
            "kicked" => json!({"user": World::bot(), "status": status, "until_date": 0}),
            _ => json!({"user": World::bot(), "status": status}),
        };
        let (before, after) = if blocked {
            ("member", "kicked")
        } else {
            ("kicked", "member")
        };
        let update = json!({
            "chat": chat.json(), "from": user.json(), "date": NOW,
            "old_chat_member": member(before), "new_chat_member": member(after),
        });
        self.push("my_chat_member", update, user.id);
    }

    /// Remembers what happened to a message.
    pub fn record(&mut self, what: What, chat: i64, message_id: i64) {
        let message = self.chats[&chat].messages[&message_id].clone();
        self.events.push(Event {
            what,
            chat,
            message_id,
            message,
            at: Instant::now(),
        });
    }

    /// The fault planned for this call, if one is.
    pub fn fault_for(&mut self, method: &str, chat: Option<i64>) -> Option<Fault> {
        let at = self.faults.iter().position(|planned| {
            planned.method == method && (planned.chat.is_none() || planned.chat == chat)
        })?;
        let planned = &mut self.faults[at];
        planned.times -= 1;
        let (fault, scope) = (planned.fault, planned.chat);
        if planned.times == 0 {
            self.faults.remove(at);
        }
        if let Fault::TooMany(seconds) = fault {
            let until = Instant::now() + Duration::from_secs(seconds);
            self.told_to_wait.insert((method.to_owned(), scope), until);
        }
        Some(fault)
    }

    /// What the bot did wrong, with what only the end shows: queries not answered, and limits passed.
    pub fn all_mistakes(&self) -> Vec<String> {
        let mut mistakes = self.mistakes.clone();
        for (id, query) in &self.callbacks {
            let most = if self.was_killed { usize::MAX } else { 1 };
            if !(1..=most).contains(&query.answers.len()) {
                mistakes.push(format!(
                    "callback {id} was answered {} times",
                    query.answers.len()
                ));
            }
        }
        let sent = |chat: Option<i64>| -> Vec<Instant> {
            let events = self.events.iter().filter(|event| event.what == What::Sent);
            events
                .filter(|event| chat.is_none_or(|chat| event.chat == chat))
                .map(|event| event.at)
                .collect()
        };
        for (&id, chat) in &self.chats {
            if chat.kind != Kind::Private && most_within(&sent(Some(id)), MINUTE_SEEN) > 20 {
                mistakes.push(format!("more than 20 messages a minute to group {id}"));
            }
        }
        if most_within(&sent(None), SECOND_SEEN) > 30 {
            mistakes.push("more than 30 messages a second".to_owned());
        }
        mistakes
    }

    /// A chat as its members see it.
    pub fn transcript(&self, chat: i64) -> String {
        let events = self.events.iter().filter(|event| event.chat == chat);
        let line = |event: &Event| {
            let message = &event.message;
            let name = message["sender_chat"]["title"]
                .as_str()
                .or(message["from"]["first_name"].as_str())
                .unwrap_or("?");
            let mut notes = vec![format!("#{}", event.message_id)];
            if let Some(topic) = message["message_thread_id"].as_i64() {
                notes.push(format!("topic {topic}"));
            }
            if let Some(replied) = message["reply_to_message"]["message_id"].as_i64() {
                notes.push(format!("to #{replied}"));
            }
            if event.what == What::Edited {
                notes.push("edited".to_owned());
            }
            if event.what == What::Deleted {
                notes.push("deleted".to_owned());
            }
            if let Some(name) = message["photo"][0]["file_id"].as_str() {
                notes.push(format!("picture {name}"));
            }
            if let Some(name) = message["document"]["file_name"].as_str() {
                notes.push(format!("file {name}"));
            }
            let text = said(message).replace('\n', "\n    ");
            let labels = buttons(message)
                .into_iter()
                .map(|(label, _)| format!("\n    [{label}]"));
            format!(
                "{name} ({}):\n    {text}{}",
                notes.join(", "),
                labels.collect::<String>()
            )
        };
        events.map(line).collect::<Vec<_>>().join("\n")
    }
}

/// The text of a message, or the caption of its file.
pub fn said(message: &Value) -> &str {
    let text = message["text"].as_str().or(message["caption"].as_str());
    text.unwrap_or("")
}

/// The buttons under a message: label and data (empty where it opens a link).
pub fn buttons(message: &Value) -> Vec<(String, String)> {
    let rows = message["reply_markup"]["inline_keyboard"].as_array();
    let rows = rows
        .into_iter()
        .flatten()
        .filter_map(Value::as_array)
        .flatten();
    let text = |button: &Value, field: &str| button[field].as_str().unwrap_or("").to_owned();
    rows.map(|button| (text(button, "text"), text(button, "callback_data")))
        .collect()
}

fn most_within(times: &[Instant], span: Duration) -> usize {
    let count = |from: &Instant| {
        times
            .iter()
            .filter(|at| **at >= *from && **at - *from < span)
            .count()
    };
    times.iter().map(count).max().unwrap_or(0)
}

fn is_addressed(text: &str) -> bool {
    text.contains(&format!("@{BOT_NAME}"))
}

/// The entities Telegram finds by itself: commands and mentions.
fn entities_of(text: &str) -> Vec<Value> {
    let mut entities = Vec::new();
    let mut offset = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_');
        let kind = match bare.chars().next() {
            Some('/') if bare.len() > 1 => Some("bot_command"),
            Some('@') if bare.len() > 4 => Some("mention"),
            _ => None,
        };
        if let Some(kind) = kind {
            entities.push(
                json!({"type": kind, "offset": offset, "length": bare.encode_utf16().count()}),
            );
        }
        offset += word.encode_utf16().count();
    }
    entities
}
