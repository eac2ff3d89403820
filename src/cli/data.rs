//! `nocbot data`: the care of the data files.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};

use super::Run;
use super::program::Program;
use nocbot::answer::Presenter;
use nocbot::front::telegram::QuestionPatterns;
use nocbot::language::Languages;
use nocbot::noc::{DataFiles, write_out_titles};

/// Check data files, or make them.
#[derive(Args)]
pub struct Data {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    Check(Check),
    Titles(Titles),
}

/// Check every file of a data folder (by default the built-in one) and name what is wrong.
#[derive(Args)]
struct Check {
    /// The folder.
    folder: Option<PathBuf>,
}

/// Make a titles file from an official index (code, tab, title a line), gender pairs written out.
#[derive(Args)]
struct Titles {
    /// The index.
    index: PathBuf,
}

impl Run for Data {
    fn run(self, program: &Program) -> Result<ExitCode> {
        match self.task {
            Task::Check(command) => command.run(program),
            Task::Titles(command) => command.run(program),
        }
    }
}

impl Run for Check {
    fn run(self, program: &Program) -> Result<ExitCode> {
        let given = self.folder.map(DataFiles::Folder);
        let files = given.unwrap_or_else(|| program.files.clone());
        let presenter = Presenter::check(&files)?;
        QuestionPatterns::open(&files)?;
        let versions = || presenter.data.versions.all();
        let titles: usize = versions().map(|noc| noc.titles().len()).sum();
        let groups: usize = versions().map(|noc| noc.groups().len()).sum();
        let rules = presenter.data.rules.all().len();
        program.print_line(&format!(
            "all data files are in order: {groups} unit groups, {titles} title forms, {rules} rule sets"
        ))?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Run for Titles {
    fn run(self, program: &Program) -> Result<ExitCode> {
        let suffixes = Languages::open(&program.files)?.gender_suffixes();
        let name = self.index.display();
        let text = std::fs::read_to_string(&self.index).with_context(|| format!("{name}"))?;
        match write_out_titles(&text, &suffixes) {
            Ok(titles) => write!(io::stdout(), "{titles}")?,
            Err(line) => bail!("{name}:{line}: expected a five-digit code, a tab and a title"),
        }
        Ok(ExitCode::SUCCESS)
    }
}
