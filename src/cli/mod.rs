//! The command line: arguments in, one front started.

mod arguments;
mod file_clock;
mod official;
mod pages;
mod program;
mod serve;
mod work;

use std::io::{self, Write};

use anyhow::Result;
use clap::{CommandFactory, Parser};

use arguments::{Arguments, DataTask, Task};
use nocbot::clock::system_clock;
use nocbot::noc::DataFiles;
use official::OfficialArguments;
use pages::Chart;
use program::Program;

/// Reads the command line and does what it asks; whether all input could be read.
///
/// # Errors
/// The input or a data file is wrong, in one line.
pub fn run() -> Result<bool> {
    let arguments = Arguments::parse();
    let program = Program {
        lang: arguments.lang,
        today: system_clock(arguments.as_of).today(),
        files: DataFiles::from_option(arguments.data),
        json: arguments.json,
    };
    if arguments.version {
        return program.version();
    }
    let task = match arguments.command {
        Some(task) => task,
        // Read again so that the environment fills in what the command line leaves out.
        None => {
            let name = if serve::is_asked_for() {
                "serve"
            } else {
                "chat"
            };
            let read = Arguments::parse_from(["nocbot", name]).command;
            read.unwrap_or_else(|| Task::Chat {
                out: None,
                official: OfficialArguments::default(),
            })
        }
    };
    match task {
        Task::Chat { out, official } => program.chat(out, &official),
        Task::Serve(serving) => {
            let presenter = program.open()?;
            presenter.data.rules.in_force_on(program.today)?;
            serve::serve(*serving, arguments.as_of, &program.files, presenter)?;
            Ok(true)
        }
        Task::Match { text, top } => program.find(&text.join(" "), top.into()),
        Task::Assess => program.assess(),
        Task::Noc { code } => program.noc(&code),
        Task::Categories(official) => program.categories(&official),
        Task::Category { id, official } => program.category(&id, &official),
        Task::Rules {
            check: true,
            official,
            ..
        } => program.check_lists(&official),
        Task::Rules { date, official, .. } => program.rules(date, &official),
        Task::Evaluate { rows, misses } => program.evaluate(&rows, misses),
        Task::Fit { rows } => program.fit(&rows),
        Task::Train { file } => program.train(&file),
        Task::Draws {
            stream,
            out,
            score,
            refresh,
            official,
        } => {
            let chart = Chart {
                score,
                file: out.as_deref(),
            };
            program.draws(stream.as_deref(), chart, refresh, &official)
        }
        Task::Timeline { out } => program.timeline(out.as_deref()),
        Task::Crs { score, official } => program.crs(score, &official),
        Task::Data {
            task: DataTask::Check { folder },
        } => program.check(folder),
        Task::Data {
            task: DataTask::Titles { index },
        } => program.titles(&index),
        Task::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "nocbot", &mut script);
            io::stdout().write_all(&script)?;
            Ok(true)
        }
    }
}
