//! Reading the official pages again and again: what was fetched is kept in the store, and what it says goes to the data.
//!
//! Of several processes with one store, one fetches a page; the others take over what it kept.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use reqwest::Url;
use tokio::sync::watch;
use tokio::time::{Instant, sleep};

use super::off_runtime::off_runtime;
use crate::clock::Clock;
use crate::draws::{Changes, FeedError, Rounds, Streams};
use crate::eligibility::NoRules;
use crate::official::{
    Client, Fetched, ListDifference, ListsNews, ListsPage, OfficialError, PageError, RoundsNews,
    Validators,
};
use crate::store::{CachedPage, Store, StoreError, WholeStore};
use crate::{AppData, Published};

/// Under which names the pages are kept.
const ROUNDS: &str = "rounds";
const LISTS: &str = "lists";
const ROUNDS_PAUSE: Duration = Duration::from_secs(6 * 3_600);
const LISTS_PAUSE: Duration = Duration::from_secs(24 * 3_600);
/// The first look comes within this time of the start.
const FIRST_PAUSE: Duration = Duration::from_secs(3);
/// How often is looked whether it is time to fetch a page, and what another process fetched.
pub const LOOK: Duration = Duration::from_secs(60);
/// Every pause is longer by up to this part of it, so that many bots do not ask at once.
const JITTER: f64 = 0.1;

/// Where the official pages are; none for one that is not to be read.
#[derive(Debug, Clone)]
pub struct Sources {
    /// The feed of rounds; none where it is turned off.
    pub rounds: Option<Url>,
    /// The category page; none where it is turned off.
    pub lists: Option<Url>,
}

/// Reads the official pages.
pub struct Refresher<'a> {
    /// Where the news go.
    pub data: &'a Arc<AppData>,
    /// Where pages are kept, and who fetches them.
    pub store: &'a dyn WholeStore,
    /// What fetches them.
    pub client: Client,
    /// What tells the time.
    pub clock: Arc<dyn Clock>,
    /// Where they are.
    pub sources: Sources,
    /// How often is looked whether it is time to fetch, and what another process fetched: [`LOOK`] but in tests.
    pub look: Duration,
}

/// Takes over what the store kept of the official pages at these addresses, where it still holds `today` and says no less
/// than the data files.
///
/// # Errors
/// The store failed.
pub async fn load_cached(
    data: &Arc<AppData>,
    store: &dyn Store,
    sources: &Sources,
    today: Date,
) -> Result<(), StoreError> {
    if let Some(kept) = kept_of(store, ROUNDS, sources.rounds.as_ref()).await? {
        with(data, move |data| take_over_rounds(data, &kept, today)).await;
    }
    if let Some(kept) = kept_of(store, LISTS, sources.lists.as_ref()).await? {
        with(data, move |data| take_over_lists(data, &kept, today)).await;
    }
    Ok(())
}

/// What reading a page gives, which may take long.
async fn with<T: Send + 'static>(
    data: &Arc<AppData>,
    read: impl FnOnce(&AppData) -> T + Send + 'static,
) -> T {
    let data = Arc::clone(data);
    off_runtime(move || read(&data)).await
}

fn take_over_rounds(data: &AppData, kept: &CachedPage, today: Date) {
    match rounds_of(data, kept, today) {
        Ok((rounds, _)) => publish_rounds(data, kept, rounds, day_of(kept.checked)),
        Err(problem) => log::info!("the kept rounds are not used: {problem}"),
    }
}

fn take_over_lists(data: &AppData, kept: &CachedPage, today: Date) {
    let Ok(rules) = data.rules.in_force_on(today) else {
        return;
    };
    // An older page says nothing about them.
    if day_of(kept.checked) < rules.effective_from {
        return;
    }
    match differences_of(data, kept, today) {
        Err(_) => {}
        Ok(Ok(differences)) => {
            let since = kept.differs_since.unwrap_or_else(|| day_of(kept.checked));
            publish_lists(data, (!differences.is_empty()).then_some(since));
        }
        Ok(Err(problem)) => log::info!("the kept category page is not used: {problem}"),
    }
}

