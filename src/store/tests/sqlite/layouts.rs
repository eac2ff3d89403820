//! Databases that earlier releases wrote.

use jiff::civil::date;
use jiff::tz::{Offset, TimeZone};

use super::super::filled::{assert_filled, fill};
use super::super::suite::{Place, update};
use super::super::{ANNA, BEN, KEY, at};
use super::SqlitePlace;
use crate::noc::Lang;
use crate::reminders::{Due, ReminderKind, ReminderRecord};
use crate::store::Loaded;
use crate::store::sql::layout;
use crate::store::sql::session::Dialect;

/// What the release of each layout kept under [`KEY`].
const FILLED: [(u32, &str); 6] = [
    (1, include_str!("../filled-1.sql")),
    (2, include_str!("../filled-2.sql")),
    (3, include_str!("../filled-3.sql")),
    (4, include_str!("../filled-4.sql")),
    (5, include_str!("../filled-5.sql")),
    (6, include_str!("../filled-6.sql")),
];
/// What the release of layout 3 kept in clear.
const IN_CLEAR: &str = include_str!("../filled-3-in-clear.sql");

fn filled(version: u32) -> SqlitePlace {
    let script = FILLED.iter().find(|(found, _)| *found == version);
    SqlitePlace::filled(script.unwrap().1)
}

#[tokio::test]
async fn a_database_of_every_layout_opens_and_takes_updates() {
    let versions = layout::versions(Dialect::Sqlite);
    assert_eq!(FILLED.map(|(version, _)| version)[..], versions);
    for version in versions {
        let place = filled(version);
        let store = place.open(KEY).await;
        match version {
            // Nothing of a conversation can be read any more, but that there was one.
            1..6 => assert_eq!(store.load(ANNA).await, Ok(Loaded::Unreadable), "{version}"),
            _ => assert_filled(&*store).await,
        }
        let page = store.kept_page("rounds").await.unwrap();
        assert_eq!(page.is_some(), version != 1 && version != 5, "{version}");
        let reminders = store.reminders(ANNA).await.unwrap().len();
        let expected = match version {
            1 | 2 => 0,
            5 => 1,
            _ => 2,
        };
        assert_eq!(reminders, expected, "{version}");
        let ben = store.language(BEN).await.unwrap();
        assert_eq!(ben, (version < 5).then_some(Lang::FR), "{version}");
        let new = update(70, ANNA, "nurse");
        assert_eq!(
            store.take(vec![new], at(9)).await,
            Ok(vec![70]),
            "{version}"
        );
    }
}

/// `cargo test --lib write_filled -- --ignored` writes the files of today's layout.
#[tokio::test]
#[ignore = "it writes a file of the repository"]
async fn write_filled_sqlite() {
    let place = SqlitePlace::new();
    fill(&*place.open(KEY).await).await;
    let dump = std::process::Command::new("sqlite3")
        .arg(place.file())
        .arg(".dump")
        .output();
    let dump = dump.unwrap();
    assert!(dump.status.success(), "{dump:?}");
    let newest = layout::versions(Dialect::Sqlite).pop().unwrap();
    std::fs::write(format!("src/store/tests/filled-{newest}.sql"), dump.stdout).unwrap();
}

#[tokio::test]
async fn a_database_of_an_earlier_layout_opens_with_all_it_held() {
    for place in [filled(3), SqlitePlace::filled(IN_CLEAR)] {
        // Another start finds it as the first one left it.
        for _ in 0..2 {
            let store = place.open(KEY).await;
            // Conversations of that release were of another form: who had one is told that it starts over.
            for who in [ANNA, BEN] {
                assert_eq!(store.load(who).await, Ok(Loaded::Unreadable));
            }
            for (who, expected) in [
                (ANNA, [("health", Due::At(at(100))), ("trade", Due::News)]),
                (BEN, [("stem", Due::Tried), ("health", Due::At(at(200)))]),
            ] {
                let kept = store.reminders(who).await.unwrap();
                let seen: Vec<_> = kept.into_iter().map(|kept| (kept.note, kept.due)).collect();
                assert_eq!(seen, expected.map(|(word, due)| (reminder(word), due)));
            }
            // Those of groups were never kept by a release.
            assert_eq!(store.load(3).await, Ok(Loaded::None));
            let east = Offset::from_seconds(19_800).unwrap();
            assert_eq!(store.zone(ANNA).await, Ok(Some(TimeZone::fixed(east))));
            assert_eq!(store.zone(BEN).await, Ok(None));
            assert_eq!(store.language(BEN).await, Ok(Some(Lang::FR)));
            let page = store.kept_page("rounds").await.unwrap().unwrap();
            assert_eq!(page.etag.as_deref(), Some("\"a\""));
        }
        // The last number given was that of a reminder since removed.
        let store = place.open(KEY).await;
        let note = reminder("stem");
        let set = store.set_reminder(ANNA, None, &note, Due::News, at(300));
        assert_eq!(set.await, Ok(6));
        let kept = store.due_reminders(at(100), 9).await.unwrap().remove(0);
        let told = store.change_reminder(&kept, &kept.note, Due::Tried, at(100));
        assert!(told.await.unwrap().is_some());
    }
}

/// A reminder of a filled database.
fn reminder(category: &str) -> ReminderRecord {
    let wish = ReminderKind::Lapses {
        category: category.to_owned(),
        day: date(2027, 3, 1),
        rules: date(2026, 2, 18),
        is_of_other: false,
    };
    ReminderRecord::new(wish, Lang::FR, None)
}

#[tokio::test]
async fn conversations_of_layout_5_expire() {
    let place = filled(5);
    let store = place.open(KEY).await;
    assert_eq!(store.load(ANNA).await, Ok(Loaded::Unreadable));
    assert_eq!(store.expire(at(5)).await, Ok(1));
}
