//! Databases that earlier releases wrote.

use jiff::civil::date;
use jiff::tz::{Offset, TimeZone};

use super::super::suite::{Place, update};
use super::super::{ANNA, BEN, KEY, at};
use super::SqlitePlace;
use crate::noc::Lang;
use crate::reminders::{Due, ReminderKind, ReminderRecord};
use crate::store::Loaded;

/// What the release of layout 3 kept under [`KEY`], and in clear.
const FILLED: [&str; 2] = [
    include_str!("../filled-3.sql"),
    include_str!("../filled-3-in-clear.sql"),
];

#[tokio::test]
async fn a_database_of_an_earlier_layout_opens_with_all_it_held() {
    for script in FILLED {
        let place = SqlitePlace::filled(script);
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
    };
    ReminderRecord::new(wish, Lang::FR, None)
}

/// What the release of layout 5 kept under [`KEY`].
const FILLED_5: &str = include_str!("../filled-5.sql");

#[tokio::test]
async fn a_database_of_layout_5_takes_updates() {
    let place = SqlitePlace::filled(FILLED_5);
    let store = place.open(KEY).await;
    assert_eq!(store.load(ANNA).await, Ok(Loaded::Unreadable));
    assert_eq!(store.reminders(ANNA).await.unwrap().len(), 1);
    let update = update(7, ANNA, "nurse");
    assert_eq!(store.take(vec![update], at(9)).await, Ok(vec![7]));
    assert_eq!(store.expire(at(5)).await, Ok(1));
}
