//! What any store must do, whatever database is behind it: a new one needs a [`Place`] and one `store_suite!`.

mod reminders;
mod updates;

use async_trait::async_trait;
use jiff::Timestamp;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use super::{ANNA, BEN, KEY, any, at, conversation};
use crate::noc::Lang;
use crate::reminders::Due;
use crate::store::{CachedPage, KEPT_IDLE, Loaded, Store, StoreError, WholeStore};

pub use reminders::*;
pub use updates::*;

/// An empty place for a store, which is gone with this.
#[async_trait]
pub trait Place: Sized + Send + Sync {
    fn new() -> Self;

    /// Opens the store that is kept here, another time or at the same time.
    async fn try_open(&self, key: Option<&str>) -> Result<Box<dyn WholeStore>, StoreError>;

    /// As [`Place::try_open`], where nothing can go wrong.
    async fn open(&self, key: Option<&str>) -> Box<dyn WholeStore> {
        self.try_open(key).await.unwrap()
    }
}

/// One test for each thing that a store in this kind of place must do.
macro_rules! store_suite {
    ($place:ty) => {
        $crate::store::tests::suite::store_suite!($place:
            what_is_saved_is_found
            nobody_reads_another_ones
            extremes_are_kept
            what_is_kept_outlives_the_process
            two_processes_share_it
            many_at_once_lose_nothing
            without_its_key_nothing_opens_and_nothing_is_lost
            a_key_may_come_later_and_another_before_anything_was_said
            a_first_key_takes_over_what_was_in_clear
            an_empty_key_is_refused
            forgetting_takes_everything_of_the_user
            idle_conversations_expire
            choices_of_idle_users_expire
            the_language_is_kept
            any_state_is_found_as_it_was_saved
            official_pages_stay_when_people_go
            reminders_outlive_the_process_and_belong_to_their_user
            a_reminder_takes_the_place_of_another
            reminders_are_due_in_their_order
            a_change_is_made_once
            of_many_who_claim_at_once_one_does
            who_forgets_or_blocks_has_no_reminders
            waiting_reminders_do_not_expire
            a_zone_is_kept_beside_the_language
            reminders_that_cannot_be_read_stay_and_hold_up_nobody
            a_first_key_takes_over_reminders_in_clear
            an_update_is_taken_once
            what_is_never_in_the_inbox_is_remembered_too
            updates_wait_in_the_order_of_their_lane
            handled_updates_are_done_once_with_all_they_led_to
            of_many_who_handle_the_same_updates_one_does
            work_that_is_overtaken_changes_nothing
            nothing_in_hand_undoes_forgetting
            what_cannot_be_handled_is_set_aside
            attempts_are_counted_before_the_process_can_end
            numbers_are_remembered_until_they_are_forgotten
            messages_are_sent_in_the_order_of_their_chat
            a_chat_that_cannot_be_reached_has_no_messages
            what_waits_is_counted
            what_is_taken_is_read_at_once
            messages_before_which_none_waited_are_given_back
            a_message_that_is_taken_out_late_is_gone_once_that_is_said
            what_is_handled_ahead_is_taken_and_done_at_once
            who_is_known_ahead_is_known_as_they_are_kept
            what_is_handled_ahead_does_not_undo_forgetting
            an_update_that_ended_the_process_is_not_handled_ahead_again
        );
    };
    ($place:ty: $($name:ident)*) => {
        $(
            #[tokio::test]
            async fn $name() {
                $crate::store::tests::suite::$name::<$place>().await;
            }
        )*
    };
}
pub(super) use store_suite;

async fn assert_found(store: &dyn Store, user: u64, word: &str, turn: u32) {
    let expected = Loaded::Found(conversation(word, turn));
    assert_eq!(store.load(user).await, Ok(expected), "{user}");
}

async fn assert_none(store: &dyn Store, user: u64) {
    assert_eq!(store.load(user).await, Ok(Loaded::None), "{user}");
}

async fn save(store: &dyn Store, user: u64, word: &str, turn: u32, now: Timestamp) {
    let state = conversation(word, turn);
    store.save(user, &state, now).await.unwrap();
}

pub async fn what_is_saved_is_found<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    assert_none(&*store, ANNA).await;
    save(&*store, ANNA, "pharmacist", 1, at(0)).await;
    assert_found(&*store, ANNA, "pharmacist", 1).await;
    save(&*store, ANNA, "nurse", 2, at(1)).await;
    assert_found(&*store, ANNA, "nurse", 2).await;
}

