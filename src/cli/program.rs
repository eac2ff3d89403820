//! What every command shares: the data, the language, the day and the way to print.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use anyhow::Result;
use jiff::civil::Date;

use super::official::OfficialArguments;
use nocbot::Engines;
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
    pub(super) fn lang(&self) -> Lang {
        let locale = || {
            ["LC_ALL", "LC_MESSAGES", "LANG"]
                .into_iter()
                .filter_map(|name| std::env::var(name).ok())
                .find(|v| !v.is_empty())
        };
        self.lang
            .or_else(|| Lang::from_locale(&locale()?))
            .unwrap_or(Lang::En)
    }

    pub(super) fn open(&self) -> Result<Engines> {
        let engines = match self.files {
            DataFiles::BuiltIn => Engines::open(&self.files),
            DataFiles::Folder(_) => Engines::check(&self.files),
        };
        Ok(engines?)
    }

    /// The data, with what was kept of the official pages.
    pub(super) fn open_with_kept(&self, official: &OfficialArguments) -> Result<Engines> {
        let engines = self.open()?;
        official.take_up(&engines)?;
        Ok(engines)
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

    pub(super) fn card<'a>(&self, engines: &'a Engines) -> Result<Card<'a>> {
        let rules = engines.rules.in_force_on(self.today)?;
        Ok(Card {
            engines,
            rules,
            speaker: engines.texts.speaker(self.lang()),
        })
    }

    pub(super) fn version(&self) -> Result<bool> {
        let engines = self.open()?;
        self.print_page(&answer::about(&engines, engines.texts.speaker(self.lang())))
    }

    pub(super) fn chat(
        &self,
        pictures: Option<PathBuf>,
        official: &OfficialArguments,
    ) -> Result<bool> {
        let engines = self.open_with_kept(official)?;
        engines.rules.in_force_on(self.today)?;
        terminal::chat(
            Dialogue {
                engines: &engines,
                today: self.today,
                reminders: None,
            },
            State::new(self.lang()),
            pictures,
        )?;
        Ok(true)
    }
}
