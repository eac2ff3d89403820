//! Two processes with one database: one fetches the official pages, the other takes over what it kept.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;
use nocbot::answer::Presenter;
use nocbot::clock::DayClock;
use nocbot::noc::DataFiles;
use nocbot::official::Client;
use nocbot::services::{Refresher, Sources};
use nocbot::store::{SqlStore, UpdateStore};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use crate::cluster;
use crate::site::{Answer, Listed, Site, TODAY, feed_with, new_round, page_with};
use crate::{FEED, LISTS, TIMEOUT};

const LOOK: Duration = Duration::from_millis(50);

struct Replica {
    presenter: Presenter,
    store: SqlStore,
}

impl Replica {
    async fn start(database: &str) -> Replica {
        let presenter = Presenter::open(&DataFiles::BuiltIn).unwrap();
        let store = SqlStore::connect(database, None).await.unwrap();
        Replica { presenter, store }
    }

    fn refresher(&self, site: &Site) -> Refresher<'_> {
        let url = |path| Some(site.url(path).parse().unwrap());
        let today: Date = TODAY.parse().unwrap();
        Refresher {
            data: &self.presenter.data,
            store: &self.store,
            client: Client::new(None, TIMEOUT).unwrap(),
            clock: Arc::new(DayClock(today)),
            sources: Sources {
                rounds: url(FEED),
                lists: url(LISTS),
            },
            look: LOOK,
        }
    }

    /// Whether it knows the new round and the changed list.
    fn is_told(&self) -> bool {
        let published = self.presenter.data.published();
        let newest = published.rounds.known_to().map(|day| day.to_string());
        newest.as_deref() == Some("2026-11-20") && published.lists_changed.is_some()
    }

    async fn lives(&self) {
        loop {
            self.store.live().await.unwrap();
            sleep(Duration::from_secs(1)).await;
        }
    }
}

/// Does it while both say that they are alive.
async fn meanwhile<T>(replicas: [&Replica; 2], what: impl Future<Output = T>) -> T {
    tokio::select! {
        done = timeout(TIMEOUT, what) => done.expect("it takes too long"),
        _ = replicas[0].lives() => unreachable!(),
        _ = replicas[1].lives() => unreachable!(),
    }
}

#[tokio::test]
async fn of_two_processes_one_fetches_and_the_other_takes_over() {
    let site = Site::start();
    site.put(FEED, Answer::Page(feed_with(&[new_round()])));
    let added = |category: &mut Listed| {
        let job = ("Chiropodists".to_owned(), "31204".to_owned());
        category.jobs.push(job);
    };
    site.put(LISTS, Answer::Page(page_with("health", added)));
    let database = cluster::new_database();
    let (one, other) = (
        Replica::start(&database.url).await,
        Replica::start(&database.url).await,
    );
    let (stop, stopped) = watch::channel(false);
    let told = async {
        while !(one.is_told() && other.is_told()) {
            sleep(LOOK).await;
        }
        // Looks enough for whoever would fetch again.
        sleep(LOOK * 10).await;
        stop.send_replace(true);
    };
    let (first, second) = (one.refresher(&site), other.refresher(&site));
    let running = async { tokio::join!(first.run(stopped.clone()), second.run(stopped), told) };
    meanwhile([&one, &other], running).await;
    for path in [FEED, LISTS] {
        assert_eq!(
            site.headers(path, "host").len(),
            1,
            "{path} was fetched by one"
        );
    }
    // Whoever stops leaves the pages to those who go on.
    let third = Replica::start(&database.url).await;
    for page in ["page:rounds", "page:lists"] {
        assert_eq!(third.store.take_lease(page).await, Ok(true));
    }
}

#[tokio::test]
async fn a_page_that_nobody_fetched_is_fetched_by_who_is_left() {
    let site = Site::start();
    site.put(FEED, Answer::Page(feed_with(&[new_round()])));
    let database = cluster::new_database();
    let (gone, left) = (
        Replica::start(&database.url).await,
        Replica::start(&database.url).await,
    );
    gone.store.live().await.unwrap();
    assert_eq!(gone.store.take_lease("page:rounds").await, Ok(true));
    let (stop, stopped) = watch::channel(false);
    let refresher = left.refresher(&site);
    let watching = async {
        // The first look comes within three seconds.
        sleep(Duration::from_secs(4)).await;
        assert!(
            site.headers(FEED, "host").is_empty(),
            "it was another one's to fetch"
        );
        gone.store.release_lease("page:rounds").await.unwrap();
        while left.presenter.data.published().rounds_checked.is_none() {
            sleep(LOOK).await;
        }
        stop.send_replace(true);
    };
    let running = async { tokio::join!(refresher.run(stopped), watching) };
    meanwhile([&gone, &left], running).await;
    assert_eq!(site.headers(FEED, "host").len(), 1);
}
