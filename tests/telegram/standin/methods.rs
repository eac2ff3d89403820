//! What each method does, and what it refuses.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::objects::{Kind, Query, Refusal, Webhook, What};
use super::styled::{Styled, check};
use super::upload;
use super::world::{BOT_ID, BOT_NAME, World};

type Params = Map<String, Value>;
type Answer = Result<Value, Refusal>;

const LONGEST_TEXT: usize = 4_096;
const LONGEST_CAPTION: usize = 1_024;
const MAX_BUTTONS: usize = 100;
const MAX_IN_A_ROW: usize = 8;
const MAX_CALLBACK_BYTES: usize = 64;
const MAX_RESULTS: usize = 50;
const MAX_COMMANDS: usize = 100;
const LONGEST_NOTICE: usize = 200;
const NO_FILE: &str = "wrong remote file identifier specified";
const QUERY_GONE: &str = "query is too old and response timeout expired or query ID is invalid";

impl World {
    /// Carries out a call whose parameters have the right names and types.
    pub fn carry_out(&mut self, method: &str, params: &Params) -> Answer {
        match method {
            "getMe" => Ok(self.get_me()),
            "setWebhook" => self.set_webhook(params),
            "deleteWebhook" => {
                self.webhook = None;
                if params.get("drop_pending_updates") == Some(&Value::Bool(true)) {
                    self.updates.clear();
                }
                Ok(true.into())
            }
            "getWebhookInfo" => Ok(json!({
                "url": self.webhook.as_ref().map_or("", |webhook| webhook.url.as_str()),
                "has_custom_certificate": false, "pending_update_count": self.updates.len(),
            })),
            "sendMessage" => {
                let content = content(params, "text")?;
                self.send(params, content, None)
            }
            "sendPhoto" => {
                let caption = caption(params)?;
                let sizes = upload::sizes(text(params, "photo"));
                let sizes = sizes.ok_or(Refusal::bad(NO_FILE))?;
                self.send(params, caption, Some(("photo", sizes)))
            }
            "sendDocument" => {
                let caption = caption(params)?;
                let uploaded = upload::document(text(params, "document"));
                let (document, content) = uploaded.ok_or(Refusal::bad(NO_FILE))?;
                let message = self.send(params, caption, Some(("document", document)))?;
                let chat = message["chat"]["id"].as_i64().unwrap_or(0);
                let id = message["message_id"].as_i64().unwrap_or(0);
                self.documents.insert((chat, id), content.to_owned());
                Ok(message)
            }
            "sendChatAction" => {
                let chat = self.writable(&params["chat_id"])?;
                self.check_topic(chat, params.get("message_thread_id"))?;
                Ok(true.into())
            }
            "editMessageText" | "editMessageReplyMarkup" => self.edit(method, params),
            "deleteMessage" => {
                self.delete(&params["chat_id"], &params["message_id"])?;
                Ok(true.into())
            }
            "deleteMessages" => {
                for id in params["message_ids"].as_array().into_iter().flatten() {
                    self.delete(&params["chat_id"], id)?;
                }
                Ok(true.into())
            }
            "answerCallbackQuery" => self.answer_callback(params),
            "answerInlineQuery" => self.answer_inline(params),
            "setMyCommands" => self.set_commands(params),
            "deleteMyCommands" => {
                self.commands.remove(&command_key(params));
                Ok(true.into())
            }
            "getMyCommands" => {
                let commands = self.commands.get(&command_key(params));
                let json = |(command, description): &(String, String)| json!({"command": command, "description": description});
                Ok(commands.into_iter().flatten().map(json).collect())
            }
            "setMyName" => at_most(params, "name", 64),
            "setMyDescription" => at_most(params, "description", 512),
            "setMyShortDescription" => at_most(params, "short_description", 120),
            "getChat" => {
                let chat = self.writable(&params["chat_id"])?;
                let mut json = self.chats[&chat].json();
                json["accent_color_id"] = 0.into();
                json["max_reaction_count"] = 11.into();
                Ok(json)
            }
            "leaveChat" => self.writable(&params["chat_id"]).map(|_| true.into()),
            _ => Err(Refusal::bad(format!(
                "the stand-in does not carry out {method}"
            ))),
        }
    }

