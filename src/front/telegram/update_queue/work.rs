//! The work on updates of the inbox: their attempts are counted, they are handled, and what that led to is kept with their end.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Instant;

use teloxide::types::{ChatId, Update, UpdateKind};
use tokio::runtime::Handle;
use tokio::sync::OwnedSemaphorePermit;

use super::{MAX_READ, UpdateQueue, lock};
use crate::front::telegram::caught::caught;
use crate::front::telegram::front::Handling;
use crate::front::telegram::outgoing::Parcel;
use crate::front::telegram::raw;
use crate::store::{Lane, Person, StoreError, Waiting, WaitingMessage, WaitingUpdate, Work};

/// An update is not tried again after so many attempts.
pub(super) const MAX_ATTEMPTS: u32 = 3;
/// Longer texts are handled on a thread for work that takes long.
const MAX_LIGHT_BYTES: usize = 120;

/// What waits in a lane after some of it was handled.
pub(super) enum Left {
    /// Nothing of what waited then.
    Nothing,
    Perhaps,
}

/// How handling updates ended.
pub(super) enum Outcome {
    Done(Handling),
    Panicked,
}

impl UpdateQueue {
    /// Handles the first updates of a lane: one, or short messages that are heard together.
    pub(super) async fn work_on(
        &self,
        lane: Lane,
        waiting: Waiting,
        permit: Option<OwnedSemaphorePermit>,
    ) -> Result<Left, StoreError> {
        let Waiting { updates, person } = waiting;
        let first = &updates[0];
        let left = |handled: usize| match updates.len() {
            read if handled == read && read < MAX_READ => Left::Nothing,
            _ => Left::Perhaps,
        };
        // Before the attempt is counted: waiting for a processor is none. The semaphore is never closed.
        let permit = match permit {
            Some(permit) => Some(permit),
            None => Arc::clone(&self.processors).acquire_owned().await.ok(),
        };
        let untried = lock(&self.untried).remove(&first.id);
        let is_new = untried.is_some();
        if first.attempts >= MAX_ATTEMPTS + u32::from(self.is_counted(lane, first.id)) {
            self.set_aside(lane, first, &person).await?;
            return Ok(left(1));
        }
        let read = || first.body.as_deref().and_then(raw::read).map(Box::new);
        let Some(update) = untried.or_else(read) else {
            log::error!("an update of the inbox cannot be read");
            self.set_aside(lane, first, &person).await?;
            return Ok(left(1));
        };
        if !is_new {
            // Whether it was answered before, nobody knows any more.
            self.shared.answer_again(&update);
        }
        let mut ids = vec![first.id];
        let mut together = update;
        // Once something failed, everything is tried by itself.
        let others = updates[1..].iter().filter(|_| is_new);
        for next in others.take_while(|next| next.attempts == 0) {
            let read = next.body.as_deref().and_then(raw::read);
            let Some(joined) = read.and_then(|next| raw::heard_together(&together, &next)) else {
                break;
            };
            together = Box::new(joined);
            ids.push(next.id);
        }
        // None of them is new once it was tried.
        for id in &ids[1..] {
            lock(&self.untried).remove(id);
        }
        let uncounted = ids.iter().filter(|&&id| !self.is_counted(lane, id));
        let uncounted: Vec<i64> = uncounted.copied().collect();
        if !uncounted.is_empty() {
            self.updates.count_attempt(lane, uncounted).await?;
        }
        self.note_counted(lane, &ids, false);
        let begun = Instant::now();
        let known = Some((lane.user, person.clone()));
        match self.handle(together, known, permit).await {
            Outcome::Done(handling) => {
                handling.handled.write(begun, &self.shared.metrics);
                let left = left(ids.len());
                let work = Work::of(lane, ids.clone(), handling.changes);
                let finished = self.finish(work, handling.parcels).await;
                if !matches!(finished, Ok(true)) {
                    // It did not fail of them: what comes next is the same attempt.
                    self.note_counted(lane, &ids, true);
                }
                // Where somebody else was first, those heard with it are still there.
                Ok(if finished? { left } else { Left::Perhaps })
            }
            Outcome::Panicked => {
                log::error!("handling an update panicked");
                Ok(Left::Perhaps)
            }
        }
    }

    /// Whether the next attempt at an update of a lane is counted already.
    fn is_counted(&self, lane: Lane, id: i64) -> bool {
        let lanes = lock(&self.lanes);
        let busy = lanes.get(&lane);
        busy.is_some_and(|busy| busy.counted.contains(&id))
    }

