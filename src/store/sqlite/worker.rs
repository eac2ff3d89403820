//! A thread that owns the connection: SQLite writes one change at a time anyway, and no task of the runtime ever waits
//! for the disk.
//!
//! Jobs that wait together are one transaction, each in a savepoint of its own, and whoever waits hears of the end only once
//! the transaction is kept.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::checkpointer::Checkpointer;
use super::connection::{self, Opened};
use super::session::SqliteSession;
use crate::store::sql::session::{Broken, Job, Manner, Request, Settle};
use crate::store::{StoreError, Sync};

/// How many jobs share a transaction at most.
const MAX_TOGETHER: usize = 64;

/// Passes jobs to the thread. Dropping it waits until the last job is done and the file is closed.
pub struct Worker {
    /// None once no more jobs come.
    requests: Option<mpsc::Sender<Request>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.requests = None;
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
        let run = move || {
            let connection = match open() {
                Ok((connection, given)) => {
                    // Nobody waits for it any more: the queue is closed, too.
                    let _ = opened.send(Ok(given));
                    connection
                }
                Err(error) => {
                    let _ = opened.send(Err(error));
                    return;
                }
            };
            Thread::new(connection).work(&queue);
        };
        let thread = thread::Builder::new().name("store".to_owned());
        let thread = thread
            .spawn(run)
            .map_err(|error| stopped(&error.to_string()))?;
        let worker = Worker {
            requests: Some(requests),
            thread: Some(thread),
        };
        let given = opening.await.map_err(|_| stopped("it stopped"))??;
        Ok((worker, given))
    }

    /// Runs a job after those before it. It runs even if the caller goes away.
    ///
    /// # Errors
    /// The thread stopped.
    pub fn send(&self, request: Request) -> Result<(), StoreError> {
        let sent = self.requests.as_ref().map(|queue| queue.send(request));
        match sent {
            Some(Ok(())) => Ok(()),
            _ => Err(stopped("it stopped")),
        }
    }
}

/// What the thread has.
struct Thread {
    connection: Connection,
    is_read_only: bool,
    /// Taken by whoever moves the log of changes into the file, since two at a time disturb each other.
    moving: Arc<Mutex<()>>,
    checkpointer: Option<Checkpointer>,
    log: PathBuf,
    sync: Sync,
}

impl Thread {
    fn new(opened: Opened) -> Self {
        let moving = Arc::default();
        let checkpointer = (!opened.is_read_only)
            .then(|| Checkpointer::start(&opened.path, Arc::clone(&moving)))
            .flatten();
        if checkpointer.is_some() {
            // Where it cannot be set, changes are moved by this thread as well: slower, and as good.
            let _ = opened
                .connection
                .execute_batch("PRAGMA wal_autocheckpoint = 0");
        }
        Thread {
            connection: opened.connection,
            is_read_only: opened.is_read_only,
            moving,
            checkpointer,
            log: connection::log_of(&opened.path),
            sync: opened.sync,
        }
    }

    fn work(&mut self, queue: &mpsc::Receiver<Request>) {
        let mut held = None;
        while let Some(first) = held.take().or_else(|| queue.recv().ok()) {
            let manner = first.manner;
            let mut together = vec![first];
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
            self.run(manner, together);
        }
    }

    fn run(&mut self, manner: Manner, together: Vec<Request>) {
        let reads = |request: &Request| request.manner == Manner::Read;
        let only_reads = self.is_read_only || together.iter().all(reads);
        let jobs = together.into_iter().map(|request| request.job);
        if manner == Manner::Synced {
            let _ = connection::set_synchronous(&self.connection, Sync::Full);
        }
        let mut settles = Vec::new();
        let outcome = transact(&self.connection, only_reads, jobs, &mut settles);
        if manner == Manner::Synced {
            let _ = connection::set_synchronous(&self.connection, self.sync);
        }
        let lost = outcome.err().inspect(|_| {
            if !self.connection.is_autocommit() {
                let _ = self.connection.execute_batch("ROLLBACK");
            }
        });
        if lost.is_none() && manner == Manner::Scrubbed {
            let _moving = self.moving.lock().unwrap_or_else(PoisonError::into_inner);
            connection::truncate_wal(&self.connection);
        }
        for settle in settles {
            (settle.tell)(lost.as_ref().map(|error| error.to_string()));
        }
        if !only_reads && let Some(checkpointer) = &self.checkpointer {
            checkpointer.wrote(&self.connection, &self.log);
        }
    }
}

fn is_usual(manner: Manner) -> bool {
    matches!(manner, Manner::Usual | Manner::Read)
}

/// Runs jobs in one transaction; of a job that fails nothing is kept.
fn transact(
    connection: &Connection,
    only_reads: bool,
    jobs: impl ExactSizeIterator<Item = Job>,
    settles: &mut Vec<Settle>,
) -> rusqlite::Result<()> {
    // Begins a change at once, so that two processes never wait for each other half-way.
    let begin = if only_reads {
        "BEGIN"
    } else {
        "BEGIN IMMEDIATE"
    };
    let begun = connection
        .prepare_cached(begin)
        .and_then(|mut s| s.execute([]));
    let alone = jobs.len() == 1;
    for job in jobs {
        if let Err(error) = &begun {
            settles.push(job(&mut Broken::connection(error)));
            continue;
        }
        if !alone {
            connection.prepare_cached("SAVEPOINT job")?.execute([])?;
        }
        let settle = job(&mut SqliteSession(connection));
        let keep = settle.keep;
        settles.push(settle);
        match (alone, keep) {
            (true, true) => {}
            (true, false) => {
                connection.execute_batch("ROLLBACK")?;
                return Ok(());
            }
            (false, keep) => {
                if !keep {
                    connection.execute_batch("ROLLBACK TO job")?;
                }
                connection.prepare_cached("RELEASE job")?.execute([])?;
            }
        }
    }
    begun?;
    connection.prepare_cached("COMMIT")?.execute([])?;
    Ok(())
}

fn stopped(problem: &str) -> StoreError {
    StoreError::Failed {
        database: "thread".to_owned(),
        problem: problem.to_owned(),
    }
}
