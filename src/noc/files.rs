use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde::de::DeserializeOwned;
use thiserror::Error;

use super::archive::Archive;
use super::text::FileText;
use crate::prebuilt;

static BUILT_IN: LazyLock<Archive> = LazyLock::new(|| Archive::read(prebuilt::files()));

/// A data file that is missing or wrong, with the place and what was expected there.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DataError {
    /// A file, or a folder's file, that must be there is not.
    #[error("{file}: {problem}")]
    File {
        /// The file.
        file: String,
        /// What is wrong.
        problem: String,
    },
    /// One line of a file is wrong.
    #[error("{file}:{line}: {problem}")]
    Line {
        /// The file.
        file: String,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong.
        problem: String,
    },
}

impl DataError {
    /// An error about a whole file.
    pub fn file(file: impl Into<String>, problem: impl Into<String>) -> Self {
        DataError::File {
            file: file.into(),
            problem: problem.into(),
        }
    }

    /// An error about line `line` (counted from 1) of a file.
    pub fn line(file: impl Into<String>, line: usize, problem: impl Into<String>) -> Self {
        DataError::Line {
            file: file.into(),
            line,
            problem: problem.into(),
        }
    }

    /// An error at byte `offset` of `text`, the content of `file`.
    pub fn at_offset(file: &str, text: &str, offset: usize, problem: impl Into<String>) -> Self {
        let before = &text.as_bytes()[..offset.min(text.len())];
        let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
        DataError::line(file, line, problem)
    }
}

/// Where data files come from: the copies built into the program, or a folder that replaces them.
///
/// Texts are `'static`: a program opens its data once and keeps it, so a folder's files are leaked on purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataFiles {
    /// The copies in the program.
    BuiltIn,
    /// The files of a folder.
    Folder(PathBuf),
}

impl DataFiles {
    /// The files of `folder`, or the built-in ones without it.
    pub fn from_option(folder: Option<PathBuf>) -> Self {
        folder.map_or(DataFiles::BuiltIn, DataFiles::Folder)
    }

    /// The text of one file, by its path inside the data folder, such as `rules/2025-02-27.toml`.
    ///
    /// # Errors
    /// The file is missing, cannot be read or is not UTF-8.
    pub fn read(&self, path: &str) -> Result<&'static str, DataError> {
        self.text_of(path)?.text(&self.name_of(path))
    }

    /// What a TOML file holds, by its path inside the data folder.
    ///
    /// # Errors
    /// The file is missing, or is not what `T` expects.
    pub fn read_toml<T: DeserializeOwned>(&self, path: &str) -> Result<T, DataError> {
        let text = self.read(path)?;
        toml::from_str(text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            DataError::at_offset(&self.name_of(path), text, offset, error.message())
        })
    }

    /// The bytes of one file, by its path inside the data folder.
    ///
    /// # Errors
    /// The file is missing or cannot be read.
    pub fn read_bytes(&self, path: &str) -> Result<&'static [u8], DataError> {
        self.text_of(path).map(FileText::whole)
    }

    /// One file, of which a part can be read without the rest.
    ///
    /// # Errors
    /// As [`DataFiles::read_bytes`].
    pub(crate) fn text_of(&self, path: &str) -> Result<FileText, DataError> {
        match self {
            DataFiles::BuiltIn => BUILT_IN
                .get(path)
                .ok_or_else(|| DataError::file(path, "this data file is missing")),
            DataFiles::Folder(folder) => {
                let bytes = std::fs::read(folder.join(path)).map_err(|error| {
                    DataError::file(self.name_of(path), format!("cannot be read: {error}"))
                })?;
                Ok(FileText::Whole(bytes.leak()))
            }
        }
    }

    /// The paths of the files directly in `folder` that end in `.extension`, sorted.
    ///
    /// # Errors
    /// The folder is missing, cannot be read or holds no such file.
    pub fn list(&self, folder: &str, extension: &str) -> Result<Vec<String>, DataError> {
        let wanted = |path: &Path| path.extension().is_some_and(|found| found == extension);
        let name_of = |path: &Path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            format!("{folder}/{name}")
        };
        let mut paths: Vec<String> = match self {
            DataFiles::BuiltIn => BUILT_IN
                .paths()
                .map(Path::new)
                .filter(|path| path.parent() == Some(Path::new(folder)) && wanted(path))
                .map(name_of)
                .collect(),
            DataFiles::Folder(root) => entries(&root.join(folder))?
                .filter(|path| wanted(path))
                .map(|path| name_of(&path))
                .collect(),
        };
        paths.sort();
        if paths.is_empty() {
            let problem = format!("expected at least one .{extension} file in this folder");
            return Err(DataError::file(self.name_of(folder), problem));
        }
        Ok(paths)
    }

    /// The names of the folders directly in `folder`, sorted; those of the data folder itself for an empty path.
    ///
    /// # Errors
    /// The folder is missing or cannot be read.
    pub fn folders(&self, folder: &str) -> Result<Vec<String>, DataError> {
        let name_of = |path: &Path| {
            let name = path.file_name().unwrap_or_default();
            name.to_string_lossy().into_owned()
        };
        let mut names: Vec<String> = match self {
            DataFiles::BuiltIn => BUILT_IN
                .paths()
                .filter_map(|path| Path::new(path).parent())
                .flat_map(Path::ancestors)
                .filter(|path| path.parent() == Some(Path::new(folder)))
                .map(name_of)
                .collect(),
            DataFiles::Folder(root) => entries(&root.join(folder))?
                .filter(|path| path.is_dir())
                .map(|path| name_of(&path))
                .collect(),
        };
        names.sort();
        names.dedup();
        Ok(names)
    }

    /// Whether there is a file at `path`.
    pub fn has(&self, path: &str) -> bool {
        match self {
            DataFiles::BuiltIn => BUILT_IN.get(path).is_some(),
            DataFiles::Folder(folder) => folder.join(path).is_file(),
        }
    }

    /// How an error message names the file at `path`.
    pub fn name_of(&self, path: &str) -> String {
        match self {
            DataFiles::BuiltIn => path.to_owned(),
            DataFiles::Folder(folder) => folder.join(path).display().to_string(),
        }
    }
}

