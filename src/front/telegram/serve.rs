//! Starting, running and stopping the bot.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use teloxide::prelude::*;
use teloxide::types::{AllowedUpdate, Update, UpdateKind};
use teloxide::{ApiError, RequestError};
use thiserror::Error;
use tokio::sync::watch;
use tokio::time::timeout;
use url::Url;

use super::front::Front;
use super::lanes::Lanes;
use super::limiter::{Flood, Limits};
use super::logged::safe;
use super::send::Sender;
use super::triggers::Triggers;
use super::{commands, polling, reminders, webhook};
use crate::answer::Presenter;
use crate::clock::Clock;
use crate::store::{KEPT_IDLE, Store};

/// The updates asked for; all others would be of no use here.
pub const WANTED: [AllowedUpdate; 4] = [
    AllowedUpdate::Message,
    AllowedUpdate::CallbackQuery,
    AllowedUpdate::InlineQuery,
    AllowedUpdate::MyChatMember,
];
/// No more updates are taken in while so many are in hand.
pub const MOST_IN_HAND: usize = 2_000;
/// How long what is in hand may take once the bot is to stop.
const LONGEST_STOP: Duration = Duration::from_secs(8);
/// How often idle conversations are looked for.
const EXPIRY_PAUSE: Duration = Duration::from_secs(3_600);

/// How the bot is run.
#[derive(Debug, Clone)]
pub struct Settings {
    pub token: String,
    /// Another server than Telegram's own.
    pub api_url: Option<Url>,
    /// Where Telegram sends updates; without it they are fetched.
    pub webhook: Option<Webhook>,
    pub clock: Clock,
    pub limits: Limits,
}

/// Where Telegram sends updates.
#[derive(Debug, Clone)]
pub struct Webhook {
    pub url: Url,
    pub listen: SocketAddr,
    pub secret: String,
}

/// Why the bot could not run.
#[derive(Debug, Error)]
pub enum ServeError {
    #[error("Telegram refuses the token: check TELOXIDE_TOKEN")]
    Token,
    #[error("Telegram cannot be reached at {url}: {problem}")]
    Unreachable { url: String, problem: String },
    #[error("cannot listen on {address}: {problem}")]
    Listen {
        address: SocketAddr,
        problem: std::io::Error,
    },
    #[error("Telegram refuses the webhook {url}: {problem}")]
    Webhook { url: Url, problem: String },
}

/// Everything that takes updates in shares this.
pub struct Intake {
    front: Arc<Front>,
    pub lanes: Lanes<(i64, u64), Update>,
}

impl Intake {
    /// Takes in one update.
    pub fn take(&self, update: Update) {
        let chat = update.chat().map_or(0, |chat| chat.id.0);
        let user = update.from().map_or(0, |user| user.id.0);
        let front = self.front.clone();
        let handle = move |update| front.clone().handle(update);
        if let Err(update) = self.lanes.put((chat, user), update, handle) {
            log::warn!("an update was turned away: too many are waiting in its chat");
            // A press has to be answered all the same.
            if let UpdateKind::CallbackQuery(query) = update.kind {
                let front = self.front.clone();
                tokio::spawn(async move { front.turn_away(query).await });
            }
        }
    }
}

/// Runs the bot until `stop` comes true, then finishes what is in hand.
///
/// # Errors
/// It could not start, or the token was revoked.
pub async fn serve(
    settings: Settings,
    presenter: Arc<Presenter>,
    triggers: Triggers,
    store: Arc<dyn Store>,
    stop: watch::Receiver<bool>,
) -> Result<(), ServeError> {
    // Before anything is said to Telegram, since the port may be taken.
    let listener = match &settings.webhook {
        Some(webhook) => Some(webhook::bind(webhook).await?),
        None => None,
    };
    let mut bot = Bot::new(settings.token.clone());
    if let Some(url) = &settings.api_url {
        bot = bot.set_api_url(url.clone());
    }
    let url = bot.api_url().to_string();
    let me = bot.get_me().await.map_err(|error| starting(&error, &url))?;
    commands::register(&bot, &presenter.texts)
        .await
        .map_err(|error| starting(&error, &url))?;
    let intake = Arc::new(Intake {
        front: Arc::new(Front {
            sender: Sender::new(bot.clone(), presenter.pictures.clone(), settings.limits),
            presenter,
            store: store.clone(),
            private: format!("https://t.me/{}?start=", me.username()),
            me: me.user,
            triggers,
            clock: settings.clock.clone(),
            flood: Mutex::new(Flood::default()),
            questions: Mutex::default(),
        }),
        lanes: Lanes::new(),
    });
    let expiry = tokio::spawn(expire(store, settings.clock));
    let mut reminding = tokio::spawn(reminders::run(intake.front.clone(), stop.clone()));
    let outcome = match settings.webhook.zip(listener) {
        None => polling::run(&bot, &intake, stop, &url).await,
        Some((webhook, listener)) => {
            let intake = intake.clone();
            webhook::run(&bot, intake, webhook, listener, stop, &url).await
        }
    };
    if outcome.is_err() {
        // The bot failed and was not told to stop, so nobody told the reminders.
        reminding.abort();
    }
    let (left, told) = tokio::join!(
        intake.lanes.drain(LONGEST_STOP),
        timeout(LONGEST_STOP, &mut reminding)
    );
    if told.is_err() {
        reminding.abort();
    }
    if left > 0 {
        log::warn!("{left} updates were not finished in time");
    }
    expiry.abort();
    outcome
}

/// What a failure at the start means.
pub fn starting(error: &RequestError, url: &str) -> ServeError {
    match error {
        RequestError::Api(ApiError::InvalidToken) => ServeError::Token,
        error => ServeError::Unreachable {
            url: url.to_owned(),
            problem: safe(error),
        },
    }
}

/// Deletes idle conversations again and again.
async fn expire(store: Arc<dyn Store>, clock: Clock) {
    loop {
        match store.expire(clock.now() - KEPT_IDLE).await {
            Ok(0) => {}
            Ok(count) => log::info!("{count} idle conversations were deleted"),
            Err(error) => log::error!("{error}"),
        }
        tokio::time::sleep(EXPIRY_PAUSE).await;
    }
}
