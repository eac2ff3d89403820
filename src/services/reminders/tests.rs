//! The service against a real store, by a clock and a notifier that the tests set.

use std::collections::VecDeque;
use std::sync::Mutex;

use async_trait::async_trait;
use jiff::civil::date;
use tempfile::TempDir;

use super::*;
use crate::noc::DataFiles;
use crate::services::UserReminders;
use crate::store::SqlStore;

const ANNA: u64 = 1;
/// Before the day of the reminder, and in its morning.
const BEFORE: &str = "2027-03-01T13:59:59Z";
const MORNING: &str = "2027-03-01T14:00:00Z";

#[derive(Debug)]
struct SetClock(Mutex<Timestamp>);

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// Answers as planned, and sees what the store holds in the moment of each request.
struct Planned {
    store: Arc<dyn Store>,
    plan: Mutex<VecDeque<Delivery>>,
    seen: Mutex<Vec<Due>>,
    is_far_off: Mutex<Option<Duration>>,
}

#[async_trait]
impl Notifier for Planned {
    async fn wait_for_turn(&self, _: u64, most: Duration) -> Result<(), Duration> {
        let off = self.is_far_off.lock().unwrap().take();
        off.filter(|off| *off > most).map_or(Ok(()), Err)
    }

    async fn notify(&self, user: u64, message: &Rich) -> Delivery {
        assert!(message.plain().contains("/remind"), "{message:?}");
        let kept = self.store.reminders(user).await.unwrap();
        self.seen
            .lock()
            .unwrap()
            .extend(kept.iter().map(|kept| kept.due));
        let next = self.plan.lock().unwrap().pop_front();
        next.expect("no request that was not planned")
    }
}

struct World {
    service: Arc<Reminders>,
    clock: Arc<SetClock>,
    notifier: Arc<Planned>,
    _folder: TempDir,
}

impl World {
    /// A person who is to be told on 1 March 2027.
    async fn new(plan: &[Delivery]) -> World {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("nocbot.sqlite");
        let store: Arc<dyn Store> = Arc::new(SqlStore::open(&file, None).await.unwrap());
        let clock = Arc::new(SetClock(Mutex::new(BEFORE.parse().unwrap())));
        let notifier = Arc::new(Planned {
            store: store.clone(),
            plan: Mutex::new(plan.iter().copied().collect()),
            seen: Mutex::default(),
            is_far_off: Mutex::default(),
        });
        let wish = ReminderKind::Qualifies {
            category: "health".to_owned(),
            day: date(2027, 3, 1),
            rules: date(2026, 2, 18),
            is_of_other: false,
        };
        let note = ReminderRecord::new(wish, Lang::EN, None);
        let due = Due::At(MORNING.parse().unwrap());
        let set = store.set_reminder(ANNA, None, &note, due, clock.now());
        set.await.unwrap();
        let service = Arc::new(Reminders {
            presenter: Arc::new(Presenter::open(&DataFiles::BuiltIn).unwrap()),
            store,
            clock: clock.clone(),
            notifier: notifier.clone(),
            metrics: Arc::default(),
        });
        World {
            service,
            clock,
            notifier,
            _folder: folder,
        }
    }

    /// Sees to what is due at a time.
    async fn look(&self, time: &str) {
        *self.clock.0.lock().unwrap() = time.parse().unwrap();
        let (_stopper, stop) = watch::channel(false);
        self.service
            .look(&mut Looked::default(), &stop)
            .await
            .unwrap();
    }

    /// How many requests were made so far.
    fn requests(&self) -> usize {
        self.notifier.seen.lock().unwrap().len()
    }

    async fn kept(&self) -> Vec<KeptReminder> {
        self.service.store.reminders(ANNA).await.unwrap()
    }
}

#[tokio::test]
async fn it_is_on_the_disk_as_tried_before_its_one_request() {
    let world = World::new(&[Delivery::Arrived]).await;
    world.look(BEFORE).await;
    assert_eq!(world.requests(), 0);
    for _ in 0..2 {
        world.look(MORNING).await;
    }
    assert_eq!(*world.notifier.seen.lock().unwrap(), [Due::Tried]);
    assert_eq!(world.kept().await, []);
}

#[tokio::test]
async fn what_was_perhaps_taken_is_shown_and_never_sent_again() {
    let world = World::new(&[Delivery::Unknown]).await;
    for time in [MORNING, "2027-03-02T14:00:00Z", "2027-12-01T14:00:00Z"] {
        world.look(time).await;
    }
    assert_eq!(world.requests(), 1);
    let store = &*world.service.store;
    let reminders = UserReminders::load(store, ANNA, world.clock.now());
    let reminders = reminders.await.unwrap();
    let tried = reminders.reminding().set[0].tried;
    assert_eq!(tried, Some(MORNING.parse().unwrap()));
}

#[tokio::test]
async fn what_was_not_taken_is_sent_again_after_growing_pauses() {
    let asked = Some(Duration::from_secs(600));
    let plan = [
        Delivery::Refused,
        Delivery::Later(None),
        Delivery::Later(asked),
        Delivery::Arrived,
    ];
    let world = World::new(&plan).await;
    for (time, expected) in [
        ("14:00:00", 1),
        ("14:00:59", 1),
        ("14:01:00", 2),
        ("14:02:59", 2),
        ("14:03:00", 3),
        ("14:12:59", 3),
        ("14:13:00", 4),
        ("20:00:00", 4),
    ] {
        world.look(&format!("2027-03-01T{time}Z")).await;
        assert_eq!(world.requests(), expected, "{time}");
    }
    assert_eq!(world.kept().await, []);
}

#[tokio::test]
async fn who_forbids_it_has_no_reminders_left() {
    let world = World::new(&[Delivery::Forbidden]).await;
    world.look(MORNING).await;
    world.look("2027-03-02T14:00:00Z").await;
    assert_eq!(world.requests(), 1);
    assert_eq!(world.kept().await, []);
}

#[tokio::test]
async fn whose_turn_is_far_off_is_put_off_without_a_try() {
    let world = World::new(&[Delivery::Arrived]).await;
    *world.notifier.is_far_off.lock().unwrap() = Some(Duration::from_secs(90));
    world.look(MORNING).await;
    let kept = world.kept().await;
    assert_eq!(
        kept[0].due,
        Due::At("2027-03-01T14:01:30Z".parse().unwrap())
    );
    assert_eq!((kept[0].note.tried, kept[0].note.refused), (None, 0));
    world.look("2027-03-01T14:01:30Z").await;
    assert_eq!(world.requests(), 1);
}
