//! What ends the process, or panics, while it is handled is tried three times.

use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use async_trait::async_trait;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::json;
use tempfile::TempDir;

use super::work::MAX_ATTEMPTS;
use super::*;
use crate::answer::Presenter;
use crate::clock::Clock;
use crate::front::telegram::fixture;
use crate::front::telegram::intake::Intake;
use crate::noc::DataFiles;
use crate::store::SqlStore;

const ANNA: u64 = 7;
const LANE: Lane = Lane {
    chat: ANNA.cast_signed(),
    user: ANNA,
};
const LONGEST: Duration = Duration::from_secs(60);
const GLANCE: Duration = Duration::from_millis(5);

static PRESENTER: LazyLock<Arc<Presenter>> =
    LazyLock::new(|| Arc::new(Presenter::open(&DataFiles::BuiltIn).unwrap()));

/// What a trap does to whoever asks it for the day, as every handler does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    Panic,
    /// Nobody comes back.
    Hold,
    Nothing,
}

/// A clock that is a trap.
#[derive(Debug)]
struct Trap {
    does: Does,
    asked: AtomicUsize,
}

impl Trap {
    fn new(does: Does) -> Arc<Self> {
        let asked = AtomicUsize::new(0);
        Arc::new(Trap { does, asked })
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }
}

#[async_trait]
impl Clock for Trap {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn today_in(&self, zone: &TimeZone) -> Date {
        self.asked.fetch_add(1, Ordering::Relaxed);
        match self.does {
            Does::Panic => panic!("the trap"),
            Does::Hold => loop {
                std::thread::park();
            },
            Does::Nothing => self.now().to_zoned(zone.clone()).date(),
        }
    }
}

/// Updates of one person in their own chat, as Telegram sends them.
fn updates(texts: &[&str]) -> Vec<String> {
    let update = |(id, text): (i64, &&str)| {
        let message = json!({
            "message_id": id, "date": 1_795_305_600, "text": text,
            "chat": {"id": ANNA, "type": "private", "first_name": "Anna"},
            "from": {"id": ANNA, "is_bot": false, "first_name": "Anna"},
        });
        json!({"update_id": id, "message": message}).to_string()
    };
    (1..).zip(texts).map(update).collect()
}

/// A text that is handled on a thread of its own, and goes by the inbox.
fn long() -> String {
    "I am a cook. ".repeat(20)
}

/// A bot over the database in a folder, which nothing tells to stop.
async fn bot(folder: &Path, trap: &Arc<Trap>) -> (Arc<SqlStore>, Intake, watch::Sender<bool>) {
    let store = Arc::new(SqlStore::open(&folder.join("db"), None).await.unwrap());
    let shared = fixture::shared(&PRESENTER, store.clone(), trap.clone());
    let (go_on, stop) = watch::channel(false);
    let outbox = Arc::new(Outbox {
        updates: store.clone(),
        store: store.clone(),
        sender: shared.sender.clone(),
        presses: shared.presses.clone(),
        questions: shared.questions.clone(),
        chats: Mutex::default(),
        count: watch::Sender::new(0),
        metrics: shared.metrics.clone(),
        stop: stop.clone(),
    });
    store.live().await.unwrap();
    let update_queue = UpdateQueue::new(shared.clone(), store.clone(), outbox, stop);
    let intake = Intake {
        shared,
        update_queue,
    };
    (store, intake, go_on)
}

/// How often handling each update of Anna's was tried, as the store counts it.
async fn attempts(store: &SqlStore) -> Vec<u32> {
    let waiting = store.waiting(LANE, 9).await.unwrap();
    waiting.updates.iter().map(|it| it.attempts).collect()
}

/// Waits until this comes true.
async fn wait_until(mut comes_true: impl AsyncFnMut() -> bool) {
    let begun = Instant::now();
    while !comes_true().await {
        assert!(begun.elapsed() < LONGEST, "it waits for ever");
        sleep(GLANCE).await;
    }
}

/// A process: it goes on with what is left, and is sent the updates that Telegram has no word of. It ends once the trap was
/// asked more often than `before`, or nothing waits any more; then, how many updates were set aside.
fn live(folder: &Path, trap: &Arc<Trap>, updates: &[String], before: usize) -> Option<u64> {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let aside = runtime.block_on(async {
        let (store, intake, _go_on) = bot(folder, trap).await;
        let (queue, updates) = (intake.update_queue.clone(), updates.to_vec());
        let taken = tokio::spawn(async move {
            intake.update_queue.recover().await;
            intake.take(updates).await.unwrap();
        });
        let begun = Instant::now();
        while trap.asked() == before || trap.does == Does::Panic {
            assert!(begun.elapsed() < LONGEST, "it waits for ever");
            let is_taken = taken.is_finished();
            let depth = store.depth().await.unwrap();
            if is_taken && depth.updates == 0 && *queue.working.borrow() == 0 {
                let told = store.messages(ANNA.cast_signed(), 99).await.unwrap();
                assert_eq!(told.len() as u64, depth.aside, "one is told of each");
                return Some(depth.aside);
            }
            sleep(GLANCE).await;
        }
        None
    });
    runtime.shutdown_background();
    aside
}

