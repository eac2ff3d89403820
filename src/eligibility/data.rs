//! Reads rule files: one file of `data/rules/` a rule set.

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use super::rules::{
    Category, Counting, LanguageRule, MilitaryRule, Requirement, RuleSet, Rules, Source, WorkRule,
};
use super::toml_file::TomlFile;
use crate::noc::{Classification, DataError, DataFiles, Localized, NocVersions};

const FOLDER: &str = "rules";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    effective_from: Spanned<Date>,
    noc: Spanned<String>,
    summary: Localized,
    counting: Counting,
    #[serde(rename = "category")]
    categories: Vec<Spanned<CategoryEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CategoryEntry {
    id: Spanned<String>,
    name: Localized,
    short_name: Localized,
    #[serde(default)]
    nocs: Vec<Spanned<String>>,
    work: Option<WorkRule>,
    language: Option<LanguageEntry>,
    military: Option<MilitaryEntry>,
    #[serde(rename = "source")]
    sources: Vec<Source>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguageEntry {
    lowest_nclc: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MilitaryEntry {
    years_of_service: u8,
    offer_years: u8,
    credential_years: u8,
}

impl Rules {
    /// Reads every rule set of the data folder.
    ///
    /// # Errors
    /// The first file that is wrong, with the line and what was expected.
    pub fn open(files: &DataFiles, versions: &NocVersions) -> Result<Self, DataError> {
        let mut sets: Vec<RuleSet> = Vec::new();
        for path in files.list(FOLDER, "toml")? {
            let set = TomlFile::open(files, &path, versions)?.rule_set()?;
            if let Some(twin) = sets
                .iter()
                .find(|other| other.effective_from == set.effective_from)
            {
                let problem = format!(
                    "expected one rule set for {}, there is another",
                    twin.effective_from
                );
                return Err(DataError::file(files.name_of(&path), problem));
            }
            sets.push(set);
        }
        sets.sort_by_key(|set| set.effective_from);
        Ok(Rules { sets })
    }
}

impl TomlFile<'_> {
    fn rule_set(&self) -> Result<RuleSet, DataError> {
        let file: RuleFile = self.parse()?;
        let expected = format!("{}.toml", file.effective_from.get_ref());
        if !self.name.ends_with(&expected) {
            let problem = format!("expected the date in the file's name, {expected} for this one");
            return Err(self.wrong(&file.effective_from, problem));
        }
        let noc = self.version(&file.noc)?;
        let mut categories: Vec<Category> = Vec::new();
        for entry in file.categories {
            let category = self.category(&entry, noc)?;
            if categories.iter().any(|other| other.id == category.id) {
                let problem = format!(
                    "expected each category once, {:?} stands above too",
                    category.id
                );
                return Err(self.wrong(&entry.get_ref().id, problem));
            }
            categories.push(category);
        }
        Ok(RuleSet {
            effective_from: file.effective_from.into_inner(),
            noc: noc.version(),
            summary: file.summary,
            counting: file.counting,
            categories,
        })
    }

    fn category(
        &self,
        entry: &Spanned<CategoryEntry>,
        noc: &Classification,
    ) -> Result<Category, DataError> {
        let CategoryEntry {
            id,
            name,
            short_name,
            nocs,
            work,
            language,
            military,
            sources,
        } = entry.get_ref();
        let requirement = match (work, language, military) {
            (Some(work), None, None) => Requirement::Work(work.clone()),
            (None, Some(language), None) => Requirement::Language(LanguageRule {
                lowest_nclc: language.lowest_nclc,
            }),
            (None, None, Some(military)) => Requirement::Military(MilitaryRule {
                years_of_service: military.years_of_service,
                offer_years: military.offer_years,
                credential_years: military.credential_years,
            }),
            _ => {
                return Err(
                    self.wrong(entry, "expected exactly one of work, language and military")
                );
            }
        };
        let takes_nocs = !matches!(requirement, Requirement::Language(_));
        if takes_nocs == nocs.is_empty() {
            let problem = if takes_nocs {
                "expected at least one code in nocs"
            } else {
                "expected no nocs in a language category"
            };
            return Err(self.wrong(id, problem));
        }
        if sources.is_empty() {
            return Err(self.wrong(id, "expected at least one source"));
        }
        Ok(Category {
            id: id.get_ref().clone(),
            name: name.clone(),
            short_name: short_name.clone(),
            nocs: self.codes(nocs, noc)?,
            requirement,
            sources: sources.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<RuleSet, DataError> {
        let versions = NocVersions::open(&DataFiles::BuiltIn).unwrap();
        TomlFile {
            name: "rules/2026-02-18.toml".into(),
            text,
            versions: &versions,
        }
        .rule_set()
    }

    fn shipped() -> &'static str {
        DataFiles::BuiltIn.read("rules/2026-02-18.toml").unwrap()
    }

    #[test]
    fn the_four_rule_sets_have_the_published_sizes() {
        let versions = NocVersions::open(&DataFiles::BuiltIn).unwrap();
        let rules = Rules::open(&DataFiles::BuiltIn, &versions).unwrap();
        let sizes: Vec<(String, Vec<(String, usize)>)> = rules
            .all()
            .iter()
            .map(|set| {
                let of = |category: &Category| (category.id.clone(), category.nocs.len());
                (
                    set.effective_from.to_string(),
                    set.categories.iter().map(of).collect(),
                )
            })
            .collect();
        insta::assert_debug_snapshot!(sizes);
    }

    #[test]
    fn a_wrong_rule_file_names_the_line() {
        for (from, to, message) in [
            ("\"31110\"", "\"99999\"", "expected a NOC code, five digits"),
            ("\"31110\"", "\"31119\"", "expected a code of NOC 2021"),
            ("\"31110\"", "\"31100\"", "stands twice"),
            (
                "years_back = 3",
                "years_bock = 3",
                "unknown field `years_bock`",
            ),
            (
                "noc = \"2021\"",
                "noc = \"2099\"",
                "with a folder of its own (2021), found 2099",
            ),
            (
                "noc = \"2021\"",
                "noc = \"21\"",
                "expected the year of a NOC version",
            ),
            ("months = 12", "months = \"twelve\"", "invalid type"),
            (
                "place = \"anywhere\"",
                "place = \"mars\"",
                "unknown variant `mars`",
            ),
            ("id = \"stem\"", "id = \"health\"", "stands above too"),
            (
                "effective_from = \"2026-02-18\"",
                "effective_from = \"2026-02-19\"",
                "the date in the file's name",
            ),
        ] {
            let text = shipped().replacen(from, to, 1);
            assert_ne!(text, shipped(), "{from}");
            let expected_line = text
                .lines()
                .zip(shipped().lines())
                .position(|(a, b)| a != b)
                .unwrap()
                + 1;
            let error = read(&text).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
            assert!(
                error.starts_with(&format!("rules/2026-02-18.toml:{expected_line}:")),
                "{error}"
            );
        }
    }
}
