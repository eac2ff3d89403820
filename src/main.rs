//! The `nocbot` program: see [`cli`].

mod cli;
mod logger;

use std::process::ExitCode;

/// Input that was wrong, as opposed to a wrong command line, which clap answers with 2.
const INPUT_WRONG: u8 = 1;

fn main() -> ExitCode {
    logger::init();
    match cli::run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(INPUT_WRONG),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("nocbot: {error:#}");
            ExitCode::from(INPUT_WRONG)
        }
    }
}

/// The reader of our output went away, as `head` does.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let io_error = error.downcast_ref::<std::io::Error>();
    io_error.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
