//! The address of a database, and how connections to it are encrypted: by `sslmode` and `sslrootcert`, as PostgreSQL's own
//! programs read them, but that a certificate which has to hold always names its server.

use std::path::PathBuf;
use std::time::Duration;

use postgres::config::SslMode;
use postgres::{Client, Config};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::store::StoreError;
use crate::store::sql::session::Failure;
use crate::tls;

/// How long a connection may take to be made.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const MODE: &str = "sslmode";
const ROOTS: &str = "sslrootcert";

/// Connects to one database.
#[derive(Clone)]
pub struct Address {
    config: Config,
    tls: MakeRustlsConnect,
    /// What errors call the database.
    name: String,
}

impl Address {
    /// Reads an address such as `postgres://user@host/database?sslmode=require`; errors call the database `name`.
    ///
    /// # Errors
    /// It is none, names no known `sslmode`, or its file of certificates cannot be read.
    pub fn read(url: &str, name: &str) -> Result<Self, StoreError> {
        let wrong = |problem| StoreError::Open {
            database: name.to_owned(),
            problem,
        };
        let Parts { url, mode, roots } = parts(url).map_err(wrong)?;
        let mut config: Config = url
            .parse()
            .map_err(|error| Failure::from(error).named(name))?;
        config.application_name("nocbot").ssl_mode(mode);
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT_TIMEOUT);
        }
        let roots = tls::trusted(roots.as_deref());
        let roots = roots.map_err(|error| wrong(format!("{ROOTS} {error}")))?;
        let tls = tls::client(roots).map_err(|error| wrong(error.to_string()))?;
        Ok(Address {
            config,
            tls: MakeRustlsConnect::new(tls),
            name: name.to_owned(),
        })
    }

    /// A new connection. Where encryption is only preferred, one in clear to a server whose certificate does not hold.
    ///
    /// # Errors
    /// The server is not reached, refuses us, or cannot be trusted.
    pub fn connect(&self) -> Result<Client, StoreError> {
        let error = match self.config.connect(self.tls.clone()) {
            Ok(client) => return Ok(client),
            Err(error) => error,
        };
        let Some(problem) = tls::problem(&error) else {
            return Err(Failure::from(error).named(&self.name));
        };
        if self.config.get_ssl_mode() != SslMode::Prefer {
            return Err(StoreError::Untrusted {
                database: self.name.clone(),
                problem,
            });
        }
        log::debug!("the connection to {} is in clear: {problem}", self.name);
        let mut config = self.config.clone();
        config.ssl_mode(SslMode::Disable);
        let connected = config.connect(postgres::NoTls);
        connected.map_err(|error| Failure::from(error).named(&self.name))
    }
}

/// An address without what the client does not know itself.
struct Parts {
    url: String,
    mode: SslMode,
    roots: Option<PathBuf>,
}

fn parts(url: &str) -> Result<Parts, String> {
    let (server, options) = url.split_once('?').unwrap_or((url, ""));
    let mut parts = Parts {
        url: server.to_owned(),
        mode: SslMode::Prefer,
        roots: None,
    };
    let mut sign = '?';
    for option in options.split('&').filter(|option| !option.is_empty()) {
        let (name, value) = option.split_once('=').unwrap_or((option, ""));
        match name {
            MODE => parts.mode = mode(value)?,
            ROOTS => parts.roots = Some(path(option)),
            _ => {
                parts.url.push(sign);
                parts.url.push_str(option);
                sign = '&';
            }
        }
    }
    Ok(parts)
}

fn mode(value: &str) -> Result<SslMode, String> {
    match value {
        "disable" => Ok(SslMode::Disable),
        "prefer" => Ok(SslMode::Prefer),
        "require" | "verify-ca" | "verify-full" => Ok(SslMode::Require),
        other => Err(format!(
            "{MODE}: expected disable, prefer, require, verify-ca or verify-full, found {other:?}"
        )),
    }
}

/// The path that an option names.
fn path(option: &str) -> PathBuf {
    let mut read = url::form_urlencoded::parse(option.as_bytes());
    read.next()
        .map(|(_, value)| value.into_owned().into())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_address_says_of_encryption_is_read() {
        let read = |url: &str| {
            let Parts { url, mode, roots } = parts(url)?;
            Ok::<_, String>((url, mode, roots))
        };
        let plain = "postgres://me@host/db".to_owned();
        assert_eq!(read(&plain), Ok((plain.clone(), SslMode::Prefer, None)));
        for (value, mode) in [
            ("disable", SslMode::Disable),
            ("prefer", SslMode::Prefer),
            ("require", SslMode::Require),
            ("verify-ca", SslMode::Require),
            ("verify-full", SslMode::Require),
        ] {
            let url = format!("{plain}?sslmode={value}");
            assert_eq!(read(&url), Ok((plain.clone(), mode, None)));
        }
        let url = format!("{plain}?a=b&sslrootcert=%2Fetc%2Fmy+own.pem&sslmode=require&c=d");
        assert_eq!(
            read(&url),
            Ok((
                format!("{plain}?a=b&c=d"),
                SslMode::Require,
                Some("/etc/my own.pem".into())
            ))
        );
        let error = read(&format!("{plain}?sslmode=allow")).unwrap_err();
        assert!(error.contains("sslmode: expected disable"), "{error}");
        assert!(error.contains("\"allow\""), "{error}");
    }
}
