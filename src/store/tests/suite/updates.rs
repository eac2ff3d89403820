//! The inbox and the outbox, whatever database is behind them.

use super::super::{ANNA, BEN, KEY, at, conversation};
use super::{Place, assert_found, assert_none};
use crate::noc::Lang;
use crate::store::{
    Change, Depth, Lane, Loaded, NewMessage, NewUpdate, Outlook, StoreError, WaitingUpdate,
    WholeStore, Work,
};

/// The private chat of a user.
fn lane(user: u64) -> Lane {
    Lane {
        chat: user.cast_signed(),
        user,
    }
}

/// An update of a user's private chat.
pub fn update(id: i64, user: u64, text: &str) -> NewUpdate {
    NewUpdate {
        id,
        lane: lane(user),
        body: format!("{{\"text\":\"{text}\"}}"),
        attempts: 0,
    }
}

fn message(user: u64, text: &str) -> NewMessage {
    NewMessage {
        chat: user.cast_signed(),
        body: text.to_owned(),
    }
}

/// Work that handled these updates of a user, and says `text`.
fn work(user: u64, updates: &[i64], word: &str, text: &str) -> Work {
    Work {
        lane: lane(user),
        updates: updates.to_vec(),
        changes: vec![Change::Save {
            user,
            state: conversation(word, 1).into(),
            now: at(1),
        }],
        messages: vec![message(user, text)],
        is_aside: false,
        ahead: None,
    }
}

async fn ids(store: &dyn WholeStore, user: u64) -> Vec<i64> {
    let waiting = store.waiting(lane(user), 99).await.unwrap();
    waiting.updates.iter().map(|update| update.id).collect()
}

async fn attempts(store: &dyn WholeStore, user: u64) -> Vec<u32> {
    let waiting = store.waiting(lane(user), 99).await.unwrap();
    let attempts = waiting.updates.iter().map(|update| update.attempts);
    attempts.collect()
}

async fn bodies(store: &dyn WholeStore, chat: u64) -> Vec<String> {
    let messages = store.messages(chat.cast_signed(), 99).await.unwrap();
    let body = |message: crate::store::WaitingMessage| message.body.unwrap();
    messages.into_iter().map(body).collect()
}

pub async fn an_update_is_taken_once<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    let both = vec![update(7, ANNA, "cook"), update(8, BEN, "nurse")];
    assert_eq!(store.take(both.clone(), at(0)).await, Ok(vec![7, 8]));
    let again = [both, vec![update(9, ANNA, "welder")]].concat();
    assert_eq!(store.take(again.clone(), at(1)).await, Ok(vec![9]));
    assert_eq!(ids(&*store, ANNA).await, [7, 9]);
    drop(store);
    let store = place.open(KEY).await;
    assert_eq!(store.take(again, at(1)).await, Ok(vec![]));
    let waiting = store.waiting(lane(ANNA), 1).await.unwrap();
    let expected = WaitingUpdate {
        id: 7,
        taken: at(0),
        attempts: 0,
        body: Some("{\"text\":\"cook\"}".to_owned()),
    };
    assert_eq!(waiting.updates, [expected]);
}

pub async fn what_is_never_in_the_inbox_is_remembered_too<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    store
        .take(vec![update(1, ANNA, "cook")], at(0))
        .await
        .unwrap();
    assert_eq!(store.remember(vec![1, 2, 3], at(0)).await, Ok(vec![2, 3]));
    drop(store);
    let store = place.open(KEY).await;
    assert_eq!(store.remember(vec![3, 4], at(1)).await, Ok(vec![4]));
    assert_eq!(
        store.take(vec![update(4, BEN, "")], at(1)).await,
        Ok(vec![])
    );
    assert_eq!(store.forget_seen(at(1)).await, Ok(2), "the first one waits");
    assert_eq!(store.remember(vec![1, 3, 4], at(2)).await, Ok(vec![3]));
}

