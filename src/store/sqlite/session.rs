//! What the operations of the store need, by SQLite.

use rusqlite::Connection;

use crate::store::sql::session::{Failure, Row, Session, Value};

/// A transaction of SQLite.
pub struct SqliteSession<'c>(pub &'c Connection);

impl Session for SqliteSession<'_> {
    fn execute(&mut self, sql: &'static str, values: &[Value]) -> Result<usize, Failure> {
        let mut statement = self.0.prepare_cached(sql)?;
        Ok(statement.execute(rusqlite::params_from_iter(values))?)
    }

    fn query(&mut self, sql: &'static str, values: &[Value]) -> Result<Vec<Row>, Failure> {
        let mut statement = self.0.prepare_cached(sql)?;
        let columns = statement.column_count();
        let read = |row: &rusqlite::Row<'_>| -> rusqlite::Result<Row> {
            let value = |at| Ok(value_of(row.get(at)?));
            Ok(Row((0..columns)
                .map(value)
                .collect::<rusqlite::Result<_>>()?))
        };
        let rows = statement.query_map(rusqlite::params_from_iter(values), read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn batch(&mut self, sql: &str) -> Result<(), Failure> {
        Ok(self.0.execute_batch(sql)?)
    }
}

fn value_of(value: rusqlite::types::Value) -> Value {
    use rusqlite::types::Value as Sqlite;
    match value {
        Sqlite::Integer(number) => Value::Int(number),
        Sqlite::Text(text) => Value::Text(text),
        Sqlite::Blob(bytes) => Value::Blob(bytes),
        // No column of ours holds a fraction.
        Sqlite::Null | Sqlite::Real(_) => Value::Null,
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, ValueRef};
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}
