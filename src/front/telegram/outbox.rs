//! Sending what the outbox holds: in the order of each chat, each chat by itself, until Telegram has taken it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use backon::{BackoffBuilder, ExponentialBuilder};
use quick_cache::sync::Cache;
use teloxide::types::{ChatId, MessageId};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use super::api::CallError;
use super::caught::caught;
use super::outgoing::{Item, Parcel};
use super::presses::{PressAnswer, Presses};
use super::send::Sender;
use crate::services::Metrics;
use crate::store::{Store, StoreError, UpdateStore, WaitingMessage};

/// How many messages of a chat are read at a time.
const MAX_READ: usize = 20;
/// The pauses after failures that follow one another.
const PAUSES: ExponentialBuilder = ExponentialBuilder::new()
    .with_min_delay(Duration::from_millis(500))
    .with_max_delay(LONGEST_PAUSE)
    .without_max_times();
const LONGEST_PAUSE: Duration = Duration::from_secs(4);
/// How long a message that was sent is kept for the sake of the press that led to it, which is answered meanwhile.
pub const LONGEST_PRESS: Duration = Duration::from_secs(1);
/// How soon is looked again whether another process has sent what waits.
const SHARED_PAUSE: Duration = Duration::from_millis(150);

/// Sends messages of the outbox.
pub struct Outbox {
    pub updates: Arc<dyn UpdateStore>,
    pub store: Arc<dyn Store>,
    pub sender: Arc<Sender>,
    pub presses: Arc<Presses>,
    /// The message that shows each conversation's open question, where this process sent it.
    pub questions: Arc<Cache<u64, MessageId>>,
    /// The chats that are being sent to, and whether there is more for them.
    pub chats: Mutex<HashMap<i64, bool>>,
    /// How many chats that are.
    pub count: watch::Sender<usize>,
    pub metrics: Arc<Metrics>,
    /// Comes true when nothing more is to be begun.
    pub stop: watch::Receiver<bool>,
}

/// What became of a message.
enum Outcome {
    Done,
    /// Nobody may write to this chat.
    Forbidden,
    Stopped,
}

impl Outbox {
    /// Sends what there is for a chat.
    pub fn wake(self: &Arc<Self>, chat: i64) {
        match self.lock().entry(chat) {
            Entry::Occupied(mut has_more) => {
                has_more.insert(true);
                return;
            }
            Entry::Vacant(free) => free.insert(false),
        };
        self.count.send_modify(|count| *count += 1);
        self.send_held(chat, Vec::new());
    }

    /// Keeps everybody else in this process from sending to a chat; whether nobody was.
    pub fn hold(&self, chat: i64) -> bool {
        match self.lock().entry(chat) {
            Entry::Occupied(_) => return false,
            Entry::Vacant(free) => free.insert(false),
        };
        self.count.send_modify(|count| *count += 1);
        true
    }

    /// Sends what there is for a chat that is held; `first` is what there is so far, or nothing where that is not known.
    pub fn send_held(self: &Arc<Self>, chat: i64, first: Vec<(WaitingMessage, Parcel)>) {
        let outbox = Arc::clone(self);
        tokio::spawn(async move {
            if caught(outbox.empty(chat, first)).await.is_err() {
                log::error!("sending to a chat panicked");
                outbox.lock().remove(&chat);
            }
            outbox.count.send_modify(|count| *count -= 1);
        });
    }

    /// Lets others send to a chat that is held.
    pub fn release(self: &Arc<Self>, chat: i64) {
        if self.is_done(chat) {
            self.count.send_modify(|count| *count -= 1);
        } else {
            self.send_held(chat, Vec::new());
        }
    }

    /// Sends until there is nothing more for a chat.
    async fn empty(&self, chat: i64, first: Vec<(WaitingMessage, Parcel)>) {
        let lease = format!("chat:{chat}");
        let mut pauses = PAUSES.build();
        let mut first = Some(first).filter(|first| !first.is_empty());
        while !*self.stop.borrow() {
            let read = async {
                if let Some(first) = first.take() {
                    let known = first
                        .into_iter()
                        .map(|(message, parcel)| (message, Some(parcel)));
                    return Ok((true, known.collect(), true));
                }
                let is_ours = self.updates.take_lease(&lease).await?;
                let messages = self.updates.messages(chat, MAX_READ).await?;
                let is_all = messages.len() < MAX_READ;
                let read = messages.into_iter().map(|message| {
                    let parcel = message.body.as_deref().map(serde_json::from_str);
                    (message, parcel.and_then(Result::ok))
                });
                Ok::<_, StoreError>((is_ours, read.collect::<Vec<_>>(), is_all))
            };
            let (messages, mut is_all) = match read.await {
                Ok((false, messages, _)) if !messages.is_empty() => {
                    // Another process sends them, or takes its time to die.
                    sleep(SHARED_PAUSE).await;
                    continue;
                }
                Ok((_, messages, is_all)) => (messages, is_all),
                Err(error) => {
                    log::error!("{error}");
                    sleep(pauses.next().unwrap_or(LONGEST_PAUSE)).await;
                    continue;
                }
            };
            let last = messages.last().map(|(last, _)| last.id);
            for (message, parcel) in messages {
                match self.deliver(&message, parcel).await {
                    Outcome::Done => {
                        // Before another is sent it is known that this one was, so that no end of the process repeats two.
                        let may_wait = is_all && Some(message.id) == last;
                        self.mark(&message, may_wait).await;
                    }
                    Outcome::Forbidden => {
                        self.give_up(chat, message.user).await;
                        is_all = false;
                        break;
                    }
                    Outcome::Stopped => {
                        is_all = false;
                        break;
                    }
                }
            }
            // What came since was told, and need not be looked for.
            if is_all && self.is_done(chat) {
                self.let_go(&lease).await;
                return;
            }
        }
        self.let_go(&lease).await;
        self.lock().remove(&chat);
    }

