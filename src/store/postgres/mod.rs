//! PostgreSQL: some threads with a connection each, over which the same operations run as over SQLite.

mod address;
pub mod lease;
mod session;

use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

use postgres::Client;
use tokio::sync::oneshot;

use super::StoreError;
use super::cipher::Cipher;
use super::sql::layout::{self, Key};
use super::sql::session::{Broken, Dialect, Failure, Request};
use address::{Address, CONNECT_TIMEOUT};
use session::{PostgresSession, Statements};

/// How many transactions run at a time.
const CONNECTIONS: usize = 4;
/// Two that start at once take the steps to today's layout one after the other, under this number.
const MIGRATION_LOCK: &str = "SELECT pg_advisory_xact_lock(8245319276)";

/// Passes jobs to the threads, which end after the last one when this is dropped.
pub struct Pool {
    requests: mpsc::Sender<Request>,
}

impl Pool {
    /// Connects to the database at this address, such as `postgres://user@host/name`, and brings it to today's layout.
    ///
    /// # Errors
    /// It cannot be reached, is of a later release, or the key is not its own. The errors call it `name`.
    pub async fn start(url: &str, key: Key<'_>, name: &str) -> Result<(Self, Cipher), StoreError> {
        let (url, name) = (url.to_owned(), name.to_owned());
        let (given, is_needed) = match key {
            Key::Given(key) => (Some(key.to_owned()), true),
            Key::None => (None, true),
            Key::NotNeeded => (None, false),
        };
        let (opened, opening) = oneshot::channel();
        // The client brings a runtime of its own, which must not be inside ours.
        thread::spawn(move || {
            let key = match is_needed {
                true => Key::from_option(given.as_deref()),
                false => Key::NotNeeded,
            };
            let _ = opened.send(open(&url, key, &name));
        });
        let stopped = |_| StoreError::Failed {
            database: "thread".to_owned(),
            problem: "it stopped".to_owned(),
        };
        opening.await.map_err(stopped)?
    }

    /// Runs a job as soon as a connection is free. It runs even if the caller goes away.
    ///
    /// # Errors
    /// The threads stopped.
    pub fn send(&self, request: Request) -> Result<(), StoreError> {
        let sent = self.requests.send(request);
        sent.map_err(|_| StoreError::Failed {
            database: "thread".to_owned(),
            problem: "it stopped".to_owned(),
        })
    }
}

fn open(url: &str, key: Key<'_>, name: &str) -> Result<(Pool, Cipher), StoreError> {
    let address = Address::read(url, name)?;
    let mut client = address.connect()?;
    let mut statements = Statements::new();
    let mut transaction = client
        .transaction()
        .map_err(|error| Failure::from(error).named(name))?;
    transaction
        .batch_execute(MIGRATION_LOCK)
        .map_err(|error| Failure::from(error).named(name))?;
    let mut session = PostgresSession {
        transaction: &mut transaction,
        statements: &mut statements,
    };
    let opened = layout::migrate(&mut session, Dialect::Postgres, name)
        .and_then(|()| layout::cipher(&mut session, key, name));
    let cipher = opened.map_err(|failure| failure.named(name))?;
    transaction
        .commit()
        .map_err(|error| Failure::from(error).named(name))?;
    drop(client);
    let (requests, queue) = mpsc::channel::<Request>();
    let queue = Arc::new(Mutex::new(queue));
    for _ in 0..CONNECTIONS {
        let (address, queue) = (address.clone(), Arc::clone(&queue));
        let thread = thread::Builder::new().name("store".to_owned());
        let spawned = thread.spawn(move || Connection::new(address).work(&queue));
        spawned.map_err(|error| StoreError::Failed {
            database: name.to_owned(),
            problem: error.to_string(),
        })?;
    }
    Ok((Pool { requests }, cipher))
}

/// A thread's connection, made when it is needed.
struct Connection {
    address: Address,
    client: Option<Client>,
    statements: Statements,
}

impl Connection {
    fn new(address: Address) -> Self {
        Connection {
            address,
            client: None,
            statements: Statements::new(),
        }
    }

    fn work(mut self, queue: &Mutex<mpsc::Receiver<Request>>) {
        loop {
            let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(request) = next else {
                return;
            };
            self.run(request);
        }
    }

    /// Runs a job in a transaction; one that fails, or whose connection breaks, leaves nothing behind.
    fn run(&mut self, request: Request) {
        let (client, statements) = match self.connected() {
            Ok(connected) => connected,
            Err(error) => {
                let settle = (request.job)(&mut Broken(error));
                return (settle.tell)(None);
            }
        };
        let mut transaction = match client.transaction() {
            Ok(transaction) => transaction,
            Err(error) => {
                let settle = (request.job)(&mut Broken::connection(error));
                return (settle.tell)(None);
            }
        };
        let settle = (request.job)(&mut PostgresSession {
            transaction: &mut transaction,
            statements,
        });
        let ended = if settle.keep {
            transaction.commit()
        } else {
            transaction.rollback()
        };
        (settle.tell)(ended.err().map(|error| error.to_string()));
    }

    /// The connection, made anew where the last one broke.
    fn connected(&mut self) -> Result<(&mut Client, &mut Statements), StoreError> {
        let is_sound = |client: &mut Client| client.is_valid(CONNECT_TIMEOUT).is_ok();
        let kept = self.client.take().filter(|client| !client.is_closed());
        let kept = match kept {
            // What was cut by the other side is noticed by asking alone.
            Some(mut client) => is_sound(&mut client).then_some(client),
            None => None,
        };
        let client = match kept {
            Some(client) => client,
            None => {
                self.statements.clear();
                self.address.connect()?
            }
        };
        Ok((self.client.insert(client), &mut self.statements))
    }
}
