//! The operations of the store in SQL that both databases understand.

mod copy;
mod forget;
pub(super) mod layout;
mod recent;
mod reminders;
pub(super) mod session;
mod updates;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use tokio::sync::oneshot;

use super::cipher::Cipher;
use super::postgres::{Pool, lease};
use super::record::Row as Place;
use super::sqlite::{self, InHand, Worker};
use super::{CachedPage, Change, Loaded, Store, StoreError, Sync, record};
use crate::dialogue::State;
use crate::noc::Lang;
pub use layout::Key;
use recent::Recent;
use session::values;
use session::{Dialect, Failure, Manner, Request, Row, Session, Settle};

/// What runs the jobs.
enum Backend {
    Sqlite(Worker),
    Postgres(Pool),
}

impl Backend {
    fn dialect(&self) -> Dialect {
        match self {
            Backend::Sqlite(_) => Dialect::Sqlite,
            Backend::Postgres(_) => Dialect::Postgres,
        }
    }

    fn send(&self, request: Request) -> Result<(), StoreError> {
        match self {
            Backend::Sqlite(worker) => worker.send(request),
            Backend::Postgres(pool) => pool.send(request),
        }
    }
}

/// Keeps everything in a database.
pub struct SqlStore {
    backend: Backend,
    /// By which several processes that share the database tell each other apart.
    owner: Arc<str>,
    cipher: Arc<Cipher>,
    /// What errors call it.
    database: Arc<str>,
    /// Which update is in hand; none where other processes work with the same database.
    in_hand: Option<InHand>,
    /// Where updates are handled that are not in the inbox.
    recent: Arc<Recent>,
}

impl SqlStore {
    /// Opens the SQLite file at `path`, making it and its folder where missing, readable by the owner only.
    ///
    /// With a key what people say is encrypted, also what was kept in clear so far; without one it is kept in clear.
    ///
    /// # Errors
    /// The file cannot be read or written, is no database of ours or one of a later release, the key is empty, or what is
    /// kept is under another key. Each error names the file.
    pub async fn open(path: &Path, key: Option<&str>) -> Result<Self, StoreError> {
        Self::open_synced(path, key, Sync::Normal).await
    }

    /// As [`SqlStore::open`], with how far changes are written.
    ///
    /// # Errors
    /// As [`SqlStore::open`].
    pub async fn open_synced(
        path: &Path,
        key: Option<&str>,
        sync: Sync,
    ) -> Result<Self, StoreError> {
        let (file, key): (PathBuf, _) = (path.to_owned(), key.map(str::to_owned));
        let open = move || sqlite::open(&file, Key::from_option(key.as_deref()), sync);
        let (worker, cipher) = Worker::start(open).await?;
        Ok(Self::over(worker, cipher, path))
    }

    /// Opens the SQLite file at `path` for official pages alone, which are in clear under any key.
    ///
    /// # Errors
    /// As [`SqlStore::open`], but for the key.
    pub async fn open_pages(path: &Path) -> Result<Self, StoreError> {
        let file = path.to_owned();
        let (worker, cipher) = Worker::start(move || sqlite::open_pages(&file)).await?;
        Ok(Self::over(worker, cipher, path))
    }

    /// Opens the SQLite file at `path` to read what is kept in clear, without changing anything; none where it is of another
    /// layout than this release's.
    ///
    /// # Errors
    /// The file cannot be read, or is no database; the error names the file.
    pub async fn open_to_read(path: &Path) -> Result<Option<Self>, StoreError> {
        let file = path.to_owned();
        let (worker, is_current) = Worker::start(move || sqlite::open_to_read(&file)).await?;
        let cipher = Cipher::new(None, &[])?;
        Ok(is_current.then_some(Self::over(worker, cipher, path)))
    }

    fn over(worker: Worker, cipher: Cipher, path: &Path) -> Self {
        let database = path.display().to_string();
        let in_hand = Some(InHand::beside(path));
        Self::new(Backend::Sqlite(worker), cipher, &database, in_hand)
    }

    /// Connects to a PostgreSQL database at an address such as `postgres://user@host/name`; several processes may share it.
    ///
    /// # Errors
    /// As [`SqlStore::open`], or it cannot be reached. The errors name the database without its password.
    pub async fn connect(url: &str, key: Option<&str>) -> Result<Self, StoreError> {
        Self::connect_with(url, Key::from_option(key)).await
    }

    /// As [`SqlStore::connect`], for official pages alone, which are in clear under any key.
    ///
    /// # Errors
    /// As [`SqlStore::connect`], but for the key.
    pub async fn connect_pages(url: &str) -> Result<Self, StoreError> {
        Self::connect_with(url, Key::NotNeeded).await
    }

    async fn connect_with(url: &str, key: Key<'_>) -> Result<Self, StoreError> {
        let name = without_password(url);
        let (pool, cipher) = Pool::start(url, key, &name).await?;
        Ok(Self::new(Backend::Postgres(pool), cipher, &name, None))
    }

