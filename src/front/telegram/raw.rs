//! Updates as they come: what the library reads of them, and what it leaves out though it can be answered.

mod plain;

use serde_json::{Map, Value, json};
use teloxide::types::{MediaKind, Message, MessageKind, Update, UpdateKind};

use crate::language::TypedCommand;

/// Messages longer than this are heard by themselves.
const LONGEST_SHORT: usize = 60;
/// Together they are not longer than this.
const LONGEST_TOGETHER: usize = 300;

/// What a message is made of that every release of the library reads.
const KEPT: [&str; 9] = [
    "message_id",
    "date",
    "chat",
    "from",
    "sender_chat",
    "message_thread_id",
    "is_topic_message",
    "edit_date",
    "via_bot",
];

/// An update from its JSON; none for what is none. A message of a kind, or with an entity, that the library does not know is
/// read for its text or caption alone; one that people send without either as a message without text.
pub fn read(body: &str) -> Option<Update> {
    if let Some(update) = plain::read(body) {
        return Some(update);
    }
    // Only from a text does the library tell the kinds.
    let update: Update = serde_json::from_str(body).ok()?;
    if is_read(&update) {
        return Some(update);
    }
    let value = serde_json::from_str(body).ok()?;
    Some(bare(value).unwrap_or(update))
}

/// Whether the library made something of it.
fn is_read(update: &Update) -> bool {
    match &update.kind {
        UpdateKind::Message(message) | UpdateKind::EditedMessage(message) => {
            !matches!(message.kind, MessageKind::Empty {})
        }
        UpdateKind::Error(_) => false,
        _ => true,
    }
}

/// The update with nothing of its message but who wrote what where.
fn bare(mut value: Value) -> Option<Update> {
    for kind in ["message", "edited_message"] {
        let Some(message) = value.get(kind).and_then(Value::as_object) else {
            continue;
        };
        let mut kept: Map<String, Value> = KEPT
            .iter()
            .filter_map(|&name| Some((name.to_owned(), message.get(name)?.clone())))
            .collect();
        let text = message.get("text").or(message.get("caption"));
        // A service message says nothing, and a kind that nobody knows is not told from one: only what a person can send
        // has one of these.
        let is_sent = [
            "dice",
            "gift",
            "live_photo",
            "voice",
            "video_note",
            "sticker",
            "document",
        ]
        .iter()
        .any(|kind| message.contains_key(*kind));
        match text {
            Some(text) => kept.insert("text".to_owned(), text.clone()),
            None if is_sent => kept.insert("text".to_owned(), json!("")),
            None => return None,
        };
        let entities = entities(message.get("entities").or(message.get("caption_entities")));
        kept.insert("entities".to_owned(), entities);
        let reply = message.get("reply_to_message");
        if let Some(reply) =
            reply.filter(|&reply| serde_json::from_value::<Message>(reply.clone()).is_ok())
        {
            kept.insert("reply_to_message".to_owned(), reply.clone());
        }
        value[kind] = Value::Object(kept);
        let update: Update = serde_json::from_str(&value.to_string()).ok()?;
        return is_read(&update).then_some(update);
    }
    None
}

/// The entities that the library knows.
fn entities(all: Option<&Value>) -> Value {
    let known = |entity: &&Value| {
        serde_json::from_value::<teloxide::types::MessageEntity>((*entity).clone()).is_ok()
    };
    let all = all.and_then(Value::as_array).into_iter().flatten();
    all.filter(known).cloned().collect()
}

/// What a log calls an update.
pub fn kind(update: &Update) -> &'static str {
    match &update.kind {
        UpdateKind::Message(message) if message.chat.is_private() => "private-message",
        UpdateKind::Message(_) => "group-message",
        UpdateKind::EditedMessage(_) => "edited-message",
        UpdateKind::CallbackQuery(_) => "press",
        UpdateKind::InlineQuery(_) => "inline-query",
        UpdateKind::MyChatMember(_) => "membership",
        UpdateKind::Error(_) => "unreadable",
        _ => "other",
    }
}

