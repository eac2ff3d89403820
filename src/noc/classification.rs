use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use serde::Deserialize;

use super::{ByLang, DataError, DataFiles, FileText, Lang, NocCode, NocVersion, OnDemand, Teer};

/// The position of a unit group in its [`Classification`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupId(pub u16);

/// One of the unit groups of the classification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitGroup {
    /// Its code.
    pub code: NocCode,
    titles: ByLang<&'static str>,
}

impl UnitGroup {
    /// The official title of the group, in English where `lang` has none.
    pub fn title(&self, lang: Lang) -> &'static str {
        self.titles.get(lang)
    }

    /// The group's training, education, experience and responsibilities level.
    pub fn teer(&self) -> Teer {
        self.code.teer()
    }
}

/// One form of a job title of the official index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Title {
    /// The unit group it is of.
    pub group: GroupId,
    /// The language it is in.
    pub lang: Lang,
    /// The title.
    pub text: &'static str,
}

/// All unit groups and all job titles of one NOC version.
#[derive(Debug)]
pub struct Classification {
    version: NocVersion,
    name: String,
    groups: Arc<[UnitGroup]>,
    /// The path of the file of the groups, with its text.
    source: (String, &'static str),
    titles: OnDemand<Vec<Title>>,
    /// The titles of each language.
    files: Vec<TitlesFile>,
    langs: Vec<Lang>,
}

/// The file with the titles of a language.
#[derive(Debug, Clone)]
struct TitlesFile {
    lang: Lang,
    path: String,
    text: FileText,
}

/// What `version.toml` says of a version.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VersionFile {
    name: String,
}

impl Classification {
    /// Reads `version.toml`, `unit-groups.tsv` and the `titles.TAG.tsv` of every language in which the unit groups have titles, from a version's folder.
    ///
    /// # Errors
    /// A file is missing, or a line holds a wrong or unknown code or stands twice.
    pub fn open(files: &DataFiles, version: NocVersion) -> Result<Self, DataError> {
        let path = version.path("unit-groups.tsv");
        let source = (path.clone(), files.read(&path)?);
        let (langs, groups) = read_groups(&files.name_of(&path), source.1)?;
        let groups: Arc<[UnitGroup]> = groups.into();
        let titles_file = |&lang: &Lang| {
            let path = titles_path(version, lang);
            let text = files.text_of(&path)?;
            Ok(TitlesFile { lang, path, text })
        };
        let titles_files: Vec<TitlesFile> =
            langs.iter().map(titles_file).collect::<Result<_, _>>()?;
        let (own_groups, own_files) = (Arc::clone(&groups), titles_files.clone());
        let titles = OnDemand::new(files, move |files| {
            let mut titles = Vec::new();
            for file in &own_files {
                read_titles(files, file, &own_groups, &mut titles)?;
            }
            Ok(titles)
        })?;
        let VersionFile { name } = files.read_toml(&version.path("version.toml"))?;
        Ok(Classification {
            version,
            name,
            groups,
            source,
            titles,
            files: titles_files,
            langs,
        })
    }

    /// Which version it is.
    pub fn version(&self) -> NocVersion {
        self.version
    }

    /// The version's name, as people and official pages write it: "NOC 2021 Version 1.0".
    pub fn name(&self) -> &str {
        &self.name
    }

    /// All unit groups, by ascending code.
    pub fn groups(&self) -> &[UnitGroup] {
        &self.groups
    }

    /// The languages that have titles, English first, the others by tag.
    pub fn langs(&self) -> &[Lang] {
        &self.langs
    }

    /// All title forms, language by language, each in the order of its file.
    pub fn titles(&self) -> &[Title] {
        &self.titles
    }

    /// The path of each file that the titles stand in, with its text.
    pub(crate) fn sources(&self) -> impl Iterator<Item = (&str, FileText)> {
        let (path, text) = &self.source;
        let groups = std::iter::once((path.as_str(), FileText::Whole(text.as_bytes())));
        groups.chain(
            self.files
                .iter()
                .map(|file| (file.path.as_str(), file.text)),
        )
    }

