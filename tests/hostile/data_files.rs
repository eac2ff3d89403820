//! Data files with something changed in them: they load, or the file and line that is wrong is named.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use jiff::civil::date;
use nocbot::answer::{Links, Pictures, Presenter, ShortNames, Texts};
use nocbot::dialogue::{Dialogue, Input, State};
use nocbot::draws::{Crs, Pool, Rounds, Streams};
use nocbot::eligibility::{Programs, Rules};
use nocbot::front::telegram::QuestionPatterns;
use nocbot::language::Languages;
use nocbot::matching::MatcherData;
use nocbot::noc::{DataError, DataFiles, Lang, NocVersions};
use nocbot::reminders::Zones;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use super::PRESENTER;
use crate::fuzz::{fuzz, text};

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data");

/// Of so many changed files that load by themselves, one is opened with everything else and talked with.
const WHOLE: usize = 16;

/// Lines of a file in the place of some of its own.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Change {
    file: String,
    /// The first line that goes, counted from 0, and how many do.
    at: usize,
    gone: usize,
    lines: String,
}

/// The lines of every text file that is read, by its path.
static FILES: LazyLock<BTreeMap<&'static str, Vec<String>>> = LazyLock::new(|| {
    let lines = |name: String| {
        let text = fs::read_to_string(Path::new(DATA).join(&name)).ok()?;
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let is_read = !name.ends_with(".md") && !name.ends_with("OFL.txt") && !lines.is_empty();
        is_read.then(|| (&*name.leak(), lines))
    };
    paths("").into_iter().filter_map(lines).collect()
});

/// The files under a folder of the data.
fn paths(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(Path::new(DATA).join(folder)).expect("a folder");
    let inside = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().expect("a name");
        let path = if folder.is_empty() {
            name
        } else {
            format!("{folder}/{name}")
        };
        if entry.path().is_dir() {
            paths(&path)
        } else {
            vec![path]
        }
    };
    entries
        .flat_map(|entry| inside(entry.expect("an entry")))
        .collect()
}

/// A folder that holds the data.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Folder(TempDir::new().expect("a folder"));
        for path in paths("") {
            let parent = folder
                .path(&path)
                .parent()
                .map(Path::to_owned)
                .expect("a parent");
            fs::create_dir_all(parent).expect("a folder");
            folder.mend(&path);
        }
        folder
    }

    fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    /// Puts the file as it is.
    fn mend(&self, file: &str) {
        symlink(Path::new(DATA).join(file), self.path(file)).expect("a link");
    }

    /// Opens the data with another text, or bytes, for a file, and talks with what is opened.
    fn open_with(&self, file: &str, content: &[u8], is_whole: bool) {
        let path = self.path(file);
        fs::remove_file(&path).expect("a file");
        fs::write(&path, content).expect("written");
        let files = DataFiles::Folder(self.0.path().to_owned());
        let opened = open_part(&files, file).and_then(|()| {
            // All of it takes seconds.
            is_whole.then(|| Presenter::check(&files)).transpose()
        });
        fs::remove_file(&path).expect("a file");
        self.mend(file);
        match opened {
            Ok(presenter) => presenter.iter().for_each(talk),
            Err(error) => {
                let (error, folder) = (error.to_string(), self.0.path().display().to_string());
                let is_placed = error
                    .strip_prefix(&folder)
                    .and_then(|rest| rest.split_once(": "));
                assert!(
                    is_placed.is_some_and(|(_, problem)| !problem.is_empty()),
                    "{file}: {error}"
                );
            }
        }
    }
}

