//! A clock that another process sets: what the hidden option `--clock` gives to tests of the whole program, which run a
//! year in seconds. An option and no feature of the build, so that what is tested is the program that people run.

use std::path::PathBuf;
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use tokio::time::{sleep, timeout};

use nocbot::clock::Clock;

/// How often the file is looked at while somebody waits for it to change.
const GLANCE: Duration = Duration::from_millis(10);

/// Shows the time that a file holds, such as `2027-03-01T14:00:00Z`.
#[derive(Debug, Clone)]
pub struct FileClock(pub PathBuf);

#[async_trait]
impl Clock for FileClock {
    fn now(&self) -> Timestamp {
        let text = std::fs::read_to_string(&self.0).unwrap_or_default();
        text.trim().parse().unwrap_or_else(|_| {
            let file = self.0.display();
            log::error!("{file}: expected a time such as 2027-03-01T14:00:00Z");
            Timestamp::now()
        })
    }

    async fn wait(&self, since: Timestamp, length: Duration) {
        let is_set = async {
            while self.now() == since {
                sleep(GLANCE).await;
            }
        };
        // Whether it was set or the wait is over: the time has come.
        let _ = timeout(length, is_set).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_set_clock_ends_the_wait() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let clock = FileClock(file.path().to_owned());
        std::fs::write(file.path(), "2027-03-01T14:00:00Z\n").unwrap();
        let since = clock.now();
        assert_eq!(since.to_string(), "2027-03-01T14:00:00Z");
        let waiting = clock.wait(since, Duration::from_secs(600));
        let setting = async { std::fs::write(file.path(), "2027-03-02T14:00:00Z").unwrap() };
        tokio::join!(waiting, setting);
        assert_eq!(clock.now().to_string(), "2027-03-02T14:00:00Z");
    }
}
