use serde::Deserialize;
use url::Url;

use crate::noc::{DataError, DataFiles, Lang, Localized, NocCode, NocVersion};

const FILE: &str = "links.toml";
const CODE: &str = "{code}";
const VERSION: &str = "{version}";

/// The official pages that people are sent to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Links {
    rounds_feed: Url,
    noc_profile: Localized,
    find_noc: Localized,
    categories: Localized,
    rounds: Localized,
}

impl Links {
    /// Reads `links.toml`.
    ///
    /// # Errors
    /// The file is missing, or an address is missing or wrong.
    pub fn open(files: &DataFiles) -> Result<Self, DataError> {
        let name = files.name_of(FILE);
        let links: Links = files.read_toml(FILE)?;
        for (_, address) in links.noc_profile.iter() {
            for part in [CODE, VERSION] {
                if !address.contains(part) {
                    let problem = format!("expected {part} in the noc_profile addresses");
                    return Err(DataError::file(name, problem));
                }
            }
        }
        for address in links.pages() {
            let is_page = Url::parse(address).is_ok_and(|url| url.scheme() == "https");
            if !is_page {
                let text = files.read(FILE)?;
                let offset = text.find(address).unwrap_or(0);
                let problem = format!("expected the address of a web page, found {address:?}");
                return Err(DataError::at_offset(&name, text, offset, problem));
            }
        }
        Ok(links)
    }

    fn pages(&self) -> impl Iterator<Item = &str> {
        let pages = [
            &self.noc_profile,
            &self.find_noc,
            &self.categories,
            &self.rounds,
        ];
        let addresses = pages.into_iter().flat_map(|page| page.iter());
        addresses.map(|(_, address)| address)
    }

    /// The feed of rounds that the program reads.
    pub fn rounds_feed(&self) -> &str {
        self.rounds_feed.as_str()
    }

    /// The page with the duties of a unit group of `version`.
    pub fn noc_profile(&self, code: NocCode, version: NocVersion, lang: Lang) -> String {
        self.noc_profile
            .get(lang)
            .replace(CODE, code.as_str())
            .replace(VERSION, &version.to_string())
    }

    /// The page that finds a code for a title.
    pub fn find_noc(&self, lang: Lang) -> &str {
        self.find_noc.get(lang)
    }

    /// The page with the category lists.
    pub fn categories(&self, lang: Lang) -> &str {
        self.categories.get(lang)
    }

    /// The page with the rounds of invitations.
    pub fn rounds(&self, lang: Lang) -> &str {
        self.rounds.get(lang)
    }
}