pub async fn updates_wait_in_the_order_of_their_lane<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    let in_group = NewUpdate {
        lane: Lane {
            chat: -100,
            user: ANNA,
        },
        ..update(4, ANNA, "in a group")
    };
    for update in [
        update(5, ANNA, "b"),
        update(3, ANNA, "a"),
        in_group,
        update(9, BEN, "c"),
    ] {
        store.take(vec![update], at(0)).await.unwrap();
    }
    assert_eq!(ids(&*store, ANNA).await, [3, 5]);
    assert_eq!(ids(&*store, BEN).await, [9]);
    let lanes = store.waiting_lanes(at(1)).await.unwrap();
    let chats: Vec<i64> = lanes.iter().map(|lane| lane.chat).collect();
    assert_eq!(chats, [1, -100, 2]);
    assert_eq!(store.waiting_lanes(at(0)).await, Ok(vec![]), "too new");
    let person = store.waiting(lane(ANNA), 1).await.unwrap().person;
    assert_eq!((person.conversation, person.lang), (Loaded::None, None));
    store
        .save(ANNA, &conversation("cook", 1), at(0))
        .await
        .unwrap();
    store.set_language(ANNA, Lang::FR, at(0)).await.unwrap();
    let person = store.waiting(lane(ANNA), 1).await.unwrap().person;
    assert_eq!(person.conversation, Loaded::Found(conversation("cook", 1)));
    assert_eq!(person.lang, Some(Lang::FR));
}

pub async fn handled_updates_are_done_once_with_all_they_led_to<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    let updates = [1, 2, 3].map(|id| update(id, ANNA, "cook")).to_vec();
    store.take(updates.clone(), at(0)).await.unwrap();
    let done = work(ANNA, &[1, 2], "cook", "A cook?");
    assert_eq!(store.finish(done.clone(), at(1)).await, Ok(true));
    assert_found(&*store, ANNA, "cook", 1).await;
    assert_eq!(bodies(&*store, ANNA).await, ["A cook?"]);
    assert_eq!(ids(&*store, ANNA).await, [3]);
    // Whoever comes later, also after Telegram sent them again.
    let later = work(ANNA, &[1, 2], "nurse", "A nurse?");
    assert_eq!(store.take(updates, at(2)).await, Ok(vec![]));
    assert_eq!(store.finish(later, at(2)).await, Ok(false));
    assert_found(&*store, ANNA, "cook", 1).await;
    assert_eq!(bodies(&*store, ANNA).await, ["A cook?"]);
}

pub async fn of_many_who_handle_the_same_updates_one_does<P: Place>() {
    let place = P::new();
    let (one, other) = tokio::join!(place.open(KEY), place.open(KEY));
    let (one, other): (&'static dyn WholeStore, &'static dyn WholeStore) =
        (Box::leak(one), Box::leak(other));
    for round in 0..20 {
        one.take(vec![update(round, ANNA, "cook")], at(0))
            .await
            .unwrap();
        let mut all = tokio::task::JoinSet::new();
        for who in 0..6 {
            let store = if who % 2 == 0 { one } else { other };
            all.spawn(async move {
                let work = work(ANNA, &[round], "cook", &format!("{round}"));
                store.finish(work, at(round)).await
            });
        }
        let done = all.join_all().await;
        let winners = done.iter().filter(|done| **done == Ok(true)).count();
        assert_eq!(winners, 1, "{done:?}");
        assert!(done.iter().all(Result::is_ok), "{done:?}");
    }
    let said: Vec<String> = (0..20).map(|round| round.to_string()).collect();
    assert_eq!(bodies(one, ANNA).await, said);
}

pub async fn work_that_is_overtaken_changes_nothing<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    let updates = [1, 2].map(|id| update(id, ANNA, "cook")).to_vec();
    store.take(updates, at(0)).await.unwrap();
    let second = Work {
        changes: vec![],
        ..work(ANNA, &[2], "", "second")
    };
    assert_eq!(store.finish(second, at(1)).await, Ok(true));
    let both = work(ANNA, &[1, 2], "nurse", "both");
    assert_eq!(store.finish(both, at(1)).await, Err(StoreError::Overtaken));
    assert_none(&*store, ANNA).await;
    assert_eq!(ids(&*store, ANNA).await, [1]);
    assert_eq!(bodies(&*store, ANNA).await, ["second"]);
}