/// The paths in a folder on disk.
fn entries(folder: &Path) -> Result<impl Iterator<Item = PathBuf>, DataError> {
    let entries = std::fs::read_dir(folder).map_err(|error| {
        let name = folder.display().to_string();
        DataError::file(name, format!("cannot be listed: {error}"))
    })?;
    Ok(entries.filter_map(|entry| Some(entry.ok()?.path())))
}

/// The rows of a tab-separated file with `N` columns and a header line, each with its line number.
/// Blank lines and lines that begin with `#` are passed over.
///
/// # Errors
/// The header is not `columns`, or a row has another number of columns or an empty one.
pub fn tsv_rows<const N: usize>(
    file: &str,
    text: &'static str,
    columns: [&str; N],
) -> Result<Vec<(usize, [&'static str; N])>, DataError> {
    let mut lines = (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let header = columns.join("\t");
    match lines.next() {
        Some((_, line)) if line == header => {}
        found => {
            let (line, found) = found.unwrap_or((1, ""));
            let problem = format!("expected the header {header:?}, found {found:?}");
            return Err(DataError::line(file, line, problem));
        }
    }
    lines
        .map(|(number, line)| {
            let mut fields = line.split('\t');
            let row = std::array::from_fn(|_| fields.next().unwrap_or(""));
            if fields.next().is_some() || row.iter().any(|field| field.trim().is_empty()) {
                let problem = format!("expected {N} tab-separated columns, none empty: {header:?}");
                return Err(DataError::line(file, number, problem));
            }
            Ok((number, row))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_the_columns_of_the_header() {
        let rows = tsv_rows("x.tsv", "# note\na\tb\n\n1\t2\n", ["a", "b"]).unwrap();
        assert_eq!(rows, vec![(4, ["1", "2"])]);
        let wrong = tsv_rows("x.tsv", "a\tb\n1\n", ["a", "b"]).unwrap_err();
        assert!(wrong.to_string().starts_with("x.tsv:2: expected 2"));
        let header = tsv_rows("x.tsv", "a\tc\n", ["a", "b"]).unwrap_err();
        assert!(header.to_string().contains("expected the header"));
    }

    #[test]
    fn built_in_files_are_read_and_listed() {
        assert!(DataFiles::BuiltIn.read("README.md").is_ok());
        assert!(DataFiles::BuiltIn.read("nowhere.tsv").is_err());
        assert!(DataFiles::BuiltIn.list("rules", "toml").unwrap().len() >= 4);
        let folders = DataFiles::BuiltIn.folders("").unwrap();
        assert!(folders.contains(&"rules".to_owned()) && folders.contains(&"noc-2021".to_owned()));
    }
}
