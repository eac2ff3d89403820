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

use std::env;
use std::path::Path;
use std::process::{Command, ExitCode};

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

/// The first version of glibc that knows packed relocations.
const PACKED_RELOCATIONS: (u32, u32) = (2, 36);

fn main() -> ExitCode {
    for path in SOURCES {
        println!("cargo::rerun-if-changed={path}");
    }
    if knows_packed_relocations() {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
    match write() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            println!("cargo::error={problem}");
            ExitCode::FAILURE
        }
    }
}

/// Whether the program is built for this machine, whose C library knows packed relocations, a thirtieth of the others.
fn knows_packed_relocations() -> bool {
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|set| set == value);
    is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
        && env::var("HOST").is_ok_and(|host| is("TARGET", &host))
        && glibc().is_some_and(|version| version >= PACKED_RELOCATIONS)
}

/// The version of this machine's glibc, if it says so.
fn glibc() -> Option<(u32, u32)> {
    let said = Command::new("getconf").arg("GNU_LIBC_VERSION").output();
    let said = String::from_utf8(said.ok()?.stdout).ok()?;
    let (major, minor) = said.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

fn write() -> Result<(), String> {
    let files = Archive::pack(Path::new(DATA), matching::is_read);
    let files = files.map_err(|error| format!("{DATA}: {error}"))?;
    let files = prebuilt::FILES.get_or_init(|| files);
    let data = DataFiles::Folder(DATA.into());
    let matchers = matching::build(&data).map_err(|error| error.to_string())?;
    let phrases = understanding::phrase_index::build(&data).map_err(|error| error.to_string())?;
    let folder = env::var_os("OUT_DIR").ok_or("expected OUT_DIR, which cargo sets")?;
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
