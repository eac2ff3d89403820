//! What ends the process, or panics, while it is handled is tried three times.

use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::json;
use tempfile::TempDir;

use super::*;
use crate::answer::Presenter;
use crate::clock::Clock;
use crate::front::telegram::fixture;
use crate::front::telegram::intake::Intake;
use crate::noc::DataFiles;
use crate::store::SqlStore;

const ANNA: u64 = 7;
const LONGEST: Duration = Duration::from_secs(60);
const GLANCE: Duration = Duration::from_millis(5);

static PRESENTER: LazyLock<Arc<Presenter>> =
    LazyLock::new(|| Arc::new(Presenter::open(&DataFiles::BuiltIn).unwrap()));

/// A clock that whoever asks for the day does not come back from, as every handler does.
#[derive(Debug)]
struct Trap {
    panics: bool,
    asked: AtomicUsize,
}

impl Trap {
    fn new(panics: bool) -> Arc<Self> {
        let asked = AtomicUsize::new(0);
        Arc::new(Trap { panics, asked })
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

    fn today_in(&self, _: &TimeZone) -> Date {
        self.asked.fetch_add(1, Ordering::Relaxed);
        assert!(!self.panics, "the trap");
        loop {
            std::thread::park();
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
        while trap.asked() == before || trap.panics {
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
    let trap = Trap::new(false);
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
    let long = "I am a cook. ".repeat(20);
    assert_eq!(deaths(&["cook"]), 3, "handled before it is in the inbox");
    assert_eq!(deaths(&[&long]), 3, "handled from the inbox");
    // The first time both were tried.
    assert_eq!(deaths(&["cook", "welder"]), 5, "heard together");
    assert_eq!(deaths(&["cook", &long]), 6, "one after the other");
}

#[test]
fn what_panics_three_times_is_set_aside() {
    let long = "I am a cook. ".repeat(20);
    for (texts, expected) in [
        (&["cook"][..], 3),
        (&[&long], 3),
        (&["cook", "welder"], 5),
        (&["cook", &long], 6),
    ] {
        let folder = TempDir::new().unwrap();
        let trap = Trap::new(true);
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
    for panics in [true, false] {
        let folder = TempDir::new().unwrap();
        let trap = Trap::new(panics);
        let first = live(folder.path(), &trap, &updates, 0);
        assert_eq!((first, trap.asked()), (panics.then_some(0), 1));
        let again = live(folder.path(), &trap, &updates, 1);
        assert_eq!((again, trap.asked()), (Some(0), 1));
    }
}
