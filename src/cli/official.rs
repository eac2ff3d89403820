//! Reading the official pages, or what was kept of them.

use std::time::Duration;

use anyhow::{Context, Result};

use super::config::{Database, OfficialConfig, OfficialOptions};
use super::program::Program;
use nocbot::answer::Presenter;
use nocbot::official::Client;
use nocbot::services::{LOOK, Refresher, load_cached};
use nocbot::store::{SqlStore, WholeStore};

impl Program {
    /// The data, with what was kept of the official pages.
    pub fn open_with_kept(&self, options: &OfficialOptions) -> Result<Presenter> {
        let config = self.environment.official(options)?;
        let presenter = self.open()?;
        take_up(&config, &presenter)?;
        Ok(presenter)
    }

    /// Reads official pages once.
    pub fn read_official<T>(
        &self,
        options: &OfficialOptions,
        presenter: &Presenter,
        read: impl AsyncFnOnce(&Refresher<'_>) -> T,
    ) -> Result<T> {
        let config = self.environment.official(options)?;
        let client = Client::new(config.contact.as_deref(), config.patience)?;
        let database = config.database()?;
        block_on(async {
            // Conversations are none of its business, so that it needs no key.
            let store: &dyn WholeStore = &match &database {
                Database::File(file) => SqlStore::open_pages(file).await?,
                Database::Postgres(url) => SqlStore::connect_pages(url).await?,
            };
            let refresher = Refresher {
                data: &presenter.data,
                store,
                client,
                sources: config.sources(&presenter.links)?,
                clock: config.clock(),
                look: LOOK,
            };
            Ok(read(&refresher).await)
        })
    }
}

/// Takes over what an existing database kept; one that cannot be read is passed over with a word in the log, one of
/// another release in silence.
fn take_up(config: &OfficialConfig, presenter: &Presenter) -> Result<()> {
    let (sources, today) = (config.sources(&presenter.links)?, config.clock().today());
    let Ok(database) = config.database() else {
        return Ok(());
    };
    let file = match database {
        Database::File(file) if file.exists() => file,
        // What only looks something up waits for no server.
        _ => return Ok(()),
    };
    let taken = block_on(async {
        match SqlStore::open_to_read(&file).await? {
            Some(store) => Ok(load_cached(&presenter.data, &store, &sources, today).await?),
            None => Ok(()),
        }
    });
    if let Err(error) = taken {
        log::warn!("what was kept of the official pages is not used: {error:#}");
    }
    Ok(())
}

/// Runs one task to its end.
pub fn block_on<T>(task: impl Future<Output = Result<T>>) -> Result<T> {
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