    /// The group at `id`.
    pub fn group_at(&self, id: GroupId) -> &UnitGroup {
        &self.groups[usize::from(id.0)]
    }

    /// The position of the group with this code, or none if the version has no such group.
    pub fn id_of(&self, code: NocCode) -> Option<GroupId> {
        find(&self.groups, code)
    }

    /// The group with this code, or none if the version has no such group.
    pub fn group(&self, code: NocCode) -> Option<&UnitGroup> {
        self.id_of(code).map(|id| self.group_at(id))
    }

    /// The position of the group whose code `text` is.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub(crate) fn known(&self, text: &str) -> Result<GroupId, String> {
        let code: NocCode = text.parse().map_err(|error| format!("{error}"))?;
        self.id_of(code)
            .ok_or_else(|| format!("expected a code of unit-groups.tsv, found {code}"))
    }

    /// The index titles of one group in one language.
    pub fn titles_of(&self, code: NocCode, lang: Lang) -> impl Iterator<Item = &'static str> {
        let own = self.files.iter().filter(move |file| file.lang == lang);
        let lines = own.flat_map(move |file| file.text.lines_of(code.as_str()));
        lines.flat_map(|line| line.split('\t').skip(1))
    }

    /// Checks what only a replaced data folder can get wrong: that no title stands twice or in two groups.
    ///
    /// # Errors
    /// The first title that does, with the line of its second appearance.
    pub fn check_titles(&self, files: &DataFiles) -> Result<(), DataError> {
        for &lang in &self.langs {
            let path = titles_path(self.version, lang);
            let wrong = |line, problem| Err(DataError::line(files.name_of(&path), line, problem));
            let mut lines: FxHashMap<&str, usize> = FxHashMap::default();
            let mut code_of: FxHashMap<&str, &str> = FxHashMap::default();
            for (number, line) in (1..).zip(files.read(&path)?.lines()).skip(1) {
                let Some((code, forms)) = line.split_once('\t') else {
                    continue;
                };
                if let Some(first) = lines.insert(forms, number) {
                    let problem =
                        format!("expected each title once, {forms:?} stands on line {first} too");
                    return wrong(number, problem);
                }
                for form in forms.split('\t') {
                    if let Some(other) = code_of.insert(form, code).filter(|other| *other != code) {
                        let problem = format!(
                            "expected each title in one group, {form:?} stands in {other} too"
                        );
                        return wrong(number, problem);
                    }
                }
            }
        }
        Ok(())
    }
}

fn find(groups: &[UnitGroup], code: NocCode) -> Option<GroupId> {
    let at = groups
        .binary_search_by_key(&code, |group| group.code)
        .ok()?;
    u16::try_from(at).ok().map(GroupId)
}

fn read_groups(name: &str, text: &'static str) -> Result<(Vec<Lang>, Vec<UnitGroup>), DataError> {
    let (langs, rows) = titled_rows(name, text)?;
    let mut groups: Vec<UnitGroup> = Vec::with_capacity(rows.len());
    for (line, code, own_titles) in rows {
        let code: NocCode = code
            .parse()
            .map_err(|error| DataError::line(name, line, format!("{error}")))?;
        if let Some(last) = groups.last()
            && last.code >= code
        {
            let problem = format!("expected a code above {}, found {code}", last.code);
            return Err(DataError::line(name, line, problem));
        }
        let all: BTreeMap<Lang, &str> = langs.iter().copied().zip(own_titles).collect();
        let titles = ByLang::try_from(all)
            .map_err(|error| DataError::line(name, line, error.to_string()))?;
        groups.push(UnitGroup { code, titles });
    }
    if groups.is_empty() {
        return Err(DataError::file(name, "expected at least one unit group"));
    }
    Ok((langs, groups))
}

/// A code with its title in each language, and the line they stand on.
type TitledRow = (usize, &'static str, Vec<&'static str>);

