//! What a handler wants said, written down until the update is done.

use std::sync::{Arc, Mutex, PoisonError};

use teloxide::payloads::AnswerInlineQuery;
use teloxide::types::{CallbackQueryId, ChatId, MessageId};

use super::outgoing::{Item, Parcel};
use super::presses::{PressAnswer, Presses};
use super::render::Outgoing;
use super::send::{Notice, Place, Sender};
use crate::text::Rich;

/// Takes what is to be said about one update, in its order; nothing is sent before the update is done.
pub struct Recorder {
    sender: Arc<Sender>,
    presses: Arc<Presses>,
    said: Mutex<Vec<(ChatId, Item)>>,
    /// The press that was answered, if the update is one.
    press: Mutex<Option<PressAnswer>>,
    /// What it is answered with, if the update is an inline query.
    inline: Mutex<Option<Box<AnswerInlineQuery>>>,
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
            press: Mutex::default(),
            inline: Mutex::default(),
            notices_to,
        }
    }

    /// What was said; the last message holds the press, so that it is answered even where the process ends before.
    pub fn into_parcels(self) -> Vec<(ChatId, Parcel)> {
        let said = self.said.into_inner();
        let press = self.press.into_inner();
        let press = press.unwrap_or_else(PoisonError::into_inner);
        let parcel = |(chat, item): (ChatId, Item)| {
            let (item, press) = (Some(item), None);
            (chat, Parcel { item, press })
        };
        let said = said.unwrap_or_else(PoisonError::into_inner).into_iter();
        let mut parcels: Vec<(ChatId, Parcel)> = said.map(parcel).collect();
        match parcels.last_mut() {
            Some((_, last)) => last.press = press,
            None if press.is_some() => {
                let item = None;
                parcels.push((self.notices_to, Parcel { item, press }));
            }
            None => {}
        }
        parcels
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
        let mut answer = PressAnswer { id, notice };
        if self.presses.claim(&answer.id) {
            let (presses, sender, answer) =
                (self.presses.clone(), self.sender.clone(), answer.clone());
            tokio::spawn(async move { presses.answer(&sender, answer).await });
        } else if let Some(notice) = answer.notice.take() {
            let message = Outgoing::text(notice.into_text());
            self.send(Place::chat(self.notices_to), &message);
        }
        *self.press.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
    }

    /// Answers an inline query.
    pub fn answer_inline(&self, answer: AnswerInlineQuery) {
        let answer = Some(Box::new(answer));
        *self.inline.lock().unwrap_or_else(PoisonError::into_inner) = answer;
    }

    /// What an inline query is answered with, if the update is one.
    pub fn take_inline(&self) -> Option<Box<AnswerInlineQuery>> {
        let mut inline = self.inline.lock().unwrap_or_else(PoisonError::into_inner);
        inline.take()
    }
}