pub async fn nothing_in_hand_undoes_forgetting<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    let in_group = Lane {
        chat: -100,
        user: ANNA,
    };
    let forget = NewUpdate {
        lane: in_group,
        ..update(3, ANNA, "/forget")
    };
    let updates = vec![update(1, ANNA, "cook"), forget, update(4, BEN, "nurse")];
    store.take(updates, at(0)).await.unwrap();
    let held = work(ANNA, &[1], "cook", "A cook?");
    let work_of_ben = work(BEN, &[4], "nurse", "A nurse?");
    assert_eq!(store.finish(work_of_ben, at(1)).await, Ok(true));
    let forgetting = Work {
        lane: in_group,
        updates: vec![3],
        changes: vec![Change::Forget { user: ANNA }],
        messages: vec![NewMessage {
            chat: -100,
            body: "Forgotten".to_owned(),
        }],
        is_aside: false,
        ahead: None,
    };
    assert_eq!(store.finish(forgetting, at(1)).await, Ok(true));
    assert_eq!(store.finish(held, at(2)).await, Ok(false));
    assert_none(&*store, ANNA).await;
    assert!(ids(&*store, ANNA).await.is_empty());
    assert!(bodies(&*store, ANNA).await.is_empty());
    let in_group = store.messages(-100, 9).await.unwrap();
    assert_eq!(in_group[0].body.as_deref(), Some("Forgotten"));
    assert_found(&*store, BEN, "nurse", 1).await;
}

pub async fn what_cannot_be_handled_is_set_aside<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    let updates = [1, 2].map(|id| update(id, ANNA, "cook")).to_vec();
    store.take(updates, at(0)).await.unwrap();
    for _ in 0..3 {
        store.count_attempt(lane(ANNA), vec![1]).await.unwrap();
    }
    let first = store
        .waiting(lane(ANNA), 1)
        .await
        .unwrap()
        .updates
        .remove(0);
    assert_eq!(first.attempts, 3);
    let aside = Work {
        changes: vec![],
        is_aside: true,
        ..work(ANNA, &[1], "", "That did not work")
    };
    assert_eq!(store.finish(aside.clone(), at(1)).await, Ok(true));
    assert_eq!(store.finish(aside, at(1)).await, Ok(false));
    assert_eq!(ids(&*store, ANNA).await, [2], "the next one goes on");
    assert_eq!(bodies(&*store, ANNA).await, ["That did not work"]);
    assert_eq!(store.depth().await.unwrap().aside, 1);
    store.expire(at(1)).await.unwrap();
    assert_eq!(store.depth().await.unwrap().aside, 0);
    assert_eq!(ids(&*store, ANNA).await, [2], "what waits does not expire");
}

pub async fn attempts_are_counted_before_the_process_can_end<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    let updates = [1, 2].map(|id| update(id, ANNA, "cook")).to_vec();
    let lanes = vec![lane(ANNA), lane(BEN)];
    let taken = store.take_and_read(updates, lanes, 9, at(0)).await.unwrap();
    let begun: Vec<u32> = taken.waiting[0]
        .1
        .updates
        .iter()
        .map(|it| it.attempts)
        .collect();
    assert_eq!(begun, [1, 0], "it is about to be handled");
    assert_eq!(taken.begun, [1]);
    drop(store);
    for count in 2..=3 {
        let store = place.open(KEY).await;
        assert_eq!(attempts(&*store, ANNA).await, [count - 1, 0]);
        store.count_attempt(lane(ANNA), vec![1]).await.unwrap();
    }
    let store = place.open(KEY).await;
    assert_eq!(attempts(&*store, ANNA).await, [3, 0]);
    // What comes behind others is not begun with.
    let third = vec![update(3, ANNA, "cook")];
    let taken = store
        .take_and_read(third, vec![lane(ANNA)], 9, at(0))
        .await
        .unwrap();
    assert_eq!(taken.begun, [0; 0]);
    store
        .count_attempt(lane(ANNA), vec![2, 3, 4])
        .await
        .unwrap();
    assert_eq!(attempts(&*store, ANNA).await, [3, 1, 1]);
    // What was tried before it was taken is counted, wherever it comes.
    let tried = |id| NewUpdate {
        attempts: 1,
        ..update(id, BEN, "cook")
    };
    let two = vec![tried(5), update(4, BEN, "")];
    store.take(two, at(0)).await.unwrap();
    assert_eq!(attempts(&*store, BEN).await, [0, 1]);
}