    /// Lets another process send to a chat.
    async fn let_go(&self, lease: &str) {
        if let Err(error) = self.updates.release_lease(lease).await {
            log::warn!("{error}");
        }
    }

    /// Whether nothing came for a chat meanwhile; then it is no longer sent to.
    fn is_done(&self, chat: i64) -> bool {
        let mut chats = self.lock();
        match chats.get_mut(&chat) {
            Some(has_more) if *has_more => {
                *has_more = false;
                false
            }
            _ => {
                chats.remove(&chat);
                true
            }
        }
    }

    /// Does what a row holds; where the bot stops, or nobody may write to the chat, not all of it.
    async fn deliver(&self, message: &WaitingMessage, parcel: Option<Parcel>) -> Outcome {
        let Some(Parcel { item, press }) = parcel else {
            log::error!("a message of the outbox cannot be read: left out");
            return Outcome::Done;
        };
        let answering = press.map(|press| tokio::spawn(self.answer(press)));
        let outcome = match item {
            Some(item) => self.send(message, &item).await,
            None => Outcome::Done,
        };
        if let Some(answering) = answering {
            // Nobody waits long for a press that Telegram does not take.
            let _ = timeout(LONGEST_PRESS, answering).await;
        }
        outcome
    }

    /// Answers a press that an earlier process, or this one, has not answered yet.
    fn answer(&self, press: PressAnswer) -> impl Future<Output = ()> + use<> {
        let (presses, sender) = (self.presses.clone(), self.sender.clone());
        async move { presses.answer(&sender, press).await }
    }

    /// Sends a message until it is taken, refused, or the bot stops.
    async fn send(&self, message: &WaitingMessage, item: &Item) -> Outcome {
        let mut chat = ChatId(message.chat);
        let mut pauses = PAUSES.build();
        let mut stop = self.stop.clone();
        loop {
            tokio::select! {
                biased;
                _ = stop.wait_for(|&stop| stop) => return Outcome::Stopped,
                () = self.sender.wait_for_turn(chat) => {}
            }
            // Those that wait for their turn need no room for it.
            let outcome = Box::pin(item.deliver(&self.sender, chat)).await;
            self.metrics.sent(match &outcome {
                Ok(_) => "taken",
                Err(CallError::Wait(_)) => "told to wait",
                Err(error) if error.may_pass() => "failed",
                Err(error) if error.is_forbidden() => "forbidden",
                Err(_) => "refused",
            });
            let pause = match outcome {
                Ok(sent) => {
                    if let Some((id, true)) = sent
                        && chat.0 > 0
                    {
                        self.questions.insert(chat.0.unsigned_abs(), id);
                    }
                    return Outcome::Done;
                }
                Err(CallError::Migrated(new)) => {
                    chat = ChatId(new);
                    continue;
                }
                Err(CallError::Wait(time)) => {
                    self.sender.limiter().hold(chat.0, Instant::now() + time);
                    log::warn!("a chat waits: Telegram asks to wait {} s", time.as_secs());
                    continue;
                }
                Err(error) if error.is_forbidden() => return Outcome::Forbidden,
                // Kept for the next start: without its token nothing goes out.
                Err(CallError::Token) => LONGEST_PAUSE,
                Err(error) if error.may_pass() => {
                    log::warn!("a message waits: {error}");
                    pauses.next().unwrap_or(LONGEST_PAUSE)
                }
                Err(error) => {
                    log::warn!("a message was not sent: {error}");
                    return Outcome::Done;
                }
            };
            tokio::select! {
                biased;
                _ = stop.wait_for(|&stop| stop) => return Outcome::Stopped,
                () = sleep(pause) => {}
            }
        }
    }

    /// Takes out a message, so that nobody sends it again; where that may wait a little, together with what is written next.
    async fn mark(&self, message: &WaitingMessage, may_wait: bool) {
        let (chat, id) = (message.chat, message.id);
        let mut pauses = PAUSES.build();
        while let Err(error) = match may_wait {
            true => self.updates.sent_last(chat, id).await,
            false => self.updates.sent(chat, id).await,
        } {
            log::error!("{error}");
            sleep(pauses.next().unwrap_or(LONGEST_PAUSE)).await;
            if *self.stop.borrow() {
                return;
            }
        }
    }

    /// Takes out everything for a chat that nobody may write to.
    async fn give_up(&self, chat: i64, user: u64) {
        if let Err(error) = self.updates.unreachable(chat).await {
            log::error!("{error}");
        }
        if chat == user.cast_signed()
            && let Err(error) = self.store.remove_reminders(user).await
        {
            log::error!("{error}");
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<i64, bool>> {
        self.chats.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
