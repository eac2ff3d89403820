//! The labelled rows that `evaluate` and `fit` read.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;

use nocbot::matching::evaluate::{Row, read_rows, title_rows};
use nocbot::noc::Classification;

/// Where the random typos of `--titles` start.
const TYPO_SEED: u64 = 7;

#[derive(Args)]
pub struct LabelledRows {
    /// The files.
    #[arg(required_unless_present = "titles")]
    files: Vec<PathBuf>,
    /// Every N-th official title too, as it is and with a typo.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    titles: Option<u32>,
}

impl LabelledRows {
    /// Reads the rows.
    pub fn read(&self, noc: &Classification) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        for file in &self.files {
            let name = file.display();
            let text = std::fs::read_to_string(file).with_context(|| format!("{name}"))?;
            match read_rows(&text) {
                Ok(read) => rows.extend(read),
                Err(line) => {
                    bail!(
                        "{name}:{line}: expected a text, codes separated by | and a kind, tab-separated"
                    )
                }
            }
        }
        if let Some(step) = self.titles {
            rows.extend(title_rows(noc, step as usize, TYPO_SEED));
        }
        Ok(rows)
    }
}
