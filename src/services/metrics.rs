//! What is counted of the running bot, as Prometheus takes it. No label has values without bound.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use jiff::Timestamp;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;

use crate::store::Depth;

/// Of an update that was handled.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Handled {
    kind: &'static str,
    /// Where it led, such as a step of the conversation.
    outcome: &'static str,
}

/// Of a message.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Sent {
    result: &'static str,
}

/// Of words for a job that were matched.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Matched {
    outcome: &'static str,
}

/// Of a task that runs beside conversations.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Task {
    name: &'static str,
}

/// What is counted.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    updates: Family<Handled, Counter>,
    handling: Histogram,
    matches: Family<Matched, Counter>,
    matching: Histogram,
    sends: Family<Sent, Counter>,
    restarts: Family<Task, Counter>,
    inbox: Gauge,
    inbox_age: Gauge,
    aside: Gauge,
    outbox: Gauge,
    outbox_age: Gauge,
    feed_age: Gauge,
    rules: Gauge<i64, AtomicI64>,
    reminders: Counter<u64, AtomicU64>,
    reminders_due: Gauge,
    telegram: Gauge,
    /// When Telegram last answered as it should, in seconds since 1970.
    reached: AtomicI64,
}

impl Default for Metrics {
    fn default() -> Self {
        let metrics = Metrics {
            registry: Registry::with_prefix("nocbot"),
            updates: Family::default(),
            handling: Histogram::new(exponential_buckets(0.001, 2.0, 14)),
            matches: Family::default(),
            matching: Histogram::new(exponential_buckets(0.0001, 2.0, 14)),
            sends: Family::default(),
            restarts: Family::default(),
            inbox: Gauge::default(),
            inbox_age: Gauge::default(),
            aside: Gauge::default(),
            outbox: Gauge::default(),
            outbox_age: Gauge::default(),
            feed_age: Gauge::default(),
            rules: Gauge::default(),
            reminders: Counter::default(),
            reminders_due: Gauge::default(),
            telegram: Gauge::default(),
            reached: AtomicI64::new(0),
        };
        metrics.registered()
    }
}

impl Metrics {
    fn registered(mut self) -> Self {
        let mut registry = std::mem::take(&mut self.registry);
        registry.register(
            "updates",
            "Updates handled, by kind and where they led",
            self.updates.clone(),
        );
        registry.register(
            "handling_seconds",
            "How long handling an update took",
            self.handling.clone(),
        );
        registry.register(
            "matches",
            "Jobs looked for in what people said, by how sure the occupation found is",
            self.matches.clone(),
        );
        registry.register(
            "matching_seconds",
            "How long it took to look for them in one message",
            self.matching.clone(),
        );
        registry.register(
            "sends",
            "Messages by what became of the call",
            self.sends.clone(),
        );
        registry.register(
            "task_restarts",
            "Tasks that panicked or ended and were started again",
            self.restarts.clone(),
        );
        registry.register(
            "inbox",
            "Updates that wait to be handled",
            self.inbox.clone(),
        );
        registry.register(
            "inbox_age_seconds",
            "How long the oldest of them has waited",
            self.inbox_age.clone(),
        );
        registry.register(
            "inbox_aside",
            "Updates that could not be handled",
            self.aside.clone(),
        );
        registry.register(
            "outbox",
            "Messages that wait to be sent",
            self.outbox.clone(),
        );
        registry.register(
            "outbox_age_seconds",
            "How long the oldest of them has waited",
            self.outbox_age.clone(),
        );
        registry.register(
            "feed_age_days",
            "How long ago the newest known round was",
            self.feed_age.clone(),
        );
        registry.register(
            "rules",
            "The first day of the rules in force, as YYYYMMDD",
            self.rules.clone(),
        );
        registry.register(
            "reminders_told",
            "Reminders that were told",
            self.reminders.clone(),
        );
        registry.register(
            "reminders_due",
            "Reminders that are due and not told yet",
            self.reminders_due.clone(),
        );
        registry.register(
            "telegram_age_seconds",
            "How long ago Telegram last answered as it should",
            self.telegram.clone(),
        );
        Metrics { registry, ..self }
    }

    /// An update was handled.
    pub fn handled(&self, kind: &'static str, outcome: &'static str, seconds: f64) {
        self.updates.get_or_create(&Handled { kind, outcome }).inc();
        self.handling.observe(seconds);
    }

    /// A message was understood, in which these jobs were looked for.
    pub fn matched(&self, outcomes: impl IntoIterator<Item = &'static str>, seconds: f64) {
        for outcome in outcomes {
            self.matches.get_or_create(&Matched { outcome }).inc();
        }
        self.matching.observe(seconds);
    }

    /// A message was sent, or not.
    pub fn sent(&self, result: &'static str) {
        self.sends.get_or_create(&Sent { result }).inc();
    }

    /// A task was started again.
    pub fn restarted(&self, name: &'static str) {
        self.restarts.get_or_create(&Task { name }).inc();
    }

    /// A reminder was told.
    pub fn reminded(&self) {
        self.reminders.inc();
    }

    /// Telegram answered as it should.
    pub fn reached(&self, now: Timestamp) {
        self.reached.store(now.as_second(), Ordering::Relaxed);
    }

    /// How many seconds ago that was; none before the first time.
    pub fn reached_ago(&self, now: Timestamp) -> Option<i64> {
        let reached = self.reached.load(Ordering::Relaxed);
        (reached > 0).then(|| (now.as_second() - reached).max(0))
    }

    /// What waits in the store.
    pub fn set_depth(&self, depth: &Depth, now: Timestamp) {
        let age = |oldest: Option<Timestamp>| {
            oldest.map_or(0, |oldest| now.duration_since(oldest).as_secs().max(0))
        };
        let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        self.inbox.set(count(depth.updates));
        self.inbox_age.set(age(depth.oldest_update));
        self.aside.set(count(depth.aside));
        self.outbox.set(count(depth.messages));
        self.outbox_age.set(age(depth.oldest_message));
    }

    /// How many reminders are due.
    pub fn set_reminders_due(&self, due: u64) {
        self.reminders_due
            .set(i64::try_from(due).unwrap_or(i64::MAX));
    }

    /// What the data say.
    pub fn set_data(&self, newest_round_days_ago: i64, rules: jiff::civil::Date) {
        self.feed_age.set(newest_round_days_ago);
        let (year, month, day) = (rules.year(), rules.month(), rules.day());
        self.rules
            .set(i64::from(year) * 10_000 + i64::from(month) * 100 + i64::from(day));
    }

    /// Everything, as text.
    pub fn encoded(&self, now: Timestamp) -> String {
        self.telegram.set(self.reached_ago(now).unwrap_or(-1));
        let mut text = String::new();
        // Writing into a text does not fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}
