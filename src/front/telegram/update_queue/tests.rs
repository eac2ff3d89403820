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
fn updates(texts: &[&str]) -> Vec<(NewUpdate, Box<Update>)> {
    let update = |(id, text): (i64, &&str)| {
        let message = json!({
            "message_id": id, "date": 1_795_305_600, "text": text,
            "chat": {"id": ANNA, "type": "private", "first_name": "Anna"},
            "from": {"id": ANNA, "is_bot": false, "first_name": "Anna"},
        });
        let body = json!({"update_id": id, "message": message}).to_string();
        let update = Box::new(raw::read(&body).unwrap());
        let (chat, user) = (ANNA.cast_signed(), ANNA);
        let lane = Lane { chat, user };
        (NewUpdate { id, lane, body }, update)
    };
    (1..).zip(texts).map(update).collect()
}

/// A process: it goes on with what is left, and is sent the updates that Telegram has no word of. It ends once the trap was
/// asked more often than `before`, or nothing waits any more; whether something still does.
fn live(folder: &Path, trap: &Arc<Trap>, texts: &[&str], before: usize) -> bool {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let waits = runtime.block_on(async {
        let store = Arc::new(SqlStore::open(&folder.join("db"), None).await.unwrap());
        let shared = fixture::shared(&PRESENTER, store.clone(), trap.clone());
        let (_go_on, stop) = watch::channel(false);
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
        let queue = UpdateQueue::new(shared, store.clone(), outbox, stop);
        let (working, updates) = (queue.clone(), updates(texts));
        let taken = tokio::spawn(async move {
            working.recover().await;
            working.take(updates).await.unwrap();
        });
        let begun = Instant::now();
        while trap.asked() == before || trap.panics {
            assert!(begun.elapsed() < LONGEST, "it waits for ever");
            let is_taken = taken.is_finished();
            let depth = store.depth().await.unwrap();
            if is_taken && depth.updates == 0 {
                let told = store.messages(ANNA.cast_signed(), 99).await.unwrap();
                assert_eq!(told.len() as u64, depth.aside, "one is told of each");
                assert_eq!(depth.aside, texts.len() as u64);
                return false;
            }
            sleep(GLANCE).await;
        }
        true
    });
    runtime.shutdown_background();
    waits
}

/// How often a process ends until nothing waits any more.
fn deaths(texts: &[&str]) -> usize {
    let folder = TempDir::new().unwrap();
    let trap = Trap::new(false);
    while live(folder.path(), &trap, texts, trap.asked()) {}
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
        assert!(!live(folder.path(), &trap, texts, 0));
        assert_eq!(trap.asked(), expected, "{texts:?}");
    }
}
