//! Whose certificates hold, and what is wrong with those that do not.

use std::error::Error;
use std::io;
use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

/// How a client encrypts its connections, to servers for which one of these authorities vouches.
///
/// # Errors
/// The system has no means for that.
pub fn client(roots: RootCertStore) -> Result<ClientConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let client = ClientConfig::builder_with_provider(provider);
    let client = client.with_safe_default_protocol_versions()?;
    Ok(client.with_root_certificates(roots).with_no_client_auth())
}

/// The authorities whose certificates hold: those of a file, or else those that browsers trust.
///
/// # Errors
/// The file cannot be read, or names none.
pub fn trusted(file: Option<&Path>) -> Result<RootCertStore, String> {
    let Some(file) = file else {
        return Ok(webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect());
    };
    let wrong = |problem: &dyn std::fmt::Display| format!("{}: {problem}", file.display());
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(file).map_err(|error| wrong(&error))? {
        let certificate = certificate.map_err(|error| wrong(&error))?;
        roots.add(certificate).map_err(|error| wrong(&error))?;
    }
    if roots.is_empty() {
        return Err(wrong(&"there is no certificate in it"));
    }
    Ok(roots)
}

/// What is wrong with a server's encryption, where that is what stood in the way.
pub fn problem(error: &(dyn Error + 'static)) -> Option<String> {
    if let Some(problem) = error.downcast_ref::<rustls::Error>() {
        return Some(problem.to_string());
    }
    // What an error of input or output wraps is not its source.
    match error.downcast_ref::<io::Error>() {
        Some(outer) => problem(outer.get_ref()?),
        None => problem(error.source()?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_certificates_is_refused_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("roots.pem");
        let error = trusted(Some(&file)).unwrap_err();
        assert!(error.contains("roots.pem"), "{error}");
        std::fs::write(&file, "nothing").unwrap();
        let error = trusted(Some(&file)).unwrap_err();
        assert!(error.contains("there is no certificate"), "{error}");
    }

    #[test]
    fn what_is_wrong_is_found_however_deep_it_lies() {
        let wrong = io::Error::other(rustls::Error::HandshakeNotComplete);
        let expected = rustls::Error::HandshakeNotComplete.to_string();
        assert_eq!(problem(&io::Error::other(wrong)), Some(expected));
        assert_eq!(problem(&io::Error::other("closed")), None);
    }
}
