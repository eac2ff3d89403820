//! SQLite: the shared suite, and what is in the file and what becomes of it.

mod layouts;
mod opening;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use async_trait::async_trait;
use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::suite::{Place, note, store_suite, update};
use super::{ANNA, BEN, KEY, at, conversation};
use crate::noc::Lang;
use crate::reminders::Due;
use crate::store::{
    Loaded, ReminderStore, ServingLock, SqlStore, Store, StoreError, UpdateStore, WholeStore,
    backup,
};

/// A folder of its own, in a folder that is not there yet.
struct SqlitePlace(TempDir);

#[async_trait]
impl Place for SqlitePlace {
    fn new() -> Self {
        SqlitePlace(TempDir::new().unwrap())
    }

    async fn try_open(&self, key: Option<&str>) -> Result<Box<dyn WholeStore>, StoreError> {
        Ok(Box::new(SqlStore::open(&self.file(), key).await?))
    }
}

impl SqlitePlace {
    fn file(&self) -> PathBuf {
        self.0.path().join("data").join("nocbot.sqlite")
    }

    /// A place that holds what a script makes.
    fn filled(script: &str) -> Self {
        let place = SqlitePlace::new();
        fs::create_dir_all(place.file().parent().unwrap()).unwrap();
        place.raw().execute_batch(script).unwrap();
        place
    }

    /// The database as another program sees it.
    fn raw(&self) -> Connection {
        Connection::open(self.file()).unwrap()
    }

    /// Whether any file of the database holds these bytes.
    fn holds(&self, bytes: &[u8]) -> bool {
        let files = fs::read_dir(self.file().parent().unwrap()).unwrap();
        files.into_iter().any(|file| {
            let content = fs::read(file.unwrap().path()).unwrap();
            content.windows(bytes.len()).any(|window| window == bytes)
        })
    }
}

store_suite!(SqlitePlace);

/// Found nowhere but in what a person said.
const SECRET: &str = "pharmacienne-quzzwort";

/// Long enough for overflow pages, which are freed apart from the row.
fn long_conversation() -> crate::dialogue::State {
    conversation(&[SECRET; 1000].join(" "), 1)
}

#[tokio::test]
async fn with_a_key_nothing_is_ever_in_clear() {
    let place = SqlitePlace::new();
    for round in 0..3 {
        let store = place.open(KEY).await;
        store.save(ANNA, &long_conversation(), at(0)).await.unwrap();
        assert!(!place.holds(SECRET.as_bytes()), "saved, round {round}");
        store
            .save(BEN, &conversation(SECRET, 2), at(0))
            .await
            .unwrap();
        assert!(!place.holds(SECRET.as_bytes()), "another's, round {round}");
        store.forget(ANNA).await.unwrap();
        assert!(!place.holds(SECRET.as_bytes()), "forgotten, round {round}");
    }
}

#[tokio::test]
async fn what_is_deleted_is_in_no_file() {
    let place = SqlitePlace::new();
    let store = place.open(None).await;
    for forgets in [true, false] {
        store
            .save(BEN, &conversation("cook", 1), at(9))
            .await
            .unwrap();
        for turn in 0..5 {
            store
                .save(ANNA, &long_conversation(), at(turn))
                .await
                .unwrap();
            store
                .save(ANNA, &conversation(SECRET, 1), at(turn))
                .await
                .unwrap();
        }
        assert!(place.holds(SECRET.as_bytes()), "or the test shows nothing");
        let deleted = if forgets {
            store.forget(ANNA).await
        } else {
            store.expire(at(9)).await
        };
        assert_eq!(deleted, Ok(1));
        assert!(!place.holds(SECRET.as_bytes()), "forgets: {forgets}");
        assert!(place.holds(b"cook"), "nobody else is forgotten");
    }
}

