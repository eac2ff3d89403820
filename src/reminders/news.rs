//! What is new about a stream's rounds since they were last told.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::draws::{Round, Rounds};

/// Up to where a stream's rounds were told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Rounds before this day are old, whenever they become known.
    day: Date,
    /// The numbers of that day's rounds already told.
    told: Vec<String>,
}

impl Mark {
    /// Everything known of a stream up to `today` is old.
    pub fn now(rounds: &Rounds, stream: &str, today: Date) -> Self {
        let day = rounds
            .latest(stream, today)
            .map_or(today, |round| round.date);
        let of_day = rounds.of(stream).filter(|round| round.date == day);
        Mark {
            day,
            told: of_day.map(|round| round.number.clone()).collect(),
        }
    }

    /// The rounds held up to `today` that are not told yet, newest first.
    pub fn news<'a>(&self, rounds: &'a Rounds, stream: &'a str, today: Date) -> Vec<&'a Round> {
        let is_new = |round: &&Round| {
            round.date > self.day || round.date == self.day && !self.told.contains(&round.number)
        };
        let held = rounds.of(stream).filter(|round| round.date <= today);
        held.filter(is_new).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::noc::DataFiles;
    use jiff::civil::date;

    #[test]
    fn each_round_is_new_once() {
        let rounds = Rounds::open(&DataFiles::BuiltIn).unwrap();
        for stream in ["general", "health", "pnp", "cec"] {
            let held: Vec<&Round> = rounds.of(stream).collect();
            let first = held.last().unwrap().date.yesterday().unwrap();
            let mut mark = Mark::now(&rounds, stream, first);
            let mut told = Vec::new();
            let mut day = first;
            while day < date(2026, 11, 22) {
                day = day.tomorrow().unwrap();
                let news = mark.news(&rounds, stream, day);
                if !news.is_empty() {
                    told.splice(0..0, news);
                    mark = Mark::now(&rounds, stream, day);
                    assert_eq!(mark.news(&rounds, stream, day), Vec::<&Round>::new());
                }
            }
            assert_eq!(told, held, "{stream}");
        }
    }

    #[test]
    fn a_stream_without_rounds_begins_today() {
        let rounds = Rounds::open(&DataFiles::BuiltIn).unwrap();
        let today = date(2026, 11, 22);
        let mark = Mark::now(&rounds, "researcher", today);
        assert_eq!(mark.day, today);
        assert!(mark.told.is_empty());
    }

    #[test]
    fn a_second_round_of_the_day_is_new() {
        let rounds = Rounds::open(&DataFiles::BuiltIn).unwrap();
        let latest = rounds.of("health").next().unwrap();
        let mark = Mark {
            day: latest.date,
            told: vec!["another".to_owned()],
        };
        assert_eq!(mark.news(&rounds, "health", latest.date), [latest]);
    }
}
