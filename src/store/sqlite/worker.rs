//! The connection, and a thread for it: SQLite writes one change at a time anyway.
//!
//! A change that need not wait for the disk, and the reading of a few rows, run at once where nobody else has the connection:
//! to wake the thread and be woken by it costs more than most changes. Whatever may take longer is passed to the thread: what
//! finds the connection taken, by us or by another process, long reads, and changes that are written through. So no task of
//! the runtime waits for them.
//!
//! Jobs that wait together are one transaction, each in a savepoint of its own, and whoever waits hears of the end only once
//! the transaction is kept. A job that may be late goes with the next one, and is a single statement, which needs no savepoint;
//! where that next one fails, nothing of either is kept.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::checkpointer::Checkpointer;
use super::connection::{self, Opened};
use super::session::SqliteSession;
use crate::store::sql::session::{Broken, Manner, Request, Session, Settle};
use crate::store::{StoreError, Sync};

/// How many jobs share a transaction at most.
const MAX_TOGETHER: usize = 64;
/// How long a job that may be late waits at most.
const LATEST: Duration = Duration::from_millis(100);

/// The jobs that may be late.
#[derive(Default)]
struct Late(Mutex<LateJobs>);

#[derive(Default)]
struct LateJobs {
    /// In their order, each with the time at which it came.
    waiting: Vec<(Instant, Request)>,
    /// Whether somebody passes on those that have waited for long.
    is_watched: bool,
}

impl Late {
    fn lock(&self) -> MutexGuard<'_, LateJobs> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everything that waits.
    fn take(&self) -> Vec<Request> {
        let waiting = std::mem::take(&mut self.lock().waiting);
        waiting.into_iter().map(|(_, request)| request).collect()
    }

    /// Adds a job to go with the next one, or by itself after a while.
    fn add(self: &Arc<Self>, request: Request, runner: &Arc<Runner>) {
        let mut late = self.lock();
        late.waiting.push((Instant::now(), request));
        if !late.is_watched {
            late.is_watched = true;
            tokio::spawn(Arc::clone(self).pass_on(Arc::downgrade(runner)));
        }
    }

    /// Sees to it that what waits is run, once some of it has waited for long, unless all of it has gone with another one before.
    async fn pass_on(self: Arc<Self>, runner: Weak<Runner>) {
        let mut due = Instant::now() + LATEST;
        while due > Instant::now() {
            tokio::time::sleep_until(due.into()).await;
            let mut late = self.lock();
            match late.waiting.first() {
                Some((came, _)) => due = *came + LATEST,
                None => {
                    late.is_watched = false;
                    return;
                }
            }
        }
        self.lock().is_watched = false;
        if let Some(runner) = runner.upgrade() {
            // Where the thread stopped, whoever waits hears of it.
            let _ = runner.run(self.take());
        }
    }
}

/// What runs changes at once, and the way to the thread for what it cannot.
struct Runner {
    requests: mpsc::Sender<Request>,
    writer: Arc<Mutex<Writer>>,
    /// Whether a change waits for the disk.
    is_synced: bool,
}

impl Runner {
    /// Passes jobs to the thread.
    fn pass(&self, requests: Vec<Request>) -> Result<(), StoreError> {
        for request in requests {
            let sent = self.requests.send(request);
            sent.map_err(|_| stopped("it stopped"))?;
        }
        Ok(())
    }

    /// Runs changes that need not wait for the disk, or passes them to the thread.
    fn run(&self, together: Vec<Request>) -> Result<(), StoreError> {
        // Not there after a panic either, which ends the thread.
        let left = match self.writer.try_lock() {
            Ok(mut writer) if !self.is_synced => match writer.run_now(together) {
                Ok(()) if writer.has_long_log => vec![nothing()],
                Ok(()) => Vec::new(),
                Err(together) => together,
            },
            _ => together,
        };
        self.pass(left)
    }

    /// Runs what reads a few rows, or passes it to the thread.
    fn glance(&self, request: Request) -> Result<(), StoreError> {
        match self.writer.try_lock() {
            Ok(writer) => {
                writer.glance(request);
                Ok(())
            }
            Err(_) => self.pass(vec![request]),
        }
    }
}

/// Runs jobs, or passes them to the thread. Dropping it waits until the last job is done and the file is closed.
pub struct Worker {
    /// None once no more jobs come.
    runner: Option<Arc<Runner>>,
    late: Arc<Late>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.runner = None;
        if let Some(thread) = self.thread.take() {
            // It has told whoever waited where it panicked.
            let _ = thread.join();
        }
    }
}

