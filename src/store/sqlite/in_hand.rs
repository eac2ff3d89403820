//! The update that is handled before it is in the inbox, noted beside the database, so that one whose handling ends the process
//! is known when it comes again.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// So many ends of the process later, an update that has not come again is forgotten.
const MAX_LEFT: usize = 8;
const WIDTH: usize = size_of::<i64>();
/// The number of no update.
const NONE: i64 = 0;

/// Numbers in a file, which the end of the process leaves as it is: the one in hand, and before it those of earlier processes.
#[derive(Debug)]
pub struct InHand {
    path: PathBuf,
    /// What was in hand when earlier processes ended, the last one first.
    left: Vec<i64>,
    /// None where nothing is handled that could be noted.
    file: Mutex<Option<Note>>,
}

/// The file, and which number stands first in it.
#[derive(Debug)]
struct Note {
    file: File,
    number: i64,
}

impl Note {
    fn write(&mut self, number: i64) -> io::Result<()> {
        self.number = number;
        write_first(&mut self.file, &number.to_le_bytes())
    }
}

impl InHand {
    /// The note beside the database at `path`.
    pub fn beside(path: &Path) -> Self {
        let mut name = path.as_os_str().to_owned();
        name.push("-in-hand");
        let path = PathBuf::from(name);
        // Where there is none, nothing was in hand.
        let bytes = fs::read(&path).unwrap_or_default();
        let numbers = bytes.as_chunks::<WIDTH>().0.iter();
        let mut left: Vec<i64> = numbers.map(|bytes| i64::from_le_bytes(*bytes)).collect();
        left.retain(|&number| number != NONE);
        left.dedup();
        left.truncate(MAX_LEFT);
        InHand {
            left,
            path,
            file: Mutex::default(),
        }
    }

    /// Makes the file, so that it can be noted what is in hand.
    pub fn open(&self) {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if file.is_none() {
            match make(&self.path, &self.left) {
                Ok(made) => {
                    let number = NONE;
                    *file = Some(Note { file: made, number });
                }
                Err(error) => log::error!("{}: {error}", self.path.display()),
            }
        }
    }

    /// Whether this update was in hand when an earlier process ended.
    pub fn is_suspect(&self, update: i64) -> bool {
        self.left.contains(&update)
    }

    /// Notes that this update is in hand, and no other; whether that could be noted.
    pub fn note(&self, update: i64) -> bool {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.as_mut().is_some_and(|note| self.write(note, update))
    }

    /// Notes that this update is no longer in hand.
    pub fn clear(&self, update: i64) {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(note) = file.as_mut().filter(|note| note.number == update) {
            self.write(note, NONE);
        }
    }

    fn write(&self, note: &mut Note, number: i64) -> bool {
        let written = note.write(number);
        written
            .inspect_err(|error| log::error!("{}: {error}", self.path.display()))
            .is_ok()
    }
}

/// Writes bytes in place of those that a file begins with: one call of the system where there is such a one.
fn write_first(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    #[cfg(unix)]
    return std::os::unix::fs::FileExt::write_all_at(file, bytes, 0);
    #[cfg(not(unix))]
    file.seek(SeekFrom::Start(0))
        .and_then(|_| file.write_all(bytes))
}

/// Opens the file, making it for the owner's eyes only; what was left stands behind the first number from then on.
fn make(path: &Path, left: &[i64]) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let numbers = left.iter().flat_map(|number| number.to_le_bytes());
    let numbers: Vec<u8> = numbers.collect();
    file.seek(SeekFrom::Start(WIDTH as u64))?;
    file.write_all(&numbers)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_in_hand_is_known_to_the_next_process() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("nocbot.sqlite");
        let first = InHand::beside(&database);
        assert!(!first.note(6), "nobody asked for it");
        first.open();
        assert!(!first.is_suspect(7) && first.note(7) && first.note(8));
        assert!(!first.is_suspect(8), "it is this process that handles it");
        let second = InHand::beside(&database);
        assert!(second.is_suspect(8) && !second.is_suspect(7));
        second.open();
        assert!(second.note(9));
        let third = InHand::beside(&database);
        assert!(third.is_suspect(9) && third.is_suspect(8) && !third.is_suspect(7));
        for number in 10..30 {
            let next = InHand::beside(&database);
            next.open();
            assert!(next.note(number));
        }
        let calm = InHand::beside(&database);
        calm.open();
        assert!(calm.note(30));
        calm.clear(29);
        assert!(InHand::beside(&database).is_suspect(30));
        calm.clear(30);
        let last = InHand::beside(&database);
        assert!(!last.is_suspect(30) && !last.is_suspect(NONE));
        assert!(last.is_suspect(29) && last.is_suspect(22) && !last.is_suspect(9));
        let elsewhere = InHand::beside(&folder.path().join("none").join("nocbot.sqlite"));
        elsewhere.open();
        assert!(!elsewhere.note(7), "it cannot be noted");
    }
}
