//! Handling before the inbox: a short message or a press of a private chat in which nothing waits is handled before Telegram
//! hears that we have it, and is in the store for the first time with what it led to.

use std::collections::hash_map::Entry;
use std::sync::Arc;
use std::time::Instant;

use teloxide::types::Update;

use super::work::is_light;
use super::{Begun, Busy, MAX_READ, UpdateQueue, lock};
use crate::front::telegram::caught::caught;
use crate::store::{Lane, Loaded, NewUpdate, Outlook, Person, StoreError, Work};

/// What became of an update that was to be handled before it is in the inbox.
enum Ahead {
    Done,
    /// It has to go by the inbox; itself, where it was not handled.
    NotYet(Option<Box<Update>>),
    /// It has to, and this was an attempt.
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
                ..Busy::default()
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
        let goes_on = match self.handle_ahead(lane, id, update).await {
            Ok(Ahead::Done) => Ok(false),
            Ok(Ahead::NotYet(update)) => self.put(new, update).await,
            Ok(Ahead::Panicked) => {
                let attempts = new.attempts + 1;
                self.put(NewUpdate { attempts, ..new }, None).await
            }
            Err(error) => Err(error),
        };
        if !matches!(goes_on, Ok(true)) {
            if self.is_done(lane) {
                self.working.send_modify(|count| *count -= 1);
            } else {
                self.go_on(lane, None);
            }
        }
        goes_on.map(drop)
    }

    /// Puts the update that a lane was begun with into the inbox, with itself where it was not tried, and goes on with the
    /// lane; whether it does, which it does not where the update was taken before.
    ///
    /// # Errors
    /// The store failed: it is not in the inbox by this.
    pub(super) async fn put(
        self: &Arc<Self>,
        mut new: NewUpdate,
        untried: Option<Box<Update>>,
    ) -> Result<bool, StoreError> {
        let (lane, id) = (new.lane, new.id);
        let permit = untried.as_ref().and_then(|_| self.free_processor());
        if let Some(update) = untried {
            self.keep_untried(&mut new, update);
        }
        let lanes = permit.iter().map(|_| lane).collect();
        let now = self.shared.clock.now();
        let taken = self.updates.take_and_read(vec![new], lanes, MAX_READ, now);
        let taken = taken.await;
        let is_taken = taken.as_ref().is_ok_and(|taken| !taken.new.is_empty());
        if !is_taken {
            lock(&self.untried).remove(&id);
        }
        let mut taken = taken?;
        if !is_taken {
            return Ok(false);
        }
        let begun = Begun::of(lane, permit, &mut taken);
        if let Some(busy) = lock(&self.lanes).get_mut(&lane) {
            busy.note(begun.as_ref());
        }
        self.go_on(lane, begun);
        Ok(true)
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
            let handling = Box::pin(Arc::clone(&self.shared).handle(&update, known));
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
