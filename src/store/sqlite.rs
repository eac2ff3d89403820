//! The store of a single process: one SQLite file.

mod connection;
mod reminders;
mod worker;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use super::cipher::Cipher;
use super::record::Row;
use super::{CachedPage, Loaded, Store, StoreError, record};
use crate::dialogue::State;
use crate::noc::Lang;
use connection::{Failure, truncate_wal};
use worker::Worker;

/// Keeps everything in one SQLite file, and its write-ahead log beside it.
pub struct SqliteStore {
    worker: Worker,
    cipher: Arc<Cipher>,
    database: Arc<str>,
}

impl SqliteStore {
    /// Opens the file at `path`, making it and its folder where missing, readable by the owner only.
    ///
    /// With a key conversations and reminders are encrypted, also those kept in clear so far; without one they are kept in
    /// clear, which the log says once. Conversations under another key are [`Loaded::Unreadable`].
    ///
    /// # Errors
    /// The file cannot be read or written, is no database of ours or one of a later release, or the key is empty. Each
    /// error names the file.
    pub async fn open(path: &Path, key: Option<&str>) -> Result<Self, StoreError> {
        let database = path.display().to_string().into();
        let (path, key): (PathBuf, _) = (path.to_owned(), key.map(str::to_owned));
        let (worker, cipher) =
            Worker::start(move || connection::open(&path, key.as_deref())).await?;
        Ok(SqliteStore {
            worker,
            cipher: Arc::new(cipher),
            database,
        })
    }

    /// Opens the file at `path` to read what is kept in clear, without changing anything; none where it is of another layout
    /// than this release's.
    ///
    /// # Errors
    /// The file cannot be read, or is no database; the error names the file.
    pub async fn open_to_read(path: &Path) -> Result<Option<Self>, StoreError> {
        let database: Arc<str> = path.display().to_string().into();
        let path = path.to_owned();
        let (worker, is_current) = Worker::start(move || connection::open_to_read(&path)).await?;
        let cipher = Arc::new(Cipher::new(None, &[])?);
        Ok(is_current.then_some(SqliteStore {
            worker,
            cipher,
            database,
        }))
    }

    /// Runs `job` on the connection.
    pub(super) async fn call<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Connection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, StoreError> {
        let database = Arc::clone(&self.database);
        self.worker
            .call(move |connection| job(connection).map_err(|failure| failure.named(&database)))
            .await
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn load(&self, user: u64) -> Result<Loaded, StoreError> {
        let query = "SELECT record FROM conversations WHERE user = ?1";
        let kept: Option<Vec<u8>> = self.call(one(query, user, |row| row.get(0))).await?;
        Ok(match kept {
            None => Loaded::None,
            Some(kept) => record::read(&self.cipher, Row::Conversation { user }, &kept)
                .map_or(Loaded::Unreadable, Loaded::Found),
        })
    }

    async fn save(&self, user: u64, state: &State, now: Timestamp) -> Result<(), StoreError> {
        let record = record::write(&self.cipher, Row::Conversation { user }, state)?;
        self.call(move |connection| {
            let change = "INSERT INTO conversations (user, saved, record) VALUES (?1, ?2, ?3)
                ON CONFLICT DO UPDATE SET saved = ?2, record = ?3";
            let row = (user.cast_signed(), now.as_millisecond(), record);
            connection.prepare_cached(change)?.execute(row)?;
            Ok(())
        })
        .await
    }

    async fn forget(&self, user: u64) -> Result<u64, StoreError> {
        self.call(move |connection| {
            let transaction = begin(connection)?;
            let reminders = reminders::delete_all(&transaction, user)?;
            let user = [user.cast_signed()];
            let conversations =
                transaction.execute("DELETE FROM conversations WHERE user = ?1", user)?;
            let users = transaction.execute("DELETE FROM users WHERE user = ?1", user)?;
            transaction.commit()?;
            truncate_wal(connection);
            Ok((conversations + reminders + users) as u64)
        })
        .await
    }

    async fn expire(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.call(move |connection| {
            let transaction = begin(connection)?;
            reminders::expire(&transaction, before)?;
            let before = [before.as_millisecond()];
            let conversations =
                transaction.execute("DELETE FROM conversations WHERE saved < ?1", before)?;
            transaction.execute(
                "DELETE FROM users WHERE changed < ?1
                    AND NOT EXISTS (SELECT 1 FROM conversations WHERE conversations.user = users.user)
                    AND NOT EXISTS (SELECT 1 FROM reminders WHERE reminders.user = users.user)",
                before,
            )?;
            transaction.commit()?;
            truncate_wal(connection);
            Ok(conversations as u64)
        })
        .await
    }

    async fn language(&self, user: u64) -> Result<Option<Lang>, StoreError> {
        let query = "SELECT lang FROM users WHERE user = ?1";
        let tag: Option<Option<String>> = self.call(one(query, user, |row| row.get(0))).await?;
        let of_tag = |tag: String| tag.parse().ok();
        Ok(tag.flatten().and_then(of_tag))
    }

    async fn set_language(&self, user: u64, lang: Lang, now: Timestamp) -> Result<(), StoreError> {
        self.call(move |connection| {
            let change = "INSERT INTO users (user, lang, changed) VALUES (?1, ?2, ?3)
                ON CONFLICT DO UPDATE SET lang = ?2, changed = ?3";
            let row = (user.cast_signed(), lang.tag(), now.as_millisecond());
            connection.prepare_cached(change)?.execute(row)?;
            Ok(())
        })
        .await
    }

    async fn kept_page(&self, name: &str) -> Result<Option<CachedPage>, StoreError> {
        let name = name.to_owned();
        self.call(move |connection| {
            let query = "SELECT address, body, etag, last_modified, checked, differs_since
                FROM pages WHERE name = ?1";
            let mut query = connection.prepare_cached(query)?;
            Ok(query.query_row([name], page_of).optional()?)
        })
        .await
    }

    async fn keep_page(&self, name: &str, page: &CachedPage) -> Result<(), StoreError> {
        let (name, page) = (name.to_owned(), page.clone());
        self.call(move |connection| {
            let change = "INSERT OR REPLACE INTO pages
                (name, address, body, etag, last_modified, checked, differs_since)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
            let row = (
                name,
                page.address,
                page.body,
                page.etag,
                page.last_modified,
                page.checked.as_millisecond(),
                page.differs_since.map(|day| day.to_string()),
            );
            connection.prepare_cached(change)?.execute(row)?;
            Ok(())
        })
        .await
    }
}

/// Begins a change at once, so that two processes never wait for each other half-way.
fn begin(connection: &mut Connection) -> rusqlite::Result<rusqlite::Transaction<'_>> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate)
}

/// A job that reads the one row of a user.
fn one<T>(
    query: &'static str,
    user: u64,
    read: fn(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
) -> impl FnOnce(&mut Connection) -> Result<Option<T>, Failure> {
    move |connection| {
        let mut query = connection.prepare_cached(query)?;
        Ok(query.query_row([user.cast_signed()], read).optional()?)
    }
}

fn page_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<CachedPage> {
    let checked = Timestamp::from_millisecond(row.get(4)?);
    let differs_since: Option<String> = row.get(5)?;
    Ok(CachedPage {
        address: row.get(0)?,
        body: row.get(1)?,
        etag: row.get(2)?,
        last_modified: row.get(3)?,
        checked: checked.unwrap_or(Timestamp::UNIX_EPOCH),
        differs_since: differs_since.and_then(|day| day.parse().ok()),
    })
}
