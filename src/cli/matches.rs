//! `nocbot match`: the occupations that a job title means.

use std::fs::File;
use std::io::{self, BufRead, BufWriter};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Run;
use super::program::Program;
use nocbot::front::lines::{JobTable, MatchLines, USUAL_TOP};

/// Find the occupations a job title means; without a title, one text a line from standard input.
#[derive(Args)]
#[command(alias = "qualify")]
pub struct Match {
    /// The job, in any words.
    text: Vec<String>,
    /// The most occupations to show.
    #[arg(long, default_value_t = USUAL_TOP, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    top: u16,
    /// Code a table of jobs with a header line: the same table comes out, with code, title, score, outcome, alternatives and whether
    /// a person should review the row.
    #[arg(
        long,
        value_name = "FILE",
        requires = "column",
        conflicts_with = "text"
    )]
    csv: Option<PathBuf>,
    /// The column of the table that holds the jobs.
    #[arg(long, value_name = "NAME", requires = "csv")]
    column: Option<String>,
}

impl Run for Match {
    fn run(self, program: &Program) -> Result<ExitCode> {
        // The program ends with it: giving back what it holds would only take time.
        let presenter = ManuallyDrop::new(program.open()?);
        let lines = MatchLines {
            presenter: &presenter,
            rules: presenter.data.rules.in_force_on(program.today)?,
            lang: program.lang,
            top: self.top.into(),
        };
        if let (Some(file), Some(column)) = (&self.csv, &self.column) {
            return code_table(&lines, file, column);
        }
        let text = self.text.join(" ");
        match (text.trim().is_empty(), program.json) {
            (true, true) => {
                lines.answer_lines(io::stdin().lock(), BufWriter::new(io::stdout().lock()))?;
            }
            (true, false) => {
                for line in io::stdin().lock().split(b'\n') {
                    program.print_line(&lines.table(&String::from_utf8_lossy(&line?)))?;
                }
            }
            (false, true) => program.print_line(&lines.json(&text))?,
            (false, false) => program.print_line(&lines.table(&text))?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Writes the table in `file` with its occupations; how far it is stands on standard error where that is a terminal.
fn code_table(lines: &MatchLines, file: &Path, column: &str) -> Result<ExitCode> {
    let name = file.display().to_string();
    let input = File::open(file).with_context(|| name.clone())?;
    let length = input.metadata().with_context(|| name.clone())?.len();
    // Hidden where standard error is no terminal.
    let progress = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr());
    progress.set_style(ProgressStyle::with_template(
        "{wide_bar} {percent} %, {eta} left",
    )?);
    let table = JobTable {
        file: &name,
        input,
        column,
    };
    let output = BufWriter::new(io::stdout().lock());
    let coded = table.code(lines, output, |at| progress.set_position(at));
    progress.finish_and_clear();
    let coded = coded?;
    eprintln!(
        "{name}: {} rows coded, {} to review",
        coded.rows, coded.review
    );
    Ok(ExitCode::SUCCESS)
}
