//! Presses that are not answered yet.

use std::collections::HashSet;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use quick_cache::sync::Cache;
use serde::{Deserialize, Serialize};
use teloxide::types::CallbackQueryId;
use tokio::sync::OnceCell;
use tokio::time::sleep;

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
    open: Mutex<HashSet<String>>,
    /// The answers that this process gives or gave.
    answers: Cache<String, Arc<OnceCell<()>>>,
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
        self.lock().insert(id.0.clone());
        let (presses, sender) = (Arc::clone(self), Arc::clone(sender));
        tokio::spawn(async move {
            sleep(PATIENCE).await;
            if presses.claim(&id) {
                let answer = PressAnswer { id, notice: None };
                // Those that wait need no room for it.
                Box::pin(presses.answer(&sender, answer)).await;
            }
        });
    }

    /// Whether a press still is to be answered, by whoever asks first.
    pub fn claim(&self, id: &CallbackQueryId) -> bool {
        self.lock().remove(&id.0)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashSet<String>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