impl Refresher<'_> {
    /// Reads each page soon, and then again and again until `stop` comes true. What comes of it is logged.
    pub async fn run(&self, stop: watch::Receiver<bool>) {
        let rounds = self.every(
            &ROUNDS_TURN,
            self.sources.rounds.as_ref(),
            stop.clone(),
            || async {
                match self.refresh_rounds().await {
                    Ok(news) if news.is_odd() => log::warn!("rounds: {news}"),
                    Ok(news) => log::info!("rounds: {news}"),
                    Err(error) => {
                        let rounds = self.data.published().which_rounds();
                        log::warn!("{rounds}: {}", error.in_full());
                    }
                }
            },
        );
        let lists = self.every(
            &LISTS_TURN,
            self.sources.lists.as_ref(),
            stop.clone(),
            || async {
                match self.check_lists().await {
                    Ok(news) if news.differences.is_empty() => log::info!("{news}"),
                    Ok(news) => log::warn!("{news}"),
                    Err(error) => {
                        let why = error.in_full();
                        log::warn!("the official lists could not be read: {why}");
                    }
                }
            },
        );
        tokio::join!(rounds, lists);
    }

    /// Fetches a page soon and then after every pause, until `stop` comes true, where it is this process's turn; else takes
    /// over what another one kept. Nothing where there is no address.
    async fn every<F: Future<Output = ()>>(
        &self,
        turn: &Turn,
        address: Option<&Url>,
        mut stop: watch::Receiver<bool>,
        fetch: impl Fn() -> F,
    ) {
        let Some(address) = address else {
            let _ = stop.wait_for(|&stop| stop).await;
            return;
        };
        let lease = turn.lease();
        let mut next = Instant::now();
        let mut taken: Option<Timestamp> = None;
        let mut pause = FIRST_PAUSE.mul_f64(fastrand::f64());
        loop {
            tokio::select! {
                biased;
                _ = stop.wait_for(|&stop| stop) => break,
                () = sleep(pause) => pause = self.look,
            }
            // Never given up midway, or it would be taken after it is let go.
            let is_ours = self.store.take_lease(&lease).await;
            let work = async {
                match is_ours {
                    Ok(true) if Instant::now() >= next => {
                        fetch().await;
                        next = Instant::now() + turn.pause.mul_f64(1.0 + JITTER * fastrand::f64());
                    }
                    Ok(true) => {}
                    Ok(false) => match kept_of(self.store, turn.name, Some(address)).await {
                        Ok(Some(kept)) if taken != Some(kept.checked) => {
                            taken = Some(kept.checked);
                            // Whoever fetched it may go: then it is this one's turn when the page is old.
                            let age = self.clock.now().duration_since(kept.checked);
                            let age = Duration::try_from(age).unwrap_or_default();
                            next = Instant::now() + turn.pause.saturating_sub(age);
                            let (take_over, today) = (turn.take_over, self.clock.today());
                            with(self.data, move |data| take_over(data, &kept, today)).await;
                            log::info!("{} taken over as another process fetched them", turn.name);
                        }
                        Ok(_) => {}
                        Err(error) => log::warn!("{error}"),
                    },
                    Err(error) => log::warn!("{error}"),
                }
            };
            tokio::select! {
                biased;
                _ = stop.wait_for(|&stop| stop) => break,
                () = work => {}
            }
        }
        if let Err(error) = self.store.release_lease(&lease).await {
            log::warn!("{error}");
        }
    }

    /// Fetches the feed of rounds once, takes it over and keeps it.
    ///
    /// # Errors
    /// It cannot be fetched, is no feed or says less than is known; or it could not be kept.
    pub async fn refresh_rounds(&self) -> Result<RoundsNews, OfficialError> {
        let address = self.sources.rounds.as_ref();
        let address = address.ok_or(OfficialError::TurnedOff("NOCBOT_FEED_URL"))?;
        let today = self.clock.today();
        let kept = kept_of(self.store, ROUNDS, Some(address)).await?;
        let reads = move |data: &AppData, kept: &CachedPage| rounds_of(data, kept, today).is_ok();
        let page = self.fetch(address, self.good(kept, reads).await).await?;
        let (page, read) = with(self.data, move |data| {
            let read = read_rounds(data, &page, today);
            (page, read)
        })
        .await;
        let news = read.map_err(|problem| OfficialError::Feed {
            address: address.clone(),
            problem,
        })?;
        self.store.keep_page(ROUNDS, &page).await?;
        Ok(news)
    }

    /// Fetches the category page once and holds it against the rules in force; keeps it and what was seen.
    ///
    /// # Errors
    /// It cannot be fetched or is no category page, which says nothing about the lists; or it could not be kept.
    pub async fn check_lists(&self) -> Result<ListsNews, OfficialError> {
        let address = self.sources.lists.as_ref();
        let address = address.ok_or(OfficialError::TurnedOff("NOCBOT_LISTS_URL"))?;
        let today = self.clock.today();
        let rules = self.data.rules.in_force_on(today)?.effective_from;
        let kept = kept_of(self.store, LISTS, Some(address)).await?;
        let reads = move |data: &AppData, kept: &CachedPage| {
            differences_of(data, kept, today).is_ok_and(|differences| differences.is_ok())
        };
        let page = self.fetch(address, self.good(kept, reads).await).await?;
        let (mut page, read) = with(self.data, move |data| {
            let read = differences_of(data, &page, today);
            (page, read)
        })
        .await;
        let differences = read?.map_err(|problem| OfficialError::Page {
            address: address.clone(),
            problem,
        })?;
        let since = self.data.published().lists_changed.unwrap_or(today);
        page.differs_since = (!differences.is_empty()).then_some(since);
        publish_lists(self.data, page.differs_since);
        self.store.keep_page(LISTS, &page).await?;
        Ok(ListsNews {
            rules,
            differs_since: page.differs_since,
            differences,
        })
    }

    /// The kept copy of a page, where it can be read.
    async fn good(
        &self,
        kept: Option<CachedPage>,
        reads: impl FnOnce(&AppData, &CachedPage) -> bool + Send + 'static,
    ) -> Option<CachedPage> {
        let kept = kept?;
        with(self.data, move |data| reads(data, &kept).then_some(kept)).await
    }

    /// The page as it is now; `kept` is a good copy of it from the same address.
    async fn fetch(
        &self,
        address: &Url,
        kept: Option<CachedPage>,
    ) -> Result<CachedPage, OfficialError> {
        let known = kept
            .as_ref()
            .map_or_else(Validators::default, |kept| Validators {
                etag: kept.etag.clone(),
                last_modified: kept.last_modified.clone(),
            });
        let fetched = self.client.fetch(address, &known).await;
        let fetched = fetched.map_err(|problem| OfficialError::Fetch {
            address: address.clone(),
            problem,
        })?;
        let (body, validators) = match (fetched, kept) {
            (Fetched::Page { body, validators }, _) => (body, validators),
            (Fetched::NotModified, kept) => (kept.map_or_else(String::new, |k| k.body), known),
        };
        Ok(CachedPage {
            address: address.to_string(),
            body,
            etag: validators.etag,
            last_modified: validators.last_modified,
            checked: self.clock.now(),
            differs_since: None,
        })
    }
}

