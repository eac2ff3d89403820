//! Who of several processes does what only one may do at a time.
//!
//! A process is alive as long as its own lease is; whatever else it holds is free again once that has run out.

use crate::store::sql::session::{Failure, Session, Value};

/// How long a process counts as alive after it last said so.
pub const ALIVE_MS: i64 = 6_000;

/// Says that a process is alive.
///
/// # Errors
/// The database failed.
pub fn live(session: &mut dyn Session, owner: &str) -> Result<(), Failure> {
    let now = now(session)?;
    let values = [
        Value::from(format!("process:{owner}")),
        Value::from(owner),
        Value::from(now + ALIVE_MS),
    ];
    let change = "INSERT INTO leases (name, owner, until) VALUES (?1, ?2, ?3)
        ON CONFLICT (name) DO UPDATE SET until = ?3";
    session.execute(change, &values)?;
    let gone = "DELETE FROM leases WHERE until > 0 AND until < ?1";
    session.execute(gone, &[Value::from(now - ALIVE_MS * 10)])?;
    Ok(())
}

/// Whether any process is alive.
///
/// # Errors
/// The database failed.
pub fn is_any_alive(session: &mut dyn Session) -> Result<bool, Failure> {
    let now = Value::from(now(session)?);
    let query = "SELECT 1 FROM leases WHERE name LIKE 'process:%' AND until >= ?1 LIMIT 1";
    Ok(session.query_one(query, &[now])?.is_some())
}

/// Takes something for a process, unless another that is alive has it; whether it has it now.
///
/// # Errors
/// The database failed.
pub fn take(session: &mut dyn Session, name: &str, owner: &str) -> Result<bool, Failure> {
    let now = now(session)?;
    let values = [Value::from(name), Value::from(owner), Value::from(now)];
    let change = "INSERT INTO leases (name, owner, until) VALUES (?1, ?2, 0)
        ON CONFLICT (name) DO UPDATE SET owner = ?2
        WHERE leases.owner = ?2 OR NOT EXISTS (
            SELECT 1 FROM leases AS process
            WHERE process.name = 'process:' || leases.owner AND process.until >= ?3
        )";
    Ok(session.execute(change, &values)? > 0)
}

/// Lets go of something that a process has.
///
/// # Errors
/// The database failed.
pub fn release(session: &mut dyn Session, name: &str, owner: &str) -> Result<(), Failure> {
    let delete = "DELETE FROM leases WHERE name = ?1 AND owner = ?2";
    session
        .execute(delete, &[Value::from(name), Value::from(owner)])
        .map(drop)
}

/// The time by the database, which all share.
fn now(session: &mut dyn Session) -> Result<i64, Failure> {
    let query = "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint";
    let row = session.query_one(query, &[])?;
    row.map_or(Err(Failure::Column(0)), |row| row.get(0))
}
