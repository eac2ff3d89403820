//! `nocbot noc`: one unit group of the classification, and the import of a new version.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};

use super::Run;
use super::program::Program;
use nocbot::TypedCode;
use nocbot::answer;
use nocbot::eligibility::{Occupations, Programs, Rules};
use nocbot::front::lines::noc_json;
use nocbot::noc::{DataFiles, InvalidCode, NocVersion, NocVersions};
use nocbot::official::{Import, Listed};

/// Show one unit group and the categories that list it, or import a version of the classification.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Noc {
    /// A five-digit code, such as 31301.
    #[arg(required = true)]
    code: Option<String>,
    #[command(subcommand)]
    task: Option<Task>,
}

#[derive(Subcommand)]
enum Task {
    Import(ImportFolder),
}

/// Make the data folder of a new version from Statistics Canada's files, and say what changes.
///
/// The files are those of the classification's structure and elements in both languages and the concordance with the
/// version before, as `.csv`. Names of ours are carried over; lines that somebody has to look at are marked with "# look".
#[derive(Args)]
struct ImportFolder {
    /// The folder with the files.
    folder: PathBuf,
    /// The data folder in which the folder of the version is made: a whole one, such as a copy of `data/` of the program's
    /// source, whose names and model are carried over.
    #[arg(long, value_name = "FOLDER", default_value = "data")]
    into: PathBuf,
}

impl Run for Noc {
    fn run(self, program: &Program) -> Result<ExitCode> {
        match (self.task, self.code) {
            (Some(Task::Import(import)), _) => import.run(program),
            (None, Some(code)) => show(&code, program),
            (None, None) => Err(InvalidCode(String::new()).into()),
        }
    }
}

fn show(code: &str, program: &Program) -> Result<ExitCode> {
    let presenter = program.open()?;
    let card = program.context(&presenter)?;
    let version = presenter.data.noc_of(card.rules).name();
    let noc = match presenter.data.typed_code(code, card.rules) {
        Some(TypedCode::Group(noc)) => noc,
        Some(TypedCode::Earlier(code, became)) => {
            let codes: Vec<String> = became.codes.iter().map(ToString::to_string).collect();
            let (from, codes) = (became.from, codes.join(", "));
            bail!("{code} is a code of NOC {from}: in {version} it became {codes}");
        }
        Some(TypedCode::Unknown(code)) => bail!("there is no unit group {code} in {version}"),
        None => return Err(InvalidCode(code.to_owned()).into()),
    };
    let Some(group) = card.group(noc) else {
        bail!("there is no unit group {noc} in {version}");
    };
    if program.json {
        program.print_line(&noc_json(&presenter, card.rules, group))?;
    } else {
        program.print_page(&answer::noc_page(card, noc))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What is missing where there is no data folder to carry over from.
const WHOLE_FOLDER: &str = "an import needs a whole data folder to carry names and the model over from, such as a copy of \
    `data/` of the program's source: name it by --into FOLDER";

impl Run for ImportFolder {
    fn run(self, program: &Program) -> Result<ExitCode> {
        // What is carried over stands in the folder that it is made in, where none was named: the program holds no model to copy.
        let files = match &program.files {
            DataFiles::BuiltIn => DataFiles::Folder(self.into.clone()),
            folder => folder.clone(),
        };
        let versions = NocVersions::open(&files).context(WHOLE_FOLDER)?;
        let rules = Rules::open(&files, &versions)?;
        let programs = Programs::open(&files, &versions)?;
        let before = versions.newest().version();
        let import = Import::read(&self.folder, &files, &versions)?;
        let report = import.report(&listed(&rules, &programs, before));
        let made = import.write(&self.into)?;
        program.print_line(&format!("made {}\n{}", made.display(), report.trim_end()))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// What rule sets and programs list by the codes of a version.
fn listed(rules: &Rules, programs: &Programs, version: NocVersion) -> Vec<Listed> {
    let sets = rules.all().iter().filter(|set| set.noc == version);
    let mut lists: Vec<Listed> = sets
        .flat_map(|set| {
            let categories = set.categories.iter();
            categories.map(|category| Listed {
                by: format!("{} {}", set.effective_from, category.id),
                codes: category.nocs.clone(),
            })
        })
        .collect();
    for program in programs.all() {
        if let Occupations::Listed(codes) = &program.occupations {
            lists.push(Listed {
                by: program.id.clone(),
                codes: codes.clone(),
            });
        }
    }
    lists
}
