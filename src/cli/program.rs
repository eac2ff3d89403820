//! What every command shares: the data, the language, the day and the way to print.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use anyhow::{Result, bail};
use jiff::civil::Date;

use super::official::OfficialArguments;
use nocbot::answer::Presenter;
use nocbot::answer::{self, Card};
use nocbot::dialogue::{Dialogue, State};
use nocbot::front::{markup, terminal};
use nocbot::noc::{DataFiles, Lang};

/// What was asked of the program as a whole.
pub struct Program {
    pub lang: Option<Lang>,
    pub today: Date,
    pub files: DataFiles,
    pub json: bool,
}

impl Program {
    /// The language asked for, or that of the environment; English where neither is ours.
    pub(super) fn lang(&self, presenter: &Presenter) -> Lang {
        let locale = || {
            ["LC_ALL", "LC_MESSAGES", "LANG"]
                .into_iter()
                .filter_map(|name| std::env::var(name).ok())
                .find(|v| !v.is_empty())
        };
        self.lang
            .or_else(|| presenter.data.languages.of_locale(&locale()?))
            .unwrap_or(Lang::EN)
    }

    pub(super) fn open(&self) -> Result<Presenter> {
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

    /// The data, with what was kept of the official pages.
    pub(super) fn open_with_kept(&self, official: &OfficialArguments) -> Result<Presenter> {
        let presenter = self.open()?;
        official.take_up(&presenter)?;
        Ok(presenter)
    }

    pub(super) fn print_page(&self, page: &str) -> Result<bool> {
        let width = if io::stdout().is_terminal() {
            textwrap::termwidth()
        } else {
            usize::MAX
        };
        writeln!(anstream::stdout(), "{}", markup::to_terminal(page, width))?;
        Ok(true)
    }

    pub(super) fn print_line(&self, line: &str) -> Result<bool> {
        writeln!(io::stdout(), "{line}")?;
        Ok(true)
    }

    pub(super) fn card<'a>(&self, presenter: &'a Presenter) -> Result<Card<'a>> {
        let rules = presenter.data.rules.in_force_on(self.today)?;
        Ok(Card {
            presenter,
            rules,
            speaker: presenter.texts.speaker(self.lang(presenter)),
        })
    }

    pub(super) fn version(&self) -> Result<bool> {
        let presenter = self.open()?;
        self.print_page(&answer::about(
            &presenter,
            presenter.texts.speaker(self.lang(&presenter)),
        ))
    }

    pub(super) fn chat(
        &self,
        pictures: Option<PathBuf>,
        official: &OfficialArguments,
    ) -> Result<bool> {
        let presenter = self.open_with_kept(official)?;
        presenter.data.rules.in_force_on(self.today)?;
        terminal::chat(
            Dialogue {
                presenter: &presenter,
                today: self.today,
                reminders: None,
            },
            State::new(self.lang(&presenter)),
            pictures,
        )?;
        Ok(true)
    }
}
