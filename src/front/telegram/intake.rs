//! What polling and webhook share: which updates are asked for, where they go, and why the bot cannot run.

use std::net::SocketAddr;
use std::sync::Arc;

use teloxide::types::{AllowedUpdate, Update, UpdateKind};
use teloxide::{ApiError, RequestError};
use thiserror::Error;
use url::Url;

use super::front::Front;
use super::redact::redacted;
use super::update_queue::UpdateQueue;

/// The updates asked for; all others would be of no use here.
pub const WANTED: [AllowedUpdate; 5] = [
    AllowedUpdate::Message,
    AllowedUpdate::EditedMessage,
    AllowedUpdate::CallbackQuery,
    AllowedUpdate::InlineQuery,
    AllowedUpdate::MyChatMember,
];
/// No more updates are taken in while so many are in hand.
pub const MAX_IN_HAND: usize = 2_000;
/// Where Telegram sends updates.
#[derive(Debug, Clone)]
pub struct Webhook {
    pub url: Url,
    pub listen: SocketAddr,
    pub secret: String,
}

/// Why the bot could not run. What a request failed of is told without its source, whose address holds the token.
#[derive(Debug, Error)]
pub enum ServeError {
    #[error("Telegram refuses the token: check TELOXIDE_TOKEN")]
    Token,
    #[error("Telegram cannot be reached at {url}: {problem}")]
    Unreachable { url: String, problem: String },
    #[error("cannot listen on {address}")]
    Listen {
        address: SocketAddr,
        #[source]
        problem: std::io::Error,
    },
    #[error("Telegram refuses the webhook {url}: {problem}")]
    Webhook { url: Url, problem: String },
    #[error("the server for the webhook ended by itself")]
    Deaf,
}

/// Everything that takes updates in shares this.
pub struct Intake {
    pub front: Arc<Front>,
    pub update_queue: UpdateQueue<(i64, u64), Update>,
}

impl Intake {
    /// Takes in one update.
    pub fn take(&self, update: Update) {
        let chat = update.chat().map_or(0, |chat| chat.id.0);
        let user = update.from().map_or(0, |user| user.id.0);
        let front = self.front.clone();
        let handle = move |update| front.clone().handle(update);
        if let Err(update) = self.update_queue.put((chat, user), update, handle) {
            log::warn!("an update was turned away: too many are waiting in its chat");
            // A press has to be answered all the same.
            if let UpdateKind::CallbackQuery(query) = update.kind {
                let front = self.front.clone();
                tokio::spawn(async move { front.turn_away(query).await });
            }
        }
    }
}

/// What a failure at the start means.
pub fn starting(error: &RequestError, url: &str) -> ServeError {
    match error {
        RequestError::Api(ApiError::InvalidToken) => ServeError::Token,
        error => ServeError::Unreachable {
            url: url.to_owned(),
            problem: redacted(error),
        },
    }
}
