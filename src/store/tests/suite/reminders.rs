//! What any store must do with reminders.

use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::{Offset, TimeZone};

use super::{Place, save};
use crate::noc::Lang;
use crate::reminders::{Due, ReminderKind, ReminderRecord};
use crate::store::tests::{ANNA, BEN, KEY, at};
use crate::store::{KEPT_IDLE, KeptReminder, Store};

/// A reminder about `word`.
pub fn note(word: &str) -> ReminderRecord {
    let day = date(2027, 3, 1);
    let wish = ReminderKind::Lapses {
        category: word.to_owned(),
        day,
        rules: day,
        is_of_other: false,
    };
    ReminderRecord::new(wish, Lang::FR, None)
}

async fn set(store: &dyn Store, user: u64, word: &str, due: Due) -> u64 {
    let set = store
        .set_reminder(user, None, &note(word), due, at(0))
        .await;
    set.unwrap()
}

async fn notes(store: &dyn Store, user: u64) -> Vec<ReminderRecord> {
    let kept = store.reminders(user).await.unwrap();
    kept.into_iter().map(|kept| kept.note).collect()
}

async fn ids_due(store: &dyn Store, now: Timestamp) -> Vec<u64> {
    let due = store.due_reminders(now, 100).await.unwrap();
    let count = u64::try_from(due.len()).unwrap();
    assert_eq!(store.count_due(now).await, Ok(count));
    due.into_iter().map(|kept| kept.id).collect()
}

async fn only(store: &dyn Store, user: u64) -> KeptReminder {
    let mut kept = store.reminders(user).await.unwrap();
    assert_eq!(kept.len(), 1);
    kept.remove(0)
}

pub async fn reminders_outlive_the_process_and_belong_to_their_user<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    let first = set(&*store, ANNA, "health", Due::At(at(9))).await;
    let second = set(&*store, ANNA, "trade", Due::News).await;
    set(&*store, BEN, "stem", Due::Tried).await;
    drop(store);

    let store = place.open(KEY).await;
    let kept = store.reminders(ANNA).await.unwrap();
    let seen: Vec<_> = kept
        .iter()
        .map(|kept| (kept.id, kept.user, kept.due))
        .collect();
    assert_eq!(
        seen,
        [(first, ANNA, Due::At(at(9))), (second, ANNA, Due::News)]
    );
    assert_eq!(kept[0].note, note("health"));
    assert_eq!(only(&*store, BEN).await.due, Due::Tried);
    assert_eq!(store.reminders(77).await, Ok(vec![]));
}

pub async fn a_reminder_takes_the_place_of_another<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    let old = set(&*store, ANNA, "health", Due::News).await;
    let bens = set(&*store, BEN, "health", Due::News).await;
    let trade = note("trade");
    let new = store.set_reminder(ANNA, Some(old), &trade, Due::News, at(1));
    let new = new.await.unwrap();
    assert_ne!(new, old, "an id is never given twice");
    assert_eq!(notes(&*store, ANNA).await, [note("trade")]);
    let wrong = store.set_reminder(ANNA, Some(bens), &trade, Due::News, at(1));
    wrong.await.unwrap();
    assert_eq!(
        notes(&*store, BEN).await,
        [note("health")],
        "nobody replaces another one's"
    );
}

pub async fn reminders_are_due_in_their_order<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    let late = set(&*store, ANNA, "health", Due::At(at(5))).await;
    let soon = set(&*store, BEN, "health", Due::At(at(3))).await;
    let first_waiting = set(&*store, ANNA, "trade", Due::News).await;
    let waiting = set(&*store, BEN, "trade", Due::News).await;
    set(&*store, ANNA, "stem", Due::Tried).await;

    assert!(ids_due(&*store, at(2)).await.is_empty());
    assert_eq!(ids_due(&*store, at(3)).await, [soon]);
    assert_eq!(ids_due(&*store, at(900)).await, [soon, late]);
    let one = store.due_reminders(at(900), 1).await.unwrap();
    assert_eq!(one.len(), 1);
    assert_eq!(ids_due(&*store, Timestamp::MAX).await, [soon, late]);
    for (after, expected) in [
        (0, vec![first_waiting, waiting]),
        (first_waiting, vec![waiting]),
        (waiting, vec![]),
    ] {
        let found = store.waiting_for_news(after, 100).await.unwrap();
        let ids: Vec<u64> = found.into_iter().map(|kept| kept.id).collect();
        assert_eq!(ids, expected, "after {after}");
    }
}

pub async fn a_change_is_made_once<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    set(&*store, ANNA, "health", Due::At(at(1))).await;
    let kept = only(&*store, ANNA).await;
    let claim = || store.change_reminder(&kept, &kept.note, Due::Tried, at(2));
    let claimed = claim().await.unwrap().unwrap();
    assert_eq!(claim().await, Ok(None), "it is another one's");
    assert!(ids_due(&*store, at(900)).await.is_empty());
    assert_eq!(only(&*store, ANNA).await, claimed);

    let other = note("trade");
    let back = store.change_reminder(&claimed, &other, Due::At(at(7)), at(3));
    let back = back.await.unwrap().unwrap();
    assert_eq!(
        (back.id, &back.note, back.due),
        (kept.id, &other, Due::At(at(7)))
    );
    assert_eq!(only(&*place.open(KEY).await, ANNA).await, back);

    assert_eq!(store.remove_reminder(BEN, kept.id).await, Ok(false));
    assert_eq!(store.remove_reminder(ANNA, kept.id).await, Ok(true));
    assert_eq!(store.remove_reminder(ANNA, kept.id).await, Ok(false));
    let gone = store
        .change_reminder(&back, &other, Due::Tried, at(4))
        .await;
    assert_eq!(gone, Ok(None));
}

