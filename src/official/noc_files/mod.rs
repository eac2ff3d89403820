//! A new version of the classification out of Statistics Canada's files, with our own names carried over.

mod carry;
mod report;
mod statcan;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::language::Languages;
use crate::noc::{
    Classification, DataError, DataFiles, GenderSuffixes, Lang, NocCode, NocVersion, NocVersions,
    write_out_titles,
};
use crate::text::fold;
use carry::{CarriedFile, by_code, code_lists, listed, one_a_group};
pub use report::Listed;
use statcan::Official;

/// The model of the version before, so that the program opens until a new one is trained.
const MODEL: &str = "model.bin";
const AMBIGUOUS: &str = "ambiguous-terms.tsv";
const SHORT_NAMES: &str = "short-names.tsv";
const NAMES: &str = "names.";

/// A version that cannot be imported.
#[derive(Debug, Error)]
pub enum ImportError {
    /// A file or folder cannot be read or written.
    #[error("{}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// A file is no table of comma-separated values.
    #[error("{file}")]
    Malformed {
        /// The file.
        file: String,
        /// Where and why not.
        #[source]
        source: csv::Error,
    },
    /// The folder lacks a file.
    #[error("{}: expected a file with {what}", path.display())]
    Lacks {
        /// The folder.
        path: PathBuf,
        /// What the file holds.
        what: &'static str,
    },
    /// A line is wrong, or one of our own files is.
    #[error(transparent)]
    Data(#[from] DataError),
    /// The data hold the version already, or none before it.
    #[error(
        "expected files of a version later than {newest}, the newest one of the data, found {found}"
    )]
    NotLater {
        /// The newest version of the data.
        newest: NocVersion,
        /// The version of the files.
        found: NocVersion,
    },
}

/// What each code of the version before became, the main successor first.
#[derive(Debug)]
struct Successors(BTreeMap<NocCode, Vec<NocCode>>);

impl Successors {
    /// What a code became; nothing where it is gone.
    fn of(&self, code: NocCode) -> &[NocCode] {
        self.0.get(&code).map_or(&[], Vec::as_slice)
    }
}

/// A version read from Statistics Canada's files beside the version before it.
#[derive(Debug)]
pub struct Import<'a> {
    official: Official,
    version: NocVersion,
    before: &'a Classification,
    became: Successors,
    carried: BTreeMap<String, CarriedFile>,
    model: &'static [u8],
    suffixes: GenderSuffixes,
}

impl<'a> Import<'a> {
    /// Reads the `.csv` files of `folder`, and our own files of the newest version of the data.
    ///
    /// # Errors
    /// A file cannot be read, a line is wrong, a file is missing, or the version is not later than those of the data.
    pub fn read(
        folder: &Path,
        files: &DataFiles,
        versions: &'a NocVersions,
    ) -> Result<Self, ImportError> {
        let official = Official::read(folder)?;
        let before: &Classification = versions.newest();
        let found = official.version.unwrap_or(before.version());
        if found <= before.version() {
            let newest = before.version();
            return Err(ImportError::NotLater { newest, found });
        }
        let became = successors(&official, before);
        let mut import = Import {
            official,
            version: found,
            before,
            became,
            carried: BTreeMap::new(),
            model: files.read_bytes(&before.version().path(MODEL))?,
            suffixes: Languages::open(files)?.gender_suffixes(),
        };
        for path in files.list(&before.version().folder(), "tsv")? {
            let name = path.rsplit('/').next().unwrap_or_default();
            let text = files.read(&path)?;
            let carried = match name {
                AMBIGUOUS => code_lists(text, &import.became),
                SHORT_NAMES => one_a_group(text, &import.became),
                _ if name.starts_with(NAMES) => by_code(text, &import.became, &|code, text| {
                    import.has_title(code, text)
                }),
                _ => continue,
            };
            import.carried.insert(name.to_owned(), carried);
        }
        Ok(import)
    }

    /// The version that was read.
    pub fn version(&self) -> NocVersion {
        self.version
    }

    /// Whether a unit group has this title among its examples.
    fn has_title(&self, code: NocCode, text: &str) -> bool {
        let key = fold::key(text);
        [Lang::EN, Lang::FR].into_iter().any(|lang| {
            let examples = self.official.examples.get(&(code, lang));
            examples
                .into_iter()
                .flatten()
                .any(|title| fold::key(title) == key)
        })
    }

