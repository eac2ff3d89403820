//! `nocbot crs`: a score beside the last rounds.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::Run;
use super::config::OfficialOptions;
use super::program::Program;
use nocbot::answer::{self, Stream};
use nocbot::front::lines::score_json;

/// Show what a score would have done in the last rounds.
#[derive(Args)]
pub struct Crs {
    /// The Comprehensive Ranking System score, 0 to 1200.
    #[arg(value_parser = super::options::score, allow_negative_numbers = true)]
    score: u16,
    #[command(flatten)]
    official: OfficialOptions,
}

impl Run for Crs {
    fn run(self, program: &Program) -> Result<ExitCode> {
        let presenter = program.open_with_kept(&self.official)?;
        let card = program.context(&presenter)?;
        let (streams, today) = (Stream::all(card), program.today);
        if program.json {
            program.print_line(&score_json(streams, &presenter, self.score, today))?;
        } else {
            program.print_page(&answer::score_page(card, self.score, streams, today))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