    fn get_me(&self) -> Value {
        let mut me = World::bot();
        let more = json!({
            "can_join_groups": true, "can_read_all_group_messages": self.reads_groups, "supports_inline_queries": true,
            "can_connect_to_business": false, "has_main_web_app": false,
        });
        for (key, value) in more.as_object().into_iter().flatten() {
            me[key] = value.clone();
        }
        me
    }

    fn set_webhook(&mut self, params: &Params) -> Answer {
        let url = text(params, "url");
        let secret = params.get("secret_token").and_then(Value::as_str);
        let is_secret_char = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        if secret.is_some_and(|s| s.is_empty() || s.len() > 256 || !s.chars().all(is_secret_char)) {
            return Err(Refusal::bad("secret token contains unallowed characters"));
        }
        // Loopback needs no TLS, as with a Bot API server of one's own.
        if !url.is_empty() && !url.starts_with("https://") && !url.starts_with("http://127.0.0.1:")
        {
            return Err(Refusal::bad(
                "bad webhook: An HTTPS URL must be provided for webhook",
            ));
        }
        self.webhook = (!url.is_empty()).then(|| Webhook {
            url: url.to_owned(),
            secret: secret.map(str::to_owned),
        });
        self.set_allowed(params);
        Ok(true.into())
    }

    /// Takes over which kinds of updates the bot wants; without a list it stays as it was.
    pub fn set_allowed(&mut self, params: &Params) {
        if let Some(kinds) = params.get("allowed_updates").and_then(Value::as_array) {
            let kinds: Vec<String> = kinds
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect();
            self.allowed = (!kinds.is_empty()).then_some(kinds);
        }
    }

    /// The chat of this id, where the bot may write.
    fn writable(&self, id: &Value) -> Result<i64, Refusal> {
        let chat = id.as_i64().and_then(|id| self.chats.get(&id));
        let chat = chat.ok_or(Refusal::bad("chat not found"))?;
        if let Some(to) = chat.migrated_to {
            let mut moved = Refusal::blameless(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
            );
            moved.parameters = Some(json!({"migrate_to_chat_id": to}));
            return Err(moved);
        }
        if chat.blocked {
            return Err(Refusal::blameless(
                403,
                "Forbidden: bot was blocked by the user",
            ));
        }
        if !chat.started {
            let mut refusal = Refusal::blameless(
                403,
                "Forbidden: bot can't initiate conversation with a user",
            );
            refusal.blameless = false;
            return Err(refusal);
        }
        Ok(chat.id)
    }

    fn check_topic(&self, chat: i64, topic: Option<&Value>) -> Result<Option<i64>, Refusal> {
        let Some(topic) = topic.and_then(Value::as_i64) else {
            return Ok(None);
        };
        // The general topic has the number 1, but nothing can be sent to it by that number.
        if self.chats[&chat].topics.contains(&topic) {
            Ok(Some(topic))
        } else {
            Err(Refusal::bad("message thread not found"))
        }
    }

