//! What time it is, for those who may not ask the system themselves.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// Tells the time.
#[async_trait]
pub trait Clock: fmt::Debug + Send + Sync {
    /// The time.
    fn now(&self) -> Timestamp;

    /// The day in a time zone.
    fn today_in(&self, zone: &TimeZone) -> Date {
        self.now().to_zoned(zone.clone()).date()
    }

    /// The day in the system's time zone.
    fn today(&self) -> Date {
        self.today_in(&TimeZone::system())
    }

    /// Waits until `length` has passed since `since`. A clock that can be set may end the wait when it was set.
    async fn wait(&self, since: Timestamp, length: Duration) {
        // Whatever the system's clock was set to meanwhile, nobody waits longer than asked for.
        let passed = Duration::try_from(self.now().duration_since(since)).unwrap_or_default();
        tokio::time::sleep(length.saturating_sub(passed)).await;
    }
}

/// The system's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that is held on a day, at the system's time of day. In every time zone it is that day.
#[derive(Debug, Clone, Copy)]
pub struct DayClock(pub Date);

impl Clock for DayClock {
    fn now(&self) -> Timestamp {
        let now = Zoned::now();
        let moved = self.0.to_datetime(now.time());
        let moved = moved.to_zoned(now.time_zone().clone());
        moved.map_or(now.timestamp(), |moved| moved.timestamp())
    }

    fn today_in(&self, _: &TimeZone) -> Date {
        self.0
    }
}

/// The system's clock, held on a day where one is given.
pub fn system_clock(day: Option<Date>) -> Arc<dyn Clock> {
    match day {
        None => Arc::new(SystemClock),
        Some(day) => Arc::new(DayClock(day)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use jiff::tz;
    use std::time::Instant;

    #[test]
    fn a_clock_is_held_on_its_day_everywhere() {
        let day = date(2026, 11, 22);
        let clock = system_clock(Some(day));
        assert_eq!(clock.today(), day);
        for hours in [-12, 0, 14] {
            assert_eq!(clock.today_in(&TimeZone::fixed(tz::offset(hours))), day);
        }
    }

    #[test]
    fn the_day_is_that_of_the_zone() {
        let (west, east) = (tz::offset(-12), tz::offset(14));
        let [west, east] = [west, east].map(|at| SystemClock.today_in(&TimeZone::fixed(at)));
        assert!(west < east, "{west} {east}");
    }

    #[tokio::test]
    async fn a_wait_ends_when_its_time_has_passed() {
        let begun = Instant::now();
        let long_ago = SystemClock.now() - jiff::SignedDuration::from_hours(1);
        SystemClock.wait(long_ago, Duration::from_secs(600)).await;
        let length = Duration::from_millis(20);
        SystemClock.wait(SystemClock.now(), length).await;
        assert!(begun.elapsed() >= length / 2);
        assert!(begun.elapsed() < Duration::from_secs(60));
    }
}