pub async fn numbers_are_remembered_until_they_are_forgotten<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    // Numbers begin anew after a quiet week: smaller ones are new, too.
    for (id, user) in [(900, ANNA), (5, ANNA), (900, BEN)] {
        let taken = store.take(vec![update(id, user, "cook")], at(0)).await;
        let expected = if user == ANNA { vec![id] } else { vec![] };
        assert_eq!(taken, Ok(expected));
    }
    let done = Work {
        changes: vec![],
        ..work(ANNA, &[900], "", "said")
    };
    store.finish(done, at(1)).await.unwrap();
    assert_eq!(store.forget_seen(at(0)).await, Ok(0));
    assert_eq!(store.forget_seen(at(1)).await, Ok(1), "the other one waits");
    let again = vec![update(900, ANNA, "cook"), update(5, ANNA, "cook")];
    assert_eq!(store.take(again, at(2)).await, Ok(vec![900]));
}

pub async fn messages_are_sent_in_the_order_of_their_chat<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    for (id, texts) in [(1, &["a", "b"][..]), (2, &["c"]), (3, &[])] {
        store.take(vec![update(id, ANNA, "")], at(0)).await.unwrap();
        let work = Work {
            messages: texts.iter().map(|text| message(ANNA, text)).collect(),
            ..work(ANNA, &[id], "cook", "")
        };
        // The clock stands still, or runs backwards.
        assert_eq!(store.finish(work, at(9 - id)).await, Ok(true));
    }
    drop(store);
    let store = place.open(KEY).await;
    assert_eq!(store.waiting_chats().await, Ok(vec![1]));
    assert_eq!(bodies(&*store, ANNA).await, ["a", "b", "c"]);
    let first = store.messages(1, 1).await.unwrap().remove(0);
    assert_eq!((first.chat, first.user), (1, ANNA));
    assert_eq!(store.sent(1, first.id).await, Ok(true));
    assert_eq!(store.sent(1, first.id).await, Ok(false));
    assert_eq!(bodies(&*store, ANNA).await, ["b", "c"]);
}

pub async fn a_chat_that_cannot_be_reached_has_no_messages<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    for (id, user) in [(1, ANNA), (2, ANNA), (3, BEN)] {
        store.take(vec![update(id, user, "")], at(0)).await.unwrap();
        store
            .finish(work(user, &[id], "cook", "hi"), at(1))
            .await
            .unwrap();
    }
    assert_eq!(store.unreachable(1).await, Ok(2));
    assert_eq!(store.waiting_chats().await, Ok(vec![2]));
    assert_found(&*store, ANNA, "cook", 1).await;
}

pub async fn what_waits_is_counted<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    assert_eq!(store.depth().await, Ok(Depth::default()));
    for id in 1..=3 {
        store
            .take(vec![update(id, ANNA, "")], at(id))
            .await
            .unwrap();
    }
    store
        .finish(work(ANNA, &[1], "cook", "hi"), at(7))
        .await
        .unwrap();
    let expected = Depth {
        updates: 2,
        oldest_update: Some(at(2)),
        aside: 0,
        messages: 1,
        oldest_message: Some(at(7)),
    };
    assert_eq!(store.depth().await, Ok(expected));
}

