//! `nocbot category`: one category of the rules in force.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use super::Run;
use super::config::OfficialOptions;
use super::program::Program;
use nocbot::answer::{self, Stream};
use nocbot::front::lines::category_json;

/// Show one category with its occupations and sources.
#[derive(Args)]
pub struct Category {
    /// Its id or a name of it, such as health.
    category: String,
    #[command(flatten)]
    official: OfficialOptions,
}

impl Run for Category {
    fn run(self, program: &Program) -> Result<ExitCode> {
        let presenter = program.open_with_kept(&self.official)?;
        let card = program.context(&presenter)?;
        let named = Stream::named(card, &self.category);
        let Some(category) = named.and_then(|stream| card.rules.category(stream.id())) else {
            bail!(
                "there is no category {:?} in the rules of {}: expected one of {}",
                self.category,
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