#[tokio::test]
async fn what_is_deleted_is_in_no_file_encrypted_either() {
    let place = SqlitePlace::new();
    let store = place.open(KEY).await;
    store.save(ANNA, &long_conversation(), at(0)).await.unwrap();
    let query = "SELECT record FROM conversations";
    let record: Vec<u8> = place.raw().query_row(query, [], |row| row.get(0)).unwrap();
    let parts = [&record[..40], &record[record.len() - 40..]];
    assert!(parts.iter().all(|part| place.holds(part)));
    store.forget(ANNA).await.unwrap();
    assert!(!parts.iter().any(|part| place.holds(part)));
}

#[tokio::test]
async fn a_first_key_leaves_nothing_in_clear() {
    let place = SqlitePlace::new();
    let clear = place.open(None).await;
    clear.save(ANNA, &long_conversation(), at(0)).await.unwrap();
    clear
        .save(BEN, &conversation(SECRET, 1), at(0))
        .await
        .unwrap();
    assert!(place.holds(SECRET.as_bytes()));
    let store = place.open(KEY).await;
    assert!(!place.holds(SECRET.as_bytes()));
    assert_eq!(
        store.load(ANNA).await,
        Ok(Loaded::Found(long_conversation()))
    );
}

#[tokio::test]
async fn a_reader_delays_the_scrubbing_and_nothing_else() {
    let place = SqlitePlace::new();
    let store = place.open(None).await;
    store
        .save(ANNA, &conversation(SECRET, 1), at(0))
        .await
        .unwrap();
    let backup = place.raw();
    let count = "BEGIN; SELECT count(*) FROM conversations";
    backup.execute_batch(count).unwrap();
    assert_eq!(store.forget(ANNA).await, Ok(1));
    assert_eq!(store.load(ANNA).await, Ok(Loaded::None));
    backup.execute_batch("ROLLBACK").unwrap();
    store.expire(at(0)).await.unwrap();
    assert!(!place.holds(SECRET.as_bytes()));
}

#[tokio::test]
async fn what_is_committed_is_reported_as_done_whatever_the_scrubbing_does() {
    let place = SqlitePlace::new();
    let path = place.file();
    let store = SqlStore::open(&path, None).await.unwrap();
    let fill = async || {
        store
            .save(ANNA, &conversation("cook", 1), at(0))
            .await
            .unwrap();
        let note = note("health");
        let set = store.set_reminder(ANNA, None, &note, Due::Tried, at(0));
        set.await.unwrap()
    };
    fill().await;
    // Somebody who reads all the while keeps the log from being emptied.
    let backup = place.raw();
    let count = "BEGIN; SELECT count(*) FROM conversations";
    backup.execute_batch(count).unwrap();

    assert_eq!(store.forget(ANNA).await, Ok(2));
    assert_eq!(store.load(ANNA).await, Ok(Loaded::None));
    let id = fill().await;
    assert_eq!(store.remove_reminder(ANNA, id).await, Ok(true));
    assert_eq!(store.reminders(ANNA).await, Ok(vec![]));
    fill().await;
    assert_eq!(store.remove_reminders(ANNA).await, Ok(1));
    assert_eq!(store.expire(at(1)).await, Ok(1));
    assert_eq!(store.load(ANNA).await, Ok(Loaded::None));
}

#[tokio::test]
async fn other_formats_and_damage_are_unreadable() {
    let place = SqlitePlace::new();
    for key in [None, KEY] {
        let store = place.open(key).await;
        store
            .save(ANNA, &conversation("cook", 1), at(0))
            .await
            .unwrap();
        let raw = place.raw();
        let query = "SELECT record FROM conversations WHERE user = 1";
        let record: Vec<u8> = raw.query_row(query, [], |row| row.get(0)).unwrap();
        let broken = [
            ("empty", vec![]),
            ("another format", [&[0], &record[1..]].concat()),
            ("a later format", [&[99], &record[1..]].concat()),
            (
                "another protection",
                [&record[..1], &[9], &record[2..]].concat(),
            ),
            ("cut", record[..record.len() - 1].to_vec()),
            ("cut short", record[..2].to_vec()),
            ("noise", vec![0xff; 300]),
            ("another text", [&record[..2], b"{}"].concat()),
        ];
        for (what, broken) in broken {
            let change = "UPDATE conversations SET record = ?1 WHERE user = 1";
            raw.execute(change, [broken]).unwrap();
            let loaded = store.load(ANNA).await;
            assert_eq!(loaded, Ok(Loaded::Unreadable), "{what}, key: {key:?}");
        }
        store
            .save(ANNA, &conversation("cook", 2), at(0))
            .await
            .unwrap();
        let loaded = store.load(ANNA).await;
        assert_eq!(loaded, Ok(Loaded::Found(conversation("cook", 2))));
    }
}