pub async fn what_is_taken_is_read_at_once<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    store
        .take(vec![update(3, ANNA, "cook")], at(0))
        .await
        .unwrap();
    let state = conversation("pharmacist", 1);
    store.save(ANNA, &state, at(0)).await.unwrap();
    let both = vec![update(3, ANNA, "cook"), update(5, ANNA, "nurse")];
    let lanes = vec![lane(ANNA), lane(BEN)];
    let taken = store.take_and_read(both, lanes, 9, at(1)).await.unwrap();
    assert_eq!(taken.new, [5]);
    for (lane, read) in taken.waiting {
        assert_eq!(store.waiting(lane, 9).await, Ok(read.clone()));
        let ids: Vec<i64> = read.updates.iter().map(|update| update.id).collect();
        let (expected, kept) = match lane.user {
            ANNA => (vec![3, 5], Loaded::Found(state.clone())),
            _ => (vec![], Loaded::None),
        };
        assert_eq!((ids, read.person.conversation), (expected, kept));
    }
}

pub async fn messages_before_which_none_waited_are_given_back<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    let updates = (1..=4).map(|id| update(id, ANNA, ""));
    store.take(updates.collect(), at(0)).await.unwrap();
    let given = async |id: i64, said: &[&str]| {
        let mut work = work(ANNA, &[id], "cook", "");
        work.messages = said.iter().map(|text| message(ANNA, text)).collect();
        let given = store.finish_and_read(work, at(id)).await.unwrap();
        let body = |message: crate::store::WaitingMessage| message.body.unwrap();
        given.map(|given| given.into_iter().map(body).collect::<Vec<_>>())
    };
    let both = Some(vec!["a".to_owned(), "b".to_owned()]);
    assert_eq!(given(1, &["a", "b"]).await, both);
    assert_eq!(given(1, &["a", "b"]).await, None, "it was done");
    assert_eq!(
        given(2, &["c"]).await,
        Some(vec![]),
        "others wait before it"
    );
    for message in store.messages(1, 9).await.unwrap() {
        assert_eq!(store.sent(1, message.id).await, Ok(true));
    }
    assert_eq!(given(3, &[]).await, Some(vec![]));
    assert_eq!(given(4, &["d"]).await, Some(vec!["d".to_owned()]));
    assert_eq!(bodies(&*store, ANNA).await, ["d"]);
}

pub async fn a_message_that_is_taken_out_late_is_gone_once_that_is_said<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    store
        .take(vec![update(1, ANNA, ""), update(2, ANNA, "")], at(0))
        .await
        .unwrap();
    let first = work(ANNA, &[1], "cook", "a");
    let given = store.finish_and_read(first, at(1)).await.unwrap().unwrap();
    // Alone, and beside another change.
    assert_eq!(store.sent_last(1, given[0].id).await, Ok(true));
    assert_eq!(bodies(&*store, ANNA).await, [""; 0]);
    assert_eq!(store.sent_last(1, given[0].id).await, Ok(false));
    let second = work(ANNA, &[2], "cook", "b");
    let given = store.finish_and_read(second, at(2)).await.unwrap().unwrap();
    let late = store.sent_last(1, given[0].id);
    let change = store.set_language(BEN, Lang::FR, at(2));
    let (late, change) = tokio::join!(late, change);
    assert_eq!((late, change), (Ok(true), Ok(())));
    drop(store);
    let store = place.open(KEY).await;
    assert_eq!(bodies(&*store, ANNA).await, [""; 0]);
    assert_eq!(store.language(BEN).await, Ok(Some(Lang::FR)));
}

/// What is needed to handle an update of a user ahead of the inbox; none where it has to go by it.
async fn outlook(store: &dyn WholeStore, user: u64, id: i64) -> Option<Outlook> {
    store.live().await.unwrap();
    let outlook = store.look_ahead(lane(user), id).await.unwrap();
    assert!(!store.is_shared() || outlook.is_none());
    outlook
}

pub async fn what_is_handled_ahead_is_taken_and_done_at_once<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    let Some(outlook_of_anna) = outlook(&*store, ANNA, 1).await else {
        return;
    };
    let ahead = Work {
        ahead: Some(outlook_of_anna),
        ..work(ANNA, &[1], "cook", "A cook?")
    };
    assert_eq!(store.finish(ahead.clone(), at(1)).await, Ok(true));
    assert_eq!(store.finish(ahead, at(1)).await, Ok(false));
    assert_found(&*store, ANNA, "cook", 1).await;
    assert_eq!(bodies(&*store, ANNA).await, ["A cook?"]);
    let again = vec![update(1, ANNA, "cook")];
    assert_eq!(store.take(again, at(2)).await, Ok(vec![]));
    let person = outlook(&*store, ANNA, 2).await.unwrap().person;
    let known = Loaded::Found(conversation("cook", 1));
    assert_eq!(person.conversation, known);
    store
        .take(vec![update(3, ANNA, "40")], at(2))
        .await
        .unwrap();
    assert_eq!(outlook(&*store, ANNA, 4).await, None, "another one waits");
}