impl Worker {
    /// Opens a connection on a thread of its own; what `open` gives besides it is handed back.
    ///
    /// # Errors
    /// As `open`, or there is no thread to be had.
    pub async fn start<T: Send + 'static>(
        open: impl FnOnce() -> Result<(Opened, T), StoreError> + Send + 'static,
    ) -> Result<(Self, T), StoreError> {
        let (requests, queue) = mpsc::channel::<Request>();
        let (opened, opening) = oneshot::channel();
        let late = Arc::<Late>::default();
        let held = Arc::clone(&late);
        let run = move || {
            let (writer, given) = match open() {
                Ok((connection, given)) => (Writer::new(connection), given),
                Err(error) => {
                    let _ = opened.send(Err(error));
                    return;
                }
            };
            let is_synced = writer.is_read_only || writer.sync == Sync::Full;
            let writer = Arc::new(Mutex::new(writer));
            // Nobody waits for it any more: the queue is closed, too.
            let _ = opened.send(Ok((given, Arc::clone(&writer), is_synced)));
            work(&writer, &queue, &held);
        };
        let thread = thread::Builder::new().name("store".to_owned());
        let thread = thread
            .spawn(run)
            .map_err(|error| stopped(&error.to_string()))?;
        let (given, writer, is_synced) = opening.await.map_err(|_| stopped("it stopped"))??;
        let runner = Runner {
            requests,
            writer,
            is_synced,
        };
        let worker = Worker {
            runner: Some(Arc::new(runner)),
            late,
            thread: Some(thread),
        };
        Ok((worker, given))
    }

    /// Runs a job, or sees to it that it is run. It runs even if the caller goes away.
    ///
    /// # Errors
    /// The thread stopped.
    pub fn send(&self, request: Request) -> Result<(), StoreError> {
        let Some(runner) = &self.runner else {
            return Err(stopped("it stopped"));
        };
        match request.manner {
            Manner::Late => {
                self.late.add(request, runner);
                Ok(())
            }
            Manner::Usual if !runner.is_synced => {
                let mut together = self.late.take();
                together.push(request);
                runner.run(together)
            }
            Manner::Glance => runner.glance(request),
            _ => runner.pass(vec![request]),
        }
    }
}

/// A job for which the thread wakes up.
fn nothing() -> Request {
    let job = |_: &mut dyn Session| Settle {
        keep: true,
        tell: Box::new(|_| {}),
    };
    Request {
        manner: Manner::Read,
        job: Box::new(job),
    }
}

/// What the thread does.
fn work(writer: &Mutex<Writer>, queue: &mpsc::Receiver<Request>, late: &Late) {
    // Ends after a panic, since nobody knows what it left behind.
    let run = |manner, together| writer.lock().map(|mut writer| writer.run(manner, together));
    let mut held = None;
    while let Some(first) = held.take().or_else(|| queue.recv().ok()) {
        let manner = first.manner;
        let mut together = late.take();
        if !is_usual(manner)
            && !together.is_empty()
            && run(Manner::Usual, std::mem::take(&mut together)).is_err()
        {
            return;
        }
        together.push(first);
        while is_usual(manner)
            && together.len() < MAX_TOGETHER
            && let Ok(next) = queue.try_recv()
        {
            if !is_usual(next.manner) {
                held = Some(next);
                break;
            }
            together.push(next);
        }
        if run(manner, together).is_err() {
            return;
        }
    }
    // Nobody passes them on any more.
    let together = late.take();
    if !together.is_empty() {
        let _ = run(Manner::Usual, together);
    }
}

/// What runs jobs.
struct Writer {
    connection: Connection,
    is_read_only: bool,
    /// Taken by whoever moves the log of changes into the file, since two at a time disturb each other.
    moving: Arc<Mutex<()>>,
    checkpointer: Option<Checkpointer>,
    log: PathBuf,
    /// Whether the log is to be emptied, which takes long.
    has_long_log: bool,
    sync: Sync,
    /// Whether another process that writes is waited for.
    waits: bool,
}

impl Writer {
    fn new(opened: Opened) -> Self {
        let moving = Arc::default();
        let checkpointer = (!opened.is_read_only)
            .then(|| Checkpointer::start(&opened.path, Arc::clone(&moving)))
            .flatten();
        if checkpointer.is_some() {
            // Where it cannot be set, changes are moved by whoever makes them: slower, and as good.
            let _ = opened
                .connection
                .execute_batch("PRAGMA wal_autocheckpoint = 0");
        }
        Writer {
            connection: opened.connection,
            is_read_only: opened.is_read_only,
            moving,
            checkpointer,
            log: connection::log_of(&opened.path),
            has_long_log: false,
            sync: opened.sync,
            waits: true,
        }
    }

