//! Presses that are not answered yet.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use teloxide::types::CallbackQueryId;
use tokio::time::sleep;

use super::send::Sender;

/// How long an answer waits for the handler, which may have something to say with it.
const PATIENCE: Duration = Duration::from_secs(1);

/// Sees to it that every press is answered once and soon, whatever waits before it.
#[derive(Debug, Default)]
pub struct Presses {
    open: Mutex<HashSet<String>>,
}

impl Presses {
    /// Answers a press after a while, unless somebody claims it first.
    pub fn watch(self: &Arc<Self>, sender: &Arc<Sender>, id: CallbackQueryId) {
        self.lock().insert(id.0.clone());
        let (presses, sender) = (Arc::clone(self), Arc::clone(sender));
        tokio::spawn(async move {
            sleep(PATIENCE).await;
            if presses.claim(&id) {
                sender.answer(id, None).await;
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
