//! `nocbot mcp`: tools for an assistant.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::Run;
use super::config::OfficialOptions;
use super::official::block_on;
use super::program::Program;
use nocbot::front::mcp::{self, Tools};

/// Give an assistant match, understand, assess, rules, draws and crs as tools: a server of the Model Context Protocol on standard
/// input and output.
#[derive(Args)]
pub struct Mcp {
    #[command(flatten)]
    official: OfficialOptions,
}

impl Run for Mcp {
    fn run(self, program: &Program) -> Result<ExitCode> {
        let clock = (program.environment.official(&self.official)?).clock_on(program.day);
        let presenter = program.open_with_kept(&self.official)?;
        presenter.data.rules.in_force_on(program.today)?;
        let tools = Tools {
            lang: program.lang,
            usual_lang: program.lang(&presenter),
            clock,
            presenter,
        };
        block_on(async { Ok(mcp::serve(tools).await?) })?;
        Ok(ExitCode::SUCCESS)
    }
}
