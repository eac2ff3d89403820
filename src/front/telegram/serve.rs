//! Starting, running and stopping the bot.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use quick_cache::sync::Cache;
use serde_json::Value;
use teloxide::payloads::GetMe;
use teloxide::types::Me;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::sleep;
use url::Url;

use super::api::{Api, CallError, TIMEOUT};
use super::front::{QUESTIONS_KEPT, Shared};
use super::intake::{Intake, ServeError, Webhook};
use super::limiter::{FloodControl, Limits};
use super::outbox::{LONGEST_PRESS, Outbox};
use super::polling::LONGEST_FAREWELL;
use super::presses::Presses;
use super::question_patterns::QuestionPatterns;
use super::send::Sender;
use super::update_queue::UpdateQueue;
use super::{commands, polling, webhook};
use crate::answer::Presenter;
use crate::clock::Clock;
use crate::services::{Metrics, Notifier, TimeSource};
use crate::store::{Store, UpdateStore, WholeStore};
use crate::tls;

/// How long the bot may take to stop: for the last poll, for what is in hand, and for calls that were begun.
pub const LONGEST_STOP: Duration = Duration::from_secs(10);
/// How long calls that were begun may take after what is in hand, each with the press that led to it behind it.
const LAST_CALLS: Duration = LONGEST_PRESS.saturating_add(Duration::from_secs(1));
/// How long what is in hand may take.
const IN_HAND: Duration = LONGEST_STOP
    .saturating_sub(LONGEST_FAREWELL)
    .saturating_sub(LAST_CALLS);
/// The pauses between attempts to reach Telegram at the start.
const PAUSES: ExponentialBuilder = ExponentialBuilder::new()
    .with_min_delay(Duration::from_secs(1))
    .with_max_delay(LONGEST_PAUSE)
    .without_max_times();
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// How the bot is run.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The token of the bot.
    pub token: String,
    /// The server of the Bot API.
    pub api_url: Url,
    /// A file of the authorities that vouch for that server, instead of those that browsers trust.
    pub api_roots: Option<PathBuf>,
    /// Where Telegram sends updates; without it they are fetched.
    pub webhook: Option<Webhook>,
    /// What tells the time.
    pub clock: Arc<dyn Clock>,
    /// How much may be sent.
    pub limits: Limits,
    /// Where it is counted what happens.
    pub metrics: Arc<Metrics>,
}

/// The bot, known to Telegram.
pub struct Telegram {
    api: Arc<Api>,
    intake: Arc<Intake>,
    updates: Arc<dyn UpdateStore>,
    /// Where updates come in; without it they are fetched.
    webhook: Option<(Webhook, TcpListener)>,
    /// Tells those who work off the inbox and the outbox to end.
    end: watch::Sender<bool>,
}

impl Telegram {
    /// Tells Telegram of the bot and its commands, as soon as it can be reached; none where `stop` comes true first.
    ///
    /// # Errors
    /// The address for the webhook cannot be listened at, or Telegram refuses the token or the webhook.
    pub async fn connect(
        settings: Settings,
        presenter: Arc<Presenter>,
        triggers: QuestionPatterns,
        store: Arc<dyn WholeStore>,
        mut stop: watch::Receiver<bool>,
    ) -> Result<Option<Self>, ServeError> {
        presenter.data.prepare(settings.clock.today());
        // Before anything is said to Telegram, since the port may be taken.
        let webhook = match settings.webhook {
            Some(webhook) => {
                let listener = webhook::bind(&webhook).await?;
                Some((webhook, listener))
            }
            None => None,
        };
        let url = settings.api_url;
        let roots = tls::trusted(settings.api_roots.as_deref());
        let api = roots.and_then(|roots| Api::new(&url, &settings.token, roots));
        let api = Arc::new(api.map_err(ServeError::NoClient)?);
        let starting = start(
            &api,
            &presenter,
            webhook.as_ref().map(|(webhook, _)| webhook),
        );
        let me = tokio::select! {
            biased;
            _ = stop.wait_for(|&stop| stop) => return Ok(None),
            me = starting => me.map_err(|(what, error)| refused(what, &error, &url, &webhook))?,
        };
        let (end, ending) = watch::channel(false);
        let pictures = presenter.pictures.clone();
        let sender = Arc::new(Sender::new(api.clone(), pictures, settings.limits));
        let questions = Arc::new(Cache::new(QUESTIONS_KEPT));
        let presses = Arc::new(Presses::default());
        let updates: Arc<dyn UpdateStore> = store.clone();
        let store: Arc<dyn Store> = store;
        let outbox = Arc::new(Outbox {
            updates: updates.clone(),
            store: store.clone(),
            sender: sender.clone(),
            presses: presses.clone(),
            questions: questions.clone(),
            chats: Mutex::default(),
            count: watch::Sender::new(0),
            metrics: settings.metrics.clone(),
            stop: ending.clone(),
        });
        let shared = Arc::new(Shared {
            presenter,
            store,
            sender,
            private: format!("https://t.me/{}?start=", me.username()),
            me: me.user,
            triggers,
            clock: settings.clock,
            flood: Mutex::new(FloodControl::default()),
            inline_flood: Mutex::new(FloodControl::default()),
            questions,
            presses,
            metrics: settings.metrics,
        });
        let update_queue = UpdateQueue::new(shared.clone(), updates.clone(), outbox, ending);
        Ok(Some(Telegram {
            api,
            intake: Arc::new(Intake {
                shared,
                update_queue,
            }),
            updates,
            webhook,
            end,
        }))
    }

