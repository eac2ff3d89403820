//! What the outbox holds, and how it is sent.

use std::sync::Arc;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use teloxide::payloads::{
    EditMessageReplyMarkup, EditMessageText, EditMessageTextSetters, SendMessage,
    SendMessageSetters,
};
use teloxide::types::{ChatId, ForceReply, MessageId, ReplyMarkup, ReplyParameters, ThreadId};

use super::api::{Api, CallError};
use super::entities::entities;
use super::form::Form;
use super::presses::PressAnswer;
use super::render::Outgoing;
use super::send::{Place, Sender, keyboard, no_preview};
use crate::store::NewMessage;
use crate::text::Rich;

/// Where in a chat a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// The forum topic.
    topic: Option<ThreadId>,
    /// The message that is answered.
    reply_to: Option<MessageId>,
}

impl From<Place> for Spot {
    fn from(place: Place) -> Self {
        Spot {
            topic: place.topic,
            reply_to: place.reply_to,
        }
    }
}

/// A row of the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    /// What is to be done in the chat.
    pub item: Option<Item>,
    /// The press that led to it, which has to be answered before the row is done.
    pub press: Option<PressAnswer>,
}

impl Parcel {
    /// A row for a chat, as the store keeps it.
    pub fn written(&self, chat: ChatId) -> NewMessage {
        NewMessage {
            chat: chat.0,
            // Nothing in it can fail to be written.
            body: serde_json::to_string(self).unwrap_or_default(),
        }
    }
}

/// Something to be done in a chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Item {
    Send {
        spot: Spot,
        message: Outgoing,
    },
    /// A question whose answer comes as a reply, from the person replied to alone.
    Ask {
        spot: Spot,
        question: Rich,
        placeholder: String,
    },
    /// Puts a message in the place of one sent before.
    Edit {
        id: MessageId,
        spot: Spot,
        message: Outgoing,
    },
    /// Takes the buttons off a message.
    Strip {
        id: MessageId,
    },
}

impl Item {
    /// Does it by one call; the message that was sent or changed, and whether it has buttons.
    ///
    /// # Errors
    /// As [`CallError`] says.
    pub async fn deliver(
        &self,
        sender: &Sender,
        chat: ChatId,
    ) -> Result<Option<(MessageId, bool)>, CallError> {
        let api = sender.api();
        match self {
            Item::Send { spot, message } => send(sender, chat, *spot, message).await.map(Some),
            Item::Ask {
                spot,
                question,
                placeholder,
            } => {
                let force = ForceReply::new()
                    .selective()
                    .input_field_placeholder(Some(placeholder.clone()));
                let markup = Some(ReplyMarkup::ForceReply(force));
                let id = send_text(api, chat, *spot, question, markup).await?;
                Ok(Some((id, false)))
            }
            Item::Edit { id, spot, message } if message.has_file() => {
                let sent = send(sender, chat, *spot, message).await?;
                log::trace!("{id:?} stays: a file cannot take its place");
                Ok(Some(sent))
            }
            Item::Edit { id, spot, message } => match edit(api, chat, *id, message).await {
                Err(error) if error.cannot_be_edited() => {
                    send(sender, chat, *spot, message).await.map(Some)
                }
                Err(error) if !error.is_unchanged() => Err(error),
                _ => Ok(Some((*id, !message.rows.is_empty()))),
            },
            Item::Strip { id } => {
                let mut payload = EditMessageReplyMarkup::new(chat, *id);
                payload.reply_markup = None;
                let done: Result<IgnoredAny, _> = api
                    .call_named("EditMessageReplyMarkup", &payload, super::api::TIMEOUT)
                    .await;
                match done {
                    Err(error) if !error.is_unchanged() && !error.cannot_be_edited() => Err(error),
                    _ => Ok(None),
                }
            }
        }
    }
}

async fn send(
    sender: &Sender,
    chat: ChatId,
    spot: Spot,
    message: &Outgoing,
) -> Result<(MessageId, bool), CallError> {
    let has_buttons = !message.rows.is_empty();
    let markup = has_buttons.then(|| ReplyMarkup::InlineKeyboard(keyboard(&message.rows)));
    let png = match &message.picture {
        Some(picture) => sender.draw(picture).await.map(|png| (picture, png)),
        None => None,
    };
    let file = match (&png, &message.document) {
        (Some((picture, png)), _) => Some(File {
            method: "SendPhoto",
            field: "photo",
            name: format!("{}.png", picture.name),
            content: png.clone(),
        }),
        (None, Some(document)) => Some(File {
            method: "SendDocument",
            field: "document",
            name: document.name.clone(),
            content: document.content.as_bytes().into(),
        }),
        (None, None) => None,
    };
    // A picture that could not be drawn, and came alone, leaves nothing to send.
    if file.is_none() && message.text.is_empty() {
        return Err(CallError::Refused {
            code: 0,
            description: "there is nothing to send".to_owned(),
        });
    }
    let (api, text) = (sender.api(), &message.text);
    let id = match file {
        Some(file) => send_file(api, chat, spot, file, text, markup).await?,
        None => send_text(api, chat, spot, text, markup).await?,
    };
    Ok((id, has_buttons))
}

/// The part of an answer that is needed.
#[derive(Deserialize)]
struct SentMessage {
    message_id: i32,
}

async fn send_text(
    api: &Api,
    chat: ChatId,
    spot: Spot,
    text: &Rich,
    markup: Option<ReplyMarkup>,
) -> Result<MessageId, CallError> {
    let mut payload = SendMessage::new(chat, text.plain())
        .entities(entities(text))
        .link_preview_options(no_preview());
    payload.reply_markup = markup;
    payload.message_thread_id = spot.topic;
    payload.reply_parameters = reply_to(spot);
    let sent: SentMessage = api
        .call_named("SendMessage", &payload, super::api::TIMEOUT)
        .await?;
    Ok(MessageId(sent.message_id))
}

/// A file to be sent.
struct File {
    method: &'static str,
    field: &'static str,
    name: String,
    content: Arc<[u8]>,
}

async fn send_file(
    api: &Api,
    chat: ChatId,
    spot: Spot,
    file: File,
    caption: &Rich,
    markup: Option<ReplyMarkup>,
) -> Result<MessageId, CallError> {
    let mut form = Form::new()
        .text("chat_id", &chat.0.to_string())
        .text(file.field, "attach://file")
        .file("file", &file.name, &file.content);
    if !caption.is_empty() {
        form = form
            .text("caption", caption.plain())
            .text("caption_entities", &written(&entities(caption)));
    }
    if let Some(markup) = &markup {
        form = form.text("reply_markup", &written(markup));
    }
    if let Some(topic) = spot.topic {
        form = form.text("message_thread_id", &written(&topic));
    }
    if let Some(reply) = reply_to(spot) {
        form = form.text("reply_parameters", &written(&reply));
    }
    let sent: SentMessage = api.call_form(file.method, form).await?;
    Ok(MessageId(sent.message_id))
}

async fn edit(
    api: &Api,
    chat: ChatId,
    id: MessageId,
    message: &Outgoing,
) -> Result<IgnoredAny, CallError> {
    let mut payload = EditMessageText::new(chat, id, message.text.plain())
        .entities(entities(&message.text))
        .link_preview_options(no_preview());
    payload.reply_markup = (!message.rows.is_empty()).then(|| keyboard(&message.rows));
    api.call_named("EditMessageText", &payload, super::api::TIMEOUT)
        .await
}

fn reply_to(spot: Spot) -> Option<ReplyParameters> {
    let id = spot.reply_to?;
    Some(ReplyParameters::new(id).allow_sending_without_reply())
}

fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
