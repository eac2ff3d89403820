//! Updates of one person in one chat are handled one after another, all others at the same time.

use std::collections::{HashMap, VecDeque};
use std::future::Future;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

/// More waiting updates than this in one lane are turned away.
const MAX_WAITING: usize = 100;

/// The update_queue, each with its updates waiting.
pub struct UpdateQueue<K, T> {
    waiting: Arc<Mutex<HashMap<K, VecDeque<T>>>>,
    /// How many updates are in hand or waiting.
    count: Arc<watch::Sender<usize>>,
}

impl<K, T> UpdateQueue<K, T>
where
    K: Eq + Hash + Clone + Send + 'static,
    T: Send + 'static,
{
    /// No lane yet.
    pub fn new() -> Self {
        UpdateQueue {
            waiting: Arc::default(),
            count: Arc::new(watch::Sender::new(0)),
        }
    }

    /// Handles an item after those before it in its lane.
    ///
    /// # Errors
    /// The lane is too long; the item back.
    pub fn put<F, R>(&self, lane: K, item: T, handle: F) -> Result<(), T>
    where
        F: Fn(T) -> R + Clone + Send + 'static,
        R: Future<Output = ()> + Send + 'static,
    {
        let mut update_queue = lock(&self.waiting);
        if let Some(waiting) = update_queue.get_mut(&lane) {
            if waiting.len() >= MAX_WAITING {
                return Err(item);
            }
            waiting.push_back(item);
        } else {
            update_queue.insert(lane.clone(), VecDeque::new());
            let (waiting, count) = (self.waiting.clone(), self.count.clone());
            tokio::spawn(run(waiting, count, lane, item, handle));
        }
        self.count.send_modify(|count| *count += 1);
        Ok(())
    }

    /// Waits until at most `most` items are in hand or waiting.
    pub async fn at_most(&self, most: usize) {
        let mut count = self.count.subscribe();
        // The sender lives as long as the update_queue do.
        let _ = count.wait_for(|&count| count <= most).await;
    }

    /// How many items are in hand or waiting.
    pub fn len(&self) -> usize {
        *self.count.borrow()
    }

    /// Waits until nothing is left, no longer than `deadline`; how many items were left.
    pub async fn drain(&self, deadline: Duration) -> usize {
        let _ = tokio::time::timeout(deadline, self.at_most(0)).await;
        self.len()
    }
}

async fn run<K, T, F, R>(
    waiting: Arc<Mutex<HashMap<K, VecDeque<T>>>>,
    count: Arc<watch::Sender<usize>>,
    lane: K,
    first: T,
    handle: F,
) where
    K: Eq + Hash + Clone + Send + 'static,
    T: Send + 'static,
    F: Fn(T) -> R + Clone + Send + 'static,
    R: Future<Output = ()> + Send + 'static,
{
    let mut next = Some(first);
    while let Some(item) = next.take() {
        // In a task of its own, so that a panic ends this item and not the lane.
        let outcome = tokio::spawn(handle(item)).await;
        if outcome.is_err_and(|error| error.is_panic()) {
            log::error!("handling an update panicked");
        }
        {
            let mut update_queue = lock(&waiting);
            next = update_queue.get_mut(&lane).and_then(VecDeque::pop_front);
            if next.is_none() {
                update_queue.remove(&lane);
            }
        }
        count.send_modify(|count| *count -= 1);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[tokio::test]
    async fn a_lane_keeps_its_order_and_does_not_hold_up_others() {
        let update_queue = UpdateQueue::new();
        let done = Arc::new(Mutex::new(Vec::new()));
        let handle = {
            let done = done.clone();
            move |(lane, number): (u8, u32)| {
                let done = done.clone();
                async move {
                    let pause = if lane == 0 { 30 } else { 1 };
                    tokio::time::sleep(Duration::from_millis(pause)).await;
                    done.lock().unwrap().push((lane, number));
                }
            }
        };
        for number in 0..3 {
            for lane in 0..2 {
                update_queue
                    .put(lane, (lane, number), handle.clone())
                    .unwrap();
            }
        }
        assert_eq!(update_queue.drain(Duration::from_secs(5)).await, 0);
        let done = done.lock().unwrap().clone();
        let of = |lane| {
            done.iter()
                .filter(move |(of, _)| *of == lane)
                .map(|(_, n)| *n)
        };
        assert!(of(0).eq(0..3) && of(1).eq(0..3));
        assert!(done[..3].iter().all(|(lane, _)| *lane == 1));
        assert!(lock(&update_queue.waiting).is_empty());
    }

    #[tokio::test]
    async fn a_panic_ends_one_item_only() {
        let update_queue = UpdateQueue::new();
        let seen = Arc::new(AtomicUsize::new(0));
        let handle = {
            let seen = seen.clone();
            move |panics: bool| {
                let seen = seen.clone();
                async move {
                    assert!(!panics);
                    seen.fetch_add(1, Ordering::SeqCst);
                }
            }
        };
        update_queue.put((), true, handle.clone()).unwrap();
        update_queue.put((), false, handle).unwrap();
        assert_eq!(update_queue.drain(Duration::from_secs(5)).await, 0);
        assert_eq!(seen.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn a_lane_too_long_turns_items_away() {
        let update_queue = UpdateQueue::new();
        let handle = |_: usize| std::future::pending();
        let taken = (0..2 * MAX_WAITING).filter(|&n| update_queue.put((), n, handle).is_ok());
        assert_eq!(taken.count(), MAX_WAITING + 1);
        assert_eq!(
            update_queue.drain(Duration::from_millis(1)).await,
            MAX_WAITING + 1
        );
    }
}
