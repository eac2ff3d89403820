//! `nocbot store`: the database's keeper's work.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};

use super::Run;
use super::config::{Database, StoreOptions, database};
use super::program::Program;
use nocbot::store::{ServingLock, SqlStore, StoreError, backup};

/// Back the database up, restore it, or change its key.
#[derive(Args)]
pub struct Store {
    #[command(subcommand)]
    task: Task,
    #[command(flatten)]
    options: StoreOptions,
}

#[derive(Subcommand)]
enum Task {
    /// Copy the database, as it is at one moment, into a new file; the bot may go on meanwhile.
    Backup {
        /// The new file.
        file: PathBuf,
    },
    /// Put a backup in the place of the database, which is kept beside it; the bot must not run.
    Restore {
        /// The backup.
        file: PathBuf,
    },
    /// Copy everything from one database into another, empty one, such as from a SQLite file to PostgreSQL.
    Copy {
        /// A SQLite file, or postgres://...
        from: PathBuf,
        /// The same.
        to: PathBuf,
    },
    /// Encrypt everything under the key of NOCBOT_NEW_KEY instead of that of NOCBOT_KEY; the bot must not run.
    Rekey,
}

impl Run for Store {
    fn run(self, program: &Program) -> Result<ExitCode> {
        let config = program.environment.store(&self.options)?;
        let key = config.key.as_deref();
        if let Task::Copy { from, to } = self.task {
            let (from, to) = (database(Some(from))?, database(Some(to))?);
            let rows = block_on(async {
                let from = open(&from, key).await?;
                from.copy_into(open(&to, key).await?).await
            })??;
            println!("{rows} rows were copied");
            return Ok(ExitCode::SUCCESS);
        }
        if let Task::Rekey = self.task {
            let new = config.new_key.context(
                "NOCBOT_NEW_KEY: expected the key that takes the place of NOCBOT_KEY's, and it is not set",
            )?;
            let _serving = match &config.database {
                Database::File(file) => Some(ServingLock::take(file)?),
                Database::Postgres(_) => None,
            };
            let rows = block_on(async { open(&config.database, key).await?.rekey(&new).await })??;
            println!("{rows} rows are under the new key: start the bot with it as NOCBOT_KEY");
            return Ok(ExitCode::SUCCESS);
        }
        let database = match config.database {
            Database::File(file) => file,
            Database::Postgres(_) => bail!(
                "NOCBOT_DB: expected a SQLite file: back up and restore PostgreSQL with pg_dump and pg_restore"
            ),
        };
        match self.task {
            Task::Backup { file } => {
                backup(&database, &file)?;
                println!("{} holds what {} held", file.display(), database.display());
            }
            // Done above, for every kind of database.
            Task::Copy { .. } | Task::Rekey => {}
            Task::Restore { file } => restore(&file, &database, key)?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

async fn open(database: &Database, key: Option<&str>) -> Result<SqlStore, StoreError> {
    match database {
        Database::File(file) => SqlStore::open(file, key).await,
        Database::Postgres(url) => SqlStore::connect(url, key).await,
    }
}

/// Puts a backup in the place of a database, once it is known to open under the key.
fn restore(file: &Path, database: &Path, key: Option<&str>) -> Result<()> {
    if !file.exists() {
        bail!("{}: there is no such file", file.display());
    }
    let _serving = ServingLock::take(database)?;
    let new = beside(database, "restoring");
    let _ = fs::remove_file(&new);
    backup(file, &new)?;
    // Brings it to today's layout, and shows that its key is the right one.
    let opened = block_on(async { SqlStore::open(&new, key).await.map(drop) })?;
    if let Err(error) = opened {
        let _ = fs::remove_file(&new);
        return Err(error.into());
    }
    let old = place_for_old(database);
    for ending in ["", "-wal", "-shm"] {
        let (from, to) = (beside_log(database, ending), beside_log(&old, ending));
        if from.exists() {
            fs::rename(&from, &to).with_context(|| from.display().to_string())?;
        }
    }
    fs::rename(&new, database).with_context(|| database.display().to_string())?;
    println!("{} is restored", database.display());
    if old.exists() {
        println!("what it held before is in {}", old.display());
    }
    Ok(())
}

/// Where a database is kept that another one takes the place of; nothing is there, nor a log of an earlier one.
fn place_for_old(database: &Path) -> PathBuf {
    let mut place = beside(database, "before-restore");
    let mut number = 2;
    while ["", "-wal"]
        .iter()
        .any(|ending| beside_log(&place, ending).exists())
    {
        place = beside(database, &format!("before-restore-{number}"));
        number += 1;
    }
    place
}

fn beside(database: &Path, what: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".");
    name.push(what);
    name.into()
}

fn beside_log(database: &Path, ending: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn block_on<T>(task: impl Future<Output = T>) -> Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }
        .enable_all()
        .build()
        .context("the runtime cannot start")?;
    Ok(runtime.block_on(task))
}
