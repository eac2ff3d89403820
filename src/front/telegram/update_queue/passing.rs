//! Updates that are answered at once or not at all, such as inline queries: they are in no inbox, and none is handled twice, so
//! that none ends the process again and again.

use std::sync::Arc;
use std::time::Instant;

use teloxide::types::Update;

use super::UpdateQueue;
use super::work::Outcome;
use crate::front::telegram::raw;
use crate::store::StoreError;

impl UpdateQueue {
    /// Begins to handle updates, but for those with which that was begun before, perhaps by a process that they ended.
    ///
    /// # Errors
    /// The store failed: none of them is handled by this.
    pub async fn take_passing(self: &Arc<Self>, updates: Vec<Update>) -> Result<(), StoreError> {
        let ids = updates.iter().map(|update| i64::from(update.id.0));
        let now = self.shared.clock.now();
        let new = self.updates.remember(ids.collect(), now).await?;
        for update in updates {
            if new.contains(&i64::from(update.id.0)) {
                self.working.send_modify(|count| *count += 1);
                tokio::spawn(Arc::clone(self).handle_passing(Box::new(update)));
            } else {
                log::warn!("a {} came again: set aside", raw::kind(&update));
            }
        }
        Ok(())
    }

    async fn handle_passing(self: Arc<Self>, update: Box<Update>) {
        let begun = Instant::now();
        let permit = Arc::clone(&self.processors).acquire_owned().await.ok();
        match self.handle(update, None, permit).await {
            Outcome::Done(handling) => {
                handling.handled.write(begun, &self.shared.metrics);
                if let Some(answer) = handling.inline {
                    self.shared.sender.answer_inline(&answer).await;
                }
            }
            Outcome::Panicked => log::error!("handling an update panicked"),
        }
        self.working.send_modify(|count| *count -= 1);
    }
}
