//! `nocbot train`: the matcher's models, from the data files.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::Run;
use super::program::Program;
use nocbot::matching::Matcher;
use nocbot::matching::train::train;
use nocbot::noc::DataFiles;

/// Train the matcher's models from the files of --data; the same data gives the same bytes.
#[derive(Args)]
pub struct Train {
    /// Where the model is written, such as data/noc-2021/model.bin.
    file: PathBuf,
}

impl Run for Train {
    fn run(self, program: &Program) -> Result<ExitCode> {
        if matches!(program.files, DataFiles::BuiltIn) {
            bail!(
                "train: expected the data folder, as in `nocbot --data data train {}`: the sentences that it learns from are not in the program",
                self.file.display()
            );
        }
        let noc = program.newest_noc()?;
        let matcher = Matcher::open(&program.files, &noc)?;
        let model = train(&matcher, &noc);
        let name = self.file.display();
        std::fs::write(&self.file, &model).with_context(|| format!("{name}"))?;
        program.print_line(&format!("{} bytes written to {name}", model.len()))?;
        Ok(ExitCode::SUCCESS)
    }
}
