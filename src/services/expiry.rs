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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::clock::DayClock;
    use crate::dialogue::State;
    use crate::noc::Lang;
    use crate::store::{Loaded, SqlStore};

    #[tokio::test]
    async fn what_lies_idle_is_deleted_at_once_and_the_rest_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("nocbot.sqlite");
        let store = SqlStore::open(&file, None).await.unwrap();
        let clock = DayClock(date(2026, 11, 22));
        let state = State::new(Lang::FR);
        let long_ago = clock.now() - KEPT_IDLE * 2;
        store.save(1, &state, long_ago).await.unwrap();
        store.save(2, &state, clock.now()).await.unwrap();

        let (stopper, stop) = watch::channel(false);
        stopper.send(true).unwrap();
        expire(&store, &clock, stop).await;
        assert_eq!(store.load(1).await, Ok(Loaded::None));
        assert_eq!(store.load(2).await, Ok(Loaded::Found(state)));
    }
}
