//! Sending within Telegram's limits: every message waits for its turn.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use teloxide::payloads::{AnswerCallbackQuery, AnswerInlineQuery};
use teloxide::requests::Payload;
use teloxide::types::{
    CallbackQueryId, ChatId, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions,
    MessageId, ThreadId,
};
use tokio::time::{sleep, sleep_until, timeout};

use super::api::{Api, CallError};
use super::limiter::{Limiter, Limits};
use super::render::{ButtonAction, MessageButton};
use crate::answer::{Picture, Pictures};
use crate::text::Rich;

/// How long a press or an inline query is tried to be answered; Telegram forgets it after some 15 s.
const LONGEST_ANSWER: Duration = Duration::from_secs(10);
/// How often, and the pause between.
const MAX_ANSWERS: u32 = 3;
const ANSWER_PAUSE: Duration = Duration::from_millis(500);

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

/// What sends messages needs: the client, the pictures, and whose turn it is.
pub struct Sender {
    api: Arc<Api>,
    pictures: Arc<Pictures>,
    limiter: Mutex<Limiter>,
    /// Those whose turn has come wait here in their order.
    gate: tokio::sync::Mutex<()>,
}

impl Sender {
    /// A sender that has sent nothing yet.
    pub fn new(api: Arc<Api>, pictures: Arc<Pictures>, limits: Limits) -> Self {
        Sender {
            api,
            pictures,
            limiter: Mutex::new(Limiter::new(limits)),
            gate: tokio::sync::Mutex::new(()),
        }
    }

    /// The client for calls.
    pub fn api(&self) -> &Api {
        &self.api
    }

    /// The picture as PNG, drawn where it holds up no other update.
    pub async fn draw(&self, picture: &Picture) -> Option<Arc<[u8]>> {
        let (pictures, svg) = (self.pictures.clone(), picture.svg.clone());
        let drawing = tokio::task::spawn_blocking(move || pictures.png(&svg)).await;
        let drawn = drawing
            .map_err(|error| error.to_string())
            .and_then(|png| png.map_err(|error| error.to_string()));
        drawn
            .inspect_err(|error| log::error!("{}: {error}", picture.name))
            .ok()
    }

    /// Answers a press, which Telegram wants soon and exactly once, so it waits for nobody, and nobody for it.
    pub async fn answer(&self, id: CallbackQueryId, notice: Option<Notice>) {
        let mut payload = AnswerCallbackQuery::new(id);
        if let Some(notice) = notice {
            payload.text = Some(notice.text);
            payload.show_alert = notice.alert.then_some(true);
        }
        self.answer_by(&payload, "a press").await;
    }

    /// Answers an inline query, as soon as a press.
    pub async fn answer_inline(&self, answer: &AnswerInlineQuery) {
        self.answer_by(answer, "an inline query").await;
    }

    /// Answers `what` somebody waits for.
    async fn answer_by<P>(&self, payload: &P, what: &str)
    where
        P: Payload + Serialize,
        P::Output: DeserializeOwned,
    {
        let attempts = async {
            for attempt in 1.. {
                let error = match self.api.call(payload).await {
                    Ok(_) => return None,
                    Err(error) => error,
                };
                let pause = match &error {
                    CallError::Wait(time) => *time,
                    error if error.may_pass() => ANSWER_PAUSE,
                    _ => return Some(error),
                };
                if attempt == MAX_ANSWERS {
                    return Some(error);
                }
                sleep(pause).await;
            }
            None
        };
        match timeout(LONGEST_ANSWER, attempts).await {
            Ok(None) => {}
            // Nobody waits for it any more.
            Ok(Some(CallError::Refused { description, .. }))
                if description.contains("query is too old") => {}
            Ok(Some(error)) => log::warn!("{what} was not answered: {error}"),
            Err(_) => log::warn!("{what} was not answered in time"),
        }
    }

    /// Waits until a message may be sent to this chat.
    pub async fn wait_for_turn(&self, chat: ChatId) {
        let turn = self.limiter().turn(chat.0, Instant::now());
        self.wait_from(turn).await;
    }

    /// Waits from a chat's turn on until a message may be sent to any chat.
    pub(super) async fn wait_from(&self, turn: Instant) {
        // A timer that is due already would be waited for until the next millisecond begins.
        if turn > Instant::now() {
            sleep_until(turn.into()).await;
        }
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Plain text, at most [`Notice::MAX_CHARACTERS`].
    text: String,
    /// Whether it has to be put away by hand.
    alert: bool,
}

impl Notice {
    /// The text, for a message.
    pub fn into_text(self) -> String {
        self.text
    }

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
