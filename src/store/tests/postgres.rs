//! PostgreSQL: the shared suite, on a server that the tests start.

use async_trait::async_trait;

use super::suite::{Place, note, store_suite, update};
use super::{ANNA, KEY, at, conversation};
use crate::noc::Lang;
use crate::reminders::Due;
use crate::store::sql::session::Manner;
use crate::store::{Loaded, ReminderStore, SqlStore, Store, StoreError, UpdateStore, WholeStore};

#[path = "../../../tests/telegram/certificates.rs"]
mod certificates;
#[path = "../../../tests/telegram/cluster.rs"]
mod cluster;
mod encryption;
mod layouts;

/// A database of its own.
struct PostgresPlace(cluster::Database);

#[async_trait]
impl Place for PostgresPlace {
    fn new() -> Self {
        PostgresPlace(cluster::new_database())
    }

    async fn try_open(&self, key: Option<&str>) -> Result<Box<dyn WholeStore>, StoreError> {
        Ok(Box::new(SqlStore::connect(&self.0.url, key).await?))
    }
}

store_suite!(PostgresPlace);

#[tokio::test]
async fn all_the_first_to_connect_at_once_succeed() {
    let place = PostgresPlace::new();
    let mut all = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let url = place.0.url.clone();
        all.spawn(async move { SqlStore::connect(&url, KEY).await.map(drop) });
    }
    while let Some(opened) = all.join_next().await {
        assert_eq!(opened.unwrap(), Ok(()));
    }
}

#[tokio::test]
async fn another_key_is_given_only_while_nobody_serves() {
    let place = PostgresPlace::new();
    let store = SqlStore::connect(&place.0.url, KEY).await.unwrap();
    store
        .save(ANNA, &conversation("pharmacist", 1), at(0))
        .await
        .unwrap();
    store.live().await.unwrap();
    let refused = SqlStore::connect(&place.0.url, KEY)
        .await
        .unwrap()
        .rekey("new");
    assert!(matches!(refused.await, Err(StoreError::InUse { .. })));
    assert!(SqlStore::connect(&place.0.url, KEY).await.is_ok());
    // As long after the end of the last process as it takes to count as ended.
    let later = store.call(Manner::Usual, |session| {
        session.batch("UPDATE leases SET until = until - 60000")
    });
    later.await.unwrap();
    assert_eq!(store.rekey("new").await, Ok(1));
    assert!(SqlStore::connect(&place.0.url, KEY).await.is_err());
    let store = SqlStore::connect(&place.0.url, Some("new")).await.unwrap();
    assert!(matches!(store.load(ANNA).await, Ok(Loaded::Found(_))));
}

#[tokio::test]
async fn one_of_several_processes_has_a_lease_until_it_lets_go() {
    let place = PostgresPlace::new();
    let (one, other) = tokio::join!(place.open(KEY), place.open(KEY));
    for store in [&one, &other] {
        assert!(store.is_shared());
        store.live().await.unwrap();
    }
    assert_eq!(one.take_lease("polling").await, Ok(true));
    assert_eq!(
        one.take_lease("polling").await,
        Ok(true),
        "it has it already"
    );
    assert_eq!(other.take_lease("polling").await, Ok(false));
    assert_eq!(other.take_lease("pages").await, Ok(true));
    other.release_lease("polling").await.unwrap();
    assert_eq!(
        other.take_lease("polling").await,
        Ok(false),
        "it was not its own"
    );
    one.release_lease("polling").await.unwrap();
    assert_eq!(other.take_lease("polling").await, Ok(true));
}

#[tokio::test]
async fn what_a_dead_process_had_is_free() {
    let place = PostgresPlace::new();
    let (dead, other) = tokio::join!(place.open(KEY), place.open(KEY));
    // It never said that it is alive.
    assert_eq!(dead.take_lease("chat:7").await, Ok(true));
    other.live().await.unwrap();
    assert_eq!(other.take_lease("chat:7").await, Ok(true));
}

#[tokio::test]
async fn a_broken_connection_is_made_anew() {
    let place = PostgresPlace::new();
    let store = place.open(KEY).await;
    store
        .save(ANNA, &conversation("cook", 1), at(0))
        .await
        .unwrap();
    cluster::cut_connections(&place.0.url);
    let loaded = store.load(ANNA).await;
    assert_eq!(loaded, Ok(Loaded::Found(conversation("cook", 1))));
}

#[tokio::test]
async fn who_cannot_connect_is_told_without_the_password() {
    let error = SqlStore::connect("postgres://me:sesame@127.0.0.1:9/none", KEY).await;
    let error = error.err().unwrap().to_string();
    assert!(error.contains("127.0.0.1:9/none"), "{error}");
    assert!(!error.contains("sesame"), "{error}");
}

#[tokio::test]
async fn everything_is_copied_there_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let place = PostgresPlace::new();
    let file = SqlStore::open(&folder.path().join("a"), KEY).await.unwrap();
    let server = || SqlStore::connect(&place.0.url, KEY);
    file.save(ANNA, &conversation("cook", 1), at(0))
        .await
        .unwrap();
    file.set_language(ANNA, Lang::FR, at(0)).await.unwrap();
    let reminder = note("health");
    let set = file.set_reminder(ANNA, None, &reminder, Due::News, at(0));
    assert_eq!(set.await, Ok(1));
    let waits = update(7, ANNA, "nurse");
    file.take(vec![waits.clone()], at(0)).await.unwrap();
    file.copy_into(server().await.unwrap()).await.unwrap();
    let again = file.copy_into(server().await.unwrap()).await;
    assert!(
        matches!(again, Err(StoreError::NotEmpty { .. })),
        "{again:?}"
    );
    let back = folder.path().join("b");
    let empty = SqlStore::open(&back, KEY).await.unwrap();
    server().await.unwrap().copy_into(empty).await.unwrap();
    for store in [
        server().await.unwrap(),
        SqlStore::open(&back, KEY).await.unwrap(),
    ] {
        let loaded = store.load(ANNA).await;
        assert_eq!(loaded, Ok(Loaded::Found(conversation("cook", 1))));
        assert_eq!(store.language(ANNA).await, Ok(Some(Lang::FR)));
        let kept = store.reminders(ANNA).await.unwrap();
        assert_eq!((kept[0].id, &kept[0].note), (1, &reminder));
        let waiting = store.waiting(waits.lane, 9).await.unwrap();
        assert_eq!(waiting.updates[0].body.as_ref(), Some(&waits.body));
        assert_eq!(store.take(vec![waits.clone()], at(1)).await, Ok(vec![]));
        let set = store.set_reminder(ANNA, None, &reminder, Due::News, at(0));
        assert_eq!(set.await, Ok(2));
    }
}
