//! `nocbot evaluate`: how often the matcher is right.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::Run;
use super::labelled::LabelledRows;
use super::program::Program;
use nocbot::matching::Matcher;
use nocbot::matching::evaluate::evaluate;

/// Measure the matcher on labelled rows (text, codes, kind, note; tab-separated).
#[derive(Args)]
pub struct Evaluate {
    #[command(flatten)]
    rows: LabelledRows,
    /// Show each miss.
    #[arg(long)]
    misses: bool,
}

impl Run for Evaluate {
    fn run(self, program: &Program) -> Result<ExitCode> {
        let noc = program.newest_noc()?;
        let rows = self.rows.read(&noc)?;
        let matcher = Matcher::open(&program.files, &noc)?;
        let report = evaluate(&matcher, &rows, program.lang);
        if self.misses {
            write!(io::stdout(), "{}", report.misses_as_text())?;
        }
        program.print_line(&report.to_string())?;
        Ok(ExitCode::SUCCESS)
    }
}
