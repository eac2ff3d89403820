//! `nocbot train`: the matcher's models, from the data files.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;

use super::Run;
use super::program::Program;
use nocbot::matching::Matcher;
use nocbot::matching::train::train;

/// Train the matcher's models from the data files; the same data gives the same bytes.
#[derive(Args)]
pub struct Train {
    /// Where the model is written, such as data/noc-2021/model.bin.
    file: PathBuf,
}

impl Run for Train {
    fn run(self, program: &Program) -> Result<ExitCode> {
        let noc = program.newest_noc()?;
        let matcher = Matcher::open(&program.files, &noc)?;
        let model = train(&matcher, &noc);
        let name = self.file.display();
        std::fs::write(&self.file, &model).with_context(|| format!("{name}"))?;
        program.print_line(&format!("{} bytes written to {name}", model.len()))?;
        Ok(ExitCode::SUCCESS)
    }
}
