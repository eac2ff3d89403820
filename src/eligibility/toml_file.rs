use serde::de::DeserializeOwned;
use toml::Spanned;

use crate::noc::{Classification, DataError, DataFiles, NocCode, NocVersions};

/// A data file in TOML, whose mistakes are named by line.
pub(super) struct TomlFile<'a> {
    pub name: String,
    pub text: &'a str,
    /// The occupations there are, in every version.
    pub versions: &'a NocVersions,
}

impl<'a> TomlFile<'a> {
    pub fn open(
        files: &DataFiles,
        path: &str,
        versions: &'a NocVersions,
    ) -> Result<Self, DataError> {
        Ok(TomlFile {
            name: files.name_of(path),
            text: files.read(path)?,
            versions,
        })
    }

    /// What is wrong at `place`.
    pub fn wrong<T>(&self, place: &Spanned<T>, problem: impl Into<String>) -> DataError {
        DataError::at_offset(&self.name, self.text, place.span().start, problem)
    }

    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, DataError> {
        toml::from_str(self.text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            DataError::at_offset(&self.name, self.text, offset, error.message())
        })
    }

    /// The version of the classification that the file names.
    ///
    /// # Errors
    /// There is no such version in the data.
    pub fn version(&self, entry: &Spanned<String>) -> Result<&Classification, DataError> {
        let version = entry
            .get_ref()
            .parse()
            .map_err(|error| self.wrong(entry, format!("{error}")))?;
        let noc = self.versions.get(version).ok_or_else(|| {
            let known: Vec<String> = self
                .versions
                .all()
                .map(|noc| noc.version().to_string())
                .collect();
            let problem = format!(
                "expected a NOC version with a folder of its own ({}), found {version}",
                known.join(", ")
            );
            self.wrong(entry, problem)
        })?;
        Ok(noc)
    }

    /// The codes of a list, ascending.
    ///
    /// # Errors
    /// One is no code of the classification, or stands twice.
    pub fn codes(
        &self,
        entries: &[Spanned<String>],
        noc: &Classification,
    ) -> Result<Vec<NocCode>, DataError> {
        let mut codes: Vec<NocCode> = Vec::with_capacity(entries.len());
        for entry in entries {
            let code: NocCode = entry
                .get_ref()
                .parse()
                .map_err(|error| self.wrong(entry, format!("{error}")))?;
            if noc.group(code).is_none() {
                let problem = format!("expected a code of {}, found {code}", noc.name());
                return Err(self.wrong(entry, problem));
            }
            if codes.contains(&code) {
                return Err(self.wrong(
                    entry,
                    format!("expected each code once, {code} stands twice"),
                ));
            }
            codes.push(code);
        }
        codes.sort();
        Ok(codes)
    }
}