    /// Sends a message: a text, or a file of this kind with the text for a caption.
    fn send(&mut self, params: &Params, content: Styled, file: Option<(&str, Value)>) -> Answer {
        let chat = self.writable(&params["chat_id"])?;
        let mut topic = self.check_topic(chat, params.get("message_thread_id"))?;
        check_keyboard(params.get("reply_markup"))?;
        let mut replied = None;
        if let Some(reply) = params
            .get("reply_parameters")
            .filter(|reply| !reply.is_null())
        {
            if reply
                .get("chat_id")
                .is_some_and(|other| !other.is_null() && *other != params["chat_id"])
            {
                return Err(Refusal::bad("the stand-in knows no replies in other chats"));
            }
            let id = reply["message_id"].as_i64().unwrap_or(0);
            replied = self.chats[&chat].messages.get(&id).cloned();
            if replied.is_none() && reply["allow_sending_without_reply"] != true {
                let mut refusal = Refusal::bad("message to be replied not found");
                refusal.blameless = self.chats[&chat].deleted.contains(&id);
                return Err(refusal);
            }
        }
        if let Some(original) = &mut replied {
            if original["is_topic_message"] == true {
                topic = topic.or(original["message_thread_id"].as_i64());
            }
            if let Some(original) = original.as_object_mut() {
                original.remove("reply_to_message");
            }
        }
        let kept = self.chats.get_mut(&chat).expect("checked above");
        let id = kept.next_message;
        kept.next_message += 1;
        let mut message = json!({
            "message_id": id, "date": 1_795_305_601, "chat": kept.json(), "from": World::bot(),
        });
        let (said, entities) = match file {
            None => ("text", "entities"),
            Some((kind, file)) => {
                message[kind] = file;
                ("caption", "caption_entities")
            }
        };
        if !content.text.is_empty() {
            message[said] = content.text.into();
        }
        if !content.entities.is_empty() {
            message[entities] = content.entities.into();
        }
        if let Some(replied) = replied {
            message["reply_to_message"] = replied;
        }
        if let Some(topic) = topic {
            message["message_thread_id"] = topic.into();
            message["is_topic_message"] = true.into();
        }
        // People's clients show other markups, but a message keeps only an inline keyboard.
        let mut shown = message.clone();
        if let Some(markup) = params
            .get("reply_markup")
            .filter(|markup| !markup.is_null())
        {
            shown["reply_markup"] = markup.clone();
            if markup.get("inline_keyboard").is_some() {
                message["reply_markup"] = markup.clone();
            }
        }
        kept.messages.insert(id, shown);
        self.record(What::Sent, chat, id);
        Ok(message)
    }

    fn edit(&mut self, method: &str, params: &Params) -> Answer {
        let with_text = method == "editMessageText";
        let content = if with_text {
            Some(content(params, "text")?)
        } else {
            None
        };
        let markup = params
            .get("reply_markup")
            .filter(|markup| !markup.is_null());
        check_keyboard(markup)?;
        if let Some(id) = params.get("inline_message_id").and_then(Value::as_str) {
            let message = self
                .inline_messages
                .get_mut(id)
                .ok_or(Refusal::bad("MESSAGE_ID_INVALID"))?;
            change(message, content, markup)?;
            return Ok(true.into());
        }
        let (Some(chat), Some(id)) = (
            params.get("chat_id"),
            params.get("message_id").and_then(Value::as_i64),
        ) else {
            return Err(Refusal::bad("message identifier is not specified"));
        };
        let chat = self.writable(chat)?;
        let kept = self.chats.get_mut(&chat).expect("checked above");
        let Some(message) = kept.messages.get_mut(&id) else {
            let mut refusal = Refusal::bad("message to edit not found");
            refusal.blameless = kept.deleted.contains(&id);
            return Err(refusal);
        };
        if message["from"]["id"] != BOT_ID {
            return Err(Refusal::bad("message can't be edited"));
        }
        let has_file = ["photo", "document"]
            .iter()
            .any(|kind| message.get(*kind).is_some());
        if content.is_some() && has_file {
            return Err(Refusal::bad("there is no text in the message to edit"));
        }
        change(message, content, markup)?;
        let message = message.clone();
        self.record(What::Edited, chat, id);
        Ok(message)
    }

    fn delete(&mut self, chat: &Value, id: &Value) -> Result<(), Refusal> {
        let chat = self.writable(chat)?;
        let id = id.as_i64().unwrap_or(0);
        let kept = &self.chats[&chat];
        match kept.messages.get(&id) {
            Some(message) if message["from"]["id"] == BOT_ID => {}
            Some(_) if kept.kind == Kind::Private => {}
            Some(_) => return Err(Refusal::bad("message can't be deleted")),
            None => {
                let mut refusal = Refusal::bad("message to delete not found");
                refusal.blameless = kept.deleted.contains(&id);
                return Err(refusal);
            }
        }
        self.remove_message(chat, id);
        Ok(())
    }

    /// Takes a message away, whoever does it.
    pub fn remove_message(&mut self, chat: i64, id: i64) {
        self.record(What::Deleted, chat, id);
        let kept = self.chats.get_mut(&chat).expect("a chat");
        kept.messages.remove(&id);
        kept.deleted.insert(id);
    }

