//! Reminders: told when they are due, late ones as soon as the program runs again, and nobody at night.
//!
//! **The guarantee**: what was perhaps taken is never sent again. A reminder is written down as tried, on the disk, before
//! its one request goes out. If it was refused, or nobody was reached, it is put back and tried again after growing pauses.
//! If nobody knows, because the process died, the connection broke or Telegram's servers failed in that moment, it stays
//! tried: it is not sent again, and `/remind` shows that it may not have arrived. So does one that was refused
//! `backoff::MAX_REFUSALS` times. So each is told once, or shown.

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::Metrics;
use super::backoff::{as_signed, is_last, pause};
use super::notifier::{Delivery, Notifier};
use crate::Published;
use crate::answer::{self, Context, Presenter};
use crate::clock::Clock;
use crate::noc::Lang;
use crate::reminders::{Due, ReminderKind, ReminderRecord, morning_of, next_allowed, usual_zone};
use crate::store::{KeptReminder, Store, StoreError};
use crate::text::Rich;

/// How often is looked for what is due.
const TICK: Duration = Duration::from_secs(60);
/// How many reminders are read at a time.
const MAX_READ: usize = 200;
/// A reminder whose chat is to be left alone for longer than this is put off, so that nobody else waits for it.
const LONGEST_TURN: Duration = Duration::from_secs(3);
/// How many are on their way at a time.
const MAX_AT_ONCE: usize = 16;

/// What to do about a reminder that is due.
enum Plan {
    Wait(Due),
    /// The message, and the note of having tried to send it.
    Tell {
        text: Rich,
        tried: ReminderRecord,
    },
}

/// Whether each of some reminders was seen to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pass {
    Whole,
    /// Telling one of them ended early.
    Broken,
}

/// What was looked at last, so that subscriptions are only read when there may be news.
#[derive(Default)]
struct Looked {
    published: Option<Arc<Published>>,
    day: Option<Date>,
}

/// The service that tells people what they wished to be told.
pub struct Reminders {
    /// What reminders are put into words with.
    pub presenter: Arc<Presenter>,
    /// Where they are kept.
    pub store: Arc<dyn Store>,
    /// What tells the time.
    pub clock: Arc<dyn Clock>,
    /// What sends them.
    pub notifier: Arc<dyn Notifier>,
    /// Where they are counted.
    pub metrics: Arc<Metrics>,
}

impl Reminders {
    /// Tells what is due until `stop` comes true; what is on its way then is finished.
    pub async fn run(self: Arc<Self>, mut stop: watch::Receiver<bool>) {
        let mut looked = Looked::default();
        let mut published = self.presenter.data.follow();
        loop {
            let now = self.clock.now();
            // What is published from here on wakes the next look.
            published.mark_unchanged();
            match self.look(&mut looked, &stop).await {
                Err(error) => log::error!("reminders: {error}"),
                Ok(()) => log::trace!("reminders seen to at {now}"),
            }
            tokio::select! {
                biased;
                _ = stop.wait_for(|&stop| stop) => return,
                // The sender lives as long as the data.
                _ = published.changed() => {}
                () = self.clock.wait(now, TICK) => {}
            }
        }
    }

    /// Tells everything that is due.
    async fn look(
        self: &Arc<Self>,
        looked: &mut Looked,
        stop: &watch::Receiver<bool>,
    ) -> Result<(), StoreError> {
        self.wake_subscribers(looked).await?;
        while !*stop.borrow() {
            let now = self.clock.now();
            let due = self.store.due_reminders(now, MAX_READ).await?;
            // What ended early may be due still: it has to wait for the next look.
            if due.is_empty() || self.tell_all(due, stop).await? == Pass::Broken {
                break;
            }
        }
        Ok(())
    }

    /// Tells reminders, some at a time. After a failure no other one is begun, and those on their way are finished.
    async fn tell_all(
        self: &Arc<Self>,
        due: Vec<KeptReminder>,
        stop: &watch::Receiver<bool>,
    ) -> Result<Pass, StoreError> {
        let mut due = due.into_iter();
        let mut sending = JoinSet::new();
        let mut outcome = Ok(Pass::Whole);
        loop {
            while outcome.is_ok()
                && sending.len() < MAX_AT_ONCE
                && !*stop.borrow()
                && let Some(kept) = due.next()
            {
                let (service, stop) = (Arc::clone(self), stop.clone());
                sending.spawn(async move { service.tell_one(kept, stop).await });
            }
            match sending.join_next().await {
                None => return outcome,
                Some(Ok(Ok(()))) => {}
                Some(Ok(Err(error))) => outcome = outcome.and(Err(error)),
                Some(Err(error)) => {
                    log::error!("telling a reminder ended early: {error}");
                    outcome = outcome.and(Ok(Pass::Broken));
                }
            }
        }
    }

    /// Makes those reminders due whose streams have new rounds.
    async fn wake_subscribers(&self, looked: &mut Looked) -> Result<(), StoreError> {
        let now = self.clock.now();
        let (published, today) = (self.presenter.data.published(), self.clock.today());
        let is_old = looked
            .published
            .as_ref()
            .is_some_and(|before| Arc::ptr_eq(before, &published));
        if is_old && looked.day == Some(today) {
            return Ok(());
        }
        let mut after = 0;
        loop {
            let waiting = self.store.waiting_for_news(after, MAX_READ).await?;
            let Some(last) = waiting.last() else {
                break;
            };
            after = last.id;
            for kept in &waiting {
                if !kept.note.news(&published.rounds, today).is_empty() {
                    let due = Due::At(now);
                    self.store
                        .change_reminder(kept, &kept.note, due, now)
                        .await?;
                }
            }
        }
        *looked = Looked {
            published: Some(published),
            day: Some(today),
        };
        Ok(())
    }