/// The rows of `unit-groups.tsv`: a code, then a title in each of the languages that the header names.
fn titled_rows(name: &str, text: &'static str) -> Result<(Vec<Lang>, Vec<TitledRow>), DataError> {
    let mut lines = (1..).zip(text.lines());
    let header = lines.next().map_or("", |(_, line)| line);
    let tag = |column: &str| column.strip_prefix("title_")?.parse().ok();
    let langs: Option<Vec<Lang>> = header
        .strip_prefix("code\t")
        .and_then(|titles| titles.split('\t').map(tag).collect());
    let langs = langs.filter(|langs| langs.first() == Some(&Lang::EN));
    let langs = langs.ok_or_else(|| {
        let problem = "expected the header \"code\", \"title_en\" and a title_TAG a language";
        DataError::line(name, 1, problem)
    })?;
    let row = |(line, row): (usize, &'static str)| {
        let mut fields = row.split('\t');
        let code = fields.next().unwrap_or_default();
        let titles: Vec<&str> = fields.collect();
        if titles.len() != langs.len() || titles.iter().any(|title| title.trim().is_empty()) {
            let expected = langs.len();
            let problem = format!("expected a code and {expected} tab-separated titles");
            return Err(DataError::line(name, line, problem));
        }
        Ok((line, code, titles))
    };
    let rows = lines.map(row).collect::<Result<_, _>>()?;
    Ok((langs, rows))
}

fn titles_path(version: NocVersion, lang: Lang) -> String {
    version.path(&format!("titles.{}.tsv", lang.tag()))
}

fn read_titles(
    files: &DataFiles,
    file: &TitlesFile,
    groups: &[UnitGroup],
    titles: &mut Vec<Title>,
) -> Result<(), DataError> {
    let (name, lang) = (files.name_of(&file.path), file.lang);
    let text = file.text.text(&name)?;
    let mut lines = (1..).zip(text.lines());
    match lines.next() {
        Some((_, "code\ttitle")) => {}
        _ => {
            return Err(DataError::line(
                name,
                1,
                "expected the header \"code\\ttitle\"",
            ));
        }
    }
    let mut last: Option<(&str, GroupId)> = None;
    for (number, line) in lines {
        let wrong = |problem: String| DataError::line(&name, number, problem);
        let (code, forms) = line
            .split_once('\t')
            .ok_or_else(|| wrong("expected a code and a title, tab-separated".into()))?;
        let group = match last {
            Some((text, group)) if text == code => group,
            _ => {
                let parsed: NocCode = code.parse().map_err(|error| wrong(format!("{error}")))?;
                find(groups, parsed).ok_or_else(|| {
                    wrong(format!("expected a code of unit-groups.tsv, found {code}"))
                })?
            }
        };
        last = Some((code, group));
        for text in forms.split('\t') {
            if text.trim().is_empty() {
                return Err(wrong("expected a title, found an empty column".into()));
            }
            titles.push(Title { group, lang, text });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noc_2021() -> Classification {
        Classification::open(&DataFiles::BuiltIn, "2021".parse().unwrap()).unwrap()
    }

    #[test]
    fn the_built_in_classification_is_whole() {
        let noc = noc_2021();
        assert_eq!(noc.langs(), [Lang::EN, Lang::FR]);
        assert_eq!(noc.groups().len(), 516);
        let lines = |lang| {
            let text = DataFiles::BuiltIn
                .read(&titles_path(noc.version(), lang))
                .unwrap();
            text.lines().count() - 1
        };
        assert_eq!(lines(Lang::EN), 27_935);
        assert_eq!(lines(Lang::FR), 29_767);
        noc.check_titles(&DataFiles::BuiltIn).unwrap();
    }

    #[test]
    fn groups_are_found_by_code() {
        let noc = noc_2021();
        let code = "31120".parse().unwrap();
        assert_eq!(noc.group(code).unwrap().title(Lang::EN), "Pharmacists");
        assert!(
            noc.titles_of(code, Lang::FR)
                .any(|title| title == "Pharmacienne")
        );
        assert!(noc.group("35555".parse().unwrap()).is_none());
    }
}