    /// Notes whether the next attempt at these updates of a lane is counted already.
    fn note_counted(&self, lane: Lane, ids: &[i64], is_counted: bool) {
        if let Some(busy) = lock(&self.lanes).get_mut(&lane) {
            match is_counted {
                true => busy.counted.extend(ids),
                false => busy.counted.retain(|id| !ids.contains(id)),
            }
        }
    }

    /// Handles an update, one that may take long on a thread for such work; a panic ends this one alone.
    pub(super) async fn handle(
        &self,
        update: Box<Update>,
        known: Option<(u64, Person)>,
        permit: Option<OwnedSemaphorePermit>,
    ) -> Outcome {
        let (shared, runtime) = (Arc::clone(&self.shared), Handle::current());
        if is_light(&update) {
            // Those that wait need no room for it.
            let handling = Box::pin(shared.handle(&update, known));
            return caught(handling)
                .await
                .map_or(Outcome::Panicked, Outcome::Done);
        }
        let handling = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            runtime.block_on(shared.handle(&update, known))
        });
        handling.await.map_or(Outcome::Panicked, Outcome::Done)
    }

    async fn set_aside(
        &self,
        lane: Lane,
        update: &WaitingUpdate,
        person: &Person,
    ) -> Result<bool, StoreError> {
        let read = update.body.as_deref().and_then(raw::read);
        let kind = read.as_ref().map_or("unreadable", raw::kind);
        log::error!("a {kind} could not be handled: set aside");
        let work = Work {
            is_aside: true,
            ..Work::of(lane, vec![update.id], Vec::new())
        };
        let trouble = self.shared.trouble(lane.chat, read.as_ref(), person.lang);
        self.finish(work, trouble).await
    }

    /// Ends the work on updates, which led to these messages; whether it was still to be done.
    pub(super) async fn finish(
        &self,
        mut work: Work,
        parcels: Vec<(ChatId, Parcel)>,
    ) -> Result<bool, StoreError> {
        let written = parcels.iter().map(|(chat, parcel)| parcel.written(*chat));
        work.messages = written.collect();
        let (lane, count) = (work.lane, work.updates.len());
        let chats: HashSet<i64> = parcels.iter().map(|(chat, _)| chat.0).collect();
        // Nobody sends to these meanwhile, so that what is put into the outbox need not be read from it. Other processes
        // might.
        let is_alone = !self.updates.is_shared();
        let hold = |chat: &i64| is_alone && self.outbox.hold(*chat);
        let (held, others): (Vec<i64>, Vec<i64>) = chats.into_iter().partition(hold);
        let now = self.shared.clock.now();
        let mut finished = self.updates.finish_and_read(work, now).await;
        let is_ours = matches!(finished, Ok(Some(_)));
        // Of a chat all messages were given, or none.
        let mut first: HashMap<i64, Vec<(WaitingMessage, Parcel)>> = HashMap::new();
        let mut given = finished
            .as_mut()
            .ok()
            .and_then(Option::take)
            .into_iter()
            .flatten()
            .peekable();
        for (chat, parcel) in parcels {
            if let Some(message) = given.next_if(|message| message.chat == chat.0) {
                first.entry(chat.0).or_default().push((message, parcel));
            }
        }
        for chat in held {
            match is_ours {
                true => {
                    let first = first.remove(&chat).unwrap_or_default();
                    self.outbox.send_held(chat, first);
                }
                false => self.outbox.release(chat),
            }
        }
        if is_ours {
            for chat in others {
                self.outbox.wake(chat);
            }
        }
        finished?;
        let mut lanes = lock(&self.lanes);
        let busy = lanes.get_mut(&lane);
        let done = busy.map_or(0, |busy| {
            let done = count.min(busy.waiting);
            busy.waiting -= done;
            done
        });
        drop(lanes);
        self.count.send_modify(|count| *count -= done.min(*count));
        Ok(is_ours)
    }
}

/// Whether handling an update takes a processor for no longer than the rest of its way.
pub(super) fn is_light(update: &Update) -> bool {
    match &update.kind {
        UpdateKind::Message(message) | UpdateKind::EditedMessage(message) => {
            let text = message.text().or(message.caption());
            text.is_none_or(|text| text.len() <= MAX_LIGHT_BYTES)
        }
        UpdateKind::InlineQuery(query) => query.query.len() <= MAX_LIGHT_BYTES,
        _ => true,
    }
}