#[tokio::test]
async fn a_record_put_into_another_row_is_unreadable() {
    let place = SqlitePlace::new();
    let store = place.open(KEY).await;
    store
        .save(ANNA, &conversation("cook", 1), at(0))
        .await
        .unwrap();
    let swap = "INSERT INTO conversations SELECT 2, saved, record FROM conversations";
    place.raw().execute_batch(swap).unwrap();
    assert_eq!(store.load(BEN).await, Ok(Loaded::Unreadable));
}

#[tokio::test]
async fn reminders_are_nowhere_in_clear_and_gone_when_deleted() {
    let place = SqlitePlace::new();
    for (key, shows) in [(None, true), (KEY, false)] {
        let store = place.open(key).await;
        let set = async |who| {
            let note = note(SECRET);
            let set = store.set_reminder(who, None, &note, Due::News, at(0));
            set.await.unwrap()
        };
        let id = set(ANNA).await;
        assert_eq!(place.holds(SECRET.as_bytes()), shows);
        let query = "SELECT record FROM reminders";
        let record: Vec<u8> = place.raw().query_row(query, [], |row| row.get(0)).unwrap();
        let part = &record[2..];
        assert!(place.holds(part));
        store.remove_reminder(ANNA, id).await.unwrap();
        assert!(!place.holds(part), "removed");
        set(ANNA).await;
        let record: Vec<u8> = place.raw().query_row(query, [], |row| row.get(0)).unwrap();
        let told = store.reminders(ANNA).await.unwrap().remove(0);
        store.finish_reminder(&told).await.unwrap();
        assert_eq!(store.reminders(ANNA).await, Ok(vec![]));
        // No conversation expires with it.
        assert_eq!(store.expire(at(0)).await, Ok(0));
        assert!(!place.holds(&record[2..]), "told");
        set(ANNA).await;
        store.remove_reminders(ANNA).await.unwrap();
        assert!(!place.holds(SECRET.as_bytes()), "blocked");
        set(ANNA).await;
        store.forget(ANNA).await.unwrap();
        assert!(!place.holds(SECRET.as_bytes()), "forgotten");
    }
}

#[tokio::test]
async fn a_reminders_record_in_another_row_or_table_is_unreadable() {
    let place = SqlitePlace::new();
    let store = place.open(KEY).await;
    let due = Due::At(at(1));
    for who in [ANNA, ANNA, BEN] {
        store
            .set_reminder(who, None, &note("health"), due, at(0))
            .await
            .unwrap();
    }
    store
        .save(ANNA, &conversation("cook", 1), at(0))
        .await
        .unwrap();
    assert_eq!(store.reminders(ANNA).await.unwrap().len(), 2);
    for source in [
        "reminders WHERE id = 2",
        "reminders WHERE user = 2",
        "conversations",
    ] {
        let swap =
            format!("UPDATE reminders SET record = (SELECT record FROM {source}) WHERE id = 1");
        place.raw().execute_batch(&swap).unwrap();
        assert_eq!(store.reminders(ANNA).await.unwrap().len(), 1, "{source}");
    }
    let swap = "UPDATE conversations SET record = (SELECT record FROM reminders WHERE id = 2)";
    place.raw().execute_batch(swap).unwrap();
    assert_eq!(store.load(ANNA).await, Ok(Loaded::Unreadable));
    assert_eq!(store.due_reminders(at(1), 9).await.unwrap().len(), 2);
    let count = "SELECT count(*) FROM reminders";
    let left: i64 = place.raw().query_row(count, [], |row| row.get(0)).unwrap();
    assert_eq!(left, 3, "what cannot be read is not deleted either");
}

