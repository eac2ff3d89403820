//! What the world holds: people, chats, what was done, what goes wrong on purpose.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use serde_json::{Value, json};

/// A person.
#[derive(Debug, Clone, PartialEq)]
pub struct User {
    pub id: i64,
    pub first_name: String,
    pub language: Option<String>,
}

impl User {
    /// As a `User` object.
    pub fn json(&self) -> Value {
        let mut user = json!({
            "id": self.id, "is_bot": false, "first_name": self.first_name,
            "last_name": format!("{}sson", self.first_name), "username": format!("{}_{}", self.first_name.to_lowercase(), self.id),
        });
        if let Some(language) = &self.language {
            user["language_code"] = language.as_str().into();
        }
        user
    }
}

/// What a chat is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    Private,
    Group,
    Supergroup,
    Forum,
}

/// A chat and its messages.
#[derive(Debug)]
pub struct Chat {
    pub id: i64,
    pub kind: Kind,
    pub title: String,
    pub messages: BTreeMap<i64, Value>,
    /// What was deleted by people, so that the bot may still try to edit or answer it.
    pub deleted: BTreeSet<i64>,
    pub topics: BTreeSet<i64>,
    pub next_message: i64,
    /// In a private chat: whether the person ever wrote, and has blocked the bot.
    pub started: bool,
    pub blocked: bool,
    pub migrated_to: Option<i64>,
}

impl Chat {
    /// As a `Chat` object.
    pub fn json(&self) -> Value {
        match self.kind {
            Kind::Private => json!({"id": self.id, "type": "private", "first_name": self.title}),
            Kind::Group => {
                json!({"id": self.id, "type": "group", "title": self.title, "all_members_are_administrators": false})
            }
            Kind::Supergroup => json!({"id": self.id, "type": "supergroup", "title": self.title}),
            Kind::Forum => {
                json!({"id": self.id, "type": "supergroup", "title": self.title, "is_forum": true})
            }
        }
    }
}

/// Something the bot did that people see.
#[derive(Debug, Clone)]
pub struct Event {
    pub what: What,
    pub chat: i64,
    pub message_id: i64,
    /// The message as it was then.
    pub message: Value,
    pub at: Instant,
}

/// What was done to a message.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum What {
    /// By a person.
    Said,
    Sent,
    Edited,
    Deleted,
}

/// A call and what became of it.
#[derive(Debug, Clone)]
pub struct Call {
    pub method: String,
    pub params: Value,
    pub status: u16,
}

/// A callback query or an inline query, and how it was answered.
#[derive(Debug, Default)]
pub struct Query {
    pub answers: Vec<Value>,
}

/// What goes wrong on purpose.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fault {
    /// 429 with these seconds.
    TooMany(u64),
    /// 500.
    Server,
    /// The connection ends before anything is done.
    Drop,
    /// The call is carried out, but its answer never arrives.
    DropAnswer,
    /// The same, and the connection stays open.
    Silence,
}

/// A fault that waits for its call.
#[derive(Debug)]
pub struct Planned {
    pub method: String,
    pub chat: Option<i64>,
    pub fault: Fault,
    pub times: u32,
}

/// Why a call is refused.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    pub code: u16,
    pub description: String,
    pub parameters: Option<Value>,
    /// Whether a bot without mistakes can meet it.
    pub blameless: bool,
}

impl Refusal {
    /// A mistake of the bot.
    pub fn bad(description: impl Into<String>) -> Refusal {
        Refusal {
            code: 400,
            description: format!("Bad Request: {}", description.into()),
            parameters: None,
            blameless: false,
        }
    }

    /// What a bot without mistakes can meet.
    pub fn blameless(code: u16, description: &str) -> Refusal {
        Refusal {
            code,
            description: description.to_owned(),
            parameters: None,
            blameless: true,
        }
    }
}

/// An update that waits to be fetched.
#[derive(Debug)]
pub struct Pending {
    pub id: i64,
    pub update: Value,
    pub kind: String,
    /// By which no two are delivered at a time.
    pub chat: i64,
    pub in_flight: bool,
}

/// Where updates are posted.
#[derive(Debug, Clone)]
pub struct Webhook {
    pub url: String,
    pub secret: Option<String>,
}

/// How a message is written.
#[derive(Debug, Clone, Default)]
pub struct How {
    pub reply_to: Option<i64>,
    pub topic: Option<i64>,
    /// Fields that replace or add to those of the message; one that is null is taken away.
    pub extra: Option<Value>,
}
