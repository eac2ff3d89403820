//! Sending: every message waits for its turn, and what Telegram answers is obeyed.

use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use backon::{BackoffBuilder, ExponentialBuilder, Retryable};
use teloxide::payloads::SendMessage;
use teloxide::prelude::*;
use teloxide::requests::JsonRequest;
use teloxide::types::{
    CallbackQueryId, ChatAction, ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, InputFile,
    LinkPreviewOptions, MessageId, ReplyMarkup, ReplyParameters, ThreadId,
};
use teloxide::{ApiError, RequestError};
use tokio::time::{sleep, sleep_until};

use super::entities::entities;
use super::limiter::{Limiter, Limits};
use super::redact::redacted;
use super::render::{ButtonAction, MessageButton, Outgoing};
use crate::answer::{Document, Picture, Pictures};
use crate::text::Rich;

/// The pauses before a request is tried again, three times at most.
const PAUSES: ExponentialBuilder = ExponentialBuilder::new()
    .with_min_delay(Duration::from_millis(500))
    .with_max_times(3);
/// Telegram is not waited for longer than this with one message.
const LONGEST_WAIT: Duration = Duration::from_secs(120);

/// Where a message goes.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub chat: ChatId,
    /// The forum topic.
    pub topic: Option<ThreadId>,
    /// The message that is answered.
    pub reply_to: Option<MessageId>,
}

impl Place {
    /// A private chat.
    pub fn chat(chat: ChatId) -> Self {
        Place {
            chat,
            topic: None,
            reply_to: None,
        }
    }
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    As(MessageId),
    /// The person blocked the bot, or the bot may not write there.
    Forbidden,
    /// It could not be sent; the log says why.
    Lost,
}

/// Sends messages within Telegram's limits.
pub struct Sender {
    bot: Bot,
    pictures: Arc<Pictures>,
    limiter: Mutex<Limiter>,
    /// Those whose turn has come wait here in their order.
    gate: tokio::sync::Mutex<()>,
}

impl Sender {
    /// A sender that has sent nothing yet.
    pub fn new(bot: Bot, pictures: Arc<Pictures>, limits: Limits) -> Self {
        Sender {
            bot,
            pictures,
            limiter: Mutex::new(Limiter::new(limits)),
            gate: tokio::sync::Mutex::new(()),
        }
    }

    /// Sends one message.
    pub async fn send(&self, place: Place, message: &Outgoing) -> Sent {
        let markup = (!message.rows.is_empty())
            .then(|| ReplyMarkup::InlineKeyboard(keyboard(&message.rows)));
        let text = &message.text;
        match (&message.picture, &message.document) {
            (Some(picture), _) => self.send_picture(place, picture, text, markup).await,
            (None, Some(document)) => self.send_document(place, document, text, markup).await,
            (None, None) => self.send_with(place, text, markup).await,
        }
    }

    /// Sends a file.
    async fn send_document(
        &self,
        place: Place,
        document: &Document,
        caption: &Rich,
        markup: Option<ReplyMarkup>,
    ) -> Sent {
        let outcome = self
            .paced(place.chat, |chat| {
                let content = document.content.clone().into_bytes();
                let file = InputFile::memory(content).file_name(document.name.clone());
                let mut request = self.bot.send_document(chat, file);
                if !caption.is_empty() {
                    request = request
                        .caption(caption.plain())
                        .caption_entities(entities(caption));
                }
                request.reply_markup = markup.clone();
                request.message_thread_id = place.topic;
                request.reply_parameters = reply_to(place);
                request.send()
            })
            .await;
        outcome.map_or_else(|error| lost(&error), |message| Sent::As(message.id))
    }

    /// Sends a picture; its caption alone where there is none to be had.
    async fn send_picture(
        &self,
        place: Place,
        picture: &Picture,
        caption: &Rich,
        markup: Option<ReplyMarkup>,
    ) -> Sent {
        let png = match self.draw(picture).await {
            Some(png) => png,
            None if caption.is_empty() => return Sent::Lost,
            None => return self.send_with(place, caption, markup).await,
        };
        let outcome = self
            .paced(place.chat, |chat| {
                let file =
                    InputFile::memory(png.to_vec()).file_name(format!("{}.png", picture.name));
                let mut request = self.bot.send_photo(chat, file);
                if !caption.is_empty() {
                    request = request
                        .caption(caption.plain())
                        .caption_entities(entities(caption));
                }
                request.reply_markup = markup.clone();
                request.message_thread_id = place.topic;
                request.reply_parameters = reply_to(place);
                request.send()
            })
            .await;
        outcome.map_or_else(|error| lost(&error), |message| Sent::As(message.id))
    }

    /// The picture as PNG, drawn where it holds up no other update.
    async fn draw(&self, picture: &Picture) -> Option<Arc<[u8]>> {
        let (pictures, svg) = (self.pictures.clone(), picture.svg.clone());
        let drawing = tokio::task::spawn_blocking(move || pictures.png(&svg)).await;
        let drawn = drawing
            .map_err(|error| error.to_string())
            .and_then(|png| png.map_err(|error| error.to_string()));
        drawn
            .inspect_err(|error| log::error!("{}: {error}", picture.name))
            .ok()
    }

