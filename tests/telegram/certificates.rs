//! Certificates of servers, and the authorities that vouch for them.

use std::fs;
use std::path::Path;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};

use super::cluster::Certificate;

/// Somebody who vouches for servers.
pub struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    /// A new one, whose own certificate is written to a file of PEM.
    pub fn new(file: &Path) -> Self {
        let mut ours = CertificateParams::new(Vec::new()).expect("no names");
        ours.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let issuer = CertifiedIssuer::self_signed(ours, new_key()).expect("a certificate");
        fs::write(file, issuer.pem()).expect("room on the disk");
        Authority(issuer)
    }

    /// A certificate for a server of this name, which ended with a year where one is given.
    pub fn vouch(&self, name: &str, last_year: Option<i32>) -> Certificate {
        let key = new_key();
        let mut server = server(name);
        if let Some(year) = last_year {
            server.not_after = date_time_ymd(year, 12, 31);
        }
        let server = server.signed_by(&key, &self.0).expect("a certificate");
        written(&server, &key)
    }
}

/// A certificate for a server of this name that vouches for itself, also written to a file.
#[allow(dead_code, reason = "some tests have no use for it")]
pub fn own_certificate(name: &str, file: &Path) -> Certificate {
    let key = new_key();
    let server = server(name).self_signed(&key).expect("a certificate");
    fs::write(file, server.pem()).expect("room on the disk");
    written(&server, &key)
}

fn new_key() -> KeyPair {
    KeyPair::generate().expect("a key")
}

fn server(name: &str) -> CertificateParams {
    CertificateParams::new(vec![name.to_owned()]).expect("a name")
}

fn written(server: &rcgen::Certificate, key: &KeyPair) -> Certificate {
    Certificate {
        certificate: server.pem(),
        key: key.serialize_pem(),
    }
}