/// Two messages of a private chat that are heard as one, the second with the text of both; none where each is to be heard by
/// itself.
pub fn heard_together(first: &Update, second: &Update) -> Option<Update> {
    let before = short_text(first, LONGEST_TOGETHER)?;
    let after = short_text(second, LONGEST_SHORT)?;
    let text = format!("{before}\n{after}");
    if text.chars().count() > LONGEST_TOGETHER {
        return None;
    }
    let mut joined = second.clone();
    let UpdateKind::Message(message) = &mut joined.kind else {
        return None;
    };
    let MessageKind::Common(common) = &mut message.kind else {
        return None;
    };
    let MediaKind::Text(said) = &mut common.media_kind else {
        return None;
    };
    said.text = text;
    // Their places are those in one of the texts.
    said.entities.clear();
    Some(joined)
}

/// The text of a short message of a private chat that is no command.
fn short_text(update: &Update, most: usize) -> Option<&str> {
    let UpdateKind::Message(message) = &update.kind else {
        return None;
    };
    let is_plain = message.chat.is_private() && message.via_bot.is_none();
    let text = message.text().filter(|_| is_plain)?;
    let is_short = text.chars().count() <= most && !text.trim().is_empty();
    (is_short && TypedCommand::read(text).is_none()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(extra: Value) -> Value {
        let mut message = json!({
            "message_id": 5, "date": 1_795_305_600,
            "chat": {"id": 7, "type": "private", "first_name": "Ana"},
            "from": {"id": 7, "is_bot": false, "first_name": "Ana"},
        });
        for (name, value) in extra.as_object().unwrap() {
            message[name] = value.clone();
        }
        json!({"update_id": 1, "message": message})
    }

    fn text_of(update: &Update) -> Option<&str> {
        match &update.kind {
            UpdateKind::Message(message) => message.text(),
            _ => None,
        }
    }

    #[test]
    fn what_the_library_leaves_out_is_read_for_its_text() {
        let external = json!({"origin": {"type": "user", "date": 1,
            "sender_user": {"id": 9, "is_bot": false, "first_name": "Bo"}}});
        for (what, extra) in [
            (
                "a reply to another chat's message",
                json!({"text": "welder", "external_reply": external}),
            ),
            (
                "a new entity",
                json!({"text": "welder", "entities": [
                {"type": "date_time", "offset": 0, "length": 3, "unix_time": 1, "date_time_format": "d"}]}),
            ),
            (
                "a live photo with a caption",
                json!({"caption": "welder", "live_photo": {"file_id": "f"}}),
            ),
        ] {
            let update = read(&message(extra).to_string()).unwrap();
            assert_eq!(text_of(&update), Some("welder"), "{what}");
        }
    }

    #[test]
    fn what_people_send_without_a_text_is_a_message_without_text() {
        for extra in [
            json!({"dice": {"emoji": "🎲", "value": 3}}),
            json!({"gift": {"gift": {"id": "g"}}}),
            json!({"live_photo": {"file_id": "f"}}),
            json!({"voice": {"file_id": "f", "file_unique_id": "u", "duration": 1}}),
        ] {
            let update = read(&message(extra.clone()).to_string()).unwrap();
            let UpdateKind::Message(message) = &update.kind else {
                panic!("{extra}");
            };
            let is_common = matches!(message.kind, MessageKind::Common(_) | MessageKind::Dice(_));
            assert!(is_common, "{extra}: {message:?}");
        }
    }

    #[test]
    fn what_is_no_message_of_a_person_stays_unread() {
        for body in [
            "{\"update_id\":1,\"never\":{}}",
            "{\"update_id\":1,\"message\":{\"message_id\":1}}",
        ] {
            let update = read(body).unwrap();
            assert_eq!(kind(&update), "unreadable", "{body}");
        }
        assert!(read("{}").is_none() && read("[").is_none());
    }

    #[test]
    fn short_messages_are_heard_together_and_commands_alone() {
        let say = |text: &str| read(&message(json!({"text": text})).to_string()).unwrap();
        let both = heard_together(&say("welder"), &say("dubai")).unwrap();
        let all = heard_together(&both, &say("3 years")).unwrap();
        assert_eq!(text_of(&all), Some("welder\ndubai\n3 years"));
        let long = "nurse ".repeat(30);
        for (first, second) in [
            ("/start", "welder"),
            ("welder", "/privacy"),
            ("welder", &long),
        ] {
            assert!(
                heard_together(&say(first), &say(second)).is_none(),
                "{first} {second}"
            );
        }
    }
}
