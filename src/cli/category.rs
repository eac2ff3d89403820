//! `nocbot category`: one category of the rules in force.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use super::Run;
use super::config::OfficialOptions;
use super::program::Program;
use nocbot::answer;
use nocbot::front::lines::category_json;

/// Show one category with its occupations and sources.
#[derive(Args)]
pub struct Category {
    /// Its id, such as health.
    id: String,
    #[command(flatten)]
    official: OfficialOptions,
}

impl Run for Category {
    fn run(self, program: &Program) -> Result<ExitCode> {
        let presenter = program.open_with_kept(&self.official)?;
        let card = program.card(&presenter)?;
        let Some(category) = card.rules.category(&self.id) else {
            bail!(
                "there is no category {:?} in the rules of {}: expected one of {}",
                self.id,
                card.rules.effective_from,
                card.rules.category_ids()
            );
        };
        if program.json {
            program.print_line(&category_json(category))?;
        } else {
            program.print_page(&answer::category(card, category, program.today))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
