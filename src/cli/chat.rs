//! `nocbot chat`: the conversation in the terminal.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::Run;
use super::config::OfficialOptions;
use super::program::Program;
use nocbot::answer::Presenter;
use nocbot::dialogue::interview::{Interview, Talk};
use nocbot::dialogue::{Dialogue, State};
use nocbot::front::lines::chat_lines;
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
        if program.json {
            return hold_in_json(program, &presenter);
        }
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

/// Holds the conversation with a program, in lines of JSON.
fn hold_in_json(program: &Program, presenter: &Presenter) -> Result<ExitCode> {
    let data = &presenter.data;
    let rules = data.rules.in_force_on(program.today)?;
    let hear = |text: &str, asked, lang, today| data.hear(text, asked, lang, rules, today);
    let interview = Interview {
        presenter,
        today: program.today,
        hear: &hear,
        reminds: false,
    };
    let talk = Talk::new(program.lang(presenter));
    let all_read = chat_lines(interview, talk, io::stdin().lock(), io::stdout().lock())?;
    Ok(if all_read {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