    /// Writes the folder of the version into a data folder.
    ///
    /// # Errors
    /// The folder is there already, or a file cannot be written.
    pub fn write(&self, data: &Path) -> Result<PathBuf, ImportError> {
        let folder = data.join(self.version.folder());
        let unwritable = |path: &Path| {
            let path = path.to_owned();
            move |source| ImportError::Unreadable { path, source }
        };
        fs::create_dir(&folder).map_err(unwritable(&folder))?;
        for (name, content) in self.files() {
            let path = folder.join(name);
            fs::write(&path, content).map_err(unwritable(&path))?;
        }
        Ok(folder)
    }

    /// The name and the content of every file of the version.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = vec![
            ("version.toml".to_owned(), self.version_file()),
            ("unit-groups.tsv".to_owned(), self.unit_groups()),
            ("titles.en.tsv".to_owned(), self.index(Lang::EN)),
            ("titles.fr.tsv".to_owned(), self.index(Lang::FR)),
            (
                format!("from-{}.tsv", self.before.version()),
                self.crosswalk(),
            ),
        ];
        let carried = self.carried.iter();
        files.extend(carried.map(|(name, file)| (name.clone(), file.text.clone())));
        let mut files: Vec<_> = files
            .into_iter()
            .map(|(name, text)| (name, text.into_bytes()))
            .collect();
        files.push((MODEL.to_owned(), self.model.to_vec()));
        files
    }

    fn name(&self) -> String {
        match self.official.release.as_str() {
            "" => format!("NOC {}", self.version),
            release => format!("NOC {} Version {release}", self.version),
        }
    }

    fn version_file(&self) -> String {
        let name = self.name();
        format!("# The name as official pages write it.\nname = \"{name}\"\n")
    }

    /// The codes of the version, ascending.
    fn codes(&self) -> impl Iterator<Item = NocCode> {
        let english = self
            .official
            .titles
            .keys()
            .filter(|(_, lang)| *lang == Lang::EN);
        english.map(|(code, _)| *code)
    }

    fn title(&self, code: NocCode, lang: Lang) -> &str {
        let own = self.official.titles.get(&(code, lang));
        let title = own.or_else(|| self.official.titles.get(&(code, Lang::EN)));
        title.map_or("", String::as_str)
    }

    fn unit_groups(&self) -> String {
        let line = |code: NocCode| {
            let [english, french] = [Lang::EN, Lang::FR].map(|lang| self.title(code, lang));
            format!("{code}\t{english}\t{french}\n")
        };
        let lines: String = self.codes().map(line).collect();
        format!("code\ttitle_en\ttitle_fr\n{lines}")
    }

    /// The titles of a language with both genders written out.
    fn index(&self, lang: Lang) -> String {
        let titles = self.codes().flat_map(|code| {
            let examples = self.official.examples.get(&(code, lang));
            let examples = examples.into_iter().flatten();
            examples.map(move |title| format!("{code}\t{title}\n"))
        });
        // Every line begins with a code, and no title is empty.
        write_out_titles(&titles.collect::<String>(), &self.suffixes).unwrap_or_default()
    }

    fn crosswalk(&self) -> String {
        let lines = self
            .became
            .0
            .iter()
            .filter(|(_, became)| !became.is_empty());
        let lines: String = lines
            .map(|(code, became)| format!("{code}\t{}\n", listed(became)))
            .collect();
        format!(
            "# What each unit group of NOC {} became, the main successor first: one with the same title, else in the order of codes.\ncode\tbecame\n{lines}",
            self.before.version()
        )
    }
}

/// What the unit groups of the version before became: by the concordance, or, where it says nothing of a code, what has
/// the same code and title.
fn successors(official: &Official, before: &Classification) -> Successors {
    let same_title = |code: NocCode, title: &str| {
        let new = official.titles.get(&(code, Lang::EN));
        new.is_some_and(|new| fold::key(new) == fold::key(title))
    };
    let became = before.groups().iter().map(|group| {
        let title = group.title(Lang::EN);
        let change = official.changes.get(&group.code);
        let mut codes = change.map_or_else(Vec::new, |change| change.became.clone());
        codes.retain(|code| official.titles.contains_key(&(*code, Lang::EN)));
        codes.sort_by_key(|&code| (!same_title(code, title), code));
        if change.is_none() && same_title(group.code, title) {
            codes.push(group.code);
        }
        (group.code, codes)
    });
    Successors(became.collect())
}
