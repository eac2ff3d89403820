//! Presses that are not answered yet.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use quick_cache::sync::Cache;
use serde::{Deserialize, Serialize};
use teloxide::types::CallbackQueryId;
use tokio::sync::OnceCell;
use tokio::time::sleep_until;

use super::send::{Notice, Sender};

/// How long an answer waits for the handler, which may have something to say with it.
const PATIENCE: Duration = Duration::from_secs(1);
/// Of more presses than this, the oldest may be answered again, which does no harm.
const KEPT: usize = 10_000;

/// What a press is answered with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PressAnswer {
    pub id: CallbackQueryId,
    pub notice: Option<Notice>,
}

/// Sees to it that every press is answered once and soon, whatever waits before it.
#[derive(Debug)]
pub struct Presses {
    open: Mutex<Open>,
    /// The answers that this process gives or gave.
    answers: Cache<String, Arc<OnceCell<()>>>,
}

/// Those that nobody has claimed.
#[derive(Debug, Default)]
struct Open {
    /// Until when each of them may wait.
    presses: HashMap<String, Instant>,
    /// Whether somebody looks for those that have waited for too long.
    is_watched: bool,
}

impl Open {
    /// Adds a press that came now; one that came before waits no longer for coming again.
    fn add(&mut self, id: String, now: Instant) {
        self.presses.entry(id).or_insert(now + PATIENCE);
    }

    /// Takes out those whose time is over.
    fn overdue(&mut self, now: Instant) -> Vec<String> {
        let overdue = self.presses.extract_if(|_, until| *until <= now);
        overdue.map(|(id, _)| id).collect()
    }
}

impl Default for Presses {
    fn default() -> Self {
        Presses {
            open: Mutex::default(),
            answers: Cache::new(KEPT),
        }
    }
}

impl Presses {
    /// Answers a press unless this process has done so; returns once it is answered, whoever did it.
    pub async fn answer(&self, sender: &Sender, answer: PressAnswer) {
        let PressAnswer { id, notice } = answer;
        let new = || Ok::<_, Infallible>(Arc::default());
        let Ok(answered) = self.answers.get_or_insert_with(&id.0, new);
        answered.get_or_init(|| sender.answer(id, notice)).await;
    }

    /// Answers a press after a while, unless somebody claims it first.
    pub fn watch(self: &Arc<Self>, sender: &Arc<Sender>, id: CallbackQueryId) {
        let mut open = self.lock();
        open.add(id.0, Instant::now());
        if !std::mem::replace(&mut open.is_watched, true) {
            tokio::spawn(Arc::clone(self).watch_all(Arc::clone(sender)));
        }
    }

    /// Answers presses that have waited for too long, until none waits any more: one timer for all of them.
    async fn watch_all(self: Arc<Self>, sender: Arc<Sender>) {
        while let Some(first) = self.first_due() {
            sleep_until(first.into()).await;
            let overdue = self.lock().overdue(Instant::now());
            for id in overdue {
                let (presses, sender) = (Arc::clone(&self), Arc::clone(&sender));
                let (id, notice) = (CallbackQueryId(id), None);
                let answer = PressAnswer { id, notice };
                tokio::spawn(async move { presses.answer(&sender, answer).await });
            }
        }
    }

    /// When the first press has waited for too long; where none waits, nobody watches any more.
    fn first_due(&self) -> Option<Instant> {
        let mut open = self.lock();
        let first = open.presses.values().min().copied();
        open.is_watched = first.is_some();
        first
    }

    /// Whether a press still is to be answered, by whoever asks first.
    pub fn claim(&self, id: &CallbackQueryId) -> bool {
        self.lock().presses.remove(&id.0).is_some()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_that_comes_again_waits_no_longer() {
        let mut open = Open::default();
        let begun = Instant::now();
        let again = begun + PATIENCE / 2;
        open.add("1".to_owned(), begun);
        open.add("1".to_owned(), again);
        open.add("2".to_owned(), again);
        assert_eq!(open.overdue(begun + PATIENCE), ["1"]);
        assert_eq!(open.overdue(again + PATIENCE), ["2"]);
    }
}
