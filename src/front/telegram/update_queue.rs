//! Working off the inbox: the updates of one person in one chat one after another, all others at the same time.
//!
//! What can be handled at once goes by no inbox (see `ahead`).

mod ahead;
mod passing;
#[cfg(test)]
mod tests;
mod work;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use jiff::SignedDuration;
use teloxide::types::Update;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::sleep;

use super::caught::{Panicked, caught};
use super::front::Shared;
use super::outbox::Outbox;
use crate::store::{Lane, NewUpdate, StoreError, Taken, UpdateStore, Waiting};
use work::Left;

/// How many updates of a lane are read at a time.
const MAX_READ: usize = 20;
/// No more updates are taken in while so many are in hand.
const MAX_IN_HAND: usize = 2_000;
/// Nor while so many chats are being sent to.
const MAX_SENT_TO: usize = 500;
/// More updates than this of one lane are not taken while they wait.
const MAX_WAITING: usize = 100;
const LONGEST_RECOVERY: Duration = Duration::from_secs(5);
/// How often is looked for what other processes left, and after how long an update counts as left.
const SWEEP_PAUSE: Duration = Duration::from_secs(1);
const LEFT_AFTER: SignedDuration = SignedDuration::from_secs(3);
/// The pauses after failures of the store that follow one another.
const PAUSES: ExponentialBuilder = ExponentialBuilder::new()
    .with_min_delay(Duration::from_millis(100))
    .with_max_delay(LONGEST_PAUSE)
    .without_max_times();
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// A lane that is being worked off.
#[derive(Debug, Default)]
struct Busy {
    /// How many of its updates this process took and has not done.
    waiting: usize,
    /// Whether more came since it was last read.
    has_more: bool,
    /// The updates of which the attempt that comes next is counted already.
    counted: HashSet<i64>,
}

impl Busy {
    /// Notes what was counted of what was begun.
    fn note(&mut self, begun: Option<&Begun>) {
        self.counted.extend(begun.and_then(|begun| begun.counted));
    }
}

/// What waits in a lane with which is begun at once, since a processor is free for it.
struct Begun {
    waiting: Waiting,
    /// Which of its updates had its attempt counted.
    counted: Option<i64>,
    permit: OwnedSemaphorePermit,
}

impl Begun {
    /// One of a lane that was read when updates were taken; none where no processor is free for it.
    fn of(lane: Lane, permit: Option<OwnedSemaphorePermit>, taken: &mut Taken) -> Option<Self> {
        let permit = permit?;
        let at = taken.waiting.iter().position(|(read, _)| *read == lane)?;
        let (_, waiting) = taken.waiting.swap_remove(at);
        let first = waiting.updates.first().map(|first| first.id);
        let counted = first.filter(|first| taken.begun.contains(first));
        Some(Begun {
            waiting,
            counted,
            permit,
        })
    }
}

/// The lanes, each with its updates in the inbox.
pub struct UpdateQueue {
    shared: Arc<Shared>,
    updates: Arc<dyn UpdateStore>,
    outbox: Arc<Outbox>,
    lanes: Mutex<HashMap<Lane, Busy>>,
    /// The updates that this process took and has not tried yet, as they were read then.
    untried: Mutex<HashMap<i64, Box<Update>>>,
    /// How many updates this process took and has not done.
    count: watch::Sender<usize>,
    /// How many lanes are being worked off, and updates that wait in none.
    working: watch::Sender<usize>,
    /// Handling is work for processors, of which there are so many.
    processors: Arc<Semaphore>,
    /// Held while an update is handled that is not in the inbox: of one at a time the store notes which it is.
    ahead: tokio::sync::Mutex<()>,
    stop: watch::Receiver<bool>,
}

impl UpdateQueue {
    /// No lane yet; none is begun once `stop` comes true.
    pub fn new(
        shared: Arc<Shared>,
        updates: Arc<dyn UpdateStore>,
        outbox: Arc<Outbox>,
        stop: watch::Receiver<bool>,
    ) -> Arc<Self> {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Arc::new(UpdateQueue {
            shared,
            updates,
            outbox,
            lanes: Mutex::default(),
            untried: Mutex::default(),
            count: watch::Sender::new(0),
            working: watch::Sender::new(0),
            processors: Arc::new(Semaphore::new(processors)),
            ahead: tokio::sync::Mutex::default(),
            stop,
        })
    }

    /// Whether a lane takes no more for now.
    pub fn is_full(&self, lane: Lane) -> bool {
        let lanes = lock(&self.lanes);
        lanes
            .get(&lane)
            .is_some_and(|busy| busy.waiting >= MAX_WAITING)
    }

