//! The `nocbot` program: see [`cli`].

mod cli;
mod logger;

use std::process::ExitCode;

use anyhow::Result;
use mimalloc::MiMalloc;

use cli::config::Environment;

/// The system's allocator took a tenth of the time of an update, and kept what a flood had needed.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    match run() {
        Ok(status) => status,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("nocbot: {error:#}");
            // Input that was wrong, as opposed to a wrong command line, which clap answers with 2.
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let environment = Environment::of_process();
    logger::init(&environment.log()?, &environment.log_style()?);
    cli::run(environment)
}

/// The reader of our output went away, as `head` does.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let io_error = error.downcast_ref::<std::io::Error>();
    io_error.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