/// A page that one process at a time fetches.
struct Turn {
    /// Under which name it is kept.
    name: &'static str,
    pause: Duration,
    take_over: fn(&AppData, &CachedPage, Date),
}

const ROUNDS_TURN: Turn = Turn {
    name: ROUNDS,
    pause: ROUNDS_PAUSE,
    take_over: take_over_rounds,
};
const LISTS_TURN: Turn = Turn {
    name: LISTS,
    pause: LISTS_PAUSE,
    take_over: take_over_lists,
};

impl Turn {
    fn lease(&self) -> String {
        format!("page:{}", self.name)
    }
}

/// The copy of a page that was kept from this address.
async fn kept_of(
    store: &(impl Store + ?Sized),
    name: &str,
    address: Option<&Url>,
) -> Result<Option<CachedPage>, StoreError> {
    let Some(address) = address else {
        return Ok(None);
    };
    let kept = store.kept_page(name).await?;
    Ok(kept.filter(|kept| kept.address == address.as_str()))
}

/// The rounds of a page of that day, and what they change.
fn rounds_of(data: &AppData, page: &CachedPage, day: Date) -> Result<(Rounds, Changes), FeedError> {
    let rounds = Rounds::read_feed(&page.body, &data.streams, day)?;
    let changes = rounds.follow(&data.data_rounds, &data.published().rounds)?;
    Ok((rounds, changes))
}

/// How a page differs from the rules in force on that day.
fn differences_of(
    data: &AppData,
    page: &CachedPage,
    day: Date,
) -> Result<Result<Vec<ListDifference>, PageError>, NoRules> {
    let rules = data.rules.in_force_on(day)?;
    let read = ListsPage::read(&page.body, &data.streams, &data.rules);
    Ok(read.and_then(|read| read.compare(rules, &data.languages)))
}

/// Takes over what a page of that day says of the rounds.
fn read_rounds(data: &AppData, page: &CachedPage, day: Date) -> Result<RoundsNews, FeedError> {
    let (rounds, changes) = rounds_of(data, page, day)?;
    let mut unknown: Vec<String> = rounds
        .of(Streams::OTHER)
        .map(|round| round.name.clone())
        .collect();
    unknown.sort();
    unknown.dedup();
    let known_to = rounds.known_to();
    publish_rounds(data, page, rounds, day);
    Ok(RoundsNews {
        added: changes.added,
        known_to,
        unknown,
        withdrawn: changes.withdrawn,
    })
}

/// Takes over the rounds of a page, and what it says of the pool.
fn publish_rounds(data: &AppData, page: &CachedPage, rounds: Rounds, checked: Date) {
    let before = data.published();
    let newer = before.pool.newer(&page.body);
    data.publish(Published {
        rounds,
        pool: newer.unwrap_or_else(|| before.pool.clone()),
        rounds_checked: Some(checked),
        lists_changed: before.lists_changed,
    });
}

fn publish_lists(data: &AppData, lists_changed: Option<Date>) {
    let before = data.published();
    data.publish(Published {
        lists_changed,
        ..Published::clone(&before)
    });
}

fn day_of(time: Timestamp) -> Date {
    time.to_zoned(TimeZone::system()).date()
}
