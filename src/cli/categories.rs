//! `nocbot categories`: the categories in force.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::Run;
use super::config::OfficialOptions;
use super::program::Program;
use nocbot::answer;
use nocbot::front::lines::categories_json;

/// List the categories in force.
#[derive(Args)]
pub struct Categories {
    #[command(flatten)]
    official: OfficialOptions,
}

impl Run for Categories {
    fn run(self, program: &Program) -> Result<ExitCode> {
        let presenter = program.open_with_kept(&self.official)?;
        let card = program.context(&presenter)?;
        if program.json {
            program.print_line(&categories_json(card.rules))?;
        } else {
            program.print_page(&answer::categories(card))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
