//! Fetching updates, a long poll at a time.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use teloxide::prelude::*;
use teloxide::{ApiError, RequestError};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use super::intake::{Intake, MAX_IN_HAND, ServeError, WANTED, starting};
use super::redact::redacted;

/// How long Telegram holds a poll open, in seconds; the client gives up after 17.
const POLL_SECONDS: u32 = 10;
/// How many updates a poll may bring.
const MAX_AT_ONCE: u8 = 100;
/// The pauses after failures that follow one another.
const PAUSES: ExponentialBuilder = ExponentialBuilder::new()
    .with_min_delay(Duration::from_secs(1))
    .with_max_delay(LONGEST_PAUSE)
    .without_max_times();
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// How long the last acknowledgement may take.
const LONGEST_FAREWELL: Duration = Duration::from_secs(1);

/// Fetches updates until `stop` comes true.
///
/// # Errors
/// A webhook is in the way and cannot be taken off, or the token was revoked.
pub async fn run(
    bot: &Bot,
    intake: &Intake,
    mut stop: watch::Receiver<bool>,
    url: &str,
) -> Result<(), ServeError> {
    bot.delete_webhook()
        .await
        .map_err(|error| starting(&error, url))?;
    log::info!("polling");
    let mut offset = None;
    let mut pauses = PAUSES.build();
    loop {
        let next = async {
            intake.update_queue.at_most(MAX_IN_HAND).await;
            fetch(bot, offset, POLL_SECONDS, MAX_AT_ONCE).await
        };
        let outcome = tokio::select! {
            biased;
            _ = stop.wait_for(|&stop| stop) => break,
            outcome = next => outcome,
        };
        let wait = match outcome {
            Ok(updates) => {
                pauses = PAUSES.build();
                for update in updates {
                    offset = i32::try_from(update.id.0).ok().map(|id| id.wrapping_add(1));
                    intake.take(update);
                }
                continue;
            }
            Err(RequestError::Api(ApiError::InvalidToken)) => return Err(ServeError::Token),
            Err(RequestError::RetryAfter(seconds)) => seconds.duration(),
            Err(error) => {
                log::warn!("no updates: {}", redacted(&error));
                pauses.next().unwrap_or(LONGEST_PAUSE)
            }
        };
        tokio::select! {
            _ = stop.wait_for(|&stop| stop) => break,
            () = sleep(wait) => {}
        }
    }
    // Otherwise the next start would get again what this one has taken in.
    if offset.is_some() {
        let _ = timeout(LONGEST_FAREWELL, fetch(bot, offset, 0, 1)).await;
    }
    Ok(())
}

async fn fetch(
    bot: &Bot,
    offset: Option<i32>,
    seconds: u32,
    most: u8,
) -> Result<Vec<teloxide::types::Update>, RequestError> {
    let mut request = bot
        .get_updates()
        .timeout(seconds)
        .limit(most)
        .allowed_updates(WANTED);
    request.offset = offset;
    request.await
}
