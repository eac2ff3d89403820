//! One person in one chat: what they do, and what they then see.

use std::cell::Cell;

use serde_json::Value;

use super::StandIn;
use super::objects::{Event, How, User, What};
use super::world::{World, buttons, said};

/// A person in a chat, who has read everything up to some point.
pub struct Talk<'a> {
    server: &'a StandIn,
    pub user: User,
    pub chat: i64,
    topic: Option<i64>,
    read: Cell<usize>,
}

impl<'a> Talk<'a> {
    /// This person in this chat, from its beginning.
    pub fn new(server: &'a StandIn, user: User, chat: i64) -> Self {
        Talk {
            server,
            user,
            chat,
            topic: None,
            read: Cell::new(0),
        }
    }

    /// The same person in another chat.
    pub fn joins(&self, chat: i64) -> Talk<'a> {
        Talk::new(self.server, self.user.clone(), chat)
    }

    /// The same person in a topic of this chat.
    pub fn in_topic(&self, topic: i64) -> Talk<'a> {
        let mut talk = self.joins(self.chat);
        talk.topic = Some(topic);
        talk
    }

    /// Writes a message; its id.
    pub fn say(&self, text: &str) -> i64 {
        self.say_how(text, How::default())
    }

    /// Writes a reply to a message; its id.
    pub fn reply(&self, to: i64, text: &str) -> i64 {
        let reply_to = Some(to);
        self.say_how(
            text,
            How {
                reply_to,
                ..How::default()
            },
        )
    }

    /// Writes a message in a special way; its id.
    pub fn say_how(&self, text: &str, how: How) -> i64 {
        let how = How {
            topic: self.topic,
            ..how
        };
        self.read_all();
        self.server
            .with(|world| world.say(&self.user.json(), self.chat, text, how))
    }

    /// Mends a message written before.
    pub fn mend(&self, message: i64, text: &str) {
        self.read_all();
        self.server
            .with(|world| world.mend(self.chat, message, text));
    }

    /// Leaves everything so far behind: what is expected next must come after.
    pub fn read_all(&self) {
        self.read.set(self.server.with(|world| world.events.len()));
    }

    /// Waits for a message of the bot that contains `text`, sent or edited since the last one expected; the message.
    #[track_caller]
    pub fn expect(&self, text: &str) -> Value {
        self.expect_event(text).message
    }

    /// As [`Talk::expect`], with how the message came.
    #[track_caller]
    pub fn expect_event(&self, text: &str) -> Event {
        let what = format!(
            "{text:?} in chat {} for {}",
            self.chat, self.user.first_name
        );
        let (at, event) = self.server.wait_for(&what, |world| {
            let mut events = world.events.iter().enumerate().skip(self.read.get());
            let found = events.find(|(_, event)| {
                let is_shown = event.what == What::Sent || event.what == What::Edited;
                is_shown && event.chat == self.chat && said(&event.message).contains(text)
            });
            found.map(|(at, event)| (at, event.clone()))
        });
        self.read.set(at + 1);
        event
    }

    /// Presses the newest button whose label contains `label`; the id of the query.
    #[track_caller]
    pub fn press(&self, label: &str) -> String {
        let (message, data) = self.button(label);
        self.press_data(message, &data)
    }

    /// Sends the press of a button with this data under this message; the id of the query.
    pub fn press_data(&self, message: i64, data: &str) -> String {
        self.read_all();
        self.server
            .with(|world| world.press(&self.user, self.chat, message, data))
    }

    /// The newest button whose label contains `label`: its message and data.
    #[track_caller]
    pub fn button(&self, label: &str) -> (i64, String) {
        let what = format!("a button {label:?} in chat {}", self.chat);
        self.server
            .wait_for(&what, |world| find_button(world, self.chat, label))
    }

    /// Waits for the answer to a query; its text.
    #[track_caller]
    pub fn notice(&self, query: &str) -> String {
        self.server.wait_for("the answer to a press", |world| {
            let answer = world.callbacks[query].answers.first()?;
            Some(answer["text"].as_str().unwrap_or("").to_owned())
        })
    }

    /// The bot's messages in this chat that contain `text`, as they are now.
    pub fn shown(&self, text: &str) -> Vec<Value> {
        self.server.with(|world| {
            let messages = world.chats[&self.chat].messages.values();
            let of_bot = messages.filter(|message| message["from"]["is_bot"] == true);
            of_bot
                .filter(|message| said(message).contains(text))
                .cloned()
                .collect()
        })
    }
}

fn find_button(world: &World, chat: i64, label: &str) -> Option<(i64, String)> {
    let messages = world.chats[&chat].messages.iter().rev();
    messages
        .flat_map(|(id, message)| {
            buttons(message)
                .into_iter()
                .map(move |button| (*id, button))
        })
        .find_map(|(id, (shown, data))| {
            (shown.contains(label) && !data.is_empty()).then_some((id, data))
        })
}
