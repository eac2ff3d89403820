//! Reads program files: one file of `data/programs/` a program.

use serde::Deserialize;
use toml::Spanned;

use super::program::{Exclusions, Occupations, Program, Programs};
use super::rules::{Source, WorkRule};
use super::toml_file::TomlFile;
use crate::noc::{Classification, DataError, DataFiles, Localized, NocVersions, Teer};

const FOLDER: &str = "programs";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProgramFile {
    id: Spanned<String>,
    /// Its place among the programs.
    order: Spanned<u8>,
    /// The version of the classification that the codes are of.
    noc: Spanned<String>,
    name: Localized,
    short_name: Localized,
    work: WorkRule,
    occupations: Spanned<OccupationsEntry>,
    together: bool,
    leaves_out: ExclusionsEntry,
    #[serde(rename = "source")]
    sources: Vec<Source>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OccupationsEntry {
    teers: Option<Vec<Spanned<u8>>>,
    nocs: Option<Vec<Spanned<String>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExclusionsEntry {
    #[serde(default)]
    student: bool,
    #[serde(default)]
    self_employed: bool,
    #[serde(default)]
    self_employed_except: Vec<Spanned<String>>,
}

impl Programs {
    /// Reads every program of the data folder.
    ///
    /// # Errors
    /// The first file that is wrong, with the line and what was expected.
    pub fn open(files: &DataFiles, versions: &NocVersions) -> Result<Self, DataError> {
        let mut programs: Vec<(u8, Program)> = Vec::new();
        for path in files.list(FOLDER, "toml")? {
            let file = TomlFile::open(files, &path, versions)?;
            programs.push(file.program(&programs)?);
        }
        programs.sort_by_key(|(order, _)| *order);
        Ok(Programs {
            programs: programs.into_iter().map(|(_, program)| program).collect(),
        })
    }
}

impl TomlFile<'_> {
    /// The program and its place among the programs; `others` were read before.
    fn program(&self, others: &[(u8, Program)]) -> Result<(u8, Program), DataError> {
        let file: ProgramFile = self.parse()?;
        let (id, order) = (file.id.get_ref(), *file.order.get_ref());
        if !self.name.ends_with(&format!("{id}.toml")) {
            let problem = format!("expected the id in the file's name, {id}.toml for this one");
            return Err(self.wrong(&file.id, problem));
        }
        if let Some((_, other)) = others.iter().find(|(other, _)| *other == order) {
            let problem = format!("expected an order of its own, {} has {order} too", other.id);
            return Err(self.wrong(&file.order, problem));
        }
        let noc = self.version(&file.noc)?;
        if file.sources.is_empty() {
            return Err(self.wrong(&file.id, "expected at least one source"));
        }
        let leaves_out = Exclusions {
            student: file.leaves_out.student,
            self_employed: file.leaves_out.self_employed,
            self_employed_except: self.codes(&file.leaves_out.self_employed_except, noc)?,
        };
        let program = Program {
            id: id.clone(),
            occupations: self.occupations(&file.occupations, noc)?,
            name: file.name,
            short_name: file.short_name,
            rule: file.work,
            together: file.together,
            leaves_out,
            sources: file.sources,
        };
        Ok((order, program))
    }

    fn occupations(
        &self,
        entry: &Spanned<OccupationsEntry>,
        noc: &Classification,
    ) -> Result<Occupations, DataError> {
        match entry.get_ref() {
            OccupationsEntry {
                teers: Some(teers),
                nocs: None,
            } if !teers.is_empty() => {
                let teer = |entry: &Spanned<u8>| {
                    Teer::new(*entry.get_ref())
                        .ok_or_else(|| self.wrong(entry, "expected a TEER level, 0 to 5"))
                };
                let teers: Result<_, _> = teers.iter().map(teer).collect();
                teers.map(Occupations::Teers)
            }
            OccupationsEntry {
                teers: None,
                nocs: Some(nocs),
            } if !nocs.is_empty() => self.codes(nocs, noc).map(Occupations::Listed),
            _ => Err(self.wrong(entry, "expected either teers or nocs, at least one of them")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_programs_are_those_of_the_regulations() {
        let versions = NocVersions::open(&DataFiles::BuiltIn).unwrap();
        let noc = versions.newest();
        let programs = Programs::open(&DataFiles::BuiltIn, &versions).unwrap();
        let table: Vec<_> = programs
            .all()
            .iter()
            .map(|program| {
                let included =
                    |group: &&crate::noc::UnitGroup| program.occupations.include(group.code);
                let occupations = noc.groups().iter().filter(included).count();
                let rule = &program.rule;
                let continuous = rule.continuous;
                (
                    program.id.as_str(),
                    occupations,
                    rule.months,
                    rule.years_back,
                    continuous,
                )
            })
            .collect();
        let expected = [
            ("fsw", 376, 12, 10, true),
            ("cec", 376, 12, 3, false),
            ("fst", 96, 24, 5, false),
        ];
        assert_eq!(table, expected);
    }
}
