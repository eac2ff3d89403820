//! `nocbot chat`: the conversation in the terminal.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use super::Run;
use super::config::OfficialOptions;
use super::program::Program;
use nocbot::dialogue::{Dialogue, State};
use nocbot::front::lines::chat_lines;
use nocbot::front::terminal::{self, Files};

/// Hold the conversation in this terminal (the default without TELOXIDE_TOKEN).
#[derive(Args, Default)]
#[command(alias = "start")]
pub struct Chat {
    /// The folder into which pictures are written.
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Draw the conversation into this file when it is over, as PNG (not with --json).
    #[arg(long, value_name = "FILE")]
    picture: Option<PathBuf>,
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
        let state = State::new(program.lang(&presenter));
        if program.json {
            if self.picture.is_some() {
                bail!("--picture: expected a conversation in the terminal, found --json");
            }
            let all_read = chat_lines(dialogue, state, io::stdin().lock(), io::stdout().lock())?;
            return Ok(if all_read {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            });
        }
        let files = Files {
            pictures: self.out,
            conversation: self.picture,
        };
        terminal::chat(dialogue, state, columns, files)?;
        Ok(ExitCode::SUCCESS)
    }
}
