//! How a person is told something that they did not just ask for.

use std::time::Duration;

use async_trait::async_trait;

use crate::text::Rich;

/// Takes messages to people, each at most once.
#[async_trait]
pub trait Notifier: Send + Sync {
    /// Waits until a person's private chat may be written to, and takes that turn.
    ///
    /// # Errors
    /// Its turn is further off than `most`; how far. No turn was taken.
    async fn wait_for_turn(&self, user: u64, most: Duration) -> Result<(), Duration>;

    /// Sends a message whose turn has come, by one request that is never repeated.
    async fn notify(&self, user: u64, message: &Rich) -> Delivery;
}

/// What became of a message that was sent at most once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// It was taken.
    Arrived,
    /// The person blocked the bot, or the bot may not write there.
    Forbidden,
    /// It was not taken, for a reason in the message.
    Refused,
    /// It was not taken: nobody was reached, or asked to be left alone for this time.
    Later(Option<Duration>),
    /// Nobody knows whether it was taken.
    Unknown,
}