    /// Asks a question whose answer comes as a reply, from the person replied to alone.
    pub async fn ask(&self, place: Place, question: &Rich, placeholder: String) -> Sent {
        let force = ForceReply::new()
            .selective()
            .input_field_placeholder(Some(placeholder));
        self.send_with(place, question, Some(ReplyMarkup::ForceReply(force)))
            .await
    }

    async fn send_with(&self, place: Place, text: &Rich, markup: Option<ReplyMarkup>) -> Sent {
        let outcome = self
            .paced(place.chat, |chat| {
                let mut request = self.message(chat, text);
                request.reply_markup = markup.clone();
                request.message_thread_id = place.topic;
                request.reply_parameters = reply_to(place);
                request.send()
            })
            .await;
        outcome.map_or_else(|error| lost(&error), |message| Sent::As(message.id))
    }

    /// One message, not sent yet.
    pub(super) fn message(&self, chat: ChatId, text: &Rich) -> JsonRequest<SendMessage> {
        self.bot
            .send_message(chat, text.plain())
            .entities(entities(text))
            .link_preview_options(no_preview())
    }

    /// Puts a message in the place of one sent before, or sends it where that one can no more be edited.
    pub async fn edit(&self, place: Place, id: MessageId, message: &Outgoing) -> Sent {
        if message.has_file() {
            return self.send(place, message).await;
        }
        let outcome = self
            .paced(place.chat, |chat| {
                let mut request = self
                    .bot
                    .edit_message_text(chat, id, message.text.plain())
                    .entities(entities(&message.text))
                    .link_preview_options(no_preview());
                request.reply_markup = (!message.rows.is_empty()).then(|| keyboard(&message.rows));
                request.send()
            })
            .await;
        match outcome {
            Ok(_) => Sent::As(id),
            Err(error) if is_unchanged(&error) => Sent::As(id),
            Err(error) if cannot_be_edited(&error) => self.send(place, message).await,
            Err(error) => lost(&error),
        }
    }

    /// Takes the buttons off a message.
    pub async fn strip(&self, chat: ChatId, id: MessageId) {
        let outcome = self
            .paced(chat, |chat| {
                self.bot.edit_message_reply_markup(chat, id).send()
            })
            .await;
        match outcome {
            Err(error) if !is_unchanged(&error) && !cannot_be_edited(&error) => {
                lost(&error);
            }
            _ => {}
        }
    }

    /// Answers a press, which Telegram wants soon and exactly once, so it waits for nobody.
    pub async fn answer(&self, id: CallbackQueryId, notice: Option<Notice>) {
        let outcome = self
            .persistent(|| {
                let mut request = self.bot.answer_callback_query(id.clone());
                if let Some(notice) = &notice {
                    request.text = Some(notice.text.clone());
                    request.show_alert = notice.alert.then_some(true);
                }
                request.send()
            })
            .await;
        if let Err(error) = outcome {
            log::warn!("a press was not answered: {}", redacted(&error));
        }
    }

    /// Shows that the bot is at work.
    pub async fn typing(&self, place: Place) {
        let mut request = self.bot.send_chat_action(place.chat, ChatAction::Typing);
        request.message_thread_id = place.topic;
        // It is only a courtesy.
        let _ = request.send().await;
    }

    /// The bot itself, for requests that send no message.
    pub fn bot(&self) -> &Bot {
        &self.bot
    }

    /// Makes a request that Telegram counts as a message, in its turn.
    async fn paced<T, F, R>(&self, chat: ChatId, request: F) -> Result<T, RequestError>
    where
        F: Fn(ChatId) -> R,
        R: Future<Output = Result<T, RequestError>>,
    {
        let mut chat = chat;
        let begun = Instant::now();
        let mut pauses = PAUSES.build();
        loop {
            self.wait_for_turn(chat).await;
            let error = match request(chat).await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            match (error, pauses.next()) {
                (RequestError::MigrateToChatId(new), Some(_)) => chat = new,
                (RequestError::RetryAfter(seconds), _) => {
                    let wait = seconds.duration();
                    if begun.elapsed() + wait > LONGEST_WAIT {
                        return Err(RequestError::RetryAfter(seconds));
                    }
                    self.limiter().hold(chat.0, Instant::now() + wait);
                }
                (error, Some(pause)) if may_pass(&error) => sleep(pause).await,
                (error, _) => return Err(error),
            }
        }
    }

