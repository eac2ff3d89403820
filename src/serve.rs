//! The command `serve`: the bot on Telegram.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::Args;
use directories::ProjectDirs;
use tokio::sync::watch;
use url::Url;

use nocbot::Engines;
use nocbot::clock::Clock;
use nocbot::front::telegram::{self, Limits, Settings, Triggers, Webhook};
use nocbot::noc::DataFiles;
use nocbot::store::{SqliteStore, Store};

/// The database's file where none is named.
const DATABASE: &str = "nocbot.sqlite";

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
    /// The database; by default nocbot.sqlite in the platform's data folder.
    #[arg(long, env = "NOCBOT_DB", value_name = "FILE")]
    db: Option<PathBuf>,
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
    /// A file that holds the time, for tests.
    #[arg(long, value_name = "FILE", hide = true, conflicts_with = "as_of")]
    clock: Option<PathBuf>,
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

/// Runs the bot until it is told to stop.
///
/// # Errors
/// It cannot start, in one line.
pub fn serve(
    arguments: ServeArguments,
    clock: Clock,
    files: &DataFiles,
    engines: Engines,
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
        Some(url) => {
            let read = Url::parse(&url).ok().filter(|url| url.has_host());
            Some(read.with_context(|| {
                format!("TELOXIDE_API_URL is {url:?}: expected an address such as https://api.telegram.org")
            })?)
        }
        None => None,
    };
    let settings = Settings {
        token: token.trim().to_owned(),
        api_url,
        webhook,
        clock: arguments.clock.map_or(clock, Clock::File),
        limits: Limits {
            pause: Duration::from_millis(arguments.chat_pause),
            overall: arguments.per_second.max(1),
            ..Limits::default()
        },
    };
    let runtime = tokio::runtime::Runtime::new().context("the runtime cannot start")?;
    let outcome = runtime.block_on(async {
        let database = match arguments.db {
            Some(file) => file,
            None => default_database()?,
        };
        let key = arguments.key.filter(|key| !key.is_empty());
        if key.is_none() {
            log::warn!("NOCBOT_KEY is not set: conversations are stored in clear");
        }
        let store: Arc<dyn Store> = Arc::new(SqliteStore::open(&database, key.as_deref()).await?);
        telegram::serve(settings, engines, triggers, store, stop_signal()?).await?;
        Ok(())
    });
    // A lookup of a name that hangs must not hold up the end.
    runtime.shutdown_timeout(Duration::from_millis(500));
    outcome
}

/// The database in the platform's data folder, which is made where it is missing.
fn default_database() -> Result<PathBuf> {
    let folders = ProjectDirs::from("", "", "nocbot")
        .context("there is no home folder: name the database with NOCBOT_DB")?;
    let folder = folders.data_dir();
    std::fs::create_dir_all(folder)
        .with_context(|| format!("{} cannot be made", folder.display()))?;
    Ok(folder.join(DATABASE))
}

/// Comes true with Ctrl-C or SIGTERM.
fn stop_signal() -> Result<watch::Receiver<bool>> {
    let (sender, receiver) = watch::channel(false);
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
        // Nobody listens any more once the bot has failed.
        let _ = sender.send(true);
    });
    Ok(receiver)
}
