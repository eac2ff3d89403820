//! Packs the built-in data and indexes it once, so that the program need not do it whenever it starts.
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
#[path = "src/tables/mod.rs"]
mod tables;
#[path = "src/text/mod.rs"]
mod text;
#[path = "src/understanding"]
mod understanding {
    mod message;
    pub mod phrase_index;
}

/// The packed files, which texts are folded with; nothing else is built before this is.
mod prebuilt {
    use std::sync::OnceLock;

    pub(crate) static FILES: OnceLock<Vec<u8>> = OnceLock::new();

    pub(crate) fn files() -> &'static [u8] {
        FILES.get().map_or(&[], Vec::as_slice)
    }

    pub(crate) fn matchers() -> &'static [u8] {
        &[]
    }

    pub(crate) fn phrases() -> &'static [u8] {
        &[]
    }
}

use std::path::Path;
use std::process::ExitCode;

use noc::{Archive, DataFiles};

/// The folder with the built-in data.
const DATA: &str = "data";
/// What this program is made from.
const SOURCES: [&str; 9] = [
    "build.rs",
    DATA,
    "src/language",
    "src/matching",
    "src/noc",
    "src/tables",
    "src/text",
    "src/understanding/message.rs",
    "src/understanding/phrase_index.rs",
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
    let files = Archive::pack(Path::new(DATA), matching::is_read);
    let files = files.map_err(|error| format!("{DATA}: {error}"))?;
    let files = prebuilt::FILES.get_or_init(|| files);
    let data = DataFiles::Folder(DATA.into());
    let matchers = matching::build(&data).map_err(|error| error.to_string())?;
    let phrases = understanding::phrase_index::build(&data).map_err(|error| error.to_string())?;
    let folder = std::env::var_os("OUT_DIR").ok_or("expected OUT_DIR, which cargo sets")?;
    for (name, bytes) in [
        ("files.bin", files),
        ("matchers.bin", &matchers),
        ("phrases.bin", &phrases),
    ] {
        let file = Path::new(&folder).join(name);
        std::fs::write(&file, bytes).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(())
}
