//! How a subject's file is declared and read.

use serde::de::DeserializeOwned;

use super::Languages;
use crate::noc::{ByLang, DataError, DataFiles, Lang};

/// What one file of a language's folder holds. Give the struct `#[serde(deny_unknown_fields)]`, so that a misspelt key is
/// named with its line.
pub(super) trait Subject: DeserializeOwned {
    /// The file's name in every language's folder.
    const FILE: &'static str;
}

/// A subject whose words are understood in all languages alike.
pub(super) trait Merged: Subject {
    /// Whether a language other than English may be without the file.
    const MAY_LACK: bool = false;

    /// Adds the words of another language; of two that contradict each other the first stays.
    fn add(&mut self, other: Self);
}

/// Reads the file of one language.
///
/// # Errors
/// The language lacks the file, or it is wrong.
pub(super) fn read<S: Subject>(files: &DataFiles, lang: Lang) -> Result<S, DataError> {
    files.read_toml(&Languages::path(lang, S::FILE))
}

/// Reads the file of every language and adds them up.
///
/// # Errors
/// A language lacks the file and may not, or it is wrong.
pub(super) fn read_merged<S: Merged>(files: &DataFiles, langs: &[Lang]) -> Result<S, DataError> {
    let mut all: S = read(files, Lang::EN)?;
    for &lang in langs.iter().filter(|&&lang| lang != Lang::EN) {
        if !S::MAY_LACK || files.has(&Languages::path(lang, S::FILE)) {
            all.add(read(files, lang)?);
        }
    }
    Ok(all)
}

/// Reads the file of every language and keeps them apart.
///
/// # Errors
/// A language lacks the file, or it is wrong.
pub(super) fn read_each<S: Subject>(
    files: &DataFiles,
    langs: &[Lang],
) -> Result<ByLang<S>, DataError> {
    let mut all = ByLang::english(read(files, Lang::EN)?);
    for &lang in langs.iter().filter(|&&lang| lang != Lang::EN) {
        all.insert(lang, read(files, lang)?);
    }
    Ok(all)
}
