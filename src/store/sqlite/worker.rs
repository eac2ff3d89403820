//! A thread that owns the connection: SQLite writes one change at a time anyway, and no task of the runtime ever waits
//! for the disk.

use std::sync::mpsc;
use std::thread;

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::store::StoreError;

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// Passes jobs to the thread, which ends after the last one when this is dropped.
pub(super) struct Worker(mpsc::Sender<Job>);

impl Worker {
    /// Opens a connection on a thread of its own; what `open` gives besides it is handed back.
    pub async fn start<T: Send + 'static>(
        open: impl FnOnce() -> Result<(Connection, T), StoreError> + Send + 'static,
    ) -> Result<(Self, T), StoreError> {
        let (jobs, queue) = mpsc::channel::<Job>();
        let (opened, opening) = oneshot::channel();
        let run = move || {
            let mut connection = match open() {
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
            while let Ok(job) = queue.recv() {
                job(&mut connection);
            }
        };
        thread::Builder::new()
            .name("store".to_owned())
            .spawn(run)
            .map_err(|error| stopped(&error.to_string()))?;
        let given = opening.await.map_err(|_| stopped("it stopped"))??;
        Ok((Worker(jobs), given))
    }

    /// Runs `job` after those before it. It runs even if the caller goes away.
    pub async fn call<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (done, doing) = oneshot::channel();
        let job = move |connection: &mut Connection| {
            let _ = done.send(job(connection));
        };
        self.0
            .send(Box::new(job))
            .map_err(|_| stopped("it stopped"))?;
        doing.await.map_err(|_| stopped("it stopped"))?
    }
}

fn stopped(problem: &str) -> StoreError {
    StoreError::Failed {
        database: "thread".to_owned(),
        problem: problem.to_owned(),
    }
}
