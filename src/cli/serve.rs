//! The command `serve`: the bot on Telegram.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::Args;
use jiff::civil::Date;
use tokio::sync::watch;
use url::Url;

use super::official::{OfficialArguments, read_address};
use nocbot::answer::Presenter;
use nocbot::front::telegram::{LONGEST_STOP, Limits, Settings, Telegram, Triggers, Webhook};
use nocbot::noc::DataFiles;
use nocbot::services::{Refresher, Reminders, Supervisor, expire, load_cached};
use nocbot::store::{SqliteStore, Store};

/// How the bot is run.
#[derive(Args, Default)]
pub struct ServeArguments {
    /// The bot's token.
    #[arg(
        long,
        env = "TELOXIDE_TOKEN",
        hide_env_values = true,
        value_name = "TOKEN"
    )]
    token: Option<String>,
    /// Another server than Telegram's own.
    #[arg(long, env = "TELOXIDE_API_URL", value_name = "URL")]
    api_url: Option<String>,
    /// The key that encrypts conversations; without it they are stored in clear.
    #[arg(long, env = "NOCBOT_KEY", hide_env_values = true, value_name = "KEY")]
    key: Option<String>,
    /// The public address to which Telegram sends updates; without it they are fetched.
    #[arg(long, value_name = "URL", requires_all = ["listen", "secret"])]
    webhook: Option<Url>,
    /// The address to listen on for the webhook.
    #[arg(long, value_name = "ADDRESS:PORT", requires = "webhook")]
    listen: Option<SocketAddr>,
    /// The secret that Telegram sends along with every update.
    #[arg(long, env = "NOCBOT_SECRET", hide_env_values = true, value_name = "SECRET", value_parser = read_secret)]
    secret: Option<String>,
    /// The most messages a second to all chats together.
    #[arg(long, value_name = "N", default_value_t = Limits::default().overall, hide = true)]
    per_second: usize,
    /// The pause between two messages to one chat, in milliseconds.
    #[arg(long, value_name = "MS", default_value_t = 1_000, hide = true)]
    chat_pause: u64,
    #[command(flatten)]
    official: OfficialArguments,
}

/// Telegram takes 1 to 256 letters, digits, underscores and hyphens.
fn read_secret(text: &str) -> Result<String, String> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if (1..=256).contains(&text.len()) && text.chars().all(allowed) {
        Ok(text.to_owned())
    } else {
        Err("expected 1 to 256 letters, digits, _ and -".to_owned())
    }
}

/// Whether the environment asks for the bot where no command does.
pub fn is_asked_for() -> bool {
    std::env::var_os("TELOXIDE_TOKEN").is_some_and(|token| !token.is_empty())
}

/// Runs the bot until it is told to stop; on `day` where one is given.
///
/// # Errors
/// It cannot start, in one line.
pub fn serve(
    arguments: ServeArguments,
    day: Option<Date>,
    files: &DataFiles,
    presenter: Presenter,
) -> Result<()> {
    let triggers = Triggers::open(files)?;
    let Some(token) = arguments.token.filter(|token| !token.trim().is_empty()) else {
        bail!("set TELOXIDE_TOKEN to the token that BotFather gave");
    };
    let webhook = match (arguments.webhook, arguments.listen, arguments.secret) {
        (Some(url), Some(listen), Some(secret)) => Some(Webhook {
            url,
            listen,
            secret,
        }),
        _ => None,
    };
    let api_url = match arguments.api_url.filter(|url| !url.is_empty()) {
        Some(url) => Some(read_address(
            "TELOXIDE_API_URL",
            &url,
            "an address such as https://api.telegram.org",
        )?),
        None => None,
    };
    let clock = arguments.official.clock();
    let clock_of_conversations = arguments.official.clock_on(day);
    let settings = Settings {
        token: token.trim().to_owned(),
        api_url,
        webhook,
        clock: clock_of_conversations.clone(),
        limits: Limits {
            pause: Duration::from_millis(arguments.chat_pause),
            overall: arguments.per_second.max(1),
            ..Limits::default()
        },
    };
    let (client, sources) = (
        arguments.official.client()?,
        arguments.official.sources(&presenter)?,
    );
    let database = arguments.official.database()?;
    let presenter = Arc::new(presenter);
    let runtime = tokio::runtime::Runtime::new().context("the runtime cannot start")?;
    let outcome = runtime.block_on(async {
        let key = arguments.key.filter(|key| !key.is_empty());
        if key.is_none() {
            log::warn!("NOCBOT_KEY is not set: conversations are stored in clear");
        }
        let store: Arc<dyn Store> = Arc::new(SqliteStore::open(&database, key.as_deref()).await?);
        load_cached(&presenter.data, &*store, &sources, clock.today()).await?;
        let (stopper, stop) = stop_signal()?;
        let telegram =
            Telegram::connect(settings, presenter.clone(), triggers, store.clone()).await?;
        let mut supervisor = Supervisor::new(stop.clone());
        let reminders = Arc::new(Reminders {
            presenter: presenter.clone(),
            store: store.clone(),
            clock: clock_of_conversations.clone(),
            notifier: telegram.notifier(),
        });
        supervisor.start("reminders", move |stop| reminders.clone().run(stop));
        let kept = store.clone();
        supervisor.start("the reading of official pages", move |stop| {
            let (presenter, store) = (presenter.clone(), kept.clone());
            let (client, clock, sources) = (client.clone(), clock.clone(), sources.clone());
            async move {
                let refresher = Refresher {
                    data: &presenter.data,
                    store: &*store,
                    client,
                    clock,
                    sources,
                };
                refresher.run(stop).await;
            }
        });
        supervisor.start("expiry", move |stop| {
            let (store, clock) = (store.clone(), clock_of_conversations.clone());
            async move { expire(&*store, &*clock, stop).await }
        });
        let front = async {
            let outcome = telegram.run(stop).await;
            // Where it failed nobody told the services to stop.
            stopper.send_replace(true);
            outcome
        };
        let (outcome, ()) = tokio::join!(front, supervisor.run(LONGEST_STOP));
        Ok(outcome?)
    });
    // A lookup of a name that hangs must not hold up the end.
    runtime.shutdown_timeout(Duration::from_millis(500));
    outcome
}

/// Comes true with Ctrl-C or SIGTERM, or by its sender.
fn stop_signal() -> Result<(watch::Sender<bool>, watch::Receiver<bool>)> {
    let (sender, receiver) = watch::channel(false);
    let by_signal = sender.clone();
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        .context("cannot listen for SIGTERM")?;
    tokio::spawn(async move {
        #[cfg(unix)]
        let terminated = terminate.recv();
        #[cfg(not(unix))]
        let terminated = std::future::pending::<Option<()>>();
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminated => {}
        }
        log::info!("stopping");
        by_signal.send_replace(true);
    });
    Ok((sender, receiver))
}
