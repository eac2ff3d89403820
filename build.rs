//! Indexes the built-in data once, so that the program need not do it whenever it starts.
//!
//! It does it with the modules of the program itself, which are compiled here too; a data file that is wrong is named with its
//! line.

#![allow(dead_code, unused_imports)]

#[path = "src/language/mod.rs"]
mod language;
#[path = "src/matching/mod.rs"]
mod matching;
#[path = "src/noc/mod.rs"]
mod noc;
#[path = "src/text/mod.rs"]
mod text;

/// Nothing is built before this is.
mod prebuilt {
    pub(crate) fn matchers() -> &'static [u8] {
        &[]
    }
}

use std::path::Path;
use std::process::ExitCode;

/// What this program is made from.
const SOURCES: [&str; 6] = [
    "build.rs",
    "data",
    "src/language",
    "src/matching",
    "src/noc",
    "src/text",
];

fn main() -> ExitCode {
    for path in SOURCES {
        println!("cargo::rerun-if-changed={path}");
    }
    match write() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            println!("cargo::error={problem}");
            ExitCode::FAILURE
        }
    }
}

fn write() -> Result<(), String> {
    let matchers = matching::build().map_err(|error| format!("data/{error}"))?;
    let folder = std::env::var_os("OUT_DIR").ok_or("expected OUT_DIR, which cargo sets")?;
    let file = Path::new(&folder).join("matchers.bin");
    std::fs::write(&file, matchers).map_err(|error| format!("{}: {error}", file.display()))
}
