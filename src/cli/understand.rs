//! `nocbot understand`: what a message says.

use std::io::{self, BufReader, BufWriter};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::Run;
use super::program::Program;
use nocbot::front::lines::UnderstandLines;

/// What a line looks like.
const LINE_HELP: &str = r#"A line: {"text":"welder in Dubai since 2021","asked":"job","lang":"en","as_of":"2026-11-27"}; only "text" is needed"#;

/// Show what a message says: jobs, dates, hours, places; without a text, one JSON object a line from standard input.
#[derive(Args)]
#[command(after_help = LINE_HELP)]
pub struct Understand {
    /// The message.
    text: Vec<String>,
}

impl Run for Understand {
    fn run(self, program: &Program) -> Result<ExitCode> {
        let presenter = program.open()?;
        let lines = UnderstandLines {
            data: &presenter.data,
            rules: presenter.data.rules.in_force_on(program.today)?,
            lang: program.lang(&presenter),
            today: program.today,
        };
        let text = self.text.join(" ");
        match (text.trim().is_empty(), program.json) {
            (true, _) => {
                let input = BufReader::new(io::stdin().lock());
                let all_read = lines.answer_lines(input, BufWriter::new(io::stdout().lock()))?;
                return Ok(if all_read {
                    ExitCode::SUCCESS
                } else {
                    ExitCode::FAILURE
                });
            }
            (false, true) => program.print_line(&lines.json(&text))?,
            (false, false) => program.print_line(&lines.table(&text))?,
        }
        Ok(ExitCode::SUCCESS)
    }
}
