//! Handling before the inbox: a short message or a press of a private chat in which nothing waits is handled before Telegram
//! hears that we have it, and is in the store for the first time with what it led to.

use std::collections::hash_map::Entry;
use std::sync::Arc;
use std::time::Instant;

use teloxide::types::Update;

use super::{Busy, MAX_READ, UpdateQueue, is_light, lock};
use crate::front::telegram::caught::caught;
use crate::store::{Lane, Loaded, NewUpdate, Outlook, Person, StoreError, Waiting, Work};

/// What became of an update that was to be handled before it is in the inbox.
enum Ahead {
    Done,
    /// It has to go by the inbox; itself, where it was not handled.
    NotYet(Option<Box<Update>>),
    /// So it has, and this was an attempt.
    Panicked,
}

impl UpdateQueue {
    /// Whether an update can be handled before it is in the inbox: one that is handled soon, and whose answer is nobody
    /// else's.
    pub(super) fn may_go_ahead(&self, lane: Lane, update: &Update) -> bool {
        let is_private = lane.chat == lane.user.cast_signed();
        !self.updates.is_shared() && is_private && is_light(update)
    }

    /// Begins to work off a lane with one update, unless that was begun before; whether it was begun.
    pub(super) fn begin(&self, lane: Lane) -> bool {
        match lock(&self.lanes).entry(lane) {
            Entry::Occupied(_) => return false,
            Entry::Vacant(idle) => idle.insert(Busy {
                waiting: 1,
                has_more: false,
            }),
        };
        self.count.send_modify(|count| *count += 1);
        self.working.send_modify(|count| *count += 1);
        true
    }

    /// Takes the update that a lane was begun with.
    ///
    /// # Errors
    /// The store failed: it was not taken.
    pub(super) async fn take_ahead(
        self: &Arc<Self>,
        new: NewUpdate,
        update: Box<Update>,
    ) -> Result<(), StoreError> {
        let (lane, id) = (new.lane, new.id);
        let left = match self.handle_ahead(lane, id, update).await {
            Ok(Ahead::Done) => Ok(None),
            Ok(Ahead::NotYet(update)) => {
                // What was handled in vain is no attempt.
                let counts = update.is_some();
                self.take_begun(new, update, counts).await
            }
            Ok(Ahead::Panicked) => self.take_begun(new, None, true).await,
            Err(error) => Err(error),
        };
        let (left, taken) = match left {
            Ok(left) => (left, Ok(())),
            Err(error) => (None, Err(error)),
        };
        if left.is_some() || !self.is_done(lane) {
            self.go_on(lane, left.flatten());
        } else {
            self.working.send_modify(|count| *count -= 1);
        }
        taken
    }

    /// Puts the update that a lane was begun with into the inbox, itself where it was not tried; where it was not seen before,
    /// what waits in the lane then. That `counts` as an attempt at it, made or about to be.
    async fn take_begun(
        &self,
        new: NewUpdate,
        untried: Option<Box<Update>>,
        counts: bool,
    ) -> Result<Option<Option<Waiting>>, StoreError> {
        let (lane, id) = (new.lane, new.id);
        self.keep_untried(untried.map(|update| (id, update)));
        let now = self.shared.clock.now();
        let lanes = if counts { vec![lane] } else { Vec::new() };
        let taken = self.updates.take_and_read(vec![new], lanes, MAX_READ, now);
        let taken = taken.await;
        let is_taken = taken.as_ref().is_ok_and(|taken| !taken.new.is_empty());
        if !is_taken {
            lock(&self.untried).remove(&id);
        }
        let waiting = taken?.waiting.pop().map(|(_, waiting)| waiting);
        Ok(is_taken.then_some(waiting))
    }

    /// Handles an update that is not in the inbox, and keeps what that led to.
    ///
    /// # Errors
    /// The store failed: nothing is kept.
    async fn handle_ahead(
        &self,
        lane: Lane,
        id: i64,
        update: Box<Update>,
    ) -> Result<Ahead, StoreError> {
        let begun = Instant::now();
        let handling = {
            let Ok(_alone) = self.ahead.try_lock() else {
                return Ok(Ahead::NotYet(Some(update)));
            };
            let Some(Outlook { person, changes }) = self.updates.look_ahead(lane, id).await? else {
                return Ok(Ahead::NotYet(Some(update)));
            };
            let beside = Person {
                conversation: Loaded::None,
                lang: person.lang,
                zone: person.zone.clone(),
                reminders: person.reminders.clone(),
            };
            let known = Some((lane.user, person));
            let handling = Box::pin(Arc::clone(&self.shared).handle(*update, known));
            let outlook = Outlook {
                person: beside,
                changes,
            };
            caught(handling).await.map(|handling| (handling, outlook))
        };
        let Ok((handling, outlook)) = handling else {
            log::error!("handling an update panicked");
            return Ok(Ahead::Panicked);
        };
        handling.handled.write(begun, &self.shared.metrics);
        let work = Work {
            ahead: Some(outlook),
            ..Work::of(lane, vec![id], handling.changes)
        };
        let is_ours = self.finish(work, handling.parcels).await?;
        // Where it was seen meanwhile, the inbox does not take it.
        Ok(match is_ours {
            true => Ahead::Done,
            false => Ahead::NotYet(None),
        })
    }
}
