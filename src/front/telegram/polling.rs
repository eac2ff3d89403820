//! Fetching updates, a long poll at a time.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use super::api::{Api, CallError};
use super::intake::{Intake, ServeError, WANTED};
use crate::store::UpdateStore;

/// How long Telegram holds a poll open, in seconds.
const POLL_SECONDS: u64 = 10;
/// How much longer its answer may take.
const GRACE: Duration = Duration::from_secs(7);
/// How many updates a poll may bring.
const MAX_AT_ONCE: u8 = 100;
/// The pauses after failures that follow one another.
const PAUSES: ExponentialBuilder = ExponentialBuilder::new()
    .with_min_delay(Duration::from_millis(500))
    .with_max_delay(LONGEST_PAUSE)
    .without_max_times();
/// Short enough to be back soon after an outage.
const LONGEST_PAUSE: Duration = Duration::from_secs(4);
/// How soon is looked again whether no other process polls.
const TURN_PAUSE: Duration = Duration::from_secs(2);
/// How long the last acknowledgement may take.
pub const LONGEST_FAREWELL: Duration = Duration::from_secs(1);

/// Fetches updates until `stop` comes true.
///
/// # Errors
/// The token was revoked.
pub async fn run(
    api: &Api,
    intake: &Intake,
    updates: &dyn UpdateStore,
    mut stop: watch::Receiver<bool>,
) -> Result<(), ServeError> {
    log::info!("polling");
    let mut offset = None;
    let mut pauses = PAUSES.build();
    let mut has_failed = false;
    loop {
        let next = async {
            intake.update_queue.has_room().await;
            // Of several processes one polls: Telegram refuses a second one.
            wait_for_turn(updates).await;
            fetch(api, offset, POLL_SECONDS, MAX_AT_ONCE).await
        };
        let outcome = tokio::select! {
            biased;
            _ = stop.wait_for(|&stop| stop) => break,
            outcome = next => outcome,
        };
        let wait = match outcome {
            Ok(updates) => {
                intake.shared.metrics.reached(Timestamp::now());
                if has_failed {
                    log::info!("polling again");
                    has_failed = false;
                }
                let last = updates
                    .iter()
                    .filter_map(|update| update["update_id"].as_i64())
                    .max();
                let updates = updates.iter().map(Value::to_string);
                match intake.take(updates.collect()).await {
                    Ok(()) => {
                        pauses = PAUSES.build();
                        offset = last.map(|id| id + 1).or(offset);
                        continue;
                    }
                    // They come again with the next poll.
                    Err(error) => {
                        log::error!("{error}");
                        pauses.next().unwrap_or(LONGEST_PAUSE)
                    }
                }
            }
            Err(CallError::Token) => return Err(ServeError::Token),
            Err(error) => {
                has_failed = true;
                log::warn!("no updates: {error}");
                match error {
                    CallError::Wait(time) => time,
                    _ => pauses.next().unwrap_or(LONGEST_PAUSE),
                }
            }
        };
        tokio::select! {
            _ = stop.wait_for(|&stop| stop) => break,
            () = sleep(wait) => {}
        }
    }
    if let Err(error) = updates.release_lease("polling").await {
        log::warn!("{error}");
    }
    // What was taken in is not to come again with the next start; where it does, it is known.
    if offset.is_some() {
        let _ = timeout(LONGEST_FAREWELL, fetch(api, offset, 0, 1)).await;
    }
    Ok(())
}

/// Waits until no other process polls.
async fn wait_for_turn(updates: &dyn UpdateStore) {
    if !updates.is_shared() {
        return;
    }
    loop {
        match updates.take_lease("polling").await {
            Ok(true) => return,
            Ok(false) => {}
            Err(error) => log::error!("{error}"),
        }
        sleep(TURN_PAUSE).await;
    }
}

async fn fetch(
    api: &Api,
    offset: Option<i64>,
    seconds: u64,
    most: u8,
) -> Result<Vec<Value>, CallError> {
    let mut request = json!({"timeout": seconds, "limit": most, "allowed_updates": WANTED});
    if let Some(offset) = offset {
        request["offset"] = offset.into();
    }
    let longest = Duration::from_secs(seconds) + GRACE;
    api.call_named("GetUpdates", &request, longest).await
}