#[tokio::test]
async fn the_first_format_of_reminders_still_reads() {
    let place = SqlitePlace::new();
    let store = place.open(None).await;
    let jsons = include_str!("reminders-1.jsonl").lines();
    for json in jsons.clone() {
        let record = [&[1, 0], json.as_bytes()].concat();
        let insert = "INSERT INTO reminders (user, changed, record) VALUES (1, 0, ?1)";
        place.raw().execute(insert, [record]).unwrap();
    }
    let kept = store.reminders(ANNA).await.unwrap();
    let again: Vec<String> = kept
        .iter()
        .map(|kept| serde_json::to_string(&kept.note).unwrap())
        .collect();
    let changed = "a changed `ReminderRecord` needs another format, or these texts still read";
    assert_eq!(again, jsons.collect::<Vec<_>>(), "{changed}");
}

#[tokio::test]
async fn the_second_format_still_reads() {
    let place = SqlitePlace::new();
    let store = place.open(None).await;
    let json = include_str!("format-2.json").trim_end();
    let record = [&[2, 0], json.as_bytes()].concat();
    let insert = "INSERT INTO conversations VALUES (1, 0, ?1)";
    place.raw().execute(insert, [record]).unwrap();
    let Ok(Loaded::Found(state)) = store.load(ANNA).await else {
        panic!("a changed `State` needs another format, or this text still read");
    };
    let again = serde_json::to_value(&state).unwrap();
    let before = serde_json::from_str(json).unwrap();
    let changed = "a changed `State` needs another format";
    assert_eq!(told(again), told(before), "{changed}");
}

/// A value without the members that say nothing, which were written once.
fn told(value: Value) -> Value {
    let says_nothing = |value: &Value| {
        let nothing = [json!(null), json!(false), json!([]), json!({})];
        nothing.contains(value)
    };
    match value {
        Value::Object(members) => {
            let members = members.into_iter();
            let members = members.map(|(name, value)| (name, told(value)));
            members.filter(|(_, value)| !says_nothing(value)).collect()
        }
        Value::Array(values) => values.into_iter().map(told).collect(),
        value => value,
    }
}

#[tokio::test]
async fn a_backup_of_a_live_database_opens_with_all_it_held() {
    let place = SqlitePlace::new();
    let store = place.open(KEY).await;
    store
        .save(ANNA, &conversation("cook", 1), at(0))
        .await
        .unwrap();
    let copy = place.0.path().join("copies").join("nocbot.sqlite");
    backup(&place.file(), &copy).unwrap();
    store
        .save(ANNA, &conversation("cook", 2), at(0))
        .await
        .unwrap();
    let again = backup(&place.file(), &copy).unwrap_err().to_string();
    assert!(again.contains("there is a file already"), "{again}");
    let copied = SqlStore::open(&copy, KEY).await.unwrap();
    let loaded = copied.load(ANNA).await;
    assert_eq!(loaded, Ok(Loaded::Found(conversation("cook", 1))));
    assert!(matches!(
        SqlStore::open(&copy, None).await.err(),
        Some(StoreError::KeyMissing { .. })
    ));
}