/// Opens what is read of a file, where that is quicker than to open everything.
fn open_part(files: &DataFiles, file: &str) -> Result<(), DataError> {
    let data = &PRESENTER.data;
    let (folder, name) = file.split_once('/').unwrap_or(("", file));
    match (folder, name) {
        ("rules", _) => Rules::open(files, &data.versions).map(drop),
        ("programs", _) => Programs::open(files, &data.versions).map(drop),
        ("fonts", _) => Pictures::open(files).map(drop),
        ("lang", name) if name.ends_with("triggers.tsv") => QuestionPatterns::open(files).map(drop),
        ("lang", _) => {
            let languages = Languages::open(files)?;
            Texts::open(files, &languages).map(drop)
        }
        (
            _,
            "model.bin"
            | "names.en.tsv"
            | "names.fr.tsv"
            | "names.other.tsv"
            | "ambiguous-terms.tsv"
            | "questions.toml",
        )
        | ("matching", _) => MatcherData::open(files, data.versions.newest()).map(drop),
        (_, "short-names.tsv") => ShortNames::open(files, &data.versions).map(drop),
        ("noc-2021", _) => NocVersions::open(files).map(drop),
        (_, "crs.toml") => Crs::open(files).map(drop),
        (_, "draws.csv") => Rounds::open(files).map(drop),
        (_, "links.toml") => Links::open(files).map(drop),
        (_, "pool.toml") => Pool::open(files).map(drop),
        (_, "streams.tsv") => Streams::open(files).map(drop),
        (_, "zones.tsv") => Zones::open(files).map(drop),
        _ => Ok(()),
    }
}

/// A conversation in which much of the data is used.
fn talk(presenter: &Presenter) {
    let dialogue = Dialogue {
        presenter,
        today: date(2026, 11, 22),
        reminders: None,
    };
    let mut state = State::new(Lang::EN);
    for said in [
        "registered nurse since march 2021 in Calgary, 40 h a week",
        "yes",
        "no",
        "/draws health",
        "/rules",
        "/score 450",
        "aide",
    ] {
        let after = dialogue.step(state, Input::Text(said));
        assert!(!after.replies.is_empty(), "{said}");
        state = after.state;
    }
}

fn change() -> impl Strategy<Value = Change> {
    let files: Vec<&'static str> = FILES.keys().copied().collect();
    select(files).prop_flat_map(|file| {
        let lines = &FILES[file];
        let new = prop_oneof![
            4 => text::mutated(lines, 2_000),
            1 => Just(String::new()),
            1 => select(text::PIECES).prop_map(str::to_owned),
            1 => (select(&lines[..]), select(&lines[..])).prop_map(|(one, other)| format!("{one}\n{other}")),
        ];
        (any::<Index>(), 0usize..3, new).prop_map(move |(at, gone, lines)| Change {
            file: file.to_owned(),
            at: at.index(FILES[file].len()),
            gone,
            lines,
        })
    })
}

#[test]
fn a_changed_data_file_loads_or_is_named() {
    let folder = Folder::new();
    fuzz("data-files", &change(), |change: Change| {
        let mut lines: Vec<&str> = FILES[&*change.file].iter().map(String::as_str).collect();
        let at = change.at.min(lines.len());
        let end = (at + change.gone).min(lines.len());
        lines.splice(at..end, [&*change.lines]);
        let is_whole = change.at.is_multiple_of(WHOLE);
        folder.open_with(&change.file, (lines.join("\n") + "\n").as_bytes(), is_whole);
    });
}

#[test]
fn a_binary_data_file_that_is_cut_or_changed_loads_or_is_named() {
    let folder = Folder::new();
    let binary: Vec<String> = paths("")
        .into_iter()
        .filter(|path| path.ends_with(".bin") || path.ends_with(".ttf"))
        .collect();
    let changes = prop::collection::vec((any::<u32>(), any::<u8>()), 0..20);
    fuzz(
        "binary-data",
        &(select(binary), prop::option::of(any::<u32>()), changes),
        |(file, end, changes)| {
            let mut bytes = fs::read(Path::new(DATA).join(&file)).expect("a file");
            let at = |at: u32, length: usize| at as usize % length;
            // Most of what there is to get wrong stands at the beginning.
            let changes_count = changes.len();
            for (place, byte) in changes {
                let near = at(
                    place,
                    if place.is_multiple_of(2) {
                        64
                    } else {
                        bytes.len()
                    },
                );
                bytes[near] = byte;
            }
            if let Some(end) = end {
                bytes.truncate(at(end, bytes.len()));
            }
            folder.open_with(&file, &bytes, changes_count.is_multiple_of(WHOLE));
        },
    );
}
