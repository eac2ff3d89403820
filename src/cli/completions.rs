//! `nocbot completions`: the script that completes commands in a shell.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, CommandFactory};

use super::program::Program;
use super::{Arguments, Run};

/// Print a completion script for a shell.
#[derive(Args)]
pub struct Completions {
    /// bash, zsh, fish, elvish or powershell.
    shell: clap_complete::Shell,
}

impl Run for Completions {
    fn run(self, _: &Program) -> Result<ExitCode> {
        let mut script = Vec::new();
        let mut arguments = Arguments::command();
        clap_complete::generate(self.shell, &mut arguments, "nocbot", &mut script);
        io::stdout().write_all(&script)?;
        Ok(ExitCode::SUCCESS)
    }
}