    fn new(backend: Backend, cipher: Cipher, database: &str, in_hand: Option<InHand>) -> Self {
        SqlStore {
            backend,
            owner: format!("{:016x}", fastrand::u64(..)).into(),
            cipher: Arc::new(cipher),
            database: database.into(),
            in_hand,
            recent: Arc::default(),
        }
    }

    /// Puts everything that people said under another key, all or nothing; how many rows.
    ///
    /// # Errors
    /// The database failed or is shared with a process that is alive, the key is empty, or a row cannot be read under the key
    /// so far.
    pub async fn rekey(self, key: &str) -> Result<u64, StoreError> {
        let (cipher, database) = (Arc::clone(&self.cipher), Arc::clone(&self.database));
        let key = key.to_owned();
        let is_shared = matches!(self.backend, Backend::Postgres(_));
        self.call(Manner::Scrubbed, move |session| {
            if is_shared && lease::is_any_alive(session)? {
                let database = database.to_string();
                return Err(Failure::Store(StoreError::InUse { database }));
            }
            layout::rekey(session, &cipher, &key, &database)
        })
        .await
    }

    /// Copies everything, as it is at one moment, into another database that is empty; how many rows. What is kept under a key
    /// stays under it.
    ///
    /// # Errors
    /// Either database failed, or the other one is not empty; it is as before.
    pub async fn copy_into(&self, other: SqlStore) -> Result<u64, StoreError> {
        let dialect = self.backend.dialect();
        let rows = self
            .read(move |session| copy::read(session, dialect))
            .await?;
        let dialect = other.backend.dialect();
        let copied = other
            .call(Manner::Synced, move |session| {
                copy::write(session, dialect, &rows)
            })
            .await?;
        copied.ok_or_else(|| StoreError::NotEmpty {
            database: other.database.to_string(),
        })
    }

    /// Runs `job` in a transaction, of which nothing is kept where it fails. It may change something of anybody.
    pub(super) async fn call<T: Send + 'static>(
        &self,
        manner: Manner,
        job: impl FnOnce(&mut dyn Session) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, StoreError> {
        let recent = Arc::clone(&self.recent);
        let changes = !matches!(manner, Manner::Read | Manner::Glance);
        let job = move |session: &mut dyn Session| {
            if changes {
                recent.forget();
            }
            job(session)
        };
        self.run(manner, job, |_| {}).await
    }

    /// As [`SqlStore::call`], of a job that changes nothing of anybody, or says so itself. Once what it did is kept, `kept` is
    /// told of it, before another job is run.
    async fn run<T: Send + 'static>(
        &self,
        manner: Manner,
        job: impl FnOnce(&mut dyn Session) -> Result<T, Failure> + Send + 'static,
        kept: impl FnOnce(&T) + Send + 'static,
    ) -> Result<T, StoreError> {
        let (done, doing) = oneshot::channel();
        let database = Arc::clone(&self.database);
        let job = move |session: &mut dyn Session| {
            let outcome = job(session).map_err(|failure| failure.named(&database));
            let keep = outcome.is_ok();
            let tell = move |lost: Option<String>| {
                let failed = |problem| StoreError::Failed {
                    database: database.to_string(),
                    problem,
                };
                let outcome = match lost.map(failed) {
                    Some(error) if keep => Err(error),
                    _ => outcome.inspect(kept),
                };
                // Whoever asked may have gone.
                let _ = done.send(outcome);
            };
            Settle {
                keep,
                tell: Box::new(tell),
            }
        };
        let job = Box::new(job);
        self.backend.send(Request { manner, job })?;
        let stopped = |_| StoreError::Failed {
            database: self.database.to_string(),
            problem: "its thread stopped".to_owned(),
        };
        doing.await.map_err(stopped)?
    }

    async fn read<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut dyn Session) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.call(Manner::Read, job).await
    }

    /// As [`SqlStore::read`], of a few rows that are found by their keys.
    async fn glance<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut dyn Session) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.call(Manner::Glance, job).await
    }

    async fn change(&self, change: Change) -> Result<(), StoreError> {
        let cipher = Arc::clone(&self.cipher);
        let manner = if change.deletes() {
            Manner::Scrubbed
        } else {
            Manner::Usual
        };
        self.call(manner, move |session| make(session, &cipher, &change))
            .await
    }
}

/// The address of a database without its password.
fn without_password(url: &str) -> String {
    match url::Url::parse(url) {
        Ok(mut url) => {
            let _ = url.set_password(None);
            url.set_query(None);
            url.to_string()
        }
        Err(_) => "of NOCBOT_DB".to_owned(),
    }
}

/// Makes one change.
fn make(session: &mut dyn Session, cipher: &Cipher, change: &Change) -> Result<(), Failure> {
    match change {
        Change::Save { user, state, now } => save(session, cipher, *user, state, *now),
        Change::SetLanguage { user, lang, now } => set_language(session, *user, *lang, *now),
        Change::SetZone { user, zone, now } => reminders::set_zone(session, *user, zone, *now),
        Change::SetReminder {
            user,
            replaced,
            note,
            due,
            now,
        } => reminders::set(session, cipher, *user, *replaced, note, *due, *now).map(drop),
        Change::ChangeReminder {
            kept,
            note,
            due,
            now,
        } => reminders::change(session, cipher, kept, note, *due, *now).map(drop),
        Change::RemoveReminder { user, id } => reminders::delete(session, *user, *id).map(drop),
        Change::RemoveReminders { user } => reminders::delete_all(session, *user).map(drop),
        Change::Forget { user } => forget::forget(session, *user).map(drop),
    }
}

