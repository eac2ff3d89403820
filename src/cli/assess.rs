//! `nocbot assess`: cases in, verdicts out.

use std::io::{self, BufReader, BufWriter};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::Run;
use super::options::CASE_HELP;
use super::program::Program;
use nocbot::eligibility::{Programs, Rules};
use nocbot::front::lines::Assessor;
use nocbot::noc::NocVersions;

/// Judge cases, one JSON object a line from standard input.
#[derive(Args)]
#[command(after_help = CASE_HELP)]
pub struct Assess;

impl Run for Assess {
    fn run(self, program: &Program) -> Result<ExitCode> {
        let versions = NocVersions::open(&program.files)?;
        let rules = Rules::open(&program.files, &versions)?;
        let programs = Programs::open(&program.files, &versions)?;
        let assessor = Assessor {
            versions: &versions,
            rules: &rules,
            programs: &programs,
            today: program.today,
        };
        let input = BufReader::new(io::stdin().lock());
        let all_read = assessor.answer_lines(input, BufWriter::new(io::stdout().lock()))?;
        Ok(if all_read {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}
