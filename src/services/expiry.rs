//! Deleting what nobody used for long.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;
use tokio::time::sleep;

use crate::clock::Clock;
use crate::store::{KEPT_IDLE, SEEN, Store};

/// How often idle conversations are looked for.
const PAUSE: Duration = Duration::from_secs(3_600);

/// How far the clock may be from the other time that is known, before nothing is deleted by it.
const MOST_OFF: SignedDuration = SignedDuration::from_hours(24);
/// How soon is looked again where the other time is not known yet.
const SOON: Duration = Duration::from_secs(10);

/// Tells the time by somebody else's clock.
pub trait TimeSource: Send + std::marker::Sync {
    /// The time, where it is known.
    fn now(&self) -> Option<Timestamp>;
}

/// Deletes what has been idle for [`KEPT_IDLE`], now and then every hour, until `stop` comes true; but only while the clock
/// agrees with the other one: a clock that runs far ahead would make everything look idle.
pub async fn expire(
    store: &dyn Store,
    clock: &dyn Clock,
    other: &dyn TimeSource,
    mut stop: watch::Receiver<bool>,
) {
    loop {
        let now = clock.now();
        let pause = match other.now() {
            Some(other) if now.duration_since(other).abs() <= MOST_OFF => {
                delete(store, now).await;
                PAUSE
            }
            Some(_) => {
                log::error!("the clock is more than a day off: nothing is deleted by it");
                PAUSE
            }
            None => SOON,
        };
        tokio::select! {
            biased;
            _ = stop.wait_for(|&stop| stop) => return,
            () = sleep(pause) => {}
        }
    }
}

async fn delete(store: &dyn Store, now: Timestamp) {
    match store.expire(now - KEPT_IDLE).await {
        Ok(0) => {}
        Ok(count) => log::info!("{count} idle conversations were deleted"),
        Err(error) => log::error!("{error}"),
    }
    if let Err(error) = store.forget_seen(now - SEEN).await {
        log::error!("{error}");
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

    struct Told(Option<Timestamp>);

    impl TimeSource for Told {
        fn now(&self) -> Option<Timestamp> {
            self.0
        }
    }

    #[tokio::test]
    async fn what_lies_idle_is_deleted_at_once_while_the_clocks_agree_and_the_rest_stays() {
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
        for other in [None, Some(clock.now() - SignedDuration::from_hours(25))] {
            expire(&store, &clock, &Told(other), stop.clone()).await;
            let kept = store.load(1).await;
            assert_eq!(kept, Ok(Loaded::Found(state.clone())), "{other:?}");
        }
        let other = Told(Some(clock.now() + SignedDuration::from_hours(23)));
        expire(&store, &clock, &other, stop).await;
        assert_eq!(store.load(1).await, Ok(Loaded::None));
        assert_eq!(store.load(2).await, Ok(Loaded::Found(state)));
    }
}