/// How often a process ends until nothing waits any more, and all is set aside.
fn deaths(texts: &[&str]) -> usize {
    let folder = TempDir::new().unwrap();
    let trap = Trap::new(Does::Hold);
    let aside = loop {
        if let Some(aside) = live(folder.path(), &trap, &updates(texts), trap.asked()) {
            break aside;
        }
    };
    assert_eq!(aside, texts.len() as u64);
    trap.asked()
}

#[test]
fn what_ends_the_process_three_times_is_set_aside() {
    let long = long();
    assert_eq!(deaths(&["cook"]), 3, "handled before it is in the inbox");
    assert_eq!(deaths(&[&long]), 3, "handled from the inbox");
    // The first time both were tried.
    assert_eq!(deaths(&["cook", "welder"]), 5, "heard together");
    assert_eq!(deaths(&["cook", &long]), 6, "one after the other");
}

#[test]
fn what_panics_three_times_is_set_aside() {
    let long = long();
    for (texts, expected) in [
        (&["cook"][..], 3),
        (&[&long], 3),
        (&["cook", "welder"], 5),
        (&["cook", &long], 6),
    ] {
        let folder = TempDir::new().unwrap();
        let trap = Trap::new(Does::Panic);
        let aside = live(folder.path(), &trap, &updates(texts), 0);
        assert_eq!(aside, Some(texts.len() as u64));
        assert_eq!(trap.asked(), expected, "{texts:?}");
    }
}

#[test]
fn an_inline_query_is_tried_once() {
    let from = json!({"id": ANNA, "is_bot": false, "first_name": "Anna"});
    let query = json!({"id": "5", "from": from, "query": "cook", "offset": ""});
    let updates = [json!({"update_id": 5, "inline_query": query}).to_string()];
    for (does, expected) in [(Does::Panic, Some(0)), (Does::Hold, None)] {
        let folder = TempDir::new().unwrap();
        let trap = Trap::new(does);
        let first = live(folder.path(), &trap, &updates, 0);
        assert_eq!((first, trap.asked()), (expected, 1));
        let again = live(folder.path(), &trap, &updates, 1);
        assert_eq!((again, trap.asked()), (Some(0), 1));
    }
}

#[tokio::test]
async fn to_wait_for_a_processor_is_no_attempt_and_those_of_others_are_none_of_ours() {
    let folder = TempDir::new().unwrap();
    let trap = Trap::new(Does::Panic);
    let (store, intake, _go_on) = bot(folder.path(), &trap).await;
    let processors = intake.update_queue.processors.clone();
    let all = u32::try_from(processors.available_permits()).unwrap();
    let all = processors.acquire_many_owned(all).await.unwrap();
    intake.take(updates(&[&long()])).await.unwrap();
    tokio::task::yield_now().await;
    assert_eq!(attempts(&store).await, [0]);
    // Another process tries it.
    store.count_attempt(LANE, vec![1]).await.unwrap();
    drop(all);
    wait_until(async || store.depth().await.unwrap().aside == 1).await;
    assert_eq!(trap.asked(), 2);
}

#[tokio::test]
async fn what_the_store_fails_to_keep_uses_up_no_attempts() {
    let folder = TempDir::new().unwrap();
    let trap = Trap::new(Does::Nothing);
    let (store, intake, _go_on) = bot(folder.path(), &trap).await;
    let database = rusqlite::Connection::open(folder.path().join("db")).unwrap();
    let refuse =
        "CREATE TRIGGER refuse BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'full'); END";
    database.execute_batch(refuse).unwrap();
    // Handled before it is in the inbox: Telegram has to send it again.
    assert!(intake.take(updates(&["cook"])).await.is_err());
    assert!(!bot(folder.path(), &trap).await.0.was_in_hand(1));
    intake.take(updates(&[&long()])).await.unwrap();
    let metrics = intake.shared.metrics.clone();
    let handled = || {
        let metrics = metrics.encoded(Timestamp::now());
        let of_kind = |line: &&str| line.contains("_total{") && line.contains("private-message");
        let count = |line: &str| line.rsplit(' ').next().unwrap().parse::<u32>().unwrap();
        metrics.lines().filter(of_kind).map(count).sum::<u32>()
    };
    wait_until(async || handled() > MAX_ATTEMPTS + 1).await;
    assert_eq!(attempts(&store).await, [1]);
    database.execute_batch("DROP TRIGGER refuse").unwrap();
    wait_until(async || store.depth().await.unwrap().updates == 0).await;
    assert_eq!(store.depth().await.unwrap().aside, 0);
}

#[tokio::test]
async fn a_panic_ahead_counts_also_where_an_earlier_update_came_meanwhile() {
    let folder = TempDir::new().unwrap();
    let (store, intake, stop) = bot(folder.path(), &Trap::new(Does::Panic)).await;
    // Nobody works on what is taken.
    stop.send_replace(true);
    let queue = &intake.update_queue;
    let new = |id, attempts| NewUpdate {
        id,
        lane: LANE,
        body: updates(&["cook"]).remove(0),
        attempts,
    };
    store.take(vec![new(3, 0)], Timestamp::now()).await.unwrap();
    queue.put(new(5, 1), None).await.unwrap();
    assert_eq!(attempts(&store).await, [0, 1]);
    // Nor is what is to be begun with, where it is not the first.
    queue.put(new(4, 0), None).await.unwrap();
    assert_eq!(attempts(&store).await, [0, 0, 1]);
}
