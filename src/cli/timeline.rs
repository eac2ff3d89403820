//! `nocbot timeline`: a person's work over time, as a picture.

use std::io::{self, Read};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Error, Result, bail};
use clap::Args;

use super::Run;
use super::options::CASE_HELP;
use super::program::Program;
use nocbot::answer::{self, Context};
use nocbot::front::lines::Assessor;

/// Draw a person's work over time, from one case as `assess` reads it on standard input.
#[derive(Args)]
#[command(after_help = CASE_HELP)]
pub struct Timeline {
    /// The file into which it is written, as PNG; by default it is only shown in characters.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Run for Timeline {
    fn run(self, program: &Program) -> Result<ExitCode> {
        let presenter = program.open()?;
        let assessor = Assessor {
            versions: &presenter.data.versions,
            rules: &presenter.data.rules,
            programs: &presenter.data.programs,
            today: program.today,
        };
        let mut line = Vec::new();
        io::stdin().lock().read_to_end(&mut line)?;
        let case = assessor.read_case(&line).map_err(Error::msg)?;
        let assessment = assessor.assess(&case).map_err(Error::msg)?;
        let card = Context {
            rules: assessment.rules,
            ..program.context(&presenter)?
        };
        let picture = answer::timeline(card, &assessment, &case.person, case.as_of);
        if picture.is_none() {
            bail!("experience: expected at least one spell of work to draw");
        }
        program.show(&presenter, picture.as_ref(), self.out.as_deref())?;
        Ok(ExitCode::SUCCESS)
    }
}
