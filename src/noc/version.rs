use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A version of the classification, by its year: 2021 for NOC 2021.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NocVersion(u16);

/// The text is not the year of a version.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("expected the year of a NOC version, four digits such as 2021, found {0:?}")]
pub struct InvalidVersion(pub String);

/// What the name of a version's data folder begins with.
pub(super) const FOLDER_PREFIX: &str = "noc-";

impl NocVersion {
    /// The version's data folder, such as `noc-2021`.
    pub fn folder(self) -> String {
        format!("{FOLDER_PREFIX}{self}")
    }

    /// The path of one of the version's data files, such as `noc-2021/ambiguous-terms.tsv`.
    pub fn path(self, file: &str) -> String {
        format!("{}/{file}", self.folder())
    }
}

impl FromStr for NocVersion {
    type Err = InvalidVersion;

    fn from_str(text: &str) -> Result<Self, InvalidVersion> {
        let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        is_year
            .then(|| text.parse().ok())
            .flatten()
            .map(NocVersion)
            .ok_or_else(|| InvalidVersion(text.to_owned()))
    }
}

impl fmt::Display for NocVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_a_year() {
        let version: NocVersion = "2021".parse().unwrap();
        assert_eq!(version.to_string(), "2021");
        assert_eq!(
            version.path("ambiguous-terms.tsv"),
            "noc-2021/ambiguous-terms.tsv"
        );
        assert!(version < "2026".parse().unwrap());
        for wrong in ["", "21", "+021", "20211", "v202", "２０２１"] {
            assert!(wrong.parse::<NocVersion>().is_err(), "{wrong:?}");
        }
    }
}