pub async fn who_is_known_ahead_is_known_as_they_are_kept<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    let handle = async |id: i64, changes: Vec<Change>| {
        let Some(outlook) = outlook(&*store, ANNA, id).await else {
            return assert!(store.is_shared());
        };
        let kept = store.waiting(lane(ANNA), 1).await.unwrap().person;
        assert_eq!(outlook.person, kept, "before {id}");
        let work = Work {
            changes,
            ahead: Some(outlook),
            ..work(ANNA, &[id], "", "said")
        };
        assert_eq!(store.finish(work, at(id)).await, Ok(true));
    };
    let save = |word: &str| Change::Save {
        user: ANNA,
        state: conversation(word, 1).into(),
        now: at(1),
    };
    let (user, now) = (ANNA, at(1));
    let lang = Lang::FR;
    handle(1, vec![save("cook")]).await;
    handle(
        2,
        vec![save("nurse"), Change::SetLanguage { user, lang, now }],
    )
    .await;
    handle(3, vec![]).await;
    handle(4, vec![save("welder")]).await;
    store.set_language(ANNA, Lang::EN, now).await.unwrap();
    handle(5, vec![save("welder")]).await;
    let zone = jiff::tz::TimeZone::get("America/Toronto").unwrap();
    store.set_zone(ANNA, &zone, now).await.unwrap();
    handle(6, vec![save("welder"), Change::RemoveReminders { user }]).await;
    handle(7, vec![save("driver")]).await;
    store
        .take(vec![update(8, ANNA, "cook")], now)
        .await
        .unwrap();
    let by_inbox = work(ANNA, &[8], "cook", "A cook?");
    store.finish(by_inbox, now).await.unwrap();
    handle(9, vec![save("pilot")]).await;
    store.forget(ANNA).await.unwrap();
    handle(10, vec![]).await;
}

pub async fn what_is_handled_ahead_does_not_undo_forgetting<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    let by_work = Work {
        changes: vec![Change::Forget { user: ANNA }],
        ..work(BEN, &[3], "", "forgotten")
    };
    store.take(vec![update(3, BEN, "")], at(0)).await.unwrap();
    for by_work in [None, Some(by_work)] {
        let Some(before) = outlook(&*store, ANNA, 1).await else {
            return;
        };
        match by_work {
            Some(work) => assert_eq!(store.finish(work, at(1)).await, Ok(true)),
            None => assert_eq!(store.forget(ANNA).await, Ok(0)),
        }
        let ahead = Work {
            ahead: Some(before),
            ..work(ANNA, &[1], "cook", "A cook?")
        };
        assert_eq!(store.finish(ahead, at(2)).await, Ok(false));
        assert_none(&*store, ANNA).await;
    }
    let by_inbox = vec![update(1, ANNA, "cook")];
    assert_eq!(store.take(by_inbox, at(3)).await, Ok(vec![1]));
}

pub async fn an_update_that_ended_the_process_is_not_handled_ahead_again<P: Place>() {
    let place = P::new();
    let store = place.open(KEY).await;
    let is_ahead = outlook(&*store, ANNA, 1).await.is_some();
    drop(store);
    let store = place.open(KEY).await;
    assert_eq!(outlook(&*store, ANNA, 1).await, None);
    assert_eq!(outlook(&*store, BEN, 2).await.is_some(), is_ahead);
    drop(store);
    // Something else was in hand when the process ended once more.
    let store = place.open(KEY).await;
    assert_eq!(outlook(&*store, ANNA, 1).await, None);
    assert_eq!(store.was_in_hand(1), is_ahead, "it was tried");
    assert!(!store.was_in_hand(3));
}
