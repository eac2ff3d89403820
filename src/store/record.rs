//! How a conversation is written down: a byte for the format, a byte for the protection, then the state as JSON under
//! that protection.

use super::cipher::{Cipher, Protection};
use super::{StoreError, Who};
use crate::dialogue::State;

/// The format of the JSON. Raise it when `State` changes so that an old text would read as something else or not at all.
const FORMAT: u8 = 1;

const HEADER_BYTES: usize = 2;

/// The record of a conversation.
pub(super) fn write(cipher: &Cipher, who: Who, state: &State) -> Result<Vec<u8>, StoreError> {
    let json = serde_json::to_vec(state).map_err(|_| StoreError::Unwritable)?;
    seal(cipher, who, FORMAT, &json)
}

/// The conversation of a record; none for another format, another key, or a record of somebody else.
pub(super) fn read(cipher: &Cipher, who: Who, record: &[u8]) -> Option<State> {
    let (format, json) = open(cipher, who, record)?;
    if format != FORMAT {
        return None;
    }
    serde_json::from_slice(&json).ok()
}

/// The same content written for `to`; none if it cannot be read under this cipher.
pub(super) fn rewrite(
    cipher: &Cipher,
    from: Who,
    to: Who,
    record: &[u8],
) -> Result<Option<Vec<u8>>, StoreError> {
    match open(cipher, from, record) {
        None => Ok(None),
        Some((format, json)) => seal(cipher, to, format, &json).map(Some),
    }
}

/// A record in clear under the cipher; none for one that is not in clear.
pub(super) fn protect(
    cipher: &Cipher,
    who: Who,
    record: &[u8],
) -> Result<Option<Vec<u8>>, StoreError> {
    match record.split_first_chunk() {
        Some((&[format, protection], json)) if protection == Protection::Clear as u8 => {
            seal(cipher, who, format, json).map(Some)
        }
        _ => Ok(None),
    }
}

fn seal(cipher: &Cipher, who: Who, format: u8, json: &[u8]) -> Result<Vec<u8>, StoreError> {
    let header = [format, cipher.protection() as u8];
    let sealed = cipher.seal(json, &context(header, who))?;
    Ok([&header[..], &sealed].concat())
}

fn open(cipher: &Cipher, who: Who, record: &[u8]) -> Option<(u8, Vec<u8>)> {
    let (&header, sealed) = record.split_first_chunk::<HEADER_BYTES>()?;
    let [format, protection] = header;
    if protection != cipher.protection() as u8 {
        return None;
    }
    Some((format, cipher.open(sealed, &context(header, who))?))
}

/// What ties a record to its header and its owner, so that one swapped between rows does not open.
fn context(header: [u8; HEADER_BYTES], who: Who) -> Vec<u8> {
    let (chat, user) = (who.chat.to_le_bytes(), who.user.to_le_bytes());
    [b"conversation".as_slice(), &header, &chat, &user].concat()
}
