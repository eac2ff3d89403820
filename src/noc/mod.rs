//! The ground floor: NOC codes, unit groups, job titles, and the data files everything is read from.

mod classification;
mod code;
mod files;
mod mentions;
mod pairs;

pub use classification::{Classification, GroupId, Title, UnitGroup};
pub use code::{InvalidCode, InvalidOldCode, NocCode, OldNocCode, Teer};
pub use files::{DataError, DataFiles, tsv_rows};
pub use mentions::{CodeMention, WrittenCode, codes_in};
pub use pairs::{forms_of, write_out_titles};

use serde::{Deserialize, Serialize};

/// A language nocbot speaks and whose titles it knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    En,
    Fr,
}

impl Lang {
    /// Every language, in the order in which texts and titles are loaded.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Fr];

    /// The two-letter tag used in file names and in JSON.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Fr => "fr",
        }
    }

    /// The language of a locale such as `fr_CA.UTF-8`, where it is one of ours.
    pub fn from_locale(locale: &str) -> Option<Lang> {
        let tag = locale.get(..2)?.to_ascii_lowercase();
        Lang::ALL.into_iter().find(|lang| lang.tag() == tag)
    }
}

/// A text that exists in every language, as data files carry it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    pub en: String,
    pub fr: String,
}

impl Bilingual {
    /// The text in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Fr => &self.fr,
        }
    }
}