    /// What takes to people what they did not just ask for.
    pub fn notifier(&self) -> Arc<dyn Notifier> {
        self.intake.shared.sender.clone()
    }

    /// Tells the time by Telegram's answers.
    pub fn clock(&self) -> Arc<dyn TimeSource> {
        self.api.clone()
    }

    /// Takes updates in until `stop` comes true, then finishes what is in hand; that takes [`LONGEST_STOP`] at most. What is
    /// left then waits for the next start.
    ///
    /// # Errors
    /// The token was revoked.
    pub async fn run(self, stop: watch::Receiver<bool>) -> Result<(), ServeError> {
        let intake = self.intake;
        if let Err(error) = self.updates.live().await {
            log::error!("{error}");
        }
        intake.update_queue.recover().await;
        let (queue, stopped) = (intake.update_queue.clone(), stop.clone());
        let standing_in = tokio::spawn(async move { queue.stand_in(stopped).await });
        let outcome = match self.webhook {
            None => polling::run(&self.api, &intake, &*self.updates, stop).await,
            Some((webhook, listener)) => {
                webhook::run(&self.api, intake.clone(), webhook, listener, stop).await
            }
        };
        standing_in.abort();
        intake.update_queue.drain(IN_HAND).await;
        self.end.send_replace(true);
        // What Telegram is taking just now is not sent again, and is not counted among what is left.
        intake.update_queue.drain(LAST_CALLS).await;
        match self.updates.depth().await {
            Ok(depth) if depth.updates > 0 || depth.messages > 0 => log::warn!(
                "{} updates and {} messages are left for the next start",
                depth.updates,
                depth.messages
            ),
            Ok(_) => {}
            Err(error) => log::error!("{error}"),
        }
        outcome
    }
}

/// Which call of the start failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Any,
    Webhook,
}

/// Tells Telegram of the bot, as often as it takes to be heard.
async fn start(
    api: &Api,
    presenter: &Presenter,
    webhook: Option<&Webhook>,
) -> Result<Me, (Step, CallError)> {
    let mut pauses = PAUSES.build();
    loop {
        let attempt = async {
            let any = |error| (Step::Any, error);
            let me = api.call(&GetMe::new()).await.map_err(any)?;
            commands::register(api, presenter).await.map_err(any)?;
            match webhook {
                Some(webhook) => webhook::set(api, webhook)
                    .await
                    .map_err(|error| (Step::Webhook, error))?,
                None => {
                    let done: Result<Value, _> = api
                        .call_named("DeleteWebhook", &serde_json::json!({}), TIMEOUT)
                        .await;
                    done.map_err(any)?;
                }
            }
            Ok(me)
        };
        let error = match attempt.await {
            Err((_, error)) if error.may_pass() => error,
            outcome => return outcome,
        };
        let pause = match error {
            CallError::Wait(time) => time,
            _ => pauses.next().unwrap_or(LONGEST_PAUSE),
        };
        log::warn!(
            "Telegram cannot be reached, trying again in {} s: {error}",
            pause.as_secs()
        );
        sleep(pause).await;
    }
}

/// What a refusal at the start means.
fn refused(
    step: Step,
    error: &CallError,
    url: &Url,
    webhook: &Option<(Webhook, TcpListener)>,
) -> ServeError {
    match (step, error, webhook) {
        (_, CallError::Token, _) => ServeError::Token,
        (Step::Webhook, error, Some((webhook, _))) => ServeError::Webhook {
            url: webhook.url.clone(),
            problem: error.to_string(),
        },
        (_, error, _) => ServeError::Refused {
            url: url.to_string(),
            problem: error.to_string(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seconds_at_the_stop_add_up_as_operators_are_told() {
        assert_eq!(LONGEST_FAREWELL + IN_HAND + LAST_CALLS, LONGEST_STOP);
        assert!(LAST_CALLS > LONGEST_PRESS, "a call and a press behind it");
        let (all, in_hand) = (LONGEST_STOP.as_secs(), IN_HAND.as_secs());
        let unit = include_str!("../../../deploy/nocbot.service");
        assert!(unit.contains(&format!("within {all} s")));
        let killed = unit.split_once("TimeoutStopSec=").unwrap().1;
        let killed: u64 = killed.lines().next().unwrap().parse().unwrap();
        assert!(killed > all, "systemd kills it after {killed} s");
        let page = include_str!("../../../deploy/README.md");
        let told = format!("finishes what fits into {in_hand} seconds");
        assert!(page.contains(&told) && page.contains(&format!("{all} seconds in all")));
    }
}