#[tokio::test]
async fn another_key_takes_the_place_of_the_first() {
    let place = SqlitePlace::new();
    let store = SqlStore::open(&place.file(), KEY).await.unwrap();
    store
        .save(ANNA, &conversation("cook", 1), at(0))
        .await
        .unwrap();
    let reminder = note("health");
    let set = store.set_reminder(ANNA, None, &reminder, Due::News, at(0));
    set.await.unwrap();
    let update = super::suite::update(7, ANNA, "nurse");
    store.take(vec![update], at(0)).await.unwrap();
    assert_eq!(store.rekey("a new long random text").await, Ok(3));
    assert!(matches!(
        place.try_open(KEY).await.err(),
        Some(StoreError::WrongKey { .. })
    ));
    let store = place.open(Some("a new long random text")).await;
    let loaded = store.load(ANNA).await;
    assert_eq!(loaded, Ok(Loaded::Found(conversation("cook", 1))));
    assert_eq!(store.reminders(ANNA).await.unwrap().len(), 1);
    let lane = super::suite::update(7, ANNA, "").lane;
    let waiting = store.waiting(lane, 9).await.unwrap();
    assert!(waiting.updates[0].body.is_some());
}

#[tokio::test]
async fn a_file_is_served_by_one() {
    let place = SqlitePlace::new();
    drop(place.open(None).await);
    let held = ServingLock::take(&place.file()).unwrap();
    let refused = ServingLock::take(&place.file()).unwrap_err();
    assert!(matches!(refused, StoreError::Served { .. }), "{refused}");
    drop(held);
    ServingLock::take(&place.file()).unwrap();
}

#[tokio::test]
async fn all_the_first_to_open_at_once_succeed() {
    let place = SqlitePlace::new();
    let mut all = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let file = place.file();
        all.spawn(async move { SqlStore::open(&file, KEY).await.map(drop) });
    }
    while let Some(opened) = all.join_next().await {
        assert_eq!(opened.unwrap(), Ok(()));
    }
}

const KILLED: &str = "NOCBOT_TEST_SAVES_IN";

/// Run by [`a_killed_process_loses_nothing_it_saved`] in a process of its own; without its variable there is nothing to do.
#[tokio::test]
async fn saves_until_killed() {
    let Some(file) = std::env::var_os(KILLED) else {
        return;
    };
    let store = SqlStore::open(Path::new(&file), KEY).await.unwrap();
    for turn in 0.. {
        store
            .save(ANNA, &conversation("cook", turn), at(0))
            .await
            .unwrap();
        eprintln!("saved {turn}");
    }
}

#[tokio::test]
async fn a_killed_process_loses_nothing_it_saved() {
    let place = SqlitePlace::new();
    for lines in [1, 2, 50, 300] {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "--nocapture",
                "store::tests::sqlite::saves_until_killed",
            ])
            .env(KILLED, place.file())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stderr.take().unwrap()).lines();
        let saved = said.map(|line| line.unwrap()).take(lines).last();
        child.kill().unwrap();
        child.wait().unwrap();
        let saved: u32 = saved
            .unwrap()
            .strip_prefix("saved ")
            .unwrap()
            .parse()
            .unwrap();

        let store = place.open(KEY).await;
        let Ok(Loaded::Found(state)) = store.load(ANNA).await else {
            panic!("after {lines} saves nothing was found");
        };
        assert!(state.turn >= saved, "{} of {saved}", state.turn);
        let check = "PRAGMA integrity_check";
        let checked: String = place.raw().query_row(check, [], |row| row.get(0)).unwrap();
        assert_eq!(checked, "ok");
    }
}

#[tokio::test]
async fn what_may_be_late_is_done_though_nobody_waits_for_it() {
    let place = SqlitePlace::new();
    let store = place.open(KEY).await;
    let taken = update(1, ANNA, "");
    store.take(vec![taken.clone()], at(0)).await.unwrap();
    let work = crate::store::Work {
        lane: taken.lane,
        updates: vec![1],
        changes: Vec::new(),
        messages: vec![crate::store::NewMessage {
            chat: 1,
            body: "hi".to_owned(),
        }],
        is_aside: false,
        ahead: None,
    };
    let given = store.finish_and_read(work, at(1)).await.unwrap().unwrap();
    tokio::select! {
        biased;
        _ = store.sent_last(1, given[0].id) => panic!("it waits for something"),
        () = std::future::ready(()) => {}
    }
    drop(store);
    assert_eq!(place.open(KEY).await.messages(1, 9).await, Ok(Vec::new()));
}
