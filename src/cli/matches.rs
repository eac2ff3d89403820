//! `nocbot match`: the occupations that a job title means.

use std::io::{self, BufRead, BufWriter};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::Run;
use super::program::Program;
use nocbot::front::lines::MatchLines;

/// Find the occupations a job title means; without a title, one text a line from standard input.
#[derive(Args)]
#[command(alias = "qualify")]
pub struct Match {
    /// The job, in any words.
    text: Vec<String>,
    /// The most occupations to show.
    #[arg(long, default_value_t = 5, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    top: u16,
}

impl Run for Match {
    fn run(self, program: &Program) -> Result<ExitCode> {
        let presenter = program.open()?;
        let lines = MatchLines {
            presenter: &presenter,
            rules: presenter.data.rules.in_force_on(program.today)?,
            lang: program.lang,
            top: self.top.into(),
        };
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
