//! What a handler wants said, written down until the update is done.

use std::sync::{Arc, Mutex, PoisonError};

use teloxide::Bot;
use teloxide::types::{CallbackQueryId, ChatId, MessageId};

use super::outgoing::Item;
use super::presses::Presses;
use super::render::Outgoing;
use super::send::{Notice, Place, Sender};
use crate::store::NewMessage;
use crate::text::Rich;

/// Takes what is to be said about one update, in its order; nothing is sent before the update is done.
pub struct Recorder {
    sender: Arc<Sender>,
    presses: Arc<Presses>,
    said: Mutex<Vec<(ChatId, Item)>>,
    /// Where a notice goes as a message, once the press itself was answered.
    notices_to: ChatId,
}

impl Recorder {
    /// One that holds nothing yet.
    pub fn new(sender: Arc<Sender>, presses: Arc<Presses>, notices_to: ChatId) -> Self {
        Recorder {
            sender,
            presses,
            said: Mutex::default(),
            notices_to,
        }
    }

    /// What was said.
    pub fn into_messages(self) -> Vec<NewMessage> {
        let said = self
            .said
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        let message = |(chat, item): (ChatId, Item)| NewMessage {
            chat: chat.0,
            // Nothing in it can fail to be written.
            body: serde_json::to_string(&item).unwrap_or_default(),
        };
        said.into_iter().map(message).collect()
    }

    fn say(&self, chat: ChatId, item: Item) {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        said.push((chat, item));
    }

    /// Says a message.
    pub fn send(&self, place: Place, message: &Outgoing) {
        let (spot, message) = (place.into(), message.clone());
        self.say(place.chat, Item::Send { spot, message });
    }

    /// Asks a question whose answer comes as a reply, from the person replied to alone.
    pub fn ask(&self, place: Place, question: &Rich, placeholder: String) {
        let item = Item::Ask {
            spot: place.into(),
            question: question.clone(),
            placeholder,
        };
        self.say(place.chat, item);
    }

    /// Puts a message in the place of one sent before, or says it where that one can no more be edited.
    pub fn edit(&self, place: Place, id: MessageId, message: &Outgoing) {
        let item = Item::Edit {
            id,
            spot: place.into(),
            message: message.clone(),
        };
        self.say(place.chat, item);
    }

    /// Takes the buttons off a message.
    pub fn strip(&self, chat: ChatId, id: MessageId) {
        self.say(chat, Item::Strip { id });
    }

    /// Answers a press. Where that was answered already, since it had to wait, the notice becomes a message.
    pub fn answer(&self, id: CallbackQueryId, notice: Option<Notice>) {
        if self.presses.claim(&id) {
            let sender = self.sender.clone();
            tokio::spawn(async move { sender.answer(id, notice).await });
        } else if let Some(notice) = notice {
            let message = Outgoing::text(notice.into_text());
            self.send(Place::chat(self.notices_to), &message);
        }
    }

    /// The bot itself, for requests that say nothing in a chat.
    pub fn bot(&self) -> &Bot {
        self.sender.bot()
    }
}