pub async fn nobody_reads_another_ones<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    for user in 0..4 {
        save(&*store, user, "pharmacist", user as u32, at(0)).await;
    }
    for user in 0..4 {
        assert_found(&*store, user, "pharmacist", user as u32).await;
    }
}

pub async fn extremes_are_kept<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    let times = [Timestamp::MIN, Timestamp::UNIX_EPOCH, Timestamp::MAX];
    for (turn, user) in (0..).zip([0, i64::MAX as u64, u64::MAX]) {
        let text = "\0é漢\u{202e}'\"";
        save(&*store, user, text, turn, times[turn as usize]).await;
        assert_found(&*store, user, text, turn).await;
    }
    assert_eq!(store.expire(Timestamp::UNIX_EPOCH).await, Ok(1));
    assert_eq!(store.forget(u64::MAX).await, Ok(1));
}

pub async fn what_is_kept_outlives_the_process<P: Place>() {
    let place = P::new();
    save(&*place.open(KEY).await, ANNA, "pharmacist", 1, at(0)).await;
    let store = place.open(KEY).await;
    assert_found(&*store, ANNA, "pharmacist", 1).await;
}

pub async fn two_processes_share_it<P: Place>() {
    let place = P::new();
    let (one, other) = tokio::join!(place.open(KEY), place.open(KEY));
    save(&*one, ANNA, "pharmacist", 1, at(0)).await;
    assert_found(&*other, ANNA, "pharmacist", 1).await;
    save(&*other, ANNA, "nurse", 2, at(1)).await;
    assert_found(&*one, ANNA, "nurse", 2).await;
    assert_eq!(other.forget(ANNA).await, Ok(1));
    assert_none(&*one, ANNA).await;
}

pub async fn many_at_once_lose_nothing<P: Place>() {
    let place = P::new();
    let (one, other) = tokio::join!(place.open(KEY), place.open(KEY));
    let work = |store: &'static dyn WholeStore, first: u64| async move {
        let mut all = tokio::task::JoinSet::new();
        for user in (first..400).step_by(2) {
            all.spawn(async move {
                for turn in 0..3 {
                    save(store, user, "pharmacist", turn, at(0)).await;
                    assert_found(store, user, "pharmacist", turn).await;
                }
            });
        }
        while let Some(done) = all.join_next().await {
            done.unwrap();
        }
    };
    // Spawned tasks may outlive the test, so what they use must, too.
    let (one, other): (&'static dyn WholeStore, &'static dyn WholeStore) =
        (Box::leak(one), Box::leak(other));
    tokio::join!(work(one, 0), work(other, 1));
    for user in 0..400 {
        assert_found(one, user, "pharmacist", 2).await;
    }
    assert_eq!(one.expire(at(1)).await, Ok(400));
}

pub async fn without_its_key_nothing_opens_and_nothing_is_lost<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    save(&*store, ANNA, "pharmacist", 1, at(0)).await;
    let reminder = note("health");
    let set = store.set_reminder(ANNA, None, &reminder, Due::News, at(0));
    set.await.unwrap();
    drop(store);
    for other in [Some("another long random text"), None] {
        let refused = place.try_open(other).await.err();
        let named = match refused {
            Some(StoreError::WrongKey { .. }) => other.is_some(),
            Some(StoreError::KeyMissing { .. }) => other.is_none(),
            _ => false,
        };
        assert!(named, "{other:?}: {refused:?}");
    }
    let store = place.open(KEY).await;
    assert_found(&*store, ANNA, "pharmacist", 1).await;
    assert_eq!(store.reminders(ANNA).await.unwrap().len(), 1);
}

pub async fn a_key_may_come_later_and_another_before_anything_was_said<P: Place>() {
    let place = P::new();
    drop(place.open(None).await);
    drop(place.open(Some("a key that nothing was kept under")).await);
    drop(place.open(None).await);
    save(&*place.open(KEY).await, ANNA, "pharmacist", 1, at(0)).await;
    assert_found(&*place.open(KEY).await, ANNA, "pharmacist", 1).await;
}

pub async fn a_first_key_takes_over_what_was_in_clear<P: Place>() {
    let place = P::new();
    let clear = place.open(None).await;
    save(&*clear, ANNA, "pharmacist", 1, at(0)).await;
    assert_found(&*clear, ANNA, "pharmacist", 1).await;
    let store = place.open(KEY).await;
    assert_found(&*store, ANNA, "pharmacist", 1).await;
    assert_eq!(clear.load(ANNA).await, Ok(Loaded::Unreadable));
    assert_eq!(store.expire(at(1)).await, Ok(1), "its age is unchanged");
}

