//! What the databases of today's layout hold, of which one is kept as a file for each kind of database, so that the next
//! layout is tested on it.

use jiff::tz::TimeZone;

use super::suite::{note, update};
use super::{ANNA, BEN, at, conversation};
use crate::noc::Lang;
use crate::reminders::Due;
use crate::store::{CachedPage, Change, Loaded, NewMessage, WholeStore, Work};

fn page() -> CachedPage {
    CachedPage {
        address: "https://example.org/rounds.json".to_owned(),
        body: "{\"rounds\":[]}".to_owned(),
        etag: Some("\"a\"".to_owned()),
        last_modified: None,
        checked: at(3),
        differs_since: Some("2026-11-22".parse().unwrap()),
    }
}

fn zone() -> TimeZone {
    TimeZone::get("Africa/Lagos").unwrap()
}

/// Puts something of every kind into an empty store.
pub async fn fill(store: &dyn WholeStore) {
    let updates = (7..=9).map(|id| update(id, ANNA, "nurse"));
    assert_eq!(
        store.take(updates.collect(), at(0)).await,
        Ok(vec![7, 8, 9])
    );
    let lane = update(7, ANNA, "").lane;
    for (id, is_aside) in [(7, false), (8, true)] {
        let work = Work {
            lane,
            updates: vec![id],
            changes: vec![Change::Save {
                user: ANNA,
                state: conversation("pharmacist", 1).into(),
                now: at(1),
            }],
            messages: vec![NewMessage {
                chat: lane.chat,
                body: format!("to {id}"),
            }],
            is_aside,
            ahead: None,
        };
        assert_eq!(store.finish(work, at(id)).await, Ok(true));
    }
    store.set_language(ANNA, Lang::FR, at(2)).await.unwrap();
    store.set_zone(BEN, &zone(), at(2)).await.unwrap();
    for (word, due) in [("health", Due::At(at(100))), ("trade", Due::News)] {
        let note = note(word);
        let set = store.set_reminder(ANNA, None, &note, due, at(2));
        set.await.unwrap();
    }
    store.keep_page("rounds", &page()).await.unwrap();
}

/// Looks for everything that [`fill`] put there.
pub async fn assert_filled(store: &dyn WholeStore) {
    let loaded = store.load(ANNA).await;
    assert_eq!(loaded, Ok(Loaded::Found(conversation("pharmacist", 1))));
    assert_eq!(store.language(ANNA).await, Ok(Some(Lang::FR)));
    assert_eq!(store.zone(BEN).await, Ok(Some(zone())));
    let reminders = store.reminders(ANNA).await.unwrap();
    let reminders: Vec<_> = reminders.into_iter().map(|r| (r.note, r.due)).collect();
    let expected = [("health", Due::At(at(100))), ("trade", Due::News)];
    assert_eq!(reminders, expected.map(|(word, due)| (note(word), due)));
    assert_eq!(store.kept_page("rounds").await, Ok(Some(page())));
    let waiting = store.waiting(update(9, ANNA, "").lane, 9).await.unwrap();
    let bodies: Vec<_> = waiting.updates.into_iter().map(|u| u.body).collect();
    assert_eq!(bodies, [Some(update(9, ANNA, "nurse").body)]);
    assert_eq!(store.depth().await.unwrap().aside, 1);
    let messages = store.messages(1, 9).await.unwrap();
    let messages: Vec<_> = messages.into_iter().map(|m| m.body.unwrap()).collect();
    assert_eq!(messages, ["to 7", "to 8"]);
    let again = vec![update(7, ANNA, "nurse")];
    assert_eq!(store.take(again, at(9)).await, Ok(vec![]));
}
