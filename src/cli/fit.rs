//! `nocbot fit`: what each piece of evidence for a match is worth.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::Run;
use super::labelled::LabelledRows;
use super::program::Program;
use nocbot::matching::Matcher;
use nocbot::matching::calibrate::fit;

/// Fit what each piece of evidence is worth to labelled rows; prints data/matching/weights.tsv.
#[derive(Args)]
pub struct Fit {
    #[command(flatten)]
    rows: LabelledRows,
}

impl Run for Fit {
    fn run(self, program: &Program) -> Result<ExitCode> {
        let noc = program.newest_noc()?;
        let rows = self.rows.read(&noc)?;
        let matcher = Matcher::open(&program.files, &noc)?;
        program.print_line(fit(&matcher, &noc, &rows).trim_end())?;
        Ok(ExitCode::SUCCESS)
    }
}
