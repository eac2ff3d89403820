//! Arguments of every command that reads the official pages, or what was kept of them.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Args;
use directories::ProjectDirs;
use jiff::civil::Date;
use url::Url;

use super::file_clock::FileClock;
use nocbot::answer::Presenter;
use nocbot::clock::{Clock, system_clock};
use nocbot::noc::Lang;
use nocbot::official::{Client, PATIENCE};
use nocbot::services::{Refresher, Sources, load_cached};
use nocbot::store::{SqliteStore, Store};

/// The database's file where none is named.
const DATABASE: &str = "nocbot.sqlite";
/// What stands for no address at all.
const OFF: &str = "off";

/// Where the database and the official pages are.
#[derive(Args, Default)]
pub struct OfficialArguments {
    /// The database; by default nocbot.sqlite in the platform's data folder.
    #[arg(long, env = "NOCBOT_DB", value_name = "FILE")]
    db: Option<PathBuf>,
    /// Another feed of rounds than the official one, or off.
    #[arg(long, env = "NOCBOT_FEED_URL", value_name = "URL|off")]
    feed_url: Option<String>,
    /// Another page of category lists than the official one, or off.
    #[arg(long, env = "NOCBOT_LISTS_URL", value_name = "URL|off")]
    lists_url: Option<String>,
    /// Whom the owners of these pages can write to, told to them with the program's name.
    #[arg(long, env = "NOCBOT_CONTACT", value_name = "ADDRESS")]
    contact: Option<String>,
    /// How long a page may take, in milliseconds.
    #[arg(long, value_name = "MS", default_value_t = PATIENCE.as_millis() as u64, hide = true)]
    fetch_patience: u64,
    /// A file that holds the time, for tests.
    #[arg(long, value_name = "FILE", hide = true)]
    clock: Option<PathBuf>,
}

impl OfficialArguments {
    /// The database's file, which need not be there yet.
    pub fn database(&self) -> Result<PathBuf> {
        if let Some(file) = &self.db {
            return Ok(file.clone());
        }
        let folders = ProjectDirs::from("", "", "nocbot")
            .context("there is no home folder: name the database with NOCBOT_DB")?;
        Ok(folders.data_dir().join(DATABASE))
    }

    /// What tells the time to those who read the official pages, whatever day is asked about.
    pub fn clock(&self) -> Arc<dyn Clock> {
        self.clock_on(None)
    }

    /// What tells the time to those who are asked about `day`, or today.
    pub fn clock_on(&self, day: Option<Date>) -> Arc<dyn Clock> {
        match &self.clock {
            Some(file) => Arc::new(FileClock(file.clone())),
            None => system_clock(day),
        }
    }

    /// Where the official pages are.
    pub fn sources(&self, presenter: &Presenter) -> Result<Sources> {
        let (feed, lists) = (
            presenter.links.rounds_feed(),
            presenter.links.categories(Lang::EN),
        );
        Ok(Sources {
            rounds: source("NOCBOT_FEED_URL", self.feed_url.as_deref().unwrap_or(feed))?,
            lists: source(
                "NOCBOT_LISTS_URL",
                self.lists_url.as_deref().unwrap_or(lists),
            )?,
        })
    }

    /// What fetches the official pages.
    pub fn client(&self) -> Result<Client> {
        let contact = self
            .contact
            .as_deref()
            .filter(|contact| !contact.is_empty());
        let patience = Duration::from_millis(self.fetch_patience);
        Ok(Client::new(contact, patience)?)
    }

    /// Takes over what an existing database kept; one that cannot be read is passed over with a word in the log, one
    /// of another release in silence.
    pub fn take_up(&self, presenter: &Presenter) -> Result<()> {
        let (sources, today) = (self.sources(presenter)?, self.clock().today());
        let Ok(database) = self.database() else {
            return Ok(());
        };
        if !database.exists() {
            return Ok(());
        }
        let taken = run(async {
            match SqliteStore::open_to_read(&database).await? {
                Some(store) => Ok(load_cached(&presenter.data, &store, &sources, today).await?),
                None => Ok(()),
            }
        });
        if let Err(error) = taken {
            log::warn!("what was kept of the official pages is not used: {error:#}");
        }
        Ok(())
    }

    /// Reads official pages once.
    pub fn read<T>(
        &self,
        presenter: &Presenter,
        read: impl AsyncFnOnce(&Refresher<'_>) -> T,
    ) -> Result<T> {
        let (client, sources) = (self.client()?, self.sources(presenter)?);
        let database = self.database()?;
        run(async {
            // Conversations are none of its business, so that it needs no key.
            let store: &dyn Store = &SqliteStore::open(&database, None).await?;
            let refresher = Refresher {
                data: &presenter.data,
                store,
                client,
                clock: self.clock(),
                sources,
            };
            Ok(read(&refresher).await)
        })
    }
}

/// Runs one task to its end.
fn run<T>(task: impl Future<Output = Result<T>>) -> Result<T> {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    let runtime = builder
        .enable_all()
        .build()
        .context("the runtime cannot start")?;
    let outcome = runtime.block_on(task);
    // A lookup of a name that hangs must not hold up the end.
    runtime.shutdown_timeout(Duration::from_millis(500));
    outcome
}

/// The address that a setting names, or none.
fn source(setting: &str, text: &str) -> Result<Option<Url>> {
    if text.is_empty() || text == OFF {
        return Ok(None);
    }
    let expected = "an address such as https://www.canada.ca/page.html, or off";
    read_address(setting, text, expected).map(Some)
}

/// The address that a setting names.
pub fn read_address(setting: &str, text: &str, expected: &str) -> Result<Url> {
    let read = Url::parse(text).ok();
    let read = read.filter(|url| url.has_host() && matches!(url.scheme(), "http" | "https"));
    read.with_context(|| format!("{setting} is {text:?}: expected {expected}"))
}