    /// Puts updates into the inbox and begins to work them off; or does what need not go by it.
    ///
    /// # Errors
    /// The store failed: none of them was taken.
    pub async fn take(
        self: &Arc<Self>,
        mut updates: Vec<(NewUpdate, Box<Update>)>,
    ) -> Result<(), StoreError> {
        if let [(new, update)] = &updates[..]
            && self.may_go_ahead(new.lane, update)
            && self.begin(new.lane)
            && let Some((new, update)) = updates.pop()
        {
            return self.take_ahead(new, update).await;
        }
        let lane = |(new, _): &(NewUpdate, Box<Update>)| (new.id, new.lane);
        let lanes: HashMap<i64, Lane> = updates.iter().map(lane).collect();
        let idle: HashSet<Lane> = {
            let busy = lock(&self.lanes);
            let idle = lanes.values().filter(|lane| !busy.contains_key(lane));
            idle.copied().collect()
        };
        // As many as can be begun with at once: to wait for a processor is no attempt.
        let permits = idle.into_iter().map_while(|lane| {
            let permit = self.free_processor()?;
            Some((lane, permit))
        });
        let mut permits: HashMap<Lane, OwnedSemaphorePermit> = permits.collect();
        // Before they are in the inbox, where another update of the lane may find them.
        let updates = updates.into_iter().map(|(mut new, update)| {
            self.keep_untried(&mut new, update);
            new
        });
        let updates = updates.collect();
        let begun = permits.keys().copied().collect();
        let now = self.shared.clock.now();
        let taken = self.updates.take_and_read(updates, begun, MAX_READ, now);
        let mut taken = match taken.await {
            Ok(taken) => taken,
            Err(error) => {
                lock(&self.untried).retain(|id, _| !lanes.contains_key(id));
                return Err(error);
            }
        };
        for (id, lane) in lanes {
            if taken.new.contains(&id) {
                let begun = Begun::of(lane, permits.remove(&lane), &mut taken);
                self.wake(lane, 1, begun);
            } else {
                lock(&self.untried).remove(&id);
            }
        }
        Ok(())
    }

    /// Keeps an update that is about to be taken, unless an attempt at it ended the process before, which is counted.
    fn keep_untried(&self, new: &mut NewUpdate, update: Box<Update>) {
        if self.updates.was_in_hand(new.id) {
            new.attempts += 1;
        } else {
            lock(&self.untried).insert(new.id, update);
        }
    }

