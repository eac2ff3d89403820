//! Statistics Canada's files of a version, read leniently: by what their columns are called, not by their names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::ImportError;
use crate::noc::{DataError, InvalidCode, Lang, NocCode, NocVersion};
use crate::text::fold;

/// The level of the unit groups in the structure of the classification.
const UNIT_GROUPS: &str = "5";
/// The digits of a unit group's code.
const DIGITS: usize = 5;

/// What became of a code of the version before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Change {
    /// The official types of the change, such as "VC1 - Code Change".
    pub kind: String,
    /// In the order of the file.
    pub became: Vec<NocCode>,
}

/// What the files say of a version.
#[derive(Debug, Default)]
pub(super) struct Official {
    pub version: Option<NocVersion>,
    /// The number of the release, such as "1.0".
    pub release: String,
    pub titles: BTreeMap<(NocCode, Lang), String>,
    /// The example titles, each once.
    pub examples: BTreeMap<(NocCode, Lang), Vec<String>>,
    pub changes: BTreeMap<NocCode, Change>,
    /// Names of the files that are of no known form.
    pub not_read: Vec<String>,
}

/// What a file holds, with the places of its columns.
enum Form {
    Structure {
        level: Option<usize>,
        code: usize,
        title: usize,
    },
    Elements {
        level: Option<usize>,
        code: usize,
        kind: usize,
        text: usize,
    },
    Concordance {
        old: usize,
        new: usize,
        kind: usize,
    },
}

/// The columns of a file, folded to words.
struct Columns<'a> {
    names: Vec<(&'a str, Vec<String>)>,
}

impl Columns<'_> {
    /// The first column in whose name each of these words, or one that begins with it, stands.
    fn with(&self, words: &[&str]) -> Option<usize> {
        let begins = |name: &[String], word: &str| name.iter().any(|own| own.starts_with(word));
        self.names
            .iter()
            .position(|(_, name)| words.iter().all(|word| begins(name, word)))
    }

    /// The columns of codes, with the version and the release in their names.
    fn codes(&self) -> Vec<(usize, NocVersion, String)> {
        let columns = self.names.iter().enumerate();
        let codes = columns.filter(|(_, (_, name))| name.iter().any(|word| word == "code"));
        codes
            .filter_map(|(at, (name, _))| {
                let (version, release) = version_in(name)?;
                Some((at, version, release))
            })
            .collect()
    }

    fn is_french(&self) -> bool {
        self.with(&["cnp"]).is_some() || self.with(&["francais"]).is_some()
    }

    fn form(&self) -> Option<(Form, NocVersion, String)> {
        let level = self.with(&["level"]).or_else(|| self.with(&["niveau"]));
        let codes = self.codes();
        let newest = codes.iter().max_by_key(|(_, version, _)| *version)?.clone();
        let (code, version, release) = newest;
        let form = match (codes.as_slice(), self.with(&["type", "change"])) {
            ([(a, first, _), (b, second, _)], Some(kind)) if first != second => {
                let (old, new) = if first < second { (*a, *b) } else { (*b, *a) };
                Form::Concordance { old, new, kind }
            }
            _ => match (
                self.with(&["element", "type"]),
                self.with(&["element", "description"]),
            ) {
                (Some(kind), Some(text)) => Form::Elements {
                    level,
                    code,
                    kind,
                    text,
                },
                _ => Form::Structure {
                    level,
                    code,
                    title: self.with(&["title"]).or_else(|| self.with(&["titre"]))?,
                },
            },
        };
        Some((form, version, release))
    }
}

/// The version and the release in a column's name: 2026 and "1.0" of "Code - NOC 2026 V1.0".
fn version_in(name: &str) -> Option<(NocVersion, String)> {
    let digits = |c: char| c.is_ascii_digit();
    let start = name.char_indices().find(|(at, _)| {
        let run: String = name[*at..].chars().take_while(|c| digits(*c)).collect();
        let is_whole = !name[..*at].ends_with(digits);
        is_whole && run.len() == 4
    })?;
    let (year, rest) = name[start.0..].split_at(4);
    let release = rest
        .trim_start()
        .trim_start_matches(['v', 'V'])
        .trim_start();
    let release: String = release
        .chars()
        .take_while(|c| digits(*c) || *c == '.')
        .collect();
    Some((year.parse().ok()?, release))
}

impl Official {
    /// Reads every `.csv` file of a folder.
    ///
    /// # Errors
    /// The folder or a file cannot be read, a line is wrong, or the files are of different versions or lack something.
    pub fn read(folder: &Path) -> Result<Self, ImportError> {
        let unreadable = |source| ImportError::Unreadable {
            path: folder.to_owned(),
            source,
        };
        let mut official = Official::default();
        let entries = fs::read_dir(folder).map_err(unreadable)?;
        let mut paths = BTreeSet::new();
        for entry in entries {
            paths.insert(entry.map_err(unreadable)?.path());
        }
        let is_csv = |path: &&std::path::PathBuf| {
            path.extension()
                .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
        };
        for path in paths.iter().filter(is_csv) {
            official.read_file(path)?;
        }
        official.check(folder)?;
        Ok(official)
    }

