//! A transaction of PostgreSQL.

use std::collections::HashMap;
use std::error::Error;

use postgres::types::private::BytesMut;
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use postgres::{Statement, Transaction};

use crate::store::sql::session::{Failure, Row, Session, Value};

/// The statements that a connection has prepared.
pub type Statements = HashMap<&'static str, Statement>;

/// A transaction of PostgreSQL.
pub struct PostgresSession<'t, 'c> {
    pub transaction: &'t mut Transaction<'c>,
    pub statements: &'t mut Statements,
}

impl PostgresSession<'_, '_> {
    fn prepared(&mut self, sql: &'static str) -> Result<Statement, Failure> {
        if let Some(known) = self.statements.get(sql) {
            return Ok(known.clone());
        }
        // The only difference in how parameters are written.
        let statement = self.transaction.prepare(&sql.replace('?', "$"))?;
        self.statements.insert(sql, statement.clone());
        Ok(statement)
    }
}

impl Session for PostgresSession<'_, '_> {
    fn execute(&mut self, sql: &'static str, values: &[Value]) -> Result<usize, Failure> {
        let statement = self.prepared(sql)?;
        let changed = self.transaction.execute(&statement, &parameters(values))?;
        Ok(usize::try_from(changed).unwrap_or(usize::MAX))
    }

    fn query(&mut self, sql: &'static str, values: &[Value]) -> Result<Vec<Row>, Failure> {
        let statement = self.prepared(sql)?;
        let rows = self.transaction.query(&statement, &parameters(values))?;
        let row = |row: &postgres::Row| {
            let value = |at| row.try_get::<_, Value>(at);
            Ok(Row((0..row.len()).map(value).collect::<Result<_, _>>()?))
        };
        rows.iter().map(row).collect()
    }

    fn batch(&mut self, sql: &str) -> Result<(), Failure> {
        Ok(self.transaction.batch_execute(sql)?)
    }
}

fn parameters(values: &[Value]) -> Vec<&(dyn ToSql + std::marker::Sync)> {
    values.iter().map(|value| value as _).collect()
}

impl ToSql for Value {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + std::marker::Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(number) if *kind == Type::INT4 => i32::try_from(*number)?.to_sql(kind, out),
            Value::Int(number) => number.to_sql(kind, out),
            Value::Text(text) if *kind == Type::BYTEA => text.as_bytes().to_sql(kind, out),
            Value::Text(text) => text.to_sql(kind, out),
            Value::Blob(bytes) => bytes.to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        [Type::INT4, Type::INT8, Type::TEXT, Type::BYTEA].contains(kind)
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(
        kind: &Type,
        raw: &'a [u8],
    ) -> Result<Self, Box<dyn Error + std::marker::Sync + Send>> {
        Ok(match *kind {
            Type::INT4 => Value::Int(i32::from_sql(kind, raw)?.into()),
            Type::INT8 => Value::Int(i64::from_sql(kind, raw)?),
            Type::BYTEA => Value::Blob(raw.to_vec()),
            _ => Value::Text(String::from_sql(kind, raw)?),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn Error + std::marker::Sync + Send>> {
        Ok(Value::Null)
    }

    fn accepts(kind: &Type) -> bool {
        [
            Type::INT4,
            Type::INT8,
            Type::TEXT,
            Type::VARCHAR,
            Type::BYTEA,
        ]
        .contains(kind)
    }
}