pub async fn of_many_who_claim_at_once_one_does<P: Place>() {
    let place = P::new();
    let (one, other) = tokio::join!(place.open(KEY), place.open(KEY));
    for _ in 0..20 {
        set(&*one, ANNA, "health", Due::At(at(1))).await;
        let kept = only(&*one, ANNA).await;
        let (first, second) = tokio::join!(
            one.change_reminder(&kept, &kept.note, Due::Tried, at(2)),
            other.change_reminder(&kept, &kept.note, Due::Tried, at(2)),
        );
        let won = [first.unwrap().is_some(), second.unwrap().is_some()];
        assert_eq!(won.iter().filter(|won| **won).count(), 1);
        one.remove_reminder(ANNA, kept.id).await.unwrap();
    }
}

pub async fn who_forgets_or_blocks_has_no_reminders<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    for who in [ANNA, BEN] {
        set(&*store, who, "health", Due::At(at(1))).await;
        set(&*store, who, "trade", Due::News).await;
    }
    assert_eq!(store.remove_reminders(ANNA).await, Ok(2));
    assert!(notes(&*store, ANNA).await.is_empty());
    assert_eq!(store.remove_reminders(ANNA).await, Ok(0));
    assert_eq!(notes(&*store, BEN).await.len(), 2);
    assert_eq!(store.forget(BEN).await, Ok(2));
    assert!(notes(&*store, BEN).await.is_empty());
    assert!(ids_due(&*store, at(900)).await.is_empty());
}

pub async fn waiting_reminders_do_not_expire<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    set(&*store, ANNA, "health", Due::At(at(9))).await;
    set(&*store, ANNA, "trade", Due::News).await;
    set(&*store, ANNA, "stem", Due::Tried).await;
    save(&*store, ANNA, "pharmacist", 1, at(0)).await;
    let east = TimeZone::fixed(Offset::from_seconds(20_700).unwrap());
    store.set_zone(ANNA, &east, at(0)).await.unwrap();

    assert_eq!(store.expire(at(0)).await, Ok(0));
    assert_eq!(notes(&*store, ANNA).await.len(), 3);
    let later = at(0) + KEPT_IDLE * 2;
    assert_eq!(store.expire(later).await, Ok(1));
    let left = notes(&*store, ANNA).await;
    assert_eq!(left, [note("health"), note("trade")], "what was tried goes");
    assert_eq!(store.zone(ANNA).await, Ok(Some(east)), "they need it");

    for kept in store.reminders(ANNA).await.unwrap() {
        store.remove_reminder(ANNA, kept.id).await.unwrap();
    }
    store.expire(later).await.unwrap();
    assert_eq!(store.zone(ANNA).await, Ok(None));
}

pub async fn a_zone_is_kept_beside_the_language<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    assert_eq!(store.zone(1).await, Ok(None));
    store.set_language(1, Lang::FR, at(0)).await.unwrap();
    assert_eq!(store.zone(1).await, Ok(None));
    let fixed = |seconds| TimeZone::fixed(Offset::from_seconds(seconds).unwrap());
    let named = |name| TimeZone::get(name).unwrap();
    for zone in [
        fixed(-39_600),
        named("America/Argentina/Ushuaia"),
        fixed(0),
        named("Asia/Kolkata"),
        named("UTC"),
        fixed(49_500),
    ] {
        store.set_zone(1, &zone, at(0)).await.unwrap();
        assert_eq!(store.zone(1).await, Ok(Some(zone)));
    }
    assert_eq!(store.language(1).await, Ok(Some(Lang::FR)));
    assert_eq!(store.zone(2).await, Ok(None));
    store.forget(1).await.unwrap();
    assert_eq!(store.zone(1).await, Ok(None));
}

pub async fn reminders_that_cannot_be_read_stay_and_hold_up_nobody<P: Place>() {
    let place = P::new();
    // Opened before there was a key, it reads only what is in clear.
    let other = place.open(None).await;
    let ours = place.open(KEY).await;
    set(&*ours, ANNA, "health", Due::At(at(1))).await;
    set(&*ours, ANNA, "trade", Due::At(at(8))).await;
    set(&*ours, ANNA, "stem", Due::News).await;
    set(&*other, ANNA, "education", Due::At(at(2))).await;
    let own = set(&*other, ANNA, "transport", Due::News).await;

    let seen = notes(&*other, ANNA).await;
    assert_eq!(seen, [note("education"), note("transport")]);
    let due = other.due_reminders(at(2), 1).await.unwrap();
    assert_eq!(due[0].note, note("education"), "the one before is skipped");
    let waiting = other.waiting_for_news(0, 1).await.unwrap();
    assert_eq!(waiting[0].id, own);
    let left = notes(&*ours, ANNA).await;
    assert_eq!(left, [note("health"), note("trade"), note("stem")]);
    assert_eq!(other.forget(ANNA).await, Ok(5), "forgotten without a key");
}

pub async fn a_first_key_takes_over_reminders_in_clear<P: Place>() {
    let place = P::new();
    let clear = place.open(None).await;
    set(&*clear, ANNA, "health", Due::News).await;
    let store = place.open(KEY).await;
    assert_eq!(notes(&*store, ANNA).await, [note("health")]);
    assert!(notes(&*clear, ANNA).await.is_empty());
}