    fn answer_callback(&mut self, params: &Params) -> Answer {
        if text(params, "text").chars().count() > LONGEST_NOTICE {
            return Err(Refusal::bad("MESSAGE_TOO_LONG"));
        }
        let was_killed = self.was_killed;
        let query = self.callbacks.get_mut(text(params, "callback_query_id"));
        answer_once(query, params, was_killed)
    }

    fn answer_inline(&mut self, params: &Params) -> Answer {
        let results = params["results"].as_array().cloned().unwrap_or_default();
        if results.len() > MAX_RESULTS {
            return Err(Refusal::bad("RESULTS_TOO_MUCH"));
        }
        let mut ids = HashSet::new();
        for result in &results {
            let id = result["id"].as_str().unwrap_or("");
            if id.is_empty() || id.len() > 64 || !ids.insert(id) {
                return Err(Refusal::bad("RESULT_ID_INVALID"));
            }
            if result["title"].as_str().unwrap_or("").trim().is_empty() {
                return Err(Refusal::bad("ARTICLE_TITLE_EMPTY"));
            }
            let message = result["input_message_content"]
                .as_object()
                .cloned()
                .unwrap_or_default();
            content(&message, "message_text")?;
            check_keyboard(result.get("reply_markup"))?;
        }
        if let Some(parameter) = params
            .get("button")
            .and_then(|button| button["start_parameter"].as_str())
            && !is_start_parameter(parameter)
        {
            return Err(Refusal::bad("START_PARAM_INVALID"));
        }
        let query = self.inline_queries.get_mut(text(params, "inline_query_id"));
        answer_once(query, params, false)
    }

    fn set_commands(&mut self, params: &Params) -> Answer {
        let commands = params["commands"].as_array().cloned().unwrap_or_default();
        let mut kept: Vec<(String, String)> = Vec::new();
        for command in &commands {
            let name = command["command"].as_str().unwrap_or("");
            let description = command["description"].as_str().unwrap_or("");
            let is_name_char = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            if !(1..=32).contains(&name.len())
                || !name.chars().all(is_name_char)
                || kept.iter().any(|(n, _)| n == name)
            {
                return Err(Refusal::bad(format!("BOT_COMMAND_INVALID {name}")));
            }
            if !(1..=256).contains(&description.chars().count()) {
                return Err(Refusal::bad(format!(
                    "BOT_COMMAND_DESCRIPTION_INVALID {name}"
                )));
            }
            kept.push((name.to_owned(), description.to_owned()));
        }
        if commands.len() > MAX_COMMANDS {
            return Err(Refusal::bad("BOT_COMMANDS_TOO_MUCH"));
        }
        let language = text(params, "language_code");
        if !(language.is_empty() || language.len() == 2) {
            return Err(Refusal::bad("LANG_CODE_INVALID"));
        }
        self.commands.insert(command_key(params), kept);
        Ok(true.into())
    }
}

/// A parameter's text, empty where it is not given.
fn text<'a>(params: &'a Params, name: &str) -> &'a str {
    params.get(name).and_then(Value::as_str).unwrap_or("")
}

fn at_most(params: &Params, name: &str, most: usize) -> Answer {
    if text(params, name).chars().count() > most {
        return Err(Refusal::bad(format!("{name} is too long")));
    }
    Ok(true.into())
}

/// The scope and the language a list of commands belongs to.
fn command_key(params: &Params) -> (String, String) {
    let scope = params.get("scope").filter(|scope| !scope.is_null());
    let scope = scope.map_or("default".to_owned(), |scope| {
        scope["type"].as_str().unwrap_or("").to_owned()
    });
    (scope, text(params, "language_code").to_owned())
}

fn answer_once(query: Option<&mut Query>, params: &Params, was_killed: bool) -> Answer {
    let query = query.ok_or(Refusal::bad(QUERY_GONE))?;
    query.answers.push(Value::Object(params.clone()));
    if query.answers.len() > 1 {
        return Err(Refusal {
            blameless: was_killed,
            ..Refusal::bad(QUERY_GONE)
        });
    }
    Ok(true.into())
}

/// The text of a message with its entities.
fn content(params: &Params, field: &str) -> Result<Styled, Refusal> {
    let content = styled(params, field, "entities")?;
    if content.text.is_empty() {
        return Err(Refusal::bad("message text is empty"));
    }
    if content.text.encode_utf16().count() > LONGEST_TEXT {
        return Err(Refusal::bad("message is too long"));
    }
    Ok(content)
}

