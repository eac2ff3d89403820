//! Encryption at rest: XChaCha20-Poly1305 under a key derived with Argon2id.

use argon2::Argon2;
use chacha20poly1305::aead::{Aead, Generate, Payload};
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, XNonce};

use super::StoreError;

/// Random and public, one for each database: the same key elsewhere gives another derived one.
pub(super) const SALT_BYTES: usize = 16;
const NONCE_BYTES: usize = 24;

/// How content is protected, as the records say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Protection {
    Clear = 0,
    /// A random nonce, then the ciphertext and its tag.
    XChaCha20Poly1305 = 1,
}

/// Protects content, or passes it through where there is no key.
pub(super) struct Cipher(Option<XChaCha20Poly1305>);

impl Cipher {
    /// A cipher under `key`, a long random text at best; without one, content stays in clear.
    ///
    /// Takes tens of milliseconds on purpose, which is what guessing a poor key costs per guess.
    pub fn new(key: Option<&str>, salt: &[u8]) -> Result<Self, StoreError> {
        let Some(key) = key else {
            return Ok(Cipher(None));
        };
        if key.trim().is_empty() {
            return Err(StoreError::EmptyKey);
        }
        let mut derived = Key::default();
        Argon2::default()
            .hash_password_into(key.as_bytes(), salt, &mut derived)
            // Only a salt or a key of an impossible length fails.
            .map_err(|_| StoreError::EmptyKey)?;
        Ok(Cipher(Some(XChaCha20Poly1305::new(&derived))))
    }

    /// How this cipher protects content.
    pub fn protection(&self) -> Protection {
        match self.0 {
            None => Protection::Clear,
            Some(_) => Protection::XChaCha20Poly1305,
        }
    }

    /// The protected content. `context` is not kept, but must be the same for [`Cipher::open`].
    pub fn seal(&self, content: &[u8], context: &[u8]) -> Result<Vec<u8>, StoreError> {
        let Some(cipher) = &self.0 else {
            return Ok(content.to_vec());
        };
        let nonce = XNonce::try_generate().map_err(|_| StoreError::NoRandom)?;
        let payload = Payload {
            msg: content,
            aad: context,
        };
        let sealed = cipher
            .encrypt(&nonce, payload)
            .map_err(|_| StoreError::Unwritable)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// The content, if it was sealed under this key in this context and not changed since.
    pub fn open(&self, sealed: &[u8], context: &[u8]) -> Option<Vec<u8>> {
        let Some(cipher) = &self.0 else {
            return Some(sealed.to_vec());
        };
        let (nonce, msg) = sealed.split_at_checked(NONCE_BYTES)?;
        let nonce = XNonce::try_from(nonce).ok()?;
        let payload = Payload { msg, aad: context };
        cipher.decrypt(&nonce, payload).ok()
    }
}

/// A salt for a new database.
pub(super) fn new_salt() -> Result<[u8; SALT_BYTES], StoreError> {
    <[u8; SALT_BYTES]>::try_generate().map_err(|_| StoreError::NoRandom)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cipher(key: &str) -> Cipher {
        Cipher::new(Some(key), &[7; SALT_BYTES]).unwrap()
    }

    #[test]
    fn opens_only_under_its_key_and_in_its_context() {
        let ours = cipher("a long random text");
        let sealed = ours.seal(b"pharmacist", b"here").unwrap();
        assert_eq!(
            ours.open(&sealed, b"here").as_deref(),
            Some(&b"pharmacist"[..])
        );
        assert_eq!(ours.open(&sealed, b"there"), None);
        assert_eq!(
            cipher("a long random texT").open(&sealed, b"here"),
            None,
            "another key"
        );
        let elsewhere = Cipher::new(Some("a long random text"), &[8; SALT_BYTES]).unwrap();
        assert_eq!(elsewhere.open(&sealed, b"here"), None, "another salt");
    }

    #[test]
    fn a_changed_bit_or_a_cut_is_noticed() {
        let ours = cipher("key");
        let sealed = ours.seal(b"pharmacist", b"").unwrap();
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(ours.open(&changed, b""), None, "byte {at}");
            assert_eq!(ours.open(&sealed[..at], b""), None, "cut at {at}");
        }
    }

    #[test]
    fn the_same_content_never_looks_the_same() {
        let ours = cipher("key");
        assert_ne!(ours.seal(b"x", b"").unwrap(), ours.seal(b"x", b"").unwrap());
    }

    #[test]
    fn an_empty_key_is_refused() {
        for key in ["", " ", "\n"] {
            let refused = Cipher::new(Some(key), &[7; SALT_BYTES]).err();
            assert_eq!(refused, Some(StoreError::EmptyKey), "{key:?}");
        }
    }
}
