//! `nocbot evaluate`: how often the matcher is right.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::Run;
use super::labelled::LabelledRows;
use super::program::Program;
use nocbot::matching::Matcher;
use nocbot::matching::evaluate::{Row, evaluate, measure, read_answers};

/// Measure the matcher on labelled rows (text, codes, kind, note; tab-separated).
#[derive(Args)]
pub struct Evaluate {
    #[command(flatten)]
    rows: LabelledRows,
    /// Show each miss.
    #[arg(long)]
    misses: bool,
    /// Measure another matcher, whose answers the file holds (text, codes best first, outcome; tab-separated).
    #[arg(long, value_name = "FILE", conflicts_with = "misses")]
    answers: Option<PathBuf>,
}

impl Run for Evaluate {
    fn run(self, program: &Program) -> Result<ExitCode> {
        let noc = program.newest_noc()?;
        let rows = self.rows.read(&noc)?;
        if let Some(file) = &self.answers {
            program.print_line(&counts_of(file, &rows)?)?;
            return Ok(ExitCode::SUCCESS);
        }
        let matcher = Matcher::open(&program.files, &noc)?;
        let report = evaluate(&matcher, &rows, program.lang);
        if self.misses {
            write!(io::stdout(), "{}", report.misses_as_text())?;
        }
        program.print_line(&report.to_string())?;
        Ok(ExitCode::SUCCESS)
    }
}

/// What the answers in `file` are worth on `rows`.
fn counts_of(file: &Path, rows: &[Row]) -> Result<String> {
    let name = file.display();
    let text = std::fs::read_to_string(file).with_context(|| format!("{name}"))?;
    let answers = match read_answers(&text) {
        Ok(answers) => answers,
        Err(line) => bail!(
            "{name}:{line}: expected a text, codes separated by | or none, and confident, choose or none, tab-separated"
        ),
    };
    if let Some(row) = rows.iter().find(|row| !answers.contains_key(&row.text)) {
        bail!(
            "{name}: expected an answer for every row, found none for {:?}",
            row.text
        );
    }
    let report = measure(rows, |text| answers[text].clone());
    Ok(report.counts().to_string())
}