    /// Runs changes that need not wait for the disk, unless another process is writing.
    fn run_now(&mut self, together: Vec<Request>) -> Result<(), Vec<Request>> {
        self.wait_for_others(false);
        let begun = begin(&self.connection, false);
        let is_busy = |error: &rusqlite::Error| {
            error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)
        };
        if begun.as_ref().is_err_and(is_busy) {
            return Err(together);
        }
        self.transact(begun, together).tell();
        self.wrote();
        Ok(())
    }

    /// Whether another process that writes is waited for.
    fn wait_for_others(&mut self, waits: bool) {
        if self.waits != waits {
            let longest = match waits {
                true => connection::TIMEOUT,
                false => Duration::ZERO,
            };
            // Where it cannot be set, nothing changes but how long is waited.
            let _ = self.connection.busy_timeout(longest);
            self.waits = waits;
        }
    }

    /// Runs what reads a few rows.
    fn glance(&self, request: Request) {
        let begun = begin(&self.connection, true);
        self.transact(begun, vec![request]).tell();
    }

    /// Runs jobs, however long it takes.
    fn run(&mut self, manner: Manner, together: Vec<Request>) {
        self.wait_for_others(true);
        let reads = |request: &Request| matches!(request.manner, Manner::Read | Manner::Glance);
        let only_reads = self.is_read_only || together.iter().all(reads);
        if manner == Manner::Synced {
            let _ = connection::set_synchronous(&self.connection, Sync::Full);
        }
        let begun = begin(&self.connection, only_reads);
        let done = self.transact(begun, together);
        if manner == Manner::Synced {
            let _ = connection::set_synchronous(&self.connection, self.sync);
        }
        if done.lost.is_none() && manner == Manner::Scrubbed {
            self.empty_log();
        }
        done.tell();
        if !only_reads {
            self.wrote();
        }
        if self.has_long_log {
            self.empty_log();
        }
    }

    /// Runs jobs in a transaction that was begun, or not.
    fn transact(&self, begun: rusqlite::Result<()>, together: Vec<Request>) -> Done {
        let mut settles = Vec::new();
        let lost = transact(&self.connection, begun, together, &mut settles).err();
        if lost.is_some() && !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        Done { settles, lost }
    }

    fn empty_log(&mut self) {
        let _moving = self.moving.lock().unwrap_or_else(PoisonError::into_inner);
        connection::truncate_wal(&self.connection);
        // As that leaves it.
        self.waits = true;
        self.has_long_log = false;
    }

    /// Counts a transaction that was written.
    fn wrote(&mut self) {
        if let Some(checkpointer) = &self.checkpointer {
            self.has_long_log |= checkpointer.wrote(&self.log);
        }
    }
}

/// Jobs that were done, of which nobody heard yet.
struct Done {
    settles: Vec<Settle>,
    /// What lost the transaction.
    lost: Option<String>,
}

impl Done {
    fn tell(self) {
        for settle in self.settles {
            (settle.tell)(self.lost.clone());
        }
    }
}

fn is_usual(manner: Manner) -> bool {
    matches!(
        manner,
        Manner::Usual | Manner::Late | Manner::Read | Manner::Glance
    )
}

/// Begins a transaction; a change at once, so that two processes never wait for each other half-way.
fn begin(connection: &Connection, only_reads: bool) -> rusqlite::Result<()> {
    let begin = if only_reads {
        "BEGIN"
    } else {
        "BEGIN IMMEDIATE"
    };
    connection.prepare_cached(begin)?.execute([]).map(drop)
}

/// Runs jobs in one transaction that was begun, or not; of a job that fails nothing is kept. The error says what lost all.
fn transact(
    connection: &Connection,
    begun: rusqlite::Result<()>,
    requests: Vec<Request>,
    settles: &mut Vec<Settle>,
) -> Result<(), String> {
    let is_late = |request: &Request| request.manner == Manner::Late;
    // The transaction is savepoint enough for one.
    let saves = requests.iter().filter(|request| !is_late(request)).count() > 1;
    let mut failed = false;
    for request in requests {
        let saves = saves && !is_late(&request);
        if let Err(error) = &begun {
            settles.push((request.job)(&mut Broken::connection(error)));
            continue;
        }
        if saves {
            run(connection, "SAVEPOINT job")?;
        }
        let settle = (request.job)(&mut SqliteSession(connection));
        let keep = settle.keep;
        settles.push(settle);
        if !saves {
            failed |= !keep;
            continue;
        }
        if !keep {
            run(connection, "ROLLBACK TO job")?;
        }
        run(connection, "RELEASE job")?;
    }
    begun.map_err(|error| error.to_string())?;
    if failed {
        return Err("what was to be written with it failed".to_owned());
    }
    run(connection, "COMMIT")
}

/// Runs a statement that is the same each time.
fn run(connection: &Connection, statement: &'static str) -> Result<(), String> {
    let run = || connection.prepare_cached(statement)?.execute([]);
    run().map(drop).map_err(|error| error.to_string())
}

fn stopped(problem: &str) -> StoreError {
    StoreError::Failed {
        database: "thread".to_owned(),
        problem: problem.to_owned(),
    }
}
