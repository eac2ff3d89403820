//! Deleting what nobody used for long.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::sleep;

use crate::clock::Clock;
use crate::store::{KEPT_IDLE, Store};

/// How often idle conversations are looked for.
const PAUSE: Duration = Duration::from_secs(3_600);

/// Deletes what has been idle for [`KEPT_IDLE`], now and then every hour, until `stop` comes true.
pub async fn expire(store: &dyn Store, clock: &dyn Clock, mut stop: watch::Receiver<bool>) {
    loop {
        match store.expire(clock.now() - KEPT_IDLE).await {
            Ok(0) => {}
            Ok(count) => log::info!("{count} idle conversations were deleted"),
            Err(error) => log::error!("{error}"),
        }
        tokio::select! {
            biased;
            _ = stop.wait_for(|&stop| stop) => return,
            () = sleep(PAUSE) => {}
        }
    }
}
