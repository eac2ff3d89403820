//! `nocbot noc`: one unit group of the classification.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use super::Run;
use super::program::Program;
use nocbot::answer;
use nocbot::front::lines::noc_json;
use nocbot::noc::{Classification, NocCode};

/// Show one unit group and the categories that list it.
#[derive(Args)]
pub struct Noc {
    /// A five-digit code, such as 31301.
    code: String,
}

impl Run for Noc {
    fn run(self, program: &Program) -> Result<ExitCode> {
        let presenter = program.open()?;
        let noc: NocCode = self.code.parse()?;
        let card = program.card(&presenter)?;
        let Some(group) = presenter.data.noc.group(noc) else {
            bail!(
                "there is no unit group {noc} in {}",
                Classification::VERSION
            );
        };
        if program.json {
            program.print_line(&noc_json(&presenter, card.rules, group))?;
        } else {
            program.print_page(&answer::noc_page(card, noc))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
