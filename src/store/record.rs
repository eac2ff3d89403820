//! How content is written down: a byte for the format, a byte for the protection, then the content under that protection:
//! as JSON, or a text as it is.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::StoreError;
use super::cipher::{Cipher, Protection};

const HEADER_BYTES: usize = 2;
/// The format of a text that is written as it is.
const TEXT: u8 = 2;
/// The format of a text that was written as a JSON string.
const QUOTED_TEXT: u8 = 1;

/// The row that holds a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    Conversation {
        user: u64,
    },
    Reminder {
        id: u64,
        user: u64,
    },
    /// A taken update; `user` is whose it is.
    Update {
        id: i64,
        user: u64,
    },
    /// A message to be sent.
    Message {
        id: i64,
        chat: i64,
    },
}

impl Row {
    /// The format of the content. Raise it when what is kept in such rows changes so that an old text would read as
    /// something else or not at all.
    fn format(self) -> u8 {
        match self {
            Row::Conversation { .. } => 2,
            Row::Reminder { .. } => 1,
            Row::Update { .. } | Row::Message { .. } => TEXT,
        }
    }

    /// What ties a record to its header and its row, so that one swapped between rows or tables does not open.
    fn context(self, header: [u8; HEADER_BYTES]) -> Vec<u8> {
        let (table, user, id) = match self {
            Row::Conversation { user } => ("conversation", user, None),
            Row::Reminder { id, user } => ("reminder", user, Some(id)),
            Row::Update { id, user } => ("update", user, Some(id.cast_unsigned())),
            Row::Message { id, chat } => {
                ("message", chat.cast_unsigned(), Some(id.cast_unsigned()))
            }
        };
        // Of the chat and of the user, which are the same number in a private chat.
        let (chat, user) = (user.to_le_bytes(), user.to_le_bytes());
        let id = id.map(u64::to_le_bytes);
        let id = id.as_ref().map_or(&[][..], |id| &id[..]);
        [table.as_bytes(), &header, &chat, &user, id].concat()
    }
}

/// The record of a content.
pub(super) fn write(
    cipher: &Cipher,
    row: Row,
    content: &impl Serialize,
) -> Result<Vec<u8>, StoreError> {
    let json = serde_json::to_vec(content).map_err(|_| StoreError::Unwritable)?;
    seal(cipher, row, row.format(), &json)
}

/// The content of a record; none for another format, another key, or a record of another row.
pub(super) fn read<T: DeserializeOwned>(cipher: &Cipher, row: Row, record: &[u8]) -> Option<T> {
    let (format, json) = open(cipher, row, record)?;
    if format != row.format() {
        return None;
    }
    serde_json::from_slice(&json).ok()
}

/// The record of a text.
pub(super) fn write_text(cipher: &Cipher, row: Row, text: &str) -> Result<Vec<u8>, StoreError> {
    seal(cipher, row, TEXT, text.as_bytes())
}

/// The text of a record; none for another format, another key, or a record of another row.
pub(super) fn read_text(cipher: &Cipher, row: Row, record: &[u8]) -> Option<String> {
    match open(cipher, row, record)? {
        (TEXT, text) => String::from_utf8(text).ok(),
        (QUOTED_TEXT, json) => serde_json::from_slice(&json).ok(),
        _ => None,
    }
}

/// A record in clear under the cipher; none for one that is not in clear.
pub(super) fn encrypt_plain(
    cipher: &Cipher,
    row: Row,
    record: &[u8],
) -> Result<Option<Vec<u8>>, StoreError> {
    match record.split_first_chunk() {
        Some((&[format, protection], json)) if protection == Protection::Clear as u8 => {
            seal(cipher, row, format, json).map(Some)
        }
        _ => Ok(None),
    }
}

/// A record of one cipher under another; none for one that the first cannot read.
pub(super) fn reseal(
    from: &Cipher,
    to: &Cipher,
    row: Row,
    record: &[u8],
) -> Result<Option<Vec<u8>>, StoreError> {
    match open(from, row, record) {
        Some((format, json)) => seal(to, row, format, &json).map(Some),
        None => Ok(None),
    }
}

fn seal(cipher: &Cipher, row: Row, format: u8, json: &[u8]) -> Result<Vec<u8>, StoreError> {
    let header = [format, cipher.protection() as u8];
    let sealed = cipher.seal(json, &row.context(header))?;
    Ok([&header[..], &sealed].concat())
}

fn open(cipher: &Cipher, row: Row, record: &[u8]) -> Option<(u8, Vec<u8>)> {
    let (&header, sealed) = record.split_first_chunk::<HEADER_BYTES>()?;
    let [format, protection] = header;
    if protection != cipher.protection() as u8 {
        return None;
    }
    Some((format, cipher.open(sealed, &row.context(header))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_it_is_written_today_and_was_before() {
        let cipher = Cipher::new(Some("a key"), &[7; 16]).unwrap();
        let row = Row::Message { id: 7, chat: -1 };
        let said = "{\"text\":\"né\\n\"}";
        let today = write_text(&cipher, row, said).unwrap();
        let before = seal(
            &cipher,
            row,
            QUOTED_TEXT,
            &serde_json::to_vec(said).unwrap(),
        )
        .unwrap();
        for record in [today, before] {
            assert_eq!(read_text(&cipher, row, &record).as_deref(), Some(said));
            let other = Row::Message { id: 8, chat: -1 };
            assert_eq!(read_text(&cipher, other, &record), None);
        }
        let unknown = seal(&cipher, row, 3, said.as_bytes()).unwrap();
        assert_eq!(read_text(&cipher, row, &unknown), None);
    }
}
