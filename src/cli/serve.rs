//! `nocbot serve`: the bot on Telegram.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Args;
use jiff::civil::Date;
use tokio::sync::watch;

use super::Run;
use super::config::{Database, ServeConfig, ServeOptions};
use super::program::Program;
use nocbot::answer::Presenter;
use nocbot::front::telegram::{LONGEST_STOP, QuestionPatterns, Settings, Telegram};
use nocbot::official::Client;
use nocbot::services::{
    LOOK, Metrics, Refresher, Reminders, Status, Supervisor, expire, load_cached,
};
use nocbot::store::{ServingLock, SqlStore, Store, WholeStore};

/// Run the bot on Telegram (the default with TELOXIDE_TOKEN).
#[derive(Args, Default)]
pub struct Serve {
    #[command(flatten)]
    options: ServeOptions,
}

impl Run for Serve {
    fn run(self, program: &Program) -> Result<ExitCode> {
        let config = program.environment.serve(self.options)?;
        let presenter = program.open()?;
        presenter.data.rules.in_force_on(program.today)?;
        let triggers = QuestionPatterns::open(&program.files)?;
        serve(config, program.day, presenter, triggers)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Runs the bot until it is told to stop; on `day` where one is given.
fn serve(
    config: ServeConfig,
    day: Option<Date>,
    presenter: Presenter,
    triggers: QuestionPatterns,
) -> Result<()> {
    let official = config.official;
    let client = Client::new(official.contact.as_deref(), official.patience)?;
    let sources = official.sources(&presenter.links)?;
    let database = official.database()?;
    let clock = official.clock();
    let clock_of_conversations = official.clock_on(day);
    let metrics = Arc::new(Metrics::default());
    let settings = Settings {
        token: config.token,
        api_url: config.api_url,
        api_roots: config.api_roots,
        webhook: config.webhook,
        clock: clock_of_conversations.clone(),
        limits: config.limits,
        metrics: metrics.clone(),
    };
    let presenter = Arc::new(presenter);
    // One thread: what takes long has threads of its own, and to hand work over costs more than most of it.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("the runtime cannot start")?;
    let outcome = runtime.block_on(async {
        if config.key.is_none() {
            log::warn!("NOCBOT_KEY is not set: conversations are stored in clear");
        }
        let key = config.key.as_deref();
        let mut _serving = None;
        // Before anything is said to Telegram, since the port may be taken.
        let listener = match config.status {
            Some(address) => {
                let bound = Status::bind(address).await;
                Some(Arc::new(
                    bound.with_context(|| format!("cannot listen on {address}"))?,
                ))
            }
            None => None,
        };
        let served: Arc<dyn WholeStore> = Arc::new(match &database {
            Database::File(file) => {
                _serving = Some(ServingLock::take(file)?);
                SqlStore::open_synced(file, key, config.sync).await?
            }
            Database::Postgres(url) => SqlStore::connect(url, key).await?,
        });
        let store: Arc<dyn Store> = served.clone();
        load_cached(&presenter.data, &*store, &sources, clock.today()).await?;
        let (stopper, stop) = stop_signal()?;
        let connecting = Telegram::connect(
            settings,
            presenter.clone(),
            triggers,
            served.clone(),
            stop.clone(),
        );
        let Some(telegram) = connecting.await? else {
            return Ok(());
        };
        let mut supervisor = Supervisor::new(stop.clone(), metrics.clone());
        if let Some(listener) = listener {
            let kept = served.clone();
            let status = Arc::new(Status {
                metrics: metrics.clone(),
                store: kept,
                presenter: presenter.clone(),
                clock: clock_of_conversations.clone(),
            });
            supervisor.start("the answering of monitors", move |stop| {
                status.clone().run(listener.clone(), stop)
            });
        }
        let reminders = Arc::new(Reminders {
            presenter: presenter.clone(),
            store: store.clone(),
            clock: clock_of_conversations.clone(),
            notifier: telegram.notifier(),
            metrics: metrics.clone(),
        });
        supervisor.start("reminders", move |stop| reminders.clone().run(stop));
        let kept = served.clone();
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
                    look: LOOK,
                };
                refresher.run(stop).await;
            }
        });
        let told = telegram.clock();
        supervisor.start("expiry", move |stop| {
            let (store, clock) = (store.clone(), clock_of_conversations.clone());
            let telegram = told.clone();
            async move { expire(&*store, &*clock, &*telegram, stop).await }
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
