//! The command line: one file a command, each behind [`Run`].

mod assess;
mod categories;
mod category;
mod chat;
mod completions;
pub mod config;
mod crs;
mod data;
mod draws;
mod evaluate;
mod file_clock;
mod fit;
mod labelled;
mod matches;
mod mcp;
mod noc;
mod official;
mod options;
mod program;
mod rules;
mod serve;
mod store;
mod timeline;
mod train;
mod understand;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Parser, Subcommand};

use config::Environment;
use nocbot::clock::system_clock;
use nocbot::language::Languages;
use nocbot::noc::DataFiles;
use options::Options;
use program::Program;

/// A command of the command line.
trait Run {
    /// Does what was asked; the program's exit status.
    ///
    /// # Errors
    /// The input, a setting or a data file is wrong, in one line.
    fn run(self, program: &Program) -> Result<ExitCode>;
}

/// From a job title as people type it to the Express Entry categories it qualifies for.
#[derive(Parser)]
#[command(name = "nocbot", disable_version_flag = true)]
struct Arguments {
    #[command(flatten)]
    options: Options,
    /// Print the version of the program and of its data.
    #[arg(short = 'V', long)]
    version: bool,
    #[command(subcommand)]
    command: Option<Task>,
}

/// What the program can do; each command says it in its own file.
#[derive(Subcommand)]
enum Task {
    Chat(chat::Chat),
    Serve(Box<serve::Serve>),
    Mcp(mcp::Mcp),
    Store(store::Store),
    Match(matches::Match),
    Understand(understand::Understand),
    Assess(assess::Assess),
    Noc(noc::Noc),
    Categories(categories::Categories),
    Category(category::Category),
    Rules(rules::Rules),
    Draws(draws::Draws),
    Timeline(timeline::Timeline),
    Crs(crs::Crs),
    Evaluate(evaluate::Evaluate),
    Fit(fit::Fit),
    Train(train::Train),
    Data(data::Data),
    Completions(completions::Completions),
}

impl Run for Task {
    fn run(self, program: &Program) -> Result<ExitCode> {
        match self {
            Task::Chat(command) => command.run(program),
            Task::Serve(command) => command.run(program),
            Task::Mcp(command) => command.run(program),
            Task::Store(command) => command.run(program),
            Task::Match(command) => command.run(program),
            Task::Understand(command) => command.run(program),
            Task::Assess(command) => command.run(program),
            Task::Noc(command) => command.run(program),
            Task::Categories(command) => command.run(program),
            Task::Category(command) => command.run(program),
            Task::Rules(command) => command.run(program),
            Task::Draws(command) => command.run(program),
            Task::Timeline(command) => command.run(program),
            Task::Crs(command) => command.run(program),
            Task::Evaluate(command) => command.run(program),
            Task::Fit(command) => command.run(program),
            Task::Train(command) => command.run(program),
            Task::Data(command) => command.run(program),
            Task::Completions(command) => command.run(program),
        }
    }
}

/// Reads the command line, or ends the program with what is wrong in it.
fn read(typed: Vec<OsString>) -> Arguments {
    Arguments::try_parse_from(&typed).unwrap_or_else(|error| {
        let again = translated(&error, typed).map(Arguments::try_parse_from);
        match again {
            Some(Ok(arguments)) => arguments,
            Some(Err(other)) if other.kind() != ErrorKind::InvalidSubcommand => other.exit(),
            _ => error.exit(),
        }
    })
}

/// The command line with the subcommand's own name, where one was typed by the name that another language has for it.
fn translated(error: &clap::Error, mut typed: Vec<OsString>) -> Option<Vec<OsString>> {
    let Some(ContextValue::String(name)) = error.get(ContextKind::InvalidSubcommand) else {
        return None;
    };
    let languages = Languages::open(&DataFiles::BuiltIn).ok()?;
    let command = languages.commands.named(name)?;
    let subcommand = typed
        .iter_mut()
        .find(|argument| *argument == name.as_str())?;
    *subcommand = command.id().into();
    Some(typed)
}

/// Reads the command line and does what it asks; the program's exit status.
///
/// # Errors
/// The input, a setting or a data file is wrong, in one line.
pub fn run(environment: Environment) -> Result<ExitCode> {
    let arguments = read(std::env::args_os().collect());
    let options = arguments.options;
    let program = Program {
        lang: options.lang,
        day: options.as_of,
        today: system_clock(options.as_of).today(),
        files: DataFiles::from_option(environment.data(options.data)),
        json: options.json,
        environment,
    };
    match arguments.command {
        _ if arguments.version => program.version(),
        Some(task) => task.run(&program),
        None if program.environment.has_token() => serve::Serve::default().run(&program),
        None => chat::Chat::default().run(&program),
    }
}