/// The text under a file, which may be empty.
fn caption(params: &Params) -> Result<Styled, Refusal> {
    let caption = styled(params, "caption", "caption_entities")?;
    if caption.text.encode_utf16().count() > LONGEST_CAPTION {
        return Err(Refusal::bad("message caption is too long"));
    }
    Ok(caption)
}

fn styled(params: &Params, field: &str, entities: &str) -> Result<Styled, Refusal> {
    if params.get("parse_mode").is_some_and(|mode| !mode.is_null()) {
        return Err(Refusal::bad("the stand-in parses no markup"));
    }
    let entities = params.get(entities).and_then(Value::as_array);
    check(text(params, field), entities.map_or(&[], Vec::as_slice))
        .map_err(|error| Refusal::bad(format!("can't parse entities: {error}")))
}

fn check_keyboard(markup: Option<&Value>) -> Result<(), Refusal> {
    let Some(rows) = markup.and_then(|markup| markup["inline_keyboard"].as_array()) else {
        return Ok(());
    };
    let mut count = 0;
    for row in rows {
        let row = row.as_array().map_or(&[][..], Vec::as_slice);
        count += row.len();
        if row.is_empty() || row.len() > MAX_IN_A_ROW || count > MAX_BUTTONS {
            return Err(Refusal::bad("REPLY_MARKUP_INVALID"));
        }
        for button in row {
            check_button(button)?;
        }
    }
    Ok(())
}

fn check_button(button: &Value) -> Result<(), Refusal> {
    let fields = button
        .as_object()
        .map_or(0, |button| button.values().filter(|v| !v.is_null()).count());
    if fields != 2 {
        return Err(Refusal::bad(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ));
    }
    if button["text"].as_str().unwrap_or("").trim().is_empty() {
        return Err(Refusal::bad(
            "can't parse inline keyboard button: Text is empty",
        ));
    }
    if let Some(data) = button["callback_data"].as_str()
        && !(1..=MAX_CALLBACK_BYTES).contains(&data.len())
    {
        return Err(Refusal::bad("BUTTON_DATA_INVALID"));
    }
    if let Some(url) = button["url"].as_str() {
        let link = url
            .strip_prefix("https://t.me/")
            .and_then(|link| link.split_once('?'));
        let start = link.map(|(bot, query)| (bot, query.strip_prefix("start=").unwrap_or("")));
        let is_known = ["https://", "http://", "tg://"]
            .iter()
            .any(|scheme| url.starts_with(scheme));
        if !is_known
            || start.is_some_and(|(bot, start)| bot != BOT_NAME || !is_start_parameter(start))
        {
            return Err(Refusal::bad("BUTTON_URL_INVALID"));
        }
    }
    Ok(())
}

/// Whether a deep link may carry this.
fn is_start_parameter(text: &str) -> bool {
    let is_char = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    (1..=64).contains(&text.len()) && text.chars().all(is_char)
}

/// Gives a message its new text and keyboard; without a keyboard it loses the one it has.
fn change(
    message: &mut Value,
    content: Option<Styled>,
    markup: Option<&Value>,
) -> Result<(), Refusal> {
    let mut changed = message.clone();
    let fields = changed.as_object_mut().expect("messages are objects");
    if let Some(content) = content {
        fields.insert("text".to_owned(), content.text.into());
        fields.remove("entities");
        if !content.entities.is_empty() {
            fields.insert("entities".to_owned(), content.entities.into());
        }
    }
    fields.remove("reply_markup");
    let is_keyboard = |markup: &&Value| {
        markup["inline_keyboard"]
            .as_array()
            .is_some_and(|rows| !rows.is_empty())
    };
    if let Some(markup) = markup.filter(is_keyboard) {
        fields.insert("reply_markup".to_owned(), markup.clone());
    }
    let same = |field: &str| message.get(field) == changed.get(field);
    if same("text") && same("entities") && same("reply_markup") {
        return Err(Refusal::blameless(
            400,
            "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
        ));
    }
    changed["edit_date"] = 1_795_305_602.into();
    *message = changed;
    Ok(())
}