pub async fn an_empty_key_is_refused<P: Place>() {
    let place = P::new();
    let refused = place.try_open(Some("")).await.err();
    assert_eq!(refused, Some(StoreError::EmptyKey));
}

pub async fn forgetting_takes_everything_of_the_user<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    for user in [ANNA, BEN] {
        save(&*store, user, "pharmacist", 1, at(0)).await;
    }
    store.set_language(1, Lang::FR, at(0)).await.unwrap();
    store.set_language(2, Lang::FR, at(0)).await.unwrap();

    assert_eq!(store.forget(1).await, Ok(2));
    assert_none(&*store, ANNA).await;
    assert_eq!(store.language(1).await, Ok(None));
    assert_eq!(store.forget(1).await, Ok(0));

    assert_found(&*store, BEN, "pharmacist", 1).await;
    assert_eq!(store.language(2).await, Ok(Some(Lang::FR)));
}

pub async fn idle_conversations_expire<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    let now = at(0);
    save(&*store, ANNA, "pharmacist", 1, now - KEPT_IDLE * 2).await;
    save(&*store, BEN, "nurse", 1, now - KEPT_IDLE * 2).await;
    save(&*store, BEN, "nurse", 2, now - KEPT_IDLE).await;
    assert_eq!(store.expire(now - KEPT_IDLE).await, Ok(1));
    assert_none(&*store, ANNA).await;
    assert_found(&*store, BEN, "nurse", 2).await;
    assert_eq!(store.expire(now - KEPT_IDLE).await, Ok(0));
}

pub async fn choices_of_idle_users_expire<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    for user in [1, 2, 3] {
        store.set_language(user, Lang::FR, at(0)).await.unwrap();
    }
    save(&*store, BEN, "nurse", 1, at(9)).await;
    store.set_language(3, Lang::FR, at(9)).await.unwrap();
    assert_eq!(store.expire(at(9)).await, Ok(0));
    assert_eq!(store.language(1).await, Ok(None), "nothing since");
    assert_eq!(
        store.language(2).await,
        Ok(Some(Lang::FR)),
        "in conversation"
    );
    assert_eq!(
        store.language(3).await,
        Ok(Some(Lang::FR)),
        "changed something"
    );
}

pub async fn the_language_is_kept<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    assert_eq!(store.language(1).await, Ok(None));
    for lang in [Lang::EN, Lang::FR] {
        store.set_language(1, lang, at(0)).await.unwrap();
        assert_eq!(store.language(1).await, Ok(Some(lang)));
    }
    assert_eq!(store.language(2).await, Ok(None));
}

pub async fn any_state_is_found_as_it_was_saved<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    let mut runner = TestRunner::deterministic();
    let states = any::state();
    for _ in 0..200 {
        let state = states.new_tree(&mut runner).unwrap().current();
        store.save(ANNA, &state, at(0)).await.unwrap();
        assert_eq!(store.load(ANNA).await, Ok(Loaded::Found(state)));
    }
}

pub async fn official_pages_stay_when_people_go<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    assert_eq!(store.kept_page("rounds").await, Ok(None));
    let first = CachedPage {
        address: "https://example.org/rounds.json".to_owned(),
        body: "{\0 é漢 '\"".to_owned(),
        etag: Some("\"a\"".to_owned()),
        last_modified: None,
        checked: at(0),
        differs_since: None,
    };
    let second = CachedPage {
        body: "x".repeat(2_000_000),
        etag: None,
        last_modified: Some("Thu, 19 Nov 2026 12:00:00 GMT".to_owned()),
        checked: at(1),
        differs_since: Some(jiff::civil::date(2026, 11, 22)),
        ..first.clone()
    };
    store.keep_page("rounds", &first).await.unwrap();
    store.keep_page("lists", &second).await.unwrap();
    assert_eq!(store.kept_page("rounds").await, Ok(Some(first)));
    store.keep_page("rounds", &second).await.unwrap();

    store.forget(0).await.unwrap();
    store.expire(Timestamp::MAX).await.unwrap();
    for key in [KEY, None, Some("another key")] {
        let store = place.open(key).await;
        assert_eq!(store.kept_page("rounds").await, Ok(Some(second.clone())));
    }
    assert_eq!(store.kept_page("elsewhere").await, Ok(None));
}
