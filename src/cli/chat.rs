//! `nocbot chat`: the conversation in the terminal.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::Run;
use super::config::OfficialOptions;
use super::program::Program;
use nocbot::dialogue::{Dialogue, State};
use nocbot::front::terminal;

/// Hold the conversation in this terminal (the default without TELOXIDE_TOKEN).
#[derive(Args, Default)]
#[command(alias = "start")]
pub struct Chat {
    /// The folder into which pictures are written.
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    #[command(flatten)]
    official: OfficialOptions,
}

impl Run for Chat {
    fn run(self, program: &Program) -> Result<ExitCode> {
        let columns = program.environment.columns()?;
        let presenter = program.open_with_kept(&self.official)?;
        presenter.data.rules.in_force_on(program.today)?;
        let dialogue = Dialogue {
            presenter: &presenter,
            today: program.today,
            reminders: None,
        };
        terminal::chat(
            dialogue,
            State::new(program.lang(&presenter)),
            columns,
            self.out,
        )?;
        Ok(ExitCode::SUCCESS)
    }
}