    /// Tells one reminder that is due, where its time has come.
    async fn tell_one(
        &self,
        kept: KeptReminder,
        mut stop: watch::Receiver<bool>,
    ) -> Result<(), StoreError> {
        // Whatever waits takes no turn from others.
        let now = self.clock.now();
        if let Plan::Wait(due) = self.plan(&kept, now).await? {
            return self.postpone(&kept, &kept.note, due).await;
        }
        let user = kept.user;
        let turn = tokio::select! {
            biased;
            _ = stop.wait_for(|&stop| stop) => return Ok(()),
            turn = self.notifier.wait_for_turn(user, LONGEST_TURN) => turn,
        };
        if let Err(off) = turn {
            let due = Due::At(after(self.clock.now(), as_signed(off)));
            return self.postpone(&kept, &kept.note, due).await;
        }
        // The wait may have led into the night.
        let now = self.clock.now();
        let (text, tried) = match self.plan(&kept, now).await? {
            Plan::Wait(due) => return self.postpone(&kept, &kept.note, due).await,
            Plan::Tell { text, tried } => (text, tried),
        };
        let if_unknown = if is_subscription(&kept) {
            Due::News
        } else {
            Due::Tried
        };
        let claim = self
            .store
            .change_reminder(&kept, &tried, if_unknown, now)
            .await?;
        // Without one it was removed or changed meanwhile.
        let Some(claimed) = claim else {
            return Ok(());
        };
        let delivery = self.notifier.notify(user, &text).await;
        self.settle(&kept, &claimed, delivery).await
    }

    /// What to do about a reminder that is due: at night, and before its day where its person lives, it waits.
    async fn plan(&self, kept: &KeptReminder, now: Timestamp) -> Result<Plan, StoreError> {
        let (user, wish) = (kept.user, &kept.note.wish);
        let zone = self.store.zone(user).await?.unwrap_or_else(usual_zone);
        let allowed = next_allowed(now, &zone);
        if allowed > now {
            return Ok(Plan::Wait(Due::At(allowed)));
        }
        let local_today = zone.to_datetime(now).date();
        if let Some(day) = wish.day_to_tell().filter(|&day| day > local_today) {
            return Ok(Plan::Wait(Due::At(morning_of(day, &zone))));
        }
        let (published, today) = (self.presenter.data.published(), self.clock.today());
        let news = kept.note.news(&published.rounds, today);
        if is_subscription(kept) && news.is_empty() {
            return Ok(Plan::Wait(Due::News));
        }
        let lang = self.store.language(user).await?.unwrap_or(kept.note.lang);
        let text = answer::reminder(self.context(lang), wish, &news, local_today);
        let tried = ReminderRecord {
            mark: kept.note.mark_told(&published.rounds, today),
            tried: Some(now),
            refused: 0,
            ..kept.note.clone()
        };
        Ok(Plan::Tell { text, tried })
    }

    /// Writes down what became of a reminder, of which `kept` is what it was before it was `claimed`.
    async fn settle(
        &self,
        kept: &KeptReminder,
        claimed: &KeptReminder,
        delivery: Delivery,
    ) -> Result<(), StoreError> {
        if delivery == Delivery::Arrived {
            self.metrics.reminded();
        }
        match delivery {
            Delivery::Arrived if is_subscription(kept) => {
                let told = ReminderRecord {
                    tried: None,
                    ..claimed.note.clone()
                };
                self.postpone(claimed, &told, Due::News).await
            }
            Delivery::Arrived => self.store.finish_reminder(claimed).await,
            Delivery::Forbidden => {
                self.store.remove_reminders(kept.user).await?;
                Ok(())
            }
            Delivery::Refused if is_last(kept.note.refused) => {
                log::error!("a reminder was refused for the last time");
                Ok(())
            }
            Delivery::Refused => self.put_back(kept, claimed, None).await,
            Delivery::Later(asked) => self.put_back(kept, claimed, asked).await,
            Delivery::Unknown => Ok(()),
        }
    }

    /// Makes a reminder due again after a pause.
    async fn put_back(
        &self,
        kept: &KeptReminder,
        claimed: &KeptReminder,
        asked: Option<Duration>,
    ) -> Result<(), StoreError> {
        let refused = kept.note.refused.saturating_add(1);
        let again = ReminderRecord {
            refused,
            ..kept.note.clone()
        };
        let due = Due::At(after(self.clock.now(), pause(refused, asked)));
        self.postpone(claimed, &again, due).await
    }

    async fn postpone(
        &self,
        kept: &KeptReminder,
        note: &ReminderRecord,
        due: Due,
    ) -> Result<(), StoreError> {
        let now = self.clock.now();
        // Where it changed meanwhile, the person did it.
        self.store.change_reminder(kept, note, due, now).await?;
        Ok(())
    }

    /// A card by the rules in force; by the oldest known ones where today's are missing.
    fn context(&self, lang: Lang) -> Context<'_> {
        let rules = self.presenter.data.rule_set(None, self.clock.today());
        Context {
            presenter: &self.presenter,
            rules: rules.unwrap_or_else(|_| &self.presenter.data.rules.all()[0]),
            localizer: self.presenter.texts.localizer(lang),
        }
    }
}

/// Whether it goes on after it was told.
fn is_subscription(kept: &KeptReminder) -> bool {
    matches!(kept.note.wish, ReminderKind::Rounds { .. })
}

fn after(now: Timestamp, pause: SignedDuration) -> Timestamp {
    now.saturating_add(pause).unwrap_or(Timestamp::MAX)
}
