//! `nocbot noc`: one unit group of the classification.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use super::Run;
use super::program::Program;
use nocbot::TypedCode;
use nocbot::answer;
use nocbot::front::lines::noc_json;
use nocbot::noc::InvalidCode;

/// Show one unit group and the categories that list it.
#[derive(Args)]
pub struct Noc {
    /// A five-digit code, such as 31301.
    code: String,
}

impl Run for Noc {
    fn run(self, program: &Program) -> Result<ExitCode> {
        let presenter = program.open()?;
        let card = program.context(&presenter)?;
        let version = presenter.data.noc_of(card.rules).name();
        let noc = match presenter.data.typed_code(&self.code, card.rules) {
            Some(TypedCode::Group(noc)) => noc,
            Some(TypedCode::Earlier(code, became)) => {
                let codes: Vec<String> = became.codes.iter().map(ToString::to_string).collect();
                let (from, codes) = (became.from, codes.join(", "));
                bail!("{code} is a code of NOC {from}: in {version} it became {codes}");
            }
            Some(TypedCode::Unknown(code)) => bail!("there is no unit group {code} in {version}"),
            None => return Err(InvalidCode(self.code).into()),
        };
        let Some(group) = card.group(noc) else {
            bail!("there is no unit group {noc} in {version}");
        };
        if program.json {
            program.print_line(&noc_json(&presenter, card.rules, group))?;
        } else {
            program.print_page(&answer::noc_page(card, noc))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