fn load(session: &mut dyn Session, cipher: &Cipher, user: u64) -> Result<Loaded, Failure> {
    let query = "SELECT record FROM conversations WHERE \"user\" = ?1";
    Ok(match session.query_one(query, values![user])? {
        None => Loaded::None,
        Some(row) => {
            let kept: Vec<u8> = row.get(0)?;
            read(cipher, user, &kept)
        }
    })
}

/// What a record says of a user's conversation.
fn read(cipher: &Cipher, user: u64, kept: &[u8]) -> Loaded {
    let state = record::read(cipher, Place::Conversation { user }, kept);
    state.map_or(Loaded::Unreadable, Loaded::Found)
}

fn save(
    session: &mut dyn Session,
    cipher: &Cipher,
    user: u64,
    state: &State,
    now: Timestamp,
) -> Result<(), Failure> {
    let record = record::write(cipher, Place::Conversation { user }, state)?;
    let change = "INSERT INTO conversations (\"user\", saved, record) VALUES (?1, ?2, ?3)
        ON CONFLICT (\"user\") DO UPDATE SET saved = ?2, record = ?3";
    session
        .execute(change, values![user, now, record])
        .map(drop)
}

fn language(session: &mut dyn Session, user: u64) -> Result<Option<Lang>, Failure> {
    let query = "SELECT lang FROM users WHERE \"user\" = ?1";
    let row = session.query_one(query, values![user])?;
    row.map_or(Ok(None), |row| language_of(&row, 0))
}

/// The language that a column tells.
fn language_of(row: &Row, at: usize) -> Result<Option<Lang>, Failure> {
    let tag: Option<String> = row.get(at)?;
    Ok(tag.and_then(|tag| tag.parse().ok()))
}

fn set_language(
    session: &mut dyn Session,
    user: u64,
    lang: Lang,
    now: Timestamp,
) -> Result<(), Failure> {
    let change = "INSERT INTO users (\"user\", lang, changed) VALUES (?1, ?2, ?3)
        ON CONFLICT (\"user\") DO UPDATE SET lang = ?2, changed = ?3";
    session
        .execute(change, values![user, lang.tag(), now])
        .map(drop)
}

#[async_trait]
impl Store for SqlStore {
    async fn load(&self, user: u64) -> Result<Loaded, StoreError> {
        let cipher = Arc::clone(&self.cipher);
        self.read(move |session| load(session, &cipher, user)).await
    }

    async fn save(&self, user: u64, state: &State, now: Timestamp) -> Result<(), StoreError> {
        let state = Arc::new(state.clone());
        self.change(Change::Save { user, state, now }).await
    }

    async fn forget(&self, user: u64) -> Result<u64, StoreError> {
        self.call(Manner::Scrubbed, move |session| {
            forget::forget(session, user)
        })
        .await
    }

    async fn expire(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.call(Manner::Scrubbed, move |session| {
            forget::expire(session, before)
        })
        .await
    }

    async fn forget_seen(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.call(Manner::Usual, move |session| forget::seen(session, before))
            .await
    }

    async fn language(&self, user: u64) -> Result<Option<Lang>, StoreError> {
        self.read(move |session| language(session, user)).await
    }

    async fn set_language(&self, user: u64, lang: Lang, now: Timestamp) -> Result<(), StoreError> {
        self.change(Change::SetLanguage { user, lang, now }).await
    }

    async fn kept_page(&self, name: &str) -> Result<Option<CachedPage>, StoreError> {
        let name = name.to_owned();
        self.read(move |session| {
            let query = "SELECT address, body, etag, last_modified, checked, differs_since
                FROM pages WHERE name = ?1";
            let row = session.query_one(query, values![name])?;
            row.as_ref().map(page_of).transpose()
        })
        .await
    }

    async fn keep_page(&self, name: &str, page: &CachedPage) -> Result<(), StoreError> {
        let (name, page) = (name.to_owned(), page.clone());
        self.call(Manner::Usual, move |session| {
            let change = "INSERT INTO pages
                (name, address, body, etag, last_modified, checked, differs_since)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                ON CONFLICT (name) DO UPDATE SET address = ?2, body = ?3, etag = ?4,
                    last_modified = ?5, checked = ?6, differs_since = ?7";
            let row = values![
                name,
                page.address,
                page.body,
                page.etag,
                page.last_modified,
                page.checked,
                page.differs_since.map(|day| day.to_string()),
            ];
            session.execute(change, row).map(drop)
        })
        .await
    }
}

fn page_of(row: &Row) -> Result<CachedPage, Failure> {
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
