//! Starting, running and stopping the bot.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use quick_cache::sync::Cache;
use teloxide::prelude::*;
use tokio::net::TcpListener;
use tokio::sync::watch;
use url::Url;

use super::front::{Front, QUESTIONS_KEPT};
use super::intake::{Intake, ServeError, Webhook, starting};
use super::limiter::{FloodControl, Limits};
use super::question_patterns::QuestionPatterns;
use super::send::Sender;
use super::update_queue::UpdateQueue;
use super::{commands, polling, webhook};
use crate::answer::Presenter;
use crate::clock::Clock;
use crate::services::Notifier;
use crate::store::Store;

/// How long what is in hand may take once the bot is to stop.
pub const LONGEST_STOP: Duration = Duration::from_secs(8);

/// How the bot is run.
#[derive(Debug, Clone)]
pub struct Settings {
    pub token: String,
    /// Another server than Telegram's own.
    pub api_url: Option<Url>,
    /// Where Telegram sends updates; without it they are fetched.
    pub webhook: Option<Webhook>,
    pub clock: Arc<dyn Clock>,
    pub limits: Limits,
}

/// The bot, known to Telegram.
pub struct Telegram {
    bot: Bot,
    intake: Arc<Intake>,
    /// Where updates come in; without it they are fetched.
    webhook: Option<(Webhook, TcpListener)>,
}

impl Telegram {
    /// Tells Telegram of the bot and its commands.
    ///
    /// # Errors
    /// The address for the webhook cannot be listened at, Telegram cannot be reached, or it refuses the token.
    pub async fn connect(
        settings: Settings,
        presenter: Arc<Presenter>,
        triggers: QuestionPatterns,
        store: Arc<dyn Store>,
    ) -> Result<Self, ServeError> {
        presenter.data.prepare(settings.clock.today());
        // Before anything is said to Telegram, since the port may be taken.
        let webhook = match settings.webhook {
            Some(webhook) => {
                let listener = webhook::bind(&webhook).await?;
                Some((webhook, listener))
            }
            None => None,
        };
        let mut bot = Bot::new(settings.token);
        if let Some(url) = settings.api_url {
            bot = bot.set_api_url(url);
        }
        let starting = |error| starting(&error, bot.api_url().as_str());
        let me = bot.get_me().await.map_err(starting)?;
        commands::register(&bot, &presenter)
            .await
            .map_err(starting)?;
        let sender = Sender::new(bot.clone(), presenter.pictures.clone(), settings.limits);
        let front = Front {
            sender: Arc::new(sender),
            presenter,
            store,
            private: format!("https://t.me/{}?start=", me.username()),
            me: me.user,
            triggers,
            clock: settings.clock,
            flood: Mutex::new(FloodControl::default()),
            questions: Cache::new(QUESTIONS_KEPT),
        };
        let intake = Intake {
            front: Arc::new(front),
            update_queue: UpdateQueue::new(),
        };
        Ok(Telegram {
            bot,
            intake: Arc::new(intake),
            webhook,
        })
    }

    /// What takes to people what they did not just ask for.
    pub fn notifier(&self) -> Arc<dyn Notifier> {
        self.intake.front.sender.clone()
    }

    /// Takes updates in until `stop` comes true, then finishes what is in hand, at most for [`LONGEST_STOP`].
    ///
    /// # Errors
    /// Telegram refuses the webhook, or the token was revoked.
    pub async fn run(self, stop: watch::Receiver<bool>) -> Result<(), ServeError> {
        let (bot, intake) = (self.bot, self.intake);
        let url = bot.api_url().to_string();
        let outcome = match self.webhook {
            None => polling::run(&bot, &intake, stop, &url).await,
            Some((webhook, listener)) => {
                let intake = intake.clone();
                webhook::run(&bot, intake, webhook, listener, stop, &url).await
            }
        };
        let left = intake.update_queue.drain(LONGEST_STOP).await;
        if left > 0 {
            log::warn!("{left} updates were not finished in time");
        }
        outcome
    }
}
