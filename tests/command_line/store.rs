//! The work of a database's keeper: backup, restore, another key, another database.

use std::path::Path;

use jiff::Timestamp;
use nocbot::dialogue::State;
use nocbot::noc::Lang;
use nocbot::store::{Loaded, ServingLock, SqlStore, Store, StoreError};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::*;

const KEY: &str = "a key of the tests";
const USER: u64 = 7;

/// A folder with a database, and what works with it.
struct Keeper {
    home: TempDir,
    runtime: Runtime,
}

impl Keeper {
    fn new() -> Self {
        Keeper {
            home: tempfile::tempdir().unwrap(),
            runtime: Runtime::new().unwrap(),
        }
    }

    fn path(&self, name: &str) -> String {
        self.home.path().join(name).display().to_string()
    }

    fn open(&self, name: &str, key: &str) -> Result<SqlStore, StoreError> {
        let path = self.path(name);
        self.runtime
            .block_on(SqlStore::open(Path::new(&path), Some(key)))
    }

    /// Has a person's conversation be in a language.
    fn keep(&self, store: &SqlStore, lang: Lang) {
        let now = Timestamp::now();
        let saved = self
            .runtime
            .block_on(store.save(USER, &State::new(lang), now));
        saved.unwrap();
    }

    /// The language of the person's conversation in a database under [`KEY`].
    fn kept(&self, name: &str) -> Lang {
        let store = self.open(name, KEY).unwrap();
        match self.runtime.block_on(store.load(USER)).unwrap() {
            Loaded::Found(state) => state.lang,
            other => panic!("{name}: {other:?}"),
        }
    }

    /// Runs `nocbot store` on the database `db`; what it said, and whether all went well.
    fn run(&self, arguments: &[&str], key: &str) -> (String, bool) {
        let mut command = nocbot();
        command.env("NOCBOT_DB", self.path("db"));
        command.env("NOCBOT_KEY", key);
        command.env("NOCBOT_NEW_KEY", "another key of the tests");
        let output = command.arg("store").args(arguments).output().unwrap();
        let said = stdout(&output) + &stderr(&output);
        (said, output.status.code() == Some(0))
    }
}

#[test]
fn a_backup_is_taken_of_a_live_database_and_restored_without_losing_what_was_there() {
    let keeper = Keeper::new();
    let backup = keeper.path("backup");
    let live = keeper.open("db", KEY).unwrap();
    keeper.keep(&live, Lang::FR);
    let (said, is_done) = keeper.run(&["backup", &backup], KEY);
    assert!(is_done, "{said}");
    let (said, is_done) = keeper.run(&["backup", &backup], KEY);
    assert!(
        !is_done && said.contains("there is a file already"),
        "{said}"
    );
    keeper.keep(&live, Lang::EN);
    let serving = ServingLock::take(Path::new(&keeper.path("db"))).unwrap();
    let (said, is_done) = keeper.run(&["restore", &backup], KEY);
    assert!(!is_done && said.contains("served"), "{said}");
    drop(serving);
    drop(live);
    let (said, is_done) = keeper.run(&["restore", &backup], "a wrong key");
    assert!(!is_done && said.contains("key"), "{said}");
    assert_eq!(keeper.kept("db"), Lang::EN);
    let (said, is_done) = keeper.run(&["restore", &backup], KEY);
    assert!(is_done, "{said}");
    assert_eq!(keeper.kept("db"), Lang::FR);
    assert_eq!(keeper.kept("db.before-restore"), Lang::EN);
    // Whoever restores again has not lost the first one.
    let (said, is_done) = keeper.run(&["restore", &backup], KEY);
    assert!(is_done && said.contains("before-restore-2"), "{said}");
    assert_eq!(keeper.kept("db.before-restore"), Lang::EN);
    assert_eq!(keeper.kept("db.before-restore-2"), Lang::FR);
}

#[test]
fn another_key_takes_the_place_of_the_old_one() {
    let keeper = Keeper::new();
    let store = keeper.open("db", KEY).unwrap();
    keeper.keep(&store, Lang::FR);
    drop(store);
    let (said, is_done) = keeper.run(&["rekey"], "a wrong key");
    assert!(!is_done && said.contains("key"), "{said}");
    let (said, is_done) = keeper.run(&["rekey"], KEY);
    assert!(is_done && said.contains("1 rows"), "{said}");
    assert!(keeper.open("db", KEY).is_err());
    assert!(keeper.open("db", "another key of the tests").is_ok());
}

#[test]
fn a_database_is_copied_into_an_empty_one() {
    let keeper = Keeper::new();
    let store = keeper.open("db", KEY).unwrap();
    keeper.keep(&store, Lang::FR);
    let (from, to) = (keeper.path("db"), keeper.path("other"));
    let (said, is_done) = keeper.run(&["copy", &from, &to], KEY);
    assert!(is_done, "{said}");
    let log = format!("{to}-wal");
    assert!(!Path::new(&log).exists(), "the copy is not in its file yet");
    assert_eq!(keeper.kept("other"), Lang::FR);
    let (said, is_done) = keeper.run(&["copy", &from, &to], KEY);
    assert!(!is_done && said.contains("not empty"), "{said}");
}