    /// A processor, unless all are in use.
    fn free_processor(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.processors).try_acquire_owned().ok()
    }

    /// Works off what an earlier process left, and sends what it did not. Nothing new is taken before, at most for
    /// [`LONGEST_RECOVERY`], so that whatever ends the process while it takes new updates ends no attempt at old ones.
    pub async fn recover(self: &Arc<Self>) {
        let mut pauses = PAUSES.build();
        while !*self.stop.borrow() {
            let left = async {
                let lanes = self.updates.waiting_lanes(self.shared.clock.now()).await?;
                Ok((lanes, self.updates.waiting_chats().await?))
            };
            match left.await {
                Ok((lanes, chats)) => {
                    if !lanes.is_empty() || !chats.is_empty() {
                        let (lanes, chats) = (lanes.len(), chats.len());
                        log::info!("going on with {lanes} conversations and {chats} chats");
                    }
                    for lane in lanes {
                        self.wake(lane, 0, None);
                    }
                    for chat in chats {
                        self.outbox.wake(chat);
                    }
                    let mut working = self.working.subscribe();
                    let all = working.wait_for(|&count| count == 0);
                    let _ = tokio::time::timeout(LONGEST_RECOVERY, all).await;
                    return;
                }
                Err::<_, StoreError>(error) => log::error!("{error}"),
            }
            sleep(pauses.next().unwrap_or(LONGEST_PAUSE)).await;
        }
    }

    /// Says that this process is alive, and takes over what another one left when it died, until `stop` comes true; nothing
    /// where no other process shares the store.
    pub async fn stand_in(self: &Arc<Self>, mut stop: watch::Receiver<bool>) {
        if !self.updates.is_shared() {
            return;
        }
        loop {
            tokio::select! {
                biased;
                _ = stop.wait_for(|&stop| stop) => return,
                () = sleep(SWEEP_PAUSE) => {}
            }
            let swept = async {
                self.updates.live().await?;
                let before = self.shared.clock.now() - LEFT_AFTER;
                for lane in self.updates.waiting_lanes(before).await? {
                    if !lock(&self.lanes).contains_key(&lane) {
                        self.wake(lane, 0, None);
                    }
                }
                for chat in self.updates.waiting_chats().await? {
                    self.outbox.wake(chat);
                }
                Ok::<_, StoreError>(())
            };
            if let Err(error) = swept.await {
                log::error!("{error}");
            }
        }
    }

    /// Waits until this process has no longer as much in hand as it may.
    pub async fn has_room(&self) {
        let mut count = self.count.subscribe();
        let mut sending = self.outbox.count.subscribe();
        // The senders live as long as this.
        let _ = count.wait_for(|&count| count < MAX_IN_HAND).await;
        let _ = sending.wait_for(|&sending| sending < MAX_SENT_TO).await;
    }

    /// Whether this process has as much in hand as it may: what is not taken waits at Telegram, and takes no memory here.
    pub fn is_loaded(&self) -> bool {
        *self.count.borrow() >= MAX_IN_HAND || *self.outbox.count.borrow() >= MAX_SENT_TO
    }

    /// Waits until nothing is in hand, no longer than `deadline`.
    pub async fn drain(&self, deadline: Duration) {
        let mut working = self.working.subscribe();
        let mut sending = self.outbox.count.subscribe();
        let all = async {
            let _ = working.wait_for(|&count| count == 0).await;
            let _ = sending.wait_for(|&count| count == 0).await;
        };
        let _ = tokio::time::timeout(deadline, all).await;
    }

    /// Works off a lane in which `more` updates were taken, and this was begun.
    fn wake(self: &Arc<Self>, lane: Lane, more: usize, begun: Option<Begun>) {
        self.count.send_modify(|count| *count += more);
        let mut lanes = lock(&self.lanes);
        let is_idle = !lanes.contains_key(&lane);
        let busy = lanes.entry(lane).or_default();
        busy.waiting += more;
        busy.has_more = !is_idle;
        busy.note(begun.as_ref());
        drop(lanes);
        if is_idle {
            self.working.send_modify(|count| *count += 1);
            self.go_on(lane, begun);
        }
    }

    /// Works off a lane that was begun.
    fn go_on(self: &Arc<Self>, lane: Lane, begun: Option<Begun>) {
        let queue = Arc::clone(self);
        tokio::spawn(async move {
            queue.work_off(lane, begun).await;
            queue.working.send_modify(|count| *count -= 1);
        });
    }

    async fn work_off(self: &Arc<Self>, lane: Lane, mut begun: Option<Begun>) {
        let mut pauses = PAUSES.build();
        while !*self.stop.borrow() {
            let begun = begun.take().filter(|begun| self.is_untried(&begun.waiting));
            let read = match begun {
                Some(begun) => Ok((begun.waiting, Some(begun.permit))),
                None => (self.updates.waiting(lane, MAX_READ).await).map(|read| (read, None)),
            };
            let step = match read {
                Ok((waiting, _)) if waiting.updates.is_empty() => {
                    if self.is_done(lane) {
                        return;
                    }
                    continue;
                }
                Ok((waiting, permit)) => {
                    let first = vec![waiting.updates[0].id];
                    match caught(self.work_on(lane, waiting, permit)).await {
                        Ok(step) => step,
                        Err(Panicked) => {
                            log::error!("what goes with handling an update panicked");
                            sleep(pauses.next().unwrap_or(LONGEST_PAUSE)).await;
                            if let Err(error) = self.updates.count_attempt(lane, first).await {
                                log::error!("{error}");
                            }
                            continue;
                        }
                    }
                }
                Err(error) => Err(error),
            };
            match step {
                // What came since was told, and need not be looked for.
                Ok(Left::Nothing) if self.is_done(lane) => return,
                Ok(_) => pauses = PAUSES.build(),
                Err(StoreError::Overtaken) => {}
                Err(error) => {
                    log::error!("{error}");
                    sleep(pauses.next().unwrap_or(LONGEST_PAUSE)).await;
                }
            }
        }
        // What is left waits for the next start.
        lock(&self.lanes).remove(&lane);
    }

    /// Whether nobody has begun with what was read.
    fn is_untried(&self, read: &Waiting) -> bool {
        let first = read.updates.first();
        first.is_some_and(|first| lock(&self.untried).contains_key(&first.id))
    }

    /// Whether nothing came for a lane meanwhile; then it is no longer worked off.
    fn is_done(&self, lane: Lane) -> bool {
        let mut lanes = lock(&self.lanes);
        match lanes.get_mut(&lane) {
            Some(busy) if busy.has_more => {
                busy.has_more = false;
                false
            }
            _ => {
                let busy = lanes.remove(&lane).unwrap_or_default();
                // Those that somebody else did, or whose person is forgotten.
                self.count
                    .send_modify(|count| *count -= busy.waiting.min(*count));
                true
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
