//! What the operations of the store need of a database, whichever it is.
//!
//! One text of SQL serves both: parameters are `?1`, `?2` and so on, the column `user` is quoted, and values are numbers
//! of 64 bits, texts and bytes.

use rusqlite::ErrorCode;

use crate::store::StoreError;

/// A value on its way to or from the database.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    Int(i64),
    Text(String),
    Blob(Vec<u8>),
}

/// An error on the way to a [`StoreError`], which also names the database.
#[derive(Debug)]
pub enum Failure {
    Sqlite(rusqlite::Error),
    Postgres(postgres::Error),
    Store(StoreError),
    /// A column holds another kind of value than was asked for.
    Column(usize),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Failure::Sqlite(error)
    }
}

impl From<postgres::Error> for Failure {
    fn from(error: postgres::Error) -> Self {
        Failure::Postgres(error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Failure::Store(error)
    }
}

impl Failure {
    /// The error, naming the database.
    pub fn named(self, database: &str) -> StoreError {
        match self {
            Failure::Store(error) => error,
            Failure::Sqlite(error) => of_sqlite(&error, database),
            Failure::Postgres(error) => of_postgres(&error, database),
            Failure::Column(at) => StoreError::Failed {
                database: database.to_owned(),
                problem: format!("column {at} holds what it never should"),
            },
        }
    }
}

/// What a failure of SQLite is to those who run the program.
fn of_sqlite(error: &rusqlite::Error, database: &str) -> StoreError {
    let database = database.to_owned();
    match error.sqlite_error_code() {
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            StoreError::ReadOnly { database }
        }
        Some(ErrorCode::NotADatabase) => StoreError::NotOurs { database },
        _ => StoreError::Failed {
            problem: error.to_string(),
            database,
        },
    }
}

/// What a failure of PostgreSQL is to those who run the program.
fn of_postgres(error: &postgres::Error, name: &str) -> StoreError {
    let problem = match error.as_db_error() {
        Some(error) => error.message().to_owned(),
        // Its source says why, and holds no password.
        None => match std::error::Error::source(error) {
            Some(source) => format!("{error}: {source}"),
            None => error.to_string(),
        },
    };
    StoreError::Failed {
        database: name.to_owned(),
        problem,
    }
}

/// A row of an answer.
#[derive(Debug)]
pub struct Row(pub Vec<Value>);

impl Row {
    /// The value of a column.
    ///
    /// # Errors
    /// It is of another kind.
    pub fn get<T: FromValue>(&self, at: usize) -> Result<T, Failure> {
        let value = self.0.get(at).unwrap_or(&Value::Null);
        T::from_value(value).ok_or(Failure::Column(at))
    }
}

/// What a column can be read as.
pub trait FromValue: Sized {
    /// The value; none for another kind.
    fn from_value(value: &Value) -> Option<Self>;
}

impl FromValue for i64 {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Int(number) => Some(*number),
            _ => None,
        }
    }
}

impl FromValue for u64 {
    fn from_value(value: &Value) -> Option<Self> {
        i64::from_value(value).map(i64::cast_unsigned)
    }
}

impl FromValue for bool {
    fn from_value(value: &Value) -> Option<Self> {
        i64::from_value(value).map(|number| number != 0)
    }
}

impl FromValue for String {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Text(text) => Some(text.clone()),
            // Where a column takes every text, also one with a zero.
            Value::Blob(bytes) => String::from_utf8(bytes.clone()).ok(),
            _ => None,
        }
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Blob(bytes) => Some(bytes.clone()),
            _ => None,
        }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::from_value(value).map(Some),
        }
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Value::Int(number)
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Value::Int(number.cast_signed())
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Value::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<jiff::Timestamp> for Value {
    fn from(time: jiff::Timestamp) -> Self {
        Value::Int(time.as_millisecond())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Value::Blob(bytes)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

/// The parameters of a statement.
macro_rules! values {
    ($($value:expr),* $(,)?) => { &[$($crate::store::sql::session::Value::from($value)),*][..] };
}
pub(in crate::store) use values;

/// An open transaction.
pub trait Session {
    /// Changes rows; how many.
    ///
    /// # Errors
    /// The database failed.
    fn execute(&mut self, sql: &'static str, values: &[Value]) -> Result<usize, Failure>;

    /// Reads rows.
    ///
    /// # Errors
    /// The database failed.
    fn query(&mut self, sql: &'static str, values: &[Value]) -> Result<Vec<Row>, Failure>;

    /// Runs several statements without parameters.
    ///
    /// # Errors
    /// The database failed.
    fn batch(&mut self, sql: &str) -> Result<(), Failure>;

    /// The first row, if there is one.
    ///
    /// # Errors
    /// The database failed.
    fn query_one(&mut self, sql: &'static str, values: &[Value]) -> Result<Option<Row>, Failure> {
        Ok(self.query(sql, values)?.into_iter().next())
    }
}

/// What is to be true of a change besides that it survives the end of the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Nothing is changed.
    Read,
    /// Nothing is changed, and little is read.
    Glance,
    Usual,
    /// A single statement that waits for what is changed next, at most some hundredths of a second.
    Late,
    /// It survives a cut in power, too.
    Synced,
    /// What it deletes is gone from the files, too.
    Scrubbed,
}

/// Stands where no transaction could be begun.
pub struct Broken(pub StoreError);

impl Broken {
    /// One of a connection that fails like this.
    pub fn connection(problem: impl ToString) -> Self {
        Broken(StoreError::Failed {
            database: "connection".to_owned(),
            problem: problem.to_string(),
        })
    }

    fn failure(&self) -> Failure {
        Failure::Store(self.0.clone())
    }
}

impl Session for Broken {
    fn execute(&mut self, _: &'static str, _: &[Value]) -> Result<usize, Failure> {
        Err(self.failure())
    }

    fn query(&mut self, _: &'static str, _: &[Value]) -> Result<Vec<Row>, Failure> {
        Err(self.failure())
    }

    fn batch(&mut self, _: &str) -> Result<(), Failure> {
        Err(self.failure())
    }
}

/// Which SQL a database speaks, where the two differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    Sqlite,
    Postgres,
}

/// Work inside a transaction.
pub type Job = Box<dyn FnOnce(&mut dyn Session) -> Settle + Send>;

/// The end of a job.
pub struct Settle {
    /// Whether what it changed is to be kept.
    pub keep: bool,
    /// Tells whoever waits, with what lost the transaction where something did.
    pub tell: Box<dyn FnOnce(Option<String>) + Send>,
}

/// A job and what is to be true of it.
pub struct Request {
    pub manner: Manner,
    pub job: Job,
}
