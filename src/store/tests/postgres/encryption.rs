//! Connections that are encrypted, and those that are not.

use super::certificates::{Authority, own_certificate};
use super::cluster;
use crate::store::sql::session::Manner;
use crate::store::{SqlStore, StoreError};

/// Whether a store that was opened reaches its database by an encrypted connection.
async fn is_encrypted(url: &str) -> Result<bool, StoreError> {
    let store = SqlStore::connect(url, None).await?;
    let asked = store.call(Manner::Read, |session| {
        let query = "SELECT CASE WHEN ssl THEN 1 ELSE 0 END FROM pg_stat_ssl
            WHERE pid = pg_backend_pid()";
        let row = session.query_one(query, &[])?;
        row.map_or(Ok(false), |row| row.get(0))
    });
    asked.await
}

#[tokio::test]
async fn connections_are_encrypted_as_the_address_says() {
    let folder = tempfile::tempdir().unwrap();
    let authority = folder.path().join("our authority.pem");
    let certificate = Authority::new(&authority).vouch("localhost", None);
    let port = cluster::encrypted_server(&certificate);
    let path = authority.display().to_string().replace(' ', "%20");
    let known = format!("sslrootcert={path}");
    let asked = |host: &str, options: &str| {
        let url = format!("postgres://postgres@{host}:{port}/postgres?{options}");
        async move { is_encrypted(&url).await }
    };
    for (options, expected) in [
        // Nobody vouches for the server.
        (String::new(), false),
        ("sslmode=prefer".to_owned(), false),
        ("sslmode=disable".to_owned(), false),
        (known.clone(), true),
        (format!("sslmode=prefer&{known}"), true),
        (format!("sslmode=require&{known}"), true),
        (format!("{known}&sslmode=verify-full"), true),
        (format!("sslmode=disable&{known}"), false),
    ] {
        assert_eq!(
            asked("localhost", &options).await,
            Ok(expected),
            "{options}"
        );
    }
    // Unknown, and of another name.
    for (host, options, said) in [
        ("localhost", "sslmode=require".to_owned(), "UnknownIssuer"),
        (
            "127.0.0.1",
            format!("sslmode=require&{known}"),
            "not valid for name",
        ),
    ] {
        let error = asked(host, &options).await.unwrap_err();
        assert!(matches!(error, StoreError::Untrusted { .. }), "{error}");
        let error = error.to_string();
        assert!(error.contains(said), "{error}");
        assert!(error.contains("sslrootcert"), "{error}");
    }
}

#[tokio::test]
async fn a_certificate_that_vouches_for_itself_is_named_as_its_own_authority() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("server.pem");
    let port = cluster::encrypted_server(&own_certificate("localhost", &file));
    let url = format!("postgres://postgres@localhost:{port}/postgres?sslmode=require");
    let error = is_encrypted(&url).await.unwrap_err();
    assert!(matches!(error, StoreError::Untrusted { .. }), "{error}");
    let known = format!("{url}&sslrootcert={}", file.display());
    assert_eq!(is_encrypted(&known).await, Ok(true));
}

#[tokio::test]
async fn a_server_without_encryption_is_refused_where_it_is_required() {
    let database = cluster::new_database();
    let plain = &database.url;
    assert_eq!(is_encrypted(plain).await, Ok(false));
    let error = is_encrypted(&format!("{plain}?sslmode=require")).await;
    let error = error.unwrap_err().to_string();
    assert!(error.contains("server does not support TLS"), "{error}");
    let error = is_encrypted(&format!("{plain}?sslmode=always")).await;
    let error = error.unwrap_err().to_string();
    assert!(
        error.contains("sslmode: expected disable, prefer"),
        "{error}"
    );
}