    fn read_file(&mut self, path: &Path) -> Result<(), ImportError> {
        let file = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|source| ImportError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        // The lines of an error are counted right with one kind of line end only.
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(text.as_bytes());
        let malformed = |source| ImportError::Malformed {
            file: file.clone(),
            source,
        };
        let headers = reader.headers().map_err(malformed)?.clone();
        let columns = Columns {
            names: headers
                .iter()
                .map(|name| (name, fold::words(name)))
                .collect(),
        };
        let Some((form, version, release)) = columns.form() else {
            self.not_read.push(file);
            return Ok(());
        };
        match self.version {
            Some(other) if other != version => {
                let problem = format!("expected columns of NOC {other}, found NOC {version}");
                return Err(DataError::line(&file, 1, problem).into());
            }
            _ => self.version = Some(version),
        }
        if self.release.is_empty() {
            self.release = release;
        }
        let lang = if columns.is_french() {
            Lang::FR
        } else {
            Lang::EN
        };
        for record in reader.records() {
            let record = record.map_err(malformed)?;
            let line = record
                .position()
                .map_or(0, |position| position.line() as usize);
            let field = |at: usize| record.get(at).unwrap_or_default().trim();
            self.take(&form, lang, &field)
                .map_err(|problem| DataError::line(&file, line, problem))?;
        }
        Ok(())
    }

    /// Takes what one line says.
    fn take<'f>(
        &mut self,
        form: &Form,
        lang: Lang,
        field: &dyn Fn(usize) -> &'f str,
    ) -> Result<(), String> {
        match *form {
            Form::Structure { level, code, title } => {
                if let Some(code) = unit_group(level.map(field), field(code))? {
                    self.titles.insert((code, lang), in_one_line(field(title)));
                }
            }
            Form::Elements {
                level,
                code,
                kind,
                text,
            } => {
                let is_example = fold::words(field(kind))
                    .iter()
                    .any(|word| word.starts_with("example") || word.starts_with("exemple"));
                if is_example && let Some(code) = unit_group(level.map(field), field(code))? {
                    let title = in_one_line(field(text));
                    let examples = self.examples.entry((code, lang)).or_default();
                    if !title.is_empty() && !examples.contains(&title) {
                        examples.push(title);
                    }
                }
            }
            Form::Concordance { old, new, kind } => {
                if field(old).is_empty() || field(new).is_empty() {
                    return Ok(());
                }
                let (old, new) = (padded(field(old))?, padded(field(new))?);
                let change = self.changes.entry(old).or_default();
                if change.kind.is_empty() {
                    change.kind = in_one_line(field(kind));
                }
                if !change.became.contains(&new) {
                    change.became.push(new);
                }
            }
        }
        Ok(())
    }

    fn check(&self, folder: &Path) -> Result<(), ImportError> {
        let lacks = |what: &'static str| ImportError::Lacks {
            path: folder.to_owned(),
            what,
        };
        let has_titles = |lang| self.titles.keys().any(|(_, own)| *own == lang);
        let has_examples = |lang| self.examples.keys().any(|(_, own)| *own == lang);
        let needed = [
            (
                has_titles(Lang::EN),
                "the structure of the classification in English",
            ),
            (
                has_titles(Lang::FR),
                "the structure of the classification in French",
            ),
            (has_examples(Lang::EN), "the elements in English"),
            (has_examples(Lang::FR), "the elements in French"),
            (
                !self.changes.is_empty(),
                "the concordance with the version before",
            ),
        ];
        needed
            .into_iter()
            .find(|(is_there, _)| !is_there)
            .map_or(Ok(()), |(_, what)| Err(lacks(what)))
    }
}

/// The code of a line that is about a unit group; none for one about something wider.
fn unit_group(level: Option<&str>, code: &str) -> Result<Option<NocCode>, String> {
    match level {
        Some(UNIT_GROUPS) => padded(code).map(Some),
        Some(_) => Ok(None),
        None if code.len() == DIGITS => padded(code).map(Some),
        None => Ok(None),
    }
}

/// The code with the leading zeros that some programs take away.
fn padded(code: &str) -> Result<NocCode, String> {
    format!("{code:0>DIGITS$}")
        .parse()
        .map_err(|_| InvalidCode(code.to_owned()).to_string())
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_stand_in_the_names_of_columns() {
        for (name, expected) in [
            ("Code - NOC 2021 V1.0", Some(("2021", "1.0"))),
            ("Code dela CNP 2026 v2.1", Some(("2026", "2.1"))),
            ("NOC 2016 V1.3 Code", Some(("2016", "1.3"))),
            ("noc 2026 code", Some(("2026", ""))),
            ("Code 31301", None),
            ("Level", None),
        ] {
            let found = version_in(name).map(|(version, release)| (version.to_string(), release));
            let expected = expected.map(|(year, release)| (year.to_owned(), release.to_owned()));
            assert_eq!(found, expected, "{name}");
        }
    }
}
