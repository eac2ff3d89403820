use thiserror::Error;

/// What can go wrong with a store. None of the messages holds anything a person said.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The place does not exist, is no file, or the like.
    #[error("the database {database} cannot be opened: {problem}")]
    Open {
        /// The database.
        database: String,
        /// What went wrong.
        problem: String,
    },
    /// The server's certificate does not hold.
    #[error(
        "the database {database} cannot be trusted: {problem}; where its authority is one of your own, \
         name the file of that one's certificate by sslrootcert"
    )]
    Untrusted {
        /// The database.
        database: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The file or its folder is read-only.
    #[error(
        "the database {database} cannot be written: check the permissions of the file and of its folder"
    )]
    ReadOnly {
        /// The database.
        database: String,
    },
    /// The file belongs to something else.
    #[error("{database} is not a database of nocbot: name another file")]
    NotOurs {
        /// The database.
        database: String,
    },
    /// A later release wrote it.
    #[error(
        "the database {database} was written by a later release of nocbot \
         (layout {found}, this one knows up to {known})"
    )]
    Newer {
        /// The database.
        database: String,
        /// The version of its form.
        found: u32,
        /// The newest version that is known.
        known: u32,
    },
    /// An empty key is a mistake: it would not protect anything.
    #[error("the key for the database is empty: give one, or none at all to store in clear")]
    EmptyKey,
    /// What is kept is encrypted, and there is no key.
    #[error(
        "the database {database} is encrypted: set NOCBOT_KEY to its key, \
         or name another database to begin anew"
    )]
    KeyMissing {
        /// The database.
        database: String,
    },
    /// What is kept is encrypted under another key.
    #[error(
        "the database {database} is encrypted under another key: set NOCBOT_KEY to that one, \
         and change it with `nocbot store rekey`"
    )]
    WrongKey {
        /// The database.
        database: String,
    },
    /// A copy would mix two databases.
    #[error("the database {database} is not empty: copy into a new one")]
    NotEmpty {
        /// The database.
        database: String,
    },
    /// Two processes would send the same messages.
    #[error(
        "the database {database} is served by another process: stop that one first, \
         or use PostgreSQL for several"
    )]
    Served {
        /// The database.
        database: String,
    },
    /// What processes write meanwhile would be under the old key.
    #[error(
        "the database {database} is in use: stop every process that serves it, and wait ten seconds"
    )]
    InUse {
        /// The database.
        database: String,
    },
    /// The system gives no random numbers, without which nothing can be encrypted.
    #[error("no random numbers from the system")]
    NoRandom,
    /// Another process handled the same updates first.
    #[error("another process handled these updates first")]
    Overtaken,
    /// A conversation that cannot be written down.
    #[error("a conversation cannot be written down")]
    Unwritable,
    /// Anything else: a full disk, a damaged file, a lock held for too long.
    #[error("the database {database}: {problem}")]
    Failed {
        /// The database.
        database: String,
        /// What went wrong.
        problem: String,
    },
}