    /// Makes a request that is not counted, again where the failure may pass.
    async fn persistent<T, F, R>(&self, request: F) -> Result<T, RequestError>
    where
        F: Fn() -> R,
        R: Future<Output = Result<T, RequestError>>,
    {
        let is_passing =
            |error: &RequestError| may_pass(error) || matches!(error, RequestError::RetryAfter(_));
        let as_asked = |error: &RequestError, pause: Option<Duration>| match error {
            RequestError::RetryAfter(seconds) => pause.map(|_| seconds.duration()),
            _ => pause,
        };
        let again = request.retry(PAUSES).when(is_passing);
        again.adjust(as_asked).await
    }

    /// Waits until a message may be sent to this chat.
    async fn wait_for_turn(&self, chat: ChatId) {
        let turn = self.limiter().turn(chat.0, Instant::now());
        self.wait_from(turn).await;
    }

    /// Waits from a chat's turn on until a message may be sent to any chat.
    pub(super) async fn wait_from(&self, turn: Instant) {
        sleep_until(turn.into()).await;
        let _in_order = self.gate.lock().await;
        loop {
            let free_at = match self.limiter().take(Instant::now()) {
                Ok(()) => return,
                Err(free_at) => free_at,
            };
            sleep_until(free_at.into()).await;
        }
    }

    pub(super) fn limiter(&self) -> std::sync::MutexGuard<'_, Limiter> {
        self.limiter.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a press is answered with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Plain text, at most [`Notice::MAX_CHARACTERS`].
    text: String,
    /// Whether it has to be put away by hand.
    alert: bool,
}

impl Notice {
    /// Telegram's limit.
    const MAX_CHARACTERS: usize = 200;

    /// A notice that goes away by itself.
    pub fn passing(text: &Rich) -> Self {
        Notice {
            text: text.plain().chars().take(Self::MAX_CHARACTERS).collect(),
            alert: false,
        }
    }

    /// A notice that has to be put away by hand.
    pub fn alert(text: &Rich) -> Self {
        Notice {
            alert: true,
            ..Self::passing(text)
        }
    }
}

/// The buttons as Telegram takes them.
pub fn keyboard(rows: &[Vec<MessageButton>]) -> InlineKeyboardMarkup {
    let button = |choice: &MessageButton| match &choice.does {
        ButtonAction::Press(data) => Some(InlineKeyboardButton::callback(&choice.label, data)),
        ButtonAction::Open(address) => {
            let address = address.parse().ok()?;
            Some(InlineKeyboardButton::url(&choice.label, address))
        }
    };
    InlineKeyboardMarkup::new(rows.iter().map(|row| row.iter().filter_map(button)))
}

/// Links to official pages need no pictures.
pub fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}

fn reply_to(place: Place) -> Option<ReplyParameters> {
    let id = place.reply_to?;
    Some(ReplyParameters::new(id).allow_sending_without_reply())
}

fn lost(error: &RequestError) -> Sent {
    if is_forbidden(error) {
        return Sent::Forbidden;
    }
    log::warn!("a message was not sent: {}", redacted(error));
    Sent::Lost
}

/// A failure of the network or of Telegram's servers.
fn may_pass(error: &RequestError) -> bool {
    match error {
        RequestError::Network(_) | RequestError::InvalidJson { .. } => true,
        RequestError::Api(error) => is_of_the_server(error),
        _ => false,
    }
}

/// Whether Telegram's servers failed, perhaps after they did what was asked.
pub(super) fn is_of_the_server(error: &ApiError) -> bool {
    let ApiError::Unknown(text) = error else {
        return false;
    };
    let text = text.to_lowercase();
    let server = [
        "internal server error",
        "bad gateway",
        "gateway timeout",
        "service unavailable",
    ];
    server.iter().any(|problem| text.contains(problem))
}

/// Whether the person blocked the bot, or the bot may not write there.
pub(super) fn is_forbidden(error: &RequestError) -> bool {
    let RequestError::Api(error) = error else {
        return false;
    };
    match error {
        ApiError::BotBlocked
        | ApiError::BotKicked
        | ApiError::BotKickedFromSupergroup
        | ApiError::BotKickedFromChannel
        | ApiError::UserDeactivated
        | ApiError::CantInitiateConversation
        | ApiError::CantTalkWithBots
        | ApiError::ChatNotFound => true,
        ApiError::Unknown(text) => text.starts_with("Forbidden"),
        _ => false,
    }
}

fn is_unchanged(error: &RequestError) -> bool {
    match error {
        RequestError::Api(ApiError::MessageNotModified) => true,
        RequestError::Api(ApiError::Unknown(text)) => text.contains("message is not modified"),
        _ => false,
    }
}

fn cannot_be_edited(error: &RequestError) -> bool {
    match error {
        RequestError::Api(
            ApiError::MessageToEditNotFound
            | ApiError::MessageCantBeEdited
            | ApiError::MessageIdInvalid,
        ) => true,
        RequestError::Api(ApiError::Unknown(text)) => {
            let reasons = [
                "message to edit not found",
                "message can't be edited",
                "there is no text in the message to edit",
            ];
            reasons.iter().any(|reason| text.contains(reason))
        }
        _ => false,
    }
}
