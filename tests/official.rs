//! The official pages: fetched over loopback HTTP from a stand-in of their site, through the library and the built binary.

#[allow(dead_code, reason = "the stand-in of Telegram uses the rest")]
#[path = "telegram/standin/http.rs"]
mod http;
#[path = "official/site.rs"]
mod site;

#[allow(dead_code, reason = "the scenarios of Telegram use the rest")]
#[path = "telegram/cluster.rs"]
mod cluster;
#[path = "official/command_line.rs"]
mod command_line;
#[path = "official/lists.rs"]
mod lists;
#[path = "official/replicas.rs"]
mod replicas;
#[path = "official/rounds.rs"]
mod rounds;

use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;
use nocbot::answer::Presenter;
use nocbot::clock::DayClock;
use nocbot::noc::DataFiles;
use nocbot::official::{Client, ListsNews, OfficialError, RoundsNews};
use nocbot::services::{LOOK, Refresher, Sources, load_cached};
use nocbot::store::{CachedPage, SqlStore, Store};
use site::{Site, TODAY};
use tempfile::TempDir;

const FEED: &str = "/rounds.json";
const LISTS: &str = "/categories.html";
/// Long enough for the loopback interface, except where nothing comes.
const TIMEOUT: Duration = Duration::from_secs(20);

/// A program with a database of its own, in front of a site.
struct Program {
    site: Site,
    presenter: Presenter,
    store: SqlStore,
    folder: TempDir,
    today: Date,
}

impl Program {
    async fn start() -> Program {
        let folder = TempDir::new().unwrap();
        Program {
            site: Site::start(),
            presenter: Presenter::open(&DataFiles::BuiltIn).unwrap(),
            store: SqlStore::open(&folder.path().join("db"), None)
                .await
                .unwrap(),
            folder,
            today: TODAY.parse().unwrap(),
        }
    }

    fn sources(&self) -> Sources {
        let url = |path| Some(self.site.url(path).parse().unwrap());
        Sources {
            rounds: url(FEED),
            lists: url(LISTS),
        }
    }

    fn refresher(&self, patience: Duration) -> Refresher<'_> {
        Refresher {
            data: &self.presenter.data,
            store: &self.store,
            client: Client::new(Some("operator@example.org"), patience).unwrap(),
            clock: Arc::new(DayClock(self.today)),
            sources: self.sources(),
            look: LOOK,
        }
    }

    async fn refresh(&self) -> Result<RoundsNews, OfficialError> {
        self.refresher(TIMEOUT).refresh_rounds().await
    }

    async fn check(&self) -> Result<ListsNews, OfficialError> {
        self.refresher(TIMEOUT).check_lists().await
    }

    async fn kept(&self, name: &str) -> Option<CachedPage> {
        self.store.kept_page(name).await.unwrap()
    }

    /// The same after a restart with these data.
    async fn restarted(self, files: &DataFiles) -> Program {
        let presenter = Presenter::open(files).unwrap();
        load_cached(&presenter.data, &self.store, &self.sources(), self.today)
            .await
            .unwrap();
        Program { presenter, ..self }
    }

    fn known_to(&self) -> String {
        self.presenter
            .data
            .published()
            .rounds
            .known_to()
            .unwrap()
            .to_string()
    }
}
