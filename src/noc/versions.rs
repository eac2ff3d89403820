use std::collections::BTreeSet;
use std::sync::Arc;

use super::version::FOLDER_PREFIX;
use super::{Classification, Crosswalk, DataError, DataFiles, NocCode, NocVersion, WrittenCode};

/// The prefix of the crosswalk files among a version's `.tsv` files.
const CROSSWALK_PREFIX: &str = "from-";

/// One version with what older codes became in it.
#[derive(Debug)]
struct Edition {
    noc: Arc<Classification>,
    /// The earliest version first, so that the most direct way comes first.
    crosswalks: Vec<Crosswalk>,
}

/// Every version of the classification that the data hold, side by side.
#[derive(Debug)]
pub struct NocVersions {
    /// Oldest first.
    older: Vec<Edition>,
    newest: Edition,
}

/// What an older code leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Successors {
    /// The version that the code is from.
    pub from: NocVersion,
    /// The main successor first; several where the unit group was split.
    pub codes: Vec<NocCode>,
}

impl NocVersions {
    /// Reads the folders `noc-VERSION`, each with its unit groups, titles and crosswalks.
    ///
    /// # Errors
    /// There is no such folder, a folder's name holds no version, or a file is wrong.
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let mut versions = BTreeSet::new();
        for folder in files.folders("")? {
            let Some(year) = folder.strip_prefix(FOLDER_PREFIX) else {
                continue;
            };
            let version: NocVersion = year
                .parse()
                .map_err(|error| DataError::file(files.name_of(&folder), format!("{error}")))?;
            versions.insert(version);
        }
        let mut older = Vec::with_capacity(versions.len());
        for version in versions {
            older.push(Edition::open(files, version)?);
        }
        match older.pop() {
            Some(newest) => Ok(NocVersions { older, newest }),
            None => {
                let name = files.name_of("noc-2021");
                let problem = "expected a folder with a version of the classification";
                Err(DataError::file(name, problem))
            }
        }
    }

    fn editions(&self) -> impl DoubleEndedIterator<Item = &Edition> {
        self.older.iter().chain(std::iter::once(&self.newest))
    }

    fn edition(&self, version: NocVersion) -> Option<&Edition> {
        self.editions()
            .find(|edition| edition.noc.version() == version)
    }

    /// Every version, oldest first.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = &Arc<Classification>> {
        self.editions().map(|edition| &edition.noc)
    }

    /// The newest version.
    pub fn newest(&self) -> &Arc<Classification> {
        &self.newest.noc
    }

    /// The classification of a version, if the data hold it.
    pub fn get(&self, version: NocVersion) -> Option<&Arc<Classification>> {
        self.edition(version).map(|edition| &edition.noc)
    }

    /// What a code of an earlier version than `version` became in it; none for a code that no earlier version has.
    ///
    /// A code that several earlier versions have is read as one of the latest of them.
    pub fn successors(&self, code: WrittenCode, version: NocVersion) -> Option<Successors> {
        let origins = self.origins(version).into_iter().rev();
        let became = |from| Successors {
            from,
            codes: self.carried(code, from, version),
        };
        origins.map(became).find(|found| !found.codes.is_empty())
    }

    /// What a code of the version `from` is in the version `to`, by way of the versions between; the main one first.
    pub fn carried(&self, code: WrittenCode, from: NocVersion, to: NocVersion) -> Vec<NocCode> {
        let Some(edition) = self.edition(to) else {
            return Vec::new();
        };
        if from == to {
            return match code {
                WrittenCode::Code(code) if edition.noc.group(code).is_some() => vec![code],
                WrittenCode::Code(_) | WrittenCode::Old(_) => Vec::new(),
            };
        }
        let ways = edition.crosswalks.iter().filter(|way| way.from() >= from);
        let by_way = |crosswalk: &Crosswalk| -> Vec<NocCode> {
            if crosswalk.from() == from {
                return crosswalk.successors(code).unwrap_or_default().to_vec();
            }
            let mut codes: Vec<NocCode> = Vec::new();
            for between in self.carried(code, from, crosswalk.from()) {
                let became = crosswalk.successors(WrittenCode::Code(between));
                for &code in became.unwrap_or_default() {
                    if !codes.contains(&code) {
                        codes.push(code);
                    }
                }
            }
            codes
        };
        ways.map(by_way)
            .find(|codes| !codes.is_empty())
            .unwrap_or_default()
    }

    /// The earlier versions whose codes can be followed to `version`.
    fn origins(&self, version: NocVersion) -> BTreeSet<NocVersion> {
        let crosswalks = self
            .edition(version)
            .map_or(&[][..], |edition| &edition.crosswalks[..]);
        crosswalks
            .iter()
            .map(Crosswalk::from)
            .flat_map(|from| std::iter::once(from).chain(self.origins(from)))
            .collect()
    }
}

impl Edition {
    fn open(files: &DataFiles, version: NocVersion) -> Result<Self, DataError> {
        let noc = Classification::open(files, version)?;
        let mut crosswalks = Vec::new();
        for path in files.list(&version.folder(), "tsv")? {
            let name = path.rsplit('/').next().unwrap_or_default();
            if name.starts_with(CROSSWALK_PREFIX) {
                crosswalks.push(Crosswalk::open(files, &path, &noc)?);
            }
        }
        crosswalks.sort_by_key(Crosswalk::from);
        let noc = Arc::new(noc);
        Ok(Edition { noc, crosswalks })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_version_stands_alone() {
        let versions = NocVersions::open(&DataFiles::BuiltIn).unwrap();
        let names: Vec<&str> = versions.all().map(|noc| noc.name()).collect();
        assert_eq!(names, ["NOC 2021 Version 1.0"]);
        assert!(versions.get("2016".parse().unwrap()).is_none());
        let version = versions.newest().version();
        let became = |code: &str| versions.successors(code.parse().unwrap(), version);
        let nurses = became("3012").unwrap();
        assert_eq!(
            (nurses.from.to_string(), nurses.codes.len()),
            ("2016".into(), 1)
        );
        assert_eq!(became("2173").unwrap().codes.len(), 2);
        assert!(became("31301").is_none() && became("9999").is_none());
        let carried = |code: &str| versions.carried(code.parse().unwrap(), version, version);
        assert_eq!((carried("31301").len(), carried("3012").len()), (1, 0));
    }
}
