//! What time it is, for those who may not ask the system themselves.

use std::path::PathBuf;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// Tells the time.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The system's.
    System,
    /// Always this day, at the system's time of day.
    OnDay(Date),
    /// The time that a file holds, such as `2027-03-01T14:00:00Z`, so that another process can set it.
    File(PathBuf),
}

impl Clock {
    /// The system's clock, held on a day where one is given.
    pub fn on(day: Option<Date>) -> Self {
        day.map_or(Clock::System, Clock::OnDay)
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        let now = Zoned::now();
        match self {
            Clock::System => now.timestamp(),
            Clock::OnDay(day) => {
                let moved = day
                    .to_datetime(now.time())
                    .to_zoned(now.time_zone().clone());
                moved.map_or(now.timestamp(), |moved| moved.timestamp())
            }
            Clock::File(file) => {
                let text = std::fs::read_to_string(file).unwrap_or_default();
                text.trim().parse().unwrap_or_else(|_| {
                    log::error!(
                        "{}: expected a time such as 2027-03-01T14:00:00Z",
                        file.display()
                    );
                    now.timestamp()
                })
            }
        }
    }

    /// The day, in the system's time zone.
    pub fn today(&self) -> Date {
        match self {
            Clock::OnDay(day) => *day,
            Clock::System | Clock::File(_) => self.now().to_zoned(TimeZone::system()).date(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_clock_can_be_held_and_set() {
        let day = date(2026, 11, 22);
        assert_eq!(Clock::on(Some(day)).today(), day);
        let file = tempfile::NamedTempFile::new().unwrap();
        let clock = Clock::File(file.path().to_owned());
        std::fs::write(file.path(), "2027-03-01T14:00:00Z\n").unwrap();
        assert_eq!(clock.now().to_string(), "2027-03-01T14:00:00Z");
        std::fs::write(file.path(), "2027-03-02T14:00:00Z").unwrap();
        assert_eq!(clock.now().to_string(), "2027-03-02T14:00:00Z");
    }
}
