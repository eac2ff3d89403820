//! Encryption at rest: XChaCha20-Poly1305 under a key derived with Argon2id.

use argon2::Argon2;
use chacha20::{Key, R20, hchacha};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use ring::rand::{SecureRandom, SystemRandom};
use zeroize::Zeroizing;

use super::StoreError;

/// Random and public, one for each database: the same key elsewhere gives another derived one.
pub(super) const SALT_BYTES: usize = 16;
const NONCE_BYTES: usize = 24;
/// So many of them derive a key of one content's own, the others are the nonce under that.
const DERIVING_BYTES: usize = 16;

/// How content is protected, as the records say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Protection {
    Clear = 0,
    /// A random nonce, then the ciphertext and its tag.
    XChaCha20Poly1305 = 1,
}

/// Protects content under the derived key, or passes it through where there is none.
pub(super) struct Cipher(Option<Zeroizing<[u8; 32]>>);

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
        let mut derived = Zeroizing::new([0; 32]);
        Argon2::default()
            .hash_password_into(key.as_bytes(), salt, &mut *derived)
            // Only a salt or a key of an impossible length fails.
            .map_err(|_| StoreError::EmptyKey)?;
        Ok(Cipher(Some(derived)))
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
        let Some(key) = &self.0 else {
            return Ok(content.to_vec());
        };
        let nonce: [u8; NONCE_BYTES] = random()?;
        let (own, rest) = under(key, &nonce).ok_or(StoreError::Unwritable)?;
        let most = NONCE_BYTES + content.len() + CHACHA20_POLY1305.tag_len();
        let mut sealed = Vec::with_capacity(most);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(content);
        let tag = own
            .seal_in_place_separate_tag(rest, Aad::from(context), &mut sealed[NONCE_BYTES..])
            .map_err(|_| StoreError::Unwritable)?;
        sealed.extend_from_slice(tag.as_ref());
        Ok(sealed)
    }

    /// The content, if it was sealed under this key in this context and not changed since.
    pub fn open(&self, sealed: &[u8], context: &[u8]) -> Option<Vec<u8>> {
        let Some(key) = &self.0 else {
            return Some(sealed.to_vec());
        };
        let (nonce, sealed) = sealed.split_first_chunk()?;
        let (own, rest) = under(key, nonce)?;
        let mut content = sealed.to_vec();
        let opened = own.open_in_place(rest, Aad::from(context), &mut content);
        let length = opened.ok()?.len();
        content.truncate(length);
        Some(content)
    }
}

/// The key of one content's own, and the nonce under it: what makes XChaCha20-Poly1305 of ChaCha20-Poly1305.
fn under(key: &[u8; 32], nonce: &[u8; NONCE_BYTES]) -> Option<(LessSafeKey, Nonce)> {
    let (deriving, rest) = nonce.split_first_chunk::<DERIVING_BYTES>()?;
    let own = hchacha::<R20>(&Key::from(*key), &(*deriving).into());
    let own = Zeroizing::new(<[u8; 32]>::from(own));
    let own = UnboundKey::new(&CHACHA20_POLY1305, &own[..]).ok()?;
    let mut last = [0; ring::aead::NONCE_LEN];
    last[ring::aead::NONCE_LEN - rest.len()..].copy_from_slice(rest);
    Some((LessSafeKey::new(own), Nonce::assume_unique_for_key(last)))
}

/// A salt for a new database.
pub(super) fn new_salt() -> Result<[u8; SALT_BYTES], StoreError> {
    random()
}

fn random<const BYTES: usize>() -> Result<[u8; BYTES], StoreError> {
    let mut bytes = [0; BYTES];
    let filled = SystemRandom::new().fill(&mut bytes);
    filled.map(|()| bytes).map_err(|_| StoreError::NoRandom)
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
    fn it_is_the_cipher_that_its_name_says() {
        // The example of draft-irtf-cfrg-xchacha-03, A.3.1.
        let key: [u8; 32] = std::array::from_fn(|at| 0x80 + at as u8);
        let ours = Cipher(Some(Zeroizing::new(key)));
        let nonce: [u8; NONCE_BYTES] = std::array::from_fn(|at| 0x40 + at as u8);
        let context = hex("50515253c0c1c2c3c4c5c6c7");
        let sealed = hex(concat!(
            "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39",
            "ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9",
            "21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49",
        ));
        let sealed = [&nonce[..], &sealed].concat();
        let said = "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, \
            sunscreen would be it.";
        let opened = ours.open(&sealed, &context);
        assert_eq!(opened.as_deref(), Some(said.as_bytes()));
    }

    fn hex(text: &str) -> Vec<u8> {
        let pair = |at| u8::from_str_radix(&text[at..at + 2], 16).unwrap();
        (0..text.len()).step_by(2).map(pair).collect()
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
