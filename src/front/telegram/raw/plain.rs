//! The updates that are nearly all there are, read in one go: a text that somebody writes in a private chat, and a press there.
//!
//! The library finds out what a message is by trying one kind after another, which costs more than most answers.

use std::time::Duration;

use serde::Deserialize;
use teloxide::types::{
    CallbackQuery, CallbackQueryId, Chat, ChatId, ChatKind, ChatPrivate, MaybeInaccessibleMessage,
    MediaKind, MediaText, Message, MessageCommon, MessageEntity, MessageId, MessageKind, Update,
    UpdateId, UpdateKind, User,
};

/// With any field that is not here it is for the library.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlainUpdate {
    update_id: u32,
    message: Option<PlainMessage>,
    callback_query: Option<PlainPress>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlainMessage {
    message_id: i32,
    date: u32,
    chat: PlainChat,
    from: User,
    text: String,
    #[serde(default)]
    entities: Vec<MessageEntity>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlainChat {
    id: i64,
    #[serde(rename = "type")]
    _type: Private,
    username: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Private {
    Private,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlainPress {
    id: String,
    from: User,
    message: PressedMessage,
    chat_instance: String,
    data: String,
}

/// What its message says changes nothing about a press, so that other fields are left out.
#[derive(Deserialize)]
struct PressedMessage {
    message_id: i32,
    date: u32,
    chat: PlainChat,
}

/// A text or a press of a private chat, from its JSON; none for anything else. The message that was pressed is without its content.
pub fn read(body: &str) -> Option<Update> {
    let update: PlainUpdate = serde_json::from_str(body).ok()?;
    let kind = match (update.message, update.callback_query) {
        (Some(message), None) => UpdateKind::Message(text(message)),
        (None, Some(press)) => UpdateKind::CallbackQuery(pressed(press)?),
        _ => return None,
    };
    Some(Update {
        id: UpdateId(update.update_id),
        kind,
    })
}

fn text(message: PlainMessage) -> Message {
    let said = MediaText {
        text: message.text,
        entities: message.entities,
        link_preview_options: None,
    };
    let common = MessageCommon {
        author_signature: None,
        paid_star_count: None,
        effect_id: None,
        forward_origin: None,
        reply_to_message: None,
        external_reply: None,
        quote: None,
        reply_to_story: None,
        sender_boost_count: None,
        edit_date: None,
        media_kind: MediaKind::Text(said),
        reply_markup: None,
        is_automatic_forward: false,
        has_protected_content: false,
        is_from_offline: false,
        business_connection_id: None,
    };
    let kind = MessageKind::Common(common);
    in_chat(
        message.message_id,
        message.date,
        message.chat,
        Some(message.from),
        kind,
    )
}

/// The press; none of a message that is too old to be seen, which has no date.
fn pressed(press: PlainPress) -> Option<CallbackQuery> {
    let PressedMessage {
        message_id,
        date,
        chat,
    } = press.message;
    let message = in_chat(message_id, date, chat, None, MessageKind::Empty {});
    (date > 0).then(|| CallbackQuery {
        id: CallbackQueryId(press.id),
        from: press.from,
        message: Some(MaybeInaccessibleMessage::Regular(Box::new(message))),
        inline_message_id: None,
        chat_instance: press.chat_instance,
        data: Some(press.data),
        game_short_name: None,
    })
}

fn in_chat(id: i32, date: u32, chat: PlainChat, from: Option<User>, kind: MessageKind) -> Message {
    let private = ChatPrivate {
        username: chat.username,
        first_name: chat.first_name,
        last_name: chat.last_name,
    };
    let mut message = Message {
        id: MessageId(id),
        thread_id: None,
        from,
        sender_chat: None,
        // 1970.
        date: Default::default(),
        chat: Chat {
            id: ChatId(chat.id),
            kind: ChatKind::Private(private),
        },
        is_topic_message: false,
        via_bot: None,
        sender_business_bot: None,
        kind,
    };
    message.date += Duration::from_secs(date.into());
    message
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn written(extra: Value) -> String {
        let chat =
            json!({"id": 7, "type": "private", "first_name": "Ana", "username": "ana_writes"});
        let mut message = json!({
            "message_id": 5, "date": 1_795_305_600, "chat": chat, "text": "né\n",
            "from": {"id": 7, "is_bot": false, "first_name": "Ana", "language_code": "en", "is_premium": true},
        });
        for (name, value) in extra.as_object().unwrap() {
            message[name] = value.clone();
        }
        json!({"update_id": 1, "message": message}).to_string()
    }

    #[test]
    fn a_text_is_read_as_the_library_reads_it() {
        let command = json!([{"type": "bot_command", "offset": 0, "length": 1}]);
        for extra in [json!({}), json!({"entities": command})] {
            let body = written(extra);
            let library: Update = serde_json::from_str(&body).unwrap();
            assert_eq!(read(&body), Some(library));
        }
    }

    #[test]
    fn a_press_is_read_as_the_library_reads_it_but_for_the_text_pressed() {
        let from = json!({"id": 7, "is_bot": false, "first_name": "Ana"});
        let message = |date: u32| {
            json!({"message_id": 5, "date": date, "text": "?", "from": from,
                "chat": {"id": 7, "type": "private", "first_name": "Ana"}})
        };
        let press = |message: Value| {
            let query = json!({"id": "41", "from": from, "chat_instance": "7", "data": "yes",
                "message": message});
            json!({"update_id": 1, "callback_query": query}).to_string()
        };
        let body = press(message(1_795_305_600));
        let mut library: Update = serde_json::from_str(&body).unwrap();
        let UpdateKind::CallbackQuery(query) = &mut library.kind else {
            panic!("{library:?}");
        };
        let Some(MaybeInaccessibleMessage::Regular(message_read)) = &mut query.message else {
            panic!("{query:?}");
        };
        (message_read.kind, message_read.from) = (MessageKind::Empty {}, None);
        assert_eq!(read(&body), Some(library));
        assert_eq!(read(&press(message(0))), None, "too old to be seen");
    }

    #[test]
    fn anything_else_is_left_to_the_library() {
        let group = json!({"id": -7, "type": "group", "title": "Ana"});
        for extra in [
            json!({"chat": group}),
            json!({"caption": "here"}),
            json!({"via_bot": {"id": 8, "is_bot": true, "first_name": "Bot"}}),
            json!({"entities": [{"type": "date_time", "offset": 0, "length": 3}]}),
            json!({"text": null}),
            json!({"date": "today"}),
        ] {
            assert_eq!(read(&written(extra.clone())), None, "{extra}");
        }
        for body in ["{\"update_id\":1}", "{}", "[", "", "null"] {
            assert_eq!(read(body), None, "{body}");
        }
    }
}
