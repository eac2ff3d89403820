//! What every command shares: the data, the language, the day and the way to print.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use jiff::civil::Date;

use super::config::Environment;
use nocbot::answer::{self, Context, Picture, Presenter};
use nocbot::front::lines::version_json;
use nocbot::front::{ansi, terminal};
use nocbot::noc::{Classification, DataFiles, Lang, NocVersions};
use nocbot::text::Rich;

/// What was asked of the program as a whole.
pub struct Program {
    /// The language of the answers, where one was asked for.
    pub lang: Option<Lang>,
    /// The day asked about, where one was named.
    pub day: Option<Date>,
    /// The day asked about, or else today.
    pub today: Date,
    pub files: DataFiles,
    pub json: bool,
    pub environment: Environment,
}

impl Program {
    /// The language asked for, or that of the environment; English where neither is ours.
    pub fn lang(&self, presenter: &Presenter) -> Lang {
        let spoken = &presenter.data.languages;
        let of_environment = || spoken.of_locale(&self.environment.locale()?);
        self.lang.or_else(of_environment).unwrap_or(Lang::EN)
    }

    /// The newest version of the classification.
    pub fn newest_noc(&self) -> Result<Arc<Classification>> {
        let versions = NocVersions::open(&self.files)?;
        Ok(Arc::clone(versions.newest()))
    }

    /// The data; a folder's is checked as a whole.
    pub fn open(&self) -> Result<Presenter> {
        let presenter = match self.files {
            DataFiles::BuiltIn => Presenter::open(&self.files),
            DataFiles::Folder(_) => Presenter::check(&self.files),
        };
        let presenter = presenter?;
        let spoken = presenter.data.languages.tags();
        if let Some(lang) = self.lang.filter(|lang| !spoken.contains(lang)) {
            let spoken: Vec<&str> = spoken.iter().map(|lang| lang.tag()).collect();
            bail!(
                "no folder lang/{} in the data: expected --lang to be one of {}",
                lang.tag(),
                spoken.join(", ")
            );
        }
        Ok(presenter)
    }

    /// Prints a page, wrapped where it is read in a terminal.
    pub fn print_page(&self, page: &Rich) -> Result<()> {
        let width = if io::stdout().is_terminal() {
            textwrap::termwidth()
        } else {
            usize::MAX
        };
        writeln!(anstream::stdout(), "{}", ansi::to_terminal(page, width))?;
        Ok(())
    }

    /// Prints a line as it is.
    pub fn print_line(&self, line: &str) -> Result<()> {
        writeln!(io::stdout(), "{line}")?;
        Ok(())
    }

    /// The rules of the day asked about, in the language of the answers.
    pub fn context<'a>(&self, presenter: &'a Presenter) -> Result<Context<'a>> {
        let rules = presenter.data.rules.in_force_on(self.today)?;
        Ok(Context {
            presenter,
            rules,
            localizer: presenter.texts.localizer(self.lang(presenter)),
        })
    }

    /// Prints the version of the program and of its data.
    pub fn version(&self) -> Result<ExitCode> {
        let presenter = self.open()?;
        if self.json {
            self.print_line(&version_json(&presenter, self.today))?;
            return Ok(ExitCode::SUCCESS);
        }
        let localizer = presenter.texts.localizer(self.lang(&presenter));
        self.print_page(&answer::about(&presenter, localizer, self.today))?;
        Ok(ExitCode::SUCCESS)
    }

    /// Prints a picture in characters, and writes it to a file where one is named.
    pub fn show(
        &self,
        presenter: &Presenter,
        picture: Option<&Picture>,
        file: Option<&Path>,
    ) -> Result<()> {
        if let Some(picture) = picture {
            self.print_line(&format!("\n{}", picture.text))?;
        }
        save(presenter, picture, file)?;
        if let Some(file) = file {
            let name = [("file", file.display().to_string().into())];
            let localizer = presenter.texts.localizer(self.lang(presenter));
            self.print_page(&localizer.format("terminal-picture", &name))?;
        }
        Ok(())
    }
}

/// Writes a picture into a file, where there are both.
pub fn save(presenter: &Presenter, picture: Option<&Picture>, file: Option<&Path>) -> Result<()> {
    let (Some(picture), Some(file)) = (picture, file) else {
        return Ok(());
    };
    let name = file.display();
    terminal::write_picture(&presenter.pictures, picture, file)
        .with_context(|| format!("{name} cannot be written"))
}
